"""The page that stands when a workspace could not be opened: what happened, what is safe, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from oracle import paths
from oracle.errors import NotAWorkspace, OracleError, WorkspaceDamaged, WorkspaceHeld, WorkspaceNewer
from oracle.language import _
from oracle.ui.context import Context
from oracle.ui.dates import moment
from oracle.ui.widgets import button, icon_label, label

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
        outer.addStretch(1)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        outer.addLayout(self._column, 4)
        outer.addStretch(1)

    def open(self, path: Path, error: OracleError) -> None:
        """Says what is wrong with the workspace at `path`."""
        self._clear()
        self._path = path
        self._column.addStretch(1)
        self._column.addWidget(icon_label("database", "ink", 32), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(label(_title(error), "page", wrap=True))
        for sentence in (error.happened, error.safe, error.advice):
            if sentence:
                self._column.addWidget(label(sentence, "body", wrap=True))
        self._column.addWidget(label(str(path), "small", wrap=True))
        self._column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        for at, (text, icon, function) in enumerate(self._ways_out(error)):
            made = button(text, "plain" if at else "dark", icon, clicked=function)
            row.addWidget(made)
            if not at:
                made.setFocus()
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(2)

    def _ways_out(self, error: OracleError) -> list[tuple[str, str, Callable[[], object]]]:
        ways: list[tuple[str, str, Callable[[], object]]] = []
        again = (_("Try again"), "refresh-cw", lambda: self.context.tasks.open(self._path))
        if isinstance(error, WorkspaceDamaged):
            newest: Path | None = error.newest_backup
            if newest is not None:
                text = _("Restore the backup of {when}").format(when=_taken_at(self._path, newest))
                ways.append((text, "archive-restore", lambda: self._restore(newest)))
            ways.append((_("Open a copy"), "copy", self._open_copy))
        elif not isinstance(error, (NotAWorkspace, WorkspaceNewer)):
            ways.append(again)
        ways.append((_("Open another…"), "folder-open", self._choose))
        if self._path.resolve() != paths.default_workspace().resolve():
            ways.append((_("Open my usual workspace"), "home", self._open_usual))
        return ways

    def _restore(self, backup_file: Path) -> None:
        from oracle.workspace import backup

        self.context.tasks.compute(
            backup.restore,
            backup_file,
            self._path,
            then=lambda _result: self.context.tasks.open(self._path),
            owner=self,
        )

    def _open_copy(self) -> None:
        self.context.tasks.compute(_copied, self._path, then=self.context.tasks.open, owner=self)

    def _open_usual(self) -> None:
        self.context.tasks.open(paths.default_workspace())

    def _choose(self) -> None:
        chosen = choose_workspace(self, self._path.parent)
        if chosen is not None:
            self.context.tasks.open(chosen)

    def _clear(self) -> None:
        _empty(self._column)


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


def _taken_at(path: Path, newest: Path) -> str:
    from oracle.workspace import backup

    return next((moment(each.taken_at) for each in backup.listed(path) if each.path == newest), newest.name)


def _copied(path: Path) -> Path:
    """A copy of a workspace file beside it, under a free name; the original stays as it is."""
    import shutil

    for number in range(1, 1000):
        copy = path.with_name(f"{path.stem}-copy{number}{path.suffix}")
        if not copy.exists():
            shutil.copyfile(path, copy)
            return copy
    raise FileExistsError(path)


def _empty(layout: Any) -> None:
    while (item := layout.takeAt(0)) is not None:
        if item.widget() is not None:
            item.widget().hide()
            item.widget().deleteLater()
        elif item.layout() is not None:
            _empty(item.layout())
