"""The browser's bar: back, forward, reload or stop, the address with its lock, phone or desktop."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from oracle.browser.addresses import elided, encrypted, on_this_machine, shown, whole
from oracle.browser.notices import Icons
from oracle.language import _

HEIGHT = 42
_ICON_BUTTON = 28


class AddressField(QLineEdit):
    """Shows where the page is in short; the whole address while it is edited. Esc brings it back."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._url = QUrl()
        self._trust = QAction(self)
        self.setObjectName("address")
        self.setAccessibleName(_("Web address"))
        self.setPlaceholderText(_("Type a web address"))
        self.setMaxLength(8000)
        self.addAction(self._trust, QLineEdit.ActionPosition.LeadingPosition)
        self.show_url(QUrl())

    def show_url(self, url: QUrl) -> None:
        """Say that the page is at `url`; what is being typed is not overwritten."""
        self._url = url
        icon, trust = _trust(url)
        self._trust.setIcon(self._icons(icon))
        self._trust.setToolTip(trust)
        self.setAccessibleDescription(trust)
        if not (self.hasFocus() and self.isModified()):
            self._reset()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._reset()
            # A press of the mouse would put the cursor and so undo the selection.
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._reset()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def _reset(self) -> None:
        self.setText(whole(self._url) if self.hasFocus() else shown(self._url))
        if not self.hasFocus():
            self.setCursorPosition(0)


class Toolbar(QFrame):
    """The bar itself; it says what was pressed and shows what it is told."""

    back = Signal()
    forward = Signal()
    reload = Signal()
    stop = Signal()
    typed = Signal(str)
    phone = Signal(bool)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._loading = False
        self.setObjectName("browserBar")
        self.setProperty("ground", "surface")
        self.setFixedHeight(HEIGHT)
        self.back_button = self._button("arrow-left", _("Back (Alt+Left)"))
        self.forward_button = self._button("arrow-right", _("Forward (Alt+Right)"))
        self.reload_button = self._button("rotate-cw", _("Reload (F5)"))
        self.address = AddressField(icons, self)
        self.phone_button = self._side("smartphone", _("Phone size"))
        self.desktop_button = self._side("monitor", _("Desktop size"))
        self.desktop_button.setChecked(True)
        self._lay_out()
        self.back_button.clicked.connect(self.back)
        self.forward_button.clicked.connect(self.forward)
        self.reload_button.clicked.connect(lambda: (self.stop if self._loading else self.reload).emit())
        self.address.returnPressed.connect(lambda: self.typed.emit(self.address.text()))

    def show_loading(self, loading: bool) -> None:
        """Reload becomes Stop while a page comes."""
        self._loading = loading
        name = _("Stop (Esc)") if loading else _("Reload (F5)")
        self.reload_button.setIcon(self._icons("x" if loading else "rotate-cw"))
        self.reload_button.setToolTip(name)
        self.reload_button.setAccessibleName(name)

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Which ways the history leads."""
        self.back_button.setEnabled(back)
        self.forward_button.setEnabled(forward)

    def show_page(self, url: QUrl, title: str) -> None:
        """Where the page is."""
        self.address.show_url(url)
        # Escaped: Qt would read a page's title that looks like markup as markup.
        self.address.setToolTip(f"<p>{html.escape(elided(title, 120))}</p>" if title else "")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for button in (self.back_button, self.forward_button, self.reload_button):
            row.addWidget(button)
        row.addWidget(self.address, 1)
        frame = QFrame(self)
        frame.setProperty("segmented", True)
        sides = QHBoxLayout(frame)
        sides.setContentsMargins(1, 1, 1, 1)
        sides.setSpacing(0)
        group = QButtonGroup(self)
        for button in (self.phone_button, self.desktop_button):
            group.addButton(button)
            sides.addWidget(button)
        row.addSpacing(4)
        row.addWidget(frame)
        self.phone_button.toggled.connect(self.phone)

    def _button(self, icon: str, name: str) -> QPushButton:
        button = QPushButton(self._icons(icon), "", self)
        button.setProperty("look", "quiet")
        button.setProperty("shape", "icon")
        button.setFixedWidth(_ICON_BUTTON)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _side(self, icon: str, name: str) -> QPushButton:
        button = QPushButton(self._icons(icon, "ink_2"), "", self)
        button.setCheckable(True)
        button.setFixedWidth(36)
        # The chosen side stands on ink.
        button.toggled.connect(lambda on: button.setIcon(self._icons(icon, "on_ink" if on else "ink_2")))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button


class ProgressLine(QWidget):
    """Two pixels below the bar: how much of the page has come, and a hairline when nothing is on its way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._part = 0
        self.setFixedHeight(2)

    def show_part(self, part: int) -> None:
        """`part` of 100; 0 when nothing is on its way."""
        self._part = part
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.fillRect(0, 1, self.width(), 1, self.palette().mid())
        painter.fillRect(0, 0, self.width() * self._part // 100, 2, self.palette().accent())


def _trust(url: QUrl) -> tuple[str, str]:
    """Icon and sentence on who can read along."""
    if url.isEmpty() or url.toString() == "about:blank":
        return "globe", _("No page yet")
    if encrypted(url):
        return "lock", _("The connection is encrypted.")
    if on_this_machine(url):
        return "monitor", _("This page comes from this computer.")
    return "triangle-alert", _("Not encrypted: others on the way can read and change this page.")
