"""Where counting begins: a number of its own, or one more than the number before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QRadioButton, QWidget

from oracle.language import _
from oracle.method.marks.checking import LARGEST_NUMBER
from oracle.model.mark import Mark
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import button, number_box


class NumberSheet(Sheet):
    """`chosen(starts_at)` is called with Done: a number, or None to count on."""

    def __init__(self, window: QWidget, mark: Mark, chosen: Callable[[int | None], object]) -> None:
        under = _("The numbers after it, on this capture and on those of the same pothole, go on from there.")
        super().__init__(window, _("Where counting begins"), under)
        self._chosen = chosen
        self.count_on = QRadioButton(_("One more than the number before"))
        self.anew = QRadioButton(_("Start at"))
        self.number = number_box(0, LARGEST_NUMBER)
        self.number.setValue(mark.number if mark.starts_at is None and mark.number is not None else mark.starts_at or 0)
        self.number.setAccessibleName(_("Start at"))
        self.number.valueChanged.connect(lambda _value: self.anew.setChecked(True))
        (self.count_on if mark.starts_at is None else self.anew).setChecked(True)
        for part in (self.count_on, self.anew, self.number):
            self.body.addWidget(part)
        self.number.setFixedWidth(120)
        self.add_foot(button(_("Done"), "dark", clicked=self._done))
        self.number.setFocus()
        self.number.selectAll()

    def _done(self) -> None:
        self.number.interpretText()
        self._chosen(self.number.value() if self.anew.isChecked() else None)
        self.accept()
