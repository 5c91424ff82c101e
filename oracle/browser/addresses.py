"""Addresses as text: what may be typed, followed, handed to the system, and what a downloaded file may be called."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from PySide6.QtCore import QUrl

from oracle.errors import InputError
from oracle.language import _
from oracle.method.addresses import LOOPBACK

PAGES = frozenset({"http", "https"})
# What the system may open after asking. Everything else stays shut: file:, javascript: and scripts in disguise.
APPS = frozenset(
    {
        "mailto", "tel", "sms", "callto", "facetime", "sip", "sips", "skype", "whatsapp", "tg", "viber", "msteams",
        "zoommtg", "webcal", "geo", "maps", "market", "itms-apps",
    }
)  # fmt: skip
_WITH_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(/|$))")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 120


class Destination(Enum):
    """Where an address leads: a page, another app (after asking), or nowhere."""

    PAGE = "page"
    APP = "app"
    CLOSED = "closed"


def destination(url: QUrl, *, main_frame: bool = True) -> Destination:
    """Where `url` may lead; inside a frame a page may also use `data:`, `blob:` and `about:`, as everywhere."""
    scheme = url.scheme().lower()
    if scheme in PAGES or url.toString() == "about:blank":
        return Destination.PAGE
    if scheme == "blob" or (not main_frame and scheme in {"data", "about"}):
        return Destination.PAGE
    return Destination.APP if scheme in APPS else Destination.CLOSED


def typed(text: str) -> QUrl:
    """The page that a person means by `text`: https unless it says otherwise, http on this machine.

    Raises InputError with a sentence when it is no web address, or one that stays closed here.
    """
    text = text.strip()
    if not text:
        raise InputError(_("Type a web address, such as shop.example."))
    url = QUrl(_complete(text))
    if destination(url) is not Destination.PAGE:
        raise InputError(closed_sentence(url))
    if text != "about:blank" and (not url.isValid() or not url.host() or " " in url.host()):
        raise InputError(_("“{text}” is not a web address. It looks like shop.example or https://shop.example/sale.").format(
            text=elided(text, 60)
        ))  # fmt: skip
    return url


def _complete(text: str) -> str:
    if LOOPBACK.match(text):
        return "http://" + text
    return text if _WITH_SCHEME.match(text) else "https://" + text


def closed_sentence(url: QUrl) -> str:
    """Why `url` is not opened, in one sentence."""
    scheme = url.scheme().lower()
    if scheme == "file":
        return _("Files on this computer stay closed to the walk's browser. Only web pages open here.")
    return _("Addresses that begin with “{scheme}:” stay closed here. Only web pages open in a walk.").format(
        scheme=elided(scheme, 24)
    )


def shown(url: QUrl) -> str:
    """`url` for the address bar: readable, without the scheme that the lock stands for, never as markup."""
    text = whole(url)
    return text.removeprefix("https://").removeprefix("http://").removesuffix("/") if url.scheme() in PAGES else text


def whole(url: QUrl) -> str:
    """`url` with its scheme, but without the names that could stand before the host to pass for it."""
    if url.toString() in ("", "about:blank"):  # emptied user info would leave "//"
        return ""
    bare = QUrl(url)
    bare.setUserInfo("")
    return bare.toDisplayString().replace("//@", "//", 1)


def encrypted(url: QUrl) -> bool:
    """Whether others on the way cannot read this page."""
    return url.scheme() == "https"


def on_this_machine(url: QUrl) -> bool:
    """Whether `url` is served by this computer itself, as the sample shop is."""
    return bool(LOOPBACK.match(url.authority()))


def site(url: QUrl) -> str:
    """The name under which a page asks for something."""
    return url.host() or _("This page")


def elided(text: str, longest: int = 80) -> str:
    """`text` in one line of at most `longest` characters, cut in the middle, without invisible characters."""
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in text).strip()
    if len(plain) <= longest:
        return plain
    head = (longest - 1) * 2 // 3
    return f"{plain[:head]}…{plain[-(longest - 1 - head) :]}"


def file_name(offered: str) -> str:
    """A name that a file can bear in any folder on any system, made from what a site offers."""
    last = re.split(r"[/\\]", offered)[-1]
    kept = "".join(
        "_" if letter in '<>:"|?*' else letter for letter in last if unicodedata.category(letter)[0] not in "C"
    )
    kept = re.sub(r"\s+", " ", kept).strip(" .")
    if _RESERVED.match(kept):
        kept = "_" + kept
    if len(kept) > _LONGEST_NAME:
        stem, dot, ending = kept.rpartition(".")
        keep_ending = dot and len(ending) <= 10
        kept = f"{stem[: _LONGEST_NAME - 11]}.{ending}" if keep_ending else kept[:_LONGEST_NAME]
    return kept or "download"
