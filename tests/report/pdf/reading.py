"""Reads reports back: as a checker, as a screen reader and as two other programs see them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import page
import pikepdf
import pypdfium2

from oracle.report.pdf import document
from oracle.report.pdf.blocks import Flowable

_PAINTING = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Tj", "TJ", "'", '"', "Do"])
_LIMITS = page.SafetyLimits(max_reference_depth=1_000_000)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\n\f]")


def made(folder: Path, story: Iterable[Flowable], *, title: str = "A report", **given: object) -> Path:
    """A report of `story`, written to the end."""
    out = folder / "report.pdf"
    for _ in document.write(out, story, title=title, author="Mia Torres", **given):  # type: ignore[arg-type]
        pass
    return out


def failures(path: Path) -> list[str]:
    """What breaks PDF/UA-1, by a checker of its own kind and by ours."""
    report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1, limits=_LIMITS)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures] + list(structure_faults(path))


def structure_faults(path: Path) -> Iterator[str]:
    """Content outside of the structure tree, content that no element lists, links without an element."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for number, leaf in enumerate(pdf.pages, 1):
            marked = set(_marks(pdf, leaf, number))
            yield from (mark for mark in marked if isinstance(mark, str))
            listed = parents[int(leaf.obj.StructParents)]
            if {mark for mark in marked if isinstance(mark, int)} != set(range(len(listed))):
                yield f"page {number}: marks {marked} but {len(listed)} parents"
            for mcid, element in enumerate(listed):
                if not any(_is_content(kid, leaf, mcid) for kid in element.get("/K", [])):
                    yield f"page {number}: element {element.S} does not list {mcid}"
            for annotation in leaf.obj.get("/Annots", []):
                link = parents[int(annotation.StructParent)]
                if link.S != "/Link" or not any(_is_object(kid, annotation) for kid in link.K):
                    yield f"page {number}: a link without its element"


def _marks(pdf: pikepdf.Pdf, leaf: pikepdf.Page, number: int) -> Iterator[int | str]:
    open_marks: list[str] = []
    saved = 0
    for operands, operator in pikepdf.parse_content_stream(leaf):
        name = str(operator)
        saved += {"q": 1, "Q": -1}.get(name, 0)
        if name in ("BDC", "BMC"):
            if open_marks and str(operands[0]) != "/Span":
                yield f"page {number}: {operands[0]} inside {open_marks}"
            open_marks.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                yield int(operands[1].MCID)
        elif name == "EMC":
            open_marks.pop()
        elif name in _PAINTING and not open_marks:
            yield f"page {number}: {name} outside of everything"
    if open_marks or saved:
        yield f"page {number}: ends inside {open_marks}, {saved} states saved"


def _is_content(kid: pikepdf.Object, leaf: pikepdf.Page, mcid: int) -> bool:
    return kid.get("/Type") == "/MCR" and kid.Pg.objgen == leaf.obj.objgen and int(kid.MCID) == mcid


def _is_object(kid: pikepdf.Object, annotation: pikepdf.Object) -> bool:
    return kid.get("/Type") == "/OBJR" and kid.Obj.objgen == annotation.objgen


def tree(path: Path) -> list[tuple[str, ...]]:
    """The structure in reading order: the tags from the root to each element."""
    with pikepdf.open(path) as pdf:
        return list(_walk(pdf.Root.StructTreeRoot.K, ()))


def _walk(element: pikepdf.Object, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    here = (*above, str(element.S).removeprefix("/"))
    yield here
    for kid in element.get("/K", []):
        if "/S" in kid:
            yield from _walk(kid, here)


def figure_boxes(path: Path) -> list[list[float]]:
    """Left, bottom, right and top of each figure."""
    with pikepdf.open(path) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        return [list(map(float, thing.A.BBox)) for thing in things if thing.get("/S") == "/Figure"]


def poppler_text(path: Path, *options: str) -> str:
    """The text as `pdftotext` gives it."""
    answer = subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True)
    return answer.stdout.decode()


def pdfium_text(path: Path) -> str:
    """The text as Chromium and Qt copy it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(leaf.get_textpage().get_text_bounded() for leaf in pdf)


def page_texts(path: Path) -> list[str]:
    """The text of each page."""
    return poppler_text(path, "-layout").split("\f")[:-1]


def squeezed(text: str) -> str:
    """`text` without spaces, line ends and marks that nobody sees."""
    return _UNSEEN.sub("", re.sub(r"\s+", "", text))
