"""What looks private on a page: its places cover the very pixels of the capture, whatever way it was taken.

All that is private on these pages is magenta, and nothing else is: with the places found painted over, none is left.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from oracle.browser import private
from oracle.browser.private import PageText
from oracle.method.private import find, within
from oracle.model.mark import Private
from oracle.model.test_customer import TestCustomer
from tests.browser.conftest import Driver, Site
from tests.browser.test_whole_page import take, way

__all__ = ["way"]

WENDY = TestCustomer(walk_id="w", name="Wendy Harper", address="18 Larch Avenue")
RULES = "body{margin:8px;font:16px sans-serif} input,.p{color:#f0f} input{margin:6px} iframe{border:3px solid}"
STYLE = f"<style>{RULES}</style>"
FORM = """<form><input name=parentNode value=x type=hidden><input name=children type=hidden>
<label>Full name <input name=n value="Wendy Harper"></label><input type=email value="w@example.com" style="width:90px">
<input name=zip value="N16 8QX" style="text-align:right;letter-spacing:3px"><input type=password value=secret>
<label>Sale code <input name=code value=LEAF30 style="color:#000"></label>
<input type=search value=pots style="color:#000">
</form>"""
TEXTS = """<p>Card <b class=p>4111 1111</b><i class=p> 1111 1111</i>, mail <span class=p>wendy@example.com</span>.
<p>Call <span class=p>020 7946 0182</span> or ask for order 20417 of 6 October 2025, £95.90.
<p style="width:60px"><span class=p>GB82 WEST 1234 5698 7654 32</span>
<p>Dear <span class=p>Wendy</span>, it goes to <span class=p>18 Larch Avenue</span>."""
PAGE = f"<!doctype html><html lang=en-GB><title>Private</title>{STYLE}{FORM}{TEXTS}"
HIDDEN = """<p style="visibility:hidden" class=p>hidden@example.com</p><p style="display:none">gone@example.com</p>
<div style="width:200px;height:40px;overflow:auto" id=box><div style="height:30px">top</div>
<p class=p>in.a.box@example.com</p><p style="height:300px" class=p>lower@example.com</p></div>
<div id=host></div><script>
host.attachShadow({mode:'open'}).innerHTML = '<span style="color:#f0f">shadow@example.com</span>';
box.scrollTop = 40</script>"""


def finds(text: PageText | None, image: QImage) -> tuple[Private, ...]:
    assert text is not None
    return within(find(text.runs, customer=WENDY, regions=("GB",)), image.width(), image.height())


def visible(browser: Driver) -> tuple[QImage, PageText | None]:
    """The visible page and what it says of itself, asked for as the walk does.

    On a starved machine the page may still be on its way; it rightly tells nothing then, and is asked again.
    """
    for _time in range(5):
        answers: list[PageText | None] = []
        browser.stand()
        look = browser.pane.look_private(("wendy", "18 larch avenue"))
        image, _about = browser.pane.grab_page()
        look.when_seen(image.width(), answers.append)
        browser.until(lambda answers=answers: answers)
        if answers[0] is not None:
            break
    return image, answers[0]


def magenta(image: QImage) -> int:
    """How many pixels are magenta, or mostly so at the edge of a letter."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    seen = 0
    for y in range(small.height()):
        row = memoryview(small.constScanLine(y)).cast("B")
        blue, green, red = bytes(row[0::4]), bytes(row[1::4]), bytes(row[2::4])
        if max(blue) > 150 and min(green) < 120:
            seen += sum(b > 150 and r > 150 and g < 120 for b, g, r in zip(blue, green, red, strict=True))
    return seen


def covered(image: QImage, places: tuple[Private, ...]) -> QImage:
    out = image.copy()
    out.setDevicePixelRatio(1)
    painter = QPainter(out)
    for place in places:
        painter.fillRect(QRect(place.x, place.y, place.width, place.height), QColor("black"))
    painter.end()
    return out


def check(image: QImage, text: PageText | None, at_least: int) -> tuple[Private, ...]:
    """Everything magenta is within the places, and they are no more than a part of the picture."""
    places = finds(text, image)
    image.setDevicePixelRatio(1)
    assert magenta(image) > 100
    assert magenta(covered(image, places)) == 0
    assert len(places) >= at_least
    assert sum(place.width * place.height for place in places) < 0.25 * image.width() * image.height()
    return places


@pytest.mark.parametrize("zoom", [1.0, 1.25])
def test_fields_and_texts_of_the_visible_page_are_found_on_its_pixels(browser: Driver, site: Site, zoom: float) -> None:
    browser.load(site.put("/private", PAGE + HIDDEN + "<p style='height:2000px'>"))
    browser.pane.tab.view.setZoomFactor(zoom)
    places = check(*visible(browser), at_least=12)
    browser.pane.tab.view.setZoomFactor(1.0)
    said = [f"{place.kind.value} {place.hint}" for place in places]
    assert "field Full name: W•••• H••••" in said
    assert "card •••• •••• •••• 1111" in said
    assert {"mail s••••@example.com", "mail i••••@example.com"} <= set(said)
    assert not [
        each for each in said if "Sale code" in each or "h••••@" in each or "g••••@" in each or "l••••@" in each
    ]


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_scrolled_page_has_its_places_where_they_are_seen(browser: Driver, site: Site, zoom: float) -> None:
    browser.load(
        site.put("/scrolled", PAGE + "<p style='height:900px'><p id=here>" + TEXTS + "<p style='height:3000px'>")
    )
    browser.pane.tab.view.setZoomFactor(zoom)
    browser.stand()
    browser.script("document.getElementById('here').scrollIntoView()")
    image, text = visible(browser)
    browser.pane.tab.view.setZoomFactor(1.0)
    places = check(image, text, at_least=5)
    assert not [each for each in places if "name" in each.hint.lower()]


def test_a_page_that_moved_on_tells_nothing_of_the_pixels(browser: Driver, site: Site) -> None:
    browser.load(site.put("/moving", PAGE + "<p style='height:3000px'>"))
    browser.stand()
    answers: list[PageText | None] = []
    look = browser.pane.look_private(())
    image, _about = browser.pane.grab_page()
    browser.pane.tab.page.runJavaScript("scrollTo(0, 40)")
    look.when_seen(image.width(), answers.append)
    browser.until(lambda: answers)
    assert answers == [None]


def test_phone_size_and_frames_of_any_site_are_looked_at(browser: Driver, site: Site) -> None:
    site.put("/inner", f"{STYLE}<p><span class=p>inner@example.com</span><input name=street value='18 Larch Avenue'>")
    other = site.address.replace("127.0.0.1", "localhost")
    deeper = site.put("/deeper", f"{STYLE}<p>below<br><iframe src='{other}/inner' width=280 height=70></iframe>")
    frames = f"<iframe src=/inner width=300 height=60></iframe><iframe src='{deeper}' width=320 height=180></iframe>"
    phone = "<meta name=viewport content='width=device-width'>"
    browser.pane.toolbar.phone_button.click()
    browser.load(site.put("/frames", f"<!doctype html>{phone}{STYLE}<p>Hello<p>{frames}"))
    browser.until(lambda: browser.script("frames.length") == 2)
    browser.until(lambda: visible(browser)[1] is not None)
    places = check(*visible(browser), at_least=4)
    assert sorted(each.kind.value for each in places) == ["field", "field", "mail", "mail"]


def test_the_whole_page_has_the_places_below_the_edge_too(browser: Driver, site: Site, way: str) -> None:
    more = "<div style='position:sticky;top:0;background:#fff' class=p>Wendy</div>"
    body = f"{more}<p style='height:1500px'>{TEXTS}<p style='height:800px'>"
    browser.load(site.put("/whole", PAGE + body))
    whole = take(browser, words=("wendy", "18 larch avenue"))
    image = whole.joined()
    places = check(image, whole.text, at_least=12)
    assert max(place.y for place in places) > 1_500


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>for (let i = 0; i < 5000; i++) document.write('<input value=x>')</script>",
        "<p>" + "4" * 300_000,
        "<p>" + "<b>4</b>" * 20_000,
        "<div><span>" * 3_000 + "a@example.com",
        "<script>Range.prototype.getClientRects = Array.prototype.map = () => { throw 1 }</script><p>a@b.com",
    ],
    ids=["fields", "digits", "pieces", "depth", "changed words"],
)
def test_a_hostile_page_is_answered_or_given_up(browser: Driver, site: Site, hostile: str) -> None:
    browser.load(site.put("/hostile", f"<!doctype html>{hostile}"))
    image, text = visible(browser)
    assert text is None or len(finds(text, image)) <= 500


def test_a_page_that_never_answers_leaves_the_capture_alone(
    browser: Driver, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private, "ANSWER_MS", 50)
    monkeypatch.setattr(private, "script", lambda _words: "while (performance.now() % 1000 < 990) ;''")
    browser.load(site.put("/busy", PAGE))
    assert visible(browser)[1] is None


def test_a_failed_page_says_nothing(browser: Driver) -> None:
    browser.load("http://127.0.0.1:9/")
    answers: list[PageText | None] = []
    browser.pane.look_private(()).when_seen(100, answers.append)
    assert answers == [None]


def test_signs_beyond_the_first_plane_do_not_move_places(browser: Driver, site: Site) -> None:
    browser.load(site.put("/signs", f"<!doctype html>{STYLE}<p>😀😀😀😀 <span class=p>a@example.com</span> end"))
    check(*visible(browser), at_least=1)
