"""Lists are edited like text, with real keys and the real mouse, and each line keeps its identity."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui import theme
from oracle.ui.settings import Settings
from oracle.ui.widgets.line_identity import identified, rows_of
from oracle.ui.widgets.list_editor import ListEditor
from oracle.ui.widgets.list_lines import LONGEST, MOST_LINES

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> QWidget:
    theme.install(qapp, Settings(tmp_path / "settings.toml"))
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def editor(qtbot: QtBot, window: QWidget) -> ListEditor:
    numbers = count(10)
    made = ListEditor("Pains", "What hurts", new_id=lambda: f"n{next(numbers)}")
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(320, 400)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made.setFocus()
    return made


def typed(editor: ListEditor, text: str) -> None:
    QTest.keyClicks(editor.edit, text)


def key(editor: ListEditor, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(editor.edit, which, held)


def at(editor: ListEditor, line: int, x: int) -> QPoint:
    block = editor.edit.document().findBlockByNumber(line)
    return QPoint(x, round(editor.edit.document().documentLayout().blockBoundingRect(block).center().y()))


def test_enter_adds_a_line_and_it_is_told_when_typing_stops(editor: ListEditor, qtbot: QtBot) -> None:
    told: list[tuple[str, ...]] = []
    editor.changed.connect(told.append)
    typed(editor, "Slow to load")
    key(editor, Key.Key_Return)
    typed(editor, "Hidden costs")
    qtbot.waitUntil(lambda: bool(told))
    editor.flush()
    assert told[-1] == ("Slow to load", "Hidden costs") == editor.lines


def test_backspace_on_an_empty_line_removes_it_and_undo_brings_it_back_as_itself(editor: ListEditor) -> None:
    editor.set_items((("a", "One"), ("b", "Two"), ("c", "Three")))
    key(editor, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    key(editor, Key.Key_Up)
    key(editor, Key.Key_End)
    for _each in "Two":
        key(editor, Key.Key_Backspace)
    key(editor, Key.Key_Backspace)
    editor.flush()
    assert editor.items == (("a", "One"), ("c", "Three"))
    for _again in range(6):
        key(editor, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    editor.flush()
    assert editor.items == (("a", "One"), ("b", "Two"), ("c", "Three"))


def test_alt_and_arrows_move_a_line_with_its_identity(editor: ListEditor) -> None:
    editor.set_items((("a", "One"), ("b", "Two"), ("c", "Three")))
    key(editor, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    key(editor, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    key(editor, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    key(editor, Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # there is nothing below the last
    editor.flush()
    assert editor.items == (("b", "Two"), ("c", "Three"), ("a", "One"))
    key(editor, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    editor.flush()
    assert editor.items == (("b", "Two"), ("a", "One"), ("c", "Three"))


def test_a_line_is_dragged_by_its_handle(editor: ListEditor) -> None:
    editor.set_items((("a", "One"), ("b", "Two"), ("c", "Three")))
    view = editor.edit.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(editor, 2, 8))
    QTest.mouseMove(view, at(editor, 1, 8))
    QTest.mouseMove(view, at(editor, 0, 8) - QPoint(0, 8))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(editor, 0, 8) - QPoint(0, 8))
    editor.flush()
    assert editor.items == (("c", "Three"), ("a", "One"), ("b", "Two"))


def test_the_cross_removes_a_line_and_undo_brings_it_back(editor: ListEditor) -> None:
    editor.set_items((("a", "One"), ("b", "Two")))
    view = editor.edit.viewport()
    QTest.mouseMove(view, at(editor, 0, view.width() - 10))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at(editor, 0, view.width() - 10))
    editor.flush()
    assert editor.items == (("b", "Two"),)
    key(editor, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    editor.flush()
    assert editor.items == (("a", "One"), ("b", "Two"))


def test_pasted_lines_become_lines_without_their_bullets(editor: ListEditor) -> None:
    QApplication.clipboard().setText("• Slow to load\r\n\r\n- Hidden costs\n* <b>No person</b> to call\n")
    key(editor, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor.flush()
    assert editor.lines == ("Slow to load", "Hidden costs", "<b>No person</b> to call")


def test_rich_text_and_drops_come_in_as_plain_lines(editor: ListEditor, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setHtml("<h1>Big</h1>")
    mime.setText("One\nTwo")
    view = editor.edit.viewport()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(30, 8), copy, mime, left, none)
    QApplication.sendEvent(view, entering)
    QApplication.sendEvent(view, QDropEvent(QPointF(30, 8), copy, mime, left, none))
    editor.flush()
    assert editor.lines == ("One", "Two")
    assert "font-size" not in editor.edit.document().firstBlock().text()


def test_a_list_takes_no_more_than_it_can_show_and_says_so(editor: ListEditor) -> None:
    QApplication.clipboard().setText("\n".join(f"Line {at}" for at in range(10_000)))
    key(editor, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor.flush()
    assert len(editor.lines) == MOST_LINES
    assert editor._refusal.isVisible()
    assert str(MOST_LINES) in editor._refusal.text()


def test_a_line_of_10000_characters_is_tamed(editor: ListEditor) -> None:
    QApplication.clipboard().setText("x" * 10_000)
    key(editor, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    typed(editor, "y")
    editor.flush()
    assert editor.lines == ("x" * LONGEST,)
    assert editor._refusal.isVisible()


def test_leaving_takes_empty_lines_out_and_stores_at_once(editor: ListEditor) -> None:
    told: list[tuple[str, ...]] = []
    editor.changed.connect(told.append)
    typed(editor, "One")
    key(editor, Key.Key_Return)
    key(editor, Key.Key_Return)  # a second empty line is not made
    editor.edit.clearFocus()
    assert told == [("One",)]
    assert editor.edit.document().blockCount() == 1


def test_add_a_line_begins_one_at_the_end(editor: ListEditor) -> None:
    editor.set_lines(("One",))
    QTest.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    typed(editor, "Two")
    editor.flush()
    assert editor.lines == ("One", "Two")


def test_what_is_being_typed_is_never_replaced_from_outside(editor: ListEditor) -> None:
    typed(editor, "Half a w")
    editor.set_lines(("Stored before",))
    typed(editor, "ord")
    editor.flush()
    assert editor.lines == ("Half a word",)


def test_long_lines_wrap_and_the_list_grows(editor: ListEditor) -> None:
    editor.set_lines(("One",))
    low = editor.edit.height()
    editor.set_lines(("A sentence that is much longer than the list is wide, so that it takes lines " * 2,))
    assert editor.edit.height() > low * 2


def test_identities_survive_edits_moves_and_equal_texts() -> None:
    before = (("a", "One"), ("b", "Same"), ("c", "Same"), ("d", "Four"))
    assert identified(before, ("One", "Same", "Same", "Four")) == ("a", "b", "c", "d")
    assert sorted(identified(before, ("Four", "One", "Same", "Same"))[2:]) == ["b", "c"]
    assert identified(before, ("Four", "One", "Same", "Same"))[:2] == ("d", "a")
    assert identified(before, ("One", "Same", "Same, but changed", "Four")) == ("a", "b", "c", "d")
    assert identified(before, ("New", "One", "Four")) == (None, "a", "d")
    assert identified((), ("One",)) == (None,)


def test_rows_lose_list_signs_but_keep_words() -> None:
    assert rows_of("– a\n—  b\n - c\n2 d\n-e\n•\n", 50) == ("a", "b", "c", "2 d", "-e")
