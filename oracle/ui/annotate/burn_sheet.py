"""Asks once before redactions are burnt in: it is one of the two things that nothing brings back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.ui.sheet import Sure


class BurnSheet(Sure):
    """`burn` is called when it is wanted."""

    def __init__(self, window: QWidget, burn: Callable[[], object]) -> None:
        about = _(
            "What is under the redactions of this capture will be gone for good: from the workspace and from its "
            "backups, also those from before it was moved or renamed. It cannot be undone. Other marks stay editable. "
            "What lies elsewhere stays as it is: copies of the workspace and their backups, reports written before, "
            "the file that a photo came from."
        )
        super().__init__(window, _("Burn in for good?"), about, _("Burn in for good"), burn)
