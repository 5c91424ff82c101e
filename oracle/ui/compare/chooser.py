"""Which walk stands as Then and which as Now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from oracle import words
from oracle.language import _
from oracle.method.quality import rounded
from oracle.model.ratings import Run
from oracle.model.walk import WalkCard
from oracle.report.content import compared
from oracle.ui.widgets import button, icon_button, label, tooltip

LONGEST = 44  # characters on a button
LONGEST_NAME = 12  # of a tester's first name on it


class Chooser(QWidget):
    """`chosen(str, str)`: ids of then and now."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids = ("", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.then, self.now = _WalkMenu(_("Then"), self), _WalkMenu(_("Now"), self)
        self.swap = icon_button("arrow-left-right", _("Swap the two walks"), clicked=self._swap)
        self._names = (label(_("Then"), "label"), label(_("Now"), "label"))
        row.addWidget(self._names[0])
        row.addWidget(self.then.button)
        row.addWidget(self.swap)
        row.addWidget(self._names[1])
        row.addWidget(self.now.button)
        self.then.picked.connect(lambda walk_id: self._choose(walk_id, self._ids[1]))
        self.now.picked.connect(lambda walk_id: self._choose(self._ids[0], walk_id))

    def show_walks(self, then_id: str, now_id: str, own: Sequence[WalkCard], rivals: Sequence[WalkCard]) -> None:
        """Fills both menus; `own` are the walks of the journey, `rivals` those of competitors."""
        self._ids = (then_id, now_id)
        chosen = [card for card in (*own, *rivals) if card.walk.id in self._ids]
        lap = len({card.business_name for card in chosen}) > 1
        for name in self._names:
            name.setHidden(lap)  # no time tells a business from its rival
        self.then.show_walks(then_id, own, rivals, lap=lap)
        self.now.show_walks(now_id, own, rivals, lap=lap)

    def _choose(self, then_id: str, now_id: str) -> None:
        if then_id == now_id:  # the two change places
            then_id, now_id = self._ids[1], self._ids[0]
        self.chosen.emit(then_id, now_id)

    def _swap(self) -> None:
        then_id, now_id = self._ids
        self.chosen.emit(now_id, then_id)


class _WalkMenu(QObject):
    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._named: dict[str, str] = {}
        self.button = button("", "plain", "chevron-down")
        self.button.setLayoutDirection(self.button.layoutDirection().RightToLeft)
        self.button.setProperty("menu", True)
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)

    def show_walks(self, walk_id: str, own: Sequence[WalkCard], rivals: Sequence[WalkCard], *, lap: bool) -> None:
        self.menu.clear()
        self._named = _told_apart((*own, *rivals))
        for card in own:
            self._add(card, walk_id, "")
        if rivals:
            self.menu.addSection(_("At a competitor"))
        for card in rivals:
            self._add(card, walk_id, f"{card.business_name}, {card.journey_title}: ")
        chosen = next((each for each in (*own, *rivals) if each.walk.id == walk_id), None)
        text = "" if chosen is None else self._named[chosen.walk.id]
        if chosen is not None and lap:
            named = (
                words.shortened(chosen.business_name, compared.LONGEST),
                _("walk {n}").format(n=chosen.walk.number),
            )
            text = ", ".join((*named, compared.days(chosen.walk, datetime.now(UTC).year)))
        tooltip(self.button, text)
        text = words.shortened(text, LONGEST)
        self.button.setText(text.replace("&", "&&"))
        self.button.setAccessibleName(text if lap else f"{self._name}: {text}")

    def _add(self, card: WalkCard, walk_id: str, before: str) -> None:
        quality = "–" if card.quality is None else str(rounded(card.quality))
        told = f"{before}{self._named[card.walk.id]} · {quality}"
        if card.walk.run is not Run.FULL:
            told += f" · {words.run(card.walk.run)}"
        action = self.menu.addAction(" ".join(told.split()).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(card.walk.id == walk_id)
        action.triggered.connect(lambda *_checked, picked=card.walk.id: self.picked.emit(picked))


def short_name(card: WalkCard) -> str:
    """ "6 – 23 October, Mia"."""
    days = compared.days(card.walk, datetime.now(UTC).year)
    first = card.tester_name.split(" ")[0] or card.tester_name
    return _("{days}, {tester}").format(days=days, tester=words.shortened(first, LONGEST_NAME))


def _told_apart(cards: Sequence[WalkCard]) -> dict[str, str]:
    """The name of each walk by its id, with its number where a journey has two of the same days and tester."""
    names = [(card.business_id, card.journey_title, short_name(card)) for card in cards]
    return {
        card.walk.id: name[2] if names.count(name) == 1 else f"{name[2]}, {_('walk {n}').format(n=card.walk.number)}"
        for card, name in zip(cards, names, strict=True)
    }
