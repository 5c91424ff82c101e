"""The walk in three columns: the road, the customer's world with the ways to capture it, and the step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from oracle.capture import clipboard
from oracle.ui.context import Context
from oracle.ui.walk.browsing import Browsing
from oracle.ui.walk.capture_bar import CaptureBar
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.road import RoadList
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.step_panel import StepPanel
from oracle.ui.walk.top_bar import TopBar
from oracle.ui.walk.walk_keys import WalkKeys
from oracle.ui.widgets import line

ROAD, STEP = 240, 340
_SPLITTER = "walk.columns"


def _road(width: int) -> int:
    """How wide the road stands in a window that wide: with its titles, or only its marks."""
    return ROAD if width >= 1100 else 180 if width >= 1000 else 52


class WalkingPage(QWidget):
    """The three columns under their bar, and the keys."""

    def __init__(self, context: Context, session: WalkSession, capturing: Capturing, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._session, self._capturing = context, session, capturing
        self.bar = TopBar(context)
        self.road = RoadList()
        self.browsing = Browsing(context)
        self.capture_bar = CaptureBar(session, capturing)
        # From the outside in: whatever is put into another part later is dressed once more, with all that is in it.
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.panel = StepPanel(session, capturing, parent=self.columns)
        self.panel.setMinimumWidth(STEP)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for part in (self.road, self._middle(), self.panel):
            self.columns.addWidget(part)
        self.columns.setStretchFactor(1, 1)
        for at in range(self.columns.count()):
            # A hairline that is easy to grab reaches over its neighbours.
            self.columns.handle(at).setProperty("floats", True)
        self.columns.splitterMoved.connect(lambda _at, _which: self._keep_sizes())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.columns, 1)
        self.setAcceptDrops(True)
        self.keys = WalkKeys(
            context, self, self.panel, capturing, switch=self.switch, page_has_focus=self.browsing.page_has_focus
        )
        self.bar.keys.clicked.connect(self.keys.show_keys)
        self.road.asked.connect(session.go_to)
        self.panel.page_asked.connect(lambda: self.browsing.open_address(session.step.link))
        session.changed.connect(self._show)
        session.stepped.connect(self._begin_step)

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.browsing, 1)
        column.addWidget(line())
        column.addWidget(self.capture_bar)
        return middle

    # ---- showing

    def _show(self) -> None:
        if self._session.scene is not None:
            self.bar.show_scene(self._session.scene)
            self.road.show_scene(self._session.scene)

    def _begin_step(self) -> None:
        scene = self._session.scene
        if scene is None:
            return
        self.browsing.show_step(scene)
        if not self.browsing.page_has_focus() and not self.panel.expected.hasFocus():
            self.panel.setFocus()

    def switch(self) -> None:
        """Between the page and the step."""
        pane = self.browsing.shown_pane
        if pane is not None and not self.browsing.page_has_focus():
            pane.focus_page()
        else:
            self.panel.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._restore_sizes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if _road(event.oldSize().width()) != _road(self.width()):
            self._restore_sizes()

    def _restore_sizes(self) -> None:
        kept = self._context.settings.place(_SPLITTER).split(",")
        road = _road(self.width())
        sizes = [road, self.width() - road - STEP, STEP]
        if len(kept) == 2 and all(part.isdecimal() for part in kept):
            left, right = int(kept[0]), int(kept[1])
            sizes = [left, max(280, self.width() - left - right), right]
        self.columns.setSizes(sizes)

    def _keep_sizes(self) -> None:
        left, _middle, right = self.columns.sizes()
        self._context.settings.set_place(_SPLITTER, f"{left},{right}")

    # ---- keys and drops

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.handle(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if clipboard.holds_pictures(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._capturing.added.drop(event.mimeData())
