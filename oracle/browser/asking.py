"""How a page's wishes are worded and answered: dialogs, sign-in boxes, permissions, links to other apps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtNetwork import QAuthenticator
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEnginePermission

from oracle.browser.addresses import APPS, closed_sentence, elided, site
from oracle.browser.notices import Answer, Choice, Entry, Notices, Question
from oracle.browser.uploads import Uploads
from oracle.language import _

_Permission = QWebEnginePermission.PermissionType
_LONGEST_TEXT = 600
# After this many dialogs on one page it gets no more until the next page.
_MOST_DIALOGS = 3
_WAITING_KINDS = ("dialog", "sign-in")


def _wish(kind: QWebEnginePermission.PermissionType) -> str:
    """What a page wants, as the end of “shop.example wants …”."""
    return {
        _Permission.Geolocation: _("to know where you are"),
        _Permission.Notifications: _("to send you notifications"),
        _Permission.MediaAudioCapture: _("to use your microphone"),
        _Permission.MediaVideoCapture: _("to use your camera"),
        _Permission.MediaAudioVideoCapture: _("to use your camera and microphone"),
        _Permission.ClipboardReadWrite: _("to read what you copied"),
        _Permission.LocalFontsAccess: _("to see which fonts you have"),
        _Permission.MouseLock: _("to hide and hold the mouse pointer"),
    }.get(kind, "")


class Asking(QObject):
    """Asks the person at the screen on behalf of one page; without an answer, the answer is no."""

    handed_over = Signal(str)
    sign_in_refused = Signal(QUrl)

    def __init__(self, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._uploads = Uploads(notices)
        self._dialogs = 0
        self._silenced = False
        self._denied: set[tuple[str, int]] = set()
        self._granted: list[QWebEnginePermission] = []

    def new_page(self) -> None:
        """Another page has begun: what the one before asked is no longer open."""
        self._dialogs = 0
        self._silenced = False
        for permission in self._granted:
            permission.reset()  # once means on this page; the engine would go on to the next
        self._granted.clear()
        self._notices.clear(("permission", "popup", "handover", "closed"))

    def dismiss_waiting(self) -> None:
        """Answer no to whatever a page stands still for."""
        self._silenced = True
        self._notices.clear(_WAITING_KINDS)
        self._uploads.leave()

    @property
    def waiting(self) -> bool:
        """Whether the page stands still for an answer."""
        return self._notices.waiting or self._uploads.waiting

    # The page's own dialogs

    def tell(self, page: QUrl, text: str) -> None:
        """Show an alert of the page."""
        self._dialog(page, text, (Choice("yes", _("OK")),))

    def confirm(self, page: QUrl, text: str) -> bool:
        """Show a yes-or-no question of the page."""
        answer = self._dialog(page, text, (Choice("yes", _("OK")), Choice("no", _("Cancel"), "quiet")))
        return answer.key == "yes"

    def prompt(self, page: QUrl, text: str, default: str) -> str | None:
        """Show a question of the page that wants a line of text."""
        choices = (Choice("yes", _("OK")), Choice("no", _("Cancel"), "quiet"))
        answer = self._dialog(page, text, choices, (Entry(_("Your answer"), default),))
        return answer.texts[0] if answer.key == "yes" else None

    def files(self, page: QUrl, mode: QWebEnginePage.FileSelectionMode, accepted: Sequence[str]) -> list[str]:
        """Let the person choose files for the page."""
        return [] if self._silenced else self._uploads.choose(page, mode, accepted)

    def _dialog(self, page: QUrl, text: str, choices: tuple[Choice, ...], entries: tuple[Entry, ...] = ()) -> Answer:
        if self._silenced:
            return Answer("")
        self._dialogs += 1
        if self._dialogs > _MOST_DIALOGS:
            choices = (*choices, Choice("silence", _("No more from this page"), "quiet"))
        says = _("{site} says: {text}").format(site=site(page), text=elided(text, _LONGEST_TEXT))
        answer = self._notices.ask(Question("dialog", "message-circle", says, choices, entries))
        self._silenced = self._silenced or answer.key == "silence"
        return answer

    # What the site or the page wants from the person or the computer

    def sign_in(self, url: QUrl, authenticator: QAuthenticator) -> None:
        """A site (or a proxy) wants a name and a password; where it gets none, `sign_in_refused` says so.

        The engine would ask again without an end, for Python cannot hand it the empty answer that it takes for a no.
        """
        if self._silenced:
            self.sign_in_refused.emit(url)
            return
        text = _("{site} asks for a name and a password.").format(site=site(url))
        if url.scheme() == "http":
            text += " " + _("The connection is not encrypted: others on the way could read them.")
        choices = (Choice("yes", _("Sign in")), Choice("no", _("Cancel"), "quiet"))
        entries = (Entry(_("Name")), Entry(_("Password"), secret=True))
        answer = self._notices.ask(Question("sign-in", "lock", text, choices, entries))
        if answer.key == "yes":
            authenticator.setUser(answer.texts[0])
            authenticator.setPassword(answer.texts[1])
        else:
            self.sign_in_refused.emit(url)

    def permission(self, permission: QWebEnginePermission) -> None:
        """Ask once; what was denied to a site stays denied while the tab is open, without asking again."""
        wish = _wish(permission.permissionType())
        key = (permission.origin().toString(), permission.permissionType().value)
        text = _("{site} wants {wish}.").format(site=site(permission.origin()), wish=wish)
        choices = (Choice("allow", _("Allow once")), Choice("deny", _("Deny")))

        def settle(answer: Answer) -> None:
            if answer.key == "allow":
                permission.grant()
                self._granted.append(permission)
                return
            self._denied.add(key)
            permission.deny()

        if (
            not wish
            or key in self._denied
            or not self._notices.put(Question("permission", "key", text, choices), settle)
        ):
            permission.deny()

    def app_link(self, page: QUrl, url: QUrl) -> None:
        """A link to another app: show where it leads, open it only when asked to."""
        what = {
            "mailto": _("{site} wants to write an e-mail to {target}"),
            "tel": _("{site} wants to call {target}"),
            "sms": _("{site} wants to write a message to {target}"),
        }.get(url.scheme().lower(), _("{site} wants to open another app: {target}"))
        text = what.format(site=site(page), target=elided(_target(url), 90))
        choices = (Choice("open", _("Open")), Choice("no", _("Not now"), "quiet"))
        self._notices.put(Question("app", "link", text, choices), lambda answer: _open(answer, url))

    def closed_link(self, url: QUrl) -> None:
        """A link that stays closed: say so once, and why."""
        self._notices.put(Question("closed", "triangle-alert", closed_sentence(url)), lambda _answer: None)

    def popup(self, page: QUrl, address: str, open_it: Callable[[QUrl], object]) -> None:
        """A window that nobody asked for was not opened."""
        target = QUrl(address)
        text = _("{site} wanted to open a window by itself: {target}").format(
            site=site(page), target=elided(target.toDisplayString(), 70)
        )
        choices = (Choice("open", _("Open it in a tab")),)
        self._notices.put(
            Question("popup", "triangle-alert", text, choices),
            lambda answer: open_it(target) if answer.key == "open" else None,
        )

    def hand_over(self, page: QWebEnginePage, reason: str) -> bool:
        """Offer to go on in the person's own browser; False when that is offered already."""
        text = _("This page does not work here. {reason}").format(reason=reason)
        choices = (Choice("go", _("Continue in your own browser")),)
        return self._notices.put(
            Question("handover", "external-link", text, choices),
            lambda answer: self.handed_over.emit(page.url().toString()) if answer.key == "go" else None,
        )


def _target(url: QUrl) -> str:
    """The address or number that an app link leads to, without what hangs on it."""
    if url.scheme().lower() in {"mailto", "tel", "sms"}:
        return url.path() or url.toDisplayString()
    return url.toDisplayString()


def _open(answer: Answer, url: QUrl) -> None:
    # Checked again at the last door: nothing but the listed schemes ever reaches the system.
    if answer.key == "open" and url.scheme().lower() in APPS:
        QDesktopServices.openUrl(url)
