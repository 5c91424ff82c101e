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
from oracle.report.pdf.document import SIZES, Paper, Progress
from oracle.report.pdf.document import write as write_story
from oracle.report.pdf.flow import Flowable, Noted, PageBreak
from oracle.report.pdf.furniture import furniture
from oracle.report.pdf.pages_cards import absent_pages, card_pages
from oracle.report.pdf.pages_cover import cover
from oracle.report.pdf.pages_matrix import COMPARED, matrix_pages
from oracle.report.pdf.pages_personas import persona_pages
from oracle.report.pdf.pages_plan import plan_pages
from oracle.report.pdf.pages_readings import customer_pages, reading_pages
from oracle.report.pdf.pages_steps import meaning_pages, step_pages
from oracle.report.pdf.pages_summary import glance_pages, road_pages
from oracle.report.pdf.pen import PictureRef

Source = Callable[[str], tuple[bytes, int, int]]

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
        furniture=furniture(
            content.business,
            content.business_colour,
            logos.business,
            header=content.header,
            footer=content.footer,
            paper=paper,
        ),
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
    for section, pages in _sections(content, picture, paper):
        if section in content.sections:
            if not flows_on(section, before):
                yield PageBreak()
            before = section
            for first in islice(pages, 1):
                yield Noted(first, partial(starts.setdefault, section))
            yield from pages


def _sections(content: Content, picture: Source, paper: Paper) -> Iterator[tuple[Section, Iterator[Flowable]]]:
    linked = Section.POTHOLES in content.sections
    yield Section.GLANCE, glance_pages(content, linked=linked)
    if content.personas:
        yield Section.PERSONA, persona_pages(content, picture)
    yield Section.PROFILE, road_pages(content)
    if len(content.spots) >= COMPARED:
        yield Section.MATRIX, matrix_pages(content.spots, linked=linked)
    if content.cards or content.unrated or content.brights:
        yield Section.POTHOLES, card_pages(content, picture, paper)
    told = {part.section for part in content.readings}
    for section in READINGS:
        if section is Section.ABSENT:
            if content.absent:
                yield section, absent_pages(content)
        elif section in told:
            yield section, reading_pages(content, section, linked=linked)
    if content.plan:
        yield Section.PLAN, plan_pages(content, linked=linked)
    yield Section.STEPS, step_pages(content, picture)
    yield Section.RATINGS, meaning_pages(content)
    if content.customers:
        yield Section.TEST_CUSTOMER, customer_pages(content)


def _expected(content: Content) -> int:
    """About how many flowables the story has, for the progress."""
    steps = sum(len(walk.steps) for walk in content.walks)
    return 40 + len(content.cards) + len(content.unrated) + 2 * steps + 8 * len(content.roads)
