"""Pages with private texts and fields at known places, looked at by the app's browser.

python -m measuring.private_pages COUNT
"""

from __future__ import annotations

import html
import json
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from measuring.private_tally import Tally, Truth
from measuring.private_texts import Writer
from oracle.browser import profile
from oracle.browser.pane import BrowserPane
from oracle.browser.private import PageText
from oracle.method.private import find, within

LINES = 12
PRIVATE = 0.35
PATIENCE = 60.0
_FIELDS = (("Full name", "Wendy Harper"), ("Street", "18 Larch Avenue"), ("Town", "London"), ("Postcode", "N16 8QX"))
# What is typed into a field is as wide as the same words beside it.
_TRUTH = """const typed = (field) => {
  const words = document.createElement('span'), box = field.getBoundingClientRect(), style = getComputedStyle(field);
  words.style.font = style.font;
  words.style.whiteSpace = 'nowrap';
  words.textContent = field.value;
  document.body.append(words);
  const {width, height} = words.getBoundingClientRect(), left = box.left + parseFloat(style.paddingLeft) + 2;
  words.remove();
  const middle = (box.top + box.bottom) / 2;
  return {left, top: middle - height / 2, right: Math.min(left + width, box.right), bottom: middle + height / 2};
};
JSON.stringify([...document.querySelectorAll('[data-kind]')].flatMap((part) => {
  const boxes = part.localName === 'input' ? [typed(part)] : [...part.getClientRects()];
  return boxes.map((box) => [part.dataset.kind, [box.left, box.top, box.right, box.bottom]]);
}))"""


def page(seed: int) -> str:
    """A page of paragraphs, a form, and words that only look private."""
    writer = Writer(seed)
    chance = writer.chance
    body = []
    for _line in range(LINES):
        parts = [
            f"<span data-kind={kind}>{html.escape(text)}</span>" if kind else html.escape(text)
            for text, kind in writer.line(chance.random() < PRIVATE)
        ]
        body.append(f"<p style='width:{chance.choice((260, 420, 700))}px'>{' '.join(parts)}</p>")
    for name, value in chance.sample(_FIELDS, 2):
        body.append(f"<label>{name} <input data-kind=field value='{value}' style='width:140px'></label>")
    body.append("<input type=search value=ferns><label>Sale code <input value=LEAF30></label>")
    style = f"font:{chance.choice((12, 14, 16, 20))}px {chance.choice(('sans-serif', 'serif', 'monospace'))}"
    return f"<!doctype html><html lang=en-GB><title>{seed}</title><body style='margin:16px;{style}'>{''.join(body)}"


def main(count: int) -> None:
    """Prints the tally of that many pages."""
    application = QApplication(sys.argv[:1])
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    pane = BrowserPane(profile.passing(), lambda _name, _token="": QIcon())
    pane.resize(1000, 1400)
    pane.show()
    tally = Tally()
    for seed in range(count):
        _look(application, pane, f"http://127.0.0.1:{served.server_port}/{seed}", tally)
    print(json.dumps(tally.plain()), flush=True)
    served.shutdown()
    closed: list[bool] = []
    pane.closed.connect(lambda: closed.append(True))
    pane.dispose()
    _until(application, lambda: closed)


def _look(application: QApplication, pane: BrowserPane, address: str, tally: Tally) -> None:
    pane.open(address)
    title = address.rpartition("/")[2]
    _until(application, lambda: pane.tab.drawn.title == title and not pane.tab.loading)
    said: list[str] = []
    pane.tab.page.runJavaScript(_TRUTH, 0, said.append)
    answers: list[PageText | None] = []
    image, _about = pane.grab_page()
    pane.look_private(()).when_seen(image.width(), answers.append)
    _until(application, lambda: said and answers)
    truths: list[Truth] = [(kind, tuple(box)) for kind, box in json.loads(said[0])]
    text = answers[0]
    places = find(text.runs, regions=("GB",)) if text is not None else ()
    tally.add(truths, within(places, image.width(), image.height()))


def _until(application: QApplication, true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the page did not come")
        application.processEvents()
        time.sleep(0.002)


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        seed = self.path.strip("/")
        body = page(int(seed)).encode() if seed.isdecimal() else b""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: Any) -> None:
        """Says nothing."""


if __name__ == "__main__":
    main(int(sys.argv[1]))
