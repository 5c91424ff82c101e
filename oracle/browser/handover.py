"""When a page cannot work in this browser, and why, so that the walk can go on in the person's own."""

from __future__ import annotations

from PySide6.QtCore import QUrl

from oracle.language import _

# Where well-known sign-ins lead a browser inside an app that they refuse.
_REFUSALS = (
    ("accounts.google.com", "/signin/rejected"),
    ("accounts.google.com", "/signin/oauth/error"),
)
_REFUSAL_WORD = "disallowed_useragent"


def why_not(kind: str) -> str:
    """The sentence for what a page could not play: `codec` or `protected`."""
    if kind == "codec":
        return _("Its film needs a format that this browser does not have.")
    return _("Its film is protected, and this browser may not play it.")


def refusal_at(url: QUrl) -> str:
    """The sentence for a sign-in that refuses browsers inside apps; empty when `url` is no such page."""
    path, query = url.path(), url.query()
    refused = any(url.host() == host and path.endswith(end) for host, end in _REFUSALS)
    if refused or (url.scheme() == "https" and _REFUSAL_WORD in query):
        return _("This sign-in refuses browsers inside other apps.")
    return ""
