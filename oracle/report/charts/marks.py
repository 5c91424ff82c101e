"""The three marks that are never mixed up: coin = friction, sign = a pothole's number, chip = severity."""

from __future__ import annotations

from functools import lru_cache

from oracle import tokens, words
from oracle.language import _
from oracle.report.charts import shapes
from oracle.report.display import Chart, Fill, Item, Label, Path, Stroke
from oracle.report.inter_widths import width

WIDE_SIGN = 1.42  # "1.5" across walks needs a wider sign
CHIP_HEIGHT = 22.0
_CHIP_TEXT = 12.0


def coin(value: int | None, size: float = 20.0) -> Chart:
    """A friction 0 to 4 as a coin; None is a dashed empty ring."""
    return Chart(size, size, coin_items(value, size / 2, size / 2, size), words.friction(value))


def coin_items(value: int | None, x: float, y: float, size: float) -> tuple[Item, ...]:
    """A coin centred at x, y."""
    ring = 1.5 * min(1.0, size / 16)
    path = shapes.circle(x, y, size / 2 - ring / 2)
    if value is None:
        return (Stroke(path, "edge", ring, (ring * 1.6, ring * 1.8), cap="flat"),)
    text = Label(x, y + size * 0.21, str(value), size * 0.58, 600, "ink", "middle")
    return Fill(path, tokens.rating(value, tint=True)), Stroke(path, tokens.rating(value), ring), text


def sign(label: str, severity: int | None, size: float = 26.0) -> Chart:
    """A pothole's number on its diamond; grey until it is rated."""
    across = sign_width(label, size)
    alt = f"{label}, {words.severity(severity)}"
    return Chart(across, size, sign_items(label, severity, across / 2, size / 2, size), alt)


def sign_width(label: str, size: float) -> float:
    """How wide a sign of that height is."""
    return size * (WIDE_SIGN if len(label) > 2 else 1.0)


def sign_items(label: str, severity: int | None, x: float, y: float, size: float) -> tuple[Item, ...]:
    """A sign centred at x, y."""
    wide = len(label) > 2
    text = size * (0.44 if len(label) == 1 else 0.38 if not wide else min(0.4, 1.3 / len(label)))
    path = shapes.moved(_diamond(size, WIDE_SIGN if wide else 1.0), x, y)
    return (
        Fill(path, tokens.rating(severity, tint=True)),
        Stroke(path, tokens.rating(severity), 2.0 * min(1.0, size / 22)),
        Label(x, y + text * 0.355, label, text, 700, "ink", "middle"),
    )


def chip(severity: int | None, size: float = CHIP_HEIGHT) -> Chart:
    """A severity as a split chip, number and word; `size` is its height."""
    scale = size / CHIP_HEIGHT
    number, word = ("–" if severity is None else str(severity)), words.severity(severity)
    cell, text = 20 * scale, _CHIP_TEXT * scale
    across = cell + 7 * scale * 2 + width(word, text)
    token, edge = tokens.rating(severity), 1.2 * scale
    outline = shapes.box(edge / 2, edge / 2, across - edge, size - edge, 5 * scale)
    base = size / 2 + text * 0.36
    items = (
        Fill(outline, tokens.rating(severity, tint=True)),
        Stroke(outline, token, edge),
        Stroke((("M", cell, edge / 2), ("L", cell, size - edge / 2)), token, scale, cap="flat"),
        Label((cell + edge) / 2, base, number, text, 600, "ink", "middle"),
        Label(cell + 7 * scale, base, word, text, 400, "ink"),
    )
    return Chart(across, size, items, f"{number} {word}")


def face(feeling: int, size: float = 20.0) -> Chart:
    """A feeling −2 to +2 as a drawn face."""
    return Chart(size, size, shapes.face(feeling, 0, 0, size), words.feeling(feeling))


def tick(yes: bool, size: float = 12.0) -> Chart:
    """The answer to a checklist line: a check mark or a cross."""
    token = "r0" if yes else "r4"
    mark = shapes.check(0, 0, size, token) if yes else shapes.cross(0, 0, size, token)
    return Chart(size, size, (mark,), _("yes") if yes else _("no"))


@lru_cache(maxsize=64)
def _diamond(size: float, wide: float) -> Path:
    r, q = size * 0.17, size / 2 - 1.2
    e = q + r * 0.35
    turns = (((-r, -q + r), (0, -e), (r, -q + r)), ((q - r, -r), (e, 0), (q - r, r)))
    corners = (*turns, *(tuple((-x, -y) for x, y in corner) for corner in turns))
    path: list[tuple[str | float, ...]] = []
    for (ax, ay), (cx, cy), (bx, by) in corners:
        path.append(("L" if path else "M", ax * wide, ay))
        # A quadratic corner as a cubic: its handles reach two thirds of the way to the corner.
        handles = ((ax + 2 * cx) / 3, (ay + 2 * cy) / 3, (bx + 2 * cx) / 3, (by + 2 * cy) / 3)
        path.append(("C", handles[0] * wide, handles[1], handles[2] * wide, handles[3], bx * wide, by))
    path.append(("Z",))
    return tuple(path)  # type: ignore[arg-type]
