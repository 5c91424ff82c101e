"""Two pictures on one ground: under a divider, side by side, or what differs; moved and made larger together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from oracle import tokens
from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets.divider import Divider

LARGEST, STEP = 8.0, 1.25  # zoom over the width that fits; one press of + or one notch of the wheel with Ctrl
_SETTLED_MS = 60  # after the last change of size, pictures are shrunk well
_CHIP, _MARGIN = 22, 10
_PAGE = 0.8  # of the height that Page up and Page down move


class Way(Enum):
    """How two pictures are compared."""

    SLIDER = "slider"
    SIDE = "side"
    DIFFERENCE = "difference"


@dataclass(slots=True)
class Shown:
    """A picture, its label, what is said where it is missing, and itself shrunk well to the size it is shown at."""

    image: QImage = field(default_factory=QImage)
    label: str = ""
    missing: str = ""
    shrunk: QImage = field(default_factory=QImage)


class CompareCanvas(QWidget):
    """Arrow keys move the divider by 2 % or, where there is none, the pictures; + − 0 and Ctrl with the wheel zoom."""

    zoomed = Signal()

    def __init__(self, shrink: Callable[..., Any], parent: QWidget | None = None) -> None:
        """`shrink(function, *args, then=…, owner=…)` computes beside the window."""
        super().__init__(parent)
        self._shrink = shrink
        self.then, self.now, self.difference = Shown(), Shown(), Shown()
        self.way = Way.SLIDER
        self.said = ""  # instead of a picture
        self.zoom = 1.0
        self._place = QPointF(0, 0)  # the picture's corner that is shown, in parts of its shown width
        self._held: tuple[QPoint, QPointF] | None = None
        self.divider = Divider(self)
        self.divider.valueChanged.connect(lambda _value: self._lay_out())
        self.divider.moved_to.connect(self._split_at)
        self.divider.scrolled.connect(self._scroll)
        self.divider.zoom_asked.connect(self.zoom_by)
        self._later = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._later.timeout.connect(self._shrink_all)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def refresh(self) -> None:
        """What is shown, or how, is another."""
        both = not self.then.image.isNull() and not self.now.image.isNull()
        self.divider.setVisible(self.way is Way.SLIDER and both and not self.said)
        self.setFocusProxy(self.divider if self.divider.isVisibleTo(self) else None)  # type: ignore[arg-type]
        self._lay_out()
        if self.isVisible():
            self._later.start()

    # ---- where things are

    def _pictures(self) -> tuple[Shown, ...]:
        """Those drawn now, from the left or from below."""
        if self.way is Way.DIFFERENCE and not self.difference.image.isNull():
            return (self.difference,)
        return tuple(each for each in (self.then, self.now) if not each.image.isNull())

    def _columns(self) -> tuple[QRect, ...]:
        """The part of the canvas for each picture drawn: all of it, or one half each."""
        pictures = self._pictures()
        if self.way is not Way.SIDE or len(pictures) < 2:
            return tuple(self.rect() for _picture in pictures)
        half = (self.width() - 1) // 2
        return (QRect(0, 0, half, self.height()), QRect(half + 1, 0, self.width() - half - 1, self.height()))

    def _fitting(self) -> float:
        """The width at which the pictures fit: both the same, never larger than the larger of them is."""
        columns = self._columns()
        room = columns[0].width() if columns else self.width()
        widest = max((each.image.width() for each in self._pictures()), default=room)
        return max(1.0, min(float(room), widest / self.devicePixelRatioF()))

    @property
    def shown_width(self) -> float:
        """How wide the pictures are shown, in logical pixels."""
        return self._fitting() * self.zoom

    def picture_rect(self, shown: Shown, column: QRect) -> QRectF:
        """Where a picture stands; widths are the same, whatever the sizes, and corners lie on one another."""
        width = self.shown_width
        height = width * shown.image.height() / max(1, shown.image.width())
        left = column.left() + max(0.0, (column.width() - width) / 2) - self._place.x() * width
        return QRectF(left, column.top() - self._place.y() * width, width, height)

    def split_x(self) -> float:
        """Where the divider stands: a part of the pictures' width that is seen."""
        seen = self._seen()
        return seen.left() + seen.width() * self.divider.value() / 100

    def _split_at(self, x: int) -> None:
        seen = self._seen()
        self.divider.setValue(round(100 * (x - seen.left()) / seen.width()))

    def _seen(self) -> QRectF:
        pictures = self._pictures()
        whole = self.picture_rect(pictures[0], self.rect()) if pictures else QRectF(self.rect())
        left, right = max(0.0, whole.left()), min(float(self.width()), whole.right())
        return QRectF(left, 0, max(1.0, right - left), self.height())

    def _lay_out(self) -> None:
        self.divider.setGeometry(
            round(self.split_x()) - self.divider.width() // 2, 0, self.divider.width(), self.height()
        )
        self.update()

    # ---- moving and zooming

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Makes larger or smaller about a point, 0 = as it fits."""
        point = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        columns = self._columns()
        column = next((each for each in columns if each.contains(point.toPoint())), self.rect())
        before, margin = self.shown_width, self._margin(column)
        inside = QPointF(point.x() - column.left() - margin, point.y())
        here = self._place + inside / before
        self.zoom = 1.0 if factor == 0 else min(LARGEST, max(1.0, self.zoom * factor))
        inside.setX(point.x() - column.left() - self._margin(column))
        self._move_to(here - inside / self.shown_width)
        self._later.start()
        self.zoomed.emit()

    def _margin(self, column: QRect) -> float:
        return max(0.0, (column.width() - self.shown_width) / 2)

    def _scroll(self, dx: float, dy: float) -> bool:
        """Moves what is seen by logical pixels; whether there was room to."""
        before = QPointF(self._place)
        self._move_to(self._place + QPointF(dx, dy) / self.shown_width)
        return self._place != before

    def _move_to(self, place: QPointF) -> None:
        columns, width = self._columns(), self.shown_width
        room = columns[0].width() if columns else self.width()
        tallest = max((each.image.height() / max(1, each.image.width()) for each in self._pictures()), default=0.0)
        right, bottom = max(0.0, 1 - room / width), max(0.0, tallest - self.height() / width)
        self._place = QPointF(min(max(0.0, place.x()), right), min(max(0.0, place.y()), bottom))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._move_to(self._place)
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (notches.y() / 120), event.position())
            event.accept()
            return
        by = event.pixelDelta() if not event.pixelDelta().isNull() else notches / 2
        # Where there is nothing more to see, the page that this stands on scrolls.
        event.setAccepted(self._scroll(-by.x(), -by.y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = (event.position().toPoint(), QPointF(self._place))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            at, place = self._held
            self._move_to(place - QPointF(event.position().toPoint() - at) / self.shown_width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-40.0, 0.0), Qt.Key.Key_Right: (40.0, 0.0), Qt.Key.Key_Up: (0.0, -40.0),
            Qt.Key.Key_Down: (0.0, 40.0), Qt.Key.Key_PageUp: (0.0, -_PAGE * self.height()),
            Qt.Key.Key_PageDown: (0.0, _PAGE * self.height()),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self._scroll(*steps[key])
        elif event.text() in {"+", "=", "-", "0"}:
            self.zoom_by({"+": STEP, "=": STEP, "-": 1 / STEP, "0": 0.0}[event.text()])
        else:
            super().keyPressEvent(event)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("sunken"))
        if self.said or not self._pictures():
            painter.setPen(look.colour("ink_2"))
            painter.setFont(look.font(tokens.BODY))
            words = self.said or _("no capture then, and none now")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)
        elif self.way is Way.SLIDER and len(self._pictures()) == 2:
            self._paint_split(painter)
        else:
            for shown, column in zip(self._pictures(), self._columns(), strict=True):
                self._paint_in(painter, shown, column)
            if len(self._columns()) == 2 and self.way is Way.SIDE:
                painter.fillRect(QRect(self._columns()[0].right() + 1, 0, 1, self.height()), look.colour("line"))
            self._paint_labels(painter)
        painter.end()

    def _paint_split(self, painter: QPainter) -> None:
        split = round(self.split_x())
        left, right = QRect(0, 0, split, self.height()), QRect(split, 0, self.width() - split, self.height())
        for shown, part in ((self.then, left), (self.now, right)):
            self._paint_in(painter, shown, self.rect(), part)
        self._paint_chip(painter, self.then.label, left, at_right=False)
        self._paint_chip(painter, self.now.label, right, at_right=True)

    def _paint_in(self, painter: QPainter, shown: Shown, column: QRect, part: QRect | None = None) -> None:
        painter.save()
        painter.setClipRect(part if part is not None else column)
        target = self.picture_rect(shown, column)
        image = shown.shrunk if shown.shrunk.width() == self._device_width() else shown.image
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() < 2 * self._device_width())
        seen = target.intersected(QRectF(column))
        scale = image.width() / target.width()
        source = QRectF(
            (seen.left() - target.left()) * scale, (seen.top() - target.top()) * scale,
            seen.width() * scale, seen.height() * scale,
        )  # fmt: skip
        if not seen.isEmpty():
            painter.drawImage(seen, image, source)
        painter.restore()

    def _paint_labels(self, painter: QPainter) -> None:
        if self.way is Way.DIFFERENCE and len(self._pictures()) == 1 and not self.difference.image.isNull():
            self._paint_chip(painter, self.difference.label, self.rect(), at_right=False)
            return
        columns = self._columns()
        if len(columns) == 2:
            self._paint_chip(painter, self.then.label, columns[0], at_right=False)
            self._paint_chip(painter, self.now.label, columns[1], at_right=True)
            return
        for shown, at_right in ((self.then, False), (self.now, True)):
            text = shown.missing if shown.image.isNull() else shown.label
            self._paint_chip(painter, text, self.rect(), at_right=at_right, quiet=shown.image.isNull())

    def _paint_chip(self, painter: QPainter, text: str, part: QRect, *, at_right: bool, quiet: bool = False) -> None:
        """A word in a corner, left out where its part is too narrow for it."""
        look = theme.current()
        font = look.font(tokens.LABEL)
        width = QFontMetrics(font).horizontalAdvance(text) + 2 * 8
        if not text or width + 2 * _MARGIN > part.width():
            return
        left = part.right() + 1 - _MARGIN - width if at_right else part.left() + _MARGIN
        ground = QRectF(left, part.top() + _MARGIN, width, _CHIP)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("edge") if quiet else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface" if quiet else "ink"))
        painter.drawRoundedRect(ground, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.setPen(look.colour("ink_2" if quiet else "on_ink"))
        painter.setFont(font)
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # ---- shrinking beside the window

    def _device_width(self) -> int:
        return round(self.shown_width * self.devicePixelRatioF())

    def _shrink_all(self) -> None:
        wanted = self._device_width()
        for shown in (self.then, self.now, self.difference):
            image = shown.image
            if image.isNull() or image.width() <= wanted or shown.shrunk.width() == wanted:
                continue
            self._shrink(_shrunk, image, wanted, then=self._taking(shown, image), owner=self)

    def _taking(self, shown: Shown, image: QImage) -> Callable[[QImage], None]:
        def take(shrunk: QImage) -> None:
            if shown.image is image and shrunk.width() == self._device_width():
                shown.shrunk = shrunk
                self.update()

        return take


def _shrunk(image: QImage, width: int) -> QImage:
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
