"""What can be said of a step besides: quality, promptness, care, money and time spent. Quiet until it is opened."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.walk import Visit
from oracle.ui import theme
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.ui.widgets import Field, button, fit_around, label


class OneToFive(QWidget):
    """Five small numbers, one or none of them on. `chosen(object)`: the number or None, by the user only."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for number in range(1, 6):
            each = button(str(number), "plain", size="row")
            each.setCheckable(True)
            each.setFixedWidth(30)
            each.setAccessibleName(_("{name}: {n} of 5").format(name=name, n=number))
            each.clicked.connect(lambda on, number=number: self._choose(number if on else None))
            self._group.addButton(each, number)
            row.addWidget(each)

    def set_value(self, value: int | None) -> None:
        """Shows a number without a signal."""
        for each in self._group.buttons():
            each.setChecked(self._group.id(each) == value)

    def _choose(self, value: int | None) -> None:
        self.set_value(value)
        self.chosen.emit(value)


class Extras(QWidget):
    """An expander that is closed at each new step, unless something is said in it."""

    def __init__(self, session: ShownWalk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.opener = button(_("Quality, promptness, care, money"), "quiet", size="row", clicked=self._turn)
        self.opener.setStyleSheet("padding: 0 4px; text-align: left")
        column.addWidget(self.opener)
        self.inner = QWidget()
        column.addWidget(self.inner)
        grid = QGridLayout(self.inner)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self.scales: dict[str, OneToFive] = {}
        for at, (field, word, tip) in enumerate(_scales()):
            name = label(word)
            name.setToolTip(tip)
            scale = self.scales[field] = OneToFive(word)
            scale.chosen.connect(lambda value, field=field: session.set_fields(**{field: value}))
            grid.addWidget(name, at, 0)
            grid.addWidget(scale, at, 1)
        self.spent = Field("", "0.00")
        self.spent.edit.setAccessibleName(_("Money spent"))
        self.spent.changed.connect(self._spend)
        self.minutes = Field("", "0")
        self.minutes.edit.setAccessibleName(_("Minutes at this step"))
        self.minutes.changed.connect(self._correct_time)
        self._spent_label = label(_("Money spent"))
        for at, (said, typed) in enumerate(((self._spent_label, self.spent), (label(_("Minutes here")), self.minutes))):
            grid.addWidget(said, 3 + at, 0)
            grid.addWidget(typed, 3 + at, 1)
        grid.setColumnStretch(0, 1)
        self._show_open(False)

    def show_step(self, scene: Scene) -> None:
        """Another step: opened only where something stands in it."""
        visit = scene.visit(scene.step.id)
        self._show_open(bool(visit.quality or visit.promptness or visit.care or visit.spent))
        self.show_scene(scene)

    def show_scene(self, scene: Scene) -> None:
        """Shows what is stored."""
        visit = scene.visit(scene.step.id)
        for field, scale in self.scales.items():
            scale.set_value(getattr(visit, field))
        currency = scene.business.currency
        self._spent_label.setText(
            _("Money spent ({currency})").format(currency=currency) if currency else _("Money spent")
        )
        self.spent.set_text(_amount(visit))
        self.minutes.set_text(str(round(visit.seconds / 60)) if visit.seconds else "")

    def flush(self) -> None:
        """Hands over what is typed."""
        self.spent.flush()
        self.minutes.flush()

    def _spend(self, text: str) -> None:
        try:
            amount = Decimal(text.replace(",", ".").replace(" ", "")) if text else None
        except InvalidOperation:
            self.spent.set_error(_("Write a number, as in 89.00."))
            return
        if amount is not None and (not amount.is_finite() or amount < 0):
            self.spent.set_error(_("Money spent is not below zero."))
            return
        self._session.set_fields(spent=amount)

    def _correct_time(self, text: str) -> None:
        if text and not text.isdecimal():
            self.minutes.set_error(_("Write whole minutes."))
            return
        self._session.set_fields(seconds=min(int(text or 0), 100_000) * 60)

    def _turn(self) -> None:
        self._show_open(self.inner.isHidden())

    def _show_open(self, is_open: bool) -> None:
        self.inner.setVisible(is_open)
        self.opener.setIcon(theme.current().icon("chevron-down" if is_open else "chevron-right", "ink_2", 14))
        self.opener.setAccessibleDescription(_("open") if is_open else _("closed"))
        fit_around(self)


def _amount(visit: Visit) -> str:
    return "" if visit.spent is None else format(visit.spent.normalize(), "f")


def _scales() -> tuple[tuple[str, str, str], ...]:
    return (
        ("quality", _("Quality"), _("Was what they got well made?")),
        ("promptness", _("Promptness"), _("Did it come when it was needed?")),
        ("care", _("Care"), _("Did somebody show that they care?")),
    )
