"""A ready journey made somebody's own: business, address and persona put in place of their names."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from oracle.model.journey import PersonaSketch, Stage, Step, Template, Wait

_PLACEHOLDER = re.compile(r"\{(business|url|persona)\}")
_Fill = Callable[[str], str]


def adapt(template: Template, *, business: str, url: str = "", persona: str = "") -> Template:
    """The template with its placeholders filled.

    Without `persona` the proposed one keeps its name; somebody else has the wants and pains of the road, and no age,
    life or empathy map of the proposed one. Without `url` links that need it are empty,
    and texts that name it name the business instead.
    """
    name = persona.strip() or template.persona.name
    address = url.strip()
    # One pass: a business that is called "{persona}" stays so.
    fill = _filler({"business": business.strip(), "url": address or business.strip(), "persona": name})
    return replace(
        template,
        title=fill(template.title),
        summary=fill(template.summary),
        fits=fill(template.fits),
        hints=tuple(map(fill, template.hints)),
        persona=_persona(template.persona, name, fill),
        stages=tuple(_stage(stage, address, fill) for stage in template.stages),
    )


def _filler(values: dict[str, str]) -> _Fill:
    return lambda text: _PLACEHOLDER.sub(lambda match: values[match[1]], text)


def _persona(sketch: PersonaSketch, name: str, fill: _Fill) -> PersonaSketch:
    wanted = PersonaSketch(
        name=name,
        objectives=tuple(map(fill, sketch.objectives)),
        expectations=tuple(map(fill, sketch.expectations)),
        pains=tuple(map(fill, sketch.pains)),
    )
    if name.casefold() != sketch.name.casefold():
        return wanted
    return replace(
        wanted,
        age=sketch.age,
        who=fill(sketch.who),
        says=tuple(map(fill, sketch.says)),
        thinks=tuple(map(fill, sketch.thinks)),
        does=tuple(map(fill, sketch.does)),
        feels=tuple(map(fill, sketch.feels)),
        gains=tuple(map(fill, sketch.gains)),
    )


def _stage(stage: Stage, address: str, fill: _Fill) -> Stage:
    return replace(stage, name=fill(stage.name), steps=tuple(_step(step, address, fill) for step in stage.steps))


def _step(step: Step, address: str, fill: _Fill) -> Step:
    wait = step.wait and Wait(length=step.wait.length, promise=fill(step.wait.promise))
    return replace(
        step,
        title=fill(step.title),
        does=fill(step.does),
        channel_label=fill(step.channel_label),
        link=_link(step.link, address),
        handled_by=fill(step.handled_by),
        gets=fill(step.gets),
        checklist=tuple(replace(line, text=fill(line.text)) for line in step.checklist),
        wait=wait,
        plan_b=fill(step.plan_b),
    )


def _link(link: str, address: str) -> str:
    """The link on the business's own address; empty when it needs one and there is none."""
    if "{url}" not in link:
        return link
    if not address:
        return ""
    return address if link == "{url}" else link.replace("{url}", address.rstrip("/"))
