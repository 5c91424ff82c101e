"""What it costs a month to leave a pothole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.method import money
from oracle.method.cost import Costs, costs, formula, words
from oracle.model.journey import Journey, Step, Version
from oracle.model.pothole import Pothole
from oracle.model.ratings import Kind, State
from tests.report.sample import START, pothole, step, version

STEPS = 9


def journey(road: Version, **figures: Any) -> Journey:
    given: dict[str, Any] = {"people_a_month": 100, "worth": Decimal(95), "worth_again": Decimal(60)} | figures
    return Journey(
        id="j1", business_id="b1", persona_id="c1", kind=Kind.BUY, title="Buys", version=road, created_at=START, **given
    )


def read(holes: Sequence[Pothole], steps: Sequence[Step] | None = None, **figures: Any) -> Costs:
    road = version(steps or [step(n) for n in range(1, STEPS + 1)])
    return costs(journey(road, **figures), holes)


def test_the_example_of_the_product_page() -> None:
    found = read([pothole(1, 4, severity=3, reach=3), pothole(2, 7, severity=4, reach=4)])
    one, other = found.by_pothole["h1"], found.by_pothole["h2"]
    assert one
    assert other
    assert (int(one.lost), int(one.amount)) == (14, 1330)
    assert (int(other.people), int(other.lost), int(other.amount)) == (86, 43, 4085)
    assert found.total == 5415
    assert words(found.total, "GBP") == "about £5,400 a month"


def test_the_formula_is_told() -> None:
    sale = [step(1, sale=True), step(2)]
    found = read([pothole(1, 1, severity=3, reach=4), pothole(2, 2, severity=4, reach=2)], sale, people_a_month=12)
    one, other = (found.by_pothole[name] for name in ("h1", "h2"))
    assert one
    assert other
    assert formula(one, Kind.BUY, "GBP") == "12 people × 20\u00a0% lost × £95"
    assert formula(other, Kind.BUY, "GBP") == "9.6 orders × 30\u00a0% meet it × 50\u00a0% lost × £60"
    assert formula(other, Kind.JOIN, "") == "9.6 people × 30\u00a0% meet it × 50\u00a0% lost × 60"


def test_several_at_one_step_share_what_they_lose_together() -> None:
    found = read([pothole(1, 2, severity=4, reach=4), pothole(2, 2, severity=4, reach=4)])
    each = found.by_pothole["h1"]
    assert each
    assert found.total == 75 * 95
    assert found.amount("h1") == found.amount("h2") == Decimal("37.5") * 95
    assert "1 other pothole of this step" in formula(each, Kind.BUY, "GBP")


def test_a_steps_own_figure_stands_before_what_the_road_brings() -> None:
    steps = [step(1), step(2, people_a_month=10), step(3)]
    found = read([pothole(n, n, severity=4, reach=4) for n in (1, 2, 3)], steps)
    assert [cost.people for cost in found.by_pothole.values() if cost] == [100, 10, 5]
    unknown = read([pothole(n, n, severity=4, reach=4) for n in (1, 2, 3)], steps, people_a_month=None)
    assert [cost and cost.people for cost in unknown.by_pothole.values()] == [None, 10, 5]


def test_after_the_sale_counts_what_one_who_comes_back_is_worth() -> None:
    steps = [step(1), step(2, sale=True), step(3)]
    holes = [pothole(n, n, severity=2, reach=1) for n in (1, 2, 3)]
    assert [cost and cost.worth for cost in read(holes, steps).by_pothole.values()] == [95, 95, 60]
    assert read(holes, steps, worth_again=None).amount("h3") is None
    lost_before = read([*holes[:1]], steps, worth=None)
    assert lost_before.amount("h1") is None
    assert lost_before.total is None


@pytest.mark.parametrize(
    "change",
    [{"severity": None}, {"bright": True}, {"state": State.VERIFIED}, {"state": State.WONT_REPAIR}, {"step": 99}],
)
def test_what_has_no_figures_or_is_not_open_has_no_cost(change: dict[str, Any]) -> None:
    place = change.pop("step", 1)
    found = read([pothole(1, place, **{"severity": 3, "reach": 4} | change), pothole(2, 2, severity=3, reach=4)])
    assert found.amount("h1") is None
    assert found.total == found.amount("h2") == 100 * Decimal("0.2") * 95
    assert words(found.amount("h1"), "GBP") == "–"


def test_an_own_share_stands_before_the_severity_even_where_that_is_missing() -> None:
    found = read([pothole(1, 1, severity=None, reach=None, share_lost=Decimal("0.1"))])
    assert found.amount("h1") == 100 * Decimal("0.7") * Decimal("0.1") * 95
    nothing = read([pothole(1, 1, severity=4, reach=4, share_lost=Decimal(0)), pothole(2, 1, severity=1, reach=1)])
    assert nothing.amount("h1") == 0
    assert nothing.amount("h2") == 100 * Decimal("0.001") * 95


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [
        ("5415", "GBP", "about £5,400"),
        ("95", "EUR", "about €95"),
        ("99.5", "EUR", "about €100"),
        ("1250", "kr", "about 1,300\u00a0kr"),
        ("0.375", "Taler", "about 0.38\u00a0Taler"),
        ("0.0001", "", "about 0"),
        ("0", "GBP", "about £0"),
        ("123456789012", "USD", "about $120,000,000,000"),
    ],
)
def test_money_is_told_in_two_significant_digits(amount: str, currency: str, told: str) -> None:
    assert money.about(Decimal(amount), currency) == told


HOLES = st.lists(
    st.tuples(
        st.integers(1, STEPS),
        st.sampled_from([None, 1, 2, 3, 4]),
        st.sampled_from([None, 1, 2, 3, 4]),
        st.sampled_from([None, Decimal(0), Decimal("0.25"), Decimal(1)]),
        st.sampled_from(list(State)),
    ),
    max_size=12,
)


@given(HOLES, st.integers(0, 10**7))
def test_nobody_is_lost_twice(rows: list[tuple[Any, ...]], people: int) -> None:
    holes = [
        pothole(n, at, severity=severity, reach=reach, share_lost=share, state=state)
        for n, (at, severity, reach, share, state) in enumerate(rows, 1)
    ]
    found = read(holes, people_a_month=people)
    known = [cost for cost in found.by_pothole.values() if cost]
    assert set(found.by_pothole) == {hole.id for hole in holes}
    assert all(0 <= cost.lost <= cost.people + Decimal("1e-12") for cost in known)
    assert sum(cost.lost for cost in known) <= people + Decimal("1e-9")
    assert sum((cost.amount for cost in known), Decimal(0)) == (found.total or 0)


@given(HOLES)
def test_the_order_of_the_potholes_does_not_count(rows: list[tuple[Any, ...]]) -> None:
    holes = [
        pothole(n, at, severity=severity, reach=reach, share_lost=share, state=state)
        for n, (at, severity, reach, share, state) in enumerate(rows, 1)
    ]
    one, other = read(holes), read(holes[::-1])
    for hole in holes:
        a, b = one.amount(hole.id), other.amount(hole.id)
        assert (a is None) == (b is None)
        assert a is None or b is None or abs(a - b) < Decimal("1e-9")
