"""Text as flowables: paragraphs, headings, and numbers of pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from oracle.language import _
from oracle.report.pdf.clean import clean, is_address
from oracle.report.pdf.flow import Cut, Flowable, Room
from oracle.report.pdf.painter import paint as paint_chart
from oracle.report.pdf.pen import Box, Pen, baseline_of, text_code
from oracle.report.pdf.shaping import Look
from oracle.report.pdf.tagging import Element
from oracle.report.pdf.text import Line, Placed, Run, Style, cleaned, lay_out

_FEW = 2  # lines: fewer do not stand alone at the foot or head of a page

BODY = Style()


class Text(Flowable):
    """A paragraph of a text or of several runs. `role` is its tag, `key` lets links `#key` lead to it.

    Text is printed as typed, in every script; it is cleaned and cut at 20,000 characters here.
    """

    def __init__(
        self,
        runs: str | Run | Sequence[Run],
        style: Style = BODY,
        *,
        role: str = "P",
        key: str = "",
        before: float = 0.0,
        after: float = 0.0,
        keep_with_next: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep_with_next=keep_with_next)
        given = [Run(runs)] if isinstance(runs, str) else [runs] if isinstance(runs, Run) else runs
        self.runs = tuple(_without_bad_link(run) for run in cleaned(given))
        self.style = style
        self.key = key
        self._role = role
        self._element: Element | None = None
        self._inner: dict[int, Element] = {}
        self._lines: dict[float, list[Line]] = {}

    @property
    def plain(self) -> str:
        """The text without its looks."""
        return "".join(run.chart.alt if run.chart else run.text for run in self.runs)

    def attach(self, parent: Element) -> None:
        """A node of its own, unless there is nothing to read."""
        if any(run.text.strip() or run.chart for run in self.runs):
            self._element = Element(self._role, parent)

    def lines(self, pen: Pen, width: float) -> list[Line]:
        """The lines at that width, laid out once."""
        found = self._lines.get(width)
        if found is None:
            found = self._lines[width] = lay_out(self.runs, self.style, width, pen.shaper)
        return found

    def height(self, pen: Pen, width: float) -> float:
        """Lines times their leading."""
        return len(self.lines(pen, width)) * self.style.leading

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Between lines, at least two on each side."""
        return _Lines(self, 0).split(pen, width, room)

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint all lines."""
        self.paint_lines(pen, Box(left, top, width, 0), 0, len(self.lines(pen, width)))

    def paint_lines(self, pen: Pen, place: Box, first: int, end: int) -> None:
        """Paint some of the lines, the first one at the top of `place`."""
        if first == 0 and not pen.is_decoration:
            self.arrive(pen, place.top)
        top = place.top
        for line in self.lines(pen, place.width)[first:end]:
            self._paint_line(pen, line, place, top)
            top -= self.style.leading

    def arrive(self, pen: Pen, top: float) -> None:
        """The paragraph's first line is about to be painted at `top`."""
        if self.key:
            pen.bookmark(self.key, top)

    def _paint_line(self, pen: Pen, line: Line, place: Box, top: float) -> None:
        left = place.left + _indent(self.style, line, place.width)
        baseline = baseline_of(top, self.style.leading, self.style.size)
        for start, parts in self._stretches(line, left):
            self._paint_stretch(pen, parts, Box(start, top, 0, 0), baseline)

    def _stretches(self, line: Line, left: float) -> list[tuple[float, Sequence[Placed]]]:
        """What each run has in a line, and where that begins."""
        if len(self.runs) == 1:
            return [(left, line.parts)] if line.parts else []
        found: list[tuple[float, Sequence[Placed]]] = []
        for _number, group in groupby(line.parts, key=lambda part: part.run):
            parts = list(group)
            found.append((left, parts))
            left += sum(part.width for part in parts)
        # Painted in reading order, so that the structure tree lists links where they are read.
        return sorted(found, key=lambda stretch: stretch[1][0].run)

    def _paint_stretch(self, pen: Pen, parts: Sequence[Placed], place: Box, baseline: float) -> None:
        run = self.runs[parts[0].run]
        if run.chart is not None:
            middle = baseline + self.style.size * 0.36
            box = Box(place.left, middle + run.chart.height / 2, run.chart.width, run.chart.height)
            with pen.tagged(self._figure(parts[0].run, run, box)):
                paint_chart(pen, run.chart, box)
            return
        element = self._link(parts[0].run) if run.link else self._element
        token = run.token or ("link" if run.link else self.style.token)
        spans = (span for part in parts if part.word is not None for span in part.word.spans)
        with pen.tagged(element):
            pen.emit(text_code(place.left, baseline, spans, run.size or self.style.size, token))
        if run.link:
            width = sum(part.width for part in parts)
            below = baseline - self.style.size * 0.25
            pen.link(
                element, run.link, (place.left, below, place.left + width, below + self.style.size * 1.2), run.text
            )
            if not run.link.startswith("#"):
                pen.rule(place.left, place.left + width, baseline - self.style.size * 0.14, token, 0.5)

    def _link(self, number: int) -> Element | None:
        if self._element is None:
            return None
        if number not in self._inner:
            self._inner[number] = Element("Link", self._element)
        return self._inner[number]

    def _figure(self, number: int, run: Run, box: Box) -> Element | None:
        if self._element is None or run.chart is None or not run.chart.alt:
            return None
        figure = self._inner[number] = Element("Figure", self._element, alt=run.chart.alt)
        figure.box = box.edges
        return figure


class _Lines(Flowable):
    """The lines of a paragraph from `first` on, up to `end` if that is given."""

    def __init__(self, text: Text, first: int, end: int | None = None) -> None:
        super().__init__(before=text.before, after=text.after, keep_with_next=text.keep_with_next)
        self._text = text
        self._first = first
        self._end = end

    def _count(self, pen: Pen, width: float) -> int:
        end = len(self._text.lines(pen, width)) if self._end is None else self._end
        return end - self._first

    def height(self, pen: Pen, width: float) -> float:
        return self._count(pen, width) * self._text.style.leading

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        count = self._count(pen, width)
        fitting = int((room.left + 0.01) // self._text.style.leading)
        if fitting >= count:
            return self, None
        if not room.is_fresh:
            fitting = min(fitting, count - _FEW)
            if fitting < _FEW:
                return None
        fitting = max(1, fitting)
        middle = self._first + fitting
        return _Lines(self._text, self._first, middle), _Lines(self._text, middle, self._end)

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        end = self._first + self._count(pen, width)
        self._text.paint_lines(pen, Box(left, top, width, 0), self._first, end)


class Heading(Text):
    """A heading of level 1 to 3: stays with what follows, stands in the outline, and links `#key` lead to it."""

    def __init__(
        self,
        runs: str | Run | Sequence[Run],
        level: int,
        style: Style,
        *,
        key: str = "",
        outline: str | None = None,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """`outline`: another text for the outline; "" leaves it out of there."""
        super().__init__(runs, style, role=f"H{level}", key=key, before=before, after=after, keep_with_next=True)
        self._level = level
        self._outline = outline

    def arrive(self, pen: Pen, top: float) -> None:
        """Set the bookmark of the outline as well."""
        super().arrive(pen, top)
        title = self.plain if self._outline is None else clean(self._outline)
        if title:
            pen.outline(" ".join(title[:200].split()), top, self._level - 1)


class PageReference(Flowable):
    """The number of the page that `#key` leads to, as a link."""

    def __init__(self, key: str, style: Style, *, token: str = "link") -> None:
        super().__init__()
        self._key = key
        self._style = style
        self._token = token
        self._element: Element | None = None

    def attach(self, parent: Element) -> None:
        """A link in a paragraph of its own."""
        self._element = Element("Link", Element("P", parent))

    def height(self, pen: Pen, width: float) -> float:
        """One line."""
        return self._style.leading

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The number is painted when all pages are known."""
        style = self._style
        look = Look(style.weight, style.size, tabular=True)
        baseline = baseline_of(top, style.leading, style.size)
        with pen.tagged(self._element):
            pen.late_line(lambda: str(pen.place_of(self._key)), left, width, baseline, look, self._token, style.align)
        box = (left, top - style.leading, left + width, top)
        pen.link(self._element, f"#{self._key}", box, _("To its page"))


class PageOfPages(Flowable):
    """ "3 of 14", for the foot of a page."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style

    def height(self, pen: Pen, width: float) -> float:
        """One line."""
        return self._style.leading

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The count of pages is painted when it is known."""
        page = pen.page
        look = Look(self._style.weight, self._style.size, tabular=True)

        def says() -> str:
            return _("{page} of {pages}").format(page=page, pages=pen.page - 1)

        baseline = baseline_of(top, self._style.leading, self._style.size)
        pen.late_line(says, left, width, baseline, look, self._style.token, self._style.align)


def _without_bad_link(run: Run) -> Run:
    if not run.link or run.link.startswith("#") or is_address(run.link):
        return run
    return replace(run, link="")


def _indent(style: Style, line: Line, width: float) -> float:
    align = style.align
    if align == "start":
        align = "right" if line.base else "left"
    return {"left": 0.0, "right": width - line.width, "centre": (width - line.width) / 2}[align]
