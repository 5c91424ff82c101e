"""What the pointer does between press and release, each with its way back. Places are picture pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from oracle.language import _
from oracle.method import marks as geometry
from oracle.method.marks import Handle
from oracle.method.marks.places import WHOLE
from oracle.model.mark import Mark, MarkKind
from oracle.ui.annotate import drawing, handles, names
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.hand import Hand
from oracle.ui.annotate.handles import Hold

_SNAP = 15.0  # degrees that a mark is turned by while Shift is held


class Gesture(Protocol):
    """One drag. `move` for each place, then `release` or `cancel`."""

    def move(self, place: QPointF, *, even: bool) -> None:
        """The pointer is there; `even`: Shift is held."""

    def release(self) -> None:
        """It stays as it is now."""

    def cancel(self) -> None:
        """It never was."""


class Drawing:
    """A new mark from where the pointer was pressed."""

    def __init__(self, document: MarksDocument, hand: Hand, kind: MarkKind, start: QPointF) -> None:
        self._document, self._hand, self._kind = document, hand, kind
        self._start = start.toTuple()
        self._before = document.marks
        self.made: Mark | None = None

    def move(self, place: QPointF, *, even: bool) -> None:
        """Draws to there."""
        made = drawing.between(self._hand, self._kind, self._start, place.toTuple(), self._document.size, even=even)
        self.made = made
        others = self._before
        if self._kind is MarkKind.CROP:
            others = tuple(mark for mark in others if mark.kind is not MarkKind.CROP)
        self._document.drag((*others, made))

    def release(self) -> None:
        """The mark is there, and selected."""
        if self.made is not None:
            text = _("draw {what}").format(what=names.kind(self._kind))
            self._document.drop(text, select=(self.made.id,))

    def cancel(self) -> None:
        """No mark."""
        self._document.cancel()


class Scribbling:
    """A line along the way of the pointer, point by point until it is let go."""

    def __init__(self, document: MarksDocument, hand: Hand, start: QPointF, least: float) -> None:
        self._document, self._hand, self._least = document, hand, least
        self.line = QPolygonF([start])
        self._points = [start.toTuple()]
        # How it is painted meanwhile: as any line is, but for its bends, which are close together.
        self.look = drawing.along(hand, (start.toTuple(), start.toTuple()))

    def move(self, place: QPointF, *, even: bool) -> None:
        """On to there, if that is far enough to be seen."""
        if math.dist(place.toTuple(), self._points[-1]) >= self._least:
            self._points.append(place.toTuple())
            self.line.append(place)

    def release(self) -> None:
        """The line is there, and selected."""
        if len(self._points) > 1:
            self._document.add(drawing.along(self._hand, self._points, self._least / 2))

    def cancel(self) -> None:
        """No line."""


class Moving:
    """The selected marks, moved together; with Shift along one direction only."""

    def __init__(self, document: MarksDocument, start: QPointF) -> None:
        self._document, self._start, self._before = document, start, document.marks
        self.by = (0.0, 0.0)

    def move(self, place: QPointF, *, even: bool) -> None:
        """Moves them by the way from where the pointer was pressed."""
        dx, dy = place.x() - self._start.x(), place.y() - self._start.y()
        if even:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        if any(mark.kind in WHOLE for mark in self._document.chosen):
            dx, dy = round(dx), round(dy)
        ids = set(self._document.selected)
        chosen = [mark for mark in self._before if mark.id in ids]
        x, y = self.by = geometry.kept_near(chosen, dx, dy, self._document.size)
        self._document.drag(self._document.changed_by(lambda mark: geometry.moved(mark, x, y), self._before))

    def release(self) -> None:
        """They stay there."""
        self._document.drop(_("move {what}").format(what=names.several(self._document.chosen)))

    def cancel(self) -> None:
        """They go back."""
        self._document.cancel()


class Sizing:
    """A handle of the one selected mark."""

    def __init__(self, document: MarksDocument, mark: Mark, hold: Hold, start: QPointF) -> None:
        self._document, self._mark, self._hold, self._before = document, mark, hold, document.marks
        grip = geometry.handles(mark).get(Handle(hold)) if hold != handles.TURN else None
        # The handle stands a little off its corner: it must not jump there when it is taken hold of.
        self._off = (0.0, 0.0) if grip is None else (grip[0] - start.x(), grip[1] - start.y())

    def move(self, place: QPointF, *, even: bool) -> None:
        """Sizes or turns it."""
        made = self._turned(place, even) if self._hold == handles.TURN else self._sized(place, even)
        self._document.drag(made if each.id == self._mark.id else each for each in self._before)

    def _sized(self, place: QPointF, even: bool) -> Mark:
        to = place.x() + self._off[0], place.y() + self._off[1]
        if self._mark.kind in WHOLE:
            to = geometry.within(to, self._document.size)
        handle = Handle(self._hold)
        if even and handle in (Handle.START, Handle.END):
            fixed = self._mark.points[-1 if handle is Handle.START else 0]
            to = drawing.evened(MarkKind.LINE, fixed, to)
        made = geometry.resized(self._mark, handle, *to, keep_ratio=even)
        if self._mark.kind in WHOLE:
            made = geometry.inside(made, self._document.size)
        return self._document.fit(made, None)

    def _turned(self, place: QPointF, even: bool) -> Mark:
        x, y = geometry.middle(self._mark)
        angle = math.degrees(math.atan2(place.x() - x, y - place.y())) - self._mark.rotation
        if even:
            angle = round((self._mark.rotation + angle) / _SNAP) * _SNAP - self._mark.rotation
        return geometry.rotated(self._mark, angle)

    def release(self) -> None:
        """It stays so."""
        text = _("turn {what}") if self._hold == handles.TURN else _("size {what}")
        self._document.drop(text.format(what=names.kind(self._mark.kind)))

    def cancel(self) -> None:
        """It goes back."""
        self._document.cancel()


class Banding:
    """A rubber band: selects what lies in it, with those that were selected before where they are kept."""

    def __init__(self, document: MarksDocument, start: QPointF, *, keep: bool) -> None:
        self._document, self._start = document, start
        self._kept = document.selected if keep else ()
        self._before = document.selected
        self.area = QRectF(start, start)

    def move(self, place: QPointF, *, even: bool) -> None:
        """Selects what lies wholly in it."""
        self.area = QRectF(self._start, place).normalized()
        found = [mark.id for mark in self._document.marks if self._holds(mark)]
        self._document.select({*self._kept, *found})

    def _holds(self, mark: Mark) -> bool:
        own = geometry.bounds(mark)
        return self.area.contains(QRectF(own.left, own.top, max(own.width, 0.1), max(own.height, 0.1)))

    def release(self) -> None:
        """What is selected stays so."""
        self.area = QRectF()

    def cancel(self) -> None:
        """What was selected before."""
        self._document.select(self._before)


class Panning:
    """The picture, taken by the hand; places are those of the window here."""

    def __init__(self, scroll: Callable[[QPointF], None], scrolled: QPointF, start: QPointF) -> None:
        self._scroll, self._scrolled, self._start = scroll, scrolled, start

    def move(self, place: QPointF, *, even: bool) -> None:
        """Scrolls by the way of the pointer."""
        self._scroll(self._scrolled + self._start - place)

    def release(self) -> None:
        """It stays there."""

    def cancel(self) -> None:
        """It goes back."""
        self._scroll(self._scrolled)
