"""Scripts that notice what cannot work in this browser: refused pop-ups, films without a codec, protected films.

The page's own world gets two thin wrappers, the rest runs in a world of its own that the page cannot see. News comes
back as a console line behind a secret, so that no page can make up what it says there.
"""

from __future__ import annotations

import json
import secrets

from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineScript

_ISOLATED_WORLD = 77

_MAIN = """(() => {
  const event = %(event)s;
  const tell = (what) => document.dispatchEvent(new CustomEvent(event, {detail: what}));
  window.open = new Proxy(window.open, {apply(open, self, given) {
    const asked = navigator.userActivation.isActive;
    const opened = Reflect.apply(open, self, given);
    if (opened === null && !asked) {
      try { tell('popup ' + new URL(given[0] ?? 'about:blank', document.baseURI).href) } catch { tell('popup ') }
    }
    return opened;
  }});
  if (!navigator.requestMediaKeySystemAccess) return;
  navigator.requestMediaKeySystemAccess = new Proxy(navigator.requestMediaKeySystemAccess, {apply(ask, self, given) {
    const answer = Reflect.apply(ask, self, given);
    answer.catch(() => { if (document.querySelector('video, audio')) tell('protected ') });
    return answer;
  }});
})()"""

_ISOLATED = """(() => {
  const say = (what) => console.info(%(secret)s + what);
  document.addEventListener(%(event)s, (news) => say(String(news.detail)));
  document.addEventListener('encrypted', () => say('protected '), true);
  const unplayable = (film) => film.error
    ? film.error.code === 4 && /^(DEMUXER|DECODER|PIPELINE)_ERROR/.test(film.error.message)  // not where it is missing
    : [...film.querySelectorAll('source')].some((source) => source.type && !film.canPlayType(source.type));
  document.addEventListener('error', (news) => {
    const film = news.target instanceof HTMLSourceElement ? news.target.parentElement : news.target;
    if (!news.isTrusted || !(film instanceof HTMLMediaElement)) return;
    setTimeout(() => {
      if ((film.error || film.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) && unplayable(film)) say('codec ');
    }, 100);
  }, true);
})()"""


class Watch:
    """The two scripts of a profile's pages and the secret that their news begins with."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        """Watch all pages of `profile`: a page's own scripts are lost when the engine refuses one of its links."""
        self._secret = secrets.token_hex(16)
        words = {"event": json.dumps("e" + secrets.token_hex(8)), "secret": json.dumps(self._secret)}
        profile.scripts().insert(_script(_MAIN % words, QWebEngineScript.ScriptWorldId.MainWorld.value))
        profile.scripts().insert(_script(_ISOLATED % words, _ISOLATED_WORLD))

    def news(self, console_line: str) -> tuple[str, str] | None:
        """What a console line of ours says: its kind (popup, protected, codec) and detail; None for the page's own."""
        if not console_line.startswith(self._secret):
            return None
        kind, _space, detail = console_line.removeprefix(self._secret).partition(" ")
        return kind, detail


def _script(source: str, world: int) -> QWebEngineScript:
    script = QWebEngineScript()
    script.setWorldId(world)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setRunsOnSubFrames(True)
    script.setSourceCode(source)
    return script
