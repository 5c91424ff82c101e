"""The picture of a pothole, as reports show it; the others small below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from oracle import tokens, words
from oracle.language import _
from oracle.model.walk import Capture
from oracle.ui import small_pictures, theme
from oracle.ui.context import Context
from oracle.ui.potholes import store
from oracle.ui.widgets import ThumbnailStrip, tooltip
from oracle.ui.widgets.thumbnails import filling

HEIGHT = 160
_SHARP = 2  # device pixels that the picture is made for


def capture_name(shot: Capture) -> str:
    """Its caption, the page's title, the file's name, else how it was taken."""
    return shot.caption or shot.title or shot.file_name or words.source(shot.source)


class Picture(QAbstractButton):
    """One picture that fills its frame from the top. A click, Enter or Space opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see yet."""
        return self._image.isNull()

    def set_image(self, image: QImage) -> None:
        """Shows a picture; an empty one shows that it is on its way."""
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.fillPath(shape, look.colour("sunken"))
        painter.setClipPath(shape)
        if not self._image.isNull():
            painter.drawImage(frame, self._image, filling(self._image, self.size()))
        painter.setClipping(False)
        painter.setPen(QPen(look.colour("ink" if self.hasFocus() or self.underMouse() else "edge"), 1))
        painter.drawPath(shape)
        painter.end()


class CaptureView(QWidget):
    """`opened(capture_id)`: the picture was pressed."""

    opened = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._captures: tuple[Capture, ...] = ()
        self.shown_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.picture = Picture()
        self.picture.clicked.connect(lambda *_checked: self.opened.emit(self.shown_id))
        self.strip = ThumbnailStrip(56, 36)
        self.strip.setAccessibleName(_("Captures that show it"))
        self.strip.opened.connect(self.show_capture)
        column.addWidget(self.picture)
        column.addWidget(self.strip)
        self.hide()

    def show_captures(self, captures: tuple[Capture, ...]) -> None:
        """Shows these, the first one large; the one that was large stays so."""
        if captures == self._captures:
            return
        self._captures = captures
        self.setVisible(bool(captures))
        several = captures if len(captures) > 1 else ()
        self.strip.setVisible(bool(several))
        self.strip.set_items(tuple((each.id, capture_name(each)) for each in several))
        for each in several:
            self._context.tasks.read(
                small_pictures.thumbnail, each.id, self.strip.room, failed=lambda _error: None, owner=self,
                then=partial(self.strip.set_picture, each.id),
            )  # fmt: skip
        if captures:
            known = [each.id for each in captures]
            self.show_capture(self.shown_id if self.shown_id in known else known[0])

    def show_capture(self, capture_id: str) -> None:
        """Shows one large: small at first, sharp as soon as that is made."""
        shot = next((each for each in self._captures if each.id == capture_id), None)
        if shot is None:
            return
        if capture_id != self.shown_id:
            self.picture.set_image(QImage())
        self.shown_id = capture_id
        name = _("{capture}: open it to draw on it").format(capture=capture_name(shot))
        self.picture.setAccessibleName(name)
        tooltip(self.picture, name)
        self._context.tasks.read(
            store.report_picture, capture_id, then=lambda data: self._sharpen(capture_id, data),
            failed=lambda _error: None, owner=self,
        )  # fmt: skip

    def _sharpen(self, capture_id: str, data: bytes) -> None:
        self._context.tasks.compute(
            small_pictures.fitted, data, QSize(self.picture.width(), HEIGHT) * _SHARP, owner=self,
            then=lambda image: self.picture.set_image(image) if capture_id == self.shown_id else None,
        )  # fmt: skip
