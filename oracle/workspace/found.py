"""What looks private on captures: suggestions, kept until somebody covers or answers them."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.method import private
from oracle.model.change import Change, Subject, change
from oracle.model.mark import Private
from oracle.workspace import capture_rows, rows
from oracle.workspace.schema import capture as table
from oracle.workspace.workspace import Workspace


def set_found(workspace: Workspace, capture_id: str, found: Iterable[Private]) -> Change:
    """Keep what was found on a capture, cut at its edges, in the place of what was found before; NotFound."""
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        kept = private.within(found, capture.width, capture.height)
        rows.change_one(connection, table, capture_id, found=kept)
    return change(Subject.CAPTURE, capture.id, capture.walk_id)


def add_found(workspace: Workspace, capture_id: str, image: str, found: Iterable[Private]) -> Change:
    """Keep what a look at the picture `image` found beside what is known already; NotFound.

    A look takes a while: when another picture was burnt in meanwhile, its places are of one that is no more.
    """
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        if capture.image == image:
            kept = private.within(private.merged(capture.found or (), found), capture.width, capture.height)
            rows.change_one(connection, table, capture_id, found=kept)
    return change(Subject.CAPTURE, capture.id, capture.walk_id)
