"""Fields with a label above and an error below, and notes that grow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from oracle.ui.widgets.basics import label, problem, set_look
from oracle.ui.widgets.scrolled import fit_around

STORE_AFTER_MS = 600
_BY_KEY = (
    Qt.FocusReason.OtherFocusReason,  # a key of the app, as N in a walk
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
)


def number_box(least: int, most: int) -> QSpinBox:
    """A field for a whole number; its text begins where that of other fields does."""
    made = QSpinBox()
    made.setRange(least, most)
    made.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet's padding does not reach into it
    scrolls_past(made)
    return made


def labelled(text: str, widget: QWidget, *, help_text: str = "", parent: QWidget | None = None) -> QWidget:
    """A control under its label; the label names it for screen readers, and `help_text` stands below."""
    box = QWidget(parent)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    above = label(text, "label")
    above.setBuddy(widget)
    if not widget.accessibleName():
        widget.setAccessibleName(text)
    column.addWidget(above)
    column.addWidget(widget)
    if help_text:
        column.addWidget(label(help_text, "small", wrap=True))
    return box


def scrolls_past(*boxes: QWidget) -> None:
    """Lets the wheel scroll the page that the boxes stand on; over them it would change their values unseen."""
    for box in boxes:
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(_WheelPasses(box))


class _WheelPasses(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


class Field(QWidget):
    """A line to type into, with its label above and an error line below.

    `changed(str)` comes when typing stops, when the field is left and at Enter; once for each new text.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self, text: str = "", placeholder: str = "", parent: QWidget | None = None, *, value: str = ""
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.edit = QLineEdit(value)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(text or placeholder)
        self.edit.setMaxLength(2000)
        if text:
            above = label(text, "label")
            above.setBuddy(self.edit)
            column.addWidget(above)
        column.addWidget(self.edit)
        self._error = problem()
        column.addWidget(self._error)
        self._error.hide()
        self.setFocusProxy(self.edit)
        self._told = value
        self._later = QTimer(self, interval=STORE_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.flush)
        self.edit.textEdited.connect(self._typed)
        self.edit.editingFinished.connect(self.flush)
        self.edit.returnPressed.connect(self.entered)

    @property
    def text(self) -> str:
        """What stands in it, without blanks around."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Shows a text without a signal; leaves alone what is being typed."""
        if self._later.isActive():
            return
        if self.edit.text() != text:
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        self._told = self.text  # as it would be told: what a line cannot hold is no change by the user

    def set_error(self, text: str = "") -> None:
        """Shows one sentence below, or takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        set_look(self.edit, "wrong", bool(text))
        self.edit.setAccessibleDescription(text)
        fit_around(self)

    def flush(self) -> None:
        """Tells the text at once when it is new."""
        self._later.stop()
        if self.text != self._told:
            self._told = self.text
            self.changed.emit(self.text)

    def _typed(self) -> None:
        self.set_error()
        if not self._later.isActive():
            self._later.start()


class NoteField(QPlainTextEdit):
    """Text of several lines that grows from `lines` to `most` lines; Tab goes on, Esc leaves to the parent.

    `changed(str)` comes when typing stops and when the field is left; `flush` tells at once. One `in_place` looks like
    the text around it until it is pointed at or typed into.
    """

    changed = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        lines: int = 1,
        most: int = 8,
        in_place: bool = False,
    ) -> None:
        super().__init__(parent)
        self._lines, self._most = lines, most
        self._least, self._around = (28, 12) if in_place else (32, 16)
        if in_place:
            self.setProperty("look", "place")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self._told = ""
        self._later = QTimer(self, interval=STORE_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows a text without a signal; leaves alone what is being typed."""
        if self._later.isActive():
            return
        if self.toPlainText() != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
            self._fit()
        self._told = self.text  # Qt takes some characters for others: that is no change by the user

    def flush(self) -> None:
        """Tells the text at once when it is new."""
        self._later.stop()
        if self.text != self._told:
            self._told = self.text
            self.changed.emit(self.text)

    def _typed(self) -> None:
        # Not started anew by each key: who types on is stored all the same.
        if not self._later.isActive():
            self._later.start()

    def _fit(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        count = max(self._lines, min(self._most, self._line_count()))
        high = max(self._least, count * line + self._around)
        if high != self.height():
            self.setFixedHeight(high)
            # Qt sets the least height first, and what follows from that may have fitted the field anew by then.
            if self.maximumHeight() != self.minimumHeight():
                self.setFixedHeight(self.minimumHeight())
            fit_around(self)

    def _line_count(self) -> int:
        """How many lines the text takes at the present width, as far as they matter.

        What is out of sight Qt counts as one line a paragraph, until somebody asks where it is.
        """
        layout, block, count = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and count < self._most:
            layout.blockBoundingRect(block)
            count += block.lineCount()
            block = block.next()
        return count

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.height()
        self._fit()
        if self.height() != before:
            # The layout that gives this width goes on with the height that it knew: it is asked again after that.
            QTimer.singleShot(0, self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:  # one goes on writing; a click has a place of its own
            self.moveCursor(QTextCursor.MoveOperation.End)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files are for whoever stands around the field: here they would become the text of their address.
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            event.ignore()
            return
        super().keyPressEvent(event)
