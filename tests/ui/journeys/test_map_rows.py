"""What follows from the map under its columns: channels with their gaps, the feeling of a walk, what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from oracle.method import edits
from oracle.model.journey import Stage, Step
from oracle.model.ratings import ChannelKind
from oracle.ui.context import Context
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from oracle.workspace import journeys, personas, testers, visits, walks
from tests.ui.journeys.hands import click
from tests.ui.journeys.rooms import written

LOOKS = (("Loyalty", ChannelKind.SHOP), ("Delivery", ChannelKind.EMAIL), ("Delivery", ChannelKind.CHAT))


def tick(held: Any, persona_id: str, looks: tuple[tuple[str, ChannelKind], ...]) -> Any:
    return personas.update(held, replace(personas.get(held, persona_id), looks=looks))


def walk(held: Any, journey_id: str, feelings: tuple[int, ...], day: int) -> str:
    tester = testers.add(held, name=f"Mia {day}").id
    begun = datetime(2025, 10, day, 9, tzinfo=UTC)
    walk_id = walks.start(held, journey_id, tester_id=tester, now=begun).id
    for step, feeling in zip(journeys.get(held, journey_id).version.steps, feelings, strict=False):
        visits.set_fields(held, walk_id, step.id, feeling=feeling, friction=1, now=begun)
    walks.finish(held, walk_id, now=datetime(2025, 10, day + 3, 17, tzinfo=UTC))
    return walk_id


@pytest.fixture
def ticked(qtbot: QtBot, context: Context, view: MapView) -> MapView:
    """Wendy looks in places; the map has heard of it."""
    context.tasks.write(tick, view.document.journey.persona_id, LOOKS)
    qtbot.waitUntil(lambda: view.facts.now is not None and view.facts.now.persona.looks == LOOKS)
    return view


@pytest.fixture
def walked(qtbot: QtBot, context: Context, view: MapView) -> Iterator[MapView]:
    """Two walks of the journey, a later and an earlier one."""
    for feelings, day in (((1, 0, -2), 20), ((2, 2, 2), 6)):
        written(qtbot, context, walk, view.document.journey.id, feelings, day)
    view.facts.read()
    qtbot.waitUntil(lambda: view.facts.now is not None and len(view.facts.now.walks) == 2)
    view.feeling.draw()
    return view


# ---- channels


def test_without_ticks_there_is_coverage_and_an_invitation(view: MapView) -> None:
    delivery = view.channels.cells[3]
    assert delivery.accessibleName() == "Delivery: Mail, Carrier, Parcel."
    assert view.channels.about.text() == "tick where Wendy looks, on the Persona tab, to see the gaps"


def test_gaps_are_named_in_words(ticked: MapView) -> None:
    cells = ticked.channels.cells
    assert cells[4].accessibleName() == "Loyalty: Mail. Nothing in Loyalty in a shop."
    assert cells[3].accessibleName().endswith("Nothing in Delivery by chat.")
    gap = next(chip for chip in cells[4].chips if chip.gap)
    assert cells[4].said_at(gap.area.center()) == "Nothing in Loyalty in a shop"
    assert cells[4].said_at(gap.area.topRight() + QPoint(5, 0)) == ""


def test_a_gap_closes_when_a_step_is_there(ticked: MapView) -> None:
    document = ticked.document
    document.set_step("s12", channel=ChannelKind.SHOP)
    assert "Nothing" not in ticked.channels.cells[4].accessibleName()
    document.undo()
    assert "Nothing in Loyalty in a shop." in ticked.channels.cells[4].accessibleName()


def test_another_journey_with_her_closes_a_gap(qtbot: QtBot, context: Context, ticked: MapView) -> None:
    journey = ticked.document.journey
    stages = (Stage(name="Loyalty", steps=(Step(id="", number=1, title="Visits", channel=ChannelKind.SHOP),)),)
    context.tasks.write(
        journeys.add, journey.business_id, journey.persona_id, kind=journey.kind, title="Visit", stages=stages
    )
    qtbot.waitUntil(lambda: "Nothing" not in ticked.channels.cells[4].accessibleName())


def test_cells_stand_under_their_columns(ticked: MapView) -> None:
    for zoom in (1.0, 0.5, 2.0):
        ticked.set_zoom(zoom)
        for cell, column in zip(ticked.channels.cells, ticked.canvas.places.columns, strict=True):
            assert cell.geometry().left() == column.left
            assert max(chip.area.right() for chip in cell.chips) < column.head.width() + 8 * zoom


# ---- feeling


def test_before_a_walk_the_row_says_what_will_stand_there(view: MapView) -> None:
    assert view.feeling.about.text() == "stands here once somebody has walked this journey"
    assert view.feeling.chart.isHidden()
    view.document.set_step("s1", expected_friction=3)
    assert not view.feeling.chart.isHidden()
    assert view.feeling.about.text().startswith("what you expect")
    view.feeling.draw()
    assert view.feeling.chart.accessibleName() == "1 expected Rough"


def test_the_newest_walk_is_shown_and_another_can_be_chosen(qtbot: QtBot, walked: MapView) -> None:
    row = walked.feeling
    assert row.walks.text() == "walk of 20 – 23 Oct 2025"
    assert row.chart.accessibleName() == "1 Pleased, 2 Neutral, 3 Angry"
    earlier = row.walks.menu().actions()[1]
    assert earlier.text().startswith("6 – 9 Oct 2025 · Mia 6")
    earlier.trigger()
    qtbot.waitUntil(lambda: row.walks.text() == "walk of 6 – 9 Oct 2025")
    row.draw()
    assert row.chart.accessibleName() == "1 Delighted, 2 Delighted, 3 Delighted"


def test_the_curve_follows_a_step_that_moves(walked: MapView) -> None:
    document = walked.document
    document.do("move", edits.move(document.stages, {"s3"}, 0, 0))
    walked.feeling.draw()
    assert walked.feeling.chart.accessibleName() == "1 Angry, 2 Pleased, 3 Neutral"


def test_a_click_on_the_curve_goes_to_the_step(walked: MapView, document: JourneyDocument) -> None:
    click(walked, "s1")
    chart = walked.feeling.chart
    assert chart.chart is not None
    hit = next(hit for hit in chart.chart.hits if hit.key == "step:s7")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(hit.x + hit.width / 2), 40))
    assert document.selected == ("s7",)


def test_the_curve_stands_under_its_columns_at_every_zoom(walked: MapView) -> None:
    for zoom in (1.0, 0.5, 1.5):
        walked.set_zoom(zoom)
        walked.feeling.draw()
        row = walked.feeling
        assert row.chart.chart is not None
        for column, stage in zip(walked.canvas.places.columns, walked.document.stages, strict=True):
            own = [hit for hit in row.chart.chart.hits if hit.key.partition(":")[2] in {s.id for s in stage.steps}]
            left = min(hit.x for hit in own) + row.chart.x()
            right = max(hit.x + hit.width for hit in own) + row.chart.x()
            assert abs(left - column.left) <= 2
            assert abs(right - column.right) <= 2


def test_captions_stay_in_view_when_the_map_is_scrolled(view: MapView) -> None:
    view.set_zoom(2.0)
    bar = view.area.horizontalScrollBar()
    bar.setValue(bar.maximum())
    left = view.channels.caption.mapTo(view.area.viewport(), QPoint(0, 0)).x()
    assert 0 <= left <= 60


def test_the_facts_of_a_journey_are_read_though_the_one_before_is_gone(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    first = document.journey
    other = written(qtbot, context, journeys.get, written(qtbot, context, journeys.duplicate, first.id).id)
    qtbot.waitUntil(lambda: view.facts.now is not None)
    document.open(replace(first, id="gone", persona_id="gone"))
    document.open(other)
    qtbot.waitUntil(lambda: view.facts.now is not None and view.facts.now.persona.id == other.persona_id)
