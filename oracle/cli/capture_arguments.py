"""What can be typed after `capture`."""

from __future__ import annotations

from oracle.cli import typed
from oracle.cli.pothole_arguments import Command
from oracle.language import _


def add(command: Command) -> None:
    """All subcommands of `capture`. A capture is named by its id, or by as much of it as is clear."""
    show = command("show", _("show one capture and its marks"), "captures.show", json=True)
    show.add_argument("capture", metavar="ID")
    export = command("export", _("write a capture with its marks as a picture"), "captures.export")
    export.add_argument("capture", metavar="ID")
    export.add_argument("-o", "--out", required=True, type=typed.path, metavar="FILE.png")
    redact = command("redact", _("hide parts of a capture"), "captures.redact")
    redact.add_argument("capture", metavar="ID")
    redact.add_argument(
        "--box",
        action="append",
        default=[],
        type=typed.box,
        metavar="X,Y,W,H",
        help=_("in pixels of the picture, from its upper left corner; once for each part"),
    )
    redact.add_argument(
        "--burn-in",
        action="store_true",
        help=_("remove what is hidden for good, here and from the backups; cannot be undone"),
    )
    mark = command("mark", _("put marks on a capture, in the place of those it has"), "captures.mark")
    mark.add_argument("capture", metavar="ID")
    mark.add_argument(
        "--marks", required=True, type=typed.path, metavar="FILE", help=_("JSON as `capture show --json` prints it")
    )
    compare = command(
        "compare", _("write two captures, and what differs, beside each other as a picture"), "captures.compare"
    )
    compare.add_argument("then", metavar="ID")
    compare.add_argument("now", metavar="ID")
    compare.add_argument("-o", "--out", required=True, type=typed.path, metavar="FILE.png")
