"""Writing a finished canvas to a file, object by object, so that a large report never stands in memory twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc

from oracle.report.pdf.jpeg import PictureObject
from oracle.report.pdf.tagging import TaggedCanvas

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def write_objects(canvas: TaggedCanvas, file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Write the document of `canvas` to `file`, yielding (objects written, objects known) after each object.

    Objects are numbered while they are written, since formatting one may call for others; so the second number grows.
    """
    document = canvas._doc
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    catalogue, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    offset = file.write(_HEAD)
    names: list[str] = []
    while (number := len(names) + 1) in document.numberToId:
        name = document.numberToId[number]
        document.idToOffset[name] = offset
        for part in _parts(number, document.idToObject[name], document):
            offset += file.write(part)
        names.append(name)
        yield number, len(document.numberToId)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, names)
    file.write(table.format(document))
    trailer = pdfdoc.PDFTrailer(startxref=offset, Size=len(names) + 1, Root=catalogue, Info=info, ID=document.ID())
    file.write(trailer.format(document))


def _parts(number: int, thing: pdfdoc.PDFObject, document: pdfdoc.PDFDocument) -> Iterator[bytes]:
    """An object as it stands in the file. Pictures go from their store to the file without being copied together."""
    yield b"%d 0 obj\n" % number
    if isinstance(thing, PictureObject):
        yield from thing.parts()
    else:
        yield thing.format(document)
    yield b"\nendobj\n"
