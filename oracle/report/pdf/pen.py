"""The canvas that flowables paint with: tagged pages plus colours by token, boxes, lines of text and pictures.

Everything is placed in page coordinates (points, y upwards). Each operation sets the colours it needs, so none leaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from msgspec import Struct
from reportlab.pdfbase import pdfdoc

from oracle import tokens
from oracle.report.pdf.fonts import FontBook
from oracle.report.pdf.jpeg import PictureObject
from oracle.report.pdf.shaping import FOLLOWS, Look, Shaper, Span, Word
from oracle.report.pdf.tagging import TaggedCanvas
from oracle.report.pdf.text import ASCENT, DESCENT, one_line

_ROUND = 0.5523  # control point of a quarter circle


class Box(Struct, frozen=True):
    """A rectangle on the page: its left edge and top, its size; points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top - self.height

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.left, self.bottom, self.left + self.width, self.top


class PictureRef(Struct, frozen=True):
    """A JPEG that is read only when the file is written. Equal keys are one picture in the file.

    `width` and `height` are its pixels; `load` gives the bytes, which pass into the file untouched.
    """

    key: str
    width: int
    height: int
    load: Callable[[], bytes]


class Pen(TaggedCanvas):
    """Paints one document. `shaper` measures and shapes its text."""

    def __init__(self, size: tuple[float, float], *, title: str, author: str, subject: str, language: str) -> None:
        super().__init__(size, title=title, author=author, subject=subject, language=language)
        self.size = size
        self.shaper = Shaper(FontBook(self._doc), language)
        self._veils: dict[str, pdfdoc.PDFDictionary] = {}

    def words(
        self, x: float, baseline: float, spans: Iterable[Span], size: float, token: str, *, turned: bool = False
    ) -> None:
        """Paint shaped text from `x` to the right. `turned` where the page is upside down, as in charts."""
        self.emit(text_code(x, baseline, spans, size, token, turned=turned))

    def fill(self, box: Box, token: str, radius: float = 0.0) -> None:
        """A filled rectangle, with rounded corners if `radius` is more than 0."""
        self.emit(f"{colour(token)} rg {outline(box, radius)} f")

    def stroke(self, box: Box, token: str, width: float = 0.75, radius: float = 0.0) -> None:
        """The edge of a rectangle, drawn inside of it."""
        half = width / 2
        inner = Box(box.left + half, box.top - half, box.width - width, box.height - width)
        self.emit(f"[] 0 d {width:.2f} w {colour(token)} RG {outline(inner, max(radius - half, 0))} S")

    def rule(self, left: float, right: float, y: float, token: str, width: float = 0.75) -> None:
        """A horizontal line."""
        self.emit(f"[] 0 d 0 J {width:.2f} w {colour(token)} RG {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def picture(self, reference: PictureRef, box: Box, radius: float = 0.0) -> None:
        """A picture that fills `box`, its corners cut by `radius`."""
        name = pdfdoc.xObjectName(PictureObject.name_of(reference.key))
        if name not in self._doc.idToObject:
            self._doc.Reference(PictureObject(reference.load), name)
        if name.removeprefix("FormXob.") not in self._formsinuse:
            self._formsinuse.append(name.removeprefix("FormXob."))
        clip = f"{outline(box, radius)} W n " if radius else ""
        self.emit(f"q {clip}{box.width:.2f} 0 0 {box.height:.2f} {box.left:.2f} {box.bottom:.2f} cm /{name} Do Q")

    @contextmanager
    def clipped(self, box: Box, radius: float = 0.0) -> Iterator[None]:
        """Nothing painted inside reaches beyond `box`."""
        self.emit(f"q {outline(box, radius)} W n")
        try:
            yield
        finally:
            self.emit("Q")

    def transparency(self, alpha: float) -> str:
        """Name of the graphics state in which everything is painted with `alpha` (0 to 1)."""
        name = f"A{round(alpha * 100)}"
        self._veils[name] = pdfdoc.PDFDictionary({"ca": round(alpha, 2), "CA": round(alpha, 2)})
        return name

    def _setExtGState(self, obj: pdfdoc.PDFPage) -> None:  # noqa: N802 - ReportLab calls it
        obj.ExtGState = pdfdoc.PDFDictionary(self._veils) if self._veils else None

    def line_of(self, text: str, look: Look, width: float = 0.0) -> tuple[list[Word], float]:
        """`text` shaped on one line, and its width in points; cut with "…" beyond `width` (0: never)."""
        return one_line(text, look, width, self.shaper)

    def late_line(
        self, says: Callable[[], str], left: float, width: float, baseline: float, look: Look, token: str, align: str
    ) -> None:
        """A line of text that is known only after the last page, as "3 of 14"."""

        def code() -> str:
            words, length = self.line_of(says(), look)
            x = left + {"right": width - length, "centre": (width - length) / 2}.get(align, 0.0)
            return text_code(x, baseline, _spans(words), look.size, token)

        self.late(code)


def text_code(
    x: float, baseline: float, spans: Iterable[Span], size: float, token: str, *, turned: bool = False
) -> str:
    """The operators that paint `spans`."""
    parts = [f"BT {colour(token)} rg 1 0 0 {-1 if turned else 1} {x:.2f} {baseline:.2f} Tm"]
    font, rise, actual = "", 0.0, ""
    row: list[str] = []

    def flush() -> None:
        if row:
            parts.append(f"[{' '.join(row).replace('> <', '')}]TJ")
            row.clear()

    for span in spans:
        if span.font != font or span.rise != rise or span.actual != actual or actual:
            flush()
        if actual and span.actual != FOLLOWS:
            parts.append("EMC")
        if span.font != font:
            font = span.font
            parts.append(f"/{font} {size:g} Tf")
        if span.rise != rise:
            rise = span.rise
            parts.append(f"{rise * size / 1000:.2f} Ts")
        if span.actual and span.actual != FOLLOWS:
            text = ("\ufeff" + span.actual).encode("utf-16-be").hex().upper()
            parts.append(f"/Span <</ActualText<{text}>>> BDC")
        actual = span.actual
        row.append(span.code)
    flush()
    if actual:
        parts.append("EMC")
    if rise:
        parts.append("0 Ts")
    parts.append("ET")
    return " ".join(parts)


@cache
def colour(token: str) -> str:
    """The three numbers of a token's colour, or of "#RRGGBB", a tester's own; the report is always light."""
    value = (token if token.startswith("#") else tokens.LIGHT.colour(token)).removeprefix("#")
    return " ".join(f"{int(value[place : place + 2], 16) / 255:.3g}" for place in (0, 2, 4))


def outline(box: Box, radius: float) -> str:
    """The path of a rectangle with rounded corners, closed."""
    left, bottom, right, top = box.edges
    radius = min(radius, box.width / 2, box.height / 2)
    if radius <= 0:
        return f"{left:.2f} {bottom:.2f} {box.width:.2f} {box.height:.2f} re"
    k = radius * (1 - _ROUND)
    return (
        f"{left + radius:.2f} {bottom:.2f} m {right - radius:.2f} {bottom:.2f} l "
        f"{right - k:.2f} {bottom:.2f} {right:.2f} {bottom + k:.2f} {right:.2f} {bottom + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{left + radius:.2f} {top:.2f} l "
        f"{left + k:.2f} {top:.2f} {left:.2f} {top - k:.2f} {left:.2f} {top - radius:.2f} c "
        f"{left:.2f} {bottom + radius:.2f} l "
        f"{left:.2f} {bottom + k:.2f} {left + k:.2f} {bottom:.2f} {left + radius:.2f} {bottom:.2f} c h"
    )


def baseline_of(top: float, leading: float, size: float) -> float:
    """Where text of `size` stands in a line of height `leading` that begins at `top`."""
    return top - (leading - (ASCENT + DESCENT) * size) / 2 - ASCENT * size


def _spans(words: Sequence[Word]) -> Iterable[Span]:
    return (span for word in words for span in word.spans)
