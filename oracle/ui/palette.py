"""The command palette: everything that can be done or opened, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from oracle import tokens
from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets import label, line

ROW = 36
MOST = 60
MOST_GAPS = 1.5  # letters between those typed, for each of them: more is chance


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it says, what stands at its right end (key or kind), and what it does."""

    text: str
    icon: str
    side: str
    run: Callable[[], object]


def score(wanted: str, text: str) -> int | None:
    """How well `text` fits the letters typed: 0 best, None not at all. All letters must come in their order."""
    wanted, text = wanted.casefold().strip(), text.casefold()
    if not wanted:
        return 0
    at = text.find(wanted)
    if at >= 0:
        return 0 if at == 0 else 1 if text[at - 1] in " -:" else 2
    place, gaps = -1, 0
    for letter in wanted.replace(" ", ""):
        found = text.find(letter, place + 1)
        if found < 0:
            return None
        gaps += found - place - 1
        place = found
    return 3 + gaps if gaps <= MOST_GAPS * len(wanted) else None


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        look = theme.current()
        rect: QRect = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(look.colour("ink"))
            painter.setBrush(look.colour("road_tint"))
            painter.drawRoundedRect(rect, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        look.icon(entry.icon, "ink_2").paint(painter, QRect(rect.left() + 10, rect.top() + 9, 16, 16))
        painter.setFont(look.font(tokens.SMALL))
        side = painter.fontMetrics().horizontalAdvance(entry.side)
        painter.setPen(look.colour("ink_2"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(QRect(rect.right() - side - 10, rect.top(), side + 2, rect.height()), flags, entry.side)
        painter.setFont(look.font(tokens.BODY))
        painter.setPen(look.colour("ink"))
        area = rect.adjusted(38, 0, -side - 24, 0)
        text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, flags, text)
        painter.restore()


class Palette(QFrame):
    """A panel over the window: a line to type into, and what fits below. Up, Down, Enter, Esc."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("ground", "panel")
        self.setProperty("floats", True)
        self.setAccessibleName(_("Find or do"))
        self._entries: list[Entry] = []
        self._focus_before: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        self.field = QLineEdit()
        self.field.setProperty("look", "find")
        self.field.setPlaceholderText(_("Find or do…"))
        self.field.setAccessibleName(_("Find or do"))
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("QListWidget { border: 0; }")
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What can be done"))
        self.list.itemClicked.connect(lambda _item: self._run())
        self._nothing = label(_("Nothing matches"), "secondary")
        self._nothing.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.field)
        column.addWidget(line())
        column.addSpacing(5)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        host.installEventFilter(self)
        self.hide()

    def open(self, entries: list[Entry]) -> None:
        """Shows the panel with these entries."""
        self._focus_before = self.window().focusWidget()
        self._entries = list(entries)
        self.field.clear()
        self._fill("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self, entries: list[Entry]) -> None:
        """More entries that took a moment to read."""
        self._entries.extend(entries)
        if self.isVisible():
            self._fill(self.field.text())

    def close_palette(self) -> None:
        """Hides it and gives the focus back."""
        self.hide()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None

    def _fill(self, wanted: str) -> None:
        fitting = [
            (found, at) for at, entry in enumerate(self._entries) if (found := score(wanted, entry.text)) is not None
        ]
        self.list.clear()
        for _found, at in sorted(fitting)[:MOST]:
            entry = self._entries[at]
            item = QListWidgetItem(entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(fitting))
        self._nothing.setVisible(not fitting)
        self._place()

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        entry: Entry = item.data(Qt.ItemDataRole.UserRole)
        self.close_palette()
        entry.run()

    def _place(self) -> None:
        host = self._host
        width = min(560, host.width() - 48)
        rows = min(self.list.count(), 10)
        height = 62 + (rows * ROW + 6 if rows else 40)
        self.setGeometry((host.width() - width) // 2, max(24, host.height() // 8), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.field and isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self.field and kind == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        elif watched is self._host and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        row, count = self.list.currentRow(), self.list.count()
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif event.key() == Qt.Key.Key_Down and count:
            self.list.setCurrentRow((row + 1) % count)
        elif event.key() == Qt.Key.Key_Up and count:
            self.list.setCurrentRow((row - 1) % count)
        else:
            return False
        return True
