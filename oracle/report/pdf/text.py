"""Paragraphs: runs of plain text in, painted lines out. There is no markup, so no text can style or break a page.

`Style` says how a paragraph looks, `Run` what differs inside it (weight, colour, size, a link, a small chart).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from oracle.language import _
from oracle.report.display import Chart
from oracle.report.pdf import bidirection, breaking
from oracle.report.pdf.clean import LIMIT, clean
from oracle.report.pdf.shaping import Look, Shaper, Word

_KEPT = 32  # characters: longer words and lines are not kept, they do not come again
_LABELS = 2000  # short lines that are kept: those that come again have come by then
ASCENT, DESCENT = 0.96875, 0.2412  # of Inter, in sizes: where a line's baseline stands


class Style(Struct, frozen=True):
    """A paragraph's look. Sizes in points; `align` "start" follows the text's direction; `lines` > 0 cuts with "…"."""

    size: float = 10.0
    leading: float = 15.0
    weight: int = 400
    token: str = "ink"
    align: Literal["start", "left", "right", "centre"] = "start"
    tabular: bool = False
    lines: int = 0


class Run(Struct, frozen=True):
    """A stretch of a paragraph. None takes the paragraph's value. `link`: `#key`, or a web or mail address.

    With `chart` the run is that small picture, standing on the line's middle; its `alt` is read aloud.
    """

    text: str = ""
    weight: int | None = None
    token: str | None = None
    size: float | None = None
    link: str = ""
    chart: Chart | None = None


class Placed(Struct, frozen=True):
    """A word or chart of a line; `width` in points."""

    run: int
    level: int
    word: Word | None
    width: float


class Line(Struct, frozen=True):
    """One line: its parts from left to right, their width in points, and 1 where the paragraph runs leftward."""

    parts: tuple[Placed, ...]
    width: float
    base: int


class _Unit(Struct):
    """What stands between two places a line may end at."""

    parts: list[Placed]
    width: float
    is_space: bool


def cleaned(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs as they may be printed: cleaned, and cut after `LIMIT` characters with a sentence that says so."""
    whole = sum(len(run.text) for run in runs)
    kept: list[Run] = []
    left = LIMIT
    for run in runs:
        text = clean(run.text[:left])
        kept.append(run if text == run.text else replace(run, text=text))
        left -= len(run.text[:left])
    if whole > LIMIT:
        said = _("… (The first {limit:,} of {count:,} characters are printed here.)")
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        kept.append(Run(" " + said.format(limit=LIMIT, count=whole), weight=600))
    return tuple(kept)


def lay_out(runs: Sequence[Run], style: Style, width: float, shaper: Shaper) -> list[Line]:
    """Lines of at most `width` points; at least one, also for no text. `runs` must be `cleaned`."""
    if len(runs) != 1 or runs[0].chart is not None or len(runs[0].text) >= _KEPT:
        return _laid_out(runs, style, width, shaper)
    labels = shaper.kept("labels")
    label = (runs[0], style, width)
    lines: list[Line] | None = labels.get(label)
    if lines is None:
        lines = _laid_out(runs, style, width, shaper)
        if len(labels) < _LABELS:
            labels[label] = lines
    return lines


def _laid_out(runs: Sequence[Run], style: Style, width: float, shaper: Shaper) -> list[Line]:
    lines: list[Line] = []
    for part in _hard_lines(runs):
        lines += _Wrapper(runs, style, width, shaper).wrap(part)
    if style.lines and len(lines) > style.lines:
        lines = [*lines[: style.lines - 1], _elided(lines[style.lines - 1], runs, style, width, shaper)]
    return lines


def look_of(run: Run, style: Style) -> Look:
    """The letters of a run in a paragraph."""
    return Look(run.weight or style.weight, run.size or style.size, style.tabular)


def one_line(text: str, look: Look, width: float, shaper: Shaper) -> tuple[list[Word], float]:
    """`text` on one line: words from left to right, and its width in points; cut with "…" beyond `width`, if any."""
    style = Style(size=look.size, weight=look.weight, tabular=look.tabular, lines=1)
    runs = cleaned([Run(text.replace("\n", " "))])
    line = lay_out(runs, style, width or 1e9, shaper)[0]
    return [part.word for part in line.parts if part.word is not None], line.width


def _hard_lines(runs: Sequence[Run]) -> list[list[tuple[int, str]]]:
    """For each line the writer ended: (run, its text there)."""
    lines: list[list[tuple[int, str]]] = [[]]
    for number, run in enumerate(runs):
        if run.chart is not None:
            lines[-1].append((number, ""))
            continue
        for place, said in enumerate(run.text.split("\n")):
            if place:
                lines.append([])
            if said:
                lines[-1].append((number, said))
    return lines


class _Wrapper:
    """Wraps one hard line."""

    def __init__(self, runs: Sequence[Run], style: Style, width: float, shaper: Shaper) -> None:
        self._runs = runs
        self._style = style
        self._width = width
        self._shaper = shaper
        self._base = 0

    def wrap(self, parts: list[tuple[int, str]]) -> list[Line]:
        lines: list[Line] = []
        row: list[_Unit] = []
        filled = 0.0
        for unit in self._units(parts):
            if not unit.is_space and filled + unit.width > self._width + 0.001:
                if any(not there.is_space for there in row):
                    lines.append(self._line(row))
                row, filled = [], 0.0
                if unit.width > self._width:
                    *full, unit = self._cut(unit)
                    lines += [self._line([piece]) for piece in full]
            row.append(unit)
            filled += unit.width
        lines.append(self._line(row))
        return lines

    def _line(self, row: list[_Unit]) -> Line:
        while row and row[-1].is_space:
            row = row[:-1]
        parts = [part for unit in row for part in unit.parts]
        if any(part.level for part in parts):
            parts = bidirection.visual_order([(part.level, part) for part in parts])
        return Line(tuple(parts), sum(part.width for part in parts), self._base)

    def _units(self, parts: list[tuple[int, str]]) -> Iterator[_Unit]:
        text = "".join(said or "\ufffc" for _, said in parts)
        if not bidirection.turns(text):
            self._base = 0
            levels = None
        else:
            self._base = bidirection.base_level(text)
            levels = bidirection.levels(text)
        if len(parts) == 1 and levels is None and parts[0][1]:
            yield from self._plain_units(parts[0][0], text)
        else:
            yield from self._mixed_units(parts, levels)

    def _plain_units(self, number: int, text: str) -> Iterator[_Unit]:
        """Units of a line of one run that runs rightward: nearly all text, so each word is placed once."""
        run = self._runs[number]
        known = self._shaper.kept((number, look_of(run, self._style)))
        for piece, is_space in breaking.pieces(text):
            unit = known.get(piece)
            if unit is None:
                placed = self._placed(number, piece, 0)
                unit = _Unit([placed], placed.width, is_space)
                if len(piece) < _KEPT:
                    known[piece] = unit
            yield unit

    def _mixed_units(self, parts: list[tuple[int, str]], levels: list[int] | None) -> Iterator[_Unit]:
        """Units of a line of several runs or directions: a word may change both inside."""
        text = "".join(said or "\ufffc" for _, said in parts)
        owners = [number for number, said in parts for _ in said or "\ufffc"]
        place = 0
        for piece, is_space in breaking.pieces(text):
            end = place + len(piece)
            placed = []
            while place < end:
                start = place
                level = levels[start] if levels else 0
                while place < end and owners[place] == owners[start] and (levels[place] if levels else 0) == level:
                    place += 1
                placed.append(self._placed(owners[start], text[start:place], level))
            yield _Unit(placed, sum(part.width for part in placed), is_space)

    def _placed(self, number: int, text: str, level: int) -> Placed:
        run = self._runs[number]
        if run.chart is not None:
            return Placed(number, level, None, run.chart.width)
        word = self._shaper.word(text, look_of(run, self._style), leftward=level % 2 == 1)
        return Placed(number, level, word, word.width * (run.size or self._style.size) / 1000)

    def _cut(self, unit: _Unit) -> list[_Unit]:
        """A unit wider than the line, as units that fit; the last one may leave room."""
        rows: list[_Unit] = [_Unit([], 0.0, False)]
        for part in unit.parts:
            for piece in self._cut_part(part, self._width - rows[-1].width):
                if rows[-1].parts and rows[-1].width + piece.width > self._width + 0.001:
                    rows.append(_Unit([], 0.0, False))
                rows[-1].parts.append(piece)
                rows[-1].width += piece.width
        return rows

    def _cut_part(self, part: Placed, room: float) -> list[Placed]:
        if part.word is None or part.width <= room:
            return [part]
        text = part.word.text
        places = breaking.cut_places(text)
        starts = [0, *places]
        widths = [
            self._placed(part.run, text[a:b], part.level).width
            for a, b in zip(starts, [*places, len(text)], strict=True)
        ]
        cuts: list[int] = []
        filled, good, behind_good = 0.0, 0, 0.0
        for place, width in zip(starts, widths, strict=True):
            if place and filled + width > room and place > (cuts[-1] if cuts else 0):
                cut_at_good = good > (cuts[-1] if cuts else 0) and behind_good < 0.4 * self._width
                cuts.append(good if cut_at_good else place)
                filled = behind_good if cut_at_good else 0.0
                room = self._width
                good = 0
            if place and breaking.is_good_cut(text, place):
                good, behind_good = place, 0.0
            filled += width
            behind_good += width
        edges = [0, *cuts, len(text)]
        return [self._placed(part.run, text[a:b], part.level) for a, b in pairwise(edges) if b > a]


def _elided(line: Line, runs: Sequence[Run], style: Style, width: float, shaper: Shaper) -> Line:
    """`line` shortened from its end until "…" fits behind it."""
    if not line.parts:
        return line
    number = line.parts[-1].run
    run = runs[number]
    mark = shaper.word("…", look_of(run, style))
    dots = Placed(number, line.base, mark, mark.width * (run.size or style.size) / 1000)
    parts = list(line.parts) if not line.base else list(reversed(line.parts))
    while parts and sum(part.width for part in parts) + dots.width > width:
        last = parts.pop()
        if last.word is not None and not parts:
            parts += _shortened(last, runs, style, width - dots.width, shaper)
            break
    while parts and parts[-1].word is not None and not parts[-1].word.text.strip():
        parts.pop()
    parts.append(dots)
    return Line(tuple(reversed(parts) if line.base else parts), sum(part.width for part in parts), line.base)


def _shortened(part: Placed, runs: Sequence[Run], style: Style, width: float, shaper: Shaper) -> list[Placed]:
    assert part.word is not None  # noqa: S101 - for the type checker; the caller looked
    run = runs[part.run]
    for place in reversed(breaking.cut_places(part.word.text)):
        word = shaper.word(part.word.text[:place], look_of(run, style), leftward=part.level % 2 == 1)
        points = word.width * (run.size or style.size) / 1000
        if points <= width:
            return [Placed(part.run, part.level, word, points)]
    return []
