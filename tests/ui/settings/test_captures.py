"""Captures in the settings: another key, a taken one, none; the pointer; the phone's folder."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from oracle.ui.settings import CAPTURE_KEY, CAPTURE_POINTER, PHONE_FOLDER
from oracle.ui.settings.captures import CaptureSettings
from tests.ui.walk.rooms import House
from tests.ui.walk.test_global_key import Keyboard


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def shown(ours: House, keyboard: Keyboard, qtbot: QtBot) -> CaptureSettings:
    made = CaptureSettings(ours.context, make=keyboard.make)
    qtbot.addWidget(made)
    made.read()
    made.show()
    qtbot.waitExposed(made)
    return made


def test_another_key_is_typed_and_kept(shown: CaptureSettings, ours: House, keyboard: Keyboard) -> None:
    assert shown.said.text() == "F8 takes a capture from any program while a walk is open."
    shown.key.setFocus()
    QTest.keyClick(shown.key, Qt.Key.Key_F7, Qt.KeyboardModifier.ControlModifier)
    shown.key.editingFinished.emit()
    assert ours.context.settings.get(CAPTURE_KEY) == "Ctrl+F7"
    assert keyboard.ours == [], "outside a walk the key stays with other programs"


def test_a_key_that_belongs_to_typing_is_refused(shown: CaptureSettings, ours: House) -> None:
    shown.key.setFocus()
    QTest.keyClick(shown.key, Qt.Key.Key_S)
    shown.key.editingFinished.emit()
    assert "belongs to typing" in shown.said.text()
    assert ours.context.settings.get(CAPTURE_KEY) == "F8"


def test_a_taken_key_is_said_and_another_offered(shown: CaptureSettings, ours: House, keyboard: Keyboard) -> None:
    keyboard.others = {"F8", "Ctrl+F8"}
    shown.read()
    assert shown.said.text() == "F8 belongs to another program."
    assert shown.other.text() == "Use Ctrl+F7"
    shown.other.click()
    assert ours.context.settings.get(CAPTURE_KEY) == "Ctrl+F7"
    assert not shown.other.isVisible()


def test_no_key_leaves_the_companion_bar(shown: CaptureSettings, ours: House) -> None:
    shown.none.click()
    assert ours.context.settings.get(CAPTURE_KEY) == ""
    assert "companion bar" in shown.said.text()
    assert shown.key.keySequence().isEmpty()


def test_pointer_and_folder_are_kept(shown: CaptureSettings, ours: House) -> None:
    shown.pointer.click()
    assert ours.context.settings.get(CAPTURE_POINTER)
    ours.context.settings.set(PHONE_FOLDER, "/home/mia/Camera")
    assert shown.folder.text() == "/home/mia/Camera"
    shown.forget.click()
    assert ours.context.settings.get(PHONE_FOLDER) == ""
