"""Marks on the clipboard, in a format of our own: nobody else's program can do anything with them."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from oracle.errors import InputError
from oracle.language import _
from oracle.method import marks as geometry
from oracle.method.marks import Size
from oracle.model.mark import Mark
from oracle.workspace import clock, mark_documents

MIME = "application/x-pothole-oracle-marks"
MOST_BYTES = 20_000_000
_LARGEST_SIDE = 100_000  # px


def put(marks: tuple[Mark, ...], picture: Size, scale: float) -> None:
    """Copies marks of a picture of that size, of so many device pixels per logical pixel."""
    data = QMimeData()
    packed = {"size": list(picture), "scale": scale, "marks": [mark_documents.packed(mark) for mark in marks]}
    data.setData(MIME, json.dumps(packed).encode())
    QGuiApplication.clipboard().setMimeData(data)


def holds_marks() -> bool:
    """Whether marks could be pasted."""
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and data.hasFormat(MIME)


def take(picture: Size, scale: float) -> tuple[Mark, ...]:
    """The marks on the clipboard for a picture of that size and scale, with ids of their own; InputError when there
    are none.

    What stands there may come from any program: nothing is taken unchecked.
    """
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        raise InputError(_("There are no marks on the clipboard."), advice=_("Copy marks of a capture first."))
    return _read(bytes(data.data(MIME).data()), picture, scale)


def _read(raw: bytes, picture: Size, scale: float) -> tuple[Mark, ...]:
    try:
        if len(raw) > MOST_BYTES:
            raise ValueError(len(raw))
        content = json.loads(raw)
        size, before = _size(content["size"]), _scale(content["scale"])
        found = tuple(mark_documents.unpacked(each) for each in content["marks"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise InputError(_("What is on the clipboard cannot be read as marks.")) from error
    own = geometry.checked(found, size)
    made = geometry.pasted(own, size, picture, clock.new_id, (before, scale))
    if not made:
        raise InputError(_("There are no marks on the clipboard."), advice=_("A crop stays with its own picture."))
    return made


def _size(raw: Any) -> Size:
    width, height = raw
    if not (isinstance(width, int) and isinstance(height, int) and 0 < width <= _LARGEST_SIDE > height > 0):
        raise ValueError(raw)
    return width, height


def _scale(raw: Any) -> float:
    if not (isinstance(raw, int | float) and 1 <= raw <= geometry.LARGEST):
        raise ValueError(raw)
    return raw


def beside(marks: tuple[Mark, ...], there: tuple[Mark, ...], picture: Size, scale: float) -> tuple[Mark, ...]:
    """Pasted marks, each time a little lower and to the right of marks that stand at the very place."""
    taken = {mark.points for mark in there}
    step = 16 * geometry.scale(picture, scale)
    for _turn in range(40):
        if not any(mark.points in taken for mark in marks):
            break
        x, y = geometry.kept_near(marks, step, step, picture)
        if not (x or y):
            break
        marks = tuple(geometry.moved(mark, x, y) for mark in marks)
    return marks
