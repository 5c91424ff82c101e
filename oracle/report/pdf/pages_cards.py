"""A card for each pothole, by priority; those not rated yet; and what did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from oracle.language import _
from oracle.report.content import BrightCard, Content, PotholeCard, Section, Shown
from oracle.report.pdf.card import Card
from oracle.report.pdf.columns import Columns, Share, Table, grid
from oracle.report.pdf.document import Paper
from oracle.report.pdf.flow import Flowable, Rule, Stack
from oracle.report.pdf.pages_pictures import Source, pictured
from oracle.report.pdf.pages_styles import (
    BODY,
    CARD_HEAD,
    LABEL,
    PLAIN_LABEL,
    READING,
    REPAIR,
    ROW_PADDING,
    SMALL,
    SMALL_2,
    SMALL_HEAD,
    chip_of,
    head,
    labelled,
    sign_of,
)
from oracle.report.pdf.paragraphs import Heading, Text
from oracle.report.pdf.text import Run

_PICTURE = 211.6  # points: the left column of a card
_TALLEST = 260.0
_TALLEST_BROAD: dict[Paper, float] = {"A4": 147.0, "Letter": 124.0}  # of a broad picture: two cards then share a page
_SMALL_PICTURE = 150.0
_BESIDE = 1200  # characters that stand beside a picture
_CHIP = 16.3
_WIDE = 1000.0  # points: room enough for a chip at its own size


class _Look(NamedTuple):
    """What all cards of a report share: how tall a broad picture may be in points, how wide each fact is.

    `whole`: tall pictures, of which a card shows a part, stand whole at the end.
    """

    broad: float
    widths: Mapping[str, float]
    whole: bool


def card_pages(content: Content, picture: Source, paper: Paper) -> Iterator[Flowable]:
    """All cards; the unrated ones last, under a heading of their own."""
    widths = _fact_widths((*content.cards, *content.unrated))
    look = _Look(_TALLEST_BROAD[paper], widths, Section.STEPS in content.sections)
    if content.cards:
        yield head(_("Potholes, by priority"), "potholes")
        for card in content.cards:
            yield _card(card, picture, look)
    if content.unrated:
        yield head(_("Not rated yet"), "unrated", before=20)
        yield Text(
            _("These were found in the walk; nobody has said yet how bad they are."), BODY, after=9, keep_with_next=True
        )
        for card in content.unrated:
            yield _card(card, picture, look)
    if content.brights:
        yield head(_("Bright spots"), "bright", before=20)
        yield Text(_("What goes well, and what a repair must not break."), BODY, after=9, keep_with_next=True)
        for spot in content.brights:
            yield _bright(spot, picture, look)


def absent_pages(content: Content) -> Iterator[Flowable]:
    """What should have happened and did not."""
    yield head(_("What did not happen"), "absent", before=24)
    yield Text(
        _("Lines that were checked at the step and answered with no, and what never came."),
        BODY,
        after=8,
        keep_with_next=True,
    )
    heads = [Text(_("Step"), PLAIN_LABEL), Text(_("What was missing"), PLAIN_LABEL)]
    by_place = [(place, list(group)) for place, group in groupby(content.absent, key=lambda absence: absence.place)]
    rows = [[Text(place, SMALL), Stack([Text(each.text, SMALL) for each in group])] for place, group in by_place]
    yield Table(heads, rows, [Share(2), Share(3)], align="top", padding=ROW_PADDING)


def _card(card: PotholeCard, picture: Source, look: _Look) -> Flowable:
    parts: list[Flowable] = [_head(card), *_evidence(card, picture, look)]
    if card.todo:
        repair = labelled(_("What to do"), card.todo, REPAIR, after=0)
        parts.append(Card([repair], padding=(12, 0), edge="", bar="road", radius=0, role="", before=4, after=9))
    parts += [Rule("line", 0.66, before=5, after=9, keep_with_next=True), _facts(card, look.widths)]
    return Card(parts, padding=(16, 13), key=card.sign.key, after=14)


def _evidence(card: PotholeCard, picture: Source, look: _Look) -> Iterator[Flowable]:
    """The first picture with the words beside it, or below all pictures where they are long."""
    written = _written(card)
    first = [_pictured(shown, picture, look) for shown in card.pictures[:1]]
    beside = bool(first and written.parts and _is_short(card))
    if first:
        row = Columns([*first, written], [_PICTURE, Share()], gap=16, after=9)
        yield row if beside else Columns(first, [_PICTURE], after=9)
    if len(card.pictures) > 1:
        yield grid([_pictured(shown, picture, look) for shown in card.pictures[1:]], 3, gap=11, down=8)
    if written.parts and not beside:
        yield written


def _is_short(card: PotholeCard) -> bool:
    """Whether the words fit beside a picture; longer ones stand below it, over the whole width."""
    return len(card.saw) + len(card.why) + len(card.cause_note) <= _BESIDE


def _bright(spot: BrightCard, picture: Source, look: _Look) -> Flowable:
    title = Heading(spot.title, 2, SMALL_HEAD, outline="")
    told: list[Flowable] = [title, Text(spot.place, SMALL_2, after=3)]
    told += [Text(text, READING, after=3) for text in (spot.saw, spot.why) if text]
    if not spot.pictures:
        return Card(told, padding=(16, 12), bar="r0", after=9)
    pictures = Stack([_pictured(shown, picture, look) for shown in spot.pictures[:1]])
    parts: list[Flowable] = [Columns([Stack(told), pictures], [Share(), _SMALL_PICTURE], gap=16, after=6)]
    if len(spot.pictures) > 1:
        parts.append(grid([_pictured(shown, picture, look) for shown in spot.pictures[1:]], 3, gap=11, down=8))
    return Card(parts, padding=(16, 12), bar="r0", after=9)


def _head(card: PotholeCard) -> Flowable:
    title = Heading(card.title, 2, CARD_HEAD, outline=f"{card.sign.label}  {card.title}")
    words = Stack([title, Text(card.place, SMALL_2)])
    chip = chip_of(card.sign.severity, _CHIP)
    marks: Flowable = chip
    if card.severity_words.casefold() not in chip.alt.casefold():
        marks = Stack([chip, Text(card.severity_words, SMALL_2)])
    wide = 35.7 if len(card.sign.label) > 2 else 25.1
    row = [sign_of(card.sign, 25.1), words, marks]
    return Columns(row, [wide, Share(), chip.size(_WIDE)[0]], gap=8, align="middle", after=9, keep_with_next=True)


def _written(card: PotholeCard) -> Stack:
    parts: list[Flowable] = []
    if card.saw:
        parts.append(labelled(_("What I saw"), card.saw, READING))
    if card.why:
        parts.append(labelled(card.why_label, card.why, READING))
    if card.cause or card.cause_note:
        runs = [Run(f"{card.cause}. ", weight=600)] if card.cause else []
        runs.append(Run(card.cause_note))
        parts.append(Stack([Text(_("Cause"), LABEL, keep_with_next=True), Text(runs, READING)]))
    return Stack(parts)


def _pictured(shown: Shown, picture: Source, look: _Look) -> Flowable:
    tallest = _TALLEST if shown.height > shown.width else look.broad
    return pictured(shown, picture, tallest, whole=look.whole)


def _facts(card: PotholeCard, widths: Mapping[str, float]) -> Flowable:
    cells: Sequence[Flowable] = [
        Stack([Text(fact.label, PLAIN_LABEL, keep_with_next=True), Text(fact.text, SMALL)]) for fact in card.facts
    ]
    return Columns(cells, [Share(widths[fact.label]) for fact in card.facts], gap=8)


def _fact_widths(cards: Sequence[PotholeCard]) -> Mapping[str, float]:
    """Each fact's share of the width, the same on all cards: of its longest line, within limits."""
    widths: dict[str, float] = {}
    for fact in (fact for card in cards for fact in card.facts):
        widths[fact.label] = max(widths.get(fact.label, 8.0), min(len(fact.text), 20), len(fact.label))
    return widths
