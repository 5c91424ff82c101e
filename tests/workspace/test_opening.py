"""Opening: whose file it is, whether it is sound, who has it, and bringing it up to date."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from oracle import APPLICATION_ID, paths
from oracle import workspace as workspaces
from oracle.errors import (
    NotAWorkspace,
    NotFound,
    StorageError,
    WorkspaceDamaged,
    WorkspaceHeld,
    WorkspaceNewer,
)
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    Workspace,
    backup,
    businesses,
    captures,
    check,
    engine,
    journeys,
    migrate,
    released,
    schema,
    sqlite,
    walks,
)
from oracle.workspace.migrations import STEPS
from oracle.workspace.released import FINGERPRINTS
from tests.workspace.conftest import Snap

RELEASED = sorted((Path(__file__).parent.parent / "files" / "workspaces").glob("*.db"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def execute(path: Path, *statements: str) -> None:
    """Change a closed file as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def closed(file: Path, ws: Workspace, walk: OpenWalk, snap: Snap) -> Path:
    """A closed workspace with a walk and a capture, without a backup."""
    captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap())
    ws.close()
    return file


def opens(path: Path) -> int:
    """Opens and closes; the number of captures."""
    opened = workspaces.open(path)
    try:
        return opened.info().captures
    finally:
        opened.close()


# ---- new and clean


def test_a_new_workspace_is_one_file_when_it_is_closed(file: Path, ws: Workspace) -> None:
    businesses.add(ws, name="Leaf")
    assert {entry.name for entry in file.parent.iterdir()} > {"workspace.db"}
    ws.close()
    ws.close()
    assert [entry.name for entry in file.parent.iterdir()] == ["workspace.db"]
    header = sqlite.Header(file)
    assert (header.application, header.schema) == (APPLICATION_ID, released.SCHEMA)


def test_the_settings_that_keep_data_safe_are_on(ws: Workspace) -> None:
    own = ws.driver
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1, "secure_delete": 1,
        "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0, "page_size": 16384,
    }  # fmt: skip
    assert {name: own.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    with pytest.raises(sqlite3.OperationalError, match="too many attached"):
        own.execute("ATTACH ':memory:' AS other")


def test_a_refused_setting_refuses_the_workspace(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.mkdir()
    monkeypatch.setattr(sqlite, "_SETTINGS", (*sqlite._SETTINGS, ("encoding", "'UTF-16le'", "UTF-8")))
    with pytest.raises(StorageError, match="encoding"):
        workspaces.open(file)
    assert list(file.parent.iterdir()) == []


def test_where_no_write_ahead_log_is_possible_the_other_journal_is_synced_harder(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network drive refuses WAL without an error; here a setting that reads back as another stands for it."""
    file.parent.mkdir()
    monkeypatch.setattr(sqlite, "_JOURNALS", (("PERSIST", "FULL", 99), ("DELETE", "EXTRA", 3)))
    opened = workspaces.open(file)
    own = opened.driver
    assert own.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert own.execute("PRAGMA synchronous").fetchone()[0] == 3
    businesses.add(opened, name="Leaf")
    opened.close()
    assert [entry.name for entry in file.parent.iterdir()] == ["workspace.db"]


def test_the_first_screen_is_read_before_the_database_layer_is_loaded(
    file: Path, ws: Workspace, walk: OpenWalk
) -> None:
    """It takes longer to load than all of this."""
    ws.close()
    code = f"""
import sys
from pathlib import Path
from oracle import workspace
from oracle.workspace import business_list, journey_cards
ws = workspace.open(Path({str(file)!r}))
(business,) = business_list.list_all(ws)
(card,) = journey_cards.cards(ws, business.id)
print(card.walks, sorted({{"sqlalchemy", "alembic", "PIL"}} & set(sys.modules)))
ws.close()
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["1", "[]"]


def test_importing_the_workspace_loads_no_database() -> None:
    code = "import sys, oracle.workspace; print(sorted({'sqlalchemy', 'alembic', 'PIL'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_default_workspaces_folder_is_made_but_no_other(home: Path) -> None:
    opened = workspaces.open(paths.default_workspace())
    opened.close()
    assert paths.default_workspace().exists()
    with pytest.raises(StorageError, match="cannot be written"):
        workspaces.open(home / "no such folder" / "workspace.db")
    with pytest.raises(NotFound):
        workspaces.open(home / "nothing.db", create=False)
    assert not (home / "nothing.db").exists()


@pytest.mark.parametrize("name", ["with space & ümlaut.db", "50%20?mode=ro#x.db", "file:x.db", "-rf.db", "'; drop.db"])
def test_odd_names_are_just_names(tmp_path: Path, name: str) -> None:
    opened = workspaces.open(tmp_path / name)
    businesses.add(opened, name="Leaf")
    opened.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


# ---- not ours


@pytest.mark.parametrize(
    "content", [b"hello, this is a text file" * 10, b"\x89PNG\r\n\x1a\n" * 30, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(NotAWorkspace):
        workspaces.open(file)
    assert file.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_another_applications_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    execute(file, "CREATE TABLE moz_places (id)", "PRAGMA application_id = 42")
    before = digest(file)
    with pytest.raises(NotAWorkspace, match="another program"):
        workspaces.open(file)
    assert digest(file) == before


def test_a_folder_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace, match="folder"):
        workspaces.open(tmp_path)


@pytest.mark.parametrize("number", [released.SCHEMA + 1, 2**31 - 1])
def test_a_newer_file_is_refused_and_untouched(closed: Path, number: int) -> None:
    execute(closed, f"PRAGMA user_version = {number}")
    before = digest(closed)
    with pytest.raises(WorkspaceNewer, match=str(number)):
        workspaces.open(closed)
    assert digest(closed) == before
    assert [entry.name for entry in closed.parent.iterdir()] == ["workspace.db"]


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TRIGGER evil AFTER INSERT ON business BEGIN DELETE FROM walk; END"],
        ["CREATE VIEW evil AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"],
        ["ALTER TABLE tester RENAME TO real_tester", "CREATE VIEW tester AS SELECT * FROM real_tester"],
        ["CREATE VIRTUAL TABLE evil USING fts5(text)"],
        ["CREATE TABLE extra (id)"],
        ["CREATE INDEX evil ON business (upper(name))"],
        ["DROP TABLE observation"],
        ["ALTER TABLE observation DROP COLUMN detail"],
        ["ALTER TABLE business ADD COLUMN evil TEXT GENERATED ALWAYS AS (hex(zeroblob(1000000000))) VIRTUAL"],
        ["PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = 'not sql at all' WHERE name = 'walk'"],
        ["PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'walk'"],
        ["PRAGMA user_version = 0"],
        ["PRAGMA user_version = -5"],
    ],
)
def test_a_schema_that_is_not_ours_is_refused_before_anything_is_read(closed: Path, statements: list[str]) -> None:
    execute(closed, *statements)
    before = digest(closed)
    with pytest.raises(WorkspaceDamaged):
        workspaces.open(closed)
    assert digest(closed) == before
    assert check.check(closed) != ()


# ---- damaged


def damage(file: Path) -> None:
    """Overwrites the page where the table of businesses begins."""
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'business'").fetchone()
    with file.open("rb+") as out:
        out.seek((page - 1) * sqlite.PAGE_SIZE)
        out.write(b"\xa5" * sqlite.PAGE_SIZE)


def test_a_damaged_file_is_refused_unchanged_and_offers_the_newest_backup(
    file: Path, ws: Workspace, walk: OpenWalk
) -> None:
    backup.now(ws)
    newest = backup.now(ws)
    ws.close()
    damage(file)
    before = digest(file)
    with pytest.raises(WorkspaceDamaged) as caught:
        workspaces.open(file)
    assert caught.value.newest_backup == newest
    assert str(newest) in str(caught.value)
    assert digest(file) == before
    assert len(check.check(file)) == 1
    backup.restore(newest, file)
    assert check.check(file) == ()


def test_damage_without_a_backup_says_so(closed: Path) -> None:
    damage(closed)
    with pytest.raises(WorkspaceDamaged, match="no backup") as caught:
        workspaces.open(closed)
    assert caught.value.newest_backup is None


@pytest.mark.parametrize(("name", "beginning"), [("renamed.db", b""), ("workspace.db", b"\xa5" * 4096)])
def test_a_damaged_workspace_that_was_moved_is_offered_the_backups_of_its_former_place(
    file: Path, ws: Workspace, tmp_path: Path, name: str, beginning: bytes
) -> None:
    newest = backup.now(ws)
    ws.close()
    damage(file)
    moved = tmp_path / "elsewhere" / name
    moved.parent.mkdir()
    file.rename(moved)
    with moved.open("rb+") as out:
        out.write(beginning)  # then not even its id can be read
    with pytest.raises(WorkspaceDamaged, match=str(file)) as caught:
        workspaces.open(moved)
    assert caught.value.newest_backup == newest
    assert str(newest) in check.way_out(moved)
    backup.restore(newest, moved)
    assert check.check(moved) == ()


@pytest.mark.parametrize("content", [b"", b"\0" * 4096])
def test_a_file_emptied_by_an_accident_is_damaged_not_new(file: Path, ws: Workspace, content: bytes) -> None:
    newest = backup.now(ws)
    ws.close()
    file.write_bytes(content)
    with pytest.raises(WorkspaceDamaged) as caught:
        workspaces.open(file)
    assert caught.value.newest_backup == newest


def test_an_empty_file_without_a_past_becomes_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "new.db").touch()
    assert opens(tmp_path / "new.db") == 0


def test_broken_references_are_damage(closed: Path) -> None:
    execute(closed, "PRAGMA foreign_keys = OFF", "UPDATE walk SET tester_id = 'nobody'")
    with pytest.raises(WorkspaceDamaged, match="walk: row"):
        workspaces.open(closed)


def test_check_finds_a_picture_whose_bytes_changed(closed: Path) -> None:
    assert check.check(closed) == ()
    execute(closed, "UPDATE image SET data = zeroblob(10)")
    assert len(check.check(closed)) == 1


def test_after_an_unclean_end_the_journal_is_taken_in_and_all_is_checked(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = f"""
from pathlib import Path; import os
from oracle import workspace; from oracle.workspace import businesses
ws = workspace.open(Path({str(closed)!r})); businesses.add(ws, name="Second"); os._exit(9)
"""
    subprocess.run([sys.executable, "-c", code], check=False)
    assert sqlite.has_unfinished_work(closed)
    asked: list[tuple[str, ...]] = []
    problems = sqlite.problems
    monkeypatch.setattr(sqlite, "problems", lambda own, tables=(): [asked.append(tables), *problems(own, tables)][1:])
    opened = workspaces.open(closed)
    assert [business.name for business in businesses.list_all(opened)] == ["Leaf & Co", "Second"]
    opened.close()
    workspaces.open(closed).close()
    assert asked[0] == ()  # everything
    assert "walk" in asked[1]  # quickly, table by table
    assert "image" not in asked[1]


# ---- who has it


def test_a_second_opening_says_who_holds_it_and_writes_nothing(file: Path, ws: Workspace, walk: OpenWalk) -> None:
    before = {entry.name: entry.read_bytes() for entry in file.parent.iterdir()}
    with pytest.raises(WorkspaceHeld, match=str(os.getpid())):
        workspaces.open(file)
    code = "import sys; from pathlib import Path; from oracle import workspace; workspace.open(Path(sys.argv[1]))"
    second = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False)
    assert f"process {os.getpid()}" in second.stderr
    assert {entry.name: entry.read_bytes() for entry in file.parent.iterdir()} == before


def test_a_symbolic_link_leads_to_the_same_lock(file: Path, ws: Workspace, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(file)
    with pytest.raises(WorkspaceHeld):
        workspaces.open(link)
    ws.close()
    opened = workspaces.open(link)
    assert opened.path == file
    opened.close()


def test_a_hard_link_is_refused(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "second.db").hardlink_to(closed)
    with pytest.raises(StorageError, match="hard link"):
        workspaces.open(closed)


def test_the_lock_of_a_dead_process_is_taken_over(closed: Path) -> None:
    code = "import os, sys, pathlib, oracle.workspace as w; w.open(pathlib.Path(sys.argv[1])); os._exit(9)"
    subprocess.run([sys.executable, "-c", code, str(closed)], check=False)
    assert closed.with_name("workspace.db.lock").exists()
    assert opens(closed) == 1


def test_another_machines_lock_is_never_taken_over(closed: Path) -> None:
    lock = closed.with_name("workspace.db.lock")
    said = {"host": "studio-pc", "pid": 4711, "user": "bo", "app": "Pothole Oracle"}
    lock.write_text(json.dumps(said))
    with pytest.raises(WorkspaceHeld, match=r"studio-pc.*bo.*4711") as caught:
        workspaces.open(closed)
    assert str(lock) in caught.value.advice
    assert json.loads(lock.read_text()) == said
    lock.unlink()
    assert opens(closed) == 1


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"host": 3}'.replace("3", f'"{socket.gethostname()}"')])
def test_a_lock_file_that_says_nothing_holds_nothing(closed: Path, text: str) -> None:
    closed.with_name("workspace.db.lock").write_text(text)
    assert opens(closed) == 1


def test_another_program_is_locked_out_and_does_no_harm(file: Path, ws: Workspace, walk: OpenWalk) -> None:
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT * FROM walk')"
    other = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False)
    assert "locked" in other.stderr
    walks.finish(ws, walk.walk.id)
    assert check.check(ws) == ()


# ---- up to date


def schema_of(build: object, path: Path) -> str:
    with closing(sqlite.connect(path)) as own:
        build(own)  # type: ignore[operator]
        return sqlite.fingerprint(own)


def create_all(own: sqlite3.Connection) -> None:
    connection = engine.over(own)
    with connection.begin():
        schema.metadata.create_all(connection, checkfirst=False)
    connection.close()


def test_a_fresh_schema_is_the_migrated_one(tmp_path: Path) -> None:
    """And both are what the file is compared with at each opening."""
    fresh = schema_of(create_all, tmp_path / "fresh.db")
    migrated = schema_of(lambda own: migrate.bring_up_to_date(own, until=released.SCHEMA), tmp_path / "migrated.db")
    assert fresh == migrated == FINGERPRINTS[released.SCHEMA]


def test_every_schema_number_has_its_step_and_fingerprint(tmp_path: Path) -> None:
    assert list(STEPS) == list(FINGERPRINTS) == list(range(1, released.SCHEMA + 1))
    for number, expected in FINGERPRINTS.items():
        path = tmp_path / f"{number}.db"
        assert schema_of(lambda own, until=number: migrate.bring_up_to_date(own, until=until), path) == expected


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.name)
def test_every_released_workspace_opens_with_all_that_is_in_it(released: Path, tmp_path: Path) -> None:
    file = tmp_path / "workspace.db"
    shutil.copyfile(released, file)
    redacted_only = [["redact"]] * 6  # until schema 3 there were no other marks
    wanted = {"marks": redacted_only} | json.loads(released.with_suffix(".json").read_text("utf-8"))
    opened = workspaces.open(file)
    (journey,) = journeys.list_all(opened)
    (card,) = walks.cards(opened)
    walk = walks.opened(opened, card.walk.id)
    found = {
        "journey": journey.title,
        "steps": [step.title for step in walk.version.steps],
        "frictions": [visit.friction for visit in walk.visits],
        "notes": [visit.note for visit in walk.visits],
        "pictures": sorted(
            hashlib.sha256(captures.image(opened, capture.image)).hexdigest() for capture in walk.captures
        ),
        "quality": card.quality,
        "marks": [[mark.kind for mark in capture.marks] for capture in walk.captures],
    }
    assert found == wanted
    assert check.check(opened) == ()
    opened.close()


def test_there_is_a_workspace_of_every_released_schema() -> None:
    assert [path.stem for path in RELEASED] == [f"v{number}" for number in range(1, released.SCHEMA + 1)]


def test_an_older_file_is_backed_up_then_brought_up_to_date(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a step that only this test knows."""
    add_next_schema(monkeypatch, "ALTER TABLE kit ADD COLUMN note TEXT")
    opened = workspaces.open(closed)
    assert sqlite.schema_number(opened.driver) == released.SCHEMA
    opened.close()
    (kept,) = backup.listed(closed)
    assert sqlite.Header(kept.path).schema == released.SCHEMA - 1
    assert opens(closed) == 1


@pytest.mark.parametrize("statement", ["ALTER TABLE nothing ADD COLUMN note", "UPDATE walk SET tester_id = 'nobody'"])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    closed: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    with monkeypatch.context() as patched:
        add_next_schema(patched, "CREATE TABLE half_done (id)", statement)
        with pytest.raises(Exception, match=r"nothing|brought up to date"):
            workspaces.open(closed)
    assert sqlite.Header(closed).schema == released.SCHEMA
    assert opens(closed) == 1


def add_next_schema(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """A release after this one, whose step runs these statements."""
    number = released.SCHEMA + 1

    def step(operations: object) -> None:
        for statement in statements:
            operations.execute(statement)  # type: ignore[attr-defined]

    monkeypatch.setitem(STEPS, number, step)
    monkeypatch.setattr(released, "SCHEMA", number)
    made = create_engine("sqlite://")
    with made.connect() as connection:
        schema.metadata.create_all(connection)
        connection.exec_driver_sql(statements[0])
        monkeypatch.setitem(FINGERPRINTS, number, sqlite.fingerprint(engine.driver(connection)))
    made.dispose()
