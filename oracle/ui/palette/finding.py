"""What the command palette finds: actions at once, the rest as soon as the workspace has answered."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import QObject, QTimer

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.change import Subject
from oracle.model.journey import Business
from oracle.model.search import Hit
from oracle.ui import bus, settings
from oracle.ui.actions import key_text
from oracle.ui.context import Context
from oracle.ui.dates import day
from oracle.ui.palette.panel import Palette
from oracle.ui.palette.rows import Entry

MOST_OF_A_KIND = 8
PAUSE_MS = 60  # after a key, before the workspace is asked
ICONS = {
    Subject.JOURNEY: "route",
    Subject.STEP: "circle-dot",
    Subject.POTHOLE: "pothole",
    Subject.VISIT: "pen-line",
    Subject.CAPTURE: "image",
    Subject.PERSONA: "user-round",
    Subject.BUSINESS: "store",
    Subject.WALK: "footprints",
}


def entries(context: Context) -> list[Entry]:
    """What can be done now."""
    return [
        Entry(_(spec.text), spec.icon, key_text(spec), action.trigger, group=_("Do"))
        for spec, action in context.actions.available()
        if spec.id not in {"find", "search"}
    ]


class Finder(QObject):
    """Asks the workspace for what is typed into the palette: one question at a time, and none for what is outdated."""

    def __init__(self, context: Context, panel: Palette) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._wanted = ""
        self._asked: str | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        panel.asked.connect(self._typed)

    def open(self) -> None:
        """Opens the palette, and reads what was worked on last."""
        self._panel.open(entries(self._context))
        self._context.tasks.read(_recent, then=self._show_recent)

    def _typed(self, text: str) -> None:
        self._wanted = text
        self._timer.start()

    def _ask(self) -> None:
        if self._asked is None and self._wanted:
            self._asked = self._wanted
            self._context.tasks.read(_find, self._asked, then=self._answered, failed=self._failed)

    def _answered(self, hits: tuple[Hit, ...]) -> None:
        asked, self._asked = self._asked or "", None
        if asked == self._wanted:
            self._panel.show_found(asked, [found_entry(self._context, hit, hits) for hit in _first_of_each(hits)])
            self._context.tasks.bulk(_read_rest, then=self._read_on, owner=self)
        else:
            self._ask()

    def _read_on(self, count: int) -> None:
        """What was not read yet may hold it too."""
        if count:
            self._ask()

    def _failed(self, error: OracleError) -> None:
        self._asked = None
        self._context.bus.message.emit(bus.ERROR, str(error))

    def _show_recent(self, hits: tuple[Hit, ...]) -> None:
        self._panel.show_recent([recent_entry(self._context, hit) for hit in hits])


def _first_of_each(hits: tuple[Hit, ...]) -> list[Hit]:
    """The best of each kind, so that one kind does not push the others out of sight; all where there is but one."""
    kinds = [list(found) for _kind, found in groupby(hits, key=lambda each: each.subject)]
    most = MOST_OF_A_KIND if len(kinds) > 1 else len(hits)
    return [hit for found in kinds for hit in found[:most]]


def found_entry(context: Context, hit: Hit, hits: tuple[Hit, ...]) -> Entry:
    """A find as a line: the text that matched, and where it is."""
    current = context.current.business
    several = any(each.business_id != (current.id if current else "") for each in hits)
    return Entry(
        hit.excerpt,
        ICONS[hit.subject],
        "",
        partial(open_hit, context, hit),
        detail=where(hit, several=several),
        spans=hit.spans,
        group=_groups()[hit.subject],
    )


def recent_entry(context: Context, hit: Hit) -> Entry:
    """A journey or walk that was worked on last."""
    if hit.subject is Subject.JOURNEY:
        return Entry(hit.title, ICONS[hit.subject], "", partial(open_hit, context, hit), group=_("Recent"))
    walked = day(hit.walked_at) if hit.walked_at else ""
    text = _("{journey}, walked {day} by {tester}").format(journey=hit.journey_title, day=walked, tester=hit.title)
    return Entry(text, ICONS[hit.subject], _("Walk"), partial(open_hit, context, hit), group=_("Recent"))


def where(hit: Hit, *, several: bool) -> str:
    """ "Buy a variegated Monstera › 4 Reads the product page · walked 23 Oct · Green Leaf Plants"."""
    path = []
    if hit.subject is not Subject.JOURNEY and hit.journey_title:
        path.append(hit.journey_title)
    if hit.step_title:
        path.append(f"{hit.step_number} {hit.step_title}" if hit.step_number else hit.step_title)
    parts = [" › ".join(path)]
    if hit.title and hit.title != hit.excerpt and hit.subject is not Subject.STEP:
        parts.insert(0, hit.title)
    if hit.walked_at is not None:
        parts.append(_("walked {day}").format(day=day(hit.walked_at)))
    if several and hit.business_name and hit.subject is not Subject.BUSINESS:
        parts.append(hit.business_name)
    return " · ".join(part for part in parts if part)


def open_hit(context: Context, hit: Hit) -> None:
    """Goes exactly there, in the business that it belongs to."""
    current = context.current.business
    if current is not None and current.id == hit.business_id:
        _places()[hit.subject](context, hit)
        return

    def switched(business: Business) -> None:
        context.settings.set(settings.BUSINESS, business.id)
        context.current.set(business)
        _places()[hit.subject](context, hit)

    context.tasks.read(_business, hit.business_id, then=switched)


def _places() -> dict[Subject, Callable[[Context, Hit], object]]:
    return {
        Subject.JOURNEY: lambda context, hit: context.navigate("journey", journey_id=hit.id),
        Subject.STEP: lambda context, hit: context.navigate("journey", journey_id=hit.journey_id, step_id=hit.id),
        Subject.VISIT: lambda context, hit: context.navigate("review", walk_id=hit.walk_id, step_id=hit.step_id),
        Subject.POTHOLE: _open_pothole,
        Subject.CAPTURE: lambda context, hit: context.navigate(
            "review", walk_id=hit.walk_id, step_id=hit.step_id, capture_id=hit.id
        ),
        Subject.PERSONA: lambda context, hit: context.navigate("personas", persona_id=hit.id),
        Subject.BUSINESS: lambda context, _hit: context.navigate("business"),
        Subject.WALK: lambda context, hit: context.navigate("review", walk_id=hit.walk_id),
    }


def _open_pothole(context: Context, hit: Hit) -> None:
    """In the list of all potholes; a bright spot, which has no place there, in the review of its walk."""

    def told(bright: bool) -> None:
        if bright:
            context.navigate("review", walk_id=hit.walk_id, pothole_id=hit.id)
        else:
            context.navigate("potholes", pothole_id=hit.id)

    context.tasks.read(_is_bright, hit.id, then=told)


def _is_bright(workspace: Any, pothole_id: str) -> bool:
    from oracle.workspace import potholes

    return potholes.get(workspace, pothole_id).bright


def _groups() -> dict[Subject, str]:
    return {
        Subject.JOURNEY: _("Journeys"),
        Subject.STEP: _("Steps"),
        Subject.POTHOLE: _("Potholes"),
        Subject.VISIT: _("Notes"),
        Subject.CAPTURE: _("Captures"),
        Subject.PERSONA: _("Personas"),
        Subject.BUSINESS: _("Businesses"),
    }


def _read_rest(workspace: Any) -> Generator[None, None, int]:
    """Reads what the search left out; in how many slices."""
    from oracle.workspace import search

    count = 0
    for _progress in search.prepare(workspace):
        count += 1
        yield
    return count


def _find(workspace: Any, text: str) -> tuple[Hit, ...]:
    from oracle.workspace import search

    return search.find(workspace, text)


def _recent(workspace: Any) -> tuple[Hit, ...]:
    from oracle.workspace import recent

    return recent.worked_on(workspace)


def _business(workspace: Any, business_id: str) -> Business:
    from oracle.workspace import businesses

    return businesses.get(workspace, business_id)
