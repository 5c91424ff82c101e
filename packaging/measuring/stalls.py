"""How long the window stands still while captures are taken: at 4K, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measuring import filling, pictures, places
from measuring.rounds import Sample
from measuring.scale import Scale
from measuring.table import Line, Skipped

_MOST = 16.0  # ms: one picture of a screen that shows sixty a second


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """The longest gap between two ticks, apart from the grabs; beside it what the machine does to an idle window.

    A busy machine lets any thread wait. The thread's own work between two ticks tells that from a fault of ours.
    """
    if not places.has_display_server():
        yield Skipped("stall", "there is no Xvfb here to show a window on")
        return
    height = max(height for height, _ in scale.screens)
    for kind in dict.fromkeys(kind for _, kind in scale.screens):
        picture = pictures.screen_of(folder, scale, height, kind)
        with places.display(*pictures.SIZES[height]) as display:
            made = filling.make(folder, f"stall-{kind}", pictures.folder_of(folder, scale), 2, "bare")
            command = places.python("measuring.window", made["path"], made["begun"], picture)
            window = places.Child(command, places.environment(folder / "home", display), folder / "window.log")
            try:
                found = window.ask("stall", scale.stalls)
            finally:
                window.close()
        size = "{} × {}".format(*pictures.SIZES[height])
        case = f"{size} {kind}: longest stall in {scale.stalls} captures / idle"
        yield Line(case, _one(found["stall"]), _one(found["idle"]), most=_MOST, absolute=True)
        case = f"{size} {kind}: most work of the window thread between ticks"
        yield Line(case, _one(found["work"]), most=_MOST, absolute=True)
        yield Line(f"{size} {kind}: longest grab, in the same run", _one(found["grab"]))


def _one(value: float) -> Sample:
    return Sample((value,))
