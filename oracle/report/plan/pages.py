"""The plan on paper: a table with boxes to tick, and a slip for each pothole on a page of its own."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from oracle.language import _, ngettext
from oracle.report.charts.matrix import Spot
from oracle.report.content.parts import Fact, PlanLine
from oracle.report.pdf.blocks import (
    Card,
    Columns,
    Flowable,
    Heading,
    KeepTogether,
    PageBreak,
    PictureRef,
    Rule,
    Run,
    Share,
    Stack,
    Style,
    Text,
    grid,
)
from oracle.report.pdf.document import Paper, Progress, write
from oracle.report.pdf.furniture import furniture
from oracle.report.pdf.pages_matrix import COMPARED, matrix_pages
from oracle.report.pdf.pages_pictures import Source, pictured
from oracle.report.pdf.pages_plan import BOX, plan_table, tick_box
from oracle.report.pdf.pages_styles import (
    BODY,
    HEAD,
    LABEL,
    PLAIN_LABEL,
    READING,
    REPAIR,
    SMALL,
    SMALL_2,
    chip_of,
    head,
    labelled,
    sign_of,
)
from oracle.report.plan.parts import Plan, Slip

_ALONE = (400.0, 250.0)  # points, broad and tall at most: the one picture of a slip
_FIRST = (270.0, 180.0)  # the first of several
_BESIDE = 900  # characters that stand beside it
_SMALL_TALLEST = 120.0
_SHOWN = 4  # pictures of a slip: more would push it onto a second page
_SIGN = 25.1
_CHIP = 16.3
_WHO = Style(12, 17, 600)


def write_pages(
    plan: Plan, out: Path, picture: Source, *, slips_only: bool = False, paper: Paper = "A4", language: str = "en"
) -> Generator[Progress, None, None]:
    """Write the whole plan with all its slips, or with `slips_only` these alone; as `report.pdf.write`."""
    title = header = ngettext("Repair slip", "Repair slips", len(plan.slips)) if slips_only else plan.title
    if slips_only and len(plan.slips) == 1:
        title = f"{title} {plan.slips[0].sign.label}: {plan.slips[0].title}"
    logo = _logo(plan, picture)
    yield from write(
        out,
        _slips(plan, picture) if slips_only else _story(plan, picture),
        title=title,
        author=plan.business,
        subject=_("Repairs for {business}").format(business=plan.business),
        language=language,
        paper=paper,
        furniture=furniture(plan.business, plan.business_colour, logo, header=header, footer=plan.footer, paper=paper),
        expected=10 * len(plan.slips) + (0 if slips_only else 8),
    )


def _logo(plan: Plan, picture: Source) -> PictureRef | None:
    if not plan.business_logo:
        return None
    key = f"logo:{plan.business_logo}"
    _data, width, height = picture(key)
    return PictureRef(key, width, height, lambda: picture(key)[0])


def _story(plan: Plan, picture: Source) -> Iterator[Flowable]:
    yield head(plan.title, "plan")
    yield Text(plan.counted, SMALL_2, after=8)
    if not plan.slips:
        yield Text(_("There is nothing to repair here."), BODY)
        return
    yield Text(plan.intro, BODY, after=10)
    yield from plan_table([_line(slip, plan) for slip in plan.slips], linked=True)
    notes = [text for text in (plan.total, plan.small) if text]
    if notes:
        yield Stack([Text(text, SMALL, after=3) for text in notes], before=14)
    yield from _matrix(plan)
    yield from _slips(plan, picture)


def _slips(plan: Plan, picture: Source) -> Iterator[Flowable]:
    for slip in plan.slips:
        yield PageBreak()
        yield from _slip(slip, picture)


def _line(slip: Slip, plan: Plan) -> PlanLine:
    return slip.line if plan.several_journeys else replace(slip.line, journey="")


def _matrix(plan: Plan) -> Iterator[Flowable]:
    """Priority against effort, on a page of its own; not for one or two potholes."""
    spots = [
        Spot(
            slip.pothole_id,
            slip.sign.label,
            slip.title,
            slip.severity,
            slip.priority,
            slip.size,
            slip.journey,
            slip.journey_id,
        )
        for slip in plan.slips
        if slip.priority is not None and slip.severity is not None
    ]
    if len(spots) >= COMPARED:
        yield PageBreak()
        yield from matrix_pages(spots, linked=True)


def _slip(slip: Slip, picture: Source) -> Iterator[Flowable]:
    yield Text(_("Repair slip"), LABEL, after=3)
    yield _head(slip)
    yield _addressed(slip)
    yield from _evidence(slip, picture)
    if slip.todo:
        repair = labelled(_("What to do"), slip.todo, REPAIR, after=0)
        yield Card([repair], padding=(12, 0), edge="", bar="road", radius=0, role="", before=10, after=12)
    yield _done(slip)
    yield Rule("line", 0.66, before=12, after=9, keep_with_next=True)
    yield _facts(slip.facts)
    yield from _estimate(slip)


def _head(slip: Slip) -> Flowable:
    title = Heading(slip.title, 1, HEAD, key=slip.sign.key, outline=f"{slip.sign.label}  {slip.title}")
    words = Stack([title, Text(f"{slip.journey} › {slip.place}", SMALL_2, before=2)])
    chip = chip_of(slip.severity, _CHIP)
    marks: Flowable = chip
    if slip.severity_words.casefold() not in chip.alt.casefold():
        marks = Stack([chip, Text(slip.severity_words, SMALL_2)])
    wide = 35.7 if len(slip.sign.label) > 2 else _SIGN
    row = [sign_of(slip.sign, _SIGN), words, marks]
    return Columns(row, [wide, Share(), chip.size(1000.0)[0]], gap=8, align="top", after=12)


def _addressed(slip: Slip) -> Flowable:
    """To whom, and by when: what the one who gets it looks for first."""
    to = Stack([Text(_("For"), PLAIN_LABEL, keep_with_next=True), Text(slip.owner or _("nobody yet"), _WHO)])
    due = Stack([Text(_("Due"), PLAIN_LABEL, keep_with_next=True), Text(slip.due_words or _("no date"), _WHO)])
    return Card([Columns([to, due], [Share(), Share()], gap=16)], padding=(14, 9), ground="sunken", edge="", after=14)


def _evidence(slip: Slip, picture: Source) -> Iterator[Flowable]:
    """Pictures and words: one picture stands large above them, the first of several has them beside it."""
    written = Stack(_written(slip))
    several = len(slip.pictures) > 1
    wide, tallest = _FIRST if several else _ALONE
    first: list[Flowable] = [pictured(shown, picture, tallest, whole=False) for shown in slip.pictures[:1]]
    beside = several and bool(written.parts) and len(slip.saw) + len(slip.why) + len(slip.cause_note) <= _BESIDE
    if beside:
        yield Columns([*first, written], [wide, Share()], gap=16, after=8)
    elif first:
        yield Columns(first, [wide], after=12)
    if several:
        small = [pictured(shown, picture, _SMALL_TALLEST, whole=False) for shown in slip.pictures[1:_SHOWN]]
        yield grid(small, 3, gap=11, down=8)
        more = len(slip.pictures) - _SHOWN
        if more > 0:
            told = ngettext("{n} more picture is in the app.", "{n} more pictures are in the app.", more)
            yield Text(told.format(n=more), SMALL_2, before=4)
    if written.parts and not beside:
        yield Stack(written.parts, before=12)


def _written(slip: Slip) -> list[Flowable]:
    parts: list[Flowable] = []
    if slip.saw:
        parts.append(labelled(_("What I saw"), slip.saw, READING, after=8))
    if slip.why:
        parts.append(labelled(slip.why_label, slip.why, READING, after=8))
    if slip.cause or slip.cause_note:
        stop = ". " if slip.cause_note else ""
        runs = [Run(f"{slip.cause}{stop}", weight=600)] if slip.cause else []
        runs.append(Run(slip.cause_note))
        parts.append(Stack([Text(_("Cause"), LABEL, keep_with_next=True), Text(runs, READING)]))
    return parts


def _done(slip: Slip) -> Flowable:
    """The box to tick, with what must be true then."""
    words = Stack([Text(_("Done when"), LABEL, keep_with_next=True), Text(slip.done_words, REPAIR)])
    return KeepTogether([Columns([tick_box(slip.line.claimed), words], [BOX, Share()], gap=10)], before=12)


def _facts(facts: Sequence[Fact]) -> Flowable:
    cells: list[Flowable] = [
        Stack([Text(fact.label, PLAIN_LABEL, keep_with_next=True), Text(fact.text, SMALL)]) for fact in facts
    ]
    return Columns(cells, [Share(part) for part in (0.8, 1.0, 1.0, 0.9, 0.9, 1.5)], gap=8, after=8)


def _estimate(slip: Slip) -> Iterator[Flowable]:
    if slip.cost_formula:
        told = _("Estimated cost: {formula}, from the business’s own figures.").format(formula=slip.cost_formula)
        yield Text(told, SMALL_2)
    if slip.state_reason:
        yield Text(_("{state}: {reason}").format(state=slip.state, reason=slip.state_reason), SMALL_2)
