"""The ready journeys of `resources/journeys`, and the sample.

`all_templates()`, `get(name)`, `of_kind(kind)` read them once; `adapt` makes one somebody's own.
`sample()` and `sample_walk()` are the road through the sample shop and a walk of it, as the demo plays it.
"""

from __future__ import annotations

from functools import cache

from oracle import paths
from oracle.errors import NotFound
from oracle.language import _
from oracle.model.journey import Template
from oracle.model.ratings import Kind
from oracle.templates import reading
from oracle.templates.adapting import adapt
from oracle.templates.sample_road import (
    SampleArea,
    SampleBright,
    SamplePothole,
    SampleVisit,
    SampleWalk,
    sample,
    sample_walk,
)

__all__ = [
    "SampleArea",
    "SampleBright",
    "SamplePothole",
    "SampleVisit",
    "SampleWalk",
    "adapt",
    "all_templates",
    "get",
    "of_kind",
    "sample",
    "sample_walk",
]


@cache
def all_templates() -> tuple[Template, ...]:
    """Every ready journey, in the order of the lanes and then by name; the sample is not among them."""
    files = paths.resource("journeys").glob("*.toml")
    lanes = list(Kind)
    return tuple(
        sorted(
            (reading.read(file, file.stem) for file in files),
            key=lambda template: (lanes.index(template.kind), template.name),
        )
    )


def get(name: str) -> Template:
    """The ready journey of that name; NotFound names those there are."""
    for template in all_templates():
        if template.name == name:
            return template
    raise NotFound(
        _("There is no ready journey called “{name}”.").format(name=name),
        advice=_("There are: {names}.").format(names=", ".join(template.name for template in all_templates())),
    )


def of_kind(kind: Kind) -> tuple[Template, ...]:
    """The ready journeys of one lane."""
    return tuple(template for template in all_templates() if template.kind is kind)
