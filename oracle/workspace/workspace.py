"""The open workspace: a connection, held alone, and the two ways to use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from oracle.errors import WorkspaceDamaged
from oracle.language import _
from oracle.model.keeping import Info
from oracle.workspace.remembered import Remembered

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from oracle.model.journey import Version
    from oracle.workspace.lock import Lock
    from oracle.workspace.pothole_unmerging import Merged

# What reading a value raises that is none of the language's.
_NO_SENSE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


class Workspace:
    """An open workspace file. Not thread-safe: the thread that opened it uses and closes it."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        lock: Lock,
        close: Callable[[Workspace], None],
        *,
        backup_due: bool,
    ) -> None:
        self.path = path
        self.connection = connection
        self.lock = lock
        self.backup_due = backup_due  # it holds something that no backup has
        self.versions: Remembered[Version] = Remembered(1_000)  # by id
        self.folded: Remembered[tuple[str, str]] = Remembered(20_000)  # a pothole's texts, and what they fold to
        self.merges: Remembered[Merged] = Remembered(100)  # of this session, by the pothole that is gone
        self._close = close
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: everything in it belongs to one moment."""
        from oracle.workspace import sqlite

        with sqlite.known_errors(self.path):
            try:
                self.connection.begin()
                yield self.connection
            except _NO_SENSE as error:
                self._blame_the_file(error)
                raise
            finally:
                self.connection.rollback()

    @contextmanager
    def writing(self, *, counts: bool = True) -> Iterator[Connection]:
        """A transaction, on disk when the block ends well, undone when it raises.

        One that `counts` makes a new backup worth while.
        """
        from oracle.workspace import sqlite

        with sqlite.known_errors(self.path):
            try:
                self.connection.begin()
                yield self.connection
                self.connection.commit()
            except BaseException as error:
                self.connection.rollback()
                if isinstance(error, _NO_SENSE):
                    self._blame_the_file(error)
                raise
        self.backup_due |= counts

    def _blame_the_file(self, error: Exception) -> None:
        """WorkspaceDamaged where the file holds values that nobody of us wrote; else the error is a bug of ours."""
        from oracle.workspace import check

        for table, row in check.unreadable_rows(self.connection):
            raise WorkspaceDamaged(
                _("The workspace {path} holds values that make no sense, as in {table}, row {row}.").format(
                    path=self.path, table=table, row=row
                ),
                safe=_("Nothing was changed."),
                advice=_("Restore a backup that was made before."),
            ) from error

    def info(self) -> Info:
        """Its figures."""
        from oracle.workspace import figures

        return figures.info(self)

    def close(self) -> None:
        """Put everything into the one file and let others have it. Closing twice is fine."""
        if not self._closed:
            self._closed = True
            self._close(self)
