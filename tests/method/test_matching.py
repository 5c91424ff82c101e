"""Which step of an older road is which of a newer one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method.matching import How, Pair, matched, matched_back
from oracle.model.journey import Step
from oracle.model.ratings import ChannelKind
from tests.report.sample import step

TITLES = st.lists(
    st.sampled_from(["Pays", "Pays by card", "Looks", "Looks around", "Asks", "Reads", "", "É"]), max_size=9
)


def road(prefix: str, *titles: str) -> list[Step]:
    return [step(number, id=f"{prefix}{number}", title=title) for number, title in enumerate(titles, 1)]


def ids(pairs: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [(pair.then.id if pair.then else "", pair.now.id if pair.now else "") for pair in pairs]


def test_identity_wins_over_a_title_that_is_more_alike() -> None:
    then = road("s", "Pays for the order", "Reads the page")
    now = [replace(then[1], number=1, title="Pays for the order"), replace(then[0], number=2, title="Reads the page")]
    assert ids(matched(then, now, {})) == [("s2", "s2"), ("s1", "s1")]
    assert {pair.how for pair in matched(then, now, {})} == {How.IDENTITY}


def test_steps_that_all_changed_are_told_by_their_titles() -> None:
    then = road("a", "Sees the sale post", "Reads the product page", "Pays for the order")
    now = road("b", "Sees the sale poster", "Pays for an order", "Gets the parcel", "Reads the page of the product")
    found = matched(then, now, {})
    assert ids(found) == [("a1", "b1"), ("a3", "b2"), ("", "b3"), ("a2", "b4")]
    assert [pair.how for pair in found] == [How.LIKENESS, How.LIKENESS, None, How.LIKENESS]


def test_a_link_and_a_channel_speak_for_a_pair_too() -> None:
    then = [step(1, id="a1", title="Opens the shop", link="https://x.example/", channel=ChannelKind.SOCIAL)]
    now = [
        step(1, id="b1", title="Opens the door", channel=ChannelKind.SHOP),
        step(2, id="b2", title="Opens the app", link="https://x.example/", channel=ChannelKind.SOCIAL),
    ]
    assert ids(matched(then, now, {})) == [("", "b1"), ("a1", "b2")]


def test_what_is_not_alike_stays_alone_and_stands_where_it_was() -> None:
    then = road("s", "One", "Old thing", "Two")
    now = [then[0], replace(then[2], number=2), step(3, id="s9", title="Quite another matter")]
    assert ids(matched(then, now, {})) == [("s1", "s1"), ("s2", ""), ("s3", "s3"), ("", "s9")]
    assert ids(matched(road("a", "Alpha"), road("b", "Omega zeta"), {})) == [("a1", ""), ("", "b1")]


def test_corrections_come_before_everything() -> None:
    then, now = road("s", "Pays", "Reads"), road("s", "Pays", "Reads")
    turned = matched(then, now, {"s1": "s2"})
    assert ids(turned) == [("", "s1"), ("s1", "s2"), ("s2", "")]
    assert turned[1].how is How.BY_HAND
    alone = matched(then, now, {"s1": None})
    assert ("s1", "") in ids(alone)
    assert ("", "s1") in ids(alone)


def test_a_correction_to_a_step_that_is_gone_is_passed_over() -> None:
    then, now = road("s", "Pays", "Reads"), road("s", "Pays", "Reads")
    assert ids(matched(then, now, {"s1": "gone", "nowhere": "s2"})) == [("s1", "s1"), ("s2", "s2")]


def test_two_corrections_never_lead_to_one_step() -> None:
    then, now = road("a", "Pays", "Reads"), road("b", "Pays", "Reads")
    found = matched(then, now, {"a1": "b2", "a2": "b2"})
    assert ("a1", "b2") in ids(found)
    assert ("a2", "b2") not in ids(found)


@given(TITLES, TITLES, st.dictionaries(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9)), max_size=4))
def test_every_step_stands_once_on_either_side(then: list[str], now: list[str], by_hand: dict[int, int | None]) -> None:
    old, new = road("a", *then), road("b", *now)
    corrections = {f"a{one}": None if other is None else f"b{other}" for one, other in by_hand.items()}
    found = matched(old, new, corrections)
    assert sorted(pair.then.id for pair in found if pair.then) == sorted(each.id for each in old)
    assert [pair.now.id for pair in found if pair.now] == [each.id for each in new]
    assert all((pair.how is None) == (pair.then is None or pair.now is None) for pair in found)
    back = matched_back(new, old, corrections)
    assert {(one, other) for other, one in ids(back)} == set(ids(found))
    assert [pair.now.id for pair in back if pair.now] == [each.id for each in old]


@given(TITLES)
def test_a_road_is_matched_with_itself(titles: list[str]) -> None:
    steps = road("s", *titles)
    assert ids(matched(steps, steps, {})) == [(each.id, each.id) for each in steps]


def test_a_thousand_changed_steps_find_their_partners() -> None:
    then = road("a", *(f"Fills in page {n} of the form" for n in range(1000)))
    now = road("b", *(f"Fills in page {n} of a form" for n in range(1000)))
    found = matched(then, now, {})
    assert [(one[1:], other[1:]) for one, other in ids(found)] == [(str(n), str(n)) for n in range(1, 1001)]
