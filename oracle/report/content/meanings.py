"""How the ratings are meant: the words and formulas that every report explains itself with."""

from __future__ import annotations

from oracle.language import _
from oracle.report.content.parts import Fact


def frictions() -> tuple[str, ...]:
    """What each friction 0 to 4 means."""
    return (
        _("No trouble at all"),
        _("A small hitch"),
        _("Slowed down"),
        _("Nearly gave up"),
        _("Could not go on"),
    )


def severities() -> tuple[str, ...]:
    """What each severity 1 to 4 means."""
    return (
        _("Looks or reads wrong; nobody is held up"),
        _("A small delay or doubt"),
        _("Costs time, trust or money; some give up"),
        _("Nobody gets past without help"),
    )


def meanings() -> tuple[Fact, ...]:
    """The figures of a report with their formulas."""
    return (
        Fact(
            _("Road quality"),
            _(
                "100 is smooth all the way, 0 is blocked at every step. 100 × (1 − sum of weight × friction ÷ "
                "(4 × sum of weights)), over the steps that were rated. Moments of truth weigh 2, other steps 1. "
                "Where the tester would have left, was blocked, or where nothing came, friction counts as 4."
            ),
        ),
        Fact(
            _("Height of the road"),
            _(
                "How the tester felt, from Angry (−2) to Delighted (+2). Where no feeling was given, "
                "1 − 0.75 × friction, and the dot is dashed. Where nothing was rated, the road is dashed."
            ),
        ),
        Fact(
            _("The dip"),
            _(
                "Each stretch after the sale, or after the decision where nothing is sold, in which the feeling is "
                "below neutral, from its last high to its recovery."
            ),
        ),
        Fact(
            _("Severity"),
            _(
                "One, and one more for each yes: could it cost money, trust or the goal? Is it hard to get past? Is it "
                "still there on the second try? “At least” means that a question could not be answered."
            ),
        ),
        Fact(
            _("Priority"),
            _(
                "Severity × reach, 16 at most. Reach: everyone 4, most 3, some 2, a few 1; “assumed” where it was not "
                "answered. With equal priority the smaller effort comes first."
            ),
        ),
    )
