"""From characters to glyphs: picks faces, shapes with HarfBuzz, and keeps the result of every word seen before.

Lengths here are thousandths of the text size, so that one shaped word serves every size.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb
from msgspec import Struct
from msgspec.structs import replace

from oracle.report.pdf import faces
from oracle.report.pdf.breaking import clusters
from oracle.report.pdf.fonts import DISPLAY_SIZE, DocumentFont, FontBook

_PIECE = 4000  # characters: HarfBuzz refuses very long runs
_CACHED = 64  # characters: longer words do not come again
_RISE = 500.0  # marks stacked higher than half the size would paint over the neighbours
_HIDDEN_TEXT = "\u200b"  # what the second glyph of one character reads as
FOLLOWS = "\0"  # in `Span.actual`: read as part of the span before
_TIGHTER = 18.0  # between letters of headings, which look loose at the spacing of small text
_TOLD_BY_GLYPH = 4  # characters that every reader takes from one glyph
_LONGEST_TOLD = 12  # characters: readers refuse longer entries in a font
_SPACES = frozenset(" \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_WIDE_SPACE = "\u3000"
_EMOJI_STYLE = "\ufe0f"
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


class Look(NamedTuple):
    """How letters look: weight 400 to 700, size in points (it only picks the optical size), figures of one width."""

    weight: int = 400
    size: float = 10.0
    tabular: bool = False


class Span(Struct, frozen=True):
    """Glyphs painted by one operator. `code` stands inside a TJ array; `actual` is the text to read instead of them."""

    font: str
    code: str
    rise: float
    actual: str


class Word(Struct, frozen=True):
    """Shaped text with its whole width."""

    text: str
    width: float
    spans: tuple[Span, ...]


class Shaper:
    """Shapes text for one document, in one language (BCP 47, it picks variants of Chinese characters)."""

    def __init__(self, book: FontBook, language: str) -> None:
        self._book = book
        self._language = language
        self._words: dict[tuple[str, int, bool, bool, bool], Word] = {}
        self._kept: dict[Hashable, dict[Hashable, Any]] = {}

    def word(self, text: str, look: Look, *, leftward: bool = False) -> Word:
        """`text` without any line end inside, shaped; `leftward` for a piece of a right-to-left run."""
        key = (text, look.weight, look.size >= DISPLAY_SIZE, look.tabular, leftward)
        found = self._words.get(key)
        if found is None:
            found = self._shaped(text, look, leftward)
            if len(text) <= _CACHED:
                self._words[key] = found
        return found

    def kept(self, use: Hashable) -> dict[Hashable, Any]:
        """A place where a user of this shaper keeps what it made of words, as long as the document lives."""
        return self._kept.setdefault(use, {})

    def _shaped(self, text: str, look: Look, leftward: bool) -> Word:
        spans: list[Span] = []
        width = 0.0
        runs = [
            (face, part[start : start + _PIECE])
            for face, part in _by_face(text)
            for start in range(0, len(part), _PIECE)
        ]
        for face, part in reversed(runs) if leftward else runs:
            made, advance = self._run(face, part, look, leftward)
            spans += made
            width += advance
        return Word(text, width, tuple(_joined(spans)))

    def _run(self, face: faces.Face | None, text: str, look: Look, leftward: bool) -> tuple[list[Span], float]:
        if face is None:
            return self._stand_ins(text, faces.REPLACEMENT, look, leftward)
        if text[0] in _SPACES and not face.has(text[0]):
            return self._stand_ins(text, " ", look, leftward)
        font = self._book.font(face, look.weight, look.size)
        buffer = hb.Buffer()
        buffer.add_str(text)
        levels = hb.BufferClusterLevel
        buffer.cluster_level = levels.MONOTONE_CHARACTERS if leftward else levels.MONOTONE_GRAPHEMES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftward else "ltr"
        buffer.language = self._language
        hb.shape(font.font, buffer, {"tnum": True} if look.tabular else {})
        is_display = look.size >= DISPLAY_SIZE and face is faces.bundled()[0] and not leftward
        return _spans_of(font, text, buffer, leftward, _TIGHTER if is_display else 0.0)

    def _stand_ins(self, text: str, drawn: str, look: Look, leftward: bool) -> tuple[list[Span], float]:
        """Every character drawn as `drawn`, which some bundled face has, and read as itself."""
        face = next(face for face in faces.bundled() if face.has(drawn))
        font = self._book.font(face, look.weight, look.size)
        glyph = font.font.get_nominal_glyph(ord(drawn))
        width = font.width(glyph)
        spans, total = [], 0.0
        for sign in reversed(text) if leftward else text:
            code, _ = font.code(glyph, sign)
            extra = 1000 - width if sign == _WIDE_SPACE else 0.0
            spans.append(Span(font.resource, f"<{code:04X}>" + (f"{-extra:.1f}" if extra else ""), 0.0, ""))
            total += width + extra
        return spans, total


def _by_face(text: str) -> Iterator[tuple[faces.Face | None, str]]:
    """Runs of `text` that one face draws, None where no font has the character."""
    first = faces.bundled()[0]
    if all(map(first.has, set(text))):
        yield first, text
        return
    found: list[tuple[faces.Face | None, str]] = []
    starts = [*clusters(text), len(text)]
    for start, end in pairwise(starts):
        found += _faces_of_cluster(text[start:end], found[-1][0] if found else first)
    # A face is asked once for a whole run, but stand-ins are never mixed with it.
    for face, group in groupby(found, key=lambda pair: pair[0]):
        yield face, "".join(part for _, part in group)


def _faces_of_cluster(cluster: str, before: faces.Face | None) -> list[tuple[faces.Face | None, str]]:
    seen = [sign for sign in cluster if not _IGNORABLE.match(sign)]
    if not seen:
        return [(before or faces.bundled()[0], cluster)]
    if _EMOJI_STYLE in cluster and all(map(faces.emoji().has, seen)):
        return [(faces.emoji(), cluster)]
    if cluster[0] in _SPACES:
        return [(faces.bundled()[0], cluster)]
    for face in (*faces.bundled(), *filter(None, map(faces.face_of, seen[:4]))):
        if all(map(face.has, set(seen))):
            return [(face, cluster)]
    # No face has all of it: each character by itself.
    return [(faces.face_of(sign) if not _IGNORABLE.match(sign) else None, sign) for sign in cluster]


def _spans_of(
    font: DocumentFont, text: str, buffer: hb.Buffer, leftward: bool, tighter: float
) -> tuple[list[Span], float]:
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    spans: list[Span] = []
    total = 0.0
    for said, group in _clusters_of(text, glyphs, leftward):
        exact = True
        drawn: list[tuple[float, str]] = []
        for place, (info, position) in enumerate(group):
            code, is_exact = font.code(info.codepoint, _HIDDEN_TEXT if place else said[:_LONGEST_TOLD])
            exact = exact and is_exact
            natural = font.width(info.codepoint)
            aside = position.x_offset * font.unit
            advance = position.x_advance * font.unit - (tighter if position.x_advance else 0.0)
            drawn.append((position.y_offset * font.unit, _moved(code, aside, natural + aside - advance)))
            total += advance
        plain = (len(group) == 1 and len(said) <= _TOLD_BY_GLYPH and exact) or leftward
        actual = "" if plain else said
        for rise, code_text in drawn:
            spans.append(Span(font.resource, code_text, min(max(rise, -_RISE), _RISE), actual))
            actual = "" if plain else FOLLOWS
    if not leftward and any(span.rise for span in spans):
        # Readers that sort glyphs by height would take the word apart.
        spans = [replace(span, actual=FOLLOWS if place else text) for place, span in enumerate(spans)]
    return spans, total


def _clusters_of(
    text: str, glyphs: list[tuple[hb.GlyphInfo, hb.GlyphPosition]], leftward: bool
) -> Iterator[tuple[str, list[tuple[hb.GlyphInfo, hb.GlyphPosition]]]]:
    """(what it reads as, its glyphs) from left to right. Right-to-left text is turned, as readers turn it back."""
    groups = [(start, list(group)) for start, group in groupby(glyphs, key=lambda glyph: glyph[0].cluster)]
    starts = [start for start, _ in groups]
    ends = [len(text), *starts[:-1]] if leftward else [*starts[1:], len(text)]
    for (start, group), end in zip(groups, ends, strict=True):
        said = text[start:end]
        yield (said[::-1] if leftward else said), group


def _moved(code: int, aside: float, back: float) -> str:
    """A glyph shifted by `aside` before and `back` after it; a TJ number moves to the left."""
    before = f"{-aside:.1f}" if abs(aside) >= 0.05 else ""
    after = f"{back:.1f}" if abs(back) >= 0.05 else ""
    return f"{before}<{code:04X}>{after}"


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbours that one operator can paint, made one. A span with text of its own takes its followers along."""
    current: list[str] = []
    head: Span | None = None
    for span in spans:
        fits = head is not None and span.font == head.font and span.rise == head.rise
        if head is not None and fits and (span.actual == FOLLOWS or not (span.actual or head.actual)):
            current.append(span.code)
            continue
        if head is not None:
            yield _span(head, current)
        head, current = span, [span.code]
    if head is not None:
        yield _span(head, current)


def _span(head: Span, codes: list[str]) -> Span:
    # The space keeps two numbers side by side from running together into one.
    return Span(head.font, " ".join(codes).replace("> <", ""), head.rise, head.actual)
