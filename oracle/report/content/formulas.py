"""The readings of the method by name, and how each comes about, in words: shown wherever a reading is shown."""

from __future__ import annotations

from enum import StrEnum

from oracle.language import _


class Topic(StrEnum):
    """What is read from a walk."""

    QUALITY = "quality"
    DIP = "dip"
    GAPS = "gaps"
    ABSENT = "absent"
    LEAVING = "leaving"
    RECOVERY = "recovery"
    EXTRAS = "extras"
    WORDS = "words"
    CHANNELS = "channels"
    TIME = "time"
    COST = "cost"
    ROADS = "roads"


def title(topic: Topic) -> str:
    """What a reading is called."""
    return {
        Topic.QUALITY: _("Road quality"),
        Topic.DIP: _("The dip"),
        Topic.GAPS: _("Expected and met"),
        Topic.ABSENT: _("What did not happen"),
        Topic.LEAVING: _("Where people would leave"),
        Topic.RECOVERY: _("How bumps were handled"),
        Topic.EXTRAS: _("Quality, promptness, care"),
        Topic.WORDS: _("Words that confuse"),
        Topic.CHANNELS: _("Channels by stage"),
        Topic.TIME: _("Time lost"),
        Topic.COST: _("What it costs a month"),
        Topic.ROADS: _("The four roads"),
    }[topic]


def formula(topic: Topic) -> str:
    """How it comes about, in a sentence or two."""
    return {
        Topic.QUALITY: _(
            "100 × (1 − Σ w·f ÷ (4 · Σ w)): f is the friction of a rated step, w is 2 at a moment of truth, else 1. "
            "A step where you would leave, were blocked, or nothing came counts 4. 100 is smooth."
        ),
        Topic.DIP: _(
            "Each stretch after the sale, or after the decision where nothing is sold, in which the feeling is below "
            "neutral, from its last high to its recovery. Depth is the high minus the low; the deepest is shown."
        ),
        Topic.GAPS: _(
            "Friction met minus the friction that the owner expected, at steps that have both; widest first."
        ),
        Topic.ABSENT: _("Lines of the checklists answered with no, and what was awaited and never came."),
        Topic.LEAVING: _("Steps at which the tester said “I would leave here”. A trap is a pothole."),
        Topic.RECOVERY: _(
            "At each step of friction 3 or more: was there an apology, a person, the truth? All three: handled well."
        ),
        Topic.EXTRAS: _("The mean of what was rated from 1 to 5; every rated step counts the same."),
        Topic.WORDS: _(
            "Potholes with the cause “Unclear words”, and notes that speak of confusion. The words named are what "
            "stands there in quotation marks, and abbreviations."
        ),
        Topic.CHANNELS: _(
            "Where each stage has steps. A gap is where the customer looks and no step of that stage is, "
            "in any of their journeys."
        ),
        Topic.TIME: _(
            "The time at a step of friction 2 or more, less the median time of this walk’s smooth steps (friction 0 "
            "or 1), where it is more. Waits: when it came, less when it was due."
        ),
        Topic.COST: _(
            "People at the step × share that meets it × share of these that is lost × what one is worth. Reckoned on "
            "the journey as it is today, with all its open potholes: several at one step share its loss. An estimate, "
            "to two digits."
        ),
        Topic.ROADS: _("Walks of each kind of journey of this business that came to an end."),
    }[topic]
