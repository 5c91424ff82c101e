"""Words that are longer than a line: they are broken, and nothing is pushed out of its pane."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui import theme
from oracle.ui.settings import Settings
from oracle.ui.widgets import Tick, label


@pytest.fixture(autouse=True)
def a_theme(qapp: QApplication) -> None:
    """What paints itself asks for the colours of the theme."""
    theme.install(qapp, Settings())


LONG = "https://shop.example/" + "a1b2c3" * 30


@pytest.mark.parametrize("kind", ["label", "tick"])
def test_a_long_word_is_broken_and_seen_to_its_end(qtbot: QtBot, kind: str) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    made = label(LONG, wrap=True) if kind == "label" else Tick(LONG)
    column.addWidget(made)
    column.addStretch(1)
    assert pane.minimumSizeHint().width() <= 200
    pane.resize(240, 600)
    pane.show()
    qtbot.waitExposed(pane)
    lines = made.height() / made.fontMetrics().lineSpacing()
    assert 5 <= lines <= 12
    below = _inked(made, made.height() // 2)
    assert below[0] >= 0
    assert below[1] < made.width() - 1, "the last lines are within, too"


def test_short_words_make_a_label_as_wide_as_before(qtbot: QtBot) -> None:
    made = label("A title of plain words", wrap=True)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < 80


def _inked(widget: QWidget, top: int) -> tuple[int, int]:
    """First and last column of what is painted below `top`; (-1, 0) for nothing."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = image.pixel(image.width() - 1, image.height() - 1)
    found = [x for x in range(image.width()) for y in range(top, image.height()) if image.pixel(x, y) != ground] or [-1]
    return min(found), max(found) if found != [-1] else 0
