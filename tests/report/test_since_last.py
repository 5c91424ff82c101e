"""What a report says of the change since the last walk, read back out of the PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from oracle import workspace
from oracle.model.ratings import State
from oracle.report import content, pdf
from oracle.report.content import Options, Section
from oracle.report.pictures import picture
from oracle.workspace import Workspace, comparisons, reads
from tests.ui.compare import sample


@pytest.fixture
def made(tmp_path: Path, qapp: object) -> sample.Sample:
    return sample.make(tmp_path)


def words_of(out: Path) -> str:
    document = pypdfium2.PdfDocument(out)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def told(held: Workspace, made: sample.Sample, since: str = "") -> content.Content:
    records = reads.report_walks(held, (made.now_id,))
    return content.build(records, Options(sections=frozenset({Section.SINCE})), comparisons.since(held, records, since))


def test_the_report_tells_what_changed(made: sample.Sample, tmp_path: Path) -> None:
    held = workspace.open(made.file)
    try:
        out = tmp_path / "report.pdf"
        for _step in pdf.write(told(held, made), out, picture=lambda key: picture(held, key)):
            pass
    finally:
        held.close()
    said = " ".join(words_of(out).split())
    assert "Since the walk of 6 – 23 October 2025, Mia Torres: road quality 63 then, 80 now." in said
    assert "Up 17. The change counts the 12 steps that were rated in both walks" in said
    assert "4 steps smoother, 0 rougher, 8 the same." in said
    assert "Repaired (4)" in said
    assert "Remaining (3)" in said
    assert "Back again (1)" in said
    assert "New (1)" in said
    assert "Pop-up covers the pay button" in said
    assert "not checked" in said


def test_a_report_of_the_first_walk_has_nothing_to_compare(made: sample.Sample) -> None:
    held = workspace.open(made.file)
    try:
        records = reads.report_walks(held, (made.then_id,))
        assert comparisons.since(held, records) == ()
        assert not any(part.section is Section.SINCE for part in content.build(records, Options()).readings)
        assert told(held, made, since=made.then_id).readings[0].section is Section.SINCE
    finally:
        held.close()


def test_a_rewalks_report_has_cards_for_what_it_met(made: sample.Sample) -> None:
    held = workspace.open(made.file)
    try:
        (record,) = reads.report_walks(held, (made.now_id,))
        assert {hole.label for hole in record.potholes} == {"1.3", "1.5", "1.8", "2.1"}
        assert next(hole for hole in record.potholes if hole.label == "1.5").state is State.BACK_AGAIN
    finally:
        held.close()
