"""The end of the road: one question on the whole, two for later, and what is left to tidy up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method import money
from oracle.ui.walk.customer.clean_up import CleanUpPart
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import NoteField, button, label, labelled

WIDTH = 640
_EASE = tuple("1234567")
NAMED, LONGEST = 3, 60  # potholes that are named, letters of each


class FinishPage(QScrollArea):
    """`finished()`: stored. `back_asked()`: walk on instead."""

    finished = Signal()
    back_asked = Signal()

    def __init__(self, session: WalkSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        page = QWidget()
        page.setProperty("ground", "none")
        middle = QHBoxLayout(page)
        middle.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        middle.addWidget(inner, 8)
        middle.addStretch(1)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 40, 24, 32)
        self._column.setSpacing(20)
        self.title = label("", "page", wrap=True)
        self.said = label("", "secondary", wrap=True)
        self._column.addWidget(self.title)
        self._column.addWidget(self.said)
        self._column.addWidget(self._ease())
        self.surprised = NoteField(_("What surprised you?"), lines=2, most=8)
        self.over_coffee = NoteField(_("What would you tell the owner over coffee?"), lines=2, most=8)
        for field in (self.surprised, self.over_coffee):
            self._column.addWidget(labelled(field.accessibleName(), field))
        self.waits = label("", "body", wrap=True)
        self.spent = label("", "body", wrap=True)
        self.kept = label(_("This walk’s kept sign-ins and basket are removed when you finish."), "body", wrap=True)
        self.unchecked = label("", "body", wrap=True)
        self.clean_up = CleanUpPart(session.context)
        for part in (self.unchecked, self.waits, self.spent, self.clean_up, self.kept):
            self._column.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(button(_("Back to the road"), "quiet", "arrow-left", clicked=self.back_asked.emit))
        foot.addStretch(1)
        self.finish = button(_("Finish the walk"), "dark", clicked=self._finish)
        foot.addWidget(self.finish)
        self._column.addLayout(foot)
        self._column.addStretch(1)
        self.setWidget(page)

    def _ease(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Overall, how difficult or easy was it?"), "label-ink", wrap=True))
        self.ease = QButtonGroup(self)
        self.ease.setExclusive(False)
        row = QHBoxLayout()
        row.setSpacing(6)
        for number in range(1, 8):
            each = button(str(number), "plain")
            each.setCheckable(True)
            each.setFixedWidth(48)
            each.setAccessibleName(_("{n} of 7, from very difficult to very easy").format(n=number))
            each.clicked.connect(lambda on, number=number: self._choose(number if on else None))
            self.ease.addButton(each, number)
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        ends = QHBoxLayout()
        ends.addWidget(label(_("Very difficult"), "small"))
        ends.addStretch(1)
        ends.addWidget(label(_("Very easy"), "small"))
        width = QWidget()
        width.setFixedWidth(7 * 48 + 6 * 6)
        width.setLayout(ends)
        ends.setContentsMargins(0, 0, 0, 0)
        column.addWidget(width)
        return box

    @property
    def chosen_ease(self) -> int | None:
        """The number chosen, None for none."""
        return next((self.ease.id(each) for each in self.ease.buttons() if each.isChecked()), None)

    def _choose(self, value: int | None) -> None:
        for each in self.ease.buttons():
            each.setChecked(self.ease.id(each) == value)

    def show_scene(self, scene: Scene) -> None:
        """Fills the page for the walk as it stands."""
        walk = scene.open.walk
        rated = sum(1 for step in scene.steps if scene.visit(step.id).valued_friction is not None)
        self.title.setText(_("The end of the road"))
        self.said.setText(_rated(rated, len(scene.steps)))
        self._choose(walk.ease)
        self.surprised.set_text(walk.surprised)
        self.over_coffee.set_text(walk.over_coffee)
        self._show_left_over(scene)
        self.clean_up.show_walk(scene.walk_id)
        self.finish.setFocus()

    def _show_left_over(self, scene: Scene) -> None:
        left = scene.unchecked()
        self.unchecked.setVisible(bool(left))
        named = ", ".join(f"“{words.shortened(hole.title, LONGEST)}”" for hole in left[:NAMED])
        self.unchecked.setText(
            ngettext(
                "{n} pothole was not checked again, and stays as it was: {which}",
                "{n} potholes were not checked again, and stay as they were: {which}",
                len(left),
            ).format(n=len(left), which=named + ("…" if len(left) > NAMED else ""))
        )
        waiting = scene.waiting()
        self.waits.setVisible(bool(waiting))
        self.waits.setText(
            ngettext(
                "{n} step is still to come. The walk rests until then, and you are reminded.",
                "{n} steps are still to come. The walk rests until then, and you are reminded.",
                len(waiting),
            ).format(n=len(waiting))
        )
        spent = scene.spent()
        self.spent.setVisible(bool(spent))
        lines = [
            f"{money.written(visit.spent, scene.business.currency)} · {step.number} {step.title}"
            for step, visit in spent
            if visit.spent is not None
        ]
        self.spent.setText("\n".join((_("Money to get back:"), *lines)))
        self.kept.setVisible(bool(scene.open.walk.keep_sign_ins) and not waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 7 answer the question, as digits rate each step; in the notes they are text."""
        if event.text() in _EASE and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        self._session.finish(
            self.finished.emit, ease=self.chosen_ease, surprised=self.surprised.text.strip(),
            over_coffee=self.over_coffee.text.strip(),
        )  # fmt: skip


def _rated(count: int, steps: int) -> str:
    if count == steps:
        return ngettext("The one step is rated.", "All {n} steps are rated.", steps).format(n=steps)
    told = _("{rated} of {all} steps rated. What you did not rate can be rated in the review.")
    return told.format(rated=count, all=steps)
