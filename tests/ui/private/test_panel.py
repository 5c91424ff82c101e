"""The panel "Looks private": places with masked hints, one click each or all at once, and nothing by itself."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle import ocr
from oracle.method.private import Piece, Run
from oracle.model.mark import Private, PrivateKind
from oracle.model.ratings import PrivacyAnswer
from oracle.ocr import reading
from oracle.ui.annotate.private_panel import MOST_ROWS, PrivatePanel, row_words
from oracle.workspace import captures
from tests.ui.private.sample import FOUND, capture, redaction
from tests.ui.walk.rooms import House, add_journey, add_walk, outside_road, shot, until


@pytest.fixture
def panel(ours: House, qtbot: QtBot) -> Iterator[PrivatePanel]:
    window = QWidget()
    window.resize(300, 700)
    made = PrivatePanel(ours.context)
    QVBoxLayout(window).addWidget(made)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()
    window.deleteLater()


def said(panel: PrivatePanel) -> str:
    return " | ".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible() and each.text())


def test_each_place_is_named_with_a_masked_hint_and_hidden_by_its_own_click(panel: PrivatePanel, qtbot: QtBot) -> None:
    asked: list[tuple[Private, ...]] = []
    panel.hide_asked.connect(asked.append)
    panel.show_capture(capture(marks=(redaction(FOUND[0]),)))
    until(lambda: "Filled-in field: name" in said(panel))  # rows are shown when they are laid out
    told = said(panel)
    assert "5 places in this capture, 1 covered" in told
    for words in ("Card number", "•••• •••• •••• 1111", "Covered", "Filled-in field: name", "W•••• H••••"):
        assert words in told
    assert asked == []
    assert not panel.rows[0].hide_button.isVisible()
    qtbot.mouseClick(panel.rows[1].hide_button, Qt.MouseButton.LeftButton)
    assert asked == [(FOUND[1],)]
    assert panel.all.text() == "Redact all 4"
    qtbot.mouseClick(panel.all, Qt.MouseButton.LeftButton)
    assert asked[1] == FOUND[1:]


def test_the_keyboard_goes_on_with_the_next_place_and_each_is_pointed_at(panel: PrivatePanel, qtbot: QtBot) -> None:
    marks = ()
    panel.show_capture(capture())
    pointed: list[Private | None] = []
    panel.pointed.connect(pointed.append)
    panel.window().activateWindow()
    panel.rows[0].hide_button.setFocus()
    until(lambda: FOUND[0] in pointed)
    for place, following in ((FOUND[0], FOUND[1]), (FOUND[1], FOUND[2])):
        marks = (*marks, redaction(place))
        panel.show_capture(capture(marks=marks))
        assert next(row for row in panel.rows if row.hide_button.hasFocus()).place == following
    panel.show_capture(capture(marks=tuple(map(redaction, FOUND))))
    assert "5 places in this capture, all covered" in said(panel)
    assert not panel.all.isVisible()
    assert panel.burn.isVisible()


def test_that_there_is_nothing_to_hide_is_said_and_taken_back(panel: PrivatePanel, qtbot: QtBot) -> None:
    answers: list[object] = []
    panel.answered.connect(answers.append)
    panel.show_capture(capture())
    assert panel.nothing.text() == "Nothing to hide here"
    qtbot.mouseClick(panel.nothing, Qt.MouseButton.LeftButton)
    panel.show_capture(capture(privacy=PrivacyAnswer.NOTHING_TO_HIDE))
    assert "nobody is warned of these" in said(panel)
    assert panel.nothing.text() == "Ask again"
    qtbot.mouseClick(panel.nothing, Qt.MouseButton.LeftButton)
    assert answers == [PrivacyAnswer.NOTHING_TO_HIDE, None]
    panel.show_capture(capture(marks=tuple(map(redaction, FOUND))))
    assert not panel.nothing.isVisible()


def test_what_is_not_known_is_said(panel: PrivatePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    panel.show_capture(capture(None))
    assert "Not looked yet." in said(panel)
    assert "pip install “pothole-oracle[ocr]”" in said(panel)
    assert not panel.look.isVisible()
    panel.show_capture(capture(()))
    assert "Nothing private found." in said(panel)
    panel.show_capture(capture(FOUND[1:], burnt_at=capture().taken_at))
    assert "gone for good" in said(panel)
    assert not panel.burn.isVisible()
    panel.show_capture(capture(FOUND[1:], (redaction(FOUND[1]),), burnt_at=capture().taken_at))
    assert panel.burn.isVisible()


def test_very_many_places_are_counted_and_hidden_together(panel: PrivatePanel) -> None:
    places = tuple(Private(kind=PrivateKind.MAIL, x=0, y=at * 30, width=20, height=20) for at in range(500))
    asked: list[tuple[Private, ...]] = []
    panel.hide_asked.connect(asked.append)
    panel.show_capture(capture(places))
    assert len(panel.rows) == MOST_ROWS
    panel.all.click()
    assert asked == [places]


def test_words_of_a_page_stay_text() -> None:
    place = Private(kind=PrivateKind.FIELD, x=0, y=0, width=9, height=9, hint="<b>Name</b>: <i>••••")
    assert row_words(place) == ("Filled-in field: <b>Name</b>", "<i>••••")


def test_a_picture_is_read_beside_the_window_and_what_is_found_is_kept(
    ours: House, panel: PrivatePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_png: bytes) -> Generator[float, None, tuple[Run, ...]]:
        yield 0.0
        while held:
            time.sleep(0.005)
            yield 0.5
        return (Run("w@example.com", (Piece(0, 13, (10.0, 10.0, 100.0, 20.0)),)),)

    held = [True]
    monkeypatch.setattr(reading, "read", read)
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    walk_id = add_walk(ours, add_journey(ours, outside_road()))
    step_id = ours.opened(walk_id).version.steps[0].id
    made = ours.write(captures.add, walk_id, step_id, shot())
    panel.show_capture(ours.read(captures.get, made))
    assert panel.look.text() == "Look for private data"
    qtbot.mouseClick(panel.look, Qt.MouseButton.LeftButton)
    until(lambda: panel.progress.isVisible() and panel.progress._bar.value() == 50)
    panel.progress.cancelled.emit()
    assert panel.look.isVisible()
    assert ours.read(captures.get, made).found is None
    held.clear()
    qtbot.mouseClick(panel.look, Qt.MouseButton.LeftButton)
    until(lambda: ours.read(captures.get, made).found is not None)
    until(lambda: not panel.progress.isVisible())
    panel.show_capture(ours.read(captures.get, made))
    assert [row.place.hint for row in panel.rows] == ["w••••@example.com"]
    assert panel.look.text() == "Look in the picture too"
    assert ours.said[-1][1] == "The picture was read: 1 more place looks private."
    qtbot.mouseClick(panel.look, Qt.MouseButton.LeftButton)
    until(lambda: ours.said[-1][1] == "The picture was read: nothing more looks private in it.")
