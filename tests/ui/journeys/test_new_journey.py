"""Making a journey from a template of one's own, or from an empty map."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths, templates
from oracle.model.ratings import Kind
from oracle.ui.application import Application
from oracle.ui.journeys.importing.import_sheet import ImportSheet
from oracle.ui.journeys.new_journey import NewJourney, TemplateCard
from oracle.workspace import businesses, journeys, own_templates
from tests.ui.journeys.desk import press, write
from tests.ui.rooms import PATIENCE_MS, idle, running, shop_workspace, told


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as application:
        yield application


def sheet_of(qtbot: QtBot, app: Application, kind: Kind) -> NewJourney:
    sheet = NewJourney(app.context, app.window, kind)
    sheet.open()
    qtbot.waitUntil(lambda: bool(sheet.cards))
    idle(qtbot, app)
    return sheet


def card(sheet: NewJourney, title: str) -> TemplateCard:
    return next(each for each in sheet.cards if each.template.title == title)


def button_named(around: QWidget, name: str) -> QPushButton:
    return next(each for each in around.findChildren(QPushButton) if each.accessibleName() == name)


def make(qtbot: QtBot, app: Application, sheet: NewJourney) -> object:
    before = {each.id for each in told(qtbot, app, journeys.list_all)}
    press(qtbot, sheet, "Make this journey")
    qtbot.waitUntil(lambda: app.window.place == "journey", timeout=PATIENCE_MS)
    return next(each for each in told(qtbot, app, journeys.list_all) if each.id not in before)


def test_a_journey_begins_with_an_empty_map(qtbot: QtBot, app: Application) -> None:
    sheet = sheet_of(qtbot, app, Kind.OTHER)
    qtbot.mouseClick(card(sheet, "Start from an empty map"), Qt.MouseButton.LeftButton)
    write(qtbot, sheet.business, "Ada & Sons")
    made = make(qtbot, app, sheet)
    assert (made.title, made.kind, made.template) == ("New journey", Kind.OTHER, "")  # type: ignore[attr-defined]
    stages = made.version.stages  # type: ignore[attr-defined]
    assert [(stage.name, len(stage.steps)) for stage in stages] == [
        ("Awareness", 1), ("Consideration", 0), ("Decision", 0), ("Delivery", 0), ("Loyalty", 0),
    ]  # fmt: skip


def test_an_own_template_stands_first_in_its_road_and_makes_a_journey(qtbot: QtBot, app: Application) -> None:
    bought = next(each for each in told(qtbot, app, journeys.list_all) if each.kind is Kind.BUY)
    app.tasks.write(own_templates.add, bought.id, "Our <b>way</b> & yours")
    sheet = sheet_of(qtbot, app, Kind.BUY)
    first = sheet.cards[0]
    assert first.own
    assert first.template.title == "Our <b>way</b> & yours"
    assert not any(each.own for each in sheet.cards[1:])
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    write(qtbot, sheet.business, "Second Shop")
    made = make(qtbot, app, sheet)
    assert made.title == "Our <b>way</b> & yours"  # type: ignore[attr-defined]
    assert made.business_id != bought.business_id  # type: ignore[attr-defined]
    assert len(made.version.steps) == len(bought.version.steps)  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["the button", "Ctrl+Z"])
def test_an_own_template_is_thrown_away_and_taken_back(qtbot: QtBot, app: Application, way: str) -> None:
    bought = next(each for each in told(qtbot, app, journeys.list_all) if each.kind is Kind.BUY)
    app.tasks.write(own_templates.add, bought.id, "Mine")
    sheet = sheet_of(qtbot, app, Kind.BUY)
    away = button_named(sheet.cards[0], "Delete this template")
    away.setFocus()
    qtbot.keyClick(away, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.cards[0].own)
    assert told(qtbot, app, own_templates.list_all) == ()
    if way == "Ctrl+Z":
        focused = sheet.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        press(qtbot, sheet, "Undo")
    qtbot.waitUntil(lambda: sheet.cards[0].own)
    assert [each.title for each in told(qtbot, app, own_templates.list_all)] == ["Mine"]
    sheet.reject()


def test_tab_goes_through_the_roads_before_the_fields(qtbot: QtBot, app: Application) -> None:
    bought = next(each for each in told(qtbot, app, journeys.list_all) if each.kind is Kind.BUY)
    app.tasks.write(own_templates.add, bought.id, "Mine")
    sheet = sheet_of(qtbot, app, Kind.BUY)
    stops = [sheet.bring, sheet.cards[0], button_named(sheet.cards[0], "Delete this template"), *sheet.cards[1:]]
    stops.append(sheet.business.edit)
    sheet.bring.setFocus()
    for here, following in pairwise(stops):
        assert sheet.focusWidget() is here
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert sheet.focusWidget() is following
    sheet.reject()


def test_back_from_the_fields_the_last_road_scrolls_into_view(qtbot: QtBot, app: Application) -> None:
    sheet = sheet_of(qtbot, app, Kind.BUY)
    last = sheet.cards[-1]
    assert last.visibleRegion().isEmpty()
    sheet.business.edit.setFocus()
    qtbot.keyClick(sheet.business.edit, Qt.Key.Key_Backtab)
    assert sheet.focusWidget() is last
    assert last.visibleRegion().boundingRect() == last.rect()
    sheet.reject()


def test_enter_on_cancel_does_not_make_a_journey(qtbot: QtBot, app: Application) -> None:
    before = told(qtbot, app, journeys.list_all)
    sheet = sheet_of(qtbot, app, Kind.BUY)
    write(qtbot, sheet.business, "Ada & Sons")
    cancel = button_named(sheet, "Cancel")
    cancel.setFocus()
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(cancel, Qt.Key.Key_Return)
    assert told(qtbot, app, journeys.list_all) == before


def test_steps_that_stand_in_a_table_are_brought_from_here(qtbot: QtBot, app: Application) -> None:
    sheet = sheet_of(qtbot, app, Kind.LEARN)
    press(qtbot, sheet, "bring it from a spreadsheet or text…")
    qtbot.waitUntil(lambda: app.window.findChild(ImportSheet) is not None)
    found = app.window.findChild(ImportSheet)
    assert found is not None
    assert found.isVisible()
    found.reject()


def test_the_empty_map_is_one_click_away(qtbot: QtBot, app: Application) -> None:
    sheet = sheet_of(qtbot, app, Kind.BUY)
    press(qtbot, sheet, "start from an empty map")
    assert sheet.chosen is not None
    assert sheet.chosen.title == "Start from an empty map"
    sheet.reject()


def test_who_walks_it_comes_along_to_the_import(qtbot: QtBot, app: Application) -> None:
    sheet = sheet_of(qtbot, app, Kind.BUY)
    write(qtbot, sheet.persona, "Erika")
    qtbot.mouseClick(sheet.bring, Qt.MouseButton.LeftButton)
    brought = next(each for each in app.window.findChildren(ImportSheet) if each.isVisible())
    assert brought.preview.persona.text == "Erika"
    brought.reject()


def test_up_and_down_go_from_road_to_road_and_take_it(qtbot: QtBot, app: Application) -> None:
    sheet = sheet_of(qtbot, app, Kind.LEAVE)
    sheet.cards[0].setFocus()
    for key, at in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        qtbot.keyClick(sheet.focusWidget(), key)
        assert sheet.focusWidget() is sheet.cards[at]
        assert sheet.chosen is sheet.cards[at].template
    sheet.reject()


def test_a_business_is_offered_what_fits_it_first_and_its_personas(qtbot: QtBot, app: Application) -> None:
    ready = templates.get("buy-local-practice")
    app.tasks.write(journeys.from_template, ready, business="Molar", persona="Anna")
    idle(qtbot, app)
    molar = next(each for each in told(qtbot, app, businesses.list_all) if each.name == "Molar")
    app.context.current.set(molar)
    sheet = sheet_of(qtbot, app, Kind.LEARN)
    assert sheet.chosen is not None
    assert sheet.chosen.fits == ready.fits
    assert sheet.cards[0].template is sheet.chosen
    qtbot.keyClicks(sheet.persona.edit, "an")
    completer = sheet.persona.edit.completer()
    assert completer.currentCompletion() == "Anna"
    completer.popup().hide()
    sheet.reject()


def test_a_sheet_keeps_its_foot_on_the_screen(qtbot: QtBot, app: Application) -> None:
    sheet = NewJourney(app.context, app.window, Kind.BUY)
    sheet.resize(780, 5000)
    sheet.open()
    qtbot.waitExposed(sheet)
    assert sheet.height() < sheet.screen().availableGeometry().height()
    sheet.reject()
