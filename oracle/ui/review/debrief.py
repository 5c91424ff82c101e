"""What was said at the end of the road, where it can be corrected."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.review.choices import Answers
from oracle.ui.review.session import ReviewSession
from oracle.ui.walk.customer.clean_up import CleanUpPart
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, NoteField, label, labelled


class DebriefCard(Card):
    """The SEQ question and the two of the debrief."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(label(_("At the end of the road"), "card"))
        asked = QVBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(label(_("Overall, how difficult or easy was it?"), "label"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(_("Very difficult"), "small"))
        self.ease = Answers([(number, str(number)) for number in range(1, 8)], _("Ease, 1 to 7"))
        self.ease.chosen.connect(lambda _value: self._store())
        row.addWidget(self.ease)
        row.addWidget(label(_("Very easy"), "small"))
        row.addStretch(1)
        asked.addLayout(row)
        column.addLayout(asked)
        self.surprised = NoteField(_("What surprised you?"), lines=1, most=10)
        self.over_coffee = NoteField(_("What would you tell the owner over coffee?"), lines=1, most=10)
        for field in (self.surprised, self.over_coffee):
            field.changed.connect(lambda _text: self._store())
            column.addWidget(labelled(field.accessibleName(), field))
        self.clean_up = CleanUpPart(session.context)
        column.addWidget(self.clean_up)
        session.flushing.connect(self.flush)

    def show_scene(self, scene: Scene) -> None:
        """Shows what is stored."""
        walk = scene.open.walk
        self.clean_up.show_walk(walk.id)
        self.ease.set_value(walk.ease)
        self.surprised.set_text(walk.surprised)
        self.over_coffee.set_text(walk.over_coffee)

    def flush(self) -> None:
        """Stores what is being typed."""
        self.surprised.flush()
        self.over_coffee.flush()

    def _store(self) -> None:
        self._session.debrief(
            ease=self.ease.value, surprised=self.surprised.text.strip(), over_coffee=self.over_coffee.text.strip()
        )
