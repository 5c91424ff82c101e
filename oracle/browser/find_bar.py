"""Find in page: Enter and Shift+Enter go on, Esc closes, and the count says how often."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWebEngineCore import QWebEngineFindTextResult, QWebEnginePage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from oracle.browser.notices import Icons
from oracle.language import _, ngettext


class FindBar(QFrame):
    """A row below the address bar; hidden until asked for."""

    closed = Signal()  # only where the keyboard was in the row and has to go somewhere

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: QWebEnginePage | None = None
        self.setObjectName("findBar")
        self.setProperty("ground", "surface")
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(_("Find in this page"))
        self.edit.setAccessibleName(_("Find in this page"))
        self.edit.setMaxLength(500)
        self.edit.setMaximumWidth(320)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("text_style", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self.count)
        row.addWidget(self._button(icons, "chevron-up", _("Previous match"), lambda: self._find(backward=True)))
        row.addWidget(self._button(icons, "chevron-down", _("Next match"), self._find))
        row.addStretch(1)
        row.addWidget(self._button(icons, "x", _("Close find"), self.shut))
        self.edit.textChanged.connect(lambda _text: self._find())
        self.hide()

    def open_for(self, page: QWebEnginePage) -> None:
        """Find in `page` from now on."""
        self._leave()
        self._page = page
        page.findTextFinished.connect(self._say)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._find()

    def shut(self) -> None:
        """Close the row and take the marks off the page."""
        if self.isHidden():
            return
        had_keyboard = self.edit.hasFocus()
        self._leave()
        self.hide()
        self.count.clear()
        if had_keyboard:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._find(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _find(self, *, backward: bool = False) -> None:
        if self._page is None:
            return
        flags = QWebEnginePage.FindFlag.FindBackward if backward else QWebEnginePage.FindFlag(0)
        self._page.findText(self.edit.text(), flags)
        if not self.edit.text():
            self.count.clear()

    def _say(self, result: QWebEngineFindTextResult) -> None:
        if not self.edit.text():
            return
        total = result.numberOfMatches()
        if total == 0:
            self.count.setText(_("Not found"))
        else:
            text = ngettext("{active} of {total} match", "{active} of {total} matches", total)
            self.count.setText(text.format(active=result.activeMatch(), total=total))

    def _leave(self) -> None:
        if self._page is None:
            return
        self._page.findTextFinished.disconnect(self._say)
        self._page.findText("")
        self._page = None

    def _button(self, icons: Icons, icon: str, name: str, act: object) -> QPushButton:
        button = QPushButton(icons(icon), "", self)
        button.setProperty("look", "quiet")
        button.setProperty("shape", "icon")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(act)
        return button
