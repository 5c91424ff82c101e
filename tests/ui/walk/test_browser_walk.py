"""The honest path: a road walked in the real browser on the real sample shop, by keys only."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle.browser.pane import BrowserPane
from oracle.errors import CaptureError
from oracle.model.ratings import Outcome, Source
from oracle.sample_shop import SampleShop
from oracle.ui.walk.browsing import Browsing
from oracle.ui.walk.pause_sheet import PauseSheet
from oracle.ui.walk.potholes_section import PotholeSheet
from oracle.workspace import captures
from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import focus, press, sheet
from tests.ui.walk.rooms import House, add_journey, add_walk, sample_road, short_road, until

# What the engine says when it starts without a screen, a GPU or a sandbox, as tests do.
pytestmark = pytest.mark.qt_log_ignore(
    "Sandboxing disabled", "QRhi", "RHI", "Vulkan", "GPUInfo", "GBM", "GPU vendor", r"raise\(\)", r"lower\(\)",
    extend=True,
)  # fmt: skip
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shop(ours: House) -> Iterator[SampleShop]:
    """The sample shop, served."""
    made = SampleShop(0.05)
    thread = ours.context.tasks.serve(made.serve_forever, "shop")
    yield made
    made.shutdown()
    thread.join(5)


@pytest.mark.timeout(120)
def test_three_steps_are_walked_in_the_browser_by_keys_only(
    ours: House, walking: Walking, shop: SampleShop, qtbot: QtBot
) -> None:
    screen = walking(walk_id=add_walk(ours, add_journey(ours, short_road(page=True), shop.url)))
    session = screen.session
    until(lambda: screen.browsing.shown_pane)
    pane = screen.browsing.pane
    assert pane is not None
    assert screen.window().testAttribute(Qt.WidgetAttribute.WA_Moved)  # made anew, it keeps its place on the screen
    until(lambda: pane.current_address() == shop.url and "Green Leaf" in pane.tab.page.title())

    # Inside the page letters are the page's, F keys are ours.
    screen.walking.panel.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_F2)
    until(pane.page_has_focus)
    qtbot.keyClick(focus(), Qt.Key.Key_3)
    qtbot.keyClick(focus(), Qt.Key.Key_C)
    until(lambda: _has_drawn(pane))
    qtbot.keyClick(focus(), Qt.Key.Key_F8)
    until(lambda: session.now.open.captures)
    qtbot.keyClick(focus(), Qt.Key.Key_F2)
    assert not pane.page_has_focus()
    assert session.visit.friction is None
    (capture,) = session.now.open.captures
    assert (capture.source, capture.url) == (Source.PAGE, shop.url)
    until(lambda: session.now.open.captures[0].found is not None)  # what looks private comes after the capture
    with Image.open(io.BytesIO(ours.read(captures.image, capture.image))) as stored:
        assert stored.size == (capture.width, capture.height)
        assert capture.width > 400
        assert len(stored.convert("RGB").getcolors(1 << 24) or ()) > 50

    press("2")
    press("p")
    asked = sheet(screen, PotholeSheet)
    assert isinstance(asked, PotholeSheet)
    qtbot.keyClicks(asked.title.edit, "Lands on the home page")
    qtbot.keyClick(asked.title.edit, Qt.Key.Key_Return)
    until(lambda: session.now.potholes)
    screen.activateWindow()
    screen.walking.panel.setFocus()
    until(QApplication.focusWidget)
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    assert screen.browsing.shown_pane is None  # the second step happens in a shop
    press("1")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    until(lambda: session.visit.outcome is Outcome.WAITING)
    opened = ours.opened(session.now.walk_id)
    assert [visit.friction for visit in sorted(opened.visits, key=lambda each: each.id)][:2] == [2, 1]
    assert opened.walk.current_step_id == session.step.id

    # The first pause asks once whether sign-ins are kept.
    screen.pause()
    question = sheet(screen, PauseSheet)
    assert isinstance(question, PauseSheet)
    qtbot.mouseClick(question.forget, Qt.MouseButton.LeftButton)
    until(lambda: ours.went)
    assert ours.opened(opened.walk.id).walk.keep_sign_ins is False
    assert screen.browsing.pane is None


def _has_drawn(pane: BrowserPane) -> bool:
    """Whether the page stands there: the first of an engine without a graphics card takes its time."""
    with suppress(CaptureError):
        return pane.grab_page()[1].url != ""
    return False


@pytest.mark.timeout(120)
def test_kept_sign_ins_come_back_and_go_at_the_finish(
    ours: House, walking: Walking, shop: SampleShop, qtbot: QtBot
) -> None:
    from oracle.browser import profile

    walk_id = add_walk(ours, add_journey(ours, short_road(page=True), shop.url))
    screen = walking(walk_id=walk_id)
    until(lambda: screen.browsing.pane and screen.browsing.pane.current_address() == shop.url)
    pane = screen.browsing.pane
    assert pane is not None
    done: list[object] = []
    until(lambda: "Green Leaf" in pane.tab.page.title())
    plant = "document.cookie = 'basket=monstera; path=/'; localStorage.setItem('signed in', '\"Wendy\" </script>'); 1"
    pane.tab.page.runJavaScript(plant, 0, done.append)
    until(lambda: done)
    # The engine tells of a cookie a little after the page has set it; nobody pauses within that moment.
    until(lambda: any(name == b"basket" for name, _domain, _path in screen.browsing._cookies._known))
    screen.pause()
    question = sheet(screen, PauseSheet)
    assert isinstance(question, PauseSheet)
    qtbot.mouseClick(question.keep, Qt.MouseButton.LeftButton)
    until(lambda: ours.went)
    assert profile.is_kept(walk_id)

    screen.close_screen()
    screen.open(walk_id=walk_id)
    until(lambda: screen.browsing.pane and "Green Leaf" in screen.browsing.pane.tab.page.title())
    again = screen.browsing.pane
    assert again is not None
    found: list[str] = []
    again.tab.page.runJavaScript("document.cookie + localStorage.getItem('signed in')", 0, found.append)
    until(lambda: found)
    assert "basket=monstera" in found[0]
    assert '"Wendy" </script>' in found[0]

    screen.session.go_to(screen.session.now.steps[3].id)
    screen.session.next()
    qtbot.mouseClick(screen.finish.finish, Qt.MouseButton.LeftButton)
    until(lambda: len(ours.went) == 2)
    assert not profile.is_kept(walk_id)
    assert ours.said[-1] == ("info", "The kept sign-ins of this walk were removed.")


@pytest.mark.timeout(120)
def test_the_sample_brings_its_page_to_a_step_once(
    ours: House, walking: Walking, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_id = add_walk(ours, add_journey(ours, sample_road(), sample=True))
    screen = walking(walk_id=walk_id)
    until(lambda: screen.browsing.shown_pane)
    pane = screen.browsing.pane
    assert pane is not None
    until(lambda: "Snapleaf" in pane.tab.page.title() and not pane.tab.loading)
    elsewhere = QUrl(pane.current_address()).resolved(QUrl("/help")).toString()
    pane.open(elsewhere)
    until(lambda: pane.current_address() == elsewhere and not pane.tab.loading)
    opened: list[str] = []
    monkeypatch.setattr(pane, "open", opened.append)
    screen.close_screen()
    screen.open(walk_id=walk_id)
    until(lambda: screen.session.scene and screen.browsing.shown_pane is pane)
    assert (opened, pane.current_address()) == ([], elsewhere)  # as the customer left it
    screen.session.next()
    until(lambda: opened)


@pytest.mark.timeout(120)
def test_w_takes_the_whole_page_and_cancel_takes_none(
    ours: House, walking: Walking, shop: SampleShop, qtbot: QtBot
) -> None:
    screen = walking(walk_id=add_walk(ours, add_journey(ours, short_road(page=True), shop.url)))
    until(lambda: screen.browsing.shown_pane)
    pane = screen.browsing.pane
    assert pane is not None
    until(lambda: pane.current_address() == shop.url and "Green Leaf" in pane.tab.page.title())
    screen.walking.panel.setFocus()
    bar = screen.walking.capture_bar
    qtbot.keyClick(focus(), Qt.Key.Key_W)
    until(bar.cancel.isVisible)
    qtbot.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    assert not bar.cancel.isVisible()
    assert bar.whole.isEnabled()

    screen.walking.panel.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_W)
    until(lambda: screen.session.now.open.captures, 60)
    assert not bar.cancel.isVisible()
    (taken,) = screen.session.now.open.captures
    assert (taken.source, taken.url) == (Source.PAGE, shop.url)
    assert taken.screen.startswith("Whole page, ")
    until(lambda: screen.session.now.open.captures[0].found is not None)
    with Image.open(io.BytesIO(ours.read(captures.image, taken.image))) as picture:
        assert picture.height > pane.tab.view.height()
        assert picture.width in range(pane.tab.view.width() - 20, pane.tab.view.width() + 1)


@pytest.mark.timeout(120)
def test_the_page_that_comes_is_named_while_the_browser_starts(
    ours: House, walking: Walking, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood: list[tuple[bool, str]] = []
    load = Browsing._load

    def noted(self: Browsing) -> None:
        stood.append((self.opening.isVisible(), self.opening.address.text()))
        load(self)

    monkeypatch.setattr(Browsing, "_load", noted)
    screen = walking(short_road(page=True), url="http://127.0.0.1:9/sale")
    until(lambda: screen.browsing.shown_pane)
    assert stood == [(True, "http://127.0.0.1:9/sale")]
    press("2")  # the keys are still the step's
    until(lambda: screen.session.visit.friction == 2)
