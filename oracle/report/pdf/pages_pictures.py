"""Captures on paper: with their captions, tall ones in part where they stand in a column, and whole at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from oracle.language import _
from oracle.report.content import Content, Shown
from oracle.report.inter_widths import width
from oracle.report.pdf.columns import Columns, Share
from oracle.report.pdf.figures import Picture, Unrolled
from oracle.report.pdf.flow import Flowable, KeepTogether
from oracle.report.pdf.pages_styles import SMALL_2, subhead
from oracle.report.pdf.paragraphs import PageReference, Text
from oracle.report.pdf.pen import PictureRef

Source = Callable[[str], tuple[bytes, int, int]]

WIDEST = 1600  # pixels of a picture as the report gets it
_GAP = 3.0  # points before the number of a page


def reference(shown: Shown, picture: Source) -> PictureRef:
    """A capture's picture, read only when the file is written."""
    scale = min(1.0, WIDEST / max(1, shown.width))
    capture_id = shown.capture_id
    wide, high = max(1, round(shown.width * scale)), max(1, round(shown.height * scale))
    return PictureRef(capture_id, wide, high, lambda: picture(capture_id)[0])


def pictured(shown: Shown, picture: Source, tallest: float, *, whole: bool) -> Flowable:
    """A picture over its caption. `whole`: those that are shown in part stand whole at the end of the document."""
    figure = Picture(reference(shown, picture), shown.alt, tallest=tallest, telling=shown.telling)
    figure.keep_with_next = True
    parts = [figure, Text(shown.caption, SMALL_2, before=4)]
    if shown.telling is not None:
        parts.append(_whole_on_page(shown) if whole else Text(_("In part; the whole is in the app."), SMALL_2))
    return KeepTogether(parts)


def _whole_on_page(shown: Shown) -> Flowable:
    told = _("In part; whole on page")
    room = width(told, SMALL_2.size) + _GAP
    return Columns([Text(told, SMALL_2), PageReference(_key(shown), SMALL_2)], [room, Share()], gap=0)


def in_part(content: Content) -> tuple[Shown, ...]:
    """The tall pictures of the cards, each once."""
    rows = [card.pictures for card in (*content.cards, *content.unrated)]
    rows += [spot.pictures for spot in content.brights]
    return tuple({each.capture_id: each for row in rows for each in row if each.telling is not None}.values())


def whole_pictures(tall: Sequence[Shown], picture: Source) -> Iterator[Flowable]:
    """Tall pictures in full, each in columns."""
    if tall:
        yield subhead(_("Whole pages"), before=24)
        told = _("Pictures that stand in part beside their potholes. Read each column from top to bottom.")
        yield Text(told, SMALL_2, after=8, keep_with_next=True)
    for shown in tall:
        caption = Text(shown.caption, SMALL_2, key=_key(shown), after=4, keep_with_next=True)
        yield KeepTogether([caption, Unrolled(reference(shown, picture), shown.alt)], after=14)


def _key(shown: Shown) -> str:
    return f"whole-{shown.capture_id}"
