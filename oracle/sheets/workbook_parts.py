"""The parts of a workbook that we read, each a small reader of XML events. Names are compared without their spaces."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import unquote
from xml.parsers import expat

from oracle.errors import InputError
from oracle.language import _
from oracle.sheets.table import LONGEST_CELL, MOST_COLUMNS

_MOST_STRINGS = 500_000
_MOST_FORMATS = 100_000
_LONGEST_TEXT = LONGEST_CELL + 1  # one more than is kept, so that the cut is noticed
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class TooMuch(Exception):
    """More rows than a journey can have."""


class Reader:
    """What hears of the elements of one part."""

    finished = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters of the element that is open."""


class Part:
    """A part on its way from bytes to its reader. A document type, with which bombs are built, is refused."""

    def __init__(self, reader: Reader) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = lambda name, attributes: reader.start(
            _bare(name), {_bare(key): value for key, value in attributes.items()}
        )
        self._parser.EndElementHandler = lambda name: reader.end(_bare(name))
        self._parser.CharacterDataHandler = reader.text
        self._reader = reader

    def feed(self, data: bytes) -> None:
        """The next bytes; ExpatError where they are no XML."""
        self._parser.Parse(data, False)

    def close(self) -> None:
        """No more bytes."""
        if not self._reader.finished:
            self._parser.Parse(b"", True)


class Relations(Reader):
    """Which part is what to another part; targets are paths in the package. What lies outside of it is left out."""

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._by_id: dict[str, str] = {}
        self._by_kind: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = unquote(attributes.get("Target", ""))
        path = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self._by_id[attributes.get("Id", "")] = path
        self._by_kind.setdefault(attributes.get("Type", "").rpartition("/")[2], path)

    def target(self, kind: str) -> str:
        """Path of the part of that kind, as "styles"; "" where there is none."""
        return self._by_kind.get(kind, "")

    def path(self, identity: str) -> str:
        """Path of the part with that relation id; "" where there is none."""
        return self._by_id.get(identity, "")


class Sheets(Reader):
    """The sheets of a workbook: name, path, and whether they are hidden; and where its dates count from."""

    def __init__(self, relations: Relations) -> None:
        self._relations = relations
        self.found: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.found.append((attributes.get("name", ""), self._relations.path(attributes.get("id", "")), hidden))

    def path_of(self, name: str) -> str:
        """Path of the sheet of that name; InputError where there is none."""
        for own, path, _hidden in self.found:
            if own.casefold() == name.casefold():
                return path
        names = ", ".join(own for own, _path, hidden in self.found if not hidden)
        raise InputError(
            _("The workbook has no sheet called {name}.").format(name=name[:60]),
            advice=_("It has: {names}.").format(names=names[:400]),
        )


class Strings(Reader):
    """The texts that cells share, without the reading aids of Japanese."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._inside = 0
        self._aside = 0
        self._parts: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._parts, self._length = [], 0
        elif name == "rPh":
            self._aside += 1
        elif name == "t":
            self._inside += 1

    def end(self, name: str) -> None:
        if name == "si":
            if len(self.texts) >= _MOST_STRINGS:
                raise TooMuch
            self.texts.append(unescaped("".join(self._parts)))
        elif name == "rPh":
            self._aside -= 1
        elif name == "t":
            self._inside -= 1

    def text(self, data: str) -> None:
        if self._inside and not self._aside and self._length < _LONGEST_TEXT:
            self._parts.append(data[:_LONGEST_TEXT])
            self._length += len(data)

    def at(self, index: str) -> str:
        """The text with that number; "" where there is none."""
        return self.texts[int(index)] if index.isascii() and index.isdigit() and int(index) < len(self.texts) else ""


class Styles(Reader):
    """Which cell formats show a number as a date or a time."""

    def __init__(self, since_1904: bool) -> None:
        self._origin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
        self._own: dict[str, bool] = {}
        self._formats: list[bool] = []
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = _is_date(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside and len(self._formats) < _MOST_FORMATS:
            number = attributes.get("numFmtId", "0")
            known = number.isascii() and number.isdigit() and int(number) in _DATES
            self._formats.append(self._own.get(number, known))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def shown(self, value: str, style: str) -> str:
        """A stored number as text: "3", "2.5", or a date as "2026-11-22"."""
        try:
            number = float(value)
        except ValueError:
            return value
        at = int(style) if style.isascii() and style.isdigit() else 0
        if at < len(self._formats) and self._formats[at] and 0 <= number < 2_958_466:
            try:
                moment = self._origin + timedelta(seconds=round(number * 86_400))
            except OverflowError:  # after the year 9999
                return value
            if number < 1:
                return moment.strftime("%H:%M")
            return moment.strftime("%Y-%m-%d" if number == int(number) else "%Y-%m-%d %H:%M")
        return f"{number:.15g}" if abs(number) < 1e15 else value


class Cells(Reader):
    """The rows of a sheet that hold something, each with its number and the texts of its cells."""

    def __init__(self, strings: Strings, styles: Styles, *, most_rows: int) -> None:
        self._strings, self._styles, self._most_rows = strings, styles, most_rows
        self.rows: list[tuple[int, list[str]]] = []
        self.unknown = False  # a formula without a value, or an error, was met
        self._number = 0
        self._row: dict[int, str] = {}
        self._column = -1
        self._kind = self._style = ""
        self._value: list[str] = []
        self._length = 0
        self._keeps = False
        self._aside = 0
        self._has_formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            told = attributes.get("r", "")
            self._number = int(told) if told.isascii() and told.isdigit() and len(told) < 8 else self._number + 1
            self._row, self._column = {}, -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._length, self._has_formula = [], 0, False
        elif name in {"v", "t"}:
            self._keeps = not self._aside
        elif name == "rPh":
            self._aside += 1
        elif name == "f":
            self._has_formula = True

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._keeps = False
        elif name == "rPh":
            self._aside -= 1
        elif name == "c":
            self._take()
        elif name == "row":
            self._end_row()
        elif name == "sheetData":
            self.finished = True

    def text(self, data: str) -> None:
        if self._keeps and self._length < _LONGEST_TEXT:
            self._value.append(data[:_LONGEST_TEXT])
            self._length += len(data)

    def _place(self, reference: str) -> None:
        found = _REFERENCE.fullmatch(reference)
        if not found:
            self._column += 1
            return
        column = 0
        for letter in found[1].upper():
            column = column * 26 + ord(letter) - 64
        self._column = column - 1

    def _take(self) -> None:
        value = "".join(self._value)
        if self._kind == "e" or (self._has_formula and not value and self._kind != "str"):
            self.unknown = True
            return
        if not value or self._column > MOST_COLUMNS:
            return
        text = {
            "s": lambda: self._strings.at(value),
            "b": lambda: _("yes") if value == "1" else _("no"),
            "n": lambda: self._styles.shown(value, self._style),
            "d": lambda: value.replace("T00:00:00", ""),
        }.get(self._kind, lambda: unescaped(value))()
        if text:
            self._row[self._column] = text

    def _end_row(self) -> None:
        if not self._row:
            return
        if len(self.rows) >= self._most_rows:
            raise TooMuch
        width = max(self._row) + 1
        self.rows.append((self._number, [self._row.get(at, "") for at in range(width)]))


def unescaped(text: str) -> str:
    """Text with the characters that XML cannot hold, which workbooks write as `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _is_date(code: str) -> bool:
    """Whether a number format shows days, months, years or hours."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', "", code.lower()).split(";")[0]
    return bool(re.search(r"[dmyhs]", bare)) and not re.search(r"[0#?]e|general", bare)


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_declared: object) -> None:
    raise InputError(
        _("The workbook declares entities of its own, which no spreadsheet program writes."),
        advice=_("Open it in your spreadsheet program and save it as XLSX or CSV."),
    )
