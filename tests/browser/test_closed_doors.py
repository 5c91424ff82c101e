"""A hostile site gets nothing by itself: no file, no grant, no window, no other app, no endless question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from oracle.browser.notices import Question

from .conftest import Driver, Site


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "secret.html"
    file.write_text("<title>Secret read</title>the secret")
    return QUrl.fromLocalFile(str(file)).toString()


class System(QObject):
    """Stands for the system that opens other apps."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def system() -> System:
    system = System()
    for scheme in ("mailto", "tel", "file", "javascript", "ms-settings"):
        QDesktopServices.setUrlHandler(scheme, system, "open")
    return system


def test_files_stay_closed_to_links_scripts_and_frames(browser: Driver, site: Site, secret: str) -> None:
    page = f"""<a id=link href="{secret}">file</a><iframe src="{secret}"></iframe><img src="{secret}"><script>
        document.title = 'waiting';
        fetch("{secret}").then((r) => document.title = 'read', () => document.title = 'refused')</script>"""
    browser.load(site.put("/hostile", page))
    browser.until(lambda: browser.pane.tab.page.title() == "refused")
    browser.click("#link")
    browser.script("window.open(document.links[0].href)")
    browser.script(f"location.assign('{secret}')")
    browser.rest(200)
    assert browser.pane.current_address() == site.address + "/hostile"
    assert len(browser.pane._tabs) == 1


def test_a_redirect_to_a_file_leads_nowhere(browser: Driver, site: Site, secret: str) -> None:
    site.put("/away", "", status=302, headers={"Location": secret})
    browser.load(site.address + "/away")
    assert "Secret" not in browser.pane.tab.page.title()
    assert not browser.pane.current_address().startswith("file:")


def test_a_typed_file_is_refused_with_a_sentence(browser: Driver, secret: str) -> None:
    field = browser.pane.toolbar.address
    field.setFocus()
    field.setText(secret)
    field.setModified(True)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert browser.notice("address").question.text.startswith("Files on this computer stay closed")


@pytest.mark.parametrize(
    "target",
    [
        "data:text/html,<title>taken</title>", "view-source:http://x.example", "chrome://gpu", "qrc:/x",
        "devtools://devtools/bundled/inspector.html", "javascript:void(document.title='ran')//",
    ],
)  # fmt: skip
def test_inner_addresses_stay_closed_to_pages(browser: Driver, site: Site, target: str) -> None:
    home = site.put(
        "/inner", f'<title>Inner</title><a id=x target=_blank href="{target}">x</a><a id=y href="{target}">y</a>'
    )
    browser.load(home)
    browser.click("#x")
    browser.rest(150)
    if len(browser.pane._tabs) > 1:
        assert browser.pane.current_address() == ""
        browser.pane._close(browser.pane.tab)
    if not target.startswith("javascript:"):
        browser.click("#y")
    browser.rest(150)
    assert browser.pane.current_address() == home
    assert browser.pane.tab.page.title() == "Inner"


def test_no_door_into_the_app_stands_open(browser: Driver, site: Site) -> None:
    browser.load(site.address + "/")
    assert browser.script("[typeof qt, typeof window.qt, typeof QWebChannel]") == ["undefined"] * 3


def test_windows_that_nobody_asked_for_stay_shut_and_are_offered(browser: Driver, site: Site) -> None:
    site.put("/pop", "<title>Popped</title>")
    browser.load(site.put("/popper", "<script>for (let i = 0; i < 20; i++) window.open('/pop?' + i)</script>"))
    assert "/pop?0" in browser.notice("popup").question.text
    assert len(browser.pane._tabs) == 1
    assert len(browser.pane.tab.notices.standing()) == 1
    browser.choose("popup", "open")
    browser.until(lambda: len(browser.pane._tabs) == 2 and browser.pane.tab.page.title() == "Popped")


def test_a_pressed_link_opens_a_tab_that_can_be_closed(browser: Driver, site: Site) -> None:
    site.put("/second", "<title>Second</title>")
    browser.load(site.put("/first", "<title>First</title><a id=x target=_blank href='/second'>open</a>"))
    assert not browser.pane._strip.isVisible()
    browser.click("#x")
    browser.until(lambda: browser.pane.tab.page.title() == "Second")
    assert browser.pane._strip.isVisible()
    browser.pane.focus_page()
    browser.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    browser.until(lambda: browser.pane.tab.page.title() == "First")
    browser.press(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert len(browser.pane._tabs) == 1


def test_window_close_does_not_close_the_walk(browser: Driver, site: Site) -> None:
    browser.load(site.put("/close", "<title>Still here</title><script>window.close()</script>"))
    browser.rest(100)
    assert browser.script("document.title") == "Still here"


GEO = """<script>navigator.geolocation.getCurrentPosition(
    () => document.title = 'got', (e) => document.title = 'no ' + e.code)</script>"""


def test_a_place_is_not_given_without_asking(browser: Driver, site: Site) -> None:
    geo = site.put("/geo", GEO)
    browser.load(geo)
    assert browser.notice("permission").question.text == "127.0.0.1 wants to know where you are."
    browser.choose("permission", "deny")
    browser.until(lambda: browser.pane.tab.page.title() == "no 1")
    browser.load(geo + "?again")
    browser.until(lambda: browser.pane.tab.page.title() == "no 1")
    assert browser.pane.tab.notices.standing() == ()


def test_grants_are_for_once(browser: Driver, site: Site) -> None:
    page = site.put(
        "/copy",
        """<button onclick="navigator.clipboard.readText()
            .then(() => document.title = 'read', () => document.title = 'refused')">x""",
    )
    browser.load(page)
    browser.click("button")
    browser.choose("permission", "allow")
    browser.until(lambda: browser.pane.tab.page.title() in {"read", "refused"})
    browser.load(page + "?2")
    browser.click("button")
    assert "read what you copied" in browser.notice("permission").question.text
    browser.choose("permission", "deny")
    browser.until(lambda: browser.pane.tab.page.title() == "refused")


WISHES = """<script>
window.said = {};
const media = navigator.mediaDevices;
const wishes = {notify: () => Notification.requestPermission(), hear: () => media.getUserMedia({audio: true}),
  screen: () => media.getDisplayMedia(), fonts: () => queryLocalFonts(), file: () => showOpenFilePicker()};
for (const [name, wish] of Object.entries(wishes))
  wish().then((got) => said[name] = String(got), (no) => said[name] = no.name);
</script>"""


def test_notifications_cameras_and_screens_are_not_granted_silently(browser: Driver, site: Site) -> None:
    browser.load(site.put("/wants", WISHES))
    for _turn in range(100):
        for notice in browser.pane.tab.notices.standing("permission"):
            notice.answer("deny")
        said = browser.script("window.said")
        if len(said) == 5:
            break
        browser.rest(50)
    assert said.pop("notify") == "denied"
    assert all(answer.endswith("Error") for answer in said.values()), said


def test_mail_and_phone_links_are_shown_and_opened_only_when_asked(browser: Driver, site: Site, system: System) -> None:
    browser.load(
        site.put("/contact", "<a id=m href='mailto:hi@shop.example?subject=x'>m</a><br><a id=t href='tel:+44123'>t</a>")
    )
    browser.click("#m")
    assert browser.notice("app").question.text == "127.0.0.1 wants to write an e-mail to hi@shop.example"
    browser.choose("app", "no")
    assert system.opened == []
    browser.click("#t")
    browser.choose("app", "open")
    assert system.opened == ["tel:+44123"]


def test_a_page_cannot_swap_the_question_under_the_mouse(browser: Driver, site: Site, system: System) -> None:
    browser.load(site.put("/swap", "<script>let i = 0; setInterval(() => location = 'tel:' + i++, 30)</script>"))
    first = browser.notice("app").question.text
    browser.rest(300)
    assert [text for text in browser.texts() if "call" in text] == [first]
    browser.choose("app", "open")
    assert system.opened == ["tel:" + first.rsplit(" ", 1)[1]]


@pytest.mark.parametrize("target", ["ms-settings:privacy", "search-ms:query=x", "foo:bar"])
def test_apps_that_are_not_on_the_list_stay_closed(browser: Driver, site: Site, system: System, target: str) -> None:
    browser.load(site.put("/app", f"<a id=x href='{target}'>x</a>"))
    browser.click("#x")
    assert "stay closed" in browser.notice("closed").question.text
    assert system.opened == []


def test_dialogs_of_a_page_name_the_site_and_are_plain_text(browser: Driver, site: Site) -> None:
    asks = "document.title = [alert('<b>Hi</b>'), confirm('Sure?'), prompt('Name?', 'Wendy')].join()"
    asked = browser.answer_in_turn(("dialog", "yes", ""), ("dialog", "no", ""), ("dialog", "yes", " Harper"))
    browser.pane.open(site.put("/ask", f"<script>{asks}</script>"))
    browser.until(lambda: browser.pane.tab.page.title() == ",false,Wendy Harper")
    assert asked == ["127.0.0.1 says: <b>Hi</b>", "127.0.0.1 says: Sure?", "127.0.0.1 says: Name?"]


def test_notices_never_show_markup(browser: Driver) -> None:
    browser.pane.tab.notices.put(Question("x", "x", "<b>bold</b>"), lambda _answer: None)
    label = next(label for label in browser.notice("x").findChildren(QLabel) if label.text())
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_page_that_never_stops_asking_can_be_silenced(browser: Driver, site: Site) -> None:
    page = site.put("/nag", "<script>for (let i = 0; i < 50; i++) alert(i); document.title = 'done'</script>")
    asked = browser.answer_in_turn(*[("dialog", "yes", "")] * 3, ("dialog", "silence", ""))
    browser.pane.open(page)
    browser.until(lambda: browser.pane.tab.page.title() == "done")
    assert len(asked) == 4


def test_a_site_may_ask_for_a_password_and_gets_it_only_by_hand(browser: Driver, site: Site) -> None:
    page = site.put("/private", "<title>No</title>", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})
    asked = browser.answer_in_turn(("sign-in", "yes", "wendy|plants"), ("sign-in", "no", ""))
    browser.pane.open(page)
    browser.until(lambda: len(asked) == 2 and browser.pane.tab.failed and not browser.pane.tab.loading)
    assert browser.pane.tab.failure._title.text() == "This page is not open to you"
    browser.rest(200)
    assert len(asked) == 2
    assert "others on the way could read" in asked[0]
    sent = [headers.get("authorization") for path, headers in site.asked if path == "/private"]
    assert sent[:2] == [None, "Basic d2VuZHk6cGxhbnRz"]


def test_leaving_with_a_question_open_is_safe(browser: Driver, site: Site) -> None:
    site.put("/asks", "<script>alert('wait')</script>")
    browser.load(site.put("/opener", "<a id=x target=_blank href='/asks'>x</a>"))
    timer = QTimer(browser.pane)

    def close_tab_that_asks() -> None:
        if browser.pane.tab.notices.standing("dialog"):
            timer.stop()
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)

    timer.timeout.connect(close_tab_that_asks)
    timer.start(20)
    browser.click("#x")
    browser.until(lambda: not timer.isActive())
    browser.until(lambda: len(browser.pane._tabs) == 1)
    timer.deleteLater()
    browser.rest(100)
    assert browser.script("document.links.length") == 1


def test_a_film_that_cannot_play_offers_the_way_out(browser: Driver, site: Site) -> None:
    site.put("/film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 4000, kind="video/mp4")
    suggested: list[str] = []
    outside: list[str] = []
    browser.pane.handover_suggested.connect(suggested.append)
    browser.pane.hand_over.connect(outside.append)
    page = site.put("/film", "<video src='/film.mp4' controls></video>")
    browser.load(page)
    assert "does not work here" in browser.notice("handover").question.text
    browser.choose("handover", "go")
    browser.pane.handover_suggested.disconnect(suggested.append)
    browser.pane.hand_over.disconnect(outside.append)
    assert suggested == ["Its film needs a format that this browser does not have."]
    assert outside == [page]


def test_a_protected_film_offers_the_way_out_but_a_mere_question_does_not(browser: Driver, site: Site) -> None:
    asks = """<script>navigator.requestMediaKeySystemAccess('com.widevine.alpha', [{initDataTypes: ['cenc'],
        videoCapabilities: [{contentType: 'video/mp4; codecs="avc1.42E01E"'}]}])
        .catch(() => document.title = 'refused')</script>"""
    browser.load(site.put("/probe", asks))
    browser.until(lambda: browser.pane.tab.page.title() == "refused")
    browser.rest(100)
    assert browser.pane.tab.notices.standing() == ()
    browser.load(site.put("/drm", "<video></video>" + asks))
    assert "protected" in browser.notice("handover").question.text


def test_a_missing_film_is_the_shop_s_fault_not_ours(browser: Driver, site: Site) -> None:
    browser.load(site.put("/lost-film", "<video src='/gone.mp4'></video><img src='/gone.png'>"))
    browser.rest(400)
    assert browser.pane.tab.notices.standing() == ()
