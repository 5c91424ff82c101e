"""Choosing a part of a frozen picture: what drags, clicks and arrow keys do to it. Device pixels, nothing of Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oracle.capture.geometry import Frame, Rect, between, nudged
from oracle.capture.places import topmost

_CLICK = 4  # device pixels that a click may slip


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen on one screen's picture.

    `windows` are title and place, front first; where there are any, a click takes one and nothing is dragged.
    """

    frame: Frame
    windows: tuple[tuple[str, Rect], ...] = ()
    pressed_at: tuple[int, int] | None = None
    chosen: Rect | None = None
    title: str = ""

    def pressed(self, x: int, y: int) -> Selection:
        """The button went down."""
        return self.hovered(x, y) if self.windows else replace(self, pressed_at=(x, y), chosen=None)

    def moved(self, x: int, y: int) -> Selection:
        """The pointer moved: a drag grows, or the window below lights up."""
        if self.windows:
            return self.hovered(x, y)
        return self if self.pressed_at is None else replace(self, chosen=between(*self.pressed_at, x, y))

    def released(self, x: int, y: int) -> Selection:
        """The button went up; a drag of next to nothing was a slip."""
        after = replace(self.moved(x, y), pressed_at=None)
        slip = after.chosen is None or max(after.chosen.width, after.chosen.height) <= _CLICK
        return replace(after, chosen=None) if slip and not self.windows else after

    def hovered(self, x: int, y: int) -> Selection:
        """The window under the pointer is the one."""
        index = topmost(self.windows, x, y)
        return replace(self, chosen=None, title="") if index is None else self._window(index)

    def stepped(self, dx: int, dy: int, *, grow: bool = False) -> Selection:
        """An arrow key: the next window, or the drawn part moved, or with `grow` made larger, by device pixels."""
        if self.windows:
            return self.next_window(1 if dx + dy > 0 else -1)
        chosen = self.chosen or self._middle()
        return replace(self, chosen=nudged(chosen, self.frame.bounds, dx, dy, grow=grow) if self.chosen else chosen)

    def next_window(self, step: int) -> Selection:
        """The window behind (1) or in front (-1) of the chosen one."""
        if not self.windows:
            return self
        current = next((index for index, (_title, rect) in enumerate(self.windows) if rect == self.chosen), None)
        return self._window(0 if current is None else (current + step) % len(self.windows))

    def _window(self, index: int) -> Selection:
        title, rect = self.windows[index]
        return replace(self, chosen=rect, title=title)

    def _middle(self) -> Rect:
        """Where arrow keys start when nothing is drawn yet: the middle half."""
        width, height = max(1, self.frame.width // 2), max(1, self.frame.height // 2)
        return Rect((self.frame.width - width) // 2, (self.frame.height - height) // 2, width, height)
