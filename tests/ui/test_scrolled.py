"""A page that scrolls: laid out at once when its height changes, and left alone when nothing did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui.widgets import Scrolled, label


class Requests(QObject):
    """Counts how often a widget is asked to lay out what it holds."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_page_is_laid_out_at_once_and_only_when_something_changed(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    inner = QWidget()
    QVBoxLayout(inner).addWidget(said := label("One line", wrap=True))
    column.addWidget(inner)
    area = Scrolled(page)
    qtbot.addWidget(area)
    area.resize(200, 40)
    area.show()
    qtbot.waitExposed(area)
    area.fit()
    requests, before = Requests(area), page.height()
    area.fit()
    assert requests.count == 0
    said.setText("Many words that need more than the one line that there was before they came " * 3)
    area.fit()
    assert page.height() > before + 40
    assert said.height() >= said.heightForWidth(said.width())
    assert requests.count == 1
    area.fit()
    assert requests.count == 1
