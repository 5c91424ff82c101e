"""Icons in one colour as files: a style sheet takes its arrows and ticks from files only."""

from __future__ import annotations

from pathlib import Path

from oracle import paths


def tinted_file(name: str, colour: str) -> Path:
    """An SVG file of the icon in `colour`, in the cache folder; made when it is not there yet."""
    source = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    text = source.replace("currentColor", colour)
    file = paths.cache_folder() / "icons" / f"{name}-{colour.lstrip('#').lower()}.svg"
    if not file.is_file() or file.read_text("utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return file
