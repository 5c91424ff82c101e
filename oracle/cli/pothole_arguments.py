"""What can be typed after `pothole`."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser
from typing import Protocol

from oracle.cli import typed
from oracle.language import _
from oracle.model.ratings import Cause, Effort, State


class Command(Protocol):
    """Adds a subcommand to the group: its name, what it is about, and which function carries it out."""

    def __call__(self, name: str, about: str, act: str, *, json: bool = False) -> ArgumentParser: ...


def add(command: Command) -> None:
    """All subcommands of `pothole`."""
    _filters(command("list", _("list the potholes, by priority"), "potholes.list_all", json=True))
    show = command("show", _("show one pothole with its history"), "potholes.show", json=True)
    _one(show, "pothole")
    _fields(command("set", _("change a pothole, field by field"), "potholes.change"))
    told = _("make two potholes of one journey into one; prints its id. Only with --undo can it be taken back")
    merge = command("merge", told, "potholes.merge")
    _one(merge, "pothole")
    _one(merge, "other")
    _who(merge)
    merge.add_argument(
        "--undo", type=typed.path, metavar="FILE", help=_("write there what `pothole unmerge FILE` takes it back with")
    )
    unmerge = command("unmerge", _("take a merge back; prints the id that stands again"), "potholes.unmerge")
    unmerge.add_argument("file", type=typed.path, metavar="FILE", help=_("written by `pothole merge --undo FILE`"))
    _who(unmerge)
    export = command("export", _("write the repair plan with its slips, of what is open"), "potholes.export")
    export.add_argument("-o", "--out", required=True, type=typed.path, metavar="FILE.pdf|xlsx|csv|md")
    export.add_argument(
        "--slip", action="append", default=[], metavar="POTHOLE", help=_("only the slip of this one; may be repeated")
    )
    export.add_argument("--paper", choices=["A4", "Letter"], default="A4")
    export.add_argument("--title", default="", metavar="T")
    _filters(export)


def _one(command: ArgumentParser, name: str) -> None:
    command.add_argument(name, help=_("its id, or its number as 1.5"))


def _who(command: ArgumentParser) -> None:
    command.add_argument("--who", default="", metavar="NAME", help=_("who changes it, for the history"))


def _filters(command: ArgumentParser) -> None:
    command.add_argument("--business", metavar="NAME")
    command.add_argument("--journey", metavar="JOURNEY", help=_("by id"))
    command.add_argument("--walk", metavar="WALK", help=_("met in this walk, by id"))
    which = command.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help=_("neither verified nor decided against"))
    which.add_argument("--all", action="store_true", help=_("whatever their state"))
    which.add_argument(
        "--state", action="append", default=[], type=State, choices=list(State), metavar="S", help=", ".join(State)
    )
    command.add_argument("--severity", action="append", default=[], type=typed.whole(1, 4), metavar="1-4")
    command.add_argument(
        "--cause", action="append", default=[], type=Cause, choices=list(Cause), metavar="C", help=", ".join(Cause)
    )
    command.add_argument("--stage", metavar="NAME")
    command.add_argument("--owner", metavar="NAME", help=_("who repairs it; empty: nobody yet"))
    command.add_argument("--tester", metavar="NAME", help=_("met by this person"))
    command.add_argument("--search", default="", metavar="TEXT", help=_("all words must be there, or beginnings"))


def _fields(command: ArgumentParser) -> None:
    """Only what is typed is changed; the word none empties a field."""
    _one(command, "pothole")
    _who(command)

    def field(option: str, name: str, about: str = "", **how: object) -> None:
        command.add_argument(option, dest=f"field_{name}", default=SUPPRESS, help=about, **how)  # type: ignore[arg-type]

    field("--title", "title", type=typed.title, metavar="T")
    field("--saw", "saw", _("what I saw"), metavar="T")
    field("--why", "why", _("why it matters"), metavar="T")
    field("--todo", "todo", _("what to do"), metavar="T")
    field("--severity", "severity", type=typed.or_none(typed.whole(1, 4)), metavar="1-4|none")
    field("--reach", "reach", _("1 a few to 4 everyone"), type=typed.or_none(typed.whole(1, 4)), metavar="1-4|none")
    field("--effort", "effort", type=typed.or_none(typed.one_of(Effort)), metavar="S|M|L|none")
    field("--cause", "cause", ", ".join(Cause), type=typed.or_none(typed.one_of(Cause)), metavar="C|none")
    field("--cause-note", "cause_note", metavar="T")
    field(
        "--share-lost",
        "share_lost",
        _("of those who meet it: 0 to 1"),
        type=typed.or_none(typed.share),
        metavar="0-1|none",
    )
    field("--owner", "owner", _("who repairs it"), metavar="NAME")
    field("--due", "due", type=typed.or_none(typed.day), metavar="2026-11-28|none")
    field("--state", "state", ", ".join(State), type=typed.one_of(State), metavar="S")
    field("--reason", "state_reason", _("why it has that state"), metavar="T")
    field("--done-when", "done_when", metavar="T")
