"""Column types for what is kept as one document: the stages and the persona of a template of the user's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import JSON, Dialect, TypeDecorator

from oracle.model.journey import Line, PersonaSketch, Stage, Step, Wait
from oracle.model.ratings import ChannelKind
from oracle.workspace.columns import clean

_TEXTS = ("title", "does", "channel_label", "link", "handled_by", "gets", "plan_b")
_FLAGS = ("moment_of_truth", "sale", "private")
_EMPATHY = ("says", "thinks", "does", "feels", "gains")  # not kept by the first releases
_NUMBERS = ("expected_friction", "people_a_month")


class Road(TypeDecorator[tuple[Stage, ...]]):
    """Stages with their steps, without ids: numbers are counted when it is read."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[Stage, ...] | None, dialect: Dialect) -> list[dict[str, Any]]:
        return [{"name": clean(stage.name), "steps": [_packed(step) for step in stage.steps]} for stage in value or ()]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> tuple[Stage, ...]:
        number, stages = 0, []
        for stage in value or ():
            steps = tuple(_step(raw, number + count) for count, raw in enumerate(stage["steps"], 1))
            number += len(steps)
            stages.append(Stage(name=_text(stage["name"]), steps=steps))
        return tuple(stages)


class Sketch(TypeDecorator[PersonaSketch]):
    """The persona that a template proposes."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: PersonaSketch | None, dialect: Dialect) -> dict[str, Any]:
        raw = {name: getattr(value, name) for name in PersonaSketch.__struct_fields__}
        return {name: _cleaned(given) for name, given in raw.items()}

    def process_result_value(self, value: dict[str, Any] | None, dialect: Dialect) -> PersonaSketch:
        raw = value or {}
        lists = {name: _texts(raw[name]) for name in ("objectives", "expectations", "pains")}
        lists |= {name: _texts(raw.get(name, [])) for name in _EMPATHY}
        return PersonaSketch(name=_text(raw["name"]), age=_number(raw["age"]), who=_text(raw["who"]), **lists)


def _packed(step: Step) -> dict[str, Any]:
    wait = step.wait
    return {name: clean(getattr(step, name)) for name in _TEXTS} | {
        "channel": step.channel.value,
        "checklist": [[clean(line.text), line.must] for line in step.checklist],
        "wait": None if wait is None else [round(wait.length.total_seconds()), clean(wait.promise)],
        **{name: getattr(step, name) for name in (*_FLAGS, *_NUMBERS)},
    }


def _step(raw: dict[str, Any], number: int) -> Step:
    """ValueError, KeyError or TypeError for anything that is no step."""
    wait = raw["wait"]
    plain: dict[str, Any] = {name: _text(raw[name]) for name in _TEXTS}
    plain |= {name: _flag(raw[name]) for name in _FLAGS} | {name: _number(raw[name]) for name in _NUMBERS}
    return Step(
        id="",
        number=number,
        channel=ChannelKind(raw["channel"]),
        checklist=tuple(Line(id="", text=_text(text), must=_flag(must)) for text, must in raw["checklist"]),
        wait=None if wait is None else Wait(length=timedelta(seconds=_number(wait[0]) or 0), promise=_text(wait[1])),
        **plain,
    )


def _cleaned(given: Any) -> Any:
    if isinstance(given, str):
        return clean(given)
    return [clean(text) for text in given] if isinstance(given, tuple) else given


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError(values)
    return tuple(_text(value) for value in values)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _number(value: Any) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(value)
    return value
