"""Settings: tester and letterhead, the business, the look, reminders, keys, and the workspace with its backups."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from oracle.capture import files
from oracle.language import _, available
from oracle.model.change import Change, Subject
from oracle.model.journey import Business, Tester
from oracle.ui import bus, settings
from oracle.ui.actions import TABLE
from oracle.ui.capture_settings import CaptureSettings
from oracle.ui.context import Context
from oracle.ui.first_run import theme_names
from oracle.ui.keeping import WorkspacePart
from oracle.ui.keys import keys_grid
from oracle.ui.language_names import language_name
from oracle.ui.page import Page
from oracle.ui.tester import read_tester
from oracle.ui.widgets import Card, Field, Segmented, button, label, labelled, scrolls_past
from oracle.ui.widgets.basics import tooltip

WIDEST = 760
PICTURES = "*.png *.jpg *.jpeg *.webp"


class SettingsScreen(QWidget):
    """One page of cards; everything is stored as it is changed."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.tester: Tester | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        page = Page(context, _("Settings"))
        whole.addWidget(page)
        page.body.setSpacing(16)
        self.captures = CaptureSettings(context)
        for part in (
            _part(_("You, and your letterhead"), self._tester_part()),
            _part(_("The business"), self._business_part()),
            _part(_("Look and language"), self._look_part()),
            _part(_("Walks and reminders"), self._walk_part()),
            _part(_("Captures"), self.captures),
            _part(_("Keys"), keys_grid(TABLE)),
        ):
            page.body.addWidget(part)
        self.workspace = WorkspacePart(context)
        page.body.addWidget(_part(_("Workspace and backups"), self.workspace))
        page.body.addStretch(1)
        context.bus.changed.connect(self._changed)
        context.current.changed.connect(self._show_business)
        context.tasks.flushing.connect(self.close_screen)

    def open(self) -> None:
        """Reads what is kept in the workspace."""
        self._read()
        self._show_business()
        self.workspace.read()
        self.captures.read()

    def close_screen(self) -> None:
        """Stores what is being typed."""
        for field in (self.name, self.contact, self.business_name, self.business_url):
            field.flush()

    # ---- the tester

    def _tester_part(self) -> QWidget:
        box, column = _column()
        about = _("Reports say “prepared by” you, with your contact, logo and colour.")
        column.addWidget(label(about, "secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.name = Field(_("Your name"))
        self.contact = Field(_("Contact"), _("Mail, telephone or web address"))
        self.name.changed.connect(lambda text: self._store_tester(name=text))
        self.contact.changed.connect(lambda text: self._store_tester(contact=text))
        row.addWidget(self.name, 1)
        row.addWidget(self.contact, 1)
        column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.logo = button(_("Choose a logo…"), "plain", "image", clicked=self._choose_logo)
        self.no_logo = button(_("Take the logo away"), "quiet", clicked=lambda: self._set_logo(None))
        self.colour = button(_("Choose a colour…"), "plain", "palette", clicked=self._choose_colour)
        self.no_colour = button(_("Back to road yellow"), "quiet", clicked=lambda: self._store_tester(colour=""))
        for each in (self.logo, self.no_logo, self.colour, self.no_colour):
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _read(self) -> None:
        self.context.tasks.read(read_tester, self.context.settings.get(settings.TESTER), then=self._show_tester)

    def _show_tester(self, tester: Tester | None) -> None:
        self.tester = tester
        self.name.set_text(tester.name if tester else "")
        self.contact.set_text(tester.contact if tester else "")
        for each in (self.contact, self.logo, self.colour):
            each.setEnabled(tester is not None)
            tooltip(each, "" if tester else _("Give your name first."))
        self.no_logo.setVisible(bool(tester and tester.logo))
        self.no_colour.setVisible(bool(tester and tester.colour))

    def _store_tester(self, **changes: str) -> None:
        if self.tester is None:
            if changes.get("name"):
                self.context.tasks.write(_add_tester, changes["name"], then=self._added)
            return
        if changes.get("name") == "":
            self.name.set_error(_("A tester needs a name."))
            return
        self.tester = replace(self.tester, **changes)
        self.context.tasks.write(_update_tester, self.tester)

    def _added(self, change: Change) -> None:
        self.context.settings.set(settings.TESTER, change.id)
        self._read()

    def _choose_logo(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", f"{_('Pictures')} ({PICTURES})")
        if name:
            self.context.tasks.compute(files.read, Path(name), then=lambda shot: self._set_logo(shot.data), owner=self)

    def _set_logo(self, data: bytes | None) -> None:
        if self.tester is not None:
            self.context.tasks.write(_set_logo, self.tester.id, data)

    def _choose_colour(self) -> None:
        before = (
            QColor(self.tester.colour)
            if self.tester and self.tester.colour
            else QColor(self.context.theme.colour("road"))
        )
        chosen = QColorDialog.getColor(before, self, _("Letterhead colour"))
        if chosen.isValid():
            self._store_tester(colour=chosen.name().upper())

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
        changed = replace(business, **changes)  # type: ignore[arg-type]
        self.context.tasks.write(_update_business, changed)

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

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(Subject.TESTER):
            self._read()


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


def _add_tester(workspace: Any, name: str) -> Change:
    from oracle.workspace import testers

    return testers.add(workspace, name=name)


def _update_tester(workspace: Any, tester: Tester) -> Change:
    from oracle.workspace import testers

    return testers.update(workspace, tester)


def _set_logo(workspace: Any, tester_id: str, data: bytes | None) -> Change:
    from oracle.workspace import testers

    return testers.set_logo(workspace, tester_id, data)


def _update_business(workspace: Any, business: Business) -> Change:
    from oracle.workspace import businesses

    return businesses.update(workspace, business)
