"""The trash page: everything deleted, with what hung on it; put back one by one or several at once, until emptied."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.model.change import Change, Subject, change
from oracle.model.keeping import TrashItem
from oracle.model.search import Hit
from oracle.ui.context import Context
from oracle.ui.page import Page
from oracle.ui.palette.finding import open_hit
from oracle.ui.sheet import Sure
from oracle.ui.trash.row import TrashRow
from oracle.ui.widgets import EmptyState, button, label
from oracle.workspace import Workspace, clearing, trash

AT_ONCE = 100  # rows shown; more are asked for
FIELD_WIDTH = 220


class TrashScreen(QWidget):
    """What was deleted, newest first."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: list[TrashRow] = []
        self._items: tuple[TrashItem, ...] = ()
        self._chosen: set[str] = set()
        self._most = AT_ONCE
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page(context, _("Trash"), saved=False)
        whole.addWidget(self.page)
        self._build_head()
        self._build_body()
        context.bus.changed.connect(self._changed)

    def _build_head(self) -> None:
        self.field = QLineEdit()
        self.field.setFixedWidth(FIELD_WIDTH)
        self.field.setPlaceholderText(_("Find in the trash"))
        self.field.setAccessibleName(_("Find in the trash"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _text: self._fill())
        self.restore_chosen = button(_("Put back"), "dark", "undo-2", clicked=self._restore_chosen)
        self.empty_button = button(_("Empty the trash…"), "danger", "trash-2", clicked=self._ask_to_empty)
        for each in (self.field, self.empty_button, self.restore_chosen):
            self.page.add_action(each)

    def _build_body(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.page.body.addLayout(self._list)
        self.more = button("", "quiet", clicked=self._show_more)
        self.page.body.addSpacing(8)
        self.page.body.addWidget(self.more)
        self.nothing = label("", "secondary", wrap=True)
        self.page.body.addWidget(self.nothing)
        self.empty = EmptyState(
            "trash-2",
            _("The trash is empty. What you delete rests here, with all that hung on it, until you empty the trash."),
            _("Go to Journeys"),
            lambda: self.context.navigate("journeys"),
        )
        self.page.body.addWidget(self.empty, 1)
        self.page.body.addStretch(1)
        for each in (self.more, self.nothing, self.empty):
            each.hide()

    # ---- what the window calls

    def open(self) -> None:
        """Reads what lies in the trash."""
        self._chosen.clear()
        self._most = AT_ONCE
        self.field.clear()
        self.read()

    def read(self) -> None:
        """Asks for it again."""
        self.context.tasks.read(trash.list_all, then=self.show_items)

    def _changed(self, told: Change) -> None:
        if self.isVisible() and told.touches(Subject.TRASH):
            self.read()

    # ---- showing

    def show_items(self, items: tuple[TrashItem, ...]) -> None:
        """Shows these things."""
        self._items = items
        self._chosen &= {each.id for each in items}
        said = ngettext("{n} thing", "{n} things", len(items)).format(n=len(items)) if items else ""
        self.page.set_title(_("Trash"), said)
        self._fill()

    def _fill(self) -> None:
        focus = self.window().focusWidget()
        focused = next((row.item.id for row in self.rows if focus is not None and row in (focus, focus.parent())), "")
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        words = self.field.text().casefold().split()
        fitting = [each for each in self._items if all(word in _searched(each) for word in words)]
        self.rows = [self._row(each) for each in fitting[: self._most]]
        for row in self.rows:
            self._list.addWidget(row)
        rest = len(fitting) - len(self.rows)
        self.more.setVisible(rest > 0)
        self.more.setText(ngettext("Show {n} more", "Show {n} more", rest).format(n=rest))
        self.nothing.setVisible(bool(self._items) and not fitting)
        self.nothing.setText(_("Nothing in the trash has “{text}”.").format(text=self.field.text().strip()))
        for each in (self.field, self.empty_button):
            each.setVisible(bool(self._items))
        self.empty.setVisible(not self._items)
        self._show_chosen()
        same = next((row for row in self.rows if row.item.id == focused), self.rows[0] if self.rows else None)
        if focused and same is not None:
            same.setFocus()

    def _row(self, item: TrashItem) -> TrashRow:
        row = TrashRow(item, chosen=item.id in self._chosen)
        row.opened.connect(partial(self.restore, (item,)))
        row.chosen.connect(partial(self._choose, item.id))
        return row

    def _choose(self, item_id: str, on: bool) -> None:
        (self._chosen.add if on else self._chosen.discard)(item_id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        count = len(self._chosen)
        self.restore_chosen.setVisible(count > 0)
        self.restore_chosen.setText(ngettext("Put {n} back", "Put {n} back", count).format(n=count))
        self.restore_chosen.setAccessibleName(self.restore_chosen.text())

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._fill()

    # ---- putting back, emptying

    def _restore_chosen(self) -> None:
        self.restore(tuple(each for each in self._items if each.id in self._chosen))

    def restore(self, items: tuple[TrashItem, ...]) -> None:
        """Brings things back, and offers to open what came back."""
        self.context.tasks.write(
            _restored, tuple(each.id for each in items), then=lambda _change: self._say(items), owner=self
        )

    def _say(self, items: tuple[TrashItem, ...]) -> None:
        said = self.context.bus.offering
        first = items[0]
        if len(items) > 1:
            text = ngettext("Restored {n} thing.", "Restored {n} things.", len(items)).format(n=len(items))
            self.context.bus.message.emit("info", text)
        elif first.business_id is None:
            self.context.bus.message.emit("info", _("Restored: {title}").format(title=first.title))
        else:
            text = _("Restored: {title}").format(title=first.title)
            said.emit(text, _("Open"), partial(open_hit, self.context, _as_hit(first)))

    def _ask_to_empty(self) -> None:
        count = len(self._items)
        said = ngettext("{n} thing is gone for good", "{n} things are gone for good", count).format(n=count)
        about = _(
            "{things}, with all that hangs on them and their pictures. A backup is made before; what lies in the trash "
            "can only be had back from there."
        ).format(things=said)
        Sure(self.window(), _("Empty the trash?"), about, _("Empty the trash"), self._empty).open()

    def _empty(self) -> None:
        tasks = self.context.tasks
        tasks.write(trash.remove, then=lambda _change: tasks.bulk(clearing.in_slices))


def _searched(item: TrashItem) -> str:
    return " ".join((item.title, *item.where, item.what_hangs_on)).casefold()


def _as_hit(item: TrashItem) -> Hit:
    """What was put back, as a place to go to."""
    return Hit(
        subject=item.subject,
        id=item.id,
        title=item.title,
        excerpt=item.title,
        business_id=item.business_id or "",
        journey_id=item.journey_id,
        walk_id=item.walk_id if item.subject is not Subject.WALK else item.id,
        step_id=item.step_id,
    )


def _restored(workspace: Workspace, ids: tuple[str, ...]) -> Change:
    told = [trash.restore(workspace, each) for each in ids]
    return change(Subject.TRASH, *ids, also=tuple({each for one in told for each in one.subjects}))
