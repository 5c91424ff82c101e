"""`walk pothole`: marking a pothole or a bright spot."""

from __future__ import annotations

from argparse import Namespace

from oracle.cli.opening import opened
from oracle.cli.output import say
from oracle.cli.walks import at_step
from oracle.workspace import potholes


def add(wanted: Namespace) -> int:
    """Mark it with the step's captures and print its id."""
    with opened(wanted) as held:
        walk, step = at_step(held, wanted.walk, wanted.step)
        made = potholes.add(
            held,
            walk.walk.id,
            step.id,
            title=wanted.title,
            bright=wanted.bright,
            saw=wanted.saw,
            why=wanted.why,
            todo=wanted.todo,
            cause=wanted.cause,
            severity=wanted.severity,
            reach=wanted.reach,
            effort=wanted.effort,
        )
    say(made.id)
    return 0
