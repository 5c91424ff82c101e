"""What a customer meets when a page does not come, in our own words; the engine's words are templates."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from oracle.browser.addresses import elided, site
from oracle.language import _

_Domain = QWebEngineLoadingInfo.ErrorDomain


@dataclass(frozen=True)
class Failure:
    """A page that did not come: what happened, what a customer would make of it, and the line for technicians."""

    icon: str
    title: str
    sentence: str
    technical: str


def of_load(url: QUrl, domain: QWebEngineLoadingInfo.ErrorDomain, code: int, certificate: str = "") -> Failure:
    """The failure behind an error page; `code` is the engine's network error or the HTTP status."""
    if domain == _Domain.HttpStatusCodeDomain:
        return _of_status(url, code)
    if domain == _Domain.CertificateErrorDomain:
        return _of_certificate(url, code, certificate)
    icon, title, sentence = _of_connection(code)
    return Failure(icon, title.format(site=site(url)), sentence.format(site=site(url)), _technical(url, f"net {code}"))


def crashed(url: QUrl, code: int) -> Failure:
    """The page's own process ended."""
    return Failure(
        "triangle-alert",
        _("The page crashed"),
        _("Your walk is safe. A customer would now have to load the page again, or would leave."),
        _technical(url, f"renderer ended, {code}"),
    )


def _of_status(url: QUrl, status: int) -> Failure:
    if status in (404, 410):
        title, sentence = _("This page does not exist"), _("{site} has nothing at this address.")
    elif status in (401, 403):
        title, sentence = _("This page is not open to you"), _("{site} does not let a customer in here.")
    elif status >= 500:
        title, sentence = _("The site has a fault"), _("{site} answered, but could not make the page.")
    else:
        title, sentence = _("The site sent no page"), _("{site} answered, but there is nothing to show.")
    return Failure("unlink", title, sentence.format(site=site(url)), _technical(url, f"HTTP {status}"))


def _of_certificate(url: QUrl, code: int, description: str) -> Failure:
    return Failure(
        "triangle-alert",
        _("A customer would be stopped here"),
        _(
            "{site} cannot prove that it is {site}: its certificate is not valid. Every browser shows a warning in the "
            "place of the page, and most people turn back. The page stays closed here too."
        ).format(site=site(url)),
        _technical(url, " · ".join(part for part in (f"certificate {code}", description) if part)),
    )


def _of_connection(code: int) -> tuple[str, str, str]:
    """Icon, title and sentence of a network error; both texts may hold {site}."""
    if code == -105 or code == -137:
        return "unlink", _("There is no site of this name"), _("{site} was not found. Is the address right?")
    if code in (-106, -21):
        return (
            "triangle-alert",
            _("This computer is offline"),
            _("Without a network no page comes. Your walk is safe."),
        )
    if code in (-7, -118):
        return "clock", _("The site does not answer"), _("{site} took too long. A customer would have given up by now.")
    if code in (-102, -104):
        return "unlink", _("The site turned the visit away"), _("{site} is there, but refuses the connection.")
    if code in (-100, -101, -324):
        return "unlink", _("The site hung up"), _("{site} broke the connection off before the page came.")
    if code == -310:
        return (
            "rotate-cw",
            _("The site goes round in circles"),
            _("{site} sends visitors from page to page for ever."),
        )
    if code in (-107, -113, -501):
        return "triangle-alert", _("No safe connection"), _("{site} and this browser found no encrypted connection.")
    return "unlink", _("The page did not come"), _("{site} could not be reached.")


_LONGEST = 60  # characters of an address that stand in one line, as it has no place to be broken


def _technical(url: QUrl, what: str) -> str:
    return f"{what} · {elided(url.toDisplayString(), _LONGEST)}"
