"""SQLAlchemy over the one connection that a workspace has."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool


def over(own: sqlite3.Connection) -> Connection:
    """SQLAlchemy's connection over the driver's, which `sqlite.connect` has prepared. `disconnect` ends both."""
    engine = create_engine("sqlite://", poolclass=StaticPool, creator=lambda: own)
    # Not an event: with one on the engine, every single statement asks whether somebody listens.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign,assignment]
    return engine.connect()


def _begin(connection: Any) -> None:
    """Join the transaction that is open, or begin one that may write; `connection` stands in for the driver's."""
    if not connection.in_transaction:
        connection.execute("BEGIN IMMEDIATE")


def driver(connection: Connection) -> sqlite3.Connection:
    """The connection below SQLAlchemy's, for what must happen outside a transaction."""
    own = connection.connection.driver_connection
    assert isinstance(own, sqlite3.Connection)  # noqa: S101 - for the type checker
    return own


def disconnect(connection: Connection) -> None:
    """Close the connection and its engine."""
    connection.close()
    connection.engine.dispose()
