"""Captures in the settings: the key for all programs, the pointer, the phone's folder, and what the system allows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QKeySequenceEdit, QVBoxLayout, QWidget

from oracle.capture import ways
from oracle.capture.hotkeys import choose
from oracle.capture.hotkeys.combination import parse
from oracle.capture.hotkeys.key import HotKey, State
from oracle.language import _
from oracle.ui.context import Context
from oracle.ui.settings import CAPTURE_KEY, CAPTURE_POINTER, PHONE_FOLDER
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.walk.global_key import free_instead
from oracle.ui.walk.permission_state import PermissionState
from oracle.ui.walk.phone_photos import choose_folder
from oracle.ui.widgets import Elided, button, label, labelled
from oracle.ui.widgets.basics import tooltip

KEY_WIDTH = 200


class CaptureSettings(QWidget):
    """Everything is stored as it is changed."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, make: Callable[[], HotKey] | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = context.settings
        self._session = ways.here().session
        self._make = make or partial(choose.for_session, self._session, context.tasks.compute)
        self._portal = DesktopPortal(context.tasks, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        key = QVBoxLayout()
        key.setSpacing(4)
        key.addWidget(labelled(_(CAPTURE_KEY.label), self._key_row()))
        self.said = label("", "small", wrap=True)
        key.addWidget(self.said)
        column.addLayout(key)
        column.addWidget(self._pointer())
        column.addWidget(labelled(_(PHONE_FOLDER.label), self._phone_row()))
        self.permission = PermissionState(self._portal)
        column.addWidget(self.permission)
        self._settings.changed.connect(self._show)

    def read(self) -> None:
        """Looks how things stand."""
        self._portal.look()
        self.permission.refresh()
        self._show(PHONE_FOLDER.key)
        self._show(CAPTURE_KEY.key)

    # ---- the key

    def _key_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.key.setFixedWidth(KEY_WIDTH)
        self.key.setAccessibleName(_(CAPTURE_KEY.label))
        self.key.editingFinished.connect(self._store_key)
        self.other = button("", size="small")
        self.other.clicked.connect(lambda *_checked: self._settings.set(CAPTURE_KEY, self.other.property("key")))
        self.none = button(_("No key"), "quiet", size="small", clicked=lambda: self._settings.set(CAPTURE_KEY, ""))
        for each in (self.key, self.other, self.none):
            row.addWidget(each)
        row.addStretch(1)
        self.other.hide()
        return box

    def _store_key(self) -> None:
        text = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        wanted = parse(text)
        if text and wanted is None:
            self.said.setText(_("This key belongs to typing. Take an F key, or one with Ctrl or Alt."))
            return
        self._settings.set(CAPTURE_KEY, wanted.text if wanted is not None else "")
        self._show(CAPTURE_KEY.key)

    def _show(self, setting: str) -> None:
        if setting == CAPTURE_KEY.key:
            self._show_key()
        elif setting == CAPTURE_POINTER.key:
            self.pointer.setChecked(self._settings.get(CAPTURE_POINTER))
        elif setting == PHONE_FOLDER.key:
            self._show_phone()

    def _show_key(self) -> None:
        wanted = parse(self._settings.get(CAPTURE_KEY))
        self.key.setKeySequence(QKeySequence(wanted.text if wanted is not None else ""))
        self.none.setVisible(wanted is not None)
        self.other.hide()
        if wanted is None:
            self.said.setText(_("No key: the companion bar stays above all programs and captures too."))
            return
        trial = self._make()
        if self._session is not ways.Session.WAYLAND:  # there the person would be asked
            trial.take(wanted)
        taken, is_free = trial.state is State.TAKEN, trial.state is State.ON
        if is_free:
            trial.release()
        self.said.setText(choose.said(trial, wanted.text))
        trial.release()
        free = free_instead(trial, wanted) if taken else None
        if free is not None:
            self.other.setText(_("Use {key}").format(key=free.text))
            self.other.setAccessibleName(self.other.text())
            self.other.setProperty("key", free.text)
            self.other.show()

    # ---- the pointer, the phone

    def _pointer(self) -> QCheckBox:
        self.pointer = QCheckBox(_(CAPTURE_POINTER.label))
        self.pointer.setChecked(self._settings.get(CAPTURE_POINTER))
        self.pointer.toggled.connect(lambda on: self._settings.set(CAPTURE_POINTER, on))
        if self._session is ways.Session.WAYLAND:
            self.pointer.setEnabled(False)
            tooltip(self.pointer, _("On Wayland your desktop decides that."))
        return self.pointer

    def _phone_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.folder = Elided("", "body")
        row.addWidget(self.folder, 1, Qt.AlignmentFlag.AlignVCenter)
        self.choose = button(_("Choose a folder…"), size="small", clicked=lambda: choose_folder(self._settings, self))
        self.forget = button(_("Forget it"), "quiet", size="small", clicked=lambda: self._set_folder(""))
        row.addWidget(self.choose)
        row.addWidget(self.forget)
        return box

    def _set_folder(self, folder: str) -> None:
        self._settings.set(PHONE_FOLDER, folder)

    def _show_phone(self) -> None:
        folder = self._settings.get(PHONE_FOLDER)
        self.folder.setText(folder or _("None. New photos in it are proposed in a walk, never added by themselves."))
        self.forget.setVisible(bool(folder))
