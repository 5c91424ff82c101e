"""How a file of an older schema becomes one of the current: a step a schema number, in order.

A step is never changed once released. `FINGERPRINTS` says what each schema looks like in the file
(`sqlite.fingerprint`), so that a file with anything else in it is refused before it is read.
"""

from __future__ import annotations

from collections.abc import Callable

from alembic.operations import Operations

from oracle.workspace.migrations import s0001_first

STEPS: dict[int, Callable[[Operations], None]] = {1: s0001_first.upgrade}

FINGERPRINTS: dict[int, str] = {
    1: "eb44bd7e81c60d51aca227f1c245a6f3d112bc9e9543bcfd80fdd45cf8602b83",
}
