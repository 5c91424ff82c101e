"""The frame around what is selected, and its handles: as large on the screen at every zoom."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from oracle import tokens
from oracle.method import marks as geometry
from oracle.method.marks import Handle, Size
from oracle.method.marks.places import FRAMED, UPRIGHT, frame, turned
from oracle.model.mark import Mark, MarkKind
from oracle.ui.annotate.view import View

SIDE = 8.0  # px of a handle on the screen
REACH = 9.0  # px around its middle that take hold of it
AWAY = 6.0  # px between a mark and its frame
TURN = "turn"
_STEM = 22.0  # px from the frame to the handle that turns
_CORNERS = (Handle.NW, Handle.NE, Handle.SE, Handle.SW)
_EDGES = ((Handle.N, Handle.NW, Handle.NE), (Handle.E, Handle.NE, Handle.SE), (Handle.S, Handle.SE, Handle.SW),
          (Handle.W, Handle.SW, Handle.NW))  # fmt: skip

Hold = Handle | str  # a handle, or TURN


def outline(mark: Mark, picture: Size, view: View) -> list[QPointF]:
    """The frame of a mark in the window, turned with it: its corners clockwise from the upper left one."""
    away = 0.0 if mark.kind in (MarkKind.CROP, MarkKind.REDACT) else AWAY / view.factor
    if mark.kind in FRAMED or mark.kind is MarkKind.PEN:
        own = frame(mark).grown(away)
        about = frame(mark).middle
    else:
        own, about = geometry.painted(mark, picture).grown(away / 2), (0.0, 0.0)
    angle = mark.rotation if mark.kind in FRAMED else 0.0
    return [view.to_window(QPointF(*turned(corner, angle, about))) for corner in own.corners]


def places(mark: Mark, picture: Size, view: View) -> dict[Hold, QPointF]:
    """Where the handles that are seen stand in the window."""
    own = geometry.handles(mark)
    if Handle.START in own:
        return {which: view.to_window(QPointF(*place)) for which, place in own.items()}
    if not own:
        return {}
    corners = outline(mark, picture, view)
    found: dict[Hold, QPointF] = dict(zip(_CORNERS, (corners[at] for at in range(4)), strict=True))
    if mark.kind not in UPRIGHT:
        top = (corners[0] + corners[1]) / 2
        along = corners[0] - corners[3]
        length = math.hypot(along.x(), along.y()) or 1.0
        found[TURN] = top + along * (_STEM / length)
    return found


def held(mark: Mark, picture: Size, view: View, place: QPointF) -> Hold | None:
    """The handle at a place of the window: those that are seen, then the edges of the frame."""
    found = places(mark, picture, view)
    near = [(QLineF(place, each).length(), which) for which, each in found.items()]
    best = min(near, key=lambda each: each[0], default=(REACH + 1, TURN))
    if best[0] <= REACH:
        return best[1]
    if Handle.NW not in found or mark.kind is MarkKind.PEN:
        return None
    for edge, start, end in _EDGES:
        if geometry.distance_to(place.toTuple(), found[start].toTuple(), found[end].toTuple()) <= REACH / 2:
            return edge
    return None


def paint(painter: QPainter, mark: Mark, picture: Size, view: View, *, alone: bool) -> None:
    """The frame of a selected mark; with `alone` its handles too."""
    # Of the light theme always: most pictures are light, whatever the window is.
    link, ground = QColor(tokens.LIGHT.link), QColor(Qt.GlobalColor.white)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    own = places(mark, picture, view) if alone else {}
    if Handle.START not in own:
        # A light line beside the blue one: it shows on any picture.
        for colour, width in ((ground, 3.5), (link, 1.5)):
            painter.setPen(
                QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.drawPolygon(QPolygonF(outline(mark, picture, view)))
    if TURN in own:
        corners = outline(mark, picture, view)
        for colour, width in ((ground, 3.5), (link, 1.5)):
            painter.setPen(QPen(colour, width))
            painter.drawLine((corners[0] + corners[1]) / 2, own[TURN])
    painter.setPen(QPen(link, 1.5))
    painter.setBrush(ground)
    for which, place in own.items():
        area = QRectF(place.x() - SIDE / 2, place.y() - SIDE / 2, SIDE, SIDE)
        if which in (TURN, Handle.BEND):
            painter.drawEllipse(area)
        else:
            painter.drawRect(area)


def cursor(hold: Hold, rotation: float) -> Qt.CursorShape:
    """What the pointer looks like over a handle."""
    if hold == TURN:
        return Qt.CursorShape.CrossCursor
    if hold in (Handle.START, Handle.END, Handle.BEND):
        return Qt.CursorShape.SizeAllCursor
    angles = {Handle.N: 0, Handle.NE: 45, Handle.E: 90, Handle.SE: 135, Handle.S: 180, Handle.SW: 225, Handle.W: 270,
              Handle.NW: 315}  # fmt: skip
    at = round((angles[Handle(hold)] + rotation) / 45) % 4
    return (
        Qt.CursorShape.SizeVerCursor,
        Qt.CursorShape.SizeBDiagCursor,
        Qt.CursorShape.SizeHorCursor,
        Qt.CursorShape.SizeFDiagCursor,
    )[at]
