"""Annotate: the capture fills the window; tools float over it, what is known of it stands beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.mark import MarkKind
from oracle.model.pothole import Pothole
from oracle.model.ratings import PrivacyAnswer
from oracle.ui import bus
from oracle.ui.annotate import names
from oracle.ui.annotate.burn_sheet import BurnSheet
from oracle.ui.annotate.canvas import Canvas
from oracle.ui.annotate.commands import Commands
from oracle.ui.annotate.hand import Hand
from oracle.ui.annotate.head import Head
from oracle.ui.annotate.keyboard import Keyboard
from oracle.ui.annotate.panel import Panel
from oracle.ui.annotate.pointer import Pointer
from oracle.ui.annotate.session import AnnotateSession
from oracle.ui.annotate.tool_bar import ToolBar
from oracle.ui.context import Context

Back = tuple[str, dict[str, Any]]
_FULL = QKeySequence("Ctrl+1")  # elsewhere it goes to Journeys


class AnnotateScreen(QWidget):
    """`open(capture_id=…, back=(place, arguments))` shows a capture; Done goes back to that very place."""

    hides_rail = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._back: Back | None = None
        self._tool = ""
        self.session = AnnotateSession(context, self)
        self.hand = Hand(self)
        self.head = Head(self.session)
        self.stage = _Stage()
        self.canvas = self.stage.canvas
        self.panel = Panel(self.session)
        self.pointer = Pointer(self.canvas, self.hand)
        self.keyboard = Keyboard(self.canvas, self.hand, self.pointer)
        self.commands = Commands(self.session, self.canvas, self.hand, self.head.copy.copy)
        self.tools = ToolBar(self.hand, self.commands.zoom_by, self.commands.zoom_full, self.stage)
        self.stage.put(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.stage, 1)
        row.addWidget(self.panel)
        column.addLayout(row, 1)
        self.setFocusProxy(self.canvas)
        self._connect()

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.pictured.connect(self._pictured)
        session.gone.connect(self._gone)
        self.head.back_asked.connect(self.go_back)
        self.head.went.connect(self.go)
        self.panel.pothole_asked.connect(self._to_pothole)
        self.panel.private.hide_asked.connect(self.session.hide)
        self.panel.private.pointed.connect(self.canvas.point_at)
        self.panel.private.answered.connect(self.session.answer)
        self.panel.private.burn_asked.connect(self._ask_burning)
        self.canvas.zoomed.connect(self.tools.show_zoom)
        self.hand.changed.connect(lambda: self.pointer.show_cursor(self.canvas.under_pointer()))
        self.pointer.menu_asked.connect(self.commands.menu)
        for source in (self.pointer, self.keyboard):
            source.edit_asked.connect(self.commands.edit)
            source.write_asked.connect(self.commands.write)
        self.keyboard.left_asked.connect(self.go_back)
        self.commands.bind(self, self._more())
        self.context.actions.bind("annotate.zoom_full", self.commands.zoom_full, self, shortcut=False)

    def _more(self) -> dict[str, Callable[[], object]]:
        tools = {f"annotate.{tool.text.lower()}": partial(self._take, tool) for tool in names.TOOLS}
        return {
            **tools,
            "annotate.zoom_whole": self.canvas.zoom_whole,
            "annotate.before": partial(self.go, -1),
            "annotate.after": partial(self.go, 1),
            "annotate.copy_picture": self.head.copy.copy,
            "annotate.done": self.go_back,
        }

    def _take(self, tool: names.Tool) -> None:
        self.hand.take(tool)
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what the window calls

    def open(self, capture_id: str, back: Back | None = None, tool: str = "") -> None:
        """Shows a capture, with a tool in the hand. Without `back`, Done leads to its step in the review."""
        self._back, self._tool = back, tool
        window = self.window()
        if window.isMinimized():  # asked for in the companion, which stands alone
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.activateWindow()
        self._show(capture_id)

    def arguments_now(self) -> dict[str, object]:
        """What opens it again as it is: with the capture that one has gone on to."""
        sight = self.session.sight
        return {} if sight is None else {"capture_id": sight.capture.id, "back": self._back}

    def close_screen(self) -> None:
        """Stores what is written and dragged; what can be undone is kept."""
        self.commands.leave_field()
        self.session.close()
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.canvas.show_document(None)
        self.tools.show_document(None)
        self.panel.show_document(None)
        self.canvas.show_picture(None)

    def _show(self, capture_id: str) -> None:
        self.commands.leave_field()
        self._show_nothing()
        self.session.open(capture_id)

    # ---- showing

    def _opened(self) -> None:
        self.hand.scale = 1.0 if self.session.document is None else self.session.document.scale
        self.hand.take(self._first_tool())
        self.canvas.show_document(self.session.document)
        self.tools.show_document(self.session.document)
        self.panel.show_document(self.session.document)
        self._changed()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_tool(self) -> names.Tool:
        """What was asked for; on a capture without marks an arrow: whoever opens it wants to point at something."""
        wanted, self._tool = self._tool, ""
        document = self.session.document
        kind = wanted or (MarkKind.ARROW if document is not None and not document.marks else "")
        return names.BY_KIND[MarkKind(kind)] if kind else names.SELECT

    def _changed(self) -> None:
        sight = self.session.now
        self.canvas.setAccessibleName(_("{place}, with its marks").format(place=self.session.count()))
        answered = sight.capture.privacy is PrivacyAnswer.NOTHING_TO_HIDE
        self.canvas.show_found(() if answered else sight.capture.found or ())

    def _pictured(self) -> None:
        trouble = _("This picture cannot be read: its data is damaged. A backup may still have it.")
        taken = self.session.now.capture.scale
        self.canvas.show_picture(self.session.levels, trouble if self.session.unreadable else "", taken)

    def _gone(self, error: OracleError) -> None:
        self._show_nothing()
        self.context.bus.message.emit(bus.WARNING, str(error))
        self.go_back()

    # ---- hiding

    def _ask_burning(self) -> None:
        sheet = BurnSheet(self.window(), self.session.burn_in)
        sheet.finished.connect(lambda _how: self.canvas.setFocus(Qt.FocusReason.OtherFocusReason))
        sheet.open()

    # ---- going

    def go(self, by: int) -> None:
        """To the capture beside."""
        sight = self.session.sight
        if sight is not None and 0 <= sight.place + by < len(sight.beside):
            self._show(sight.beside[sight.place + by].id)

    def go_back(self) -> None:
        """To where it was opened from."""
        sight = self.session.sight
        self.commands.leave_field()
        place, arguments = self._back or ("walks", {})
        if self._back is None and sight is not None:
            place = "review"
            arguments = {"walk_id": sight.capture.walk_id, "step_id": sight.capture.step_id}
        if "capture_id" in arguments and sight is not None:
            arguments = arguments | {"capture_id": sight.capture.id}
        self.context.navigate(place, **arguments)

    def _to_pothole(self, hole: Pothole) -> None:
        if hole.bright:  # those stand in the review alone
            self.context.navigate("review", walk_id=self.session.now.capture.walk_id, pothole_id=hole.id)
        else:
            self.context.navigate("potholes", pothole_id=hole.id)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_full(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_full(event):
            self.commands.zoom_full()
        elif event.text() == "?":
            self.context.actions.do("help")
        elif self.keyboard.take_letter(event):  # also while a button of the panel has the focus
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)


def _is_full(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == _FULL


class _Stage(QWidget):
    """The canvas, with the tool bar over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(480)
        self.canvas = Canvas()
        self._bar: ToolBar | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)

    def put(self, bar: ToolBar) -> None:
        """Floats a tool bar over the canvas; Tab comes by it before the capture."""
        self._bar = bar
        bar.raise_()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._bar is not None:
            self._bar.arrange(self.width())
            self.canvas.set_top(self._bar.geometry().bottom() + 1 + 16)
