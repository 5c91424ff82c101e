"""The road quality as a figure that says how it is computed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from oracle.language import _
from oracle.method.quality import road_quality, rounded
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
        row.addWidget(label(f"{_('of 100')}\n{_('road quality')}", "small"))
        row.addSpacing(8)
        rule = line("down")
        rule.setFixedHeight(44)
        row.addWidget(rule)

    def show_scene(self, scene: Scene) -> None:
        """Computes it from what is known."""
        found = road_quality(scene.open.version, scene.open.visits)
        text = "–" if found.value is None else str(rounded(found.value))
        self.number.setText(text)
        set_look(self.number, "text_style", "number-none" if found.value is None else "number")
        rated = _("{n} of {all} steps rated.").format(n=found.rated, all=len(scene.steps))
        told = "\n".join((rated, formula()))
        tooltip(self, told)
        self.setAccessibleName(_("Road quality {n} of 100").format(n=text))
        self.setAccessibleDescription(told)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            paint_focus(painter, QRectF(self.rect()).adjusted(0, 0, -8, 0))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


def formula() -> str:
    """How road quality is computed, in words."""
    return _(
        "100 × (1 − Σ w·f ÷ (4 · Σ w)): f is the friction of a rated step, w is 2 at a moment of truth, else 1. "
        "A step where you would leave, were blocked, or nothing came counts 4. 100 is smooth."
    )
