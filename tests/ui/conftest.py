"""What all tests of the window start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.walk.rooms import House, house


@pytest.fixture
def ours(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    """The services of a window on a new workspace."""
    made = house(tmp_path)
    yield made
    made.close()
