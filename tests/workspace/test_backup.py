"""Backups: made cheaply, verified before they are listed, kept by count, restored whole."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oracle import paths
from oracle import workspace as workspaces
from oracle.errors import InputError, NotAWorkspace, NotFound, StorageError, WorkspaceDamaged, WorkspaceHeld
from oracle.model.keeping import BackupKind
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, backup, businesses, captures, check, clock, restoring, sqlite, walks
from tests.workspace.conftest import Snap


@pytest.fixture
def full(ws: Workspace, walk: OpenWalk, snap: Snap) -> Workspace:
    """A workspace with three pictures."""
    for colour in ("red", "green", "blue"):
        captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(colour))
    return ws


def everything(ws: Workspace) -> object:
    """All that a person would miss."""
    (card,) = walks.cards(ws)
    opened = walks.opened(ws, card.walk.id)
    return opened, [captures.image(ws, capture.image) for capture in opened.captures]


def store(ws: Workspace) -> set[str]:
    return {file.name for file in (paths.backups(ws.path) / "pictures").glob("*/*")}


def test_a_backup_lies_elsewhere_and_holds_pictures_once(full: Workspace) -> None:
    first, second = backup.now(full), backup.now(full)
    assert full.path.parent not in first.parents
    assert [own.path for own in backup.listed(full.path)] == [second, first]
    assert {own.kind for own in backup.listed(full.path)} == {BackupKind.BY_HAND}
    assert len(store(full)) == 3
    with closing(sqlite3.connect(second)) as connection:
        assert connection.execute("SELECT count(*), sum(length(data)) FROM image").fetchone() == (3, 0)


def test_a_backup_is_restored_with_its_pictures(full: Workspace, tmp_path: Path) -> None:
    wanted = everything(full)
    made = backup.now(full)
    path = full.path
    businesses.add(full, name="After the backup")
    full.close()
    backup.restore(made, path)
    restored = workspaces.open(path)
    assert everything(restored) == wanted
    assert check.check(restored) == ()
    restored.close()
    kept = next(path.parent.glob("workspace.before-*.db"))
    before = workspaces.open(kept)
    assert len(businesses.list_all(before)) == 2
    before.close()
    backup.restore(made, tmp_path / "elsewhere.db")
    assert check.check(tmp_path / "elsewhere.db") == ()


def test_a_full_copy_stands_alone(full: Workspace, tmp_path: Path) -> None:
    wanted = everything(full)
    out = tmp_path / "copy.db"
    out.write_bytes(b"an older copy")
    with pytest.raises(InputError, match="already"):
        backup.to_file(full, out)
    assert out.read_bytes() == b"an older copy"
    out.unlink()
    backup.to_file(full, out)
    copy = workspaces.open(out)
    assert everything(copy) == wanted
    copy.close()
    with pytest.raises(InputError):
        backup.to_file(full, full.path)
    assert {entry.name for entry in tmp_path.iterdir()} == {"copy.db", "work"}


@pytest.mark.parametrize("ending", ["-wal", "-journal", "-shm"])
def test_a_stale_journal_beside_the_target_does_not_undo_the_restore(
    full: Workspace, walk: OpenWalk, ending: str
) -> None:
    """Found in the wild: SQLite takes a journal that it finds for its own and shows the newer rows again."""
    made = backup.now(full)
    path = full.path
    walks.finish(full, walk.walk.id, surprised="later")
    stale = path.with_name(path.name + "-wal").read_bytes()
    full.close()
    path.with_name(path.name + ending).write_bytes(stale)
    backup.restore(made, path)
    restored = workspaces.open(path)
    assert walks.opened(restored, walk.walk.id).walk.surprised == ""
    restored.close()
    assert [entry.name for entry in path.parent.glob("workspace.db*")] == ["workspace.db"]
    assert len(list(path.parent.glob(f"*.before-*{ending}"))) == 1


@pytest.mark.parametrize("calls", range(1, 6))
def test_an_interrupted_restore_is_finished_by_the_next_opening(
    full: Workspace, walk: OpenWalk, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    made = backup.now(full)
    path = full.path
    walks.finish(full, walk.walk.id, surprised="later")
    stale = path.with_name(path.name + "-wal").read_bytes()
    full.close()
    path.with_name(path.name + "-wal").write_bytes(stale)
    left = [calls]
    replace = Path.replace

    def stops(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return replace(self, target)

    ended = False
    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Path, "replace", stops)
        backup.restore(made, path)
        ended = True
    opened = workspaces.open(path)
    assert walks.opened(opened, walk.walk.id).walk.surprised == ""
    opened.close()
    assert check.check(path) == ()
    assert not restoring.interrupted(path)
    assert ended == (calls >= 4)  # the marker, the journal, the old file, the new one


def test_a_restore_that_cannot_be_made_leaves_the_workspace(full: Workspace, tmp_path: Path) -> None:
    made = backup.now(full)
    path = full.path
    with pytest.raises(WorkspaceHeld):
        backup.restore(made, path)
    full.close()
    before = path.read_bytes()
    for digest in (paths.backups(path) / "pictures").glob("*/*"):
        digest.write_bytes(b"rotten")
    with pytest.raises(WorkspaceDamaged, match="3 pictures"):
        backup.restore(made, path)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(made.read_bytes()[:-20000])
    with pytest.raises(WorkspaceDamaged):
        backup.restore(damaged, path)
    (tmp_path / "text.db").write_text("no backup")
    with pytest.raises(NotAWorkspace):
        backup.restore(tmp_path / "text.db", path)
    with pytest.raises(NotFound):
        backup.restore(tmp_path / "nothing.db", path)
    with pytest.raises(InputError):
        backup.restore(path, path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == ["workspace.db"]


def test_half_made_backups_are_never_listed(full: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    made = backup.now(full)

    def fails(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_put", fails)
    with pytest.raises(StorageError, match="could not be written"):
        backup.now(full)
    assert [own.path for own in backup.listed(full.path)] == [made]
    assert [file.name for file in paths.backups(full.path).glob(".making*")] == []


_KILLED = """
import os, sys
from pathlib import Path
from oracle import workspace
from oracle.workspace import backup
backup._verify = lambda *_: os._exit(9)
backup.to_file(workspace.open(Path(sys.argv[1])), Path(sys.argv[2]))
"""


def test_what_a_killed_full_copy_left_goes_with_the_next_opening(full: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / ".other.db.making").touch()  # somebody else's
    full.close()
    killed = subprocess.run([sys.executable, "-c", _KILLED, full.path, folder / "copy.db"], check=False)
    assert killed.returncode == 9
    assert (folder / ".copy.db.making").stat().st_size > 0
    workspaces.open(full.path).close()
    assert [file.name for file in folder.iterdir()] == [".other.db.making"]


def test_a_copy_that_fails_its_check_is_not_kept(full: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = backup._copy_rows

    def rots(connection: object, target: Path) -> None:
        copy(connection, target)  # type: ignore[arg-type]
        with target.open("rb+") as out:
            out.seek(sqlite.PAGE_SIZE * 3)
            out.write(b"\xa5" * sqlite.PAGE_SIZE)

    monkeypatch.setattr(backup, "_copy_rows", rots)
    with pytest.raises((WorkspaceDamaged, StorageError)):
        backup.now(full)
    assert backup.listed(full.path) == ()


# ---- automatic


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A clock that the test sets: its only entry is now."""
    moment = [datetime(2026, 3, 2, 12, 0, tzinfo=UTC)]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


def test_captures_are_stored_between_the_slices_of_a_backup(full: Workspace, walk: OpenWalk, snap: Snap) -> None:
    slices = backup.in_slices(full)
    next(slices)
    assert len(store(full)) == 1
    step = walk.version.steps[0].id
    added = captures.add(full, walk.walk.id, step, snap("orange"))
    assert sum(1 for _slice in slices) == 2
    (made,) = backup.listed(full.path)
    assert made.kind is BackupKind.AUTOMATIC
    assert captures.get(full, added.id).image in store(full)
    assert list(backup.in_slices(full)) == []  # nothing changed since


def test_automatic_backups_come_each_half_hour_after_changes(full: Workspace, time: list[datetime]) -> None:
    assert backup.automatic(full) is not None
    time[0] += timedelta(hours=2)
    assert backup.automatic(full) is None  # nothing changed
    businesses.add(full, name="New")
    assert backup.automatic(full) is not None
    time[0] += timedelta(minutes=29)
    businesses.add(full, name="Newer")
    assert backup.automatic(full) is None
    assert backup.automatic(full, closing=True) is not None
    time[0] -= timedelta(days=400)  # the clock was set back
    businesses.add(full, name="Newest")
    assert backup.automatic(full) is not None


def test_thumbnails_are_no_reason_for_a_backup(full: Workspace) -> None:
    assert backup.automatic(full) is not None
    while captures.prepare_next(full):
        pass
    assert backup.automatic(full, closing=True) is None


def test_the_next_session_knows_whether_the_last_one_was_backed_up(full: Workspace) -> None:
    path = full.path
    backup.automatic(full, closing=True)
    full.close()
    second = workspaces.open(path)
    assert backup.automatic(second, closing=True) is None
    businesses.add(second, name="New")
    second.close()
    third = workspaces.open(path)
    assert backup.automatic(third, closing=True) is not None
    third.close()


def test_automatic_backups_are_kept_by_count_and_others_for_ever(full: Workspace, time: list[datetime]) -> None:
    by_hand = backup.now(full)
    for _day in range(40):
        for _hour in range(3):
            time[0] += timedelta(hours=8)
            businesses.add(full, name="New")
            assert backup.automatic(full) is not None
    kept = backup.listed(full.path)
    automatic = [own for own in kept if own.kind is BackupKind.AUTOMATIC]
    assert [own.taken_at for own in automatic[:10]] == [time[0] - timedelta(hours=8 * n) for n in range(10)]
    assert len({own.taken_at.date() for own in automatic}) >= 7
    assert len({own.taken_at.isocalendar()[1] for own in automatic}) >= 4
    assert len({own.taken_at.month for own in automatic}) == 2
    assert len(automatic) < 10 + 7 + 4 + 6
    assert by_hand in [own.path for own in kept]


def test_pruning_counts_and_never_goes_by_age(full: Workspace, time: list[datetime]) -> None:
    for _year in range(4):
        time[0] += timedelta(days=400)
        businesses.add(full, name="New")
        backup.automatic(full)
    assert len(backup.listed(full.path)) == 4
