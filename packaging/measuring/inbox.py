"""The screen of all potholes with thousands of them, worked through in a window of the app.

    python -m measuring.inbox WORKSPACE POTHOLES

fills the workspace when it is not there, then prints JSON: for each thing that is done, {"stall": s, "work": s}, the
longest time that the window thread was not there and the most that it worked itself between two ticks; and "idle".
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from measuring import filling
from measuring.ticks import Ticks
from measuring.watching import settle, until
from oracle import workspace as workspaces
from oracle.model.ratings import Cause, Effort, State
from oracle.ui import settings, theme
from oracle.ui.actions import Actions
from oracle.ui.bus import Bus
from oracle.ui.context import Context, Current
from oracle.ui.potholes.filters import Filters
from oracle.ui.potholes.screen import PotholesScreen
from oracle.ui.potholes.view_switch import LIST, MATRIX
from oracle.ui.tasks import Tasks
from oracle.workspace import Workspace, businesses, potholes

_JOURNEYS, _STEPS = 10, 40
_SIZE = (1240, 900)  # what the screen has in a window of 1440 × 900
_PEOPLE = ("Mia", "Tom", "Nadia", "Jonas", "")
_WORDS = ("Code", "Label", "Answer", "Day", "Filter", "Form", "Parcel", "Page", "Button", "Refund", "Guide", "Mail")
_WRONGS = ("is refused", "is missing", "never comes", "names no day", "hides the price", "leads nowhere", "asks twice")
_SAW = "She tries it three times, then looks for help and finds a page that speaks of promotional instruments. "


def fill(place: Path, count: int) -> None:
    """Ten journeys of a business with that many potholes in all, each judged."""
    workspace = workspaces.open(place)
    workspace.driver.execute("PRAGMA synchronous=OFF")
    wanted: dict[str, dict[str, Any]] = {}
    for part in range(_JOURNEYS):
        road = filling.road(workspace, _STEPS, title=f"Buy a plant, {part + 1}")
        for number in range(part, count, _JOURNEYS):
            title = f"{_WORDS[number % 12]} {number} {_WRONGS[number % 7]}"
            made = potholes.add(workspace, road.walk, road.steps[number % _STEPS], title=title, saw=_SAW * 2)
            wanted[made.id] = _judged(number)
    potholes.set_many(workspace, wanted)
    workspace.close()


def _judged(number: int) -> dict[str, Any]:
    return {
        "severity": (4, 3, 3, 2, 2, 1)[number % 6],
        "reach": (4, 3, 2, None)[number % 4],
        "cause": list(Cause)[number % len(Cause)],
        "effort": (*Effort, None)[number % 4],
        "owner": _PEOPLE[number % len(_PEOPLE)],
        "state": (State.OPEN, State.OPEN, State.PLANNED, State.REPAIRED)[number % 4],
    }


def shown(place: Path, folder: Path) -> tuple[PotholesScreen, Tasks]:
    """The screen on that workspace, filled."""
    bus, kept = Bus(), settings.Settings(folder / "settings.toml")
    tasks = Tasks(bus)
    context = Context(
        tasks, bus, theme.install(application, kept), kept, Actions(), Current(), lambda *_place, **_named: None
    )
    tasks.open(place)
    found: list[Any] = []
    tasks.read(_business, then=found.append)
    until(lambda: found, "the workspace")
    context.current.set(found[0])
    screen = PotholesScreen(context)
    screen.resize(*_SIZE)
    screen.show()
    screen.open()
    until(lambda: screen.session.known and screen.pane.detail, "the potholes")
    settle(1.0)
    return screen, tasks


def _business(workspace: Workspace) -> Any:
    return businesses.list_all(workspace)[0]


# ---- what is done


def scroll(screen: PotholesScreen) -> None:
    """From the top to the bottom by the wheel, then by the bar."""
    view = screen.table.viewport()
    for _turn in range(120):
        where, around = QPointF(200, 300), QPointF(view.mapToGlobal(QPoint(200, 300)))
        turned = QWheelEvent(
            where, around, QPoint(0, 0), QPoint(0, -480), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        application.sendEvent(view, turned)
        settle(0.004)
    bar = screen.table.verticalScrollBar()
    for part in range(40):
        bar.setValue(bar.maximum() * part // 40)
        settle(0.004)
    bar.setValue(0)


def filter_(screen: PotholesScreen) -> None:
    """One facet after the other, and back to all."""
    for filters in (
        Filters(severities=frozenset({3})), Filters(owners=frozenset({"Mia", ""})), Filters(states=frozenset()),
        Filters(causes=frozenset({Cause.PROCESS}), severities=frozenset({4, 3})), Filters(),
    ):  # fmt: skip
        screen.filters.show_filters(filters, screen.filters.order)
        screen.filters.changed.emit(filters)
        settle(0.08)


def search(screen: PotholesScreen) -> None:
    """Letter by letter, as somebody types, and cleared."""
    screen.head.search.setFocus()
    for letter in "label never":
        QTest.keyClicks(screen.head.search, letter)
        settle(0.09)
    QTest.keyClick(screen.head.search, Qt.Key.Key_Escape)
    settle(0.1)


def triage(screen: PotholesScreen) -> None:
    """Down the list, a severity for each, which is stored and read back."""
    screen.table.setFocus()
    for number in range(12):
        QTest.keyClick(screen.table, Qt.Key.Key_J)
        QTest.keyClicks(screen, str(1 + number % 4))
        settle(0.12)


def matrix(screen: PotholesScreen) -> None:
    """To the matrix, with other potholes in it, and back."""
    screen.show_view(MATRIX)
    settle(0.3)
    for filters in (Filters(severities=frozenset({4, 3})), Filters()):
        screen.filters.show_filters(filters, screen.filters.order)
        screen.filters.changed.emit(filters)
        settle(0.3)
    screen.show_view(LIST)
    settle(0.3)


def idle(_screen: PotholesScreen) -> None:
    """Nothing."""
    settle(1.0)


_DONE: dict[str, Callable[[PotholesScreen], None]] = {
    "scroll": scroll, "filter": filter_, "search": search, "triage": triage, "matrix": matrix, "idle": idle,
}  # fmt: skip


def measured(screen: PotholesScreen) -> Iterator[tuple[str, dict[str, float]]]:
    """Each of them under a ticking clock; the first round only loads what all others find there."""
    for name, do in _DONE.items():
        do(screen)
        settle(1.0)
        ticks = Ticks()
        settle(0.05)
        do(screen)
        settle(0.3)
        yield name, ticks.longest()


os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"  # paints at once, not five milliseconds later
application = QApplication(sys.argv[:1])
gc.freeze()  # as the app does when it has started


def main(arguments: list[str]) -> int:
    """Measures once and prints it."""
    place, count = Path(arguments[0]), int(arguments[1])
    if not place.exists():
        fill(place, count)
    with tempfile.TemporaryDirectory() as folder:
        screen, tasks = shown(place, Path(folder))
        print(json.dumps(dict(measured(screen))))
        screen.close_screen()
        screen.close()
        tasks.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
