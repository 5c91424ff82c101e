"""The font files of this machine, as a way out for characters that no bundled font has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


def installed() -> list[Path]:
    """Every font file that the system lists, by name."""
    listed = _listed_by_fontconfig()
    if not listed:
        listed = [file for folder in _folders() if folder.is_dir() for file in folder.rglob("*")]
    return sorted({file for file in listed if file.suffix.lower() in _SUFFIXES})


def _listed_by_fontconfig() -> list[Path]:
    program = shutil.which("fc-list")
    if program is None:
        return []
    try:
        answer = subprocess.run([program, "--format", "%{file}\n"], capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return [Path(os.fsdecode(line)) for line in answer.stdout.splitlines() if line]


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
