"""The field that a text is written in, where it stands on the picture."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from oracle import tokens
from oracle.language import _
from oracle.method import marks as geometry
from oracle.method.marks.checking import LONGEST_TEXT
from oracle.model.mark import Mark, MarkColour
from oracle.ui import theme
from oracle.ui.annotate import painting
from oracle.ui.annotate.canvas import Canvas
from oracle.workspace.columns import clean

_SMALLEST = 9  # px of letters on the screen: whoever writes must read it


class WordsField(QPlainTextEdit):
    """Grows with its words, `hugging` also in width. `left(Mark | None)` once, with the text as it is then; None when
    it has no words.
    """

    left = Signal(object)

    def __init__(self, canvas: Canvas, mark: Mark, *, hugging: bool) -> None:
        super().__init__(canvas.viewport())
        self._canvas, self._mark, self._hugging = canvas, mark, hugging
        self._begun = mark.points
        self._was_left = False
        self.setProperty("floats", True)
        self.setAccessibleName(_("Words of the text"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setViewportMargins(0, 0, 0, 0)
        self.document().setDocumentMargin(0)
        self.setPlainText(mark.text)
        self.selectAll()
        self.textChanged.connect(self._grow)
        canvas.zoomed.connect(self._place)
        self._grow()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def mark(self) -> Mark:
        """The text as it is now."""
        return self._mark

    def restyle(self, **look: Any) -> None:
        """Another `colour`, or another `stroke`."""
        self._mark = replace(self._mark, **look)
        self._grow()

    def _grow(self) -> None:
        words = self.toPlainText()
        if len(words) > LONGEST_TEXT:
            self.blockSignals(True)
            self.setPlainText(words[:LONGEST_TEXT])
            self.moveCursor(self.textCursor().MoveOperation.End)
            self.blockSignals(False)
        self._mark = self._fitted(replace(self._mark, text=clean(self.toPlainText())))
        self._place()

    def _fitted(self, written: Mark) -> Mark:
        """The text with its frame, as far from where it begins as the picture's edge demands."""
        picture = self._canvas.size_of_picture
        if self._hugging:
            return painting.hugging(replace(written, points=self._begun), picture)
        return painting.fitted(written, picture)

    def _place(self, *_zoom: object) -> None:
        view, picture = self._canvas.view, self._canvas.size_of_picture
        style, factor = geometry.text_style(self._mark, picture), view.factor
        letters = max(_SMALLEST, round(style.size * factor))
        ink = tokens.LIGHT.ink if self._mark.colour in (MarkColour.YELLOW, MarkColour.WHITE) else tokens.LIGHT.surface
        side, top = round(style.side * letters / style.size), round(style.top * letters / style.size)
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {geometry.colour_of(self._mark)}; color: {ink}; "
            f"border: 2px solid {theme.current().palette.link}; border-radius: {max(2, top)}px; padding: 0; "
            f"min-height: 0; font-size: {letters}px; font-weight: 600; selection-background-color: {ink}; "
            f"selection-color: {geometry.colour_of(self._mark)}; }}"
        )
        self.setViewportMargins(max(0, side - 2), max(0, top - 2), max(0, side - 4), max(0, top - 2))
        (x1, y1), (x2, y2) = self._mark.points
        enlarged = letters / (style.size * factor)
        corner = view.to_window(QPointF(x1, y1)).toPoint()
        room = QSize(round((x2 - x1) * factor * enlarged) + 6, round((y2 - y1) * factor * enlarged) + 6)
        self.setGeometry(corner.x() - 1, corner.y() - 1, room.width(), room.height())

    # ---- leaving

    def leave(self) -> None:
        """Hands over what is written, once."""
        if not self._was_left:
            self._was_left = True
            self.left.emit(self._mark if self._mark.text.strip() else None)
            self.hide()
            self.deleteLater()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if event.key() == Qt.Key.Key_Escape or done:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.leave()
        else:
            super().keyPressEvent(event)
