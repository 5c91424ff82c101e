"""A disk that is full or may not be written: said plainly, nothing acknowledged is lost, the walk goes on."""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from oracle import templates
from oracle import workspace as workspaces
from oracle.errors import StorageError
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.workspace import Workspace, backup, captures, check, clock, journeys, testers, visits, walks

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
needs_root = pytest.mark.skipif(not ROOT, reason="only root may mount a small disk or become another user")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB, half of it taken."""
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)], check=True)
    (place / "filler").write_bytes(bytes(3 << 20))
    yield place
    subprocess.run(["umount", str(place)], check=True)


def begun(file: Path) -> tuple[Workspace, str, str]:
    """An open workspace with a walk, its id and its first step's."""
    ws = workspaces.open(file)
    journey = journeys.from_template(ws, templates.get("buy-online-shop"), business="Leaf & Co").id
    walk = walks.start(ws, journey, tester_id=testers.add(ws, name="Mia").id).id
    return ws, walk, walks.opened(ws, walk).version.steps[0].id


def noise(chance: random.Random) -> Shot:
    """A picture of about 200 kB that nothing makes smaller."""
    picture = Image.frombytes("RGB", (256, 256), chance.randbytes(256 * 256 * 3))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return Shot(data=out.getvalue(), source=Source.SCREEN, taken_at=clock.now())


def until_refused(act: Callable[[], None]) -> StorageError:
    """Acts until the disk refuses; what it said then."""
    for _time in range(60):
        try:
            act()
        except StorageError as error:
            return error
    pytest.fail("The disk never was full.")


@needs_root
def test_a_full_disk_loses_nothing_acknowledged_and_work_goes_on_after_room_is_made(small_disk: Path) -> None:
    ws, walk, step = begun(small_disk / "workspace.db")
    chance, kept = random.Random(5), []
    refused = until_refused(lambda: kept.append(captures.add(ws, walk, step, noise(chance)).id))
    assert "full" in refused.happened
    assert str(small_disk) in refused.advice
    assert len(kept) > 5
    assert [capture.id for capture in captures.of_walk(ws, walk)] == kept
    (small_disk / "filler").unlink()
    kept.append(captures.add(ws, walk, step, noise(chance)).id)
    visits.set_fields(ws, walk, step, note="It goes on")
    ws.close()
    again = workspaces.open(small_disk / "workspace.db")
    assert [capture.id for capture in captures.of_walk(again, walk)] == kept
    assert check.check(again) == ()
    again.close()


@needs_root
def test_a_workspace_closes_on_a_full_disk_and_has_everything_afterwards(small_disk: Path) -> None:
    ws, walk, step = begun(small_disk / "workspace.db")
    chance, kept = random.Random(6), []
    until_refused(lambda: kept.append(captures.add(ws, walk, step, noise(chance)).id))
    ws.close()
    again = workspaces.open(small_disk / "workspace.db")
    assert [capture.id for capture in captures.of_walk(again, walk)] == kept
    again.close()


@needs_root
def test_neither_a_copy_nor_a_new_workspace_is_left_half_made_on_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    ws, walk, step = begun(tmp_path / "workspace.db")
    chance = random.Random(7)
    for _shot in range(30):
        captures.add(ws, walk, step, noise(chance))
    with pytest.raises(StorageError):
        backup.to_file(ws, small_disk / "copy.db")
    assert check.check(ws) == ()
    ws.close()
    (small_disk / "more").write_bytes(bytes((4 << 20) + (700 << 10)))
    with pytest.raises(StorageError):
        workspaces.open(small_disk / "new.db")
    assert {entry.name for entry in small_disk.iterdir()} == {"filler", "more"}


# ---- as another user, since root may write anywhere


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that any user may write to: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="oracle-open-to-all-") as name:
        Path(name).chmod(0o777)
        yield Path(name)


def refuses_nobody(file: Path) -> None:
    """Another user is refused in plain words."""
    command = [sys.executable, "-m", "oracle", "--workspace", str(file), "walk", "list"]
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    done = subprocess.run(
        [*nobody, *command], capture_output=True, text=True, check=False, env=os.environ | {"HOME": "/nonexistent"}
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search("cannot be (written|read)", done.stderr)
    assert "Traceback" not in done.stderr


@needs_root
def test_a_folder_that_may_not_be_written_is_said(open_to_all: Path) -> None:
    file = open_to_all / "workspace.db"
    begun(file)[0].close()
    before = file.read_bytes()
    open_to_all.chmod(0o555)
    refuses_nobody(file)
    assert file.read_bytes() == before


@needs_root
@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_file_that_may_not_be_written_is_said(open_to_all: Path, mode: int) -> None:
    file = open_to_all / "workspace.db"
    begun(file)[0].close()
    file.chmod(mode)
    refuses_nobody(file)
    assert [entry.name for entry in open_to_all.iterdir()] == ["workspace.db"]
