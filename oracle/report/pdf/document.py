"""From a story to a file: pages are filled as the story comes, then written object by object beside the target.

`write` is the one way in. It is a generator: it does its work while it is iterated, yields `Progress`, and can be
stopped by closing it, after which the old file stands as before and no part of a new one is left.
"""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from msgspec import Struct

from oracle.errors import ReportError
from oracle.language import _
from oracle.report.pdf.flow import Flowable, PageBreak, Room, Stack
from oracle.report.pdf.pen import Pen
from oracle.report.pdf.stream import write_objects
from oracle.report.pdf.tagging import Element

Paper = Literal["A4", "Letter"]

SIZES: dict[str, tuple[float, float]] = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
_WHOLE = 1000
_LAID_OUT = 500  # of the whole, when the pages are laid out
_GUESS = 100  # flowables: the story that tells no length is taken to be some such number
_MARGIN = 56.69  # 20 mm


class Progress(Struct, frozen=True):
    """How far an export is: `done` of `total`, and what it is at, in words."""

    done: int
    total: int
    what: str


class Margins(Struct, frozen=True):
    """Distances of the body from the edges of the paper, in points."""

    left: float = _MARGIN
    top: float = 71.0
    right: float = _MARGIN
    bottom: float = 56.0


class Place(Struct, frozen=True):
    """A flowable at a fixed place: its distances from the paper's left and top edge, and its width; points."""

    left: float
    top: float
    width: float
    content: Flowable


class Sheet(Flowable):
    """A page of its own without running heads, on which everything has a fixed place: a cover."""

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.places = tuple(places)

    def attach(self, parent: Element) -> None:
        """Places are read in their order."""
        for place in self.places:
            place.content.attach(parent)

    def height(self, pen: Pen, width: float) -> float:
        """The paper's."""
        return pen.size[1]

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Everything at its place on the paper."""
        for place in self.places:
            place.content.paint(pen, place.left, pen.size[1] - place.top, place.width)


Furniture = Callable[[int], Sequence[Place]]


def write(
    out: Path,
    story: Iterable[Flowable],
    *,
    title: str,
    author: str,
    subject: str = "",
    language: str = "en",
    paper: Paper = "A4",
    size: tuple[float, float] | None = None,
    margins: Margins | None = None,
    furniture: Furniture | None = None,
    expected: int = 0,
) -> Iterator[Progress]:
    """Write `story` as a tagged PDF to `out`, which is replaced at the end and only if all went well.

    `furniture(page)` gives what stands around the body of a page, with a fixed place; it is decoration to a screen
    reader. `size` (width, height in points) takes the place of the paper's. `expected` is the number of flowables for
    the progress, if the story does not know its own length. Raises `ReportError` where the file cannot be written.
    """
    pen = Pen(size or SIZES[paper], title=title, author=author, subject=subject, language=language)
    count = expected or (len(story) if isinstance(story, Sized) else 0)
    with replaced(out) as file:
        pages = _Pages(pen, margins or Margins(), furniture)
        yield Progress(0, _WHOLE, _("Laying out the pages"))
        for number, flowable in enumerate(_together(story), 1):
            flowable.attach(pen.root)
            done = min(number / count, 1.0) if count else number / (number + _GUESS)
            for _page in pages.add(flowable):
                yield Progress(int(done * _LAID_OUT), _WHOLE, _("Page {page}").format(page=pen.page))
        pages.finish()
        pen.finish()
        reached = _LAID_OUT
        for written, known in write_objects(pen, file):
            reached = max(reached, _LAID_OUT + written * (_WHOLE - _LAID_OUT) // known)
            yield Progress(reached, _WHOLE, _("Writing the file"))


class _Pages:
    """Fills pages with flowables."""

    def __init__(self, pen: Pen, margins: Margins, furniture: Furniture | None) -> None:
        self._pen = pen
        self._margins = margins
        self._furniture = furniture
        self._width = pen.size[0] - margins.left - margins.right
        self._height = pen.size[1] - margins.top - margins.bottom
        self._is_open = False
        self._used = 0.0
        self._after = 0.0

    def add(self, flowable: Flowable) -> Iterator[None]:
        """Place `flowable` on this page and as many more as it takes; a step for each page that it stands on."""
        if isinstance(flowable, PageBreak):
            self._close()
        elif isinstance(flowable, Sheet):
            self._close()
            flowable.paint(self._pen, 0, self._pen.size[1], self._pen.size[0])
            self._pen.showPage()
        else:
            yield from self._flow(flowable)
            return
        yield

    def finish(self) -> None:
        """End the last page; a document has at least one."""
        if not self._is_open and self._pen.page == 1:
            self._open()
        self._close()

    def _flow(self, flowable: Flowable) -> Iterator[None]:
        rest: Flowable | None = flowable
        while rest is not None:
            if not self._is_open:
                self._open()
            gap = max(self._after, rest.before) if self._used else 0.0
            room = Room(self._height - self._used - gap, self._height)
            cut = rest.split(self._pen, self._width, room) if room.left > 0 else None
            if cut is None:
                self._close()
                continue
            head, rest = cut
            top = self._pen.size[1] - self._margins.top - self._used - gap
            head.paint(self._pen, self._margins.left, top, self._width)
            self._used += gap + head.height(self._pen, self._width)
            self._after = head.after
            if rest is not None:
                self._close()
            yield

    def _open(self) -> None:
        self._is_open = True
        self._used = self._after = 0.0
        if self._furniture is not None:
            with self._pen.decoration():
                for place in self._furniture(self._pen.page):
                    place.content.paint(self._pen, place.left, self._pen.size[1] - place.top, place.width)

    def _close(self) -> None:
        if self._is_open:
            self._pen.showPage()
            self._is_open = False


def _together(story: Iterable[Flowable]) -> Iterator[Flowable]:
    """The story, with what stays with the next in one stack with it."""
    held: list[Flowable] = []
    for flowable in story:
        held.append(flowable)
        if flowable.keep_with_next:
            continue
        yield held[0] if len(held) == 1 else Stack(held, before=held[0].before, after=held[-1].after)
        held = []
    if held:
        yield Stack(held, before=held[0].before, after=held[-1].after)


@contextmanager
def replaced(out: Path) -> Iterator[BinaryIO]:
    """A file beside `out` that takes its place once everything is on the disk, and is gone if that fails."""
    part = out.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
        _sync_folder(out.parent)
    except OSError as error:
        raise _refusal(out, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets folders be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(out: Path, error: OSError) -> ReportError:
    safe = _("Nothing was lost; a file that stood there before is unchanged.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        happened, advice = _("The disk is full."), _("Make room, or save it to another place.")
    elif isinstance(error, PermissionError):
        happened = _("The file may not be written to {place}.").format(place=out)
        advice = _("If it is open in another program, close it there; or save it to another folder.")
    elif isinstance(error, FileNotFoundError):
        happened = _("The folder {place} does not exist.").format(place=out.parent)
        advice = _("Choose another folder.")
    else:
        happened = _("The file could not be written to {place}: {reason}.").format(place=out, reason=error.strerror)
        advice = _("Save it to another place.")
    return ReportError(happened, safe=safe, advice=advice)
