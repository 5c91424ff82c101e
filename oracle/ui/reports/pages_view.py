"""The pages of a PDF as paper on the table: two side by side, scrolled together, drawn when they come into view."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from oracle.language import _, ngettext
from oracle.ui import theme
from oracle.ui.focus import RING_INSIDE

GAP = 16
POINTS_TO_PIXELS = 96 / 72
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
KEPT = 12  # drawn pages that are kept


class PagesView(QAbstractScrollArea):
    """`moved()`: other pages are in view, or the zoom changed. `across` pages stand side by side."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = QPdfDocument(self)
        # The document reads from it for as long as it is open.
        self._buffer = QBuffer(self)
        self._pages: dict[tuple[int, int], QImage] = {}
        self._across = 2
        self._zoom: float | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setProperty("ground", "sunken")
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RING_INSIDE, True)
        self.setAccessibleName(_("Pages of the report"))
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._draw_one)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._moved())
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    # ---- what is shown

    def show_pdf(self, data: bytes) -> None:
        """Shows another PDF at the place where the one before was scrolled to."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._pages.clear()
        self._lay_out()
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        self._moved()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self.document.pageCount()

    @property
    def pages_in_view(self) -> tuple[int, int]:
        """First and last page of the row that is at the top, counted from 1."""
        row = self._row_at(self.verticalScrollBar().value() + self._step() // 3)
        first = min(row * self._across, max(0, self.page_count - 1))
        return first + 1, min(first + self._across, self.page_count)

    def set_across(self, across: int) -> None:
        """How many pages stand side by side."""
        if across != self._across:
            first = self.pages_in_view[0]
            self._across = across
            self._lay_out()
            self.go_to(first)

    # ---- going

    def go_to(self, page: int) -> None:
        """Scrolls to a page, counted from 1."""
        self.verticalScrollBar().setValue(((page - 1) // self._across) * self._step())

    def go(self, by: int) -> None:
        """To the pages before or after."""
        self.go_to(max(1, self.pages_in_view[0] + by * self._across))

    @property
    def zoom(self) -> float:
        """1.0 shows paper as large as it is."""
        return self._zoom if self._zoom is not None else self._fitting()

    def zoom_by(self, by: int) -> None:
        """One step larger or smaller."""
        now = self.zoom
        larger = [each for each in ZOOMS if each > now + 0.01]
        smaller = [each for each in ZOOMS if each < now - 0.01]
        steps = larger[:1] if by > 0 else smaller[-1:]
        if steps:
            first = self.pages_in_view[0]
            self._zoom = steps[0]
            self._lay_out()
            self.go_to(first)

    def fit(self) -> None:
        """As large as the pages side by side fit."""
        first, self._zoom = self.pages_in_view[0], None
        self._lay_out()
        self.go_to(first)

    # ---- where pages are

    def _points(self) -> QSizeF:
        return self.document.pagePointSize(0) if self.page_count else QSizeF(595, 842)

    def _fitting(self) -> float:
        room = self.viewport().width() - GAP * (self._across + 1)
        return max(0.1, room / self._across / (self._points().width() * POINTS_TO_PIXELS))

    def _size(self) -> QSize:
        points, zoom = self._points(), self.zoom * POINTS_TO_PIXELS
        return QSize(round(points.width() * zoom), round(points.height() * zoom))

    def _step(self) -> int:
        return self._size().height() + GAP

    def _row_at(self, y: int) -> int:
        return max(0, y) // max(1, self._step())

    def _place(self, page: int) -> QRectF:
        size = self._size()
        wide = self._across * (size.width() + GAP) - GAP
        left = max(GAP, (self.viewport().width() - wide) // 2) - self.horizontalScrollBar().value()
        x = left + (page % self._across) * (size.width() + GAP)
        y = (page // self._across) * self._step() - self.verticalScrollBar().value()
        return QRectF(x, y, size.width(), size.height())

    def _lay_out(self) -> None:
        size = self._size()
        rows = -(-self.page_count // self._across)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, rows * self._step() - self.viewport().height()))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(40)
        wide = self._across * (size.width() + GAP) + GAP
        across.setRange(0, max(0, wide - self.viewport().width()) if self._zoom is not None else 0)
        across.setPageStep(self.viewport().width())
        self._moved()

    def _moved(self) -> None:
        self.viewport().update()
        self._later.start()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self.pages_in_view[0]
        self._lay_out()
        if event.oldSize().width() != event.size().width():
            self.go_to(first)

    # ---- drawing

    def _visible(self) -> list[int]:
        seen = QRectF(self.viewport().rect())
        return [page for page in range(self.page_count) if self._place(page).intersects(seen)]

    def _pixels(self) -> QSize:
        return self._size() * self.devicePixelRatioF()

    def _draw_one(self) -> None:
        """One page a turn of the event loop, so that the window answers between them."""
        wanted = self._pixels()
        for page in self._visible():
            key = (page, wanted.width())
            if key not in self._pages:
                self._pages[key] = self.document.render(page, wanted)
                while len(self._pages) > KEPT:
                    self._pages.pop(next(iter(self._pages)))
                self.viewport().update()
                self._later.start()
                return

    @property
    def is_drawn(self) -> bool:
        """Whether all pages in view are drawn."""
        wide = self._pixels().width()
        return self.page_count > 0 and all((page, wide) in self._pages for page in self._visible())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, wide = theme.current(), self._pixels().width()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), look.colour("sunken"))
        for page in self._visible():
            place = self._place(page)
            # Paper is white in the dark theme too.
            painter.fillRect(place, Qt.GlobalColor.white)
            drawn = self._pages.get((page, wide))
            if drawn is not None:
                painter.drawImage(place, drawn)
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    # ---- keys and wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        by = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(key))
        if by is not None:
            self.go(by)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        elif event.text() in {"+", "-"}:
            self.zoom_by(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)


def page_words(first: int, last: int, count: int) -> str:
    """ "Pages 2 and 3 of 14", "Page 14 of 14"."""
    if not count:
        return ""
    if first == last:
        return _("Page {n} of {count}").format(n=first, count=count)
    both = ngettext("Pages {first} and {last} of {count}", "Pages {first} and {last} of {count}", count)
    return both.format(first=first, last=last, count=count)
