"""What can be said of one pothole or many at once: by a key, from the pane or from its bulk actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method import states
from oracle.model.ratings import Cause, Effort, Reach, State
from oracle.ui import dates
from oracle.ui.potholes.facts import Choice, choose_from
from oracle.ui.potholes.session import PotholeSession, short
from oracle.ui.potholes.sheets import DueSheet, OwnerSheet, ReasonSheet
from oracle.ui.sheet import Sheet
from oracle.workspace import businesses

Ids = tuple[str, ...]
_OTHER = "\0other"  # no name that anybody types


class Triage(QObject):
    """Each `…_menu` gives the choices for these potholes; the one that is on is ticked where they agree."""

    def __init__(self, session: PotholeSession, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent

    # ---- set at once

    def rate(self, ids: Ids, severity: int) -> None:
        """Gives a severity 1 to 4."""
        said = _("severity {n} {word}").format(n=severity, word=words.severity(severity))
        self._say(ids, said, severity=severity, severity_at_least=False)

    def set_effort(self, ids: Ids, effort: Effort | None) -> None:
        """What the repair takes."""
        self._say(ids, _("effort: {word}").format(word=words.effort(effort).lower()), effort=effort)

    def set_cause(self, ids: Ids, cause: Cause | None) -> None:
        """What lies behind it."""
        word = words.cause(cause) if cause else _("Not known")
        self._say(ids, _("cause: {word}").format(word=word.lower()), cause=cause)

    def set_reach(self, ids: Ids, reach: int | None) -> None:
        """How many meet it."""
        self._say(ids, _("meets: {word}").format(word=words.reach(reach).lower()), reach=reach)

    def set_owner(self, ids: Ids, owner: str) -> None:
        """Who repairs it; a new name joins the people of the business."""
        said = _("{name} repairs it").format(name=owner) if owner else _("nobody repairs it yet")
        self._say(ids, said, owner=owner)
        business = self._session.context.current.business
        if owner and business is not None and owner not in business.people:
            self._session.context.tasks.write(businesses.add_person, business.id, owner)

    def set_due(self, ids: Ids, due: date | None) -> None:
        """By when."""
        said = _("due {day}").format(day=dates.long(due)) if due else _("no date")
        self._say(ids, said, due=due)

    def set_state(self, ids: Ids, state: State, reason: str = "") -> None:
        """Where the repair stands. Won't repair asks for a reason first."""
        if state is State.WONT_REPAIR and not reason:
            self._ask_reason(ids)
            return
        self._say(ids, _("state: {word}").format(word=words.state(state).lower()), state=state, state_reason=reason)

    def _say(self, ids: Ids, said: str, **fields: Any) -> None:
        self._session.flushing.emit()
        self._session.edit(ids, said=_("{which}: {what}").format(which=self._which(ids), what=said), **fields)

    def _which(self, ids: Ids) -> str:
        row = self._session.rows.get(ids[0]) if len(ids) == 1 else None
        if row is not None:
            return f"“{short(row.title)}”"
        return ngettext("{n} pothole", "{n} potholes", len(ids)).format(n=len(ids))

    # ---- chosen from a menu

    def effort_menu(self, ids: Ids) -> QMenu:
        """Small, medium, large."""
        choices: list[Choice] = [(each, f"&{words.effort(each)}") for each in Effort]
        return self._menu(ids, "effort", [*choices, (None, _("Not estimated"))], self.set_effort)

    def cause_menu(self, ids: Ids) -> QMenu:
        """The six causes."""
        choices: list[Choice] = [(each, words.cause(each)) for each in Cause]
        return self._menu(ids, "cause", [*choices, (None, _("Not known"))], self.set_cause)

    def reach_menu(self, ids: Ids) -> QMenu:
        """Everyone to a few; of one pothole that enough walks came by, what they speak for is marked."""
        row = self._session.rows.get(ids[0]) if len(ids) == 1 else None
        proposed = row.reach_proposed if row else None
        choices: list[Choice] = [
            (int(each), _("{reach} (proposed from its walks)").format(reach=words.reach(each)))
            if each == proposed
            else (int(each), words.reach(each))
            for each in sorted(Reach, reverse=True)
        ]
        return self._menu(ids, "reach", [*choices, (None, _("Not answered: most, assumed"))], self.set_reach)

    def severity_menu(self, ids: Ids) -> QMenu:
        """Catastrophe to cosmetic."""
        choices: list[Choice] = [(each, f"&{each}  {words.severity(each)}") for each in (4, 3, 2, 1)]
        return self._menu(ids, "severity", choices, self.rate)

    def state_menu(self, ids: Ids) -> QMenu:
        """What a person may say of the state; only a re-walk verifies."""
        rows = [self._session.rows[each] for each in ids if each in self._session.rows]
        common = [state for state in State if all(state in states.offered(row.state) for row in rows)]
        choices: list[Choice] = [
            (each, words.state(each) + ("…" if each is State.WONT_REPAIR else "")) for each in common
        ]
        menu = self._menu(ids, "state", choices, self.set_state)
        menu.addSeparator()
        menu.addAction(_("Verified: when a later walk says “fixed”")).setEnabled(False)
        return menu

    def owner_menu(self, ids: Ids) -> QMenu:
        """The people of the business, somebody else, nobody."""
        choices: list[Choice] = [(name, name.replace("&", "&&")) for name in self.people]
        choices += [(_OTHER, _("Somebody else…")), ("", _("Nobody yet"))]

        def chosen(ids: Ids, owner: str) -> None:
            if owner == _OTHER:
                self._open(
                    OwnerSheet(self._window, self._which(ids), self.people, lambda name: self.set_owner(ids, name))
                )
            else:
                self.set_owner(ids, owner)

        return self._menu(ids, "owner", choices, chosen)

    @property
    def people(self) -> tuple[str, ...]:
        """Who there is to repair something: the people of the business, and whoever repairs something already."""
        business = self._session.context.current.business
        known = business.people if business else ()
        owners = sorted({row.owner for row in self._session.rows.values() if row.owner}, key=str.casefold)
        return tuple(dict.fromkeys((*known, *owners)))

    def due_menu(self, ids: Ids) -> QMenu:
        """A few usual days, any other, none."""
        today = date.today()
        days = (
            (_("In a week"), today + timedelta(days=7)), (_("In two weeks"), today + timedelta(days=14)),
            (_("In a month"), today + timedelta(days=30)), (_("In three months"), today + timedelta(days=91)),
        )  # fmt: skip
        menu = self._menu(ids, "due", (), self.set_due)
        for word, day in days:
            menu.addAction(f"{word}\t{dates.short(day)}", partial(self.set_due, ids, day))
        menu.addAction(_("Another day…"), lambda: self._ask_due(ids))
        menu.addSeparator()
        menu.addAction(_("No date"), lambda: self.set_due(ids, None))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _menu(self, ids: Ids, field: str, choices: Sequence[Choice], then: Any) -> QMenu:
        values = {getattr(self._session.rows[each], field) for each in ids if each in self._session.rows}
        value = next(iter(values)) if len(values) == 1 else None
        return choose_from(self._parent, choices, value, lambda chosen: then(ids, chosen), many=len(values) != 1)

    # ---- asked for in a sheet

    def _ask_reason(self, ids: Ids) -> None:
        row = self._session.rows.get(ids[0])
        before = row.state_reason if row is not None and row.state is State.WONT_REPAIR else ""

        def then(reason: str) -> None:
            self.set_state(ids, State.WONT_REPAIR, reason)

        self._open(ReasonSheet(self._window, self._which(ids), then, before))

    def _ask_due(self, ids: Ids) -> None:
        row = self._session.rows.get(ids[0])
        self._open(
            DueSheet(self._window, self._which(ids), row.due if row else None, lambda day: self.set_due(ids, day))
        )

    @property
    def _window(self) -> QWidget:
        return self._parent.window()

    def _open(self, sheet: Sheet) -> None:
        sheet.open()
