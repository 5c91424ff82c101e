"""The sheet that imports: where from, which column is what, what will be made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from oracle import sheets
from oracle.errors import InputError, OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change
from oracle.model.journey import Business, Stage
from oracle.model.ratings import Kind
from oracle.sheets import Reading, Table
from oracle.ui import bus, settings
from oracle.ui.context import Context
from oracle.ui.journeys.importing.appending import appended
from oracle.ui.journeys.importing.columns import ColumnsPage
from oracle.ui.journeys.importing.preview import PreviewPage
from oracle.ui.journeys.importing.source import SourcePage, file_of
from oracle.ui.sheet import Sheet
from oracle.ui.tasks import Job
from oracle.ui.widgets import button, problem
from oracle.workspace import Workspace, businesses, clock, journeys

if TYPE_CHECKING:
    from oracle.ui.journeys.map.document import JourneyDocument

SOURCE, COLUMNS, PREVIEW = range(3)
SIZE = (840, 548)


class ImportSheet(Sheet):
    """Three pages, Back and one dark button. Nothing is written before the last."""

    def __init__(self, context: Context, parent: QWidget, kind: Kind, document: JourneyDocument | None = None) -> None:
        super().__init__(parent, _("Import a journey"), width=SIZE[0])
        self.context = context
        self.reading: Reading | None = None
        self._document = document if document is not None and document.is_open else None
        self._path: Path | None = None
        self._job: Job | None = None
        self.setAcceptDrops(True)
        self.source = SourcePage()
        self.columns = ColumnsPage()
        own = context.current.business
        open_title = self._document.journey.title if self._document else ""
        self.preview = PreviewPage(kind, own.name if own and not own.sample else "", open_title)
        self.pages = QStackedWidget()
        for page in (self.source, self.columns, self.preview):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self.wrong = problem()
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.back = button(_("Back"), clicked=self.go_back)
        self.action = button(_("Next"), "dark", clicked=self.go_on)
        self.add_foot(self.action, self.back)
        self.setFixedHeight(SIZE[1])
        self._connect()
        self._show(SOURCE)

    def _connect(self) -> None:
        self.source.chosen.connect(self.read_file)
        self.source.typed.connect(self._typed)
        self.source.cancelled.connect(self.stop)
        self.columns.changed.connect(self._ready)
        self.columns.asked.connect(self._read_again)
        self.preview.changed.connect(self._ready)

    # ---- the pages

    @property
    def page(self) -> int:
        """Which page is shown."""
        return self.pages.currentIndex()

    def go_on(self) -> None:
        """The dark button."""
        if self.page == SOURCE:
            self._read_text()
        elif self.page == COLUMNS and self.columns.table is not None:
            self._compute(sheets.stages_of, self.columns.table, self.columns.columns)
        elif self.page == PREVIEW:
            self._import()

    def go_back(self) -> None:
        """To the page before; pasted text has no columns."""
        skips = self.page == PREVIEW and self.columns.table is None
        self._show(SOURCE if skips else self.page - 1)

    def _show(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.back.setVisible(page != SOURCE)
        self.say_wrong("")
        self._ready()
        if page == SOURCE:
            self.source.text.setFocus()
        elif page == COLUMNS:
            self.columns.boxes[sheets.Field.STAGE].setFocus()
        elif page == PREVIEW and not self.preview.appends:
            first = self.preview.title if self.preview.business.text else self.preview.business
            first.edit.setFocus()

    def _ready(self) -> None:
        page = self.page
        if page == PREVIEW:
            self.say_wrong("")
            steps = self.reading.steps if self.reading else 0
            self.action.setText(ngettext("Import {n} step", "Import {n} steps", steps).format(n=steps))
        else:
            self.action.setText(_("Next"))
        fits = {
            SOURCE: bool(self.source.text.toPlainText().strip()),
            COLUMNS: sheets.Field.STEP in self.columns.columns,
            PREVIEW: self.reading is not None,
        }[page]
        self.action.setEnabled(fits and self._job is None)
        asks = _("Choose the column that holds the steps.") if page == COLUMNS and not fits else ""
        self.action.setToolTip(asks)

    def say_wrong(self, error: object) -> None:
        """Shows a sentence above the buttons, or takes it away."""
        self.wrong.setText(str(error))
        self.wrong.setVisible(bool(str(error)))

    # ---- reading

    def read_file(self, path: Path, sheet: str = "", encoding: str = "") -> None:
        """Reads a file beside the lane: it needs no workspace."""
        self.stop()
        self._path = path
        self.say_wrong("")
        self.source.show_reading(path.name)
        self._job = self.context.tasks.compute(
            sheets.table_steps,
            path,
            sheet=sheet or None,
            encoding=encoding or None,
            progress=self._advance,
            then=self._got_table,
            failed=self._failed,
            owner=self,
        )
        self._ready()

    def stop(self) -> None:
        """Stops reading."""
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _read_again(self, sheet: str, encoding: str) -> None:
        if self._path is not None:
            self.read_file(self._path, sheet, encoding)

    def _advance(self, step: sheets.Progress) -> None:
        if self._job is not None and self._path is not None:
            self.source.show_reading(self._path.name, step.done, step.total)

    def _got_table(self, table: Table) -> None:
        if self._job is None:
            return
        self._end()
        self.columns.show_table(table)
        self._show(COLUMNS)

    def _read_text(self) -> None:
        self._path = None
        self._compute(_read_text, self.source.text.toPlainText())

    def _compute(self, function: Any, *args: Any) -> None:
        self.say_wrong("")
        self._job = self.context.tasks.compute(function, *args, then=self._got, failed=self._failed, owner=self)
        self._ready()

    def _got(self, found: Reading | Table) -> None:
        if self._job is None:
            return
        if isinstance(found, Table):
            self._got_table(found)
            return
        self._end()
        if self.page == SOURCE:
            self.columns.table = None
        self.reading = found
        name = self._path.stem if self._path else _("Imported journey")
        self.preview.show_reading(found, name[: sheets.LONGEST_TITLE])
        self._show(PREVIEW)

    def _failed(self, error: OracleError) -> None:
        self._end()
        self.say_wrong(error)

    def _end(self) -> None:
        self._job = None
        self.source.progress.hide()
        self._ready()

    def _typed(self) -> None:
        self.say_wrong("")
        self._ready()

    # ---- importing

    def _import(self) -> None:
        if self.reading is None:
            return
        if self.preview.appends:
            self._append(self.reading.stages)
            return
        for field, asks in (
            (self.preview.title, _("Give it a name.")),
            (self.preview.business, _("Give it a name, so that the report can say whose road it is.")),
        ):
            if not field.text:
                field.set_error(asks)
                field.edit.setFocus()
                return
        self._job = self.context.tasks.write(
            _make,
            self.reading.stages,
            kind=self.preview.chosen_kind,
            title=self.preview.title.text,
            business=self.context.current.meant(self.preview.business.text),
            persona=self.preview.persona.text,
            then=self._made,
            failed=self._failed,
            owner=self,
        )
        self._ready()

    def _append(self, stages: tuple[Stage, ...]) -> None:
        document = self._document
        if document is None or not document.is_open:
            self.say_wrong(_("The journey is not open any more."))
            return
        steps = self.reading.steps if self.reading else 0
        text = ngettext("import {n} step", "import {n} steps", steps).format(n=steps)
        try:
            document.do(text, appended(document.stages, stages, clock.new_id))
        except InputError as error:
            self.say_wrong(error)
            return
        people = [step.handled_by for stage in stages for step in stage.steps if step.handled_by]
        if people:
            self.context.tasks.write(businesses.add_people, document.journey.business_id, people)
        self.accept()

    def _made(self, change: Change) -> None:
        context, journey_id = self.context, change.id
        steps = self.reading.steps if self.reading else 0
        said = ngettext("Imported {n} step.", "Imported {n} steps.", steps).format(n=steps)

        def enter(business: Business) -> None:
            context.current.set(business)
            context.settings.set(settings.BUSINESS, business.id)
            context.navigate("journey", journey_id=journey_id)
            context.bus.message.emit(bus.INFO, said)

        context.tasks.read(_business_of, journey_id, then=enter)
        self.accept()

    # ---- the sheet

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page == SOURCE and file_of(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _read_text(text: str) -> Reading | Table:
    """A table where the text was copied out of a spreadsheet, which has columns to be chosen; else the steps."""
    return sheets.table_from_text(text) or sheets.from_text(text)


def _make(workspace: Workspace, stages: tuple[Stage, ...], **named: Any) -> Change:
    return journeys.from_stages(workspace, stages, **named)


def _business_of(workspace: Workspace, journey_id: str) -> Business:
    return businesses.get(workspace, journeys.get(workspace, journey_id).business_id)
