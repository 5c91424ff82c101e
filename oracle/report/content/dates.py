"""Days and times as a report writes them, in the zone they were seen in."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from oracle.language import _, mark

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def local(time: datetime, zone: str) -> datetime:
    """`time` in the zone of that name; unchanged where the system does not know the zone."""
    return time.astimezone(_zone(zone)) if zone else time


def day(when: date) -> str:
    """ "6 October 2025"."""
    return _("{day} {month} {year}").format(day=when.day, month=_(_MONTHS[when.month - 1]), year=when.year)


def moment(time: datetime) -> str:
    """ "Thursday 9 October 2025, 08:14"."""
    return _("{weekday} {day}, {time}").format(
        weekday=_(_DAYS[time.weekday()]), day=day(time.date()), time=f"{time:%H:%M}"
    )


def day_and_month(when: date) -> str:
    """ "6 October"."""
    return _("{day} {month}").format(day=when.day, month=month(when))


def month(when: date) -> str:
    """ "October"."""
    return _(_MONTHS[when.month - 1])


def month_and_year(when: date) -> str:
    """ "October 2025"."""
    return _("{month} {year}").format(month=month(when), year=when.year)


def span(first: date, last: date, this_year: int | None = None) -> str:
    """ "6 – 23 October 2025", "28 September – 3 October 2025", or one day; without the year where it is `this_year`."""
    end = day_and_month(last) if first.year == last.year == this_year else day(last)
    if first == last:
        return end
    start = day_and_month(first)
    if first.year != last.year:
        start = day(first)
    elif first.month == last.month:
        start = str(first.day)
    return _("{first} – {last}").format(first=start, last=end)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
