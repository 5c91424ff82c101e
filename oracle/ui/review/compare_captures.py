"""Two captures of a walk, chosen and compared: as the page was before and after, or here and on the phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.walk import Capture
from oracle.ui import dates
from oracle.ui.review.session import ReviewSession
from oracle.ui.widgets import ComparePictures, icon_button, label, line, scrolls_past

MARGIN = 20
LONGEST = 40  # characters of a capture's name in the lists


def names_of(session: ReviewSession) -> tuple[tuple[str, str, str], ...]:
    """Id, name and label of every capture of the walk, in the order of the road.

    "3.2  Reads the product page, 14 Nov 2025, 10:42", and in short "3.2, 10:42".
    """
    found = []
    for step in session.now.open.version.steps:
        shots = session.now.open.captures_at(step.id)
        for at, shot in enumerate(shots, 1):
            number = f"{step.number}.{at}" if len(shots) > 1 else str(step.number)
            title = words.shortened(step.title, LONGEST)
            moment = dates.moment(shot.taken_at)
            found.append((shot.id, f"{number}  {title}, {moment}", f"{number}, {moment.rpartition(', ')[2]}"))
    return tuple(found)


def beside(shots: tuple[Capture, ...], capture_id: str) -> tuple[str, str]:
    """That capture and the one taken next, or before it when it is the last: the earlier one first."""
    ids = [shot.id for shot in sorted(shots, key=lambda shot: shot.taken_at)]
    at = min(ids.index(capture_id), len(ids) - 2)
    return ids[at], ids[at + 1]


class CompareCaptures(QDialog):
    """Opened for one capture of a walk with at least two."""

    def __init__(self, session: ReviewSession, capture_id: str, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Compare two captures"))
        room = window.size()
        self.resize(min(1100, max(640, room.width() - 80)), min(820, max(480, room.height() - 60)))
        self.pictures = ComparePictures(session.context.tasks)
        self.then, self.now = QComboBox(), QComboBox()
        names = names_of(session)
        self._labels = {identity: short for identity, _name, short in names}
        for box, chosen, name in zip(
            (self.then, self.now), beside(session.now.open.captures, capture_id), (_("Left"), _("Right")), strict=True
        ):
            scrolls_past(box)
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
            for identity, text, _short in names:
                box.addItem(text, identity)
            box.setCurrentIndex(box.findData(chosen))
            box.currentIndexChanged.connect(lambda _at: self._show())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._choice())
        column.addWidget(line())
        column.addWidget(self.pictures, 1)
        self._show()
        self.pictures.setFocus()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(MARGIN, 12, 12, 8)
        row.setSpacing(8)
        row.addWidget(label(_("Compare two captures"), "card"), 1)
        row.addWidget(self.pictures.ways)
        row.addWidget(icon_button("x", _("Close"), clicked=self.accept))
        return head

    def _choice(self) -> QWidget:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(MARGIN, 0, MARGIN, 12)
        row.setSpacing(8)
        row.addWidget(self.then, 1)
        row.addWidget(icon_button("arrow-right-left", _("Swap them"), size="small", clicked=self._swap))
        row.addWidget(self.now, 1)
        return choice

    def _swap(self) -> None:
        then, now = self.then.currentIndex(), self.now.currentIndex()
        self.then.setCurrentIndex(now)
        self.now.setCurrentIndex(then)

    def _show(self) -> None:
        then, now = self.then.currentData(), self.now.currentData()
        self.pictures.show_captures(then, now, (self._labels[then], self._labels[now]))
