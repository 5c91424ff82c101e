"""A colour of one's own: picked or typed, checked for contrast, with a readable neighbour to take instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QVBoxLayout, QWidget

from oracle import tokens
from oracle.language import _
from oracle.method import colour
from oracle.ui import theme
from oracle.ui.widgets import Field, button, icon_label, label

EXAMPLE = tokens.LIGHT.r0.lower()
PAPER = tokens.LIGHT.surface.lower()  # a report stands on white


class Swatch(QWidget):
    """A square of a colour, for looking at; dashed where there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = ""
        self.setAccessibleName(name)
        self.setFixedSize(tokens.CONTROL_HEIGHT, tokens.CONTROL_HEIGHT)

    def show_colour(self, wanted: str) -> None:
        """ "#rrggbb", or "" for none."""
        self.colour = wanted
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self.colour else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.colour("edge"), 1, style))
        painter.setBrush(QColor(self.colour) if self.colour else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class ColourField(QWidget):
    """`changed(str)`: "#rrggbb" or "", by the user only."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self.swatch = Swatch(_("Colour of the business"))
        self.field = Field(_("Colour"), EXAMPLE)
        self.field.edit.setMaxLength(40)
        self.field.changed.connect(self._typed)
        self.none = button(_("No colour"), "quiet", clicked=lambda: self._take(""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        for each in (self.swatch, button(_("Pick…"), "plain", "palette", clicked=self.pick), self.none):
            column = QVBoxLayout()
            column.setContentsMargins(0, 19, 0, 0)  # beside the line, below its label
            column.addWidget(each)
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(row)
        whole.addWidget(self._verdict())

    def _verdict(self) -> QWidget:
        said_box = QWidget()
        row = QHBoxLayout(said_box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._fine = icon_label("check", "r0", 14)
        self._weak = icon_label("triangle-alert", "r3", 14)
        self.said = label("", "small-ink")
        self.neighbour = Swatch(_("The readable neighbour"))
        self.neighbour.setFixedSize(20, 20)
        self.take = button("", size="row", clicked=lambda: self._take(self.neighbour.colour))
        for each in (self._fine, self._weak, self.said, self.neighbour, self.take):
            row.addWidget(each)
        row.addStretch(1)
        # As high whatever it says, so that what stands below stays where it is while one types.
        said_box.setFixedHeight(tokens.CONTROL_HEIGHT)
        return said_box

    def set_colour(self, wanted: str) -> None:
        """Shows a colour without a signal; leaves alone what is being typed."""
        self._colour = colour.parsed(wanted) or ""
        self.field.set_text(self._colour)
        self._show()

    def flush(self) -> None:
        """Tells at once what is being typed."""
        self.field.flush()

    def pick(self) -> None:
        """Opens the system's picker."""
        before = QColor(self._colour or theme.current().palette.road)
        chosen = QColorDialog.getColor(before, self, _("Colour of the business"))
        if chosen.isValid():
            self._take(chosen.name())

    def _typed(self, text: str) -> None:
        meant = colour.parsed(text)
        if text and meant is None:
            self.field.set_error(_("Write it as {example} or rgb(31, 111, 92), or pick it.").format(example=EXAMPLE))
            return
        self._take(meant or "")

    def _take(self, wanted: str) -> None:
        self.field.set_error()
        new = wanted != self._colour
        self.set_colour(wanted)
        if new:
            self.changed.emit(wanted)

    def _show(self) -> None:
        own = self._colour
        self.swatch.show_colour(own)
        self.none.setVisible(bool(own))
        if not own:
            self.said.setText(_("How well it reads on white is said here."))
            for each in (self._fine, self._weak, self.neighbour, self.take):
                each.hide()
            return
        ratio = colour.contrast(own, PAPER)
        fine = ratio >= colour.READABLE
        said = _("Readable on white: {ratio:.1f} to 1.") if fine else _("Hard to read on white: {ratio:.1f} to 1.")
        self.said.setText(said.format(ratio=ratio))
        near = colour.readable(own, PAPER)
        self.neighbour.show_colour(near)
        self.take.setText(_("Use {colour}").format(colour=near))
        self.take.setAccessibleName(_("Use the readable neighbour {colour}").format(colour=near))
        for each, shown in (
            (self._fine, fine),
            (self._weak, not fine),
            (self.neighbour, not fine),
            (self.take, not fine),
        ):
            each.setVisible(shown)
