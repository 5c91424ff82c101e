"""One pothole beside the review: what was seen, how it is judged, where it was met. It is stored as it is said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.report.charts.data import label as pothole_label
from oracle.ui.page import scrolling
from oracle.ui.review.evidence import EvidencePart
from oracle.ui.review.judgement import Judgement
from oracle.ui.review.merge_sheet import MergeSheet
from oracle.ui.review.pothole_list import place
from oracle.ui.review.session import ReviewSession
from oracle.ui.widgets import (
    Chip,
    Field,
    NoteField,
    Sign,
    icon_button,
    icon_label,
    label,
    labelled,
    line,
)

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
        self._bright = icon_label("bright-spot", "r0", 28)
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
        self.judgement = Judgement(self._session)
        self._body.addWidget(self.judgement)
        self.evidence = EvidencePart(self._session)
        self._body.addWidget(self.evidence)
        self._body.addStretch(1)

    def _note(self, name: str, field: str) -> NoteField:
        made = NoteField(name, lines=2, most=10)
        made.changed.connect(lambda text: self._edit(**{field: text.strip()}))
        return made

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
        self.judgement.begin()
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
        for part in (self.sign, self.judgement, self.chip, self._state, self._state_icon):
            part.setVisible(not hole.bright)
        self._bright.setVisible(hole.bright)
        self._place.setText(place(hole, scene))
        self.title.set_text(hole.title)
        self.saw.set_text(hole.saw)
        self.chip.set_severity(hole.severity)
        self._state.setText(words.state(hole.state))
        self.judgement.show_pothole(hole)
        self.evidence.show_pothole(hole, scene)
        everyone = [each.id for each in self._session.potholes]
        at = everyone.index(hole.id)
        self.before.setEnabled(at > 0)
        self.after.setEnabled(at < len(everyone) - 1)
        self._merge.setEnabled(sum(each.bright == hole.bright for each in self._session.potholes) > 1)

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
            self.judgement.rate(severity)

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
        for field in (self.title, self.saw, self.judgement):
            field.flush()

    def _edit(self, **fields: object) -> None:
        if self.hole is not None:
            self._session.edit_pothole(self.pothole_id, **fields)

    def _rename(self, title: str) -> None:
        if title:
            self._edit(title=title)
        else:
            self.title.set_error(_("Say in a few words what it is."))
