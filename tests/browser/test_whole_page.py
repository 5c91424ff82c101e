"""The whole page in one picture: in its own pixels, with what loads late, cut where it would be too long."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from oracle.browser import whole_page
from oracle.browser.whole_page import Whole, WholePage
from oracle.errors import CaptureError
from tests.browser.conftest import Driver, Site

BANDS = ("#c00000", "#00a000", "#0000c0", "#c0c000", "#00c0c0", "#c000c0")


def road(heights: int = 1_000, more: str = "", bands: tuple[str, ...] = BANDS) -> str:
    """A page of coloured bands, each `heights` CSS pixels high."""
    blocks = "".join(f"<div style='height:{heights}px;background:{colour}'></div>" for colour in bands)
    return f"<!doctype html><title>Road</title><body style='margin:0'>{more}{blocks}"


def take(browser: Driver, words: tuple[str, ...] = ()) -> Whole:
    """Takes the whole page in front, as the walk does."""
    done: list[Whole] = []
    failed: list[CaptureError] = []
    work: WholePage = browser.pane.whole_page()
    work.words = words
    work.done.connect(done.append)
    work.failed.connect(failed.append)
    work.begin()
    browser.until(lambda: done or failed, 60)
    assert not failed, failed
    browser.until(lambda: not browser.pane.tab.findChildren(WholePage))  # a long walk takes hundreds
    return done[0]


def colour(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name()


def middles(image: QImage, ratio: float = 1.0) -> list[str]:
    return [colour(image, image.width() // 2, round((at + 0.5) * 1_000 * ratio)) for at in range(len(BANDS))]


@pytest.fixture(params=["engine", "scrolling"])
def way(request: pytest.FixtureRequest, browser: Driver) -> Iterator[str]:
    """Both ways: the engine's channel, and without it."""
    channel = browser.pane.tab.channel
    known: list[bool] = []
    channel.when_settled(known.append)
    browser.until(lambda: known)
    if request.param == "scrolling":
        channel.works = False
    yield str(request.param)
    channel.works = known[0]


def test_all_of_a_long_page_is_in_the_picture(browser: Driver, site: Site, way: str) -> None:
    browser.load(site.put("/road", road()))
    width = browser.script("innerWidth")
    whole = take(browser)
    image = whole.joined()
    assert (image.width(), image.height()) == (width, 6_000)
    assert middles(image) == list(BANDS)
    assert (whole.info.title, whole.info.url, whole.cut_from) == ("Road", site.address + "/road", None)


def test_the_right_edge_is_in_it_and_the_scroll_bar_comes_back(browser: Driver, site: Site, way: str) -> None:
    edge = "<div style='position:absolute;right:0;top:100px;width:6px;height:40px;background:#123456'></div>"
    browser.load(site.put("/edge", road(more=edge)))
    room = browser.script("document.documentElement.clientWidth")
    image = take(browser).joined()
    assert {colour(image, image.width() - away, 120) for away in (1, 5)} == {"#123456"}
    browser.until(lambda: browser.script("document.documentElement.clientWidth") == room)
    assert browser.script("document.documentElement.style.length") == 0


def test_no_row_is_lost_or_doubled_where_strips_meet(browser: Driver, site: Site, way: str) -> None:
    tints = tuple(f"rgb({at % 256},{at // 256},77)" for at in range(900))
    browser.load(site.put("/rows", road(10, bands=tints)))
    image = take(browser).joined()
    seen = [colour(image, 5, at * 10 + 5) for at in range(900)]
    assert seen == [QColor(at % 256, at // 256, 77).name() for at in range(900)]


def test_a_header_that_stays_is_there_once(browser: Driver, site: Site, way: str) -> None:
    header = "<div style='position:sticky;top:0;height:50px;background:#000'></div>"
    bar = "<div style='position:fixed;top:60px;left:0;width:60px;height:20px;background:#fff'></div>"
    browser.load(site.put("/head", road(more=header + bar)))
    image = take(browser).joined()
    left = [colour(image, 5, y) for y in range(image.height())]
    assert left.count("#000000") == 50
    assert left.count("#ffffff") == 20
    assert browser.script("getComputedStyle(document.querySelector('div')).position") == "sticky"


def test_pictures_that_load_late_are_there(browser: Driver, site: Site, way: str) -> None:
    data = io.BytesIO()
    Image.new("RGB", (200, 100), "#123456").save(data, "PNG")
    site.put("/late.png", data.getvalue(), kind="image/png")
    picture = "<img src='/late.png' loading='lazy' style='display:block' width=200 height=100>"
    page = road() + picture
    browser.load(site.put("/late", page))
    assert colour(take(browser).joined(), 100, 6_050) == "#123456"


def test_the_page_is_back_where_it_was_read(browser: Driver, site: Site, way: str) -> None:
    browser.load(site.put("/road", road()))
    browser.script("scrollTo(0, 1234)")
    take(browser)
    browser.until(lambda: browser.script("scrollY") == 1234)


def test_a_zoomed_page_is_taken_in_the_screens_pixels(browser: Driver, site: Site, way: str) -> None:
    browser.load(site.put("/road", road()))
    browser.pane.tab.view.setZoomFactor(1.25)
    try:
        browser.until(lambda: browser.script("devicePixelRatio") == 1.25)
        image = take(browser).joined()
        assert image.height() == 7_500
        assert abs(image.width() - browser.pane.tab.view.width()) <= 20
        assert middles(image, 1.25) == list(BANDS)
    finally:
        browser.pane.tab.view.setZoomFactor(1.0)


def test_a_page_too_long_is_cut_and_says_so(browser: Driver, site: Site) -> None:
    browser.load(site.put("/long", road(4_000)))
    whole = take(browser)
    image = whole.joined()
    assert (whole.cut_from, image.height()) == (24_000, 20_000)
    assert [colour(image, 9, y) for y in (2_000, 6_000, 10_000, 19_999)] == [*BANDS[:3], BANDS[4]]


def test_the_limit_in_pixels_holds_for_wide_pages() -> None:
    assert whole_page.cut(1_280, 20_000) == (20_000, None)
    assert whole_page.cut(1_280, 20_001) == (20_000, 20_001)
    assert whole_page.cut(3_840, 20_000) == (15_625, 20_000)


def test_a_page_without_end_is_taken_to_the_limit(browser: Driver, site: Site) -> None:
    script = """<script>addEventListener('scroll', () => {
      if (scrollY + innerHeight > document.body.scrollHeight - 2000)
        document.body.appendChild(document.createElement('div')).style.cssText = 'height:3000px;background:#0c0';
    })</script>"""
    browser.load(site.put("/endless", road() + script))
    assert take(browser).height == whole_page.TALLEST


def test_cancelling_ends_it_and_the_page_stays_where_it_was(browser: Driver, site: Site) -> None:
    browser.load(site.put("/road", road()))
    browser.script("scrollTo(0, 777)")
    heard: list[object] = []
    work = browser.pane.whole_page()
    work.done.connect(heard.append)
    work.failed.connect(heard.append)
    moved: list[float] = []
    work.progress.connect(moved.append)
    work.begin()
    browser.until(lambda: moved)
    work.cancel()
    browser.until(lambda: browser.script("scrollY") == 777)
    browser.rest(500)
    assert heard == []


def test_a_page_that_goes_elsewhere_meanwhile_is_refused(browser: Driver, site: Site) -> None:
    browser.load(site.put("/road", road()))
    elsewhere = site.put("/elsewhere", road(bands=("#000000",)))
    failed: list[CaptureError] = []
    done: list[Whole] = []
    work = browser.pane.whole_page()
    work.failed.connect(failed.append)
    work.done.connect(done.append)
    work.begin()
    browser.until(lambda: browser.script("scrollY") > 500)
    browser.script(f"(location.href = '{elsewhere}', 1)")
    browser.until(lambda: failed or done, 60)
    # Either it was gone before the tiles were taken, and one page is in the picture, or it is refused.
    assert failed or {colour(done[0].joined(), 9, y) for y in range(0, 1_000, 9)} == {"#000000"}


def test_a_hidden_page_is_refused(browser: Driver, site: Site) -> None:
    browser.load(site.put("/road", road()))
    browser.pane.hide()
    try:
        with pytest.raises(CaptureError, match="not in view"):
            browser.pane.whole_page().begin()
    finally:
        browser.pane.show()


def test_phone_size_is_taken_in_the_phones_pixels(browser: Driver, site: Site) -> None:
    page = "<meta name=viewport content='width=device-width'>" + road()
    browser.load(site.put("/phone", page))
    browser.pane.toolbar.phone_button.click()
    try:
        touch = "[devicePixelRatio, innerWidth, navigator.maxTouchPoints]"
        browser.until(lambda: not browser.pane.tab.loading and browser.script(touch) == [3, 390, 5], 20)
        whole = take(browser)
        assert (whole.width, whole.height, whole.cut_from) == (1_170, 18_000, None)
        assert middles(whole.joined(), 3) == list(BANDS)
        assert whole.info.phone
        browser.until(lambda: browser.script(touch) == [3, 390, 5])
    finally:
        browser.pane.toolbar.desktop_button.click()
        browser.until(lambda: browser.script("devicePixelRatio") == 1, 20)
