"""A ready journey from its TOML file, checked to the last field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from oracle.language import _
from oracle.model.journey import Line, PersonaSketch, Stage, Step, Template, Wait
from oracle.model.ratings import ChannelKind, Friction, Kind
from oracle.templates.tables import Table, load

FEWEST_STEPS, MOST_STEPS = 8, 16
LONGEST_WAIT = timedelta(days=730)
_LENGTH = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")


def read(path: Path, name: str) -> Template:
    """The journey in `path`, which must call itself `name`; InputError names the file and the field that is wrong."""
    top = load(path)
    if top.text("name", needed=True) != name:
        raise top.refuse("name", _("this must be “{name}”, as the file is called.").format(name=name))
    template = Template(
        name=name,
        kind=top.choice("kind", Kind),
        title=top.text("title", needed=True),
        summary=top.text("summary", needed=True),
        fits=top.text("fits", needed=True),
        persona=_persona(top.table("persona")),
        hints=top.texts("hints"),
        stages=_stages(top),
    )
    top.finish()
    return template


def length(table: Table, field: str) -> timedelta | None:
    """A length of time such as "3 days", "2 weeks" or "4 hours"; None when the field is not there."""
    text = table.text(field)
    if not text:
        return None
    match = _LENGTH.fullmatch(text)
    found = timedelta(**{match[2] + "s": int(match[1])}) if match else timedelta()
    if not timedelta() < found <= LONGEST_WAIT:
        raise table.refuse(field, _("write it as “3 days”, “2 weeks” or “4 hours”."))
    return found


def _persona(table: Table) -> PersonaSketch:
    sketch = PersonaSketch(
        name=table.text("name", needed=True),
        age=table.number("age", 1, 120),
        who=table.text("who", needed=True),
        objectives=table.texts("objectives"),
        expectations=table.texts("expectations"),
        pains=table.texts("pains"),
        says=table.texts("says"),
        thinks=table.texts("thinks"),
        does=table.texts("does"),
        feels=table.texts("feels"),
        gains=table.texts("gains"),
    )
    table.finish()
    return sketch


def _stages(top: Table) -> tuple[Stage, ...]:
    stages = _numbered(tuple(_stage(table) for table in top.tables("stage")))
    names = [stage.name for stage in stages]
    if len(set(names)) < len(names):
        raise top.refuse("stage", _("two stages have the same name."))
    steps = [step for stage in stages for step in stage.steps]
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        reason = _("a journey has {low} to {high} steps, this one {found}.")
        raise top.refuse("stage", reason.format(low=FEWEST_STEPS, high=MOST_STEPS, found=len(steps)))
    if sum(step.sale for step in steps) > 1:
        raise top.refuse("sale", _("only one step can be the sale."))
    return stages


def _numbered(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The same stages, with the steps numbered through from 1."""
    numbers: Iterator[int] = iter(range(1, 1 + sum(len(stage.steps) for stage in stages)))
    return tuple(
        replace(stage, steps=tuple(replace(step, number=next(numbers)) for step in stage.steps)) for stage in stages
    )


def _stage(table: Table) -> Stage:
    stage = Stage(name=table.text("name", needed=True), steps=tuple(map(_step, table.tables("step"))))
    if not stage.steps:
        raise table.refuse("step", _("a stage needs at least one step."))
    table.finish()
    return stage


def _step(table: Table) -> Step:
    step = Step(
        id="",  # given when the journey is added to a workspace
        number=0,
        title=table.text("title", needed=True),
        does=table.text("does", needed=True),
        channel=table.choice("channel", ChannelKind),
        channel_label=table.text("label"),
        link=table.text("link"),
        handled_by=table.text("handled_by"),
        gets=table.text("gets"),
        checklist=_checklist(table),
        wait=_wait(table),
        expected_friction=table.number("expected_friction", min(Friction), max(Friction)),
        moment_of_truth=table.flag("moment_of_truth"),
        sale=table.flag("sale"),
        private=table.flag("private"),
        plan_b=table.text("plan_b"),
    )
    table.finish()
    return step


def _checklist(table: Table) -> tuple[Line, ...]:
    expected = tuple(Line(id="", text=text) for text in table.texts("expected"))
    return expected + tuple(Line(id="", text=text, must=True) for text in table.texts("must"))


def _wait(table: Table) -> Wait | None:
    found, promise = length(table, "wait"), table.text("promise")
    if found is None and promise:
        raise table.refuse("promise", _("a promise needs a wait."))
    return None if found is None else Wait(length=found, promise=promise)
