"""From the press to the disk: our whole path, against the raw frame synced and against other people's tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import filling, pictures, places
from measuring.rounds import Case, Sample, alternate
from measuring.scale import Scale
from measuring.table import Line, Skipped

# What a user of the tool would type; the file's name comes last. The goal is how much of their time we may take.
TOOLS: dict[str, tuple[tuple[str, ...], float]] = {
    "scrot": (("scrot", "-o"), 0.75),
    "ksnip": (("ksnip", "-f", "-p"), 0.6),
    "flameshot": (("flameshot", "full", "-p"), 0.6),
}
_MOST_SHOWN = 1.5
_EMPTY = 5_000  # bytes: less is no picture of a screen
_QUIET = "[General]\nshowDesktopNotification=false\nshowStartupLaunchMessage=false\ndisabledTrayIcon=true\n"


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """Four screens: two sizes, a typical page and one full of photographs."""
    if not places.has_display_server():
        yield Skipped("capture", "there is no Xvfb here to show a screen on")
        return
    for height, kind in scale.screens:
        width, high = pictures.SIZES[height]
        picture = pictures.screen_of(folder, scale, height, kind)
        with places.display(width, high) as display:
            yield from _screen(folder, scale, f"{width} × {high} {kind}", picture, display)


def _screen(folder: Path, scale: Scale, name: str, picture: Path, display: str) -> Iterator[Line | Skipped]:
    variables = places.environment(folder / "home", display)
    made = filling.make(folder, picture.stem, pictures.folder_of(folder, scale), 2, "bare")
    command = places.python("measuring.window", made["path"], made["begun"], picture)
    window = places.Child(command, variables, folder / "window.log")
    shown: list[float] = []

    def ours() -> float:
        found = window.ask("capture")
        shown.append(found["shown"])
        return float(found["durable"])

    cases: dict[str, Case] = {
        "ours": ours,
        "raw": lambda: float(window.ask("raw", folder / "raw")["seconds"]),
        "grab": lambda: float(window.ask("grab")["seconds"]),
    }
    cases |= {tool: _tool(argv, folder, variables) for tool, (argv, _) in TOOLS.items() if shutil.which(argv[0])}
    try:
        found = alternate(cases, scale.turns, scale.warm_up)
    finally:
        window.close()
    yield Line(f"{name}: press → durable / raw frame synced", found["ours"], found["raw"])
    for tool, (_, most) in TOOLS.items():
        case = f"{name}: press → durable / {tool}"
        if tool in found:
            yield Line(case, found["ours"], found[tool], most=most)
        else:
            yield Skipped(case, f"{tool} is not installed")
    seen = Sample(tuple(shown[-scale.turns :]))
    yield Line(f"{name}: press → thumbnail / grab alone", seen, found["grab"], most=_MOST_SHOWN)


def _tool(argv: Sequence[str], folder: Path, variables: dict[str, str]) -> Case:
    """A tool as its user runs it; then its file is synced, which none of them does."""
    out = folder / f"{argv[0]}.png"
    settings = Path(variables["XDG_CONFIG_HOME"]) / "flameshot" / "flameshot.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_QUIET)
    # Some of them wait for a session bus; each gets its own where there is a way.
    bus = ("dbus-run-session", "--") if argv[0] == "flameshot" and shutil.which("dbus-run-session") else ()

    def take() -> float:
        out.unlink(missing_ok=True)
        began = time.perf_counter()
        subprocess.run([*bus, *argv, out], env=variables, capture_output=True, check=False, timeout=60)
        with out.open("rb") as file:
            os.fsync(file.fileno())
        seconds = time.perf_counter() - began
        if out.stat().st_size < _EMPTY:
            raise RuntimeError(f"{argv[0]} took no picture")
        return seconds

    return take
