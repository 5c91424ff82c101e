"""Steps on the clipboard: whole for ourselves, a line a step for everybody else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from oracle.errors import InputError
from oracle.language import _
from oracle.model.journey import Line, Step, Wait
from oracle.model.ratings import ChannelKind

MIME = "application/x-pothole-oracle-steps"
MOST_BYTES = 20_000_000
LONGEST_PASTE = 200_000  # characters of text: they are read in the window thread
LONGEST_WAIT = timedelta(days=3650)
_TEXTS = ("title", "does", "channel_label", "link", "handled_by", "gets", "plan_b")
_FLAGS = ("moment_of_truth", "sale", "private")
_LONGEST = {"title": 1000}
_LONGEST_TEXT = 20_000


def put(steps: Iterable[Step]) -> None:
    """Copies steps; other programs get their titles."""
    QGuiApplication.clipboard().setMimeData(mime_of(tuple(steps)))


def take() -> tuple[Step, ...]:
    """The steps on the clipboard, without ids: ours, or made of text. InputError when there is nothing of the kind."""
    return steps_of(QGuiApplication.clipboard().mimeData())


def holds_steps() -> bool:
    """Whether something could be pasted."""
    data = QGuiApplication.clipboard().mimeData()
    return data.hasFormat(MIME) or data.hasText()


def mime_of(steps: tuple[Step, ...]) -> QMimeData:
    """The steps as they go onto the clipboard."""
    data = QMimeData()
    data.setData(MIME, json.dumps([_packed(step) for step in steps]).encode())
    data.setText("\n".join(step.title for step in steps))
    return data


def steps_of(data: QMimeData) -> tuple[Step, ...]:
    """Steps from the clipboard. What stands there may come from any program: nothing is taken unchecked."""
    if data.hasFormat(MIME):
        return _read(bytes(data.data(MIME).data()))
    text = data.text() if data.hasText() else ""
    if len(text) > LONGEST_PASTE:
        raise InputError(
            _("The text on the clipboard has {n:,} characters; at most {most:,} are pasted.").format(
                n=len(text), most=LONGEST_PASTE
            ),
            advice=_("Copy fewer lines, or import the text as a journey."),
        )
    if text.strip():
        from oracle.sheets import from_text

        return tuple(step for stage in from_text(text).stages for step in stage.steps)
    raise InputError(_("There are no steps on the clipboard."), advice=_("Copy steps of a journey, or lines of text."))


def _packed(step: Step) -> dict[str, Any]:
    return {name: getattr(step, name) for name in (*_TEXTS, *_FLAGS, "expected_friction", "people_a_month")} | {
        "channel": step.channel.value,
        "checklist": [[line.text, line.must] for line in step.checklist],
        "wait": step.wait and [step.wait.length.total_seconds(), step.wait.promise],
    }


def _read(data: bytes) -> tuple[Step, ...]:
    try:
        if len(data) > MOST_BYTES:
            raise ValueError(len(data))
        steps = tuple(_step(raw) for raw in json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise InputError(_("What is on the clipboard cannot be read as steps.")) from error
    if not steps:
        raise InputError(_("There are no steps on the clipboard."))
    return steps


def _step(raw: dict[str, Any]) -> Step:
    """A step of untrusted values; ValueError, TypeError or KeyError for what is none."""
    expected, people = _number(raw["expected_friction"], 4), _number(raw["people_a_month"], 10**9)
    plain: dict[str, Any] = {name: _text(raw[name], _LONGEST.get(name, _LONGEST_TEXT)) for name in _TEXTS}
    plain |= {name: bool(raw[name]) for name in _FLAGS}
    if not plain["title"]:
        raise ValueError("title")
    return Step(
        id="",
        number=0,
        channel=ChannelKind(raw["channel"]),
        checklist=tuple(
            Line(id="", text=_text(text, _LONGEST_TEXT), must=bool(must)) for text, must in raw["checklist"]
        ),
        wait=_wait(raw["wait"]),
        expected_friction=expected,
        people_a_month=people,
        **plain,
    )


def _text(value: object, most: int) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value))
    if not value.replace("\n", "").replace("\t", "").isprintable():  # letter by letter only then
        value = "".join(c for c in value if c in "\n\t" or c.isprintable())
    return value.strip()[:most]


def _number(value: object, most: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(value)
    return int(value)


def _wait(value: Any) -> Wait | None:
    if not value:
        return None
    seconds, promise = value
    length = timedelta(seconds=seconds)
    if not timedelta() <= length <= LONGEST_WAIT:
        raise ValueError(length)
    return Wait(length=length, promise=_text(promise, _LONGEST_TEXT))
