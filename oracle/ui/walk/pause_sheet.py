"""The one question at the first pause of a walk: keep its sign-ins and basket until it is finished?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import button


class PauseSheet(Sheet):
    """`answered(bool)` is called with the answer; Cancel walks on."""

    def __init__(self, window: QWidget, answered: Callable[[bool], object]) -> None:
        under = _(
            "Pages may have signed you in and filled a basket. They can be kept on this computer, for this walk only, "
            "until it is finished; then they are removed. Or you start signed out each time. You are asked once. A few "
            "sites keep a sign-in where it cannot be copied, and ask for it again once."
        )
        super().__init__(window, _("Keep this walk’s sign-ins and basket?"), under, width=500)

        def answer(keep: bool) -> None:
            self.accept()
            answered(keep)

        self.keep = button(_("Keep until the walk is finished"), "dark", clicked=lambda: answer(True))
        self.forget = button(_("Start signed out"), "plain", clicked=lambda: answer(False))
        self.add_foot(self.keep, self.forget)
