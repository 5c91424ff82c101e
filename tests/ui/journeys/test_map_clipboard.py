"""Cut, copy and paste: our own steps whole, text of others tamed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from oracle.model.journey import Stage, Step
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.journeys.map import clipboard
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from tests.ui.journeys.hands import CTRL, WHOLE, click, key, order, shown
from tests.ui.journeys.rooms import opened

# ---- the clipboard


def test_cut_and_paste_moves_a_step_with_all_it_holds(view: MapView, document: JourneyDocument) -> None:
    click(view, "s10")
    key(view, Qt.Key.Key_X, modifiers=CTRL)
    assert order(document) == "1 2|3 4 5|6 7 8|9 11|12"
    click(view, "s1")
    key(view, Qt.Key.Key_V, modifiers=CTRL)
    assert order(document) == "1 Waits for the parcel 2|3 4 5|6 7 8|9 11|12"
    pasted = document.stages[0].steps[1]
    assert (pasted.channel_label, pasted.handled_by, pasted.wait is not None) == ("Carrier", "Jonas", True)
    assert pasted.id != "s10"


def test_a_copy_is_a_line_a_step_for_other_programs(view: MapView) -> None:
    click(view, "s1")
    click(view, "s2", CTRL)
    key(view, Qt.Key.Key_C, modifiers=CTRL)
    assert QGuiApplication.clipboard().text() == "Sees the sale post\nTaps through to the shop"


def test_lines_of_text_become_steps(view: MapView, document: JourneyDocument) -> None:
    data = QMimeData()
    data.setText("1. Opens the mail\n\n  - Clicks  the link\n• <b>Reads</b>\u0007 it")
    QGuiApplication.clipboard().setMimeData(data)
    click(view, "s12")
    key(view, Qt.Key.Key_V, modifiers=CTRL)
    assert document.stack.undo_text.startswith("Undo paste")
    titles = [step.title for step in document.stages[4].steps]
    assert titles[0] == "Gets the follow-up"
    assert "Opens the mail" in titles
    assert all(title.isprintable() for title in titles)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'[{"title": ""}]', b"\xff\xfe", b"[" * 100_000, b'[{"title": "x", "does": 3}]']
)
def test_strange_bytes_under_our_name_are_refused_and_told(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument, data: bytes
) -> None:
    strange = QMimeData()
    strange.setData(clipboard.MIME, data)
    QGuiApplication.clipboard().setMimeData(strange)
    with qtbot.waitSignal(context.bus.message) as told:
        view.commands.paste()
    assert told.args[0] == bus.ERROR
    assert order(document) == WHOLE


def test_very_long_text_is_refused_with_a_sentence(
    qtbot: QtBot, context: Context, view: MapView, document: JourneyDocument
) -> None:
    data = QMimeData()
    data.setText("Opens the mail" + " " * clipboard.LONGEST_PASTE)
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(context.bus.message) as told:
        view.commands.paste()
    assert "has 200,014 characters; at most 200,000 are pasted" in told.args[1]
    assert order(document) == WHOLE
    data = QMimeData()
    data.setText("Opens the mail".ljust(clipboard.LONGEST_PASTE))
    QGuiApplication.clipboard().setMimeData(data)
    view.commands.paste()
    assert document.stack.undo_text == "Undo paste 1 step"


def test_steps_are_pasted_into_another_journey(qtbot: QtBot, context: Context, view: MapView) -> None:
    click(view, "s4")
    key(view, Qt.Key.Key_C, modifiers=CTRL)
    other = opened(qtbot, context, (Stage(name="Only", steps=(Step(id="o1", number=1, title="First"),)),))
    second = shown(qtbot, context, other)
    second.commands.paste()
    assert [step.title for step in other.stages[0].steps] == ["First", "Reads the product page"]
    assert other.stages[0].steps[1].moment_of_truth
    assert other.stages[0].steps[1].id != "s4"
    other.close()


def test_more_than_a_thousand_steps_are_refused(qtbot: QtBot, context: Context, view: MapView) -> None:
    view.document.select(["s1"])
    clipboard.put([Step(id="", number=0, title=f"Step {n}") for n in range(989)])
    with qtbot.waitSignal(context.bus.message) as told:
        view.commands.paste()
    assert told.args[1].startswith("A journey holds at most 1000 steps; this would make 1001.")
    assert order(view.document) == WHOLE
