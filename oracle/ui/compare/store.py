"""What the compare screen reads, each in one go on the lane."""

from __future__ import annotations

from dataclasses import dataclass

from oracle.method.comparing import Comparison, Material, compare
from oracle.model.change import Change
from oracle.model.record import JourneyRecord
from oracle.model.walk import WalkCard
from oracle.workspace import Workspace, businesses, comparisons, matches, reads, walks


@dataclass(frozen=True, slots=True)
class Compared:
    """Two walks compared, and which others could stand there: of the same journey, and of rivals' ones."""

    found: Comparison
    material: Material
    own: tuple[WalkCard, ...]
    rivals: tuple[WalkCard, ...]


def read(workspace: Workspace, then_id: str, now_id: str) -> Compared:
    """Compares the two; NotFound, InputError where they have nothing in common."""
    material = comparisons.material(workspace, then_id, now_id)
    own, rivals = choices(workspace, now_id)
    return Compared(compare(material), material, own, rivals)


def choices(workspace: Workspace, walk_id: str) -> tuple[tuple[WalkCard, ...], tuple[WalkCard, ...]]:
    """Walks with something to compare, newest first: those of the walk's journey, and those of rivals."""
    card = walks.card(workspace, walk_id)
    every = [each for each in walks.cards(workspace) if each.rated or each.walk.id == walk_id]
    own = tuple(each for each in every if each.walk.journey_id == card.walk.journey_id)
    rivals = _rivals(workspace, card.business_id)
    return own, tuple(each for each in every if each.business_id in rivals)


def _rivals(workspace: Workspace, business_id: str) -> frozenset[str]:
    """Ids of the businesses that compete with this one, whichever of the two says so."""
    own = businesses.get(workspace, business_id)
    theirs = {each.id for each in businesses.list_all(workspace) if each.competitor_of == business_id}
    return frozenset(theirs | ({own.competitor_of} if own.competitor_of else set()))


def newest_two(workspace: Workspace, walk_id: str) -> tuple[str, str] | None:
    """A walk and the one before it that can stand beside it: ids of then and now; None where there is no other."""
    own, rivals = choices(workspace, walk_id)
    card = walks.card(workspace, walk_id)
    others = [each for each in own if each.walk.id != walk_id]
    earlier = [each for each in others if each.walk.number < card.walk.number]
    found = next(iter(earlier), None) or next(iter(others), None) or next(iter(rivals), None)
    return None if found is None else (found.walk.id, walk_id)


def correct(workspace: Workspace, journey_id: str, corrections: tuple[tuple[str, str | None, bool], ...]) -> Change:
    """Stores corrections of matched steps: (older step, step now or None, whether it is to be proposed again)."""
    wanted = {then_id: now_id for then_id, now_id, again in corrections if not again}
    return matches.correct(workspace, journey_id, wanted, again=[each for each, _now, again in corrections if again])


def several(workspace: Workspace, walk_id: str) -> JourneyRecord:
    """The journey of a walk with all its walks and potholes; NotFound."""
    return reads.journey_record(workspace, walks.card(workspace, walk_id).walk.journey_id)
