"""How much of what is private is found, and how much of what is found is private, by kind."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from measuring import places
from measuring.rounds import Sample
from measuring.scale import Scale
from measuring.table import Line, Skipped
from oracle import ocr

_PAGES, _PICTURES = 98.0, 90.0  # per cent


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """Half of the pictures are pages that the browser looks at, half are drawn and read by the extra."""
    count = scale.private // 2
    variables = places.environment(folder / "home")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        variables["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # the engine has none for the super user
    yield from _lines("pages", count, places.run(places.python("measuring.private_pages", count), variables), _PAGES)
    if not ocr.is_installed():
        yield Skipped("private in drawn pictures", f"{ocr.EXTRA} is not installed (uv sync --extra ocr)")
        return
    said = places.run(places.python("measuring.private_pictures", count), variables)
    yield from _lines("drawn pictures", count, said, _PICTURES)


def _lines(what: str, count: int, said: str, least: float) -> Iterator[Line]:
    found = json.loads(said.splitlines()[-1])
    for kind, truths in sorted(found["truths"].items()):
        recall = Sample((found["found"].get(kind, 0) / truths,))
        yield Line(f"{kind} in {count} {what}: found, of {truths}", recall, unit="%", least=least)
    for kind, finds in sorted(found["finds"].items()):
        precision = Sample((found["right"].get(kind, 0) / finds,))
        yield Line(f"{kind} in {count} {what}: right, of {finds} found", precision, unit="%", least=least)
