"""The capture that is annotated: its document, kept while the app runs, its picture, and what is stored of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from oracle.errors import OracleError
from oracle.language import _
from oracle.method import marks as geometry
from oracle.method import private
from oracle.model.change import Change, Subject
from oracle.model.mark import MarkKind, Private
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Cover
from oracle.ui import bus
from oracle.ui.annotate import painting
from oracle.ui.annotate.burning_in import BurningIn
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.picture import Levels, decoded
from oracle.ui.annotate.sight import Sight, sight_of
from oracle.ui.context import Context
from oracle.ui.newest_writer import NewestWriter
from oracle.workspace import captures

KEPT = 60  # captures whose steps back are remembered
_CARES = (Subject.CAPTURE, Subject.POTHOLE, Subject.TRASH, Subject.WALK, Subject.VISIT)


@dataclass(frozen=True, slots=True)
class _Open:
    """A document with its way to the disk, and the picture that it stands on."""

    document: MarksDocument
    writer: NewestWriter
    image: str


class AnnotateSession(QObject):
    """One capture after the other.

    `opened` when another capture is shown, `changed` when something about it is another, `pictured` when its picture
    is there or cannot be read. `gone(OracleError)`: the capture is no more. `burning`: what was under it is to go.
    """

    opened = Signal()
    changed = Signal()
    pictured = Signal()
    gone = Signal(object)
    burning = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.sight: Sight | None = None
        self.levels: Levels | None = None
        self.unreadable = False
        self._wanted = ""
        self._pictured = ""
        self._open: OrderedDict[str, _Open] = OrderedDict()
        self._burning_in = BurningIn(context, self)
        self._burning_in.done.connect(self._burnt)
        self._burning_in.refused.connect(self._not_burnt)
        context.bus.changed.connect(self._hear)

    # ---- opening

    def open(self, capture_id: str) -> None:
        """Reads a capture; `opened` follows, or `gone`."""
        self.settle()
        self._answer()
        self._wanted = capture_id
        self.sight = None
        self._read(capture_id)

    def close(self) -> None:
        """Hands over what is dragged and not stored; the documents stay."""
        self.settle()
        self._answer()
        self._wanted, self.sight, self.levels, self._pictured = "", None, None, ""

    def _answer(self) -> None:
        """At a private step, whoever redacted all that looks private has answered what the picture shows."""
        if self.sight is None:
            return
        capture, document = self.sight.capture, self._open[self.sight.capture.id].document
        redacted = capture.burnt_at is not None or any(mark.kind is MarkKind.REDACT for mark in document.marks)
        left = private.uncovered(replace(capture, marks=document.marks))
        if self.sight.step.private and capture.privacy is None and redacted and not left:
            self.context.tasks.write(captures.set_privacy, capture.id, PrivacyAnswer.HIDDEN)

    def settle(self) -> None:
        """Ends a drag and hands over what waits."""
        if self.sight is not None:
            own = self._open[self.sight.capture.id]
            own.document.cancel()
            own.document.seal()
            own.writer.hand_over()

    @property
    def now(self) -> Sight:
        """The capture that is shown; only while there is one."""
        assert self.sight is not None  # noqa: S101 - asked only while one is shown
        return self.sight

    @property
    def document(self) -> MarksDocument | None:
        """The marks of the capture that is shown."""
        return None if self.sight is None else self._open[self.sight.capture.id].document

    def _read(self, capture_id: str) -> None:
        self.context.tasks.read(
            sight_of, capture_id, then=self._found, failed=partial(self._lost, capture_id), owner=self
        )

    def _found(self, sight: Sight) -> None:
        capture = sight.capture
        if capture.id != self._wanted:
            return
        was_open = self.sight is not None
        self.sight = sight
        self._keep(sight)
        if self._pictured != capture.image:
            self._pictured, self.levels, self.unreadable = capture.image, None, False
            self.context.tasks.read(
                captures.image, capture.image, then=partial(self._decode, capture.image),
                failed=lambda _error: self._show_picture(capture.image, None), owner=self,
            )  # fmt: skip
        (self.changed if was_open else self.opened).emit()
        if not was_open and (self.levels is not None or self.unreadable):
            self.pictured.emit()  # captures that look the same share a picture

    def _keep(self, sight: Sight) -> None:
        """The document of a capture: the one that is known, brought up to what is stored, or a new one."""
        capture = sight.capture
        own = self._open.get(capture.id)
        if own is None:
            size = capture.width, capture.height
            document = MarksDocument(size, capture.marks, sight.before, self, scale=geometry.kept(capture.scale))
            document.fit = lambda mark, before: painting.fitted(mark, size, before)
            document.refused.connect(lambda said: self.context.bus.message.emit(bus.ERROR, said))
            writer = NewestWriter(self.context.tasks, captures.set_marks, capture.id, self)
            own = _Open(document, writer, capture.image)
            document.settled.connect(lambda: own.writer.store(document.marks))
            document.changed.connect(lambda: own.writer.store_soon(document.marks) if document.is_dragging else None)
            own.writer.refused.connect(self._refused)
            self._open[capture.id] = own
        elif not own.writer.busy:
            own.document.count_on(sight.before)
            if capture.image != own.image:  # burnt in: nobody gets back to what is no more
                self._open[capture.id] = _Open(own.document, own.writer, capture.image)
                own.document.take(capture.marks)
                own.document.forget_steps()
            else:
                own.document.take(capture.marks)
        self._open.move_to_end(capture.id)
        self._forget_old()

    def _forget_old(self) -> None:
        for capture_id in [each for each, own in self._open.items() if not own.writer.busy][:-KEPT]:
            own = self._open.pop(capture_id)
            own.document.deleteLater()
            own.writer.deleteLater()

    def hide(self, places: Iterable[Private]) -> None:
        """Redacts these places of the capture that is shown."""
        if (document := self.document) is not None:
            document.hide(Cover(x=each.x, y=each.y, width=each.width, height=each.height) for each in places)

    def answer(self, answer: PrivacyAnswer | None) -> None:
        """Says what the capture that is shown must hide; None takes it back."""
        if self.sight is not None:
            self.context.tasks.write(captures.set_privacy, self.sight.capture.id, answer, owner=self)

    def burn_in(self) -> None:
        """Burns what is redacted into the picture for good; nothing can be undone after that."""
        if self.sight is not None and self.document is not None:
            self.settle()
            capture = self.sight.capture
            self._burning_in.burn(capture.id, capture.image, self.document.marks)
            self.burning.emit()
            self.changed.emit()

    @property
    def is_burning(self) -> bool:
        """Whether the capture that is shown is being burnt in."""
        return self.sight is not None and self._burning_in.is_burning(self.sight.capture.id)

    def _not_burnt(self, error: OracleError) -> None:
        self._refused(error)
        if self.sight is not None:
            self.changed.emit()

    def _burnt(self) -> None:
        self.context.bus.message.emit(bus.INFO, _("Burnt in. What was under it is gone for good."))

    # ---- the picture

    def _decode(self, digest: str, data: bytes) -> None:
        self.context.tasks.compute(decoded, data, then=partial(self._show_picture, digest), owner=self)

    def _show_picture(self, digest: str, levels: Levels | None) -> None:
        if digest == self._pictured:
            self.levels, self.unreadable = levels, levels is None
            if self.sight is not None:  # else another capture was asked for meanwhile
                self.pictured.emit()

    # ---- hearing

    def _hear(self, change: Change) -> None:
        if self.sight is None or not change.touches(*_CARES):
            return
        capture = self.sight.capture
        concerned = {capture.id, capture.walk_id, *(each.id for each in self.sight.beside)}
        if concerned & set(change.ids) or change.touches(Subject.POTHOLE, Subject.TRASH):
            self._read(capture.id)

    def _lost(self, capture_id: str, error: OracleError) -> None:
        if capture_id != self._wanted:
            return
        own = self._open.pop(capture_id, None)
        self.sight, self._wanted = None, ""
        if own is not None:
            own.document.deleteLater()
            own.writer.deleteLater()
        self.gone.emit(error)

    def _refused(self, error: OracleError) -> None:
        self.context.bus.message.emit(bus.ERROR, str(error))

    def count(self) -> str:
        """ "Capture 2 of 3"."""
        return _("Capture {n} of {all}").format(n=self.now.place + 1, all=len(self.now.beside))
