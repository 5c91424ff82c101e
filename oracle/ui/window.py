"""The shell: the rail, and one screen at a time beside it."""

from __future__ import annotations

import base64
import importlib
import sys
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from oracle.language import _
from oracle.ui.actions import SPECS
from oracle.ui.context import Context
from oracle.ui.potholes.counting import OpenCount
from oracle.ui.rail import Rail
from oracle.ui.widgets import Toasts

if TYPE_CHECKING:
    from oracle.ui.palette.finding import Finder
    from oracle.ui.palette.panel import Palette

# Loaded when first shown: "module:Class", each called with (context, parent).
SCREENS = {
    "journeys": "oracle.ui.journeys.home:HomeScreen",
    "journey": "oracle.ui.journeys.journey:JourneyScreen",
    "business": "oracle.ui.businesses.editor:BusinessScreen",
    "personas": "oracle.ui.personas.screen:PersonasScreen",
    "walks": "oracle.ui.walks:WalksScreen",
    "walk": "oracle.ui.walk.screen:WalkScreen",
    "review": "oracle.ui.review.screen:ReviewScreen",
    "compare": "oracle.ui.compare.screen:CompareScreen",
    "annotate": "oracle.ui.annotate.screen:AnnotateScreen",
    "potholes": "oracle.ui.potholes.screen:PotholesScreen",
    "reports": "oracle.ui.reports.screen:ReportsScreen",
    "settings": "oracle.ui.settings.screen:SettingsScreen",
    "trash": "oracle.ui.trash.screen:TrashScreen",
    "help": "oracle.ui.help.screen:HelpScreen",
    "first_run": "oracle.ui.first_run:FirstRunScreen",
    "trouble": "oracle.ui.trouble:TroubleScreen",
}
RAIL_PLACE = {
    "journey": "journeys",
    "walk": "walks",
    "review": "walks",
    "annotate": "walks",
    "compare": "walks",
    "trash": "settings",
}
NARROW_UNDER = 1000
SMALLEST = (900, 600)
FIRST = QSize(1280, 800)
FRAME = QSize(16, 48)  # room for a title bar and edges, whose size no window knows before it is shown


class Window(QMainWindow):
    """The main window. `painted` comes once, after the first paint; `closing` before it closes."""

    painted = Signal()
    closing = Signal()
    shown_screen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.place = ""
        self.arguments: dict[str, Any] = {}
        self.may_close: Callable[[], bool] = lambda: True
        self.is_ending = False
        self._screens: dict[str, QWidget] = {}
        self._was_painted = False
        self.setWindowTitle("Pothole Oracle")
        self.setMinimumSize(*SMALLEST)
        self.resize(_first_size(self))
        self.setAcceptDrops(True)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(self.go, self.open_palette)
        self._stack = QStackedWidget()
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.toasts = Toasts(middle)
        self._middle = middle
        context.bus.message.connect(self.toasts.message)
        context.bus.undoable.connect(self.toasts.undoable)
        context.bus.offering.connect(self.toasts.offering)
        self.counting = OpenCount(context, self.rail)
        self._bind()
        self._restore_place()

    # ---- places

    def go(self, place: str) -> None:
        """Goes to a place of the rail; from its Help there is a way back."""
        if place == "help":
            self.help()
        else:
            self.navigate(place)

    def navigate(self, place: str, **named: Any) -> None:
        """Leaves the screen in view, which stores what is typed in it, and opens another. KeyError for no place."""
        screen = self.prepare(place)
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
        self.toasts.leave()
        self._leave()
        self.place, self.arguments = place, named
        self.rail.setVisible(not getattr(screen, "hides_rail", False))
        self.rail.set_active(RAIL_PLACE.get(place, place))
        self._stack.setCurrentWidget(screen)
        # Neither the rail nor what stood here before keeps the focus: Tab begins with the screen.
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        screen.open(**named)  # type: ignore[attr-defined]
        self.shown_screen.emit(place)

    @property
    def screen_in_view(self) -> QWidget | None:
        """The screen that is seen."""
        return self._screens.get(self.place)

    def forget_screens(self) -> None:
        """Lets go of all screens: another workspace was opened."""
        self._leave()
        self.place = ""
        for screen in self._screens.values():
            self._stack.removeWidget(screen)
            screen.deleteLater()
        self._screens.clear()

    def prepare(self, place: str) -> QWidget:
        """The screen of a place, made when it is first asked for; it is not gone to. KeyError for no place."""
        if place not in self._screens:
            module, name = SCREENS[place].split(":")
            self._screens[place] = getattr(importlib.import_module(module), name)(self.context, self._stack)
        return self._screens[place]

    def _leave(self) -> None:
        leave = getattr(self.screen_in_view, "close_screen", None)
        if leave is not None:
            leave()

    # ---- what can be done from everywhere

    def _bind(self) -> None:
        bind = self.context.actions.bind
        bind("find", self.open_palette, self)
        bind("search", self.open_palette, self, shortcut=False)
        bind("trash", lambda: self.navigate("trash"), self)
        for place in ("journeys", "personas", "business", "walks", "potholes", "reports", "settings"):
            bind(place, partial(self.navigate, place), self)
        bind("help", self.help, self)
        bind("quit", self.end, self)
        if sys.platform == "darwin":
            self._native_menu()

    def _native_menu(self) -> None:
        menu = self.menuBar().addMenu(_("Go"))
        for action in self.actions():
            if action.objectName() in SPECS:
                menu.addAction(action)
        for action in menu.actions():
            if action.objectName() == "quit":
                action.setMenuRole(QAction.MenuRole.QuitRole)
            elif action.objectName() == "settings":
                action.setMenuRole(QAction.MenuRole.PreferencesRole)

    @cached_property
    def palette_panel(self) -> Palette:
        """The command palette, made when it is first opened."""
        from oracle.ui.palette.panel import Palette

        return Palette(self._middle)

    @cached_property
    def _finder(self) -> Finder:
        from oracle.ui.palette.finding import Finder

        return Finder(self.context, self.palette_panel)

    def open_palette(self) -> None:
        """Opens the command palette."""
        self._finder.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not a shortcut: a page that is walked has a Ctrl+F of its own, and two of one key would act neither.
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_palette()
        else:
            super().keyPressEvent(event)

    def help(self) -> None:
        """Opens the help for the screen in view."""
        if self.place == "help":
            self.navigate("help", **self.arguments)
            return
        now: dict[str, Any] = getattr(self.screen_in_view, "arguments_now", dict)()
        self.navigate("help", anchor=self.place, back=(self.place, now or self.arguments))

    # ---- size, place and end

    def _restore_place(self) -> None:
        kept = self.context.settings.place("window")
        if kept:
            self.restoreGeometry(QByteArray(base64.b64decode(kept)))

    def keep_place(self) -> None:
        """Remembers where the window stands and how large it is."""
        kept = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        self.context.settings.set_place("window", kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW_UNDER)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    def end(self) -> None:
        """Quits, also where closing the window leaves the app in the tray."""
        self.is_ending = True
        self.close()
        self.is_ending = False  # what the disk refuses may have kept it open

    def bring_forward(self) -> None:
        """Comes to the front, from the tray or behind other windows."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # ---- files dragged in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.take_files(files)

    def take_files(self, files: list[Path]) -> None:
        """A workspace is opened; other files go to the screen in view when it takes files."""
        workspaces = [file for file in files if file.suffix.lower() in {".db", ".sqlite"}]
        others = [file for file in files if file not in workspaces]
        take = getattr(self.screen_in_view, "take_files", None)
        if workspaces:
            self.context.tasks.open(workspaces[0])
        elif others and take is not None:
            take(others)
        elif others:
            self.context.bus.message.emit(
                "info", _("Pictures are added in a walk: start or resume one, then drop them there.")
            )


def _first_size(window: QWidget) -> QSize:
    """The size of a first start: as large as planned, or what the screen has room for with a frame around it."""
    return FIRST.boundedTo(window.screen().availableSize() - FRAME)
