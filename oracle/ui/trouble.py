"""The page that stands when a workspace could not be opened: what happened, what is safe, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from oracle import paths
from oracle.errors import NotAWorkspace, OracleError, WorkspaceDamaged, WorkspaceHeld, WorkspaceNewer
from oracle.language import _
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.page import scrolling
from oracle.ui.widgets import FlowLayout, button, icon_label, label

if TYPE_CHECKING:
    from oracle.workspace.rescue import Rescued

WayOut = tuple[str, str, Callable[[], object]]  # its text, icon and what it does

_TITLES = (
    (WorkspaceHeld, _, "This workspace is open elsewhere"),
    (WorkspaceNewer, _, "This workspace is from a newer version"),
    (WorkspaceDamaged, _, "This workspace is damaged"),
    (NotAWorkspace, _, "This is not a workspace"),
)


class TroubleScreen(QWidget):
    """A plain page. `open(path, error)` fills it."""

    hides_rail = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        middle = QHBoxLayout()  # inside what scrolls, so that the scroll bar stands at the window's edge
        middle.addStretch(1)
        middle.addLayout(self._column, 4)
        middle.addStretch(1)
        outer.addWidget(scrolling(middle))

    def open(self, path: Path, error: OracleError) -> None:
        """Says what is wrong with the workspace at `path`."""
        self._path, self._error = path, error
        self._show(_title(error), (error.happened, error.safe, error.advice), str(path), self._ways_out(error))

    def _show(self, title: str, sentences: Sequence[str], small: str, ways: Sequence[WayOut]) -> None:
        _empty(self._column)
        self._column.addStretch(1)
        self._column.addWidget(icon_label("database", "ink", 32), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(label(title, "page", wrap=True))
        for sentence in filter(None, sentences):
            self._column.addWidget(label(sentence, "body", wrap=True))
        self._column.addWidget(label(small, "small", wrap=True))
        self._column.addSpacing(12)
        row = FlowLayout()
        for at, (text, icon, function) in enumerate(ways):
            made = button(text, "plain" if at else "dark", icon, clicked=function)
            row.addWidget(made)
            if not at:
                made.setFocus()
        self._column.addLayout(row)
        self._column.addStretch(2)

    def _ways_out(self, error: OracleError) -> list[WayOut]:
        ways: list[WayOut] = []
        if isinstance(error, WorkspaceDamaged):
            newest = error.newest_backup
            if newest is not None:
                ways.append((_("Restore the newest backup"), "archive-restore", lambda: self._restore(newest)))
            ways.append((_("Repair only a copy"), "copy", self._repair_copy))
        elif not isinstance(error, (NotAWorkspace, WorkspaceNewer)):
            ways.append((_("Try again"), "refresh-cw", lambda: self.context.tasks.open(self._path)))
        return ways + self._elsewhere()

    def _elsewhere(self) -> list[WayOut]:
        ways: list[WayOut] = [(_("Open another…"), "folder-open", self._choose)]
        if self._path.resolve() != paths.default_workspace().resolve():
            ways.append((_("Open my usual workspace"), "home", self._open_usual))
        return ways

    # ---- a backup in its place, or what is left of it in a copy

    def _restore(self, backup_file: Path) -> None:
        self._wait(_("Restoring the backup…"))
        self.context.tasks.compute(
            _restored, backup_file, self._path, then=self.context.tasks.open, failed=self._failed, owner=self
        )

    def _repair_copy(self) -> None:
        self._wait(_("Reading what can still be read…"))
        self.context.tasks.compute(_repaired, self._path, then=self._repaired, failed=self._failed, owner=self)

    def _repaired(self, rescued: Rescued) -> None:
        sentences = (
            _("What could be read and made sense is in a new workspace. The damaged one was not changed."),
            *(rescued.lost or (_("Nothing was lost."),)),
        )
        way: WayOut = (_("Open the repaired copy"), "folder-open", lambda: self.context.tasks.open(rescued.path))
        self._show(_("The copy is repaired"), sentences, str(rescued.path), [way, *self._elsewhere()])

    def _wait(self, text: str) -> None:
        self._show(text, (_("This can take a minute."),), str(self._path), ())

    def _failed(self, error: OracleError) -> None:
        self.open(self._path, self._error)
        self.context.bus.message.emit(bus.ERROR, str(error))

    def _open_usual(self) -> None:
        self.context.tasks.open(paths.default_workspace())

    def _choose(self) -> None:
        chosen = choose_workspace(self, self._path.parent)
        if chosen is not None:
            self.context.tasks.open(chosen)


def _title(error: OracleError) -> str:
    for kind, translate, title in _TITLES:
        if isinstance(error, kind):
            return translate(title)
    return _("This workspace cannot be opened")


def choose_workspace(parent: QWidget, folder: Path) -> Path | None:
    """Asks for a workspace file; None when the user thought better of it."""
    name, _filter = QFileDialog.getOpenFileName(
        parent, _("Open another workspace"), str(folder), _("Workspaces (*.db);;All files (*)")
    )
    return Path(name) if name else None


def _restored(backup_file: Path, path: Path) -> Path:
    from oracle.workspace import backup

    backup.restore(backup_file, path)
    return path


def _repaired(path: Path) -> Rescued:
    from oracle.workspace import rescue

    free = (path.with_name(f"{path.stem}-repaired-{number}{path.suffix}") for number in count(1))
    return rescue.rescue(path, next(place for place in free if not place.exists()))


def _empty(layout: Any) -> None:
    while (item := layout.takeAt(0)) is not None:
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout() is not None:
            _empty(item.layout())
