"""The lane of work: order, owners, errors, and writes that the disk refuses."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from oracle.errors import InputError, OracleError, StorageError
from oracle.model.change import Change, Subject, change
from oracle.ui.bus import NOT_STORED, SAVED, Bus
from oracle.ui.tasks import Tasks

CHANGED = change(Subject.WALK, "w1")


class Room:
    """Stands for a workspace: notes what was done and in which thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done: list[Any] = []
        self.threads: set[str] = set()
        self.disk_full = False
        self.closed = False

    def close(self) -> None:
        self.closed = True


def note(room: Room, what: Any) -> Change:
    if room.disk_full:
        raise StorageError("The disk is full.")
    room.done.append(what)
    room.threads.add(threading.current_thread().name)
    return CHANGED


@pytest.fixture
def rooms() -> list[Room]:
    return []


@pytest.fixture
def tasks(qtbot: QtBot, rooms: list[Room]) -> Iterator[Tasks]:
    def opened(path: Path) -> Room:
        rooms.append(Room(path))
        return rooms[-1]

    made = Tasks(Bus(), opened)
    yield made
    made.close(2)


def open_it(qtbot: QtBot, tasks: Tasks, name: str = "a.db") -> None:
    with qtbot.waitSignal(tasks.opened):
        tasks.open(Path(name))


class Picture:
    """As large as a screen: notes in which thread it is freed."""

    def __init__(self, freed: list[str]) -> None:
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(threading.current_thread().name)


def test_what_was_stored_is_freed_beside_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    open_it(qtbot, tasks, "a.db")
    freed: list[str] = []
    tasks.write(lambda _room, _picture: CHANGED, Picture(freed))
    tasks.read(lambda _room, _picture: None, Picture(freed))
    qtbot.waitUntil(lambda: len(freed) == 2)
    assert set(freed) == {"workspace lane"}


def test_writes_come_before_reads_and_bulk_whatever_was_asked_first(
    qtbot: QtBot, tasks: Tasks, rooms: list[Room]
) -> None:
    def bulk(room: Room) -> Any:
        for at in range(3):
            room.done.append(f"slice {at}")
            yield at

    ended: list[Any] = []
    tasks.bulk(bulk, then=ended.append)
    tasks.read(lambda room: room.done.append("read"))
    tasks.write(note, "first")
    tasks.write(note, "second")
    open_it(qtbot, tasks)
    qtbot.waitUntil(lambda: bool(ended))
    assert rooms[0].done == ["first", "second", "read", "slice 0", "slice 1", "slice 2"]


def test_a_write_gets_its_turn_between_two_slices_of_bulk_work(qtbot: QtBot, tasks: Tasks, rooms: list[Room]) -> None:
    begun, ended = threading.Event(), []

    def endless(room: Room) -> Any:
        while "captured" not in room.done:
            begun.set()
            yield None
        return "seen"

    open_it(qtbot, tasks)
    tasks.bulk(endless, then=ended.append)
    assert begun.wait(5)
    tasks.write(note, "captured")
    qtbot.waitUntil(lambda: ended == ["seen"])


def test_work_is_done_beside_the_window_thread_and_told_in_it(qtbot: QtBot, tasks: Tasks, rooms: list[Room]) -> None:
    open_it(qtbot, tasks)
    told: list[tuple[Any, str]] = []
    tasks.write(note, "x", then=lambda changed: told.append((changed, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(CHANGED, threading.main_thread().name)]
    assert rooms[0].threads == {"workspace lane"}


def test_each_committed_write_is_told_once_on_the_bus(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[Change] = []
    tasks._bus.changed.connect(heard.append)
    open_it(qtbot, tasks)
    tasks.write(note, "x")
    assert tasks.flush()
    qtbot.waitUntil(lambda: heard == [CHANGED])


class Screen(QObject):
    heard: ClassVar[list[Any]] = []

    def hear(self, what: Any) -> None:
        self.heard.append(what)


def test_results_for_a_screen_that_is_gone_are_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    open_it(qtbot, tasks)
    hold = threading.Event()
    screen, ended = Screen(), []
    tasks.read(lambda _room: hold.wait(5), then=screen.hear)
    screen.deleteLater()
    qtbot.waitUntil(lambda: not is_there(screen))
    hold.set()
    tasks.read(lambda _room: "later", then=ended.append)
    qtbot.waitUntil(lambda: ended == ["later"])
    assert Screen.heard == []


def is_there(thing: QObject) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))


def test_a_known_error_goes_to_the_asker_or_to_the_bus(qtbot: QtBot, tasks: Tasks) -> None:
    def refuse(_room: Room) -> None:
        raise InputError("No such thing.", advice="Choose another.")

    open_it(qtbot, tasks)
    failed: list[OracleError] = []
    shown: list[tuple[str, str]] = []
    tasks._bus.message.connect(lambda level, text: shown.append((level, text)))
    tasks.read(refuse, failed=failed.append)
    tasks.read(refuse)
    qtbot.waitUntil(lambda: bool(failed) and bool(shown))
    assert failed[0].happened == "No such thing."
    assert shown == [("error", "No such thing. Choose another.")]


def test_a_bug_reaches_the_excepthook_and_whoever_waits(qtbot: QtBot, tasks: Tasks) -> None:
    open_it(qtbot, tasks)
    failed: list[OracleError] = []
    with qtbot.captureExceptions() as caught:
        tasks.read(lambda _room: 1 / 0)
        tasks.read(lambda _room: [][0], failed=failed.append)
        qtbot.waitUntil(lambda: bool(failed))
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError, IndexError]
    assert "Something went wrong" in str(failed[0])


def test_what_a_full_disk_refuses_is_kept_in_order_and_stored_later(
    qtbot: QtBot, tasks: Tasks, rooms: list[Room]
) -> None:
    states: list[tuple[str, str]] = []
    tasks._bus.saved.connect(lambda state, why: states.append((state, why)))
    open_it(qtbot, tasks)
    rooms[0].disk_full = True
    stored: list[Change] = []
    tasks.write(note, "one", then=stored.append)
    tasks.write(note, "two")
    qtbot.waitUntil(lambda: (NOT_STORED, "The disk is full.") in states)
    assert not tasks.flush(1)
    assert tasks.unstored == 3
    assert stored == []
    rooms[0].disk_full = False
    tasks.try_again()
    qtbot.waitUntil(lambda: bool(states) and states[-1] == (SAVED, ""))
    assert rooms[0].done == ["one", "two"]
    assert stored == [CHANGED]
    assert tasks.flush(1)


def test_another_workspace_is_not_opened_while_something_is_not_stored(
    qtbot: QtBot, tasks: Tasks, rooms: list[Room]
) -> None:
    open_it(qtbot, tasks)
    rooms[0].disk_full = True
    tasks.write(note, "one")
    with qtbot.waitSignal(tasks.failed_to_open) as blocked:
        tasks.open(Path("b.db"))
    assert isinstance(blocked.args[1], StorageError)
    assert len(rooms) == 1
    assert not rooms[0].closed
    rooms[0].disk_full = False
    open_it(qtbot, tasks, "b.db")
    assert rooms[0].done == ["one"]
    assert rooms[0].closed


def test_cancelled_bulk_work_stops_before_its_next_slice(qtbot: QtBot, tasks: Tasks) -> None:
    closed: list[bool] = []

    def forever(_room: Room) -> Any:
        try:
            while True:
                yield None
        finally:
            closed.append(True)

    open_it(qtbot, tasks)
    job = tasks.bulk(forever)
    job.cancel()
    ended: list[Any] = []
    tasks.read(lambda _room: "free", then=ended.append)
    qtbot.waitUntil(lambda: ended == ["free"])


def test_computing_needs_no_workspace(qtbot: QtBot, tasks: Tasks) -> None:
    found: list[int] = []
    tasks.compute(sum, [1, 2, 3], then=found.append)
    qtbot.waitUntil(lambda: found == [6])


def test_closing_stores_what_screens_hand_over_at_the_last_moment(
    qtbot: QtBot, tasks: Tasks, rooms: list[Room]
) -> None:
    open_it(qtbot, tasks)
    tasks.flushing.connect(lambda: tasks.write(note, "typed") if not rooms[0].done else None)
    assert tasks.close(5)
    assert rooms[0].done == ["typed"]
    assert rooms[0].closed
