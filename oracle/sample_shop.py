"""The practice shop, served by the app itself to this computer only.

A page of `resources/sample_shop/pages` is a piece of HTML whose first line names its frame and its title; the frame
holds what all pages of a kind share. Only what lies in that folder when the server is made can be asked for.
"""

from __future__ import annotations

import html
import re
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from oracle import paths

_FIRST_LINE = re.compile(r"<!-- (?P<frame>\w+) \| (?P<title>.+?) -->\n")
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_HTML = "text/html; charset=utf-8"
_FONT = "/fonts/inter.ttf"
# Pages that answer late, and the one that says that nothing is there: potholes of the sample walk.
_SLOW = frozenset({"/pots"})
_DEAD = frozenset({"/parcelrun/track"})
_SENT_ON = {"/checkout": "thanks", "/join": "joined", "/rate": "rated"}
_LONGEST_FORM = 100_000


class SampleShop:
    """The shop on a free port of 127.0.0.1. `serve_forever` blocks until `shutdown`; `close` frees the port."""

    def __init__(self, delay: float = 3.0) -> None:
        """`delay` seconds pass before the slow page answers."""
        folder = paths.resource("sample_shop")
        self._server = _Server(("127.0.0.1", 0), _Visit)
        self._server.delay = delay
        self._server.shelf = _shelf(folder)
        self._server.lost = _framed(folder / "pages" / "404.html", folder / "frames")

    @property
    def url(self) -> str:
        """Address of the shop's home page; it ends with a slash, and pages follow it, as in `url + "social"`."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def serve_forever(self) -> None:
        """Answer until `shutdown` is called from another thread."""
        self._server.serve_forever(poll_interval=0.1)

    def shutdown(self) -> None:
        """End `serve_forever` and wait until it has ended; only while it runs in another thread."""
        self._server.shutdown()

    def close(self) -> None:
        """Free the port; after `shutdown`, or where `serve_forever` never ran."""
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    delay: float
    shelf: dict[str, tuple[str, bytes]]
    lost: str

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is no news."""


class _Visit(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "SampleShop"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """A page, or the shop's own words for why there is none."""
        path = self.path.partition("?")[0].partition("#")[0]
        if path in _SLOW:
            time.sleep(self.server.delay)
        if path not in self.server.shelf:
            self._answer_lost(path)
        else:
            status = HTTPStatus.NOT_FOUND if path in _DEAD else HTTPStatus.OK
            self._answer(status, *self.server.shelf[path])

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """Forms lead on to the next page; what was filled in is read and dropped."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > _LONGEST_FORM:
            self.close_connection = True
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "text/plain", b"")
            return
        self.rfile.read(int(length))
        if self.path in _SENT_ON:
            self._answer(HTTPStatus.SEE_OTHER, "text/plain", b"", location=_SENT_ON[self.path])
        else:
            self._answer_lost(self.path)

    def _answer_lost(self, path: str) -> None:
        page = self.server.lost.replace("{up}", "../" * (path.count("/") - 1))
        self._answer(HTTPStatus.NOT_FOUND, _HTML, page.encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Visits are nobody's business."""


def _shelf(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Everything that can be asked for: path → content type and body."""
    shelf = {_FONT: ("font/ttf", paths.resource("fonts", "Inter.ttf").read_bytes())}
    for file in folder.rglob("*"):
        if file.suffix in _KINDS:
            shelf["/" + file.relative_to(folder).as_posix()] = (_KINDS[file.suffix], file.read_bytes())
    pages = folder / "pages"
    for file in pages.rglob("*.html"):
        name = file.relative_to(pages).with_suffix("").as_posix()
        path = "/" + name.removesuffix("index")
        page = _framed(file, folder / "frames").replace("{up}", "../" * name.count("/"))
        shelf[path] = (_HTML, page.encode())
    return shelf


def _framed(file: Path, frames: Path) -> str:
    """The page in its frame; `{up}` still stands for the way to the shop's root, so that all links stay relative."""
    text = file.read_text(encoding="utf-8")
    first = _FIRST_LINE.match(text)
    if first is None:
        raise ValueError(f"{file} does not begin with its frame and title")
    frame = (frames / f"{first['frame']}.html").read_text(encoding="utf-8")
    return frame.replace("{content}", text[first.end() :]).replace("{title}", html.escape(first["title"]))
