"""How a report's pages look: the mockups' measures in points, headings, and small pieces that several pages use."""

from __future__ import annotations

from oracle.report.charts.marks import chip, coin, face, sign
from oracle.report.charts.scaling import scaled as shrunk
from oracle.report.content import Sign
from oracle.report.display import Chart
from oracle.report.pdf.figures import Drawing
from oracle.report.pdf.flow import Flowable, Rule, Stack
from oracle.report.pdf.paragraphs import Heading, Text
from oracle.report.pdf.text import Run, Style

PIXEL = 595.28 / 900  # points: the mockups draw an A4 page 900 px wide
ROW_PADDING = 4.0  # points above and below a row of words

HEAD = Style(21, 26.5, 600)
LEAD = Style(13.9, 19.8)
SUBHEAD = Style(12, 17, 600)
CARD_HEAD = Style(13.2, 17.2, 600)
SMALL_HEAD = Style(10, 14.6, 600)
BODY = Style(10, 14.9)
STRONG = Style(10, 14.9, 600)
READING = Style(9, 13.2)  # running text in cards
REPAIR = Style(9.5, 13.9)
SMALL = Style(8.6, 12.6)
SMALL_2 = Style(8.6, 12.6, token="ink_2")
LABEL = Style(8, 11.2, 600, "ink_2")
PLAIN_LABEL = Style(8, 11.2, token="ink_2")
FIGURE = Style(39.7, 43.7, 600, tabular=True)
COUNT = Style(22.5, 25.1, 600, tabular=True)


def head(text: str, key: str, *, before: float = 0.0) -> Heading:
    """The heading of a page's subject; `before` where it need not begin a page."""
    return Heading(text, 1, HEAD, key=key, before=before, after=6)


def subhead(text: str, *, before: float = 18.0, after: float = 6.0, outline: str | None = "") -> Heading:
    """A heading inside a page; it stands in the outline only with an `outline` of its own."""
    return Heading(text, 2, SUBHEAD, outline=outline, before=before, after=after)


def labelled(label: str, text: str, style: Style = SMALL, *, after: float = 6.0) -> Flowable:
    """A small grey label above a text."""
    return Stack([Text(label, LABEL, keep_with_next=True), Text(text, style)], after=after)


def scaled(chart: Chart, *, alt: str | None = None) -> Drawing:
    """A chart made in the mockups' pixels, at its size on paper."""
    return Drawing(chart, alt=alt, width=chart.width * PIXEL)


def sign_of(mark: Sign, size: float) -> Drawing:
    """A pothole's sign, `size` points high."""
    return scaled(sign(mark.label, mark.severity, size / PIXEL))


def sign_run(mark: Sign, size: float) -> Run:
    """A pothole's sign inside a line."""
    return Run(chart=shrunk(sign(mark.label, mark.severity, size / PIXEL), PIXEL))


def with_coin(value: int | None, words: str, size: float = 14.5) -> Text:
    """A friction as coin and word; the word alone where there is no friction."""
    if value is None:
        return Text(words, SMALL_2)
    return Text([_beside_words(coin(value, size / PIXEL)), Run(f"  {words}")], SMALL)


def with_face(feeling: int, words: str, size: float = 14.5) -> Text:
    """A feeling as face and word."""
    return Text([_beside_words(face(feeling, size / PIXEL)), Run(f"  {words}")], SMALL)


def chip_of(severity: int | None, size: float = 14.5) -> Drawing:
    """A severity as a chip, `size` points high."""
    return scaled(chip(severity, size / PIXEL))


def accent_bar(token: str, width: float = 26.5, thickness: float = 3.3, *, after: float = 12.0) -> Rule:
    """The short bar above a title."""
    return Rule(token, thickness, width, after=after, keep_with_next=True)


def _beside_words(chart: Chart) -> Run:
    """A mark in a line, silent to a screen reader: the words beside it say the same."""
    small = shrunk(chart, PIXEL)
    return Run(chart=Chart(small.width, small.height, small.items, ""))
