"""How long a step takes: while it is current in a running walk, without pauses, sleep and long gaps. Nothing of Qt."""

from __future__ import annotations

LONGEST_GAP = 600.0  # seconds without a sign of life that still count as walking
ASLEEP = 60.0  # seconds between two ticks that mean the machine slept; ticks come every few seconds


class StepClock:
    """Counts seconds between signs of life. Times are those of a clock that never goes back."""

    def __init__(self) -> None:
        self._last: float | None = None  # None while it stands still
        self._since_sign = 0.0
        self._counted = 0.0

    def run(self, now: float) -> None:
        """The walk goes on."""
        self._last, self._since_sign = now, 0.0

    def stop(self, now: float) -> None:
        """The walk pauses, or the step waits."""
        self.sign_of_life(now)
        self._last = None

    def tick(self, now: float) -> None:
        """Time went by. More than a minute since the last tick was sleep, and is not counted."""
        if self._last is None:
            return
        passed = now - self._last
        self._last = now
        if 0 < passed < ASLEEP:
            self._since_sign += passed

    def sign_of_life(self, now: float) -> None:
        """The tester did something: what went by counts, unless it was a gap of over ten minutes."""
        self.tick(now)
        if self._since_sign <= LONGEST_GAP:
            self._counted += self._since_sign
        self._since_sign = 0.0

    def take(self, now: float) -> int:
        """Whole seconds counted and not yet taken; the rest stays for the next time."""
        self.sign_of_life(now)
        whole = int(self._counted)
        self._counted -= whole
        return whole
