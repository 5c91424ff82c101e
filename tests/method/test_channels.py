"""Channels by stage, and the gaps."""

from __future__ import annotations

from oracle import words
from oracle.method.channels import coverage
from oracle.model.journey import Persona, Stage, Step
from oracle.model.ratings import ChannelKind as Kind


def stage(name: str, *kinds: Kind, label: str = "") -> Stage:
    return Stage(
        name=name,
        steps=tuple(
            Step(id=f"{name}{n}", number=n, title="x", channel=k, channel_label=label) for n, k in enumerate(kinds, 1)
        ),
    )


def persona(*looks: tuple[str, Kind]) -> Persona:
    return Persona(id="p", business_id="b", name="Wendy", looks=looks)


def test_channels_stand_once_in_the_order_of_their_steps() -> None:
    (found,) = coverage([stage("Delivery", Kind.POST, Kind.EMAIL, Kind.POST)], persona())
    assert [kind for kind, _label in found.channels] == [Kind.POST, Kind.EMAIL]


def test_two_names_of_one_kind_are_two_channels() -> None:
    own = Stage(
        name="A",
        steps=(*stage("A", Kind.SOCIAL, label="Instagram").steps, *stage("A", Kind.SOCIAL, label="TikTok").steps),
    )
    assert [label for _kind, label in coverage([own], persona())[0].channels] == ["Instagram", "TikTok"]


def test_nothing_ticked_is_coverage_only() -> None:
    (found,) = coverage([stage("Loyalty")], persona())
    assert (found.gaps, found.looked_for) == ((), False)


def test_a_gap_is_where_she_looks_and_nobody_is() -> None:
    wendy = persona(("Loyalty", Kind.EMAIL), ("loyalty ", Kind.SHOP), ("Delivery", Kind.CHAT))
    delivery, loyalty = coverage([stage("Delivery", Kind.CHAT), stage("Loyalty", Kind.EMAIL)], wendy)
    assert (delivery.gaps, delivery.looked_for) == ((), True)
    assert loyalty.gaps == (Kind.SHOP,)
    assert words.channel_gap("Loyalty", Kind.EMAIL) == "Nothing in Loyalty by e-mail"


def test_another_journey_with_her_closes_a_gap_but_is_not_shown_as_covered_here() -> None:
    wendy = persona(("Loyalty", Kind.EMAIL))
    (found,) = coverage([stage("Loyalty", Kind.POST)], wendy, [stage("LOYALTY", Kind.EMAIL)])
    assert found.gaps == ()
    assert [kind for kind, _label in found.channels] == [Kind.POST]


def test_every_kind_has_its_words() -> None:
    assert all(words.channel_gap("Awareness", kind).startswith("Nothing in Awareness ") for kind in Kind)
