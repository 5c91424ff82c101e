"""The walk's parts that need no window: time of a step, meaning of keys, the road's rows, the calendar file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.model.ratings import Outcome
from oracle.ui.walk import reminder_file
from oracle.ui.walk.keys import Command, Typed, feeling, groups, typed
from oracle.ui.walk.scene import outcome_of
from oracle.ui.walk.step_clock import ASLEEP, LONGEST_GAP, StepClock

# ---- the time of a step


def walked(clock: StepClock, start: float, seconds: int, every: int = 5) -> float:
    """Ticks through a stretch of time; returns its end."""
    for passed in range(every, seconds + 1, every):
        clock.tick(start + passed)
    return start + seconds


def test_time_counts_while_the_step_is_current() -> None:
    clock = StepClock()
    clock.run(100.0)
    assert clock.take(walked(clock, 100.0, 90)) == 90


def test_pauses_do_not_count() -> None:
    clock = StepClock()
    clock.run(0.0)
    clock.stop(walked(clock, 0.0, 30))
    clock.tick(4000.0)
    clock.run(5000.0)
    assert clock.take(walked(clock, 5000.0, 15)) == 45


def test_sleep_of_the_machine_does_not_count() -> None:
    clock = StepClock()
    clock.run(0.0)
    end = walked(clock, 0.0, 20) + ASLEEP * 60
    # Of the tick in which it slept nothing is known.
    assert clock.take(walked(clock, end, 10)) == 25


def test_a_gap_of_over_ten_minutes_does_not_count_and_a_shorter_one_does() -> None:
    for gap, counted in ((LONGEST_GAP, LONGEST_GAP), (LONGEST_GAP + 5, 0)):
        clock = StepClock()
        clock.run(0.0)
        assert clock.take(walked(clock, 0.0, int(gap))) == counted


def test_signs_of_life_cut_a_long_stretch_into_short_gaps() -> None:
    clock = StepClock()
    clock.run(0.0)
    for minute in range(1, 31):
        clock.sign_of_life(walked(clock, (minute - 1) * 60.0, 60))
    assert clock.take(1800.0) == 1800


@given(st.lists(st.floats(0, 100_000), max_size=30))
def test_time_is_never_negative_and_never_more_than_went_by(steps: list[float]) -> None:
    clock = StepClock()
    clock.run(0.0)
    for now in steps:  # also backwards
        clock.sign_of_life(now)
    assert (
        0
        <= clock.take(max([0.0, *steps]))
        <= sum(abs(b - a) for a, b in zip([0.0, *steps], [*steps, 0.0], strict=True))
    )


def test_parts_of_seconds_are_not_lost() -> None:
    clock = StepClock()
    clock.run(0.0)
    assert [clock.take(0.6), clock.take(1.2), clock.take(1.8)] == [0, 1, 0]


# ---- keys


@pytest.mark.parametrize(
    ("text", "shift", "expected"),
    [
        ("0", False, Typed(Command.FRICTION, 0)),
        ("4", False, Typed(Command.FRICTION, 4)),
        ("4", True, Typed(Command.FRICTION, 4)),  # fr: digits are shifted
        ("5", False, None),
        ("é", False, None),  # fr: the key of 2 without shift
        ("n", False, Typed(Command.NOTE)),
        ("N", False, Typed(Command.NOTE)),  # caps lock
        ("c", False, Typed(Command.CAPTURE)),
        ("C", False, Typed(Command.CAPTURE)),  # caps lock
        ("C", True, Typed(Command.REGION)),
        ("c", True, Typed(Command.REGION)),  # caps lock and shift
        ("?", True, Typed(Command.KEYS)),  # us and de
        ("?", False, Typed(Command.KEYS)),
        ("", False, None),
        ("ab", False, None),
    ],
)
def test_typed_characters_mean_the_same_on_every_layout(text: str, shift: bool, expected: Typed | None) -> None:
    assert typed(text, shift=shift) == expected


def test_a_character_with_control_is_no_key_of_the_walk() -> None:
    assert typed("c", other_modifier=True) is None


def test_feelings_are_typed_from_one_to_five() -> None:
    assert [feeling(text) for text in "012345"] == [None, -2, -1, 0, 1, 2]
    assert feeling("") is None


def test_the_overlay_names_every_key_once() -> None:
    every = [key for _heading, rows in groups() for key, _text in rows]
    assert len(every) == len(set(every)) == 25


# ---- outcomes


def test_a_friction_brings_its_outcome() -> None:
    assert outcome_of(None, 4) is Outcome.BLOCKED
    assert outcome_of(Outcome.BLOCKED, 3) is Outcome.DONE
    assert outcome_of(Outcome.LEFT, 4) is Outcome.LEFT
    assert outcome_of(Outcome.DONE, None) is None
    assert outcome_of(Outcome.SKIPPED, None) is Outcome.SKIPPED


# ---- the calendar


def test_a_wait_becomes_an_entry_that_calendars_read() -> None:
    due = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # the hour that Europe's clocks leave out
    data = reminder_file.entry(
        uid="walk-step", step="Gets the parcel; “soon”", journey="Buy, and wait", business="Müller & Töchter",
        promise="3 days\nat most", due=due, now=due - timedelta(days=3),
    )  # fmt: skip
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == due
    assert event.decoded("dtend") == due + timedelta(minutes=15)
    assert event["summary"] == "Did it come? Gets the parcel; “soon”"
    assert "Müller & Töchter" in event["description"]
    assert "3 days\nat most" in event["description"]
    assert event["uid"] == "walk-step@pothole-oracle"
    assert len(calendar.walk("VALARM")) == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_the_files_name_is_one_that_any_system_takes() -> None:
    assert reminder_file.file_name("Gets the parcel: now/later?") == "gets-the-parcel-now-later.ics"
    assert reminder_file.file_name("…") == "wait.ics"
