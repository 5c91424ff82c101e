"""`walk capture` and `walk captures`: pictures of a step, from files."""

from __future__ import annotations

from argparse import Namespace

from oracle.capture import files
from oracle.cli.opening import opened
from oracle.cli.output import complain, say, say_json
from oracle.cli.walks import at_step
from oracle.errors import OracleError
from oracle.workspace import captures, walks


def capture(wanted: Namespace) -> int:
    """Keep each file that is a picture; `saved ID` is printed after it is on disk. Exit code 1 if any was refused."""
    refused = 0
    with opened(wanted) as held:
        walk, step = at_step(held, wanted.walk, wanted.step)
        for file in wanted.files:
            try:
                made = captures.add(held, walk.walk.id, step.id, files.read(file))
            except OracleError as error:
                complain(error)
                refused += 1
            else:
                say(f"saved {made.id}")
    return 1 if refused else 0


def list_all(wanted: Namespace) -> int:
    """List a walk's captures in order, an id a line."""
    with opened(wanted) as held:
        found = captures.of_walk(held, walks.resolve(held, wanted.walk))
    if wanted.json:
        say_json(found)
    else:
        say(*(capture.id for capture in found))
    return 0
