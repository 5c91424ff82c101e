"""What looks private on pages captured in a walk: asked beside the capture, kept with it when both are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale, QObject

from oracle.method import private, private_numbers
from oracle.model.change import Change, Subject
from oracle.model.mark import Private
from oracle.model.test_customer import TestCustomer
from oracle.ui.walk.session import WalkSession
from oracle.workspace import found, test_customers

if TYPE_CHECKING:
    from oracle.browser.private import PageText, VisibleLook


class PrivateLooks(QObject):
    """Brings together a capture that is being stored and what its page says of itself, whichever comes first.

    `words` are those of the test customer's card, for the page to look for. A look that comes to nothing leaves the
    capture as one that nobody looked at.
    """

    def __init__(self, session: WalkSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._customer: TestCustomer | None = None
        self._stored: dict[str, str] = {}  # capture ids by the key of what was pending
        self._found: dict[str, tuple[Private, ...]] = {}
        self._awaited: set[str] = set()  # keys of which one half is still to come
        session.settled.connect(self._settle)
        session.not_captured.connect(lambda _error: self._forget())
        session.opened.connect(self._read)
        session.context.bus.changed.connect(self._hear)

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for of the test customer."""
        return private.needles(self._customer)

    def follow(self, look: VisibleLook, width: int) -> None:
        """Keeps what the page says with the capture that was handed to the session just now, `width` pixels wide."""
        key = self._await()
        look.when_seen(width, lambda text: self._seen(key, text))

    def follow_text(self, text: PageText | None) -> None:
        """The same, of a page that has been asked already."""
        self._seen(self._await(), text)

    def _await(self) -> str:
        key = self._session.pending[-1].key
        self._awaited.add(key)
        return key

    def _seen(self, key: str, text: PageText | None) -> None:
        if text is None:
            self._end(key)
            return
        self._session.context.tasks.compute(
            places, text, self._customer, QLocale.system().name(),
            then=lambda places: self._hold(key, places), failed=lambda _error: self._end(key), owner=self,
        )  # fmt: skip

    def _hold(self, key: str, places: tuple[Private, ...]) -> None:
        self._found[key] = places
        self._keep(key)

    def _settle(self, key: str, capture_id: str) -> None:
        if key in self._awaited:
            self._stored[key] = capture_id
            self._keep(key)

    def _keep(self, key: str) -> None:
        if key in self._awaited and key in self._found and key in self._stored:
            # Somebody may have deleted the capture meanwhile: then there is nothing to keep.
            self._session.context.tasks.write(
                found.set_found, self._stored[key], self._found[key], failed=lambda _error: None, owner=self
            )
            self._end(key)

    def _end(self, key: str) -> None:
        self._awaited.discard(key)
        self._found.pop(key, None)
        self._stored.pop(key, None)

    def _forget(self) -> None:
        """A picture was refused: what waits for none of those still pending is dropped."""
        open_ones = {pending.key for pending in self._session.pending} | set(self._stored)
        for key in self._awaited - open_ones:
            self._end(key)

    def _hear(self, change: Change) -> None:
        if change.touches(Subject.WALK) and self._session.scene is not None:
            self._read()

    def _read(self) -> None:
        self._session.context.tasks.read(
            test_customers.proposed, self._session.now.walk_id,
            then=self._know, failed=lambda _error: None, owner=self,
        )  # fmt: skip

    def _know(self, customer: TestCustomer) -> None:
        self._customer = customer


def places(text: PageText, customer: TestCustomer | None, locale: str) -> tuple[Private, ...]:
    """What of a page's text looks private. Slow for a long page: for any thread but the window's."""
    regions = private_numbers.regions(urlsplit(text.address).hostname or "", text.language, locale)
    return private.find(text.runs, customer=customer, regions=regions)
