"""How far testers agree: plain words, and Krippendorff's alpha from ten potholes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method.agreement import agreement, alpha, details, sentence
from oracle.model.pothole import Pothole, Sighting
from tests.report.sample import pothole

EXAMPLE = [(4, 4), (3, 3), (2, 3), (1, 2), (3, 3), (2, 2, 3), (4,)]
UNITS = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=5), max_size=20)


def rated(*severities: int | None) -> Pothole:
    """A pothole with a severity from each walk w1, w2 …"""
    seen = tuple(
        Sighting(id=f"g{at}", pothole_id="h", walk_id=f"w{at}", severity=value)
        for at, value in enumerate(severities, 1)
    )
    return replace(pothole(1, 1), sightings=seen)


EVERYBODY = {f"w{n}": f"t{n}" for n in range(1, 10)}


def test_alpha_of_the_product_page() -> None:
    assert alpha(EXAMPLE) == pytest.approx(0.673, abs=0.0005)


@given(UNITS)
def test_alpha_is_one_exactly_where_all_agree(units: list[list[int]]) -> None:
    found = alpha(units)
    paired = [unit for unit in units if len(unit) > 1]
    if len({value for unit in paired for value in unit}) < 2:
        assert found is None
        return
    assert found is not None
    assert found <= 1 + 1e-12
    assert (found == pytest.approx(1)) == all(len(set(unit)) == 1 for unit in paired)


@given(UNITS, st.randoms(use_true_random=False))
def test_alpha_does_not_care_who_rated_or_in_which_order(units: list[list[int]], random: object) -> None:
    mixed = [sorted(unit) for unit in units]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = alpha(units), alpha(mixed)
    assert (one is None) == (other is None)
    if one is not None:
        assert one == pytest.approx(other)


@given(UNITS, st.integers(1, 4))
def test_a_unit_with_one_rating_counts_for_nothing(units: list[list[int]], value: int) -> None:
    one, other = alpha(units), alpha([*units, [value]])
    assert one == other if one is None else one == pytest.approx(other)


def test_agreement_says_first_how_many_are_the_same() -> None:
    found = agreement([rated(3, 3), rated(2, 3), rated(1, 4), rated(2), rated(None, 2)], EVERYBODY)
    assert (found.units, found.same, found.apart, found.alpha) == (3, 1, 1, None)
    assert sentence(found) == "Rated the same 1 of 3, two or more apart 1."
    assert details(found) == ""


def test_alpha_comes_from_ten_potholes_on_and_not_without_variation() -> None:
    nine, ten = agreement([rated(3, 2)] * 9, EVERYBODY), agreement([rated(3, 2)] * 10, EVERYBODY)
    assert nine.alpha is None
    assert ten.alpha is not None
    same = agreement([rated(3, 3)] * 12, EVERYBODY)
    assert same.alpha is None
    assert "cannot be computed" in details(same)
    assert "over 10 potholes" in details(ten)


def test_nobody_counts_twice_and_bright_spots_not_at_all() -> None:
    one_person = {"w1": "t1", "w2": "t1", "w3": "t2"}
    assert agreement([rated(1, 4, 1)], one_person).same == 1
    assert agreement([replace(rated(1, 4), bright=True)], EVERYBODY).units == 0
    assert agreement([rated(1, 4)], {"w1": "t1"}).units == 0
    assert "No pothole was rated by two people" in sentence(agreement([], EVERYBODY))
