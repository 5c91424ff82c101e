"""Whether the system lets the app see the screen: shown before a walk and in the settings, never a surprise in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.capture import ways
from oracle.capture.portal import Permission
from oracle.language import _
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.widgets import button, icon_label, label

_MAC_SETTINGS = "x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture"
_ICONS = {
    Permission.GRANTED: "shield-check",
    Permission.WILL_ASK: "shield-alert",
    Permission.DENIED: "shield-x",
}


class PermissionState(QWidget):
    """Allowed, will ask, or not allowed, with a sentence and what can be done; hidden where no system asks."""

    def __init__(self, portal: DesktopPortal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._portal = portal
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 8)
        row.setSpacing(12)
        self._icons = {state: icon_label(name, "ink_2", 20) for state, name in _ICONS.items()}
        for icon in self._icons.values():
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        self.state = label("", "strong")
        self.text = label("", "body", wrap=True)
        self.ask = button(_("Ask now"), size="small", clicked=portal.ask_permission)
        self.change = button(_("Open the system’s settings"), size="small", clicked=_open_settings)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for deed in (self.ask, self.change):
            deeds.addWidget(deed)
        deeds.addStretch(1)
        column.addWidget(self.state)
        column.addWidget(self.text)
        column.addLayout(deeds)
        row.addLayout(column, 1)
        portal.known.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows how it stands now."""
        environment = self._portal.environment()
        standing, said = ways.standing(environment), ways.permission(environment)
        self.setVisible(bool(said))
        words = {
            Permission.GRANTED: _("Pictures of the screen: allowed"),
            Permission.WILL_ASK: _("Pictures of the screen: your desktop will ask"),
            Permission.DENIED: _("Pictures of the screen: not allowed"),
            None: _("Pictures of the screen: not here"),
        }
        self.state.setText(words[standing])
        self.text.setText(said)
        for state, icon in self._icons.items():
            icon.setVisible(state is (standing or Permission.DENIED))
        on_mac = environment.session is ways.Session.MACOS
        denied = standing is Permission.DENIED
        self.ask.setVisible(standing is Permission.WILL_ASK or (on_mac and denied))
        self.change.setVisible(on_mac and denied)


def _open_settings() -> None:
    QDesktopServices.openUrl(QUrl(_MAC_SETTINGS))
