"""The thin bar under the page: the ways to take a picture, and when the last one was stored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from oracle.capture import ways
from oracle.language import _
from oracle.model.ratings import Source
from oracle.ui.walk import capture_ways
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.keycap import with_key
from oracle.ui.walk.session import WalkSession
from oracle.ui.widgets import button, icon_button, icon_label, label, tooltip

HEIGHT = 40
NARROWEST = 280
WORDS_FROM = 680


class CaptureBar(QFrame):
    """What I see, Whole page, Region, Paste, More; while a whole page is taken, how far it is and Cancel."""

    def __init__(self, session: WalkSession, capturing: Capturing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._capturing = capturing
        self.setProperty("ground", "surface")
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(NARROWEST)  # in narrow windows the words go
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 12, 0)
        row.setSpacing(2)
        self.see = with_key(_quiet(_("What I see"), "camera", capturing.capture), "C")
        self.whole = _quiet(_("Whole page"), "arrow-down-to-line", capturing.take_whole_page)
        self.region = with_key(_quiet(_("Region"), "scan", capturing.take_region), "⇧ C")
        self.paste = with_key(_quiet(_("Paste"), "clipboard", capturing.added.paste), "Ctrl V")
        self.more = icon_button("ellipsis", _("Screen, window or files"), size="small")
        self.more.setMenu(capture_ways.more_menu(capturing, self))
        self.more.setProperty("menu", True)
        self._buttons = (self.see, self.whole, self.region, self.paste)
        for each in (*self._buttons, self.more):
            row.addWidget(each)
        row.addStretch(1)
        self._tick = icon_label("check", "ink_2", 14)
        self.said = label("", "small")
        row.addWidget(self._tick)
        row.addWidget(self.said)
        self.cancel = button(_("Cancel"), "quiet", size="small", clicked=capturing.whole.cancel)
        self.cancel.hide()
        row.addWidget(self.cancel)
        capturing.whole.progress.connect(self._show_progress)
        capturing.whole.over.connect(self._end_progress)
        self._tick.hide()
        session.captured.connect(lambda _id: self.acknowledge())
        session.stepped.connect(self.forget)
        capturing.portal.known.connect(self._explain)
        self._explain()

    def acknowledge(self) -> None:
        """The picture is on disk: says so, with the time."""
        time = QLocale().toString(QDateTime.currentDateTime().time(), "HH:mm")
        self.said.setText(_("Captured {time}").format(time=time))
        self._tick.show()

    def _show_progress(self, part: float) -> None:
        self._tick.hide()
        self.said.setText(_("{part} %").format(part=round(100 * part)))
        self.cancel.show()
        self.whole.setEnabled(False)

    def _end_progress(self) -> None:
        self.forget()
        self.cancel.hide()
        self.whole.setEnabled(True)

    def forget(self) -> None:
        """Another step: what was captured at the last one is no news here."""
        self.said.clear()
        self._tick.hide()

    def fit(self, width: int) -> None:
        """Leaves out words where the bar is narrow; icons, tooltips and keys stay."""
        narrow = width < WORDS_FROM
        for each, words in zip(self._buttons, self._words(), strict=True):
            each.setText("" if narrow else words)
            tooltip(each, words if narrow else each.property("why") or "")

    def _words(self) -> tuple[str, ...]:
        return (_("What I see"), _("Whole page"), _("Region"), _("Paste"))

    def _explain(self) -> None:
        why = ways.way(self._capturing.environment, Source.REGION).why_not
        self.region.setEnabled(not why)
        self.region.setProperty("why", why)
        tooltip(self.region, why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())


def _quiet(text: str, icon: str, clicked: Callable[[], object]) -> QPushButton:
    return button(text, "quiet", icon, size="small", strong=True, clicked=clicked)
