"""Two potholes that are one: the older number stays and answers to both."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.ui.review.session import ReviewSession
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import button, label, labelled


class MergeSheet(Sheet):
    """Asks which other one is the same."""

    def __init__(self, session: ReviewSession, hole: Pothole, window: QWidget) -> None:
        super().__init__(window, _("Merge two potholes"), _("“{title}” is the same as:").format(title=hole.title))
        self._session, self._hole = session, hole
        self.other = QComboBox()
        for each in session.potholes:
            if each.id != hole.id and each.bright == hole.bright:
                self.other.addItem(f"{each.number}  {each.title}", each.id)
        self.other.setMinimumContentsLength(24)
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.body.addWidget(labelled(_("The other pothole"), self.other))
        self.body.addWidget(
            label(
                _("The older number and title stay and answer to both. Steps, captures and texts come together."),
                "small",
                wrap=True,
            )
        )
        self.action = button(_("Merge"), "dark", "merge", clicked=self.merge)
        self.add_foot(self.action)

    def merge(self) -> None:
        """Makes the two into one."""
        other = self._session.pothole(str(self.other.currentData()))
        if other is not None:
            self._session.merge_potholes(self._hole, other)
        self.accept()
