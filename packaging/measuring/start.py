"""From the start of the process to something on the screen, against a bare window of the same toolkit."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from measuring import filling, pictures, places
from measuring.rounds import alternate
from measuring.scale import Scale
from measuring.table import Line, Skipped

_MOST_WINDOW = 1.4
_MOST_HOME = 3.5  # of a bare window: what 0.6 of Anki's start was when Anki was measured beside one (5.9)


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """The first window of a new user and of one with many captures, and the home screen of the latter."""
    if not places.has_display_server():
        yield Skipped("start", "there is no Xvfb here to show a window on")
        return
    shots = pictures.folder_of(folder, scale)
    made = filling.make(folder, "many", shots, scale.captures, "small")
    with places.display(1920, 1080) as display:
        variables = places.environment(folder / "home", display)
        new = places.environment(folder / "new", display)

        def until(word: str, workspace: Path) -> float:
            return _until(word, places.python("measuring.starting", "app", workspace, word), variables)

        def first(workspace: Path) -> float:
            workspace.unlink(missing_ok=True)  # the turn before may have made it
            return _until("painted", places.python("measuring.starting", "app", workspace, "painted"), new)

        found = alternate(
            {
                "bare": lambda: _until("painted", places.python("measuring.starting", "bare"), variables),
                "first": lambda: first(folder / "none.db"),
                "window": lambda: until("painted", made["path"]),
                "home": lambda: until("usable", made["path"]),
            },
            scale.turns,
            scale.warm_up,
        )
    yield Line("first window, new user / bare PySide6 window", found["first"], found["bare"], most=_MOST_WINDOW)
    many = f"{scale.captures:,} captures"
    yield Line(f"first window, {many} / bare PySide6 window", found["window"], found["bare"], most=_MOST_WINDOW)
    yield Line(f"home of {many} usable / bare PySide6 window", found["home"], found["bare"], most=_MOST_HOME)


def _until(word: str, command: list[str], variables: dict[str, str]) -> float:
    """Seconds until the child says a word; then it ends by itself."""
    began = time.perf_counter()
    child = subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None  # noqa: S101 - asked for above
    seconds = 0.0
    for line in child.stdout:
        if line.strip() == word:
            seconds = time.perf_counter() - began
            break
    _, said = child.communicate(timeout=60)
    if not seconds:
        raise RuntimeError(f"{' '.join(command)}: {said[-800:]}")
    return seconds
