"""From a picture to its text with places, part by part: a caller may stop between two parts."""

from __future__ import annotations

import math
import re
from collections.abc import Generator, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from oracle.errors import InputError
from oracle.language import _
from oracle.method import private, private_numbers
from oracle.method.private import Box, Piece, Run
from oracle.model.mark import Private
from oracle.model.test_customer import TestCustomer

WIDTH, HEIGHT = 1_600, 1_000  # device pixels of a part: what the model sees without making it smaller
ACROSS, DOWN = 480, 120  # by which parts overlap: a number that is cut in one stands whole in the next
SURE = 0.5  # of 1; what is read with less is as good as noise
_TORN = re.compile(r"[\w.+-]@[\w-]{1,60}( )[\w-]{0,60}\.[A-Za-z]{2,}")
_SIDE, _OVER = 0.35, 0.1  # of a line's height: how far the true letters may reach beyond the boxes told


def read(png: bytes) -> Generator[float, None, tuple[Run, ...]]:
    """The lines of text in a picture; yields how much of it is read, from 0 to 1. InputError for no picture.

    Seconds for each part, and a second or two before the first; for any thread but the window's.
    """
    import cv2
    import numpy

    image = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise InputError(_("This picture cannot be read."))
    yield 0.0
    height, width = image.shape[:2]
    parts = list(_parts(width, height))
    runs: list[Run] = []
    for done, (left, top) in enumerate(parts, start=1):
        runs += _lines(image[top : top + HEIGHT, left : left + WIDTH], left, top)
        yield done / len(parts)
    return tuple(runs)


def look(png: bytes, customer: TestCustomer, locale: str) -> Generator[float, None, tuple[Private, ...]]:
    """What looks private in a picture, where phones are written as in `locale` ("en_GB"); yields as `read` does."""
    runs = yield from read(png)
    return private.find(runs, customer=customer, regions=private_numbers.regions("", "", locale))


def _parts(width: int, height: int) -> Iterator[tuple[int, int]]:
    return ((left, top) for top in _starts(height, HEIGHT, DOWN) for left in _starts(width, WIDTH, ACROSS))


def _starts(length: int, part: int, overlap: int) -> list[int]:
    """Where parts begin, evenly, so that each overlaps the one before by at least so much."""
    count = 1 if length <= part else 1 + math.ceil((length - part) / (part - overlap))
    return [round(at * (length - part) / max(1, count - 1)) if count > 1 else 0 for at in range(count)]


@cache
def _engine() -> Any:
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.disable_telemetry_events()
    one_core = {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    upright = {"Global.use_cls": False, "Global.text_score": SURE, "Global.log_level": "critical"}
    return RapidOCR(params={**one_core, **upright})


def _lines(image: Any, left: int, top: int) -> Iterator[Run]:
    """The lines of one part; `left` and `top` are its corner in the picture."""
    found = _engine()(image, return_word_box=True)
    if found.txts is None or found.boxes is None:
        return
    words = found.word_results or [()] * len(found.txts)
    for text, box, parts in zip(found.txts, found.boxes, words, strict=False):
        pieces = tuple(_pieces(str(text), parts, left, top))
        yield mended(Run(str(text), pieces or (Piece(0, len(text), _upright(box, left, top)),)))


def mended(run: Run) -> Run:
    """The line without a gap that was read into a mail address: "tom@exam ple.com"."""
    torn = _TORN.search(run.text)
    if torn is None:
        return run
    at = torn.start(1)
    pieces = tuple(Piece(each.start - (each.start > at), each.end - (each.end > at), each.box) for each in run.pieces)
    return Run(run.text[:at] + run.text[at + 1 :], pieces)


def _pieces(text: str, parts: Any, left: int, top: int) -> Iterator[Piece]:
    """The words of a line, each found in its text after the one before; none where words and text do not agree."""
    made, at = [], 0
    for word, _sure, box in parts:
        start = text.find(word, at)
        if start < 0:
            return
        at = start + len(word)
        made.append(Piece(start, at, _upright(box, left, top)))
    if made and not any(text[one.end : other.start].strip() for one, other in pairwise(made)):
        yield from made


def _upright(corners: Any, left: int, top: int) -> Box:
    """The box around four corners, with room for what was told too tight."""
    across = [float(x) for x, _y in corners]
    down = [float(y) for _x, y in corners]
    height = max(down) - min(down)
    x, y = min(across) - _SIDE * height + left, min(down) - _OVER * height + top
    return x, y, max(across) - min(across) + 2 * _SIDE * height, height * (1 + 2 * _OVER)
