"""What can be typed: every subcommand with its arguments, and which function carries it out."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, TypeAlias

import oracle
from oracle.language import _
from oracle.model.ratings import Cause, Effort, Kind, LeaveReason, Outcome, Run

Subparsers: TypeAlias = "_SubParsersAction[ArgumentParser]"

NOW = "now"
TOO_MUCH = Decimal(10) ** 12  # more than this is a slip, and no page has room for it
LONGEST_ECHO = 60  # characters of a word that a refusal repeats


def parse(arguments: Sequence[str]) -> Namespace:
    """Parse the whole line; prints usage and exits with 2 where it does not fit.

    The result holds `command` (None = the window), `workspace`, `files` to hand to the window, and `act`.
    """
    files, rest = _split_files(list(arguments))
    parser = _build()
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


def _build() -> ArgumentParser:
    parser = ArgumentParser(
        prog="pothole-oracle",
        description=_(
            "Walk your customers' journeys, find the potholes, hand over a report. "
            "Without a subcommand the window opens."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Pothole Oracle {oracle.__version__}")
    parser.add_argument("--workspace", type=_path, metavar="PATH", help=_("the workspace file; default: your own"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    demo = commands.add_parser("demo", help=_("walk the sample journey by itself and write its report"))
    demo.add_argument(
        "--out", type=_path, required=True, metavar="DIR", help=_("folder for workspace.db and report.pdf")
    )
    _journey(_group(commands, "journey", _("ready journeys and your own")))
    _walk(_group(commands, "walk", _("walks, visits, captures and potholes")))
    _report(commands)
    _trash(_group(commands, "trash", _("what was deleted")))
    _workspace(_group(commands, "workspace", _("the file that keeps everything")))
    commands.add_parser("self-test", help=_("check that the shipped parts load"))
    return parser


def _group(commands: Subparsers, name: str, about: str) -> Subparsers:
    group = commands.add_parser(name, help=about, allow_abbrev=False)
    return group.add_subparsers(dest="subcommand", metavar="SUBCOMMAND", required=True)


def _command(group: Subparsers, name: str, about: str, act: str, *, json: bool = False) -> ArgumentParser:
    """A subcommand carried out by `act`, "module.function" in this package, imported only when it runs."""
    command = group.add_parser(name, help=about, allow_abbrev=False)
    command.register("type", None, _words)
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


def _journey(group: Subparsers) -> None:
    _command(group, "templates", _("list the ready journeys"), "journeys.templates", json=True)
    _command(group, "list", _("list your journeys"), "journeys.list_all", json=True)
    _command(group, "show", _("show one journey with its steps"), "journeys.show", json=True).add_argument("journey")
    _command(group, "delete", _("move a journey to the trash"), "journeys.delete").add_argument("journey")
    add = _command(group, "add", _("make a journey from a ready one; prints its id"), "journeys.add")
    add.add_argument("--template", required=True, metavar="NAME", help=_("as `journey templates` lists it"))
    add.add_argument("--business", required=True, metavar="NAME")
    add.add_argument("--url", default="", metavar="ADDRESS", help=_("the business's web address"))
    add.add_argument("--persona", default="", metavar="NAME", help=_("who the customer is; default: the template's"))
    _exchange(group)


def _exchange(group: Subparsers) -> None:
    bring = _command(group, "import", _("make a journey from a table or a text; prints its id"), "exchange.bring_in")
    bring.add_argument("file", type=_path, metavar="FILE", help=_("CSV, XLSX, or text with a step a line"))
    bring.add_argument("--business", required=True, type=_title, metavar="NAME")
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
    export.add_argument("-o", "--out", required=True, type=_path, metavar="FILE.csv|xlsx|pdf|png|svg")


def _walk(group: Subparsers) -> None:
    start = _command(group, "start", _("start a walk; prints its id"), "walks.start")
    start.add_argument("journey")
    start.add_argument("--tester", required=True, metavar="NAME")
    start.add_argument("--run", choices=[Run.FULL.value, Run.TEN_MINUTE.value], default=Run.FULL.value)
    _command(group, "list", _("list the walks"), "walks.list_all", json=True)
    _command(group, "show", _("show one walk"), "walks.show", json=True).add_argument("walk")
    _command(group, "delete", _("move a walk to the trash"), "walks.delete").add_argument("walk")
    finish = _command(group, "finish", _("finish a walk"), "walks.finish")
    finish.add_argument("walk")
    finish.add_argument("--ease", type=_whole(1, 7), metavar="1-7", help=_("1 very difficult to 7 very easy"))
    _visit(_at_step(group, "visit", _("note what a step was like"), "walks.visit"))
    capture = _at_step(group, "capture", _("keep pictures of a step; prints `saved ID` for each"), "captures.capture")
    capture.add_argument("files", nargs="+", type=_path, metavar="FILE")
    captures = _command(group, "captures", _("list a walk's captures, an id a line"), "captures.list_all", json=True)
    captures.add_argument("walk")
    _pothole(_at_step(group, "pothole", _("mark a pothole or a bright spot; prints its id"), "potholes.add"))


def _at_step(group: Subparsers, name: str, about: str, act: str) -> ArgumentParser:
    command = _command(group, name, about, act)
    command.add_argument("walk")
    command.add_argument("step", type=_whole(1, 1_000), help=_("the step's number in the walk"))
    return command


def _visit(command: ArgumentParser) -> None:
    command.add_argument("--friction", type=_whole(0, 4), metavar="0-4", help=_("0 smooth to 4 blocked"))
    command.add_argument("--feeling", type=_whole(-2, 2), metavar="-2..2", help=_("-2 angry to 2 delighted"))
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
        type=_answer,
        metavar="LINE=yes|no",
        help=_("a checklist line's number or text"),
    )
    for care in ("quality", "promptness", "care"):
        command.add_argument(f"--{care}", type=_whole(1, 5), metavar="1-5")
    command.add_argument("--came", nargs="?", const=NOW, type=_when, metavar="WHEN", help=_("what was awaited came"))
    command.add_argument("--spent", type=_amount, metavar="AMOUNT", help=_("money spent here"))


def _pothole(command: ArgumentParser) -> None:
    command.add_argument("--title", required=True, type=_title, metavar="T")
    command.add_argument("--bright", action="store_true", help=_("a bright spot, not a pothole"))
    command.add_argument("--severity", type=_whole(1, 4), metavar="1-4")
    command.add_argument("--reach", type=_whole(1, 4), metavar="1-4")
    command.add_argument("--effort", type=Effort, choices=list(Effort), metavar="S|M|L")
    command.add_argument("--cause", type=Cause, choices=list(Cause), metavar="C", help=", ".join(Cause))
    command.add_argument("--saw", default="", metavar="T", help=_("what I saw"))
    command.add_argument("--why", default="", metavar="T", help=_("why it matters"))
    command.add_argument("--todo", default="", metavar="T", help=_("what to do"))


def _report(commands: Subparsers) -> None:
    command = _command(commands, "report", _("write the PDF report of one or more walks"), "reports.write")
    command.add_argument("walks", nargs="+", metavar="WALK")
    command.add_argument("-o", "--out", required=True, type=_path, metavar="FILE.pdf")
    command.add_argument("--paper", choices=["A4", "Letter"], default="A4")
    command.add_argument("--title", default="", metavar="T")
    command.set_defaults(subcommand=None)


def _trash(group: Subparsers) -> None:
    _command(group, "list", _("list what was deleted"), "trash.list_all", json=True)
    _command(group, "restore", _("bring one thing back"), "trash.restore").add_argument("id")
    _command(group, "empty", _("remove all of it for good"), "trash.empty")


def _workspace(group: Subparsers) -> None:
    _command(group, "info", _("where it is and what it holds"), "workspaces.info", json=True)
    _command(group, "check", _("check that it is sound"), "workspaces.check")
    backup = _command(group, "backup", _("write a full copy"), "workspaces.back_up")
    backup.add_argument("file", type=_new_file, metavar="FILE")
    restore = _command(group, "restore", _("put a backup in the workspace's place"), "workspaces.restore")
    restore.add_argument("file", type=_path, metavar="FILE")


def _whole(low: int, high: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ArgumentTypeError(_("{text} is no whole number").format(text=_echo(text))) from None
        if not low <= value <= high:
            raise ArgumentTypeError(_("{value} is not from {low} to {high}").format(value=value, low=low, high=high))
        return value

    return whole


def _words(text: str) -> str:
    """Text as a workspace can keep it, so that nothing is stored otherwise than it was typed."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(_("it is not text in UTF-8")) from None
    if "\0" in text:
        raise ArgumentTypeError(_("a text cannot hold a zero byte"))
    return text


def _title(text: str) -> str:
    if not text.strip():
        raise ArgumentTypeError(_("it is empty"))
    return _words(text)


def _path(text: str) -> Path:
    """A path that this system can have; what is there, if anything, is a file or folder: a device would be replaced."""
    try:
        mode = Path(text).expanduser().stat().st_mode
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return Path(text)
    except (OSError, ValueError, RuntimeError) as error:  # too long, a zero byte, nobody of that name
        raise ArgumentTypeError(_("this cannot be a path: {why}").format(why=error)) from None
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        raise ArgumentTypeError(_("{text} is neither a file nor a folder").format(text=_echo(text)))
    return Path(text)


def _new_file(text: str) -> Path:
    """A path with a name that the database can write under: it takes text only, where a path may be any bytes."""
    path = _path(_words(text))
    if not path.name:
        raise ArgumentTypeError(_("{text} is no file").format(text=_echo(text)))
    return path


def _answer(text: str) -> tuple[str, bool]:
    line, separator, answer = text.rpartition("=")
    if not separator or answer not in {"yes", "no"}:
        raise ArgumentTypeError(_("{text} is not LINE=yes or LINE=no").format(text=_echo(text)))
    return line, answer == "yes"


def _when(text: str) -> Any:
    if text == NOW:
        return NOW
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise ArgumentTypeError(
            _("{text} is no time; write it as 2026-11-21 or 2026-11-21T10:30").format(text=_echo(text))
        ) from None


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ArgumentTypeError(_("{text} is no amount of money").format(text=_echo(text))) from None
    if not amount.is_finite() or not 0 <= amount < TOO_MUCH:
        raise ArgumentTypeError(_("{text} is no amount of money").format(text=_echo(text)))
    return amount


def _echo(text: str) -> str:
    return repr(text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "…")
