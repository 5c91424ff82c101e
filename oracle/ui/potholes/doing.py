"""What is done with potholes as a whole: merged, linked, split, deleted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.ui import dates
from oracle.ui.potholes.choosing import OtherSheet, SplitSheet
from oracle.ui.potholes.detail import Detail, alike
from oracle.ui.potholes.session import PotholeSession, short
from oracle.workspace import potholes


class Doing(QObject):
    """Asks in sheets over `parent`. `follow(id)`: that pothole is to be shown now."""

    follow = Signal(str)

    def __init__(self, session: PotholeSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent

    def ask_merge(self, pothole_id: str, other_id: str = "") -> OtherSheet | None:
        """Asks which other one of its journey is the same."""
        row = self._session.rows.get(pothole_id)
        if row is None:
            return None
        own = [each for each in self._likeliest(row) if each.journey_id == row.journey_id]
        words = (
            _("Merge two potholes"), _("“{title}” is the same as:").format(title=short(row.title)),
            _("The older number and title stay and answer to both. Walks, captures and texts come together."),
            _("Merge"), "merge",
        )  # fmt: skip
        return self._choose(words, own, lambda other: self._merge(row, other), other_id)

    def ask_link(self, pothole_id: str) -> OtherSheet | None:
        """Asks which other one of the business belongs together with it."""
        row = self._session.rows.get(pothole_id)
        if row is None:
            return None
        words = (
            _("Link two potholes"), _("“{title}” belongs together with:").format(title=short(row.title)), "",
            _("Link"), "link",
        )  # fmt: skip
        return self._choose(words, self._likeliest(row), lambda other: self._session.link(row.id, other, linked=True))

    def can_split(self, detail: Detail) -> bool:
        """Whether it was met in several walks, or in one at several steps."""
        return max(len(_walks(detail.hole, self._session.rows.get(detail.hole.id))), len(_steps(detail))) > 1

    def ask_split(self, detail: Detail) -> SplitSheet | None:
        """Asks which walks met something else, or at which steps of the only walk it was something else."""
        hole, session = detail.hole, self._session
        walks, steps = _walks(hole, session.rows.get(hole.id)), _steps(detail)
        if len(walks) > 1:
            about = _("What these walks met becomes a pothole of its own, with its own number.")
            sheet = SplitSheet(
                self._parent.window(), hole, about, walks, lambda chosen: session.split(potholes.split, hole.id, chosen)
            )
        elif len(steps) > 1:
            about = _("What was met at these steps becomes a pothole of its own, with its own number.")
            walk_id = hole.sightings[0].walk_id
            sheet = SplitSheet(
                self._parent.window(), hole, about, steps,
                lambda chosen: session.split(potholes.split_steps, hole.id, walk_id, chosen),
            )  # fmt: skip
        else:
            return None
        sheet.open()
        return sheet

    def _likeliest(self, row: PotholeRow) -> list[PotholeRow]:
        """All others: what looks alike first, then the same step, the same journey, the rest."""
        first = {each.id: at for at, each in enumerate(alike(self._session.alike, self._session.rows, row.id))}

        def rank(other: PotholeRow) -> tuple[int, bool, bool, str, int, int]:
            same_step = bool(set(other.step_ids) & set(row.step_ids))
            return (
                first.get(other.id, len(first)), not same_step, other.journey_id != row.journey_id,
                other.journey_title, other.walk_number, other.number,
            )  # fmt: skip

        return sorted((each for each in self._session.rows.values() if each.id != row.id), key=rank)

    def _choose(
        self,
        words: tuple[str, str, str, str, str],
        others: list[PotholeRow],
        then: Callable[[str], object],
        chosen: str = "",
    ) -> OtherSheet:
        sheet = OtherSheet(self._parent.window(), words, others, then, chosen)
        sheet.open()
        return sheet

    def _merge(self, row: PotholeRow, other_id: str) -> None:
        other = self._session.rows.get(other_id)
        if other is None:
            return
        kept, gone = sorted((row, other), key=lambda each: (each.walk_number, each.number))
        self._session.merge(kept, gone)
        self.follow.emit(kept.id)


def _walks(hole: Pothole, row: PotholeRow | None) -> dict[str, str]:
    """The walks that met it, by sighting, in words."""
    known = {met.walk_id: met for met in row.walks} if row else {}
    found = ((seen.id, known[seen.walk_id]) for seen in hole.sightings if seen.walk_id in known)
    return {
        sighting_id: _("Walk {n}, {tester}, {day}").format(
            n=met.walk_number, tester=met.tester_name, day=dates.day(met.started_at)
        )
        for sighting_id, met in found
    }


def _steps(detail: Detail) -> dict[str, str]:
    """The steps of the only walk that knows it, by id, in words; none where there are more walks."""
    if len(detail.hole.sightings) != 1:
        return {}
    road = {step.id: f"{step.number} {short(step.title)}" for step in detail.journey.version.steps}
    gone = _("A step that is no longer on the road")
    return {step_id: road.get(step_id, gone) for step_id in detail.hole.sightings[0].step_ids}
