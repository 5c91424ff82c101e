"""The map: dragging cards and stages, selecting."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from oracle.ui.context import Context
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.pointer import Doing
from oracle.ui.journeys.map.view import MapView
from tests.ui.journeys.hands import CTRL, LEFT, SHIFT, WHOLE, card, click, drag, key, order
from tests.ui.journeys.rooms import on_disk


def above(view: MapView, step_id: str) -> QPoint:
    """The upper part of a card: dropped there, a card lands before it."""
    return card(view, step_id).geometry().topLeft() + QPoint(40, 10)


def below(view: MapView, step_id: str) -> QPoint:
    return card(view, step_id).geometry().bottomLeft() + QPoint(40, -6)


# ---- dragging


def test_a_card_is_dragged_into_another_stage_and_stored(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    drag(view, card(view, "s7"), above(view, "s4"))
    assert order(document) == "1 2|3 7 4 5|6 8|9 10 11|12"
    assert document.stack.undo_text == "Undo move “Pays for the order”"
    assert [step.id for step in on_disk(qtbot, context, document).version.stages[1].steps] == ["s3", "s7", "s4", "s5"]
    document.undo()
    assert order(document) == WHOLE


def test_a_card_is_dragged_within_its_stage(view: MapView, document: JourneyDocument) -> None:
    drag(view, card(view, "s3"), below(view, "s5"))
    assert order(document) == "1 2|4 5 3|6 7 8|9 10 11|12"


def test_selected_cards_are_dragged_together(view: MapView, document: JourneyDocument) -> None:
    click(view, "s2")
    click(view, "s9", CTRL)
    drag(view, card(view, "s9"), above(view, "s6"))
    assert order(document) == "1|3 4 5|2 9 6 7 8|10 11|12"
    assert document.selected == ("s2", "s9")
    assert document.stack.undo_text == "Undo move 2 steps"


def test_while_dragging_a_mark_shows_where_it_lands_and_escape_lets_go(
    view: MapView, document: JourneyDocument
) -> None:
    moved = card(view, "s1")
    drag(view, moved, above(view, "s7"), drop=False)
    assert view.pointer.doing is Doing.STEPS
    mark = view.pointer.mark
    assert mark.isVisible()
    assert card(view, "s6").geometry().bottom() < mark.geometry().center().y() < card(view, "s7").geometry().top()
    assert moved.faded
    QTest.keyClick(moved, Qt.Key.Key_Escape)
    assert not mark.isVisible()
    QTest.mouseRelease(moved, LEFT, pos=moved.mapFrom(view.canvas, above(view, "s7")))
    assert order(document) == WHOLE
    assert not moved.faded


def test_a_card_lands_in_an_empty_stage(view: MapView, document: JourneyDocument) -> None:
    view.commands.add_stage(1)
    key(view, Qt.Key.Key_Escape)
    drag(view, card(view, "s12"), view.canvas.adds[1].geometry().center())
    assert order(document) == "1 2|12|3 4 5|6 7 8|9 10 11|"


def test_at_an_edge_the_map_scrolls_on_under_the_dragged_card(
    qtbot: QtBot, view: MapView, document: JourneyDocument
) -> None:
    view.set_zoom(2.0)
    view.area.horizontalScrollBar().setValue(0)
    view.area.verticalScrollBar().setValue(0)
    corner = view.canvas.mapFrom(view.area.viewport(), view.area.viewport().rect().bottomRight() - QPoint(4, 4))
    drag(view, card(view, "s1"), corner, drop=False)
    qtbot.waitUntil(lambda: view.area.horizontalScrollBar().value() > 200)
    assert view.area.verticalScrollBar().value() > 0
    view.pointer.cancel()
    assert order(document) == WHOLE


def test_a_stage_is_dragged_to_another_place(view: MapView, document: JourneyDocument) -> None:
    target = view.canvas.heads[4].geometry().center() + QPoint(50, 0)
    drag(view, view.canvas.heads[0], target)
    assert order(document) == "3 4 5|6 7 8|9 10 11|12|1 2"
    assert document.stack.undo_text == "Undo move stage “Awareness”"


def test_a_click_is_no_drag(view: MapView, document: JourneyDocument) -> None:
    moved = card(view, "s5")
    QTest.mousePress(moved, LEFT, pos=QPoint(30, 30))
    QTest.mouseMove(moved, QPoint(32, 31))
    QTest.mouseRelease(moved, LEFT, pos=QPoint(32, 31))
    assert document.selected == ("s5",)
    assert not document.stack.can_undo


# ---- selecting


def test_ctrl_and_shift_select_more(view: MapView, document: JourneyDocument) -> None:
    click(view, "s4")
    click(view, "s7", SHIFT)
    assert document.selected == ("s4", "s5", "s6", "s7")
    click(view, "s5", CTRL)
    click(view, "s12", CTRL)
    assert document.selected == ("s4", "s6", "s7", "s12")
    click(view, "s6")
    assert document.selected == ("s6",)


def test_a_rubber_band_selects_what_it_touches(view: MapView, document: JourneyDocument) -> None:
    canvas = view.canvas
    start = card(view, "s3").geometry().topLeft() - QPoint(4, 2)
    end = card(view, "s7").geometry().center()
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, start + QPoint(20, 20))
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, pos=end)
    assert document.selected == ("s3", "s4", "s6", "s7")


def test_a_click_on_the_bare_ground_selects_nothing_and_keeps_the_place(
    view: MapView, document: JourneyDocument
) -> None:
    click(view, "s4")
    QTest.mouseClick(view.canvas, LEFT, pos=card(view, "s2").geometry().bottomLeft() + QPoint(20, 120))
    assert (document.selected, document.current) == ((), "s4")


def test_arrows_lead_to_every_card_name_and_button(view: MapView, document: JourneyDocument) -> None:
    click(view, "s1")
    key(view, Qt.Key.Key_Down, Qt.Key.Key_Right)
    assert document.selected == ("s4",)
    key(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.focusWidget() is view.canvas.adds[1]
    key(view, Qt.Key.Key_Right)
    assert view.focusWidget() is view.canvas.adds[2]
    key(view, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert view.focusWidget() is view.canvas.heads[2]
    key(view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert view.focusWidget() is view.canvas.new_stage
    key(view, Qt.Key.Key_Left, Qt.Key.Key_Down)
    assert document.selected == ("s12",)
    key(view, Qt.Key.Key_Home)
    assert document.selected == ("s1",)


def test_shift_with_arrows_selects_a_stretch(view: MapView, document: JourneyDocument) -> None:
    click(view, "s3")
    key(view, Qt.Key.Key_Down, Qt.Key.Key_Down, modifiers=SHIFT)
    assert document.selected == ("s3", "s4", "s5")
    key(view, Qt.Key.Key_Up, modifiers=SHIFT)
    assert document.selected == ("s3", "s4")


def test_ctrl_with_arrows_and_space_selects_single_ones(view: MapView, document: JourneyDocument) -> None:
    click(view, "s3")
    key(view, Qt.Key.Key_Down, Qt.Key.Key_Down, modifiers=CTRL)
    assert document.selected == ("s3",)
    key(view, Qt.Key.Key_Space, modifiers=CTRL)
    assert document.selected == ("s3", "s5")


def test_tab_leaves_the_cards_in_one_step(view: MapView, document: JourneyDocument) -> None:
    click(view, "s3")
    key(view, Qt.Key.Key_Tab)
    assert view.focusWidget() not in view.canvas.cards.values()
    key(view, Qt.Key.Key_Backtab, modifiers=SHIFT)
    assert view.focusWidget() is card(view, "s3")
