"""The marks of one capture while they are edited: what is selected, the steps back and forward. Without widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.method import marks as geometry
from oracle.model.mark import Mark, MarkColour, MarkKind, Stroke
from oracle.model.walk import Cover
from oracle.ui.annotate import names
from oracle.ui.undo import UndoStack
from oracle.workspace import clock

Marks = tuple[Mark, ...]
Change = Callable[[Mark], Mark]
Fit = Callable[[Mark, Mark | None], Mark]


class MarksDocument(QObject):
    """The one owner of a capture's marks while the app runs.

    `size` is the stored picture's, in its pixels, `scale` those per logical pixel; `before` are the marks of the
    captures whose numbers go on here.
    `changed` whenever the marks are others than before, `settled` when they are to be stored: not while something is
    dragged. `selection_changed` when other marks are selected. `refused(str)`: a change that no picture can have.
    `fit(mark, before)` makes the frame of a text as high as its words, and as wide where that of `before` was, which
    needs fonts: whoever has them sets it.
    """

    changed = Signal()
    settled = Signal()
    selection_changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        size: geometry.Size,
        marks: Marks = (),
        before: Marks = (),
        parent: QObject | None = None,
        *,
        scale: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self.size = size
        self.scale = scale
        self.fit: Fit = lambda mark, _before: mark
        self._before = before
        self._marks = self._numbered(marks)
        self._selected: tuple[str, ...] = ()
        self._base: Marks | None = None  # while something is dragged: what stood before
        self.stack = UndoStack(lambda state: self._show(*state), self)

    # ---- what stands here

    @property
    def marks(self) -> Marks:
        """The marks of this moment in the order of painting, dragged ones where they are seen."""
        return self._marks

    @property
    def _still(self) -> Marks:
        """The marks without what is being dragged."""
        return self._marks if self._base is None else self._base

    @property
    def is_dragging(self) -> bool:
        """Whether something is being dragged."""
        return self._base is not None

    @property
    def dragged(self) -> set[str]:
        """Ids of the marks that are not where they were before the drag."""
        if self._base is None:
            return set()
        before = {id(mark) for mark in self._base}
        return {mark.id for mark in self._marks if id(mark) not in before}

    def mark(self, identity: str) -> Mark | None:
        """The mark of that id, None when there is none."""
        return next((mark for mark in self._marks if mark.id == identity), None)

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the selected marks, in the order of painting."""
        return self._selected

    @property
    def chosen(self) -> Marks:
        """The selected marks."""
        ids = set(self._selected)
        return tuple(mark for mark in self._marks if mark.id in ids)

    def select(self, ids: Iterable[str]) -> None:
        """Selects these marks, no others."""
        wanted = set(ids)
        found = tuple(mark.id for mark in self._marks if mark.id in wanted)
        if found != self._selected:
            self.seal()
            self._selected = found
            self.selection_changed.emit()

    def toggle(self, identity: str) -> None:
        """Selects one more, or one less."""
        self.select(set(self._selected) ^ {identity})

    def select_all(self) -> None:
        """Selects every mark."""
        self.select(mark.id for mark in self._marks)

    # ---- from outside

    def count_on(self, before: Marks) -> None:
        """Numbers go on after those of these marks, which stand on the captures before this one."""
        if before != self._before:
            self.cancel()
            self._before = before
            if self._numbered(self._marks) != self._marks:
                self._marks = self._numbered(self._marks)
                self.changed.emit()

    def take(self, marks: Marks) -> None:
        """Marks that were stored by somebody else: one step that can be undone, unless they are those here."""
        if self._numbered(marks) != self._still:
            self.cancel()
            self.do(_("change from elsewhere"), marks)

    def forget_steps(self) -> None:
        """Nothing can be undone any more: the picture is another."""
        self.stack.clear()

    # ---- changing

    def do(self, text: str, marks: Iterable[Mark], *, burst: str = "", select: Iterable[str] | None = None) -> None:
        """One step that can be undone. `text` reads on after "Undo": "move arrow".

        Steps with the same `burst` in a row are one, until `seal`. `select` are the marks to be selected after it, by
        default those that are selected now and still there.
        """
        try:
            after = self._numbered(geometry.checked(marks, self.size))
        except InputError as error:
            self.cancel()
            self.refused.emit(str(error))
            return
        before = self._still
        if after == before:
            self.cancel()
            return
        chosen = self._selected if select is None else tuple(select)
        self._base = None
        self.stack.push(text, (before, self._selected), (after, chosen), burst)

    def drag(self, marks: Iterable[Mark]) -> None:
        """Shows marks while they are dragged; `drop` makes that a step, `cancel` puts them back."""
        if self._base is None:
            self.seal()
            self._base = self._marks
        self._marks = self._numbered(tuple(marks))
        self.changed.emit()

    def drop(self, text: str, *, select: Iterable[str] | None = None) -> None:
        """What was dragged stays there: one step."""
        if self._base is not None:
            self.do(text, self._marks, select=select)

    def cancel(self) -> None:
        """What was dragged goes back."""
        if self._base is not None:
            self._marks, self._base = self._base, None
            self.changed.emit()

    def seal(self) -> None:
        """A burst ends: what follows is undone on its own."""
        self.stack.seal()

    def undo(self) -> None:
        """Takes the last step back."""
        self.cancel()
        self.stack.undo()

    def redo(self) -> None:
        """Does again what was taken back."""
        self.cancel()
        self.stack.redo()

    # ---- what tools and keys do

    def add(self, mark: Mark) -> str:
        """One more mark, which is selected then; returns its id. A second crop takes the place of the first."""
        made = replace(mark, id=mark.id or clock.new_id())
        others = self._still
        if made.kind is MarkKind.CROP:
            others = tuple(each for each in others if each.kind is not MarkKind.CROP)
        self.do(_("draw {what}").format(what=names.kind(made.kind)), (*others, made), select=(made.id,))
        return made.id

    def hide(self, boxes: Iterable[Cover]) -> None:
        """Solid blocks over parts of the picture: one step."""
        made = tuple(_block(box) for box in boxes)
        if made:
            text = ngettext("redact {n} place", "redact {n} places", len(made)).format(n=len(made))
            self.do(text, (*self._still, *made))

    def delete(self) -> None:
        """Takes the selected marks away."""
        self._without(_("delete {what}"))

    def _without(self, text: str) -> None:
        chosen, ids = self.chosen, set(self._selected)
        if chosen:
            rest = (mark for mark in self._marks if mark.id not in ids)
            self.do(text.format(what=names.several(chosen)), rest, select=())

    def change(self, text: str, change: Change, *, burst: str = "") -> None:
        """Puts `change(mark)` in the place of each selected mark; `text` has {what} for their names."""
        if chosen := self.chosen:
            key = f"{burst} {' '.join(self._selected)}" if burst else ""
            self.do(text.format(what=names.several(chosen)), self.changed_by(change), burst=key)

    def changed_by(self, change: Change, marks: Marks | None = None) -> Marks:
        """The marks with `change(mark)` in the place of each selected one."""
        ids = set(self._selected)
        return tuple(change(mark) if mark.id in ids else mark for mark in (self._marks if marks is None else marks))

    def nudge(self, dx: float, dy: float) -> None:
        """Moves the selected marks; a burst of nudges is one step."""
        x, y = geometry.kept_near(self.chosen, dx, dy, self.size)
        self.change(_("move {what}"), lambda mark: geometry.moved(mark, x, y), burst="nudge")

    def size_by(self, dx: float, dy: float) -> None:
        """Makes the selected marks that much wider and higher; a burst is one step."""
        self.change(
            _("size {what}"), lambda mark: self.fit(geometry.sized_by(mark, dx, dy, self.size), None), burst="size"
        )

    def turn(self, degrees: float) -> None:
        """Turns each selected mark about its middle, clockwise; a burst is one step."""
        self.change(_("turn {what}"), lambda mark: geometry.rotated(mark, degrees), burst="turn")

    def paint(self, colour: MarkColour) -> None:
        """Gives the selected marks a colour."""
        self.change(_("colour {what}"), lambda mark: replace(mark, colour=colour))

    def thicken(self, stroke: Stroke) -> None:
        """Gives the selected marks a width."""
        self.change(
            _("change the width of {what}"),
            lambda mark: self.fit(replace(mark, stroke=stroke, scale=self.scale), mark),
        )

    def write(self, identity: str, mark: Mark | None) -> None:
        """Puts a text with other words in the place of one; None takes it away."""
        rest = (mark if each.id == identity else each for each in self._marks)
        self.do(_("edit text"), (each for each in rest if each is not None))

    def start_number(self, identity: str, starts_at: int | None) -> None:
        """Counting starts anew at a number, or goes on there with None."""
        text = _("count on") if starts_at is None else _("start at {n}").format(n=starts_at)
        self.do(text, (replace(each, starts_at=starts_at) if each.id == identity else each for each in self._marks))

    # ---- copies

    def cut(self) -> None:
        """Takes the selected marks away, which stand on the clipboard by now."""
        self._without(_("cut {what}"))

    def paste(self, marks: Marks, text: str = "") -> None:
        """Adds marks and selects them; they have ids of their own."""
        if marks:
            marks = tuple(self.fit(mark, mark) for mark in marks)
            said = (text or _("paste {what}")).format(what=names.several(marks))
            self.do(said, (*self._marks, *marks), select=(mark.id for mark in marks))

    def duplicate(self) -> None:
        """Copies of the selected marks, a little lower and to the right; a crop has none."""
        copies = geometry.pasted(self.chosen, self.size, self.size, clock.new_id, (self.scale, self.scale))
        if copies:
            by = 16 * geometry.scale(self.size, self.scale)
            x, y = geometry.kept_near(copies, by, by, self.size)
            self.paste(tuple(geometry.moved(mark, x, y) for mark in copies), _("duplicate {what}"))

    # ---- inside

    def _show(self, marks: Marks, selected: tuple[str, ...]) -> None:
        """What an edit does, and what taking it back does."""
        chosen_before = self._selected
        ids = {mark.id for mark in marks}
        self._selected = tuple(identity for identity in selected if identity in ids)
        self._marks = self._numbered(marks)
        self.changed.emit()
        self.settled.emit()
        if self._selected != chosen_before:
            self.selection_changed.emit()

    def _numbered(self, marks: Marks) -> Marks:
        return tuple(geometry.renumbered((self._before, marks)))[1]


def _block(box: Cover) -> Mark:
    corners = ((box.x, box.y), (box.x + box.width, box.y + box.height))
    return Mark(id=clock.new_id(), kind=MarkKind.REDACT, points=corners)
