"""The values of `oracle.model` behave as Python's own frozen data classes with slots."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from oracle.model import values


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Made by Python."""

    name: str
    marks: tuple[int, ...] = ()
    seen: dict[str, int] = dataclasses.field(default_factory=dict)
    note: str = dataclasses.field(default="", compare=False, repr=False)


@values.dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Made by us."""

    name: str
    marks: tuple[int, ...] = ()
    seen: dict[str, int] = dataclasses.field(default_factory=dict)
    note: str = dataclasses.field(default="", compare=False, repr=False)


@values.dataclass(frozen=True, slots=True)
class Point:
    """Given in order."""

    x: int
    y: int = 0

    def __repr__(self) -> str:
        return "here"


@pytest.mark.parametrize("kind", [Plain, Ours])
def test_a_value_is_compared_shown_replaced_copied_and_never_changed(kind: Any) -> None:
    one, same, other = kind(name="a", note="x"), kind(name="a", note="y"), kind(name="a", marks=(1,))
    assert one == same != other
    assert one != ("a", (), {})
    assert repr(one) == f"{kind.__name__}(name='a', marks=(), seen={{}})"
    assert dataclasses.replace(one, name="b") == kind(name="b")
    assert one.seen is not same.seen
    for each in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - our own
        assert each == one
        assert each.note == "x"
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(one, "no_field", 1)
    with pytest.raises(TypeError):
        kind("a")
    with pytest.raises(TypeError):
        kind()


def test_a_value_given_in_order_keeps_what_is_written_in_it() -> None:
    assert {Point(1, 2), Point(1, 2), Point(1)} == {Point(1, 2), Point(x=1, y=0)}
    assert repr(Point(1)) == "here"
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
