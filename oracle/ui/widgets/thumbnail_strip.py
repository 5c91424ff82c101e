"""Small pictures in a row, however many: only those in sight are widgets, and few more are kept in memory."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from oracle.language import _
from oracle.ui.widgets.thumbnails import Thumbnail

GAP, MARGIN = 6, 2
BESIDE = 2  # thumbnails made beyond each edge, so that a little scrolling makes none
KEPT = 160  # pictures in memory, the longest unseen goes first


class ThumbnailStrip(QScrollArea):
    """Thumbnails side by side, each with an id; Left and Right, Home and End go along them.

    `wanted(id)`: one has come into sight whose picture is not here; `set_picture` answers.
    """

    opened = Signal(str)
    remove_asked = Signal(str)
    menu_asked = Signal(str, object)
    wanted = Signal(str)

    def __init__(self, width: int = 76, height: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = QSize(width, height)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        self._inner.resize(0, height + 2 * MARGIN)
        self.setWidget(self._inner)
        self._make_room()
        self._names: dict[str, str] = {}
        self._order: tuple[str, ...] = ()
        self._struck: set[str] = set()
        self._thumbnails: dict[str, Thumbnail] = {}
        self._spare: list[Thumbnail] = []
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self._fit())

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids shown, in their order."""
        return self._order

    @property
    def kept(self) -> int:
        """How many pictures are in memory."""
        return len(self._pictures)

    def set_items(self, items: tuple[tuple[str, str], ...]) -> None:
        """Shows (id, name) pairs in this order, keeping the pictures of those that stay."""
        self._order = tuple(key for key, _name in items)
        self._names = {key: name or _("Capture {n}").format(n=at + 1) for at, (key, name) in enumerate(items)}
        for gone in [key for key in self._pictures if key not in self._names]:
            del self._pictures[gone]
        self._asked &= set(self._order)
        self._struck &= set(self._order)
        width = len(items) * self._pitch - GAP + 2 * MARGIN if items else 0
        self._inner.resize(width, self._size.height() + 2 * MARGIN)
        self._make_room()
        self._fit()

    def _make_room(self) -> None:
        """The scroll bar stands below the thumbnails, not on them."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._inner.width() > self.width() else 0
        self.setFixedHeight(self._inner.height() + 2 * self.frameWidth() + bar)

    @property
    def room(self) -> QSize:
        """How large pictures are wanted, in pixels of the screen: what is kept should not cost more."""
        return self._size * self.devicePixelRatioF()

    def set_picture(self, key: str, image: QImage) -> None:
        """Gives a thumbnail its picture; ignored when it is gone."""
        if key not in self._names:
            return
        self._pictures[key] = image
        self._pictures.move_to_end(key)
        self._asked.discard(key)
        if key in self._thumbnails:
            self._thumbnails[key].set_image(self._pictures[key])
        self._forget_unseen()

    def refresh(self, key: str) -> None:
        """The picture of one is another now: it is asked for again, the old one stays until then."""
        self._asked.discard(key)
        if key in self._thumbnails:
            self._ask(key)
        else:
            self._pictures.pop(key, None)

    def set_left_out(self, key: str, left_out: bool) -> None:
        """Strikes one through."""
        (self._struck.add if left_out else self._struck.discard)(key)
        if key in self._thumbnails:
            self._thumbnails[key].set_left_out(left_out)

    # ---- what is in sight

    @property
    def _pitch(self) -> int:
        return self._size.width() + GAP

    def _in_sight(self) -> tuple[str, ...]:
        left = self.horizontalScrollBar().value() - MARGIN
        first = max(0, left // self._pitch - BESIDE)
        return self._order[first : (left + self.viewport().width()) // self._pitch + 1 + BESIDE]

    def _fit(self) -> None:
        """One widget for each that can be seen, and for the one with the focus; the others are used again."""
        seen = self._in_sight()
        wanted = set(seen)
        for key in [key for key in self._thumbnails if key not in wanted]:
            if key in self._names and self._thumbnails[key].hasFocus():
                continue
            spare = self._thumbnails.pop(key)
            spare.hide()
            self._spare.append(spare)
        first = self._order.index(seen[0]) if seen else 0
        for at, key in enumerate(seen, first):
            made = self._thumbnails.get(key) or self._show(key)
            self._dress(made, key, at)
        for key in [key for key in self._thumbnails if key not in wanted]:
            self._dress(self._thumbnails[key], key, self._order.index(key))

    def _show(self, key: str) -> Thumbnail:
        made = self._thumbnails[key] = self._spare.pop() if self._spare else self._make()
        made.set_image(self._pictures.get(key, QImage()))
        if key in self._pictures:
            self._pictures.move_to_end(key)
        else:
            self._ask(key)
        made.show()
        return made

    def _dress(self, made: Thumbnail, key: str, at: int) -> None:
        made.set_name(self._names[key])
        made.set_left_out(key in self._struck)
        made.move(MARGIN + at * self._pitch, MARGIN)

    def _ask(self, key: str) -> None:
        if key not in self._asked:
            self._asked.add(key)
            self.wanted.emit(key)

    def _forget_unseen(self) -> None:
        for key in list(self._pictures)[: max(0, len(self._pictures) - KEPT)]:
            if key not in self._thumbnails:
                del self._pictures[key]

    def _make(self) -> Thumbnail:
        made = Thumbnail("", self._size.width(), self._size.height(), self._inner)
        made.clicked.connect(lambda *_checked: self.opened.emit(self._key_of(made)))
        made.remove_asked.connect(lambda: self.remove_asked.emit(self._key_of(made)))
        made.menu_asked.connect(lambda place: self.menu_asked.emit(self._key_of(made), place))
        made.installEventFilter(self)
        return made

    def _key_of(self, made: Thumbnail) -> str:
        return next((key for key, each in self._thumbnails.items() if each is made), "")

    # ---- going along

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Thumbnail):
            if event.type() == QEvent.Type.FocusIn:
                self.ensureWidgetVisible(watched, self._pitch, 0)
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._go(self._key_of(watched), Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _go(self, key: str, pressed: Qt.Key) -> bool:
        if key not in self._names:
            return False
        at, last = self._order.index(key), len(self._order) - 1
        to = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(pressed)
        if to is None or not 0 <= to <= last:
            return False
        left = MARGIN + to * self._pitch
        self.ensureVisible(left, 0, self._pitch, 0)
        self.ensureVisible(left + self._size.width(), 0, self._pitch, 0)
        self._thumbnails[self._order[to]].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
        self._fit()
