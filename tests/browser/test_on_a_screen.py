"""On a real X server, in a window that stands already, the page's own pixels are what the person sees."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.displays import own_display

PAGE = """
import sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
class Blue(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<body style='background:#336699'>")
    def log_message(self, *ignored):
        pass
server = HTTPServer(("127.0.0.1", 0), Blue)
threading.Thread(target=server.serve_forever, daemon=True).start()
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QIcon
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.setGeometry(20, 20, 800, 600)
window.show()
application.processEvents()
from oracle.browser import profile
from oracle.browser.pane import BrowserPane
pane = BrowserPane(profile.passing(), lambda *_: QIcon())
window.setCentralWidget(pane)
pane.open(f"http://127.0.0.1:{server.server_port}/")
looks = []
def look():
    looks.append(application.primaryScreen().grabWindow(0).toImage().pixelColor(400, 400).name())
    if looks[-1] == "#336699" or len(looks) == 200:
        print(looks[-1], flush=True)
        pane.closed.connect(application.quit)
        pane.dispose()
    else:
        QTimer.singleShot(100, look)
look()
application.exec()
"""


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """The environment of a program on an X server of its own."""
    with own_display(1024, 768) as named:
        yield named


def test_a_page_is_seen_on_the_screen(display: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAGE], env=display, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "#336699\n", done.stderr
