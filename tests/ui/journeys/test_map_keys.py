"""The map by keys: moving, deleting, duplicating, titles typed in their place; zoom, and names for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.overlays import TitleEditor
from oracle.ui.journeys.map.view import MapView
from tests.ui.journeys.hands import ALT, CTRL, LEFT, WHOLE, card, click, key, order, write
from tests.ui.journeys.rooms import on_disk

# ---- moving and changing by keys


def test_alt_with_arrows_moves_the_card_and_keeps_the_keyboard_on_it(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    click(view, "s7")
    key(view, Qt.Key.Key_Up, modifiers=ALT)
    assert order(document) == "1 2|3 4 5|7 6 8|9 10 11|12"
    key(view, Qt.Key.Key_Right, modifiers=ALT)
    assert order(document) == "1 2|3 4 5|6 8|7 9 10 11|12"
    assert view.focusWidget() is card(view, "s7")
    key(view, Qt.Key.Key_Left, modifiers=ALT)
    key(view, Qt.Key.Key_Down, modifiers=ALT)
    assert order(document) == WHOLE
    assert on_disk(qtbot, context, document).version.stages[2].steps[1].id == "s7"


def test_alt_with_arrows_moves_a_stage_whose_name_has_the_keyboard(view: MapView, document: JourneyDocument) -> None:
    view.canvas.heads[3].setFocus()
    key(view, Qt.Key.Key_Left, modifiers=ALT)
    assert order(document) == "1 2|3 4 5|9 10 11|6 7 8|12"
    assert view.focusWidget() is view.canvas.heads[2]


def test_a_stage_added_at_the_right_stays_in_view_when_it_is_named(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    view.resize(420, 500)
    click(view, "s1")
    view.area.ensureWidgetVisible(view.canvas.new_stage)
    QTest.mouseClick(view.canvas.new_stage, LEFT)
    write(view, "Staying friends")
    key(view, Qt.Key.Key_Return)
    named = on_disk(qtbot, context, document).version.stages[-1].name
    assert named == "Staying friends"
    head = view.canvas.heads[-1]
    assert view.focusWidget() is head
    qtbot.waitUntil(lambda: head.visibleRegion().boundingRect().width() == head.width())


def test_delete_offers_the_steps_back(qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument) -> None:
    offered: list[tuple[str, object]] = []
    context.bus.undoable.connect(lambda text, undo: offered.append((text, undo)))
    click(view, "s4")
    key(view, Qt.Key.Key_Delete)
    assert order(document) == "1 2|3 5|6 7 8|9 10 11|12"
    assert document.selected == ("s5",)
    assert view.focusWidget() is card(view, "s5")
    assert offered[0][0] == "Deleted “Reads the product page”."
    offered[0][1]()  # type: ignore[operator]
    assert order(document) == WHOLE
    assert on_disk(qtbot, context, document).version.step("s4").title == "Reads the product page"


def test_an_offer_that_is_out_of_date_takes_nothing_else_back(view: MapView, document: JourneyDocument) -> None:
    offered: list[object] = []
    view.context.bus.undoable.connect(lambda _text, undo: offered.append(undo))
    click(view, "s4")
    key(view, Qt.Key.Key_Delete)
    document.set_step("s1", title="Other")
    offered[0]()  # type: ignore[operator]
    assert document.step("s1").title == "Other"
    assert not document.has("s4")


def test_the_last_step_stays(view: MapView, document: JourneyDocument, qtbot: QtBot, context: Context) -> None:
    view.select_all()
    with qtbot.waitSignal(context.bus.message) as told:
        key(view, Qt.Key.Key_Delete)
    assert told.args[0] == bus.ERROR
    assert told.args[1].startswith("A journey needs at least one step.")
    assert order(document) == WHOLE


def test_duplicates_stand_behind_with_ids_of_their_own(view: MapView, document: JourneyDocument) -> None:
    click(view, "s3")
    click(view, "s4", CTRL)
    key(view, Qt.Key.Key_D, modifiers=CTRL)
    assert order(document) == "1 2|3 4 Finds the Monstera Reads the product page 5|6 7 8|9 10 11|12"
    assert len({step.id for stage in document.stages for step in stage.steps}) == 14
    assert len(document.selected) == 2


# ---- titles


def test_a_title_is_typed_in_its_place(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    click(view, "s5")
    key(view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, TitleEditor)
    write(view, "Asks <b>Nadia</b>")
    key(view, Qt.Key.Key_Return)
    assert document.step("s5").title == "Asks <b>Nadia</b>"
    assert view.focusWidget() is card(view, "s5")
    assert on_disk(qtbot, context, document).version.step("s5").title == "Asks <b>Nadia</b>"
    assert document.stack.undo_text == "Undo rename “Asks about her dogs”"


def test_typing_on_a_card_begins_another_title_and_escape_keeps_the_old_one(
    view: MapView, document: JourneyDocument
) -> None:
    click(view, "s5")
    write(view, "W")
    write(view, "rites")
    assert document.step("s5").title == "Asks about her dogs"
    key(view, Qt.Key.Key_Escape)
    assert document.step("s5").title == "Asks about her dogs"
    write(view, "W")
    write(view, "rites a mail")
    click(view, "s1")
    view.canvas.cards["s1"].setFocus()
    assert document.step("s5").title == "Writes a mail"


def test_a_double_click_renames_a_stage(view: MapView, document: JourneyDocument) -> None:
    QTest.mouseDClick(view.canvas.heads[4], LEFT, pos=QPoint(20, 12))
    write(view, "Staying friends")
    key(view, Qt.Key.Key_Return)
    assert document.stages[4].name == "Staying friends"


def test_a_step_added_and_named_is_one_step_back(view: MapView, document: JourneyDocument) -> None:
    QTest.mouseClick(view.canvas.adds[4], LEFT)
    write(view, "Tells a friend")
    key(view, Qt.Key.Key_Return)
    assert order(document) == "1 2|3 4 5|6 7 8|9 10 11|12 Tells a friend"
    document.undo()
    assert order(document) == WHOLE


def test_a_step_is_added_behind_the_current_one(view: MapView, document: JourneyDocument) -> None:
    click(view, "s6")
    key(view, Qt.Key.Key_Return, modifiers=CTRL)
    write(view, "One")
    key(view, Qt.Key.Key_Return, modifiers=CTRL)
    write(view, "Two")
    key(view, Qt.Key.Key_Return)
    assert order(document) == "1 2|3 4 5|6 One Two 7 8|9 10 11|12"


def test_an_empty_title_keeps_the_old_one(view: MapView, document: JourneyDocument) -> None:
    click(view, "s5")
    key(view, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert document.step("s5").title == "Asks about her dogs"


def test_a_title_being_typed_is_stored_when_the_app_closes(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    click(view, "s5")
    write(view, "X")
    write(view, "yz")
    assert on_disk(qtbot, context, document).version.step("s5").title == "Xyz"


# ---- zoom


def test_the_wheel_with_ctrl_zooms_about_the_pointer(view: MapView) -> None:
    port = view.area.viewport()
    at = QPoint(600, 300)
    view.set_zoom(1.75)
    under = (view.canvas.mapFrom(port, at)) / view.canvas.zoom
    event = QWheelEvent(
        QPointF(at), QPointF(port.mapToGlobal(at)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)
    assert view.canvas.zoom == 2.0
    assert view.zoom_bar.now.text() == "200 %"
    assert (view.canvas.mapFrom(port, at) / view.canvas.zoom - under).manhattanLength() <= 3


def test_keys_zoom_within_limits(view: MapView) -> None:
    for _turn in range(12):
        key(view, Qt.Key.Key_Plus, modifiers=CTRL)
    assert view.canvas.zoom == 2.0
    for _turn in range(12):
        key(view, Qt.Key.Key_Minus, modifiers=CTRL)
    assert view.canvas.zoom == 0.5
    key(view, Qt.Key.Key_0, modifiers=CTRL)
    assert view.canvas.zoom == 1.0


def test_zoom_to_fit_shows_everything(view: MapView) -> None:
    view.resize(640, 480)
    view.zoom_to_fit()
    size = view.canvas.needed()
    assert size.width() <= view.area.viewport().width() + 1
    assert view.canvas.zoom < 1.0


# ---- for those who do not see it


def test_every_card_has_a_name_and_says_whether_it_is_selected(view: MapView, document: JourneyDocument) -> None:
    document.select(["s10"])
    told = QAccessible.queryAccessibleInterface(card(view, "s10"))
    assert told.text(QAccessible.Text.Name) == (
        "Step 10, Waits for the parcel. Delivery. Carrier · Jonas. After a wait of 3 days."
    )
    assert told.state().checked
    paid = QAccessible.queryAccessibleInterface(card(view, "s7"))
    assert paid.text(QAccessible.Text.Name).endswith("Website · Tom. Private.")
    assert not paid.state().checked
    canvas = QAccessible.queryAccessibleInterface(view.canvas)
    names = [canvas.child(at).text(QAccessible.Text.Name) for at in range(canvas.childCount())]
    assert sum(name.startswith("Step ") for name in names) == 12
    assert "Stage Delivery, 3 steps" in names
    assert "Add a step to Delivery" in names


def test_names_follow_a_move(view: MapView) -> None:
    click(view, "s7")
    key(view, Qt.Key.Key_Right, modifiers=ALT)
    assert card(view, "s7").accessibleName().startswith("Step 9, Pays for the order. Delivery.")
