"""The question at private steps: does this picture show something that should not be in a report?"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.method import private
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture
from oracle.ui.walk import annotating
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.ui.widgets import FlowLayout, button, label


class PrivacyQuestion(QFrame):
    """Asks for one capture after the other; until answered they are left out of reports."""

    def __init__(self, session: ShownWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: Capture | None = None
        self.setProperty("ground", "strip")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        self.said = label("", "small-ink", wrap=True)
        column.addWidget(self.said)
        answers = FlowLayout(gap=6)
        for word, deed in (
            (_("Nothing private"), lambda: self._answer(PrivacyAnswer.NOTHING_TO_HIDE)),
            (_("Leave it out"), lambda: self._answer(PrivacyAnswer.LEAVE_OUT)),
        ):
            answers.addWidget(button(word, "plain", size="row", clicked=deed))
        answers.addWidget(button(_("Redact…"), "plain", size="row", clicked=self._redact))
        column.addLayout(answers)

    def show_scene(self, scene: Scene) -> None:
        """Asks about the newest unanswered capture of the step; hidden when there is none."""
        open_ones = [capture for capture in scene.open.captures_at(scene.step.id) if scene.awaits_answer(capture)]
        self.setVisible(bool(open_ones))
        self._asked = open_ones[-1] if open_ones else None
        count = len(open_ones)
        asked = ngettext(
            "This step is private. Does the picture show a name, address or card? It is left out until you say.",
            "This step is private. {n} pictures are left out until you say what they show. The newest one:",
            count,
        ).format(n=count)
        left = len(private.uncovered(self._asked)) if self._asked is not None else 0
        seen = ngettext("{n} place looks private.", "{n} places look private.", left).format(n=left)
        self.said.setText(f"{asked} {seen}" if left else asked)

    def _answer(self, answer: PrivacyAnswer) -> None:
        if self._asked is not None:
            self._session.answer_privacy(self._asked.id, answer)

    def _redact(self) -> None:
        if self._asked is not None:
            annotating.annotate(self._session, self._asked.id, self, tool=annotating.REDACT)
