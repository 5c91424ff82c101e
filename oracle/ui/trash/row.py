"""One thing in the trash: what it is, where it was, what comes back with it, and when it was deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.change import Subject
from oracle.model.keeping import TrashItem
from oracle.ui.dates import moment
from oracle.ui.palette.finding import ICONS
from oracle.ui.widgets import Card, Elided, button, icon_label


class TrashRow(Card):
    """A thing. Enter puts it back (`opened`), the box or Space chooses it among several (`chosen`)."""

    chosen = Signal(bool)

    def __init__(self, item: TrashItem, *, chosen: bool, parent: QWidget | None = None) -> None:
        self.item = item
        super().__init__(parent, live=True, name=", ".join((kind_word(item.subject), item.title, about(item))))
        self.setAccessibleDescription(_("Enter puts it back, Space chooses it."))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        self.box = QCheckBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.setAccessibleName(_("Choose {title}").format(title=item.title))
        self.box.setChecked(chosen)
        self.box.toggled.connect(self._toggled)
        row.addWidget(self.box)
        row.addWidget(icon_label(icon(item.subject), "ink_2", 20))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Elided(item.title, "strong"))
        texts.addWidget(Elided(about(item), "small"))
        row.addLayout(texts, 1)
        self.put_back = button(_("Put back"), "plain", "undo-2", size="small", clicked=self.opened.emit)
        self.put_back.setAccessibleName(_("Put back: {title}").format(title=item.title))
        row.addWidget(self.put_back)
        self.set_chosen(chosen)

    def _toggled(self, on: bool) -> None:
        self.set_chosen(on)
        self.chosen.emit(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.box.toggle()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: object) -> None:
        """A click beside the buttons chooses; nothing comes back by a stray click."""
        self.box.toggle()


def about(item: TrashItem) -> str:
    """ "Walk · Green Leaf Plants › Buy a Monstera · with 12 captures · deleted 14 Nov 2025, 10:42"."""
    parts = [kind_word(item.subject), " › ".join(item.where)]
    if item.what_hangs_on:
        parts.append(_("with {things}").format(things=item.what_hangs_on))
    parts.append(_("deleted {when}").format(when=moment(item.deleted_at)))
    return " · ".join(part for part in parts if part)


def icon(subject: Subject) -> str:
    """The picture of a kind."""
    return ICONS.get(subject, "file-text")


def kind_word(subject: Subject) -> str:
    """What a kind is called."""
    return {
        Subject.BUSINESS: _("Business"),
        Subject.PERSONA: _("Persona"),
        Subject.JOURNEY: _("Journey"),
        Subject.WALK: _("Walk"),
        Subject.CAPTURE: _("Capture"),
        Subject.POTHOLE: _("Pothole"),
        Subject.TEMPLATE: _("Template of your own"),
    }[subject]
