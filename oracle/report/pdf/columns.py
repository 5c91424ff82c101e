"""Things side by side: columns, grids, tables and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Literal, NamedTuple

from oracle.report.pdf.flow import Cut, Flowable, Room, Space, Stack
from oracle.report.pdf.pen import Pen
from oracle.report.pdf.tagging import Element


class Share(NamedTuple):
    """A column's part of the width that fixed columns leave; more shares, more width."""

    parts: float = 1.0


Width = float | Share
_AT_ONCE = 40  # rows of a long table that are made at a time
_SHORT = 1 / 3  # of a page: a table up to this height is not torn


class Columns(Flowable):
    """Flowables side by side. `widths` are points or `Share`s; one for each cell. `align` is their upright place."""

    def __init__(
        self,
        cells: Sequence[Flowable],
        widths: Sequence[Width],
        *,
        gap: float = 12.0,
        align: Literal["top", "middle"] = "top",
        before: float = 0.0,
        after: float = 0.0,
        keep_with_next: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep_with_next=keep_with_next)
        if len(cells) != len(widths):
            raise ValueError(f"{len(cells)} cells for {len(widths)} columns")
        self.cells = tuple(cells)
        self._widths = tuple(widths)
        self._gap = gap
        self._align = align
        self._heights: dict[float, float] = {}  # by width; what cutting changes becomes new columns

    def attach(self, parent: Element) -> None:
        """Cells are read from left to right."""
        for cell in self.cells:
            cell.attach(parent)

    def places(self, width: float) -> list[tuple[float, float]]:
        """(distance from the left, width) of each column."""
        fixed = sum(given for given in self._widths if not isinstance(given, Share))
        shares = sum(given.parts for given in self._widths if isinstance(given, Share))
        rest = max(width - fixed - self._gap * (len(self._widths) - 1), 0.0)
        places: list[tuple[float, float]] = []
        left = 0.0
        for given in self._widths:
            wide = rest * given.parts / shares if isinstance(given, Share) else given
            places.append((left, max(wide, 1.0)))
            left += wide + self._gap
        return places

    def height(self, pen: Pen, width: float) -> float:
        """Of the highest column."""
        found = self._heights.get(width)
        if found is None:
            highest = max((cell.height(pen, wide) for cell, wide in self._sized(width)), default=0.0)
            found = self._heights[width] = highest
        return found

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Each column is cut by itself, and only if every one has something to show on this page."""
        heads: list[Flowable] = []
        rests: list[Flowable | None] = []
        for cell, wide in self._sized(width):
            cut = (cell, None) if room.fits(cell.height(pen, wide)) else cell.split(pen, wide, room)
            if cut is None:
                return None
            heads.append(cut[0])
            rests.append(cut[1])
        if all(rest is None for rest in rests):
            return self._of(heads), None
        return self._of(heads), self._of([rest if rest is not None else Space(0) for rest in rests])

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint the columns from left to right."""
        whole = self.height(pen, width) if self._align == "middle" else 0.0
        for cell, (aside, wide) in zip(self.cells, self.places(width), strict=True):
            down = (whole - cell.height(pen, wide)) / 2 if self._align == "middle" else 0.0
            cell.paint(pen, left + aside, top - down, wide)

    def _sized(self, width: float) -> list[tuple[Flowable, float]]:
        return [(cell, wide) for cell, (_, wide) in zip(self.cells, self.places(width), strict=True)]

    def _of(self, cells: Sequence[Flowable]) -> Columns:
        return Columns(
            cells,
            self._widths,
            gap=self._gap,
            align=self._align,
            before=self.before,
            after=self.after,
            keep_with_next=self.keep_with_next,
        )


def grid(cells: Sequence[Flowable], columns: int, *, gap: float = 12.0, down: float = 4.0) -> Stack:
    """`cells` in rows of `columns` equal columns, read row by row; `gap` between columns, `down` between rows."""
    rows: list[Flowable] = []
    for start in range(0, len(cells), columns):
        row = [*cells[start : start + columns]]
        row += [Space(0)] * (columns - len(row))
        rows.append(Columns(row, [Share()] * columns, gap=gap, after=down))
    return Stack(rows)


class _Row(Flowable):
    """A table's row: its cells, padding above and below, and a hairline at its foot."""

    def __init__(self, cells: Columns, padding: float, rule: str, scope: str = "") -> None:
        super().__init__()
        self._cells = cells
        self._padding = padding
        self._rule = rule
        self._scope = scope

    def attach(self, parent: Element) -> None:
        row = Element("TR", parent)
        for cell in self._cells.cells:
            cell.attach(Element("TH" if self._scope else "TD", row, scope=self._scope))

    def height(self, pen: Pen, width: float) -> float:
        return self._cells.height(pen, width) + 2 * self._padding

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        if room.fits(self.height(pen, width)):
            return self, None
        if not room.is_fresh and self.height(pen, width) <= room.page:
            return None
        cut = self._cells.split(pen, width, room.inside(2 * self._padding))
        if cut is None:
            return None
        first, rest = cut
        return self._of(first), (self._of(rest) if rest is not None else None)

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        self._cells.paint(pen, left, top - self._padding, width)
        if self._rule:
            foot = top - self.height(pen, width)
            pen.rule(left, left + width, foot, self._rule)

    def _of(self, cells: Flowable) -> _Row:
        assert isinstance(cells, Columns)  # noqa: S101 - columns split into columns
        return _Row(cells, self._padding, self._rule, self._scope)


class Table(Flowable):
    """A table with column heads that stand again on each further page, where they are decoration.

    `head` and each of `rows` hold one flowable a column. `rule` is the token of the hairline under each row, "" for
    none.
    """

    def __init__(
        self,
        head: Sequence[Flowable],
        rows: Sequence[Sequence[Flowable]],
        widths: Sequence[Width],
        *,
        gap: float = 10.0,
        padding: float = 6.0,
        align: Literal["top", "middle"] = "middle",
        rule: str = "line",
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before=before, after=after)
        self._head: Flowable | None = None
        if head:
            cells = Columns(head, widths, gap=gap, align=align)
            self._head = _Row(cells, padding, rule, scope="Column")
        bodies = (Columns(row, widths, gap=gap, align=align) for row in rows)
        self._rows: tuple[Flowable, ...] = tuple(_Row(body, padding, rule) for body in bodies)
        self._is_begun = False
        self._goes_on = False  # below the rows of a part of the same table
        self._before: Table | None = None  # that part, until both have their place in the structure
        self._node: Element | None = None

    @classmethod
    def in_parts(
        cls, head: Sequence[Flowable], rows: Iterable[Sequence[Flowable]], widths: Sequence[Width], **look: Any
    ) -> Iterator[Table]:
        """A long table as parts that follow each other: one table on paper and to a screen reader, made bit by bit.

        `look` as for a table, without `before` and `after`; an empty table where there are no rows.
        """
        left = iter(rows)
        part = cls(head, list(islice(left, _AT_ONCE)), widths, **look)
        yield part
        while some := list(islice(left, _AT_ONCE)):
            following = cls((), some, widths, **look)
            following._head, following._before = part._head, part
            following._goes_on = following._is_begun = True
            yield following
            part = following

    def attach(self, parent: Element) -> None:
        """A table of rows of cells."""
        if self._before is None:
            self._node = Element("Table", parent)
            if self._head is not None:
                self._head.attach(self._node)
        else:
            self._node, self._before = self._before._node, None
        for row in self._rows:
            row.attach(self._node or parent)

    def height(self, pen: Pen, width: float) -> float:
        """All rows and the head."""
        return self._head_height(pen, width) + sum(row.height(pen, width) for row in self._rows)

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Between rows; a row is cut only if it is higher than a page. Head and last row never stand alone."""
        if self._stays_whole(pen, width, room):
            return None
        head = self._head if room.is_fresh or not self._goes_on else None
        above = used = head.height(pen, width) if head is not None else 0.0
        for number, row in enumerate(self._rows):
            height = row.height(pen, width)
            if not room.fits(used + height):
                left = Room(room.left - used, room.page - above)
                cut = row.split(pen, width, left) if left.left > 0 else None
                if cut is None and number == 0:
                    return (self, None) if room.is_fresh else None
                rows = [cut[0]] if cut else []
                rest = [cut[1]] if cut and cut[1] is not None else [] if cut else [row]
                end = number - 1 if cut is None and number > 2 and row is self._rows[-1] else number
                behind = [*self._rows[end:number], *rest, *self._rows[number + 1 :]]
                first = self._of([*self._rows[:end], *rows], head, is_begun=self._is_begun)
                return first, (self._of(behind, self._head, is_begun=True) if behind else None)
            used += height
        return (self if head is self._head else self._of(self._rows, head, is_begun=True)), None

    def _stays_whole(self, pen: Pen, width: float, room: Room) -> bool:
        """Whether it is short, and this page has no room for it, but a fresh one has."""
        if room.is_fresh or self._goes_on or len(self._rows) > _AT_ONCE:
            return False
        height = self.height(pen, width)
        return not room.fits(height) and height <= room.page * _SHORT

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Head, then rows."""
        if self._head is not None:
            if self._is_begun:
                with pen.decoration():
                    self._head.paint(pen, left, top, width)
            else:
                self._head.paint(pen, left, top, width)
            top -= self._head.height(pen, width)
        for row in self._rows:
            row.paint(pen, left, top, width)
            top -= row.height(pen, width)

    def _head_height(self, pen: Pen, width: float) -> float:
        return self._head.height(pen, width) if self._head is not None else 0.0

    def _of(self, rows: Sequence[Flowable], head: Flowable | None, *, is_begun: bool) -> Table:
        part = Table((), (), (), before=self.before, after=self.after)
        part._head = head
        part._rows = tuple(rows)
        part._is_begun = is_begun
        return part


class List(Stack):
    """A list of (mark, body). A mark is a text with role "Lbl", or a drawing; `indent` is the width it has."""

    def __init__(
        self,
        items: Sequence[tuple[Flowable, Flowable]],
        *,
        indent: float = 20.0,
        down: float = 4.0,
        numbering: Literal["Disc", "Decimal", "None"] = "None",
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        parts = [Columns(item, [indent, Share()], gap=0, after=down) for item in items]
        super().__init__(parts, before=before, after=after)
        self._numbering = numbering

    def attach(self, parent: Element) -> None:
        """A list of items, each with label and body."""
        node = Element("L", parent, numbering=self._numbering)
        for part in self.parts:
            assert isinstance(part, Columns)  # noqa: S101 - made so above
            item = Element("LI", node)
            mark, body = part.cells
            mark.attach(item)
            body.attach(Element("LBody", item))
