"""What the business's screens ask of the workspace; each runs on the lane."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from oracle.model.change import Change
from oracle.model.journey import Business


class Known(Struct, frozen=True):
    """A business, the others there are, and how many steps each of its people handles."""

    business: Business
    others: tuple[Business, ...]
    handlers: dict[str, int]


def known(workspace: Any, business_id: str) -> Known:
    """The business and what stands around it; NotFound."""
    from oracle.workspace import businesses, handling

    own = businesses.get(workspace, business_id)
    others = tuple(each for each in businesses.list_all(workspace) if each.id != business_id)
    return Known(own, others, handling.handlers(workspace, business_id))


def add(workspace: Any, name: str, url: str, currency: str) -> Change:
    """Add a business."""
    from oracle.workspace import businesses

    return businesses.add(workspace, name=name, url=url, currency=currency)


def get(workspace: Any, business_id: str) -> Business:
    """The business; NotFound."""
    from oracle.workspace import businesses

    return businesses.get(workspace, business_id)


def update(workspace: Any, business: Business) -> Change:
    """Store all that is typed."""
    from oracle.workspace import businesses

    return businesses.update(workspace, business)


def set_logo(workspace: Any, business_id: str, data: bytes | None) -> Change:
    """Store a logo, or take it away."""
    from oracle.workspace import businesses

    return businesses.set_logo(workspace, business_id, data)


def picture(workspace: Any, digest: str) -> bytes:
    """The bytes of a stored logo, to have them again after they were taken away."""
    from oracle.workspace import captures

    return captures.image(workspace, digest)


def rename_handler(workspace: Any, business_id: str, old: str, new: str) -> Change:
    """Write another name at every step that somebody handles."""
    from oracle.workspace import handling

    return handling.rename(workspace, business_id, old, new)


def delete(workspace: Any, business_id: str) -> Change:
    """Move a business to the trash with all that hangs on it."""
    from oracle.workspace import businesses

    return businesses.delete(workspace, business_id)


def restore(workspace: Any, business_id: str) -> Change:
    """Bring a business back from the trash."""
    from oracle.workspace import trash

    return trash.restore(workspace, business_id)
