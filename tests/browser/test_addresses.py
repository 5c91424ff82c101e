"""What may be typed, followed and saved, as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from oracle.browser.addresses import Destination, destination, elided, file_name, shown, typed, whole
from oracle.browser.handover import refusal_at
from oracle.errors import InputError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("shop.example", "https://shop.example"),
        ("  shop.example/sale?x=1 ", "https://shop.example/sale?x=1"),
        ("shop.example:8443/a", "https://shop.example:8443/a"),
        ("localhost:8000/x", "http://localhost:8000/x"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://shop.example", "http://shop.example"),
        ("HTTPS://Shop.Example/A", "https://shop.example/A"),
        ("bücher.example", "https://bücher.example"),
    ],
)
def test_an_address_may_be_typed_as_people_say_it(text: str, address: str) -> None:
    assert typed(text) == QUrl(address)


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "FILE:/etc/passwd", "chrome://gpu", "qrc:/x", "view-source:https://a.example",
        "data:text/html,x",
        "javascript:alert(1)", "devtools://devtools/bundled/inspector.html", "blob:https://a.example/x",
        "mailto:a@b.example",
        "about:version", "", "   ", "two words", "https://", "ftp://a.example", "localhost.evil:javascript",
    ],
)  # fmt: skip
def test_what_is_no_page_stays_closed_with_a_sentence(text: str) -> None:
    with pytest.raises(InputError) as caught:
        typed(text)
    assert caught.value.happened.endswith(".")


def test_a_host_that_only_looks_like_this_machine_is_asked_for_safely() -> None:
    assert typed("localhost.evil.example").scheme() == "https"
    assert typed("127.0.0.1.evil.example").scheme() == "https"


@pytest.mark.parametrize(
    ("address", "main", "leads_to"),
    [
        ("https://a.example", True, Destination.PAGE),
        ("data:text/html,x", True, Destination.CLOSED),
        ("data:text/html,x", False, Destination.PAGE),
        ("file:///etc/passwd", False, Destination.CLOSED),
        ("qrc:/a", False, Destination.CLOSED),
        ("mailto:a@b.example", True, Destination.APP),
        ("WHATSAPP://send?x", True, Destination.APP),
        ("ms-settings:privacy", True, Destination.CLOSED),
        ("search-ms:query=x", True, Destination.CLOSED),
        ("javascript:x", True, Destination.CLOSED),
    ],
)
def test_where_addresses_may_lead(address: str, main: bool, leads_to: Destination) -> None:
    assert destination(QUrl(address), main_frame=main) is leads_to


@pytest.mark.parametrize(
    ("offered", "kept"),
    [
        ("../../e vil.bin", "e vil.bin"),
        ("..\\..\\a.exe", "a.exe"),
        ("/etc/passwd", "passwd"),
        ("..", "download"),
        ("", "download"),
        (".bashrc", "bashrc"),
        ("con.txt", "_con.txt"),
        ("a\x00b\n.txt", "ab.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("x" * 300 + ".pdf", "x" * 109 + ".pdf"),
        ("name. . ", "name"),
    ],
)
def test_names_of_files_are_ours(offered: str, kept: str) -> None:
    assert file_name(offered) == kept


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder(offered: str) -> None:
    name = file_name(offered)
    assert name
    assert len(name) <= 121
    assert not set(name) & set('/\\<>:"|?*\x00')
    assert name not in {".", ".."}


def test_the_address_bar_shows_the_host_that_really_answers() -> None:
    assert shown(QUrl("https://shop.example/")) == "shop.example"
    assert shown(QUrl("https://bank.example:secret@evil.example/x")) == "evil.example/x"
    assert whole(QUrl("https://bank.example@evil.example/x")) == "https://evil.example/x"
    assert shown(QUrl("about:blank")) == ""
    assert shown(QUrl()) == ""


def test_long_text_is_cut_in_the_middle_and_stays_in_one_line() -> None:
    assert elided("short") == "short"
    cut = elided("a" * 100 + "\n" + "b" * 100, 41)
    assert len(cut) == 41
    assert cut.startswith("aaa")
    assert cut.endswith("bbb")
    assert "\u202e" not in elided("abc\u202edef")


def test_sign_ins_that_refuse_us_are_known() -> None:
    assert refusal_at(QUrl("https://accounts.google.com/v3/signin/rejected?x=1"))
    assert refusal_at(QUrl("https://sso.example/error?reason=disallowed_useragent"))
    assert not refusal_at(QUrl("https://accounts.google.com/v3/signin/identifier"))
    assert not refusal_at(QUrl("https://shop.example/signin/rejected"))
