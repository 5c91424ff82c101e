"""What a mark looks like: shapes in paint order, which Pillow and the window's painter draw alike."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from oracle import tokens
from oracle.method.marks.places import Bounds, Size, around, bounds, curve, frame, middle, turned
from oracle.method.marks.strokes import badge_radius, casing, stroke_width, text_style
from oracle.model.mark import Mark, MarkColour, MarkKind, Point

INK = tokens.LIGHT.ink
PAPER = tokens.LIGHT.surface
REDACTION = INK  # of a redaction: dark on light pages, and with no picture in it on dark ones
_HIGHLIGHT = 0.38  # opacity: what is highlighted can still be read
_HEAD = 7.0  # length of an arrow's head, in widths of its line
_HEAD_ANGLE = 27.0  # degrees to each side
_CORNER = 6.0  # radius of a box's corners, in widths of its line at 3.5
_EDGE = 1.5  # px at scale 1 around what is filled


class Shape(Struct, frozen=True):
    """An outline in picture pixels, to be filled, or drawn with round ends and joins, or both.

    Colours are "#RRGGBB", empty for none. `opacity` is that of what is filled. `whole`: it stands on whole pixels, to
    be filled without smoothing.
    """

    points: tuple[Point, ...]
    closed: bool = False
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    opacity: float = 1.0
    whole: bool = False


class Lettering(Struct, frozen=True):
    """Words set in Inter within `frame`, which is turned by `rotation` about its middle. Sizes in picture pixels.

    With `centred` it is one short line in the middle of the frame; else lines begin at its upper left and are broken
    at its width.
    """

    text: str
    frame: Bounds
    size: float
    line: float
    weight: int
    colour: str
    rotation: float = 0.0
    centred: bool = False


def shapes(mark: Mark, picture: Size) -> tuple[Shape | Lettering, ...]:
    """What is painted for a mark on a picture of this size, in this order; nothing for a CROP."""
    match mark.kind:
        case MarkKind.CROP:
            return ()
        case MarkKind.REDACT:
            return (Shape(frame(mark).corners, closed=True, fill=REDACTION, whole=True),)
        case MarkKind.HIGHLIGHT:
            return _highlight(mark, picture)
        case MarkKind.TEXT:
            return _text(mark, picture)
        case MarkKind.NUMBER:
            return _number(mark, picture)
    return tuple(_cased(mark, picture))


def painted(mark: Mark, picture: Size) -> Bounds:
    """The bounds of everything that is painted for a mark, lines and casing included."""
    drawn = [shape for shape in shapes(mark, picture) if isinstance(shape, Shape)]
    if not drawn:
        return bounds(mark)
    every = [around(shape.points).grown(shape.width / 2) for shape in drawn]
    return around(corner for each in every for corner in each.corners)


def colour_of(mark: Mark) -> str:
    """Its colour as "#RRGGBB"."""
    return tokens.MARKS[mark.colour.value]


def lines(mark: Mark, picture: Size) -> tuple[tuple[tuple[Point, ...], bool], ...]:
    """The lines of which a mark that is drawn, not filled, consists: points, and whether the last meets the first."""
    width = stroke_width(mark, picture)
    match mark.kind:
        case MarkKind.BOX:
            made: tuple[tuple[tuple[Point, ...], bool], ...] = ((_rounded(frame(mark), width * _CORNER / 3.5), True),)
        case MarkKind.ELLIPSE:
            made = ((_oval(frame(mark)), True),)
        case MarkKind.ARROW:
            body = curve(*mark.points) if len(mark.points) == 3 else mark.points
            made = ((body, False), (_head(body, width), False))
        case MarkKind.PEN:
            made = ((_smooth(mark.points), False),)
        case _:
            made = ((mark.points, False),)
    return tuple((_turned(points, mark), closed) for points, closed in made)


def _cased(mark: Mark, picture: Size) -> Iterator[Shape]:
    """All casing below all colour, so that the parts of a mark look like one."""
    width, colour = stroke_width(mark, picture), colour_of(mark)
    parts = lines(mark, picture)
    for stroke, wide in ((_contrast(mark), width + 2 * casing(mark, picture)), (colour, width)):
        yield from (Shape(points, closed, stroke=stroke, width=wide) for points, closed in parts)


def _contrast(mark: Mark) -> str:
    """The colour around a mark: dark, but for a black one."""
    return PAPER if mark.colour is MarkColour.BLACK else INK


def _letters(mark: Mark) -> str:
    return INK if mark.colour in {MarkColour.YELLOW, MarkColour.WHITE} else PAPER


def _highlight(mark: Mark, picture: Size) -> tuple[Shape, ...]:
    edge, colour = casing(mark, picture), colour_of(mark)
    area = _turned(_rounded(frame(mark), 3 * edge), mark)
    return (
        Shape(area, closed=True, fill=colour, opacity=_HIGHLIGHT),
        Shape(area, closed=True, stroke=colour, width=edge),
    )


def _text(mark: Mark, picture: Size) -> tuple[Shape | Lettering, ...]:
    style, own = text_style(mark, picture), frame(mark)
    area = _turned(_rounded(own, style.radius), mark)
    room = Bounds(own.left + style.side, own.top + style.top, own.right - style.side, own.bottom - style.top)
    return (
        Shape(area, closed=True, fill=colour_of(mark), stroke=_contrast(mark), width=style.edge),
        Lettering(mark.text, room, style.size, style.line, 600, _letters(mark), mark.rotation),
    )


def _number(mark: Mark, picture: Size) -> tuple[Shape | Lettering, ...]:
    radius = badge_radius(mark, picture)
    (x, y), text = mark.points[0], "" if mark.number is None else str(mark.number)
    place = Bounds(x - radius, y - radius, x + radius, y + radius)
    size = radius * (14 / 13 if len(text) < 3 else 11 / 13)
    return (
        Shape(_oval(place), closed=True, fill=colour_of(mark), stroke=_contrast(mark), width=radius * _EDGE / 13),
        Lettering(text, place, size, size, 700, _letters(mark), centred=True),
    )


def _head(body: tuple[Point, ...], width: float) -> tuple[Point, ...]:
    """The two arms of an arrow's head, through its tip; shorter on a short arrow."""
    tip = body[-1]
    whole = sum(math.dist(one, other) for one, other in pairwise(body))
    length = min(_HEAD * width, whole * 0.6)
    # Where the line is a head's length from the tip: so a bent line's head points as the eye expects.
    behind = next((point for point in reversed(body) if math.dist(point, tip) >= length * 0.8), body[0])
    away = math.atan2(behind[1] - tip[1], behind[0] - tip[0])
    arms = [away + math.radians(side * _HEAD_ANGLE) for side in (-1, 1)]
    one, other = ((tip[0] + length * math.cos(arm), tip[1] + length * math.sin(arm)) for arm in arms)
    return one, tip, other


def _rounded(place: Bounds, radius: float) -> tuple[Point, ...]:
    """A rectangle with round corners, clockwise."""
    radius = min(radius, place.width / 2, place.height / 2)
    pieces = max(4, min(16, round(radius / 2)))
    centres = (
        (place.right - radius, place.top + radius, -90),
        (place.right - radius, place.bottom - radius, 0),
        (place.left + radius, place.bottom - radius, 90),
        (place.left + radius, place.top + radius, 180),
    )
    return tuple(
        (x + radius * math.cos(angle), y + radius * math.sin(angle))
        for x, y, start in centres
        for angle in (math.radians(start + 90 * piece / pieces) for piece in range(pieces + 1))
    )


def _oval(place: Bounds) -> tuple[Point, ...]:
    (x, y), across, down = place.middle, place.width / 2, place.height / 2
    pieces = max(24, min(160, round(max(across, down) / 2)))
    angles = (math.tau * piece / pieces for piece in range(pieces))
    return tuple((x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles)


def _smooth(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A line drawn by hand: through the middles between its points, bent at the points themselves."""
    if len(points) < 3:
        return points
    middles = [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in pairwise(points)]
    made = [points[0], middles[0]]
    for start, control, end in zip(middles, points[1:-1], middles[1:], strict=False):
        made += curve(start, control, end, _bends(start, control, end))[1:]
    return (*made, points[-1])


def _bends(start: Point, control: Point, end: Point) -> int:
    """How many pieces a short bend needs: more the sharper it is."""
    before = math.atan2(control[1] - start[1], control[0] - start[0])
    after = math.atan2(end[1] - control[1], end[0] - control[0])
    return 1 + round(abs((after - before + math.pi) % math.tau - math.pi) * 3)


def _turned(points: tuple[Point, ...], mark: Mark) -> tuple[Point, ...]:
    if not mark.rotation:
        return points
    about = middle(mark)
    return tuple(turned(point, mark.rotation, about) for point in points)
