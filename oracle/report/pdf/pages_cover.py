"""The cover: title above, the road from edge to edge, who and when in its earth."""

from __future__ import annotations

from oracle.language import _
from oracle.report.charts.mini import cover_road
from oracle.report.content import Content
from oracle.report.inter_widths import ELLIPSIS, wrapped
from oracle.report.pdf.columns import Columns, Share
from oracle.report.pdf.document import Place, Sheet
from oracle.report.pdf.figures import Drawing, Picture
from oracle.report.pdf.flow import Flowable, Stack
from oracle.report.pdf.furniture import business_mark, mark_width
from oracle.report.pdf.pages_styles import LABEL, LEAD, PIXEL, SMALL, accent_bar
from oracle.report.pdf.paragraphs import Heading, Text
from oracle.report.pdf.pen import PictureRef
from oracle.report.pdf.text import Style

_MARGIN = 56.69
_LOGO_TOP = 71.4
_LOGO = 26.5
_TITLE_TOP = 153.4
_ROAD_TOP = 0.497  # of the paper's height
_TITLE_WIDTH = 700 * PIXEL
_FACTS = 78.0  # from the paper's foot
_MOCKUP_WIDTH = 900.0


def cover(
    content: Content, business: PictureRef | None, tester: PictureRef | None, accent: str, size: tuple[float, float]
) -> Sheet:
    """The whole page; `accent` is a token or "#RRGGBB", `size` the paper's in points."""
    width, height = size
    top = height * _ROAD_TOP
    pixels = (height - top) * _MOCKUP_WIDTH / width
    road = Drawing(cover_road(content.cover, _MOCKUP_WIDTH, pixels), alt="", width=width)
    body = width - 2 * _MARGIN
    places = [Place(0, top, width, road), *_letterhead(content, business, tester, body)]
    places.append(Place(_MARGIN, _TITLE_TOP, min(body, _TITLE_WIDTH), _title(content, accent)))
    places.append(Place(_MARGIN, height - _FACTS, body, _facts(content)))
    return Sheet(places)


def _letterhead(content: Content, business: PictureRef | None, tester: PictureRef | None, body: float) -> list[Place]:
    own = business_mark(content.business, content.business_colour, business, _LOGO, 4)
    wide = mark_width(business, _LOGO)
    inset = wide + 8 if own else 0.0
    name = Text(content.business, Style(12, 15.9, 600, lines=2))
    places = [Place(_MARGIN + inset, _LOGO_TOP + 5, body * 0.6 - inset, name)]
    if own:
        places.insert(0, Place(_MARGIN, _LOGO_TOP, wide, own))
    if tester:
        mark = Picture(tester, content.prepared_by, tallest=32, radius=0, edge="", align="right")
        places.append(Place(_MARGIN + body * 0.65, _LOGO_TOP, body * 0.35, mark))
    return places


def _title(content: Content, accent: str) -> Flowable:
    size = 37.0 if len(content.title) <= 48 else 26.0 if len(content.title) <= 110 else 18.0
    style = Style(size, size * 1.11, 600, lines=4)
    return Stack(
        [
            accent_bar(accent),
            Text(_("Pothole report"), Style(12, 15.9, token="ink_2"), after=6.5),
            Heading(_balanced(content.title, size), 1, style, after=13),
            Text(content.lead, Style(LEAD.size, LEAD.leading, token="ink_2", lines=3)),
        ]
    )


def _balanced(title: str, size: float) -> str:
    """The title in two lines of about one length, where two are what it takes."""
    halves = wrapped(title, _TITLE_WIDTH, size, 2, 600)
    return "\n".join(halves) if len(halves) == 2 and ELLIPSIS not in halves[1] else title


def _facts(content: Content) -> Columns:
    style = Style(SMALL.size, SMALL.leading, lines=4)
    cells = [Stack([Text(fact.label, LABEL, after=2), Text(fact.text, style)]) for fact in content.facts]
    return Columns(cells, [Share(1.0), Share(1.4), Share(0.9), Share(0.9)][: len(cells)], gap=11)
