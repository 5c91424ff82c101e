"""The companion: the step alone, in a small window above all others, for walking outside the app."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from oracle.capture import clipboard
from oracle.language import _
from oracle.ui import bus, theme
from oracle.ui.context import Context
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.step_panel import StepPanel
from oracle.ui.walk.walk_keys import WalkKeys
from oracle.ui.widgets import Elided, RatingButtons, Saved, Toasts, button, icon_button, icon_label, set_look
from oracle.ui.widgets.toast import announce

WIDTH, HEIGHT, BAR = 360, 620, 56
UNDO_MS = 5_000
_PLACE = "companion"
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
        self.toasts = Toasts(self.panel.pages)  # above Back and Next, which stay at hand
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
        self.setFixedSize(WIDTH, BAR if collapsed else HEIGHT)
        (self.bar.ratings if collapsed else self.panel).setFocus()

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


class _Grip(QWidget):
    """A part by which the window is moved."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.window().windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()


class _Head(_Grip):
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


class CollapsedBar(_Grip):
    """Title, Capture, the five numbers and Next; after a deed five seconds of Undo in the title's place."""

    def __init__(self, session: WalkSession, capturing: Capturing, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._undo_what: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(5)
        self.expand = QPushButton()
        self.expand.setProperty("look", "quiet")
        self.expand.setProperty("extent", "row")
        self.expand.setProperty("shape", "icon")
        self.expand.setAccessibleName(_("Show the whole step"))
        self.expand.setToolTip(_("Show the whole step"))
        self.expand.setIcon(theme.current().icon("chevron-down", "ink_2", 14))
        self.expand.setFixedWidth(22)
        row.addWidget(self.expand)
        self.titles = QStackedWidget()
        self.titles.addWidget(self._title())
        self.titles.addWidget(self._undo())
        row.addWidget(self.titles, 1)
        self.capture = icon_button("camera", _("Capture"), "dark", clicked=capturing.capture)
        self.ratings = RatingButtons(compact=True)
        self.ratings.setFixedWidth(5 * 26 + 4 * 1)
        layout = self.ratings.layout()
        if layout is not None:
            layout.setSpacing(1)
        self.ratings.chosen.connect(session.rate)
        self.next = icon_button("arrow-right", _("Next"), "plain", clicked=session.next)
        for part in (self.capture, self.ratings, self.next):
            row.addWidget(part)
        self._undo_time = QTimer(self, interval=UNDO_MS, singleShot=True)
        self._undo_time.timeout.connect(self._show_title)
        session.stepped.connect(self._show_title)  # a lambda would outlive the bar, which the session does

    def _title(self) -> QWidget:
        self.number, self.title = Elided("", "small"), Elided("", "label-ink")
        return _two_lines(self.number, self.title)

    def _undo(self) -> QWidget:
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(icon_label("check", "ink", 14))
        self.said = Elided("", "small-ink")
        row.addWidget(self.said, 1)
        self.undo = button(_("Undo"), "link", size="row", clicked=self._take_back)
        self.undo.setFixedHeight(18)
        return _two_lines(said, self.undo)

    def _show_title(self) -> None:
        self.titles.setCurrentIndex(0)

    def show_scene(self, scene: Scene) -> None:
        """Shows the current step."""
        visit = scene.visit(scene.step.id)
        self.number.setText(_("Step {n} of {all}").format(n=scene.index + 1, all=len(scene.steps)))
        self.title.setText(scene.step.title)
        self.ratings.set_value(visit.friction)
        said = visit.outcome is not None
        set_look(self.capture, "look", "plain" if said else "dark")
        set_look(self.next, "look", "dark" if said else "plain")

    def offer_undo_of_capture(self, capture_id: str) -> None:
        """A capture is on disk: five seconds to take it back."""
        self.offer_undo(_("Captured"), lambda: self._session.delete_capture(capture_id))

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Says what was done, for five seconds, in which it can be taken back."""
        self._undo_what = undo
        self.said.setText(text)
        self.titles.setCurrentIndex(1)
        self._undo_time.start()
        announce(self, text)

    def _take_back(self) -> None:
        if self._undo_what is not None:
            self._undo_what()
        # What undoing offers to undo in turn has no room here.
        self._show_title()
        self._undo_time.stop()
        self._undo_what = None


def _two_lines(above: QWidget, below: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(1)
    column.addWidget(above)
    column.addWidget(below)
    return box
