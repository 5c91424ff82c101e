"""Severity without training: three questions and one about reach."""

from __future__ import annotations

from oracle.model.pothole import Pothole

INDEPENDENT = 3  # walks from which on a reach is proposed


def from_answers(costly: bool | None, hard: bool | None, persistent: bool | None) -> tuple[int, bool]:
    """Severity 1 to 4 and whether it is "at least", from yes (True), no (False) or cannot tell (None).

    Source: product page, "Severity without training": could it cost money, trust or the goal? hard to get past? still
    there on the second try? Severity = 1 + yeses. "Cannot tell" counts as no and makes the figure "at least".
    """
    answers = (costly, hard, persistent)
    return 1 + sum(answer is True for answer in answers), None in answers


def reach_from_answer(everybody_must_pass: bool | None) -> int | None:
    """Reach 4 for a path everybody must take, 2 for another, None (counted as most, assumed) when not answered.

    Source: product page, "Reach".
    """
    if everybody_must_pass is None:
        return None
    return 4 if everybody_must_pass else 2


def reach_from_walks(met: int, rated: int) -> int | None:
    """The reach that walks speak for: `met` of the `rated` ones that came by met it; None under three of them.

    Source: product page, "Reach": all → 4, over half → 3, over a quarter → 2, else 1. Only independent walks count:
    those of people who had not been shown the pothole.
    """
    if rated < INDEPENDENT:
        return None
    if met >= rated:
        return 4
    return 3 if 2 * met > rated else 2 if 4 * met > rated else 1


def highest(pothole: Pothole) -> tuple[int | None, bool]:
    """The highest severity that a tester gave, and whether it is only a lower bound; what the owner's follows.

    Source: product page, "sighting": the pothole's own severity is by default the highest sighting's.
    """
    given = [(seen.severity, seen.severity_at_least) for seen in pothole.sightings if seen.severity is not None]
    return max(given, key=lambda each: (each[0], not each[1]), default=(None, False))
