"""Reports: the options on the left, the real PDF on the right, live, and its export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _, available
from oracle.model.change import Change, Subject
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import WalkCard
from oracle.report.content import Notice, Options
from oracle.report.content.parts import USUAL_SECTIONS
from oracle.ui import bus, settings
from oracle.ui.context import Context
from oracle.ui.page import Page, scrolling
from oracle.ui.reports import writing
from oracle.ui.reports.exporting import Exporting
from oracle.ui.reports.options import OptionsPane
from oracle.ui.tasks import Job
from oracle.ui.widgets import EmptyState, button, line
from oracle.workspace import Workspace, captures, preferences

if TYPE_CHECKING:
    from oracle.ui.reports.preview import Preview

OPTIONS = 356
REDRAW_MS = 400  # a pause in typing
TWO_PAGES_FROM = 1100  # px of the window
KEPT = "report.options"
_CARES = (
    Subject.WALK, Subject.VISIT, Subject.CAPTURE, Subject.POTHOLE, Subject.JOURNEY, Subject.BUSINESS, Subject.PERSONA,
    Subject.TESTER, Subject.TRASH,
)  # fmt: skip


class ReportsScreen(QWidget):
    """`open(walk_ids=…)` prepares the report of these walks; without them the one before, else of the newest walk.

    `since`: the walk that a report of one walk tells the change since, else the last one that can be compared.
    """

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.draft: writing.Draft | None = None
        self.preview: Preview | None = None
        self._cards: tuple[WalkCard, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._since = ""
        self._job: Job | None = None
        self._later = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._later.timeout.connect(self.redraw)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = Page(context, _("Report"), scrolls=False)
        whole.addWidget(page)
        self.export = button(_("Export PDF"), "dark", "download", clicked=self.ask_export)
        page.add_action(self.export)
        page.body.setContentsMargins(0, 0, 0, 0)
        page.body.addWidget(line())
        self.exporting = Exporting(context.tasks)
        self.exporting.busy.connect(lambda on: self.export.setEnabled(not on and bool(self._cards)))
        page.body.addWidget(self.exporting)
        self.pages = QStackedWidget()
        page.body.addWidget(self.pages, 1)
        self._build()
        context.bus.changed.connect(self._changed)
        context.tasks.flushing.connect(self.options.flush)

    def _build(self) -> None:
        self.empty = EmptyState(
            "file-text",
            _("Your report will stand here as it prints. It is made of a walk: take one first."),
            _("Choose a journey to walk"),
            lambda: self.context.navigate("journeys"),
        )
        self.options = OptionsPane(self.context)
        self.options.changed.connect(self._option_changed)
        self.options.asked.connect(self.go_to)
        self.options.answered.connect(self.answer)
        area = scrolling(_column(self.options))
        area.setFixedWidth(OPTIONS)
        self._both = QWidget()
        self._row = QHBoxLayout(self._both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(area)
        self._row.addWidget(line("down"))
        self._place = QWidget()
        self._row.addWidget(self._place, 1)
        for each in (QWidget(), self.empty, self._both):
            self.pages.addWidget(each)

    # ---- what the window calls

    def open(self, walk_ids: tuple[str, ...] = (), since: str = "") -> None:
        """Reads the walks and draws the report."""
        self._wanted, self._since = tuple(walk_ids), since
        self.context.tasks.read(_read, then=self._opened)

    def close_screen(self) -> None:
        """Takes what is typed and stops drawing; an export goes on."""
        self.options.flush()
        self._later.stop()
        self._stop_drawing()

    # ---- which walks

    def _opened(self, found: tuple[tuple[WalkCard, ...], list[object]]) -> None:
        cards, kept = found
        self._cards = self._of_business(cards)
        self.export.setEnabled(bool(self._cards))
        if not self._cards:
            self.pages.setCurrentWidget(self.empty)
            return
        self._make_preview()
        self.pages.setCurrentWidget(self._both)
        known = {card.walk.id for card in self._cards}
        before = self.options.walk_ids
        chosen = tuple(key for key in self._wanted or before if key in known)
        self.options.show_walks(self._cards, chosen or (self._newest(),))
        if self.options.walk_ids != before:
            self._restore(kept)
        self.redraw()

    def _of_business(self, cards: tuple[WalkCard, ...]) -> tuple[WalkCard, ...]:
        """The walks of the business of the walks asked for, else of the one that the window stands in."""
        asked = next((card.business_id for card in cards if card.walk.id in self._wanted), None)
        current = self.context.current.business
        business = asked or (current.id if current else None)
        return tuple(card for card in cards if business is None or card.business_id == business)

    def _newest(self) -> str:
        finished = [card for card in self._cards if card.walk.finished_at is not None]
        return (finished or list(self._cards))[0].walk.id

    def _restore(self, kept: list[object]) -> None:
        """What was chosen for the same walks before."""
        same = len(kept) == 4 and kept[0] == list(self.options.walk_ids)
        title, prepared_for, left_out = kept[1:] if same else ("", "", [])
        self.options.title.set_text(str(title))
        self.options.prepared_for.set_text(str(prepared_for))
        for section, switch in self.options.sections.switches.items():
            # What is private is asked for each time anew.
            out = isinstance(left_out, list) and section.value in left_out
            switch.setChecked(section in USUAL_SECTIONS and not out)

    def _make_preview(self) -> None:
        if self.preview is not None:
            return
        # QtPdf is loaded when a report is first shown.
        from oracle.ui.reports.preview import Preview

        self.preview = Preview()
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._row.replaceWidget(self._place, self.preview)
        self._row.setStretchFactor(self.preview, 1)
        self._place.deleteLater()
        self._count_pages_across()

    # ---- drawing

    @property
    def order(self) -> writing.Order:
        """The report as it is chosen."""
        options = self.options
        return writing.Order(
            options.walk_ids,
            Options(
                title=options.title.text, prepared_for=options.prepared_for.text, sections=options.sections.chosen,
                language=_speaks(self.context),
            ),
            "Letter" if self.context.settings.get(settings.PAPER) == "Letter" else "A4",
            self._since if options.walk_ids == self._wanted else "",
        )  # fmt: skip

    def redraw(self) -> None:
        """Draws the report anew; the one before stays until it is there."""
        self._later.stop()
        self._stop_drawing()
        if self.preview is None or not self.options.walk_ids:
            return
        self.preview.set_drawing(True)
        self._job = self.context.tasks.bulk(
            writing.draft, self.order, then=self._show_draft, failed=self._not_drawn, owner=self
        )

    @property
    def is_drawing(self) -> bool:
        """Whether a draft is under way or about to be."""
        return self._job is not None or self._later.isActive()

    def _stop_drawing(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_draft(self, draft: writing.Draft) -> None:
        self._job = None
        self.draft = draft
        if self.preview is not None:
            self.preview.show_pdf(draft.data)
            view = self.preview.view
            self.options.sections.show_pages(draft.starts, view.page_count)
        self.options.show_notices(draft.notices)
        self.options.show_letterhead(draft.letterhead)

    def _not_drawn(self, error: OracleError) -> None:
        self._job = None
        if self.preview is not None:
            self.preview.set_drawing(False)
        self.context.bus.message.emit(bus.WARNING, str(error))

    def _option_changed(self) -> None:
        order = self.order
        left_out = [
            section.value for section in self.options.sections.switches if section not in order.options.sections
        ]
        kept = [list(order.walk_ids), order.options.title, order.options.prepared_for, left_out]
        self.context.tasks.write(preferences.set, KEPT, kept, owner=self)
        self._later.start()

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(*_CARES):
            if change.touches(Subject.WALK, Subject.TRASH):
                self.open(self._wanted, self._since)
            elif self._cards:
                self._later.start()

    def _count_pages_across(self) -> None:
        if self.preview is not None:
            self.preview.set_pages_across(2 if self.window().width() >= TWO_PAGES_FROM else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._count_pages_across()

    # ---- places and export

    def go_to(self, notice: Notice) -> None:
        """To the place that a line of the check is about."""
        if notice.capture_id:
            back = ("reports", {"walk_ids": self.options.walk_ids})
            self.context.navigate("annotate", capture_id=notice.capture_id, back=back)
            return
        named = {"pothole_id": notice.pothole_id} if notice.pothole_id else {"step_id": notice.step_id}
        self.context.navigate("review", walk_id=notice.walk_id, **{key: value for key, value in named.items() if value})

    def answer(self, notice: Notice, answer: PrivacyAnswer) -> None:
        """Says what a picture shows; it can be taken back."""
        write = self.context.tasks.write
        write(captures.set_privacy, notice.capture_id, answer, owner=self)
        said = {
            PrivacyAnswer.NOTHING_TO_HIDE: _("The picture stays as it is."),
            PrivacyAnswer.LEAVE_OUT: _("The picture is left out of reports."),
        }[answer]
        self.context.bus.undoable.emit(said, lambda: write(captures.set_privacy, notice.capture_id, None))

    def ask_export(self) -> None:
        """Asks where the file goes; it is written with warnings left, too."""
        self.options.flush()
        if self.options.walk_ids and self.draft is not None:
            title = self.options.title.text or self.draft.letterhead.title
            self.exporting.ask(self.order, writing.file_name(title))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return column


def _speaks(context: Context) -> str:
    """The language that the report is written in: the window's."""
    chosen = context.settings.get(settings.LANGUAGE) or QLocale().name().split("_")[0]
    return chosen if chosen in available() else "en"


def _read(workspace: Workspace) -> tuple[tuple[WalkCard, ...], list[object]]:
    kept = preferences.get(workspace, KEPT, [])
    return writing.choices(workspace, None), kept if isinstance(kept, list) else []
