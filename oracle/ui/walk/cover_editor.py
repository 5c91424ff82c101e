"""Covering private parts of a capture: solid blocks drawn on the picture, by pointer or keys. Nothing is cut out of
the stored picture; everything that leaves it, from thumbnail to report, has the blocks burnt in.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from oracle import tokens
from oracle.capture.geometry import Frame, Rect, between, from_view, nudged, to_view
from oracle.language import _, ngettext
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture, Cover
from oracle.ui import theme
from oracle.ui.sheet import Sheet
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import button, label
from oracle.workspace import captures

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_SMALLEST = 4  # device pixels; less was a slip


def open_editor(session: WalkSession, capture: Capture, window: QWidget) -> None:
    """Reads the picture and opens the editor above `window`."""
    session.context.tasks.read(
        captures.image, capture.image, then=lambda data: CoverSheet(session, capture, data, window).open(), owner=window
    )


class CoverSheet(Sheet):
    """The picture, and its blocks stored with Done."""

    def __init__(self, session: WalkSession, capture: Capture, data: bytes, window: QWidget) -> None:
        room = window.screen().availableGeometry().size() if window.screen() else QSize(1280, 800)
        width = min(920, room.width() - 80)
        super().__init__(window, _("Cover private parts"), width=width)
        self._session, self._capture = session, capture
        self.body.addWidget(
            label(
                _("Drag a block over names, addresses and cards. With keys: Insert adds a block, arrows move it, with "
                  "Shift they size it, Tab goes to the next, Delete removes it."),
                "small", wrap=True,
            )
        )  # fmt: skip
        self.canvas = Canvas(QImage.fromData(QByteArray(data)), capture.covers)
        self.canvas.setMaximumHeight(max(240, room.height() - 320))
        self.canvas.setMinimumHeight(min(460, room.height() - 360))
        self.canvas.changed.connect(self._count)
        self.body.addWidget(self.canvas, 1)
        self.counted = label("", "small")
        self.body.addWidget(self.counted)
        done = button(_("Done"), "dark", clicked=self.done_covering)
        self.add_foot(done, button(_("Remove all"), "quiet", clicked=self.canvas.clear))
        # Enter belongs to the picture until Done has the focus.
        self._count()
        self.canvas.setFocus()

    def done_covering(self) -> None:
        """Stores the blocks; at a private step that answers its question too."""
        covers = self.canvas.covers
        if covers != self._capture.covers:
            marks = captures.covered(self._capture.marks, covers)
            self._session.change_capture(self._capture.id, captures.set_marks, marks, marks=marks)
        if covers and self._session.now.awaits_answer(self._capture):
            self._session.answer_privacy(self._capture.id, PrivacyAnswer.HIDDEN)
        self.accept()

    def _count(self) -> None:
        count = len(self.canvas.covers)
        some = ngettext("{n} block", "{n} blocks", count).format(n=count)
        self.counted.setText(some if count else _("Nothing is covered yet."))


class Canvas(QWidget):
    """The picture with its blocks, in device pixels; `changed()` after each change by the user."""

    changed = Signal()

    def __init__(self, image: QImage, covers: tuple[Cover, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self._frame = Frame(Rect(0, 0, image.width(), image.height()), max(1, image.width()), max(1, image.height()))
        self.covers = covers
        self.chosen: int | None = None
        self._pressed_at: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_("Picture to cover"))

    def clear(self) -> None:
        """Takes all blocks away."""
        self._become((), None)

    def sizeHint(self) -> QSize:
        return QSize(860, 460)

    # ---- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x, y = self._pixel(event.position().toPoint())
        self.chosen = next(
            (at for at in reversed(range(len(self.covers))) if _rect(self.covers[at]).contains(x, y)), None
        )
        self._pressed_at = (x, y) if self.chosen is None else None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        drawn = between(*self._pressed_at, *self._pixel(event.position().toPoint()))
        self._pressed_at = None
        if drawn.width > _SMALLEST and drawn.height > _SMALLEST:
            self._become((*self.covers, _cover(drawn)), len(self.covers))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS and self.chosen is not None:
            self._nudge(key, event.modifiers())
        elif key == Qt.Key.Key_Insert:
            self._add()
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.chosen is not None:
            rest = tuple(cover for at, cover in enumerate(self.covers) if at != self.chosen)
            self._become(rest, None)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the blocks, then on."""
        step = 1 if forward else -1
        following = (0 if forward else len(self.covers) - 1) if self.chosen is None else self.chosen + step
        if 0 <= following < len(self.covers):
            self.chosen = following
            self.update()
            return True
        self.chosen = None
        return super().focusNextPrevChild(forward)

    def _nudge(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        if self.chosen is None:
            return
        step = 1 if modifiers & Qt.KeyboardModifier.ControlModifier else 10
        dx, dy = (part * step for part in _ARROWS[key])
        grow = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        moved = _cover(nudged(_rect(self.covers[self.chosen]), self._frame.bounds, dx, dy, grow=grow))
        covers = tuple(moved if at == self.chosen else cover for at, cover in enumerate(self.covers))
        self._become(covers, self.chosen)

    def _add(self) -> None:
        width, height = max(1, self._frame.width // 4), max(1, self._frame.height // 10)
        made = Cover(
            x=(self._frame.width - width) // 2, y=(self._frame.height - height) // 2, width=width, height=height
        )
        self._become((*self.covers, made), len(self.covers))

    def _become(self, covers: tuple[Cover, ...], chosen: int | None) -> None:
        self.covers, self.chosen = covers, chosen
        self.update()
        self.changed.emit()

    # ---- where things are

    def shown(self) -> QRect:
        """Where the picture stands in the widget."""
        size = QSize(self._frame.width, self._frame.height)
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio) if self._is_larger(size) else size
        return QRect(QPoint((self.width() - fitted.width()) // 2, (self.height() - fitted.height()) // 2), fitted)

    def _is_larger(self, size: QSize) -> bool:
        return size.width() > self.width() or size.height() > self.height()

    def _pixel(self, point: QPoint) -> tuple[int, int]:
        place = self.shown()
        return from_view(point.x() - place.x(), point.y() - place.y(), self._frame, place.width(), place.height())

    def _view(self, rect: Rect) -> QRect:
        place = self.shown()
        seen = to_view(rect, self._frame, place.width(), place.height())
        return QRect(place.x() + seen.x, place.y() + seen.y, seen.width, seen.height)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), look.colour("sunken"))
        painter.drawImage(self.shown(), self._image)
        for at, cover in enumerate(self.covers):
            self._paint_block(painter, _rect(cover), chosen=at == self.chosen)
        if self._pressed_at is not None:
            here = self._pixel(self.mapFromGlobal(self.cursor().pos()))
            self._paint_block(painter, between(*self._pressed_at, *here), chosen=True)
        painter.setPen(QPen(look.colour("ink" if self.hasFocus() else "edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_block(self, painter: QPainter, rect: Rect, *, chosen: bool) -> None:
        view = self._view(rect)
        painter.fillRect(view, QColor(tokens.LIGHT.ink))
        if chosen:
            painter.setPen(QPen(theme.current().colour("road"), 2))
            painter.drawRect(view)


def _rect(cover: Cover) -> Rect:
    return Rect(cover.x, cover.y, cover.width, cover.height)


def _cover(rect: Rect) -> Cover:
    return Cover(x=rect.x, y=rect.y, width=rect.width, height=rect.height)
