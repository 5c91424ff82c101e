"""Column types for what lies on a capture: its marks, and the places that look private."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, Dialect, TypeDecorator

from oracle.method.marks import is_sound
from oracle.model.mark import Mark, MarkColour, MarkKind, Private, PrivateKind, Stroke
from oracle.workspace.columns import clean


class Marks(TypeDecorator[tuple[Mark, ...]]):
    """The marks on a capture, in the order in which they are painted."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Mark, ...] | None, dialect: Dialect) -> list[dict[str, Any]]:
        return [packed(mark) for mark in value or ()]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> tuple[Mark, ...]:
        found = tuple(unpacked(raw) for raw in value or ())
        if not all(map(is_sound, found)):
            raise ValueError(value)
        return found


class Found(TypeDecorator[tuple[Private, ...]]):
    """The places that look private; NULL while nobody has looked."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: tuple[Private, ...] | None, dialect: Dialect) -> list[list[Any]] | None:
        if value is None:
            return None
        return [[each.kind.value, each.x, each.y, each.width, each.height, clean(each.hint)] for each in value]

    def process_result_value(self, value: list[list[Any]] | None, dialect: Dialect) -> tuple[Private, ...] | None:
        return None if value is None else tuple(_private(raw) for raw in value)


def look_of(marks: Iterable[Mark]) -> str:
    """What tells renditions with these marks from others; empty without marks. Ids of marks do not count."""
    drawn = [packed(mark) | {"id": ""} for mark in marks]
    return hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest() if drawn else ""


def packed(mark: Mark) -> dict[str, Any]:
    """A mark as JSON holds it; what has its usual value is left out."""
    raw: dict[str, Any] = {"id": mark.id, "kind": mark.kind.value, "points": [list(point) for point in mark.points]}
    more = {
        "rotation": mark.rotation,
        "colour": mark.colour.value,
        "stroke": mark.stroke.value,
        "scale": mark.scale,
        "text": clean(mark.text),
        "number": mark.number,
        "starts_at": mark.starts_at,
    }
    usual = {
        "rotation": 0.0,
        "colour": MarkColour.YELLOW.value,
        "stroke": Stroke.MEDIUM.value,
        "scale": 1.0,
        "text": "",
    }
    return raw | {name: value for name, value in more.items() if value != usual.get(name)}


def unpacked(raw: dict[str, Any]) -> Mark:
    """The mark that JSON holds; ValueError, KeyError or TypeError for anything that is none."""
    return Mark(
        id=_text(raw["id"]),
        kind=MarkKind(raw["kind"]),
        points=tuple((_real(x), _real(y)) for x, y in raw["points"]),
        rotation=_real(raw.get("rotation", 0.0)),
        colour=MarkColour(raw.get("colour", MarkColour.YELLOW.value)),
        stroke=Stroke(raw.get("stroke", Stroke.MEDIUM.value)),
        scale=_real(raw.get("scale", 1.0)),
        text=_text(raw.get("text", "")),
        number=_whole(raw.get("number")),
        starts_at=_whole(raw.get("starts_at")),
    )


def _private(raw: list[Any]) -> Private:
    kind, x, y, width, height, hint = raw
    sizes = [_whole(each) for each in (x, y, width, height)]
    if None in sizes:
        raise ValueError(raw)
    left, top, wide, high = (each or 0 for each in sizes)
    return Private(kind=PrivateKind(kind), x=left, y=top, width=wide, height=high, hint=_text(hint))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _real(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(value)
    return value


def _whole(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(value)
    return value
