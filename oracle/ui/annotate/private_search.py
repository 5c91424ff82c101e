"""A look for private text in the picture itself, where the extra that reads pictures is installed."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.method import private
from oracle.model.mark import Private
from oracle.model.test_customer import TestCustomer
from oracle.model.walk import Capture
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.tasks import Job
from oracle.workspace import Workspace, captures, found, test_customers


class PrivateSearch(QObject):
    """One look at a time, beside the window. `progress` goes from 0 to 1; `over` follows, found or not."""

    progress = Signal(float)
    over = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self.capture_id = ""  # of the capture that is looked at, "" while none is
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.cancel)  # or the app would not end before all of it is read

    def begin(self, capture: Capture) -> None:
        """Looks; what is found is stored with the capture, beside what was known."""
        self.cancel()
        self.capture_id = capture.id
        self.progress.emit(0.0)
        self._context.tasks.read(
            _material, capture, then=lambda material: self._look(capture, *material), failed=self._refuse, owner=self
        )

    def cancel(self) -> None:
        """Stops looking; what is known stays."""
        if self._job is not None:
            self._job.cancel()
        if self.capture_id:
            self._end()

    def _look(self, capture: Capture, png: bytes, customer: TestCustomer) -> None:
        if capture.id != self.capture_id:
            return
        self._job = self._context.tasks.compute(
            _look, png, customer, QLocale.system().name(),
            progress=self.progress.emit,
            then=lambda places: self._keep(capture, places), failed=self._refuse, owner=self,
        )  # fmt: skip

    def _keep(self, capture: Capture, places: tuple[Private, ...]) -> None:
        if capture.id == self.capture_id:
            self._context.tasks.write(
                found.add_found, capture.id, capture.image, places,
                then=lambda _change: self._tell(capture, places), failed=self._refuse, owner=self,
            )  # fmt: skip

    def _tell(self, capture: Capture, places: tuple[Private, ...]) -> None:
        """What the look brought, also when that is nothing: the list would not show that it was read."""
        if capture.id == self.capture_id:
            self._end()
        known = capture.found or ()
        more = len(private.merged(known, places)) - len(known)
        said = _("The picture was read: nothing more looks private in it.")
        if more > 0:
            said = ngettext(
                "The picture was read: {n} more place looks private.",
                "The picture was read: {n} more places look private.",
                more,
            ).format(n=more)
        self._context.bus.message.emit(bus.INFO, said)

    def _refuse(self, error: OracleError) -> None:
        self._end()
        self._context.bus.message.emit(bus.WARNING, str(error))

    def _end(self) -> None:
        self._job, self.capture_id = None, ""
        self.over.emit()


def _material(workspace: Workspace, capture: Capture) -> tuple[bytes, TestCustomer]:
    return captures.image(workspace, capture.image), test_customers.proposed(workspace, capture.walk_id)


def _look(png: bytes, customer: TestCustomer, locale: str) -> Generator[float, None, tuple[Private, ...]]:
    from oracle.ocr import reading  # an extra, and seconds to load

    return (yield from reading.look(png, customer, locale))
