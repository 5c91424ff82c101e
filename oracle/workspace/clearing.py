"""What is still to be done once something was removed for good: its pictures, its words. In slices: it can be much."""

from __future__ import annotations

from collections.abc import Generator

from oracle.workspace import images, search_index
from oracle.workspace.workspace import Workspace


def in_slices(workspace: Workspace) -> Generator[tuple[int, int], None, None]:
    """Take pictures out of the file that nothing shows any more, then read what is due for searching; yields how much
    is done, and of how much. Whatever ends it, the next goes on where it was.
    """
    with workspace.reading() as connection:
        unused = images.unused(connection)
    for number, digest in enumerate(unused, 1):
        with workspace.writing(counts=False) as connection:
            images.remove(connection, digest)
        yield number, len(unused)
    yield from search_index.settle(workspace)
