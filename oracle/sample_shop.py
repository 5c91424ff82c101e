"""The practice shop, served by the app itself to this computer only.

A page of `resources/sample_shop/pages` is a piece of HTML whose first line names its frame and its title; the frame
holds what all pages of a kind share. Only what lies in that folder when the server is made can be asked for.
"""

from __future__ import annotations

import asyncio
import html
import re
import socket
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from oracle import paths

_FIRST_LINE = re.compile(r"<!-- (?P<frame>\w+) \| (?P<title>.+?) -->\n")
_LENGTH = re.compile(rb"(?im)^content-length:\s*(\d{1,9})\s*$")
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_HTML = "text/html; charset=utf-8"
_FONT = "/fonts/inter.ttf"
# Pages that answer late, and the one that says that nothing is there: potholes of the sample walk.
_SLOW = frozenset({"/pots"})
_DEAD = frozenset({"/parcelrun/track"})
_SENT_ON = {"/checkout": "thanks", "/join": "joined", "/rate": "rated"}
_LONGEST_FORM = 100_000
_LONGEST_HEAD = 32_768
_PATIENCE = 30.0  # seconds that a connection may stay silent


class SampleShop:
    """The shop on a free port of 127.0.0.1, open as soon as it is made. It answers while `serve_forever` runs."""

    def __init__(self, delay: float = 3.0, *, port: int = 0) -> None:
        """`delay` seconds pass before the slow page answers; `port` is taken where it is free."""
        folder = paths.resource("sample_shop")
        self._delay = delay
        self._shelf = _shelf(folder)
        self._lost = _framed(folder / "pages" / "404.html", folder / "frames")
        self._door = _door(port)
        self._loop = asyncio.new_event_loop()
        self._enough = asyncio.Event()

    @property
    def url(self) -> str:
        """Address of the shop's home page; it ends with a slash, and pages follow it, as in `url + "social"`."""
        return f"http://127.0.0.1:{self._door.getsockname()[1]}/"

    def serve_forever(self) -> None:
        """Answer until `shutdown` is called from another thread; then the port is free. Runs once."""
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    def shutdown(self) -> None:
        """End `serve_forever`, which may still be on its way; safe from any thread, and more than once."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._enough.set)

    async def _serve(self) -> None:
        visits: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

        async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - a coroutine that runs has a task
            visits[task] = writer
            try:
                await self._visit(reader, writer)
            except (TimeoutError, OSError, EOFError, ValueError, asyncio.LimitOverrunError):
                pass  # a browser that hangs up, says nothing or speaks in riddles is no news
            finally:
                del visits[task]
                writer.close()

        server = await asyncio.start_server(visit, sock=self._door, limit=_LONGEST_HEAD)
        await self._enough.wait()
        server.close()
        for writer in visits.values():
            writer.close()
        await asyncio.gather(*visits)

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a browser: as many requests as it likes."""
        while True:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _PATIENCE)
            method, target, _version = head.split(b"\r\n", 1)[0].decode("ascii").split(" ")
            length = _LENGTH.search(head)
            if length and int(length[1]) > _LONGEST_FORM:
                return
            # What was filled in is read and dropped: the shop remembers nobody.
            await asyncio.wait_for(reader.readexactly(int(length[1]) if length else 0), _PATIENCE)
            path = target.partition("?")[0].partition("#")[0]
            if path in _SLOW:
                await self._linger()
            writer.write(self._answer(method, path))
            await writer.drain()

    async def _linger(self) -> None:
        """Let the slow page's delay pass; at closing time nobody waits for it."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._enough.wait(), self._delay)

    def _answer(self, method: str, path: str) -> bytes:
        """The whole answer: a page, the way on after a form, or the shop's own words for why there is nothing."""
        if method == "POST" and path in _SENT_ON:
            return _response(HTTPStatus.SEE_OTHER, _HTML, b"", location=_SENT_ON[path])
        if method not in {"GET", "HEAD"}:
            return _response(HTTPStatus.METHOD_NOT_ALLOWED, _HTML, b"")
        if path in self._shelf:
            status = HTTPStatus.NOT_FOUND if path in _DEAD else HTTPStatus.OK
            return _response(status, *self._shelf[path], with_body=method == "GET")
        lost = self._lost.replace("{up}", "../" * (path.count("/") - 1)).encode()
        return _response(HTTPStatus.NOT_FOUND, _HTML, lost, with_body=method == "GET")


def _door(port: int) -> socket.socket:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return socket.create_server(("127.0.0.1", 0))


def _response(status: HTTPStatus, kind: str, body: bytes, *, with_body: bool = True, location: str = "") -> bytes:
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        *([f"Location: {location}"] if location else []),
    ]
    return "\r\n".join((*lines, "", "")).encode("ascii") + (body if with_body else b"")


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
