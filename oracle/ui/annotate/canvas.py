"""The capture with its marks, zoomed and scrolled, and what lies over it only while it is edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from oracle import tokens
from oracle.language import _
from oracle.method import marks as geometry
from oracle.method import private
from oracle.model.mark import Mark, MarkKind, Private
from oracle.model.walk import block_of
from oracle.ui import theme
from oracle.ui.annotate import handles, layers, painting, picture
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.gestures import Banding, Gesture, Moving, Scribbling
from oracle.ui.annotate.layers import Ground, Overview, Sprite, Trail, draw_marks
from oracle.ui.annotate.picture import Levels
from oracle.ui.annotate.view import View

_REST_MS = 120  # without another zoom: everything is drawn sharply
_IDLE_MS = 400
_NEAR = 600  # px around the window


class Canvas(QAbstractScrollArea):
    """Shows a document over its picture. `zoomed(float)` at another zoom or place; who hears its events acts on it."""

    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Capture with its marks"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.view = View()
        self.document: MarksDocument | None = None
        self.levels: Levels | None = None
        self.gesture: Gesture | None = None
        self.hidden = ""  # the text that is being edited in its place
        self.trouble = ""
        self._found: tuple[Private, ...] = ()
        self._pointed: Private | None = None
        self._placing = False
        self._fits = True  # the zoom follows the window's size
        self._ringed = False
        self._ground = Ground()
        self._sprite: Sprite | None = None
        self._trail: Trail | None = None
        self._overview: Overview | None = None
        self._resting = QTimer(self, singleShot=True, interval=_REST_MS)
        self._resting.timeout.connect(self.viewport().update)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._look_over)
        theme.current().changed.connect(self._restyle)

    # ---- what is shown

    def show_document(self, document: MarksDocument | None) -> None:
        """Shows other marks."""
        if self.document is not None:
            self.document.changed.disconnect(self._follow)
            self.document.selection_changed.disconnect(self.viewport().update)
        self.document, self.gesture, self._sprite, self.hidden = document, None, None, ""
        if document is not None:
            document.changed.connect(self._follow)
            document.selection_changed.connect(self.viewport().update)
        self._follow()

    def show_picture(self, levels: Levels | None, trouble: str = "", taken: float = 1.0) -> None:
        """Shows another picture, `taken` on a screen of that scale, at a size that fits; or says why there is none."""
        same = levels is not None and self.levels is not None and levels.size == self.levels.size
        self.levels, self.trouble = levels, trouble
        self._ground.forget()
        self._overview = None
        if levels is not None and not same:
            self.view.size, self.view.taken = levels.size, taken
            self._fits = True
        self._place()
        self.viewport().update()

    def show_found(self, found: tuple[Private, ...]) -> None:
        """Marks places that look private."""
        if found != self._found:
            self._found = found
            self.viewport().update()

    def point_at(self, place: Private | None) -> None:
        """Shows one of these places more strongly, and brings it into view."""
        self._pointed = place
        if place is not None and self.levels is not None:
            self.view.bring(QRectF(place.x, place.y, place.width, place.height))
            self._placed()
        self.viewport().update()

    def _follow(self) -> None:
        self._idle.start()
        self.viewport().update()

    def _restyle(self) -> None:
        self._ground.forget()
        self.viewport().update()

    def _look_over(self) -> None:
        """Prepares what is shown while the zoom changes, before anybody zooms."""
        document, levels = self.document, self.levels
        if document is None or levels is None:
            return
        if self.gesture is not None:
            self._idle.start()  # not while a hand is waiting for its next frame
            return
        if self._overview is None or not self._overview.shows(levels, document.marks):
            self._overview = Overview(levels, document.marks) if len(document.marks) > 1 else None

    # ---- zoom and place

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Another zoom, around a place of the window."""
        self._fits = False
        self.view.zoom_to(zoom, around)
        self._resting.start()
        self._placed()

    def zoom_whole(self) -> None:
        """All of the picture."""
        self._fits = True
        self._place(whole=True)

    def scroll_to(self, place: QPointF) -> None:
        """Scrolls there."""
        self.view.scroll_to(place)
        self._placed()

    def bring(self, mark: Mark) -> None:
        """Scrolls until a mark is seen."""
        place = painting.place_of(mark, (self.view.size.width(), self.view.size.height()))
        self.view.bring(place)
        self._placed()

    def set_top(self, top: float) -> None:
        """The tool bar over the picture takes so much of its top."""
        if top != self.view.top:
            self.view.top = top
            self._place()

    def _place(self, *, whole: bool = False) -> None:
        self.view.room = QSizeF(self.viewport().size())
        self.view.scale = self.devicePixelRatioF()
        if self._fits:
            self.view.zoom = self.view.whole() if whole else self.view.first()
        self.view.scroll_to(self.view.scrolled)
        self._placed()

    def _placed(self) -> None:
        most, now = self.view.farthest(), self.view.scrolled
        self._placing = True
        for bar, far, at, page in (
            (self.horizontalScrollBar(), most.x(), now.x(), self.view.room.width()),
            (self.verticalScrollBar(), most.y(), now.y(), self.view.room.height()),
        ):
            bar.setRange(0, round(far))
            bar.setPageStep(round(page))
            bar.setSingleStep(40)
            bar.setValue(round(at))
        self._placing = False
        self.zoomed.emit(self.view.zoom)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._placing:
            return  # the bars follow the view, which knows more than whole pixels
        self.view.scroll_to(QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value()))
        self.zoomed.emit(self.view.zoom)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    # ---- painting

    @property
    def size_of_picture(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.view.size.width(), self.view.size.height()

    def begin(self, gesture: Gesture | None) -> None:
        """A drag begins, or is over."""
        self.gesture = gesture
        self._sprite = None
        self._trail = Trail(self.view, gesture.look) if isinstance(gesture, Scribbling) else None
        if isinstance(gesture, Moving) and self.document is not None:
            moved = [mark for mark in painting.ordered(self.document.marks) if mark.id in self.document.selected]
            # No larger than what can be seen of them, with room to bring the rest in.
            near = QRectF(self.viewport().rect()).adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
            self._sprite = Sprite(self.view, moved, layers.around(moved, self.view).intersected(near))
        self.viewport().update()

    def set_ringed(self, ringed: bool) -> None:
        """Whether the keyboard stands here, with no mark selected."""
        self._ringed = ringed
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.levels is not None and self.document is not None:
            self._paint_marks(painter, self.document, self.levels)
            self._paint_over(painter, self.document)
        else:
            painter.fillRect(self.viewport().rect(), theme.current().colour("sunken"))
            self._paint_trouble(painter)
        if self._ringed:
            self._paint_ring(painter)
        painter.end()

    def _paint_marks(self, painter: QPainter, document: MarksDocument, levels: Levels) -> None:
        moving = self._live(document)
        still = tuple(mark for mark in painting.ordered(document.marks) if mark.id not in moving)
        self._ground.paint(painter, levels, self.view, still, self._quick(document, levels))
        live = tuple(mark for mark in painting.ordered(document.marks) if mark.id in moving and mark.id != self.hidden)
        if self._sprite is not None and isinstance(self.gesture, Moving):
            self._sprite.paint(painter, self.view, *self.gesture.by)
        elif live:
            draw_marks(painter, self.view, live)
        if self._trail is not None and isinstance(self.gesture, Scribbling):
            self._trail.paint(painter, self.view, self.gesture.line)
        self._paint_above(painter, still, live)

    def _paint_above(self, painter: QPainter, still: tuple[Mark, ...], live: tuple[Mark, ...]) -> None:
        """What lies over a redaction that is dragged: such blocks are below everything else."""
        if not any(mark.kind is MarkKind.REDACT for mark in live):
            return
        picture_size = self.size_of_picture
        area = QRectF()
        for mark in live:
            area = area.united(painting.place_of(mark, picture_size))
        over = [mark for mark in still if mark.kind is not MarkKind.REDACT]
        painter.save()
        painter.setClipRect(QRectF(self.view.to_window(area.topLeft()), area.size() * self.view.factor))
        draw_marks(painter, self.view, over, QRectF(self.viewport().rect()))
        painter.restore()

    def _live(self, document: MarksDocument) -> set[str]:
        """The marks that change from frame to frame."""
        found = {self.hidden} if self.hidden else set()
        if document.is_dragging:
            found |= document.dragged
        return found

    def _quick(self, document: MarksDocument, levels: Levels) -> Overview | None:
        """The picture of all marks, while the zoom changes and there are many of them."""
        if not self._resting.isActive() or document.is_dragging or self.hidden or len(document.marks) < 2:
            return None
        if self._overview is None or not self._overview.shows(levels, document.marks):
            self._overview = Overview(levels, document.marks)
        return self._overview if self._overview.serves(self.view, document.marks) else None

    def _paint_over(self, painter: QPainter, document: MarksDocument) -> None:
        look = theme.current()
        self._paint_crop(painter, document)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawRect(picture.frame(self.view))
        self._paint_found(painter, document)
        chosen = document.chosen
        if not isinstance(self.gesture, Moving):
            for mark in chosen:
                if mark.id != self.hidden:
                    handles.paint(painter, mark, self.size_of_picture, self.view, alone=len(chosen) == 1)
        if isinstance(self.gesture, Banding) and not self.gesture.area.isEmpty():
            self._paint_band(painter, self.gesture.area)

    def _paint_crop(self, painter: QPainter, document: MarksDocument) -> None:
        """What a crop leaves out, dimmed."""
        crop = next((mark for mark in document.marks if mark.kind is MarkKind.CROP), None)
        if crop is None:
            return
        left, top, right, bottom = geometry.visible((crop,), self.size_of_picture)
        kept = QRectF(self.view.to_window(QPointF(left, top)), self.view.to_window(QPointF(right, bottom)))
        outside = QPainterPath()
        outside.setFillRule(Qt.FillRule.OddEvenFill)
        outside.addRect(self.view.shown())
        outside.addRect(kept)
        dim = QColor(tokens.LIGHT.ink)
        dim.setAlphaF(0.62)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillPath(outside, dim)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, style in ((tokens.LIGHT.ink, Qt.PenStyle.SolidLine), (tokens.LIGHT.surface, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(colour), 1, style))
            painter.drawRect(kept)

    def _paint_found(self, painter: QPainter, document: MarksDocument) -> None:
        """Places that look private and are not covered: dashed, with a little yellow."""
        covers = [block_of(mark) for mark in document.marks if mark.kind is MarkKind.REDACT]
        tint = QColor(tokens.LIGHT.road)
        tint.setAlphaF(0.16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = () if self._pointed is None or self._pointed in self._found else (self._pointed,)
        room = QRectF(self.viewport().rect())
        for each in (*self._found, *pointed):
            right, bottom = each.x + each.width, each.y + each.height
            place = QRectF(self.view.to_window(QPointF(each.x, each.y)), self.view.to_window(QPointF(right, bottom)))
            if not place.intersects(room) or private.is_covered(each, covers):
                continue
            wide = 2.5 if each == self._pointed else 1.5
            pen = QPen(QColor(tokens.LIGHT.ink), wide)
            pen.setDashPattern([5 / wide, 4 / wide])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            tint.setAlphaF(0.4 if each == self._pointed else 0.16)
            painter.setBrush(tint)
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 3, 3)

    def _paint_band(self, painter: QPainter, area: QRectF) -> None:
        place = QRectF(self.view.to_window(area.topLeft()), self.view.to_window(area.bottomRight()))
        link = QColor(theme.current().colour("link"))
        painter.setPen(QPen(link, 1))
        link.setAlphaF(0.12)
        painter.setBrush(link)
        painter.drawRect(place)

    def _paint_trouble(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font(tokens.BODY))
        painter.setPen(look.colour("ink"))
        room = self.viewport().rect().adjusted(32, 96, -32, -32)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.trouble)

    def _paint_ring(self, painter: QPainter) -> None:
        look, room = theme.current(), QRectF(self.viewport().rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width, inset in (("road", 2, 1.0), ("ink", 1, 2.5)):
            painter.setPen(QPen(look.colour(colour), width))
            painter.drawRect(room.adjusted(inset, inset, -inset, -inset))

    def under_pointer(self) -> QPointF:
        """Where the pointer is in the window of the picture."""
        return QPointF(self.viewport().mapFromGlobal(QCursor.pos()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._place()
