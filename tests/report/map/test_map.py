"""The journey map on paper and as a picture: everything on it, readable, split by stage, whatever people typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from oracle import templates, tokens, workspace
from oracle.errors import InputError, ReportError
from oracle.model.journey import Stage, Step, Wait
from oracle.model.ratings import ChannelKind
from oracle.paths import resource
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.report.charts.shapes import moved
from oracle.report.display import Chart, Fill, Label, Stroke
from oracle.report.map import drawing, export, icons, plan, read, record, write
from oracle.report.map.svg import svg
from oracle.workspace import Workspace, businesses, journeys, personas, testers, visits, walks

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workspace]:
    held = workspace.open(tmp_path / "w.db")
    yield held
    held.close()


def monstera(held: Workspace, *, walked: bool = True) -> str:
    journey_id = journeys.from_template(held, templates.sample(), business="Green Leaf", url="http://leaf.example").id
    journey = journeys.get(held, journey_id)
    persona = personas.get(held, journey.persona_id)
    personas.update(held, replace(persona, looks=(("Loyalty", ChannelKind.PHONE),)))
    if walked:
        walk_id = walks.start(held, journey_id, tester_id=testers.add(held, name="Mia").id).id
        for number, step in enumerate(journey.version.steps):
            visits.set_fields(held, walk_id, step.id, friction=number % 4, feeling=2 - number % 5)
    return journey_id


def of_stages(held: Workspace, stages: tuple[Stage, ...]) -> str:
    journey_id = monstera(held, walked=False)
    journeys.set_stages(held, journey_id, stages)
    return journey_id


def long_road(stages: int, steps: int) -> tuple[Stage, ...]:
    made = []
    for number in range(stages):
        own = tuple(
            Step(
                id="",
                number=0,
                title=f"Step {at} of stage {number} with quite a long name that wraps",
                handled_by="Mia",
            )
            for at in range(steps)
        )
        made.append(Stage(name=f"Stage {number}", steps=own))
    return tuple(made)


def written(held: Workspace, journey_id: str, out: Path) -> Path:
    for _step in export(held, journey_id, out):
        pass
    return out


def texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    finally:
        document.close()


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 - our own


def test_the_pdf_says_everything_on_one_page_across(shop: Workspace, tmp_path: Path) -> None:
    pdf = written(shop, monstera(shop), tmp_path / "map.pdf")
    (text,) = texts(pdf)
    steps = journeys.list_all(shop)[0].version.steps
    for said in ("Buy a variegated Monstera on sale", "Green Leaf", "Buying and after", "version 1", "1 of 1"):
        assert said in text
    for step in steps:
        assert step.title in text
    for stage in ("Awareness", "Consideration", "Decision", "Delivery", "Loyalty"):
        assert stage in text
    assert "3 days" in text
    assert "Channels covered" in text
    with pikepdf.open(pdf) as document:
        assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [842, 595]
        assert document.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in document.Root


def test_who_cannot_see_it_hears_the_columns_the_gaps_and_the_feeling(shop: Workspace) -> None:
    read = record.read(shop, monstera(shop))
    told = drawing.whole(read).alt
    assert "Awareness: 1 Sees the sale post, " in told
    assert "after a wait of 3 days" in told
    assert "Nothing in Loyalty by phone." in told
    assert "Feeling: 1 Delighted, 2 Pleased" in told


@pytest.mark.parametrize(("stages", "steps", "pages"), [(5, 4, 1), (7, 4, 1), (8, 4, 2), (12, 17, 6), (60, 16, 30)])
def test_a_long_road_is_split_by_stage(shop: Workspace, tmp_path: Path, stages: int, steps: int, pages: int) -> None:
    pdf = written(shop, of_stages(shop, long_road(stages, steps)), tmp_path / "map.pdf")
    found = texts(pdf)
    assert len(found) == pages
    assert found[-1].rstrip().endswith(f"{pages} of {pages}") or f"{pages} of {pages}" in found[-1]
    whole = "\n".join(found)
    for number in range(stages):
        assert f"Stage {number}" in whole


def test_a_stage_that_fits_on_a_page_is_not_parted(shop: Workspace) -> None:
    read = record.read(shop, of_stages(shop, long_road(9, 3)))
    found = drawing.sheets(read, (774.0, 440.0))
    assert [len(sheet.columns) for sheet in found] == [6, 3] or [len(sheet.columns) for sheet in found] == [7, 2]
    assert {column.part for sheet in found for column in sheet.columns} == {0}
    assert len({round(sheet.width, 3) for sheet in found}) == 1


def charts(held: Workspace) -> Iterator[Chart]:
    for stages in (long_road(2, 2), long_road(9, 20)):
        read = record.read(held, of_stages(held, stages))
        yield drawing.whole(read)
        for sheet in drawing.sheets(read, (774.0, 440.0)):
            yield drawing.page(read, sheet, 440.0)


def test_no_type_is_smaller_than_seven_points_and_nothing_sticks_out(shop: Workspace) -> None:
    for chart in charts(shop):
        labels = [item for item in chart.items if isinstance(item, Label)]
        assert labels
        assert min(label.size for label in labels) >= 7
        assert max(label.y for label in labels) <= chart.height
        assert {item.token for item in chart.items} <= set(tokens.TOKENS)
        xs = [
            value
            for item in chart.items
            if isinstance(item, Fill | Stroke)
            for segment in item.path
            for value in segment[1::2]
        ]
        assert min(float(x) for x in xs) >= -0.5
        assert max(float(x) for x in xs) <= chart.width + 0.5


def test_the_picture_is_sharp_and_a_giant_one_stays_within_bounds(shop: Workspace, tmp_path: Path) -> None:
    png = written(shop, monstera(shop), tmp_path / "map.png")
    with Image.open(png) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1800
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
        assert len(picture.convert("RGB").resize((200, 120)).getcolors(24_000) or []) > 50
    giant = written(shop, of_stages(shop, long_road(40, 24)), tmp_path / "giant.png")
    with Image.open(giant) as picture:
        assert picture.width * picture.height <= 37_000_000


def test_the_svg_is_sound_xml_with_text_as_text(shop: Workspace, tmp_path: Path) -> None:
    root = parsed(written(shop, monstera(shop), tmp_path / "map.svg").read_text("utf-8"))
    said = [element.text for element in root.iter(f"{SVG}text")]
    assert {"Sees the sale post", "Awareness", "Buy a variegated Monstera on sale"} <= set(said)
    assert root.get("font-family", "").startswith("Inter")
    assert root.find(f"{SVG}title") is not None
    assert not [element for element in root.iter() if element.tag.rpartition("}")[2] in {"script", "image", "a", "use"}]


def test_words_beside_others_keep_their_widths_where_inter_is_missing(shop: Workspace, tmp_path: Path) -> None:
    root = parsed(written(shop, monstera(shop), tmp_path / "map.svg").read_text("utf-8"))
    lines: dict[str, list[ElementTree.Element]] = {}
    for element in root.iter(f"{SVG}text"):
        lines.setdefault(element.get("y", ""), []).append(element)
    beside = [line for line in lines.values() if len(line) > 1]
    assert {"Awareness", "Channels covered"} <= {element.text for line in beside for element in line}
    for line in beside:
        starts = [(float(element.get("x", "")), float(element.get("textLength", ""))) for element in line]
        assert {element.get("lengthAdjust") for element in line} == {"spacingAndGlyphs"}
        for (left, across), (following, _across) in pairwise(sorted(starts)):
            assert left + across < following


HOSTILE = ("<script>alert(1)</script>", "]]>&amp;", "\u202eabc", "שלום עולם", "漢字かな交じり文", "👩‍👩‍👧", "x" * 900)


def test_whatever_was_typed_is_drawn_as_text(shop: Workspace, tmp_path: Path) -> None:
    steps = tuple(
        Step(
            id="",
            number=0,
            title=t,
            handled_by=t,
            channel_label=t,
            wait=Wait(length=timedelta(days=1)),
        )
        for t in HOSTILE
    )
    journey_id = of_stages(shop, tuple(Stage(name=t, steps=steps) for t in HOSTILE[:3]))
    journeys.rename(shop, journey_id, HOSTILE[0])
    root = parsed(written(shop, journey_id, tmp_path / "map.svg").read_text("utf-8"))
    assert not list(root.iter(f"{SVG}script"))
    assert HOSTILE[0] in [element.text for element in root.iter(f"{SVG}text")]
    assert len(texts(written(shop, journey_id, tmp_path / "map.pdf"))) >= 1
    with Image.open(written(shop, journey_id, tmp_path / "map.png")) as picture:
        picture.verify()


def test_what_xml_cannot_hold_is_replaced() -> None:
    chart = Chart(10, 10, (Label(0, 0, "a\x00\x1f\ud800\ufffeb"),), "\x0b")
    assert parsed(svg(chart, "\x01")).find(f"{SVG}text").text == "a����b"  # type: ignore[union-attr]


def test_a_stage_without_a_step_says_so(shop: Workspace) -> None:
    stages = (Stage(name="Empty"), Stage(name="Full", steps=(Step(id="", number=0, title="one"),)))
    chart = drawing.whole(record.read(shop, of_stages(shop, stages)))
    assert "No step yet" in [item.text for item in chart.items if isinstance(item, Label)]
    assert "Empty: no step." in chart.alt


def test_the_ending_says_what_is_written(shop: Workspace, tmp_path: Path) -> None:
    journey_id = monstera(shop, walked=False)
    for name, start in (("a.PDF", b"%PDF"), ("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK")):
        assert written(shop, journey_id, tmp_path / name).read_bytes().startswith(start)
    for name in ("a", "a.docx", "a.svg.zip"):
        with pytest.raises(InputError, match="does not say what to write"):
            written(shop, journey_id, tmp_path / name)


@pytest.mark.parametrize("form", ["pdf", "png", "svg"])
def test_a_target_that_cannot_be_written_is_said_and_the_old_file_stands(
    shop: Workspace, tmp_path: Path, form: str
) -> None:
    journey_id = monstera(shop, walked=False)
    with pytest.raises(ReportError):
        written(shop, journey_id, tmp_path / "none" / f"map.{form}")
    old = tmp_path / f"map.{form}"
    old.write_bytes(b"old")
    steps = export(shop, journey_id, old)
    next(steps)
    next(steps)
    steps.close()
    assert old.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*part"))


@pytest.mark.parametrize("form", ["pdf", "png", "svg", "csv", "xlsx"])
def test_what_was_read_is_written_without_the_workspace(shop: Workspace, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"map.{form}"
    held = read(shop, monstera(shop), out)
    shop.close()
    assert list(write(held, out)) or form in {"csv", "xlsx"}
    assert out.stat().st_size > 500


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_can_be_stopped_until_its_last_moment(shop: Workspace, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"map.{form}"
    out.write_bytes(b"old")
    steps = write(read(shop, monstera(shop), out), out)
    assert next(step for step in steps if step.what == "Writing the file" and step.total == 1000)
    steps.close()
    assert out.read_bytes() == b"old"


def test_the_icons_of_a_map_are_read(tmp_path: Path) -> None:
    used = ("star-filled", "lock", "banknote", "hourglass", "triangle-alert", *CHANNEL_ICONS.values())
    for file in sorted(path for path in resource("icons").glob("*.svg") if path.stem in used):
        item = icons.icon(file.stem, 0, 0, 24)
        assert isinstance(item, Fill | Stroke)
        values = [float(value) for segment in item.path for value in segment[1:]]
        assert values, file.stem
        # Handles may reach a little beyond the grid.
        assert -4 <= min(values) <= max(values) <= 28, file.stem
    assert moved(icons.icon("globe", 0, 0, 24).path, 1, 0) == icons.icon("globe", 1, 0, 24).path  # type: ignore[union-attr]
    assert set(CHANNEL_ICONS) == set(ChannelKind)


def test_columns_have_one_width_on_all_pages() -> None:
    sheets = plan.sheets(long_road(8, 2), 760.0, 400.0)
    assert len({sheet.width for sheet in sheets}) == 1
    assert all(plan.NARROWEST <= sheet.width <= plan.WIDEST for sheet in sheets)


def test_a_business_of_any_name_stands_in_the_file(shop: Workspace, tmp_path: Path) -> None:
    journey_id = monstera(shop, walked=False)
    business = businesses.list_all(shop)[0]
    businesses.update(shop, replace(business, name="Blattgrün & Söhne <GmbH>"))
    (text,) = texts(written(shop, journey_id, tmp_path / "map.pdf"))
    assert "Blattgrün & Söhne <GmbH>" in text
