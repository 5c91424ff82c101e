"""The matrix of potholes as a display list."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from oracle.method.priority import SOON
from oracle.model.ratings import Effort
from oracle.report.charts.matrix import CELL_KEY, LEAST_HEIGHT, LEVELS, Spot, cell_key, matrix
from oracle.report.display import Hit, Label

EFFORTS = (*Effort, None)
SPOTS = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 4), st.sampled_from(EFFORTS), st.integers(1, 30)), max_size=60
)


def spots(found: list[tuple[int, int, Effort | None, int]]) -> tuple[Spot, ...]:
    return tuple(
        Spot(f"p{at}", f"{walk}.{at}", f"Hole {at}", severity, severity * reach, effort)
        for at, (severity, reach, effort, walk) in enumerate(found)
    )


def apart(one: Hit, other: Hit) -> bool:
    across = one.x + one.width <= other.x + 7 or other.x + other.width <= one.x + 7
    return across or one.y + one.height <= other.y + 7 or other.y + other.height <= one.y + 7


def test_every_priority_has_a_row_and_the_line_is_at_eight() -> None:
    assert sorted(LEVELS) == sorted({severity * reach for severity in range(1, 5) for reach in range(1, 5)})
    drawn = matrix(spots([(2, 4, Effort.SMALL, 1), (2, 3, Effort.SMALL, 1)]), 700, 600)
    names = {item.text: item.y for item in drawn.items if isinstance(item, Label)}
    above, below = drawn.hits
    assert SOON == 2 * 4
    assert above.y < names["In passing"] < below.y
    assert drawn.alt == "Priority against effort: Quick wins 1, Plan now 0, In passing 1, Later 0"


def test_a_column_for_those_without_an_effort_stands_only_where_there_are_any() -> None:
    texts = [[item.text for item in each.items if isinstance(item, Label)] for each in (
        matrix(spots([(3, 4, Effort.LARGE, 1)]), 700, 600), matrix(spots([(3, 4, None, 1)]), 700, 600))]  # fmt: skip
    assert "Not estimated" not in texts[0]
    assert "Not estimated" in texts[1]


@settings(max_examples=40)
@given(SPOTS, st.integers(420, 1200), st.integers(300, 1000))
def test_no_sign_lies_over_another_or_leaves_the_picture(
    found: list[tuple[int, int, Effort | None, int]], width: int, height: int
) -> None:
    drawn = matrix(spots(found), width, height)
    assert drawn.height == max(height, LEAST_HEIGHT)
    for hit in drawn.hits:
        assert hit.x >= 0
        assert hit.x + hit.width <= width + 4
        assert hit.y >= 0
        assert hit.y + hit.height <= drawn.height
    assert all(apart(one, other) for one, other in combinations(drawn.hits, 2))


def test_a_sign_names_one_pothole_also_over_several_journeys() -> None:
    roads = (("Return a plant", "j2"), ("Buy a plant", "j1"))
    of_two = [Spot(key, "1.1", "Hole", 4, 16, Effort.SMALL, *road) for road in roads for key in (f"p-{road[1]}",)]
    texts = [item.text for item in matrix(of_two, 700, 500).items if isinstance(item, Label)]
    assert {"A1.1", "B1.1"} <= set(texts)
    assert texts[texts.index("A") + 1] == "Buy a plant"
    assert texts[texts.index("B") + 1] == "Return a plant"
    of_one = [item.text for item in matrix(of_two[:1], 700, 500).items if isinstance(item, Label)]
    assert "1.1" in of_one
    assert "Return a plant" not in of_one


def test_what_has_no_room_is_counted_and_answers_for_its_cell() -> None:
    many = tuple(Spot(f"p{at}", f"1.{at}", "Hole", 4, 16, Effort.SMALL) for at in range(500))
    drawn = matrix(many, 500, 400)
    more = [hit for hit in drawn.hits if hit.key.startswith(CELL_KEY)]
    assert [hit.key for hit in more] == [cell_key(Effort.SMALL, 16)]
    shown = len(drawn.hits) - 1
    assert f"+{500 - shown}" in [item.text for item in drawn.items if isinstance(item, Label)]
    assert str(500 - shown) in more[0].story


def test_an_empty_matrix_is_drawn_and_a_very_long_title_is_cut() -> None:
    assert matrix((), 600, 500).hits == ()
    story = matrix((Spot("p", "1.1", "x" * 10_000, 4, 16, None),), 600, 500).hits[0].story
    assert len(story) < 400
