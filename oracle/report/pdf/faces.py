"""Which font has a character: the bundled faces in their order, then, only when none of them has it, the system's.

Faces are read once a process and shared; nothing here belongs to one document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from oracle import paths
from oracle.imaging import font_files

REPLACEMENT = "\ufffd"

# After Inter and Noto Sans the order matters little, but symbols and emoji come last: a script's own face knows better.
_LAST = ("NotoSansSymbols", "NotoEmoji")
_FIRST = ("Inter", "NotoSans", "IBMPlexSansArabic-Regular")
_BOLD = {"IBMPlexSansArabic-Regular": "IBMPlexSansArabic-SemiBold"}
_FANCY = ["bold", "italic", "oblique", "light", "thin", "black", "mono", "serif", "math", "condensed"]
_EMBEDDING_FORBIDDEN = 0x0002  # OS/2 fsType, "restricted licence"


class Face:
    """One face of a font file. `bold` is the face to use from weight 600, where that is another file."""

    def __init__(self, path: Path, index: int = 0) -> None:
        self.name = path.stem if index == 0 else f"{path.stem}-{index}"
        self.face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.characters = self.face.unicodes
        self.tables = frozenset(self.face.table_tags)
        self.is_cff = "CFF " in self.tables or "CFF2" in self.tables
        self.axes = {axis.tag: (axis.min_value, axis.max_value) for axis in self.face.axis_infos}
        self.bold: Face | None = None

    def has(self, character: str) -> bool:
        """Whether this face draws `character`."""
        return ord(character) in self.characters

    @property
    def may_be_embedded(self) -> bool:
        """Whether it has outlines, and its maker allows them in a document."""
        if not self.tables & {"glyf", "CFF ", "CFF2"} or self.face.upem == 0:
            return False
        table = self.face.reference_table("OS/2").data
        licence = int.from_bytes(table[8:10], "big") if len(table) >= 10 else 0
        return licence & 0x000F != _EMBEDDING_FORBIDDEN


@cache
def bundled() -> tuple[Face, ...]:
    """The faces that ship with the app, Inter first."""
    folder = paths.resource("fonts")
    bold = set(_BOLD.values())
    names = sorted(file.stem for file in folder.glob("*.ttf") if file.stem not in bold)
    faces = [Face(folder / f"{name}.ttf") for name in sorted(names, key=_rank)]
    for face in faces:
        if face.name in _BOLD:
            face.bold = Face(folder / f"{_BOLD[face.name]}.ttf")
    return tuple(faces)


def emoji() -> Face:
    """The face that draws a character asked for as an emoji."""
    return next(face for face in bundled() if face.name == "NotoEmoji")


@cache
def face_of(character: str) -> Face | None:
    """The first face that has `character`, bundled before system; None when no font on this machine has it."""
    for face in bundled():
        if face.has(character):
            return face
    if unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc"):
        return None
    return next((face for face in _system() if face.has(character)), None)


def _rank(name: str) -> tuple[int, str]:
    if name in _FIRST:
        return _FIRST.index(name), ""
    return len(_FIRST) + (1 + _LAST.index(name) if name in _LAST else 0), name


@cache
def _system() -> tuple[Face, ...]:
    """Every usable face of the system, TrueType outlines and plain styles first."""
    faces = [face for file in font_files.installed() for face in _faces_in(file)]
    return tuple(
        sorted(faces, key=lambda face: (face.is_cff, not _is_plain(face.name), _rank_of_sans(face), face.name))
    )


def _rank_of_sans(face: Face) -> bool:
    return "sans" not in face.name.lower()


def _is_plain(name: str) -> bool:
    return not any(word in name.lower() for word in _FANCY)


def _faces_in(file: Path) -> Iterator[Face]:
    try:
        first = Face(file)
        faces = [first, *(Face(file, index) for index in range(1, first.face.count))]
    except (hb.HarfBuzzError, OSError, ValueError, MemoryError):
        return  # a broken font on the system is not the report's fault
    yield from (
        face for face in faces if face.may_be_embedded and not file.stem.startswith(("LastResort", "AdobeBlank"))
    )
