"""The appendix: each walk step by step, and how the ratings are meant."""

from __future__ import annotations

from collections.abc import Iterator

from oracle import words
from oracle.language import _
from oracle.report.charts.marks import tick
from oracle.report.content import Content, Section, Shown, StepEntry
from oracle.report.content.meanings import frictions, severities
from oracle.report.pdf.columns import Columns, Share, grid
from oracle.report.pdf.figures import Picture
from oracle.report.pdf.flow import Flowable, KeepTogether, PageBreak, Rule, Space, Stack
from oracle.report.pdf.pages_pictures import Source, in_part, reference, whole_pictures
from oracle.report.pdf.pages_styles import (
    SMALL,
    SMALL_2,
    chip_of,
    head,
    labelled,
    sign_run,
    subhead,
    with_coin,
    with_face,
)
from oracle.report.pdf.paragraphs import Text
from oracle.report.pdf.text import Run, Style

_THUMB = (58.2, 35.0)
_NUMBER = Style(10, 13.2, 600, align="right", tabular=True)


def step_pages(content: Content, picture: Source) -> Iterator[Flowable]:
    """Every step of every walk, then whole what the cards show in part."""
    for number, walk in enumerate(content.walks):
        if number:
            yield PageBreak()
        title = _("The walk, step by step")
        yield head(f"{title}: {walk.title}" if len(content.walks) > 1 else title, f"steps-{number}")
        yield Text(walk.meta, SMALL_2, after=7)
        pictured = any(step.pictures for step in walk.steps)
        for step in walk.steps:
            yield _step(step, picture, pictured=pictured)
            yield Rule("line", 0.66, before=4, after=4)
        if walk.closing:
            told = [labelled(fact.label, fact.text) for fact in walk.closing]
            yield KeepTogether([subhead(_("At the end of the walk"), before=14), *told], before=14)
    if Section.POTHOLES in content.sections:
        yield from whole_pictures(in_part(content), picture)


def meaning_pages(content: Content) -> Iterator[Flowable]:
    """Words and formulas of the ratings, on one page."""
    marks = [_meaning(with_coin(n, words.friction(n)), text) for n, text in enumerate(frictions())]
    chips: list[Flowable] = [_meaning(chip_of(n), text) for n, text in reversed(list(enumerate(severities(), 1)))]
    parts = [
        head(_("How the ratings are meant"), "ratings"),
        subhead(_("Friction of a step"), before=8),
        Columns(marks, [Share()] * 5, gap=10.6, after=6),
        subhead(_("Severity of a pothole")),
        Columns(chips, [Share()] * 4, gap=10.6, after=6),
        subhead(_("The figures")),
        grid([labelled(fact.label, fact.text) for fact in content.meanings], 2, gap=21, down=5),
    ]
    yield KeepTogether(parts, before=28)


def _step(step: StepEntry, picture: Source, *, pictured: bool) -> Flowable:
    """One row; without a column for pictures where the walk has none."""
    felt = with_face(step.feeling, step.feeling_words) if step.feeling is not None else Space(0)
    cells = [_told(step, picture), with_coin(step.friction, step.friction_words), felt]
    widths: list[float | Share] = [Share(), 66, 68]
    if pictured:
        cells.insert(0, _thumb(step.pictures[0], picture) if step.pictures else Space(0))
        widths.insert(0, _THUMB[0])
    simple = not step.answers and not step.details and len(step.pictures) < 2 and len(step.note) < 200
    number = Text(str(step.number), _NUMBER)
    row = Columns([number, *cells], [17, *widths], gap=9, align="middle" if simple else "top")
    return KeepTogether([row])


def _told(step: StepEntry, picture: Source) -> Flowable:
    title = [Run(step.title, weight=600), Run(f" · {step.meta}", token="ink_2")]
    parts: list[Flowable] = [Text(title, SMALL)]
    note = [Run(step.note)] if step.note else []
    for mark in step.signs:
        note += [*([Run("  ")] if note else []), sign_run(mark, 13.2)]
    if note:
        parts.append(Text(note, SMALL))
    parts += [Text([Run(chart=tick(bool(line.yes), 8)), Run(f"  {line.text}")], SMALL_2) for line in step.answers]
    parts += [Text(line, SMALL_2) for line in step.details]
    if len(step.pictures) > 1:
        parts += [Space(3), grid([_thumb(each, picture) for each in step.pictures[1:]], 4, gap=5, down=5)]
    return Stack(parts)


def _thumb(shown: Shown, picture: Source) -> Picture:
    return Picture(reference(shown, picture), shown.alt, box=_THUMB, radius=2.6, before=3, after=1)


def _meaning(mark: Flowable, text: str) -> Flowable:
    return Stack([mark, Text(text, SMALL, before=2)])
