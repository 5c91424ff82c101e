"""A business with what stands around it, as its screen reads it on the lane."""

from __future__ import annotations

from msgspec import Struct

from oracle.model.journey import Business
from oracle.workspace import Workspace, businesses, handling


class Known(Struct, frozen=True):
    """A business, the others there are, and how many steps each of its people handles."""

    business: Business
    others: tuple[Business, ...]
    handlers: dict[str, int]


def known(workspace: Workspace, business_id: str) -> Known:
    """The business and what stands around it; NotFound."""
    own = businesses.get(workspace, business_id)
    others = tuple(each for each in businesses.list_all(workspace) if each.id != business_id)
    return Known(own, others, handling.handlers(workspace, business_id))
