"""On a real X server, in a window that stands already, the page's own pixels are what the person sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

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
    if not shutil.which("Xvfb"):
        pytest.skip("needs Xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x768x24"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as number:
        named = {**os.environ, "DISPLAY": f":{number.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    named.pop("WAYLAND_DISPLAY", None)
    yield named
    server.terminate()
    server.wait(10)


def test_a_page_is_seen_on_the_screen(display: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAGE], env=display, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "#336699\n", done.stderr
