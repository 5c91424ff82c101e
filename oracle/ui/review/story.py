"""The story of a step, or of what was found there, beside the road profile: for the pointer, and for the keyboard."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import Outcome
from oracle.report.charts.data import label as pothole_label
from oracle.report.charts.data import wait_words
from oracle.ui import theme
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Chip, Coin, Sign, icon_label, label
from oracle.ui.widgets.choices import FACES

WIDTH = 280
GAP = 10  # px between it and what it tells of
LONGEST = 240  # characters of a note
SHOWN = 4  # potholes


class Story(QFrame):
    """A card that floats over the window and lets the pointer through. It says nothing to a screen reader: the chart
    announces the same."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.key = ""
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self.hide()

    def tell_step(self, scene: Scene, step: Step, place: QRect) -> None:
        """What was logged at a step; `place` in the window's own pixels."""
        visit, found = scene.visit(step.id), scene.potholes_at(step.id)
        self._begin(f"step:{step.id}", f"{step.number}  {step.title}")
        if stage := scene.open.version.stage_of(step.id):
            self._column.addWidget(label(stage, "small", wrap=True))
        rated = QHBoxLayout()
        rated.setSpacing(6)
        value = visit.valued_friction
        plain = visit.outcome in {None, Outcome.DONE, Outcome.BLOCKED}
        rated.addWidget(Coin(value))
        rated.addWidget(label(words.friction(value) if plain else words.outcome(visit.outcome)))
        if visit.feeling is not None:
            rated.addSpacing(8)
            rated.addWidget(icon_label(FACES[visit.feeling], "ink", 18))
            rated.addWidget(label(words.feeling(visit.feeling)))
        rated.addStretch(1)
        self._column.addLayout(rated)
        if visit.note.strip():
            self._column.addWidget(label(words.shortened(visit.note, LONGEST), wrap=True))
        for hole in found[:SHOWN]:
            self._column.addLayout(self._found(hole, scene))
        if len(found) > SHOWN:
            more = len(found) - SHOWN
            self._column.addWidget(label(ngettext("and {n} more", "and {n} more", more).format(n=more), "small"))
        times = []
        if visit.seconds >= 60:
            times.append(_("{length} here").format(length=words.length(timedelta(seconds=visit.seconds))))
        if wait := wait_words(step, visit):
            times.append(_("waited for: {length}").format(length=wait))
        if times:
            self._column.addWidget(label(" · ".join(times), "small"))
        self._place(place)

    def tell_pothole(self, scene: Scene, hole: Pothole, place: QRect) -> None:
        """What was found."""
        self._begin(f"pothole:{hole.id}", hole.title)
        if hole.bright:
            self._column.addWidget(label(_("Bright spot: a repair must not break it"), "small", wrap=True))
        else:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Sign(pothole_label(hole, scene.open.walk.number), hole.severity, 24))
            row.addWidget(Chip(hole.severity))
            row.addStretch(1)
            self._column.addLayout(row)
        if hole.saw.strip():
            self._column.addWidget(label(words.shortened(hole.saw, LONGEST), wrap=True))
        self._place(place)

    def _found(self, hole: Pothole, scene: Scene) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        number = pothole_label(hole, scene.open.walk.number)
        row.addWidget(icon_label("bright-spot", "r0", 18) if hole.bright else Sign(number, hole.severity, 20))
        row.addWidget(label(hole.title, "small-ink", wrap=True), 1)
        return row

    def _begin(self, key: str, title: str) -> None:
        self.key = key
        self._body.hide()
        self._body.deleteLater()
        self._body = QWidget(self)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(14, 11, 14, 12)
        self._column.setSpacing(5)
        self._column.addWidget(label(title, "strong", wrap=True))

    def _place(self, place: QRect) -> None:
        """Beside the place, right of it where there is room, and inside the window."""
        self._column.activate()
        wraps = self._column.hasHeightForWidth()
        self.resize(WIDTH, self._column.totalHeightForWidth(WIDTH) if wraps else self._body.sizeHint().height())
        self._body.setGeometry(self.rect())
        self._body.show()
        room = self._window.rect().adjusted(8, 8, -8, -8)
        left = place.right() + GAP
        if left + WIDTH > room.right():
            left = place.left() - GAP - WIDTH
        left = max(room.left(), min(left, room.right() - WIDTH))
        top = max(room.top(), min(place.top() + 24, room.bottom() - self.height()))
        self.move(QPoint(left, top))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
