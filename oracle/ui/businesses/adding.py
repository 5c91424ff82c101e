"""Adding a business."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.method.addresses import web_address
from oracle.model.change import Change
from oracle.model.journey import Business
from oracle.ui import settings
from oracle.ui.businesses.currency_box import of_region
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.widgets import Field, button
from oracle.workspace import businesses


class AddBusiness(Sheet):
    """Name and address; the new business is the current one then, and its page opens."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, _("Add a business"), _("One of yours, or a competitor’s to compare with."))
        self.context = context
        self.name = Field(_("Name"), _("As customers know it"))
        self.name.edit.setMaxLength(200)
        self.url = Field(_("Web address"), "https://")
        self.body.addWidget(self.name)
        self.body.addWidget(self.url)
        self.action = button(_("Add"), "dark", clicked=self.done_asked)
        self.add_foot(self.action)
        self.name.edit.setFocus()

    def done_asked(self) -> None:
        """Adds it."""
        address = web_address(self.url.text)
        if not self.name.text:
            self.name.set_error(_("A business needs a name."))
            self.name.edit.setFocus()
        elif self.url.text and address is None:
            self.url.set_error(_("This is no web address. Write it as https://example.com"))
            self.url.edit.setFocus()
        else:
            self.action.setEnabled(False)
            self.context.tasks.write(
                businesses.add, name=self.name.text, url=address or "", currency=of_region(QLocale.system()),
                then=self._made, failed=self._refused,
            )  # fmt: skip

    def _refused(self, error: OracleError) -> None:
        self.action.setEnabled(True)
        self.name.set_error(str(error))

    def _made(self, change: Change) -> None:
        context = self.context
        context.settings.set(settings.BUSINESS, change.id)
        context.tasks.read(businesses.get, change.id, then=lambda business: _enter(context, business))
        self.accept()


def _enter(context: Context, business: Business) -> None:
    context.current.set(business)
    context.navigate("business")
