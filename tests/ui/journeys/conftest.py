"""Fixtures of the journey's tests: a context on a workspace of its own, and the map of the mockup's journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from oracle.ui.context import Context
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from tests.ui.journeys.hands import shown
from tests.ui.journeys.rooms import context_on, opened


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> Iterator[Context]:
    with context_on(qtbot, tmp_path / "workspace.db") as made:
        yield made


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[MapView]:
    view = shown(qtbot, context, opened(qtbot, context))
    yield view
    view.document.close()
    context.tasks.flush()


@pytest.fixture
def document(view: MapView) -> JourneyDocument:
    return view.document
