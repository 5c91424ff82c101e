"""Work beside the window thread: the only file of the window with threads.

One lane thread owns the workspace. Writes go first, then reads, then bulk work in slices of at most 10 ms, so that
capturing stays quick. A small pool computes what needs no workspace. Results come back through one signal.

A write that the disk refuses is kept in memory, in its place, and tried again: by the next, `try_again` and `flush`.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from oracle.errors import Cancelled, OracleError, StorageError
from oracle.language import _
from oracle.ui.bus import ERROR, NOT_STORED, SAVED, SAVING, Bus

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("oracle.tasks")

OPENING, WRITE, READ, BULK = range(4)
SLICE = 0.010  # seconds that a piece of bulk work may take before others get their turn
POOL_SIZE = 2
# Seconds until a thread that runs Python gives way to one that wants to. The window thread wants to whenever it comes
# back from Qt: with Python's own 5 ms a capture takes a third longer while a report is written.
GIVES_WAY = 0.0005

Then = Callable[[Any], object]
Failed = Callable[[OracleError], object]


@dataclass(eq=False)
class Job:
    """One piece of work and who wants to hear of it. `cancel` stops bulk work before its next slice."""

    priority: int
    run: Callable[[Any], Any]
    then: Then | None = None
    failed: Failed | None = None
    progress: Callable[[Any], object] | None = None
    owner: QObject | None = None
    steps: Generator[Any, None, Any] | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        if self.owner is None:
            bound = (getattr(call, "__self__", None) for call in (self.then, self.progress, self.failed))
            self.owner = next((owner for owner in bound if isinstance(owner, QObject)), None)

    def cancel(self) -> None:
        """Stops it; `failed` is not called for what the user stopped."""
        self.stopped.set()

    def let_go(self) -> None:
        """Frees what it was run with, in the thread that ran it: for a large picture that takes as long as a frame."""
        self.run = lambda _: None

    def wanted(self) -> bool:
        """Whether anybody is left to hear of it."""
        return self.owner is None or shiboken6.isValid(self.owner)


class Tasks(QObject):
    """Runs work on the lane and on the pool; all callbacks come in the window thread.

    Callbacks of a job whose `owner` was destroyed are dropped; a bound method of a QObject has that object as owner
    when none is named. Without `failed`, a known error becomes a message on the bus. Other exceptions are bugs: they
    reach `sys.excepthook`, and `failed` as an OracleError that says no more, so that whoever waits ends.
    """

    opened = Signal(object)  # the path of the workspace
    failed_to_open = Signal(object, object)  # its path, the OracleError
    flushing = Signal()  # about to flush or close: hand over what is typed and not yet written
    _back = Signal(object)

    def __init__(self, bus: Bus, open_workspace: Callable[[Path], Any] | None = None) -> None:
        super().__init__()
        self._bus = bus
        self._open_workspace = open_workspace or _open_workspace
        self._workspace: Any = None
        self._heap: list[tuple[int, int, Job]] = []
        self._count = itertools.count()
        self._unstored: deque[Job] = deque()
        self._ready = threading.Condition()
        self._closing = False
        self._lane: threading.Thread | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    # ---- asking for work (window thread)

    def open(self, path: Path) -> None:
        """Closes the open workspace, opens another; `opened` or `failed_to_open` tells how it went."""
        self.flushing.emit()
        self._put(Job(OPENING, lambda _: self._reopen(path)))
        if self._lane is None:
            sys.setswitchinterval(GIVES_WAY)
            self._lane = self.serve(self._work, "workspace lane")

    def replace(self, function: Callable[[], Any], *, then: Then | None = None, failed: Failed | None = None) -> Job:
        """Closes the workspace and runs `function()` on the lane, which may put another file in its place."""
        self.flushing.emit()
        return self._put(Job(OPENING, lambda _: self._replace(function), then, failed))

    def write(
        self,
        function: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        **named: Any,
    ) -> Job:
        """One transaction: `function(workspace, *args, **named)` returns a Change, told on the bus after the commit."""
        self._bus.saved.emit(SAVING, "")
        return self._put(Job(WRITE, lambda workspace: function(workspace, *args, **named), then, failed, owner=owner))

    def read(
        self,
        function: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        **named: Any,
    ) -> Job:
        """`then` gets the result of `function(workspace, *args, **named)`."""
        return self._put(Job(READ, lambda workspace: function(workspace, *args, **named), then, failed, owner=owner))

    def bulk(
        self,
        generator: Callable[..., Generator[Any, None, Any]],
        *args: Any,
        progress: Callable[[Any], object] | None = None,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        **named: Any,
    ) -> Job:
        """Long work in slices: `progress` gets what the generator yields (the last of a slice), `then` its result."""
        job = Job(BULK, lambda workspace: generator(workspace, *args, **named), then, failed, progress, owner)
        return self._put(job)

    def compute(
        self,
        function: Callable[..., Any],
        *args: Any,
        progress: Callable[[Any], object] | None = None,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        **named: Any,
    ) -> Job:
        """`function(*args, **named)` on the pool, without a workspace; with `progress` a generator, as for `bulk`."""
        job = Job(BULK, lambda _: function(*args, **named), then, failed, progress, owner)
        if progress:
            job.run = lambda _: self._go_through(job, function(*args, **named))
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # not needed for the first paint

            self._pool = ThreadPoolExecutor(POOL_SIZE, "compute")
        if not self._closing:  # an answer of the lane may come after the threads were told to end
            self._pool.submit(self._run, job)
        return job

    def serve(self, function: Callable[[], object], name: str) -> threading.Thread:
        """Runs something that goes on until it is told to end, such as a server, in a thread of its own."""
        thread = threading.Thread(target=function, name=name, daemon=True)
        thread.start()
        return thread

    def try_again(self) -> None:
        """Tries to store what the disk refused before."""
        self.write(lambda _: None)

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open."""
        return self._workspace is not None

    @property
    def unstored(self) -> int:
        """How many writes are kept in memory because the disk refused them."""
        return len(self._unstored)

    def flush(self, timeout: float = 10.0) -> bool:
        """Waits until all writes asked for are on disk; False when they are not after `timeout` seconds."""
        self.flushing.emit()
        if self._lane is None or self._workspace is None:
            return not self._unstored
        done = threading.Event()
        self._put(Job(WRITE, lambda _: done.set()))
        return done.wait(timeout) and not self._unstored

    def close(self, timeout: float = 10.0) -> bool:
        """Flushes, closes the workspace and ends the threads; False when something could not be stored."""
        stored = self.flush(timeout)
        with self._ready:
            self._closing = True
            self._ready.notify()
        if self._lane is not None:
            self._lane.join(timeout)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        return stored

    # ---- the lane

    def _put(self, job: Job) -> Job:
        with self._ready:
            heapq.heappush(self._heap, (job.priority, next(self._count), job))
            self._ready.notify()
        return job

    def _work(self) -> None:
        while (job := self._next()) is not None:
            if job.priority == BULK:
                self._slice(job)
            elif job.priority == WRITE:
                self._store(job)
            else:
                self._run(job)
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def _next(self) -> Job | None:
        with self._ready:
            while True:
                if self._heap and (self._workspace is not None or self._heap[0][0] == OPENING):
                    return heapq.heappop(self._heap)[2]
                if self._closing:
                    return None
                self._ready.wait()

    def _reopen(self, path: Path) -> None:
        if self._workspace is not None and not self._leave():
            self._tell(lambda: self.failed_to_open.emit(path, _unstored()))
            return
        try:
            self._workspace = self._open_workspace(path)
        except OracleError as error:
            log.warning("Workspace not opened: %s", type(error).__name__)
            self._tell(partial(self.failed_to_open.emit, path, error))
        else:
            self._tell(lambda: self.opened.emit(path))

    def _replace(self, function: Callable[[], Any]) -> Any:
        if self._workspace is not None and not self._leave():
            raise _unstored()
        return function()

    def _leave(self) -> bool:
        """Stores what is asked for and closes the workspace; False when the disk refuses something."""
        with self._ready:
            waiting = sorted(self._heap)
            self._heap.clear()
        self._unstored.extend(job for priority, _number, job in waiting if priority == WRITE)
        self._store_waiting()
        if self._unstored:
            return False
        self._workspace.close()
        self._workspace = None
        return True

    def _store(self, job: Job) -> None:
        """Stores what waited before, then this; keeps it in memory when the disk refuses."""
        self._unstored.append(job)
        self._store_waiting()

    def _store_waiting(self) -> None:
        while self._unstored:
            job = self._unstored[0]
            try:
                change = job.run(self._workspace)
            except StorageError as error:
                log.info("Kept in memory: %s", type(error).__name__)  # the message may hold a path
                self._tell(partial(self._bus.saved.emit, NOT_STORED, error.happened))
                return
            except Exception as error:  # noqa: BLE001 - handed on: known errors to the asker, bugs to the excepthook
                self._unstored.popleft()
                self._fail(job, error)
            else:
                self._unstored.popleft()
                self._tell(partial(self._stored, job, change))
                job.let_go()
        if not self._waits_before(READ):
            self._tell(lambda: self._bus.saved.emit(SAVED, ""))

    def _stored(self, job: Job, change: Any) -> None:
        if change is not None:
            self._bus.changed.emit(change)
        if job.then is not None and job.wanted():
            job.then(change)

    def _slice(self, job: Job) -> None:
        """Runs a generator until its time is over, then puts it back behind everything else."""
        if job.stopped.is_set() or not job.wanted():
            if job.steps is not None:
                job.steps.close()
            return
        until = time.perf_counter() + SLICE
        try:
            job.steps = job.steps or job.run(self._workspace)
            said = next(job.steps)
            while time.perf_counter() < until and not self._waits_before(BULK):
                said = next(job.steps)
        except StopIteration as end:
            self._succeed(job, end.value)
        except Exception as error:  # noqa: BLE001 - handed on
            self._fail(job, error)
        else:
            self._advance(job, said)
            self._put(job)

    def _waits_before(self, priority: int) -> bool:
        with self._ready:
            return bool(self._heap) and self._heap[0][0] < priority

    # ---- lane and pool

    def _run(self, job: Job) -> None:
        if job.stopped.is_set() or not job.wanted():
            return
        try:
            result = job.run(self._workspace)
        except Exception as error:  # noqa: BLE001 - handed on
            self._fail(job, error)
        else:
            self._succeed(job, result)
            job.let_go()

    def _go_through(self, job: Job, steps: Generator[Any, None, Any]) -> Any:
        """Runs a generator to its end; tells how far it is no more often than a slice. Cancelled between two steps."""
        until = 0.0
        while not job.stopped.is_set() and job.wanted():
            try:
                said = next(steps)
            except StopIteration as end:
                return end.value
            if time.perf_counter() >= until:
                until = time.perf_counter() + SLICE
                self._advance(job, said)
        steps.close()
        raise Cancelled

    def _advance(self, job: Job, said: Any) -> None:
        self._tell(lambda: job.progress and job.wanted() and not job.stopped.is_set() and job.progress(said))

    def _succeed(self, job: Job, result: Any) -> None:
        if job.then is not None:
            self._tell(lambda: job.then(result) if job.then and job.wanted() and not job.stopped.is_set() else None)

    def _fail(self, job: Job, error: Exception) -> None:
        self._tell(lambda: self._failed(job, error))

    def _failed(self, job: Job, error: Exception) -> None:
        if isinstance(error, OracleError) and (job.stopped.is_set() or isinstance(error, Cancelled)):
            return
        if not isinstance(error, OracleError):
            sys.excepthook(type(error), error, error.__traceback__)
            if job.failed is None or job.stopped.is_set():
                return
            error = OracleError(_("Something went wrong in the app itself."), safe=_("What was saved is safe."))
        if job.failed is None:
            self._bus.message.emit(ERROR, str(error))
        elif job.wanted():
            job.failed(error)

    def _tell(self, call: Callable[[], object]) -> None:
        self._back.emit(call)

    def _deliver(self, call: Callable[[], object]) -> None:
        call()


def _unstored() -> StorageError:
    return StorageError(_("Some changes are not stored yet."), advice=_("Free some space and try again."))


def _open_workspace(path: Path) -> Any:
    # SQLAlchemy takes a quarter of a second to import: here, off the window thread.
    from oracle import workspace

    return workspace.open(path)
