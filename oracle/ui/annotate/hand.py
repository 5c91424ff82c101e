"""What the next mark will be: the tool in the hand, its colour and its width. They stay from capture to capture."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from oracle.model.mark import Mark, MarkColour, MarkKind, Point, Stroke
from oracle.ui.annotate.names import SELECT, Tool
from oracle.workspace import clock


class Hand(QObject):
    """The tool, the colour and the width in use.

    `colour_chosen(MarkColour)` and `stroke_chosen(Stroke)` also for the one in use: what is selected, or being written,
    may have another. `scale` is that of the capture it is held over.
    """

    changed = Signal()
    colour_chosen = Signal(object)
    stroke_chosen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = SELECT
        self.colour = MarkColour.YELLOW
        self.stroke = Stroke.MEDIUM
        self.scale = 1.0

    @property
    def kind(self) -> MarkKind | None:
        """What is drawn, None while selecting."""
        return self.tool.kind

    def mark(self, kind: MarkKind, *points: Point) -> Mark:
        """A new mark as it is drawn now."""
        return Mark(
            id=clock.new_id(), kind=kind, points=points, colour=self.colour, stroke=self.stroke, scale=self.scale
        )

    def take(self, tool: Tool) -> None:
        """Takes another tool."""
        if tool is not self.tool:
            self.tool = tool
            self.changed.emit()

    def choose_colour(self, colour: MarkColour) -> None:
        """Another colour."""
        self.colour = colour
        self.colour_chosen.emit(colour)
        self.changed.emit()

    def choose_stroke(self, stroke: Stroke) -> None:
        """Another width."""
        self.stroke = stroke
        self.stroke_chosen.emit(stroke)
        self.changed.emit()
