"""A wait as an entry for any calendar: one .ics file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from oracle.language import _


def entry(*, uid: str, step: str, journey: str, business: str, promise: str, due: datetime, now: datetime) -> bytes:
    """The calendar file of one wait: a quarter of an hour at `due`, with an alarm. `uid` stays the same each time."""
    event = Event()
    event.add("uid", f"{uid}@pothole-oracle")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", due.astimezone(UTC))
    event.add("dtend", due.astimezone(UTC) + timedelta(minutes=15))
    event.add("summary", _("Did it come? {step}").format(step=step))
    told = _("Your walk “{journey}” at {business} waits for this step. Open Pothole Oracle and say whether it came.")
    lines = [told.format(journey=journey, business=business)]
    if promise:
        lines.append(_("Promised: {promise}").format(promise=promise))
    event.add("description", "\n".join(lines))
    event.add_component(_alarm(step))
    calendar = Calendar()
    calendar.add("prodid", "-//Pothole Oracle//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(step: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", step)
    alarm.add("trigger", timedelta())
    return alarm


def file_name(step: str) -> str:
    """What to call the file: letters and digits of the step's title."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in step.lower())
    name = "-".join(part for part in plain.split("-") if part)[:60]
    return f"{name or 'wait'}.ics"
