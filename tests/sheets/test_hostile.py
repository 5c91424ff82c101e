"""Files that nobody means well with, or that nobody looked at: refused or tamed with a sentence, quickly and small."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from oracle import sheets
from oracle.errors import InputError
from oracle.sheets import workbook
from oracle.sheets.reading import LONGEST_TEXT, LONGEST_TITLE
from tests.sheets.builders import journey, package

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MB = 1024 * 1024


def refused(path: Path, data: bytes, match: str) -> None:
    path.write_bytes(data)
    with pytest.raises(InputError, match=match) as error:
        sheets.read_table(path)
    assert error.value.advice


def test_50_mb_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with (tmp_path / "j.csv").open("wb") as file:
        file.truncate(50 * MB)
    before = psutil.Process().memory_info().rss
    with pytest.raises(InputError, match="The file has 50 MB; at most 20 MB are read"):
        sheets.read_table(tmp_path / "j.csv")
    assert psutil.Process().memory_info().rss - before < 10 * MB


def test_10_000_steps_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"A,step {number}\n" for number in range(10_000))
    (tmp_path / "j.csv").write_text("Stage,Step\n" + rows, encoding="utf-8")
    table = sheets.read_table(tmp_path / "j.csv")
    with pytest.raises(InputError, match=r"There are 10,000 steps; a journey holds at most 1,000\."):
        sheets.stages_of(table, sheets.guess_columns(table.headers))
    with pytest.raises(InputError, match=r"There are 10,000 steps"):
        sheets.from_text("\n".join(f"step {number}" for number in range(10_000)))


def test_a_stage_column_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("Stage,Step\n" + "".join(f"{n},x\n" for n in range(200)), encoding="utf-8")
    table = sheets.read_table(tmp_path / "j.csv")
    with pytest.raises(InputError, match="There are 200 stages"):
        sheets.stages_of(table, sheets.guess_columns(table.headers))


def test_long_names_are_cut_and_said(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text(f"Stage,Step,Plan B\n{'s' * 10_000},{'x' * 10_000},{'p' * 20_000}\n", "utf-8")
    table = sheets.read_table(tmp_path / "j.csv")
    reading = sheets.stages_of(table, sheets.guess_columns(table.headers))
    step = reading.stages[0].steps[0]
    assert (len(step.title), len(step.plan_b)) == (LONGEST_TITLE, LONGEST_TEXT)
    assert step.title.endswith("x…")
    assert reading.remarks == (
        "1 cell was longer than 10,000 characters and was cut there.",
        "“Stage” was cut at 120 characters in 1 place.",
        "“Step” was cut at 200 characters in 1 place.",
    )


def test_a_million_rows_or_columns_are_refused_or_left_out(tmp_path: Path) -> None:
    refused(tmp_path / "rows.csv", b"Step\n" + b"x\n" * 200_000, "more than 20,000 rows")
    (tmp_path / "wide.csv").write_text("Stage,Step" + ",x" * 50_000 + "\nA,one" + ",y" * 50_000, "utf-8")
    table = sheets.read_table(tmp_path / "wide.csv")
    assert table.width == 100
    assert "Only the first 100 columns were read." in table.remarks


@pytest.mark.parametrize(
    ("name", "data", "match"),
    [
        ("j.csv", b"", "empty"),
        ("j.csv", b" \n \n", "empty"),
        ("j.csv", b"%PDF-1.7 ...", "is PDF"),
        ("j.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel workbook"),
        ("j.xlsx", b"Stage,Step\nA,one", "is none"),
        ("j.xlsx", b"PK\x03\x04 nothing more", "no workbook"),
        ("j.csv", bytes(range(256)) * 40, "no readable text|does not end"),
        ("j.csv", os.urandom(64) + b"\x00\x01\x02\x03" * 500, "no readable text"),
        ("j.csv", b'Stage,Step\nA,"' + b"x" * 200_000, "does not end"),
    ],
)
def test_what_is_no_table_is_said(name: str, data: bytes, match: str, tmp_path: Path) -> None:
    refused(tmp_path / name, data, match)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError):
            sheets.read_table(path)


def test_open_document_and_locked_workbooks_are_named(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    refused(tmp_path / "j.ods", data.getvalue(), "is OpenDocument")
    locked = bytearray(package("<worksheet/>"))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.find(mark)
        while at >= 0:
            flag = at + (6 if mark == b"PK\x03\x04" else 8)
            locked[flag : flag + 2] = struct.pack("<H", 1)
            at = locked.find(mark, at + 4)
    refused(tmp_path / "l.xlsx", bytes(locked), "protected by a password")


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path) -> None:
    filler = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + b" " * (96 * MB)
    data = package(filler.decode())
    assert len(data) < MB
    before = psutil.Process().memory_info().rss
    refused(tmp_path / "bomb.xlsx", data, "unpacks to more than 64 MB")
    assert psutil.Process().memory_info().rss - before < 60 * MB


def test_a_small_workbook_that_shows_one_long_text_everywhere_is_refused(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}"><si><t>{"a" * 20_000}</t></si></sst>'
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    data = package(f'<worksheet xmlns="{MAIN}"><sheetData>{row * 500}</sheetData></worksheet>', strings=strings)
    assert len(data) < 20_000
    before = psutil.Process().memory_info().rss
    refused(tmp_path / "echo.xlsx", data, "more than 20,000,000 characters")
    assert psutil.Process().memory_info().rss - before < 80 * MB


def test_a_day_after_the_last_one_stays_a_number(tmp_path: Path) -> None:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/></Relationships>'
    )
    rows = '<row><c s="0"><v>45000</v></c></row><row><c s="0"><v>2958465.9999999</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    data = package(sheet, more={"xl/styles.xml": styles.encode()}, relations=relations)
    (tmp_path / "late.xlsx").write_bytes(data)
    table = sheets.read_table(tmp_path / "late.xlsx")
    assert [row.cells for row in table.all_rows] == [("2023-03-15",), ("2958465.9999999",)]


def test_headings_of_many_signs_are_read_without_going_back_and_forth() -> None:
    stages = sheets.from_text("\n".join(f"# {'#' * 9_000} {n}\nstep" for n in range(40))).stages
    assert [stage.name for stage in stages] == [str(n) for n in range(40)]


def test_a_lying_size_is_damage(tmp_path: Path) -> None:
    data = bytearray(package(f'<worksheet xmlns="{MAIN}"><sheetData>' + " " * 1_000_000 + "</sheetData></worksheet>"))
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    refused(tmp_path / "liar.xlsx", bytes(data), "no workbook")


def test_laughing_entities_and_outside_files_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    bomb = f'<!DOCTYPE x [{laughs}]><sst xmlns="{MAIN}"><si><t>&l8;</t></si></sst>'
    refused(tmp_path / "a.xlsx", package("<worksheet/>", strings=bomb), "declares entities")
    outside = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet xmlns="{MAIN}"><c>&f;</c></worksheet>'
    refused(tmp_path / "b.xlsx", package(outside), "declares entities")


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Step</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><v>one</v></c><c r="XFD2"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    data = package(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')
    (tmp_path / "far.xlsx").write_bytes(data)
    before = psutil.Process().memory_info().rss
    table = sheets.read_table(tmp_path / "far.xlsx")
    assert [row.cells for row in table.rows] == [("one",)]
    assert psutil.Process().memory_info().rss - before < 10 * MB


def test_millions_of_empty_strings_stay_small(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}">' + "<si/>" * 1_000_000 + "</sst>"
    before = psutil.Process().memory_info().rss
    refused(tmp_path / "many.xlsx", package("<worksheet/>", strings=strings), "more than 20,000 rows")
    assert psutil.Process().memory_info().rss - before < 60 * MB


def test_relations_to_the_outside_are_not_followed(tmp_path: Path) -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = (
        f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/worksheet" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = package("<worksheet/>", more={"xl/_rels/workbook.xml.rels": outside.encode()})
    (tmp_path / "j.xlsx").write_bytes(data)
    assert sheets.read_table(tmp_path / "j.xlsx").rows == ()


def test_damaged_workbooks_are_refused_or_read_and_never_a_bug(tmp_path: Path) -> None:
    sheets.write_xlsx(journey(), tmp_path / "good.xlsx")
    good = (tmp_path / "good.xlsx").read_bytes()
    chance = random.Random(7)
    for number in range(300):
        data = bytearray(good)
        for _change in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 3 == 0:
            data = data[: chance.randrange(len(data))]
        (tmp_path / "bad.xlsx").write_bytes(bytes(data))
        with suppress(InputError):
            table = sheets.read_table(tmp_path / "bad.xlsx")
            sheets.stages_of(table, sheets.guess_columns(table.headers))


def test_control_characters_never_get_through(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("Step,Plan B\n\x1b[31mred\x07\x00,\u202eabc\ufffe\n", encoding="utf-8")
    table = sheets.read_table(tmp_path / "j.csv")
    step = sheets.stages_of(table, sheets.guess_columns(table.headers)).stages[0].steps[0]
    assert (step.title, step.plan_b) == ("[31mred", "\u202eabc")


def test_reading_can_be_stopped_between_its_steps(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("Step\n" + "x\n" * 5_000, encoding="utf-8")
    steps = sheets.table_steps(tmp_path / "j.csv")
    done = [next(steps).done for _step in range(8)]
    assert done == sorted(done)
    assert 0 < done[-1] < (tmp_path / "j.csv").stat().st_size
    steps.close()


def test_a_large_or_64_bit_list_of_parts_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'
    fine = package(sheet)
    large = package(sheet, more={f"{number:04}{'x' * 1_000}": b"" for number in range(1_200)})
    end = fine.rindex(b"PK\5\6")
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1)
    (tmp_path / "fine.xlsx").write_bytes(fine)
    assert sheets.read_table(tmp_path / "fine.xlsx").all_rows
    with zipfile.ZipFile(io.BytesIO(large)) as real:
        assert len(real.infolist()) < workbook.MOST_ENTRIES

    def unwanted(*_args: object) -> None:
        raise AssertionError("the list was read")

    monkeypatch.setattr(workbook.zipfile, "ZipFile", unwanted)
    refused(tmp_path / "large.xlsx", large, "no workbook that can be read")
    refused(tmp_path / "commented.xlsx", large[:-2] + b"\x02\x00hi", "no workbook that can be read")
    refused(tmp_path / "64.xlsx", fine[:end] + locator + fine[end:], "no workbook that can be read")
    refused(tmp_path / "cut.xlsx", fine[: end + 10], "no workbook that can be read")
