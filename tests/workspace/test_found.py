"""What looks private on a capture is kept with it, within its edges, and never what it says."""

from __future__ import annotations

import pytest

from oracle.errors import NotFound
from oracle.method import private
from oracle.model.mark import Private, PrivateKind
from oracle.model.walk import Cover, OpenWalk
from oracle.workspace import Workspace, burning, captures, found
from tests.workspace.conftest import Snap

CARD = Private(kind=PrivateKind.CARD, x=-4, y=4, width=30, height=10, hint="•••• •••• •••• 1111")
MAIL = Private(kind=PrivateKind.MAIL, x=10, y=20, width=30, height=10, hint="w••••@example.com")
OUTSIDE = Private(kind=PrivateKind.MAIL, x=10, y=200, width=30, height=10, hint="x••••@example.com")


def test_finds_are_kept_with_the_capture(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    made = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap()).id
    assert captures.get(ws, made).found is None
    assert found.set_found(ws, made, ()).ids == (made, walk.walk.id)
    assert captures.get(ws, made).found == ()
    found.set_found(ws, made, (CARD, OUTSIDE))
    (kept,) = captures.get(ws, made).found or ()
    assert (kept.x, kept.width, kept.hint) == (0, 26, CARD.hint)
    found.add_found(ws, made, captures.get(ws, made).image, (CARD, MAIL))
    assert [each.kind for each in captures.get(ws, made).found or ()] == [PrivateKind.CARD, PrivateKind.MAIL]
    with pytest.raises(NotFound):
        found.set_found(ws, "nobody", ())


def test_what_was_burnt_in_looks_private_no_more(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    made = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap()).id
    found.set_found(ws, made, (CARD, MAIL))
    captures.add_redactions(ws, made, [Cover(x=0, y=2, width=30, height=14)])
    before = captures.get(ws, made)
    burning.burn_in(ws, made)
    left = captures.get(ws, made)
    found.add_found(ws, made, before.image, (CARD, MAIL))  # a look that had begun
    assert captures.get(ws, made) == left
    assert [each.kind for each in left.found or ()] == [PrivateKind.MAIL]
    assert [each.kind for each in private.uncovered(left)] == [PrivateKind.MAIL]
