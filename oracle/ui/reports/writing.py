"""Reports on the lane: a draft to look at, and the file. Both are generators, worked in slices and stopped between."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from oracle import imaging
from oracle.language import _
from oracle.model.journey import Business, Tester
from oracle.model.walk import WalkCard
from oracle.report import content
from oracle.workspace import Workspace, captures, comparisons, reads, walks

if TYPE_CHECKING:
    from oracle.report import pdf

LOGO_WIDTH = 600  # px
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Order:
    """What a report is made of."""

    walk_ids: tuple[str, ...]
    options: content.Options
    paper: pdf.Paper
    since: str = ""  # the walk that a report of one walk tells the change since; "" = the last that can be compared


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on the cover when nothing else is typed. `logo` is PNG bytes, empty where there is none."""

    title: str
    prepared_for: str
    business: Business
    tester: Tester
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report to look at: its bytes, the pages its parts begin on, what the check says, and its letterhead."""

    data: bytes
    starts: Mapping[content.Section, int]
    notices: tuple[content.Notice, ...]
    letterhead: Letterhead


Picture = tuple[bytes, int, int]


def choices(workspace: Workspace, business_id: str | None) -> tuple[WalkCard, ...]:
    """The walks that a report can be made of, newest first."""
    return tuple(sorted(walks.cards(workspace, business_id), key=lambda card: card.walk.started_at, reverse=True))


def draft(workspace: Workspace, order: Order) -> Generator[pdf.Progress, None, Draft]:
    """The report as it will print, with small pictures."""
    from oracle.report import pdf  # takes a while to load: here, off the window thread

    yield pdf.Progress(0, 0, "")
    records = reads.report_walks(workspace, order.walk_ids)
    yield pdf.Progress(0, 0, "")
    told = content.build(records, order.options, comparisons.since(workspace, records, order.since))
    yield pdf.Progress(0, 0, "")
    with TemporaryDirectory(prefix="oracle-report-") as folder:
        out = Path(folder) / "draft.pdf"
        starts = yield from pdf.write(told, out, picture=_source(workspace, _small), paper=order.paper)
        data = out.read_bytes()
    first = records[0]
    plain = content.build(records, content.Options())
    business, tester = first.business, first.open.tester
    logo = captures.image(workspace, tester.logo) if tester.logo else b""
    letterhead = Letterhead(plain.title, business.name, business, tester, logo)
    return Draft(data, starts, content.notices(records), letterhead)


def write(workspace: Workspace, order: Order, out: Path) -> Generator[pdf.Progress, None, tuple[content.Notice, ...]]:
    """Writes the file, which takes the place of an older one at the end; returns what the check leaves open."""
    from oracle.report import pdf

    begun = pdf.Progress(0, 1, _("Laying out the pages"))
    yield begun  # a capture that waits goes before the next part
    records = reads.report_walks(workspace, order.walk_ids)
    yield begun
    since = comparisons.since(workspace, records, order.since)
    yield begun
    told = content.build(records, order.options, since)
    yield begun
    yield from pdf.write(told, out, picture=_source(workspace, captures.report_picture), paper=order.paper)
    return content.notices(records)


def file_name(title: str) -> str:
    """A name for the file that every system takes: "Pothole report, Green Leaf Plants.pdf"."""
    name = _NOT_IN_NAMES.sub(" ", _("Pothole report, {title}").format(title=title))
    return " ".join(name.split())[:_LONGEST_NAME].rstrip(" .") + ".pdf"


def _source(workspace: Workspace, capture: Callable[[Workspace, str], Picture]) -> Callable[[str], Picture]:
    def picture(key: str) -> Picture:
        kind, colon, digest = key.partition(":")
        return _logo(workspace, digest) if colon and kind == "logo" else capture(workspace, key)

    return picture


def _logo(workspace: Workspace, digest: str) -> Picture:
    made = imaging.report_jpeg(captures.image(workspace, digest), (), LOGO_WIDTH)
    return made.data, made.width, made.height


def _small(workspace: Workspace, capture_id: str) -> Picture:
    found = captures.get(workspace, capture_id)
    # Sizes on the page come from the capture, so that the draft breaks where the file will.
    return captures.thumbnail(workspace, capture_id), found.width, found.height
