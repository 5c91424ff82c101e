"""Acknowledged means on disk: whatever is killed, and whenever, nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from oracle import templates
from oracle import workspace as workspaces
from oracle.workspace import captures, check, journeys, testers, walks
from tests.durability.killing import Forked, PowerDisk, Program, Started, run_and_kill

PICTURES = 120  # a program's: more than it can store before it is killed
LONGEST = 0.08  # seconds from the first acknowledgement to the kill

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

# Says "saved" and only then saves: what the loop must catch, or it proves nothing.
LIAR = """
import sys
from pathlib import Path
from oracle import workspace
from oracle.capture import files
from oracle.workspace import captures, clock, walks
ws = workspace.open(Path(sys.argv[1]))
walk = walks.opened(ws, sys.argv[2])
for name in sys.argv[3:]:
    promised = clock.new_id()
    print("saved", promised, flush=True)
    captures.clock.new_id = lambda: promised
    captures.add(ws, walk.walk.id, walk.version.steps[0].id, files.read(Path(name)))
"""
# Saves without waiting for the disk: only a power cut shows it.
HASTY = """
import sys
from oracle.workspace import sqlite
sqlite._JOURNALS = (("WAL", "NORMAL", 1),)
from oracle.__main__ import main
main(sys.argv[1:])
"""


class Loop:
    """One workspace, a program that captures into it, and everything that was acknowledged."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.file = folder / "workspace.db"
        self.acknowledged: list[str] = []
        self.landed = self.runs = 0
        self._chance = random.Random(seed)
        self._pictures = folder.parent / f"pictures-{folder.name}"
        self._pictures.mkdir(exist_ok=True)
        ws = workspaces.open(self.file)
        journey = journeys.from_template(ws, templates.get("buy-online-shop"), business="Leaf & Co").id
        self.walk = walks.start(ws, journey, tester_id=testers.add(ws, name="Mia").id).id
        ws.close()

    def run(self, start: Callable[[list[str]], Program], disk: PowerDisk | None = None) -> None:
        """Start a program with pictures, kill it at a random moment, and keep what it had acknowledged."""
        names = [self._picture(number) for number in range(PICTURES)]
        killed = run_and_kill(start(names), self._chance.uniform(0, LONGEST))
        assert killed.landed or killed.code == 0, killed.errors
        self.runs += 1
        self.landed += killed.landed
        self.acknowledged += killed.saved
        if disk is not None:
            disk.cut()

    def capturing(self) -> list[str]:
        """The command line's own arguments."""
        return ["--workspace", str(self.file), "walk", "capture", self.walk, "1"]

    def lost(self) -> set[str]:
        """Ids that were acknowledged and are not there; fails unless the workspace is sound, too."""
        ws = workspaces.open(self.file)
        there = [capture.id for capture in captures.of_walk(ws, self.walk)]
        problems = check.check(ws)
        ws.close()
        assert problems == ()
        assert len(there) == len(set(there))
        return set(self.acknowledged) - set(there)

    def _picture(self, number: int) -> str:
        file = self._pictures / f"{number}.png"
        Image.frombytes("RGB", (40, 40), self._chance.randbytes(4800)).save(file, compress_level=1)
        return str(file)


def kill_often(loop: Loop, runs: int, disk: PowerDisk | None = None, *, looking_each: int = 1) -> None:
    for run in range(1, runs + 1):
        loop.run(lambda names: Forked([*loop.capturing(), *names]), disk)
        if run % looking_each == 0 or run == runs:
            assert loop.lost() == set(), f"after kill {loop.runs}"
    assert loop.landed >= 0.8 * loop.runs
    assert len(loop.acknowledged) > loop.runs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "work"
    place.mkdir()
    return place


@pytest.mark.parametrize("seed", [1, 2])  # 40 in all, in two halves that can run beside each other
def test_20_kills_during_captures_lose_nothing(folder: Path, seed: int) -> None:
    kill_often(Loop(folder, seed), 20)


def test_the_loop_catches_a_program_that_acknowledges_too_early(folder: Path) -> None:
    loop = Loop(folder, seed=2)
    for _run in range(20):
        loop.run(lambda names: Started([sys.executable, "-c", LIAR, str(loop.file), loop.walk, *names]))
        if loop.lost():
            return
    pytest.fail("It never caught the liar.")


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_1000_kills_during_captures_lose_nothing(tmp_path: Path) -> None:
    for batch in range(10):
        folder = tmp_path / f"batch-{batch}"
        folder.mkdir()
        kill_often(Loop(folder, seed=100 + batch), 100, looking_each=5)


# ---- power cuts


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[PowerDisk]:
    """A disk whose power can be cut."""
    if not ROOT or not shutil.which("mkfs.ext4"):
        pytest.skip("needs root and mkfs.ext4")
    with PowerDisk(tmp_path, megabytes=128) as made:
        yield made


def on(disk: PowerDisk, seed: int) -> Loop:
    folder = disk.place / "work"
    folder.mkdir()
    loop = Loop(folder, seed)
    os.sync()
    return loop


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_200_power_cuts_during_captures_lose_nothing(disk: PowerDisk) -> None:
    kill_often(on(disk, seed=3), 200, disk)


@pytest.mark.long
def test_power_cuts_catch_a_program_that_does_not_wait_for_the_disk(disk: PowerDisk) -> None:
    loop = on(disk, seed=4)
    for _run in range(10):
        loop.run(lambda names: Started([sys.executable, "-c", HASTY, *loop.capturing(), *names]), disk)
    assert loop.lost()
