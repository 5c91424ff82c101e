"""The business is edited in place with real keys and drops; several stand in the switcher."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog
from pytestqt.qtbot import QtBot

from oracle.method import colour
from oracle.model.journey import Business
from oracle.ui.application import Application
from oracle.ui.businesses.adding import AddBusiness
from oracle.ui.businesses.currency_box import of_region
from oracle.ui.businesses.editor import BusinessScreen
from oracle.ui.businesses.switcher import MOST, FindBusiness
from oracle.workspace import businesses, handling, journeys
from tests.ui.personas.test_personas import drop, of_file, picture
from tests.ui.rooms import idle, running, shop_workspace, told

Key = Qt.Key


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Iterator[Application]:
    path = tmp_path / "workspace.db"
    shop_workspace(path)
    with running(qtbot, path) as started:
        yield started


def opened(qtbot: QtBot, app: Application) -> BusinessScreen:
    app.go("business")
    screen = app.window.screen_in_view
    assert isinstance(screen, BusinessScreen)
    qtbot.waitUntil(lambda: screen.business is not None)
    return screen


def stored(qtbot: QtBot, app: Application) -> Business:
    idle(qtbot, app)
    assert app.current.business is not None
    found: Business = told(qtbot, app, businesses.get, app.current.business.id)
    return found


def retype(field: Any, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_name_address_colour_currency_and_people_are_stored_as_they_are_typed(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app)
    retype(screen.name.edit, "Leaf & Son <b>")
    retype(screen.url.edit, "leaf.example/rare")
    retype(screen.colour.field.edit, "rgb(31, 111, 92)")
    retype(screen.currency.edit, "pound sterling")
    QTest.keyClick(screen.currency.edit, Key.Key_Return)
    screen.people.list.edit.setFocus()
    QTest.keyClicks(screen.people.list.edit, "Mia, marketing")
    QTest.keyClick(screen.people.list.edit, Key.Key_Return)
    QTest.keyClicks(screen.people.list.edit, "Tom")
    app.go("walks")
    found = stored(qtbot, app)
    assert found.name == "Leaf & Son <b>"
    assert found.url == "https://leaf.example/rare"
    assert (found.colour, found.currency) == ("#1f6f5c", "GBP")
    assert found.people == ("Mia, marketing", "Tom")
    assert app.window.rail.switcher.text() == "Leaf & Son <b>"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "needs a name"),
        ("url", "javascript:alert(1)", "no web address"),
        ("url", "two words", "no web address"),
    ],
)
def test_what_cannot_be_is_said_below_the_field_and_not_stored(
    qtbot: QtBot, app: Application, field: str, typed: str, said: str
) -> None:
    before = stored(qtbot, app)
    screen = opened(qtbot, app)
    part = getattr(screen, field)
    retype(part.edit, typed)
    if not typed:
        QTest.keyClick(part.edit, Key.Key_Backspace)
    part.flush()
    assert said in part._error.text()
    assert stored(qtbot, app) == before


def test_a_colour_that_is_hard_to_read_offers_its_neighbour(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app)
    retype(screen.colour.field.edit, "#ffd400")
    screen.colour.flush()
    assert "1.4 to 1" in screen.colour.said.text()
    assert screen.colour.take.isVisible()
    QTest.mouseClick(screen.colour.take, Qt.MouseButton.LeftButton)
    assert not screen.colour.take.isVisible()
    assert stored(qtbot, app).colour == "#8d7400"


def test_a_word_is_no_colour_and_a_picked_one_is(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(qtbot, app)
    retype(screen.colour.field.edit, "greenish")
    screen.colour.flush()
    assert "pick it" in screen.colour.field._error.text()
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_given: QColor("#1f6f5c"))
    screen.colour.pick()
    assert stored(qtbot, app).colour == "#1f6f5c"
    QTest.mouseClick(screen.colour.none, Qt.MouseButton.LeftButton)
    assert stored(qtbot, app).colour == ""


@pytest.mark.parametrize(("region", "code"), [("de_CH", "CHF"), ("en_GB", "GBP"), ("fr_FR", "EUR"), ("C", "")])
def test_a_new_business_reckons_as_its_region_does(region: str, code: str) -> None:
    assert of_region(QLocale(region)) == code


def test_a_currency_that_is_none_is_refused(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app)
    retype(screen.currency.edit, "shells")
    screen.currency.flush()
    assert "shells" in screen.currency._error.text()
    assert stored(qtbot, app).currency == ""


def test_a_logo_is_dropped_seen_in_the_rail_taken_away_and_brought_back(
    qtbot: QtBot, app: Application, tmp_path: Path
) -> None:
    screen = opened(qtbot, app)
    drop(screen.logo, of_file(picture(tmp_path / "logo.png", width=500, height=200)))
    qtbot.waitUntil(lambda: screen.logo.has_image)
    qtbot.waitUntil(lambda: not app.window.rail.switcher._image.isNull())
    undo: list[Any] = []
    app.bus.undoable.connect(lambda _text, function: undo.append(function))
    screen.logo.setFocus()
    QTest.keyClick(screen.logo, Key.Key_Delete)
    qtbot.waitUntil(lambda: bool(undo) and not screen.logo.has_image)
    assert stored(qtbot, app).logo is None
    undo[0]()
    qtbot.waitUntil(lambda: screen.logo.has_image)
    assert stored(qtbot, app).logo is not None


def test_a_file_that_is_no_picture_is_refused_by_name(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    screen = opened(qtbot, app)
    bad = tmp_path / "logo <i>.svg"
    bad.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    drop(screen.logo, of_file(bad))
    qtbot.waitUntil(screen.refused.isVisible)
    assert "logo <i>.svg" in screen.refused.text()
    assert screen.refused.textFormat() is Qt.TextFormat.PlainText


def test_who_is_renamed_can_be_renamed_at_the_steps(qtbot: QtBot, app: Application) -> None:
    business = stored(qtbot, app)
    steps = [
        step
        for journey in told(qtbot, app, journeys.list_all, business.id)
        for stage in journey.version.stages
        for step in stage.steps
    ]
    who = next(step.handled_by for step in steps if step.handled_by)
    count = sum(step.handled_by == who for step in steps)
    app.tasks.write(businesses.update, replace(business, people=(who, "Tom")))
    idle(qtbot, app)
    screen = opened(qtbot, app)
    qtbot.waitUntil(lambda: screen.people.list.lines == (who, "Tom"))
    edit = screen.people.list.edit
    edit.setFocus()
    QTest.keyClick(edit, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Key.Key_End)
    QTest.keyClicks(edit, " (Ada)")
    screen.name.edit.setFocus()
    qtbot.waitUntil(screen.people.strip.isVisible)
    assert str(count) in screen.people.said.text()
    QTest.mouseClick(screen.people.rename, Qt.MouseButton.LeftButton)
    idle(qtbot, app)
    assert told(qtbot, app, handling.handlers, business.id)[f"{who} (Ada)"] == count
    assert stored(qtbot, app).people == (f"{who} (Ada)", "Tom")


def test_renaming_at_the_steps_leaves_walked_versions_as_they_were(qtbot: QtBot, app: Application) -> None:
    business = stored(qtbot, app)
    journey = next(each for each in told(qtbot, app, journeys.list_all, business.id) if each.kind == "buy")
    who = next(step.handled_by for step in journey.version.steps if step.handled_by)
    app.tasks.write(handling.rename, business.id, who, "Somebody else")
    idle(qtbot, app)
    after = told(qtbot, app, journeys.get, journey.id)
    assert after.version.number == journey.version.number + 1
    old = told(qtbot, app, journeys.version, journey.version.id)
    assert old.steps == journey.version.steps
    assert [step.id for step in after.version.steps] == [step.id for step in old.steps]


# ---- several


def test_a_business_is_added_marked_as_a_competitor_and_switched_from(qtbot: QtBot, app: Application) -> None:
    ours = stored(qtbot, app)
    actions = {action.text(): action for action in app.window.rail.businesses.actions()}
    actions["Add a business…"].trigger()
    sheet = app.window.findChild(AddBusiness)
    assert sheet is not None
    QTest.mouseClick(sheet.action, Qt.MouseButton.LeftButton)
    assert "needs a name" in sheet.name._error.text()
    QTest.keyClicks(sheet.name.edit, "Fern")
    QTest.keyClicks(sheet.url.edit, "fern.example")
    QTest.keyClick(sheet.url.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.place == "business")
    screen = app.window.screen_in_view
    assert isinstance(screen, BusinessScreen)
    qtbot.waitUntil(lambda: screen.business is not None and screen.business.name == "Fern")
    screen.rival.setCurrentIndex(screen.rival.findData(ours.id))
    screen.rival.activated.emit(screen.rival.currentIndex())
    assert stored(qtbot, app).competitor_of == ours.id
    qtbot.waitUntil(lambda: "Marked as a competitor of Green Leaf Plants" in screen.rival_about.text())
    names = [action.text() for action in app.window.rail.businesses.actions()]
    assert "Fern (competes with Green Leaf Plants)" in names
    next(each for each in app.window.rail.businesses.actions() if each.text() == ours.name).trigger()
    qtbot.waitUntil(lambda: screen.business is not None and screen.business.name == ours.name)
    assert app.window.place == "business"
    qtbot.waitUntil(lambda: "Fern" in screen.rival_about.text())


def test_a_business_is_deleted_with_all_that_hangs_on_it_and_comes_back(qtbot: QtBot, app: Application) -> None:
    app.tasks.write(businesses.add, name="Fern")
    idle(qtbot, app)
    screen = opened(qtbot, app)
    assert screen.business is not None
    gone = screen.business.id
    undo: list[Any] = []
    app.bus.undoable.connect(lambda _text, function: undo.append(function))
    QTest.mouseClick(screen.delete_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(undo))
    qtbot.waitUntil(lambda: app.current.business is not None and app.current.business.name == "Fern")
    assert not told(qtbot, app, journeys.list_all, gone)
    undo[0]()
    idle(qtbot, app)
    assert told(qtbot, app, journeys.list_all, gone)


def test_many_businesses_are_found_by_typing(qtbot: QtBot, app: Application) -> None:
    def add_many(workspace: Any) -> Any:
        return [businesses.add(workspace, name=f"Shop {at:02}") for at in range(20)][-1]

    app.tasks.write(add_many)
    idle(qtbot, app)
    listed = app.window.rail.businesses.actions()
    assert sum(action.isCheckable() for action in listed) == MOST
    assert any(action.isChecked() for action in listed)
    next(action for action in listed if action.text().startswith("Find among 21")).trigger()
    sheet = app.window.findChild(FindBusiness)
    assert sheet is not None
    QTest.keyClicks(sheet.field, "shop 1")
    assert sheet.list.count() == 10
    QTest.keyClick(sheet.field, Key.Key_Down)
    QTest.keyClick(sheet.field, Key.Key_Return)
    qtbot.waitUntil(lambda: app.current.business is not None and app.current.business.name == "Shop 11")


def test_a_logo_stays_on_hover_and_stands_in_the_menu(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    screen = opened(qtbot, app)
    logo = QImage(64, 64, QImage.Format.Format_ARGB32)
    logo.fill(Qt.GlobalColor.transparent)
    for x in range(16, 48):
        for y in range(16, 48):
            logo.setPixelColor(x, y, QColor("#ff0000"))
    path = tmp_path / "logo.png"
    logo.save(str(path))
    drop(screen.logo, of_file(path))
    switcher = app.window.rail.switcher
    qtbot.waitUntil(lambda: not switcher._image.isNull())
    app.window.activateWindow()
    switcher.setFocus()
    qtbot.waitUntil(switcher.hasFocus)
    middle = switcher.grab().toImage().pixelColor(20, 20)
    assert middle.red() > 200 > 100 > middle.green()

    def in_menu() -> bool:
        icon = app.window.rail.businesses.actions()[0].icon()
        seen = icon.pixmap(20, 20).toImage().pixelColor(10, 10)
        return seen.red() > 200 > 100 > seen.green()

    qtbot.waitUntil(in_menu)


def test_a_colour_and_its_verdict_push_nothing_down(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app)
    retype(screen.colour.field.edit, "#ffd400")
    screen.colour.flush()
    weak = screen.colour.sizeHint().height()
    screen.colour._take("#123456")
    fine = screen.colour.sizeHint().height()
    screen.colour._take("")
    assert weak == fine == screen.colour.sizeHint().height()


def test_without_a_business_the_page_asks_for_one(qtbot: QtBot, tmp_path: Path) -> None:
    with running(qtbot, tmp_path / "empty.db") as app:
        app.go("business")
        sheet = app.window.findChild(AddBusiness)
        assert sheet is not None
        sheet.close()


def test_the_coin_is_readable_on_any_colour(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app)
    for wanted in ("#ffffff", "#000000", "#ffd400", "#123456"):
        retype(screen.colour.field.edit, wanted)
        screen.colour.flush()
        idle(qtbot, app)
        seen: QImage = app.window.rail.switcher.grab().toImage()
        bright = [colour.luminance(seen.pixelColor(x, y).name()) for x in range(12, 30) for y in range(12, 30)]
        assert (max(bright) + 0.05) / (min(bright) + 0.05) >= colour.READABLE, wanted
