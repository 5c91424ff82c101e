"""One pothole: what was seen and why it matters, what it costs, who repairs it and how, and what happened to it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle.language import _
from oracle.method import playbook
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import CLOSED, State
from oracle.ui import bus
from oracle.ui.page import scrolling
from oracle.ui.potholes.capture_view import CaptureView
from oracle.ui.potholes.connected import Connected
from oracle.ui.potholes.detail import Detail
from oracle.ui.potholes.facts_grid import FactsGrid
from oracle.ui.potholes.pane_head import PaneFoot, PaneHead
from oracle.ui.potholes.session import PotholeSession
from oracle.ui.potholes.triage import Triage
from oracle.ui.potholes.voice import INSET, TitleField, Voice
from oracle.ui.widgets import button, line

WIDTH, LEAST_WIDTH = 360, 320
MARGIN = 15  # texts in place have 5 px of their own
# What the list knows of a pothole, and changes before the disk has it.
_FROM_ROW = (
    "title", "severity", "severity_at_least", "reach", "cause", "effort", "share_lost", "owner", "due", "state",
    "state_reason",
)  # fmt: skip


class PotholePane(QFrame):
    """`stepped(±1)`: the one before or after. `left()`: back to the list. `asked(id)`: another pothole."""

    stepped = Signal(int)
    left = Signal()
    asked = Signal(str)
    capture_asked = Signal(str)
    walk_again_asked = Signal(str, str)  # ids of the journey, and of the walk that met it last

    def __init__(self, session: PotholeSession, triage: Triage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._triage = session, triage
        self.detail: Detail | None = None
        self._shown_row: PotholeRow | None = None
        self.setProperty("ground", "surface")
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAccessibleName(_("The pothole"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.head = PaneHead()
        whole.addWidget(self.head)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(MARGIN, 0, MARGIN, 16)
        self._body.setSpacing(12)
        self._fill()
        self.area = scrolling(self._body)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(lambda: self.area.fit())
        whole.addWidget(self.area, 1)
        self.foot = PaneFoot()
        whole.addWidget(line())
        whole.addWidget(self.foot)
        self._connect()

    # ---- building

    def _fill(self) -> None:
        body = self._body
        self.title = TitleField()
        self.captures = CaptureView(self._session.context)
        framed = QHBoxLayout()
        framed.setContentsMargins(INSET, 0, INSET, 0)
        framed.addWidget(self.captures)
        self.start = button(_("Start from the playbook"), "link", "book-open", size="row", clicked=self.use_playbook)
        self.saw = self._voice("saw", _("What I saw"), _("In your own words, as it happened"))
        self.why = self._voice("why", _("Why it matters"), _("What it does to the customer"))
        self.facts = FactsGrid(self._session, self._triage)
        self.cause_note = self._voice(
            "cause_note", _("About the cause"), _("What lies behind it, as far as you can tell")
        )
        self.todo = self._voice("todo", _("What I suggest"), _("What would make this stretch smooth"), self.start)
        self.done_when = self._voice("done_when", _("Done when"), _("How anybody can see that it is repaired"))
        self.reason = self._voice("state_reason", _("Reason"))
        self.connected = Connected(self._session)
        body.addWidget(self.title)
        body.addLayout(framed)
        for part in (
            self.saw, self.why, self.facts, self.todo, self.cause_note, self.done_when, self.reason, self.connected,
        ):  # fmt: skip
            body.addWidget(part)
        body.addStretch(1)

    def _voice(self, field: str, name: str, placeholder: str = "", beside: QWidget | None = None) -> Voice:
        made = Voice(name, placeholder, beside)
        made.changed.connect(lambda text: self._edit(**{field: text}))
        made.left.connect(self.left)
        return made

    @property
    def _voices(self) -> tuple[Voice, ...]:
        return self.saw, self.why, self.todo, self.cause_note, self.done_when, self.reason

    def _connect(self) -> None:
        session, triage = self._session, self._triage
        session.flushing.connect(self.flush)
        session.listed.connect(self.refresh)
        session.patched.connect(lambda ids: self.refresh() if self.pothole_id in ids else None)
        session.proposed.connect(lambda: self._show(self.detail, other=False) if self.detail else None)
        self.title.changed.connect(lambda title: self._edit(title=title))
        self.title.left.connect(self.left)
        self.head.stepped.connect(self.stepped)
        self.head.severity_asked.connect(lambda: _below(self.head.chip, triage.severity_menu(self.ids)))
        self.foot.state_asked.connect(lambda: _above(self.foot.state, triage.state_menu(self.ids)))
        self.foot.done.connect(self.go_on)
        self.captures.opened.connect(self.capture_asked)
        self.connected.asked.connect(self.asked)

    # ---- showing

    @property
    def pothole_id(self) -> str:
        """The pothole in the pane, "" for none."""
        return self.detail.hole.id if self.detail else ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The same as the triage takes it."""
        return (self.pothole_id,) if self.detail else ()

    def show_detail(self, detail: Detail | None) -> None:
        """Shows a pothole, from its top if it is another; what is typed is stored before."""
        other = (detail.hole.id if detail else "") != self.pothole_id
        if other:
            self.flush()
        self.detail = detail
        if detail is None:
            return
        if other:
            self.title.begin()
            self.area.verticalScrollBar().setValue(0)
        self._show(detail, other=other)

    def refresh(self) -> None:
        """Shows what was changed in the list meanwhile."""
        row = self._session.rows.get(self.pothole_id)
        if self.detail is not None and row is not None:
            known = {name: getattr(row, name) for name in _FROM_ROW}
            hole = replace(self.detail.hole, **known)
            if (hole, row) != (self.detail.hole, self._shown_row):
                self.detail = replace(self.detail, hole=hole)
                self._show(self.detail, other=False)

    def _show(self, detail: Detail, *, other: bool) -> None:
        hole, row = detail.hole, self._session.rows.get(detail.hole.id)
        self._shown_row = row
        self.head.show_pothole(hole)
        place = (row.stage, f"{row.step_number or ''} {row.step_title}".strip()) if row else ()
        self.title.show_pothole(hole, " › ".join(filter(None, (detail.journey.title, *place))))
        self.captures.show_captures(detail.captures)
        self.why.name(_("Why it matters to {name}").format(name=detail.persona))
        texts = (hole.saw, hole.why, hole.todo, hole.cause_note, hole.done_when, hole.state_reason)
        for voice, text in zip(self._voices, texts, strict=True):
            voice.field.set_text(text)
        self._show_reason(hole)
        self.facts.show_pothole(detail, row)
        self.connected.show_pothole(detail, row, anew=other)
        self.foot.show_state(hole.state)
        self.area.fit()
        self._again.start()  # a scroll bar that came or went meanwhile has left the texts another width

    def _show_reason(self, hole: Pothole) -> None:
        """Who claims a repair can say what was done; who will not repair has said why."""
        refused = hole.state is State.WONT_REPAIR
        self.reason.name(_("Why it won’t be repaired") if refused else _("What was done"))
        self.reason.field.setPlaceholderText("" if refused else _("What was changed, and since when"))
        claimed = hole.state in {State.REPAIRED, State.VERIFIED}
        self.reason.setVisible(refused or claimed or bool(hole.state_reason))

    # ---- doing

    def flush(self) -> None:
        """Stores what is being typed."""
        self.title.flush()
        for voice in self._voices:
            voice.field.flush()

    def _edit(self, **fields: object) -> None:
        if self.detail is None:
            return
        self.detail = replace(self.detail, hole=replace(self.detail.hole, **fields))
        self._session.edit_one(self.pothole_id, **fields)

    def use_playbook(self) -> None:
        """Starts what to do from the cause's playbook, below what stands there already."""
        if self.detail is None:
            return
        if self.detail.hole.cause is None:
            self._session.context.bus.message.emit(bus.INFO, _("Choose the cause: it brings its playbook."))
            self.facts.cause.asked.emit()
            return
        self.todo.field.flush()
        identity, before = self.pothole_id, self.todo.field.text.strip()
        begun = playbook.for_cause(self.detail.hole.cause)
        text = f"{before}\n{begun}" if before else begun
        self.todo.field.set_text(text)
        self._edit(todo=text)
        self.todo.field.setFocus()
        self._session.undoing.offer(
            _("Added the playbook’s words."), lambda: self._session.edit_one(identity, todo=before)
        )

    def go_on(self) -> None:
        """What comes next: claims the repair, walks again after one, or opens it again."""
        if self.detail is None:
            return
        state = self.detail.hole.state
        if state is State.REPAIRED:
            self.flush()
            met = self.detail.hole.sightings
            self.walk_again_asked.emit(self.detail.journey.id, met[-1].walk_id if met else "")
        elif state in CLOSED:
            self._triage.set_state(self.ids, State.OPEN)
        else:
            self._triage.set_state(self.ids, State.REPAIRED)

    def focus_first(self) -> None:
        """Puts the keys into the pane."""
        self.title.edit.setFocus()


def _below(widget: QWidget, menu: QMenu) -> None:
    menu.popup(widget.mapToGlobal(widget.rect().bottomLeft()))


def _above(widget: QWidget, menu: QMenu) -> None:
    menu.popup(widget.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
