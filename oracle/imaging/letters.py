"""Letters on pictures: each character in the first font that has it, Inter before all; lines broken at a width.

There is no markup. Shaping and the order of letters within a stretch are Raqm's; stretches are put in order here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont, features
from PIL.ImageFont import Axis

from oracle import paths
from oracle.imaging import font_files
from oracle.imaging.characters import characters_of, faces_in

ASCENT = 0.96875  # of Inter, in sizes
DESCENT = 0.2412
_FIRST, _LAST = ("Inter", "NotoSans"), ("NotoSansSymbols", "NotoEmoji")
_BOLD = {"IBMPlexSansArabic-Regular": "IBMPlexSansArabic-SemiBold"}
_FANCY = ("bold", "italic", "oblique", "light", "thin", "black", "mono", "serif", "math", "condensed")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_SHAPES = features.check("raqm")  # without it scripts that join their letters are readable, not beautiful
# Places where a line may end: after spaces and hyphens, and beside characters of scripts without spaces.
_PIECE = re.compile(r"\s+|[^\s-]+-*|-+")
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Face:
    """A face of a font file."""

    file: Path
    index: int
    has: Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of one face and one direction."""

    text: str
    face: Face
    leftward: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its stretches from left to right, its width in pixels, and whether it begins at the right."""

    text: str
    stretches: tuple[Stretch, ...]
    width: float
    leftward: bool


@lru_cache(maxsize=1024)
def broken(text: str, width: float, size: float, weight: int) -> tuple[Line, ...]:
    """The lines of a text, each at most `width` pixels wide; at least one. Words wider than that are cut."""
    lines: list[Line] = []
    for written in text.expandtabs(4).splitlines() or [""]:
        leftward = _begins_leftward(written)
        rows = [""]
        for piece in _pieces(written, width, size, weight):
            if rows[-1] and not piece.isspace() and _width(rows[-1] + piece, size, weight) > width:
                rows.append("")
            rows[-1] += piece if rows[-1] or not piece.isspace() else ""
        lines += [_line(row.rstrip(), size, weight, leftward=leftward) for row in rows]
    return tuple(lines)


@lru_cache(maxsize=96)
def font(file: Path, index: int, size: float, weight: int) -> ImageFont.FreeTypeFont:
    """A face at a size in pixels and, where it can, at a weight."""
    bold = _BOLD.get(file.stem)
    chosen = file.with_name(f"{bold}.ttf") if bold and weight >= 600 else file
    made = ImageFont.truetype(str(chosen), size, index=index)
    try:
        axes = made.get_variation_axes()
    except OSError:
        return made  # it has one weight
    wanted = {b"Weight": float(weight), b"Optical size": 14.0}
    made.set_variation_by_axes([_setting(axis, wanted) for axis in axes])
    return made


def _setting(axis: Axis, wanted: dict[bytes, float]) -> float:
    least, usual, most = (float(axis[name] or 0) for name in ("minimum", "default", "maximum"))
    return min(max(wanted.get(axis["name"] or b"", usual), least), most)


def drawn(stretch: Stretch, size: float, weight: int) -> tuple[ImageFont.FreeTypeFont, str, str | None]:
    """The font, the letters and the direction with which a stretch is to be drawn."""
    own = font(stretch.face.file, stretch.face.index, size, weight)
    if _SHAPES:
        return own, stretch.text, "rtl" if stretch.leftward else "ltr"
    return own, stretch.text[::-1] if stretch.leftward else stretch.text, None


def width_of(stretch: Stretch, size: float, weight: int) -> float:
    """How far a stretch reaches, in pixels."""
    own, text, direction = drawn(stretch, size, weight)
    return float(own.getlength(text, direction=direction))


def _line(text: str, size: float, weight: int, *, leftward: bool) -> Line:
    stretches = tuple(_in_order(list(_stretches(text)), leftward=leftward))
    return Line(text, stretches, sum(width_of(each, size, weight) for each in stretches), leftward)


@lru_cache(maxsize=4096)
def _width(text: str, size: float, weight: int) -> float:
    return sum(width_of(each, size, weight) for each in _stretches(text.rstrip()))


def _pieces(text: str, width: float, size: float, weight: int) -> Iterator[str]:
    """What stands between two places where a line may end, none of it wider than a line."""
    for found in _PIECE.finditer(text):
        for piece in _between(found[0]):
            while _width(piece, size, weight) > width and len(piece) > 1:
                fits = _fitting(piece, width, size, weight)
                yield piece[:fits]
                piece = piece[fits:]
            yield piece


def _between(piece: str) -> Iterator[str]:
    """Characters of scripts without spaces one by one, each with what is written above or below it."""
    if not _WITHOUT_SPACES.search(piece):
        yield piece
        return
    part = ""
    for sign in piece:
        if part and not unicodedata.category(sign).startswith("M") and _WITHOUT_SPACES.match(sign):
            yield part
            part = ""
        part += sign
    yield part


def _fitting(piece: str, width: float, size: float, weight: int) -> int:
    """How many of its characters fit into a line; at least one."""
    low, high = 1, len(piece) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _width(piece[:middle], size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _stretches(text: str) -> Iterator[Stretch]:
    """The text in its written order, cut where the font or the direction changes."""
    signs: list[tuple[str, Face, bool]] = []
    for sign in text:
        if not sign.isprintable() and sign not in "\u200c\u200d":
            continue
        face, leftward = (signs[-1][1], signs[-1][2]) if signs else (_bundled()[0], _begins_leftward(text))
        if not _follows(sign, face):
            face = face_of(sign)
        if unicodedata.bidirectional(sign) in {"L", *_RIGHT_TO_LEFT}:
            leftward = unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT
        signs.append((sign, face, leftward))
    for (face, leftward), own in groupby(signs, key=lambda each: each[1:]):
        yield Stretch("".join(sign for sign, _face, _leftward in own), face, leftward)


def _follows(sign: str, face: Face) -> bool:
    """Whether a character stays in the font of the one before: marks above letters, spaces, points."""
    kind = unicodedata.category(sign)[0]
    if kind == "M" or sign in "\u200c\u200d":
        return True
    return kind in "ZPN" and face.file.stem not in _LAST and face.has(ord(sign))


def _in_order(stretches: list[Stretch], *, leftward: bool) -> Iterator[Stretch]:
    """From left to right: against the line's direction, neighbours change places."""
    ordered = stretches[::-1] if leftward else stretches
    for against, group in groupby(ordered, key=lambda each: each.leftward):
        some = list(group)
        yield from some[::-1] if against is not leftward else some


def _begins_leftward(text: str) -> bool:
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in _RIGHT_TO_LEFT for kind in strong if kind in {"L", "R", "AL"}), False)


@cache
def face_of(sign: str) -> Face:
    """The first face that has a character, bundled before the system's; Inter's empty box where none has."""
    code = ord(sign)
    bundled = next((face for face in _bundled() if face.has(code)), None)
    if bundled is not None or unicodedata.category(sign) in {"Cn", "Co", "Cs", "Cc"}:
        return bundled or _bundled()[0]
    return next((face for face in _system() if face.has(code)), _bundled()[0])


@cache
def _bundled() -> tuple[Face, ...]:
    hidden = set(_BOLD.values())
    files = [file for file in paths.resource("fonts").glob("*.ttf") if file.stem not in hidden]
    return tuple(_face(file, 0) for file in sorted(files, key=lambda file: (_rank(file.stem), file.stem)))


def _rank(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else 3 + _LAST.index(name) if name in _LAST else 2


@cache
def _system() -> tuple[Face, ...]:
    files = sorted(font_files.installed(), key=lambda file: (_is_fancy(file.stem), "sans" not in file.stem.lower()))
    return tuple(_face(file, index) for file in files for index in range(faces_in(file)))


def _is_fancy(name: str) -> bool:
    plain = name.lower().replace("sansserif", "")
    return any(word in plain for word in _FANCY)


def _face(file: Path, index: int) -> Face:
    """A face whose characters are read when the first one is asked for."""
    known: list[Callable[[int], bool]] = []

    def has(code: int) -> bool:
        if not known:
            known.append(characters_of(file, index))
        return known[0](code)

    return Face(file, index, has)
