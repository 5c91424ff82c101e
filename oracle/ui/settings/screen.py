"""Settings: tester and letterhead, the business, the look, reminders, keys, and the workspace with its backups."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSystemTrayIcon, QVBoxLayout, QWidget

from oracle.language import _, available
from oracle.ui import bus, settings
from oracle.ui.actions import TABLE
from oracle.ui.context import Context
from oracle.ui.first_run import theme_names
from oracle.ui.keys import keys_grid
from oracle.ui.language_names import language_name
from oracle.ui.page import Page
from oracle.ui.settings.captures import CaptureSettings
from oracle.ui.settings.letterhead import Letterhead
from oracle.ui.settings.workspace import WorkspacePart
from oracle.ui.widgets import Card, Field, Segmented, button, label, labelled, scrolls_past
from oracle.ui.widgets.basics import tooltip
from oracle.workspace import businesses

WIDEST = 760


class SettingsScreen(QWidget):
    """One page of cards; everything is stored as it is changed."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = Page(context, _("Settings"))
        whole.addWidget(page)
        page.body.setSpacing(16)
        self.letterhead = Letterhead(context)
        self.captures = CaptureSettings(context)
        self.workspace = WorkspacePart(context)
        for part in (
            _part(_("You, and your letterhead"), self.letterhead),
            _part(_("The business"), self._business_part()),
            _part(_("Look and language"), self._look_part()),
            _part(_("Walks and reminders"), self._walk_part()),
            _part(_("Captures"), self.captures),
            _part(_("Workspace and backups"), self.workspace),
            _part(_("Keys"), keys_grid(TABLE)),
        ):
            page.body.addWidget(part)
        page.body.addStretch(1)
        context.current.changed.connect(self._show_business)
        context.tasks.flushing.connect(self.close_screen)

    def open(self) -> None:
        """Reads what is kept in the workspace."""
        self.letterhead.read()
        self._show_business()
        self.workspace.read()
        self.captures.read()

    def close_screen(self) -> None:
        """Stores what is being typed."""
        for part in (self.letterhead, self.business_name, self.business_url):
            part.flush()

    # ---- the business

    def _business_part(self) -> QWidget:
        box, column = _column()
        row = QHBoxLayout()
        row.setSpacing(12)
        self.business_name = Field(_("Name"))
        self.business_url = Field(_("Web address"), "https://")
        self.business_name.changed.connect(lambda text: self._store_business(name=text))
        self.business_url.changed.connect(lambda text: self._store_business(url=text))
        for field in (self.business_name, self.business_url):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        more = button(_("Logo, colour, currency and people…"), clicked=lambda: self.context.navigate("business"))
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._business_box = box
        return box

    def _show_business(self) -> None:
        business = self.context.current.business
        self._business_box.setEnabled(business is not None)
        self.business_name.set_text(business.name if business else "")
        self.business_url.set_text(business.url if business else "")

    def _store_business(self, **changes: str) -> None:
        business = self.context.current.business
        if business is None:
            return
        if changes.get("name") == "":
            self.business_name.set_error(_("A business needs a name."))
            return
        changed = replace(business, **changes)
        self.context.tasks.write(businesses.update, changed)

    # ---- look, walks

    def _look_part(self) -> QWidget:
        box, column = _column()
        kept = self.context.settings
        look = Segmented(list(theme_names().items()), kept.get(settings.THEME), _("Theme"))
        look.chosen.connect(lambda key: kept.set(settings.THEME, key))
        kept.changed.connect(
            lambda key: look.set_value(kept.get(settings.THEME)) if key == settings.THEME.key else None
        )
        column.addWidget(labelled(_("Theme"), look), 0, Qt.AlignmentFlag.AlignLeft)
        language = QComboBox()
        scrolls_past(language)
        language.setMaximumWidth(260)
        language.addItem(_("As the system"), "")
        for code in available():
            language.addItem(language_name(code), code)
        language.setCurrentIndex(max(0, language.findData(kept.get(settings.LANGUAGE))))
        language.activated.connect(lambda _at: self._choose_language(language.currentData()))
        column.addWidget(labelled(_("Language"), language))
        return box

    def _choose_language(self, code: str) -> None:
        if code != self.context.settings.get(settings.LANGUAGE):
            self.context.settings.set(settings.LANGUAGE, code)
            self.context.bus.message.emit(bus.INFO, _("The language changes when you start the app again."))

    def _walk_part(self) -> QWidget:
        box, column = _column()
        column.addWidget(self._switch(settings.EXPECTED_FIRST, _("At each step, before you see it.")))
        column.addWidget(self._switch(settings.REMINDERS, ""))
        if QSystemTrayIcon.isSystemTrayAvailable():
            about = _("Closing the window then keeps the app in the tray; its menu quits it.")
            column.addWidget(self._switch(settings.TRAY, about))
        return box

    def _switch(self, setting: settings.Setting[bool], about: str) -> QCheckBox:
        made = QCheckBox(_(setting.label))
        made.setChecked(self.context.settings.get(setting))
        made.setAccessibleDescription(about)
        tooltip(made, about)
        made.toggled.connect(lambda on: self.context.settings.set(setting, on))
        return made


def _part(title: str, content: QWidget) -> Card:
    card = Card()
    card.setMaximumWidth(WIDEST)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 16, 20, 20)
    column.setSpacing(12)
    column.addWidget(label(title, "card"))
    column.addWidget(content)
    return card


def _column() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return box, column
