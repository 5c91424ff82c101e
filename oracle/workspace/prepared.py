"""Statements that most writes come by, compiled once and run by the driver.

To run a statement that it has compiled before, SQLAlchemy takes several times as long as SQLite does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Column, ColumnDefault, Connection, Insert, Select, Update
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.compiler import SQLCompiler

from oracle.workspace import engine

_Convert = Callable[[Any], Any]
_DIALECT = dialect()


class _Given(NamedTuple):
    name: str
    convert: _Convert | None
    otherwise: Any  # where nothing is given


class Prepared:
    """A query, or an insert or update of `columns`; every value is given by name.

    What is inserted has its table's defaults where nothing is given.
    """

    def __init__(self, statement: Select[Any] | Insert | Update, columns: Iterable[str] = ()) -> None:
        self._statement = statement
        self._columns = list(columns)

    def first(self, connection: Connection, **values: Any) -> list[Any] | None:
        """The cells of the first row, as the language's values; None when there is no row."""
        row = self.run(connection, **values).fetchone()
        if row is None:
            return None
        cells = list(row)
        for place, convert, may_be_empty in self._converted:
            if not may_be_empty or cells[place] is not None:
                cells[place] = convert(cells[place])
        return cells

    def run(self, connection: Connection, **values: Any) -> sqlite3.Cursor:
        """The driver's cursor, which knows how many rows were changed and the number of the one inserted."""
        cells = []
        for name, convert, otherwise in self._given:
            value = values.get(name, otherwise)
            cells.append(value if convert is None else convert(value))
        return engine.driver(connection).execute(self._text, cells)

    @cached_property
    def _compiled(self) -> SQLCompiler:
        compiled = self._statement.compile(dialect=_DIALECT, column_keys=self._columns or None)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for the type checker
        return compiled

    @cached_property
    def _text(self) -> str:
        return self._compiled.string

    @cached_property
    def _given(self) -> list[_Given]:
        binds = [self._compiled.binds[name] for name in self._compiled.positiontup or ()]
        return [
            _Given(bind.key, bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT), self._otherwise(bind))
            for bind in binds
        ]

    def _otherwise(self, bind: BindParameter[Any]) -> Any:
        column = self._statement.table.c.get(bind.key) if isinstance(self._statement, Insert) else None
        if column is None:
            return bind.value  # a number that stands in the statement itself
        default = column.default
        return default.arg if isinstance(default, ColumnDefault) and default.is_scalar else None

    @cached_property
    def _converted(self) -> list[tuple[int, _Convert, bool]]:
        assert isinstance(self._statement, Select)  # noqa: S101 - only a query gives rows
        found: list[tuple[int, _Convert, bool]] = []
        for place, column in enumerate(self._statement.selected_columns):
            convert = column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            if convert is not None:
                found.append((place, convert, isinstance(column, Column) and bool(column.nullable)))
        return found
