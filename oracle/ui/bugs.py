"""When something is wrong in the app itself: it is logged without content, shown once, and nothing stored is lost."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import oracle
from oracle import paths
from oracle.language import _
from oracle.ui.widgets import button, icon_label, label

log = logging.getLogger("oracle")
LOG_BYTES, LOG_FILES = 1_000_000, 3
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugDialog(QDialog):
    """What happened, for whoever can repair it, with a button that copies it."""

    def __init__(self, details: str, parent: QWidget | None = None, *, before: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pothole Oracle")
        self.details = details
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(icon_label("bug", "ink", 20))
        title = _("The app stopped unexpectedly last time") if before else _("Something went wrong in the app")
        head.addWidget(label(title, "card"), 1)
        column.addLayout(head)
        safe = _("What was saved is safe. You can go on. To get this repaired, copy the details and send them to us.")
        column.addWidget(label(safe, "body", wrap=True))
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setAccessibleName(_("Details"))
        text.setTabChangesFocus(True)
        column.addWidget(text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Copy the details"), "plain", "copy", clicked=self.copy))
        close = button(_("Go on"), "dark", clicked=self.accept)
        row.addWidget(close)
        column.addLayout(row)
        self.resize(560, 400)
        close.setFocus()

    def copy(self) -> None:
        """Puts the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)


class Bugs:
    """Hears of exceptions nobody caught, and of Qt's own messages; shows one dialog at a time."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._dialog: BugDialog | None = None
        self._faults: IO[str] | None = None
        self._hook_before = sys.excepthook
        self.earlier_crash = ""

    def install(self) -> None:
        """Takes over the hooks, opens the log, and reads what a crash left behind."""
        paths.logs().mkdir(parents=True, exist_ok=True)
        _open_log(paths.logs() / "oracle.log")
        self.earlier_crash = self._watch_for_crashes(paths.logs() / "crash.txt")
        sys.excepthook = self.caught
        qInstallMessageHandler(_qt_message)

    def remove(self) -> None:
        """Gives the hooks back; the crash file of an orderly end goes away."""
        sys.excepthook = self._hook_before
        qInstallMessageHandler(None)
        if self._faults is not None:
            faulthandler.disable()
            name = Path(self._faults.name)
            self._faults.close()
            self._faults = None
            with suppress(OSError):
                name.unlink()

    def _watch_for_crashes(self, file: Path) -> str:
        earlier = file.read_text("utf-8", "replace").strip() if file.exists() else ""
        self._faults = file.open("w", encoding="utf-8")
        faulthandler.enable(self._faults)
        return earlier

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        # The log holds where it happened, not the message: that may quote what the user wrote.
        places = "".join(traceback.format_tb(trace))
        log.error("%s\n%s", kind.__name__, places)
        self.show(details(kind, error, trace))

    def show(self, text: str, *, before: bool = False) -> None:
        """Shows the dialog, unless one is open already."""
        if self._dialog is None:
            self._dialog = BugDialog(text, self._window, before=before)
            self._dialog.finished.connect(self._closed)
            self._dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def details(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What helps to find a bug: versions, system, and the way through the code."""
    versions = f"Pothole Oracle {oracle.__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    head = f"{versions}, {platform.platform()}"
    return head + "\n\n" + "".join(traceback.format_exception(kind, error, trace))


def _open_log(file: Path) -> None:
    from logging.handlers import RotatingFileHandler

    if any(isinstance(handler, RotatingFileHandler) for handler in log.handlers):
        return
    handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def close_log() -> None:
    """Closes the log file."""
    for handler in list(log.handlers):
        if hasattr(handler, "baseFilename"):
            log.removeHandler(handler)
            handler.close()


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message.startswith("This plugin does not support"):
        return  # what a platform without a window manager cannot do, each time it is asked
    level = _LEVELS.get(kind, logging.WARNING)
    log.log(level, "Qt %s: %s", context.category or "", message)
    if level >= logging.WARNING:
        sys.stderr.write(f"{message}\n")
