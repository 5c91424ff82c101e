"""Pictures that the tester brings: from the clipboard, dropped, from files; and what is said of those refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from oracle.capture import clipboard, files
from oracle.errors import InputError, OracleError
from oracle.language import _
from oracle.ui import bus
from oracle.ui.walk.shown_walk import ShownWalk

REFUSED_TOGETHER_MS = 250
REASONS_TOLD = 4


class AddedPictures(QObject):
    """Stores them at the current step of a walk."""

    def __init__(self, session: ShownWalk, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._refused: list[OracleError] = []
        self._together = QTimer(self, interval=REFUSED_TOGETHER_MS, singleShot=True)
        self._together.timeout.connect(self._say_refused)
        session.not_captured.connect(self._collect)

    def paste(self) -> None:
        """The picture, or the picture files, on the clipboard."""
        self.drop(QGuiApplication.clipboard().mimeData())

    def drop(self, content: QMimeData) -> None:
        """A picture or files dropped or pasted."""
        try:
            paths = clipboard.paths_in(content)
        except InputError as error:
            self._say(error)
            return
        picture = None if paths else clipboard.picture_in(content)
        if paths:
            self._session.store_files(paths)
        elif picture is not None:
            self._session.store_grab(picture, self._session.visit)
        else:
            self._say(InputError(_("There is no picture on the clipboard."), advice=_("Copy one first, then paste.")))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files chosen."""
        try:
            self._session.store_files(files.at_most(paths))
        except InputError as error:
            self._say(error)

    def _collect(self, error: OracleError) -> None:
        """Pictures refused one after the other are told together: each message takes the place of the one before."""
        self._refused.append(error)
        self._together.start()

    def _say_refused(self) -> None:
        refused, self._refused = self._refused, []
        if len(refused) == 1:
            self._say(refused[0])
            return
        reasons = [error.happened for error in refused[:REASONS_TOLD]]
        if len(refused) > len(reasons):
            reasons.append(_("… and {n} more.").format(n=len(refused) - len(reasons)))
        said = _("{n} pictures were not taken.").format(n=len(refused))
        self._session.context.bus.message.emit(bus.WARNING, " ".join([said, *reasons]))

    def _say(self, error: OracleError) -> None:
        self._session.context.bus.message.emit(bus.WARNING, str(error))
