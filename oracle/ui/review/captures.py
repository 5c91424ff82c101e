"""The captures of a step in the review: shown, opened large, put in order, moved, left out, deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle.capture import clipboard
from oracle.language import _
from oracle.model.walk import Capture
from oracle.ui import small_pictures
from oracle.ui.review.compare_captures import CompareCaptures
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.viewer import CaptureViewer, capture_name
from oracle.ui.walk import annotating
from oracle.ui.walk.added_pictures import AddedPictures
from oracle.ui.walk.privacy import PrivacyQuestion
from oracle.ui.walk.scene import Scene, left_out
from oracle.ui.widgets import ThumbnailStrip, button, label

PICTURES = "*.png *.jpg *.jpeg *.webp *.heic *.heif"


class CapturesPart(QWidget):
    """The strip, Add pictures, and the question about private ones. Pictures can be dropped on it."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._adding = AddedPictures(session, self)
        self._drawn: dict[str, object] = {}
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(_("Captures"), "label"))
        head.addStretch(1)
        self.add = button(_("Add pictures…"), "quiet", "image-plus", size="row", clicked=self._choose_files)
        head.addWidget(self.add)
        column.addLayout(head)
        self.none = label(_("No picture was taken here."), "secondary")
        column.addWidget(self.none)
        self.strip = ThumbnailStrip(112, 72)
        self.strip.wanted.connect(self._read)
        self.strip.opened.connect(self.open_large)
        self.strip.remove_asked.connect(session.delete_capture)
        self.strip.menu_asked.connect(lambda key, place: self.menu_for(key).popup(place))
        column.addWidget(self.strip)
        self.privacy = PrivacyQuestion(session)
        column.addWidget(self.privacy)

    def show_scene(self, scene: Scene) -> None:
        """Shows the captures of the open step."""
        shots = scene.open.captures_at(scene.step.id)
        self.none.setVisible(not shots)
        self.strip.setVisible(bool(shots))
        self.strip.set_items(tuple((shot.id, capture_name(scene, shot)) for shot in shots))
        for shot in shots:
            self.strip.set_left_out(shot.id, left_out(scene, shot))
            self._draw(shot)
        self.privacy.show_scene(scene)

    def _draw(self, shot: Capture) -> None:
        state = (shot.image, shot.look, shot.step_id)
        if self._drawn.get(shot.id) != state:
            self._drawn[shot.id] = state
            self.strip.refresh(shot.id)

    def _read(self, capture_id: str) -> None:
        """A thumbnail has come into sight."""
        self._session.context.tasks.read(
            small_pictures.thumbnail, capture_id, self.strip.room,
            then=lambda image: self.strip.set_picture(capture_id, image),
            failed=lambda _error: self._drawn.pop(capture_id, None), owner=self,
        )  # fmt: skip

    def forget(self) -> None:
        """Another step: its pictures are read anew."""
        self._drawn.clear()

    # ---- what can be done to one

    def open_large(self, capture_id: str) -> CaptureViewer | None:
        """Opens a capture large, with all that can be said of it."""
        if all(shot.id != capture_id for shot in self._session.now.open.captures):
            return None
        viewer = CaptureViewer(self._session, capture_id, self.window())
        viewer.open()
        return viewer

    def compare(self, capture_id: str) -> CompareCaptures:
        """Opens a capture beside another one of the walk; only where there is one."""
        sheet = CompareCaptures(self._session, capture_id, self.window())
        sheet.open()
        return sheet

    def menu_for(self, capture_id: str) -> QMenu:
        """Everything that can be done to a capture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        scene = self._session.now
        shot = next((each for each in scene.open.captures if each.id == capture_id), None)
        if shot is None:
            return menu
        menu.addAction(_("Open"), lambda: self.open_large(capture_id))
        menu.addAction(_("Annotate…"), lambda: annotating.annotate(self._session, capture_id, self))
        compare = menu.addAction(_("Compare with another…"), lambda: self.compare(capture_id))
        compare.setEnabled(len(scene.open.captures) > 1)
        word = _("Take into the report") if shot.left_out else _("Leave out of the report")
        menu.addAction(word, lambda: self._session.leave_out(capture_id, not shot.left_out))
        menu.addSeparator()
        ids = [each.id for each in scene.open.captures_at(scene.step.id)]
        at = ids.index(capture_id) if capture_id in ids else 0
        for text, by in ((_("Move left"), -1), (_("Move right"), 1)):
            action = menu.addAction(text, _swapping(self._session, ids, at, at + by))
            action.setEnabled(0 <= at + by < len(ids))
        steps = menu.addMenu(_("Move to step"))
        for step in scene.open.version.steps:
            if step.id != shot.step_id:
                title = f"{step.number}  {step.title}".replace("&", "&&")
                steps.addAction(title, _moving(self._session, capture_id, step.id))
        menu.addSeparator()
        menu.addAction(_("Delete"), lambda: self._session.delete_capture(capture_id))
        return menu

    # ---- adding

    def _choose_files(self) -> None:
        dialog = QFileDialog(
            self.window(), _("Add pictures"), str(Path.home()), _("Pictures ({kinds})").format(kinds=PICTURES)
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self._adding.add_files([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if clipboard.holds_pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._adding.drop(event.mimeData())


def _swapping(session: ReviewSession, ids: list[str], one: int, other: int) -> Callable[[], None]:
    def swap() -> None:
        order = list(ids)
        order[one], order[other] = order[other], order[one]
        session.order_captures(order)

    return swap


def _moving(session: ReviewSession, capture_id: str, step_id: str) -> Callable[[], None]:
    return lambda: session.move_capture(capture_id, step_id)
