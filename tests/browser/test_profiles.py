"""What a walk's browser leaves behind: nothing, or a folder that goes with the walk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWebEngineCore import QWebEngineProfile
from PySide6.QtWidgets import QApplication

from oracle import paths
from oracle.browser import profile
from oracle.browser.pane import BrowserPane
from oracle.errors import InputError, StorageError

from .conftest import Driver, Site, end, no_icon, window_with

PLANT = """<script>document.cookie = 'basket=PLANTED-COOKIE; max-age=86400';
document.cookie = 'session=PLANTED-SESSION';
localStorage.setItem('plan', 'PLANTED-STORAGE'); document.title = 'planted'</script>"""


@contextmanager
def opened(made: QWebEngineProfile) -> Iterator[Driver]:
    driver = Driver(BrowserPane(made, no_icon))
    window = window_with(driver.pane)
    yield driver
    end(driver, window)


def holds(folder: Path, word: bytes) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and word in file.read_bytes()]


def test_signed_out_each_time_leaves_nothing_on_the_disk(qapp: QApplication, site: Site, home: Path) -> None:
    with opened(profile.passing()) as browser:
        browser.load(site.put("/plant", PLANT))
        assert "PLANTED-COOKIE" in browser.script("document.cookie")
        browser.rest(300)
    assert holds(home, b"PLANTED") == []
    assert not paths.browser_profiles().exists()


def test_kept_sign_ins_last_until_they_are_forgotten(qapp: QApplication, site: Site, home: Path) -> None:
    with opened(profile.kept("walk-1")) as browser:
        browser.load(site.put("/plant", PLANT))
        browser.rest(300)
    assert profile.is_kept("walk-1")
    with opened(profile.kept("walk-1")) as browser:
        browser.load(site.address + "/")
        assert browser.script("document.cookie") == "basket=PLANTED-COOKIE; session=PLANTED-SESSION"
        assert browser.script("localStorage.getItem('plan')") == "PLANTED-STORAGE"
    with opened(profile.kept("walk-2")) as browser:
        browser.load(site.address + "/")
        assert browser.script("document.cookie") == ""
    profile.forget("walk-1")
    assert not profile.is_kept("walk-1")
    assert profile.is_kept("walk-2")
    assert holds(home, b"PLANTED") == []
    profile.forget("walk-1")


def test_what_cannot_be_forgotten_is_said(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    (paths.browser_profiles() / "walk-3").mkdir(parents=True)

    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(profile.shutil, "rmtree", refuse)
    with pytest.raises(StorageError, match="walk-3") as caught:
        profile.forget("walk-3")
    assert "Permission denied" in caught.value.happened


def test_no_walk_id_leads_out_of_the_profiles(qapp: QApplication) -> None:
    for name in ("../x", "a/b", "", "..", "x" * 65):
        with pytest.raises(InputError):
            profile.forget(name)


def test_sites_meet_an_ordinary_browser(qapp: QApplication, site: Site) -> None:
    with opened(profile.passing()) as browser:
        browser.load(site.address + "/")
    agent = site.asked[0][1]["user-agent"]
    assert "QtWebEngine" not in agent
    assert "Chrome/" in agent


def test_a_pane_may_go_with_its_window_at_any_moment(qapp: QApplication, site: Site) -> None:
    """No word of the engine at the end: the fixture that fails on Qt's warnings is the check."""
    driver = Driver(BrowserPane(profile.passing(), no_icon))
    window = window_with(driver.pane)
    driver.load(site.address + "/")
    driver.pane._add_tab()
    window.close()
    window.deleteLater()
    driver.rest(200)
