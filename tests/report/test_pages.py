"""Whole reports, written and read back."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from oracle.errors import ReportError
from oracle.model.journey import Line
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause, PrivacyAnswer, State
from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk
from oracle.report.content import Options, Section, build
from oracle.report.pdf import write
from tests.report.pdf.reading import failures, page_texts, pdfium_text, poppler_text, squeezed
from tests.report.sample import capture, monstera, open_walk, pothole, step, version, visit

NASTY = "<b>bold</b> & <img src='/etc/passwd'> {0} %s \\n"
SCRIPTS = ("مرحبا بالعالم", "שלום עולם", "漢字かな交じり文", "ภาษาไทย", "नमस्ते दुनिया", "Привет", "👩‍👩‍👧 🎉")

Pictures = Callable[[str], tuple[bytes, int, int]]


class Album:
    """Pictures by key, as the workspace gives them, and which were asked for."""

    def __init__(self, *, size: tuple[int, int] = (1280, 800)) -> None:
        self.asked: list[str] = []
        self._size = size

    def __call__(self, key: str) -> tuple[bytes, int, int]:
        self.asked.append(key)
        size = (120, 120) if key.startswith("logo:") else self._size
        picture = Image.new("RGB", size, "#E2EEE8")
        ImageDraw.Draw(picture).text((20, 20), key, fill="#1E2227", font_size=60)
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=70)
        return data.getvalue(), *size


def written(
    folder: Path,
    records: Sequence[WalkRecord],
    options: Options | None = None,
    *,
    paper: str = "A4",
    album: Pictures | None = None,
) -> Path:
    out = folder / "report.pdf"
    for _ in write(build(records, options or Options()), out, album or Album(), paper):  # type: ignore[arg-type]
        pass
    return out


def record(walk: OpenWalk, *holes: Pothole) -> WalkRecord:
    return WalkRecord(open=walk, business=monstera().business, potholes=holes)


def outline(path: Path) -> list[tuple[str, int]]:
    """The bookmarks: their titles and pages, counted from 1."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as found:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        flat = [item for top in found.root for item in (top, *top.children)]
        return [(str(item.title), pages[_target(pdf, item.destination)]) for item in flat]


def _target(pdf: pikepdf.Pdf, destination: pikepdf.Object) -> tuple[int, int]:
    found = destination
    if isinstance(found, pikepdf.String | pikepdf.Name):
        found = pdf.Root.Dests[f"/{str(found).removeprefix('/')}"]
    if isinstance(found, pikepdf.Dictionary):
        found = found.D
    return found[0].objgen


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    business = replace(monstera().business, logo="abc")
    tester = replace(monstera().open.tester, logo="def", colour="#2F7D57")
    sample = replace(monstera(), business=business, open=replace(monstera().open, tester=tester))
    return written(tmp_path_factory.mktemp("report"), [sample], Options(prepared_for="Nadia Brandt"))


def test_the_whole_report_is_an_accessible_pdf(report: Path) -> None:
    assert failures(report) == []


def test_the_report_says_everything_that_its_content_says(report: Path) -> None:
    text = squeezed(poppler_text(report))
    content = build([monstera()], Options(prepared_for="Nadia Brandt"))
    wanted = [content.title, content.lead, *(fact.text for fact in content.facts), content.glance.figures[0].verdict]
    wanted += ["63", "of 100", content.glance.counted]
    for card in content.cards:
        wanted += [
            card.title,
            card.place,
            card.saw,
            card.why,
            card.todo,
            card.cause_note,
            *(f.text for f in card.facts),
        ]
    for entry in content.walks[0].steps:
        wanted += [entry.title, entry.note, entry.friction_words, entry.feeling_words, *entry.details]
    wanted += [text for fact in (*content.meanings, *content.walks[0].closing) for text in fact]
    missing = [each for each in wanted if squeezed(each) not in text]
    assert missing == []


def test_pages_follow_the_order_of_the_design(report: Path) -> None:
    heads = [title for title, _ in outline(report)]
    order = ["At a glance", "The road, in profile", "Potholes, by priority", "Bright spots"]
    order += ["The dip and its four cures", "What did not happen", "Expectation against experience"]
    order += ["Channels covered", "How bumps were handled", "Words that confuse", "The walk, step by step"]
    order += ["How the ratings are meant"]
    assert [head for head in heads if head in order] == order
    assert heads[0] == "Buy a variegated Monstera on sale"


def test_writing_tells_the_page_on_which_each_part_begins(tmp_path: Path) -> None:
    writing = write(build([monstera()], Options()), tmp_path / "report.pdf", Album())
    while True:
        try:
            next(writing)
        except StopIteration as end:
            starts = end.value
            break
    pages = dict(outline(tmp_path / "report.pdf"))
    heads = {
        Section.GLANCE: "At a glance",
        Section.PROFILE: "The road, in profile",
        Section.POTHOLES: "Potholes, by priority",
        Section.ABSENT: "What did not happen",
        Section.STEPS: "The walk, step by step",
        Section.RATINGS: "How the ratings are meant",
    }
    assert {section: starts[section] for section in heads} == {section: pages[head] for section, head in heads.items()}


def test_each_pothole_has_a_bookmark_by_priority(report: Path) -> None:
    cards = [title for title, _ in outline(report) if title[0].isdigit()]
    assert [card.split()[0] for card in cards] == ["6", "4", "5", "2", "3", "1", "8", "7"]


def test_the_summary_links_to_the_cards_and_names_their_pages(report: Path) -> None:
    pages = {title.split()[0]: page for title, page in outline(report) if title[0].isdigit()}
    glance = page_texts(report)[1]
    for label, title in (("6", "Tracking link dead"), ("4", "Sale code refused"), ("3", "Chat promises")):
        row = next(line for line in glance.splitlines() if title in line)
        around = glance.splitlines()[glance.splitlines().index(row) - 1 : glance.splitlines().index(row) + 3]
        assert any(line.rstrip().endswith(f" {pages[label]}") for line in around), (label, around)
    with pikepdf.open(report) as pdf:
        links = pdf.pages[1].obj.Annots
        assert len(links) == 10
        targets = {_page_of(pdf, link) for link in links}
    assert targets == {pages[label] for label in "64523"}


def _page_of(pdf: pikepdf.Pdf, link: pikepdf.Object) -> int:
    destination = link.get("/Dest") or link.A.D
    objgen = _target(pdf, destination)
    return next(number for number, page in enumerate(pdf.pages, 1) if page.obj.objgen == objgen)


def test_every_page_but_the_cover_says_page_x_of_y(report: Path) -> None:
    texts = page_texts(report)
    assert f"of {len(texts)}" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert f"{number} of {len(texts)}" in text
        assert "Green Leaf Plants" in text
        assert "Pothole report · 6 – 23 October 2025" in text


def test_the_report_names_itself_and_its_author(report: Path) -> None:
    with pikepdf.open(report) as pdf:
        assert str(pdf.docinfo.Title) == "Buy a variegated Monstera on sale"
        assert str(pdf.docinfo.Author) == "Mia Torres"
        assert str(pdf.Root.Lang) == "en"


def test_paper_sizes(tmp_path: Path) -> None:
    for paper, size in (("A4", (595.28, 841.89)), ("Letter", (612, 792))):
        found = written(tmp_path, [monstera()], paper=paper)
        assert failures(found) == []
        with pikepdf.open(found) as pdf:
            boxes = {tuple(float(edge) for edge in page.mediabox)[2:] for page in pdf.pages}
        assert len(boxes) == 1
        assert boxes.pop() == pytest.approx(size, abs=0.1)


def test_pictures_are_read_once_each_and_equal_ones_share_their_bytes(tmp_path: Path) -> None:
    album = Album()
    found = written(tmp_path, [monstera()], album=album)
    assert sorted(album.asked) == sorted(f"c{number}" for number in range(1, 13))
    with pikepdf.open(found) as pdf:
        images = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    assert len(images) == 12


def test_a_picture_that_may_not_be_shown_is_never_asked_for(tmp_path: Path) -> None:
    road = version([step(1, private=True), step(2)])
    pictures = [
        capture("secret", 1),
        capture("hidden", 1, privacy=PrivacyAnswer.HIDDEN),
        capture("out", 2, left_out=True),
    ]
    walk = open_walk(road, [visit(1, friction=1), visit(2, friction=1)], pictures)
    album = Album()
    written(tmp_path, [record(walk, pothole(1, 1, severity=1, capture_ids=("secret", "hidden", "out")))], album=album)
    assert set(album.asked) == {"hidden"}


@pytest.mark.parametrize("size", [(1280, 12000), (4000, 40), (1, 1), (60, 60)])
def test_pictures_of_any_shape_fit_on_the_page(tmp_path: Path, size: tuple[int, int]) -> None:
    shot = [capture(f"c{n}", 1, width=size[0], height=size[1]) for n in range(1, 4)]
    walk = open_walk(version([step(1)]), [visit(1, friction=1)], shot)
    hole = pothole(1, 1, severity=2, saw="Seen.", capture_ids=("c1", "c2", "c3"))
    assert failures(written(tmp_path, [record(walk, hole)], album=Album(size=size))) == []


def test_a_tall_page_stands_in_part_on_its_card_and_whole_at_the_end(tmp_path: Path) -> None:
    tall = capture("c1", 1, width=800, height=4000, caption="The whole page")
    walk = open_walk(version([step(1)]), [visit(1, friction=1)], [tall])
    made = written(
        tmp_path, [record(walk, pothole(1, 1, severity=2, capture_ids=("c1",)))], album=Album(size=(800, 4000))
    )
    assert failures(made) == []
    pages = page_texts(made)
    card = next(text for text in pages if "In part; whole on page" in text)
    number = int(card.split("In part; whole on page")[1].split()[0])
    assert "Whole pages" in pages[number - 1]
    bare = written(
        tmp_path,
        [record(walk, pothole(1, 1, severity=2, capture_ids=("c1",)))],
        Options(sections=frozenset({Section.POTHOLES})),
        album=Album(size=(800, 4000)),
    )
    assert "In part; the whole is in the app." in " ".join(page_texts(bare))


def test_sections_can_be_left_out(tmp_path: Path) -> None:
    bare = written(tmp_path, [monstera()], Options(sections=frozenset()))
    assert failures(bare) == []
    assert len(page_texts(bare)) == 1
    glance = written(tmp_path, [monstera()], Options(sections=frozenset({Section.GLANCE})))
    assert failures(glance) == []
    assert [title for title, _ in outline(glance)][1:] == ["At a glance"]
    with pikepdf.open(glance) as pdf:
        assert "/Annots" not in pdf.pages[1].obj


@pytest.mark.parametrize("count", [0, 1, 13])
def test_a_walk_that_was_never_rated_makes_a_report(tmp_path: Path, count: int) -> None:
    walk = open_walk(version([step(n) for n in range(1, count + 1)]), [])
    found = written(tmp_path, [record(walk)])
    assert failures(found) == []
    assert "This road has not been rated yet." in poppler_text(found)


def test_unrated_potholes_stand_last_under_their_own_heading_without_priority(tmp_path: Path) -> None:
    walk = open_walk(version([step(1)]), [visit(1, friction=2)])
    found = written(
        tmp_path, [record(walk, pothole(1, 1, title="Unrated one"), pothole(2, 1, title="Rated one", severity=1))]
    )
    text = poppler_text(found)
    cards = text[text.index("Potholes, by priority") :]
    assert cards.index("Rated one") < cards.index("Not rated yet") < cards.index("Unrated one")
    assert failures(found) == []


def test_two_hundred_steps_and_forty_potholes(tmp_path: Path) -> None:
    chance = random.Random(4)
    steps = [step(n, title=f"Step {n} with a title of its own", sale=n == 90) for n in range(1, 201)]
    visits = [
        visit(n, friction=chance.randrange(5), feeling=chance.choice([None, -2, -1, 0, 1, 2]), note="note " * n)
        for n in range(1, 201)
    ]
    holes = [
        pothole(n, chance.randrange(1, 201), severity=chance.choice([None, 1, 2, 3, 4]), saw="seen " * 20 * n)
        for n in range(1, 41)
    ]
    walk = open_walk(version(steps, (("First", 40), ("Second", 50), ("Third", 30), ("Fourth", 80))), visits)
    found = written(tmp_path, [record(walk, *holes)])
    assert failures(found) == []
    text = squeezed(poppler_text(found))
    assert all(squeezed(f"Step {n} with a title of its own") in text for n in range(1, 201))
    assert all(f"Pothole{n}" in text for n in range(1, 41))


def hard_record() -> WalkRecord:
    """Every field at its worst: markup, scripts, 10,000 characters, words without an end."""
    worst = NASTY + " ".join(SCRIPTS) + " " + "x" * 600 + " " + "word " * 2000
    short = NASTY + SCRIPTS[0]
    steps = [step(1, title=short, channel_label=short, checklist=(Line(id="a", text=worst),))]
    pictures = [capture(f"c{n}", 1, caption=worst[:900]) for n in range(1, 6)]
    seen = visit(1, friction=4, feeling=-2, note=worst, expected=worst, answers=(("a", False),))
    walk = open_walk(version(steps, ((short, 1),)), [seen], pictures, surprised=worst, over_coffee=worst)
    walk = replace(
        walk,
        journey=replace(walk.journey, title=short),
        persona=replace(walk.persona, name=short, who=worst),
        tester=replace(walk.tester, name=short, contact=worst, colour="javascript:red"),
    )
    hole = pothole(
        1,
        1,
        title=short * 3,
        saw=worst,
        why=worst,
        todo=worst,
        cause=Cause.PEOPLE,
        cause_note=worst,
        severity=4,
        severity_at_least=True,
        owner=short,
        capture_ids=tuple(f"c{n}" for n in range(1, 6)),
    )
    business = replace(monstera().business, name=short * 3, currency=short)
    return WalkRecord(open=walk, business=business, potholes=(hole, replace(hole, id="h2", number=2, severity=None)))


def test_no_text_can_break_or_style_the_report(tmp_path: Path) -> None:
    found = written(tmp_path, [hard_record()], Options(title=NASTY, prepared_for=NASTY * 50))
    assert failures(found) == []
    text = squeezed(poppler_text(found))
    assert text.count(squeezed(NASTY)) > 20
    other = squeezed(pdfium_text(found))
    for script in SCRIPTS[2:]:
        assert squeezed(script) in text or squeezed(script) in other
    assert text.count("wordword") > 3000


def test_a_report_over_two_journeys(tmp_path: Path) -> None:
    first = monstera()
    walk = replace(
        first.open,
        walk=replace(first.open.walk, id="w2", number=2),
        journey=replace(first.open.journey, id="j2", title="Join the plant club"),
    )
    found = written(tmp_path, [first, WalkRecord(open=walk, business=first.business, earlier=(first.open,))])
    assert failures(found) == []
    heads = [title for title, _ in outline(found)]
    assert "The road, in profile: Join the plant club" in heads
    assert "The walk, step by step: Join the plant club" in heads
    assert "1.6  Tracking link dead, no one answers" in [" ".join(head.split(" ", 1)) for head in heads] or any(
        head.startswith("1.6") for head in heads
    )


def test_progress_grows_to_its_end(tmp_path: Path) -> None:
    seen = list(write(build([monstera()], Options()), tmp_path / "report.pdf", Album()))
    shares = [progress.done / progress.total for progress in seen]
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] <= 1
    assert len(seen) > 30


def test_a_stopped_report_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    out = written(tmp_path, [monstera()])
    before = out.read_bytes()
    work = write(build([monstera()], Options(title="Another")), out, Album())
    for _, _progress in zip(range(20), work, strict=False):
        pass
    work.close()  # type: ignore[attr-defined]
    assert out.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]


def test_a_folder_that_is_missing_is_said_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="does not exist"):
        list(write(build([monstera()], Options()), tmp_path / "nowhere" / "report.pdf", Album()))


def test_two_potholes_with_broad_pictures_share_a_page(tmp_path: Path) -> None:
    walk = monstera().open
    broad = [replace(each, width=1200, height=1000) for each in walk.captures]
    out = written(tmp_path, [replace(monstera(), open=replace(walk, captures=tuple(broad)))])
    texts = page_texts(out)
    heads = [[hole.title for hole in monstera().potholes if hole.title in text] for text in texts[4:8]]
    assert [len(titles) for titles in heads] == [2, 2, 2, 2]


def test_the_matrix_stands_behind_the_road_from_three_open_rated_potholes_on(tmp_path: Path) -> None:
    told = monstera()
    assert "Quick wins" in page_texts(written(tmp_path, [told]))[3]
    settled = tuple(
        replace(hole, state=State.VERIFIED) if at > 1 else hole
        for at, hole in enumerate(hole for hole in told.potholes if not hole.bright)
    )
    assert not build([replace(told, potholes=settled)], Options()).spots[2:]
    assert "Quick wins" not in "".join(page_texts(written(tmp_path, [replace(told, potholes=settled)])))
