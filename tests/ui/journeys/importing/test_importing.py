"""Importing as a user does: a file or a paste, the columns, the preview, a new journey or the open one."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.errors import InputError
from oracle.model.journey import Stage, Step
from oracle.model.ratings import Kind
from oracle.report.map import png
from oracle.sheets import Field, Progress, Table, files
from oracle.ui.application import Application
from oracle.ui.export_strip import file_name
from oracle.ui.journeys.exporting import Exporting, export_menu
from oracle.ui.journeys.importing import open_import
from oracle.ui.journeys.importing.appending import appended
from oracle.ui.journeys.importing.import_sheet import COLUMNS, PREVIEW, SOURCE, ImportSheet
from oracle.workspace import businesses, journeys
from tests.ui.journeys.importing.pictures import TABLE
from tests.ui.rooms import PATIENCE_MS, idle, running, shop_workspace, told


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as application:
        yield application


def opened(app: Application) -> ImportSheet:
    return open_import(app.context, app.window, Kind.LEARN)


def on_page(qtbot: QtBot, sheet: ImportSheet, page: int) -> None:
    qtbot.waitUntil(lambda: sheet.page == page, timeout=PATIENCE_MS)


def press(qtbot: QtBot, sheet: ImportSheet) -> None:
    qtbot.waitUntil(sheet.action.isEnabled, timeout=PATIENCE_MS)
    qtbot.mouseClick(sheet.action, Qt.MouseButton.LeftButton)


def dropped(sheet: ImportSheet, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    sheet.source.drop.dropEvent(event)


def test_a_dropped_table_becomes_a_new_journey(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    path = tmp_path / "Kundenreise.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    sheet = opened(app)
    dropped(sheet, path)
    on_page(qtbot, sheet, COLUMNS)
    assert sheet.columns.boxes[Field.WHO].currentText() == "Zuständig"
    assert sheet.columns.boxes[Field.LINK].currentData() is None
    press(qtbot, sheet)
    on_page(qtbot, sheet, PREVIEW)
    assert sheet.action.text() == "Import 6 steps"
    assert [sheet.preview.tree.topLevelItem(at).text(0) for at in range(3)] == [  # type: ignore[union-attr]
        "Aufmerksamkeit",
        "Entscheidung",
        "Lieferung",
    ]
    assert sheet.preview.remarks.count() == 3
    assert sheet.preview.title.text == "Kundenreise"
    sheet.preview.persona.edit.clear()
    qtbot.keyClicks(sheet.preview.persona.edit, "Erika")
    press(qtbot, sheet)
    qtbot.waitUntil(lambda: app.window.place == "journey", timeout=PATIENCE_MS)
    idle(qtbot, app)
    made = told(qtbot, app, journeys.list_all)[-1]
    assert (made.title, made.kind, len(made.version.steps)) == ("Kundenreise", Kind.LEARN, 6)
    business = told(qtbot, app, businesses.get, made.business_id)
    assert business.name == "Green Leaf Plants"
    handled = {step.handled_by for step in made.version.steps} - {""}
    assert handled
    assert handled <= set(business.people)


def test_pasted_text_has_no_columns_and_goes_back_to_where_it_came_from(qtbot: QtBot, app: Application) -> None:
    sheet = opened(app)
    assert not sheet.action.isEnabled()
    qtbot.keyClicks(sheet.source.text, "# Awareness")
    qtbot.keyClick(sheet.source.text, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.source.text, "Sees it")
    press(qtbot, sheet)
    on_page(qtbot, sheet, PREVIEW)
    assert sheet.action.text() == "Import 1 step"
    qtbot.mouseClick(sheet.back, Qt.MouseButton.LeftButton)
    assert sheet.page == SOURCE
    sheet.source.text.setPlainText("Phase\tStep\nA\tone\nB\ttwo\n")
    press(qtbot, sheet)
    on_page(qtbot, sheet, COLUMNS)
    press(qtbot, sheet)
    on_page(qtbot, sheet, PREVIEW)
    sheet.preview.title.edit.clear()
    press(qtbot, sheet)
    assert sheet.page == PREVIEW
    assert sheet.preview.title.edit.accessibleDescription() == "Give it a name."
    sheet.reject()


def test_columns_can_be_chosen_otherwise_and_a_column_is_one_thing(
    qtbot: QtBot, app: Application, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("Alpha,Beta\nA,one\nB,two\n", "utf-8")
    sheet = opened(app)
    sheet.read_file(tmp_path / "a.csv")
    on_page(qtbot, sheet, COLUMNS)
    assert not sheet.action.isEnabled()
    assert sheet.action.toolTip() == "Choose the column that holds the steps."
    assert sheet.columns.boxes[Field.STEP].itemText(2) == "Column B"
    sheet.columns.headed.click()
    step, stage = sheet.columns.boxes[Field.STEP], sheet.columns.boxes[Field.STAGE]
    assert step.itemText(1) == "Alpha"
    for box, times in ((stage, 1), (step, 1)):
        box.setFocus()
        for _time in range(times):
            qtbot.keyClick(box, Qt.Key.Key_Down)
        box.activated.emit(box.currentIndex())
    assert (stage.currentData(), step.currentData()) == (None, 0)
    assert sheet.action.isEnabled()
    sheet.reject()


def test_another_encoding_reads_the_file_again(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("Stage,Step\nЗнакомство,Видит\n".encode("cp1251"))
    sheet = opened(app)
    sheet.read_file(tmp_path / "a.csv")
    on_page(qtbot, sheet, COLUMNS)
    assert sheet.columns.encoding.currentText() == "Windows-1252"
    sheet.columns.encoding.setCurrentText("Windows-1251")
    sheet.columns.encoding.activated.emit(sheet.columns.encoding.currentIndex())
    qtbot.waitUntil(lambda: sheet.columns.table is not None and sheet.columns.table.encoding == "Windows-1251")
    assert sheet.columns.table is not None
    assert sheet.columns.table.rows[0].cells == ("Знакомство", "Видит")
    sheet.reject()


def test_what_cannot_be_used_is_said_and_another_file_can_be_tried(
    qtbot: QtBot, app: Application, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    sheet = opened(app)
    sheet.read_file(tmp_path / "a.xlsx")
    qtbot.waitUntil(sheet.wrong.isVisible, timeout=PATIENCE_MS)
    assert "no workbook that can be read" in sheet.wrong.text()
    assert sheet.page == SOURCE
    (tmp_path / "b.csv").write_text("Step\none\n", "utf-8")
    sheet.read_file(tmp_path / "b.csv")
    on_page(qtbot, sheet, COLUMNS)
    assert not sheet.wrong.isVisible()
    sheet.reject()


def test_reading_can_be_cancelled(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Step\n" + "x\n" * 15_000, "utf-8")
    sheet = opened(app)
    sheet.read_file(tmp_path / "a.csv")
    assert sheet.source.progress.isVisible()
    sheet.source.progress.cancelled.emit()
    assert not sheet.source.progress.isVisible()
    idle(qtbot, app)
    assert sheet.page == SOURCE
    sheet.reject()


def test_steps_are_added_to_the_open_journey_as_one_step_back(qtbot: QtBot, app: Application) -> None:
    bought = next(each for each in told(qtbot, app, journeys.list_all) if each.kind is Kind.BUY)
    app.go("journey", journey_id=bought.id)
    idle(qtbot, app)
    document = app.window.screen_in_view.document  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: document.is_open, timeout=PATIENCE_MS)
    before = document.stages
    sheet = open_import(app.context, app.window, Kind.BUY, document)
    sheet.source.text.setPlainText(f"# {before[0].name.upper()}\nComes from a friend\n# Afterwards\nTells a friend\n")
    press(qtbot, sheet)
    on_page(qtbot, sheet, PREVIEW)
    assert sheet.preview.appends
    assert not sheet.preview.title.isVisible()
    press(qtbot, sheet)
    assert document.stages[0].steps[-1].title == "Comes from a friend"
    assert (document.stages[-1].name, document.stages[-1].steps[0].title) == ("Afterwards", "Tells a friend")
    document.undo()
    assert document.stages == before


def test_who_handles_appended_steps_joins_the_people_of_the_business(qtbot: QtBot, app: Application) -> None:
    bought = next(each for each in told(qtbot, app, journeys.list_all) if each.kind is Kind.BUY)
    app.go("journey", journey_id=bought.id)
    idle(qtbot, app)
    document = app.window.screen_in_view.document  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: document.is_open, timeout=PATIENCE_MS)
    sheet = open_import(app.context, app.window, Kind.BUY, document)
    sheet.source.text.setPlainText("Stage\tStep\tWho handles it\nA\tone\tZoe\nA\ttwo\tZoe\n")
    press(qtbot, sheet)
    on_page(qtbot, sheet, COLUMNS)
    press(qtbot, sheet)
    on_page(qtbot, sheet, PREVIEW)
    press(qtbot, sheet)
    idle(qtbot, app)
    assert told(qtbot, app, businesses.get, bought.business_id).people.count("Zoe") == 1


def test_appended_steps_get_ids_of_their_own_and_no_second_sale() -> None:
    own = (Stage(name="Decision", steps=(Step(id="a", number=1, title="Pays", sale=True),)),)
    numbers = iter(range(100))
    read = (Stage(name="decision", steps=(Step(id="", number=1, title="Pays again", sale=True),)), Stage(name="New"))
    made = appended(own, read, lambda: str(next(numbers)))
    assert [stage.name for stage in made] == ["Decision", "New"]
    assert [(step.number, step.sale) for step in made[0].steps] == [(1, True), (2, False)]
    assert len({step.id for step in made[0].steps} - {""}) == 2


# ---- exporting


def test_the_menu_writes_what_its_entries_say(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    bought = next(each for each in told(qtbot, app, journeys.list_all) if each.kind is Kind.BUY)
    menu = export_menu(app.context, app.window, lambda: bought)
    entries = [action for action in menu.actions() if not action.isSeparator()]
    assert len(entries) == 5
    for action, suffix in zip(entries, ("pdf", "png", "svg", "xlsx", "csv"), strict=True):
        action.trigger()
        dialog = next(each for each in app.window.findChildren(QFileDialog) if each.isVisible())
        assert dialog.defaultSuffix() == suffix
        dialog.reject()
    exporting = menu.findChild(Exporting) or app.window.findChild(Exporting)
    assert isinstance(exporting, Exporting)
    for suffix in ("pdf", "csv"):
        out = tmp_path / f"map.{suffix}"
        exporting.write(bought, out)
        assert exporting.strip is not None
        qtbot.waitUntil(exporting.strip.written.isVisible, timeout=PATIENCE_MS)
        assert out.stat().st_size > 500
        assert exporting.strip.said.text() == f"Written: map.{suffix}."


def test_a_refused_target_is_said_and_tried_again(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    journey = told(qtbot, app, journeys.list_all)[0]
    exporting = Exporting(app.context, app.window)
    exporting.write(journey, tmp_path / "none" / "map.svg")
    assert exporting.strip is not None
    qtbot.waitUntil(exporting.strip.refused.isVisible, timeout=PATIENCE_MS)
    assert "does not exist" in exporting.strip.reason.text()
    (tmp_path / "none").mkdir()
    qtbot.mouseClick(exporting.strip.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(exporting.strip.written.isVisible, timeout=PATIENCE_MS)
    assert (tmp_path / "none" / "map.svg").exists()


def test_what_was_written_goes_with_its_page(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    bought = told(qtbot, app, journeys.list_all)[0]
    app.go("journey", journey_id=bought.id)
    idle(qtbot, app)
    exporting = app.window.screen_in_view.findChild(Exporting)  # type: ignore[union-attr]
    assert isinstance(exporting, Exporting)
    exporting.write(bought, tmp_path / "map.svg")
    assert exporting.strip is not None
    qtbot.waitUntil(exporting.strip.written.isVisible, timeout=PATIENCE_MS)
    app.go("walk", journey_id=bought.id)
    assert not exporting.strip.isVisible()


def test_an_export_can_be_cancelled_and_leaves_nothing(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    journey = told(qtbot, app, journeys.list_all)[0]
    exporting = Exporting(app.context, app.window)
    exporting.write(journey, tmp_path / "map.pdf")
    assert exporting.strip is not None
    exporting.strip.progress.cancelled.emit()
    assert not exporting.strip.isVisible()
    idle(qtbot, app)
    assert not list(tmp_path.glob("*map*"))


def test_names_of_files_are_taken_by_every_system() -> None:
    assert file_name('Buy: a "plant" / now?', "pdf") == "Buy a plant now.pdf"
    assert file_name("...", "csv") == "Journey.csv"
    assert len(file_name("x" * 1_000, "svg")) <= 130


class Held:
    """Stands before slow work: `begun` when it is reached, and there it waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = Event(), Event()

    def wait(self) -> None:
        self.begun.set()
        assert self.let_go.wait(PATIENCE_MS / 1000)


@pytest.fixture
def held() -> Iterator[Held]:
    made = Held()
    yield made
    made.let_go.set()


def test_the_workspace_answers_while_a_picture_is_drawn_and_cancel_leaves_the_old_file(
    qtbot: QtBot, app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: Held
) -> None:
    drawn = png.png_of
    monkeypatch.setattr(png, "png_of", lambda page: (held.wait(), drawn(page))[1])
    out = tmp_path / "map.png"
    out.write_bytes(b"old")
    journey = told(qtbot, app, journeys.list_all)[0]
    exporting = Exporting(app.context, app.window)
    exporting.write(journey, out)
    qtbot.waitUntil(held.begun.is_set, timeout=PATIENCE_MS)
    assert told(qtbot, app, journeys.list_all)
    assert exporting.strip is not None
    assert exporting.strip.progress.isVisible()
    exporting.strip.progress.cancelled.emit()
    held.let_go.set()
    (tmp_path / "next").mkdir()
    exporting.write(journey, tmp_path / "next" / "map.png")
    qtbot.waitUntil(exporting.strip.written.isVisible, timeout=PATIENCE_MS)
    assert (tmp_path / "next" / "map.png").read_bytes().startswith(b"\x89PNG")
    qtbot.waitUntil(lambda: [file.name for file in sorted(tmp_path.iterdir())] == ["map.png", "next"])
    assert out.read_bytes() == b"old"


def test_a_table_is_read_beside_the_workspace_and_what_was_stopped_says_nothing(
    qtbot: QtBot, app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: Held
) -> None:
    read = files.read_text

    def slowly(data: bytes, encoding: str | None) -> Generator[Progress, None, Table]:
        if b"slow" in data:
            yield Progress(1, 2)
            held.wait()
            raise InputError("The stopped file is damaged.")
        return (yield from read(data, encoding))

    monkeypatch.setattr(files, "read_text", slowly)
    (tmp_path / "slow.csv").write_text("Stage,Step\nA,slow\n", "utf-8")
    (tmp_path / "quick.csv").write_text("Stage,Step\nA,quick\n", "utf-8")
    sheet = opened(app)
    dropped(sheet, tmp_path / "slow.csv")
    qtbot.waitUntil(held.begun.is_set, timeout=PATIENCE_MS)
    assert told(qtbot, app, journeys.list_all)
    assert sheet.source.progress.isVisible()
    sheet.source.progress.cancelled.emit()
    dropped(sheet, tmp_path / "quick.csv")
    held.let_go.set()
    on_page(qtbot, sheet, COLUMNS)
    answers: list[object] = []
    for _turn in range(2):  # the pool has two threads: both are through with what came before
        app.tasks.compute(int, then=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=PATIENCE_MS)
    assert not sheet.wrong.isVisible()
    assert sheet.columns.table is not None
    assert sheet.columns.table.all_rows[-1].cells[-1] == "quick"
    sheet.reject()
