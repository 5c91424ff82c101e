"""Damaged workspaces: refused, checked and rescued, and never written to."""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from oracle import workspace as workspaces
from oracle.errors import OracleError, StorageError, WorkspaceDamaged
from oracle.model.walk import Cover
from oracle.workspace import check, journeys, released, rescue, schema, sqlite, walks
from oracle.workspace.mark_documents import look_of
from tests.workspace.freeze import FOLDER

SOUND = (FOLDER / f"v{released.SCHEMA}.db").read_bytes()
Damage = Callable[[bytes, random.Random], bytes]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---- a corpus


def put(place: int, data: bytes) -> Damage:
    return lambda sound, chance: sound[:place] + data + sound[place + len(data) :]


def page(sound: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(1, len(sound) // sqlite.PAGE_SIZE) * sqlite.PAGE_SIZE
    other = chance.choice([bytes(sqlite.PAGE_SIZE), chance.randbytes(sqlite.PAGE_SIZE), sound[: sqlite.PAGE_SIZE]])
    return sound[:begin] + other + sound[begin + sqlite.PAGE_SIZE :]


def bits(sound: bytes, chance: random.Random) -> bytes:
    changed = bytearray(sound)
    for _bit in range(chance.choice([1, 32, 256])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(sound: bytes, chance: random.Random) -> bytes:
    return sound[: chance.randrange(len(sound))]


def values(sound: bytes, chance: random.Random) -> bytes:
    """Another value in a column, which no rule of the file forbids."""
    table = chance.choice(schema.metadata.sorted_tables)
    column = chance.choice(list(table.c)).name
    value = chance.choice(["9223372036854775807", "x'ff00fe'", "NULL", "'2024-13-45 99:99'", "CAST(x'ff' AS TEXT)"])
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(sound.replace(b"\x02\x02", b"\x01\x01", 1))  # in memory there is no journal
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f'UPDATE OR IGNORE "{table.name}" SET "{column}" = {value}')
        return bytes(connection.serialize())


KINDS: list[Damage] = [
    page, page, bits, cut, values, values, values,
    put(0, b"SQLite format 4\0"), put(16, b"\0\3"), put(18, b"\x09\x09"), put(20, b"\xff"),
    put(28, b"\x7f\xff\xff\xff"), put(32, b"\0\0\xff\xff"), put(56, b"\0\0\0\x09"), put(100, b"\xff" * 4),
]  # fmt: skip


def damaged(folder: Path, count: int, seed: int) -> Iterator[Path]:
    chance = random.Random(seed)
    for number in range(count):
        file = folder / f"{number}.db"
        file.write_bytes(KINDS[number % len(KINDS)](SOUND, chance))
        yield file
        file.unlink()


def judge(folder: Path, count: int, seed: int, *, rescuing_each: int = 1) -> tuple[int, int, int]:
    """How many were found sound, found wanting by the check, and refused; none may end otherwise."""
    sound = wanting = refused = 0
    for number, file in enumerate(damaged(folder, count, seed)):
        before = digest(file)
        try:
            problems = check.check(file)
        except OracleError:
            refused += 1
            assert digest(file) == before
            continue
        if problems:
            wanting += 1
        else:
            sound += 1
            opened = workspaces.open(file)
            for card in walks.cards(opened):
                walks.opened(opened, card.walk.id)
            opened.close()
        if number % rescuing_each == 0:
            made = rescue.rescue(file, folder / "rescued.db")
            assert check.check(made.path) == ()
            made.path.unlink()
        assert [entry.name for entry in folder.iterdir()] == [file.name]
    return sound, wanting, refused


def test_60_damaged_workspaces_are_told_apart_and_rescued(tmp_path: Path) -> None:
    sound, wanting, refused = judge(tmp_path, 60, seed=7, rescuing_each=4)
    assert sound + wanting + refused == 60
    assert wanting >= 15
    assert refused >= 3


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_500_damaged_workspaces_are_told_apart_and_rescued(tmp_path: Path) -> None:
    assert sum(judge(tmp_path, 500, seed=11)) == 500


def test_texts_that_are_none_are_damage_and_no_crash(tmp_path: Path) -> None:
    file = tmp_path / "workspace.db"
    for sound, broken in (
        (b"CREATE TABLE pothole (", b"CREATE\xa0TABLE pothole ("),  # SQLite cannot parse it, and quotes it
        (b"CREATE TABLE pothole (", b"CREATE TABLE poth\xa0le ("),
    ):
        assert sound in SOUND
        file.write_bytes(SOUND.replace(sound, broken[: len(sound)], 1))
        with pytest.raises(WorkspaceDamaged, match="damaged"):
            workspaces.open(file)
        assert any("damaged" in problem for problem in check.check(file))
        made = rescue.rescue(file, tmp_path / "rescued.db")
        assert made.lost
        assert check.check(made.path) == ()
        assert counted(made.path)["capture"] == counted(changed(tmp_path))["capture"]  # the other tables are kept
        made.path.unlink()
    file = changed(tmp_path, "UPDATE journey SET title = CAST(x'41ff' AS TEXT)")
    opened = workspaces.open(file)
    with pytest.raises(WorkspaceDamaged, match="damaged"):
        journeys.list_all(opened)
    opened.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("marks", "{"),
        ("marks", '[{"id": "a", "kind": "cloud", "points": []}]'),
        ("marks", '[{"id": "a", "kind": "redact", "points": [[1, 2]]}]'),
        ("marks", '[{"id": "a", "kind": "arrow", "points": [[0, 0], [1e300, 1]]}]'),
        ("marks", '[{"id": "a", "kind": "redact", "points": [[1, 2], [3, 4]], "scale": 1e6}]'),
        ("found", '"mail"'),
        ("taken_at", "yesterday"),
    ],
)
def test_a_capture_that_makes_no_sense_is_damage_and_no_crash(tmp_path: Path, column: str, value: str) -> None:
    file = changed(tmp_path, f"UPDATE capture SET {column} = '{value}'")
    opened = workspaces.open(file)
    try:
        (card,) = walks.cards(opened)
        with pytest.raises(WorkspaceDamaged, match="make no sense"):
            walks.opened(opened, card.walk.id)
    finally:
        opened.close()
    assert any("capture: row 1" in problem for problem in check.check(file))


# ---- what is rescued


def changed(tmp_path: Path, *statements: str) -> Path:
    file = tmp_path / "workspace.db"
    file.write_bytes(SOUND)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return file


def counted(file: Path) -> dict[str, int]:
    with closing(sqlite3.connect(file)) as connection:
        names = schema.metadata.tables
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def test_a_sound_workspace_is_rescued_whole(tmp_path: Path) -> None:
    file = changed(tmp_path)
    made = rescue.rescue(file, tmp_path / "out.db")
    assert made.lost == ()
    assert counted(made.path) == counted(file)
    with pytest.raises(StorageError, match="already"):
        rescue.rescue(file, made.path)


def test_a_lost_page_costs_only_what_was_on_it(tmp_path: Path) -> None:
    file = changed(tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'pothole'").fetchone()
    with file.open("rb+") as out:
        out.seek((root - 1) * sqlite.PAGE_SIZE)
        out.write(b"\xa5" * sqlite.PAGE_SIZE)
    before = digest(file)
    with pytest.raises(WorkspaceDamaged):
        workspaces.open(file)
    made = rescue.rescue(file, tmp_path / "out.db")
    assert digest(file) == before
    assert any("sighting" in sentence for sentence in made.lost)
    # Of potholes nobody knows how many there were; the stretches that were tried are no number of potholes.
    assert not any(re.match(r"[\d,]+ potholes? (is|are) lost", sentence) for sentence in made.lost)
    assert any("cannot be counted" in sentence for sentence in made.lost)
    found, sound = counted(made.path), counted(changed(tmp_path))
    gone = {name for name in found if found[name] != sound[name]}
    hanging = {"sighting", "sighting_step", "sighting_capture", "pothole_change", "pothole_link"}
    assert gone == {"pothole", *hanging}
    opened = workspaces.open(made.path)
    (card,) = walks.cards(opened)
    assert len(walks.opened(opened, card.walk.id).captures) == 6
    opened.close()


def test_what_is_not_ours_is_left_behind_and_never_run(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        "CREATE TRIGGER evil AFTER INSERT ON business BEGIN DELETE FROM walk; END",
        "ALTER TABLE preference RENAME TO real_preference",
        "CREATE VIEW preference AS WITH RECURSIVE n(key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM n) SELECT * FROM n",
    )
    made = rescue.rescue(file, tmp_path / "out.db")
    assert check.check(made.path) == ()
    assert counted(made.path)["walk"] == 1
    assert counted(made.path)["preference"] == 0


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE visit SET outcome = 'flown' WHERE rowid = 1", "visit"),
        ("UPDATE visit SET first_at = 'yesterday' WHERE rowid = 1", "visit"),
        ("UPDATE visit SET note = x'ff00' WHERE rowid = 1", "visit"),
        ("UPDATE visit SET spent = 'much' WHERE rowid = 1", "visit"),
        ("UPDATE journey SET hints = '[not json'", "journey"),
        ("UPDATE capture SET scale = 'big' WHERE rowid = 1", "capture"),
    ],
)
def test_values_that_make_no_sense_are_listed_and_left_behind(tmp_path: Path, statement: str, table: str) -> None:
    file = changed(tmp_path, statement)
    problems = check.check(file)
    assert len(problems) == 1
    assert table in problems[0]
    made = rescue.rescue(file, tmp_path / "out.db")
    assert any(table in sentence for sentence in made.lost)
    assert check.check(made.path) == ()


def test_text_with_broken_bytes_is_kept_without_them(tmp_path: Path) -> None:
    file = changed(tmp_path, "UPDATE visit SET note = CAST(x'41ff42' AS TEXT) WHERE rowid = 1")
    assert len(check.check(file)) == 1
    made = rescue.rescue(file, tmp_path / "out.db")
    assert made.lost == ()
    opened = workspaces.open(made.path)
    (card,) = walks.cards(opened)
    assert "A\ufffdB" in [visit.note for visit in walks.opened(opened, card.walk.id).visits]
    opened.close()


def test_a_journey_without_steps_goes_with_all_that_hangs_on_it(tmp_path: Path) -> None:
    file = changed(tmp_path, "DELETE FROM line", "DELETE FROM step")
    assert any("has no steps" in problem for problem in check.check(file))
    made = rescue.rescue(file, tmp_path / "out.db")
    assert check.check(made.path) == ()
    assert {name for name, count in counted(made.path).items() if count} == {
        "workspace", "image", "business", "tester", "persona", "preference", "own_template",
    }  # fmt: skip


def test_what_covered_captures_of_an_older_file_still_covers_them(tmp_path: Path) -> None:
    """A capture whose covers cannot be read is lost rather than shown."""
    older = tmp_path / "older.db"
    older.write_bytes((FOLDER / "v2.db").read_bytes())
    with closing(sqlite3.connect(older)) as connection:
        ((spoilt,), *_more) = connection.execute("SELECT id FROM capture ORDER BY id").fetchall()
        connection.execute("UPDATE capture SET covers = 'oops' WHERE id = ?", (spoilt,))
        connection.commit()
    made = rescue.rescue(older, tmp_path / "new.db")
    assert "1 capture is lost." in made.lost
    opened = workspaces.open(made.path)
    (card,) = walks.cards(opened)
    shown = walks.opened(opened, card.walk.id).captures
    assert len(shown) == 5
    assert all(capture.covers == (Cover(x=1, y=2, width=3, height=4),) for capture in shown)
    assert all(capture.look == look_of(capture.marks) for capture in shown)
    opened.close()
