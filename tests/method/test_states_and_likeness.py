"""How states follow, and what is proposed as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.method.likeness import PROPOSED, Titled, likeness, proposed
from oracle.method.states import after, offered, seen_again
from oracle.model.ratings import State, Verdict


def titled(identity: str, title: str, *places: str) -> Titled:
    return Titled(identity, title, frozenset(places))


@pytest.mark.parametrize("now", list(State))
def test_only_a_walk_verifies_and_only_a_walk_sees_again(now: State) -> None:
    offer = set(offered(now)) - {now}
    assert State.VERIFIED not in offer
    assert State.BACK_AGAIN not in offer
    assert {State.OPEN, State.PLANNED, State.REPAIRED, State.WONT_REPAIR} <= {now, *offer}
    assert after(now, Verdict.FIXED) is State.VERIFIED
    assert after(now, Verdict.NOT_CHECKED) is after(now, None) is now
    again = State.BACK_AGAIN if now in {State.REPAIRED, State.VERIFIED} else now
    assert seen_again(now) is after(now, Verdict.STILL_THERE) is after(now, Verdict.WORSE) is again


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("No price on the page", "No price on this page", True),
        ("Price missing", "price  MISSING!", True),
        ("Chat promises, but never answers", "The chat never answers", True),
        ("Tracking link dead, no one answers", "Dead tracking link", True),
        ("Sale code refused without a reason", "Care card is for another plant", False),
        ("Pop-up covers the pay button", "Parcel shop has no space for pots", False),
        ("", "", False),
        ("…", "…", False),
    ],
)
def test_titles_that_say_the_same_are_alike(one: str, other: str, same: bool) -> None:
    assert (likeness(one, other) >= PROPOSED) is same


def test_the_same_step_makes_two_titles_more_alike_but_never_alone() -> None:
    def value(other: str, place: str) -> float:
        found = proposed([titled("a", "No price on the page", "s1"), titled("b", other, place)])
        return found[0].likeness if found else 0

    assert value("The page has no price", "s2") == pytest.approx(
        likeness("No price on the page", "The page has no price")
    )
    assert value("The page has no price", "s2") < value("The page has no price", "s1") < 1
    assert value("Слон", "s1") == 0


@given(st.lists(st.text("abc ", max_size=12), max_size=12))
def test_what_is_proposed_is_as_alike_as_each_two_are(titles: list[str]) -> None:
    things = [titled(str(n), title) for n, title in enumerate(titles)]
    for pair in proposed(things):
        assert pair.likeness == likeness(titles[int(pair.one)], titles[int(pair.other)]) >= PROPOSED


def test_pairs_are_proposed_most_alike_first_and_each_once() -> None:
    found = proposed(
        [
            titled("a", "Chat never answers", "s1"),
            titled("b", "The chat never answers", "s1"),
            titled("c", "Chat never answers", "s1"),
            titled("d", "Parcel shop is closed", "s2"),
        ]
    )
    assert [(pair.one, pair.other) for pair in found] == [("a", "c"), ("a", "b"), ("b", "c")]
    assert found[0].likeness == pytest.approx(1)


def test_thousands_with_the_same_words_are_not_compared_each_with_each() -> None:
    many = [titled(str(n), f"Step {n} of the road is rough") for n in range(5_000)]
    assert len(proposed(many)) <= 200


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_does_not_depend_on_the_order(one: str, other: str) -> None:
    value = likeness(one, other)
    assert 0 <= value <= 1
    assert value == likeness(other, one)
    assert likeness(one, one) in {0, 1}
