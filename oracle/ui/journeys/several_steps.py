"""What can be done to several selected steps at once."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method import edits
from oracle.model.journey import Step
from oracle.model.ratings import ChannelKind
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.ui import theme
from oracle.ui.journeys.boxes import WhoBox
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.widgets import label, labelled, scrolls_past

GAP = 12


class SeveralSteps(QWidget):
    """Channel, who handles them, stage. Each choice is one step that can be undone."""

    person_named = Signal(str)

    def __init__(self, document: JourneyDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._person = ""  # chosen or typed in this visit to the field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(label(_("What you choose here is set for all of them."), "small", wrap=True))
        self.channel = QComboBox()
        self.stage = QComboBox()
        scrolls_past(self.channel, self.stage)
        self.channel.addItem(_("As they are"), None)
        for kind in ChannelKind:
            self.channel.addItem(theme.current().icon(CHANNEL_ICONS[kind], "ink_2"), words.channel(kind), kind)
        self.channel.activated.connect(lambda _row: self._set_channel())
        self.who = WhoBox(_("As they are"))
        self.who.chosen.connect(self._set_who)
        self.stage.activated.connect(lambda _row: self._set_stage())
        for text, box in (
            (_("Channel"), self.channel),
            (_("Who handles it"), self.who),
            (_("Stage"), self.stage),
        ):
            column.addWidget(labelled(text, box))

    def show_steps(self) -> None:
        """Shows what the selected steps have in common."""
        steps = self._steps()
        kinds = {(step.channel, step.channel_label) for step in steps}
        people = {step.handled_by for step in steps}
        places = {edits.place(self.document.stages, step.id)[0] for step in steps}
        self.channel.setCurrentIndex(self.channel.findData(next(iter(kinds))[0]) if len(kinds) == 1 else 0)
        self.who.show_person(next(iter(people)) if len(people) == 1 else "")
        self.stage.clear()
        self.stage.addItem(_("Where they are"), None)
        for index, stage in enumerate(self.document.stages):
            self.stage.addItem(stage.name, index)
        self.stage.setCurrentIndex(next(iter(places)) + 1 if len(places) == 1 else 0)

    def flush(self) -> None:
        """Sets at once what is being typed."""
        self.who.flush()

    def left(self) -> None:
        """A field was left."""
        self.flush()
        if self._person:
            self.person_named.emit(self._person)
            self._person = ""

    def _steps(self) -> list[Step]:
        return [self.document.step(identity) for identity in self.document.selected]

    def _set_channel(self) -> None:
        kind = self.channel.currentData()
        if kind is not None:
            self._change(lambda step: step if step.channel is kind else replace(step, channel=kind, channel_label=""))

    def _set_who(self, name: str) -> None:
        self._person = name
        if name or len({step.handled_by for step in self._steps()}) == 1:
            self._change(lambda step: replace(step, handled_by=name))

    def _set_stage(self) -> None:
        index = self.stage.currentData()
        if index is None:
            return
        going = {step.id for step in self._steps()} - {step.id for step in self.document.stages[index].steps}
        if going:
            count = len(going)
            text = ngettext("move {n} step", "move {n} steps", count).format(n=count)
            end = len(self.document.stages[index].steps)
            self.document.do(text, edits.move(self.document.stages, going, index, end))

    def _change(self, change: Callable[[Step], Step]) -> None:
        stages = self.document.stages
        for step in self._steps():
            changed = change(step)
            if changed != step:
                stages = edits.replace_step(stages, changed)
        count = len(self.document.selected)
        self.document.do(ngettext("change {n} step", "change {n} steps", count).format(n=count), stages)
