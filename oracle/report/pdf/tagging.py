"""A canvas whose pages say what they hold: the structure tree of a tagged PDF (PDF/UA-1).

Exactly one marked-content sequence is open at any time, and the one open by default is an artifact. So whatever is
painted without saying more (rules, grounds, running heads) is decoration to a screen reader, and nothing can be
forgotten. `TaggedCanvas.tagged(element)` opens a sequence that belongs to an element instead.

The tree of `Element`s is built from the story, not from the order of painting; painting only adds references to it.
That keeps the reading order right whatever is painted first, and lets one paragraph stand on two pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from oracle.report.pdf.clean import clean

_ARTIFACT = "/Artifact BMC"
_CLOSE = "EMC"
_VERSION = (1, 7)


class Element(pdfdoc.PDFObject):  # type: ignore[misc]
    """One node of the structure tree, such as `P`, `H1`, `Figure` or `TD`.

    `alt` is the text read instead of a picture, `actual` the text that a sign stands for, `scope` is for `TH` ("Column"
    or "Row"), `numbering` for `L` ("Disc", "Decimal" or "None").
    """

    __RefOnly__ = 1  # ReportLab: written as an object of its own

    def __init__(
        self, tag: str, parent: Element | None, *, alt: str = "", scope: str = "", numbering: str = "", span: int = 1
    ) -> None:
        self.tag = tag
        self.parent: Element | None = parent
        self.alt = clean(alt)
        self.box: tuple[float, float, float, float] | None = None
        self._scope = scope
        self._numbering = numbering
        self._span = span
        self._kids: list[Element | tuple[str, int | str]] = []  # elements; else a page, and what is marked there
        self.holder: pdfdoc.PDFObject | None = None
        if parent is not None:
            parent._kids.append(self)

    def hold_content(self, page: str, number: int) -> None:
        """Add marked content `number` of the page object named `page`."""
        self._kids.append((page, number))

    def hold_annotation(self, annotation: str, page: str) -> None:
        """Add the annotation object of that name, on that page."""
        self._kids.append((page, annotation))

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The element as PDF: called by ReportLab when it writes the file."""
        above = self.parent if self.parent is not None else self.holder
        kids = b" ".join(self._kid(kid, document) for kid in self._kids)
        parts = [f"<</Type/StructElem/S/{self.tag}/P ".encode(), document.Reference(above).format(document)]
        if kids:
            parts.append(b"/K[" + kids + b"]")
        if self.alt:
            parts.append(b"/Alt" + pdfdoc.PDFString(self.alt).format(document))
        attributes = self._attributes()
        if attributes:
            parts.append(f"/A {attributes}".encode())
        return b"".join([*parts, b">>"])

    def _kid(self, kid: Element | tuple[str, int | str], document: pdfdoc.PDFDocument) -> bytes:
        if isinstance(kid, Element):
            return bytes(document.Reference(kid).format(document))
        page, held = kid
        if isinstance(held, int):
            return b"<</Type/MCR/Pg %b/MCID %d>>" % (_reference(page, document), held)
        return b"<</Type/OBJR/Pg %b/Obj %b>>" % (_reference(page, document), _reference(held, document))

    def _attributes(self) -> str:
        if self.box is not None:
            return "<</O/Layout/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]>>".format(*self.box)
        if self.tag in ("TH", "TD"):
            scope = f"/Scope/{self._scope}" if self._scope else ""
            span = f"/ColSpan {self._span}" if self._span > 1 else ""
            return f"<</O/Table{scope}{span}>>" if scope or span else ""
        return f"<</O/List/ListNumbering/{self._numbering}>>" if self._numbering else ""


def _reference(name: str, document: pdfdoc.PDFDocument) -> bytes:
    return bytes(pdfdoc.PDFObjectReference(name).format(document))


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A ReportLab canvas that writes tagged pages below `root`, the `Document` element.

    Coordinates are points with y upwards, as in PDF. Nothing is written before `stream.write_objects` is run on it.
    """

    def __init__(self, size: tuple[float, float], *, title: str, author: str, subject: str, language: str) -> None:
        super().__init__("", pagesize=size, pageCompression=1, pdfVersion=_VERSION, lang=language)
        self.root = Element("Document", None)
        self._parents: list[list[Element] | Element] = []
        self._late: dict[str, list[tuple[str, Callable[[], str]]]] = {}
        self._late_count = 0
        self._quiet = 0
        self._outline_level = -1
        self._marks: list[Element] = []
        self._last: Element | None = None
        self.setTitle(clean(title))
        self.setAuthor(clean(author))
        self.setSubject(clean(subject))
        self.setCreator("Pothole Oracle")
        self.setViewerPreference("DisplayDocTitle", "true")
        self._begin_page()

    def _make_preamble(self) -> None:
        # ReportLab's own preamble sets Helvetica, a font that would not be embedded.
        self._preamble = "1 0 0 1 0 0 cm"

    @property
    def page(self) -> int:
        """Number of the page being painted, from 1."""
        return int(self._pageNumber)

    def emit(self, code: str) -> None:
        """Add PDF operators to the page."""
        self._code.append(code)

    @contextmanager
    def tagged(self, element: Element | None) -> Iterator[None]:
        """What is painted inside belongs to `element`; None leaves it decoration. Sequences do not nest."""
        if element is None or self._quiet:
            yield
            return
        self._open(element)
        try:
            yield
        finally:
            self._code += (_CLOSE, _ARTIFACT)
            self._last = element

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Everything painted inside is decoration, as a table's head repeated on a further page."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    @property
    def is_decoration(self) -> bool:
        """Whether `decoration` is in force."""
        return self._quiet > 0

    def link(self, element: Element | None, target: str, box: tuple[float, float, float, float], says: str) -> None:
        """A link over `box` (left, bottom, right, top) to `#key` inside the document, or to a web or mail address."""
        if element is None or self._quiet:
            return
        name = f"Link{len(self._parents)}"
        leads: dict[str, object]
        if target.startswith("#"):
            leads = {"Dest": self._bookmarkReference(target[1:])}
        else:
            leads = {"A": pdfdoc.PDFDictionary({"S": "/URI", "URI": pdfdoc.PDFString(target)})}
        fields = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": pdfdoc.PDFArray(box),
            "Border": "[0 0 0]",
            "Contents": pdfdoc.PDFString(clean(says)),
            "F": 4,
            "StructParent": len(self._parents),
        }
        annotation = pdfdoc.PDFDictionary({**fields, **leads})
        self._addAnnotation(annotation, name)
        element.hold_annotation(self._doc.annotationName(name), self._doc.thisPageName())
        self._parents.append(element)

    def bookmark(self, key: str, top: float) -> None:
        """Make `#key` lead to the height `top` of this page."""
        self.bookmarkHorizontalAbsolute(key, top)

    def outline(self, title: str, top: float, level: int) -> None:
        """Add a line to the document's outline that leads to the height `top` of this page.

        Its level is at most one deeper than that of the line before.
        """
        level = min(level, self._outline_level + 1)
        self._outline_level = level
        key = f"outline {len(self._destinations)}"
        self.bookmark(key, top)
        self.addOutlineEntry(clean(title) or "–", key, level)

    def place_of(self, key: str) -> int:
        """Page number that `#key` leads to; 0 while it is not known. Sure after the last page only."""
        destination = self._destinations.get(key)
        page = getattr(destination, "page", None)
        return int(page.name.removeprefix("Page")) if page is not None else 0

    def late(self, code: Callable[[], str]) -> None:
        """Paint here what is known only at the end, as a number of pages: `code` gives the operators then."""
        self._late_count += 1
        token = f"%late{self._late_count};"  # a comment in PDF
        self._late.setdefault(self._doc.thisPageName(), []).append((token, code))
        self._code.append(token)

    def showPage(self) -> None:  # noqa: N802 - ReportLab calls it so
        """End the page, and begin the next."""
        self._end_page()
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._parents)
        page.Tabs = "/S"
        self._parents.append(self._marks)
        self._begin_page()

    def finish(self) -> None:
        """Fill in what was late, and hang the tree into the document. Once, after the last page."""
        for number in range(1, self._pageNumber):
            self._finish_page(f"Page{number}")
        missing = [key for key, place in self._destinations.items() if place.page is None]
        if missing:
            raise LookupError(f"links lead to {missing}, which no flowable is bookmarked as")
        catalogue = self._doc.Catalog
        catalogue.StructTreeRoot = _TreeRoot(self.root, self._parents)
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalogue.Metadata = pdfdoc.XMP(creator=_metadata)

    def _finish_page(self, name: str) -> None:
        page = self._doc.idToObject[name]
        code = page.stream
        for token, late in self._late.get(name, ()):
            code = code.replace(token, late(), 1)
        # Given here, as ReportLab would write it in base 85, at ten times the cost.
        page.Contents = pdfdoc.PDFStream(content=code.encode("ascii"), filters=[pdfdoc.PDFZCompress])
        page.stream = page.Trans = None

    def _open(self, element: Element) -> None:
        code = self._code
        if code[-1] == _ARTIFACT:
            code.pop()
            if code and code[-1] == _CLOSE and self._last is element:
                code.pop()
                return
        else:
            code.append(_CLOSE)
        number = len(self._marks)
        self._marks.append(element)
        element.hold_content(self._doc.thisPageName(), number)
        code.append(f"/{element.tag} <</MCID {number}>> BDC")

    def _begin_page(self) -> None:
        self._marks = []
        self._last = None
        self._code.append(_ARTIFACT)

    def _end_page(self) -> None:
        if self._code[-1] == _ARTIFACT:
            self._code.pop()
        else:
            self._code.append(_CLOSE)


class _TreeRoot(pdfdoc.PDFObject):  # type: ignore[misc]
    """The structure tree's root, with the tree that leads from content and annotations back to their elements."""

    __RefOnly__ = 1

    def __init__(self, root: Element, parents: list[list[Element] | Element]) -> None:
        self._root = root
        self._parents = parents
        root.holder = self

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        numbers: list[bytes] = []
        for number, entry in enumerate(self._parents):
            held = entry if isinstance(entry, Element) else pdfdoc.PDFArray([document.Reference(kid) for kid in entry])
            numbers.append(f"{number} ".encode() + document.Reference(held).format(document))
        tree: bytes = document.Reference(_Raw(b"<</Nums[" + b"\n".join(numbers) + b"]>>")).format(document)
        root: bytes = document.Reference(self._root).format(document)
        return b"<</Type/StructTreeRoot/K " + root + b"/ParentTree " + tree + b"/ParentTreeNextKey %d>>" % len(numbers)


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    def __init__(self, data: bytes) -> None:
        self._data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self._data


def _metadata(document: pdfdoc.PDFDocument) -> bytes:
    info = document.info
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    packet = _PACKET.format(
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        creator=escape(info.creator),
        producer=escape(info.producer),
        language=escape(document.Catalog.Lang.s),
        now=now,
    )
    return packet.encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><xmp:CreateDate>{now}</xmp:CreateDate><xmp:ModifyDate>{now}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
