"""The marks of a capture beside a plain model: whatever is done, undone and done again, both say the same."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from oracle.method import marks as geometry
from oracle.model.mark import Mark, MarkColour, MarkKind, Stroke
from oracle.ui.annotate.document import MarksDocument

SIZE = (400, 300)
BEFORE = (Mark(id="n", kind=MarkKind.NUMBER, points=((9.0, 9.0),), number=1),)  # on the capture before this one
KINDS = [kind for kind in MarkKind if kind is not MarkKind.CROP]
place = st.tuples(st.integers(20, 380), st.integers(20, 280))


def drawn(kind: MarkKind, start: tuple[int, int], end: tuple[int, int], identity: str = "") -> Mark:
    """A mark of that kind between two places."""
    (x1, y1), (x2, y2) = start, end
    x2, y2 = (x2 if x2 != x1 else x1 + 9), (y2 if y2 != y1 else y1 + 9)
    if kind is MarkKind.NUMBER:
        points: tuple[tuple[float, float], ...] = ((x1, y1),)
    elif kind in (MarkKind.ARROW, MarkKind.LINE, MarkKind.PEN):
        points = ((x1, y1), (x2, y2))
    else:
        points = ((min(x1, x2), min(y1, y2)), (max(x1, x2), max(y1, y2)))
    return Mark(id=identity, kind=kind, points=points, text="Words" if kind is MarkKind.TEXT else "")


class Annotating(RuleBasedStateMachine):
    """The document under test, and a list of lists that says what must stand there."""

    def __init__(self) -> None:
        super().__init__()
        self.document = MarksDocument(SIZE, before=BEFORE)
        self.history: list[list[Mark]] = [[]]
        self.at = 0
        self.selected: list[str] = []
        self.clipboard: list[Mark] = []
        self.burst = ""

    # ---- the plain model

    @property
    def model(self) -> list[Mark]:
        return self.history[self.at]

    def become(self, marks: list[Mark], burst: str = "") -> None:
        """One step, or one that goes on."""
        if marks == self.model:
            return
        if burst and burst == self.burst:
            self.history[self.at] = marks
        else:
            self.history[self.at + 1 :] = [marks]
            self.at += 1
        self.burst = burst

    def each_selected(self, change: object, burst: str = "") -> None:
        made = [change(mark) if mark.id in self.selected else mark for mark in self.model]  # type: ignore[operator]
        self.become(made, f"{burst} {self.selected}" if burst else "")

    def adopt(self) -> None:
        """New marks have ids of the document's own: taken over, and nothing else."""
        for at, mark in enumerate(self.document.marks):
            if at < len(self.model) and not self.model[at].id:
                self.model[at] = replace(self.model[at], id=mark.id)

    # ---- what is done

    @rule(kind=st.sampled_from(KINDS), start=place, end=place)
    def draw(self, kind: MarkKind, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.document.add(drawn(kind, start, end))
        self.become([*self.model, drawn(kind, start, end)])
        self.adopt()
        self.selected = [self.model[-1].id]

    @rule(start=place, end=place)
    def crop(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        made = drawn(MarkKind.CROP, start, end)
        self.document.add(made)
        self.become([*(mark for mark in self.model if mark.kind is not MarkKind.CROP), made])
        self.adopt()
        self.selected = [self.model[-1].id]

    @rule(
        kind=st.sampled_from(KINDS), start=place, ends=st.lists(place, min_size=1, max_size=4), given_up=st.booleans()
    )
    def drag(self, kind: MarkKind, start: tuple[int, int], ends: list[tuple[int, int]], given_up: bool) -> None:
        before = self.document.marks
        for end in ends:
            self.document.drag((*before, drawn(kind, start, end, "dragged")))
        if given_up:
            self.document.cancel()
            self.burst = ""
            return
        made = drawn(kind, start, ends[-1], f"m{len(self.history)}-{self.at}-{len(before)}")
        self.document.drag((*before, made))
        self.document.drop("draw", select=[made.id])
        self.become([*self.model, made])
        self.selected = [made.id]

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def select(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from([mark.id for mark in self.model]), unique=True))
        self.document.select(ids)
        chosen = [mark.id for mark in self.model if mark.id in ids]
        if chosen != self.selected:
            self.selected, self.burst = chosen, ""

    @rule(by=st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
    def nudge(self, by: tuple[int, int]) -> None:
        chosen = [mark for mark in self.model if mark.id in self.selected]
        self.document.nudge(*by)
        if chosen:
            moved = next(mark for mark in self.document.marks if mark.id == chosen[0].id)
            dx, dy = (moved.points[0][axis] - chosen[0].points[0][axis] for axis in (0, 1))
            assert abs(dx) <= abs(by[0])
            assert abs(dy) <= abs(by[1])
            self.each_selected(lambda mark: geometry.moved(mark, dx, dy), "nudge")

    @rule(colour=st.sampled_from(MarkColour))
    def colour(self, colour: MarkColour) -> None:
        self.document.paint(colour)
        self.each_selected(lambda mark: replace(mark, colour=colour))

    @rule(stroke=st.sampled_from(Stroke))
    def width(self, stroke: Stroke) -> None:
        self.document.thicken(stroke)
        self.each_selected(lambda mark: replace(mark, stroke=stroke))

    @rule(degrees=st.sampled_from([-5.0, 5.0, 45.0]))
    def turn(self, degrees: float) -> None:
        self.document.turn(degrees)
        self.each_selected(lambda mark: geometry.rotated(mark, degrees), "turn")

    @rule(data=st.data(), starts_at=st.one_of(st.none(), st.integers(0, 30)))
    def start_number(self, data: st.DataObject, starts_at: int | None) -> None:
        numbers = [mark.id for mark in self.model if mark.kind is MarkKind.NUMBER]
        if numbers:
            which = data.draw(st.sampled_from(numbers))
            self.document.start_number(which, starts_at)
            self.become([replace(each, starts_at=starts_at) if each.id == which else each for each in self.model])

    @rule()
    def delete(self) -> None:
        self.document.delete()
        self.become([mark for mark in self.model if mark.id not in self.selected])
        self.selected = [] if self.document.selected == () else self.selected

    @rule()
    def copy(self) -> None:
        self.clipboard = [mark for mark in self.model if mark.id in self.selected]

    @rule()
    def paste(self) -> None:
        made = [replace(mark, id=f"p{len(self.history)}-{self.at}-{at}-{len(self.model)}")
                for at, mark in enumerate(self.clipboard) if mark.kind is not MarkKind.CROP]  # fmt: skip
        self.document.paste(tuple(made))
        if made:
            self.become([*self.model, *made])
            self.selected = [mark.id for mark in made]

    @rule()
    def undo(self) -> None:
        self.document.undo()
        self.at, self.burst = max(0, self.at - 1), ""
        self.selected = list(self.document.selected)

    @rule()
    def redo(self) -> None:
        self.document.redo()
        self.at, self.burst = min(len(self.history) - 1, self.at + 1), ""
        self.selected = list(self.document.selected)

    # ---- what always holds

    @invariant()
    def same_marks(self) -> None:
        plain = [replace(mark, number=None) for mark in self.document.marks]
        assert plain == [replace(mark, number=None) for mark in self.model]

    @invariant()
    def numbers_go_on(self) -> None:
        last = 1
        for mark in self.document.marks:
            if mark.kind is MarkKind.NUMBER:
                last = last + 1 if mark.starts_at is None else mark.starts_at
                assert mark.number == last

    @invariant()
    def selection_stands_there(self) -> None:
        assert set(self.document.selected) <= {mark.id for mark in self.document.marks}
        assert self.document.selected == tuple(self.selected)

    @invariant()
    def storable(self) -> None:
        assert geometry.checked(self.document.marks, SIZE) == self.document.marks

    @invariant()
    def steps_are_counted(self) -> None:
        assert self.document.stack.can_undo == (self.at > 0)
        assert self.document.stack.can_redo == (self.at < len(self.history) - 1)


TestAnnotating = Annotating.TestCase
TestAnnotating.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
