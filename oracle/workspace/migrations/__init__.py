"""How a file of an older schema becomes one of the current: a step a schema number, in order.

A step is never changed once released. Its result is what `released.FINGERPRINTS` says.
"""

from __future__ import annotations

from collections.abc import Callable

from alembic.operations import Operations

from oracle.workspace.migrations import s0001_roads, s0001_visits, s0002_rivals, s0003_marks, s0003_rewalks


def _first_release(operations: Operations) -> None:
    s0001_roads.upgrade(operations)
    s0001_visits.upgrade(operations)


def _third_release(operations: Operations) -> None:
    s0003_marks.upgrade(operations)
    s0003_rewalks.upgrade(operations)


STEPS: dict[int, Callable[[Operations], None]] = {1: _first_release, 2: s0002_rivals.upgrade, 3: _third_release}
