"""Opening a foreign file: what it is, whether it may be read, and as what."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from oracle.errors import InputError
from oracle.language import _
from oracle.sheets.table import MOST_BYTES, Progress, Table
from oracle.sheets.texts import decoded, read_text
from oracle.sheets.workbook import read_workbook

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def read_table(path: Path, *, sheet: str | None = None, encoding: str | None = None) -> Table:
    """The table in a CSV or XLSX file. InputError says what cannot be used; nothing is ever run or fetched."""
    steps = table_steps(path, sheet=sheet, encoding=encoding)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            table: Table = end.value
            return table


def read_outline(path: Path, encoding: str | None = None) -> str:
    """The text of a file that is no table, for `from_text`. InputError says what cannot be used."""
    return decoded(_bytes_of(path), encoding)[0]


def table_steps(
    path: Path, *, sheet: str | None = None, encoding: str | None = None
) -> Generator[Progress, None, Table]:
    """As `read_table`, in steps that tell how far it is; closing it stops."""
    data = _bytes_of(path)
    yield Progress(0, len(data))
    if data.startswith(_ZIP):
        if _OPEN_DOCUMENT in data[:200]:
            raise _other_kind(_("OpenDocument"))
        return (yield from read_workbook(data, sheet))
    if data.startswith(_OLD_OFFICE):
        raise InputError(
            _("The file is an old Excel workbook, or one protected by a password."),
            advice=_("Save it without a password as XLSX or CSV, and try again."),
        )
    if data.startswith(b"%PDF"):
        raise _other_kind("PDF")
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        raise InputError(
            _("The file is called a workbook and is none, or it is damaged."),
            advice=_("Open it in your spreadsheet program and save it as XLSX or CSV."),
        )
    return (yield from read_text(data, encoding))


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError(_("{path} is no file.").format(path=path), advice=_("Choose a CSV or an XLSX file."))
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(
                _("The file has {size} MB; at most {most} MB are read.").format(
                    size=size // 1024 // 1024, most=MOST_BYTES // 1024 // 1024
                ),
                advice=_("Keep only the sheet of one journey, without pictures, and try again."),
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            _("The file {path} could not be read: {why}.").format(path=path, why=error.strerror or error),
            advice=_("Check that it is there and that you may read it."),
        ) from error
    if not data.strip():
        raise InputError(_("The file is empty."), advice=_("Choose a CSV or an XLSX file."))
    return data


def _other_kind(kind: str) -> InputError:
    return InputError(
        _("The file is {kind}, which is not read.").format(kind=kind),
        advice=_("Save it as XLSX or CSV in your spreadsheet program, and try again."),
    )
