"""The walk step by step: a row a step with what was logged, and the details of one opened below its row."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.review.selection import Selection
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.step_row import (
    CAPTURES,
    CAPTURES_FROM,
    FEELING,
    FRICTION,
    HOLES,
    NOTE_FROM,
    WORDS_FROM,
    StepRow,
    facts_of,
)
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, Elided, icon_button, label
from oracle.workspace import captures

EAGER = 60  # steps up to which all rows are made at once
TITLE_AT = 68  # px from a row's left edge


class StepsTable(Card):
    """All steps of the run. `pothole_asked(id)`: a sign was clicked. `details` stands below the open row."""

    pothole_asked = Signal(str)

    def __init__(self, session: ReviewSession, details: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.details = details
        self.rows: list[StepRow] = []
        self._waiting: list[StepRow] = []
        self._anchor = ""  # from where Shift chooses
        self.selection = Selection(self)
        self.selection.changed.connect(self._show_chosen)
        self.open_id = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 6)
        self._column.setSpacing(0)
        self._head = QWidget()
        self._column.addWidget(self._head)
        self._heads = self._headings()
        details.hide()
        self._column.addWidget(details)
        session.stepped.connect(lambda: self._mark_open())

    def _headings(self) -> dict[str, QWidget]:
        self._head.setFixedHeight(34)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        self.choose = icon_button("list-checks", _("Choose several steps"), size="row", clicked=self._begin_choosing)
        row.addWidget(self.choose)
        row.addSpacing(TITLE_AT - 12 - row.spacing() - self.choose.sizeHint().width())
        heads: dict[str, QWidget] = {}
        for key, text, width, stretch in (
            ("step", _("Step"), 0, 4), ("friction", _("Friction"), FRICTION, 0), ("feeling", _("Feeling"), FEELING, 0),
            ("note", _("Note"), 0, 5), ("holes", _("Potholes"), HOLES, 0), ("captures", _("Captures"), CAPTURES, 0),
        ):  # fmt: skip
            made = label(text, "small") if width else Elided(text, "small")
            if width:
                made.setFixedWidth(width)
            if key == "captures":
                made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(made, stretch)
            heads[key] = made
        return heads

    def show_scene(self, scene: Scene) -> None:
        """Shows the steps; rows stay where they are as long as the road is the same."""
        if [row.step for row in self.rows] != list(scene.steps):
            self._make_rows(scene)
        for row, facts in zip(self.rows, facts_of(scene), strict=True):
            if row.show_facts(facts) and row.is_filled:
                self._draw(row)

    def _make_rows(self, scene: Scene) -> None:
        self.open_id = ""
        self.details.hide()
        self._column.removeWidget(self.details)
        self._waiting = []
        while self._column.count() > 1:
            item = self._column.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for step in scene.steps:
            row = StepRow(step, self._want)
            row.show_columns(self.width())
            if len(scene.steps) <= EAGER:
                self._fill(row)
            self._column.addWidget(row)
            self.rows.append(row)
        self._column.addWidget(self.details)
        self.selection.end()

    def _want(self, row: StepRow) -> None:
        """A row that is seen is filled in the next turn of the event loop: nothing is made while it is painted."""
        if row not in self._waiting:
            if not self._waiting:
                QTimer.singleShot(0, self, self._fill_waiting)
            self._waiting.append(row)

    def _fill_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for row in waiting:
            self._fill(row)
            self._draw(row)

    def _fill(self, row: StepRow) -> None:
        row.fill()
        row.show_chosen(self.selection.is_on, row.step.id in self.selection.ids)
        row.asked.connect(lambda: self.turn(row.step.id))
        row.pothole_asked.connect(self.pothole_asked)
        row.moved.connect(lambda by: self._move(row, by))
        row.chosen.connect(lambda as_far: self._choose(row, as_far))

    def _draw(self, row: StepRow) -> None:
        shots = row.shots
        if shots:
            self._session.context.tasks.read(
                captures.thumbnail, shots[0].id, then=row.thumbnail.set_picture, failed=lambda _error: None, owner=row
            )

    # ---- choosing several

    def _choose(self, row: StepRow, as_far: bool) -> None:
        if as_far and self._anchor in {each.step.id for each in self.rows}:
            order = [each.step.id for each in self.rows]
            first, last = sorted((order.index(self._anchor), order.index(row.step.id)))
            self.selection.set(self.selection.ids | frozenset(order[first : last + 1]))
        else:
            self._anchor = row.step.id
            self.selection.turn(row.step.id)

    def _begin_choosing(self) -> None:
        if self.selection.is_on:
            self.selection.end()
        else:
            self.selection.set(frozenset())

    def _show_chosen(self) -> None:
        for row in self.rows:
            row.show_chosen(self.selection.is_on, row.step.id in self.selection.ids)

    def turn(self, step_id: str) -> None:
        """Opens the details of a step, or closes them when they are open."""
        if step_id == self.open_id:
            self.close_details()
        else:
            self.open_step(step_id)

    def open_step(self, step_id: str) -> StepRow | None:
        """Opens the details of a step below its row; None when this run has no such step."""
        row = next((each for each in self.rows if each.step.id == step_id), None)
        if row is None:
            return None
        self._session.go_to(step_id)
        self.open_id = step_id
        self._column.removeWidget(self.details)
        self._column.insertWidget(self._column.indexOf(row) + 1, self.details)
        self.details.show()
        self._mark_open()
        return row

    def close_details(self) -> None:
        """Closes the details; what was typed in them is stored, and the focus goes from them to their row."""
        self._session.flush()
        held = QApplication.focusWidget()
        if held is not None and self.details.isAncestorOf(held):
            row = next((each for each in self.rows if each.step.id == self.open_id), None)
            if row is not None:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.open_id = ""
        self.details.hide()
        self._mark_open()

    def _mark_open(self) -> None:
        for row in self.rows:
            row.set_open(row.step.id == self.open_id)

    def _move(self, row: StepRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.width()
        for row in self.rows:
            row.show_columns(width)
        self._heads["note"].setVisible(width >= NOTE_FROM)
        self._heads["captures"].setVisible(width >= CAPTURES_FROM)
        self._heads["feeling"].setVisible(width >= WORDS_FROM)
