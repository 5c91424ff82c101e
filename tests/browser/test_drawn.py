"""A capture shows one page and names the same one, also while another is on its way."""

from __future__ import annotations

import threading

from PySide6.QtGui import QColor

from tests.browser.conftest import Driver, Site

GREEN = "<!doctype html><title>Green</title><body style='margin:0;background:#0f0'><p>green"
BLUE = "<!doctype html><title>Blue</title><body style='margin:0;background:#00f'><p>blue"


def test_a_page_just_opened_is_captured_with_its_own_pixels(browser: Driver, site: Site) -> None:
    green, blue = site.put("/green", GREEN), site.put("/blue", BLUE)
    seen: list[tuple[str, str, str]] = []
    for address in (green, blue, green):
        browser.load(address)
        image, info = browser.grab()
        colour = QColor(image.pixel(image.width() - 5, image.height() - 5)).name()
        seen.append((colour, info.url, info.title))
    assert seen == [("#00ff00", green, "Green"), ("#0000ff", blue, "Blue"), ("#00ff00", green, "Green")]


def test_while_a_slow_page_is_awaited_the_old_one_is_named(browser: Driver, site: Site) -> None:
    green = site.put("/green", GREEN)
    browser.load(green)
    browser.stand()
    release = threading.Event()
    slow = site.hold("/slow", BLUE, release)
    try:
        browser.pane.open(slow)
        browser.until(lambda: browser.pane.tab.loading)
        seen: list[str] = []
        browser.pane.when_drawn(lambda: seen.append(browser.pane.grab_page()[1].url))
        browser.until(lambda: seen)
        assert seen == [green]
    finally:
        release.set()
    browser.until(lambda: not browser.pane.tab.loading)
