"""Exporting a journey: as a map on paper or as a picture, or as a table; where to, how far, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from oracle.language import _
from oracle.model.journey import Journey
from oracle.ui.context import Context
from oracle.ui.file_writing import FileWriting

if TYPE_CHECKING:
    from oracle.report.map.record import MapRecord
    from oracle.report.pdf import Progress as Done


def export_menu(context: Context, parent: QWidget, journey: Callable[[], Journey]) -> QMenu:
    """The menu behind "Export map": each entry asks where to and writes the journey as it is then."""
    menu = QMenu(parent)
    exporting = Exporting(context, parent)
    for suffix, text in forms():
        if suffix == "xlsx":
            menu.addSeparator()
        menu.addAction(text, partial(_ask, exporting, journey, suffix))
    return menu


def forms() -> tuple[tuple[str, str], ...]:
    """The endings that can be written, each with its name."""
    return (
        ("pdf", _("Map as PDF, A4 across…")),
        ("png", _("Map as a picture (PNG)…")),
        ("svg", _("Map as a drawing (SVG)…")),
        ("xlsx", _("Steps as a spreadsheet (XLSX)…")),
        ("csv", _("Steps as a table (CSV)…")),
    )


class Exporting(FileWriting):
    """Asks where to, reads on the lane, writes beside it, and shows a strip at the foot of the window."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._wanted: Journey | None = None

    def ask(self, journey: Journey, suffix: str) -> QFileDialog:
        """Asks where to, with the journey's name proposed."""
        return self._ask(_("Export journey"), journey.title, suffix, partial(self.write, journey))

    def write(self, journey: Journey, out: Path) -> None:
        """Writes the journey, in the form of the file's ending."""
        self._wanted = journey
        self._begin(out)
        self._job = self._context.tasks.read(
            _read, journey.id, out, then=partial(self._draw, out), failed=self._failed, owner=self
        )

    def try_again(self) -> None:
        """Writes to the same place once more."""
        if self._wanted is not None:
            self.write(self._wanted, self._out)

    def _draw(self, out: Path, held: Journey | MapRecord) -> None:
        self._job = self._context.tasks.compute(
            _write, held, out, progress=self._advance, then=self._done, failed=self._failed, owner=self
        )

    def _elsewhere(self) -> None:
        if self._wanted is not None:
            self.ask(self._wanted, self._out.suffix.removeprefix("."))


def _ask(exporting: Exporting, journey: Callable[[], Journey], suffix: str) -> None:
    exporting.ask(journey(), suffix)


def _read(workspace: Any, journey_id: str, out: Path) -> Journey | MapRecord:
    from oracle.report import map as journey_map  # takes a while to load: here, off the window thread

    return journey_map.read(workspace, journey_id, out)


def _write(held: Journey | MapRecord, out: Path) -> Generator[Done, None, None]:
    from oracle.report import map as journey_map

    return journey_map.write(held, out)
