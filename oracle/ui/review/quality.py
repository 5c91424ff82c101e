"""The road quality as a figure that says how it is computed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from oracle.language import _
from oracle.method.quality import road_quality, rounded
from oracle.method.since import Since
from oracle.model.walk import OpenWalk
from oracle.report.content.formulas import Topic, formula
from oracle.report.content.since import since_briefly, since_words
from oracle.ui.review.rows import paint_focus
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import label, line
from oracle.ui.widgets.basics import set_look, tooltip


class QualityFigure(QWidget):
    """A large number of 100. It takes the focus, so that its formula can be heard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(6)
        self.number = label("–", "number")
        row.addWidget(self.number)
        self.beside = label("", "small")
        row.addWidget(self.beside)
        row.addSpacing(8)
        rule = line("down")
        rule.setFixedHeight(44)
        row.addWidget(rule)

    def show_scene(self, scene: Scene, change: Since | None, earlier: Sequence[OpenWalk]) -> None:
        """Computes it from what is known, with the change since one of the `earlier` walks."""
        found = road_quality(scene.open.version, scene.open.visits)
        text = "–" if found.value is None else str(rounded(found.value))
        self.number.setText(text)
        set_look(self.number, "text_style", "number-none" if found.value is None else "number")
        rated = _("{n} of {all} steps rated.").format(n=found.rated, all=len(scene.steps))
        lines = (_("of 100"), _("road quality"))
        if brief := since_briefly(change):
            lines = (_("of 100, road quality"), brief)
        self.beside.setText("\n".join(lines))
        compared = since_words(change, earlier)
        if compared:  # the two numbers need not differ by it
            counted = _("The change counts the steps that were rated in both walks.")
            compared = f"{compared[0].upper()}{compared[1:]}. {counted}"
        told = "\n".join(filter(None, (rated, compared, formula(Topic.QUALITY))))
        tooltip(self, told)
        self.setAccessibleName(_("Road quality {n} of 100").format(n=text))
        self.setAccessibleDescription(told)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            said = self.number.geometry() | self.beside.geometry()
            paint_focus(painter, QRectF(said).adjusted(-6, -4, 6, 4))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
