"""Files are saved only when asked for, where asked for, under a name of ours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from .conftest import Driver, Site

HEADERS = {"Content-Disposition": 'attachment; filename="../../e vil.bin"'}


def dialog_of(browser: Driver) -> QFileDialog:
    def dialogs() -> list[QFileDialog]:
        return [window for window in QApplication.topLevelWidgets() if isinstance(window, QFileDialog)]

    browser.until(dialogs)
    return dialogs()[0]


def offer(browser: Driver, site: Site, body: bytes = b"x" * 2000) -> None:
    browser.load(site.address + "/")
    site.put("/file", body, kind="application/octet-stream", headers=HEADERS)
    browser.pane.open(site.address + "/file")
    assert "wants to save a file: e vil.bin" in browser.notice("download").question.text


def test_nothing_is_saved_unless_asked_for(browser: Driver, site: Site, home: Path) -> None:
    offer(browser, site)
    browser.choose("download", "no")
    browser.rest(200)
    assert [file for file in home.rglob("*") if "vil" in file.name] == []
    assert browser.pane.tab.page.title() == "Home"


def test_a_hostile_name_stays_inside_the_chosen_folder(browser: Driver, site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "e vil.bin").write_text("mine")
    offer(browser, site)
    browser.choose("download", "save")
    dialog = dialog_of(browser)
    dialog.setDirectory(str(folder))
    dialog.accept()
    assert browser.notice("saved").question.text.startswith("Saved e vil (2).bin in ")
    assert (folder / "e vil (2).bin").read_bytes() == b"x" * 2000
    assert (folder / "e vil.bin").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.rglob("*.bin")) == ["e vil (2).bin", "e vil.bin"]


def test_leaving_the_folder_dialog_saves_nothing(browser: Driver, site: Site) -> None:
    offer(browser, site)
    browser.choose("download", "save")
    dialog_of(browser).reject()
    browser.rest(100)
    assert browser.pane.tab.notices.standing() == ()


def test_many_downloads_at_once_ask_once(browser: Driver, site: Site) -> None:
    site.put("/file", b"x", kind="application/octet-stream", headers=HEADERS)
    frames = "".join(f"<iframe src='/file?{number}'></iframe>" for number in range(20))
    browser.load(site.put("/many", frames))
    browser.notice("download")
    browser.rest(300)
    assert len(browser.pane.tab.notices.standing()) == 1
