"""Tables of others: their columns, their encodings, their ways to write things, and text pasted from anywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from oracle import sheets
from oracle.errors import InputError
from oracle.model.journey import Stage
from oracle.model.ratings import ChannelKind
from oracle.sheets import Field, cells

ENGLISH = "Stage,Step,Channel,Who,Expected\nAwareness,Sees the ad,Instagram,Mia,It shows the price\n,Taps it,,,\n"


def read(path: Path, **named: str) -> sheets.Reading:
    table = sheets.read_table(path, **named)
    return sheets.stages_of(table, sheets.guess_columns(table.headers))


def outline(stages: tuple[Stage, ...]) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [(s.name, [(step.title, [line.text for line in step.checklist]) for step in s.steps]) for s in stages]


def test_columns_are_known_by_their_names_in_four_languages() -> None:
    english = ["Nr", "Phase", "Touchpoint", "Description", "Channel", "Owner", "Owner's expected friction", "Expected"]
    assert sheets.guess_columns(english) == {
        Field.STAGE: 1,
        Field.STEP: 2,
        Field.DOES: 3,
        Field.CHANNEL: 4,
        Field.WHO: 5,
        Field.SHOULD: 7,
        Field.FRICTION: 6,
    }
    german = [
        "Phase",
        "Schritt",
        "Kanal",
        "Zuständig",
        "Was passieren soll",
        "Darf nicht fehlen",
        "Wartezeit",
        "Notfallplan",
    ]
    french = ["Phase", "Étape", "Canal", "Responsable", "Ce qui doit se passer", "Indispensable", "Délai", "Plan B"]
    spanish = ["Etapa", "Paso", "Canal", "Responsable", "Debe pasar", "No debe faltar", "Tiempo de espera", "Plan B"]
    fields = [Field.STAGE, Field.STEP, Field.CHANNEL, Field.WHO, Field.SHOULD, Field.MUST, Field.WAIT, Field.PLAN_B]
    for headers in (german, french, spanish):
        assert sheets.guess_columns(headers) == dict(zip(fields, range(8), strict=True)), headers


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            ["Stage / Phase", "STEP (what happens)\nfor customer", "touchpoint", "Time (min.)", "Feeling 1-5"],
            {Field.STAGE: 0, Field.STEP: 1, Field.CHANNEL: 2},
        ),
        (["touchpoint", "STEP_(what happens)", "Channel"], {Field.STEP: 1, Field.CHANNEL: 2}),
        (["Phase", "What the\ncustomer does", "Channel"], {Field.STAGE: 0, Field.STEP: 1, Field.CHANNEL: 2}),
        (["Step", "What the customer does"], {Field.STEP: 0, Field.DOES: 1}),
        (["Step no.", "Touchpoint", "Next step"], {Field.STEP: 1}),
        (["Step #", "Title"], {Field.STEP: 1}),
    ],
)
def test_the_step_is_what_is_called_so(headers: list[str], fields: dict[Field, int]) -> None:
    assert sheets.guess_columns(headers) == fields


def test_a_workbook_with_long_headings_keeps_its_steps(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Stage / Phase", "STEP (what happens)\nfor customer", "touchpoint", "Time (min.)"])
    book.active.append(["Find", "Sees the window", "Shop counter", 3])
    book.save(tmp_path / "j.xlsx")
    book.close()
    assert outline(read(tmp_path / "j.xlsx").stages) == [("Find", [("Sees the window", [])])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_an_encoding_is_found(encoding: str, tmp_path: Path) -> None:
    text = "Phase;Schritt;Zuständig\nÜberblick;Prüft die Größe – „groß“;Jörg\n"
    (tmp_path / "j.csv").write_bytes(text.encode(encoding))
    reading = read(tmp_path / "j.csv")
    step = reading.stages[0].steps[0]
    assert (reading.stages[0].name, step.title, step.handled_by) == ("Überblick", "Prüft die Größe – „groß“", "Jörg")


def test_latin_1_and_a_chosen_encoding(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_bytes("Stage,Step\nCafé,Señor\x81\n".encode("latin-1"))
    assert read(tmp_path / "j.csv").stages[0].name == "Café"
    (tmp_path / "k.csv").write_bytes("Stage,Step\nЗнакомство,Видит\n".encode("cp1251"))
    assert read(tmp_path / "k.csv", encoding="Windows-1251").stages[0].name == "Знакомство"
    with pytest.raises(InputError, match="no text in UTF-8"):
        sheets.read_table(tmp_path / "k.csv", encoding="UTF-8")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_separator_is_found_even_where_texts_hold_others(separator: str, tmp_path: Path) -> None:
    rows = [["Stage", "Step", "What should happen"], ["A", '"one, two; three"', '"x\ny, z"'], ["", "four", ""]]
    (tmp_path / "j.csv").write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8")
    assert outline(read(tmp_path / "j.csv").stages) == [("A", [("one, two; three", ["x", "y, z"]), ("four", [])])]


def test_a_told_separator_and_a_title_above_the_names(tmp_path: Path) -> None:
    text = "sep=;\nCustomer journey, spring\n\nStage;Step\nA;one\n"
    (tmp_path / "j.csv").write_text(text, encoding="utf-8")
    table = sheets.read_table(tmp_path / "j.csv")
    assert table.headers == ("Stage", "Step")
    assert [row.number for row in table.rows] == [4]


def test_a_table_without_names_of_columns_has_letters(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text("Awareness,Sees the ad\nAwareness,Taps it\n", encoding="utf-8")
    table = sheets.read_table(tmp_path / "j.csv")
    assert table.headers == ("Column A", "Column B")
    reading = sheets.stages_of(table, {Field.STAGE: 0, Field.STEP: 1})
    assert outline(reading.stages) == [("Awareness", [("Sees the ad", []), ("Taps it", [])])]
    assert table.with_headed(True).headers == ("Awareness", "Sees the ad")
    with pytest.raises(InputError, match="No column holds the steps"):
        sheets.stages_of(table, {Field.STAGE: 0})


def test_rows_that_cannot_be_steps_are_said(tmp_path: Path) -> None:
    text = (
        "Stage,Step,Wait,Expected friction,Moment of truth,Sale,People a month\n"
        "A,one,soon,7,maybe,yes,many\n"
        "A,,3 days,,,,\n"
        ',two,3 days,2 Bumpy,x,yes,"1,200"\n'
    )
    (tmp_path / "j.csv").write_text(text, encoding="utf-8")
    reading = read(tmp_path / "j.csv")
    first, second = reading.stages[0].steps
    assert (first.wait, first.expected_friction, first.moment_of_truth, first.sale) == (None, None, False, True)
    assert second.wait is not None
    assert second.wait.length == timedelta(days=3)
    assert (second.expected_friction, second.moment_of_truth, second.sale, second.people_a_month) == (
        2,
        True,
        False,
        1200,
    )
    assert reading.remarks == (
        "Row 2: the wait is no length of time such as “3 days”: left out.",
        "Row 2: the expected friction is no number from 0 to 4: left out.",
        "Row 2: “Moment of truth” is neither yes nor no: read as no.",
        "Row 2: the people a month are no whole number: left out.",
        "Row 3 has no step: left out.",
        "Row 4 is a second sale; a journey has one: left out.",
    )


def test_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.title = "Secret"
    hidden.append(["Stage", "Step"])
    hidden.append(["X", "hidden"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Road")
    sheet.append(["Stage", "Step", "Wait", "People a month", "Moment of truth", "Link", "Plan B"])
    sheet.append(["Awareness", "Sees it", 3, 1200.0, True, "=1+2", datetime(2026, 11, 22)])
    sheet.append([None, "Taps it", "=A1", None, False, "='[other.xlsx]S'!A1", 2.5])
    sheet.append(["Loyalty", "Comes back"])
    sheet.merge_cells("A2:A3")
    book.create_sheet("Other").append(["Stage", "Step"])
    book.save(tmp_path / "j.xlsx")
    book.close()
    table = sheets.read_table(tmp_path / "j.xlsx")
    assert (table.sheets, table.sheet) == (("Road", "Other"), "Road")
    reading = sheets.stages_of(table, sheets.guess_columns(table.headers))
    assert outline(reading.stages) == [
        ("Awareness", [("Sees it", []), ("Taps it", [])]),
        ("Loyalty", [("Comes back", [])]),
    ]
    first, second = reading.stages[0].steps
    assert first.wait is not None
    assert first.wait.length == timedelta(days=3)
    assert (first.people_a_month, first.moment_of_truth, first.link) == (1200, True, "")
    assert (first.plan_b, second.plan_b, second.link) == ("2026-11-22", "2.5", "")
    assert reading.remarks == (
        "Some cells hold formulas without a stored value, or an error: they were read as empty.",
    )
    assert sheets.read_table(tmp_path / "j.xlsx", sheet="secret").rows[0].cells == ("X", "hidden")
    with pytest.raises(InputError, match="no sheet called None"):
        sheets.read_table(tmp_path / "j.xlsx", sheet="None")


@pytest.mark.parametrize(
    ("text", "hours"),
    [("3 days", 72), ("3", 72), ("36 h", 36), ("2-3 weeks", 504), ("1 h 30 min", 1.5), ("1,5 Tage", 36), ("3d", 72),
     ("3-5 business days", 120), ("48 Stunden", 48), ("dos días", None), ("", None), ("next 24 hours", 24),
     ("99999999 days", None), ("2 jours", 48), ("1 month", 720)],
)  # fmt: skip
def test_lengths_of_time(text: str, hours: float | None) -> None:
    assert cells.length_of(text) == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("", ChannelKind.WEBSITE, ""),
        ("E-mail", ChannelKind.EMAIL, ""),
        ("email", ChannelKind.EMAIL, ""),
        ("Instagram", ChannelKind.SOCIAL, "Instagram"),
        ("Social: Instagram", ChannelKind.SOCIAL, "Instagram"),
        ("Anruf", ChannelKind.PHONE, "Anruf"),
        ("Carrier pigeon", ChannelKind.POST, "Carrier pigeon"),
        ("Trade fair", ChannelKind.OTHER, "Trade fair"),
    ],
)
def test_channels(text: str, kind: ChannelKind, label: str) -> None:
    assert cells.channel_of(text) == (kind, label)


def test_pasted_lines_become_stages_and_steps() -> None:
    text = """# Awareness
1. Sees the post
   - The price is shown
   - The link leads to the plant
2) Taps it

Consideration:
- Reads the page
\t- Dogs are mentioned
- Asks
# Decision
Pays
"""
    assert outline(sheets.from_text(text).stages) == [
        ("Awareness", [("Sees the post", ["The price is shown", "The link leads to the plant"]), ("Taps it", [])]),
        ("Consideration", [("Reads the page", ["Dogs are mentioned"]), ("Asks", [])]),
        ("Decision", [("Pays", [])]),
    ]


def test_steps_indented_below_their_stage_are_steps() -> None:
    text = "Awareness:\n  • Sees it\n    • Price\n  • Taps it\nLoyalty:\n  Comes back\n"
    assert outline(sheets.from_text(text).stages) == [
        ("Awareness", [("Sees it", ["Price"]), ("Taps it", [])]),
        ("Loyalty", [("Comes back", [])]),
    ]
    assert outline(sheets.from_text("one\ntwo").stages) == [("Steps", [("one", []), ("two", [])])]


def test_a_pasted_step_has_the_channel_that_it_names_and_no_other() -> None:
    text = (
        "Gets the newsletter\nReads the e-mail\nTypes in her phone number\nMia posts on Instagram\nPays\nSMS or email"
    )
    other = ChannelKind.OTHER
    (stage,) = sheets.from_text(text).stages
    assert [step.channel for step in stage.steps] == [
        ChannelKind.EMAIL, ChannelKind.EMAIL, other, ChannelKind.SOCIAL, other, other,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [("shop counter", ChannelKind.SHOP), ("Poster", ChannelKind.AD), ("SMS", ChannelKind.PHONE),
     ("Online shop", ChannelKind.WEBSITE), ("In person", ChannelKind.SHOP), ("Newspaper", ChannelKind.AD)],
)  # fmt: skip
def test_a_channel_is_guessed_and_keeps_its_own_name(text: str, kind: ChannelKind) -> None:
    assert cells.channel_of(text) == (kind, text)


def test_rows_copied_from_a_spreadsheet_are_a_table() -> None:
    text = 'Stage\tStep\tWhat should happen\nA\tone\t"x\ny ""z"""\n\ttwo\t\n'
    table = sheets.table_from_text(text)
    assert table is not None
    assert table.headers == ("Stage", "Step", "What should happen")
    assert outline(sheets.from_text(text).stages) == [("A", [("one", ["x", 'y "z"']), ("two", [])])]
    assert sheets.table_from_text("# A\n\tone\n\ttwo") is None


@pytest.mark.parametrize("text", ["", "  \n\n", "# Only a stage", "-\n-\n"])
def test_text_without_a_step_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="No step was found"):
        sheets.from_text(text)


def test_english_names_work_in_a_small_table(tmp_path: Path) -> None:
    (tmp_path / "j.csv").write_text(ENGLISH, encoding="utf-8")
    step = read(tmp_path / "j.csv").stages[0].steps[0]
    assert (step.channel, step.channel_label, step.handled_by) == (ChannelKind.SOCIAL, "Instagram", "Mia")
    assert [line.text for line in step.checklist] == ["It shows the price"]
