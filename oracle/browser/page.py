"""One page of a walk: what it may do by itself is decided here, and all else becomes a signal for the tab to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineCertificateError, QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QWidget

from oracle.browser.addresses import Destination, destination
from oracle.browser.watching import Watch


class Answers(Protocol):
    """Who answers a page that stands still until it is answered."""

    def tell(self, page: QUrl, text: str) -> None:
        """Show the page's message."""

    def confirm(self, page: QUrl, text: str) -> bool:
        """Ask yes or no."""

    def prompt(self, page: QUrl, text: str, default: str) -> str | None:
        """Ask for a line of text; None when refused."""

    def files(self, page: QUrl, mode: QWebEnginePage.FileSelectionMode, accepted: Sequence[str]) -> list[str]:
        """Ask for files to give to the page; none when refused."""


class WalkPage(QWebEnginePage):
    """A page whose links leave the web only by asking, and whose dialogs, grants and errors we word ourselves."""

    app_link = Signal(QUrl)
    closed_link = Signal(QUrl)
    popup_blocked = Signal(str)
    cannot_play = Signal(str)

    def __init__(self, profile: QWebEngineProfile, watch: Watch, answers: Answers, parent: QWidget) -> None:
        super().__init__(profile, parent)
        self._answers = answers
        self._watch = watch
        self.certificate_complaint = ""
        self.certificateError.connect(self._refuse_certificate)
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.selectClientCertificate.connect(lambda selection: selection.selectNone())
        self.webAuthUxRequested.connect(lambda request: request.cancel())

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:
        url = QUrl(url)
        leads_to = destination(url, main_frame=isMainFrame)
        if leads_to is Destination.APP:
            self.app_link.emit(url)
        elif leads_to is Destination.CLOSED:
            self.closed_link.emit(url)
        return leads_to is Destination.PAGE

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        self._answers.tell(QUrl(securityOrigin), msg)

    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        return self._answers.confirm(QUrl(securityOrigin), msg)

    def javaScriptPrompt(self, securityOrigin: QUrl | str, msg: str, defaultValue: str) -> tuple[bool, str]:
        text = self._answers.prompt(QUrl(securityOrigin), msg, defaultValue)
        return (text is not None, text or "")

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, oldFiles: Sequence[str], acceptedMimeTypes: Sequence[str]
    ) -> list[str]:
        return self._answers.files(self.url(), mode, acceptedMimeTypes)

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, lineNumber: int, sourceID: str
    ) -> None:
        # Pages' own lines end here: they are no warnings of ours.
        news = self._watch.news(message)
        if news is None:
            return
        kind, detail = news
        if kind == "popup":
            self.popup_blocked.emit(detail)
        else:
            self.cannot_play.emit(kind)

    def _refuse_certificate(self, error: QWebEngineCertificateError) -> None:
        if error.isMainFrame():
            self.certificate_complaint = error.description()
        error.rejectCertificate()
