"""The walk: set off, walk in three columns or outside, and finish."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.ratings import WalkState
from oracle.ui import bus
from oracle.ui.context import Context, WayBack
from oracle.ui.walk.browsing import hand_over
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.companion import Companion
from oracle.ui.walk.finish_page import FinishPage
from oracle.ui.walk.global_key import GlobalKey
from oracle.ui.walk.pause_sheet import PauseSheet
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.set_off import HOME, SetOffPage
from oracle.ui.walk.walking_page import WalkingPage


class WalkScreen(QWidget):
    """`open(journey_id=…)` sets off; `open(walk_id=…)` goes on where the walk rests, or at `step_id`."""

    hides_rail = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = WalkSession(context, self)
        self.capturing = Capturing(self.session, self)
        self.global_key = GlobalKey(self.session, self.capturing, self)
        self.companion: Companion | None = None
        self._goes_outside = False
        self.pages = QStackedWidget(self)
        self.walking = WalkingPage(context, self.session, self.capturing, self.pages)
        self.pages.addWidget(QWidget())
        self.pages.addWidget(self.walking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.browsing = self.walking.browsing
        self.capturing.page = lambda: self.browsing.shown_pane if self._is_inside() else None
        self.capturing.in_the_way = self._in_the_way
        self._connect()

    def _connect(self) -> None:
        session, walking = self.session, self.walking
        session.opened.connect(self._opened)
        session.gone.connect(self._lost)
        session.over.connect(self._show_finish)
        self.global_key.companion_asked.connect(self._show_bar)
        walking.bar.pause.clicked.connect(self.pause)
        walking.bar.outside.clicked.connect(lambda: self.walk_outside())
        walking.browsing.outside_asked.connect(self.walk_outside)
        self.context.actions.bind("walk.pause", self.pause, walking)
        self.context.actions.bind("walk.outside", self.walk_outside, walking)

    @cached_property
    def set_off(self) -> SetOffPage:
        """The page before a walk, made when first needed."""
        page = SetOffPage(self.context)
        page.started.connect(lambda walk_id: self.open(walk_id=walk_id))
        self.pages.addWidget(page)
        return page

    @cached_property
    def finish(self) -> FinishPage:
        """The page after a walk, made when first needed."""
        page = FinishPage(self.session)
        page.back_asked.connect(self._walk_on)
        page.finished.connect(self._finished)
        self.pages.addWidget(page)
        return page

    # ---- what the window calls

    def open(
        self,
        walk_id: str | None = None,
        journey_id: str | None = None,
        step_id: str | None = None,
        *,
        outside: bool = False,
        rewalk_of: str | None = None,
        back: WayBack = HOME,
    ) -> None:
        """Goes on with a walk, `outside` in the companion, or prepares a new one: of the walk `rewalk_of` again.

        `back`: the place to go to when it is not walked now.
        """
        self._goes_outside = outside
        if walk_id is not None:
            if self.session.scene is None or self.session.scene.walk_id != walk_id or step_id is not None:
                self.session.open(walk_id, step_id)
        elif journey_id is not None:
            self.pages.setCurrentWidget(self.set_off)
            self.set_off.show_journey(journey_id, rewalk_of, back)

    def _opened(self) -> None:
        walk = self.session.now.open.walk
        if walk.state is WalkState.FINISHED:  # corrected in the review, or reopened there
            self.context.navigate("review", walk_id=walk.id)
        else:
            self._walk_on()

    def _walk_on(self) -> None:
        self.pages.setCurrentWidget(self.walking)
        self.global_key.begin()
        self.capturing.phone.begin()
        if self._goes_outside:
            self._goes_outside = False
            self.walk_outside()

    def arguments_now(self) -> dict[str, object]:
        """What opens it again as it is, where a walk has begun: nobody sets off on that once more."""
        return {"walk_id": self.session.now.walk_id} if self.session.scene else {}

    def close_screen(self) -> None:
        """Stores what is typed; the walk stays as it is, and the browser's pages stay open for it."""
        self.global_key.end()
        self.capturing.phone.end()
        self.capturing.portal.give_up()
        self._close_companion()
        walk = self.session.scene.open.walk if self.session.scene is not None else None
        self.session.close()
        if walk is not None and walk.state is WalkState.FINISHED and walk.keep_sign_ins:
            # The last wait of a resting walk was answered: now it is finished.
            self.browsing.forget(walk.id, lambda: None)
        self.pages.setCurrentIndex(0)

    def take_files(self, files: list[Path]) -> None:
        """Pictures dropped on the window become captures of the step."""
        if self.session.scene is not None:
            self.capturing.added.add_files(files)

    # ---- pause and finish

    def pause(self) -> None:
        """Pauses the walk; the first time it asks whether sign-ins and basket are kept."""
        scene = self.session.scene
        if scene is None:
            return
        self.session.flush()
        if scene.open.walk.keep_sign_ins is None and self.browsing.pane is not None:
            PauseSheet(self.window(), self._answer_keeping).open()
        else:
            self._pause()

    def _answer_keeping(self, keep: bool) -> None:
        self.session.keep_sign_ins(keep)
        if not keep:
            self._pause()
            return
        try:
            self.browsing.keep(self._pause)
        except OracleError as error:
            self.context.bus.message.emit(bus.WARNING, str(error))
            self._pause()

    def _pause(self) -> None:
        self.session.pause(lambda: self.browsing.dispose(lambda: self.context.navigate("journeys")))

    def _show_finish(self) -> None:
        self._close_companion()
        self.global_key.end()
        self.capturing.phone.end()
        self.finish.show_scene(self.session.now)
        self.pages.setCurrentWidget(self.finish)

    def _finished(self) -> None:
        scene = self.session.now
        walk_id = scene.walk_id

        def review() -> None:
            self.context.navigate("review", walk_id=walk_id)

        if scene.waiting():
            self.browsing.dispose(review)
        else:
            self.browsing.forget(walk_id, review)

    def _lost(self, error: object) -> None:
        self._close_companion()
        self.context.bus.message.emit(bus.WARNING, str(error))
        self.context.navigate("journeys")

    # ---- outside

    def walk_outside(self, address: str = "") -> None:
        """Opens the companion; an address is handed to the system's own browser."""
        if self.session.scene is None:
            return
        if address and not hand_over(address):
            self.context.bus.message.emit(bus.WARNING, _("Only web addresses can be handed to your own browser."))
            return
        if self.companion is None:
            self.companion = Companion(self.context, self.session, self.capturing)
            self.companion.home_asked.connect(self.come_inside)
        self.session.flushing.emit()
        self.session.changed.emit()
        self.companion.open()
        self.window().showMinimized()

    def _show_bar(self) -> None:
        self.walk_outside()
        if self.companion is not None:
            self.companion.set_collapsed(True)

    def come_inside(self) -> None:
        """Closes the companion and brings the app back."""
        if self.companion is not None:
            self._close_companion()
            window = self.window()
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.activateWindow()

    def _close_companion(self) -> None:
        companion, self.companion = self.companion, None
        if companion is not None:
            companion.close()
            companion.deleteLater()

    def _is_inside(self) -> bool:
        return self.companion is None or not self.companion.isVisible()

    def _in_the_way(self) -> tuple[QWidget, ...]:
        sign = self.global_key.in_the_way()
        return sign if self.companion is None else (self.companion, *sign)
