"""The report's pages in order: cover, summary, profiles, cards, what was missing, step by step, meanings."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from oracle.language import _
from oracle.report.content import Content, Section
from oracle.report.content.parts import READINGS, flows_on
from oracle.report.pdf.document import SIZES, Furniture, Paper, Place, Progress
from oracle.report.pdf.document import write as write_story
from oracle.report.pdf.flow import Flowable, Noted, PageBreak, Rule
from oracle.report.pdf.pages_cards import absent_pages, card_pages
from oracle.report.pdf.pages_cover import business_mark, cover
from oracle.report.pdf.pages_personas import persona_pages
from oracle.report.pdf.pages_readings import reading_pages
from oracle.report.pdf.pages_steps import meaning_pages, step_pages
from oracle.report.pdf.pages_summary import glance_pages, road_pages
from oracle.report.pdf.paragraphs import PageOfPages, Text
from oracle.report.pdf.pen import PictureRef
from oracle.report.pdf.text import Style

Source = Callable[[str], tuple[bytes, int, int]]

_MARGIN = 56.69
_HEAD = 30.4  # of the running head, from the paper's top
_FOOT = 43.6  # of the rule above the running foot, from the paper's foot
_LOGO = 13.2
_RUNNING = Style(8, 10.6, token="ink_2", lines=1)


Starts = dict[Section, int]


def write(
    content: Content, out: Path, picture: Source, paper: Paper = "A4"
) -> Generator[Progress, None, Mapping[Section, int]]:
    """Write the report to `out`, which is replaced at the end and only if all went well.

    A generator: it works while it is iterated and can be closed. Returns the page on which each part begins.
    `picture(key)` gives (JPEG, width, height) for the id of a capture, or for "logo:" and the SHA-256 of a logo.
    Raises `ReportError` where the file cannot be written.
    """
    logos, starts = _Logos(content, picture), Starts()
    yield from write_story(
        out,
        _story(content, picture, logos, paper, starts),
        title=content.title,
        author=content.prepared_by,
        subject=_("Pothole report for {business}").format(business=content.business),
        language=content.language,
        paper=paper,
        furniture=_furniture(content, logos, paper),
        expected=_expected(content),
    )
    return starts


class _Logos:
    """The logos of business and tester, looked up once."""

    def __init__(self, content: Content, picture: Source) -> None:
        self.business = _logo(content.business_logo, picture)
        self.tester = _logo(content.tester_logo, picture)


def _logo(sha: str | None, picture: Source) -> PictureRef | None:
    if not sha:
        return None
    key = f"logo:{sha}"
    _data, width, height = picture(key)
    return PictureRef(key, width, height, lambda: picture(key)[0])


def _story(content: Content, picture: Source, logos: _Logos, paper: Paper, starts: Starts) -> Iterator[Flowable]:
    accent = content.tester_colour if re.fullmatch(r"#[0-9A-Fa-f]{6}", content.tester_colour) else "road"
    yield cover(content, logos.business, logos.tester, accent, SIZES[paper])
    before = None
    for section, pages in _sections(content, picture):
        if section in content.sections:
            if not flows_on(section, before):
                yield PageBreak()
            before = section
            for first in islice(pages, 1):
                yield Noted(first, partial(starts.setdefault, section))
            yield from pages


def _sections(content: Content, picture: Source) -> Iterator[tuple[Section, Iterator[Flowable]]]:
    linked = Section.POTHOLES in content.sections
    yield Section.GLANCE, glance_pages(content, linked=linked)
    if content.personas:
        yield Section.PERSONA, persona_pages(content, picture)
    yield Section.PROFILE, road_pages(content)
    if content.cards or content.unrated or content.brights:
        yield Section.POTHOLES, card_pages(content, picture)
    told = {part.section for part in content.readings}
    for section in READINGS:
        if section is Section.ABSENT:
            if content.absent:
                yield section, absent_pages(content)
        elif section in told:
            yield section, reading_pages(content, section, linked=linked)
    yield Section.STEPS, step_pages(content, picture)
    yield Section.RATINGS, meaning_pages(content)


def _expected(content: Content) -> int:
    """About how many flowables the story has, for the progress."""
    steps = sum(len(walk.steps) for walk in content.walks)
    return 40 + len(content.cards) + len(content.unrated) + 2 * steps + 8 * len(content.roads)


def _furniture(content: Content, logos: _Logos, paper: Paper) -> Furniture:
    """What stands around every page but the cover: whose report, which, from when, and the page."""
    width, height = SIZES[paper]
    body = width - 2 * _MARGIN
    foot = height - _FOOT

    def around(_page: int) -> list[Place]:
        mark = business_mark(content, logos.business, _LOGO, 2.6)
        inset = _LOGO + 5 if mark else 0.0
        strong = Style(8, 10.6, 600, lines=1)
        places = [
            Place(_MARGIN + inset, _HEAD + 1.3, body * 0.5 - inset, Text(content.business, strong)),
            Place(_MARGIN + body * 0.5, _HEAD + 1.3, body * 0.5, Text(content.header, _right(_RUNNING))),
            Place(_MARGIN, foot, body, Rule("line", 0.66)),
            Place(_MARGIN, foot + 6.6, body * 0.7, Text(content.footer, _RUNNING)),
            Place(_MARGIN + body * 0.7, foot + 6.6, body * 0.3, PageOfPages(_right(_RUNNING))),
        ]
        if mark:
            places.append(Place(_MARGIN, _HEAD, _LOGO, mark))
        return places

    return around


def _right(style: Style) -> Style:
    return Style(style.size, style.leading, style.weight, style.token, "right", lines=style.lines)
