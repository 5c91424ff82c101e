"""Photos of a phone on the same desk: a folder is watched during a walk, and what is new in it is proposed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from oracle.capture import folder
from oracle.capture.files import MOST
from oracle.capture.folder import Photo
from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.ui.settings import PHONE_FOLDER
from oracle.ui.walk.session import WalkSession

LOOK_MS = 2_000  # between two looks: network folders and phones tell nobody of changes
SOON_MS = 300  # after the system told of a change
MANY, SELDOM_MS = 1_000, 15_000  # with so many new files a look costs more than it finds
_IGNORED = "phone.ignored"
_KEPT = 300  # ignored photos remembered over a restart


class PhoneFolder(QObject):
    """`changed`: `proposed` or `trouble` is another. Nothing is added by itself; looking happens beside the window."""

    changed = Signal()

    def __init__(self, session: WalkSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.proposed: tuple[tuple[Photo, QImage], ...] = ()  # newest first, at most 50
        self.trouble = ""
        self._walk_id = ""
        self._since = 0.0
        self._seen: tuple[Photo, ...] = ()  # at the last look
        self._done: set[str] = set()  # keys that were added, ignored, or are no photos
        self._waiting: deque[Photo] = deque()
        self._is_looking = False
        self._decoding = ""  # the key of the photo that is being read
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._timer.start(SOON_MS))
        session.context.settings.changed.connect(lambda key: self._move() if key == PHONE_FOLDER.key else None)

    @property
    def path(self) -> Path | None:
        """The folder that is watched; None when none was chosen."""
        chosen = self._session.context.settings.get(PHONE_FOLDER)
        return Path(chosen) if chosen else None

    def begin(self) -> None:
        """A walk is open: photos that came since it began are looked for."""
        scene = self._session.scene
        if scene is None:
            return
        self._walk_id, self._since = scene.walk_id, scene.open.walk.started_at.timestamp()
        walk_id, _colon, keys = self._session.context.settings.place(_IGNORED).partition(":")
        self._done = set(keys.split("\n")) if walk_id == scene.walk_id else set()
        self._move()

    def end(self) -> None:
        """The walk is closed: nothing is looked for any more."""
        self._walk_id = ""
        self._timer.stop()
        self._forget()

    def _move(self) -> None:
        """Another folder."""
        self._forget()
        if self._walk_id and self.path is not None:
            self.look()

    def _forget(self) -> None:
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._seen = ()
        self._waiting.clear()
        self._show((), "")

    # ---- looking

    def look(self) -> None:
        """Looks once, beside the window, and again some time later."""
        path = self.path
        if self._is_looking or not self._walk_id or path is None:
            return
        self._is_looking = True
        self._session.context.tasks.compute(
            folder.look, path, self._since, then=lambda found: self._take(path, found),
            failed=lambda error: self._lose(path, error), owner=self,
        )  # fmt: skip

    def _take(self, path: Path, found: tuple[Photo, ...]) -> None:
        self._is_looking = False
        if not self._goes_on(path):
            return
        if str(path) not in self._watcher.directories():
            self._watcher.addPath(str(path))
        whole, self._seen = folder.settled(self._seen, found), found
        present = {photo.key for photo in found}
        self._show(tuple(each for each in self.proposed if each[0].key in present), "")
        known = {photo.key for photo, _image in self.proposed} | {photo.key for photo in self._waiting}
        known |= {self._decoding, *self._done}
        self._waiting.extend(photo for photo in whole if photo.key not in known)
        self._decode()
        self._timer.start(LOOK_MS if len(found) < MANY else SELDOM_MS)

    def _goes_on(self, path: Path) -> bool:
        """Whether what was looked for is still wanted."""
        wanted = bool(self._walk_id) and path == self.path and self._session.scene is not None
        if not wanted and self._walk_id:
            self._timer.start(SOON_MS)
        return wanted

    def _lose(self, path: Path, error: OracleError) -> None:
        self._is_looking = False
        if self._goes_on(path):
            self._seen = ()
            self._waiting.clear()
            self._show((), str(error))
            self._timer.start(LOOK_MS)

    def _decode(self) -> None:
        """One after the other: photos are large, and the pool has other work."""
        if self._decoding or not self._waiting or len(self.proposed) >= MOST:
            return
        photo = self._waiting.popleft()
        self._decoding = photo.key
        captures = self._session.scene.open.captures if self._session.scene is not None else ()
        there = {capture.taken_at for capture in captures if capture.file_name == photo.path.name}
        self._session.context.tasks.compute(
            folder.preview, photo, there, then=lambda image: self._propose(photo, image),
            failed=lambda _error: self._propose(photo, QImage()), owner=self,
        )  # fmt: skip

    def _propose(self, photo: Photo, image: QImage) -> None:
        self._decoding = ""
        if image.isNull():
            # A capture already, or no photo, or only half of one: when more of it comes, it is looked at anew.
            self._done.add(photo.key)
        elif photo in self._seen and photo.key not in self._done:
            newest_first = sorted((*self.proposed, (photo, image)), key=lambda each: -each[0].changed_at)
            self._show(tuple(newest_first), self.trouble)
        self._decode()

    def _show(self, proposed: tuple[tuple[Photo, QImage], ...], trouble: str) -> None:
        if proposed != self.proposed or trouble != self.trouble:
            self.proposed, self.trouble = proposed, trouble
            self.changed.emit()

    def offer(self, text: str, word: str, function: Callable[[], object]) -> None:
        """Says something, with a button that does something."""
        self._session.context.bus.offering.emit(text, word, function)

    # ---- answering

    def add(self, *keys: str) -> None:
        """Makes captures of the open step of them, all proposed ones without keys."""
        chosen = self._answered(keys)
        self._session.store_files([photo.path for photo in reversed(chosen)])

    def ignore(self, *keys: str) -> None:
        """Does not propose them again in this walk, all without keys; several at once can be had back."""
        gone = [photo.key for photo in self._answered(keys)]
        self._keep_ignored()
        if len(gone) > 1:
            said = ngettext("{n} photo ignored.", "{n} photos ignored.", len(gone)).format(n=len(gone))
            self.offer(said, _("Undo"), lambda: self._take_back(gone))

    def _take_back(self, keys: list[str]) -> None:
        self._done.difference_update(keys)
        self._keep_ignored()
        self.look()

    def _keep_ignored(self) -> None:
        kept = "\n".join(sorted(self._done)[-_KEPT:])
        self._session.context.settings.set_place(_IGNORED, f"{self._walk_id}:{kept}")

    def _answered(self, keys: tuple[str, ...]) -> list[Photo]:
        chosen = [photo for photo, _image in self.proposed if not keys or photo.key in keys]
        self._done.update(photo.key for photo in chosen)
        self._show(tuple(each for each in self.proposed if each[0] not in chosen), self.trouble)
        self._decode()
        return chosen
