"""`capture`: one picture, its marks and what it hides; `walk capture` and `walk captures`: pictures of a step."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from oracle import imaging, words
from oracle.capture import files
from oracle.cli.opening import opened
from oracle.cli.output import complain, plain, remark, say, say_json, say_table
from oracle.cli.walks import at_step
from oracle.errors import InputError, OracleError
from oracle.language import _, ngettext
from oracle.method import handing_out
from oracle.method.marks import strokes
from oracle.model.mark import MarkKind
from oracle.model.walk import Capture, OpenWalk
from oracle.report.content import dates
from oracle.sheets.plain import replace_file
from oracle.workspace import Workspace, burning, captures, mark_files, potholes, walks


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


def show(wanted: Namespace) -> int:
    """Show one capture, where it was taken, what is on it and which potholes it shows."""
    with opened(wanted) as held:
        own = _one(held, wanted.capture)
        walk = walks.opened(held, own.walk_id)
        shows = [found.label for found in potholes.of_walk(held, own.walk_id) if own.id in found.capture_ids]
    if wanted.json:
        width, height = own.shown_size
        say_json(plain(own) | {"shown_width": width, "shown_height": height, "potholes": shows})
    else:
        say_table(_facts(own, walk, shows))
    return 0


def _facts(own: Capture, walk: OpenWalk, shows: list[str]) -> list[tuple[str, str]]:
    width, height = own.shown_size
    kinds = [mark.kind for mark in own.marks]
    told: dict[str, Any] = {
        _("Id"): own.id,
        _("Step"): _step(own, walk),
        _("Taken"): dates.moment(dates.local(own.taken_at, own.zone or walk.walk.zone)),
        _("From"): own.url or words.source(own.source),
        _("Caption"): own.caption or own.title,
        _("Size"): f"{width} × {height}",
        _("Marks"): ", ".join(f"{kind} {kinds.count(kind)}" for kind in MarkKind if kind in kinds),
        _("Potholes"): ", ".join(shows),
        _("Burnt in"): dates.moment(own.burnt_at) if own.burnt_at else "",
    }
    return [(name, str(value)) for name, value in told.items() if value]


def _step(own: Capture, walk: OpenWalk) -> str:
    step = next((step for step in walk.version.steps if step.id == own.step_id), None)
    return f"{step.number} {step.title}" if step else ""


def export(wanted: Namespace) -> int:
    """Write what is shown of a capture as a PNG, and print where it is."""
    _refuse_other_than_png(wanted.out)
    with opened(wanted) as held:
        own = _one(held, wanted.capture)
        _warn_of_private(held, own)
        data = captures.rendition(held, own.id)
    replace_file(wanted.out, data)
    say(_("Picture written: {path}").format(path=wanted.out))
    return 0


def redact(wanted: Namespace) -> int:
    """Hide parts of a capture and, where it is wanted, remove what is hidden for good."""
    if not wanted.box and not wanted.burn_in:
        wanted.usage_error(_("say what is to be hidden with --box, or burn in what is with --burn-in"))
    with opened(wanted) as held:
        own = _one(held, wanted.capture)
        if wanted.box:
            captures.add_redactions(held, own.id, wanted.box)
        if wanted.burn_in:
            burning.burn_in(held, own.id)
        count = len(captures.get(held, own.id).covers)
    if wanted.burn_in:
        say(_("Burnt in: what was hidden is gone for good."))
    else:
        say(ngettext("{n} part is hidden.", "{n} parts are hidden.", count).format(n=count))
    return 0


def mark(wanted: Namespace) -> int:
    """Put the marks of a file on a capture; says so where redactions went."""
    data = _bytes(wanted.marks)
    with opened(wanted) as held:
        own = _one(held, wanted.capture)
        captures.set_marks(held, own.id, mark_files.read(data, strokes.kept(own.scale)))
        now = captures.get(held, own.id)
    say(ngettext("{n} mark is on it.", "{n} marks are on it.", len(now.marks)).format(n=len(now.marks)))
    fewer = len(own.covers) - len(now.covers)
    if fewer > 0:
        say(ngettext("{n} part is hidden no more.", "{n} parts are hidden no more.", fewer).format(n=fewer))
    return 0


def compare(wanted: Namespace) -> int:
    """Write two captures as they are shown, and what differs, side by side."""
    _refuse_other_than_png(wanted.out)
    with opened(wanted) as held:
        both = [_one(held, prefix) for prefix in (wanted.then, wanted.now)]
        for own in both:
            _warn_of_private(held, own)
        captions = _captions(held, both)
        pictures = [(captures.rendition(held, own.id), said) for own, said in zip(both, captions, strict=True)]
    differs = imaging.difference(pictures[0][0], pictures[1][0])
    made = imaging.side_by_side([*pictures, (differs.data, _("What differs"))])
    replace_file(wanted.out, made.data)
    say(_("Picture written: {path}").format(path=wanted.out))
    return 0


def _one(held: Workspace, prefix: str) -> Capture:
    return captures.get(held, captures.resolve(held, prefix))


def _captions(held: Workspace, both: Sequence[Capture]) -> list[str]:
    """What tells the two apart: their walks, else steps and times, else which was taken first."""
    opened = [walks.opened(held, own.walk_id) for own in both]
    taken = [dates.local(own.taken_at, own.zone or walk.walk.zone) for own, walk in zip(both, opened, strict=True)]
    if both[0].walk_id != both[1].walk_id:
        return [
            _("Walk {number}, {date}").format(number=walk.walk.number, date=dates.day(at.date()))
            for walk, at in zip(opened, taken, strict=True)
        ]
    told = [
        _("Step {number}, {moment}").format(number=walk.version.step(own.step_id).number, moment=dates.moment(at))
        for own, walk, at in zip(both, opened, taken, strict=True)
    ]
    if told[0] != told[1]:
        return told
    order = [each.id for each in opened[0].captures]
    counts = [order.index(own.id) + 1 for own in both]
    return [_("{place}, capture {n}").format(place=place, n=n) for place, n in zip(told, counts, strict=True)]


def _warn_of_private(held: Workspace, own: Capture) -> None:
    """A capture goes out with what looks private, or from a private step unanswered, but not in silence."""
    steps = walks.opened(held, own.walk_id).version.steps
    if said := handing_out.said([(own, next((step for step in steps if step.id == own.step_id), None))]):
        remark(said)


def _refuse_other_than_png(out: Path) -> None:
    if out.suffix.lower() != ".png":
        raise InputError(_("The picture is a PNG: give it a name that ends in .png."))


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as given:
            return given.read(mark_files.LARGEST + 1)
    except OSError as error:
        raise InputError(
            _("“{name}” could not be read: {reason}.").format(name=file.name, reason=error.strerror or str(error))
        ) from error
