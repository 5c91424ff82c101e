"""The step: what the customer does, what to look for, how it went. The right column, and the whole companion."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.journey import Step
from oracle.model.ratings import Outcome
from oracle.ui.settings import EXPECTED_FIRST
from oracle.ui.walk.captures_section import CapturesSection
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.check_again import CheckAgain
from oracle.ui.walk.extras import Extras
from oracle.ui.walk.hints import Hint, Hints
from oracle.ui.walk.persona_page import PersonaPage
from oracle.ui.walk.potholes_section import PotholesSection
from oracle.ui.walk.recovery import RecoveryPart
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.step_foot import StepFoot
from oracle.ui.walk.wait_panel import WaitPanel
from oracle.ui.widgets import (
    FeelingButtons,
    KeyLabel,
    NoteField,
    RatingButtons,
    Scrolled,
    Tick,
    button,
    icon_label,
    label,
    set_look,
)

GAP = 13
_LONGEST_TAB = 24  # characters: beside the tab of the step
MARGIN = 16


class StepPanel(QFrame):
    """Shows the session's current step. `page_asked()`: the step's own address was clicked."""

    page_asked = Signal()

    def __init__(
        self, session: WalkSession, capturing: Capturing, parent: QWidget | None = None, *, compact: bool = False
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._checks: dict[str, Tick] = {}
        self._step: Step | None = None
        self.setProperty("ground", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The step"))
        self._compact = compact
        self.captures = CapturesSection(session, capturing, thumbnail=84 if compact else 76, other_ways=compact)
        self.check_again = CheckAgain(session)
        self.potholes = PotholesSection(session)
        self.recovery = RecoveryPart(session)
        self.extras = Extras(session)
        self.wait = WaitPanel(session)
        self.persona = PersonaPage(session.context)
        self.foot = StepFoot(session)
        self.hints = Hints(session.context)
        self._build()
        self.check_again.all_checked.connect(lambda: self.setFocus())
        session.changed.connect(self._show)
        session.pending_changed.connect(self._show_pending)
        session.stepped.connect(self._begin_step)
        session.flushing.connect(self.flush)

    # ---- building

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("Step or persona"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.addTab(_("Step"))
        self.tabs.addTab(_("Persona"))
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 2, MARGIN, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        self.pages = QStackedWidget(self)
        self.area = Scrolled(self._step_page(), self.pages)
        self.pages.addWidget(self.area)
        self.pages.addWidget(Scrolled(self.persona, self.pages))
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        column.addWidget(self.pages, 1)
        column.addWidget(self.foot)

    def _step_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("ground", "none")
        page.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # growing, it repaints what moves only
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, 8, MARGIN, 8)
        column.setSpacing(10 if self._compact else GAP)
        for section in (
            self._head(), self.hints.place(Hint.DOES), self._does(), self.wait, self._expectation(), self.check_again,
            self._checklist(),
            self.hints.place(Hint.RATE), self._ratings(), self._note(), self.hints.place(Hint.CAPTURE),
            self.captures, self.hints.place(Hint.POTHOLE), self.potholes, self.recovery, self.extras,
        ):  # fmt: skip
            column.addWidget(section)
        column.addStretch(1)
        return page

    def _head(self) -> QWidget:
        self.number = label("", "small")
        self._star = icon_label("star-filled", "ink_2", 12)
        self._truth = label(_("Moment of truth"), "small")
        self._glass = icon_label("hourglass", "ink_2", 12)
        self._wait_for = label("", "small")
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (self.number, self._star, self._truth, self._glass, self._wait_for):
            row.addWidget(part)
        row.addStretch(1)
        self.title = label("", "card", wrap=True)
        return _stacked(row, self.title, gap=1)

    def _does(self) -> QWidget:
        self.does = label("", wrap=True)
        self.link = button("", "link", "external-link", size="row", clicked=self.page_asked.emit)
        self.left = label("", "danger", wrap=True)
        self.stay = button(_("I would stay after all"), "link", size="row", clicked=self.session.stay_after_all)
        return _stacked(label(_("What your customer does"), "label"), self.does, self.link, self.left, self.stay)

    def _expectation(self) -> QWidget:
        self.expected = NoteField(_("What I expect here"), _("What do you expect here, before you look?"), most=4)
        self.expected.changed.connect(lambda text: self.session.set_fields(expected=text))
        self._expected_box = _stacked(label(_("What I expect"), "label-ink"), self.expected)
        return self._expected_box

    def _checklist(self) -> QWidget:
        self._check_box = QWidget()
        self._check_lines = QVBoxLayout(self._check_box)
        self._check_lines.setContentsMargins(0, 0, 0, 0)
        self._check_lines.setSpacing(0)
        return self._check_box

    def _ratings(self) -> QWidget:
        self.friction = RatingButtons()
        self.friction.chosen.connect(self.session.rate)
        self.feeling = FeelingButtons()
        self.feeling.chosen.connect(lambda value: self.session.set_fields(feeling=value))
        rough = _stacked(label(_("How rough was it?"), "label-ink"), self.friction)
        felt = _stacked(label(_("How did it feel?"), "label-ink"), self.feeling)
        self._ratings_box = _stacked(rough, felt, gap=10 if self._compact else GAP)
        return self._ratings_box

    def _note(self) -> QWidget:
        self.note = NoteField(_("Note"), _("Note what you saw"), most=6)
        self.note.changed.connect(lambda text: self.session.set_fields(note=text))
        self._note_key = KeyLabel("N", self.note)
        self._note_key.setFixedWidth(18)
        self._note_key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.note.installEventFilter(self)
        return self.note

    # ---- showing

    def _begin_step(self) -> None:
        scene = self.session.scene
        if scene is None:
            return
        self.tabs.setCurrentIndex(0)
        self.area.verticalScrollBar().setValue(0)
        self._step = scene.step
        self._show_texts(scene)
        self._show_checks(scene.step)
        self.extras.show_step(scene)
        self._show()
        if self._expects(scene) and self.isVisible() and self.isActiveWindow():
            self.expected.setFocus()

    def _show_texts(self, scene: Scene) -> None:
        step = scene.step
        self.number.setText(_("Step {n} of {all}").format(n=scene.index + 1, all=len(scene.steps)))
        for part in (self._star, self._truth):
            part.setVisible(step.moment_of_truth)
        for part in (self._glass, self._wait_for):
            part.setVisible(step.wait is not None)
        self._wait_for.setText(words.length(step.wait.length) if step.wait is not None else "")
        self.title.setText(step.title)
        self.does.setText(step.does)
        self.link.setText(_("Open {address}").format(address=_short(step.link)).replace("&", "&&"))
        self.link.setVisible(step.link.startswith(("http://", "https://")))

    def _show_checks(self, step: Step) -> None:
        while (item := self._check_lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._checks = {}
        self._check_box.setVisible(bool(step.checklist))
        self._add_checks(step, _("Check"), must=False)
        self._add_checks(step, _("Must not be missing"), must=True)
        for before, tick in pairwise([self.expected, *self._checks.values()]):
            self.setTabOrder(before, tick)  # made later than the ratings under them

    def _add_checks(self, step: Step, heading: str, *, must: bool) -> None:
        lines = [line for line in step.checklist if line.must is must]
        if lines:
            if self._checks:
                self._check_lines.addSpacing(6)
            named = label(heading, "label")
            self._check_lines.addWidget(named)
            named.show()
        for line in lines:
            tick = self._checks[line.id] = Tick(line.text, must=must)
            tick.answered.connect(lambda value, key=line.id: self.session.answer(key, value))
            self._check_lines.addWidget(tick)
            tick.show()  # Qt would show it a turn of the event loop later

    def _show(self) -> None:
        scene = self.session.scene
        if scene is None:
            return
        if scene.step != self._step:
            self._begin_step()
            return
        visit = scene.visit(scene.step.id)
        waiting = visit.outcome is Outcome.WAITING
        for part in (self._ratings_box, self.extras):
            part.setVisible(not waiting)
        self.wait.show_scene(scene)
        self._expected_box.setVisible(self._expects(scene) and not waiting)
        self.expected.set_text(visit.expected)
        answers = dict(visit.answers)
        for key, tick in self._checks.items():
            tick.set_state(answers.get(key))
        self.friction.set_value(visit.friction)
        self.feeling.set_value(visit.feeling)
        self.note.set_text(visit.note)
        self._place_key()
        self.left.setVisible(visit.outcome is Outcome.LEFT)
        self.stay.setVisible(visit.outcome is Outcome.LEFT)
        if visit.leave_reason is not None:
            self.left.setText(
                _("You would leave here: {reason}.").format(reason=words.leave_reason(visit.leave_reason).lower())
            )
        for section in (self.recovery, self.extras, self.captures, self.check_again, self.potholes, self.persona):
            section.show_scene(scene)
        who = words.shortened(scene.open.persona.name, _LONGEST_TAB).replace("&", "&&") or _("Persona")
        if self.tabs.tabText(1) != who:  # Qt lays the tabs out again, also for the same text
            self.tabs.setTabText(1, who)
        rated = visit.outcome is not None
        set_look(self.captures.capture, "look", "plain" if rated else "dark")
        self.foot.show_scene(scene)
        self.hints.show_scene(scene)
        self.area.fit()

    def _show_pending(self) -> None:
        """A picture is being stored, or was refused: the captures alone are another."""
        scene = self.session.scene
        if scene is not None and scene.step == self._step:
            self.captures.show_scene(scene)
            self.area.fit(self.captures)

    def _expects(self, scene: Scene) -> bool:
        wanted = self.session.context.settings.get(EXPECTED_FIRST)
        return wanted or bool(scene.visit(scene.step.id).expected)

    def flush(self) -> None:
        """Hands over everything that is typed."""
        for field in (self.note, self.expected, self.extras):
            field.flush()

    # ---- the key in the note

    def _place_key(self) -> None:
        self._note_key.setVisible(not self.note.hasFocus() and not self.note.text)
        self._note_key.move(self.note.width() - 27, 7)

    def eventFilter(self, watched: object, event: object) -> bool:
        result = super().eventFilter(watched, event)  # type: ignore[arg-type]
        if watched is self.note:
            self._place_key()
        return result


def _short(address: str) -> str:
    return words.shortened(address.removeprefix("https://").removeprefix("http://").removesuffix("/"), 34)


def _stacked(*parts: object, gap: int = 4) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        elif isinstance(part, QHBoxLayout):
            column.addLayout(part)
    return box
