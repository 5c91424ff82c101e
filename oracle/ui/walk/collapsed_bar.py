"""The companion as a bar: the step's title, Capture, the five numbers and Next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui import theme
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import Elided, RatingButtons, button, icon_button, icon_label, set_look
from oracle.ui.widgets.toast import announce

UNDO_MS = 5_000


class Grip(QWidget):
    """A part by which the window is moved."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.window().windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()


class CollapsedBar(Grip):
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
