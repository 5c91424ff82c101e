"""How pages fill: nothing overlaps or leaves its page, nothing is lost, and heads do not stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle.report.pdf import document
from oracle.report.pdf.blocks import (
    Card,
    Columns,
    Drawing,
    Flowable,
    Heading,
    Inset,
    KeepTogether,
    List,
    PageBreak,
    Picture,
    Place,
    Rule,
    Run,
    Share,
    Sheet,
    Space,
    Stack,
    Style,
    Table,
    Text,
    grid,
)
from oracle.report.pdf.document import Margins, _Pages, _together
from oracle.report.pdf.pen import Box, Pen
from tests.report.pdf import reading, samples


class Mark(NamedTuple):
    """Where something was painted."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    what: str


class Watched(Text):
    """A text that notes where its lines stand."""

    def __init__(self, text: str, marks: list[Mark]) -> None:
        super().__init__(text)
        self._marks = marks

    def paint_lines(self, pen: Pen, place: Box, first: int, end: int) -> None:
        leading = self.style.leading
        for number in range(first, end):
            top = place.top - (number - first) * leading
            self._marks.append(
                Mark(pen.page, place.left, place.left + place.width, top, top - leading, f"{id(self)} {number}")
            )
        super().paint_lines(pen, place, first, end)


class WatchedPicture(Picture):
    """A picture that notes where it stands."""

    def __init__(self, size: tuple[int, int], marks: list[Mark], tallest: float = 0.0) -> None:
        super().__init__(samples.picture(size=size), "", tallest=tallest)
        self._marks = marks

    def draw(self, pen: Pen, box: Box) -> None:
        left, bottom, right, top = box.edges
        self._marks.append(Mark(pen.page, left, right, top, bottom, f"picture {id(self)}"))


def filled(story: Sequence[Flowable], paper: document.Paper = "A4") -> Pen:
    """The pages of a story, not written."""
    pen = Pen(document.SIZES[paper], title="t", author="a", subject="", language="en")
    pages = _Pages(pen, Margins(), None)
    for flowable in _together(story):
        flowable.attach(pen.root)
        for _page in pages.add(flowable):
            pass
    pages.finish()
    return pen


def texts(marks: list[Mark]) -> st.SearchStrategy[Flowable]:
    return st.builds(lambda count: Watched("word " * count, marks), st.integers(0, 700))


def pictures(marks: list[Mark]) -> st.SearchStrategy[Flowable]:
    sides = st.integers(1, 4000)
    return st.builds(
        lambda wide, high, tall: WatchedPicture((wide, high), marks, tall), sides, sides, st.sampled_from([0, 200])
    )


def blocks(marks: list[Mark]) -> st.SearchStrategy[Flowable]:
    leaves = st.one_of(
        texts(marks), pictures(marks), st.builds(lambda n: Heading("Head " * n, 2, samples.H2), st.integers(1, 30))
    )

    def around(inner: st.SearchStrategy[Flowable]) -> st.SearchStrategy[Flowable]:
        some = st.lists(inner, min_size=1, max_size=4)
        return st.one_of(
            st.builds(lambda parts: Card(parts, before=8, after=8), some),
            st.builds(lambda parts: Columns(parts, [Share()] * len(parts)), some),
            st.builds(lambda parts: Stack(parts), some),
            st.builds(lambda parts: KeepTogether(parts, after=5), some),
            st.builds(lambda part: Inset(part, left=10, right=10), inner),
            st.builds(lambda parts: List([(Text("•", role="Lbl"), part) for part in parts]), some),
            st.builds(
                lambda parts: Table([Text("Head"), Text("b")], [[part, Text("x")] for part in parts], [Share(), 40]),
                some,
            ),
        )

    return st.recursive(leaves, around, max_leaves=8)


@settings(max_examples=50)
@given(st.data())
def test_random_pages_neither_fail_nor_overlap(data: st.DataObject) -> None:
    pages_neither_fail_nor_overlap(data)


@pytest.mark.long
@settings(max_examples=1000)
@given(st.data())
def test_a_thousand_random_pages_neither_fail_nor_overlap(data: st.DataObject) -> None:
    pages_neither_fail_nor_overlap(data)


def pages_neither_fail_nor_overlap(data: st.DataObject) -> None:
    marks: list[Mark] = []
    story = data.draw(st.lists(blocks(marks), max_size=5))
    pen = filled(story)
    margins = Margins()
    assert len({mark.what for mark in marks}) == len(marks), "something was painted twice"
    for mark in marks:
        assert mark.top <= pen.size[1] - margins.top + 0.1
        assert mark.bottom >= margins.bottom - 0.1 or mark.top - mark.bottom < 20
    for page in {mark.page for mark in marks}:
        here = [mark for mark in marks if mark.page == page]
        for number, one in enumerate(here):
            for other in here[number + 1 :]:
                apart = one.right <= other.left + 0.1 or other.right <= one.left + 0.1
                assert apart or one.top <= other.bottom + 0.1 or other.top <= one.bottom + 0.1, (one, other)


def test_all_lines_are_there_in_order_over_many_pages(tmp_path: Path) -> None:
    words = [f"w{n}" for n in range(3000)]
    path = reading.made(tmp_path, [Card([Text(" ".join(words))]), Text("the end")])
    assert reading.poppler_text(path).split() == [*words, "the", "end"]


def test_a_card_moves_whole_to_a_fresh_page(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Space(600), Card([Text("line\n" * 12 + "last")]), Text("after")])
    first, second = reading.page_texts(path)
    assert first.strip() == ""
    assert second.split() == ["line"] * 12 + ["last", "after"]


@pytest.mark.parametrize("used", range(300, 720, 14))
def test_a_heading_never_stands_alone(used: int, tmp_path: Path) -> None:
    head = Columns([Drawing(samples.SQUARE), Text("The head")], [30, Share()], keep_with_next=True)
    card = Card([head, Columns([Picture(samples.picture(size=(640, 400)), "p"), Text("what " * 900)], [240, Share()])])
    path = reading.made(tmp_path, [Space(used), Heading("Above", 2, samples.H2), card])
    for text in reading.page_texts(path):
        if "Above" in text:
            assert "The head" in text
        if "The head" in text:
            assert "what" in text


def test_fewer_than_two_lines_do_not_stand_alone(tmp_path: Path) -> None:
    for used in range(640, 715, 5):
        path = reading.made(tmp_path, [Space(used), Text("line\n" * 4 + "line")])
        counts = [text.split().count("line") for text in reading.page_texts(path)]
        assert sum(counts) == 5
        assert all(count == 0 or count >= 2 for count in counts)


def test_a_row_higher_than_a_page_goes_on_with_its_head_above(tmp_path: Path) -> None:
    table = Table(
        [Text("HEAD"), Text("n")], [[Text("long " * 2500), Text("1")], [Text("short"), Text("2")]], [Share(), 40]
    )
    path = reading.made(tmp_path, [table])
    assert reading.failures(path) == []
    pages = reading.page_texts(path)
    assert len(pages) > 2
    assert all("HEAD" in text for text in pages)
    assert sum(text.split().count("long") for text in pages) == 2500


def test_no_page_of_a_table_has_only_its_last_row(tmp_path: Path) -> None:
    rows = [[Text(f"row{number}.")] for number in range(20)]
    path = reading.made(tmp_path, [Space(160), Table([Text("HEAD")], rows, [Share()])])
    assert [text.count("row") for text in reading.page_texts(path)] == [18, 2]


def test_a_short_table_is_not_torn(tmp_path: Path) -> None:
    rows = [[Text(f"row{number}.")] for number in range(6)]
    path = reading.made(
        tmp_path, [Space(640), Text("title", keep_with_next=True), Table([Text("HEAD")], rows, [Share()])]
    )
    assert [(text.count("title"), text.count("row")) for text in reading.page_texts(path)][-1] == (1, 6)


def test_a_tall_picture_shrinks_to_its_page(tmp_path: Path) -> None:
    tall = Picture(samples.picture(size=(800, 20_000)), "tall")
    nothing = Picture(samples.picture("b", size=(0, 0)), "of no size")
    path = reading.made(tmp_path, [Text("x"), Card([Text("in a card"), tall]), nothing])
    assert reading.failures(path) == []
    assert all(top <= 842 and bottom >= 50 for _, bottom, _, top in reading.figure_boxes(path))


def test_pictures_are_never_scaled_up(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Picture(samples.picture(size=(96, 96)), "small")])
    ((left, _, right, _),) = reading.figure_boxes(path)
    assert right - left == pytest.approx(72)


def test_spaces_between_neighbours_do_not_add_up() -> None:
    pen = filled([])
    stack = Stack([Text("a", after=10), Text("b", before=6, after=4), Text("c", before=8)])
    assert stack.height(pen, 300) == 45 + 10 + 8


def test_a_sheet_and_breaks_begin_their_own_pages(tmp_path: Path) -> None:
    def furniture(page: int) -> list[Place]:
        return [Place(50, 20, 100, Text(f"running head {page}"))]

    story = [
        Sheet([Place(100, 400, 300, Text("cover"))]),
        PageBreak(),
        Text("one"),
        Rule(),
        PageBreak(),
        PageBreak(),
        Text("two"),
        Sheet([Place(0, 0, 100, Text("plate"))]),
        Text("three"),
    ]
    pages = reading.page_texts(reading.made(tmp_path, story, furniture=furniture))
    found = [" ".join(text.split()) for text in pages]
    assert found == ["cover", "running head 2 one", "running head 3 two", "plate", "running head 5 three"]


def test_a_grid_is_read_row_by_row(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [grid([Text(str(number)) for number in range(1, 6)], 3)])
    assert reading.poppler_text(path, "-layout").split() == list("12345")
    assert len(reading.tree(path)) == 6


def test_runs_of_several_sizes_and_weights_share_a_line(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Text([Run("63", weight=600), Run(" of 100", size=10)], Style(40, 44))])
    assert "63 of 100" in reading.pdfium_text(path)


def test_columns_want_a_width_for_each_cell() -> None:
    with pytest.raises(ValueError, match="2 cells for 1 columns"):
        Columns([Text("a"), Text("b")], [Share()])


def test_a_table_made_in_parts_is_one_table(tmp_path: Path) -> None:
    def rows() -> list[list[Flowable]]:
        return [[Text(f"row {n} " * (n % 7 + 1)), Text(str(n))] for n in range(130)]

    head, widths = [Text("HEAD"), Text("n")], [Share(), 40.0]
    whole = reading.made(tmp_path, [Text("Above"), Table(head, rows(), widths)], title="whole")
    texts, structure = reading.page_texts(whole), reading.tree(whole)
    head = [Text("HEAD"), Text("n")]
    parts = reading.made(tmp_path, [Text("Above"), *Table.in_parts(head, rows(), widths)], title="whole")
    assert reading.failures(parts) == []
    assert reading.page_texts(parts) == texts
    assert reading.tree(parts) == structure
    assert len(texts) > 3
