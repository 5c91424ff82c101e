"""New photos of the phone, proposed under the captures of a step: Add, Add all, Ignore."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle.capture.folder import Photo
from oracle.language import _, ngettext
from oracle.ui.settings import PHONE_FOLDER, Settings
from oracle.ui.walk.phone_folder import PhoneFolder
from oracle.ui.widgets import Elided, Thumbnail, button, fit_around, icon_button, icon_label, label

SHOWN = 3


class PhonePhotos(QWidget):
    """The newest three with their buttons, and how many more there are; nothing while nothing is new."""

    def __init__(self, phone: PhoneFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phone = phone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(4)
        self.rows: list[_Row] = []
        self._told: frozenset[str] = frozenset()
        phone.changed.connect(self._show)
        self.hide()

    def _show(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        found = self._phone.proposed
        self.rows = [_Row(self._phone, photo, image) for photo, image in found[:SHOWN]]
        if found:
            self._column.addWidget(self._head(len(found)))
        for row in self.rows:
            self._column.addWidget(row)
        if len(found) > SHOWN:
            more = len(found) - SHOWN
            self._column.addWidget(label(ngettext("and {n} more", "and {n} more", more).format(n=more), "small"))
        if self._phone.trouble:
            self._column.addWidget(_trouble(self._phone.trouble))
        self.setVisible(bool(found or self._phone.trouble))
        fit_around(self)
        keys = frozenset(photo.key for photo, _image in found)
        new, self._told = len(keys - self._told), keys
        if new:
            QTimer.singleShot(0, self, lambda: self._tell(new))

    def _tell(self, new: int) -> None:
        """Where they stand below the edge nobody would see that there are new ones."""
        if self.isVisible() and self.visibleRegion().isEmpty():
            said = ngettext("{n} new photo from your phone.", "{n} new photos from your phone.", new).format(n=new)
            self._phone.offer(said, _("Show"), self.bring_into_view)

    def bring_into_view(self) -> None:
        """Scrolls the page around to them."""
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(self, 0, 8)
            around = around.parentWidget()

    def _head(self, count: int) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label(_("New from your phone"), "label"), 1)
        self.add_all = button(_("Add all"), "quiet", size="row", strong=True, clicked=self._phone.add)
        self.ignore_all = button(_("Ignore all"), "quiet", size="row", clicked=self._phone.ignore)
        for each in (self.add_all, self.ignore_all):
            each.setVisible(count > 1)
            row.addWidget(each)
        return head


class _Row(QWidget):
    def __init__(self, phone: PhoneFolder, photo: Photo, image: QImage) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = photo.path.name
        self.picture = Thumbnail(name, 60, 40)
        self.picture.set_image(image)
        self.picture.clicked.connect(lambda *_checked: phone.add(photo.key))
        self.picture.remove_asked.connect(lambda: phone.ignore(photo.key))
        row.addWidget(self.picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Elided(name, "label-ink"))
        at = QDateTime.fromSecsSinceEpoch(int(photo.changed_at))
        words.addWidget(label(QLocale().toString(at.time(), "HH:mm"), "small"))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.add = button(_("Add"), "plain", size="row", clicked=lambda: phone.add(photo.key))
        self.add.setAccessibleName(_("Add {name}").format(name=name))
        ignored = _("Ignore {name}").format(name=name)
        self.ignore = icon_button("x", ignored, size="row", clicked=lambda: phone.ignore(photo.key))
        row.addWidget(self.add)
        row.addWidget(self.ignore)


def _trouble(text: str) -> QWidget:
    said = QWidget()
    row = QHBoxLayout(said)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(icon_label("smartphone", "ink_2", 14))
    row.addWidget(label(text, "small", wrap=True), 1)
    return said


def choose_folder(settings: Settings, parent: QWidget) -> None:
    """Opens the system's dialog for the folder that photos of a phone arrive in."""
    dialog = QFileDialog(parent.window(), _("Folder of the phone’s photos"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    chosen = settings.get(PHONE_FOLDER)
    dialog.setDirectory(chosen or str(Path.home()))
    dialog.fileSelected.connect(lambda folder: settings.set(PHONE_FOLDER, folder))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
