"""What an open workspace remembers, so that it need not be read or made again."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Values by id, at most so many: beyond that the one that was asked for longest ago is forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[str, T] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, identity: str) -> T | None:
        """The value, None when it is not remembered."""
        value = self._values.get(identity)
        if value is not None:
            self._values.move_to_end(identity)
        return value

    def keep(self, identity: str, value: T) -> None:
        """Remembers a value."""
        self._values[identity] = value
        self._values.move_to_end(identity)
        if len(self._values) > self._most:
            self._values.popitem(last=False)

    def forget(self, identity: str) -> None:
        """It is not so any more."""
        self._values.pop(identity, None)
