"""What can be done with a journey from its card: open, walk, walk again, compare, rhythm, duplicate, delete."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QMenu, QWidget

from oracle import words
from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import JourneyCard
from oracle.ui.context import Context
from oracle.ui.journeys.card import walk_it
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import button, labelled, number_box
from oracle.workspace import journeys, rewalks, trash

RHYTHMS = (30, 90, 180, 365)  # days
LONGEST = 3650
LATER = timedelta(days=7)


class CardMenu(QMenu):
    """Made when it is opened."""

    def __init__(self, context: Context, card: JourneyCard, parent: QWidget, *, due: bool = False) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._window = parent.window()  # a menu is a window of its own, and gone before its sheets are
        journey_id = card.journey_id
        self.addAction(_("Open"), lambda: context.navigate("journey", journey_id=journey_id))
        self.addAction(
            _("Resume the walk") if card.unfinished_walk_id else _("Walk it"), lambda: walk_it(context, card)
        )
        again = self.addAction(_("Walk it again"), self._again)
        again.setEnabled(card.last_walk_id is not None)
        compare = self.addAction(_("Compare its walks"), self._compare)
        compare.setEnabled(card.last_walk_id is not None and card.walks > 1)
        self.rhythm = self.addMenu(_("Rhythm"))
        self._fill_rhythm()
        if due:
            self.addAction(_("Remind me of the re-walk in a week"), self._put_off)
        self.addSeparator()
        self.addAction(_("Duplicate"), self._duplicate)
        self.addAction(_("Delete this journey"), self._delete)

    def _fill_rhythm(self) -> None:
        now = self._card.rewalk_days
        days = sorted({*RHYTHMS, *([now] if now else [])})
        for each in (None, *days):
            action = self.rhythm.addAction(words.rhythm(each))
            action.setCheckable(True)
            action.setChecked(each == now)
            action.triggered.connect(lambda *_checked, each=each: set_rhythm(self._context, self._card, each))
        self.rhythm.addAction(_("Other…"), lambda: RhythmSheet(self._context, self._card, self._window).open())

    def _again(self) -> None:
        self._context.navigate("walk", journey_id=self._card.journey_id, rewalk_of=self._card.last_walk_id)

    def _put_off(self) -> None:
        self._context.tasks.write(rewalks.put_off, self._card.journey_id, datetime.now(UTC) + LATER)

    def _compare(self) -> None:
        if self._card.last_walk_id is not None:
            self._context.navigate("compare", walk_ids=(self._card.last_walk_id,))

    def _duplicate(self) -> None:
        context = self._context

        def made(change: Change) -> None:
            said = _("“{journey}” was copied.").format(journey=words.shortened(self._card.title, 80))
            context.bus.undoable.emit(said, lambda: context.tasks.write(journeys.delete, change.id))

        context.tasks.write(
            journeys.duplicate, self._card.journey_id, then=made,
            failed=lambda error: context.bus.message.emit("error", str(error)),
        )  # fmt: skip

    def _delete(self) -> None:
        context, journey_id = self._context, self._card.journey_id
        said = _("Moved “{journey}” to the trash.").format(journey=words.shortened(self._card.title, 80))
        context.tasks.write(
            journeys.delete,
            journey_id,
            then=lambda _change: context.bus.undoable.emit(
                said, lambda: context.tasks.write(trash.restore, journey_id)
            ),
        )


class RhythmSheet(Sheet):
    """Any number of days."""

    def __init__(self, context: Context, card: JourneyCard, parent: QWidget) -> None:
        super().__init__(parent, _("Walk it again"), _("When it is due, the home screen and the tray say so."))
        self._context, self._card = context, card
        self.days = number_box(1, LONGEST)
        self.days.setValue(card.rewalk_days or RHYTHMS[1])
        self.body.addWidget(labelled(_("Every so many days"), self.days))
        self.add_foot(button(_("Set the rhythm"), "dark", clicked=self.use))

    def use(self) -> None:
        """Stores it."""
        set_rhythm(self._context, self._card, self.days.value())
        self.accept()


def set_rhythm(context: Context, card: JourneyCard, days: int | None) -> None:
    """Walk the journey again every so many days, or None: no rhythm. It can be undone."""
    before = card.rewalk_days

    def told(_change: Change) -> None:
        said = _("“{journey}”: {rhythm}.").format(
            journey=words.shortened(card.title, 80), rhythm=words.rhythm(days).lower()
        )
        context.bus.undoable.emit(said, lambda: context.tasks.write(rewalks.set_rhythm, card.journey_id, before))

    context.tasks.write(rewalks.set_rhythm, card.journey_id, days, then=told)
