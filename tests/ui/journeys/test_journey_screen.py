"""The journey's screen: its name and facts, undo, its tabs, and what else can be done with a journey."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.journey import PersonaSketch
from oracle.model.ratings import Kind
from oracle.ui.application import Application
from oracle.ui.journeys.history import LookAt
from oracle.ui.journeys.importing.import_sheet import ImportSheet
from oracle.ui.journeys.journey import TABS, JourneyScreen
from oracle.ui.journeys.journey_menu import SaveTemplate
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import businesses, journeys, own_templates, personas, trash
from tests.ui.journeys.desk import choose, leave, opened, press, stored, toast_undo, undo_key, write
from tests.ui.rooms import idle, running, shop_workspace, told


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as application:
        yield application


def labels(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def tab(qtbot: QtBot, app: Application, screen: JourneyScreen, name: str) -> None:
    index = TABS.index(name)
    qtbot.mouseClick(screen.tabs, Qt.MouseButton.LeftButton, pos=screen.tabs.tabRect(index).center())
    idle(qtbot, app)
    idle(qtbot, app)


# ---- its name and facts


def test_a_journey_is_renamed_by_typing(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "learn")
    screen.title.selectAll()
    qtbot.keyClicks(screen.title, "Choose a <b>plant</b> & a pot")
    qtbot.keyClick(screen.title, Qt.Key.Key_Return)
    assert stored(qtbot, app, screen).title == "Choose a <b>plant</b> & a pot"
    screen.title.selectAll()
    qtbot.keyClick(screen.title, Qt.Key.Key_Delete)
    qtbot.keyClick(screen.title, Qt.Key.Key_Return)
    assert screen.title.text() == "Choose a <b>plant</b> & a pot"


def test_the_road_the_figures_and_the_hints_are_the_journeys_own(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    business = told(qtbot, app, businesses.find, "Green Leaf Plants")
    app.tasks.write(businesses.update, replace(business, currency="EUR"))
    idle(qtbot, app)
    choose(screen.menu, "Road, figures and hints")
    about = screen.form.about
    assert screen.form.where.text() == "About this journey"
    qtbot.waitUntil(lambda: "EUR" in labels(about))
    row = about.kind.findData(Kind.OTHER)
    about.kind.setCurrentIndex(row)
    about.kind.activated.emit(row)
    write(qtbot, about.people, "1 200")
    write(qtbot, about.worth, "95.50")
    write(qtbot, about.again, "lots")
    about.again.flush()
    assert about.again.edit.accessibleDescription()
    write(qtbot, about.again, "40")
    about.hints.edit.setFocus()
    about.hints.edit.selectAll()
    qtbot.keyClicks(about.hints.edit, "Use a fresh mailbox")
    qtbot.keyClick(about.hints.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(about.hints.edit, "Sign out")
    journey = stored(qtbot, app, screen)
    assert (journey.kind, journey.people_a_month) == (Kind.OTHER, 1200)
    assert (journey.worth, journey.worth_again) == (Decimal("95.50"), Decimal("40.00"))
    assert journey.hints == ("Use a fresh mailbox", "Sign out")
    write(qtbot, about.worth, "")
    assert stored(qtbot, app, screen).worth is None
    # In what it is counted is asked where it is typed.
    edit = about.currency.edit
    edit.setText("euro")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    business_id = stored(qtbot, app, screen).business_id
    assert told(qtbot, app, businesses.get, business_id).currency == "EUR"
    qtbot.waitUntil(lambda: [each.text() for each in about._currencies] == ["EUR", "EUR"])


def test_another_persona_is_chosen_in_the_header(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    business_id = screen.document.journey.business_id
    app.tasks.write(personas.add, business_id, sketch=PersonaSketch(name="Wendy & Co", age=34))
    idle(qtbot, app)
    choose(screen.under.menu, "Wendy && Co, 34")
    idle(qtbot, app)
    journey = stored(qtbot, app, screen)
    assert told(qtbot, app, personas.get, journey.persona_id).name == "Wendy & Co"
    assert screen.under.persona.text() == "Wendy && Co, 34"


def test_the_persona_stands_in_her_tab_and_a_new_one_gets_her_name_there(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    before = stored(qtbot, app, screen).persona_id
    tab(qtbot, app, screen, "persona")
    editor = screen.persona
    assert editor is not None
    qtbot.waitUntil(lambda: editor.persona is not None and editor.persona.id == before)
    choose(screen.under.menu, "New persona…")
    qtbot.waitUntil(lambda: editor.persona is not None and editor.persona.id != before)
    write(qtbot, editor.name, "Ada")
    journey = stored(qtbot, app, screen)
    assert journey.persona_id != before
    assert told(qtbot, app, personas.get, journey.persona_id).name == "Ada"
    qtbot.waitUntil(lambda: screen.under.persona.text() == "Ada")
    assert told(qtbot, app, personas.get, before).name != "Ada"


def test_a_new_persona_leaves_what_was_typed_a_moment_before(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    before = screen.document.journey.persona_id
    choose(screen.menu, "Road, figures and hints")
    write(qtbot, screen.form.about.people, "1200")
    write(qtbot, screen.title, "Buy a palm")
    choose(screen.under.menu, "New persona…")
    journey = stored(qtbot, app, screen)
    assert journey.persona_id != before
    assert (journey.title, journey.people_a_month) == ("Buy a palm", 1200)


def test_the_current_version_is_not_restored_and_the_journey_stays_open(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    offered: list[object] = []
    app.bus.undoable.connect(lambda *said: offered.append(said))
    version = stored(qtbot, app, screen).version
    screen.restore(version)
    assert not screen.export.isEnabled()
    qtbot.waitUntil(lambda: screen.document.is_open)
    assert not offered
    assert stored(qtbot, app, screen).version == version


def test_a_journey_that_is_gone_does_not_send_away_who_asked_for_another_since(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    other = next(each for each in told(qtbot, app, journeys.list_all) if each.kind == "join")
    screen.open("gone")
    screen.open(other.id)
    idle(qtbot, app)
    idle(qtbot, app)
    assert app.window.place == "journey"
    assert screen.document.journey.kind == "join"


def test_a_journey_is_seen_and_exported_once_it_is_read(qtbot: QtBot, app: Application) -> None:
    journey = next(each for each in told(qtbot, app, journeys.list_all) if each.kind == "buy")
    app.go("journey", journey_id=journey.id)
    screen = app.window.screen_in_view
    assert isinstance(screen, JourneyScreen)
    assert not screen.export.isEnabled()
    assert not screen.title.isVisible()  # nothing stands there that is not known yet
    qtbot.waitUntil(screen.export.isEnabled)
    assert screen.title.isVisible()
    assert screen._up_to_date().id == journey.id


def test_undo_and_redo_by_key_and_by_button(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    before = stored(qtbot, app, screen).version.stages
    assert not screen.undo.isEnabled()
    leave(qtbot, screen)
    qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = stored(qtbot, app, screen).version.stages
    assert moved != before
    qtbot.mouseClick(screen.undo, Qt.MouseButton.LeftButton)
    assert stored(qtbot, app, screen).version.stages == before
    qtbot.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert stored(qtbot, app, screen).version.stages == moved


def test_undo_by_key_takes_the_maps_last_step_back_while_a_message_offers_undo_too(
    qtbot: QtBot, app: Application
) -> None:
    screen = opened(qtbot, app, "join")
    before = stored(qtbot, app, screen).version.stages
    leave(qtbot, screen)
    qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Delete)
    assert app.window.toasts.shown is not None
    undo_key(qtbot, app)
    assert stored(qtbot, app, screen).version.stages == before


def test_the_maps_undo_rests_while_the_persona_is_seen(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    screen.document.set_step(screen.document.stages[0].steps[0].id, gets="Changed")
    tab(qtbot, app, screen, "persona")
    assert not screen.undo.isEnabled()
    undo_key(qtbot, app)
    assert screen.document.stages[0].steps[0].gets == "Changed"
    tab(qtbot, app, screen, "map")
    undo_key(qtbot, app)
    assert screen.document.stages[0].steps[0].gets != "Changed"


def test_the_form_hides_behind_its_button_where_the_window_is_narrow(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    assert screen.form.isVisible()
    assert not screen.form_switch.isVisible()
    app.window.resize(900, 600)
    qtbot.waitUntil(lambda: not screen.form.isVisible())
    qtbot.mouseClick(screen.form_switch, Qt.MouseButton.LeftButton)
    assert screen.form.isVisible()
    assert screen.map.width() + screen.form.width() <= screen.width()
    app.window.resize(1280, 800)
    qtbot.waitUntil(lambda: screen.form.isVisible() and not screen.form_switch.isVisible())


def test_a_step_can_be_opened_from_elsewhere(qtbot: QtBot, app: Application) -> None:
    journey = next(each for each in told(qtbot, app, journeys.list_all) if each.kind == "buy")
    wanted = journey.version.steps[4]
    screen = opened(qtbot, app, "buy", step_id=wanted.id)
    assert screen.document.selected == (wanted.id,)
    assert screen.form.one.title.text == wanted.title
    again = opened(qtbot, app, "buy", step_id=journey.version.steps[1].id)
    assert again.document.selected == (journey.version.steps[1].id,)


def test_edits_stand_in_the_walk(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "learn")
    write(qtbot, screen.form.one.title, "Reads <i>this</i> first")
    qtbot.mouseClick(screen.walk, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.window.place == "walk")
    assert isinstance(app.window.screen_in_view, WalkScreen)
    assert stored(qtbot, app, screen).version.steps[0].title == "Reads <i>this</i> first"


# ---- what else can be done with it


def test_a_deleted_journey_lies_in_the_trash_and_comes_back_by_undo(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    gone = screen.document.journey.id
    choose(screen.menu, "Delete this journey")
    qtbot.waitUntil(lambda: app.window.place == "journeys")
    assert gone in [item.id for item in told(qtbot, app, trash.list_all)]
    qtbot.waitUntil(lambda: app.window.toasts.shown is not None)
    undo_key(qtbot, app)
    idle(qtbot, app)
    assert gone in [each.id for each in told(qtbot, app, journeys.list_all)]


def test_a_duplicate_is_opened_and_taken_back(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    original = screen.document.journey
    choose(screen.menu, "Duplicate")
    qtbot.waitUntil(lambda: screen.facts is not None and screen.facts.journey.id != original.id)
    copy = stored(qtbot, app, screen)
    assert copy.business_id == original.business_id
    assert [step.title for step in copy.version.steps] == [step.title for step in original.version.steps]
    assert {step.id for step in copy.version.steps}.isdisjoint(step.id for step in original.version.steps)
    toast_undo(qtbot, app)
    qtbot.waitUntil(lambda: screen.facts is not None and screen.facts.journey.id == original.id)
    assert copy.id not in [each.id for each in told(qtbot, app, journeys.list_all)]


def test_a_journey_is_duplicated_to_another_business(qtbot: QtBot, app: Application) -> None:
    app.tasks.write(lambda held: businesses.add(held, name="Rival & <Sons>"))
    screen = opened(qtbot, app, "join")
    qtbot.waitUntil(lambda: screen.menu.elsewhere.isEnabled())
    choose(screen.menu.elsewhere, "Rival && <Sons>")
    rival = told(qtbot, app, businesses.find, "Rival & <Sons>")
    qtbot.waitUntil(lambda: screen.document.is_open and screen.document.journey.business_id == rival.id)
    assert app.context.current.business is not None
    assert app.context.current.business.id == rival.id


def test_a_journey_is_saved_as_a_template_under_a_name(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    choose(screen.menu, "Save as my own template…")
    sheet = app.window.findChild(SaveTemplate)
    assert sheet is not None
    write(qtbot, sheet.name, "")
    sheet.save()
    assert sheet.name.edit.accessibleDescription()
    write(qtbot, sheet.name, "How we welcome people")
    press(qtbot, sheet, "Save template")
    qtbot.waitUntil(lambda: app.window.toasts.shown is not None)
    assert [each.title for each in told(qtbot, app, own_templates.list_all)] == ["How we welcome people"]
    toast_undo(qtbot, app)
    idle(qtbot, app)
    assert told(qtbot, app, own_templates.list_all) == ()


def test_steps_are_brought_into_the_open_journey_and_it_is_exported_as_it_stands(
    qtbot: QtBot, app: Application
) -> None:
    screen = opened(qtbot, app, "join")
    choose(screen.menu, "Add steps from a spreadsheet or text…")
    sheet = app.window.findChild(ImportSheet)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.reject()
    write(qtbot, screen.form.one.title, "Typed a moment ago")
    menu = screen.export.menu()
    assert menu is not None
    assert any("PDF" in action.text() for action in menu.actions())
    assert screen._up_to_date().version.steps[0].title == "Typed a moment ago"


# ---- history


def test_the_history_tells_what_changed_in_words(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")  # walked twice: the first change makes version 2
    steps = stored(qtbot, app, screen).version.steps
    leave(qtbot, screen)
    qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    screen.document.set_step(steps[1].id, expected_friction=3)
    assert stored(qtbot, app, screen).version.number == 2
    tab(qtbot, app, screen, "history")
    qtbot.waitUntil(lambda: len(screen.history.cards) == 2)
    now, then = screen.history.cards
    assert f"“{steps[0].title}” moved from Awareness to Consideration." in now.said
    assert f"“{steps[1].title}”: expected friction set to 3." in now.said
    assert len(now.said) == 2
    assert "2 walks" in then.about.text()
    assert "not walked" in now.about.text()
    assert then.said[0].startswith("The first version: ")
    assert not now.restore.isVisible()


def test_an_older_version_is_looked_at_and_restored_and_undone(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    old = stored(qtbot, app, screen).version
    screen.document.set_step(old.steps[0].id, title="<b>Other</b>", does="Something else")
    changed = stored(qtbot, app, screen).version
    tab(qtbot, app, screen, "history")
    qtbot.waitUntil(lambda: len(screen.history.cards) == 2)
    press(qtbot, screen.history, "Look at version 1")
    sheet = app.window.findChild(LookAt)
    assert sheet is not None
    assert old.steps[0].title in labels(sheet)
    assert all(step.title in labels(sheet) for step in old.steps)
    press(qtbot, sheet, "Close")
    screen.history.cards[1].restore.setFocus()
    press(qtbot, screen.history, "Restore version 1")
    restored = stored(qtbot, app, screen).version
    assert restored.stages == old.stages
    qtbot.waitUntil(lambda: len(screen.history.cards) == 3)
    focus = app.window.focusWidget()
    assert focus is not None
    assert screen.history.isAncestorOf(focus)  # not the button that would undo it
    assert restored.number == 3
    assert screen.document.stages == old.stages
    kept = told(qtbot, app, journeys.versions, restored.journey_id)
    assert [each.stages for each in kept] == [old.stages, changed.stages, old.stages]  # none is lost with its Undo
    toast_undo(qtbot, app)
    undone = stored(qtbot, app, screen).version
    assert (undone.number, undone.stages) == (4, changed.stages)
    assert screen.document.stages == changed.stages


def test_what_was_changed_a_moment_before_restoring_is_kept_in_the_version_before(
    qtbot: QtBot, app: Application
) -> None:
    screen = opened(qtbot, app, "buy")
    old = stored(qtbot, app, screen).version
    screen.document.set_step(old.steps[0].id, does="One thing")
    assert stored(qtbot, app, screen).version.number == 2
    for text in ("Another thing", "The last thing"):
        screen.document.set_step(old.steps[0].id, does=text)
    screen.restore(old)
    assert stored(qtbot, app, screen).version.stages == old.stages
    before = told(qtbot, app, journeys.versions, old.journey_id)[1]
    assert before.steps[0].does == "The last thing"
    toast_undo(qtbot, app)
    assert stored(qtbot, app, screen).version.stages == before.stages


def test_many_changes_are_told_in_part_first(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    for step in stored(qtbot, app, screen).version.steps:
        screen.document.set_step(step.id, gets="Another thing")
    stored(qtbot, app, screen)
    tab(qtbot, app, screen, "history")
    qtbot.waitUntil(lambda: len(screen.history.cards) == 2)
    card = screen.history.cards[0]
    assert labels(card).count("what they get was") == 6
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert len(card.said) > 6
    qtbot.waitUntil(lambda: labels(card).count("what they get was") == len(card.said))
