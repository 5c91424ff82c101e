"""The open workspace: one connection, held alone, and the ways to use it.

It is opened by Python's own sqlite3. SQLAlchemy, which takes longer to load than to read the first screen, comes over
the same connection when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from oracle.errors import WorkspaceDamaged
from oracle.language import _
from oracle.model.keeping import Info
from oracle.workspace.remembered import Remembered

if TYPE_CHECKING:
    import sqlite3

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
        driver: sqlite3.Connection,
        lock: Lock,
        close: Callable[[Workspace], None],
        *,
        backup_due: bool,
    ) -> None:
        self.path = path
        self.driver = driver
        self.lock = lock
        self.backup_due = backup_due  # it holds something that no backup has
        self.versions: Remembered[Version] = Remembered(1_000)  # by id
        self.folded: Remembered[tuple[str, str]] = Remembered(20_000)  # a pothole's texts, and what they fold to
        self.merges: Remembered[Merged] = Remembered(100)  # of this session, by the pothole that is gone
        self._close = close
        self._closed = False

    @cached_property
    def connection(self) -> Connection:
        """SQLAlchemy over the driver's connection."""
        from oracle.workspace import engine

        return engine.over(self.driver)

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """A transaction that only reads, without SQLAlchemy: for what stands on the first screen."""
        from oracle.workspace import sqlite

        with sqlite.known_errors(self.path):
            try:
                self.driver.execute("BEGIN")
                yield self.driver
            except _NO_SENSE as error:
                self._blame_the_file(error)
                raise
            finally:
                self.driver.rollback()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: everything in it belongs to one moment."""
        from oracle.workspace import sqlite

        with sqlite.known_errors(self.path):
            connection = self.connection  # before it begins: SQLAlchemy ends what is open when it first comes
            try:
                self.driver.execute("BEGIN")
                yield connection
            except _NO_SENSE as error:
                self._blame_the_file(error)
                raise
            finally:
                self.driver.rollback()
                connection.rollback()  # SQLAlchemy's part ends too, where it was used

    @contextmanager
    def writing(self, *, counts: bool = True) -> Iterator[Connection]:
        """A transaction, on disk when the block ends well, undone when it raises.

        One that `counts` makes a new backup worth while.
        """
        from oracle.workspace import sqlite

        with sqlite.known_errors(self.path):
            connection = self.connection  # before it begins: SQLAlchemy ends what is open when it first comes
            try:
                self.driver.execute("BEGIN IMMEDIATE")
                yield connection
                self.driver.commit()
            except BaseException as error:
                self.driver.rollback()
                if isinstance(error, _NO_SENSE):
                    self._blame_the_file(error)
                raise
            finally:
                connection.rollback()  # SQLAlchemy's part ends too, where it was used
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

    def disconnect(self) -> None:
        """Ends the connection, however far it was used; for `opening`, which closes all in order."""
        if "connection" in self.__dict__:
            from oracle.workspace import engine

            engine.disconnect(self.connection)
        self.driver.close()

    def info(self) -> Info:
        """Its figures."""
        from oracle.workspace import figures

        return figures.info(self)

    def close(self) -> None:
        """Put everything into the one file and let others have it. Closing twice is fine."""
        if not self._closed:
            self._closed = True
            self._close(self)
