"""PySide6's knowledge of its own signatures, loaded when it is first asked for.

It says what a function takes when an argument has the wrong type. It comes as source text inside a library, every start
would compile and run all of it, and that takes a third of the time until a bare window stands.
"""

from __future__ import annotations

import builtins
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any

_PLACE = "shibokensupport/signature/"
_CALLED = {f"{_PLACE}{name}.py" for name in ("__init__", "loader", "importhandler", "lib/__init__")}  # by every start
_STAND_IN = f"from {__name__} import stand_in\nstand_in(globals())\n"
_compile: Callable[..., CodeType] = builtins.compile
_texts: dict[str, tuple[bytes, str]] = {}  # what stand-ins stand for: source and file name of each module
_filling = threading.RLock()


@contextmanager
def loaded_late() -> Iterator[None]:
    """Where shiboken6 is imported within it, stand-ins take the place of these modules and fill when first used."""
    builtins.compile = _compiled  # type: ignore[assignment]
    try:
        yield
    finally:
        builtins.compile = _compile  # type: ignore[assignment]


def _compiled(source: bytes, name: str, mode: str, *others: Any, **named: Any) -> CodeType:
    if not name.startswith(_PLACE) or name in _CALLED:
        return _compile(source, name, mode, *others, **named)
    _texts[name.removesuffix(".py").replace("/", ".")] = source, name
    return _compile(_STAND_IN, name, mode)


def stand_in(module: dict[str, Any]) -> None:
    """Makes a module of this namespace one that fills when first used; stand-ins call it."""
    name = module["__name__"]

    def fill() -> None:
        with _filling:
            text = _texts.pop(name, None)
            if text is not None:
                exec(_compile(*text, "exec"), module)  # noqa: S102 - what the import would have done

    def named(attribute: str) -> Any:
        if not attribute.startswith("__"):  # whoever asks for such a name looks at what there is, as imports do
            fill()
        try:
            return module[attribute]
        except KeyError:
            raise AttributeError(f"module {name!r} has no attribute {attribute!r}") from None

    def update_mapping() -> None:
        fill()
        module["update_mapping"]()

    module["__getattr__"] = named
    if name.endswith(".mapping"):
        module["update_mapping"] = update_mapping  # taken from the namespace itself, which asks no `__getattr__`
