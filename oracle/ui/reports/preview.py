"""The report as it will print: its pages, which of them are in view, and how large."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.reports.pages_view import PagesView, page_words
from oracle.ui.widgets import icon_button, label

TWO_FROM = 500  # px; narrower, one page a row


class Preview(QFrame):
    """`drawn()`: another PDF is shown."""

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        self.view = PagesView()
        self.view.moved.connect(self._tell)
        column.addWidget(self.view, 1)
        self._tell()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        self.before = icon_button("chevron-left", _("Pages before"), size="small", clicked=lambda: self.view.go(-1))
        self.after = icon_button("chevron-right", _("Next pages"), size="small", clicked=lambda: self.view.go(1))
        self.pages = label("")
        self.said = label("", "small")
        self.percent = label("")
        self.percent.setMinimumWidth(44)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        smaller = icon_button("zoom-out", _("Smaller"), size="small", clicked=lambda: self.view.zoom_by(-1))
        larger = icon_button("zoom-in", _("Larger"), size="small", clicked=lambda: self.view.zoom_by(1))
        fit = icon_button("maximize-2", _("As large as fits"), size="small", clicked=lambda: self.view.fit())
        for part in (self.before, self.pages, self.after):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.said, smaller, self.percent, larger, fit):
            row.addWidget(part)
        return bar

    def set_drawing(self, on: bool) -> None:
        """Says that the pages are being drawn anew; the old ones stay."""
        self.said.setText(_("Drawing…") if on else _("Live, as it will print") if self.width() > TWO_FROM else "")

    def show_pdf(self, data: bytes) -> None:
        """Shows another PDF, at the same place."""
        self.view.show_pdf(data)
        self.set_drawing(False)
        self.drawn.emit()

    def set_pages_across(self, across: int) -> None:
        """How many pages stand side by side."""
        self.view.set_across(across)

    def _tell(self) -> None:
        first, last = self.view.pages_in_view
        count = self.view.page_count
        self.pages.setText(page_words(first, last, count))
        self.percent.setText(_("{n} %").format(n=round(self.view.zoom * 100)) if count else "")
        self.before.setEnabled(count > 0 and first > 1)
        self.after.setEnabled(count > 0 and last < count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()
