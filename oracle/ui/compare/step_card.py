"""One step in both walks: its captures under the slider, and what else was noted then and now."""

from __future__ import annotations

from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.method.comparing import Comparison, StepChange
from oracle.model.walk import Capture, OpenWalk
from oracle.report.content import compared
from oracle.ui.compare.dumbbells import title
from oracle.ui.context import Context
from oracle.ui.widgets import Card, ComparePictures, Elided, icon_button, label

PICTURE = 264


class StepCard(Card):
    """`turned(int)`: another capture of the step is shown, counted from 0."""

    turned = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: list[tuple[Capture | None, Capture | None]] = []
        self._labels = self._missing = ("", "")
        self._shown: tuple[str | None, str | None] | None = None
        self.at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.pictures = ComparePictures(context.tasks)
        self.pictures.setFixedHeight(PICTURE)
        column.addWidget(self.pictures)
        self.none = label("", "secondary", wrap=True)
        self.none.setContentsMargins(15, 4, 15, 16)
        column.addWidget(self.none)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(15, 8, 15, 8)
        row.setSpacing(12)
        self.aside = label("", "small", wrap=True)
        row.addWidget(self.aside, 1)
        row.addWidget(self.pictures.ways)
        column.addWidget(foot)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(44)
        row = QHBoxLayout(head)
        row.setContentsMargins(15, 0, 10, 0)
        row.setSpacing(4)
        self.title = Elided("", "card")
        row.addWidget(self.title, 1)
        self.which = label("", "small")
        self.before = icon_button("chevron-left", _("Capture before"), size="row", clicked=lambda: self._turn(-1))
        self.after = icon_button("chevron-right", _("Next capture"), size="row", clicked=lambda: self._turn(1))
        for part in (self.which, self.before, self.after):
            row.addWidget(part)
        return head

    def show_step(self, found: Comparison, step: StepChange, at: int = 0) -> None:
        """Shows a step, at one of its captures."""
        self.title.setText(title(step))
        self._labels = compared.labels(found.then, found.now)
        self._missing = compared.no_captures(found)
        then = _captures(found.then, None if step.pair.then is None else step.pair.then.id)
        now = _captures(found.now, None if step.pair.now is None else step.pair.now.id)
        self._pairs = list(zip_longest(then, now))
        places = compared.places(found)
        self.aside.setText("\n".join(compared.aside(step, places)))
        self.none.setText(
            _("No capture at this step, then or now.")
            if places is None
            else _("No capture at this step on either road.")
        )
        self.at = min(at, max(0, len(self._pairs) - 1))
        self._show()

    def _turn(self, by: int) -> None:
        self.at = max(0, min(len(self._pairs) - 1, self.at + by))
        self._show()
        self.turned.emit(self.at)

    def _show(self) -> None:
        count = len(self._pairs)
        self.which.setText(_("capture {n} of {all}").format(n=self.at + 1, all=count) if count else "")
        for part in (self.before, self.after):
            part.setVisible(count > 1)
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at < count - 1)
        self.pictures.setVisible(bool(count))
        self.pictures.ways.setVisible(bool(count))
        self.none.setVisible(not count)
        if not count:
            self._shown = None
            return
        then, now = (None if each is None else each.id for each in self._pairs[self.at])
        if self._shown != (then, now):
            self._shown = (then, now)
            self.pictures.show_captures(then, now, self._labels, self._missing)


def _captures(walk: OpenWalk, step_id: str | None) -> tuple[Capture, ...]:
    return () if step_id is None else walk.captures_at(step_id)
