"""The walk's browser as the window sees it: one widget with bar, tabs and page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEngineProfile,
)
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from oracle.browser import addresses, grab, phone
from oracle.browser.downloads import Downloads
from oracle.browser.find_bar import FindBar
from oracle.browser.grab import PageInfo
from oracle.browser.notices import Icons, Question
from oracle.browser.private import VisibleLook
from oracle.browser.tab import Tab
from oracle.browser.toolbar import ProgressLine, Toolbar
from oracle.browser.watching import Watch
from oracle.browser.whole_page import WholePage
from oracle.errors import InputError
from oracle.language import _

__all__ = ["BrowserPane", "PageInfo", "WholePage"]

_Action = QWebEnginePage.WebAction
_ZOOMS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
_MOST_TABS = 20
_TITLE = 28


class BrowserPane(QWidget):
    """Bar, tab strip (from the second tab on), find row and page.

    `handover_suggested(reason)`: a page cannot work here; the notice that offers the way out stands already.
    `hand_over(address)`: the person wants to go on in their own browser, at this address.
    `closed()`: after `dispose`, when pages and profile are gone and the profile's folder may be removed.
    """

    handover_suggested = Signal(str)
    hand_over = Signal(str)
    closed = Signal()

    def __init__(self, profile: QWebEngineProfile, icons: Icons, parent: QWidget | None = None) -> None:
        """Take over `profile` (from `oracle.browser.profile`); `icons` gives the icon of a name."""
        super().__init__(parent)
        self._profile: QWebEngineProfile | None = profile
        self._icons = icons
        self._names = phone.Names(profile)
        self._watch = Watch(profile)
        self._tabs: list[Tab] = []
        self._sites: dict[str, QUrl] = {}
        self.toolbar = Toolbar(icons, self)
        self._progress = ProgressLine(self)
        self.find_bar = FindBar(icons, self)
        self._strip = _strip(self)
        self._pile = QStackedWidget(self)
        self._downloads = Downloads(self)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        profile.downloadRequested.connect(self._offer_download)
        # Pages die with their views, as children of this pane; the profile has to outlive them by a turn of the loop.
        self.destroyed.connect(profile.deleteLater)
        self._add_tab()

    # For the walk

    def open(self, address: str) -> None:
        """Go to `address` in the tab in front; raises InputError with a sentence when it is none, or stays closed."""
        self.tab.load(addresses.typed(address))

    def current_address(self) -> str:
        """Where the tab in front is; empty when no page was opened."""
        url = self.tab.address()
        return "" if url.toString() == "about:blank" else url.toString()

    def sites(self) -> tuple[QUrl, ...]:
        """The sites that were visited, each as the address of its root."""
        return tuple(self._sites.values())

    def grab_page(self) -> tuple[QImage, PageInfo]:
        """What the tab in front shows, in device pixels; raises CaptureError where that would not be what is seen."""
        return grab.grab(self.tab, phone=self.is_phone)

    def look_private(self, words: Sequence[str]) -> VisibleLook:
        """Asks what may be private on the page in front; to be begun in the turn of its grab."""
        return VisibleLook(self.tab, words)

    def whole_page(self) -> WholePage:
        """A picture of the whole page in front, to be begun."""
        return WholePage(self.tab, phone=self.is_phone)

    def when_drawn(self, then: Callable[[], object]) -> None:
        """Call `then` when the pixels in front belong to the address: at once, or as soon as a new page is drawn."""
        self.tab.drawn.when(then)

    @property
    def is_phone(self) -> bool:
        """Whether pages are shown at phone size."""
        return self.toolbar.phone_button.isChecked()

    def focus_page(self) -> None:
        """Put the keyboard into the page."""
        self.tab.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def page_has_focus(self) -> bool:
        """Whether keys go to the page, so that letters and digits belong to it."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self.tab.view or self.tab.view.isAncestorOf(focus))

    @property
    def tab(self) -> Tab:
        """The tab in front."""
        return self._tabs[self._strip.currentIndex()]

    def dispose(self) -> None:
        """End all pages and the profile, in the order that the engine needs; `closed` follows, also where none is left.

        A page that stands still for an answer is answered with no first, and may finish what it was doing.
        """
        self.setEnabled(False)
        for tab in self._tabs:
            tab.asking.dismiss_waiting()
        QTimer.singleShot(0, self, self._end)

    def _end(self) -> None:
        if any(tab.asking.waiting for tab in self._tabs):
            QTimer.singleShot(0, self, self._end)
            return
        self.find_bar.shut()
        for tab in self._tabs:
            shiboken6.delete(tab)
        self._tabs.clear()
        if self._profile is not None:
            shiboken6.delete(self._profile)
            self._profile = None
        self.closed.emit()

    # Tabs

    def _note_site(self, address: QUrl) -> None:
        if address.scheme() in {"http", "https"}:
            site = address.resolved(QUrl("/"))
            site.setUserInfo("")
            self._sites[site.toString()] = site

    def _add_tab(self) -> Tab:
        assert self._profile is not None  # noqa: S101 - no tab is opened after the end
        tab = Tab(self._profile, self._watch, self._icons, self._pile)
        tab.page.urlChanged.connect(self._note_site)
        self._tabs.append(tab)
        self._pile.addWidget(tab)
        tab.address_changed.connect(lambda: self._show(tab))
        tab.loading_changed.connect(lambda loading: self._follow(tab, loading))
        tab.progress.connect(lambda done: self._show_progress(tab, done))
        tab.wants_tab.connect(self._open_in_tab)
        tab.wants_page.connect(self._give_tab)
        tab.wants_to_close.connect(lambda: self._close(tab))
        tab.handover_suggested.connect(self.handover_suggested)
        tab.hand_over.connect(self.hand_over)
        self._strip.setTabButton(self._strip.addTab(""), QTabBar.ButtonPosition.RightSide, self._cross(tab))
        if self.is_phone:
            tab.set_phone(True)
        self._strip.setCurrentIndex(len(self._tabs) - 1)
        self._turn()
        return tab

    def _cross(self, tab: Tab) -> QPushButton:
        button = QPushButton(self._icons("x"), "", self._strip)
        button.setProperty("look", "quiet")
        button.setProperty("shape", "icon")
        button.setAccessibleName(_("Close this page"))
        button.setToolTip(_("Close (Ctrl+W)"))
        button.clicked.connect(lambda: self._close(tab))
        return button

    def _open_in_tab(self, url: QUrl) -> None:
        if len(self._tabs) < _MOST_TABS and addresses.destination(url) is addresses.Destination.PAGE:
            self._add_tab().load(url)

    def _give_tab(self, request: QWebEngineNewWindowRequest) -> None:
        leads_to = addresses.destination(request.requestedUrl())
        if leads_to is addresses.Destination.APP:
            self.tab.asking.app_link(self.tab.page.url(), request.requestedUrl())
        elif leads_to is addresses.Destination.CLOSED and not request.requestedUrl().isEmpty():
            self.tab.asking.closed_link(request.requestedUrl())
        elif len(self._tabs) < _MOST_TABS:
            request.openIn(self._add_tab().page)

    def _close(self, tab: Tab) -> None:
        """Close an extra tab; the last one stays."""
        if len(self._tabs) == 1 or tab not in self._tabs:
            return
        tab.asking.dismiss_waiting()
        index = self._tabs.index(tab)
        self._tabs.remove(tab)
        self._strip.removeTab(index)
        self._pile.removeWidget(tab)
        self._turn()
        self._delete_when_quiet(tab)

    def _delete_when_quiet(self, tab: Tab) -> None:
        if tab.asking.waiting:
            QTimer.singleShot(0, tab, lambda: self._delete_when_quiet(tab))
        else:
            tab.deleteLater()

    def _turn(self) -> None:
        """Bring the chosen tab to the front."""
        if not self._tabs or self._strip.count() != len(self._tabs):
            return
        self.find_bar.shut()
        self._strip.setVisible(len(self._tabs) > 1)
        self._pile.setCurrentWidget(self.tab)
        self._show(self.tab)

    # What is shown

    def _show(self, tab: Tab) -> None:
        if tab not in self._tabs:
            return
        url, title = tab.address(), tab.page.title()
        known = title or addresses.shown(url) or addresses.shown(tab.page.requestedUrl())
        name = addresses.elided(known or _("Loading…"), _TITLE)
        self._strip.setTabText(self._tabs.index(tab), name.replace("&", "&&"))
        if tab is not self.tab:
            return
        history = tab.page.history()
        self.toolbar.show_page(url, title)
        self.toolbar.show_loading(tab.loading)
        self.toolbar.show_ways(back=history.canGoBack(), forward=history.canGoForward())
        if not tab.loading:
            self._progress.show_part(0)

    def _follow(self, tab: Tab, loading: bool) -> None:
        if loading and tab is self.tab:
            self.find_bar.shut()
        self._show(tab)

    def _show_progress(self, tab: Tab, done: int) -> None:
        if tab is self.tab:
            self._progress.show_part(done if done < 100 else 0)

    # What the person does

    def _go_typed(self, text: str) -> None:
        try:
            self.open(text)
        except InputError as error:
            self.tab.notices.clear(("address",))
            self.tab.notices.put(Question("address", "triangle-alert", str(error)), lambda _answer: None)
            return
        self.tab.notices.clear(("address",))
        self.focus_page()

    def _switch_size(self, to_phone: bool) -> None:
        self._names.use(to_phone)
        for tab in self._tabs:
            tab.set_phone(to_phone)

    def _find(self) -> None:
        if not self.tab.failed:
            self.find_bar.open_for(self.tab.page)

    def _zoom(self, step: int) -> None:
        view = self.tab.view
        now = min(range(len(_ZOOMS)), key=lambda at: abs(_ZOOMS[at] - view.zoomFactor()))
        view.setZoomFactor(_ZOOMS[max(0, min(len(_ZOOMS) - 1, now + step))] if step else 1.0)

    def _stop(self) -> None:
        self.tab.page.triggerAction(_Action.Stop)

    def _offer_download(self, request: QWebEngineDownloadRequest) -> None:
        tab = next((tab for tab in self._tabs if tab.page is request.page()), self.tab)
        self._downloads.offer(request, tab.notices)

    # Building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._strip, self.toolbar, self._progress, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self._pile, 1)
        self.setMinimumWidth(phone.WIDTH)

    def _connect(self) -> None:
        bar = self.toolbar
        bar.back.connect(lambda: self.tab.page.triggerAction(_Action.Back))
        bar.forward.connect(lambda: self.tab.page.triggerAction(_Action.Forward))
        bar.reload.connect(lambda: self.tab.reload())
        bar.stop.connect(self._stop)
        bar.typed.connect(self._go_typed)
        bar.phone.connect(self._switch_size)
        self.find_bar.closed.connect(self.focus_page)
        self._strip.currentChanged.connect(lambda _index: self._turn())

    def _add_shortcuts(self) -> None:
        act = {
            "Alt+Left": self.toolbar.back.emit,
            "Alt+Right": self.toolbar.forward.emit,
            "F5": self.toolbar.reload.emit,
            "Ctrl+R": self.toolbar.reload.emit,
            "Ctrl+F": self._find,
            "Ctrl+L": lambda: self.toolbar.address.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "Ctrl+W": lambda: self._close(self.tab),
            "Ctrl++": lambda: self._zoom(1),
            "Ctrl+=": lambda: self._zoom(1),
            "Ctrl+-": lambda: self._zoom(-1),
            "Ctrl+0": lambda: self._zoom(0),
        }
        for keys, action in act.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)


def _strip(parent: QWidget) -> QTabBar:
    strip = QTabBar(parent)
    strip.setObjectName("browserTabs")
    strip.setAccessibleName(_("Pages"))
    strip.setExpanding(False)
    strip.setDrawBase(False)
    strip.setElideMode(Qt.TextElideMode.ElideRight)
    strip.hide()
    return strip
