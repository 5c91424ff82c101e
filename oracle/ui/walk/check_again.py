"""On a re-walk: the potholes that were met here before, each with its old picture, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oracle import words
from oracle.errors import OracleError
from oracle.language import _
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Verdict
from oracle.ui.sheet import Sheet
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import ComparePictures, KeyLabel, Sign, Thumbnail, button, label
from oracle.workspace import captures, pothole_verdicts

CHOICES = (Verdict.FIXED, Verdict.STILL_THERE, Verdict.WORSE)
DIGITS = ("1", "2", "3")  # the keys of the choices
_PICTURE = 76
_SHEET = 860


class CheckAgain(QWidget):
    """The section of the step panel; hidden where there is nothing to check.

    Within it the digits 1 to 3 are verdicts. `all_checked()`: the last one here was given by key.
    """

    all_checked = Signal()

    def __init__(self, session: WalkSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[tuple[str, ...], str] | None = None
        self._said: dict[str, Verdict] = {}  # asked for, and not read back yet
        self.rows: dict[str, CheckRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = label(_("Check again"), "label")
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(KeyLabel("V"))
        column.addLayout(head)
        told = (f"{key} {words.verdict(verdict)}" for key, verdict in zip(DIGITS, CHOICES, strict=True))
        column.addWidget(label(_("Press V, then {keys}.").format(keys=", ".join(told)), "small", wrap=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        column.addLayout(self._column)

    def show_scene(self, scene: Scene) -> None:
        """Shows what is to be checked at the current step."""
        found = scene.to_check(scene.step.id)
        self.setVisible(bool(found))
        shown = (tuple(hole.id for hole, _seen in found), scene.walk_id)
        if shown != self._shown:
            self._shown = shown
            self._fill(found)
        for hole, seen in found:
            if seen.verdict is self._said.get(hole.id):
                self._said.pop(hole.id)
            self.rows[hole.id].show_verdict(self._said.get(hole.id, seen.verdict))

    def _fill(self, found: tuple[tuple[Pothole, Sighting], ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for hole, _seen in found:
            row = self.rows[hole.id] = CheckRow(hole, self._session.now.walk_id)
            row.judged.connect(partial(self._judge, hole.id))
            row.picture.clicked.connect(partial(self._look, hole))
            self._column.addWidget(row)
            row.show()  # Qt would show it a turn of the event loop later
            if row.old is not None:
                self._read(row.old, row.picture.set_picture)

    # ---- by key

    def begin(self) -> QWidget | None:
        """Puts the focus on the first pothole that is not checked yet, else on the first; None where there is none."""
        rows = list(self.rows.values()) if not self.isHidden() else []
        row = next((each for each in rows if each.verdict is None), next(iter(rows), None))
        if row is not None:
            row.focus()
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = next((each for each in self.rows.values() if each.holds_focus()), None)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if row is None or not plain or event.text() not in DIGITS:
            super().keyPressEvent(event)
            return
        self._judge(row.hole.id, CHOICES[DIGITS.index(event.text())])
        following = next((each for each in self.rows.values() if each.verdict is None), None)
        if following is not None:
            following.focus()
        else:
            self.all_checked.emit()

    # ---- what is said

    def _read(self, capture_id: str, then: Callable[[bytes], object]) -> None:
        self._session.context.tasks.read(
            captures.thumbnail, capture_id, then=then, failed=lambda _error: None, owner=self
        )

    def _judge(self, pothole_id: str, verdict: Verdict) -> None:
        self._said[pothole_id] = verdict
        self.rows[pothole_id].show_verdict(verdict)
        self._session.context.tasks.write(
            pothole_verdicts.judge, pothole_id, self._session.now.walk_id, verdict,
            failed=partial(self._refused, pothole_id), owner=self,
        )  # fmt: skip

    def _refused(self, pothole_id: str, error: OracleError) -> None:
        self._said.pop(pothole_id, None)
        self._session.context.bus.message.emit("error", str(error))
        if self._session.scene is not None:
            self.show_scene(self._session.scene)

    def _look(self, hole: Pothole) -> None:
        OldPictures(self._session, hole, self.window()).open()


class CheckRow(QWidget):
    """One pothole. `judged(Verdict)`: by the user; a verdict that is pressed again is taken back."""

    judged = Signal(object)

    def __init__(self, hole: Pothole, walk_id: str) -> None:
        super().__init__()
        self.hole = hole
        self.old = _old_picture(hole, walk_id)
        self.setAccessibleName(f"{hole.label} {hole.title}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.picture = Thumbnail(_("As it was: {pothole}").format(pothole=hole.title), _PICTURE, 52)
        self.picture.setVisible(self.old is not None)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Sign(hole.label, hole.severity, 22), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(hole.title, wrap=True), 1)
        column.addLayout(head)
        self.state = label(words.state(hole.state), "small")
        column.addWidget(self.state)
        column.addLayout(self._buttons())
        row.addLayout(column, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.buttons: dict[Verdict, QPushButton] = {}
        for key, verdict in zip(DIGITS, CHOICES, strict=True):
            each = button(words.verdict(verdict), "plain", size="row")
            each.setCheckable(True)
            # Only keys bring the focus here: who clicked and goes on to rate types a friction, not a verdict.
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            each.setAccessibleName(f"{words.verdict(verdict)}: {self.hole.title}")
            each.setAccessibleDescription(key)
            each.clicked.connect(partial(self._press, verdict))
            self.buttons[verdict] = each
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _press(self, verdict: Verdict) -> None:
        self.judged.emit(verdict if self.buttons[verdict].isChecked() else Verdict.NOT_CHECKED)

    @property
    def verdict(self) -> Verdict | None:
        """What was said of it, None before that."""
        return next((each for each, pressed in self.buttons.items() if pressed.isChecked()), None)

    def focus(self) -> None:
        """Puts the focus on what was said of it, else on the first that can be said."""
        self.buttons[self.verdict or CHOICES[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def holds_focus(self) -> bool:
        """Whether one of its verdicts has the focus."""
        return self.window().focusWidget() in self.buttons.values()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Shows what was said of it."""
        for each, pressed in self.buttons.items():
            pressed.setChecked(each is verdict)
        said = words.verdict(verdict if verdict in CHOICES else Verdict.NOT_CHECKED)
        self.state.setText(f"{words.state(self.hole.state)} · {said.lower()}" if verdict not in CHOICES else said)


class OldPictures(Sheet):
    """The old picture beside the newest one of this step."""

    def __init__(self, session: WalkSession, hole: Pothole, window: QWidget) -> None:
        super().__init__(window, hole.title, hole.saw, width=min(_SHEET, max(440, window.width() - 80)))
        self.pictures = ComparePictures(session.context.tasks)
        self.pictures.setFixedHeight(min(420, max(200, window.height() - 320)))
        here = session.now.open.captures_at(session.step.id)
        self.body.addWidget(self.pictures)
        self.body.addWidget(self.pictures.ways, 0, Qt.AlignmentFlag.AlignHCenter)
        self.pictures.show_captures(
            _old_picture(hole, session.now.walk_id), here[-1].id if here else None, (_("Then"), _("Now"))
        )
        self.add_foot(button(_("Close"), "dark", clicked=self.accept), cancel=False)


def _old_picture(hole: Pothole, walk_id: str) -> str | None:
    """The newest capture of it from another walk."""
    shown = [
        capture for seen in hole.sightings if seen.walk_id != walk_id and seen.met for capture in seen.capture_ids[:1]
    ]
    return shown[-1] if shown else None
