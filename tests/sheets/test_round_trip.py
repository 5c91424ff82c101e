"""What is written as a table reads back as the same stages, whatever people typed; and no cell is a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from oracle import sheets
from oracle.errors import StorageError
from oracle.model.journey import Line, Stage, Step, Wait
from oracle.model.ratings import ChannelKind
from oracle.sheets import Field
from oracle.sheets.table import cleaned
from tests.sheets.builders import STAGES, journey, plain

WRITERS = {".csv": sheets.write_csv, ".xlsx": sheets.write_xlsx}
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # a failing example is small enough
TRIGGERS = (
    "=1+2",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=x",
    "''-y",
    "'",
    "_x0041_",
    '=HYPERLINK("http://x")',
    "- a",
    "1. b",
    "x:",
)

texts = st.one_of(st.text(max_size=40), st.sampled_from(TRIGGERS)).map(cleaned)
lines = texts.map(lambda text: " ".join(text.split()))
names = lines.filter(bool)
numbers = st.integers(0, 999_999_999)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    checklist = [Line(id="", text=text) for text in draw(st.lists(names, max_size=3))]
    checklist += [Line(id="", text=text, must=True) for text in draw(st.lists(names, max_size=3))]
    minutes = draw(st.integers(0, 100_000))
    return Step(
        id="",
        number=0,
        title=draw(names),
        does=draw(texts),
        channel=draw(st.sampled_from(list(ChannelKind))),
        channel_label=draw(lines),
        link=draw(lines),
        handled_by=draw(lines),
        gets=draw(texts),
        checklist=tuple(checklist),
        wait=Wait(length=timedelta(minutes=minutes), promise=draw(texts)) if draw(st.booleans()) else None,
        expected_friction=draw(st.none() | st.integers(0, 4)),
        moment_of_truth=draw(st.booleans()),
        private=draw(st.booleans()),
        people_a_month=draw(st.none() | numbers),
        plan_b=draw(texts),
    )


@st.composite
def roads(draw: st.DrawFn) -> tuple[Stage, ...]:
    kept = draw(st.lists(st.tuples(names, st.lists(steps(), max_size=3)), min_size=1, max_size=4))
    kept.append((draw(names), [draw(steps())]))
    from oracle.method.edits import numbered

    return numbered(tuple(Stage(name=name, steps=tuple(own)) for name, own in kept))


def read_back(out: Path) -> sheets.Reading:
    table = sheets.read_table(out)
    return sheets.stages_of(table, sheets.guess_columns(table.headers))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_journey_reads_back_as_it_was_written(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"journey{suffix}"
    WRITERS[suffix](journey(), out)
    reading = read_back(out)
    assert plain(reading.stages) == plain(STAGES)
    assert reading.remarks == ()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=NO_SHRINKING)
@given(road=roads())
def test_whatever_people_type_reads_back(suffix: str, road: tuple[Stage, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"journey{suffix}"
        WRITERS[suffix](journey(road), out)
        reading = read_back(out)
    assert plain(reading.stages) == plain(road)
    assert reading.remarks == ()


def hostile() -> tuple[Stage, ...]:
    return (
        Stage(name="=S", steps=tuple(Step(id="", number=0, title=t, does=f"\t{t}", plan_b=f"\r{t}") for t in TRIGGERS)),
    )


def test_no_cell_of_the_csv_begins_a_formula(tmp_path: Path) -> None:
    sheets.write_csv(journey(hostile()), tmp_path / "j.csv")
    data = (tmp_path / "j.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(TRIGGERS)
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r\n")]
    assert [row[1] for row in rows[1:5]] == ["'=1+2", "'+1", "'-1", "'@SUM(A1)"]


def test_the_workbook_holds_texts_only_and_says_what_each_column_is(tmp_path: Path) -> None:
    sheets.write_xlsx(journey(hostile()), tmp_path / "j.xlsx")
    with (tmp_path / "j.xlsx").open("rb") as file:
        book = openpyxl.load_workbook(file)
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == [sheets.title(field) for field in Field]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "n" and cell.value is not None]
    assert sheet["B2"].value == "=1+2"
    assert sheet["B2"].hyperlink is None
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["B"].width > 25


def test_the_same_journey_gives_the_same_file(tmp_path: Path) -> None:
    for suffix, write in WRITERS.items():
        write(journey(), tmp_path / f"a{suffix}")
        write(journey(), tmp_path / f"b{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_target_that_cannot_be_written_is_said_and_nothing_is_left(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="does not exist"):
        WRITERS[suffix](journey(), tmp_path / "none" / f"j{suffix}")
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(StorageError, match="could not be written"):
        WRITERS[suffix](journey(), tmp_path / f"folder{suffix}")
    assert [path.name for path in tmp_path.iterdir()] == [f"folder{suffix}"]
