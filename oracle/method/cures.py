"""The four cures of a dip after the sale, and what is said of those that were missing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from oracle.language import _, mark
from oracle.method.dip import Dip, DipReading
from oracle.model.dip import DipAnswer


class Cure(StrEnum):
    """What helps a customer through a dip; the value is the field of `DipAnswer`."""

    EXPECTATIONS = "expectations"
    EMPATHY = "empathy"
    AUTHORITY = "authority"
    HOW_LONG = "how_long"


_TITLES = {
    Cure.EXPECTATIONS: mark("Nobody says beforehand that it may be hard"),
    Cure.EMPATHY: mark("Nobody feels with the customer in the dip"),
    Cure.AUTHORITY: mark("No story or number of others who made it"),
    Cure.HOW_LONG: mark("Nobody says how long the dip will last"),
}
_REMEDIES = {
    Cure.EXPECTATIONS: mark(
        "Say at the sale what will be hard, and when: in the thank-you page and in the first mail, in a sentence each."
    ),
    Cure.EMPATHY: mark(
        "When the hard part comes, write or call first: name what it feels like, and say who is there to help."
    ),
    Cure.AUTHORITY: mark(
        "Show two or three customers who were at the same point and got through, with what it brought them in numbers."
    ),
    Cure.HOW_LONG: mark("Say how long it takes for most, with the next date at which something can be seen."),
}


class DipCures(Struct, frozen=True):
    """A dip with what was answered of it; `answer` None: nobody was asked yet."""

    dip: Dip
    answer: DipAnswer | None

    def given(self, cure: Cure) -> bool | None:
        """Whether the business gave that cure; None = not answered."""
        return None if self.answer is None else getattr(self.answer, cure.value)

    @property
    def missing(self) -> tuple[Cure, ...]:
        """The cures answered with no: each is a pothole."""
        return tuple(cure for cure in Cure if self.given(cure) is False)


def with_cures(reading: DipReading, answers: Iterable[DipAnswer]) -> tuple[DipCures, ...]:
    """Each dip of a walk with its answer, in road order. Answers to a low that is no dip any more are left out.

    Source: product page, "The dip": expectations managed, empathy, authority, and how long it will last.
    """
    known = {answer.low_step_id: answer for answer in answers}
    return tuple(DipCures(dip, known.get(dip.low.id)) for dip in reading.dips)


def title(cure: Cure) -> str:
    """What the pothole of a missing cure is called."""
    return _(_TITLES[cure])


def remedy(cure: Cure) -> str:
    """The words that its remedy starts from."""
    return _(_REMEDIES[cure])


def is_proposed(cure: Cure, titles: Iterable[str]) -> bool:
    """Whether one of these potholes is the missing cure's, by its title."""
    return title(cure).casefold() in {each.strip().casefold() for each in titles}
