"""The text of a list that is edited: a block a line, with a handle before and a cross behind each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QTextEdit, QToolTip, QWidget

from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets.basics import plain_tip
from oracle.ui.widgets.line_identity import rows_of

MOST_LINES = 200
LONGEST = 1000  # characters of a line
GUTTER, REMOVER = 20, 22  # room for the handle at the left, for the cross at the right
ICON = 12
PADDING = 3
LINE_HEIGHT = 115  # per cent of the font's own
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Lines(QTextEdit):
    """The text, a block a line, with a handle before and a cross behind each."""

    rested = Signal()
    left = Signal()
    refused = Signal(str)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._placeholder = placeholder
        self._hovered = -1
        self._dragged = -1
        self._target = -1
        self.setProperty("look", "list")
        self.setAccessibleName(name)
        self.setAccessibleDescription(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(GUTTER + REMOVER + 40)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(PADDING)  # Qt leaves out the first block's own
        self.document().rootFrame().setFrameFormat(frame)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.cursorPositionChanged.connect(self._reveal)
        self.fill(())

    # ---- its lines

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in it, without empty lines."""
        return tuple(row for block in self._blocks() if (row := " ".join(block.text().split())))

    def fill(self, lines: Sequence[str]) -> None:
        """Shows lines; nothing can be undone to before them."""
        self.document().setUndoRedoEnabled(False)
        self._put(lines)
        self.document().setUndoRedoEnabled(True)
        self._fit()

    def add_line(self) -> None:
        """A new empty line at the end, with the cursor in it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._new_line()

    def _put(self, lines: Sequence[str]) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(_block_format())
        cursor.insertText("\n".join(lines))
        cursor.endEditBlock()

    def _blocks(self) -> list[QTextBlock]:
        return [self.document().findBlockByNumber(at) for at in range(self.document().blockCount())]

    def _new_line(self) -> None:
        if not self.textCursor().block().text().strip():
            return
        if self.document().blockCount() >= MOST_LINES:
            self.refused.emit(_too_many())
        else:
            self.textCursor().insertBlock()

    def _move(self, at: int, to: int) -> None:
        """The line `at` before the line `to`; the cursor goes with it."""
        texts = [block.text() for block in self._blocks()]
        column = self.textCursor().positionInBlock()
        text = texts.pop(at)
        to = to - 1 if to > at else to
        texts.insert(to, text)
        self._put(texts)
        cursor = QTextCursor(self.document().findBlockByNumber(to))
        cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, min(column, len(text)))
        self.setTextCursor(cursor)

    def _remove(self, at: int) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        texts = [block.text() for block in self._blocks()]
        del texts[at]
        self._put(texts)
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(min(at, max(0, len(texts) - 1)))))

    def _tidy(self) -> None:
        """Takes empty lines out."""
        if any(not block.text().strip() for block in self._blocks()) and self.document().blockCount() > 1:
            self._put(self.lines)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _moves(event):
            event.accept()  # or the screen would move a step
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.textCursor().blockNumber()
        controlled = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if _moves(event):
            to = at + MOVES[Qt.Key(event.key())]
            if 0 <= to < self.document().blockCount():
                self._move(at, to + 1 if to > at else to)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not controlled:
            self._new_line()
        elif event.key() == Qt.Key.Key_Escape:
            self.rested.emit()
            self.left.emit()
            event.ignore()
        elif event.text() and len(self.textCursor().block().text()) >= LONGEST and event.text().isprintable():
            self.refused.emit(_too_long())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._tidy()
            self.rested.emit()
        super().focusOutEvent(event)
        self.viewport().update()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Several pasted or dropped lines are several lines here."""
        given = rows_of(source.text()[: LONGEST * MOST_LINES], LONGEST)
        cursor = self.textCursor()
        if len(given) == 1 and "\n" not in source.text().strip():
            # One line is put into the line; its blanks at the ends may join words.
            text = " ".join(source.text().split())
            blank = " " if source.text()[:1] == " " else ""
            given = (f"{blank}{text}"[:LONGEST],)
        room = MOST_LINES - self.document().blockCount() + 1
        if len(given) > room:
            self.refused.emit(_too_many())
            given = given[:room]
        if given:
            cursor.insertText("\n".join(given))
            self.setTextCursor(cursor)
            if len(given) == room:
                self.refused.emit(_too_many())

    # ---- the mouse

    def _line_at(self, y: float) -> int:
        """Index of the line at that height, -1 below the last."""
        layout = self.document().documentLayout()
        return next((at for at, block in enumerate(self._blocks()) if layout.blockBoundingRect(block).bottom() > y), -1)

    def _part_at(self, place: QPointF) -> str:
        """ "handle", "cross" or "" at a place of a line with text."""
        at = self._line_at(place.y())
        if at < 0 or not self.document().findBlockByNumber(at).text().strip():
            return ""
        if place.x() < GUTTER:
            return "handle"
        return "cross" if place.x() > self.viewport().width() - REMOVER else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self._part_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else ""
        if part == "cross":
            self._remove(self._line_at(event.position().y()))
        elif part == "handle":
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._dragged = self._target = self._line_at(event.position().y())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged >= 0:
            self._target = self._gap_at(event.position().y())
            self.viewport().update()
            return
        self._hover(self._line_at(event.position().y()))
        shapes = {"handle": Qt.CursorShape.OpenHandCursor, "cross": Qt.CursorShape.PointingHandCursor}
        self.viewport().setCursor(shapes.get(self._part_at(event.position()), Qt.CursorShape.IBeamCursor))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged < 0:
            super().mouseReleaseEvent(event)
            return
        dragged, target = self._dragged, self._target
        self._dragged = self._target = -1
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        if target not in (dragged, dragged + 1):
            self._move(dragged, target)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, line: int) -> None:
        if line != self._hovered:
            self._hovered = line
            self.viewport().update()

    def _gap_at(self, y: float) -> int:
        """Before which line something let go at that height would stand."""
        layout = self.document().documentLayout()
        middles = (layout.blockBoundingRect(block).center().y() for block in self._blocks())
        return next((at for at, middle in enumerate(middles) if y < middle), self.document().blockCount())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            tips = {"handle": _("Drag to move (Alt+Up, Alt+Down)"), "cross": _("Remove this line")}
            QToolTip.showText(event.globalPos(), plain_tip(tips.get(self._part_at(QPointF(event.pos())), "")), self)
            return True
        return super().viewportEvent(event)

    # ---- how it looks

    def _fit(self) -> None:
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _reveal(self) -> None:
        """Lets the page follow the cursor."""
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if self.hasFocus() and isinstance(above, QScrollArea) and inside is not None:
            place = self.viewport().mapTo(inside, self.cursorRect().center())
            above.ensureVisible(place.x(), place.y(), 0, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        look = theme.current()
        right = self.viewport().width() - REMOVER + 4
        first_line = self.cursorRect().height()
        for at, block in enumerate(self._blocks()):
            text = block.layout()
            top = round(text.position().y() + text.lineAt(0).rect().bottom() - (first_line + ICON) / 2)
            if block.text().strip():
                look.icon("grip-vertical", "ink_2", ICON).paint(painter, QRect(2, top, ICON, ICON))
                if at == self._hovered and self._dragged < 0:
                    look.icon("x", "ink_2", ICON).paint(painter, QRect(right, top, ICON, ICON))
        if not self.toPlainText():
            painter.setPen(look.colour("ink_2"))
            painter.setFont(self.font())
            left = GUTTER if self.hasFocus() else 2
            area = QRectF(left, PADDING, self.viewport().width() - left, first_line)
            said = painter.fontMetrics().elidedText(self._placeholder, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), said)
        self._paint_target(painter)
        painter.end()

    def _paint_target(self, painter: QPainter) -> None:
        if self._dragged < 0 or self._target in (self._dragged, self._dragged + 1):
            return
        layout, blocks = self.document().documentLayout(), self._blocks()
        last = self._target >= len(blocks)
        rect = layout.blockBoundingRect(blocks[-1 if last else self._target])
        y = min(max((rect.bottom() if last else rect.top()), 1.0), self.viewport().height() - 1.0)
        painter.setPen(QPen(theme.current().colour("road"), 2))
        painter.drawLine(QPointF(0, y), QPointF(self.viewport().width(), y))


def _block_format() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLeftMargin(GUTTER)
    made.setRightMargin(REMOVER)
    made.setTopMargin(PADDING)
    made.setBottomMargin(PADDING)
    made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def _moves(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.AltModifier and event.key() in MOVES


def _too_many() -> str:
    return _("A list takes {most} lines. What came after them is not in it.").format(most=MOST_LINES)


def _too_long() -> str:
    return _("A line takes {most} characters.").format(most=LONGEST)
