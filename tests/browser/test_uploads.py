"""A page gets the files that are chosen for it, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from oracle.browser import profile, uploads
from oracle.browser.pane import BrowserPane

from .conftest import Driver, Site, end, no_icon, window_with

Watch = Callable[[Callable[[QFileDialog], object]], list[str]]
FORM = """<title>Send</title><input type=file id=one accept="image/png,.txt" {more}><script>
window.got = [];
document.getElementById('one').onchange = async (event) => {{
    for (const file of event.target.files) window.got.push([file.name, await file.text()]);
}};</script>"""


def ask(browser: Driver, site: Site, more: str = "") -> None:
    browser.load(site.put("/send", FORM.format(more=more)))


@pytest.fixture
def when_asked(qapp: QApplication) -> Iterator[Watch]:
    """Acts on the chooser as soon as it stands, until it is gone: at first it knows no files. Its title is listed."""
    timers: list[QTimer] = []

    def watch(act: Callable[[QFileDialog], object]) -> list[str]:
        titles: list[str] = []
        timer = QTimer(qapp)

        def look() -> None:
            standing = [
                each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()
            ]
            if titles and not standing:
                timer.stop()
            for window in standing:
                titles.extend([] if titles else [window.windowTitle()])
                act(window)

        timer.timeout.connect(look)
        timer.start(20)
        timers.append(timer)
        return titles

    yield watch
    for timer in timers:  # one that goes on would act on the next test's chooser
        timer.stop()
        timer.deleteLater()


def pick(file: Path) -> Callable[[QFileDialog], object]:
    """Puts the file's path into the chooser's line and takes it: what lists the folder may still be at work."""

    def act(dialog: QFileDialog) -> None:
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        name.setText(str(file))
        dialog.accept()

    return act


def test_a_page_gets_the_file_that_was_chosen(browser: Driver, site: Site, tmp_path: Path, when_asked: Watch) -> None:
    (tmp_path / "note.txt").write_text("From the customer")
    (tmp_path / "secret.txt").write_text("Not for the page")
    ask(browser, site)
    titles = when_asked(pick(tmp_path / "note.txt"))
    browser.click("#one")
    browser.until(lambda: titles)
    browser.until(lambda: browser.script("window.got"))
    assert titles == ["Choose a file to give to 127.0.0.1"]
    assert browser.script("window.got") == [["note.txt", "From the customer"]]


def test_cancel_gives_nothing_and_the_page_can_ask_again(browser: Driver, site: Site, when_asked: Watch) -> None:
    ask(browser, site, "multiple")
    for _time in range(2):
        titles = when_asked(lambda dialog: dialog.reject())
        browser.click("#one")
        browser.until(lambda titles=titles: titles)
        assert titles == ["Choose files to give to 127.0.0.1"]
        browser.rest(100)
        assert browser.script("window.got") == []


def test_a_page_that_asks_by_itself_opens_no_chooser(browser: Driver, site: Site, when_asked: Watch) -> None:
    ask(browser, site)
    titles = when_asked(lambda dialog: dialog.reject())
    browser.script("(document.getElementById('one').click(), 1)")
    browser.rest(400)
    assert titles == []


def test_the_browser_can_end_while_the_chooser_stands(qapp: QApplication, site: Site, when_asked: Watch) -> None:
    browser = Driver(BrowserPane(profile.passing(), no_icon))
    window = window_with(browser.pane)
    ask(browser, site)
    titles = when_asked(lambda _dialog: browser.pane.tab.asking.dismiss_waiting())
    browser.click("#one")
    browser.until(lambda: titles)
    end(browser, window)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()]


@pytest.mark.parametrize(
    ("accepted", "first"),
    [
        ([".txt", ".tar.gz"], "What the page takes (*.tar.gz *.txt)"),
        (["image/png"], "What the page takes (*.png)"),
        ([], "All files (*)"),
        ([".txt);;Trap (*"], "All files (*)"),
        (["no/such-type"], "All files (*)"),
    ],
)
def test_what_a_page_takes_is_shown_first(accepted: list[str], first: str) -> None:
    shown = uploads.filters(accepted)
    assert shown[0] == first
    assert shown[-1] == "All files (*)"


def test_a_family_of_types_shows_its_members() -> None:
    shown = uploads.filters(["image/*"])[0]
    assert "*.png" in shown
    assert "*.jpg" in shown
