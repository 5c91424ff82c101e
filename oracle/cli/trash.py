"""`trash`: what was deleted, and bringing it back."""

from __future__ import annotations

from argparse import Namespace

from oracle import words
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.language import _
from oracle.workspace import trash


def list_all(wanted: Namespace) -> int:
    """List what was deleted, newest first."""
    with opened(wanted) as held:
        found = trash.list_all(held)
    if wanted.json:
        say_json(found)
    else:
        say_table((item.id, words.subject(item.subject), item.title, item.what_hangs_on) for item in found)
    return 0


def restore(wanted: Namespace) -> int:
    """Bring one thing back with all that hung on it."""
    with opened(wanted) as held:
        restored = trash.restore(held, wanted.id)
    say(_("Restored: {id}").format(id=restored.id))
    return 0


def empty(wanted: Namespace) -> int:
    """Remove everything in the trash for good."""
    with opened(wanted) as held:
        trash.empty(held)
    say(_("The trash is empty."))
    return 0
