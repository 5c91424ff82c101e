"""The bar above a walk: pause, whose road it is, whether all is stored, and the ways out."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from oracle.language import _
from oracle.ui.context import Context
from oracle.ui.walk.keycap import with_key
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Elided, Saved, button, line

HEIGHT = 48


class TopBar(QFrame):
    """48 px; in narrow windows the persona goes first, then the words of the buttons."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bar")
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(600)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.pause = button(_("Pause walk"), "quiet", "pause", size="small", strong=True)
        row.addWidget(self.pause)
        edge = line("down")
        edge.setFixedHeight(20)
        row.addWidget(edge)
        row.addSpacing(4)
        self.title = Elided("", "card")
        self.who = Elided("", "secondary")
        row.addWidget(self.title, 3)
        row.addWidget(self.who, 2)
        row.addStretch(1)
        row.addWidget(Saved(context))
        row.addSpacing(8)
        self.outside = button(_("Walk outside the app"), "quiet", "monitor", size="small")
        self.keys = with_key(button(_("All keys"), "quiet", size="small"), "?")
        row.addWidget(self.outside)
        row.addWidget(self.keys)

    def show_scene(self, scene: Scene) -> None:
        """Shows whose road is walked, and by whom."""
        self.title.setText(scene.open.journey.title)
        who = _("as {persona} · tested by {tester}").format(persona=scene.persona, tester=scene.open.tester.name)
        self.who.setText(who)
        for text in (self.title, self.who):
            text.setMaximumWidth(text.fontMetrics().horizontalAdvance(text.text()) + 4)
        self._fit()

    def _fit(self) -> None:
        self.who.setVisible(self.width() >= 1000)
        self.outside.setText(_("Walk outside the app") if self.width() >= 1000 else _("Outside"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
