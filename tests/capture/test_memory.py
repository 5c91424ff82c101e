"""The memory of pictures: kept for the next one, and given back when no more are taken."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_TAKES_A_PICTURE = """
from pathlib import Path
from oracle.capture import memory

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

memory.keep()
before = held()
picture = bytearray(3840 * 2160 * 4)
del picture
kept = held() - before
memory.give_back()
print(kept, held() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems keep memory in their own way")
def test_the_memory_of_a_picture_is_kept_until_it_is_given_back() -> None:
    said = subprocess.run([sys.executable, "-c", _TAKES_A_PICTURE], capture_output=True, text=True, check=True)
    kept, left = map(int, said.stdout.split())
    assert kept > 30_000_000
    assert left < 10_000_000
