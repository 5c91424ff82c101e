"""Times as people read them, in the user's locale and zone."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale

from oracle.language import _


def day(when: datetime, now: datetime | None = None) -> str:
    """ "today", "yesterday", else day and short month, with the year where it is another."""
    local, today = when.astimezone(), (now or datetime.now(UTC)).astimezone()
    days = (today.date() - local.date()).days
    if days in {0, 1}:
        return _("today") if days == 0 else _("yesterday")
    form = "d MMM" if local.year == today.year else "d MMM yyyy"
    return QLocale().toString(_qt(local), form)


def moment(when: datetime) -> str:
    """Day, month, year and time: "14 Nov 2025, 10:42"."""
    return QLocale().toString(_qt(when.astimezone()), "d MMM yyyy, HH:mm")


def _qt(when: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
