"""Captures while a report is written: they should be on the disk as quickly as without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measuring import filling, pictures, places
from measuring.rounds import Sample
from measuring.scale import Scale
from measuring.table import Line, Skipped

_MOST = 1.2
_A_TURN = 5  # captures


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """With the report's pictures prepared, and with none of them."""
    if not places.has_display_server():
        yield Skipped("export", "there is no Xvfb here to show a window on")
        return
    shots = pictures.folder_of(folder, scale)
    picture = pictures.screen_of(folder, scale, 1080, "typical")
    for how in ("prepared", "bare"):
        made = filling.make(folder, f"export-{how}", shots, scale.export, how)
        with places.display(*pictures.SIZES[1080]) as display:
            command = places.python("measuring.window", made["path"], made["begun"], picture)
            window = places.Child(command, places.environment(folder / "home", display), folder / "window.log")
            try:
                ours, without = _turns(window, made["filled"], folder / "during.pdf", scale)
            finally:
                window.close()
        said = "prepared" if how == "prepared" else "nothing prepared"
        case = f"capture during an export of {scale.export} ({said}) / without"
        yield Line(case, ours, without, most=_MOST)


def _turns(window: places.Child, walk: str, out: Path, scale: Scale) -> tuple[Sample, Sample]:
    """Some captures without, then some during an export, again and again; the warm-up is not counted."""
    ours: list[float] = []
    without: list[float] = []
    for turn in range(-scale.warm_up, scale.turns):
        alone = [window.ask("capture")["durable"] for _ in range(_A_TURN)]
        during = window.ask("export", walk, out, _A_TURN)["durable"]
        if turn >= 0:
            without += alone[: len(during)]
            ours += during
    return Sample(tuple(ours)), Sample(tuple(without))
