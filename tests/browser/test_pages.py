"""Pages come, fail and crash; the walk goes on."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from oracle.browser import failures
from oracle.errors import InputError

from .conftest import Driver, Site

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_typed_address_opens_and_history_leads_back(browser: Driver, site: Site) -> None:
    site.put("/two", "<title>Second & last</title>two")
    browser.load(site.address + "/")
    field = browser.pane.toolbar.address
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, site.address.removeprefix("http://") + "/two")
    QTest.keyClick(field, Qt.Key.Key_Return)
    browser.until(lambda: browser.pane.tab.page.title() == "Second & last")
    assert browser.pane.current_address() == site.address + "/two"
    browser.until(lambda: not browser.pane.tab.loading)
    assert browser.pane.page_has_focus()
    browser.press(Qt.Key.Key_Left, ALT)
    browser.until(lambda: browser.pane.tab.page.title() == "Home")
    browser.until(lambda: browser.pane.toolbar.forward_button.isEnabled())
    browser.press(Qt.Key.Key_Right, ALT)
    browser.until(lambda: browser.pane.tab.page.title() == "Second & last")


def test_the_shop_s_own_404_page_is_shown_as_customers_see_it(browser: Driver, site: Site) -> None:
    site.put("/gone", "<title>Oh no</title>Nothing grows here", status=404)
    browser.load(site.address + "/gone")
    assert not browser.pane.tab.failed
    assert browser.script("document.body.innerText") == "Nothing grows here"


def test_a_404_without_a_page_gets_our_words(browser: Driver, site: Site) -> None:
    browser.load(site.address + "/nothing")
    panel = browser.pane.tab.failure
    assert browser.pane.tab.failed
    assert panel._title.text() == "This page does not exist"
    assert "HTTP 404" in panel._technical.text()
    assert browser.pane.current_address() == site.address + "/nothing"


def test_a_refused_connection_can_be_tried_again(browser: Driver, site: Site) -> None:
    browser.load(site.address + "/")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    browser.load(f"http://127.0.0.1:{port}/later")
    assert browser.pane.tab.failure._title.text() == "The site turned the visit away"
    QTest.mouseClick(browser.pane.tab.failure._back, Qt.MouseButton.LeftButton)
    browser.until(lambda: not browser.pane.tab.failed and browser.pane.tab.page.title() == "Home")


def test_a_name_that_does_not_exist_is_said_so(browser: Driver) -> None:
    browser.load("http://no-such-shop.invalid/")
    assert browser.pane.tab.failure._title.text() == "There is no site of this name"
    outside: list[str] = []
    browser.pane.hand_over.connect(outside.append)
    QTest.mouseClick(browser.pane.tab.failure._outside, Qt.MouseButton.LeftButton)
    browser.pane.hand_over.disconnect(outside.append)
    assert outside == ["http://no-such-shop.invalid/"]


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (-106, "This computer is offline"),
        (-118, "The site does not answer"),
        (-101, "The site hung up"),
        (-310, "The site goes round in circles"),
        (-107, "No safe connection"),
        (-999, "The page did not come"),
    ],
)
def test_each_failure_has_plain_words(code: int, title: str) -> None:
    domain = QWebEngineLoadingInfo.ErrorDomain.ConnectionErrorDomain
    failure = failures.of_load(QUrl("https://shop.example/x"), domain, code)
    assert failure.title == title
    assert "{" not in failure.sentence
    assert str(code) in failure.technical


def test_a_crashed_page_says_so_and_loads_again(browser: Driver, site: Site) -> None:
    browser.load(site.address + "/")
    os.kill(browser.pane.tab.page.renderProcessPid(), signal.SIGKILL)
    browser.until(lambda: browser.pane.tab.failed)
    assert browser.pane.tab.failure._title.text() == "The page crashed"
    QTest.mouseClick(browser.pane.tab.failure._again, Qt.MouseButton.LeftButton)
    browser.until(lambda: not browser.pane.tab.failed and not browser.pane.tab.loading)
    assert browser.script("document.body.innerText") == "Hello"


def test_a_page_that_never_rests_does_not_hold_the_window(browser: Driver, site: Site) -> None:
    busy = site.put("/busy", "<title>Busy</title><script>setTimeout(() => { for (;;) {} }, 50)</script>")
    browser.load(busy)
    browser.rest(200)
    browser.pane.toolbar.address.setFocus()
    QTest.keyClicks(browser.pane.toolbar.address, "still here")
    assert browser.pane.toolbar.address.text() == "still here"
    os.kill(browser.pane.tab.page.renderProcessPid(), signal.SIGKILL)
    browser.until(lambda: browser.pane.tab.failed)


def test_loading_can_be_stopped(browser: Driver, site: Site) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    browser.load(site.address + "/")
    browser.pane.open(f"http://127.0.0.1:{silent.getsockname()[1]}/slow")
    browser.until(lambda: browser.pane.tab.loading)
    assert browser.pane.toolbar.reload_button.accessibleName() == "Stop (Esc)"
    QTest.mouseClick(browser.pane.toolbar.reload_button, Qt.MouseButton.LeftButton)
    browser.until(lambda: not browser.pane.tab.loading)
    silent.close()
    assert browser.pane.current_address() == site.address + "/"


@pytest.fixture
def false_site(tmp_path: Path) -> Iterator[str]:
    """An https site whose certificate nobody signed."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    door = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        with suppress(OSError):
            while True:
                caller, _address = door.accept()
                with suppress(OSError), context.wrap_socket(caller, server_side=True) as safe:
                    safe.recv(4096)
                    safe.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Trapped</title>")

    thread = threading.Thread(target=answer)
    thread.start()
    yield f"https://127.0.0.1:{door.getsockname()[1]}/"
    door.shutdown(socket.SHUT_RDWR)
    door.close()
    thread.join()


def test_a_false_certificate_is_never_accepted(browser: Driver, site: Site, false_site: str) -> None:
    browser.load(site.address + "/")
    browser.load(false_site)
    assert browser.pane.tab.failed
    assert browser.pane.tab.failure._title.text() == "A customer would be stopped here"
    assert browser.pane.tab.page.title() != "Trapped"
    assert browser.pane.tab.failure._back.isEnabled()


def test_find_counts_goes_on_and_closes(browser: Driver, site: Site) -> None:
    browser.load(site.put("/text", "<p>leaf, leaf and leaf"))
    browser.pane.focus_page()
    browser.press(Qt.Key.Key_F, CTRL)
    bar = browser.pane.find_bar
    QTest.keyClicks(bar.edit, "leaf")
    browser.until(lambda: bar.count.text() == "1 of 3 matches")
    browser.press(Qt.Key.Key_Return)
    browser.until(lambda: bar.count.text() == "2 of 3 matches")
    browser.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    browser.until(lambda: bar.count.text() == "1 of 3 matches")
    bar.edit.selectAll()
    QTest.keyClicks(bar.edit, "root")
    browser.until(lambda: bar.count.text() == "Not found")
    browser.press(Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert browser.pane.page_has_focus()


def test_what_is_being_typed_survives_a_page_that_moves(browser: Driver, site: Site) -> None:
    browser.load(site.address + "/")
    field = browser.pane.toolbar.address
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "my-shop")
    browser.script("location.hash = 'x'")
    browser.until(lambda: browser.pane.current_address().endswith("#x"))
    assert field.text() == "my-shop"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text().endswith("#x")


def test_opening_what_is_no_page_is_an_error(browser: Driver) -> None:
    with pytest.raises(InputError, match="Files on this computer stay closed"):
        browser.pane.open("file:///etc/passwd")


def test_a_page_s_title_is_text_wherever_it_is_shown(browser: Driver, site: Site) -> None:
    browser.load(site.put("/title", "<title>&lt;img src=x&gt; &amp; co</title><p>Hello"))
    browser.until(lambda: "co" in browser.pane.toolbar.address.toolTip())
    assert browser.pane.toolbar.address.toolTip() == "<p>&lt;img src=x&gt; &amp; co</p>"
