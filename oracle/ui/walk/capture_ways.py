"""The ways to take a picture that need more than one press: which screen, which window, which files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from oracle.capture import files, screens, ways
from oracle.language import _, ngettext
from oracle.model.ratings import Source
from oracle.ui import settings
from oracle.ui.walk.capturing import DELAYS, WINDOW_SECONDS, Capturing
from oracle.ui.walk.out_of_sight import HIDING_MS
from oracle.ui.walk.phone_photos import choose_folder


def more_menu(capturing: Capturing, parent: QWidget) -> QMenu:
    """Each screen, a window, and files: what the bar under a page has no button for."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: _fill_more(menu, capturing, parent))
    return menu


def whole_menu(capturing: Capturing, parent: QWidget) -> QMenu:
    """All that the bar under a page offers, for where there is no room for the bar."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: _fill_all(menu, capturing, parent))
    return menu


def choose_files(capturing: Capturing, parent: QWidget) -> None:
    """Opens the system's dialog for pictures, several at once."""
    patterns = " ".join(files.PATTERNS)
    dialog = QFileDialog(
        parent.window(), _("Add pictures"), str(Path.home()), _("Pictures ({patterns})").format(patterns=patterns)
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: capturing.added.add_files([Path(file) for file in chosen]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _fill_screens(menu: QMenu, capturing: Capturing) -> None:
    """Made when it opens: screens come and go."""
    menu.clear()
    every = screens.screens()
    if capturing.environment.session is ways.Session.WAYLAND:
        every = every[:1]  # the desktop's portal takes them all, or asks which
    for screen in every:
        text = _("The screen") if len(every) == 1 else screens.name(screen)
        menu.addAction(text, partial(_after, menu, partial(capturing.take_screen, screen)))
    menu.addAction(_("A window…"), lambda: _after(menu, capturing.take_window))
    _add_window_at_hand(menu, capturing)
    if capturing.last_region is not None:
        menu.addAction(_("The last region again"), lambda: _after(menu, capturing.take_last_region))
    why = ways.way(capturing.environment, Source.SCREEN).why_not
    for action in menu.actions():
        action.setEnabled(not why)
    menu.addMenu(_delays(menu, capturing)).setEnabled(not why)
    _add_pointer(menu, capturing)


def _after(menu: QMenu, take: Callable[[], object]) -> None:
    """Takes the picture when the menu has gone from the screen, or it would be in it."""
    QTimer.singleShot(HIDING_MS, menu, take)


def _add_window_at_hand(menu: QMenu, capturing: Capturing) -> None:
    """The window under the pointer; Wayland tells nobody where that is, but its portal may know what is in front."""
    environment, text = capturing.environment, _("The window under the pointer, in {n} seconds")
    if environment.session is ways.Session.WAYLAND:
        if environment.portal is None or not environment.portal.knows_front:
            return
        text = _("The window in front, in {n} seconds")
    seconds = max(WINDOW_SECONDS, capturing.delay)
    menu.addAction(text.format(n=seconds), capturing.take_window_under_pointer)


def _add_pointer(menu: QMenu, capturing: Capturing) -> None:
    """Whether the pointer is in the picture; the portals of Wayland decide that themselves."""
    if capturing.environment.session is ways.Session.WAYLAND:
        return
    pointer = menu.addAction(_("With the mouse pointer"))
    pointer.setCheckable(True)
    pointer.setChecked(capturing.settings.get(settings.CAPTURE_POINTER))
    pointer.triggered.connect(lambda on: capturing.settings.set(settings.CAPTURE_POINTER, on))


def _delays(menu: QMenu, capturing: Capturing) -> QMenu:
    """How long the screen's capture waits, so that a menu can be opened first."""
    delays = QMenu(_("Wait before it"), menu)
    choices = QActionGroup(delays)
    for seconds in DELAYS:
        text = ngettext("{n} second", "{n} seconds", seconds).format(n=seconds) if seconds else _("No")
        choice = choices.addAction(text)
        choice.setCheckable(True)
        choice.setChecked(seconds == capturing.delay)
        choice.triggered.connect(lambda _on, seconds=seconds: setattr(capturing, "delay", seconds))
    delays.addActions(choices.actions())
    return delays


def _fill_more(menu: QMenu, capturing: Capturing, parent: QWidget) -> None:
    _fill_screens(menu, capturing)
    menu.addSeparator()
    _add_files(menu, capturing, parent)


def _add_files(menu: QMenu, capturing: Capturing, parent: QWidget) -> None:
    menu.addAction(_("Files…"), lambda: choose_files(capturing, parent))
    watched = capturing.phone.path
    if watched is None:
        menu.addAction(_("Photos of a phone, from a folder…"), lambda: choose_folder(capturing.settings, parent))
    else:
        text = _("Watch “{folder}” no longer").format(folder=watched.name).replace("&", "&&")
        menu.addAction(text, lambda: capturing.settings.set(settings.PHONE_FOLDER, ""))


def _fill_all(menu: QMenu, capturing: Capturing, parent: QWidget) -> None:
    _fill_screens(menu, capturing)
    region = menu.addAction(_("A region…"), capturing.take_region)
    region.setEnabled(not ways.way(capturing.environment, Source.REGION).why_not)
    menu.addSeparator()
    menu.addAction(_("Paste"), capturing.added.paste)
    _add_files(menu, capturing, parent)
