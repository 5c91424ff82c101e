"""Which step of the older road is which of the newer one: proposed, and corrected here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from oracle.language import _
from oracle.method.comparing import StepChange
from oracle.method.matching import How
from oracle.model.journey import Step
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Elided, Scrolled, button, scrolls_past

PROPOSED = "proposed"  # as data of an entry: take the correction back
_HEIGHT = 320

Corrections = tuple[tuple[str, str | None, bool], ...]


class MatchingSheet(Sheet):
    """A line a step of the older road that is not the same one by identity, with what it is now."""

    def __init__(
        self,
        parent: QWidget,
        steps: tuple[StepChange, ...],
        *,
        turned: bool,
        rivals: tuple[str, str] | None = None,
        store: Callable[[Corrections], object],
    ) -> None:
        """`rivals`: of a competitor lap the names of the rival and of the business that it is compared with."""
        about = _("These steps were matched by likeness, by hand, or not at all.")
        if rivals is None:
            about = _("The journey changed between the two walks. {about}").format(about=about)
        super().__init__(parent, _("Matched steps"), about, width=640)
        self._store = store
        self.boxes: dict[str, QComboBox] = {}
        pairs = [(step.pair.now, step.pair.then, step.pair.how) if turned else
                 (step.pair.then, step.pair.now, step.pair.how) for step in steps]  # fmt: skip
        newer = [now for _then, now, how in pairs if now is not None and how is not How.IDENTITY]
        inner = QWidget()
        inner.setProperty("ground", "none")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for column, head in enumerate(rivals or (_("Then"), _("Now"))):
            grid.addWidget(Elided(head, "label"), 0, column)
        shown = [(then, now, how) for then, now, how in pairs if then is not None and how is not How.IDENTITY]
        for row, (then, now, how) in enumerate(shown, 1):
            grid.addWidget(Elided(_named(then)), row, 0)
            told = _("Now: {step}") if rivals is None else _("Stands for {step}")
            grid.addWidget(self._box(told.format(step=_named(then)), then, now, how, newer), row, 1)
        grid.setRowStretch(len(shown) + 1, 1)
        area = Scrolled(inner)
        area.setFixedHeight(min(_HEIGHT, 48 + 38 * len(shown)))
        self.body.addWidget(area)
        self.add_foot(button(_("Use these"), "dark", clicked=self.use))

    def _box(self, told: str, then: Step, now: Step | None, how: How | None, newer: list[Step]) -> QComboBox:
        box = QComboBox()
        scrolls_past(box)
        box.setAccessibleName(told)
        if how is How.BY_HAND:
            box.addItem(_("As proposed"), PROPOSED)
        box.addItem(_("None of these"), "")
        for step in newer:
            box.addItem(_named(step), step.id)
        box.setCurrentIndex(box.findData(now.id if now is not None else ""))
        box.setProperty("first", box.currentData())
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.boxes[then.id] = box
        box.activated.connect(lambda _at: self._claim(box))
        return box

    def _claim(self, box: QComboBox) -> None:
        """A step stands for one other at most: whichever had it lets go in sight, not when it is stored."""
        for other in self.boxes.values():
            if other is not box and box.currentData() and other.currentData() == box.currentData() != PROPOSED:
                other.setCurrentIndex(other.findData(""))

    def use(self) -> None:
        """Stores what was changed."""
        changed = [
            (then_id, box.currentData() or None, box.currentData() == PROPOSED)
            for then_id, box in self.boxes.items()
            if box.currentData() != box.property("first")
        ]
        if changed:
            # Those that no longer stand for a step come first, so that two never claim one.
            changed.sort(key=lambda each: each[1] is not None and not each[2])
            self._store(tuple(changed))
        self.accept()


def _named(step: Step) -> str:
    return f"{step.number} {' '.join(step.title.split())}"


def to_correct(steps: tuple[StepChange, ...]) -> int:
    """How many steps stand for another by likeness or by hand, or alone beside others that do."""
    by_other = sum(step.pair.how in {How.LIKENESS, How.BY_HAND} for step in steps)
    gone = sum(step.pair.now is None for step in steps)
    new = sum(step.pair.then is None for step in steps)
    return by_other + (min(gone, new) if gone and new else 0)
