"""A button with a menu shows whether the pointer is over it, also after the menu has gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from oracle.ui import theme
from oracle.ui.settings import Settings
from oracle.ui.widgets import button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # menus of no screen


def test_a_button_that_was_left_while_its_menu_was_open_is_not_grey(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, Settings())
    made = button("More")
    qtbot.addWidget(made)
    menu = QMenu(made)
    menu.addAction("One")
    made.setMenu(menu)
    made.move(300, 300)
    made.show()
    QCursor.setPos(5, 5)
    made.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as it was when the menu opened, and nobody said more
    menu.popup(QPoint(300, 340))
    menu.close()
    qtbot.waitUntil(lambda: not made.underMouse())
