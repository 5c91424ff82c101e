"""The bar over a capture: back, which step and capture it is, whether all is stored, and the ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from oracle.language import _
from oracle.ui.annotate.handing_out import CopyButton
from oracle.ui.annotate.session import AnnotateSession
from oracle.ui.widgets import Elided, Saved, button, label

HEIGHT = 48


class Head(QFrame):
    """48 px. `back_asked` by the arrow and Done, `went(±1)` to the capture beside."""

    back_asked = Signal()
    went = Signal(int)

    def __init__(self, session: AnnotateSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setProperty("ground", "bar")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.back = _arrow("arrow-left", _("Back"), self.back_asked.emit)
        self.title = Elided("", "card")
        self.count = label("", "secondary")
        self.before = _arrow("chevron-left", _("Capture before (Ctrl+Page up)"), lambda: self.went.emit(-1))
        self.after = _arrow("chevron-right", _("Next capture (Ctrl+Page down)"), lambda: self.went.emit(1))
        for part in (self.back, self.title, self.count, self.before):
            row.addWidget(part, 1 if part is self.title else 0)
        row.addSpacing(-8)
        row.addWidget(self.after)
        row.addStretch(1000)
        row.addWidget(Saved(session.context))
        row.addSpacing(8)
        self.copy = CopyButton(session)
        row.addWidget(self.copy)
        row.addWidget(button(_("Done"), "dark", size="small", clicked=self.back_asked.emit))
        session.opened.connect(self._show)
        session.changed.connect(self._show)

    def _show(self) -> None:
        sight = self._session.now
        self.title.setText(_("Step {n} · {title}").format(n=sight.step.number, title=sight.step.title))
        self.count.setText(self._session.count())
        self.before.setEnabled(sight.place > 0)
        self.after.setEnabled(sight.place < len(sight.beside) - 1)
        several = len(sight.beside) > 1
        self.before.setVisible(several)
        self.after.setVisible(several)
        self._fit()

    def _fit(self) -> None:
        wanted = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 4
        others = 520 + self.count.sizeHint().width()
        self.title.setFixedWidth(max(60, min(wanted, self.width() - others)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _arrow(icon: str, name: str, clicked: Callable[[], object]) -> QPushButton:
    made = button("", "quiet", icon, size="small", clicked=clicked, tip=name, strong=True)
    made.setProperty("shape", "icon")
    made.setAccessibleName(name)
    return made
