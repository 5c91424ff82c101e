"""The customer's page: who walked this road, what they want, and the empathy map around their picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from oracle.language import _
from oracle.report.charts.initials import initial_coin
from oracle.report.content import Content, PersonaEntry
from oracle.report.pdf.columns import Columns, List, Share, grid
from oracle.report.pdf.figures import Drawing, Picture
from oracle.report.pdf.flow import Cut, Flowable, Inset, KeepTogether, PageBreak, Room, Space, Stack
from oracle.report.pdf.pages_styles import BODY, CARD_HEAD, SMALL, SMALL_2, SMALL_HEAD, head, labelled, subhead
from oracle.report.pdf.paragraphs import Heading, Text
from oracle.report.pdf.pen import Box, Pen, PictureRef
from oracle.report.pdf.tagging import Element

Source = Callable[[str], tuple[bytes, int, int]]

_PHOTO = 84.0
_FACE = 50.0
_GAP = 32.0  # between the columns of the map: the face is half as wide again
_PADDING = (14.0, 11.0)  # of a row of the map: left and right, top and bottom
_LINE = 0.66


def persona_pages(content: Content, picture: Source) -> Iterator[Flowable]:
    """A page for each persona; a long one goes on to the next."""
    for number, persona in enumerate(content.personas):
        if number:
            yield PageBreak()
        yield head(f"{_('The customer')}: {persona.name}", f"persona-{number}")
        yield Space(6)
        yield _who(persona, picture)
        if persona.aims:
            cells = [_aim(title, lines) for title, lines in persona.aims]
            yield Columns(cells, [Share()] * len(cells), gap=21, before=16, after=4)
        if persona.empathy:
            yield subhead(_("Empathy map"), before=16, after=7)
            yield _empathy(persona, picture)
        if persona.looks:
            yield subhead(_("Where {name} looks").format(name=persona.name), before=18)
            yield grid([labelled(fact.label, fact.text) for fact in persona.looks], 3, gap=21, down=5)


def _who(persona: PersonaEntry, picture: Source) -> Flowable:
    told: list[Flowable] = [Heading(persona.title, 2, CARD_HEAD, outline="", after=3)]
    told += [Text(part, BODY, after=4) for part in persona.who.splitlines() if part.strip()]
    face = _face(persona, picture, _PHOTO, alt=_("Photo of {name}").format(name=persona.name))
    return Columns([face, Stack(told)], [_PHOTO, Share()], gap=18)


def _face(persona: PersonaEntry, picture: Source, size: float, *, alt: str) -> Flowable:
    """The photo cropped round, or the initials, which say nothing that the name does not."""
    if persona.picture is None:
        return Drawing(initial_coin(persona.name, size), alt="")
    key = f"logo:{persona.picture}"
    _data, width, height = picture(key)
    reference = PictureRef(key, width, height, lambda: picture(key)[0])
    return Picture(reference, alt, box=(size, size), radius=size / 2, edge="line")


def _aim(title: str, lines: Sequence[str]) -> Flowable:
    return Stack([Heading(title, 2, SMALL_HEAD, outline="", after=3), _lines(lines)])


def _lines(lines: Sequence[str]) -> Flowable:
    if not lines:
        return Text("–", SMALL_2)
    return List([(Text("•", SMALL, role="Lbl"), Text(line, SMALL)) for line in lines], indent=9, down=2)


def _empathy(persona: PersonaEntry, picture: Source) -> Flowable:
    says, thinks, does, feels, pains, gains = (
        (Heading(title, 3, SMALL_HEAD, outline="", after=3), _lines(lines)) for title, lines in persona.empathy
    )
    room = Space(_FACE / 2 - 5)  # above and below the line that the face stands on
    return KeepTogether(
        [
            _Row(Stack([*says, room]), Stack([*thinks, room])),
            _Row(
                Stack([does[0], Space(8), does[1]]),
                Stack([Inset(feels[0], left=_FACE / 2 - 8), Space(8), feels[1]]),
                _face(persona, picture, _FACE, alt=""),
            ),
            _Row(Stack(pains), Stack(gains)),
        ]
    )


class _Row(Flowable):
    """Two quarters of the map side by side in their frame; the face stands on the middle of its upper edge."""

    def __init__(self, left: Flowable, right: Flowable, face: Flowable | None = None) -> None:
        super().__init__()
        self._cells = Columns([left, right], [Share(), Share()], gap=_GAP)
        self._face = face

    def attach(self, parent: Element) -> None:
        """The left quarter is read first; the face says nothing here."""
        self._cells.attach(parent)

    def height(self, pen: Pen, width: float) -> float:
        """Of the higher quarter, with the padding."""
        return self._cells.height(pen, width - 2 * _PADDING[0]) + 2 * _PADDING[1]

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Moved whole where a page has room for it, else cut within both quarters."""
        height = self.height(pen, width)
        if room.fits(height):
            return self, None
        if not room.is_fresh and height <= room.page:
            return None
        cut = self._cells.split(pen, width - 2 * _PADDING[0], room.inside(2 * _PADDING[1]))
        if cut is None:
            return None
        return self._of(cut[0], self._face), (self._of(cut[1], None) if cut[1] is not None else None)

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Frame and cross, the quarters, the face over the lines."""
        height = self.height(pen, width)
        middle = left + width / 2
        pen.stroke(Box(left, top, width, height), "line", _LINE)
        pen.fill(Box(middle - _LINE / 2, top, _LINE, height), "line")
        self._cells.paint(pen, left + _PADDING[0], top - _PADDING[1], width - 2 * _PADDING[0])
        if self._face is not None:
            pen.fill(Box(middle - _FACE / 2 - 2, top + _FACE / 2 + 2, _FACE + 4, _FACE + 4), "surface", _FACE / 2 + 2)
            self._face.paint(pen, middle - _FACE / 2, top + _FACE / 2, _FACE)

    def _of(self, cells: Flowable, face: Flowable | None) -> _Row:
        assert isinstance(cells, Columns)  # noqa: S101 - columns split into columns
        made = _Row(Space(0), Space(0), face)
        made._cells = cells
        return made
