"""Where everything of a map stands: stages cut into columns, columns put on pages. Lengths in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oracle.model.journey import Stage, Step

GAP = 6.0
HEAD = 24.0  # name of the stage
CARD = 56.0
WAIT = 16.0  # the line above a card that is waited for
NARROWEST = 104.0
WIDEST = 168.0


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, or a part of one that is too long for a page. `part` counts from 1, 0 where it is whole."""

    index: int  # of the stage
    stage: str
    steps: tuple[Step, ...]
    count: int  # steps of the whole stage
    part: int = 0

    @property
    def height(self) -> float:
        """Of the cards with the waits between."""
        return sum(map(height_of, self.steps))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of one page, each `width` wide."""

    columns: tuple[Column, ...]
    width: float

    def left(self, index: int) -> float:
        """Where a column begins."""
        return index * (self.width + GAP)

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left(len(self.columns)) - GAP


def height_of(step: Step) -> float:
    """A card with the gap below and the wait above it."""
    return CARD + GAP + (WAIT if step.wait else 0.0)


def sheets(stages: Sequence[Stage], width: float, height: float) -> tuple[Sheet, ...]:
    """The columns on as many pages as they take, all of one width; a stage that fits on a page is not parted."""
    most = max(1, int((width + GAP) // (NARROWEST + GAP)))
    pages: list[list[Column]] = [[]]
    for index, stage in enumerate(stages):
        parts = list(_parts(index, stage, height))
        if pages[-1] and len(pages[-1]) + len(parts) > most and len(parts) <= most:
            pages.append([])
        for part in parts:
            if len(pages[-1]) == most:
                pages.append([])
            pages[-1].append(part)
    widest = max(len(page) for page in pages)
    each = min(WIDEST, (width + GAP) / max(1, widest) - GAP)
    return tuple(Sheet(tuple(page), each) for page in pages if page)


def whole(stages: Sequence[Stage], width: float = 144.0) -> Sheet:
    """All stages beside each other on one sheet, as high and wide as they are."""
    return Sheet(tuple(Column(at, stage.name, stage.steps, len(stage.steps)) for at, stage in enumerate(stages)), width)


def _parts(index: int, stage: Stage, height: float) -> Iterator[Column]:
    taken: list[Step] = []
    groups: list[tuple[Step, ...]] = []
    for step in stage.steps:
        if taken and sum(map(height_of, (*taken, step))) > height + GAP:
            groups.append(tuple(taken))
            taken = []
        taken.append(step)
    groups.append(tuple(taken))
    for number, steps in enumerate(groups, 1):
        yield Column(index, stage.name, steps, len(stage.steps), number if len(groups) > 1 else 0)
