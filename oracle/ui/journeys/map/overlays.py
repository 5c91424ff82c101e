"""What lies over the map for a moment: the dragged cards, the rubber band, the field that a title is typed into."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from oracle import tokens
from oracle.ui import theme
from oracle.ui.journeys.map.card_picture import scaled_font, title_lines

LONGEST_TITLE = 200
_MOST_LINES = 4
_DOT = 4
_AROUND = 16  # edge, padding and margin of the field, both sides


class _Overlay(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("floats", True)
        self.hide()


class Ghost(_Overlay):
    """The dragged thing under the pointer, with a count when it is several."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._count = 0
        self._is_card = True

    def show_picture(self, picture: QPixmap, count: int, *, is_card: bool) -> None:
        """Shows what is dragged."""
        self._picture, self._count, self._is_card = picture, count, is_card
        size = picture.deviceIndependentSize().toSize()
        self.resize(size.width() + 12, size.height() + 12)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.85)
        if not self._is_card:  # a name alone has no ground
            painter.setPen(look.colour("edge"))
            painter.setBrush(look.colour("surface"))
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -12.5, -12.5)
            painter.drawRoundedRect(area, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        if self._count > 1:  # the next card looks out from behind
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.setBrush(look.colour("surface"))
            area = QRectF(self.rect()).adjusted(6.5, 6.5, -6.5, -6.5)
            painter.drawRoundedRect(area, 8, 8)
        painter.drawPixmap(0, 0, self._picture)
        painter.setOpacity(1)
        if self._count > 1:
            box = QRectF(self.width() - 30, 0, 26, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ink"))
            painter.drawRoundedRect(box, 10, 10)
            painter.setFont(look.font(tokens.LABEL))
            painter.setPen(look.colour("on_ink"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self._count))
        painter.end()


class Mark(_Overlay):
    """Where a dragged card or stage lands: a line of road in an ink casing, with a dot at each end."""

    def show_at(self, line: QRect) -> None:
        """`line` is one pixel thick, across for cards and down for stages."""
        self.setGeometry(line.adjusted(-_DOT, -_DOT, _DOT, _DOT))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_DOT, _DOT, -_DOT, -_DOT)
        across = area.width() > area.height()
        ends = (
            (QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
            if across
            else (QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom()))
        )
        for token, wide in (("ink", 4), ("road", 2)):
            painter.setPen(QPen(look.colour(token), wide))
            painter.drawLine(*ends)
        painter.setPen(QPen(look.colour("ink"), 1))
        painter.setBrush(look.colour("road"))
        for end in ends:
            painter.drawEllipse(end, 3, 3)
        painter.end()


class Band(_Overlay):
    """The rectangle that selects."""

    def stretch(self, start: QPoint, end: QPoint) -> None:
        """From where it was begun to where the pointer is."""
        self.setGeometry(QRect(start, end).normalized().adjusted(0, 0, 1, 1))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        ground = look.colour("road")
        ground.setAlphaF(0.16)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(look.colour("ink"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class TitleEditor(QPlainTextEdit):
    """A title typed in its place. `done(text)` at Enter and when it is left, `cancelled` at Escape; then it is gone."""

    done = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget, area: QRect, name: str, text: str, kind: tokens.Type, factor: float) -> None:
        super().__init__(parent)
        self._ended = False
        self.setAccessibleName(name)
        self.setProperty("floats", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        font = scaled_font(kind, max(factor, theme.current().scale))
        self.setFont(font)
        size = f"font-size: {font.pixelSize()}px; font-weight: {kind.weight};"
        self.setStyleSheet(f"QPlainTextEdit {{ padding: 1px 4px; {size} }}")
        self.document().setDocumentMargin(3)
        self._area = area
        self.setPlainText(text)
        self.selectAll()
        self.textChanged.connect(self._fit)
        self._fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_over(self, text: str) -> None:
        """Begins with that text in place of what stands there."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def end(self) -> None:
        """Hands over what is typed."""
        if not self._ended:
            self._ended = True
            self.done.emit(" ".join(self.toPlainText().split())[:LONGEST_TITLE])
            self._go()

    def _cancel(self) -> None:
        self._ended = True
        self.cancelled.emit()
        self._go()

    def _go(self) -> None:
        self.hide()
        self.deleteLater()

    def _fit(self) -> None:
        """As high as its lines, within reason."""
        width = max(self._area.width(), round(120 * theme.current().scale))
        lines = title_lines(self.toPlainText(), self.font(), width - _AROUND, _MOST_LINES)
        height = max(1, len(lines)) * self.fontMetrics().lineSpacing() + _AROUND
        self.setGeometry(self._area.left(), self._area.top(), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end()
        elif event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.end()
