"""A report is a tagged document: what a screen reader is told, in the order it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pytest

from oracle.report.pdf import document
from oracle.report.pdf.blocks import (
    Card,
    Columns,
    Drawing,
    Flowable,
    Heading,
    List,
    PageOfPages,
    PageReference,
    Picture,
    Place,
    Rule,
    Run,
    Share,
    Sheet,
    Stack,
    Style,
    Table,
    Text,
)
from tests.report.pdf import reading, samples


def story() -> Iterator[Flowable]:
    yield Sheet([Place(57, 180, 400, Heading("A cover", 1, Style(37, 41, 600)))])
    yield Heading("At a glance", 1, samples.H1, key="glance", after=10)
    yield Text(
        [
            Run("Wendy gets her plant. ", weight=600),
            Run("See "),
            Run("the worst one", link="#card"),
            Run(" or "),
            Run("the shop", link="https://example.org/a?b=c"),
            Run(". "),
            Run(chart=samples.SQUARE),
            Run(" Done."),
        ]
    )
    rows = [
        [Drawing(samples.SQUARE), Text(f"Pothole {n}"), PageReference("card", Style(align="right"))] for n in range(60)
    ]
    yield Table([Text(""), Text("Pothole"), Text("Page")], rows, [30, Share(), 50], before=12, after=12)
    yield List([(Text("•", role="Lbl"), Text("One")), (Drawing(samples.SQUARE, alt=""), Text("Two"))])
    for n in range(3):
        head = Heading(f"Finding {n}", 2, samples.H2)
        yield Card(
            [
                Columns([Drawing(samples.SQUARE), head], [30, Share()], align="middle", keep_with_next=True),
                Columns(
                    [Stack([Picture(samples.picture(), "The carrier's page"), Text("Caption")]), Text("Words " * 60)],
                    [Share(), Share()],
                ),
                Card([Text("Repair")], edge="", bar="road", role=""),
            ],
            key="card" if n == 0 else "",
        )


def furniture(number: int) -> list[Place]:
    return [
        Place(57, 30, 300, Text("Green Leaf Plants", samples.SMALL)),
        Place(57, 799, 481, Rule()),
        Place(438, 806, 100, PageOfPages(Style(8, 11, align="right"))),
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reading.made(
        tmp_path_factory.mktemp("tagged"), story(), title="Potholes, “quoted” & Ömer", furniture=furniture
    )


def test_a_report_of_everything_passes_pdf_ua(report: Path) -> None:
    assert reading.failures(report) == []


def test_the_checks_find_what_is_not_tagged(report: Path, tmp_path: Path) -> None:
    with pikepdf.open(report) as pdf:
        leaf = pdf.pages[1]
        leaf.contents_add(pikepdf.Stream(pdf, b"0 0 m 9 9 l S"))
        for element in pdf.Root.StructTreeRoot.K.K:
            if element.S == "/H1":
                del element["/K"]
        del pdf.Root["/MarkInfo"]
        pdf.save(tmp_path / "spoilt.pdf")
    found = reading.failures(tmp_path / "spoilt.pdf")
    assert any("outside of everything" in fault for fault in found)
    assert any("does not list" in fault for fault in found)
    assert not page.is_pdf_compliant(tmp_path / "spoilt.pdf", profile=page.ValidationProfile.PDF_UA_1)


def test_the_tree_has_the_order_of_the_story(report: Path) -> None:
    top = [path[1] for path in reading.tree(report) if len(path) == 2]
    assert top == ["H1", "H1", "P", "Table", "L", "Sect", "Sect", "Sect"]


def test_links_and_small_charts_stand_where_they_are_read(report: Path) -> None:
    inside = [path[2:] for path in reading.tree(report) if path[:2] == ("Document", "P")]
    assert inside == [(), ("Link",), ("Link",), ("Figure",)]
    with pikepdf.open(report) as pdf:
        paragraph = next(kid for kid in pdf.Root.StructTreeRoot.K.K if kid.S == "/P")
        kinds = [str(kid.get("/S", kid.get("/Type"))) for kid in paragraph.K]
    assert kinds == ["/MCR", "/Link", "/MCR", "/Link", "/MCR", "/Figure", "/MCR"]


def test_a_table_head_is_read_once_and_seen_on_each_page(report: Path) -> None:
    heads = [path for path in reading.tree(report) if path[-1] == "TH"]
    assert len(heads) == 3
    with pikepdf.open(report) as pdf:
        table = next(kid for kid in pdf.Root.StructTreeRoot.K.K if kid.S == "/Table")
        read = [len(head.K[0].K) for head in table.K[0].K if "/K" in head]
    assert read == [1, 1]
    pages_with_rows = [text for text in reading.page_texts(report) if "Pothole 1" in text or "Pothole 5" in text]
    assert len(pages_with_rows) > 1
    assert all("Page" in text for text in pages_with_rows)


def test_figures_say_what_they_show_and_where(report: Path) -> None:
    with pikepdf.open(report) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        said = {str(thing.Alt) for thing in things if thing.get("/S") == "/Figure"}
    assert said == {"Friction 3, rough", "The carrier's page"}
    for left, bottom, right, top in reading.figure_boxes(report):
        assert 0 <= left < right <= 596
        assert 0 <= bottom < top <= 842


def test_links_lead_to_the_page_of_their_key(report: Path) -> None:
    with pikepdf.open(report) as pdf:
        numbers = {leaf.obj.objgen: number for number, leaf in enumerate(pdf.pages, 1)}
        targets = {
            numbers[link.Dest[0].objgen]
            for leaf in pdf.pages
            for link in leaf.obj.get("/Annots", [])
            if "/Dest" in link
        }
        addresses = [str(link.A.URI) for leaf in pdf.pages for link in leaf.obj.get("/Annots", []) if "/A" in link]
    (target,) = targets
    assert "Finding 0" in reading.page_texts(report)[target - 1]
    assert f"Pothole 0 {target}" in " ".join(reading.poppler_text(report, "-layout").split())
    assert addresses == ["https://example.org/a?b=c"]


def test_headings_make_the_outline(report: Path) -> None:
    with pikepdf.open(report) as pdf, pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [("A cover", []), ("At a glance", ["Finding 0", "Finding 1", "Finding 2"])]


def test_an_outline_never_skips_a_level(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Heading("Third", 3, samples.H2), Heading("First", 1, samples.H1), Text("x")])
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Third", "First"]


def test_metadata_names_title_author_language(report: Path) -> None:
    with pikepdf.open(report) as pdf:
        assert str(pdf.docinfo.Title) == "Potholes, “quoted” & Ömer"
        assert str(pdf.docinfo.Author) == "Mia Torres"
        assert str(pdf.docinfo.Creator) == "Pothole Oracle"
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Potholes, “quoted” & Ömer"
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("text", [text for text in samples.HOSTILE if len(text) < 3000 and text.strip()])
def test_hostile_text_in_title_outline_and_alt_reads_back(text: str, tmp_path: Path) -> None:
    from oracle.report.pdf.clean import clean

    content = [
        Heading(text, 1, samples.H1),
        Drawing(samples.SQUARE, alt=text),
        Text([Run(text, link="#" + text)], key=text),
    ]
    path = reading.made(tmp_path, content, title=text)
    assert reading.failures(path) == []
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert str(pdf.docinfo.Title) == clean(text)
        assert outline.root[0].title == " ".join(clean(text)[:200].split())
        alts = [str(thing.Alt) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing]
    assert alts == ([clean(text)] if clean(text).strip() else [])


def test_a_link_to_nowhere_is_a_bug_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        reading.made(tmp_path, [Text([Run("x", link="#nowhere")])])
    assert list(tmp_path.iterdir()) == []


def test_an_empty_story_is_an_empty_page(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [])
    assert reading.failures(path) == []
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1


def test_paper_is_a4_or_letter(tmp_path: Path) -> None:
    for paper, size in document.SIZES.items():
        with pikepdf.open(reading.made(tmp_path, [Text("x")], paper=paper)) as pdf:
            assert [round(float(edge), 2) for edge in pdf.pages[0].mediabox[2:]] == list(size)
