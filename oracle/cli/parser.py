"""What can be typed: every subcommand with its arguments, and which function carries it out."""

from __future__ import annotations

import os
from argparse import ArgumentParser, BooleanOptionalAction, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import oracle
from oracle.cli import capture_arguments, pothole_arguments, private_arguments, typed
from oracle.language import _
from oracle.model.ratings import Cause, ChannelKind, Effort, Kind, LeaveReason, Outcome, Run

Subparsers: TypeAlias = "_SubParsersAction[ArgumentParser]"

# The fields that the options for a persona's lines fill.
_LIST_OF = {
    "objective": "objectives", "expectation": "expectations", "pain": "pains", "say": "says", "think": "thinks",
    "do": "does", "feel": "feels", "gain": "gains",
}  # fmt: skip


def parse(arguments: Sequence[str]) -> Namespace:
    """Parse the whole line; prints usage and exits with 2 where it does not fit.

    The result holds `command` (None = the window), `workspace`, `files` to hand to the window, and `act`.
    """
    files, rest = _split_files(list(arguments))
    parser = _build(rest)
    for word in rest:
        if word.endswith("=--"):  # argparse takes these dashes away and leaves no value at all
            parser.error(_("{option} needs a value").format(option=word.removesuffix("=--")))
    wanted = parser.parse_args(rest)
    if wanted.command is None:
        wanted.files = files
    return wanted


def _split_files(arguments: list[str]) -> tuple[list[Path], list[str]]:
    """Files at the end of a line without a subcommand, as a desktop hands them over when one is opened."""
    first = arguments[0] if arguments else ""
    start = 2 if first == "--workspace" else int(first.startswith("--workspace="))
    rest = arguments[start:]
    if rest and all(not word.startswith("-") and (os.sep in word or Path(word).suffix) for word in rest):
        return [Path(word) for word in rest], arguments[:start]
    return [], arguments


def _build(words: Sequence[str]) -> ArgumentParser:
    """The parser for a line of these words: what stands in none of them can only be named, and is not filled."""
    parser = ArgumentParser(
        prog="pothole-oracle",
        description=_(
            "Walk your customers' journeys, find the potholes, hand over a report. "
            "Without a subcommand the window opens."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Pothole Oracle {oracle.__version__}")
    parser.add_argument("--workspace", type=typed.path, metavar="PATH", help=_("the workspace file; default: your own"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def group(name: str, about: str, fill: Callable[[Subparsers], None]) -> None:
        made = commands.add_parser(name, help=about, allow_abbrev=False)
        if name in words:
            fill(made.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", required=True))

    demo = commands.add_parser("demo", help=_("walk the sample journey by itself and write its report"))
    demo.add_argument(
        "--out", type=typed.path, required=True, metavar="DIR", help=_("folder for workspace.db and report.pdf")
    )
    group("business", _("whose journeys are walked, and their competitors"), _business)
    group("persona", _("the customers that are played"), _persona)
    group("journey", _("ready journeys and your own"), _journey)
    group("step", _("the steps of a journey"), _step)
    group("walk", _("walks, visits, captures and potholes"), _walk)
    group("capture", _("one picture: its marks, and what it hides"), _capture)
    _insights(commands)
    _compare(commands)
    group("pothole", _("what was found, and its repair"), lambda made: pothole_arguments.add(partial(_command, made)))
    _report(commands)
    _search(commands)
    group("trash", _("what was deleted"), _trash)
    group("workspace", _("the file that keeps everything"), _workspace)
    commands.add_parser("self-test", help=_("check that the shipped parts load"))
    return parser


def _command(group: Subparsers, name: str, about: str, act: str, *, json: bool = False) -> ArgumentParser:
    """A subcommand carried out by `act`, "module.function" in this package, imported only when it runs."""
    command = group.add_parser(name, help=about, allow_abbrev=False)
    command.register("type", None, typed.words)
    command.set_defaults(act=_later(act), usage_error=command.error)
    if json:
        command.add_argument("--json", action="store_true", help=_("print only JSON"))
    return command


def _later(act: str) -> Callable[[Namespace], int]:
    module, function = act.split(".")

    def carry_out(wanted: Namespace) -> int:
        code: int = getattr(import_module(f"oracle.cli.{module}"), function)(wanted)
        return code

    return carry_out


def _capture(group: Subparsers) -> None:
    capture_arguments.add(partial(_command, group))
    private_arguments.add_look(partial(_command, group))


def _journey(group: Subparsers) -> None:
    _command(group, "templates", _("list the ready journeys"), "journeys.templates", json=True)
    _command(group, "list", _("list your journeys"), "journeys.list_all", json=True)
    _command(group, "show", _("show one journey with its steps"), "journeys.show", json=True).add_argument("journey")
    _command(group, "delete", _("move a journey to the trash"), "journeys.delete").add_argument("journey")
    add = _command(group, "add", _("make a journey from a ready one; prints its id"), "journeys.add")
    add.add_argument("--template", required=True, metavar="NAME", help=_("as `journey templates` lists it"))
    add.add_argument("--business", required=True, metavar="NAME")
    add.add_argument("--url", default="", type=typed.address, metavar="ADDRESS", help=_("the business's web address"))
    add.add_argument("--persona", default="", metavar="NAME", help=_("who the customer is; default: the template's"))
    copy = _command(
        group, "duplicate", _("copy a journey, for another business too; prints its id"), "journeys.duplicate"
    )
    copy.add_argument("journey")
    copy.add_argument("--business", metavar="NAME", help=_("whose it becomes; default: the same one's"))
    copy.add_argument("--title", default="", metavar="T")
    change = _command(group, "set", _("change title, figures or persona"), "journeys.change")
    change.add_argument("journey")
    change.add_argument("--title", type=typed.title, metavar="T")
    change.add_argument("--people-a-month", type=typed.whole(0, 10**9), metavar="N", help=_("who set out on it"))
    change.add_argument("--worth", type=typed.amount, metavar="AMOUNT", help=_("of one purchase"))
    change.add_argument("--worth-again", type=typed.amount, metavar="AMOUNT", help=_("of one who comes back"))
    change.add_argument("--persona", metavar="NAME", help=_("one of the business's"))
    _exchange(group)


def _business(group: Subparsers) -> None:
    _command(group, "list", _("list the businesses"), "businesses.list_all", json=True)
    _command(group, "show", _("show one business"), "businesses.show", json=True).add_argument("business")
    _command(group, "delete", _("move a business to the trash"), "businesses.delete").add_argument("business")
    add = _command(group, "add", _("add a business; prints its id"), "businesses.add")
    add.add_argument("--name", required=True, type=typed.title, metavar="NAME")
    change = _command(group, "set", _("change a business"), "businesses.change")
    change.add_argument("business", help=_("its name or id"))
    change.add_argument("--name", type=typed.title, metavar="NAME")
    for command in (add, change):
        command.add_argument("--url", type=typed.address, metavar="ADDRESS", help=_("its web address"))
        command.add_argument("--logo", type=typed.path, metavar="FILE", help=_("a picture"))
        command.add_argument("--colour", metavar="#RRGGBB")
        command.add_argument("--currency", type=typed.currency, metavar="C", help=_("as in EUR"))
        _lines(command, "--person", _("who handles steps; once for each, replaces those there were"))
        command.add_argument("--competitor-of", metavar="NAME", help=_("a business; empty: of none"))


def _persona(group: Subparsers) -> None:
    every = _command(group, "list", _("list the personas"), "personas.list_all", json=True)
    every.add_argument("--business", metavar="NAME")
    _command(group, "show", _("show one persona"), "personas.show", json=True).add_argument("persona")
    _command(group, "delete", _("move a persona to the trash"), "personas.delete").add_argument("persona")
    add = _command(group, "add", _("add a persona; prints its id"), "personas.add")
    add.add_argument("--business", required=True, metavar="NAME")
    add.add_argument("--name", required=True, type=typed.title, metavar="NAME")
    change = _command(group, "set", _("change a persona"), "personas.change")
    change.add_argument("persona", help=_("its name, or its id"))
    change.add_argument("--name", type=typed.title, metavar="NAME")
    for command in (add, change):
        command.add_argument("--age", type=typed.whole(1, 120), metavar="N")
        command.add_argument("--who", metavar="T", help=_("who they are, in a sentence or two"))
        command.add_argument("--picture", type=typed.path, metavar="FILE")
        for option, field in _LIST_OF.items():
            _lines(command, f"--{option}", _("once for each line; replaces those there were"), field)


def _step(group: Subparsers) -> None:
    add = _command(group, "add", _("add a step; prints its id"), "steps.add")
    add.add_argument("journey")
    add.add_argument("--title", required=True, type=typed.title, metavar="T")
    change = _command(group, "set", _("change a step"), "steps.change")
    move = _command(group, "move", _("move a step"), "steps.move")
    for command in (change, move):
        command.add_argument("journey")
        command.add_argument("step", type=typed.title, help=_("the step's number, or its id"))
    change.add_argument("--title", type=typed.title, metavar="T")
    for command in (add, move):
        command.add_argument(
            "--stage", type=typed.title, metavar="NAME", help=_("added at the end if there is none so called")
        )
        command.add_argument(
            "--at", type=typed.whole(1, 1_000), metavar="N", help=_("place in the stage; default: the last")
        )
    for command in (add, change):
        _step_fields(command)
    delete = _command(group, "delete", _("take steps out of a journey"), "steps.delete")
    delete.add_argument("journey")
    delete.add_argument("steps", nargs="+", type=typed.title, metavar="STEP", help=_("number or id"))


def _step_fields(command: ArgumentParser) -> None:
    command.add_argument("--does", metavar="T", help=_("what the customer does"))
    command.add_argument(
        "--channel", type=ChannelKind, choices=list(ChannelKind), metavar="C", help=", ".join(ChannelKind)
    )
    command.add_argument("--channel-label", metavar="T", help=_("as in Instagram"))
    command.add_argument("--link", metavar="ADDRESS")
    command.add_argument("--handled-by", metavar="NAME")
    command.add_argument("--gets", metavar="T", help=_("what the customer gets"))
    _lines(command, "--expects", _("should happen; once for each line, replaces those there were"))
    _lines(command, "--must", _("must not be missing; once for each line, replaces those there were"))
    command.add_argument(
        "--wait", type=typed.length, metavar="3d", help=_("before it: 30min, 4h, 3d or 2w; 0 for none")
    )
    command.add_argument("--promise", metavar="T", help=_("the promise, as it was made"))
    command.add_argument("--expected-friction", type=typed.whole(0, 4), metavar="0-4")
    for option in ("--moment-of-truth", "--sale", "--private"):
        command.add_argument(option, action=BooleanOptionalAction)
    command.add_argument("--plan-b", metavar="T", help=_("for when it breaks"))
    command.add_argument("--people-a-month", type=typed.whole(0, 10**9), metavar="N")


def _lines(command: ArgumentParser, option: str, about: str, name: str | None = None) -> None:
    command.add_argument(option, action="append", dest=name, metavar="LINE", help=about)


def _search(commands: Subparsers) -> None:
    command = _command(
        commands, "search", _("find journeys, steps, notes, potholes, captures …"), "searching.find", json=True
    )
    command.add_argument("text", nargs="+", metavar="TEXT", help=_("all words must be there, whole or as beginnings"))
    command.add_argument("--business", metavar="NAME")
    command.add_argument("--limit", type=typed.whole(1, 1_000), default=50, metavar="N")
    command.set_defaults(subcommand=None)


def _exchange(group: Subparsers) -> None:
    bring = _command(group, "import", _("make a journey from a table or a text; prints its id"), "exchange.bring_in")
    bring.add_argument("file", type=typed.path, metavar="FILE", help=_("CSV, XLSX, or text with a step a line"))
    bring.add_argument("--business", required=True, type=typed.title, metavar="NAME")
    bring.add_argument("--kind", type=Kind, choices=list(Kind), default=Kind.OTHER, metavar="K", help=", ".join(Kind))
    bring.add_argument("--persona", default="", metavar="NAME", help=_("who walks it; default: the business's first"))
    bring.add_argument("--title", default="", metavar="T", help=_("default: the file's name"))
    bring.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", help=_("a column by its name, letter or number")
    )
    bring.add_argument("--sheet", metavar="NAME", help=_("of a workbook; default: the first"))
    bring.add_argument("--encoding", metavar="E", help=_("of a text file; default: found by itself"))
    export = _command(group, "export", _("write a journey as a table or as a map"), "exchange.export")
    export.add_argument("journey")
    export.add_argument("-o", "--out", required=True, type=typed.path, metavar="FILE.csv|xlsx|pdf|png|svg")


def _walk(group: Subparsers) -> None:
    start = _command(group, "start", _("start a walk; prints its id"), "walks.start")
    start.add_argument("journey", nargs="?", help=_("with --rewalk that walk’s journey"))
    start.add_argument("--tester", metavar="NAME", help=_("with --rewalk, default: who walked it then"))
    start.add_argument("--run", choices=[Run.FULL.value, Run.TEN_MINUTE.value])
    about = _("walk again what this walk walked, with its open and repaired potholes to check")
    start.add_argument("--rewalk", metavar="WALK", help=about)
    _command(group, "list", _("list the walks"), "walks.list_all", json=True)
    _command(group, "show", _("show one walk"), "walks.show", json=True).add_argument("walk")
    _command(group, "delete", _("move a walk to the trash"), "walks.delete").add_argument("walk")
    finish = _command(group, "finish", _("finish a walk"), "walks.finish")
    finish.add_argument("walk")
    finish.add_argument("--ease", type=typed.whole(1, 7), metavar="1-7", help=_("1 very difficult to 7 very easy"))
    _visit(_at_step(group, "visit", _("note what a step was like"), "walks.visit"))
    capture = _at_step(group, "capture", _("keep pictures of a step; prints `saved ID` for each"), "captures.capture")
    capture.add_argument("files", nargs="+", type=typed.path, metavar="FILE")
    captures = _command(group, "captures", _("list a walk's captures, an id a line"), "captures.list_all", json=True)
    captures.add_argument("walk")
    _pothole(_at_step(group, "pothole", _("mark a pothole or a bright spot; prints its id"), "potholes.add"))
    private_arguments.add_customer(partial(_command, group))


def _at_step(group: Subparsers, name: str, about: str, act: str) -> ArgumentParser:
    command = _command(group, name, about, act)
    command.add_argument("walk")
    command.add_argument("step", type=typed.whole(1, 1_000), help=_("the step's number in the walk"))
    return command


def _visit(command: ArgumentParser) -> None:
    command.add_argument("--friction", type=typed.whole(0, 4), metavar="0-4", help=_("0 smooth to 4 blocked"))
    command.add_argument("--feeling", type=typed.whole(-2, 2), metavar="-2..2", help=_("-2 angry to 2 delighted"))
    command.add_argument("--outcome", type=Outcome, choices=list(Outcome), metavar="O", help=", ".join(Outcome))
    command.add_argument(
        "--reason",
        type=LeaveReason,
        choices=list(LeaveReason),
        metavar="R",
        help=_("would leave:") + " " + ", ".join(LeaveReason),
    )
    command.add_argument("--note", metavar="T")
    command.add_argument(
        "--check",
        action="append",
        default=[],
        type=typed.answer,
        metavar="LINE=yes|no",
        help=_("a checklist line's number or text"),
    )
    for care in ("quality", "promptness", "care"):
        command.add_argument(f"--{care}", type=typed.whole(1, 5), metavar="1-5")
    for after in ("apology", "person", "truth"):
        command.add_argument(
            f"--{after}", action=BooleanOptionalAction, default=None, help=_("after a bump: was it there")
        )
    command.add_argument(
        "--came", nargs="?", const=typed.NOW, type=typed.when, metavar="WHEN", help=_("what was awaited came")
    )
    command.add_argument("--spent", type=typed.amount, metavar="AMOUNT", help=_("money spent here"))


def _pothole(command: ArgumentParser) -> None:
    command.add_argument("--title", required=True, type=typed.title, metavar="T")
    command.add_argument("--bright", action="store_true", help=_("a bright spot, not a pothole"))
    command.add_argument("--severity", type=typed.whole(1, 4), metavar="1-4")
    command.add_argument("--reach", type=typed.whole(1, 4), metavar="1-4")
    command.add_argument("--effort", type=Effort, choices=list(Effort), metavar="S|M|L")
    command.add_argument("--cause", type=Cause, choices=list(Cause), metavar="C", help=", ".join(Cause))
    command.add_argument("--saw", default="", metavar="T", help=_("what I saw"))
    command.add_argument("--why", default="", metavar="T", help=_("why it matters"))
    command.add_argument("--todo", default="", metavar="T", help=_("what to do"))


def _report(commands: Subparsers) -> None:
    command = _command(commands, "report", _("write the PDF report of one or more walks"), "reports.write")
    command.add_argument("walks", nargs="+", metavar="WALK")
    command.add_argument("-o", "--out", required=True, type=typed.path, metavar="FILE.pdf")
    command.add_argument("--paper", choices=["A4", "Letter"], default="A4")
    command.add_argument("--title", default="", metavar="T")
    command.set_defaults(subcommand=None)


def _compare(commands: Subparsers) -> None:
    about = _("two walks side by side: friction, road quality, what became of the potholes")
    command = _command(commands, "compare", about, "comparing.show", json=True)
    command.add_argument("then", metavar="WALK", help=_("the earlier walk, or a competitor’s"))
    command.add_argument("now", metavar="WALK")
    command.set_defaults(subcommand=None)


def _insights(commands: Subparsers) -> None:
    about = _("what the method reads: road quality, dips, gaps, channels, what several people met …")
    command = _command(commands, "insights", about, "insights.show", json=True)
    command.add_argument("what", metavar="WALK|JOURNEY", help=_("a walk; or a journey, for its last walk"))
    command.set_defaults(subcommand=None)


def _trash(group: Subparsers) -> None:
    _command(group, "list", _("list what was deleted"), "trash.list_all", json=True)
    _command(group, "restore", _("bring one thing back"), "trash.restore").add_argument("id")
    _command(group, "empty", _("remove all of it for good"), "trash.empty")


def _workspace(group: Subparsers) -> None:
    _command(group, "info", _("where it is and what it holds"), "workspaces.info", json=True)
    _command(group, "check", _("check that it is sound"), "workspaces.check")
    backup = _command(group, "backup", _("write a full copy to a new file"), "workspaces.back_up")
    backup.add_argument("file", type=typed.new_file, metavar="FILE")
    restore = _command(group, "restore", _("put a backup in the workspace's place"), "workspaces.restore")
    restore.add_argument("file", type=typed.path, metavar="FILE")
