"""The companion: the step alone, in a small window above all others, for walking outside the app."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from oracle.capture import clipboard
from oracle.language import _
from oracle.ui import bus, theme
from oracle.ui.context import Context
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.collapsed_bar import CollapsedBar, Grip
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.step_panel import StepPanel
from oracle.ui.walk.walk_keys import WalkKeys
from oracle.ui.widgets import Elided, Saved, Toasts, icon_button, icon_label

WIDTH, HEIGHT, BAR = 360, 620, 56
_PLACE = "companion"
_SIDE = 8  # px beside and below a message
_DROP_EDGE = 4  # px of frame while a picture is dragged over it


class Companion(QWidget):
    """360 × 620, or collapsed to a bar of 360 × 56. `home_asked()`: back into the app.

    Pictures dropped anywhere on it become captures of the step.
    """

    home_asked = Signal()

    def __init__(self, context: Context, session: WalkSession, capturing: Capturing) -> None:
        hints = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, Qt.WindowType.Window | hints)
        self._context, self._session, self._capturing = context, session, capturing
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Pothole Oracle: companion"))
        self.setObjectName("companion")
        self.setProperty("ground", "surface")
        self.panel = StepPanel(session, capturing, compact=True)
        self.head = _Head(context, self)
        self.bar = CollapsedBar(session, capturing, self)
        self.pages = QStackedWidget()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.panel, 1)
        said = QVBoxLayout()
        said.setContentsMargins(_SIDE, 0, _SIDE, 0)
        column.addLayout(said)
        self.pages.addWidget(full)
        self.pages.addWidget(self.bar)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.pages)
        self._drop_frame = _DropFrame(self)
        self.keys = WalkKeys(context, self, self.panel, capturing, switch=self.switch, page_has_focus=lambda: False)
        self.head.collapse.clicked.connect(lambda: self.set_collapsed(True))
        self.head.home.clicked.connect(self.home_asked.emit)
        self.bar.expand.clicked.connect(lambda: self.set_collapsed(False))
        # In so small a window a message would lie over what is to be pressed: the window grows by it.
        self.toasts = Toasts(full, said)
        self.toasts.took.connect(self._make_room)
        self._said, self._said_height = said, 0
        session.stepped.connect(self.toasts.leave)
        context.bus.message.connect(self._say)
        context.bus.undoable.connect(self._offer_undo)
        context.bus.offering.connect(self._offer)
        session.changed.connect(self._show)
        session.captured.connect(self.bar.offer_undo_of_capture)
        self.set_collapsed(False)

    def open(self) -> None:
        """Shows it where it stood last, with the keys ready."""
        self._show()
        self.move(self._kept_place() or self._usual_place())
        self.show()
        self.activateWindow()
        self.panel.setFocus()

    def _kept_place(self) -> QPoint | None:
        x, _comma, y = self._context.settings.place(_PLACE).partition(",")
        try:
            place = QPoint(int(x), int(y))
        except ValueError:
            return None
        # A screen may be gone since.
        return place if QGuiApplication.screenAt(place + QPoint(WIDTH // 2, 20)) is not None else None

    def _usual_place(self) -> QPoint:
        room = self.screen().availableGeometry()
        return QPoint(room.right() - WIDTH - 24, room.top() + 48)

    @property
    def is_collapsed(self) -> bool:
        """Whether only the bar is shown."""
        return self.pages.currentWidget() is self.bar

    def set_collapsed(self, collapsed: bool) -> None:
        """Shows the bar, or the whole step."""
        self._session.flushing.emit()
        self.pages.setCurrentIndex(1 if collapsed else 0)
        self._size()
        (self.bar.ratings if collapsed else self.panel).setFocus()

    def _make_room(self, height: int) -> None:
        below = _SIDE if height else 0
        self._said.setContentsMargins(_SIDE, 0, _SIDE, below)
        self._said_height = height + below
        self._size()
        over = self.geometry().bottom() - self.screen().availableGeometry().bottom()
        if over > 0 and height:
            self.move(self.x(), max(0, self.y() - over))

    def _size(self) -> None:
        self.setFixedSize(WIDTH, BAR if self.is_collapsed else HEIGHT + self._said_height)

    def _say(self, level: str, text: str) -> None:
        """What the minimised window would say; what went wrong needs more room than the bar has."""
        if level != bus.INFO:
            self.set_collapsed(False)
        if not self.is_collapsed:
            self.toasts.message(level, text)

    def _offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        if self.is_collapsed:
            self.bar.offer_undo(text, undo)
        else:
            self.toasts.undoable(text, undo)

    def _offer(self, text: str, word: str, act: Callable[[], object]) -> None:
        if self.isVisible():
            self.set_collapsed(False)
            self.toasts.offering(text, word, act)

    def switch(self) -> None:
        """Between the bar and the whole step."""
        self.set_collapsed(not self.is_collapsed)

    def _show(self) -> None:
        scene = self._session.scene
        if scene is not None:
            self.head.said.setText(_("Walking as {persona}").format(persona=scene.persona))
            self.bar.show_scene(scene)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.handle(event):
            super().keyPressEvent(event)

    # ---- pictures dragged in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if clipboard.holds_pictures(event.mimeData()):
            event.acceptProposedAction()
            self._drop_frame.setGeometry(self.rect())
            self._drop_frame.raise_()
            self._drop_frame.show()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._drop_frame.hide()
        self._capturing.added.drop(event.mimeData())
        self.panel.area.ensureWidgetVisible(self.panel.captures)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._context.settings.set_place(_PLACE, f"{self.x()},{self.y()}")
        super().closeEvent(event)
        self.home_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.setPen(QPen(look.colour("ink_2"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class _DropFrame(QWidget):
    """Around the whole companion while a picture is dragged over it; nothing under it moves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("floats", True)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = _DROP_EDGE // 2
        painter.setPen(QPen(theme.current().colour("road"), _DROP_EDGE))
        painter.drawRect(self.rect().adjusted(edge, edge, -edge, -edge))
        painter.end()


class _Head(Grip):
    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(36)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(6)
        row.addWidget(icon_label("grip-vertical", "ink_2", 14))
        self.said = Elided("", "label-ink")
        row.addWidget(self.said, 1)
        row.addWidget(Saved(context))
        self.collapse = icon_button("minimize-2", _("Collapse to a bar"), size="row")
        self.home = icon_button("house", _("Back into the app"), size="row")
        row.addWidget(self.collapse)
        row.addWidget(self.home)
