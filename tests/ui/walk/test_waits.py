"""Waits: they begin, come, are late, or nothing comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from oracle.model.ratings import Outcome
from oracle.workspace import clock, visits
from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import press
from tests.ui.walk.rooms import (
    House,
    add_journey,
    add_walk,
    outside_road,
    until,
)


def test_a_wait_begins_when_the_step_before_is_left_and_ends_when_it_came(ours: House, walking: Walking) -> None:
    screen = walking(step=1)
    press("1")
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    panel = screen.walking.panel
    assert panel.wait.isVisible()
    assert not panel.friction.isVisible()
    assert not panel.wait.never.isVisible()  # not due yet
    visit = screen.session.visit
    assert visit.promised_at is not None
    assert visit.wait_started_at is not None
    assert visit.promised_at - visit.wait_started_at == timedelta(days=3)
    panel.wait.not_yet.click()
    until(lambda: screen.session.visit.remind_at)
    assert screen.session.visit.remind_at == visit.promised_at  # not tomorrow: it is not due then
    panel.wait.came.click()
    until(lambda: ours.opened(screen.session.now.walk_id).visit(screen.session.step.id).came_at)  # type: ignore[union-attr]
    came = ours.opened(screen.session.now.walk_id).visit(screen.session.step.id)
    assert came is not None
    assert came.came_at is not None
    assert came.came_at >= visit.wait_started_at  # the field on the page knows no seconds
    assert panel.friction.isVisible()
    assert "in time" in panel.wait.said.text()


def test_the_wheel_scrolls_the_step_and_moves_no_date(ours: House, walking: Walking) -> None:
    screen = walking(step=1)
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    field = screen.walking.panel.wait.due
    before = field.dateTime()
    middle = QPointF(field.rect().center())
    turned = QWheelEvent(
        middle, field.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turned)
    assert field.dateTime() == before


def test_after_the_due_time_nothing_came_is_offered_and_proposes_a_pothole(ours: House, walking: Walking) -> None:
    screen = walking(step=2)
    step_id = screen.session.step.id
    now = clock.now()
    ours.write(
        visits.start_wait, screen.session.now.walk_id, step_id, promised_at=now - timedelta(hours=5),
        now=now - timedelta(days=3),
    )  # fmt: skip
    panel = screen.walking.panel
    until(panel.wait.never.isVisible)
    panel.wait.never.click()
    until(lambda: screen.session.now.potholes)
    assert screen.session.visit.valued_friction == 4
    assert screen.session.now.potholes_at(step_id)
    panel.wait.after_all.click()
    until(lambda: screen.session.visit.came_at)
    assert "late" in panel.wait.said.text()


def test_a_rating_at_a_wait_says_that_it_is_taken_as_come_and_can_be_taken_back(ours: House, walking: Walking) -> None:
    screen = walking(step=2)
    walk_id, step_id = screen.session.now.walk_id, screen.session.step.id
    due = clock.now() - timedelta(hours=1)
    ours.write(visits.start_wait, walk_id, step_id, promised_at=due, now=due - timedelta(days=3))
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    offered: list[tuple[str, Callable[[], object]]] = []
    ours.context.bus.undoable.connect(lambda text, undo: offered.append((text, undo)))
    press("2")
    assert [text for text, _undo in offered] == ["Taken as: it came."]
    until(lambda: ours.opened(walk_id).visit(step_id).came_at)  # type: ignore[union-attr]
    screen.session.back()
    offered[0][1]()
    until(lambda: ours.opened(walk_id).visit(step_id).outcome is Outcome.WAITING)  # type: ignore[union-attr]
    visit = ours.opened(walk_id).visit(step_id)
    assert visit is not None
    assert (visit.came_at, visit.friction, visit.promised_at) == (None, None, due)
    screen.session.rate(1)  # at a step that waits for nothing there is nothing to say
    assert len(offered) == 1


def test_a_wait_is_written_as_a_calendar_file(ours: House, walking: Walking, tmp_path: Path) -> None:
    screen = walking(step=1)
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    offered: list[str] = []
    ours.context.bus.offering.connect(lambda _text, word, _deed: offered.append(word))
    screen.walking.panel.wait.write_calendar(tmp_path / "wait.ics")
    until(lambda: offered)
    assert offered == ["Open"]
    assert b"Gets the parcel" in (tmp_path / "wait.ics").read_bytes()
    screen.walking.panel.wait.write_calendar(tmp_path / "no" / "wait.ics")
    until(lambda: ours.said)
    assert "could not be written" in ours.said[0][1]


def test_the_days_of_the_sample_pass_by_a_button(ours: House, walking: Walking) -> None:
    walk_id = add_walk(ours, add_journey(ours, outside_road(), sample=True))
    screen = walking(walk_id=walk_id, step=8)
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    button = screen.walking.panel.wait.days_later
    assert (button.isVisible(), button.text()) == (True, "3 days later")
    button.click()
    until(screen.walking.panel.wait.never.isVisible)
    assert not button.isVisible()
