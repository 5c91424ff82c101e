"""What a write changed, told once to everybody who may care."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """The kinds of things that can change."""

    BUSINESS = "business"
    PERSONA = "persona"
    TESTER = "tester"
    JOURNEY = "journey"
    STEP = "step"
    WALK = "walk"
    VISIT = "visit"
    CAPTURE = "capture"
    POTHOLE = "pothole"
    TEMPLATE = "template"  # one of the user's own
    TRASH = "trash"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class Change:
    """Subjects and ids that a write touched. `ids[0]` is the thing made or changed; more may follow."""

    subjects: frozenset[Subject]
    ids: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The thing made or changed."""
        return self.ids[0]

    def touches(self, *subjects: Subject) -> bool:
        """Whether any of these subjects changed."""
        return not self.subjects.isdisjoint(subjects)


def change(subject: Subject, *ids: str, also: tuple[Subject, ...] = ()) -> Change:
    """A change of one subject, and of others that hang on it."""
    return Change(frozenset({subject, *also}), ids)
