"""Times as people read them, in the user's locale and zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

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


def time_of_day(when: datetime) -> str:
    """ "10:42"."""
    return QLocale().toString(_qt(when.astimezone()), "HH:mm")


def short(when: date, today: date | None = None) -> str:
    """A day without a time, "28 Nov"; with the year where it is another."""
    year = (today or datetime.now(UTC).astimezone().date()).year
    return QLocale().toString(qt_date(when), "d MMM" if when.year == year else "d MMM yyyy")


def long(when: date) -> str:
    """A day without a time, "28 November 2025"."""
    return QLocale().toString(qt_date(when), "d MMMM yyyy")


def qt_date(when: date) -> QDate:
    """A day as Qt's."""
    return QDate(when.year, when.month, when.day)


def _qt(when: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
