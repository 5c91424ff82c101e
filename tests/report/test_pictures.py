"""The pictures of a report, from a real workspace."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from oracle import templates, workspace
from oracle.errors import NotFound
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.report.content import Options, build
from oracle.report.pdf import write
from oracle.report.pictures import picture
from oracle.workspace import businesses, captures, journeys, reads, testers, visits, walks
from tests.report.pdf.reading import failures, poppler_text
from tests.report.sample import START


def png(colour: str, size: tuple[int, int] = (640, 400)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "PNG")
    return data.getvalue()


def test_captures_and_logos_reach_the_report_of_a_real_workspace(tmp_path: Path) -> None:
    with_logo = workspace.open(tmp_path / "workspace.db")
    try:
        template = templates.of_kind(templates.all_templates()[0].kind)[0]
        journey_id = journeys.from_template(with_logo, template, business="Green Leaf Plants").id
        journey = journeys.get(with_logo, journey_id)
        businesses.set_logo(with_logo, journey.business_id, png("#2F7D57", (300, 120)))
        tester_id = testers.add(with_logo, name="Mia Torres").id
        testers.set_logo(with_logo, tester_id, png("#1F5FA8"))
        walk_id = walks.start(with_logo, journey_id, tester_id=tester_id).id
        first = journey.version.steps[0]
        visits.set_fields(with_logo, walk_id, first.id, friction=2, feeling=0, note="It takes its time.")
        shot = Shot(data=png("#E2EEE8"), source=Source.FILE, taken_at=START, foreign=True)
        capture_id = captures.add(with_logo, walk_id, first.id, shot).id
        records = reads.report_walks(with_logo, (walk_id,))
        content = build(records, Options())
        out = tmp_path / "report.pdf"
        for _ in write(content, out, partial(picture, with_logo)):
            pass
        data, width, height = picture(with_logo, f"logo:{content.business_logo}")
        assert (data[:2], width, height) == (b"\xff\xd8", 300, 120)
        assert picture(with_logo, capture_id)[1:] == (640, 400)
        with pytest.raises(NotFound):
            picture(with_logo, "logo:" + "0" * 64)
    finally:
        with_logo.close()
    assert failures(out) == []
    assert "It takes its time." in poppler_text(out)
