"""A capture shows one page and names the same one, also while another is on its way."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QColor, QImage

from oracle import paths
from oracle.browser import drawn
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


LETTERED = """<!doctype html><title>Words</title><style>@font-face { font-family: Own; src: url(/own.ttf) }
body { margin: 0; background: #fff; font: 60px Own }</style><p>HHHHHHHH"""


def dark(image: QImage) -> bool:
    """Whether there is anything in a picture of a white page."""
    return any(image.pixelColor(x, y).lightness() < 60 for x in range(0, 300, 2) for y in range(0, 200, 2))


def test_a_page_is_captured_with_its_words_also_when_their_font_comes_late(
    browser: Driver, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    font = (paths.resource("fonts") / "Inter.ttf").read_bytes()
    site.put("/own.ttf", font, kind="font/ttf", release=release)
    watch = browser.pane.tab.drawn
    monkeypatch.setattr(drawn, "FONTS_PATIENCE", 60.0)
    try:
        browser.pane.open(site.put("/words", LETTERED))
        browser.until(lambda: watch.title == "Words" and watch.lacks_words)
        monkeypatch.setattr(drawn, "PATIENCE", 0.0)
        seen: list[QImage] = []
        browser.pane.when_drawn(lambda: seen.append(browser.pane.grab_page()[0]))
        assert not seen
    finally:
        release.set()
    browser.until(lambda: seen)
    assert dark(seen[0])
