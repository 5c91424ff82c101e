"""Signs on posts: each step's potholes, the worst at the foot, up to three and then "+n"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from oracle import tokens, words
from oracle.language import _
from oracle.report.charts.data import RoadHole
from oracle.report.charts.holes import Bite
from oracle.report.charts.marks import sign_items, sign_width
from oracle.report.charts.plan import POST, SIGNS_SHOWN, TEXT, Plan, Row
from oracle.report.charts.surface import Surface
from oracle.report.display import Hit, Item, Label, Stroke


class Post(Struct, frozen=True):
    """One post: where it stands, how high its lowest sign hangs, and what hangs on it."""

    x: float
    surface: float
    floor: float
    size: float
    holes: tuple[RoadHole, ...]

    @property
    def shown(self) -> tuple[RoadHole, ...]:
        """The signs that are drawn, worst first."""
        return self.holes[:SIGNS_SHOWN]

    @property
    def width(self) -> float:
        """The widest of its signs."""
        return max(sign_width(hole.label, self.size) for hole in self.shown)

    def middle(self, number: int) -> float:
        """Height of the middle of a sign, counted from the foot."""
        return self.surface - POST * min(1.0, self.size / 22) - number * self.size

    @property
    def top(self) -> float:
        """The highest point of all it carries."""
        more = TEXT + 4 if len(self.holes) > SIGNS_SHOWN else 0
        return self.middle(len(self.shown) - 1) - self.size / 2 - more


def posts(row: Row, measures: Plan, surface: Surface, bites: dict[int, Bite]) -> tuple[Post, ...]:
    """The posts of a row in road order; `bites` by step index."""
    found = []
    for index, x in enumerate(row.xs):
        holes = row.holes_at(index)
        if holes:
            at = surface.at(x)
            floor = bites[index].floor if index in bites else at
            widest = max(sign_width(hole.label, 1.0) for hole in holes[:SIGNS_SHOWN])
            size = min(measures.sign, max(13.0, row.pitch * 0.98 / widest))
            found.append(Post(x, at, floor, size, holes))
    return tuple(found)


def paint(post: Post) -> Iterator[Item]:
    """The post and its signs."""
    worst = tokens.rating(post.shown[0].severity)
    yield Stroke((("M", post.x, post.middle(0)), ("L", post.x, round(post.floor, 2))), worst, 1.5, cap="flat")
    for number, hole in enumerate(post.shown):
        yield from sign_items(hole.label, hole.severity, post.x, post.middle(number), post.size)
    if len(post.holes) > SIGNS_SHOWN:
        text = _("+{n}").format(n=len(post.holes) - SIGNS_SHOWN)
        yield Label(post.x, post.top + TEXT, text, min(TEXT, post.size * 0.5), 600, "ink_2", "middle")


def hits(post: Post) -> Iterator[Hit]:
    """A place for each sign, with its story."""
    for number, hole in enumerate(post.shown):
        across, middle = sign_width(hole.label, post.size), post.middle(number)
        story = _("Pothole {label}: {title}").format(label=hole.label, title=hole.title)
        story += "\n" + words.severity(hole.severity)
        box = post.x - across / 2, middle - post.size / 2, across, post.size
        yield Hit(*box, f"pothole:{hole.id}", story)
