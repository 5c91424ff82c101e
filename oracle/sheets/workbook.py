"""XLSX files from strangers: a zip of XML, read part by part as a stream, with limits before and while it is read.

Read here and not by a library: those at hand load all shared texts, or the whole rectangle up to the last cell, before
anything can be stopped, which a small hostile file makes gigabytes and minutes of. Formulas are never looked at, only
the values stored with them; links to other files, macros, pictures and styles stay unread.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Generator
from xml.parsers import expat

from oracle.errors import InputError
from oracle.language import _
from oracle.sheets.table import MOST_ROWS, Progress, Table, table_of
from oracle.sheets.texts import own_text, too_many_rows
from oracle.sheets.workbook_parts import (
    Cells,
    Part,
    Reader,
    Relations,
    Sheets,
    Strings,
    Styles,
    TooMuch,
)

MOST_ENTRIES = 2_000
MOST_UNPACKED = 64 * 1024 * 1024  # of all parts that we read, together
MOST_DIRECTORY = 1024 * 1024  # bytes of the zip's list of its parts
_CHUNK = 64 * 1024
_END = struct.Struct("<4s4H2LH")  # the zip's end record, before its comment
_LOCATOR = 20  # bytes before the end record, where a zip64 says so
# What zipfile raises for damage of all kinds.
_DAMAGE = (zipfile.BadZipFile, ValueError, IndexError, struct.error, NotImplementedError, OSError)


def read_workbook(data: bytes, sheet: str | None = None) -> Generator[Progress, None, Table]:
    """The table of a sheet: the one named, else the first that is shown and holds something.

    InputError for what is no workbook, is protected by a password, or is more than a journey can be.
    """
    package = _Package(data)
    try:
        sheets = package.sheets()
        strings = Strings()
        yield from package.feed(package.related("sharedStrings"), strings)
        styles = Styles(sheets.since_1904)
        yield from package.feed(package.related("styles"), styles)
        shown = [name for name, _path, hidden in sheets.found if not hidden]
        named = shown or [name for name, _path, _hidden in sheets.found]
        chosen = [sheet] if sheet is not None else named
        for name in chosen:
            cells = Cells(strings, styles, most_rows=MOST_ROWS)
            yield from package.feed(sheets.path_of(name), cells)
            if cells.rows or name == chosen[-1]:
                break
    except TooMuch:
        raise too_many_rows() from None
    rows = [(number, [own_text(cell) for cell in row]) for number, row in cells.rows]
    table = table_of(rows, remarks=_remarks(cells))
    return Table(table.all_rows, table.headed, tuple(named), name, remarks=table.remarks)


def _remarks(cells: Cells) -> list[str]:
    if not cells.unknown:
        return []
    return [_("Some cells hold formulas without a stored value, or an error: they were read as empty.")]


class _Package:
    """The zip, its parts found by their relations, read with a limit on what comes out of it."""

    def __init__(self, data: bytes) -> None:
        self._left = MOST_UNPACKED
        if _directory_size(data) > MOST_DIRECTORY:
            raise _no_workbook()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise _no_workbook() from None
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise _no_workbook()
        self._names = {entry.filename.lstrip("/").casefold(): entry for entry in entries}
        self._total = max(1, sum(entry.file_size for entry in entries if entry.filename.endswith(".xml")))
        self._relations = Relations()

    def sheets(self) -> Sheets:
        """The list of sheets; InputError where the package holds none."""
        root = Relations()
        self._drain("_rels/.rels", root)
        path = root.target("officeDocument") or "xl/workbook.xml"
        folder, name = posixpath.split(path)
        self._relations = Relations(folder)
        self._drain(f"{folder}/_rels/{name}.rels", self._relations)
        sheets = Sheets(self._relations)
        self._drain(path, sheets)
        if not sheets.found:
            raise _no_workbook()
        return sheets

    def related(self, kind: str) -> str:
        """The path of a part of the workbook, "" where it has none."""
        return self._relations.target(kind)

    def feed(self, path: str, reader: Reader) -> Generator[Progress, None, None]:
        """Hand a part to its reader, piece by piece. A part that is not there holds nothing."""
        entry = self._names.get(path.casefold()) if path else None
        if entry is None:
            return
        part = Part(reader)
        done = 0
        try:
            with self._zip.open(entry) as stream:
                while not reader.finished and (piece := stream.read(_CHUNK)):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise _too_large()
                    part.feed(piece)
                    done += len(piece)
                    yield Progress(min(done, self._total), self._total)
            part.close()
        except (*_DAMAGE, expat.ExpatError, zlib.error, EOFError):
            raise _no_workbook() from None
        except RuntimeError:  # what zipfile raises for an encrypted part
            raise InputError(
                _("The workbook is protected by a password."), advice=_("Save it without one, and try again.")
            ) from None

    def _drain(self, path: str, reader: Reader) -> None:
        for _step in self.feed(path, reader):
            pass


def _directory_size(data: bytes) -> int:
    """How many bytes zipfile would take for the zip's list of parts; it makes objects of them all at once.

    The end record is looked for as zipfile does, so that both see the same. InputError without one, and for zip64,
    which says its sizes elsewhere and which no workbook of our size needs.
    """
    at = len(data) - _END.size
    if at < 0 or not (data.startswith(b"PK\5\6", at) and data.endswith(b"\0\0")):
        at = data.rfind(b"PK\5\6", max(0, at - 0x10000))
    if not 0 <= at <= len(data) - _END.size or data.startswith(b"PK\6\7", max(0, at - _LOCATOR)):
        raise _no_workbook()
    size: int = _END.unpack_from(data, at)[5]
    return size


def _no_workbook() -> InputError:
    return InputError(
        _("The file is no workbook that can be read, or it is damaged."),
        advice=_("Open it in your spreadsheet program and save it as XLSX or CSV."),
    )


def _too_large() -> InputError:
    return InputError(
        _("The workbook unpacks to more than {n} MB.").format(n=MOST_UNPACKED // 1024 // 1024),
        advice=_("Keep only the sheet of one journey, and try again."),
    )
