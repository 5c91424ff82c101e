"""The one engine: from a URL to the one connection that the workspace has."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from oracle.workspace import sqlite


def engine_for(path: Path) -> Engine:
    """An engine with exactly one connection, prepared and checked as `sqlite.prepare` says."""
    # The path goes into the URL as a value: one with ? or % in its name stays itself.
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=10)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        sqlite.prepare(connection)

    # Not an event: with one on the engine, every single statement asks whether somebody listens.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign,assignment]
    return engine


def _begin(connection: Any) -> None:
    """Every transaction may write from its beginning; `connection` is the driver's or its pooled stand-in."""
    connection.execute("BEGIN IMMEDIATE")


def connect(path: Path) -> Connection:
    """The prepared connection to the file. `disconnect` ends it."""
    engine = engine_for(path)
    try:
        with sqlite.known_errors(path):
            return engine.connect()
    except BaseException:
        engine.dispose()
        raise


def disconnect(connection: Connection) -> None:
    """Close the connection and its engine."""
    connection.close()
    connection.engine.dispose()
