"""The window: everything that people see and touch. Imports Qt; knows the workspace only through `tasks`."""

from __future__ import annotations

import builtins

from oracle.ui import signatures

# PySide6 reads the whole source of every module that is imported after it, to find out which of them want its other
# names for methods (`__feature__`). None of ours does, and the reading takes a tenth of the time until a start is done.
_import = builtins.__import__
with signatures.loaded_late():
    import shiboken6  # noqa: F401 - it is what changes the import

builtins.__import__ = _import
