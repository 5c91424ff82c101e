"""One pothole from several steps, with the captures that show it; and one that belongs to no step at all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.ratings import Cause
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.viewer import capture_name
from oracle.ui.sheet import Sheet
from oracle.ui.walk.scene import left_out
from oracle.ui.widgets import Field, FlowLayout, NoteField, Scrolled, button, label, labelled, scrolls_past
from oracle.ui.widgets.thumbnails import Thumbnail
from oracle.workspace import captures

PICTURE = 96, 62
ROOM = 190  # px for the pictures; more scroll


class JoinSheet(Sheet):
    """Asks for a title, or which pothole of the walk it is, and which captures show it."""

    def __init__(self, session: ReviewSession, step_ids: Sequence[str], window: QWidget) -> None:
        count = len(step_ids)
        told = ngettext("One pothole from {n} step", "One pothole from {n} steps", count).format(n=count)
        super().__init__(window, told, width=480)
        self._session, self._step_ids = session, tuple(step_ids)
        self.which = QComboBox()
        scrolls_past(self.which)
        self.which.addItem(_("A new pothole"), "")
        for hole in session.potholes:
            if not hole.bright:
                self.which.addItem(f"{hole.number}  {hole.title}", hole.id)
        self.which.setMinimumContentsLength(24)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.activated.connect(lambda _at: self._show_new())
        self.body.addWidget(labelled(_("Which one"), self.which))
        self.title = Field(_("In a few words"), _("What these steps have in common"))
        self.title.edit.setMaxLength(200)
        self.saw = NoteField(_("What I saw"), lines=2, most=5)
        self._saw_box = labelled(_("What I saw"), self.saw)
        self.body.addWidget(self.title)
        self.body.addWidget(self._saw_box)
        self.ticks: dict[str, QCheckBox] = {}
        self._add_captures()
        self.action = button(_("Join"), "dark", "merge", clicked=self.join)
        self.add_foot(self.action)
        self.title.setFocus()

    def _add_captures(self) -> None:
        scene, chosen = self._session.now, set(self._step_ids)
        shots = [shot for shot in scene.open.captures if shot.step_id in chosen]
        if not shots:
            self.body.addWidget(label(_("No picture was taken at these steps."), "small", wrap=True))
            return
        self.body.addWidget(label(_("Captures that show it"), "label"))
        inner = QWidget()
        flow = FlowLayout(inner, gap=8)
        for shot in shots:
            made = QWidget(inner)
            column = QVBoxLayout(made)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3)
            picture = Thumbnail(capture_name(scene, shot), *PICTURE)
            picture.set_left_out(left_out(scene, shot))
            column.addWidget(picture)
            tick = QCheckBox(_("Step {n}").format(n=scene.open.version.step(shot.step_id).number))
            tick.setChecked(True)
            picture.clicked.connect(lambda *_checked, tick=tick: tick.toggle())
            column.addWidget(tick)
            self.ticks[shot.id] = tick
            flow.addWidget(made)
            self._session.context.tasks.read(
                captures.thumbnail, shot.id, then=picture.set_picture, failed=lambda _error: None, owner=picture
            )
        area = Scrolled(inner)
        area.setFixedHeight(min(ROOM, flow.heightForWidth(430) + 4))
        self.body.addWidget(area)

    def _show_new(self) -> None:
        for part in (self.title, self._saw_box):
            part.setVisible(not self.which.currentData())

    def join(self) -> None:
        """Stores it; a new one without a title says so."""
        shown = [identity for identity, tick in self.ticks.items() if tick.isChecked()]
        pothole_id = str(self.which.currentData())
        if pothole_id:
            self._session.bulk.join_to(pothole_id, self._step_ids, shown)
        else:
            title = self.title.text or " ".join(self.saw.text.split())[:80]
            if not title:
                self.title.set_error(_("Say in a few words what it is."))
                self.title.setFocus()
                return
            self._session.bulk.join_steps(self._step_ids, shown, title=title, saw=self.saw.text.strip())
        self.accept()


class OutsideSheet(Sheet):
    """A pothole or bright spot that was met on the way but at no step: opening hours, a tone, a silence."""

    def __init__(self, session: ReviewSession, window: QWidget) -> None:
        super().__init__(
            window, _("Log a pothole outside any step"),
            _("For what belongs to the whole road, or happened beside it."),
        )  # fmt: skip
        self._session = session
        self.title = Field(_("In a few words"), _("Nobody ever says who is speaking"))
        self.title.edit.setMaxLength(200)
        self.body.addWidget(self.title)
        self.saw = NoteField(_("What I saw"), lines=3, most=6)
        self.body.addWidget(labelled(_("What I saw"), self.saw))
        self.cause = QComboBox()
        scrolls_past(self.cause)
        self.cause.addItem(_("Not known"), None)
        for cause in Cause:
            self.cause.addItem(words.cause(cause), cause)
        self.body.addWidget(labelled(_("Cause, if you know it"), self.cause))
        self.bright = QCheckBox(_("It is a bright spot"))
        self.body.addWidget(self.bright)
        self.action = button(_("Log it"), "dark", clicked=self.mark)
        self.add_foot(self.action)
        self.title.setFocus()

    def mark(self) -> None:
        """Stores it; without a title it says so."""
        title = self.title.text or " ".join(self.saw.text.split())[:80]
        if not title:
            self.title.set_error(_("Say in a few words what it is."))
            self.title.setFocus()
            return
        cause = None if self.bright.isChecked() else self.cause.currentData()
        self._session.bulk.mark_outside(
            title=title, bright=self.bright.isChecked(), saw=self.saw.text.strip(),
            cause=None if cause is None else Cause(cause),
        )  # fmt: skip
        self.accept()
