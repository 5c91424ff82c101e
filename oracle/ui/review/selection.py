"""Several steps chosen in the review, and what can be done with them and their captures at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.ratings import Feeling, Friction, Outcome
from oracle.ui.review.join_sheet import JoinSheet
from oracle.ui.review.session import ReviewSession
from oracle.ui.widgets import FlowLayout, button, label
from oracle.ui.widgets.split import menu_button


class Selection(QObject):
    """Which steps are chosen, in no order. `changed()` when others are, or choosing began or ended."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: frozenset[str] = frozenset()
        self.is_on = False

    def turn(self, step_id: str) -> None:
        """Chooses a step, or takes it out again."""
        self.set(self.ids ^ {step_id})

    def set(self, ids: frozenset[str]) -> None:
        """Chooses these steps and no others."""
        self.ids, self.is_on = ids, True
        self.changed.emit()

    def end(self) -> None:
        """Nothing is chosen any more."""
        self.ids, self.is_on = frozenset(), False
        self.changed.emit()


class SelectionBar(QFrame):
    """Stands under the head while steps are chosen."""

    def __init__(self, session: ReviewSession, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "strip")
        self._session, self._selection = session, selection
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        inner = QWidget()
        column.addWidget(inner)
        row = FlowLayout(inner, gap=8, row_gap=6)
        self.said = label("", "strong")
        self.said.setFixedHeight(28)
        row.addWidget(self.said)
        self.join = button(_("One pothole from these…"), "plain", "merge", size="small", clicked=self.ask_join)
        self.friction, self.feeling, self.captures = QMenu(self), QMenu(self), QMenu(self)
        self.steps = QMenu(_("Move to step"), self)
        self._fill()
        self._captures_button = menu_button(_("Captures"), self.captures, size="small")
        self.all = button(_("Choose all"), "quiet", size="small", clicked=self._choose_all)
        self.close_bar = button(_("Done"), "quiet", "x", size="small", clicked=selection.end)
        for each in (
            menu_button(_("Friction"), self.friction, size="small"),
            menu_button(_("Feeling"), self.feeling, size="small"), self._captures_button, self.join, self.all,
            self.close_bar,
        ):  # fmt: skip
            row.addWidget(each)
        selection.changed.connect(self.show_selection)
        self.hide()

    def _fill(self) -> None:
        bulk = self._session.bulk
        for value in Friction:
            self.friction.addAction(f"{int(value)}  {words.friction(value)}", self._steps(bulk.rate_steps, int(value)))
        self.friction.addAction(_("Not rated"), self._steps(bulk.rate_steps, None))
        self.friction.addSeparator()
        for outcome in (Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL):
            self.friction.addAction(words.outcome(outcome), self._steps(bulk.end_steps, outcome))
        for feeling in sorted(Feeling, reverse=True):
            self.feeling.addAction(words.feeling(feeling), self._steps(bulk.feel_steps, int(feeling)))
        self.feeling.addAction(_("No feeling"), self._steps(bulk.feel_steps, None))
        self.captures.addAction(_("Leave out of the report"), self._shots(bulk.leave_out_all, True))
        self.captures.addAction(_("Take into the report"), self._shots(bulk.leave_out_all, False))
        self.captures.addMenu(self.steps)
        self.steps.aboutToShow.connect(self._fill_move)
        self.captures.addSeparator()
        self.captures.addAction(_("Delete"), lambda: bulk.delete_all(self.capture_ids))

    def _steps(self, function: Callable[..., None], value: object) -> Callable[[], None]:
        return lambda: function(self.step_ids, value)

    def _shots(self, function: Callable[..., None], value: object) -> Callable[[], None]:
        return lambda: function(self.capture_ids, value)

    @property
    def step_ids(self) -> list[str]:
        """The chosen steps in road order."""
        scene = self._session.scene
        return [] if scene is None else [step.id for step in scene.steps if step.id in self._selection.ids]

    @property
    def capture_ids(self) -> list[str]:
        """The captures of the chosen steps, in road order."""
        scene = self._session.scene
        chosen = self._selection.ids
        return [] if scene is None else [shot.id for shot in scene.open.captures if shot.step_id in chosen]

    def show_selection(self) -> None:
        """Says how much is chosen; hidden while nobody chooses."""
        self.setVisible(self._selection.is_on)
        steps, shots = len(self.step_ids), len(self.capture_ids)
        told = ngettext("{n} step", "{n} steps", steps).format(n=steps) if steps else _("Choose steps")
        if shots:
            told = f"{told}, {ngettext('{n} capture', '{n} captures', shots).format(n=shots)}"
        self.said.setText(told)
        for each in self.findChildren(QWidget):
            if each.parentWidget() is self.said.parentWidget() and each not in {self.said, self.all, self.close_bar}:
                each.setEnabled(bool(steps))
        self._captures_button.setEnabled(bool(shots))

    def _fill_move(self) -> None:
        self.steps.clear()
        scene = self._session.scene
        for step in scene.steps if scene is not None else ():
            title = f"{step.number}  {step.title}".replace("&", "&&")
            self.steps.addAction(title, partial(self._move_to, step.id))

    def _move_to(self, step_id: str) -> None:
        self._session.bulk.move_all(self.capture_ids, step_id)

    def _choose_all(self) -> None:
        scene = self._session.scene
        if scene is not None:
            self._selection.set(frozenset(step.id for step in scene.steps))

    def ask_join(self) -> JoinSheet | None:
        """Asks what these steps have in common."""
        if not self.step_ids:
            return None
        sheet = JoinSheet(self._session, self.step_ids, self.window())
        sheet.accepted.connect(self._selection.end)
        sheet.open()
        return sheet
