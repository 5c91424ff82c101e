"""Web addresses as people type them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

LONGEST = 2000  # characters
LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?(/|\?|#|$)", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")


def web_address(text: str) -> str | None:
    """The address with its scheme; None for what no browser would open.

    "leaf.example" is https://leaf.example, and what is on this machine is http://localhost, as browsers take it.
    """
    typed = text.strip()
    if not typed or len(typed) > LONGEST or any(each.isspace() or not each.isprintable() for each in typed):
        return None
    scheme = "http" if LOOPBACK.match(typed) else "https"
    whole = typed if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", typed) else f"{scheme}://{typed}"
    try:
        parts = urlsplit(whole)
        host = (parts.hostname or "").rstrip(".")
        _port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or parts.username is not None or not _is_host(host):
        return None
    return whole


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        named = len(labels) > 1 or host == "localhost"
        return named and all(_LABEL.fullmatch(label) for label in labels)
    return True
