"""Importing a journey: from a file or pasted text, over its columns, to a preview, to a new journey or an open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from oracle.model.ratings import Kind
from oracle.ui.context import Context

if TYPE_CHECKING:
    from oracle.ui.journeys.importing.import_sheet import ImportSheet
    from oracle.ui.journeys.map.document import JourneyDocument


def open_import(
    context: Context,
    parent: QWidget,
    kind: Kind = Kind.BUY,
    document: JourneyDocument | None = None,
    *,
    persona: str = "",
) -> ImportSheet:
    """Open the sheet over `parent`. With `document` the steps can also be added to the journey that is open there.

    `persona`: who walks it, as typed before.
    """
    from oracle.ui.journeys.importing.import_sheet import ImportSheet

    sheet = ImportSheet(context, parent.window(), kind, document)
    sheet.preview.persona.set_text(persona)
    sheet.open()
    return sheet
