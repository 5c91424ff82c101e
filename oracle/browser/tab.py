"""One tab: the page, or our words for why there is none, with the bar of its notices above it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWebEngineCore import (
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from oracle.browser import failures, phone
from oracle.browser.asking import Asking
from oracle.browser.devtools import DevTools
from oracle.browser.drawn import Drawn
from oracle.browser.failure_panel import FailurePanel
from oracle.browser.handover import refusal_at, why_not
from oracle.browser.notices import Icons, Notices
from oracle.browser.page import WalkPage
from oracle.browser.watching import Watch

_Action = QWebEnginePage.WebAction
_CLOSED_ACTIONS = (_Action.ViewSource, _Action.SavePage, _Action.InspectElement, _Action.OpenLinkInNewWindow)


class _View(QWebEngineView):
    """The engine's view with a context menu that holds only what works here."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in _CLOSED_ACTIONS:
            menu.removeAction(self.page().action(action))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class Tab(QWidget):
    """A page with its notices, its failure panel and its size (window or phone)."""

    address_changed = Signal()
    progress = Signal(int)
    loading_changed = Signal(bool)
    wants_tab = Signal(QUrl)
    wants_page = Signal(object)
    wants_to_close = Signal()
    handover_suggested = Signal(str)
    hand_over = Signal(str)

    def __init__(self, profile: QWebEngineProfile, watch: Watch, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._emulation: phone.PhoneEmulation | None = None
        self._phone = False
        self._asked = QUrl()
        self.loading = False
        self.notices = Notices(icons, self)
        self.asking = Asking(self.notices, self)
        self._stage = QWidget(self)
        self._stage.setObjectName("stage")
        # No native holder around the view: in a real X window the page stayed blank in one.
        self._stage.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage.installEventFilter(self)
        self._surface = QWidget(self._stage)
        self.view = _View(self._surface)
        self.page = WalkPage(profile, watch, self.asking, self.view)
        self.view.setPage(self.page)
        self.drawn = Drawn(self.page, self)
        self.failure = FailurePanel(icons, self._surface)
        self._pile = QStackedLayout(self._surface)
        # The page stays visible below the panel: a hidden one would load again with a window of size nothing.
        self._pile.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._pile.addWidget(self.view)
        self._pile.addWidget(self.failure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._stage, 1)
        self._connect_page()
        self._connect_asking()

    @property
    def shown(self) -> QWidget:
        """What stands in the page's place: the page, or the panel that says why there is none."""
        return self.failure if self._pile.currentIndex() else self.view

    @cached_property
    def channel(self) -> DevTools:
        """The engine's own protocol to this page, begun when first asked for."""
        return DevTools(self.page)

    @property
    def failed(self) -> bool:
        """Whether the panel stands in the page's place."""
        return self.shown is self.failure

    def address(self) -> QUrl:
        """Where the tab is, or is on its way to."""
        return self._asked if self.loading and not self._asked.isEmpty() else self.page.url()

    def load(self, url: QUrl) -> None:
        """Go to `url`, which the caller has checked."""
        self._asked = url
        self.view.load(url)

    def reload(self) -> None:
        """Load the page again, also after a failure or a crash."""
        if self.failed and not self._asked.isEmpty():
            self.load(self._asked)
        else:
            self.page.triggerAction(_Action.Reload)

    def set_phone(self, on: bool) -> None:
        """Take a phone's size and, where the engine lets us, its pixels and touch; loads the page again."""
        self._phone = on
        self._place()
        if self._emulation is not None:
            self._emulation.turn(on)
            self._again()
        elif on:
            self._emulation = phone.PhoneEmulation(self.page, self.channel, self._again)

    def renew_phone(self) -> None:
        """A picture of the whole page takes the touch away: gives it back."""
        if self._emulation is not None:
            self._emulation.renew()

    def _again(self) -> None:
        if not self.page.url().isEmpty():
            self.reload()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._stage and isinstance(event, QResizeEvent):
            self._place()
        return False

    def _place(self) -> None:
        room = self._stage.size()
        size = QSize(phone.WIDTH, min(phone.HEIGHT, room.height())) if self._phone else room
        self._surface.setGeometry((room.width() - size.width()) // 2, 0, size.width(), size.height())

    # What the page reports

    def _connect_page(self) -> None:
        page = self.page
        page.loadStarted.connect(self._begin)
        page.loadProgress.connect(self.progress)
        page.loadingChanged.connect(self._follow)
        page.urlChanged.connect(self._arrive)
        page.titleChanged.connect(self.address_changed)
        page.renderProcessTerminated.connect(self._survive)
        page.newWindowRequested.connect(self._open_window)
        page.windowCloseRequested.connect(self.wants_to_close)

    def _connect_asking(self) -> None:
        page, asking = self.page, self.asking
        page.permissionRequested.connect(asking.permission)
        page.authenticationRequired.connect(asking.sign_in)
        page.proxyAuthenticationRequired.connect(lambda url, box, _proxy: asking.sign_in(url, box))
        page.app_link.connect(lambda url: asking.app_link(page.url(), url))
        page.closed_link.connect(asking.closed_link)
        page.popup_blocked.connect(lambda address: asking.popup(page.url(), address, self.wants_tab.emit))
        page.cannot_play.connect(lambda kind: self._suggest(why_not(kind)))
        asking.handed_over.connect(self.hand_over)
        asking.sign_in_refused.connect(self._turn_back)
        self.failure.again.connect(self.reload)
        self.failure.back.connect(lambda: page.triggerAction(_Action.Back))
        self.failure.outside.connect(lambda: self.hand_over.emit(self.address().toString()))

    def _begin(self) -> None:
        self.loading = True
        self.page.certificate_complaint = ""
        self.asking.new_page()
        self.loading_changed.emit(True)

    def _follow(self, info: QWebEngineLoadingInfo) -> None:
        status = QWebEngineLoadingInfo.LoadStatus
        if info.status() == status.LoadStartedStatus:
            # A link to an app or a download also begins as a load, but the page stays.
            return
        self.loading = False
        if info.status() == status.LoadFailedStatus and info.isErrorPage():
            self._asked = info.url()
            complaint = self.page.certificate_complaint
            self._fail(failures.of_load(info.url(), info.errorDomain(), info.errorCode(), complaint))
        elif info.status() != status.LoadStoppedStatus:
            self._asked = info.url()
            self._pile.setCurrentWidget(self.view)
        self.loading_changed.emit(False)
        self.address_changed.emit()

    def _arrive(self, url: QUrl) -> None:
        self._asked = url
        self.address_changed.emit()
        reason = refusal_at(url)
        if reason:
            self._suggest(reason)

    def _survive(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status is QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        self.loading = False
        self._asked = self.page.url()
        self._fail(failures.crashed(self._asked, code))
        self.loading_changed.emit(False)

    def _fail(self, failure: failures.Failure) -> None:
        self.failure.say(failure, can_go_back=self.page.history().canGoBack())
        self._pile.setCurrentWidget(self.failure)

    def _turn_back(self, url: QUrl) -> None:
        QTimer.singleShot(0, self, lambda: self.page.triggerAction(_Action.Stop))
        if url == self.page.requestedUrl():
            self._asked = url
            self._fail(failures.of_load(url, QWebEngineLoadingInfo.ErrorDomain.HttpStatusCodeDomain, 401))

    def _suggest(self, reason: str) -> None:
        if self.asking.hand_over(self.page, reason):
            self.handover_suggested.emit(reason)

    def _open_window(self, request: QWebEngineNewWindowRequest) -> None:
        if request.isUserInitiated():
            self.wants_page.emit(request)
        else:
            self.asking.popup(self.page.url(), request.requestedUrl().toString(), self.wants_tab.emit)
