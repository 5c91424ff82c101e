"""The engine's own protocol to one page, inside this process: no port is opened, so no other program can listen.

It rests on engine internals, so every use has a way without it. See the design notes on the browser for the measures.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

Hear = Callable[[dict[str, Any] | None], object]

_BRIDGE = """(() => {
  const parts = {text: '', size: 0};
  window.__answers = {};
  window.__asked = new Set();
  const take = (text) => {
    const id = JSON.parse(text).id;
    if (id) window.__answers[id] = window.__asked.delete(id) ? text : true;
  };
  window.DevToolsAPI = {
    dispatchMessage: (said) => take(typeof said === 'string' ? said : JSON.stringify(said)),
    dispatchMessageChunk(part, size) {
      if (size) { parts.text = ''; parts.size = size }
      parts.text += part;
      if (parts.text.length >= parts.size) take(parts.text);
    },
    embedderMessageAck() {},
  };
  window.__send = (id, method, given) => DevToolsHost.sendMessageToEmbedder(JSON.stringify({
    id: 1e6 + id, method: 'dispatchProtocolMessage', params: [JSON.stringify({id, method, params: given})]}));
})()"""
_PROBE_EVERY_MS = 25
_PROBES = 40
_ANSWER_EVERY_MS = 20
_MAIN_WORLD = QWebEngineScript.ScriptWorldId.MainWorld.value


class DevTools(QObject):
    """A channel to `page`; owned by it, and the only one: a page takes no second.

    `settled` says once whether it works, within about a second; `works` is None until then.
    """

    settled = Signal(bool)

    def __init__(self, page: QWebEnginePage) -> None:
        super().__init__(page)
        self.works: bool | None = None
        self._sent = 0
        self._probes = 0
        self._host = QWebEnginePage(page.profile(), page)
        script = QWebEngineScript()
        script.setWorldId(_MAIN_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setSourceCode("window.stop()")  # the DevTools window itself never starts
        self._host.scripts().insert(script)
        self._timer = QTimer(self, interval=_PROBE_EVERY_MS)
        self._timer.timeout.connect(self._probe)
        self._host.loadFinished.connect(self._begin)
        self._host.setInspectedPage(page)
        QTimer.singleShot(_PROBE_EVERY_MS * _PROBES * 2, self, self._give_up)

    def send(self, method: str, **given: Any) -> None:
        """Send one command; later ones are carried out after it."""
        self._send(method, given, "")

    def ask(self, method: str, given: dict[str, Any], then: Hear, limit: float) -> None:
        """Send one command; `then` hears its result, None when it was refused or none came in `limit` seconds."""
        number = self._send(method, given, "window.__asked.add({number});")
        self._await(number, time.monotonic() + limit, then)

    def when_settled(self, then: Callable[[bool], object]) -> None:
        """Call `then` with whether the channel works: at once if that is known."""
        if self.works is None:
            self.settled.connect(then, Qt.ConnectionType.SingleShotConnection)
        else:
            then(self.works)

    def _send(self, method: str, given: dict[str, Any], before: str) -> int:
        self._sent += 1
        command = ", ".join(json.dumps(part) for part in (self._sent, method, given))
        self._host.runJavaScript(f"{before.format(number=self._sent)}window.__send({command})", _MAIN_WORLD)
        return self._sent

    def _await(self, number: int, end: float, then: Hear) -> None:
        fetch = (
            f"(() => {{ const said = window.__answers[{number}] || ''; delete window.__answers[{number}];"
            " return said })()"
        )
        self._host.runJavaScript(fetch, _MAIN_WORLD, lambda said: self._answer(said, number, end, then))

    def _answer(self, said: object, number: int, end: float, then: Hear) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(said, str) and said:
            result = json.loads(said).get("result")
            then(result if isinstance(result, dict) else None)
        elif time.monotonic() > end:
            then(None)
        else:
            QTimer.singleShot(_ANSWER_EVERY_MS, self, lambda: self._await(number, end, then))

    def _begin(self) -> None:
        self._host.loadFinished.disconnect(self._begin)
        self._host.runJavaScript(_BRIDGE, _MAIN_WORLD)
        self.send("Browser.getVersion")
        self._timer.start()

    def _probe(self) -> None:
        self._probes += 1
        self._host.runJavaScript("window.__answers && window.__answers[1] === true", _MAIN_WORLD, self._heard)
        if self._probes > _PROBES:
            self._settle(False)

    def _heard(self, answered: object) -> None:
        if answered is True and self._timer.isActive():
            self._settle(True)

    def _give_up(self) -> None:
        if self._probes == 0:
            self._settle(False)

    def _settle(self, works: bool) -> None:
        if self.works is not None:
            return
        self.works = works
        self._timer.stop()
        self.settled.emit(works)
