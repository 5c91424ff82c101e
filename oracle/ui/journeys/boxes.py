"""Boxes to choose from or type into: by which channel a step happens, and who handles it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from oracle import words
from oracle.language import _
from oracle.model.ratings import ChannelKind
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.ui import theme
from oracle.ui.journeys.letter_coin import SIZE, letter_icon
from oracle.ui.widgets import scrolls_past
from oracle.ui.widgets.basics import elided, plain_tip
from oracle.ui.widgets.fields import STORE_AFTER_MS

LONGEST = 2000


class _Line(QLineEdit):
    """A line that ends in "…" where its text does not fit, until it is typed into."""

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.parentWidget()
        room = self.contentsRect().adjusted(2, 0, -2, 0)
        if (box is not None and box.hasFocus()) or self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = elided(self.fontMetrics(), self.text(), room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()


class TypedBox(QComboBox):
    """A list to choose from whose text may be typed as well.

    `typed(str)` when typing stops and when the box is left; `picked(int)` for a row of the list. Its list is as wide
    as its words need.
    """

    typed = Signal(str)
    picked = Signal(int)

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setLineEdit(_Line(self))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(LONGEST)
        scrolls_past(self)
        self._later = QTimer(self, interval=STORE_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.flush)
        self._told = ""
        self.edit.textEdited.connect(self._edited)
        self.activated.connect(self._activated)

    @property
    def edit(self) -> QLineEdit:
        """The line that is typed into."""
        line = self.lineEdit()
        if line is None:
            raise LookupError("the box is not editable")
        return line

    @property
    def text(self) -> str:
        """What stands in it, without blanks around."""
        return self.edit.text().strip()

    def flush(self) -> None:
        """Tells what was typed at once when it is new."""
        self._later.stop()
        if self.text != self._told:
            self._told = self.text
            self.typed.emit(self.text)

    def put(self, text: str) -> None:
        """Shows a text without a signal; leaves alone what is being typed."""
        if self._later.isActive():
            return
        if self.text != text.strip():
            self.setEditText(text)
        self._told = self.text  # what a line cannot hold is no change by the user
        if not self.hasFocus():
            self.edit.setCursorPosition(0)
        self.setToolTip(plain_tip(text))

    def _edited(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _activated(self, row: int) -> None:
        self._later.stop()
        self.edit.setCursorPosition(0)
        self.picked.emit(row)

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(min(280, max(self.width(), view.sizeHintForColumn(0) + 32)))
        super().showPopup()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()
            self.edit.setCursorPosition(0)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
        super().keyPressEvent(event)


class ChannelBox(TypedBox):
    """The kind of channel, and its own name where one was typed. `chosen(ChannelKind, str)` by the user only."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Channel"), parent=parent)
        self.setCompleter(None)  # type: ignore[arg-type]
        for kind in ChannelKind:
            self.addItem(theme.current().icon(CHANNEL_ICONS[kind], "ink_2"), words.channel(kind), kind)
        self.picked.connect(lambda row: self._choose(self.itemData(row), ""))
        self.typed.connect(lambda text: self._choose(self.kind, text))

    @property
    def kind(self) -> ChannelKind:
        """The kind that is shown."""
        return ChannelKind(self.currentData() or ChannelKind.WEBSITE)

    def show_channel(self, kind: ChannelKind, label: str) -> None:
        """Shows a channel without a signal."""
        row = self.findData(kind)
        if row != self.currentIndex():
            typed = self.edit.text()
            self.setCurrentIndex(row)
            if self._later.isActive():
                self.setEditText(typed)
        self.put(words.channel(kind, label))

    def _choose(self, kind: ChannelKind, text: str) -> None:
        label = "" if text == words.channel(kind) else text
        self.put(words.channel(kind, label))
        self.chosen.emit(kind, label)


class WhoBox(TypedBox):
    """A person or role of the business, or a new one. `chosen(str)` by the user only; "" is nobody."""

    chosen = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Who handles it"), placeholder, parent)
        self.setIconSize(QSize(SIZE, SIZE))
        self._people: tuple[str, ...] | None = None
        self.picked.connect(lambda row: self._choose(self.itemText(row)))
        self.typed.connect(self._choose)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def set_people(self, people: Iterable[str]) -> None:
        """Who can be chosen."""
        wanted = tuple(dict.fromkeys(people))
        if wanted == self._people:
            return
        self._people = wanted
        text, cursor = self.edit.text(), self.edit.cursorPosition()
        self.blockSignals(True)
        self.clear()
        for person in wanted:
            self.addItem(letter_icon(person), person)
        self.setCurrentIndex(self.findText(text.strip(), Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive))
        self.setEditText(text)
        self.blockSignals(False)
        self.edit.setCursorPosition(cursor)

    def show_person(self, name: str) -> None:
        """Shows who it is without a signal."""
        if not self._later.isActive():
            row = self.findText(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
            if row != self.currentIndex():
                self.setCurrentIndex(row)
        self.put(name)

    def _choose(self, name: str) -> None:
        self._told = name
        self.chosen.emit(name)
