"""`business`: whose journeys are walked, and their competitors."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from msgspec.structs import replace

from oracle.capture import files
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.errors import NotFound
from oracle.language import _
from oracle.model.journey import Business
from oracle.workspace import Workspace, businesses

_PLAIN = ("name", "url", "currency", "colour")


def named(held: Workspace, name: str) -> Business:
    """The business of that name, else of that id or the beginning of it; NotFound."""
    found = businesses.find(held, name)
    if found is not None:
        return found
    try:
        return businesses.get(held, businesses.resolve(held, name))
    except NotFound:
        known = ", ".join(business.name for business in businesses.list_all(held))
        advice = _("There are: {names}.").format(names=known) if known else ""
        raise NotFound(_("There is no business “{name}”.").format(name=name), advice=advice) from None


def list_all(wanted: Namespace) -> int:
    """List the businesses."""
    with opened(wanted) as held:
        found = businesses.list_all(held)
    if wanted.json:
        say_json(found)
    else:
        say_table((business.id, business.name, business.url) for business in found)
    return 0


def show(wanted: Namespace) -> int:
    """Show one business."""
    with opened(wanted) as held:
        business = named(held, wanted.business)
        rival = businesses.get(held, business.competitor_of).name if business.competitor_of else ""
    if wanted.json:
        say_json(business)
        return 0
    say(business.name)
    rows = (
        (_("Web address"), business.url),
        (_("Currency"), business.currency),
        (_("Colour"), business.colour),
        (_("Logo"), _("yes") if business.logo else ""),
        (_("Competitor of"), rival),
        (_("People"), ", ".join(business.people)),
    )
    say_table((f"  {label}", value) for label, value in rows if value)
    return 0


def add(wanted: Namespace) -> int:
    """Add a business and print its id."""
    logo = _logo(wanted)
    with opened(wanted, begins=True) as held:
        rival = _rival(held, wanted)
        made = businesses.add(held, name=wanted.name).id
        _store(held, businesses.get(held, made), wanted, rival, logo)
    say(made)
    return 0


def change(wanted: Namespace) -> int:
    """Change what is given of a business."""
    logo = _logo(wanted)
    with opened(wanted) as held:
        business = named(held, wanted.business)
        _store(held, business, wanted, _rival(held, wanted), logo)
    say(_("Changed: {title}").format(title=wanted.name or business.name))
    return 0


def delete(wanted: Namespace) -> int:
    """Move a business to the trash, with all that hangs on it."""
    with opened(wanted) as held:
        business = named(held, wanted.business)
        businesses.delete(held, business.id)
    say(_("Moved to the trash: {title}").format(title=business.name))
    return 0


def _logo(wanted: Namespace) -> bytes | None:
    return files.read(wanted.logo).data if wanted.logo else None


def _rival(held: Workspace, wanted: Namespace) -> dict[str, Any]:
    if wanted.competitor_of is None:
        return {}
    return {"competitor_of": named(held, wanted.competitor_of).id if wanted.competitor_of.strip() else None}


def _store(held: Workspace, business: Business, wanted: Namespace, rival: dict[str, Any], logo: bytes | None) -> None:
    given = rival | {name: getattr(wanted, name) for name in _PLAIN if getattr(wanted, name) is not None}
    if wanted.person is not None:
        given["people"] = tuple(wanted.person)
    if given:
        businesses.update(held, replace(business, **given))
    if logo is not None:
        businesses.set_logo(held, business.id, logo)
