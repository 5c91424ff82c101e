"""Where the window is put together: one instance a workspace, painted before the workspace is opened."""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

import oracle
from oracle import language, paths
from oracle.errors import OracleError
from oracle.language import _
from oracle.model.change import Change, Subject
from oracle.ui import bus, settings, theme
from oracle.ui.actions import Actions
from oracle.ui.context import Context, Current
from oracle.ui.focus import FocusRings
from oracle.ui.preparing import Preparing
from oracle.ui.tasks import Tasks
from oracle.ui.window import Window

if TYPE_CHECKING:
    from oracle.model.journey import Business
    from oracle.ui.bugs import Bugs
    from oracle.ui.instance import Listener
    from oracle.ui.leaving import Leaving
    from oracle.ui.reminders import Reminders
    from oracle.ui.signals import Signals

BACKUP_EVERY_MS = 5 * 60 * 1000  # asked for; one is made at most every half hour
CLOSE_SECONDS = 30.0


def run(workspace: Path | None, files: Sequence[Path] = ()) -> int:
    """Opens the window and returns its exit code; 0 at once when another window has the workspace."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)  # the browser asks for it, once, here
    qt = _qt_application()
    kept = settings.Settings()
    path = workspace or _last_workspace(kept)
    if _held_by_another_window(path, files):
        return 0
    application = Application(qt, kept, path, files)
    application.start()
    try:
        return qt.exec()
    finally:
        application.shut_down()


def _qt_application() -> QApplication:
    qt = theme.application()
    qt.setApplicationName("pothole-oracle")
    qt.setApplicationDisplayName("Pothole Oracle")
    qt.setApplicationVersion(oracle.__version__)
    qt.setDesktopFileName("pothole-oracle")
    return qt


def _last_workspace(kept: settings.Settings) -> Path:
    last = kept.get(settings.WORKSPACE)
    return Path(last) if last and Path(last).is_file() else paths.default_workspace()


def _held_by_another_window(path: Path, files: Sequence[Path]) -> bool:
    # QtNetwork is loaded before the first paint only where somebody may hold the workspace.
    if not path.with_name(path.name + ".lock").exists():
        return False
    from oracle.ui.instance import hand_over

    return hand_over(path, files)


class Application(QObject):
    """The running app: makes the services and the window, opens the workspace after the first paint, ends in order."""

    def __init__(self, qt: QApplication, kept: settings.Settings, workspace: Path, files: Sequence[Path] = ()) -> None:
        super().__init__()
        self.qt = qt
        self.path = workspace
        self.settings = kept
        self._files = list(files)
        self._choose_language()
        look = theme.install(qt, kept)
        self.rings = FocusRings(qt)
        self.bus = bus.Bus()
        self.tasks = Tasks(self.bus)
        self.preparing = Preparing(self.tasks)
        self.actions = Actions()
        self.current = Current()
        self.context = Context(
            self.tasks, self.bus, look, kept, self.actions, self.current, lambda place, **named: self.go(place, **named)
        )
        self.window = Window(self.context)
        self.window.setWindowIcon(look.icon("pothole", "ink", 32))
        self.listener: Listener | None = None
        self.reminders: Reminders | None = None
        self.bugs: Bugs | None = None
        self._leaving: Leaving | None = None
        self._businesses: tuple[Business, ...] = ()
        self._settled = False
        self._shut_down = False
        self._signals: Signals | None = None
        self._backups = QTimer(self, interval=BACKUP_EVERY_MS)
        self._backups.timeout.connect(self.back_up)
        self._connect()

    def _choose_language(self) -> None:
        wanted = self.settings.get(settings.LANGUAGE) or QLocale().name().split("_")[0]
        language.use(wanted)
        translator = QTranslator(self.qt)
        if wanted != "en" and translator.load(
            f"qtbase_{wanted}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            self.qt.installTranslator(translator)

    def _connect(self) -> None:
        self.tasks.opened.connect(self._opened)
        self.tasks.failed_to_open.connect(self._not_opened)
        self.bus.changed.connect(self._changed)
        self.current.changed.connect(self._show_business)
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._after_first_paint))
        self.window.closing.connect(self.quit)
        self.window.may_close = self._may_close
        self.settings.run = self.tasks.compute
        self.qt.commitDataRequest.connect(lambda _manager: self.tasks.flush())
        bind = self.actions.bind
        bind("new_journey", self._new_journey, self.window)
        bind("sample", self._sample, self.window)
        bind("open_workspace", self._open_another, self.window)
        bind("back_up", self._back_up_by_hand, self.window)
        bind("theme", self._other_theme, self.window)

    # ---- starting

    def start(self) -> None:
        """Shows the window; everything slow comes after its first paint."""
        if not self.path.exists():
            self.window.navigate("first_run")
        self.window.show()

    def _after_first_paint(self) -> None:
        if self._shut_down:
            return
        from oracle.ui.bugs import Bugs
        from oracle.ui.signals import Signals

        self.bugs = Bugs(self.window)
        self.bugs.install()
        self._signals = Signals(self.quit)
        self.tasks.open(self.path)
        if self.path.exists():
            self.window.prepare("journeys")  # while the file is opened and checked beside
        for notice in self.settings.notices:
            self.bus.message.emit(
                bus.WARNING, _("A setting could not be read and is as usual again: {what}").format(what=notice)
            )
        if self.bugs.earlier_crash:
            self.bugs.show(self.bugs.earlier_crash, before=True)

    def _opened(self, path: Path) -> None:
        self.path = path
        is_usual = path == paths.default_workspace()
        self.settings.set(settings.WORKSPACE, "" if is_usual else str(path))
        self._stop_listening()
        self._backups.start()
        self.tasks.read(_businesses, then=self._first_screen)

    def _not_opened(self, path: Path, error: OracleError) -> None:
        self.current.set(None)
        self.window.forget_screens()
        self.window.navigate("trouble", path=path, error=error)
        _tidy()

    def _listen(self) -> None:
        from oracle.ui.instance import Listener

        self._stop_listening()
        self.listener = Listener(self.path)
        self.listener.asked.connect(self._asked)

    def _stop_listening(self) -> None:
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def _asked(self, files: list[Path]) -> None:
        self.window.bring_forward()
        if files:
            self.window.take_files(files)

    def _first_screen(self, businesses: tuple[Business, ...]) -> None:
        if self.window.place not in {"", "first_run"}:  # they are another workspace's
            self.window.forget_screens()
        self._choose_business(businesses)
        place = "journeys" if businesses else "first_run"
        if self.window.place != place:
            self.window.navigate(place)
        if self._files:
            self.window.take_files(self._files)
            self._files.clear()
        # The lane answers in turn: after one turn the screen has its cards, after another what it asked for with them.
        self.tasks.read(_nothing, then=lambda _: self.tasks.read(_nothing, then=lambda _: self._settle()))

    def _settle(self) -> None:
        """What the first screen does without, once it stands."""
        if self._shut_down:
            return
        _tidy()
        self._settled = True
        self._fill_switcher()
        self._listen()
        if self.reminders is None:
            from oracle.ui.reminders import Reminders

            self.reminders = Reminders(self.context, self.window)
        self.preparing.catch_up()

    # ---- whose business

    def _choose_business(self, businesses: tuple[Business, ...]) -> None:
        # Without a choice of the user's, the one that is seen stays, whatever comes before it by name.
        last = self.settings.get(settings.BUSINESS) or (self.current.business.id if self.current.business else "")
        chosen = next((each for each in businesses if each.id == last), businesses[0] if businesses else None)
        self._businesses = businesses
        self.current.set(chosen)
        self._fill_switcher()

    def _fill_switcher(self) -> None:
        if not self._settled:
            return
        from oracle.ui.businesses.switcher import fill

        fill(self.window.rail.businesses, self._businesses, self.context, self.window, self._switch)

    def _switch(self, business: Business) -> None:
        self.current.set(business)
        self.settings.set(settings.BUSINESS, business.id)
        stays = self.window.place in {"business", "personas"}
        self.window.navigate(self.window.place if stays else "journeys")

    def _show_business(self) -> None:
        business, switcher = self.current.business, self.window.rail.switcher
        switcher.set_business(business)
        if business is not None and business.logo:
            from oracle.ui.stored_pictures import read_picture

            read_picture(self.context, business.logo, partial(switcher.set_logo, business.logo), switcher)
        self._fill_switcher()

    def _changed(self, change: Change) -> None:
        if change.touches(Subject.BUSINESS, Subject.TRASH):
            self.tasks.read(_businesses, then=self._choose_business, owner=self.window.rail)
        if change.touches(Subject.CAPTURE):
            self.preparing.start()

    def go(self, place: str, **named: Any) -> None:
        """Goes to a screen; the sample's walk needs its shop open."""
        business = self.current.business
        if place == "walk" and business is not None and business.sample:
            from oracle.ui.sample import running_shop

            running_shop(self.context, self.window, business.url)
        self.window.navigate(place, **named)

    # ---- what can be done from everywhere

    def _new_journey(self) -> None:
        from oracle.ui.journeys.new_journey import NewJourney

        NewJourney(self.context, self.window).open()

    def _sample(self) -> None:
        from oracle.ui.sample import start_sample

        start_sample(self.context, self.window)

    def _open_another(self) -> None:
        from oracle.ui.trouble import choose_workspace

        chosen = choose_workspace(self.window, self.path.parent)
        if chosen is not None:
            self.tasks.open(chosen)

    def _back_up_by_hand(self) -> None:
        from oracle.ui.settings.workspace import back_up_now

        back_up_now(self.context)

    def _other_theme(self) -> None:
        self.settings.set(settings.THEME, settings.LIGHT if self.context.theme.is_dark else settings.DARK)

    def back_up(self) -> None:
        """An automatic backup, when something changed since the last one."""
        self.tasks.bulk(_back_up_in_slices, owner=self)

    # ---- ending

    def _may_close(self) -> bool:
        """Whether the window may go: not while the disk refuses something; into the tray where the user wants it."""
        if self.reminders is not None and self.reminders.keeps_running():
            self.window.hide()
            return False
        if self.tasks.flush():
            return True
        from PySide6.QtWidgets import QMessageBox

        ask = QMessageBox(self.window)
        ask.setTextFormat(Qt.TextFormat.PlainText)
        ask.setText(_("Some of your last entries could not be stored."))
        ask.setInformativeText(_("They are kept in memory and are lost when you quit. Free some space and try again."))
        again = ask.addButton(_("Try again"), QMessageBox.ButtonRole.AcceptRole)
        lose = ask.addButton(_("Quit and lose them"), QMessageBox.ButtonRole.DestructiveRole)
        ask.addButton(_("Go on working"), QMessageBox.ButtonRole.RejectRole)
        ask.setDefaultButton(again)
        ask.exec()
        if ask.clickedButton() is again:
            return self._may_close()
        return ask.clickedButton() is lose

    def quit(self) -> None:
        """Ends the app in order."""
        if self.reminders is not None:
            self.reminders.stop()
        self.window.keep_place()
        self.qt.setQuitOnLastWindowClosed(False)
        self.window.hide()
        if self._leaving is None and self.tasks.is_open:
            from oracle.ui.leaving import Leaving

            self._leaving = Leaving(self.tasks, self.qt.quit)
        else:  # the second time, it is not waited for
            self.qt.quit()

    def shut_down(self) -> None:
        """Stores everything, backs up, and lets go of the workspace. Doing it twice is fine."""
        if self._shut_down:
            return
        self._shut_down = True
        self._stop_listening()
        if self.reminders is not None:
            self.reminders.stop()
        self._backups.stop()
        self.rings.close()
        if shiboken6.isValid(self.window):
            self.window.forget_screens()
        self.settings.run = lambda call: call()
        self.settings.store_now()
        if self._leaving is None or not self._leaving.ended:
            from oracle.ui.leaving import back_up_at_once

            self.tasks.read(back_up_at_once)
        if self._leaving is not None:
            self._leaving.close()
        self.tasks.close(CLOSE_SECONDS)
        if self.bugs is not None:
            from oracle.ui.bugs import close_log

            self.bugs.remove()
            close_log()
        if self._signals is not None:
            self._signals.close()
        if shiboken6.isValid(self.window):
            self.window.deleteLater()
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _tidy() -> None:
    """Ends what `oracle.__main__` began: rubbish is collected again, and not looked for in what is loaded for good."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _nothing(_workspace: Any) -> None:
    """Only to come back in turn."""


def _businesses(workspace: Any) -> tuple[Business, ...]:
    from oracle.workspace import business_list

    return business_list.list_all(workspace)


def _back_up_in_slices(workspace: Any) -> Generator[tuple[int, int], None, None]:
    from oracle.workspace import backup

    return backup.in_slices(workspace)
