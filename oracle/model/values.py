"""`dataclass` for values, which are frozen and have slots: as Python's own, but made in a quarter of the time.

Python compiles seven functions for each such class. A start makes a hundred classes, and that was a tenth of its time.
Here the constructor alone is compiled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # to whom it looks the same
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type], type]:
        """What `dataclasses.dataclass` makes when it is asked for a frozen class with slots; of nothing else."""
        assert frozen and slots, "only values are made here"  # noqa: S101, PT018

        def made(cls: type) -> type:
            own = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
            _finish(own, cls.__dict__)
            return own

        return made


def _finish(made: type[Any], written: Any) -> None:
    """Gives the class its functions, but for those that are written in it."""
    functions = {"__init__": _constructor(made), **_comparing(made), **_SHARED}
    for name in functions.keys() - written.keys():
        setattr(made, name, functions[name])


def _constructor(made: type[Any]) -> Callable[..., None]:
    """`__init__`, compiled: values are made by the ten thousand."""
    known: dict[str, Any] = {"_missing": dataclasses.MISSING}
    plain, named, lines = ["self"], list[str](), list[str]()
    for field in dataclasses.fields(made):
        name = field.name
        known[f"_put_{name}"] = getattr(made, name).__set__
        known[f"_default_{name}"] = field.default
        known[f"_new_{name}"] = field.default_factory
        given, parameter = name, name
        if field.default is not dataclasses.MISSING:
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            parameter, given = f"{name}=_missing", f"_new_{name}() if {name} is _missing else {name}"
        (named if field.kw_only else plain).append(parameter)
        lines.append(f"\n    _put_{name}(self, {given})")
    parameters = ", ".join([*plain, *(["*", *named] if named else [])])
    exec(f"def __init__({parameters}):{''.join(lines) or ' pass'}", known)  # noqa: S102 - names of our own classes
    return known["__init__"]  # type: ignore[no-any-return]


def _comparing(made: type[Any]) -> dict[str, Callable[..., Any]]:
    names = [field.name for field in dataclasses.fields(made) if field.compare]
    # An attrgetter gives one attribute bare, several as a tuple: both compare and hash as they should.
    compared: Callable[[Any], Any] = attrgetter(*names) if names else lambda _self: ()

    def equal(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equal, "__hash__": lambda self: hash(compared(self))}


def _said(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _said,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
