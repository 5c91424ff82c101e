"""Potholes: an inbox of everything found in all walks of a business, or its matrix, and one of them beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method.priority import priority
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import Effort
from oracle.ui import bus, dates
from oracle.ui.context import Context
from oracle.ui.potholes.detail import Detail
from oracle.ui.potholes.doing import Doing
from oracle.ui.potholes.filters import STILL_OPEN, Facet, Filters
from oracle.ui.potholes.head import ScreenHead
from oracle.ui.potholes.list_side import ListSide
from oracle.ui.potholes.menus import Menus
from oracle.ui.potholes.pane import WIDTH, PotholePane
from oracle.ui.potholes.rows import ordered, passing
from oracle.ui.potholes.session import PotholeSession
from oracle.ui.potholes.several import SeveralPane
from oracle.ui.potholes.slips import Slips
from oracle.ui.potholes.triage import Triage
from oracle.ui.potholes.view_switch import LIST, MATRIX
from oracle.ui.widgets import EmptyState, label

PLACE = "potholes"  # where the settings keep how wide the pane is


class PotholesScreen(QWidget):
    """`open(pothole_id=…, filters=…)`: at a pothole, or with these filters; else as it was left."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = PotholeSession(context, self)
        self.triage = Triage(self.session, self)
        self.doing = Doing(self.session, self)
        self.slips = Slips(context, self)
        self.menus = Menus(self.session, self.doing, self.slips, self._open_walk)
        self.view = LIST
        self._target = ""  # the pothole that was asked for and is not shown yet
        self._places: dict[str, int] = {}  # of those that are listed
        self._everything: list[PotholeRow] = []
        self._sorted_for: object = None
        self._open = (0, 0)  # potholes that are open, and their journeys
        self._counted_for = -1
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.head = ScreenHead(context)
        whole.addWidget(self.head)
        whole.addWidget(self._build_columns(), 1)
        self.empty = EmptyState(
            "pothole",
            _("Every pothole of every walk will stand here, the worst first, until it is repaired."),
            _("Start a walk"), lambda: context.navigate("journeys"), action_icon="footprints",
        )  # fmt: skip
        whole.addWidget(self.empty, 1)
        self.empty.hide()
        self._connect()
        self._bind()

    # ---- building

    def _build_columns(self) -> QSplitter:
        # From the outside in: whatever is put into another part later is dressed once more, with all that is in it.
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.left = ListSide(self._named, lambda: self.session.rows.values(), self.columns)
        self.right = QStackedWidget(self.columns)
        self.table, self.matrix, self.filters = self.left.table, self.left.matrix, self.left.filters
        self.pane = PotholePane(self.session, self.triage, self.right)
        self.several = SeveralPane(self.triage)
        self.nothing = label(_("Choose a pothole to see it here."), "secondary", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.right.setProperty("ground", "surface")
        self.right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for each in (self.pane, self.several, self.nothing):
            self.right.addWidget(each)
        self.right.setCurrentWidget(self.nothing)
        self.columns.setStretchFactor(0, 1)
        self.columns.setStretchFactor(1, 0)
        self.columns.handle(1).setProperty("floats", True)  # a hairline that is easy to grab reaches over both
        self.columns.setSizes([10_000, self._kept_width()])
        self.columns.splitterMoved.connect(
            lambda _at, _which: self.context.settings.set_place(PLACE, str(self.right.width()))
        )
        return self.columns

    def _kept_width(self) -> int:
        """How wide the pane was left."""
        kept = self.context.settings.place(PLACE)
        return int(kept) if kept.isdigit() and len(kept) < 5 else WIDTH

    def _connect(self) -> None:
        session, head, left = self.session, self.head, self.left
        session.listed.connect(self._show)
        session.patched.connect(self._show_patched)
        session.detailed.connect(self._detailed)
        head.search.searched.connect(lambda text: self._filter(replace(self.filters.filters, text=text)))
        head.search.left.connect(self.focus_list)
        head.switch.chosen.connect(self.show_view)
        self.filters.changed.connect(self._filter)
        self.filters.sorted.connect(lambda _order: self._show(anew=True))
        left.table.chosen.connect(self._chosen)
        left.table.entered.connect(self._enter)
        left.matrix.chosen.connect(self._choose_in_matrix)
        left.matrix.cell_asked.connect(self._show_cell)
        left.matrix.unrated_asked.connect(
            lambda: self._in_list(replace(self.filters.filters, severities=frozenset({None})))
        )
        self.pane.stepped.connect(self.table.step)
        self.pane.left.connect(self.focus_list)
        self.pane.asked.connect(self.show_pothole)
        self.pane.capture_asked.connect(self._open_capture)
        self.pane.walk_again_asked.connect(self._walk_again)
        self.pane.connected.merge_asked.connect(lambda other: self.doing.ask_merge(self.pane.pothole_id, other))
        self.pane.connected.walk_asked.connect(self._open_walk)
        self.pane.head.menu.aboutToShow.connect(lambda: self.menus.fill_one(self.pane.head.menu, self.pane))
        head.menu.aboutToShow.connect(lambda: self.menus.fill_plan(head.menu, tuple(self._places)))
        self.several.left.connect(self._back_to_one)
        self.several.delete_asked.connect(lambda: self.session.delete(self.chosen))
        self.several.copy_asked.connect(lambda: self.slips.copy(self.chosen))
        self.several.save_asked.connect(lambda: self.menus.ask_slips(self.chosen))
        self.several.merge_asked.connect(lambda: self.doing.ask_merge(*self.chosen[:2]))
        self.doing.follow.connect(self.show_pothole)

    def _bind(self) -> None:
        functions: dict[str, Callable[[], object]] = {
            "potholes.search": self._search,
            "potholes.next": lambda: self.table.step(1),
            "potholes.before": lambda: self.table.step(-1),
            "potholes.effort": lambda: self._popup(self.triage.effort_menu),
            "potholes.owner": lambda: self._popup(self.triage.owner_menu),
            "potholes.state": lambda: self._popup(self.triage.state_menu),
            "potholes.due": lambda: self._popup(self.triage.due_menu),
            "potholes.mark": self.table.mark,
            "potholes.all": self.table.selectAll,
            "potholes.matrix": lambda: self.show_view(LIST if self.view == MATRIX else MATRIX),
            "potholes.copy": lambda: self.slips.copy(self.chosen),
            "potholes.plan": lambda: self.menus.ask_plan(tuple(self._places), "pdf"),
            "potholes.undo": self.session.undoing.undo,
            "potholes.delete": lambda: self.session.delete(self.chosen),
        }
        for identity, function in functions.items():
            # Ctrl+A and Delete belong to the field that is typed into: the list and the screen read them themselves.
            shortcut = identity not in {"potholes.all", "potholes.delete"}
            self.context.actions.bind(identity, function, self, shortcut=shortcut)

    # ---- what the window calls

    def open(self, pothole_id: str = "", filters: Filters | None = None) -> None:
        """Reads the potholes; at one of them, or filtered as asked. Each visit begins in the order asked for."""
        self._target = pothole_id
        self._places = {}
        if filters is not None:
            self.filters.show_filters(filters, self.filters.order)
            self.head.search.put(filters.text)
        self.session.read()
        self.focus_list()

    def close_screen(self) -> None:
        """Stores what is typed."""
        self.session.flushing.emit()

    # ---- showing

    @property
    def chosen(self) -> tuple[str, ...]:
        """The potholes that are selected."""
        return self.table.chosen_ids

    def _show(self, *, anew: bool = False) -> None:
        """Shows what the filters let through. While one works through the list, no row changes its place."""
        rows = self._let_through(anew=anew)
        self._places = {row.id: at for at, row in enumerate(rows)}
        if self.session.rows:
            self._count(len(rows))
        else:
            self.head.count.setText("")
        nothing_yet = self.session.known and not self.session.rows
        self.empty.setVisible(nothing_yet)
        self.columns.setVisible(not nothing_yet)
        for each in (self.head.search, self.head.switch, self.head.more):
            each.setVisible(not nothing_yet)
        self.left.show_rows(rows, self.view)
        if self.session.known:
            self._arrive(rows)

    def _let_through(self, *, anew: bool) -> list[PotholeRow]:
        """What the filters let through, in the order asked for, or where they stand already: that needs no sorting."""
        places, filters = self._places, self.filters.filters
        if places and not anew:
            rows = passing(self.session.rows.values(), filters)
            if places.keys() >= {row.id for row in rows}:
                return sorted(rows, key=lambda row: places[row.id])
        return passing(self._sorted(), filters)

    def _sorted(self) -> list[PotholeRow]:
        """All potholes in the order that is asked for: sorted once, however often they are filtered."""
        state = (self.session.version, self.filters.order)
        if state != self._sorted_for:
            self._sorted_for, self._everything = state, ordered(self.session.rows.values(), self.filters.order)
        return self._everything

    def _show_patched(self, ids: tuple[str, ...]) -> None:
        """Rows say something else: they are painted again; those that no longer fit leave, others come."""
        rows, places, filters = self.session.rows, self._places, self.filters.filters
        shown = passing([rows[key] for key in places if key in rows], filters)
        come = passing([rows[key] for key in ids if key in rows and key not in places], filters)
        if come or not places or len(shown) != len(places) or self._target or self.view == MATRIX:
            self._show()
            return
        self.table.rows.patch([rows[each] for each in ids if each in rows])
        self._count(len(shown))
        if self.right.currentWidget() is self.several:
            self._chosen()

    def _count(self, shown: int) -> None:
        """Says how many there are; counted once, however often they are filtered."""
        if self._counted_for != self.session.version:
            still_open = [row.journey_id for row in self.session.rows.values() if row.state in STILL_OPEN]
            self._counted_for, self._open = self.session.version, (len(still_open), len(set(still_open)))
        self.head.show_count(*self._open, shown, narrowed=self.filters.filters.narrowed)

    def _arrive(self, rows: list[PotholeRow]) -> None:
        """At the pothole that was asked for, else at the first one."""
        target, self._target = self._target, ""
        if target in self.session.rows and target not in self._places:
            self._filter(Filters(states=frozenset()))
        if target and not self.table.choose(target):
            self.context.bus.message.emit(bus.INFO, _("That pothole is not here any more."))
        if not self.chosen and rows:
            self.table.choose(rows[0].id)
        if self.several is self.right.currentWidget():
            self._chosen()

    def _filter(self, filters: Filters) -> None:
        self.filters.show_filters(filters, self.filters.order)
        self.head.search.put(filters.text)
        self._show(anew=True)

    def _chosen(self) -> None:
        """Other rows are selected: one is shown in full, several are changed together."""
        ids = self.chosen
        if len(ids) > 1 or (ids and self.table.marking):
            self.pane.flush()
            self.several.show_rows([self.session.rows[each] for each in ids if each in self.session.rows])
            self.right.setCurrentWidget(self.several)
            self.session.want("")
        elif ids:
            self.session.want(ids[0])
            if self.pane.pothole_id == ids[0]:
                self.right.setCurrentWidget(self.pane)
        else:
            self.pane.show_detail(None)
            self.right.setCurrentWidget(self.nothing)
            self.session.want("")
        self.matrix.choose(ids[0] if len(ids) == 1 else "")

    def _detailed(self, detail: Detail | None) -> None:
        self.pane.show_detail(detail)
        if detail is None:
            self.right.setCurrentWidget(self.nothing)
            return
        self.right.setCurrentWidget(self.pane)
        at = self._places.get(detail.hole.id, 0)
        self.pane.head.before.setEnabled(at > 0)
        self.pane.head.after.setEnabled(at < len(self._places) - 1)

    def show_pothole(self, pothole_id: str) -> None:
        """Goes to a pothole, letting go of filters that hide it."""
        self._target = pothole_id
        self.session.flushing.emit()
        self._show()

    def show_view(self, view: str) -> None:
        """The list or the matrix."""
        self.view = view
        self.head.switch.set_value(view)
        self._show()
        self.matrix.choose(self.chosen[0] if len(self.chosen) == 1 else "")
        self.focus_list()

    def _named(self, facet: Facet, value: Any) -> str:
        """The title of a journey, or "Walk 2, Mia, 3 Nov"."""
        for row in self.session.rows.values():
            if facet is Facet.JOURNEY and row.journey_id == value:
                return row.journey_title
            for met in row.walks if facet is Facet.WALK else ():
                if met.walk_id == value:
                    return _("{journey}: walk {n}, {tester}, {day}").format(
                        journey=row.journey_title, n=met.walk_number, tester=met.tester_name,
                        day=dates.day(met.started_at),
                    )  # fmt: skip
        return _("Not here any more")

    # ---- the matrix

    def _choose_in_matrix(self, pothole_id: str) -> None:
        self.table.choose(pothole_id)

    def _show_cell(self, effort: Effort | None, level: int) -> None:
        ids = frozenset(
            key for key in self._places
            if self.session.rows[key].effort is effort and priority(self.session.rows[key]) == level
        )  # fmt: skip
        said = words.effort(effort) if effort else _("not estimated")
        named = _("Priority {n}, effort {effort}").format(n=level, effort=said.lower())
        self._in_list(replace(self.filters.filters, ids=ids, ids_label=named))

    def _in_list(self, filters: Filters) -> None:
        self.view = LIST
        self.head.switch.set_value(LIST)
        self._filter(filters)
        self.focus_list()

    # ---- doing

    def _popup(self, make: Callable[[tuple[str, ...]], QMenu]) -> None:
        if self.chosen:
            make(self.chosen).popup(self.left.anchor())

    def _open_walk(self, walk_id: str) -> None:
        self.context.navigate("review", walk_id=walk_id, pothole_id=self.pane.pothole_id)

    def _open_capture(self, capture_id: str) -> None:
        back = ("potholes", {"pothole_id": self.pane.pothole_id})
        self.context.navigate("annotate", capture_id=capture_id, back=back)

    def _walk_again(self, journey_id: str, walk_id: str) -> None:
        """The road once more: what was repaired is asked for at its steps."""
        self.context.navigate("walk", journey_id=journey_id, rewalk_of=walk_id or None)

    def _back_to_one(self) -> None:
        self.table.unmark()
        self.focus_list()

    # ---- keys

    def focus_list(self) -> None:
        """Puts the keys into the list or the matrix."""
        self.left.seen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self.right.currentWidget() is self.pane:
            self.pane.focus_first()

    def _search(self) -> None:
        self.head.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field took: they triage what is selected."""
        if not self._triaged(event):
            super().keyPressEvent(event)

    def _triaged(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        text, ids = event.text().lower(), self.chosen
        self.table.show_ring()
        functions: dict[str, Callable[[], object]] = {
            "/": self._search, "j": lambda: self.table.step(1), "k": lambda: self.table.step(-1),
            "x": self.table.mark, "e": lambda: self._popup(self.triage.effort_menu),
            "o": lambda: self._popup(self.triage.owner_menu), "s": lambda: self._popup(self.triage.state_menu),
            "d": lambda: self._popup(self.triage.due_menu),
        }  # fmt: skip
        if text in functions:
            functions[text]()
        elif text in {"1", "2", "3", "4"} and ids:
            self.triage.rate(ids, int(text))
        elif event.key() == Qt.Key.Key_Delete and ids:
            self.session.delete(ids)
        elif event.key() == Qt.Key.Key_Escape:
            return self.table.unmark()
        else:
            return False
        return True
