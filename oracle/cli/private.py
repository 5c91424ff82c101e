"""`capture private`: what looks private on a capture."""

from __future__ import annotations

import locale
import sys
from argparse import Namespace

from oracle import ocr
from oracle.cli.opening import opened
from oracle.cli.output import remark, say, say_json, say_table
from oracle.errors import InputError
from oracle.language import _
from oracle.method import private
from oracle.model.mark import Private
from oracle.model.walk import Capture
from oracle.workspace import Workspace, captures, found, test_customers


def show(wanted: Namespace) -> int:
    """List the places, covered or not; the private text itself is nowhere."""
    with opened(wanted) as held:
        own = captures.get(held, captures.resolve(held, wanted.capture))
        if wanted.look:
            found.add_found(held, own.id, own.image, _look(held, own))
            own = captures.get(held, own.id)
    left = private.uncovered(own)
    if wanted.json:
        places = None if own.found is None else [_plain(each, each not in left) for each in own.found]
        say_json({"capture": own.id, "looked": own.found is not None, "found": places})
    elif own.found is None:
        remark(_("Nobody has looked at this capture yet. --look reads the picture."))
    elif own.found:
        say_table(_row(each, each not in left) for each in own.found)
    else:
        say(_("Nothing private found."))
    return 0


def _look(held: Workspace, own: Capture) -> tuple[Private, ...]:
    if not ocr.is_installed():
        raise InputError(
            _("Pictures are read by an extra that is not installed here."),
            advice=_("Install it with: pip install “{extra}”").format(extra=ocr.EXTRA),
        )
    from oracle.ocr import reading  # seconds to load

    customer = test_customers.proposed(held, own.walk_id)
    looking = reading.look(captures.image(held, own.image), customer, locale.getlocale()[0] or "")
    while True:
        try:
            done = next(looking)
        except StopIteration as over:
            places: tuple[Private, ...] = over.value
            return places
        if sys.stderr.isatty():
            print(f"\r{done:.0%}", end="" if done < 1 else "\n", file=sys.stderr, flush=True)


def _plain(place: Private, covered: bool) -> dict[str, object]:
    return {
        "kind": place.kind,
        "box": [place.x, place.y, place.width, place.height],
        "hint": place.hint,
        "covered": covered,
    }


def _row(place: Private, covered: bool) -> tuple[str, ...]:
    box = f"{place.x},{place.y},{place.width},{place.height}"
    return str(place.kind), box, _("covered") if covered else _("open"), place.hint
