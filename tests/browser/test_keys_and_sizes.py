"""Keys in a page, phone size, and the picture of what is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut

from oracle.errors import CaptureError

from .conftest import Driver, Site

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
APP_KEYS = {
    "F1": (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    "F2": (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    "F8": (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
    "F9": (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
    "Ctrl+Return": (Qt.Key.Key_Return, CTRL),
    "Ctrl+Shift+Return": (Qt.Key.Key_Return, CTRL | SHIFT),
    "Ctrl+K": (Qt.Key.Key_K, CTRL),
}
BLOCKS = """<meta name=viewport content="width=device-width"><style>*{margin:0}body{background:#fff}
#a{width:40px;height:30px;background:#f00}#b{position:fixed;left:100px;top:50px;width:8px;height:8px;background:#00f}</style>
<title>Blocks</title><div id=a></div><div id=b></div>"""


@pytest.mark.parametrize("page", ["<textarea autofocus></textarea>", "<input autofocus>", "<p>plain"])
def test_the_app_s_keys_reach_it_from_inside_a_page(browser: Driver, site: Site, page: str) -> None:
    eat = "<script>onkeydown = (e) => { e.preventDefault(); e.stopPropagation() }</script>"
    browser.load(site.put("/keys", page + eat))
    window = browser.pane.window()
    heard: list[str] = []
    shortcuts = []
    for name in APP_KEYS:
        shortcut = QShortcut(QKeySequence(name), window)
        shortcut.activated.connect(lambda name=name: heard.append(name))
        shortcuts.append(shortcut)
    browser.pane.focus_page()
    assert browser.pane.page_has_focus()
    for key, modifiers in APP_KEYS.values():
        browser.press(key, modifiers)
    for shortcut in shortcuts:
        shortcut.deleteLater()
    assert heard == list(APP_KEYS)


def test_letters_and_digits_belong_to_the_page(browser: Driver, site: Site) -> None:
    browser.load(site.put("/field", "<label>Name <input></label>"))
    browser.click("input")
    browser.until(lambda: browser.script("document.activeElement.tagName") == "INPUT")
    for key in (Qt.Key.Key_C, Qt.Key.Key_2, Qt.Key.Key_N):
        browser.press(key)
    browser.until(lambda: browser.script("document.querySelector('input').value") == "c2n")


def test_zoom_by_keys(browser: Driver, site: Site) -> None:
    browser.load(site.address + "/")
    browser.pane.focus_page()
    browser.press(Qt.Key.Key_Plus, CTRL)
    assert browser.pane.tab.view.zoomFactor() == pytest.approx(1.1)
    browser.press(Qt.Key.Key_Minus, CTRL)
    browser.press(Qt.Key.Key_Minus, CTRL)
    assert browser.pane.tab.view.zoomFactor() == pytest.approx(0.9)
    browser.press(Qt.Key.Key_0, CTRL)
    assert browser.pane.tab.view.zoomFactor() == pytest.approx(1.0)


def test_every_control_has_a_name_and_takes_the_keyboard(browser: Driver) -> None:
    bar = browser.pane.toolbar
    for control in (
        bar.back_button,
        bar.forward_button,
        bar.reload_button,
        bar.address,
        bar.phone_button,
        bar.desktop_button,
    ):
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


READS = """[innerWidth, devicePixelRatio, navigator.maxTouchPoints, matchMedia('(pointer: coarse)').matches,
    navigator.userAgentData.mobile]"""


def test_phone_size_is_a_phone_to_the_page_and_ends(browser: Driver, site: Site) -> None:
    address = site.put("/size", BLOCKS)
    browser.load(address)
    browser.pane.toolbar.phone_button.click()
    browser.until(lambda: browser.script("innerWidth") == 390 and browser.script(READS)[1:] == [3, 5, True, True])
    asked = [headers for path, headers in site.asked if path == "/size"][-1]
    assert "Mobile" in asked["user-agent"]
    assert asked["sec-ch-ua-mobile"] == "?1"
    assert browser.pane.is_phone
    assert browser.pane.tab.view.width() == 390
    browser.load(address + "?again")
    browser.until(lambda: browser.script(READS) == [390, 3, 5, True, True])
    browser.until(lambda: browser.pane.tab.view.grab().toImage().pixelColor(20, 15) == QColor("#ff0000"))
    image, info = browser.grab()
    assert (image.width(), info.viewport[0], info.phone) == (390, 390, True)
    browser.pane.toolbar.desktop_button.click()
    browser.until(lambda: browser.script(READS) == [browser.pane.width(), 1, 0, False, False])
    browser.until(
        lambda: "Mobile" not in [headers for path, headers in site.asked if "/size" in path][-1]["user-agent"]
    )


def test_a_picture_holds_exactly_what_is_seen(browser: Driver, site: Site) -> None:
    browser.load(site.put("/blocks", BLOCKS))
    browser.until(lambda: browser.pane.tab.view.grab().toImage().pixelColor(20, 15) == QColor("#ff0000"))
    image, info = browser.grab()
    view = browser.pane.tab.view
    assert (image.width(), image.height()) == (view.width(), view.height())
    assert info.url == site.address + "/blocks"
    assert (info.title, info.scale, info.viewport, info.phone) == ("Blocks", 1.0, (view.width(), view.height()), False)
    seen = [
        image.pixelColor(*place).name() for place in ((39, 29), (40, 29), (39, 30), (100, 50), (107, 57), (108, 57))
    ]
    assert seen == ["#ff0000", "#ffffff", "#ffffff", "#0000ff", "#0000ff", "#ffffff"]


def test_an_empty_or_hidden_page_is_not_captured(browser: Driver, site: Site) -> None:
    browser.load(site.put("/empty", "<title>Nothing</title>"))
    browser.rest(700)  # the engine holds an empty page's first frame back for half a second
    with pytest.raises(CaptureError, match="not drawn anything"):
        browser.pane.grab_page()
    browser.load(site.put("/blocks", BLOCKS))
    browser.pane.hide()
    with pytest.raises(CaptureError, match="not in view"):
        browser.pane.grab_page()
    browser.pane.show()


def test_a_failure_is_captured_as_it_stands(browser: Driver) -> None:
    browser.load("http://no-such-shop.invalid/")
    image, info = browser.grab()
    assert info.title.startswith("There is no site of this name")
    assert info.url == "http://no-such-shop.invalid/"
    assert image.width() == browser.pane.tab.failure.width()


AT_TWO = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from oracle.browser import profile
from oracle.browser.pane import BrowserPane
from tests.browser.conftest import Driver, no_icon, window_with, end
driver = Driver(BrowserPane(profile.passing(), no_icon))
window = window_with(driver.pane)
driver.load(sys.argv[1])
red = lambda: driver.pane.tab.view.grab().toImage().pixelColor(40, 30).name() == "#ff0000"
driver.until(red)
image, info = driver.grab()
edges = [image.pixelColor(x, y).name() for x, y in ((79, 59), (80, 59), (79, 60), (200, 100), (215, 115), (216, 115))]
view = driver.pane.tab.view
print(json.dumps([image.width() / view.width(), image.height() / view.height(), info.scale, edges]))
end(driver, window)
"""


def test_a_picture_has_the_screen_s_own_pixels(site: Site) -> None:
    """At twice the scale, in a process of its own, which also must end without a word of Qt on its pages."""
    project = Path(__file__).parents[2]
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(project)}
    command = [sys.executable, "-c", AT_TWO, site.put("/blocks", BLOCKS)]
    result = subprocess.run(
        command, env=environment, cwd=project, capture_output=True, text=True, timeout=60, check=True
    )
    wide, high, scale, edges = json.loads(result.stdout.splitlines()[-1])
    assert (wide, high, scale) == (2.0, 2.0, 2.0)
    assert edges == ["#ff0000", "#ffffff", "#ffffff", "#0000ff", "#0000ff", "#ffffff"]
    assert "Release of profile" not in result.stderr
