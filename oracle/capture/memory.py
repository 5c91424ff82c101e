"""The memory of pictures just taken: kept for the next one while somebody captures, given back afterwards.

A screen of 4K is 33 MB. glibc gives them back to the system as soon as they are free, under a lock that all who need
memory wait for, the window too, and has them cleared again for the next picture: that takes as long as the grab itself.
Elsewhere the system's own way is as good, and nothing is done.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of glibc's `mallopt`
_KEPT = 128 << 20  # bytes: what a picture of 4K on its way into the file takes, thrice, and some more
_LARGEST = 32 << 20  # bytes of one picture: glibc keeps none that is larger


def keep() -> None:
    """From now on what a picture took is kept for the next one. For any thread."""
    library = _library()
    if library is not None:
        library.mallopt(_MMAP_THRESHOLD, _LARGEST)
        library.mallopt(_TRIM_THRESHOLD, _KEPT)


def give_back() -> None:
    """Gives back what is kept, until the next picture. Takes some milliseconds: for any thread but the window's."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


def _library() -> ctypes.CDLL | None:
    """The C library, where it is glibc."""
    if sys.platform != "linux":
        return None
    import ctypes  # here: who asks does so beside the window

    library = ctypes.CDLL(None)
    return library if hasattr(library, "mallopt") and hasattr(library, "malloc_trim") else None
