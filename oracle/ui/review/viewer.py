"""A capture, large, as reports show it: with its caption, what is left out, and what is private."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from oracle import imaging, words
from oracle.capture.grab import decoded
from oracle.language import _
from oracle.model.mark import Mark
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture
from oracle.ui import dates, theme
from oracle.ui.review.choices import Answers
from oracle.ui.review.compare_captures import CompareCaptures
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk import annotating
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Elided, Field, button, icon_button, label, line
from oracle.workspace import captures

MARGIN = 20


def capture_name(scene: Scene, shot: Capture) -> str:
    """What a capture is called: its caption, the page's title, the file's name, else how it was taken."""
    name = shot.caption or shot.title or shot.file_name or words.source(shot.source)
    if scene.awaits_answer(shot):
        return _("{name} (left out until you say what it shows)").format(name=name)
    return name


class _Picture(QWidget):
    """The picture as large as it fits, never larger than it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)

    def set_picture(self, image: QImage) -> None:
        self._image = image
        self.update()

    @property
    def is_empty(self) -> bool:
        return self._image.isNull()

    def sizeHint(self) -> QSize:
        return QSize(900, 520)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.current().colour("sunken"))
        if not self._image.isNull():
            size = self._image.size() / self.devicePixelRatioF()
            if size.width() > self.width() or size.height() > self.height():
                size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            x, y = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(x, y, size.width(), size.height()), self._image)
        painter.end()


class CaptureViewer(QDialog):
    """One capture after the other, by the arrows; everything is stored as it is said."""

    def __init__(self, session: ReviewSession, capture_id: str, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Capture"))
        self._session, self._id = session, capture_id
        self._drawn: object = None
        room = window.size()
        self.resize(min(1100, max(640, room.width() - 80)), min(820, max(480, room.height() - 60)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.picture = _Picture()
        column.addWidget(self.picture, 1)
        column.addWidget(line())
        column.addWidget(self._foot())
        session.changed.connect(self._show)
        self.finished.connect(lambda _result: self.caption.flush())
        self._show()
        self.caption.setFocus()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(MARGIN, 12, 12, 12)
        row.setSpacing(8)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        self.title, self.about = Elided("", "card"), Elided("", "small")
        titles.addWidget(self.title)
        titles.addWidget(self.about)
        row.addLayout(titles, 1)
        self.compare = icon_button("columns-2", _("Compare with another capture"), clicked=self._compare)
        row.addWidget(self.compare)
        self.before = icon_button("chevron-left", _("Capture before"), clicked=lambda: self._go(-1))
        self.after = icon_button("chevron-right", _("Next capture"), clicked=lambda: self._go(1))
        for each in (self.before, self.after, icon_button("x", _("Close"), clicked=self.accept)):
            row.addWidget(each)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(MARGIN, 12, MARGIN, 16)
        column.setSpacing(10)
        self.caption = Field(_("Caption"), _("What does it show?"))
        self.caption.changed.connect(lambda text: self._session.caption(self._id, text))
        column.addWidget(self.caption)
        self._private = QWidget()
        asked = QHBoxLayout(self._private)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(12)
        asked.addWidget(label(_("Private step: does it show a name, address or card?"), "label-ink"))
        self.privacy = Answers(
            ((PrivacyAnswer.NOTHING_TO_HIDE, _("Nothing private")), (PrivacyAnswer.HIDDEN, _("Covered")),
             (PrivacyAnswer.LEAVE_OUT, _("Leave it out"))),
            _("Private"),
        )  # fmt: skip
        self.privacy.chosen.connect(self._answer)
        asked.addWidget(self.privacy, 1)
        column.addWidget(self._private)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.left_out = QCheckBox(_("Leave out of the report"))
        self.left_out.clicked.connect(lambda on: self._session.leave_out(self._id, on))
        row.addWidget(self.left_out)
        row.addStretch(1)
        self.delete = button(_("Delete"), "danger", "trash-2", clicked=self._delete)
        self.annotate = button(_("Annotate…"), "plain", "pencil", clicked=self._annotate)
        row.addWidget(self.delete)
        row.addWidget(self.annotate)
        column.addLayout(row)
        return foot

    # ---- showing

    def _shots(self) -> tuple[Capture, ...]:
        shown = self._shot()
        return self._session.now.open.captures_at(shown.step_id) if shown is not None else ()

    def _shot(self) -> Capture | None:
        scene = self._session.scene
        found = scene.open.captures if scene is not None else ()
        return next((shot for shot in found if shot.id == self._id), None)

    def _show(self) -> None:
        shot = self._shot()
        if shot is None:
            self.reject()
            return
        scene = self._session.now
        step = scene.open.version.step(shot.step_id)
        ids = [each.id for each in self._shots()]
        self.title.setText(_("Step {n}: {title}").format(n=step.number, title=step.title))
        facts = [f"{ids.index(shot.id) + 1} / {len(ids)}", words.source(shot.source), dates.moment(shot.taken_at)]
        facts += ["{} × {}".format(*shot.shown_size), shot.url]
        self.about.setText(" · ".join(fact for fact in facts if fact))
        self.caption.set_text(shot.caption)
        self.left_out.setChecked(shot.left_out)
        self._private.setVisible(step.private)
        self.privacy.set_value(shot.privacy)
        self.before.setEnabled(ids[0] != shot.id)
        self.after.setEnabled(ids[-1] != shot.id)
        self.compare.setEnabled(len(scene.open.captures) > 1)
        self._draw(shot)

    def _draw(self, shot: Capture) -> None:
        state = (shot.id, shot.image, shot.look)
        if state != self._drawn:
            self._drawn = state
            tasks = self._session.context.tasks

            def show(data: bytes) -> None:
                tasks.compute(_shown, data, shot.marks, then=lambda image: self._fill(state, image), owner=self)

            # It may be burnt in meanwhile: then another picture is asked for.
            tasks.read(captures.image, shot.image, then=show, failed=lambda _error: None, owner=self)

    def _fill(self, state: object, image: QImage) -> None:
        if state == self._drawn:
            self.picture.set_picture(image)

    # ---- doing

    def _go(self, by: int) -> None:
        ids = [shot.id for shot in self._shots()]
        at = ids.index(self._id) + by
        if 0 <= at < len(ids):
            self.caption.flush()
            self._id = ids[at]
            self._show()

    def _answer(self, answer: PrivacyAnswer | None) -> None:
        if answer is None:
            self._show()
        else:
            self._session.answer_privacy(self._id, answer)

    def _annotate(self) -> None:
        self.accept()
        annotating.annotate(self._session, self._id, self, large=True)

    def _compare(self) -> None:
        window = self.parentWidget()
        self.accept()
        CompareCaptures(self._session, self._id, window or self).open()

    def _delete(self) -> None:
        self._session.delete_capture(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is not None:
            self._go(by)
        else:
            super().keyPressEvent(event)


def _shown(data: bytes, marks: tuple[Mark, ...]) -> QImage:
    """The picture with its marks; seconds for a large one, so for any thread but the lane's and the window's."""
    return decoded(imaging.rendition(data, marks).data if marks else data)
