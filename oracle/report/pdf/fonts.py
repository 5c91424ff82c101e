"""Fonts of one document: glyphs are counted while pages are laid out, and only those go into the file.

A `DocumentFont` is a Type 0 font with Identity-H codes. A code (CID) stands for one pair of glyph and text, in the
order of first use, so that copying gives back exactly what was typed even where one glyph stands for several
characters. Fonts with CFF outlines are the exception: their codes must be glyph numbers, or some readers draw the wrong
glyphs.
"""

from __future__ import annotations

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from oracle.report.pdf import faces

DISPLAY_SIZE = 18.0  # points from which the optical size for headings is taken
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "STAT", "MVAR", "gasp", "meta", "DSIG")
_BLOCK = 100  # entries of one bfchar block, by the format's rule


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


class DocumentFont(pdfdoc.PDFObject):  # type: ignore[misc]
    """One face at one weight and optical size, in one document. `resource` is its name in page code, as `F3`."""

    __RefOnly__ = 1

    def __init__(self, face: faces.Face, resource: str, settings: dict[str, float]) -> None:
        self.face = face
        self.resource = resource
        self._settings = settings
        self.font = hb.Font(face.face)
        if settings:
            self.font.set_variations(settings)
        self.unit = 1000 / face.face.upem
        self._codes: dict[tuple[int, str], int] = {}
        self._glyphs: list[tuple[int, str]] = [(0, "\ufffd")]
        self._texts: dict[int, str] = {}

    def code(self, glyph: int, text: str) -> tuple[int, bool]:
        """The code that draws `glyph`, and whether it reads as `text` (a CFF face has one text for a glyph)."""
        if self.face.is_cff:
            return glyph, self._texts.setdefault(glyph, text) == text
        pair = (glyph, text)
        code = self._codes.get(pair)
        if code is None:
            code = self._codes[pair] = len(self._glyphs)
            self._glyphs.append(pair)
        return code, True

    def width(self, glyph: int) -> float:
        """Advance of a glyph in thousandths of the size, as written into the file."""
        advance: int = self.font.get_glyph_h_advance(glyph)
        return float(advance * self.unit)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The font's dictionary; its parts are made now, when every glyph is known."""
        name = "/" + self._name()
        below = self._descendant(document, name)
        text = pdfdoc.PDFStream(content=self._to_unicode(), filters=[pdfdoc.PDFZCompress])
        fields = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(below)]),
            "ToUnicode": document.Reference(text),
        }
        return bytes(pdfdoc.PDFDictionary(fields).format(document))

    def _entries(self) -> list[tuple[int, int, str]]:
        """(code, glyph, text), by code."""
        if self.face.is_cff:
            return [(glyph, glyph, text) for glyph, text in sorted(self._texts.items())]
        return [(code, glyph, text) for code, (glyph, text) in enumerate(self._glyphs)]

    def _name(self) -> str:
        number = int(self.resource.removeprefix("F"))
        letters = "".join(chr(65 + number // 26**place % 26) for place in range(6))
        plain = "".join(sign for sign in self.face.name if sign.isascii() and (sign.isalnum() or sign == "-"))
        return f"{letters}+{plain or 'Font'}"

    def _descendant(self, document: pdfdoc.PDFDocument, name: str) -> pdfdoc.PDFDictionary:
        data, renumbered = self._subset()
        widths = b" ".join(f"{code}[{self.width(glyph):.2f}]".encode() for code, glyph, _ in self._entries())
        fields: dict[str, object] = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.face.is_cff else "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": document.Reference(self._descriptor(document, name, data)),
            "DW": 0,
            "W": b"[" + widths + b"]",
        }
        if not self.face.is_cff:
            mapped = b"".join(renumbered[glyph].to_bytes(2, "big") for _, glyph, _ in self._entries())
            stream = pdfdoc.PDFStream(content=mapped, filters=[pdfdoc.PDFZCompress])
            fields["CIDToGIDMap"] = document.Reference(stream)
        return pdfdoc.PDFDictionary(fields)

    def _descriptor(self, document: pdfdoc.PDFDocument, name: str, data: bytes) -> pdfdoc.PDFDictionary:
        extents = self.font.get_font_extents("ltr")
        top, bottom = extents.ascender * self.unit, extents.descender * self.unit
        if self.face.is_cff:
            stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Subtype": "/OpenType"}), data, [pdfdoc.PDFZCompress])
        else:
            stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Length1": len(data)}), data, [pdfdoc.PDFZCompress])
        fields = {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": f"[-1000 {min(bottom, 0) - 500:.0f} 3000 {top + 500:.0f}]",
            "ItalicAngle": 0,
            "Ascent": round(top),
            "Descent": round(bottom),
            "CapHeight": round(top * 0.75),
            "StemV": 80,
            "FontFile3" if self.face.is_cff else "FontFile2": document.Reference(stream),
        }
        return pdfdoc.PDFDictionary(fields)

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(hb.Set({glyph for _, glyph, _ in self._entries()} | {0}))
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
        if self.face.is_cff:
            wanted.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.DOWNGRADE_CFF2
        for table in _DROPPED_TABLES:
            wanted.drop_table_tag_set.add(_tag(table))
        for axis in self.face.axes:
            if axis in self._settings:
                wanted.pin_axis_location(self.face.face, axis, self._settings[axis])
            else:
                wanted.pin_axis_to_default(self.face.face, axis)
        plan = hb.SubsetPlan(self.face.face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)

    def _to_unicode(self) -> bytes:
        rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, _, text in self._entries() if text]
        blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (_CMAP_HEAD + body + _CMAP_FOOT).encode()


class FontBook:
    """All fonts of one document, made on first use and hung into the resources of its pages."""

    def __init__(self, document: pdfdoc.PDFDocument) -> None:
        self._document = document
        self._fonts: dict[tuple[str, int, tuple[tuple[str, float], ...]], DocumentFont] = {}

    def font(self, face: faces.Face, weight: int, size: float) -> DocumentFont:
        """The font of `face` at `weight` (400 to 700), cut for text of `size` points where the face knows such cuts."""
        if weight >= 600 and face.bold is not None:
            face = face.bold
        wanted = {"wght": float(weight), "opsz": 32.0 if size >= DISPLAY_SIZE else 14.0}
        settings = {
            axis: min(max(wanted[axis], low), high) for axis, (low, high) in face.axes.items() if axis in wanted
        }
        key = (face.name, id(face), tuple(sorted(settings.items())))
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = DocumentFont(face, f"F{len(self._fonts) + 1}", settings)
            held = self._document.Reference(found, f"Font.{found.resource}")
            self._document.idToObject["BasicFonts"].dict[found.resource] = held
        return found


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = """
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
