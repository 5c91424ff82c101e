"""The look: tokens become the application's palette, fonts and style sheet; light and dark, followed live."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from oracle import paths, tokens
from oracle.ui import icons, style
from oracle.ui.settings import DARK, SYSTEM, THEME, Settings

# What a system's default font measures in pixels when the user asked for no larger text.
USUAL_FONT = {"win32": 12.0, "darwin": 13.0}.get(sys.platform, 15.0)
LARGEST_SCALE = 2.0
_FUSION = "oracle_fusion"  # a property of an application that has the style already


class Theme(QObject):
    """The palette of the moment, and icons and colours made from it. `changed` comes after the window was restyled."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._system_font = QFontInfo(application.font()).pixelSize()
        self._style_set = False
        self.palette: tokens.Palette = tokens.LIGHT
        _load_fonts()
        application.styleHints().colorSchemeChanged.connect(self.apply)
        settings.changed.connect(lambda key: self.apply() if key == THEME.key else None)
        self.apply()

    @property
    def is_dark(self) -> bool:
        """Whether the dark palette is in use."""
        return self.palette is tokens.DARK

    @property
    def scale(self) -> float:
        """How much larger than usual the system asks text to be, 1.0 to 2.0."""
        wanted = self._system_font / USUAL_FONT
        return min(LARGEST_SCALE, wanted) if wanted > 1.1 else 1.0

    def apply(self, *_scheme: object) -> None:
        """Restyles the window for the chosen or the system's theme."""
        palette = self._wanted()
        if palette is self.palette and self._style_set:
            return
        if self._style_set:
            # A sheet put in the place of another dresses every widget anew for each one around it: a second and more.
            self._application.setStyleSheet("")
        self.palette = palette
        self._style_set = True
        if not self._application.property(_FUSION):
            self._application.setStyle("Fusion")
            self._application.setProperty(_FUSION, True)
        self._application.setPalette(qt_palette(palette))
        self._application.setFont(self.font(tokens.BODY))
        self._application.setStyleSheet(style.sheet(palette, self.scale))
        self.changed.emit()

    def _wanted(self) -> tokens.Palette:
        chosen = self._settings.get(THEME)
        if chosen == SYSTEM:
            return tokens.DARK if self.system_is_dark() else tokens.LIGHT
        return tokens.DARK if chosen == DARK else tokens.LIGHT

    def system_is_dark(self) -> bool:
        """What the system asks for."""
        return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def colour(self, token: str) -> QColor:
        """A token as Qt's colour."""
        return QColor(self.palette.colour(token))

    def font(self, kind: tokens.Type) -> QFont:
        """A text style as Qt's font, at the system's text size."""
        font = QFont(tokens.FONT)
        font.setPixelSize(round(kind.size * self.scale))
        font.setWeight(QFont.Weight(kind.weight))
        return font

    def icon(self, name: str, token: str = "ink", size: int = 16) -> QIcon:
        """A shipped icon in a token's colour; disabled ones are `ink_2`. KeyError for a name that is none."""
        self.palette.colour(token)

        def colour(mode: QIcon.Mode) -> str:
            return self.palette.colour("ink_2" if mode == QIcon.Mode.Disabled else token)

        return icons.icon(name, colour, size)


def current() -> Theme:
    """The theme of the running application; widgets that paint themselves ask here."""
    application = QApplication.instance()
    theme = application.property("oracle_theme") if application else None
    if not isinstance(theme, Theme):
        raise LookupError("no theme installed")
    return theme


def application() -> QApplication:
    """The application, made in the style that everything of ours is drawn in when there is none yet."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    # As an argument: `setStyle` would give it back as an object, whose class takes a twentieth of a start to load.
    made = QApplication([*sys.argv[:1], "-style", "fusion"])
    made.setProperty(_FUSION, True)
    return made


def install(application: QApplication, settings: Settings) -> Theme:
    """Makes the theme and gives it to the application."""
    theme = Theme(application, settings)
    application.setProperty("oracle_theme", theme)
    return theme


def _load_fonts() -> None:
    if tokens.FONT in QFontDatabase.families() and _loaded:
        return
    for file in sorted(paths.resource("fonts", "window").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    _loaded.append(True)


_loaded: list[bool] = []


def qt_palette(palette: tokens.Palette) -> QPalette:
    """The roles that Qt's own painting falls back to."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, "paper"), (role.WindowText, "ink"), (role.Base, "surface"), (role.AlternateBase, "paper"),
        (role.Text, "ink"), (role.Button, "surface"), (role.ButtonText, "ink"), (role.ToolTipBase, "ink"),
        (role.ToolTipText, "on_ink"), (role.Highlight, "road_tint"), (role.HighlightedText, "ink"),
        (role.PlaceholderText, "ink_2"), (role.Link, "link"), (role.LinkVisited, "link"), (role.Mid, "line"),
        (role.Light, "surface"), (role.Dark, "edge"), (role.Accent, "road"),
    ):  # fmt: skip
        made.setColor(which, QColor(palette.colour(token)))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(palette.ink_2))
    return made
