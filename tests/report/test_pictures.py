"""The pictures of a report, from a real workspace."""

from __future__ import annotations

import io
import subprocess
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from oracle import templates, workspace
from oracle.errors import NotFound
from oracle.model.mark import Mark, MarkKind, Stroke
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.report.content import Options, build
from oracle.report.pdf import write
from oracle.report.pictures import picture
from oracle.workspace import businesses, captures, journeys, potholes, reads, testers, visits, walks
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
        businesses.set_logo(with_logo, journey.business_id, png("#C31BD1", (300, 120)))
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
    cover = painted(out)
    seen = [
        (x, y)
        for x in range(cover.width)
        for y in range(cover.height // 4)
        if near(cover.getpixel((x, y)), (195, 27, 209))
    ]
    across, down = (max(line) - min(line) + 1 for line in zip(*seen, strict=True))
    assert 2.3 < across / down < 2.7  # the whole logo, which is no square


def test_a_report_shows_captures_as_they_are_marked(tmp_path: Path) -> None:
    """Cropped, hidden, with an arrow: in the PDF too, and no pixel of what a block or a crop took."""
    held = workspace.open(tmp_path / "workspace.db")
    try:
        template = templates.of_kind(templates.all_templates()[0].kind)[0]
        journey_id = journeys.from_template(held, template, business="Green Leaf Plants").id
        walk_id = walks.start(held, journey_id, tester_id=testers.add(held, name="Mia Torres").id).id
        first = journeys.get(held, journey_id).version.steps[0]
        visits.set_fields(held, walk_id, first.id, friction=2, note="It takes its time.")
        whole = Image.new("RGB", (640, 400), "#E2EEE8")
        whole.paste("#FF00FF", (300, 120, 360, 160))  # hidden
        whole.paste("#00FFFF", (0, 0, 90, 400))  # cut off
        data = io.BytesIO()
        whole.save(data, "PNG")
        shot = Shot(data=data.getvalue(), source=Source.FILE, taken_at=START, foreign=True)
        own = captures.add(held, walk_id, first.id, shot).id
        marks = (
            Mark(id="a", kind=MarkKind.REDACT, points=((290, 110), (370, 170))),
            Mark(id="b", kind=MarkKind.CROP, points=((100, 50), (500, 350))),
            Mark(id="c", kind=MarkKind.ARROW, points=((150, 300), (280, 180)), stroke=Stroke.THICK),
        )
        captures.set_marks(held, own, marks)
        potholes.add(held, walk_id, first.id, title="Too slow", severity=3)
        out = tmp_path / "report.pdf"
        for _ in write(build(reads.report_walks(held, (walk_id,)), Options()), out, partial(picture, held)):
            pass
    finally:
        held.close()
    shown = [each for each in pictures_in(out) if each.size == (400, 300)]
    assert shown
    for each in shown:
        assert near(each.getpixel((230, 90)), (30, 34, 39))
        assert near(each.getpixel((90, 210)), (242, 183, 5), within=60)
        assert near(each.getpixel((5, 5)), (226, 238, 232))
        colours = [colour for _count, colour in each.getcolors(120_000) or []]
        assert not any(near(colour, wrong, within=90) for colour in colours for wrong in ((255, 0, 255), (0, 255, 255)))


def painted(file: Path) -> Image.Image:
    """The first page as it is seen, at 72 pixels an inch."""
    made = subprocess.run(["pdftoppm", "-r", "72", "-l", "1", "-png", str(file)], capture_output=True, check=True)
    return Image.open(io.BytesIO(made.stdout)).convert("RGB")


def pictures_in(file: Path) -> list[Image.Image]:
    """Every picture in a PDF."""
    with pikepdf.open(file) as pdf:
        found = [each for page in pdf.pages for each in page.get_images().values()]
        return [pikepdf.PdfImage(each).as_pil_image().convert("RGB") for each in found]


def near(pixel: object, colour: tuple[int, int, int], within: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return max(abs(one - other) for one, other in zip(pixel, colour, strict=True)) <= within
