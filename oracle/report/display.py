"""Display lists: what a chart is before somebody paints it.

A chart is made once, as paths and labels that name colours by token, and painted by small back ends: QPainter in the
window, ReportLab in the PDF. Units are pixels in the window and points in the report; x grows right, y grows down.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

# ("M", x, y) move · ("L", x, y) line · ("C", x1, y1, x2, y2, x, y) cubic · ("Z",) close
Segment = tuple[str] | tuple[str, float, float] | tuple[str, float, float, float, float, float, float]
Path = tuple[Segment, ...]


class Fill(Struct, frozen=True):
    """A filled path, non-zero winding."""

    path: Path
    token: str
    alpha: float = 1.0


class Stroke(Struct, frozen=True):
    """A stroked path with round joins; `dash` holds on and off lengths."""

    path: Path
    token: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    alpha: float = 1.0
    cap: Literal["flat", "round"] = "round"


class Label(Struct, frozen=True):
    """One line of text. `x`, `y` is its anchor on the baseline; `width` > 0 elides what is longer."""

    x: float
    y: float
    text: str
    size: float = 12.0
    weight: int = 400
    token: str = "ink"
    anchor: Literal["start", "middle", "end"] = "start"
    width: float = 0.0


Item = Fill | Stroke | Label


class Hit(Struct, frozen=True):
    """A rectangle that answers to pointer and keyboard: a step's column, a pothole's sign."""

    x: float
    y: float
    width: float
    height: float
    key: str  # "step:<id>" or "pothole:<id>"
    story: str  # what a tooltip and a screen reader say


class Chart(Struct, frozen=True):
    """A picture with its size, what it says in words (`alt`), and the places that answer."""

    width: float
    height: float
    items: tuple[Item, ...]
    alt: str
    hits: tuple[Hit, ...] = ()
