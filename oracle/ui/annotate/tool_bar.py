"""The bar that floats over the capture: tools, colours, widths, steps back and forward, zoom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QHBoxLayout, QWidget

from oracle import tokens
from oracle.language import _
from oracle.model.mark import MarkColour, MarkKind, Stroke
from oracle.ui import theme
from oracle.ui.annotate import names
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.hand import Hand
from oracle.ui.annotate.view import LARGEST, SMALLEST
from oracle.ui.widgets import line, tooltip

HEIGHT = 44
TALL = 82  # in two rows
_ICON = 18
_WIDTHS = {Stroke.THIN: 2.0, Stroke.MEDIUM: 3.5, Stroke.THICK: 5.0}


class _Press(QAbstractButton):
    """A button of the bar, drawn by itself; one that is checked says so to screen readers."""

    def __init__(self, name: str, width: int, tip: str, press: Callable[[], object], *, checks: bool = True) -> None:
        super().__init__()
        self.setFixedSize(width, tokens.CONTROL_HEIGHT)
        self.setAccessibleName(name)
        tooltip(self, tip)
        self.setCheckable(checks)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press must not take the focus from the capture
        # Checked is what the hand holds, whatever was pressed.
        self.clicked.connect(lambda *_checked: press())

    def nextCheckState(self) -> None:
        """Only the hand says what is checked."""

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("press" if self.isDown() else "hover"))
            painter.drawRoundedRect(area, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        self.draw(painter, area)
        painter.end()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """What is special about it."""


class _Icon(_Press):
    """An icon, with words beside it where it has any; dark when checked."""

    def __init__(
        self, icon: str, name: str, tip: str, press: Callable[[], object], *, words: str = "", checks: bool = True
    ) -> None:
        self._icon, self._words = icon, words
        wide = tokens.CONTROL_HEIGHT
        if words:
            font = theme.current().font(tokens.BODY)
            wide = round(8 + _ICON + 6 + QFontMetricsF(font).horizontalAdvance(words) + 10)
        super().__init__(name, wide, tip, press, checks=checks)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        look = theme.current()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ink"))
            painter.drawRoundedRect(area, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        token = "on_ink" if self.isChecked() else "ink" if self.isEnabled() else "edge"
        left = 8.0 if self._words else (area.width() - _ICON) / 2
        place = QRectF(left, (area.height() - _ICON) / 2, _ICON, _ICON).toRect()
        look.icon(self._icon, token, _ICON).paint(painter, place)
        if self._words:
            font = look.font(tokens.BODY)
            font.setWeight(font.Weight.Medium)
            painter.setFont(font)
            painter.setPen(look.colour(token))
            words = area.adjusted(8 + _ICON + 6, 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._words)


class _Swatch(_Press):
    """A colour; an edge of ink around the one in use."""

    def __init__(self, colour: MarkColour, press: Callable[[], object]) -> None:
        self._colour = colour
        super().__init__(names.colour(colour), 26, names.colour(colour), press)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        look = theme.current()
        middle = area.center()
        painter.setPen(QPen(look.colour("ink"), 1))
        painter.setBrush(QColor(tokens.MARKS[self._colour.value]))
        painter.drawEllipse(middle, 6.5, 6.5)
        if self.isChecked():
            _frame(painter, QRectF(middle.x() - 12, middle.y() - 12, 24, 24))


class _Width(_Press):
    """A width; an edge of ink around the one in use."""

    def __init__(self, stroke: Stroke, press: Callable[[], object]) -> None:
        self._stroke = stroke
        super().__init__(names.stroke(stroke), 26, names.stroke(stroke), press)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        middle = area.center()
        pen = QPen(theme.current().colour("ink"), _WIDTHS[self._stroke])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(middle - QPointF(6, 0), middle + QPointF(6, 0))
        if self.isChecked():
            _frame(painter, area)


class _Zoom(_Press):
    """How large the picture is shown; a press shows it as it was taken."""

    def __init__(self, press: Callable[[], object]) -> None:
        super().__init__(
            _("Zoom"), 50, _("One pixel of the picture for each of the screen (Ctrl+1)"), press, checks=False
        )
        self.text_shown = ""

    def show_zoom(self, zoom: float) -> None:
        """Says how large."""
        text = _("{n} %").format(n=round(zoom * 100))
        if text != self.text_shown:
            self.text_shown = text
            self.setAccessibleName(_("Zoom, {n} %").format(n=round(zoom * 100)))
            self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        look = theme.current()
        painter.setFont(look.font(tokens.BODY))
        painter.setPen(look.colour("ink"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self.text_shown)


def _frame(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().colour("ink"), 2))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), tokens.RADIUS_CONTROL - 1, tokens.RADIUS_CONTROL - 1)


class ToolBar(QFrame):
    """One row where there is room for it, else two. What is selected takes on a colour or a width that is chosen."""

    def __init__(
        self, hand: Hand, zoom_by: Callable[[int], object], zoom_full: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setProperty("floats", True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._hand = hand
        self._document: MarksDocument | None = None
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(6, 5, 6, 5)
        self._rows.setSpacing(0)
        self._edge = self._separator()
        self._parts = (self._tools(), self._edge, self._looks(zoom_by, zoom_full))
        for part in self._parts:
            self._rows.addWidget(part)
        hand.changed.connect(self._show)
        self._show()

    # ---- building

    def _separator(self) -> QWidget:
        box = QWidget()
        box.setFixedSize(13, tokens.CONTROL_HEIGHT)
        row = QHBoxLayout(box)
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(line("down"))
        return box

    def _tools(self) -> QWidget:
        self.tools: dict[MarkKind | None, QAbstractButton] = {}
        box, row = _row()
        for tool in names.TOOLS:
            name = _(tool.text)
            tip = _("{name} ({key})").format(name=name, key=tool.letter)
            words = name if tool.kind is MarkKind.REDACT else ""
            made = _Icon(tool.icon, name, tip, partial(self._hand.take, tool), words=words)
            self.tools[tool.kind] = made
            row.addWidget(made)
        row.addStretch(1)
        return box

    def _looks(self, zoom_by: Callable[[int], object], zoom_full: Callable[[], object]) -> QWidget:
        box, row = _row()
        self.colours = {each: _Swatch(each, partial(self._choose_colour, each)) for each in MarkColour}
        self.widths = {each: _Width(each, partial(self._choose_stroke, each)) for each in Stroke}
        self.undo = _Icon("undo-2", _("Undo"), _("Undo"), self._undo, checks=False)
        self.redo = _Icon("redo-2", _("Redo"), _("Redo"), self._redo, checks=False)
        self.smaller = _Icon("zoom-out", _("Smaller"), _("Smaller (Ctrl+−)"), lambda: zoom_by(-1), checks=False)
        self.larger = _Icon("zoom-in", _("Larger"), _("Larger (Ctrl++)"), lambda: zoom_by(1), checks=False)
        self.zoom = _Zoom(zoom_full)
        groups: tuple[tuple[QWidget, ...], ...] = (
            tuple(self.colours.values()),
            tuple(self.widths.values()),
            (self.undo, self.redo),
            (self.smaller, self.zoom, self.larger),
        )
        for at, group in enumerate(groups):
            if at:
                row.addWidget(self._separator())
            for each in group:
                row.addWidget(each)
        row.addStretch(1)
        return box

    # ---- showing

    def show_document(self, document: MarksDocument | None) -> None:
        """Undo and redo are those of another document."""
        if self._document is not None:
            self._document.stack.changed.disconnect(self._show)
            self._document.selection_changed.disconnect(self._show)
        self._document = document
        if document is not None:
            document.stack.changed.connect(self._show)
            document.selection_changed.connect(self._show)
        self._show()

    def show_zoom(self, zoom: float) -> None:
        """Says how large the picture is shown."""
        self.zoom.show_zoom(zoom)
        self.smaller.setEnabled(zoom > SMALLEST)
        self.larger.setEnabled(zoom < LARGEST)

    def _show(self, *_index: object) -> None:
        hand, document = self._hand, self._document
        for kind, each in self.tools.items():
            each.setChecked(kind is hand.kind)
        chosen = document.chosen if document is not None else ()
        colours = {mark.colour for mark in chosen} or {hand.colour}
        strokes = {mark.stroke for mark in chosen} or {hand.stroke}
        for colour, swatch in self.colours.items():
            swatch.setChecked(colours == {colour})
        for stroke, width in self.widths.items():
            width.setChecked(strokes == {stroke})
        for button, can, text, key in (
            (self.undo, document is not None and document.stack.can_undo, document and document.stack.undo_text, "Z"),
            (self.redo, document is not None and document.stack.can_redo, document and document.stack.redo_text, "Y"),
        ):
            button.setEnabled(can)
            if text:
                button.setAccessibleName(text)
                tooltip(button, f"{text} (Ctrl+{key})")

    def arrange(self, room: int) -> None:
        """One row in that much room, or two; in the middle of it."""
        whole = sum(each.sizeHint().width() for each in self._parts) + 12
        across = whole <= room
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._rows.direction() != direction:
            self._rows.setDirection(direction)
        self._edge.setVisible(across)
        self._rows.setSpacing(0 if across else 6)
        self._rows.activate()
        hint = self.sizeHint()
        self.setGeometry((room - hint.width()) // 2, 16, hint.width(), HEIGHT if across else TALL)

    # ---- doing

    def _choose_colour(self, colour: MarkColour) -> None:
        self._hand.choose_colour(colour)
        if self._document is not None:
            self._document.paint(colour)
        self._show()

    def _choose_stroke(self, stroke: Stroke) -> None:
        self._hand.choose_stroke(stroke)
        if self._document is not None:
            self._document.thicken(stroke)
        self._show()

    def _undo(self) -> None:
        if self._document is not None:
            self._document.undo()

    def _redo(self) -> None:
        if self._document is not None:
            self._document.redo()


def _row() -> tuple[QWidget, QHBoxLayout]:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    return box, row
