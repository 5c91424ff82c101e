"""The matrix on a page: priority against effort, and which pothole is which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from oracle.language import _, ngettext
from oracle.report.charts.matrix import Spot, label, matrix
from oracle.report.charts.matrix_journeys import journeys_of
from oracle.report.content.parts import Sign
from oracle.report.pdf.columns import Columns, Share, grid
from oracle.report.pdf.figures import Drawing
from oracle.report.pdf.flow import Flowable
from oracle.report.pdf.pages_styles import BODY, PIXEL, SMALL, SMALL_2, head, sign_of
from oracle.report.pdf.paragraphs import Text
from oracle.report.pdf.text import Run

COMPARED = 3  # potholes from which on a matrix says something
_SIZE = (728.0, 600.0)  # pixels
_NAMED = 20  # below the matrix
_NAME = replace(SMALL, lines=2)


def matrix_pages(spots: Sequence[Spot], *, linked: bool) -> Iterator[Flowable]:
    """The matrix of these potholes in their order. `linked`: each has a page of its own, by the key "pothole-ID"."""
    yield head(_("Repair first"), "matrix")
    told = _("How much each pothole hurts, and how many customers meet it, against the work it takes to repair.")
    yield Text(told, BODY, after=12)
    yield Drawing(matrix(spots, *_SIZE), width=_SIZE[0] * PIXEL, after=16)
    journeys = journeys_of(spots)
    signs = [Sign(label(spot, journeys), spot.severity, f"pothole-{spot.id}") for spot in spots]
    wide = 28.4 if any(len(each.label) > 2 for each in signs) else 20.0
    named = zip(spots[:_NAMED], signs, strict=False)
    yield grid([_named(spot, sign, wide, linked=linked) for spot, sign in named], 2, gap=16, down=7)
    more = len(spots) - _NAMED
    if more > 0:
        told = ngettext("{n} more has no room here.", "{n} more have no room here.", more)
        yield Text(told.format(n=more), SMALL_2, before=6)


def _named(spot: Spot, sign: Sign, wide: float, *, linked: bool) -> Flowable:
    title = Run(spot.title, link=f"#{sign.key}" if linked else "", token="ink")
    return Columns([sign_of(sign, 17), Text(title, _NAME)], [wide, Share()], gap=7, align="middle")
