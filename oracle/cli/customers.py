"""`walk customer`: who the tester posed as on a walk, and what is to be cleaned up."""

from __future__ import annotations

from argparse import Namespace

from oracle import words
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.errors import NotFound
from oracle.language import _
from oracle.model.test_customer import TestCustomer, Trace
from oracle.workspace import Workspace, test_customers, walks


def act(wanted: Namespace) -> int:
    """Show the card, write its fields, add what was left behind, or say that it is cleaned up."""
    with opened(wanted) as held:
        walk_id = walks.resolve(held, wanted.walk)
        if wanted.deed == "set":
            _set(held, walk_id, wanted)
        elif wanted.deed == "add":
            made = test_customers.add_trace(held, walk_id, wanted.kind, wanted.what, link=wanted.link, todo=wanted.todo)
            say(made.id)
            return 0
        elif wanted.deed == "done":
            test_customers.set_done(held, _entry(test_customers.get(held, walk_id), wanted.entry).id, True)
        card = test_customers.get(held, walk_id)
    if wanted.json:
        say_json(card)
    else:
        _show(card)
    return 0


def _set(held: Workspace, walk_id: str, wanted: Namespace) -> None:
    given = {name: getattr(wanted, name) for name in test_customers.FIELDS if getattr(wanted, name) is not None}
    if not given:
        wanted.usage_error(_("say what is to be set: --name, --mailbox, --phone, --address or --more"))
    test_customers.set_fields(held, walk_id, **given)


def _entry(card: TestCustomer, named: str) -> Trace:
    """The entry with this number from 1, or these words."""
    for number, trace in enumerate(card.traces, start=1):
        if named in {str(number), trace.what, trace.id}:
            return trace
    raise NotFound(
        _("The card has no entry {entry}.").format(entry=repr(named)),
        advice=_("Name it by its number from 1, or by its whole text; show lists them."),
    )


def _show(card: TestCustomer) -> None:
    said = {
        _("Name"): card.name,
        _("Mailbox"): card.mailbox,
        _("Phone"): card.phone,
        _("Address"): card.address,
        _("More"): card.more,
    }
    say_table((name, text) for name, text in said.items() if text)
    say_table(_row(number, trace) for number, trace in enumerate(card.traces, start=1))


def _row(number: int, trace: Trace) -> tuple[str, ...]:
    state = _("done") if trace.done_at is not None else words.clean_up(trace.todo)
    return str(number), words.trace(trace.kind), trace.what, state, trace.link
