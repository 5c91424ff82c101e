"""Who walks, and how their reports are headed: name, contact, logo and colour. Stored as it is typed."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.change import Change, Subject
from oracle.model.journey import Tester
from oracle.ui import settings
from oracle.ui.context import Context
from oracle.ui.stored_pictures import read_picture
from oracle.ui.tester import read_tester
from oracle.ui.widgets import Field, button, label, problem
from oracle.ui.widgets.basics import tooltip
from oracle.ui.widgets.picture_well import PictureWell
from oracle.ui.widgets.split import menu_button
from oracle.workspace import Workspace, testers

LOGO = 88


class Letterhead(QWidget):
    """The tester of this machine. A name makes one; what was typed beside it meanwhile is taken over."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._is_adding = False
        self._shown_logo: str | None = None
        self.tester: Tester | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        about = _("Reports say “prepared by” you, with your contact, logo and colour.")
        whole.addWidget(label(about, "secondary", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(self._logo_part())
        row.addLayout(self._words_part(), 1)
        whole.addLayout(row)
        context.bus.changed.connect(self._changed)

    # ---- its parts

    def _logo_part(self) -> QVBoxLayout:
        self.logo = PictureWell(self._context.tasks, _("Logo of your letterhead"), LOGO, round_=False)
        self.logo.given.connect(self._set_logo)
        self.logo.removed.connect(lambda: self._set_logo(None))
        self.logo.refused.connect(self._say_refused)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.logo)
        self.logo_menu = menu_button(_("Logo"), self.logo.menu, look="quiet", size="row")
        column.addWidget(self.logo_menu, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return column

    def _words_part(self) -> QVBoxLayout:
        self.name = Field(_("Your name"))
        self.contact = Field(_("Contact"), _("Mail, telephone or web address"))
        self.name.changed.connect(self._name_typed)
        self.contact.changed.connect(lambda text: self._store(contact=text))
        fields, colours, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for row, gap in ((fields, 12), (colours, 8)):
            row.setSpacing(gap)
        fields.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.contact, 1, Qt.AlignmentFlag.AlignTop)
        self.colour = button(_("Choose a colour…"), "plain", "palette", clicked=self._choose_colour)
        self.no_colour = button(_("Back to road yellow"), "quiet", clicked=lambda: self._store(colour=""))
        colours.addWidget(self.colour)
        colours.addWidget(self.no_colour)
        colours.addStretch(1)
        self.refused = problem()
        self.refused.hide()
        column.setSpacing(12)
        column.addLayout(fields)
        column.addLayout(colours)
        column.addWidget(self.refused)
        column.addStretch(1)
        return column

    # ---- reading

    def read(self) -> None:
        """Shows the tester as stored."""
        self._context.tasks.read(read_tester, self._context.settings.get(settings.TESTER), then=self._show)

    def flush(self) -> None:
        """Stores what is being typed."""
        self.name.flush()
        self.contact.flush()

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(Subject.TESTER):
            self.read()

    def _show(self, tester: Tester | None) -> None:
        typed = {}
        if tester is not None and self._is_adding:
            self._is_adding = False
            typed = {"name": self.name.text or tester.name, "contact": self.contact.text}
        self.tester = tester
        self.name.set_text(typed.get("name", tester.name if tester else ""))
        self.contact.set_text(typed.get("contact", tester.contact if tester else ""))
        for each in (self.logo, self.logo_menu, self.colour):
            each.setEnabled(tester is not None)
        for each in (self.logo_menu, self.colour):
            tooltip(each, "" if tester else _("Give your name first."))
        self.no_colour.setVisible(bool(tester and tester.colour))
        self._show_logo(tester)
        if typed:
            self._store(**typed)

    def _show_logo(self, tester: Tester | None) -> None:
        # An empty place and no coin: without a logo a letterhead has only the name.
        self.logo.show_name(tester.name if tester else "", self._context.theme.colour("sunken").name())
        digest = tester.logo if tester else None
        if digest == self._shown_logo:
            return
        self._shown_logo = digest
        if digest is None:
            self.logo.show_image(QImage())
        else:
            read_picture(self._context, digest, self.logo.show_image, self)

    # ---- writing

    def _name_typed(self, name: str) -> None:
        if self.tester is not None and not name:
            self.name.set_error(_("A tester needs a name."))
        elif self.tester is not None:
            self._store(name=name)
        elif name and not self._is_adding:
            self._is_adding = True
            self._context.tasks.write(_add, name, then=self._added)

    def _added(self, change: Change) -> None:
        self._context.settings.set(settings.TESTER, change.id)
        self.read()

    def _store(self, **changes: str) -> None:
        if self.tester is None:
            return  # taken over with the name
        changed = replace(self.tester, **changes)
        if changed != self.tester:
            self.tester = changed
            self._context.tasks.write(testers.update, changed)

    def _choose_colour(self) -> None:
        kept = self.tester.colour if self.tester is not None else ""
        before = QColor(kept) if kept else QColor(self._context.theme.colour("road"))
        chosen = QColorDialog.getColor(before, self, _("Letterhead colour"))
        if chosen.isValid():
            self._store(colour=chosen.name().upper())

    def _set_logo(self, data: bytes | None) -> None:
        if self.tester is not None:
            self._context.tasks.write(testers.set_logo, self.tester.id, data)

    def _say_refused(self, text: str) -> None:
        self.refused.setText(text)
        self.refused.setVisible(bool(text))


def _add(workspace: Workspace, name: str) -> Change:
    return testers.add(workspace, name=name)
