"""The engine's own protocol to one page, inside this process: no port is opened, so no other program can listen.

It rests on engine internals, so every use has a way without it. See the design notes on the browser for the measures.
"""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

_BRIDGE = """(() => {
  const parts = {text: '', size: 0};
  window.__answers = {};
  const take = (text) => { const said = JSON.parse(text); if (said.id) window.__answers[said.id] = true };
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
_MAIN_WORLD = QWebEngineScript.ScriptWorldId.MainWorld.value


class DevTools(QObject):
    """A channel to `page`; owned by it. `settled` says once whether it works, within about a second."""

    settled = Signal(bool)

    def __init__(self, page: QWebEnginePage) -> None:
        super().__init__(page)
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
        self._sent += 1
        command = ", ".join(json.dumps(part) for part in (self._sent, method, given))
        self._host.runJavaScript(f"window.__send({command})", _MAIN_WORLD)

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
        self._timer.stop()
        self.settled.emit(works)
