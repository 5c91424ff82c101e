"""The customer's page of a report, written and read back."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
from msgspec.structs import replace

from oracle.model.journey import Persona
from oracle.model.ratings import ChannelKind
from oracle.model.record import WalkRecord
from oracle.report.content import Options, Section, build
from oracle.templates.people import ready_personas
from tests.report.pdf.reading import failures, page_texts, poppler_text
from tests.report.sample import monstera
from tests.report.test_pages import NASTY, SCRIPTS, Album, written

LISTS = ("objectives", "expectations", "says", "thinks", "does", "feels", "pains", "gains")


def played(persona: Persona) -> WalkRecord:
    record = monstera()
    return replace(record, open=replace(record.open, persona=replace(persona, id="p1", business_id="b1")))


def giorgos() -> Persona:
    return next(ready.persona for ready in ready_personas() if ready.persona.name == "Giorgos")


def squashed(texts: list[str]) -> str:
    return re.sub(r"\s+", " ", " ".join(texts))


def page_of(folder: Path, record: WalkRecord, album: Album | None = None) -> str:
    """The text of the customer's page, and of those that it goes on to."""
    texts = page_texts(written(folder, [record], album=album))
    first = next(at for at, text in enumerate(texts) if "The customer:" in text)
    last = next(at for at, text in enumerate(texts) if "The road, in profile" in text)
    return squashed(texts[first:last])


def test_everything_known_of_the_customer_stands_on_one_page(tmp_path: Path) -> None:
    persona = giorgos()
    out = written(tmp_path, [played(persona)])
    texts = page_texts(out)
    assert sum("The customer: Giorgos" in text for text in texts) == 1
    read = squashed([poppler_text(out, "-raw")])  # in reading order: columns one after the other
    for said in (persona.who, "Giorgos, 71", *(line for name in LISTS for line in getattr(persona, name))):
        assert " ".join(said.split()) in read, said
    assert "Where Giorgos looks" in read
    assert "Website, Phone, Document" in read
    assert not failures(out)


def test_the_photo_is_a_figure_once_and_decoration_in_the_map(tmp_path: Path) -> None:
    album = Album()
    out = written(tmp_path, [played(replace(giorgos(), picture="f" * 64))], album=album)
    assert f"logo:{'f' * 64}" in album.asked
    with pikepdf.open(out) as pdf:
        alts = [
            str(obj.Alt)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure" and "/Alt" in obj
        ]
    assert alts.count("Photo of Giorgos") == 1
    assert not failures(out)


def test_the_cover_never_cuts_a_persona(tmp_path: Path) -> None:
    texts = page_texts(written(tmp_path, [played(giorgos())]))
    cover = squashed(texts[:1])
    assert "Giorgos, 71 6 – 23" in cover
    assert "…" not in cover
    short = squashed([poppler_text(written(tmp_path, [monstera()]), "-raw", "-l", "1")])
    assert "Wendy, 34, plant enthusiast, two dogs" in short


def test_long_and_hostile_texts_go_on_to_further_pages_whole(tmp_path: Path) -> None:
    words = [f"word{at}" for at in range(400)]
    lines = (*(f"{NASTY} {script} {at}" for at, script in enumerate(SCRIPTS)), " ".join(words))
    persona = Persona(
        id="p1", business_id="b1", name="W" * 300, who="\n".join(lines) + "x" * 3000, **dict.fromkeys(LISTS, lines)
    )  # type: ignore[arg-type]
    page = page_of(tmp_path, played(persona))
    assert page.count("word399") == 9
    assert page.count("<b>bold</b>") >= 9
    body = page.replace("Pothole report", "")
    assert all(f"word{at}" in body for at in range(400))


def test_of_a_persona_who_is_a_name_alone_there_is_no_page(tmp_path: Path) -> None:
    nobody = Persona(id="p1", business_id="b1", name="Ann")
    told = build([played(nobody)], Options())
    assert told.personas == ()
    assert not any("The customer" in text for text in page_texts(written(tmp_path, [played(nobody)])))


def test_each_persona_has_a_page_and_the_part_can_be_left_out(tmp_path: Path) -> None:
    second = played(replace(giorgos(), name="Stavros"))
    other = replace(second, open=replace(second.open, persona=replace(second.open.persona, id="p2")))
    both = [played(giorgos()), other]
    texts = page_texts(written(tmp_path, both))
    assert sum("The customer:" in text for text in texts) == 2
    left_out = Options(sections=frozenset(Section) - {Section.PERSONA})
    assert not any("The customer:" in text for text in page_texts(written(tmp_path, both, left_out)))


def test_where_she_looks_is_told_by_stage() -> None:
    looks = (("Awareness", ChannelKind.SOCIAL), ("Delivery", ChannelKind.EMAIL), ("Awareness", ChannelKind.AD))
    told = build([played(Persona(id="p1", business_id="b1", name="Ann", looks=looks))], Options())
    assert [(fact.label, fact.text) for fact in told.personas[0].looks] == [
        ("Awareness", "Social, Ad"),
        ("Delivery", "E-mail"),
    ]


def test_a_business_without_a_logo_has_its_coin_in_its_colour(tmp_path: Path) -> None:
    record = monstera()
    coloured = replace(record, business=replace(record.business, colour="#2e6b4a"))
    with pikepdf.open(written(tmp_path, [coloured])) as pdf:
        first = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    assert "0.18 0.42 0.29 rg" in first
    assert not failures(tmp_path / "report.pdf")
