"""Repair slips and the plan: what they say, and the files that they become."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from oracle.errors import InputError
from oracle.model.journey import Business, Journey, Persona
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import Met, PotholeRow
from oracle.model.ratings import Cause, Effort, PrivacyAnswer, State
from oracle.model.repair import RepairRecord
from oracle.report import plan
from oracle.report.content.plan_lines import first_sentence
from oracle.report.plan.texts import LONGEST_MAIL
from tests.report.pdf.reading import failures, page_texts, squeezed
from tests.report.sample import START, capture, monstera, pothole
from tests.report.test_pages import NASTY, SCRIPTS, Album

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def record(holes: Sequence[Pothole] = (), **changes: Any) -> RepairRecord:
    """The sample journey's potholes, or others on it, as the workspace hands them over."""
    walk = monstera().open
    told = [each for each in holes or monstera().potholes if not each.bright]
    journey = replace(
        walk.journey, people_a_month=100, worth=Decimal(95), worth_again=Decimal(60), version=walk.version
    )
    steps = {step.id: step for step in walk.version.steps}
    given: dict[str, Any] = {
        "business": Business(id="b1", name="Green Leaf", currency="GBP", colour="#1f6f5c"),
        "journeys": {journey.id: journey},
        "personas": {walk.persona.id: walk.persona},
        "rows": tuple(row(each, journey) for each in told),
        "chosen": tuple(told),
        "captures": {each.id: (each, steps.get(each.step_id)) for each in walk.captures},
    }
    return RepairRecord(**given | changes)


def row(hole: Pothole, journey: Journey) -> PotholeRow:
    step = next((step for step in journey.version.steps if step.id in hole.step_ids), None)
    own = {name: getattr(hole, name) for name in PotholeRow.__struct_fields__ if hasattr(hole, name)}
    return PotholeRow(
        **own
        | {
            "journey_title": journey.title,
            "step_id": step.id if step else "",
            "step_number": step.number if step else None,
            "step_title": step.title if step else "",
            "stage": journey.version.stage_of(step.id) if step else "",
            "walks": (Met("w1", 1, "Mia", START),),
            "walked": 2,
            "reach_proposed": None,
            "capture_id": None,
            "cost": None,
            "text": "",
        }
    )


def build(holes: Sequence[Pothole] = (), **changes: Any) -> plan.Plan:
    return plan.build(record(holes, **changes), now=NOW)


def written(folder: Path, told: plan.Plan, ending: str, *, slips_only: bool = False, paper: Any = "A4") -> Path:
    out = folder / f"plan.{ending}"
    for _ in plan.write(told, out, Album(), made=NOW, slips_only=slips_only, paper=paper):
        pass
    return out


def test_slips_stand_by_priority_with_what_a_stranger_needs() -> None:
    told = build()
    assert [slip.sign.label for slip in told.slips][:3] == ["1.6", "1.4", "1.5"]
    first = told.slips[0]
    assert (first.owner, first.due_words, first.effort, first.state) == (
        "Jonas",
        "27 October 2025",
        "Medium",
        "Planned",
    )
    assert first.place == "Delivery › step 10 › Waits for the parcel"
    assert first.why_label == "Why it matters to Wendy"
    assert first.priority_words == "16 = 4 × 4"
    assert first.seen_words == "1 of 2 walks"
    assert first.cost_words.startswith("about £")
    assert first.cost_formula.endswith("× 50\u00a0% lost × £60")
    assert first.line.todo == "Send the tracking mail when the carrier has scanned the parcel"
    assert "8 potholes in “" in told.counted
    assert told.total.startswith("Leaving them costs about £")
    assert told.small.startswith("4 lines are small: 1.4")


def test_what_is_settled_stands_last_and_a_claimed_repair_is_ticked() -> None:
    holes = [
        pothole(1, 1, severity=4, reach=4, state=State.WONT_REPAIR, state_reason="We close"),
        pothole(2, 2, severity=1, state=State.REPAIRED),
        pothole(3, 3, severity=2),
    ]
    told = build(holes)
    ticked = [(slip.sign.label, slip.line.claimed) for slip in told.slips]
    assert ticked == [("1.3", False), ("1.2", True), ("1.1", False)]
    markdown = plan.plan_markdown(told)
    assert "- [x] **1.2**" in markdown
    assert "- [ ] **1.3**" in markdown
    assert "Won’t repair: We close" in markdown


def test_figures_that_are_missing_are_left_out() -> None:
    bare = pothole(1, 99)
    walk = monstera().open
    told = build([bare], journeys={walk.journey.id: walk.journey}, personas={})
    (slip,) = told.slips
    assert (slip.cost_words, slip.cost_formula, slip.cost, told.total, told.small) == ("", "", None, "", "")
    assert (slip.place, slip.why_label, slip.priority_words) == ("Outside any step", "Why it matters", "–")
    assert "For: nobody yet" in plan.slip_text(slip)
    assert "DONE WHEN\nA later walk comes by here" in plan.slip_text(slip)
    assert build([bare], chosen=()).slips == ()


def test_private_pictures_stay_out_until_somebody_answered() -> None:
    private = replace(monstera().open.version.step("s7"), private=True)
    shot = capture("c7", 7)
    hole = pothole(1, 7, capture_ids=("c7", "gone"))
    assert build([hole], captures={"c7": (shot, private)}).slips[0].pictures == ()
    hidden = replace(shot, privacy=PrivacyAnswer.HIDDEN)
    assert [each.capture_id for each in build([hole], captures={"c7": (hidden, private)}).slips[0].pictures] == ["c7"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("Name the day. Say who packs.", "Name the day"),
        ("Name the day\nand the hour", "Name the day and the hour"),
        ("Why not? Because.", "Why not?"),
        ("x " * 100, ("x " * 55).strip() + " …"),
    ],
)
def test_the_plans_line_is_the_first_sentence(text: str, line: str) -> None:
    assert first_sentence(text) == line


def test_the_plan_is_a_tagged_pdf_of_a_table_and_a_page_a_pothole(tmp_path: Path) -> None:
    told = build()
    out = written(tmp_path, told, "pdf")
    pages = page_texts(out)
    assert len(pages) == 2 + len(told.slips)
    assert failures(out) == []
    assert "Quick wins" in pages[1]
    assert "Repair plan" in pages[0]
    assert all(squeezed(slip.title) in squeezed(pages[0]) for slip in told.slips)
    for slip, page in zip(told.slips, pages[2:], strict=True):
        assert squeezed(slip.title) in squeezed(page)
        assert "Done when" in page
    assert "27 October 2025" in pages[2]


def test_a_slip_with_pictures_and_words_is_one_page(tmp_path: Path) -> None:
    (told,) = [each for each in monstera().potholes if each.number == 6]
    sighting = replace(told.sightings[0], capture_ids=tuple(f"c{n}" for n in range(1, 7)))
    out = written(tmp_path, build([replace(told, sightings=(sighting,))]), "pdf", slips_only=True)
    (page,) = page_texts(out)
    assert "2 more pictures are in the app" in page
    assert "Estimated cost:" in page


def test_hostile_slips_become_whole_pages_on_any_paper(tmp_path: Path) -> None:
    long = "word " * 2_000
    holes = [
        pothole(1, 1, title="T" * 1_000, saw=long, why=long, todo=long, done_when=long, severity=4, owner="O" * 300),
        pothole(2, 2, title=NASTY, saw=NASTY, todo=" ".join(SCRIPTS), cause=Cause.PEOPLE, state_reason=NASTY),
        pothole(3, 3, title="…", severity=1, severity_at_least=True, due=date(9999, 12, 31), effort=Effort.LARGE),
        pothole(4, 7, title="Pictures", capture_ids=tuple(f"c{n}" for n in range(1, 13))),
    ]
    out = written(tmp_path, build(holes), "pdf", paper="Letter")
    assert failures(out) == []
    text = squeezed("".join(page_texts(out)))
    assert squeezed(NASTY) in text
    assert "8morepicturesareintheapp" in text
    empty = written(tmp_path, build(holes, chosen=()), "pdf")
    assert "There is nothing to repair here" in page_texts(empty)[0]


def test_sheets_hold_numbers_and_days_and_no_formula(tmp_path: Path) -> None:
    holes = [
        pothole(1, 10, title="=HYPERLINK(1)", saw="+1", severity=4, reach=4, due=date(2026, 11, 28), owner="@Bo"),
        pothole(2, 3, title="–", todo="x" * 40_000),
    ]
    told = build(holes)
    sheet = load_workbook(written(tmp_path, told, "xlsx")).active
    assert sheet is not None
    head, first, second = list(sheet.iter_rows())
    named = {str(cell.value): at for at, cell in enumerate(head)}
    assert (first[named["Priority"]].value, first[named["Severity"]].value) == (16, 4)
    assert first[named["Due"]].value == datetime(2026, 11, 28)
    assert first[named["Estimated cost a month (GBP)"]].value == 3000
    assert (first[1].value, first[1].data_type) == ("=HYPERLINK(1)", "s")
    assert len(str(second[named["What to do"]].value)) == 32_767
    with written(tmp_path, told, "csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["Pothole"], rows[0]["Who"], rows[0]["What I saw"]) == ("'=HYPERLINK(1)", "'@Bo", "'+1")
    assert (rows[0]["Due"], rows[0]["Estimated cost a month (GBP)"], rows[1]["Due"]) == ("2026-11-28", "3000", "")
    assert written(tmp_path, told, "xlsx").read_bytes() == written(tmp_path, told, "xlsx").read_bytes()


def test_markdown_shows_what_people_wrote_and_obeys_none_of_it(tmp_path: Path) -> None:
    saw = (
        "# Not a head\n- [x] no item\n1. no number\n    no code\n<script>alert(1)</script> [a](b) *c* `d` ![e](f) &lt;"
    )
    text = plan.slip_markdown(build([pothole(1, 1, title="A | *title*\nin two lines", saw=saw)]).slips[0])
    lines = text.splitlines()
    assert lines[0] == r"# 1.1 A \| \*title\* in two lines"
    assert r"\# Not a head" in text
    assert r"\- \[x\] no item" in text
    assert r"1\. no number" in text
    assert "\nno code" in text
    assert r"\<script\>alert(1)\</script\> \[a\](b) \*c\* \`d\` !\[e\](f) &amp;lt;" in text
    assert written(tmp_path, build(), "md", slips_only=True).read_text("utf-8").count("\n# ") == 7


def test_only_four_endings_are_written(tmp_path: Path) -> None:
    for name in ("plan", "plan.docx", ".pdf"):
        with pytest.raises(InputError, match="does not say"):
            plan.form_of(tmp_path / name)


def test_a_slip_goes_to_the_address_of_its_owner() -> None:
    (slip,) = build([pothole(1, 1, owner="jo+shop@leaf.example", title="100 % & more?")]).slips
    mail = plan.slip_mail(slip)
    assert mail.startswith("mailto:jo+shop@leaf.example?subject=Repair%201.1%3A%20100%20%25%20%26%20more%3F&body=1.1")
    assert "%0D%0A" in mail
    for name in ("Jo", "a@b.example,c@d.example", "a@b.example?bcc=x@y.example", "a@b.example\r\nBcc: c", ""):
        assert plan.slip_mail(replace(slip, owner=name)).startswith("mailto:?subject=")


@given(st.text(max_size=4_000), st.text(max_size=200))
@example("ü" * 4_000, "s")
@example("word " * 900, "s" * 500)
@example("\r\n" * 900, "\n")
def test_a_mail_is_never_too_long_and_reads_back(body: str, subject: str) -> None:
    address = plan.mailto("bo@leaf.example", subject, body)
    assert len(address) <= max(LONGEST_MAIL, len(plan.mailto("bo@leaf.example", subject, "")))
    assert address.isascii()
    assert not any(each in address for each in ' \r\n"<>#')
    head, _between, told = address.partition("&body=")
    assert head.count("&") == 0
    plain = unquote(told).replace("\r\n", "\n")
    whole = body.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    assert plain == whole or plain.partition("\n\n… (")[0] in whole


def test_a_journey_whose_persona_is_gone_still_has_slips() -> None:
    sketch = Persona(id="other", business_id="b1", name="Ana")
    (slip,) = build([pothole(1, 1)], personas={"other": sketch}).slips
    assert slip.why_label == "Why it matters"
