"""The potholes that the screen works on: read once, changed at once in view, stored behind it, taken back by Undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from oracle import words
from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.method.likeness import Pair
from oracle.model.change import Change, Subject
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import CLOSED
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.own_writes import OwnWrites
from oracle.ui.potholes import store
from oracle.ui.potholes.detail import Detail
from oracle.ui.potholes.undoing import Undoing
from oracle.ui.tester import signed
from oracle.workspace import pothole_links, potholes, trash
from oracle.workspace.pothole_links import Titles

NAMED = 3  # potholes that a message names
READ_AFTER_MS = 120  # many changes at once are read together
Write = Callable[..., Change]
_ABOUT = (Subject.POTHOLE, Subject.JOURNEY, Subject.STEP, Subject.WALK, Subject.BUSINESS, Subject.TRASH)


class PotholeSession(QObject):
    """`listed`: there are others. `detailed(Detail | None)`: what was asked for in full, None when it is gone."""

    listed = Signal()
    patched = Signal(object)  # ids of rows that say something else, changed here or read again; there are no others
    detailed = Signal(object)
    proposed = Signal()  # others may be the same
    flushing = Signal()  # hand over what is typed

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: dict[str, PotholeRow] = {}  # all of the business by id, with what is not stored yet
        self.known = False  # whether they were read at all
        self.version = 0  # another whenever a row is another
        self.alike: tuple[Pair, ...] = ()
        self._wanted = ""
        self._business_id = context.current.business.id if context.current.business else ""
        self._reading = False
        self._again = False
        self._stale: frozenset[str] | None = frozenset()  # journeys to be read again, None: all
        self.undoing = Undoing(context)
        self._writes = OwnWrites(context, self)
        self._writes.over.connect(self._over)
        self._pending: dict[str, dict[str, Any]] = {}  # changed in view and not stored yet
        self._deleted: set[str] = set()
        self._later = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._later.timeout.connect(lambda: self.read(frozenset()))
        context.bus.changed.connect(self._changed)
        context.tasks.flushing.connect(self.flushing)
        context.current.changed.connect(self._other_business)

    # ---- reading

    def read(self, journeys: frozenset[str] | None = None) -> None:
        """Reads the potholes of these journeys, or of all, and the pothole in view."""
        self._later.stop()
        journeys, self._stale = _both(journeys, self._stale), frozenset()
        business = self.context.current.business
        if business is None:
            self._arrived({}, None)
        elif self._reading:
            self._stale = journeys
            self._again = True
        else:
            self._reading = True
            self.context.tasks.read(
                store.rows, business.id, journeys, failed=self._unread, owner=self,
                then=lambda found: self._read_of(business.id, found, journeys),
            )  # fmt: skip

    def _read_of(self, business_id: str, rows: dict[str, PotholeRow], journeys: frozenset[str] | None) -> None:
        self._reading = False
        business = self.context.current.business
        if business is not None and business.id == business_id:
            self._arrived(rows, journeys)
        else:
            self.read()  # another business was chosen meanwhile

    def _arrived(self, rows: dict[str, PotholeRow], journeys: frozenset[str] | None) -> None:
        if journeys is not None:
            rows = {key: row for key, row in self.rows.items() if row.journey_id not in journeys} | rows
        for gone in self._deleted:
            rows.pop(gone, None)
        before, self.rows, known, self.known = self.rows, rows, self.known, True
        self._patch(self._pending)
        changed = tuple(key for key, row in rows.items() if (old := before.get(key)) is not row and old != row)
        same = before.keys() == rows.keys()
        if changed or not same:
            self.version += 1
        if known and same:
            self.patched.emit(changed)
        else:
            self.listed.emit()
        self.want(self._wanted)
        if not same or any(before[key].title != rows[key].title for key in changed):
            self._look_alike()
        if self._again:
            self._again = False
            self.read(self._stale)

    def _look_alike(self) -> None:
        """Asks which may be the same: titles are others than before."""
        business = self.context.current.business
        if business is not None:
            self.context.tasks.read(
                pothole_links.titles, business.id, then=self._compare_titles, failed=lambda _error: None, owner=self
            )

    def _compare_titles(self, titles: Titles) -> None:
        """Beside the lane: thousands take a second."""
        self.context.tasks.compute(
            pothole_links.likely_same, titles, then=self._found_alike, failed=lambda _error: None, owner=self
        )

    def _found_alike(self, pairs: tuple[Pair, ...]) -> None:
        if pairs != self.alike:
            self.alike = pairs
            self.proposed.emit()

    def _unread(self, error: OracleError) -> None:
        self._reading = self._again = False
        self.context.bus.message.emit(bus.ERROR, str(error))

    def want(self, pothole_id: str) -> None:
        """Asks for one pothole in full, "" for none; `detailed` brings it."""
        self._wanted = pothole_id
        if pothole_id:
            self.context.tasks.read(
                store.detail, pothole_id, tuple(self.rows.values()), then=self._detail,
                failed=lambda _error: self._missing(pothole_id), owner=self,
            )  # fmt: skip

    def _detail(self, detail: Detail) -> None:
        if detail.hole.id == self._wanted and self._wanted not in self._deleted:
            hole = replace(detail.hole, **self._pending.get(detail.hole.id, {}))
            self.detailed.emit(replace(detail, hole=hole))

    def _missing(self, pothole_id: str) -> None:
        if pothole_id == self._wanted:
            self._wanted = ""
            self.detailed.emit(None)

    def _changed(self, change: Change) -> None:
        if not self.known:
            return
        if self._writes.busy:  # our own writes are read back when the last of them is stored
            if change.touches(*_ABOUT) and not self._pending.keys() >= set(change.ids):
                self._stale = None  # and what came from elsewhere meanwhile with them
            return
        if change.touches(*_ABOUT):
            self._stale = None
            self._later.start()
        elif change.touches(Subject.CAPTURE, Subject.VISIT):
            self.want(self._wanted)

    def _other_business(self) -> None:
        business = self.context.current.business
        before, self._business_id = self._business_id, business.id if business else ""
        if before == self._business_id:
            return  # the same one, of another name or with one more person: its rows and what is selected stay
        self._wanted = ""
        self.known = False
        self.rows, self.alike = {}, ()
        self.undoing.clear()
        self.version += 1
        self.listed.emit()

    # ---- writing

    def edit(self, ids: Iterable[str], *, said: str = "", **fields: Any) -> None:
        """Changes fields of potholes, seen at once. With `said`, a toast offers to take all of it back."""
        before = {}
        for row in filter(None, map(self.rows.get, ids)):
            own = {name: getattr(row, name) for name in fields}
            if own != fields:
                before[row.id] = own
        if before:
            self._write(dict.fromkeys(before, fields))
            if said:
                self.undoing.offer(said, lambda: self._take_back(before, fields))

    def _take_back(self, before: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any]) -> None:
        """As it was before, where it is still as it was given; says which were changed since."""

        def done(change: Change) -> None:
            left = [short(row.title) for key, row in self.rows.items() if key in before and key not in change.ids]
            if left:
                said = ngettext(
                    "“{title}” was changed since, and stays as it is.",
                    "{n} were changed since, and stay as they are: {all}",
                    len(left),
                )
                named = ", ".join(f"“{title}”" for title in left[:NAMED]) + ("…" if len(left) > NAMED else "")
                self.context.bus.message.emit(bus.INFO, said.format(title=left[0], n=len(left), all=named))

        self._show_written(before)
        self._writes.write(self._signed(potholes.take_back), before, given, then=done)

    def edit_one(self, pothole_id: str, **fields: Any) -> None:
        """Changes fields that are typed, or that the list does not show: no toast."""
        self._write({pothole_id: fields})

    def _write(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        self._show_written(changes)
        self._writes.write(self._signed(potholes.set_many), changes)

    def _show_written(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Shows at once what is on its way to the disk."""
        for key, fields in changes.items():
            self._pending.setdefault(key, {}).update(fields)
            row = self.rows.get(key)
            self._stale = _both(self._stale, frozenset({row.journey_id}) if row else None)
        self.version += 1
        self._patch(changes)
        self.patched.emit(tuple(changes))

    def _patch(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Shows what is on its way to the disk."""
        for key, fields in changes.items():
            row = self.rows.get(key)
            own = {name: value for name, value in fields.items() if name in _SHOWN}
            if row is not None and own:
                self.rows[key] = replace(row, **own)

    def _over(self) -> None:
        if not self._writes.busy:
            self._pending.clear()
            self._deleted.clear()
        self._later.start()

    def delete(self, ids: Iterable[str]) -> None:
        """Moves potholes to the trash; a toast brings them back."""
        gone = tuple(each for each in ids if each in self.rows)
        if not gone:
            return
        self._deleted.update(gone)
        self._stale = None
        title = short(self.rows[gone[0]].title)
        for each in gone:
            del self.rows[each]
        self.version += 1
        self.listed.emit()
        self._writes.write(potholes.delete_many, gone)
        said = ngettext("Moved “{title}” to the trash.", "Moved {n} potholes to the trash.", len(gone))
        self.undoing.offer(said.format(title=title, n=len(gone)), partial(self._restore, gone))

    def _restore(self, gone: tuple[str, ...]) -> None:
        self._deleted.difference_update(gone)
        self._stale = None
        self._writes.write(trash.restore_many, gone)

    def merge(self, kept: PotholeRow, gone: PotholeRow) -> None:
        """Makes two into one, the one with the older number; a toast parts them again."""
        self.do(potholes.merge, kept.id, gone.id)
        said = _("Merged {gone} into {kept}, “{title}”.").format(
            gone=gone.label, kept=kept.label, title=short(kept.title)
        )
        if kept.state in CLOSED and gone.state not in CLOSED:  # one fewer is open, which was not what was asked
            said += " " + _("It stands as {state}.").format(state=words.state(kept.state).lower())
        self.undoing.offer(said, lambda: self.do(potholes.unmerge, gone.id))

    def link(self, one: str, other: str, *, linked: bool) -> None:
        """Says that two belong together, or no longer; a toast takes it back."""
        self.do(pothole_links.link if linked else pothole_links.unlink, one, other)
        row = self.rows.get(other)
        if row is not None:
            said = _("Linked with {number}, “{title}”.") if linked else _("No longer linked with {number}, “{title}”.")
            undo = pothole_links.unlink if linked else pothole_links.link
            self.undoing.offer(said.format(number=row.label, title=short(row.title)), lambda: self.do(undo, one, other))

    def split(self, function: Write, *arguments: object) -> None:
        """Makes a pothole of its own of some walks or steps; a toast makes the two one again."""

        def done(change: Change) -> None:
            made, before = change.ids[:2]
            said = _("What was split off is a pothole of its own.")
            self.undoing.offer(said, lambda: self.do(potholes.merge, before, made))

        self.do(function, *arguments, then=done)

    def do(self, function: Write, *arguments: object, then: Callable[[Change], object] | None = None) -> None:
        """Another write of potholes with the tester's name: merge, split, link."""
        self.flushing.emit()
        self._stale = None
        self._writes.write(self._signed(function), *arguments, then=then)

    def _signed(self, function: Write) -> Write:
        return signed(function, self.context.settings)


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """All that either names; None, all there are, where one of them does."""
    return None if one is None or other is None else one | other


_SHOWN = frozenset(PotholeRow.__struct_fields__)


def short(title: str, most: int = 60) -> str:
    """A title on one line, cut where it is long."""
    return words.shortened(title, most)
