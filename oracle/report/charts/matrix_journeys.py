"""Potholes of several journeys in one matrix: a letter a journey, since each journey counts its potholes from 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase
from typing import Protocol

from oracle.report.display import Item, Label
from oracle.report.inter_widths import width as text_width

LINE = 20.0
_MOST_LINES = 4
_TYPE, _LETTER, _LONGEST, _GAP = 12.0, 14.0, 220.0, 20.0  # px: text, from letter to title, of a title, to the next


class OfJourney(Protocol):
    """What knows its journey."""

    @property
    def journey(self) -> str:
        """Its title."""

    @property
    def journey_id(self) -> str:
        """Its id; "" where the journeys are not to be told apart."""


Journeys = Mapping[str, tuple[str, str]]  # letter and title by the id of a journey, in the order of the letters


def journeys_of(spots: Iterable[OfJourney]) -> Journeys:
    """The letter of each journey, by title; none where they are all of one."""
    titles = {spot.journey_id: " ".join(spot.journey.split()) for spot in spots if spot.journey_id}
    if len(titles) < 2:
        return {}
    in_order = sorted(titles, key=lambda key: (titles[key].casefold(), key))
    return {key: (_letter(at), titles[key]) for at, key in enumerate(in_order)}


def _letter(at: int) -> str:
    """A … Z, then AA …"""
    before, own = divmod(at, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[own]


def legend_lines(journeys: Journeys, width: float) -> int:
    """How many lines the legend takes."""
    return 1 + max((line for _key, line, _x in _places(journeys, width)), default=-1)


def legend(journeys: Journeys, x: float, y: float, width: float) -> Iterator[Item]:
    """Letters and titles from `x` on, the first line's baseline at `y`; what has no room is told by its sign alone."""
    for key, line, left in _places(journeys, width):
        letter, title = journeys[key]
        base = y + LINE * line
        yield Label(x + left, base, letter, _TYPE, 700, "ink")
        yield Label(x + left + _LETTER * len(letter), base, title, _TYPE, 400, "ink_2", width=_LONGEST)


def _places(journeys: Journeys, width: float) -> Iterator[tuple[str, int, float]]:
    """Each journey that has room, its line, and where in the line."""
    line, at = 0, 0.0
    for key, (letter, title) in journeys.items():
        wide = _LETTER * len(letter) + min(_LONGEST, text_width(title, _TYPE, 400) + 2)
        if at and at + wide > width:
            line, at = line + 1, 0.0
        if line == _MOST_LINES:
            return
        yield key, line, at
        at += wide + _GAP
