"""What is drawn on a capture, and what on it looks private. Coordinates are device pixels of the stored picture."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class MarkKind(StrEnum):
    """The tools that leave something on a picture."""

    CROP = "crop"
    ARROW = "arrow"
    LINE = "line"
    BOX = "box"
    ELLIPSE = "ellipse"
    PEN = "pen"
    HIGHLIGHT = "highlight"
    TEXT = "text"
    NUMBER = "number"
    REDACT = "redact"


class MarkColour(StrEnum):
    """Colours of marks, told apart by the colour-blind; `tokens.MARKS` holds them."""

    YELLOW = "yellow"
    RED = "red"
    BLUE = "blue"
    BLACK = "black"
    WHITE = "white"


class Stroke(StrEnum):
    """Widths of marks, scaled to the picture."""

    THIN = "thin"
    MEDIUM = "medium"
    THICK = "thick"


Point = tuple[float, float]


class Mark(Struct, frozen=True, kw_only=True):
    """One mark. What its points are depends on its kind:

    LINE from, to · ARROW from, to, or from, control, to · PEN the line · NUMBER its centre · all others two corners,
    the upper left one first. CROP and REDACT stand on whole pixels; they and NUMBER are never turned.
    `rotation` is in degrees, clockwise about the middle. `scale` is device pixels per logical pixel of the capture that
    it was drawn on.
    """

    id: str
    kind: MarkKind
    points: tuple[Point, ...]
    rotation: float = 0.0
    colour: MarkColour = MarkColour.YELLOW
    stroke: Stroke = Stroke.MEDIUM
    scale: float = 1.0
    text: str = ""
    number: int | None = None  # of a NUMBER: what is shown; goes on over the captures of a pothole
    starts_at: int | None = None  # of a NUMBER where counting begins anew


class PrivateKind(StrEnum):
    """Why something looks private."""

    CARD = "card"
    MAIL = "mail"
    PHONE = "phone"
    IBAN = "iban"
    FIELD = "field"  # filled in by the tester
    TEST_CUSTOMER = "test_customer"  # of the test customer's card


class Private(Struct, frozen=True, kw_only=True):
    """A place that looks private, in whole pixels. `hint` is masked ("•••• 1111"): what stands there is never kept."""

    kind: PrivateKind
    x: int
    y: int
    width: int
    height: int
    hint: str = ""
