"""Burnt in for good: what was hidden is nowhere any more, whatever files there are and whenever it was interrupted."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import update

from oracle import paths
from oracle import workspace as workspaces
from oracle.errors import InputError, NotRemoved, StorageError
from oracle.model.mark import Mark, MarkKind
from oracle.model.walk import Capture, Cover, OpenWalk
from oracle.workspace import (
    Workspace,
    backup,
    burning,
    businesses,
    captures,
    check,
    clock,
    potholes,
    purging,
    schema,
    sqlite,
    trash,
)
from oracle.workspace.purge_notes import Replaced
from tests.workspace.conftest import Snap

SIZE = (220, 130)
BOX = Cover(x=40, y=30, width=120, height=70)
WHOLE = (BOX.x, BOX.y, BOX.x + BOX.width, BOX.y + BOX.height)


def page(seed: int = 0) -> bytes:
    """A picture that does not compress: each of its bytes can be told from others."""
    picture = Image.effect_noise(SIZE, 60 + seed).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()


def files(place: Path) -> Iterator[Path]:
    """Every file that belongs to a workspace: beside it, and all backups."""
    for folder in (place.parent, paths.all_backups()):
        yield from (file for file in folder.rglob("*") if file.is_file())


def traces(place: Path, *secrets: bytes) -> list[str]:
    """Files that hold any piece of these bytes; what all pictures begin and end with is no piece."""
    pieces = [secret[at : at + 24] for secret in secrets for at in _starts(len(secret))]
    return [file.name for file in files(place) for data in [file.read_bytes()] if any(each in data for each in pieces)]


def owed(place: Path) -> bool:
    """Whether anything is noted that is still to be removed."""
    return any(paths.all_backups().glob("*/purge.json"))


def _starts(length: int) -> range:
    return range(99, length - 40, 1201) if length > 200 else range(0, length - 23, 8)


@pytest.fixture
def hidden(ws: Workspace, walk: OpenWalk, snap: Snap) -> Capture:
    """A capture with a redaction, with all that is made from it, among others, and backups of it."""
    step = walk.version.steps[0].id
    captures.add(ws, walk.walk.id, step, snap(data=page(1)))
    own = captures.add(ws, walk.walk.id, step, snap(data=page())).id
    captures.add(ws, walk.walk.id, step, snap(data=page(2)))
    captures.thumbnail(ws, own)
    captures.report_picture(ws, own)
    backup.now(ws)
    captures.add_redactions(ws, own, [BOX])
    captures.report_picture(ws, own)
    backup.now(ws)
    return captures.get(ws, own)


def test_the_original_is_gone_from_every_file(ws: Workspace, hidden: Capture) -> None:
    original = captures.image(ws, hidden.image)
    bare = burning.imaging.report_jpeg(original).data
    secrets = (original, bare, hidden.image.encode())
    assert len(traces(ws.path, original)) >= 2  # the workspace or its journal, and the pictures of the backups
    shown = captures.rendition(ws, hidden.id)
    made = burning.burn_in(ws, hidden.id)
    assert made.ids == (hidden.id, hidden.walk_id)
    assert traces(ws.path, *secrets) == []
    backup.now(ws)
    assert traces(ws.path, *secrets) == []
    burnt = captures.get(ws, hidden.id)
    assert burnt.burnt_at is not None
    assert burnt.covers == ()
    assert captures.rendition(ws, burnt.id) == captures.image(ws, burnt.image)
    assert Image.open(io.BytesIO(captures.image(ws, burnt.image))).tobytes() == Image.open(io.BytesIO(shown)).tobytes()
    assert check.check(ws) == ()
    ws.close()
    assert traces(ws.path, *secrets) == []
    assert not owed(ws.path)


def test_other_marks_stay_editable(ws: Workspace, hidden: Capture) -> None:
    number = Mark(id="n", kind=MarkKind.NUMBER, points=((30, 30),), number=1)
    captures.set_marks(ws, hidden.id, (*hidden.marks, number))
    burning.burn_in(ws, hidden.id)
    assert captures.get(ws, hidden.id).marks == (number,)
    captures.add_redactions(ws, hidden.id, [Cover(x=5, y=5, width=20, height=20)])
    first = captures.get(ws, hidden.id)
    burning.burn_in(ws, hidden.id)
    again = captures.get(ws, hidden.id)
    assert first.burnt_at is not None
    assert again.burnt_at is not None
    assert again.burnt_at >= first.burnt_at
    picture = Image.open(io.BytesIO(captures.image(ws, again.image)))
    assert picture.crop(WHOLE).getcolors() == [(BOX.width * BOX.height, (30, 34, 39))]
    assert picture.getpixel((10, 10)) == (30, 34, 39)


def test_every_capture_of_the_same_picture_is_burnt_the_one_in_the_trash_too(
    ws: Workspace, walk: OpenWalk, snap: Snap, hidden: Capture
) -> None:
    original = captures.image(ws, hidden.image)
    step = walk.version.steps[1].id
    same, thrown = (captures.add(ws, walk.walk.id, step, snap(data=original)).id for _ in range(2))
    captures.add_redactions(ws, same, [Cover(x=0, y=0, width=9, height=9), BOX])
    captures.delete(ws, thrown)
    made = burning.burn_in(ws, hidden.id)
    assert set(made.ids) == {hidden.id, hidden.walk_id, same, thrown}
    assert traces(ws.path, original) == []
    trash.restore(ws, thrown)
    one, two = captures.get(ws, same), captures.get(ws, thrown)
    assert one.image == two.image == captures.get(ws, hidden.id).image
    assert one.covers == (Cover(x=0, y=0, width=9, height=9),)
    assert two.burnt_at is not None


def test_a_backup_made_before_gives_the_burnt_picture(ws: Workspace, hidden: Capture, tmp_path: Path) -> None:
    original = captures.image(ws, hidden.image)
    oldest = backup.listed(ws.path)[-1].path
    burning.burn_in(ws, hidden.id)
    burnt = captures.image(ws, captures.get(ws, hidden.id).image)
    place = ws.path
    ws.close()
    backup.restore(oldest, place)
    assert traces(place, original) == []
    again = workspaces.open(place)
    assert captures.image(again, captures.get(again, hidden.id).image) == burnt
    assert len(captures.of_walk(again, hidden.walk_id)) == 3
    assert check.check(again) == ()
    again.close()


def test_what_a_restore_put_aside_is_cleaned_too(ws: Workspace, hidden: Capture) -> None:
    original = captures.image(ws, hidden.image)
    place, newest = ws.path, backup.listed(ws.path)[0].path
    ws.close()
    backup.restore(newest, place)
    (aside,) = place.parent.glob("workspace.before-*")
    assert aside.name in traces(place, original)
    again = workspaces.open(place)
    burning.burn_in(again, hidden.id)
    assert traces(place, original) == []
    again.close()
    kept = workspaces.open(aside)
    assert captures.get(kept, hidden.id).image != hidden.image
    assert check.check(kept) == ()
    kept.close()


def test_what_cannot_be_cleaned_is_said_and_tried_again(ws: Workspace, hidden: Capture) -> None:
    original = captures.image(ws, hidden.image)
    aside = ws.path.with_name("workspace.before-20250101T000000000000Z.db")
    aside.write_bytes(original)
    with pytest.raises(NotRemoved, match="may still be in") as told:
        burning.burn_in(ws, hidden.id)
    assert aside.name in str(told.value.happened)
    assert traces(ws.path, original) == [aside.name]
    assert captures.get(ws, hidden.id).burnt_at is not None
    assert owed(ws.path)
    ws.close()
    aside.unlink()
    again = workspaces.open(ws.path)
    assert not owed(ws.path)
    again.close()


def test_a_backup_that_was_out_of_reach_over_two_burnings_keeps_its_captures(
    ws: Workspace, hidden: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = captures.image(ws, hidden.image)
    captures.set_caption(ws, hidden.id, "Still there")
    oldest = backup.now(ws)
    with monkeypatch.context() as patch:
        patch.setattr(purging, "_clean_backup", _refuse)
        for box in (None, Cover(x=0, y=0, width=30, height=20)):
            captures.add_redactions(ws, hidden.id, [box] if box else [])
            with pytest.raises(NotRemoved):
                burning.burn_in(ws, hidden.id)
    burning.clear_elsewhere(ws)
    assert not owed(ws.path)
    place, burnt = ws.path, captures.rendition(ws, hidden.id)
    ws.close()
    backup.restore(oldest, place)
    assert traces(place, original) == []
    again = workspaces.open(place)
    assert captures.get(again, hidden.id).caption == "Still there"
    assert captures.image(again, captures.get(again, hidden.id).image) == burnt
    again.close()


def test_a_backup_is_sound_when_the_burnt_capture_is_no_more(
    ws: Workspace, hidden: Capture, walk: OpenWalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = captures.image(ws, hidden.image)
    step = walk.version.steps[0].id
    potholes.add(ws, walk.walk.id, step, title="Shown", capture_ids=[hidden.id])
    with ws.writing() as connection:
        connection.execute(update(schema.business).values(logo=hidden.image))
    oldest = backup.now(ws)
    with monkeypatch.context() as patch:
        patch.setattr(purging, "_clean_backup", _refuse)
        with pytest.raises(NotRemoved):
            burning.burn_in(ws, hidden.id)
    with ws.writing() as connection:
        connection.execute(update(schema.business).values(logo=None))
    captures.delete(ws, hidden.id)
    trash.empty(ws)
    burning.clear_elsewhere(ws)
    place = ws.path
    ws.close()
    backup.restore(oldest, place)
    assert traces(place, original) == []
    again = workspaces.open(place)
    assert check.check(again) == ()
    assert len(businesses.list_all(again)) == 1
    assert [hole.title for hole in potholes.of_walk(again, walk.walk.id)] == ["Shown"]
    again.close()


def _refuse(*_arguments: object) -> None:
    raise OSError


def test_where_there_is_no_wal_the_other_journal_is_cut_off_too(
    ws: Workspace, hidden: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network drive refuses the WAL; the journal it takes instead holds pages as they were before."""
    original = captures.image(ws, hidden.image)
    ws.close()
    monkeypatch.setattr(sqlite, "_JOURNALS", (("DELETE", "EXTRA", 3),))
    again = workspaces.open(ws.path)
    captures.set_caption(again, hidden.id, "Before")
    burning.burn_in(again, hidden.id)
    assert traces(ws.path, original, hidden.image.encode()) == []
    captures.set_caption(again, hidden.id, "After")
    assert traces(ws.path, original) == []
    again.close()


def test_nothing_redacted_is_nothing_to_burn(ws: Workspace, hidden: Capture) -> None:
    captures.set_marks(ws, hidden.id, [])
    before = captures.get(ws, hidden.id)
    with pytest.raises(InputError, match="redacted"):
        burning.burn_in(ws, hidden.id)
    assert captures.get(ws, hidden.id) == before
    assert not owed(ws.path)


def test_a_block_over_what_is_that_colour_already_loses_nothing(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    dark = burning.imaging.redacted(page(), [Mark(id="r", kind=MarkKind.REDACT, points=((0, 0), SIZE))]).data
    own = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=dark)).id
    captures.add_redactions(ws, own, [BOX])
    burning.burn_in(ws, own)
    assert captures.rendition(ws, own) == dark
    assert captures.get(ws, own).burnt_at is not None


def test_a_change_that_is_refused_leaves_everything(
    ws: Workspace, hidden: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = captures.image(ws, hidden.image)

    def refuse() -> None:
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(clock, "now", refuse)
        with pytest.raises(StorageError):
            burning.burn_in(ws, hidden.id)
    assert captures.get(ws, hidden.id) == hidden
    assert captures.image(ws, hidden.image) == original
    assert not owed(ws.path)
    trash.empty(ws)
    assert traces(ws.path, original)


# ---- a workspace that was moved


def moved(ws: Workspace, to: Path) -> Workspace:
    ws.close()
    to.parent.mkdir(exist_ok=True)
    ws.path.rename(to)
    return workspaces.open(to)


def test_backups_under_a_former_place_are_cleaned_and_give_the_burnt_picture(
    ws: Workspace, hidden: Capture, tmp_path: Path
) -> None:
    original, oldest = captures.image(ws, hidden.image), backup.listed(ws.path)[-1].path
    there = moved(ws, tmp_path / "elsewhere" / "renamed.db")
    backup.now(there)
    burning.burn_in(there, hidden.id)
    assert traces(there.path, original, hidden.image.encode()) == []
    burnt = captures.rendition(there, hidden.id)
    there.close()
    backup.restore(oldest, ws.path)
    again = workspaces.open(ws.path)
    assert captures.rendition(again, hidden.id) == burnt
    again.close()


def test_backups_of_a_copy_that_lives_on_and_of_others_stay_as_they_are(
    ws: Workspace, hidden: Capture, tmp_path: Path, snap: Snap
) -> None:
    """The copy shows the original itself: it was made to stand alone."""
    original, copy = captures.image(ws, hidden.image), tmp_path / "copy.db"
    backup.to_file(ws, copy)
    theirs = workspaces.open(copy)
    kept = backup.now(theirs)
    burning.burn_in(ws, hidden.id)
    assert captures.image(theirs, hidden.image) == original
    theirs.close()
    backup.restore(kept, copy)
    again = workspaces.open(copy)
    assert captures.image(again, hidden.image) == original
    again.close()


def test_what_was_owed_at_a_former_place_is_done_at_the_new_one(
    ws: Workspace, hidden: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = captures.image(ws, hidden.image)
    with monkeypatch.context() as patch:
        patch.setattr(purging, "_clean_backup", _refuse)
        with pytest.raises(NotRemoved):
            burning.burn_in(ws, hidden.id)
    there = moved(ws, tmp_path / "elsewhere" / "renamed.db")
    assert not owed(there.path)
    assert traces(there.path, original, hidden.image.encode()) == []
    there.close()


# ---- a backup that could not be cleaned yet


@pytest.mark.parametrize("lost", [False, True])
def test_restoring_a_backup_whose_cleaning_is_owed_does_not_bring_the_original_back(
    ws: Workspace, hidden: Capture, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    original, oldest = captures.image(ws, hidden.image), backup.listed(ws.path)[-1].path
    with monkeypatch.context() as patch:
        patch.setattr(purging, "_clean_backup", _refuse)
        patch.setattr(purging, "_clean_store", _refuse)
        with pytest.raises(NotRemoved):
            burning.burn_in(ws, hidden.id)
    burnt, place = captures.rendition(ws, hidden.id), ws.path
    ws.close()
    if lost:
        place.unlink()
    backup.restore(oldest, place)
    assert place.name not in traces(place, original, hidden.image.encode())
    again = workspaces.open(place)
    assert captures.rendition(again, hidden.id) == burnt
    assert traces(place, original, hidden.image.encode()) == []
    assert not owed(place)
    assert check.check(again) == ()
    again.close()


def test_a_burning_that_was_announced_and_did_not_happen_hides_nothing_in_what_is_restored(
    ws: Workspace, hidden: Capture
) -> None:
    original, oldest = captures.image(ws, hidden.image), backup.listed(ws.path)[-1].path
    blank = burning.imaging.redacted(original, hidden.marks).data
    purging.announce(ws.path, Replaced(hidden.image, hashlib.sha256(blank).hexdigest()), blank)
    place = ws.path
    ws.close()
    backup.restore(oldest, place)
    again = workspaces.open(place)
    assert captures.image(again, captures.get(again, hidden.id).image) == original
    assert not owed(place)
    again.close()


def test_a_workspace_made_anew_in_the_place_of_one_takes_nothing_from_its_backups(
    ws: Workspace, hidden: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    oldest = backup.listed(ws.path)[-1].path
    with monkeypatch.context() as patch:
        patch.setattr(purging, "_clean_backup", _refuse)
        with pytest.raises(NotRemoved):
            burning.burn_in(ws, hidden.id)
    burnt, place = captures.rendition(ws, hidden.id), ws.path
    ws.close()
    place.unlink()
    workspaces.open(place).close()
    backup.restore(oldest, place)
    again = workspaces.open(place)
    assert captures.rendition(again, hidden.id) == burnt
    again.close()


# ---- killed in between


class Killer:
    """Ends the process without ceremony at the n-th thing that it does to a file or a database."""

    WATCHED = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "shutil.copyfile"})

    def __init__(self, at: int) -> None:
        self.left = at
        sys.addaudithook(self._event)

    def _event(self, event: str, _arguments: tuple[object, ...]) -> None:
        if event in self.WATCHED:
            self.step()

    def step(self, _statement: str = "") -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(point: int, act: Callable[[int], object]) -> bool:
    """Whether a child that does this was killed at this point; False when it came to its end before."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            act(point)
            code = 0
        finally:
            os._exit(code)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def burning_killed(place: Path, capture_id: str) -> Callable[[int], object]:
    def burn(point: int) -> None:
        opened = workspaces.open(place)
        killer = Killer(point)
        opened.driver.set_trace_callback(killer.step)
        burning.burn_in(opened, capture_id)

    return burn


def sweep(place: Path, hidden: Capture, original: bytes, points: Iterator[int], spare: Path) -> int:
    """Kill at each point, and look at what is there after the next opening; returns how many were looked at."""
    folders = (place.parent, paths.all_backups())
    for number, folder in enumerate(folders):
        shutil.copytree(folder, spare / str(number))
    burnt = looked = 0
    for point in points:
        for number, folder in enumerate(folders):
            shutil.rmtree(folder)
            shutil.copytree(spare / str(number), folder)
        if not killed_at(point, burning_killed(place, hidden.id)):
            break
        again = workspaces.open(place)
        own = captures.get(again, hidden.id)
        if own.burnt_at is None:
            assert own == hidden, point
            assert captures.image(again, own.image) == original, point
        else:
            burnt += 1
            assert traces(place, original, hidden.image.encode()) == [], point
            assert not owed(place), point
        again.close()
        looked += 1
    assert 0 < burnt < looked
    return looked


@pytest.fixture
def closed(ws: Workspace, hidden: Capture) -> tuple[Path, bytes]:
    """The place of the workspace, closed, and the original."""
    original = captures.image(ws, hidden.image)
    ws.close()
    return ws.path, original


def test_a_kill_leaves_all_of_the_original_or_nothing(
    closed: tuple[Path, bytes], hidden: Capture, tmp_path: Path
) -> None:
    assert sweep(*closed[:1], hidden, closed[1], iter(range(2, 1000, 11)), tmp_path / "spare") >= 5


@pytest.mark.long
def test_a_kill_at_any_point_leaves_all_of_the_original_or_nothing(
    closed: tuple[Path, bytes], hidden: Capture, tmp_path: Path
) -> None:
    assert sweep(*closed[:1], hidden, closed[1], iter(range(1, 1000)), tmp_path / "spare") >= 50


@pytest.mark.long
def test_a_kill_at_any_point_of_a_restore_does_not_bring_an_original_back_that_is_still_to_be_removed(
    ws: Workspace, hidden: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, oldest, place = captures.image(ws, hidden.image), backup.listed(ws.path)[-1].path, ws.path
    with monkeypatch.context() as patch:
        patch.setattr(purging, "_clean_backup", _refuse)
        with pytest.raises(NotRemoved):
            burning.burn_in(ws, hidden.id)
    ws.close()
    folders = (place.parent, paths.all_backups())
    for number, folder in enumerate(folders):
        shutil.copytree(folder, tmp_path / str(number))

    def restore(point: int) -> None:
        Killer(point)
        backup.restore(oldest, place)

    for point in range(1, 1000):
        if not killed_at(point, restore):
            break
        again = workspaces.open(place)
        assert captures.get(again, hidden.id).image != hidden.image, point
        assert check.check(again) == (), point
        again.close()
        assert traces(place, original, hidden.image.encode()) == [], point
        assert not owed(place), point
        for number, folder in enumerate(folders):
            shutil.rmtree(folder)
            shutil.copytree(tmp_path / str(number), folder)
    assert point > 20
