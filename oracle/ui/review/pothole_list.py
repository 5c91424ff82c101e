"""What was found in the walk: potholes by priority, those not rated yet, and what must not be broken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method import cost as costing
from oracle.method.priority import priority
from oracle.model.pothole import Pothole
from oracle.model.ratings import Verdict
from oracle.report.charts.data import label as pothole_label
from oracle.ui.review.rows import LiveRow
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, Chip, Elided, Sign, button, icon_label, label, line

ROW = 52


class PotholeRow(LiveRow):
    """One pothole or bright spot."""

    def __init__(self, hole: Pothole, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(ROW, parent)
        self.hole = hole
        self.cost = label("", "small", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        number = pothole_label(hole, scene.open.walk.number)
        row.addWidget(icon_label("bright-spot", "r0", 24) if hole.bright else Sign(number, hole.severity, 26))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(Elided(hole.title, "strong"))
        texts.addWidget(Elided(place(hole, scene), "small"))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        rank = priority(hole)
        if (verdict := _not_met(hole, scene)) is not None:
            row.addWidget(label(words.verdict(verdict), "small"))
        elif not hole.bright:
            row.addLayout(self._figures(rank))
        if not hole.bright:
            row.addWidget(Chip(hole.severity))
        self.show_cost("")

    def _figures(self, rank: int | None) -> QVBoxLayout:
        """Priority and cost, one below the other."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        if rank is not None:
            column.addWidget(label(_("priority {n}").format(n=rank), "small"), 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.cost, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        return column

    def show_cost(self, told: str) -> None:
        """Says what it costs a month to leave it; nothing where that is not known."""
        self.cost.setText(told)
        self.cost.setVisible(bool(told))
        parts = (self.hole.title, words.severity(self.hole.severity), told)
        self.setAccessibleName(", ".join(part for part in parts if part))


class PotholeList(Card):
    """`asked(id)`: open this one. `outside_asked()`: log one that belongs to no step."""

    asked = Signal(str)
    outside_asked = Signal()

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: object = None
        self.rows: list[PotholeRow] = []
        self._chosen = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 14, 1, 6)
        self._column.setSpacing(0)

    def show_scene(self, scene: Scene) -> None:
        """Lists what was found, anew where it is another."""
        found = (scene.potholes, scene.open.walk.number)
        if found != self._shown:
            self._shown = found
            self._list(scene)
        self._show_costs(scene.business.currency)

    def _show_costs(self, currency: str) -> None:
        """Apart from the rows: they follow when the other potholes of the journey are read."""
        found = self._session.costs
        for row in self.rows:
            amount = found.amount(row.hole.id)
            row.show_cost("" if amount is None else costing.words(amount, currency))

    def _list(self, scene: Scene) -> None:
        focused = next((row.hole.id for row in self.rows if row.hasFocus()), "")
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        rated = [hole for hole in self._session.by_priority if hole.severity is not None]
        unrated = [hole for hole in self._session.by_priority if hole.severity is None]
        self._group(_("Potholes, what to repair first"), rated, scene, "card")
        self._group(_("Not rated yet"), unrated, scene, "label")
        self._group(
            _("Bright spots: a repair must not break them"),
            [hole for hole in scene.potholes if hole.bright and scene.sighting(hole) is not None],
            scene,
            "label",
        )
        self._group(_("From the walk before, not met now"), list(self._session.carried), scene, "label")
        if not rated and not self.rows:
            self._column.addWidget(_headed(_("Potholes"), "card"))
            none = label(_("No pothole was marked in this walk. Open a step to mark one."), "secondary", wrap=True)
            none.setContentsMargins(16, 0, 16, 12)
            self._column.addWidget(none)
        self._column.addWidget(self._foot())
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            if item is not None and (part := item.widget()) is not None:
                part.show()  # Qt would show it a turn of the event loop later
        self.choose(self._chosen)
        for row in self.rows:
            if row.hole.id == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, title: str, holes: list[Pothole], scene: Scene, style: str) -> None:
        if not holes:
            return
        self._column.addWidget(_headed(title, style))
        for hole in holes:
            row = PotholeRow(hole, scene)
            row.asked.connect(lambda identity=hole.id: self.asked.emit(identity))
            row.moved.connect(lambda by, row=row: self._move(row, by))
            self._column.addWidget(line())
            self._column.addWidget(row)
            self.rows.append(row)

    def _foot(self) -> QWidget:
        """What belongs to no step is logged here."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(8, 8, 16, 6)
        words_of_it = _("Log a pothole outside any step…")
        self.outside = button(words_of_it, "quiet", "plus", size="row", clicked=self.outside_asked.emit)
        row.addWidget(self.outside)
        row.addStretch(1)
        return made

    def choose(self, pothole_id: str) -> None:
        """Shows one as open in the panel."""
        self._chosen = pothole_id
        for row in self.rows:
            row.set_open(row.hole.id == pothole_id)

    def _move(self, row: PotholeRow, by: int) -> None:
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)


def _not_met(hole: Pothole, scene: Scene) -> Verdict | None:
    """What a re-walk says of a pothole that it took along and did not meet."""
    if scene.sighting(hole) is not None:
        return None
    return next((seen.verdict for seen in hole.sightings if seen.walk_id == scene.walk_id), None)


def place(hole: Pothole, scene: Scene) -> str:
    """ "Delivery › 10 Waits for the parcel", with all steps of this walk where it belongs, or that there is none."""
    met = {step for seen in hole.sightings if seen.walk_id == scene.walk_id for step in seen.step_ids}
    steps = [step for step in scene.open.version.steps if step.id in met]
    if not steps:
        return _("Outside any step")
    parts = [f"{step.number} {step.title}" for step in steps]
    if len(steps) == 1:
        parts.insert(0, scene.open.version.stage_of(steps[0].id))
        return " › ".join(part for part in parts if part)
    return " · ".join(parts)


def _headed(title: str, style: str) -> QWidget:
    made = label(title, "card" if style == "card" else "label")
    made.setContentsMargins(16, 0 if style == "card" else 14, 16, 8)
    return made
