"""How the writing of a file goes, shown over the foot of the window; and what files are called."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.widgets import Progress, button, icon_button, icon_label, label
from oracle.ui.widgets.toast import ABOVE_FOOT, SHOWN_ERROR_MS, announce, foot_height

WIDE = 640
_LOOKED_MS = 200  # how soon the strip goes or gives way to what came under it
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST_NAME = 120


def documents() -> str:
    """The folder that files are proposed for."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())


def file_name(title: str, suffix: str) -> str:
    """A name for the file that every system takes: "Buy a plant.pdf"."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_LONGEST_NAME].rstrip(" .")
    return f"{name or _('Journey')}.{suffix}"


class Strip(QFrame):
    """How an export goes, over the foot of the window: progress with Cancel, then the file, or why there is none."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("ground", "panel")
        self.setProperty("floats", True)
        self.setAccessibleName(_("Export"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        self.progress = Progress()
        self.said = label("", wrap=True)
        self.reason = label("", wrap=True)
        self.open = button(_("Open"), size="small")
        self.folder = button(_("Show in folder"), size="small")
        self.more = button("", size="small", clicked=self._do_more)
        self._deed: Callable[[], object] = list
        self.again = button(_("Try again"), size="small")
        self.elsewhere = button(_("Another place…"), size="small")
        self.written = self._row("check", "ink", self.said, self.more, self.open, self.folder)
        self.refused = self._row("circle-alert", "danger", self.reason, self.again, self.elsewhere)
        for part in (self.progress, self.written, self.refused):
            column.addWidget(part)
        host.installEventFilter(self)
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self._pass)
        self._feet = QTimer(self, interval=_LOOKED_MS)
        self._feet.timeout.connect(self._place)
        self.hide()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """How far it is."""
        self.progress.show_step(done, total, what)
        self._show(self.progress)

    def show_written(self, text: str, more: tuple[str, Callable[[], object]] | None = None) -> None:
        """The file is there; `more` is the word on one more button, and what that does."""
        self.said.setText(text)
        self.more.setVisible(more is not None)
        if more is not None:
            self.more.setText(more[0])
            self.more.setAccessibleName(more[0])
            self._deed = more[1]
        self._show(self.written)
        self._time.start(SHOWN_ERROR_MS)
        announce(self, text)

    def show_refused(self, text: str) -> None:
        """Why there is no file."""
        self.reason.setText(text)
        self._show(self.refused)
        announce(self, text)

    def _do_more(self) -> None:
        self.hide()
        self._deed()

    def _row(self, icon: str, token: str, said: QWidget, *others: QWidget) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(icon_label(icon, token, 16))
        row.addWidget(said, 1)
        for each in others:
            row.addWidget(each)
        row.addWidget(icon_button("x", _("Put away"), size="small", clicked=self.hide))
        return made

    def _pass(self) -> None:
        """Goes after its time, unless it is being used."""
        if self.underMouse() or self._has_focus():
            self._time.start(SHOWN_ERROR_MS)
        else:
            self.hide()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def hideEvent(self, event: QHideEvent) -> None:
        self._time.stop()
        self._feet.stop()
        super().hideEvent(event)

    def _show(self, part: QWidget) -> None:
        self._time.stop()
        self._feet.start()
        for each in (self.progress, self.written, self.refused):
            each.setVisible(each is part)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        host, column = self._host, self._column
        across = min(WIDE, host.width() - 48)
        column.activate()
        high = max(column.totalHeightForWidth(across), column.totalMinimumSize().height())
        self.setGeometry(
            (host.width() - across) // 2, host.height() - high - foot_height(host) - ABOVE_FOOT, across, high
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
