"""What the road list shows, row by row, as values: stages as headings, steps with their mark and their line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from oracle import words
from oracle.language import _, ngettext
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.ui.walk.scene import Mark, Scene


@dataclass(frozen=True, slots=True)
class RoadRow:
    """A stage's heading (no step) or a step.

    `walked_above` and `walked_below`: whether asphalt leads there, None where the road ends.
    """

    text: str
    step: Step | None = None
    number: int = 0
    mark: Mark = Mark.TO_COME
    friction: int | None = None
    under: str = ""  # a second, quiet line: "skipped", "due tomorrow"
    sign: str = ""  # of a pothole that was met here: "2", or "1.2" where another walk named it
    unchecked: int = 0  # potholes that a re-walk is still to check here
    walked_above: bool | None = None
    walked_below: bool | None = None

    @property
    def story(self) -> str:
        """What a screen reader and a tooltip say."""
        if self.step is None:
            return self.text
        says = [_("Step {n}: {title}").format(n=self.number, title=self.text), _state(self)]
        if self.sign:
            says.append(_("pothole {n}").format(n=self.sign))
        if self.unchecked:
            told = ngettext("{n} pothole to check again", "{n} potholes to check again", self.unchecked)
            says.append(told.format(n=self.unchecked))
        return ", ".join(part for part in says if part)


def _state(row: RoadRow) -> str:
    if row.mark is Mark.CURRENT:
        return _("you are here")
    if row.mark is Mark.DONE:
        return words.friction(row.friction)
    return row.under or {Mark.TO_COME: _("to come"), Mark.WAITING: _("waiting"), Mark.SKIPPED: ""}[row.mark]


def rows(scene: Scene, now: datetime | None = None) -> tuple[RoadRow, ...]:
    """All rows of the road of this run, top to bottom."""
    steps = scene.steps
    reached = max(place for place, step in enumerate(steps) if scene.mark(step) in _REACHED or step == scene.step)
    unchecked = scene.unchecked_at()
    made: list[RoadRow] = []
    stage = None
    for place, step in enumerate(steps):
        name = scene.open.version.stage_of(step.id)
        above = place <= reached if place else None
        if name != stage:
            made.append(RoadRow(name, walked_above=above, walked_below=above))
            stage = name
        below = place < reached if place + 1 < len(steps) else None
        made.append(_step_row(scene, step, unchecked[step.id], above, below, now or datetime.now(UTC)))
    return tuple(made)


_REACHED = {Mark.DONE, Mark.SKIPPED}


def _step_row(
    scene: Scene, step: Step, unchecked: int, above: bool | None, below: bool | None, now: datetime
) -> RoadRow:
    mark, visit = scene.mark(step), scene.visit(step.id)
    found = [hole for hole in scene.potholes_at(step.id) if not hole.bright]
    return RoadRow(
        text=step.title,
        step=step,
        number=step.number,
        mark=mark,
        friction=visit.valued_friction,
        under=_under(mark, visit.promised_at, now) if mark is not Mark.CURRENT else "",
        sign=_sign(scene, found[0]) if found else "",
        unchecked=unchecked,
        walked_above=above,
        walked_below=below,
    )


def _sign(scene: Scene, hole: Pothole) -> str:
    """Its number in this walk; one that was taken along keeps the number of the walk that found it."""
    seen = scene.sighting(hole)
    return hole.label if seen is not None and seen.shown_before else str(hole.number)


def _under(mark: Mark, due: datetime | None, now: datetime) -> str:
    if mark is Mark.SKIPPED:
        return _("skipped")
    if mark is not Mark.WAITING or due is None:
        return ""
    days = (due.astimezone().date() - now.astimezone().date()).days
    if days < 0 or due <= now:
        return _("due")
    return {0: _("due today"), 1: _("due tomorrow")}.get(days) or _("due in {days} days").format(days=days)
