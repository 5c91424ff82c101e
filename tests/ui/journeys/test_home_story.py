"""Home tells the story: figures that open what they count, a menu on each card, rhythm, and re-walks that are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from oracle import paths
from oracle.model.change import Subject, change
from oracle.model.journey import JourneyCard
from oracle.model.ratings import Kind, State
from oracle.ui.application import Application
from oracle.ui.compare.screen import CompareScreen
from oracle.ui.journeys.card import JourneyTile
from oracle.ui.journeys.card_menu import RhythmSheet
from oracle.ui.journeys.home import HomeScreen
from oracle.ui.journeys.overview import OverviewCard
from oracle.ui.potholes.filters import Filters
from oracle.ui.walks import WalksScreen
from oracle.workspace import businesses, journeys, potholes, rewalks, walks
from tests.ui.rooms import PATIENCE_MS, idle, running, shop_workspace, told


@pytest.fixture
def app(qtbot: QtBot, home: Path) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as made:
        made.window.resize(1280, 800)
        yield made


@pytest.fixture
def went(app: Application, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Where the home screen leads to; it stays in view."""
    made: list[tuple[str, dict[str, Any]]] = []
    object.__setattr__(screen(app).context, "navigate", lambda place, **named: made.append((place, named)))
    return made


def screen(app: Application) -> HomeScreen:
    found = app.window.screen_in_view
    assert isinstance(found, HomeScreen)
    return found


def overview(qtbot: QtBot, app: Application) -> OverviewCard:
    qtbot.waitUntil(lambda: bool(screen(app).overview and screen(app).overview.shown), timeout=PATIENCE_MS)
    found = screen(app).overview
    assert found is not None
    return found


def bought(app: Application) -> JourneyTile:
    (tile,) = screen(app).lanes[Kind.BUY].tiles
    return tile


def write(qtbot: QtBot, app: Application, function: Callable[..., Any], *args: Any, **named: Any) -> str:
    done: list[Any] = []
    app.tasks.write(function, *args, then=done.append, **named)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    idle(qtbot, app)
    return str(done[0].id)


def menu_of(app: Application, tile: JourneyTile) -> QMenu:
    QTest.mouseClick(tile.more, Qt.MouseButton.LeftButton)
    return next(each for each in reversed(screen(app).findChildren(QMenu)) if each.isVisible())


def pick(menu: QMenu, text: str) -> None:
    action = next(each for each in menu.actions() if each.text() == text)
    assert action.isEnabled()
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


# ---- the figures


def test_every_figure_opens_what_it_counts(
    qtbot: QtBot, app: Application, went: list[tuple[str, dict[str, Any]]]
) -> None:
    hole = told(qtbot, app, potholes.of_walk, bought(app).card.last_walk_id)[0]
    write(qtbot, app, potholes.set_fields, hole.id, state=State.REPAIRED)
    card = overview(qtbot, app)
    qtbot.waitUntil(lambda: card.figures["repaired"].number.text() == "1", timeout=PATIENCE_MS)
    assert card.figures["walks"].number.text() == "72"
    assert card.figures["potholes"].number.text() == "6"
    assert card.figures["roads"].number.text() == "3"
    for key in ("walks", "potholes", "repaired"):
        QTest.mouseClick(card.figures[key], Qt.MouseButton.LeftButton)
    assert [place for place, _named in went] == ["walks", "potholes", "potholes"]
    assert went[1][1]["filters"] == Filters()
    assert went[2][1]["filters"].ids == frozenset({hole.id})
    # The roads that were never walked are on this very screen: their lane gets the focus.
    card.figures["roads"].setFocus()
    QTest.keyClick(card.figures["roads"], Qt.Key.Key_Return)
    assert screen(app).lanes[Kind.LEAVE].first.hasFocus()
    QTest.keyClick(card.figures["walks"], Qt.Key.Key_Right)
    assert len(went) == 3


# ---- the card's menu


def test_a_cards_menu_walks_again_and_compares(
    qtbot: QtBot, app: Application, went: list[tuple[str, dict[str, Any]]]
) -> None:
    tile = bought(app)
    journey_id, last = tile.card.journey_id, tile.card.last_walk_id
    pick(menu_of(app, tile), "Walk it again")
    pick(menu_of(app, tile), "Compare its walks")
    pick(menu_of(app, tile), "Open")
    assert went == [
        ("walk", {"journey_id": journey_id, "rewalk_of": last}),
        ("compare", {"walk_ids": (last,)}),
        ("journey", {"journey_id": journey_id}),
    ]
    (never,) = screen(app).lanes[Kind.LEARN].tiles
    enabled = {action.text(): action.isEnabled() for action in menu_of(app, never).actions()}
    assert (enabled["Walk it again"], enabled["Compare its walks"], enabled["Walk it"]) == (False, False, True)


def test_a_journey_is_deleted_from_its_card_and_comes_back(qtbot: QtBot, app: Application) -> None:
    undo: list[Callable[[], object]] = []
    app.bus.undoable.connect(lambda _text, function: undo.append(function))
    (other,) = screen(app).lanes[Kind.LEARN].tiles
    pick(menu_of(app, bought(app)), "Delete this journey")
    qtbot.waitUntil(lambda: not screen(app).lanes[Kind.BUY].tiles, timeout=PATIENCE_MS)
    undo[-1]()
    qtbot.waitUntil(lambda: bool(screen(app).lanes[Kind.BUY].tiles), timeout=PATIENCE_MS)
    assert screen(app).lanes[Kind.LEARN].tiles == [other]  # the very card: what tells the same is not made anew


def test_a_rhythm_is_set_and_tells_when_it_is_due(
    qtbot: QtBot, app: Application, went: list[tuple[str, dict[str, Any]]]
) -> None:
    journey_id = bought(app).card.journey_id
    menu = menu_of(app, bought(app))
    offered = next(each.menu() for each in menu.actions() if each.text() == "Rhythm")
    offered.actions()[-1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: not isValid(menu), timeout=PATIENCE_MS)
    (sheet,) = app.window.findChildren(RhythmSheet)
    assert sheet.isVisible()  # it outlives the menu that asked for it
    sheet.days.setValue(45)
    sheet.use()
    qtbot.waitUntil(lambda: bought(app).card.rewalk_days == 45, timeout=PATIENCE_MS)
    assert screen(app).strip.isHidden()
    assert "Every 45 days" in [each.text() for each in bought(app).findChildren(QLabel)]
    assert bought(app).accessibleDescription().endswith("Every 45 days")
    menu = menu_of(app, bought(app))
    rhythm = next(each.menu() for each in menu.actions() if each.text() == "Rhythm")
    assert [each.text() for each in rhythm.actions() if each.isChecked()] == ["Every 45 days"]
    menu.close()
    # A day's rhythm of a road that was walked long ago is due.
    write(qtbot, app, long_ago, journey_id)
    write(qtbot, app, rewalks.set_rhythm, journey_id, 1)
    qtbot.waitUntil(lambda: screen(app).strip.isVisible(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: overview(qtbot, app).figures["due"].number.text() == "1", timeout=PATIENCE_MS)
    QTest.mouseClick(overview(qtbot, app).figures["due"], Qt.MouseButton.LeftButton)
    assert went[-1][0] == "walk"
    assert went[-1][1]["journey_id"] == journey_id
    pick(menu_of(app, bought(app)), "Remind me of the re-walk in a week")
    qtbot.waitUntil(lambda: screen(app).strip.isHidden(), timeout=PATIENCE_MS)


def long_ago(workspace: Any, journey_id: str) -> Any:
    past = datetime.now(UTC) - timedelta(days=400)
    change = None
    for card in walks.cards(workspace):
        walks.reopen(workspace, card.walk.id)
        change = walks.finish(workspace, card.walk.id, now=past)
    assert journeys.get(workspace, journey_id)
    return change


# ---- the list of walks


def test_ticked_walks_are_compared(qtbot: QtBot, app: Application) -> None:
    app.go("walks")
    idle(qtbot, app)
    shown = app.window.screen_in_view
    assert isinstance(shown, WalksScreen)
    qtbot.waitUntil(lambda: len(shown.rows) == 2, timeout=PATIENCE_MS)
    assert shown.compare_button.isHidden()
    newer, older = (row.card.walk.id for row in shown.rows)
    for row in shown.rows:
        row.tick.setFocus()
        QTest.keyClick(row.tick, Qt.Key.Key_Space)
    assert shown.chosen == (older, newer)
    QTest.mouseClick(shown.compare_button, Qt.MouseButton.LeftButton)
    idle(qtbot, app)
    assert app.window.place == "compare"
    compared = app.window.screen_in_view
    assert isinstance(compared, CompareScreen)
    qtbot.waitUntil(lambda: compared.shown is not None, timeout=PATIENCE_MS)
    assert compared._ids == (older, newer)


def test_the_cards_are_painted_before_anything_beside_them_is_read(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = app.tasks.read
    asked: list[tuple[str, bool]] = []

    def noted(function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        tiles = [tile for lane in screen(app).lanes.values() for tile in lane.tiles]
        asked.append((function.__name__, any(tile._road._cached is not None for tile in tiles)))
        return read(function, *args, **named)

    qtbot.waitUntil(lambda: not app.window.counting._later.isActive())  # of the start: it counts in its own time
    app.window.navigate("settings")
    app.window.forget_screens()
    with monkeypatch.context() as patch:
        patch.setattr(app.tasks, "read", noted)
        app.window.navigate("journeys")
        qtbot.waitUntil(lambda: "_overview" in [name for name, _painted in asked], timeout=PATIENCE_MS)
    assert asked[0] == ("_cards", False)
    assert all(seen for name, seen in asked if name != "_cards")


def test_of_many_changes_in_a_row_the_cards_are_read_once_more(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle(qtbot, app)
    shown: list[object] = []
    monkeypatch.setattr(HomeScreen, "show_cards", lambda _home, cards: shown.append(cards))
    for _turn in range(5):
        app.bus.changed.emit(change(Subject.VISIT, "one"))
    idle(qtbot, app)
    assert len(shown) == 1


def test_a_walk_in_which_nothing_was_rated_is_no_good_news(qtbot: QtBot) -> None:
    card = JourneyCard(
        journey_id="j", kind=Kind.BUY, title="Buy", steps=3, rewalk_days=None, persona_name="Ana", walks=1
    )
    told = []
    for each in (card, replace(card, quality=100.0)):
        tile = JourneyTile(each)
        qtbot.addWidget(tile)
        told.append([one.text() for one in tile.findChildren(QLabel)])
    assert "Nothing rated yet" in told[0]
    assert "No open potholes" not in told[0]
    assert "No open potholes" in told[1]


def test_a_competitor_without_a_road_is_offered_those_of_whom_it_competes_with(qtbot: QtBot, app: Application) -> None:
    own = told(qtbot, app, businesses.find, "Green Leaf Plants")
    app.tasks.write(businesses.add, name="Rival Ltd")
    idle(qtbot, app)
    rival = replace(told(qtbot, app, businesses.find, "Rival Ltd"), competitor_of=own.id)
    app.tasks.write(businesses.update, rival)
    idle(qtbot, app)
    app.current.set(rival)
    home = screen(app)
    qtbot.waitUntil(lambda: home.taking_over is not None and home.taking_over.isVisible(), timeout=PATIENCE_MS)
    assert home.taking_over is not None
    roads = [action.text() for action in home.taking_over.menu.actions()]
    assert roads == [each.title for each in told(qtbot, app, journeys.list_all, own.id)]
    home.taking_over.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: app.window.place == "journey", timeout=PATIENCE_MS)
    assert [each.title for each in told(qtbot, app, journeys.list_all, rival.id)] == roads[:1]
    app.go("journeys")
    qtbot.waitUntil(lambda: bool(home.lanes[Kind.BUY].tiles or home.lanes[Kind.LEARN].tiles), timeout=PATIENCE_MS)
    assert not home.taking_over.isVisible()
