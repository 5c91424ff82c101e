"""Where the steps come from: a file, chosen or dropped, or text that is pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from oracle import tokens
from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets import Progress, button, icon_label, label

SUFFIXES = ("csv", "tsv", "txt", "xlsx", "xlsm")


class SourcePage(QWidget):
    """`chosen(Path)`: a file was chosen or dropped. `typed()`: the pasted text changed. `cancelled()`: stop reading."""

    chosen = Signal(object)
    typed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.drop = DropArea()
        self.drop.dropped.connect(self.chosen)
        self.choose = self.drop.button
        self.choose.clicked.connect(self.ask)
        column.addWidget(self.drop)
        self.progress = Progress()
        self.progress.cancelled.connect(self.cancelled)
        keeps = self.progress.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keeps)
        self.progress.hide()
        column.addWidget(label(_("Or paste text, a step a line"), "label"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Or paste text, a step a line"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(
            _("# Awareness\nSees the post\n    The price is shown\nTaps through to the shop\n\n# Decision\nPays")
        )
        self.text.textChanged.connect(self.typed)
        column.addWidget(self.text, 1)
        hint = _(
            "A line with # or a colon at its end begins a stage. Indented lines are what should happen. "
            "Rows copied from a spreadsheet work too."
        )
        column.addWidget(label(hint, "small", wrap=True))
        column.addWidget(self.progress)

    def ask(self) -> QFileDialog:
        """Asks for a file."""
        places = QStandardPaths.StandardLocation
        start = QStandardPaths.writableLocation(places.DocumentsLocation) or str(Path.home())
        dialog = QFileDialog(self.window(), _("Choose a spreadsheet"), start)
        dialog.setNameFilters(
            [
                _("Spreadsheets and tables ({kinds})").format(kinds=" ".join(f"*.{suffix}" for suffix in SUFFIXES)),
                _("All files (*)"),
            ]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.chosen.emit(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show_reading(self, name: str, done: int = 0, total: int = 0) -> None:
        """How far a file is read."""
        self.progress.show_step(done, total, _("Reading {file}").format(file=name))
        self.progress.show()


class DropArea(QFrame):
    """A dashed frame that takes a file. `dropped(Path)`."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._over = False
        self.setMinimumHeight(84)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 14, 18, 14)
        row.setSpacing(12)
        row.addWidget(icon_label("table-2", "ink_2", 20))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(_("Drop a spreadsheet here"), "strong"))
        said.addWidget(label(_("CSV or XLSX, a step a row; at most 20 MB"), "small"))
        row.addLayout(said, 1)
        self.button = button(_("Choose a file…"), "plain", "folder-open")
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_of(event) is not None:
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        path = file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("ink" if self._over else "edge"), 2 if self._over else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(look.colour("road_tint" if self._over else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.end()


def file_of(event: QDropEvent) -> Path | None:
    """The one local file that is dragged, None for anything else."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
