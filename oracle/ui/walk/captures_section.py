"""The captures of the step: thumbnails, each with what can be done to it, and Capture beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QPushButton, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.walk import Capture
from oracle.ui import bus
from oracle.ui.walk import annotating, capture_ways
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.keycap import with_key
from oracle.ui.walk.phone_photos import PhonePhotos
from oracle.ui.walk.privacy import PrivacyQuestion
from oracle.ui.walk.scene import Pending, Scene, left_out
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import Thumbnail, Wrapped, button, label, tooltip
from oracle.workspace import captures

CAPTURE_SIZE = (132, 50)
_PREVIEW = ()  # what a thumbnail shows until its capture is known


class CapturesSection(QWidget):
    """Capture, the strip, and the question about private pictures."""

    def __init__(
        self,
        session: WalkSession,
        capturing: Capturing,
        parent: QWidget | None = None,
        *,
        thumbnail: int = 72,
        other_ways: bool = False,
    ) -> None:
        super().__init__(parent)
        self._session, self._capturing = session, capturing
        self._drawn: dict[str, tuple[object, ...]] = {}
        self._opens_newest = ""  # the step whose newest capture is to be opened once it is there
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # one picture more leaves the others unpainted
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(_("Captures of this step"), "label"), 1)
        if other_ways:
            head.addWidget(self._other_ways())
        column.addLayout(head)
        self.capture = with_key(button(_("Capture"), "dark", "camera", clicked=capturing.capture), "C", CAPTURE_SIZE[1])
        self.capture.setFixedSize(*CAPTURE_SIZE)
        self._row, self._thumbnail = Wrapped(gap=6), thumbnail
        self._row.show_widgets([self.capture])
        self.thumbnails: dict[str, Thumbnail] = {}
        column.addWidget(self._row)
        self.phone = PhonePhotos(capturing.phone)
        column.addWidget(self.phone)
        self.privacy = PrivacyQuestion(session)
        column.addWidget(self.privacy)
        session.settled.connect(self._take_over)
        capturing.whole.over.connect(lambda: QTimer.singleShot(0, self, self._expect_no_more))

    def _other_ways(self) -> QPushButton:
        """Beside a walk outside there is no bar of the ways to capture."""
        self.other_ways = button(_("Other ways"), "quiet", size="small", strong=True)
        self.other_ways.setMenu(capture_ways.whole_menu(self._capturing, self))
        self.other_ways.setProperty("menu", True)
        return self.other_ways

    # ---- showing

    def show_scene(self, scene: Scene) -> None:
        """Shows the captures stored at the current step, then those that are not stored yet."""
        here = scene.step.id
        stored = scene.open.captures_at(here)
        names = {capture.id: _name(scene, capture, at) for at, capture in enumerate(stored)}
        waiting = tuple(each for each in self._session.pending if each.step_id == here and each.key not in names)
        self._show_names(names | {each.key: _waiting_name(each) for each in waiting})
        for capture in stored:
            self.thumbnails[capture.id].set_left_out(left_out(scene, capture))
            self._draw(capture)
        for each in waiting:
            self._draw_pending(each)
        self.privacy.show_scene(scene)
        if self._opens_newest == here and not waiting and not self._is_coming():
            self._opens_newest = ""
            QTimer.singleShot(0, self, self.annotate_newest)  # whoever else shows the scene does so first

    def _show_names(self, names: dict[str, str]) -> None:
        """One thumbnail a name, in this order; those that stay keep their picture and the focus."""
        before = tuple(self.thumbnails)
        for key in [key for key in before if key not in names]:
            gone = self.thumbnails.pop(key)
            self._drawn.pop(key, None)
            gone.hide()
            gone.deleteLater()
        self.thumbnails = {key: self.thumbnails.get(key) or self._made(name) for key, name in names.items()}
        if tuple(self.thumbnails) != before:
            self._row.show_widgets([self.capture, *self.thumbnails.values()])
        for key, name in names.items():
            made = self.thumbnails[key]
            if made.accessibleName() != name:
                made.setAccessibleName(name)
                tooltip(made, name)

    def _made(self, name: str) -> Thumbnail:
        made = Thumbnail(name, self._thumbnail, CAPTURE_SIZE[1])
        made.clicked.connect(lambda *_checked: self.annotate(self._key_of(made)))
        made.remove_asked.connect(lambda: self._delete(self._key_of(made)))
        made.menu_asked.connect(lambda place: self.menu_for(self._key_of(made)).popup(place))
        return made

    def _key_of(self, thumbnail: Thumbnail) -> str:
        return next((key for key, made in self.thumbnails.items() if made is thumbnail), "")

    def _take_over(self, key: str, capture_id: str) -> None:
        """The picture is stored: its thumbnail stays as it is, under the capture's id."""
        if key in self.thumbnails:
            self.thumbnails = {capture_id if each == key else each: made for each, made in self.thumbnails.items()}
        if key in self._drawn:
            self._drawn[capture_id] = self._drawn.pop(key)

    def _show_picture(self, key: str, data: bytes) -> None:
        if key in self.thumbnails:
            self.thumbnails[key].set_picture(data)

    def _draw(self, capture: Capture) -> None:
        state = (capture.image, capture.look)
        shown = self._drawn.get(capture.id)
        self._drawn[capture.id] = state
        if shown == state or (shown == _PREVIEW and not capture.look):
            return
        self._session.context.tasks.read(
            captures.thumbnail, capture.id, then=lambda data: self._show_picture(capture.id, data),
            failed=lambda _error: self._drawn.pop(capture.id, None), owner=self,
        )  # fmt: skip

    def _draw_pending(self, pending: Pending) -> None:
        if pending.key not in self._drawn and not pending.preview.isNull():
            self._drawn[pending.key] = _PREVIEW
            self.thumbnails[pending.key].set_image(pending.preview)

    # ---- what can be done to one

    def menu_for(self, capture_id: str) -> QMenu:
        """Everything that can be done to a capture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        scene = self._session.now
        capture = next((each for each in scene.open.captures if each.id == capture_id), None)
        if capture is None:
            return menu
        for text, act in (
            (_("Annotate…"), lambda: self.annotate(capture_id)),
            (_("Redact private parts…"), lambda: self.annotate(capture_id, tool=annotating.REDACT)),
            (_("Caption…"), lambda: self._ask_caption(capture)),
            (_("Take into the report") if capture.left_out else _("Leave out of the report"),
             lambda: self._session.leave_out(capture_id, not capture.left_out)),
        ):  # fmt: skip
            menu.addAction(text, act)
        menu.addSeparator()
        self._add_order(menu, capture_id)
        self._add_steps(menu, scene, capture_id)
        menu.addSeparator()
        menu.addAction(_("Delete"), lambda: self._delete(capture_id))
        return menu

    def _add_order(self, menu: QMenu, capture_id: str) -> None:
        ids = [each.id for each in self._session.now.open.captures_at(self._session.step.id)]
        at = ids.index(capture_id) if capture_id in ids else 0
        for text, step in ((_("Move left"), -1), (_("Move right"), 1)):
            action = menu.addAction(text, partial(self._move_by, capture_id, step))
            action.setEnabled(0 <= at + step < len(ids))

    def _move_by(self, capture_id: str, step: int) -> None:
        ids = [each.id for each in self._session.now.open.captures_at(self._session.step.id)]
        at = ids.index(capture_id)
        ids[at], ids[at + step] = ids[at + step], ids[at]
        self._session.order_captures(ids)

    def _add_steps(self, menu: QMenu, scene: Scene, capture_id: str) -> None:
        steps = menu.addMenu(_("Move to step"))
        for step in scene.open.version.steps:
            if step.id != scene.step.id:
                title = f"{step.number}  {step.title}".replace("&", "&&")
                steps.addAction(title, _moving(self._session, capture_id, step.id))

    def annotate(self, capture_id: str, *, tool: str = "") -> None:
        """Opens a capture to be marked; nothing for one that is not stored yet."""
        annotating.annotate(self._session, capture_id, self, tool=tool)

    def annotate_newest(self) -> None:
        """Opens the capture of this step that was taken last, as soon as it is stored."""
        session = self._session
        self._opens_newest = ""
        if self._capturing.whole.running or any(each.step_id == session.step.id for each in session.pending):
            self._opens_newest = session.step.id
            return  # comes back when it is read
        taken = session.now.open.captures_at(session.step.id)
        if taken:
            self.annotate(max(taken, key=lambda each: each.taken_at).id)
        else:
            session.context.bus.message.emit(bus.INFO, _("Nothing was captured at this step yet: C takes a picture."))

    def _is_coming(self) -> bool:
        return self._capturing.whole.running or bool(self._session.pending)

    def _expect_no_more(self) -> None:
        """The picture of a whole page was given up: nothing is to be opened then."""
        if not self._is_coming():
            self._opens_newest = ""

    def _ask_caption(self, capture: Capture) -> None:
        dialog = QInputDialog(self.window())
        dialog.setWindowTitle(_("Caption"))
        dialog.setLabelText(_("What does it show?"))
        dialog.setTextValue(capture.caption)
        dialog.textValueSelected.connect(lambda text: self._session.caption(capture.id, text.strip()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _delete(self, capture_id: str) -> None:
        if not capture_id.startswith("pending-"):
            self._session.delete_capture(capture_id)


def _moving(session: WalkSession, capture_id: str, step_id: str) -> Callable[[], None]:
    return lambda: session.move_capture(capture_id, step_id)


def _name(scene: Scene, capture: Capture, at: int) -> str:
    name = capture.caption or capture.title or capture.file_name or _("Capture {n}").format(n=at + 1)
    if scene.awaits_answer(capture):
        return _("{name} (left out until you say what it shows)").format(name=name)
    return name


def _waiting_name(pending: Pending) -> str:
    return _("Capture") if pending.stored else _("Not yet stored")
