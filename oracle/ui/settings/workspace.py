"""Keeping the workspace safe: backups, checks and the trash, as the settings offer them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.change import change as changed
from oracle.model.keeping import Backup, BackupKind, Info, TrashItem
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.dates import moment
from oracle.ui.sheet import Sure
from oracle.ui.widgets import Elided, button, label, line
from oracle.workspace import Workspace, check, trash
from oracle.workspace import backup as backups

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN_BACKUPS = 8


def back_up_now(context: Context) -> None:
    """Makes a backup and says so."""

    def done(_made: Path) -> None:
        context.bus.message.emit(bus.INFO, _("Backed up and checked."))
        context.bus.changed.emit(changed(Subject.WORKSPACE))

    context.tasks.read(backups.now, then=done)


def size_text(count: int) -> str:
    """Bytes as people read them: "4.2 MB"."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


class WorkspacePart(QWidget):
    """Where the workspace is and what it holds, its backups, its trash."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._where = Elided("", "body")
        self._what = label("", "small", wrap=True)
        column.addWidget(self._where)
        column.addWidget(self._what)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button(_("Back up now"), "plain", "database-backup", clicked=lambda: back_up_now(context)))
        row.addWidget(button(_("Check"), "plain", "shield-check", clicked=self._check))
        open_other = button(
            _("Open another…"), "plain", "folder-open", clicked=lambda: context.actions.do("open_workspace")
        )
        row.addWidget(open_other)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(label(_("Backups"), "label"))
        self._backups = QVBoxLayout()
        self._backups.setSpacing(0)
        column.addLayout(self._backups)
        column.addWidget(label(_("Trash"), "label"))
        row = QHBoxLayout()
        self._trash = label("", "body")
        row.addWidget(self._trash, 1)
        self.trash = button(_("Open the trash"), "plain", "trash-2", clicked=lambda: context.navigate("trash"))
        row.addWidget(self.trash)
        column.addLayout(row)
        context.bus.changed.connect(self._changed)

    def read(self) -> None:
        """Asks for all of it again."""
        self.context.tasks.read(_everything, then=self._show)

    def _show(self, found: tuple[Info, tuple[Backup, ...], tuple[TrashItem, ...]]) -> None:
        info, backups, trash = found
        self._where.setText(info.path)
        self._what.setText(_contents(info))
        _refill(
            self._backups,
            [self._backup_row(each) for each in backups[:SHOWN_BACKUPS]],
            _("No backup yet. One is made every half hour of work, and when you quit."),
        )
        held = ngettext(
            "{n} thing rests in it, with all that hung on it.",
            "{n} things rest in it, with all that hung on them.",
            len(trash),
        ).format(n=len(trash))
        self._trash.setText(held if trash else _("The trash is empty."))

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(Subject.TRASH, Subject.WORKSPACE):
            self.read()

    # ---- backups

    def _backup_row(self, backup: Backup) -> QWidget:
        why = {
            BackupKind.AUTOMATIC: _("automatic"),
            BackupKind.BY_HAND: _("by hand"),
            BackupKind.BEFORE_CHANGE: _("before a change"),
        }[backup.kind]
        text = f"{moment(backup.taken_at)} · {why} · {size_text(backup.bytes)}"
        return _row(text, _("Restore…"), lambda: self._ask_to_restore(backup))

    def _ask_to_restore(self, backup: Backup) -> None:
        text = _("Go back to {when}?").format(when=moment(backup.taken_at))
        about = _(
            "What was done after it is no longer in the workspace. The workspace of now is "
            "backed up first, so that you can come back."
        )
        then = partial(self._restore, backup)
        restore = partial(self.context.tasks.read, _keep_and_path, then=then)
        Sure(self.window(), text, about, _("Restore"), restore).open()

    def _restore(self, backup: Backup, path: Path) -> None:
        tasks, said = self.context.tasks, self.context.bus

        def done(_path: Any) -> None:
            tasks.opened.connect(opened, Qt.ConnectionType.SingleShotConnection)
            tasks.open(path)

        def opened(what: Path) -> None:
            if what == path:  # said after the screen has changed, which takes away what was said before
                tasks.read(lambda _workspace: path, then=tell)

        def tell(_path: Path) -> None:
            text = _("Restored. The workspace is as it was on {when}.").format(when=moment(backup.taken_at))
            said.message.emit(bus.INFO, text)

        def failed(error: OracleError) -> None:
            tasks.open(path)
            said.message.emit(bus.ERROR, str(error))

        tasks.replace(lambda: backups.restore(backup.path, path), then=done, failed=failed)

    def _check(self) -> None:
        self.context.tasks.read(check.check, then=self._checked)

    def _checked(self, problems: tuple[str, ...]) -> None:
        if problems:
            self.context.bus.message.emit(bus.WARNING, " ".join(problems[:3]))
        else:
            self.context.bus.message.emit(bus.INFO, _("The workspace is sound."))


def _contents(info: Info) -> str:
    parts = [
        ngettext("{n} journey", "{n} journeys", info.journeys).format(n=info.journeys),
        ngettext("{n} walk", "{n} walks", info.walks).format(n=info.walks),
        ngettext("{n} capture", "{n} captures", info.captures).format(n=info.captures),
        size_text(info.size_bytes),
    ]
    return " · ".join(parts)


def _row(text: str, action: str, clicked: Callable[[], object]) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 4, 0, 4)
    row.addWidget(Elided(text, "body"), 1)
    made = button(action, "link", size="row", clicked=clicked)
    made.setAccessibleName(f"{action}: {text}")
    row.addWidget(made)
    return box


def _refill(column: QVBoxLayout, rows: list[QWidget], nothing: str) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for at, row in enumerate(rows):
        if at:
            column.addWidget(line())
        column.addWidget(row)
    if not rows:
        column.addWidget(label(nothing, "secondary", wrap=True))


def _keep_and_path(workspace: Workspace) -> Path:
    backups.now(workspace)
    return workspace.path


def _everything(workspace: Workspace) -> tuple[Info, tuple[Backup, ...], tuple[TrashItem, ...]]:
    return workspace.info(), backups.listed(workspace.path), trash.list_all(workspace)
