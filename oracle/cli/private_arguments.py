"""What can be typed about private data: `capture private` and `walk customer`."""

from __future__ import annotations

from oracle.cli.pothole_arguments import Command
from oracle.language import _
from oracle.model.test_customer import CleanUp, TraceKind


def add_look(command: Command) -> None:
    """`capture private`."""
    look = command("private", _("list what looks private on a capture"), "private.show", json=True)
    look.add_argument("capture", metavar="ID")
    look.add_argument(
        "--look", action="store_true", help=_("read the picture for it now; needs the extra pothole-oracle[ocr]")
    )


def add_customer(command: Command) -> None:
    """`walk customer`."""
    customer = command(
        "customer", _("the test customer of a walk, and what is to be cleaned up"), "customers.act", json=True
    )
    customer.add_argument("walk")
    customer.add_argument("deed", choices=["show", "set", "add", "done"], nargs="?", default="show")
    customer.add_argument("entry", nargs="?", default="", help=_("for done: the number of the entry, or its words"))
    for name in ("name", "mailbox", "phone", "address", "more"):
        customer.add_argument(f"--{name}", metavar="T", help=_("for set"))
    customer.add_argument("--kind", type=TraceKind, choices=list(TraceKind), default=TraceKind.ORDER, metavar="K",
                          help=_("for add:") + " " + ", ".join(TraceKind))  # fmt: skip
    customer.add_argument("--what", default="", metavar="T", help=_("for add: its number or name"))
    customer.add_argument("--link", default="", metavar="URL", help=_("for add"))
    customer.add_argument(
        "--todo", type=CleanUp, choices=list(CleanUp), metavar="D", help=_("for add:") + " " + ", ".join(CleanUp)
    )
