"""Finding: the palette over commands and everything in the workspace, with real keys."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.change import Subject
from oracle.ui.application import Application
from oracle.ui.palette.panel import Palette
from oracle.workspace import businesses, journeys, search, visits, walks
from tests.ui.rooms import PATIENCE_MS, idle, running, shop_workspace, told

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(qtbot: QtBot, app: Application, text: str = "", key: Qt.Key = Qt.Key.Key_K) -> Palette:
    """The palette, opened by its key, with what was found for a text typed into it."""
    qtbot.keyClick(app.window, key, CONTROL)
    panel = app.window.palette_panel
    qtbot.waitUntil(panel.isVisible, timeout=PATIENCE_MS)
    idle(qtbot, app)
    if text:
        qtbot.keyClicks(panel.field, text)
        qtbot.waitUntil(lambda: panel._answered == panel.wanted, timeout=PATIENCE_MS)
    return panel


def noted(workspace: Any) -> Any:
    """A note at the fourth step of the newest walk."""
    walk = walks.cards(workspace)[0].walk
    step = journeys.get(workspace, walk.journey_id).version.steps[3]
    return visits.set_fields(workspace, walk.id, step.id, note="The crème fraîche was spilt over the parcel")


def choose(qtbot: QtBot, panel: Palette, group: str) -> None:
    """Goes down to the first line of a group and presses Enter."""
    at = next(number for number, entry in enumerate(panel.shown) if entry.group == group)
    for _press in range(at):
        qtbot.keyClick(panel.field, Qt.Key.Key_Down)
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)


def test_ctrl_f_finds_a_note_by_folded_beginnings_and_opens_the_review_at_its_step(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.tasks.write(noted)
        panel = opened(qtbot, app, "creme frai", Qt.Key.Key_F)
        (note,) = [entry for entry in panel.shown if entry.group == "Notes"]
        assert [note.text[begin:end] for begin, end in note.spans] == ["crème", "fraîche"]
        assert "4 Reads the product page" in note.detail
        choose(qtbot, panel, "Notes")
        walk = told(qtbot, app, walks.cards)[0].walk
        step = told(qtbot, app, journeys.get, walk.journey_id).version.steps[3]
        assert (app.window.place, app.window.arguments) == ("review", {"walk_id": walk.id, "step_id": step.id})
        assert not panel.isVisible()


def test_a_step_opens_the_map_at_it_and_a_pothole_the_list_of_potholes_at_it(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        choose(qtbot, opened(qtbot, app, "product page"), "Steps")
        assert app.window.place == "journey"
        hit = told(qtbot, app, partial(search.find, text="product page", subject=Subject.STEP))[0]
        assert app.window.arguments == {"journey_id": hit.journey_id, "step_id": hit.id}
        choose(qtbot, opened(qtbot, app, "rough at reads"), "Potholes")
        qtbot.waitUntil(lambda: app.window.place == "potholes", timeout=PATIENCE_MS)
        (hole,) = told(qtbot, app, partial(search.find, text="rough at reads", subject=Subject.POTHOLE))
        assert app.window.arguments == {"pothole_id": hole.id}


def test_enter_waits_for_the_answer_to_what_was_typed(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        panel = opened(qtbot, app)
        qtbot.keyClicks(panel.field, "green leaf")
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not panel.isVisible(), timeout=PATIENCE_MS)
        idle(qtbot, app)
        assert app.window.place == "business"


def test_what_the_search_had_not_read_yet_is_found_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shop_workspace(paths.default_workspace())
    monkeypatch.setattr(search, "_FEW", 0)  # as with an index that is made anew
    with running(qtbot) as app:
        app.tasks.write(noted)
        panel = opened(qtbot, app, "creme frai", Qt.Key.Key_F)
        qtbot.waitUntil(lambda: any(entry.group == "Notes" for entry in panel.shown), timeout=PATIENCE_MS)


def test_what_was_found_for_an_earlier_text_is_dropped(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        panel = opened(qtbot, app, "product page")
        assert panel.shown
        qtbot.keyClicks(panel.field, " zzz")
        panel.show_found("product page", list(panel.shown))
        qtbot.waitUntil(lambda: panel._answered == "product page zzz", timeout=PATIENCE_MS)
        assert not panel.shown
        assert "“product page zzz”" in panel._nothing.text()
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        assert panel.isVisible()


def test_keys_go_through_all_lines_and_over_the_headings(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        panel = opened(qtbot, app, "re")
        spoken = [entry.spoken for entry in panel.shown]
        assert len({entry.group for entry in panel.shown}) > 2
        walked = []
        for _press in spoken:
            walked.append(panel.list.currentItem().text())
            qtbot.keyClick(panel.field, Qt.Key.Key_Down)
        assert walked == spoken
        assert panel.list.currentItem().text() == spoken[0]
        for key, expected in (
            (Qt.Key.Key_End, spoken[-1]),
            (Qt.Key.Key_PageUp, spoken[-7]),
            (Qt.Key.Key_Home, spoken[0]),
            (Qt.Key.Key_PageDown, spoken[6]),
            (Qt.Key.Key_Up, spoken[5]),
        ):
            qtbot.keyClick(panel.field, key)
            assert panel.list.currentItem().text() == expected


def test_the_empty_palette_shows_what_was_worked_on_last(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        panel = opened(qtbot, app)
        recent = [entry for entry in panel.shown if entry.group == "Recent"]
        assert panel.shown[0] is recent[0]
        assert len(recent) == 5  # three journeys, two walks
        walk = told(qtbot, app, walks.cards)[0].walk
        assert "Mia Torres" in recent[0].text
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        assert app.window.arguments == {"walk_id": walk.id}


def test_a_find_of_another_business_says_whose_it_is_and_goes_over_to_it(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        first = app.current.business
        app.tasks.write(businesses.add, name="Zebra Zoo")
        idle(qtbot, app)
        assert app.current.business == first
        choose(qtbot, opened(qtbot, app, "zebra"), "Businesses")
        qtbot.waitUntil(lambda: app.window.place == "business", timeout=PATIENCE_MS)
        assert app.current.business is not None
        assert app.current.business.name == "Zebra Zoo"
        panel = opened(qtbot, app, "product page")
        assert all(entry.detail.endswith("Green Leaf Plants") for entry in panel.shown if entry.group == "Steps")


def test_ctrl_f_in_a_field_opens_the_palette_and_escape_gives_the_field_back(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.window.navigate("settings")
        field: QWidget = app.window.screen_in_view.business_name.edit  # type: ignore[union-attr]
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_F, CONTROL)
        panel = app.window.palette_panel
        assert panel.isVisible()
        qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
        assert app.window.focusWidget() is field


def test_the_palette_closes_though_what_had_the_focus_is_gone(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row, other = QPushButton("row", host), QPushButton("other", host)
    panel = Palette(host)
    host.show()
    row.setFocus()
    panel.open([])
    shiboken6.delete(row)
    panel.close_palette()
    assert not panel.isVisible()
    assert other.isVisible()
