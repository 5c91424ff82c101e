"""The two menus behind "…": of the pothole in the pane, and of the plan of all that are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from oracle.language import _, ngettext
from oracle.ui.potholes.doing import Doing
from oracle.ui.potholes.pane import PotholePane
from oracle.ui.potholes.session import PotholeSession, short
from oracle.ui.potholes.slips import Order, Slips


def plan_forms() -> tuple[tuple[str, str], ...]:
    """The endings that the plan can be written as, each with its name."""
    return (
        ("pdf", _("Plan as PDF…")),
        ("xlsx", _("Plan as a spreadsheet (XLSX)…")),
        ("csv", _("Plan as a table (CSV)…")),
        ("md", _("Plan as Markdown…")),
    )


class Menus:
    """Filled when they are opened: what they say depends on what is shown then."""

    def __init__(self, session: PotholeSession, doing: Doing, slips: Slips, open_walk: Callable[[str], object]) -> None:
        self._session, self._doing, self._slips, self._open_walk = session, doing, slips, open_walk

    def fill_one(self, menu: QMenu, pane: PotholePane) -> None:
        """What can be done with the pothole in the pane."""
        menu.clear()
        if pane.detail is None:
            return
        pane.flush()
        detail = pane.detail
        hole = detail.hole
        menu.addAction(_("Copy as text"), lambda: self._slips.copy((hole.id,)))
        menu.addAction(_("Mail it…"), lambda: self._slips.mail(hole.id))
        menu.addAction(_("Save slip as PDF…"), lambda: self.ask_slips((hole.id,)))
        menu.addSeparator()
        if hole.sightings:
            menu.addAction(_("Open in the review"), lambda: self._open_walk(hole.sightings[-1].walk_id))
        menu.addAction(_("Merge with another…"), lambda: self._doing.ask_merge(hole.id))
        menu.addAction(_("Link with another…"), lambda: self._doing.ask_link(hole.id))
        split = menu.addAction(_("Split…"), lambda: self._doing.ask_split(detail))
        if not self._doing.can_split(detail):
            split.setText(_("Split… (met only once)"))
            split.setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("Delete"), lambda: self._session.delete((hole.id,)))

    def fill_plan(self, menu: QMenu, ids: Sequence[str]) -> None:
        """What can be done with all that are listed."""
        menu.clear()
        count = len(ids)
        said = ngettext("The {n} pothole listed here", "The {n} potholes listed here", count).format(n=count)
        menu.addAction(said).setEnabled(False)
        for suffix, text in plan_forms():
            menu.addAction(text, partial(self.ask_plan, ids, suffix)).setEnabled(count > 0)
        menu.addSeparator()
        menu.addAction(_("Repair slips as PDF, a page each…"), partial(self.ask_slips, ids)).setEnabled(count > 0)

    def ask_plan(self, ids: Sequence[str], suffix: str) -> None:
        """Asks where the plan of these goes."""
        business = self._session.context.current.business
        if ids and business is not None:
            title = _("Repair plan, {business}").format(business=business.name)
            self._slips.ask(Order(tuple(ids), title, suffix, slips_only=False))

    def ask_slips(self, ids: Sequence[str]) -> None:
        """Asks where the slips of these go."""
        row = self._session.rows.get(ids[0]) if len(ids) == 1 else None
        title = _("Repair slips") if row is None else f"{_('Pothole')} {row.label} {short(row.title, 80)}"
        if ids:
            self._slips.ask(Order(tuple(ids), title, "pdf", slips_only=True))
