"""The middle of the walk: the customer's world. The browser is loaded when a step first needs it, and no earlier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from oracle import words
from oracle.errors import OracleError
from oracle.language import _
from oracle.model.journey import Step
from oracle.model.ratings import ChannelKind
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.walk.opening_page import OpeningPage
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import button, label

if TYPE_CHECKING:
    from oracle.browser.keeping import Cookies
    from oracle.browser.pane import BrowserPane

_READS_WELL = 560  # px
_IN_A_PAGE = {ChannelKind.WEBSITE, ChannelKind.SOCIAL, ChannelKind.AD, ChannelKind.CHAT}


def needs_page(step: Step) -> bool:
    """Whether a step happens in a browser: its channel says so, or it has a web address."""
    return step.channel in _IN_A_PAGE or is_web(step.link)


def is_web(address: str) -> bool:
    """Whether an address may be handed to a browser."""
    return QUrl(address).scheme().lower() in {"http", "https"} and bool(QUrl(address).host())


class Browsing(QStackedWidget):
    """The browser, or for steps elsewhere what to do there. `outside_asked(address)`: walk on in another window."""

    outside_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._walk_id = ""
        self._keeps = False
        self.pane: BrowserPane | None = None
        self.holder: QWidget | None = None
        self._cookies: Cookies | None = None
        self.elsewhere = Elsewhere()
        self.elsewhere.outside.clicked.connect(lambda: self.outside_asked.emit(""))
        self.elsewhere.browse.clicked.connect(lambda: self._browse())
        self.opening = OpeningPage()
        self.opening.seen.connect(self._load_once_seen)
        self.addWidget(self.elsewhere)
        self.addWidget(self.opening)
        self.setMinimumWidth(280)
        self._start = self._asked = ""
        self._step_id = ""
        self._sample = self._brings_page = False

    @property
    def shown_pane(self) -> BrowserPane | None:
        """The browser while its page is in view."""
        in_view = self.pane is not None and self.currentWidget() is self.holder and self.isVisible()
        return self.pane if in_view and not self.window().isMinimized() else None

    def page_has_focus(self) -> bool:
        """Whether keys go to the page."""
        return self.pane is not None and self.pane.page_has_focus()

    def show_step(self, scene: Scene) -> None:
        """Shows the browser or the panel, as the step needs; a first page is opened, later ones are left alone."""
        if scene.walk_id != self._walk_id:
            self.dispose()
            self._walk_id, self._keeps = scene.walk_id, bool(scene.open.walk.keep_sign_ins)
        # A customer goes on from page to page; only the sample brings its own page to each step.
        self._sample = scene.business.sample
        self._brings_page = self._sample and scene.step.id != self._step_id
        self._step_id = scene.step.id
        self._start = scene.step.link if is_web(scene.step.link) else scene.business.url
        self.elsewhere.show_step(scene)
        if needs_page(scene.step):
            self._browse()
        else:
            self.setCurrentWidget(self.elsewhere)

    def open_address(self, address: str) -> None:
        """Opens a page in the browser."""
        self._asked = address
        self._browse()

    def _browse(self) -> None:
        if self.pane is not None:
            self._show_pane()
            return
        self.opening.show_address(self._here(self._asked or self._start))
        self.setCurrentWidget(self.opening)

    def _load_once_seen(self) -> None:
        """Nothing is painted while the engine starts, which may take seconds: what comes has to be said before."""
        if self.pane is None and self.currentWidget() is self.opening:
            self._load()
            self._show_pane()

    def _show_pane(self) -> None:
        if self.pane is None or self.holder is None:
            return
        self.setCurrentWidget(self.holder)
        asked, self._asked = self._asked, ""
        if asked:
            self._go(asked)
        elif self._start and (self._brings_page or not self.pane.current_address()):
            self._brings_page = False
            self._go(self._start)

    def _go(self, address: str) -> None:
        address = self._here(address)
        try:
            if self.pane is not None and self.pane.current_address() != address:
                self.pane.open(address)
        except OracleError as error:
            self._context.bus.message.emit(bus.WARNING, str(error))

    def _here(self, address: str) -> str:
        """The address, or the same page of the sample shop that runs now: its port is another at each start."""
        if not self._sample:
            return address
        from oracle.ui.sample import running_shop

        here, page = QUrl(running_shop(self._context, self.window()).url), QUrl(address)
        page.setPort(here.port())
        return page.toString()

    def _load(self) -> None:
        # A quarter of a second and some 230 MB: only for steps that happen in a page.
        from oracle.browser import profile
        from oracle.browser.keeping import Cookies
        from oracle.browser.pane import BrowserPane

        self.holder = QWidget()
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        used = profile.passing()
        if self._keeps:
            try:
                used = profile.kept(self._walk_id)
            except OracleError as error:
                self._context.bus.message.emit(bus.WARNING, str(error))
        self._cookies = Cookies(used, self.holder)
        self._hold_place()
        self.pane = BrowserPane(used, self._context.theme.icon, self.holder)
        self.pane.hand_over.connect(self.outside_asked)
        column.addWidget(self.pane)
        self.addWidget(self.holder)

    def _hold_place(self) -> None:
        """The window is made anew for its first page, and would come back wherever the system likes."""
        window = self.window()
        if not window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
            window.setGeometry(window.geometry())  # from here on its place counts as chosen

    # ---- ending

    def keep(self, then: Callable[[], object]) -> None:
        """Keeps the sign-ins that the pages gave so far for the next time; `then` follows."""
        self._keeps = True
        if self._cookies is None or self.pane is None:
            then()
        else:
            self._cookies.keep(self._walk_id, self.pane.sites(), then)

    def dispose(self, then: Callable[[], object] | None = None) -> None:
        """Lets go of pages and profile; `then` follows when they are gone."""
        self._walk_id = self._asked = ""
        if self.pane is None or self.holder is None:
            self.setCurrentWidget(self.elsewhere)
            if then is not None:
                then()
            return
        pane, holder = self.pane, self.holder
        self.pane = self.holder = self._cookies = None
        self.setCurrentWidget(self.elsewhere)
        pane.closed.connect(lambda: QTimer.singleShot(0, self, lambda: _end(holder, then)))
        pane.dispose()

    def forget(self, walk_id: str, then: Callable[[], object]) -> None:
        """Lets go of the pages and removes what the walk's browser kept; `then` follows."""
        self.dispose(lambda: self._forget(walk_id, then))

    def _forget(self, walk_id: str, then: Callable[[], object]) -> None:
        from oracle.browser import profile

        try:
            if profile.is_kept(walk_id):
                profile.forget(walk_id)
                self._context.bus.message.emit(bus.INFO, _("The kept sign-ins of this walk were removed."))
        except OracleError as error:
            self._context.bus.message.emit(bus.WARNING, str(error))
        then()


def _end(holder: QWidget, then: Callable[[], object] | None) -> None:
    holder.deleteLater()
    if then is not None:
        then()


def hand_over(address: str) -> bool:
    """Opens a web address in the system's own browser; anything but http and https stays shut."""
    return is_web(address) and QDesktopServices.openUrl(QUrl(address))


class Elsewhere(QWidget):
    """A step by phone, in a shop, by post: what to do, and the companion to take along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(2)
        self.where = label("", "label", wrap=True)
        self.title = label("", "page", wrap=True)
        self.said = label("", "secondary", wrap=True)
        self.outside = button(_("Walk outside the app"), "plain", "picture-in-picture-2")
        self.browse = button(_("Use the browser for this step"), "quiet", "globe")
        texts = QVBoxLayout()
        texts.setSpacing(12)
        for part in (self.where, self.title, self.said):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setMaximumWidth(_READS_WELL)
            texts.addWidget(part)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(texts, 20)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(4)
        for each in (self.outside, self.browse):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_step(self, scene: Scene) -> None:
        """Says where the step happens."""
        step = scene.step
        self.where.setText(words.channel(step.channel, step.channel_label))
        self.title.setText(step.title)
        self.said.setText(
            _("This step happens outside the browser. Do it as {persona} would, then rate it here. The companion "
              "stays on top of your other windows.").format(persona=scene.open.persona.name)
        )  # fmt: skip
