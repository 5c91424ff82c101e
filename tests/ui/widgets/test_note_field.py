"""A field of several lines is as high as its text, whatever became of its width meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui.widgets import NoteField, Scrolled
from tests.ui.walk.rooms import settle

TEXT = (
    "Name the day in the subject line, and say who packs the plant and how it is kept warm. Send it from an address "
    "that someone reads.\nSay it in the customer’s own words: short sentences, no terms of the trade, the answer "
    "first. Let somebody who does not know your business read it aloud."
)


def test_its_text_stands_whole_after_each_change_of_width(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field = NoteField("What to do", lines=1, most=14, in_place=True)
    column.addWidget(field)
    column.addStretch(1)
    area = Scrolled(page)
    qtbot.addWidget(area)
    field.set_text(TEXT)
    area.resize(330, 300)
    area.show()
    for width in (330, 280, 700, 240, 330):
        area.resize(width, 300)
        settle()
        settle()
        assert field.verticalScrollBar().maximum() == 0, width
        assert field.minimumHeight() == field.maximumHeight() == field.height(), width
