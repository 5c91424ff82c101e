"""A report is chosen, looked at and exported on the real screen; the file is read back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from oracle.model.mark import Private, PrivateKind
from oracle.model.ratings import PrivacyAnswer
from oracle.report.content import Notice, NoticeKind, Section
from oracle.ui import settings
from oracle.ui.reports import writing
from oracle.ui.reports.checks import Checks, kind_words, link_words
from oracle.ui.reports.screen import OPTIONS, ReportsScreen
from oracle.ui.reports.sections import section_words
from oracle.workspace import captures, found, potholes, test_customers, testers
from tests.ui.review import sample
from tests.ui.walk.rooms import House, grab, house, settle, until


class Desk:
    """The reports screen on the sample walk, its first draft drawn."""

    def __init__(self, folder: Path) -> None:
        self.sample = sample.make(folder, rated=False)
        self.home: House = house(folder)
        self.screen = ReportsScreen(self.home.context)
        self.screen.resize(1280, 800)
        self.screen.show()
        self.screen.open(walk_ids=(self.sample.walk_id,))
        self.drawn()

    def drawn(self) -> None:
        """Waits until the pages are those of what is chosen."""
        until(lambda: self.screen.draft is not None and not self.screen.is_drawing)

    def click(self, widget: QWidget) -> None:
        settle()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())

    def text(self) -> str:
        """What the draft says."""
        assert self.screen.draft is not None
        return read(self.screen.draft.data)


def read(data: bytes | Path) -> str:
    """All text of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.screen.close_screen()
    made.screen.close()
    made.screen.deleteLater()
    settle()
    made.home.close()


def test_the_real_report_is_seen_with_its_pages(desk: Desk) -> None:
    preview = desk.screen.preview
    assert preview is not None
    assert preview.view.page_count > 6
    assert preview.pages.text() == f"Pages 1 and 2 of {preview.view.page_count}"
    desk.click(preview.after)
    assert preview.pages.text().startswith("Pages 3 and 4")
    assert "Buy a variegated Monstera on sale" in desk.text()
    before = preview.view.zoom
    preview.view.setFocus()
    QTest.keyClicks(preview.view, "+")
    assert preview.view.zoom > before


def test_a_narrow_window_shows_one_page_a_row(desk: Desk) -> None:
    desk.screen.resize(900, 600)
    settle()
    assert desk.screen.preview is not None
    assert desk.screen.preview.pages.text().startswith("Page 1 of")


def test_typing_a_title_redraws_and_keeps_the_place(desk: Desk) -> None:
    preview = desk.screen.preview
    assert preview is not None
    preview.view.go_to(5)
    place, before = preview.view.verticalScrollBar().value(), desk.screen.draft
    assert place > 0
    QTest.keyClicks(desk.screen.options.title.edit, "Potholes & <b>more</b>")
    until(lambda: desk.screen.is_drawing)
    until(lambda: desk.screen.draft is not before)
    desk.drawn()
    assert "Potholes & <b>more</b>" in desk.text()
    assert preview.view.verticalScrollBar().value() == place


def test_every_section_says_its_pages_and_can_be_left_out(desk: Desk) -> None:
    sections = desk.screen.options.sections
    silent = {section for section, label in sections.pages.items() if not label.text().startswith("page")}
    # A first walk, no pothole rated yet, nobody left, no figures; the test customer's card is out unless asked for.
    quiet = {Section.SINCE, Section.MATRIX, Section.LEAVING, Section.COST, Section.PLAN}
    assert silent == {*quiet, Section.TEST_CUSTOMER}, texts(sections)
    assert sections.pages[Section.TEST_CUSTOMER].text() == "left out"
    assert {sections.pages[section].text() for section in silent - {Section.TEST_CUSTOMER}} == {"nothing to say"}
    desk.click(sections.switches[Section.STEPS])
    until(lambda: sections.pages[Section.STEPS].text() == "left out")
    assert "The walk, step by step" not in desk.text()
    assert set(map(section_words, Section)) <= set(texts(sections).split("\n"))


def test_the_test_customer_enters_a_report_only_when_ticked_each_time(desk: Desk) -> None:
    before = desk.screen.draft
    desk.home.write(test_customers.set_fields, desk.sample.walk_id, name="Wendy Harper", mailbox="w@example.com")
    until(lambda: desk.screen.draft is not before)  # the change has come to the screen
    desk.drawn()
    assert "Wendy Harper" not in desk.text()
    desk.click(desk.screen.options.sections.switches[Section.TEST_CUSTOMER])
    until(lambda: "w@example.com" in desk.text())
    again = ReportsScreen(desk.home.context)
    again.open(walk_ids=(desk.sample.walk_id,))
    until(lambda: again.draft is not None)
    assert Section.TEST_CUSTOMER not in again.order.options.sections
    assert again.draft is not None
    assert "Wendy Harper" not in read(again.draft.data)
    again.deleteLater()
    settle()


def test_what_was_chosen_is_there_again(desk: Desk) -> None:
    desk.screen.options.prepared_for.edit.setText("Nadia Brandt")
    desk.screen.options.prepared_for.flush()
    desk.click(desk.screen.options.sections.switches[Section.RATINGS])
    desk.drawn()
    again = ReportsScreen(desk.home.context)
    again.open(walk_ids=(desk.sample.walk_id,))
    until(lambda: again.draft is not None)
    assert again.order.options.prepared_for == "Nadia Brandt"
    assert Section.RATINGS not in again.order.options.sections
    again.deleteLater()
    settle()


def test_paper_is_chosen_and_remembered(desk: Desk) -> None:
    desk.screen.options.paper.setFocus()
    QTest.keyClick(desk.screen.options.paper, Qt.Key.Key_Down)
    until(lambda: desk.screen.is_drawing)
    desk.drawn()
    assert desk.home.context.settings.get(settings.PAPER) == "Letter"
    assert desk.screen.preview is not None
    assert round(desk.screen.preview.view.document.pagePointSize(0).width()) == 612


# ---- the check


def notices(desk: Desk, kind: NoticeKind) -> int:
    assert desk.screen.draft is not None
    return sum(notice.kind is kind for notice in desk.screen.draft.notices)


def test_lines_of_the_check_vanish_one_by_one(desk: Desk) -> None:
    private = [notice for notice in desk.screen.options.checks.notices if notice.kind is NoticeKind.PRIVATE]
    assert "3 pictures may show something private" in texts(desk.screen.options.checks)
    for left, notice in zip((2, 1, 0), private, strict=True):
        desk.home.write(captures.set_privacy, notice.capture_id, PrivacyAnswer.NOTHING_TO_HIDE)
        until(lambda left=left: notices(desk, NoticeKind.PRIVATE) == left)
    assert "private" not in texts(desk.screen.options.checks)


def test_private_pictures_are_answered_on_their_line_or_looked_at(desk: Desk) -> None:
    checks = desk.screen.options.checks
    place = Private(kind=PrivateKind.MAIL, x=10, y=10, width=80, height=20)
    shown = next(
        each
        for each in desk.home.opened(desk.sample.walk_id).captures
        if each.id not in {notice.capture_id for notice in checks.notices}
    )
    desk.home.write(found.set_found, shown.id, (place,))
    until(lambda: notices(desk, NoticeKind.FOUND) == 1)
    desk.drawn()

    def link(word: str) -> QWidget:
        return next(
            each for each in checks.findChildren(QWidget) if each.accessibleName().startswith(f"{word}: 1 place looks")
        )

    desk.click(link("Look"))
    assert desk.home.went[-1][0] == "annotate"
    assert desk.home.went[-1][1]["capture_id"] == shown.id
    desk.click(link("Nothing to hide"))
    until(lambda: notices(desk, NoticeKind.FOUND) == 0)
    assert desk.home.read(captures.get, shown.id).privacy is PrivacyAnswer.NOTHING_TO_HIDE


def test_a_line_of_the_check_leads_to_its_place(desk: Desk) -> None:
    checks = desk.screen.options.checks
    fold = next(
        each
        for each in checks.findChildren(QWidget)
        if each.accessibleName() == "Show: 8 potholes do not say what to do"
    )
    desk.click(fold)
    write = next(
        each for each in checks.findChildren(QWidget) if each.accessibleName().startswith("Write it: “Sale code")
    )
    desk.click(write)
    place, named = desk.home.went[-1]
    assert (place, named["walk_id"]) == ("review", desk.sample.walk_id)
    hole = desk.home.read(potholes.get, named["pothole_id"])
    assert hole.title == "Sale code refused without a reason"


@pytest.mark.parametrize("word", ["w" * 60, "https://leaf.example/" + "W" * 60])
def test_a_word_without_end_makes_the_check_no_wider_than_its_place(word: str, qtbot: QtBot) -> None:
    checks = Checks()
    qtbot.addWidget(checks)
    said = f"1.1 “{word}” has no picture"
    once, often = (Notice(kind=kind, text=said, walk_id="") for kind in (NoticeKind.FOUND, NoticeKind.NO_PICTURE))
    checks.show_notices((once, often, often))
    checks.show()
    fold = next(each for each in checks.findChildren(QWidget) if each.accessibleName().startswith("Show: 2"))
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton, pos=fold.rect().center())
    settle()
    assert checks.minimumSizeHint().width() <= OPTIONS - 44  # beside the pane's margins
    assert sum(each.accessibleName() == f"Open: {said}" for each in checks.findChildren(QWidget)) == 2


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_of_line_has_its_words(kind: NoticeKind) -> None:
    assert kind_words(kind, 1) != kind_words(kind, 2)
    assert link_words(kind)


# ---- export


def test_the_exported_file_is_the_report_and_says_what_was_left_open(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out" / "Potholes.pdf"
    out.parent.mkdir()
    desk.click(desk.screen.export)
    until(lambda: desk.screen.findChild(QFileDialog))
    dialog = desk.screen.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("Pothole report, Buy a variegated Monstera on sale.pdf")
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    until(lambda: not desk.screen.exporting.written.isHidden())
    said = read(out)
    assert "Tracking link dead, no one answers" in said
    assert "Not rated yet" in said
    assert desk.screen.exporting.said.text().startswith("Report written: Potholes.pdf.")
    assert "left open" in desk.screen.exporting.said.text()
    assert [each.name for each in out.parent.iterdir()] == ["Potholes.pdf"]


def test_open_and_show_in_folder_hand_over_to_the_system(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    out = tmp_path / "Potholes.pdf"
    desk.screen.exporting.write(desk.screen.order, out)
    until(lambda: not desk.screen.exporting.written.isHidden())
    desk.click(desk.screen.exporting.open)
    desk.click(desk.screen.exporting.folder)
    assert [url.toLocalFile() for url in asked] == [str(out), str(tmp_path)]


def test_an_unexpected_fault_ends_the_writing_and_says_so(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object) -> Iterator[None]:
        raise RuntimeError
        yield

    monkeypatch.setattr(writing, "write", fails)
    with qtbot.captureExceptions() as caught:
        desk.screen.exporting.write(desk.screen.order, tmp_path / "Potholes.pdf")
        until(lambda: not desk.screen.exporting.refused.isHidden())
    assert [kind for kind, _error, _trace in caught] == [RuntimeError]
    assert "Something went wrong" in desk.screen.exporting.reason.text()
    assert desk.screen.exporting.progress.isHidden()


def test_a_place_that_refuses_says_so_and_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "missing" / "Potholes.pdf"
    desk.screen.exporting.write(desk.screen.order, out)
    until(lambda: not desk.screen.exporting.refused.isHidden())
    assert "does not exist" in desk.screen.exporting.reason.text()
    assert desk.screen.export.isEnabled()
    out.parent.mkdir()
    desk.click(desk.screen.exporting.again)
    until(lambda: not desk.screen.exporting.written.isHidden())
    assert out.is_file()


def test_a_cancelled_export_leaves_the_older_file(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "Potholes.pdf"
    out.write_bytes(b"the older report")
    exporting = desk.screen.exporting
    exporting.write(desk.screen.order, out)
    exporting.progress.cancelled.emit()
    assert exporting.isHidden()
    desk.home.read(lambda _workspace: None)
    until(lambda: [each.name for each in tmp_path.glob("*.pdf*")] == ["Potholes.pdf"])
    assert out.read_bytes() == b"the older report"
    assert desk.screen.export.isEnabled()


def test_the_testers_letterhead_stands_on_the_cover(desk: Desk) -> None:
    tester = desk.home.read(testers.find, "Mia Torres")
    desk.home.write(testers.set_logo, tester.id, grab().shot().data)
    desk.home.write(testers.update, replace(tester, colour="#1F5FA8", contact="mia@example.org"))
    until(lambda: desk.screen.draft is not None and desk.screen.draft.letterhead.logo)
    desk.drawn()
    assert "mia@example.org" in desk.text()
    assert "with a logo" in desk.screen.options.logo.accessibleName()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sale: 30 % / <b>off</b>?", "Pothole report, Sale 30 % b off b.pdf"),
        ("a\nb", "Pothole report, a b.pdf"),
        ("x" * 300, f"Pothole report, {'x' * 104}.pdf"),
    ],
)
def test_file_names_are_taken_by_every_system(title: str, name: str) -> None:
    assert writing.file_name(title) == name


def test_without_a_walk_the_screen_says_what_will_stand_there(tmp_path: Path, qapp: Any) -> None:
    home = house(tmp_path)
    made = ReportsScreen(home.context)
    made.show()
    made.open()
    until(lambda: made.pages.currentWidget() is made.empty)
    assert not made.export.isEnabled()
    QTest.mouseClick(made.empty.button, Qt.MouseButton.LeftButton)
    assert home.went[-1] == ("journeys", {})
    assert made.preview is None
    made.close()
    made.deleteLater()
    settle()
    home.close()
