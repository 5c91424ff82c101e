"""The feeling of a walk as a row under the columns of a map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.model.journey import Stage, Step
from oracle.report.charts.data import road_data
from oracle.report.charts.feeling import FACES, HEIGHT, FeelingData, Span, feeling_data, feeling_row
from oracle.report.display import Label
from tests.report.sample import monstera


def spans(count: int, width: float = 136.0) -> list[Span]:
    return [Span(24 + at * (width + 8), 24 + at * (width + 8) + width) for at in range(count)]


def of_sample() -> tuple[tuple[Stage, ...], FeelingData]:
    record = monstera()
    stages = record.open.version.stages
    return stages, feeling_data(stages, road_data(record.open, record.potholes))


def test_each_step_answers_under_its_column() -> None:
    stages, data = of_sample()
    chart = feeling_row(data, spans(len(stages)))
    assert [hit.key for hit in chart.hits] == [f"step:{step.id}" for stage in stages for step in stage.steps]
    first, last = chart.hits[0], chart.hits[-1]
    assert first.x == FACES
    assert last.x + last.width == chart.width == FACES + 5 * 144 - 8
    assert (chart.height, chart.hits[0].height) == (HEIGHT, HEIGHT)


def test_what_a_walk_said_stays_with_its_step_when_the_map_changes() -> None:
    record = monstera()
    walk = road_data(record.open, record.potholes)
    stages = record.open.version.stages
    felt = {step.id: step.height for step in walk.steps}
    turned = tuple(reversed(stages))
    data = feeling_data(turned, walk)
    assert {step.id: step.height for step in data.steps} == felt
    places = {hole.id: data.steps[hole.step].id for hole in data.holes}
    assert places == {hole.id: walk.steps[hole.step].id for hole in walk.holes}


def test_a_new_step_has_no_feeling_and_a_removed_one_takes_its_pothole_with_it() -> None:
    record = monstera()
    walk = road_data(record.open, record.potholes)
    first = record.open.version.stages[0]
    new = Step(id="new", number=2, title="New", expected_friction=2)
    stages = (replace(first, steps=(first.steps[0], new)),)
    data = feeling_data(stages, walk)
    assert [step.height for step in data.steps][1] is None
    assert data.steps[1].expected == 2
    assert {data.steps[hole.step].id for hole in data.holes} <= {step.id for step in data.steps}
    assert "expected" in feeling_row(data, spans(1)).alt


def test_without_a_walk_only_what_is_expected_stands_there() -> None:
    step = Step(id="a", number=1, title="A", expected_friction=4)
    data = feeling_data((Stage(name="One", steps=(step,)), Stage(name="Two")), None)
    chart = feeling_row(data, spans(2))
    assert chart.alt == "1 expected Blocked"
    assert not any(isinstance(item, Label) for item in chart.items)
    assert chart.hits[0].story.endswith("Expected: Blocked")


@given(sizes=st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_any_number_of_steps_and_empty_stages_is_drawn(sizes: list[int]) -> None:
    number = iter(range(1000))
    stages = tuple(
        Stage(name=str(at), steps=tuple(Step(id=str(next(number)), number=1, title="x") for _n in range(size)))
        for at, size in enumerate(sizes)
    )
    data = feeling_data(stages, None)
    felt = FeelingData(tuple(tuple(replace(step, height=1.0) for step in stage) for stage in data.stages))
    chart = feeling_row(felt, spans(len(sizes)))
    assert len(chart.hits) == sum(sizes)
