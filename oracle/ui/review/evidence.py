"""Where a pothole was met, and which captures show it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.pothole import Pothole, Sighting
from oracle.model.walk import Capture
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.viewer import CaptureViewer, capture_name
from oracle.ui.walk.scene import Scene, left_out
from oracle.ui.widgets import Elided, FlowLayout, icon_button, label
from oracle.ui.widgets.split import menu_button
from oracle.ui.widgets.thumbnails import Thumbnail
from oracle.workspace import captures

WIDTH, HEIGHT = 100, 64


class EvidencePart(QWidget):
    """Steps with a way to take each out and to join more, and captures with a tick each."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._hole: Pothole | None = None
        self._shown: object = None
        self.ticks: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._pictures_head = label(_("Captures that show it"), "label")
        column.addWidget(self._pictures_head)
        self._pictures = QWidget()
        self._pictures_flow = FlowLayout(self._pictures, gap=8)
        column.addWidget(self._pictures)
        self._none = label(_("No picture was taken at its steps."), "secondary", wrap=True)
        column.addWidget(self._none)
        column.addSpacing(6)
        column.addWidget(label(_("Met at"), "label"))
        self._steps = QVBoxLayout()
        self._steps.setSpacing(2)
        column.addLayout(self._steps)
        self.menu = QMenu(self)
        self.join = menu_button(_("Also met at…"), self.menu, size="small")
        column.addWidget(self.join)

    def show_pothole(self, hole: Pothole, scene: Scene) -> None:
        """Shows its places in this walk."""
        seen = _sighting(hole, scene)
        shots = tuple(
            shot for step in scene.open.version.steps if step.id in seen.step_ids
            for shot in scene.open.captures_at(step.id)
        )  # fmt: skip
        state = (hole.id, seen, shots)
        self._hole = hole
        if state == self._shown:
            return
        self._shown = state
        self._show_pictures(seen, shots, scene)
        self._show_steps(seen, scene)
        self._fill_menu(seen, scene)

    def _show_pictures(self, seen: Sighting, shots: tuple[Capture, ...], scene: Scene) -> None:
        _empty(self._pictures_flow)
        self.ticks = {}
        for shot in shots:
            made = QWidget(self._pictures)
            column = QVBoxLayout(made)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3)
            picture = Thumbnail(capture_name(scene, shot), WIDTH, HEIGHT)
            picture.set_left_out(left_out(scene, shot))
            picture.clicked.connect(lambda *_checked, identity=shot.id: self._open(identity))
            column.addWidget(picture)
            tick = QCheckBox(_("Shows it"))
            tick.setChecked(shot.id in seen.capture_ids)
            tick.clicked.connect(lambda on, identity=shot.id: self._tick(identity, on))
            column.addWidget(tick)
            self.ticks[shot.id] = tick
            self._pictures_flow.addWidget(made)
            made.show()
            self._session.context.tasks.read(
                captures.thumbnail, shot.id, then=picture.set_picture, failed=lambda _error: None, owner=picture
            )
        self._pictures.setVisible(bool(shots))
        self._none.setVisible(not shots and bool(seen.step_ids))
        self._pictures_head.setVisible(bool(shots) or bool(seen.step_ids))

    def _show_steps(self, seen: Sighting, scene: Scene) -> None:
        _empty(self._steps)
        if not seen.step_ids:
            self._steps.addWidget(label(_("Outside any step"), "secondary"))
        for step in scene.open.version.steps:
            if step.id not in seen.step_ids:
                continue
            made = QWidget()
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(Elided(f"{step.number}  {step.title}"), 1)
            if len(seen.step_ids) > 1:
                name = _("Not met at “{step}”").format(step=step.title)
                row.addWidget(icon_button("x", name, size="row", clicked=partial(self._part, step.id)))
            self._steps.addWidget(made)

    def _fill_menu(self, seen: Sighting, scene: Scene) -> None:
        self.menu.clear()
        for step in scene.steps:
            if step.id not in seen.step_ids:
                title = f"{step.number}  {step.title}".replace("&", "&&")
                self.menu.addAction(title, partial(self._join, step.id))
        self.join.setEnabled(not self.menu.isEmpty())

    # ---- doing

    def _open(self, capture_id: str) -> None:
        CaptureViewer(self._session, capture_id, self.window()).open()

    def _tick(self, capture_id: str, on: bool) -> None:
        if self._hole is not None:
            seen = _sighting(self._hole, self._session.now)
            kept = [each for each in seen.capture_ids if each != capture_id]
            shown = [*kept, capture_id] if on else kept
            self._session.place_pothole(self._hole.id, step_ids=seen.step_ids, capture_ids=shown)

    def _join(self, step_id: str) -> None:
        if self._hole is not None:
            self._session.join_pothole(self._hole.id, step_id)

    def _part(self, step_id: str) -> None:
        if self._hole is not None:
            scene = self._session.now
            seen = _sighting(self._hole, scene)
            gone = {shot.id for shot in scene.open.captures_at(step_id)}
            self._session.place_pothole(
                self._hole.id, step_ids=[each for each in seen.step_ids if each != step_id],
                capture_ids=[each for each in seen.capture_ids if each not in gone],
            )  # fmt: skip


def _sighting(hole: Pothole, scene: Scene) -> Sighting:
    return next(seen for seen in hole.sightings if seen.walk_id == scene.walk_id)


def _empty(layout: QVBoxLayout | FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
