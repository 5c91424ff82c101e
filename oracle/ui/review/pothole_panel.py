"""One pothole, judged: how bad, for how many, why, and what to do about it. Everything is stored as it is said."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method import playbook
from oracle.method.priority import ASSUMED_REACH, HIGHEST, priority
from oracle.method.severity import reach_from_answer
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause, Effort, Reach
from oracle.report.charts.data import label as pothole_label
from oracle.ui.page import scrolling
from oracle.ui.review.choices import Answers
from oracle.ui.review.evidence import EvidencePart
from oracle.ui.review.merge_sheet import MergeSheet
from oracle.ui.review.pothole_list import place
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.severity import SeverityPart
from oracle.ui.widgets import (
    Chip,
    Field,
    NoteField,
    Sign,
    button,
    icon_button,
    icon_label,
    label,
    labelled,
    line,
    scrolls_past,
)
from oracle.ui.widgets.basics import tooltip

WIDTH = 380
MARGIN = 20


class PotholePanel(QFrame):
    """`closed()`: put away. `shown(id)`: another pothole is in it."""

    closed = Signal()
    shown = Signal(str)

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.pothole_id = ""
        self.setProperty("ground", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(line())
        self._body = QVBoxLayout()
        self._body.setContentsMargins(MARGIN, 14, MARGIN, 24)
        self._body.setSpacing(14)
        self._fill()
        self.area = scrolling(self._body)
        whole.addWidget(self.area, 1)
        session.flushing.connect(self.flush)
        session.changed.connect(self._show)

    # ---- building

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(52)
        row = QHBoxLayout(head)
        row.setContentsMargins(MARGIN, 0, 12, 0)
        row.setSpacing(6)
        self.chip = Chip()
        self._state_icon = icon_label("pothole", "ink_2", 14)
        self._state = label("", "small-ink")
        for part in (self.chip, self._state_icon, self._state):
            row.addWidget(part)
        row.addStretch(1)
        self.before = icon_button("chevron-up", _("Pothole before (K)"), size="small", clicked=lambda: self.go(-1))
        self.after = icon_button("chevron-down", _("Next pothole (J)"), size="small", clicked=lambda: self.go(1))
        self.more = icon_button("ellipsis", _("More"), size="small")
        self.more.setProperty("menu", True)
        menu = QMenu(self.more)
        self._merge = menu.addAction(_("Merge with another…"), self.ask_merge)
        menu.addAction(_("Delete"), self.delete)
        self.more.setMenu(menu)
        for each in (
            self.before,
            self.after,
            self.more,
            icon_button("x", _("Close"), size="small", clicked=self.close_panel),
        ):
            row.addWidget(each)
        return head

    def _fill(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        self.sign = Sign("", None, 34)
        self._bright = icon_label("sparkles", "ink_2", 28)
        self.title = Field("", _("In a few words"))
        self.title.edit.setMaxLength(200)
        self.title.changed.connect(self._rename)
        top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._bright, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        self._body.addLayout(top)
        self._place = label("", "small", wrap=True)
        self._body.addWidget(self._place)
        self.saw = self._note(_("What I saw"), "saw")
        self._body.addWidget(labelled(_("What I saw"), self.saw))
        self._judged = QWidget()
        judged = QVBoxLayout(self._judged)
        judged.setContentsMargins(0, 0, 0, 0)
        judged.setSpacing(14)
        for part in (self._severity(), self._reach(), self._sum(), self._reasons(), self._repair()):
            judged.addWidget(part)
        self._body.addWidget(self._judged)
        self.evidence = EvidencePart(self._session)
        self._body.addWidget(self.evidence)
        self._body.addStretch(1)

    def _note(self, name: str, field: str) -> NoteField:
        made = NoteField(name, lines=2, most=10)
        made.changed.connect(lambda text: self._edit(**{field: text.strip()}))
        return made

    def _severity(self) -> QWidget:
        self.severity = SeverityPart()
        self.severity.rated.connect(self._rate)
        return self.severity

    def _reach(self) -> QWidget:
        self.passed = Answers(((True, _("Yes")), (False, _("No"))), _("Everybody must take it"))
        self.passed.chosen.connect(lambda value: self._edit(reach=reach_from_answer(value)))
        self.reach = QComboBox()
        scrolls_past(self.reach)
        self.reach.addItem(words.reach(None), None)
        for each in sorted(Reach, reverse=True):
            self.reach.addItem(words.reach(each), int(each))
        self.reach.setAccessibleName(_("How many meet it"))
        self.reach.activated.connect(lambda _at: self._edit(reach=self.reach.currentData()))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.passed)
        row.addWidget(label(_("so it meets"), "small"))
        row.addWidget(self.reach, 1)
        return _stack(label(_("Is it on a path everybody must take?"), "label-ink", wrap=True), row)

    def _sum(self) -> QWidget:
        self.priority = label("", "strong", wrap=True)
        frame = QFrame()
        frame.setProperty("ground", "strip")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.priority, 1)
        return frame

    def _reasons(self) -> QWidget:
        self.why = self._note(_("Why it matters"), "why")
        self._why_label = label(_("Why it matters"), "label")
        self.cause = QComboBox()
        scrolls_past(self.cause)
        self.cause.addItem(_("Not known"), None)
        for cause in Cause:
            self.cause.addItem(words.cause(cause), cause)
        self.cause.activated.connect(lambda _at: self._choose_cause())
        self.cause_note = self._note(_("About the cause"), "cause_note")
        self.cause_note.setPlaceholderText(_("What lies behind it, as far as you can tell"))
        return _stack(
            _stack(self._why_label, self.why), _stack(label(_("Cause"), "label"), self.cause, self.cause_note), gap=14
        )

    def _repair(self) -> QWidget:
        self.todo = self._note(_("What to do"), "todo")
        self.start = button(_("Start from the playbook"), "link", "book-open", size="row", clicked=self.use_playbook)
        head = QHBoxLayout()
        head.addWidget(label(_("What to do"), "label"))
        head.addStretch(1)
        head.addWidget(self.start)
        self.effort = Answers([(each, words.effort(each)) for each in Effort], _("Effort"))
        self.effort.chosen.connect(lambda value: self._edit(effort=value))
        self.owner = Field(_("Who repairs it"))
        self.owner.changed.connect(lambda text: self._edit(owner=text))
        self._people = QStringListModel(self)
        completer = QCompleter(self._people, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.owner.edit.setCompleter(completer)
        self.done_when = Field(_("Done when"), _("How anybody can see that it is repaired"))
        self.done_when.changed.connect(lambda text: self._edit(done_when=text))
        return _stack(
            _stack(head, self.todo), _stack(label(_("Effort of the repair"), "label"), self.effort), self.owner,
            self.done_when, gap=14,
        )  # fmt: skip

    # ---- showing

    @property
    def hole(self) -> Pothole | None:
        """The pothole in the panel, as it is known."""
        return self._session.pothole(self.pothole_id)

    def open_pothole(self, pothole_id: str) -> bool:
        """Shows a pothole from its top; False when this walk has none of that id."""
        if self._session.pothole(pothole_id) is None:
            return False
        self.flush()
        self.pothole_id = pothole_id
        self.severity.begin()
        self.title.set_error()
        self.area.verticalScrollBar().setValue(0)
        self._show()
        self.shown.emit(pothole_id)
        return True

    def _show(self) -> None:
        if not self.pothole_id:
            return
        hole = self.hole
        if hole is None:
            # Deleted, or merged into an older one.
            self.close_panel()
            return
        scene = self._session.now
        self.sign.set_sign(pothole_label(hole, scene.open.walk.number), hole.severity)
        for part in (self.sign, self._judged, self.chip, self._state, self._state_icon):
            part.setVisible(not hole.bright)
        self._bright.setVisible(hole.bright)
        self._place.setText(place(hole, scene))
        self.title.set_text(hole.title)
        self.saw.set_text(hole.saw)
        self._show_judgement(hole)
        self.evidence.show_pothole(hole, scene)
        self._people.setStringList(list(scene.business.people))
        everyone = [each.id for each in self._session.potholes]
        at = everyone.index(hole.id)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < len(everyone) - 1)
        self._merge.setEnabled(sum(each.bright == hole.bright for each in self._session.potholes) > 1)

    def _show_judgement(self, hole: Pothole) -> None:
        self.chip.set_severity(hole.severity)
        self._state.setText(words.state(hole.state))
        seen = next(seen for seen in hole.sightings if seen.walk_id == self._session.now.walk_id)
        given = seen.severity if seen.severity is not None else hole.severity
        at_least = seen.severity_at_least if seen.severity is not None else hole.severity_at_least
        self.severity.show_severity(given, at_least=at_least, counts_as=hole.severity)
        answer = {4: True, 2: False}.get(hole.reach or 0)
        self.passed.set_value(answer)
        self.reach.setCurrentIndex(max(0, self.reach.findData(hole.reach)))
        self.priority.setText(formula(hole))
        self._why_label.setText(_("Why it matters to {name}").format(name=self._session.now.open.persona.name))
        for field, text in ((self.why, hole.why), (self.cause_note, hole.cause_note), (self.todo, hole.todo)):
            field.set_text(text)
        self.cause.setCurrentIndex(max(0, self.cause.findData(hole.cause)))
        self.start.setEnabled(hole.cause is not None)
        tooltip(self.start, "" if hole.cause is not None else _("Choose a cause first: it brings its playbook."))
        self.effort.set_value(hole.effort)
        self.owner.set_text(hole.owner)
        self.done_when.set_text(hole.done_when)

    # ---- doing

    def go(self, by: int) -> None:
        """To the pothole before or after, by number."""
        everyone = [each.id for each in self._session.potholes]
        at = everyone.index(self.pothole_id) + by if self.pothole_id in everyone else 0
        if 0 <= at < len(everyone):
            self.open_pothole(everyone[at])

    def rate(self, severity: int) -> None:
        """Gives a severity by key; nothing for a bright spot."""
        hole = self.hole
        if hole is not None and not hole.bright:
            self.severity.buttons.choose(severity)

    def use_playbook(self) -> None:
        """Starts what to do from the cause's playbook, below what stands there already."""
        hole = self.hole
        if hole is None or hole.cause is None:
            return
        self.todo.flush()
        before = self.todo.text.strip()
        begun = playbook.for_cause(hole.cause)
        text = f"{before}\n{begun}" if before else begun
        self.todo.set_text(text)
        self._edit(todo=text)
        self.todo.setFocus()
        if before:
            identity = hole.id
            self._session.context.bus.undoable.emit(
                _("Added the playbook’s words."), lambda: self._session.edit_pothole(identity, todo=before)
            )

    def ask_merge(self) -> MergeSheet | None:
        """Asks which other pothole is the same."""
        hole = self.hole
        if hole is None:
            return None
        sheet = MergeSheet(self._session, hole, self.window())
        sheet.open()
        return sheet

    def delete(self) -> None:
        """Moves it to the trash and shows the one after it."""
        identity, everyone = self.pothole_id, [each.id for each in self._session.potholes]
        if identity not in everyone:
            return
        rest = [each for each in everyone if each != identity]
        following = rest[min(everyone.index(identity), len(rest) - 1)] if rest else ""
        self.flush()
        self.pothole_id = ""
        self._session.delete_pothole(identity)
        if not following or not self.open_pothole(following):
            self.closed.emit()

    def close_panel(self) -> None:
        """Stores what is typed and asks to be put away."""
        self.flush()
        self.pothole_id = ""
        self.closed.emit()

    def flush(self) -> None:
        """Stores what is being typed."""
        for field in (self.title, self.saw, self.why, self.cause_note, self.todo, self.owner, self.done_when):
            field.flush()

    def _edit(self, **fields: object) -> None:
        if self.hole is not None:
            self._session.edit_pothole(self.pothole_id, **fields)

    def _rename(self, title: str) -> None:
        if title:
            self._edit(title=title)
        else:
            self.title.set_error(_("Say in a few words what it is."))

    def _rate(self, severity: int | None, at_least: bool) -> None:
        if self.hole is not None:
            self._session.rate_pothole(self.pothole_id, severity, at_least=at_least)

    def _choose_cause(self) -> None:
        chosen = self.cause.currentData()
        self._edit(cause=None if chosen is None else Cause(chosen))


def formula(hole: Pothole) -> str:
    """ "Priority 12 of 16 = severity 3 × reach 4 (everyone)"."""
    rank = priority(hole)
    if rank is None:
        return _("Not rated yet: it has no priority and stands last.")
    return _("Priority {n} of {highest} = severity {severity} × reach {reach}, {word}").format(
        n=rank, highest=HIGHEST, severity=hole.severity, reach=hole.reach or ASSUMED_REACH,
        word=words.reach(hole.reach).lower(),
    )  # fmt: skip


def _stack(*parts: QWidget | QHBoxLayout, gap: int = 4) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        if isinstance(part, QHBoxLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    return box
