"""The looker itself: it finds what a designer would mark, and leaves alone what is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests import looks

Shown = Callable[[QWidget], QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


def board() -> QWidget:
    board = QWidget()
    board.resize(400, 300)
    return board


def placed(parent: QWidget, widget: QWidget, x: int, y: int, width: int, height: int) -> QWidget:
    widget.setParent(parent)
    widget.setGeometry(x, y, width, height)
    return widget


def test_a_laid_out_form_has_no_problems(shown: Shown) -> None:
    form = QWidget()
    layout = QVBoxLayout(form)
    wrapped = QLabel("A long sentence that needs more than one line because the window is only so wide.")
    wrapped.setWordWrap(True)
    row = QHBoxLayout()
    icon = QPixmap(16, 16)
    icon.fill("black")
    for widget in (QPushButton(QIcon(icon), "Save && close"), QCheckBox("Remind me")):
        row.addWidget(widget)
    layout.addWidget(wrapped)
    layout.addLayout(row)
    form.resize(260, 160)
    assert looks.check(shown(form)) == []


@pytest.mark.parametrize("make", [QLabel, QPushButton, QCheckBox])
def test_text_that_does_not_fit_is_found(shown: Shown, make: Callable[[str], QWidget]) -> None:
    root = board()
    placed(root, make("What did the confirmation say?"), 0, 0, 60, 30)
    assert any("is cut" in problem for problem in looks.check(shown(root)))


def test_a_wrapped_label_that_lacks_height_is_found(shown: Shown) -> None:
    root = board()
    label = QLabel("One line and another line and yet another line of text")
    label.setWordWrap(True)
    placed(root, label, 0, 0, 120, 20)
    assert any("too low" in problem for problem in looks.check(shown(root)))


def test_a_label_that_elides_on_purpose_is_left_alone(shown: Shown) -> None:
    root = board()
    label = placed(root, QLabel("A title that is longer than its place"), 0, 0, 60, 30)
    label.setProperty(looks.ELIDES, True)
    assert looks.check(shown(root)) == []


def test_siblings_that_overlap_are_found_unless_one_floats(shown: Shown) -> None:
    root = board()
    placed(root, QPushButton("One"), 0, 0, 100, 40)
    over = placed(root, QPushButton("Two"), 50, 10, 100, 40)
    shown(root)
    assert any("overlaps" in problem for problem in looks.check(root))
    over.setProperty(looks.FLOATS, True)
    assert not any("overlaps" in problem for problem in looks.check(root))


def test_a_child_that_sticks_out_is_found_unless_it_scrolls(shown: Shown) -> None:
    root = board()
    placed(root, QPushButton("Beyond"), 350, 0, 100, 40)
    assert any("sticks out" in problem for problem in looks.check(shown(root)))
    scroll = QScrollArea()
    inner = board()
    placed(inner, QPushButton("Within"), 0, 0, 100, 40)
    scroll.setWidget(inner)
    scroll.resize(100, 100)
    assert looks.check(shown(scroll)) == []


@pytest.mark.parametrize(("ink", "found"), [("#777777", True), ("#5B6169", False)])
def test_text_too_pale_for_its_ground_is_found(shown: Shown, ink: str, found: bool) -> None:
    root = board()
    root.setStyleSheet(f"QWidget {{ background: #FFFFFF; color: {ink}; font-size: 12px }}")
    placed(root, QLabel("No hurry at all"), 10, 10, 200, 30)
    assert any("contrast" in problem for problem in looks.check(shown(root))) is found


def test_an_icon_too_pale_for_its_ground_is_found(shown: Shown) -> None:
    root = board()
    root.setStyleSheet("QWidget { background: #FFFFFF; border: none }")
    pale = QPixmap(16, 16)
    pale.fill("#BBBBBB")
    button = QPushButton(QIcon(pale), "")
    button.setIconSize(QSize(16, 16))
    placed(root, button, 10, 10, 30, 30)
    assert any("3.0:1" in problem for problem in looks.check(shown(root)))
