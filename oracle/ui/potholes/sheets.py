"""Small questions over the screen: why not repaired, who repairs it, by when, which share is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QDateEdit, QWidget

from oracle.language import _
from oracle.ui import dates
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Field, NoteField, button, labelled, problem, scrolls_past

FIRST_DUE = timedelta(days=14)  # what is proposed where nothing stands


class ReasonSheet(Sheet):
    """Why it will not be repaired: without a reason it stays as it was."""

    def __init__(self, window: QWidget, under: str, then: Callable[[str], object], before: str = "") -> None:
        super().__init__(window, _("Won’t repair"), under)
        self._then = then
        self.reason = NoteField(_("Why not?"), lines=3, most=8)
        self.reason.set_text(before)
        self.body.addWidget(labelled(_("Why not?"), self.reason))
        self.missing = problem(_("Say why: who reads the list in a year wants to know."))
        self.missing.hide()
        self.body.addWidget(self.missing)
        self.action = button(_("Won’t repair"), "dark", clicked=self.done_asking)
        self.add_foot(self.action)
        self.reason.setFocus()

    def done_asking(self) -> None:
        """Tells the reason, or says that one is missing."""
        reason = self.reason.text.strip()
        if not reason:
            self.missing.show()
            self.reason.setFocus()
            return
        self.accept()
        self._then(reason)


class OwnerSheet(Sheet):
    """Somebody who is not on the list yet: typed once, there from then on."""

    def __init__(self, window: QWidget, under: str, people: Sequence[str], then: Callable[[str], object]) -> None:
        super().__init__(window, _("Who repairs it?"), under)
        self._then = then
        self.name = Field(_("Name or role"), _("Mia, customer care"))
        completer = QCompleter(QStringListModel(list(people), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.edit.setCompleter(completer)
        self.body.addWidget(self.name)
        self.action = button(_("Done"), "dark", clicked=self.done_asking)
        self.add_foot(self.action)
        self.name.setFocus()

    def done_asking(self) -> None:
        """Tells the name; nothing typed changes nothing."""
        name = self.name.text
        self.accept()
        if name:
            self._then(name)


class DueSheet(Sheet):
    """A day out of the calendar."""

    def __init__(self, window: QWidget, under: str, before: date | None, then: Callable[[date], object]) -> None:
        super().__init__(window, _("Due on"), under)
        self._then = then
        self.day = QDateEdit(dates.qt_date(before or date.today() + FIRST_DUE))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.day.setAccessibleName(_("Due on"))
        scrolls_past(self.day)
        self.body.addWidget(labelled(_("Day"), self.day))
        self.action = button(_("Done"), "dark", clicked=self.done_asking)
        self.add_foot(self.action)
        self.day.setFocus()

    def done_asking(self) -> None:
        """Tells the day."""
        chosen = self.day.date()
        self.accept()
        self._then(date(chosen.year(), chosen.month(), chosen.day()))


class ShareSheet(Sheet):
    """Which share of those who meet it is lost: an own figure instead of the one that the severity stands for."""

    def __init__(
        self, window: QWidget, under: str, before: Decimal | None, then: Callable[[Decimal | None], object]
    ) -> None:
        super().__init__(window, _("Of those who meet it, how many are lost?"), under)
        self._then = then
        shown = "" if before is None else format((before * 100).normalize(), "f")
        self.share = Field(_("Per cent"), _("As the severity says"), value=shown)
        self.body.addWidget(self.share)
        self.action = button(_("Done"), "dark", clicked=self.done_asking)
        self.add_foot(self.action)
        self.share.setFocus()

    def done_asking(self) -> None:
        """Tells the share, None for the severity's own; says so where it is no share."""
        text = self.share.text.rstrip("% \u00a0").replace(",", ".")
        try:
            share = Decimal(text) / 100 if text else None
        except InvalidOperation:
            share = Decimal("NaN")
        if share is not None and not (share.is_finite() and 0 <= share <= 1):
            self.share.set_error(_("A number from 0 to 100, such as 20."))
            self.share.setFocus()
            return
        self.accept()
        self._then(share)
