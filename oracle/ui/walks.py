"""The walks of a business: who walked what when, how smooth it was, and what to do next with each."""

from __future__ import annotations

from math import floor
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.ratings import ENDED, Run, WalkState
from oracle.model.walk import WalkCard
from oracle.ui.context import Context
from oracle.ui.dates import day, time_of_day
from oracle.ui.page import Page
from oracle.ui.widgets import Card, Elided, EmptyState, button, icon_button, icon_label, label, tooltip
from oracle.workspace import trash, walks

STATE_ICONS = {
    WalkState.RUNNING: "footprints",
    WalkState.PAUSED: "pause",
    WalkState.RESTING: "hourglass",
    WalkState.FINISHED: "check",
}

_ACTION = 78  # px at least: the figures beside it stand below each other, whatever its word


class WalkRow(Card):
    """One walk. Enter opens it, Delete moves it to the trash."""

    delete_asked = Signal()
    ticked = Signal()

    def __init__(self, card: WalkCard, parent: QWidget | None = None) -> None:
        super().__init__(parent, live=True, name=f"{card.journey_title}, {_about(card)}")
        self.card = card
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        self.tick = QCheckBox()
        self.tick.setAccessibleName(_("Choose to compare: {walk}").format(walk=f"{card.journey_title}, {_about(card)}"))
        tooltip(self.tick, _("Choose two walks or more to compare them"))
        self.tick.toggled.connect(lambda _on: self.ticked.emit())
        row.addWidget(self.tick)
        row.addLayout(self._texts(), 1)
        row.addWidget(_figure(self._quality(), _("road quality")))
        row.addWidget(_figure(str(card.potholes), ngettext("pothole", "potholes", card.potholes)))
        self.open_button = button(self._action(), size="small", clicked=self.opened.emit)
        self.open_button.setAccessibleName(f"{self._action()}: {card.journey_title}")
        self.open_button.setMinimumWidth(_ACTION)
        row.addWidget(self.open_button)
        delete = icon_button("trash-2", _("Delete this walk"), size="small", clicked=self.delete_asked.emit)
        row.addWidget(delete)

    def _texts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Elided(self.card.journey_title, "card"))
        column.addWidget(Elided(_about(self.card), "small"))
        state = QHBoxLayout()
        state.setSpacing(5)
        state.addWidget(icon_label(STATE_ICONS[self.card.walk.state], "ink", 14))
        state.addWidget(Elided(_state(self.card), "small-ink"), 1)
        column.addLayout(state)
        return column

    def _quality(self) -> str:
        quality = self.card.quality
        return "–" if quality is None else str(floor(quality + 0.5))

    def _action(self) -> str:
        return _("Review") if self.card.walk.state in ENDED else _("Resume")

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


class WalksScreen(QWidget):
    """`open(due=True)` shows only walks with something to follow up."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: list[WalkRow] = []
        self._only_due = False
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = Page(context, _("Walks"))
        whole.addWidget(page)
        self.all_button = button(_("Show all walks"), "quiet", clicked=lambda: self.open(due=False))
        page.add_action(self.all_button)
        self.compare_button = button(_("Compare"), "dark", "git-compare", clicked=self.compare)
        self.compare_button.hide()
        page.add_action(self.compare_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        page.body.addLayout(self._list)
        self.empty = EmptyState(
            "footprints",
            _("Your walks will stand here, each with its road, its quality and the potholes met on the way."),
            _("Choose a journey to walk"),
            lambda: context.navigate("journeys"),
        )
        page.body.addWidget(self.empty, 1)
        page.body.addStretch(1)
        self.empty.hide()
        context.bus.changed.connect(self._changed)
        context.current.changed.connect(self._read)

    def open(self, due: bool = False) -> None:
        """Reads the walks."""
        self._only_due = due
        self._read()

    def _read(self) -> None:
        business = self.context.current.business
        self.context.tasks.read(walks.cards, business.id if business else None, then=self.show_cards)

    def show_cards(self, cards: tuple[WalkCard, ...]) -> None:
        """Shows these walks."""
        focused = next((row.card.walk.id for row in self.rows if row.hasFocus()), "")
        chosen = set(self.chosen)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        shown = [card for card in cards if card.waiting] if self._only_due else list(cards)
        self.all_button.setVisible(self._only_due)
        self.rows = [self._row(card) for card in shown]
        for row in self.rows:
            row.tick.setChecked(row.card.walk.id in chosen)
            self._list.addWidget(row)
            if row.card.walk.id == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.empty.setVisible(not shown)
        self._show_chosen()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the walks that are ticked, the oldest first."""
        return tuple(row.card.walk.id for row in reversed(self.rows) if row.tick.isChecked())

    def compare(self) -> None:
        """Puts the ticked walks side by side."""
        if len(self.chosen) > 1:
            self.context.navigate("compare", walk_ids=self.chosen)

    def _show_chosen(self) -> None:
        count = len(self.chosen)
        self.compare_button.setVisible(count > 1)
        self.compare_button.setText(_("Compare {n} walks").format(n=count))

    def _row(self, card: WalkCard) -> WalkRow:
        row = WalkRow(card)
        row.ticked.connect(self._show_chosen)
        place = "review" if card.walk.state is WalkState.FINISHED else "walk"
        if card.walk.state is WalkState.RESTING:
            place = "walk" if self._only_due else "review"
        row.opened.connect(lambda: self.context.navigate(place, walk_id=card.walk.id))
        row.delete_asked.connect(lambda: self._delete(card))
        return row

    def _delete(self, card: WalkCard) -> None:
        tasks, bus = self.context.tasks, self.context.bus
        text = _("Moved the walk of “{journey}” to the trash.").format(journey=card.journey_title)

        def undo() -> None:
            tasks.write(trash.restore, card.walk.id)

        tasks.write(walks.delete, card.walk.id, then=lambda _change: bus.undoable.emit(text, undo), owner=self)

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(Subject.WALK, Subject.VISIT, Subject.POTHOLE, Subject.TRASH):
            self._read()


def _about(card: WalkCard) -> str:
    """ "Walk 2 · today, 10:42, by Mia as Wendy · Re-walk · 11 of 12 steps rated · In the shop"."""
    walk = card.walk
    when = _("{day}, {time}").format(day=day(walk.started_at), time=time_of_day(walk.started_at))
    parts = [
        _("Walk {n}").format(n=walk.number),
        _("{when}, by {tester} as {persona}").format(when=when, tester=card.tester_name, persona=card.persona_name),
        words.run(walk.run) if walk.run is not Run.FULL else "",
        _("{n} of {count} steps rated").format(n=card.rated, count=card.steps),
        walk.surroundings.place or walk.surroundings.browser,
    ]
    return " · ".join(part for part in parts if part.strip())


def _state(card: WalkCard) -> str:
    state = words.walk_state(card.walk.state)
    if card.waiting:
        waits = ngettext("{n} to come", "{n} to come", card.waiting).format(n=card.waiting)
        due = _("due {day}").format(day=day(card.next_due)) if card.next_due else ""
        return ", ".join(part for part in (state, waits, due) if part)
    return state


def _figure(number: str, word: str) -> QWidget:
    box = QWidget()
    box.setFixedWidth(84)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(number, "page"), 0, Qt.AlignmentFlag.AlignRight)
    column.addWidget(label(word, "small"), 0, Qt.AlignmentFlag.AlignRight)
    return box
