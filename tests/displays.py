"""X servers of a test's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from measuring import places


@contextmanager
def own_display(width: int, height: int, *tools: str) -> Iterator[dict[str, str]]:
    """The environment of a program on an X server of that size; skips the test where that or one of `tools` is not."""
    missing = [tool for tool in ("Xvfb", *tools) if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    with places.display(width, height) as name:
        others = {key: value for key, value in os.environ.items() if key not in {"WAYLAND_DISPLAY", "XDG_SESSION_TYPE"}}
        yield {**others, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
