"""Ctrl+Z at a step of a walk: what was chosen is taken back, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oracle.model.ratings import LeaveReason, Outcome
from oracle.ui.widgets import Toasts
from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import CONTROL, focus, press
from tests.ui.walk.rooms import House, grab, until


def undo(qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_Z, CONTROL)


def test_ratings_feelings_checks_and_leaving_are_taken_back(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    session, said = screen.session, []
    ours.context.bus.message.connect(lambda _level, text: said.append(text))
    line = session.step.checklist[0].id
    press("1")
    press("4")
    press("f")
    press("2")
    session.answer(line, True)
    session.leave(LeaveReason.NOT_NOW, None, end_walk=False)
    seen = []
    for _deed in range(6):
        undo(qtbot)
        visit = session.visit
        seen.append((visit.outcome, visit.friction, visit.feeling, dict(visit.answers).get(line), visit.leave_reason))
    assert seen == [
        (Outcome.BLOCKED, 4, -1, True, None),
        (Outcome.BLOCKED, 4, -1, None, None),
        (Outcome.BLOCKED, 4, None, None, None),
        (Outcome.DONE, 1, None, None, None),
        (None, None, None, None, None),
        (None, None, None, None, None),
    ]
    assert said[0] == "Taken back: how the step ended."
    assert len(said) == 5
    stored = ours.opened(session.now.walk_id).visit(session.step.id)
    assert stored is not None
    assert (stored.outcome, stored.friction, stored.feeling, stored.answers) == (None, None, None, ())


def test_what_is_typed_and_what_another_step_was_given_stay(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    session = screen.session
    press("2")
    press("n")
    qtbot.keyClicks(focus(), "word")
    undo(qtbot)  # of the field
    assert session.visit.friction == 2
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    session.next()
    undo(qtbot)
    assert session.now.visit(session.now.steps[0].id).friction == 2


def test_ctrl_z_takes_back_what_was_done_last_a_message_or_a_rating(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    toasts, undone = Toasts(screen), []
    screen.context.bus.undoable.connect(toasts.undoable)
    press("2")
    screen.context.bus.undoable.emit("Capture moved to the trash.", lambda: undone.append(True))
    until(lambda: isinstance(toasts.shown, QWidget) and toasts.shown.isVisible())
    undo(qtbot)
    assert undone == [True]
    assert screen.session.visit.friction == 2
    undo(qtbot)
    assert screen.session.visit.friction is None


def test_what_was_taken_as_come_is_waited_for_again(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=1)
    session = screen.session
    session.next()
    until(lambda: session.visit.outcome is Outcome.WAITING)
    session.rate(1)
    until(lambda: session.visit.came_at)
    screen.walking.panel.setFocus()
    undo(qtbot)
    until(lambda: session.visit.outcome is Outcome.WAITING and session.visit.came_at is None)
    stored = ours.opened(session.now.walk_id).visit(session.step.id)
    assert stored is not None
    assert (stored.outcome, stored.came_at, stored.friction) == (Outcome.WAITING, None, None)


def test_a_capture_and_a_pothole_go_to_the_trash_newest_first(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    session = screen.session
    press("2")
    session.store_grab(grab(), session.visit)
    until(lambda: session.now.open.captures)
    session.mark_pothole("No price", bright=False, saw="", cause=None)
    until(lambda: session.now.potholes)
    seen = []
    for _deed in range(3):
        undo(qtbot)
        seen.append((len(session.now.potholes), len(session.now.open.captures), session.visit.friction))
    assert seen == [(0, 1, 2), (0, 0, 2), (0, 0, None)]
    stored = ours.opened(session.now.walk_id)
    assert stored.captures == ()
