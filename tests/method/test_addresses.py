"""Web addresses as people type them."""

from __future__ import annotations

import pytest

from oracle.method.addresses import web_address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("leaf.example", "https://leaf.example"),
        (" https://leaf.example/rare?x=1 ", "https://leaf.example/rare?x=1"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("localhost:3000", "http://localhost:3000"),
        ("blätter.example", "https://blätter.example"),
        ("", None),
        ("leaf", None),
        ("two words.example", None),
        ("javascript://leaf.example", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://user:secret@leaf.example", None),
        ("https://leaf..example", None),
        ("https://leaf.example:99999", None),
        ("https://[::1", None),
        ("x" * 3000 + ".example", None),
        ("leaf.ex\u202eample", None),
    ],
)
def test_an_address_is_completed_or_refused(typed: str, meant: str | None) -> None:
    assert web_address(typed) == meant
