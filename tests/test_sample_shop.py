"""The sample shop answers this computer with its own folder and nothing else."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from oracle.sample_shop import SampleShop

PAGES = (
    "", "social", "rare/", "rare/monstera-albo", "pots", "care", "visit", "help", "join", "joined", "basket",
    "checkout", "thanks", "mail/", "mail/confirmation", "mail/club", "mail/follow-up", "unboxing",
)  # fmt: skip
BROKEN = {"/care/monstera-albo", "/parcelrun/track"}


@pytest.fixture
def shop() -> Iterator[SampleShop]:
    shop = SampleShop(delay=0.05)
    thread = threading.Thread(target=shop.serve_forever)
    thread.start()
    yield shop
    shop.shutdown()
    thread.join()


def ask(shop: SampleShop, path: str, method: str = "GET", body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    place = urlsplit(shop.url)
    connection = http.client.HTTPConnection(place.hostname or "", place.port or 0, timeout=10)
    connection.request(method, path, body=body or None)
    answer = connection.getresponse()
    result = (answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    connection.close()
    return result


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


def test_only_the_links_that_are_meant_to_be_broken_are(shop: SampleShop) -> None:
    dead = set()
    for page in PAGES:
        status, headers, body = ask(shop, "/" + page)
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8"), page
        assert b"{up}" not in body
        links = Links()
        links.feed(body.decode())
        for link in links.found:
            if urlsplit(link).scheme in {"mailto", "tel"}:
                continue
            assert not link.startswith(("/", "http")), f"{page}: {link} is not relative"
            path = urlsplit(urljoin(shop.url + page, link)).path
            if ask(shop, path)[0] != 200:
                dead.add(path)
    assert dead == BROKEN


@pytest.mark.parametrize(
    "path",
    [
        "/../oracle/paths.py", "/%2e%2e/oracle/paths.py", "/pages/index.html", "//etc/passwd", "/pictures/",
        "/frames/shop.html", "/x\\y",
    ],
)  # fmt: skip
def test_nothing_else_can_be_had(shop: SampleShop, path: str) -> None:
    status, _headers, body = ask(shop, path)
    assert status == 404
    assert b"Nothing grows here" in body


def test_forms_lead_on_and_heads_have_no_body(shop: SampleShop) -> None:
    status, headers, _body = ask(shop, "/checkout", "POST", b"card=4111")
    assert (status, headers["location"]) == (303, "thanks")
    status, headers, body = ask(shop, "/pots", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 100
    assert ask(shop, "/rare/", "DELETE")[0] == 405


def test_it_answers_while_others_keep_it_waiting(shop: SampleShop) -> None:
    place = urlsplit(shop.url)
    silent = [socket.create_connection((place.hostname, place.port)) for _ in range(20)]
    assert ask(shop, "/")[0] == 200
    silent[0].sendall(b"\xff\xfe nonsense\r\n\r\n")
    assert ask(shop, "/")[0] == 200
    for line in silent:
        line.close()


def test_the_slow_page_waits_as_long_as_it_is_told() -> None:
    shop = SampleShop(delay=0.4)
    thread = threading.Thread(target=shop.serve_forever)
    thread.start()
    begin = time.monotonic()
    assert ask(shop, "/pots")[0] == 200
    waited = time.monotonic() - begin
    shop.shutdown()
    thread.join()
    assert waited >= 0.4


def test_it_only_listens_on_this_computer() -> None:
    shop = SampleShop()
    assert shop.url.startswith("http://127.0.0.1:")
    shop.shutdown()
    shop.serve_forever()
    with pytest.raises(OSError):  # noqa: PT011 - the port is free again
        ask(shop, "/")
