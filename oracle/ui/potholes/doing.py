"""What is done with potholes as a whole: merged, linked, split, deleted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.ui.potholes import store
from oracle.ui.potholes.choosing import OtherSheet, SplitSheet
from oracle.ui.potholes.inbox import alike
from oracle.ui.potholes.session import PotholeSession, short


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
            _("The older number and title stay and answer to both. Walks, captures and texts come together. "
              "This cannot be taken back."), _("Merge"),
        )  # fmt: skip
        return self._choose(words, own, lambda other: self._merge(row, other), other_id)

    def ask_link(self, pothole_id: str) -> OtherSheet | None:
        """Asks which other one of the business belongs together with it."""
        row = self._session.rows.get(pothole_id)
        if row is None:
            return None
        words = (
            _("Link two potholes"), _("“{title}” belongs together with:").format(title=short(row.title)), "", _("Link"),
        )  # fmt: skip
        who = self._session.who
        return self._choose(words, self._likeliest(row), lambda other: self._session.do(store.link, row.id, other, who))

    def ask_split(self, hole: Pothole) -> SplitSheet | None:
        """Asks which walks met something else."""
        row = self._session.rows.get(hole.id)
        if row is None:
            return None
        sheet = SplitSheet(
            self._parent.window(), hole, row,
            lambda chosen: self._session.do(store.split, hole.id, chosen, self._session.who),
        )  # fmt: skip
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
        self, words: tuple[str, str, str, str], others: list[PotholeRow], then: object, chosen: str = ""
    ) -> OtherSheet:
        sheet = OtherSheet(self._parent.window(), words, others, then, chosen)  # type: ignore[arg-type]
        sheet.open()
        return sheet

    def _merge(self, row: PotholeRow, other_id: str) -> None:
        other = self._session.rows.get(other_id)
        if other is None:
            return
        kept = min((row, other), key=lambda each: (each.walk_number, each.number))
        self._session.do(store.merge, row.id, other_id, self._session.who)
        self.follow.emit(kept.id)
