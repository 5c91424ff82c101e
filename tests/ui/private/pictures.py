"""The panel "Looks private" in its states, as wide as beside the canvas."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture
from oracle.ui.annotate.private_panel import PrivatePanel
from tests.pictures import Size, Stage, screen
from tests.ui.private.sample import FOUND, capture, redaction
from tests.ui.walk.rooms import house

SIZES = [Size(1_540, 560), Size(1_540, 560, 2.0)]


@screen("private-panel", sizes=SIZES)
def panel(stage: Stage) -> QWidget:
    """Some covered, one left, nothing to hide, none found, none looked for."""
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setSpacing(32)
    states: tuple[Capture, ...] = (
        capture(marks=(redaction(FOUND[0]),)),
        capture(FOUND[3:], (redaction(FOUND[3]),)),
        capture(FOUND[3:], privacy=PrivacyAnswer.NOTHING_TO_HIDE),
        capture(()),
        capture(None),
    )
    for state in states:
        column = QVBoxLayout()
        shown = PrivatePanel(home.context)
        shown.setFixedWidth(268)
        shown.show_capture(state)
        column.addWidget(shown)
        column.addStretch(1)
        row.addLayout(column)
    return made
