"""The filters as pills with menus, and how the list is sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from oracle import words
from oracle.language import _
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import State
from oracle.ui import theme
from oracle.ui.potholes.filters import STILL_OPEN, Facet, Filters, facet_name, value_name
from oracle.ui.potholes.rows import Order, counted, order_name, passing
from oracle.ui.widgets import FlowLayout, button, icon_button, set_look
from oracle.ui.widgets.split import menu_button

ALWAYS = (Facet.STATE, Facet.SEVERITY, Facet.JOURNEY, Facet.OWNER, Facet.CAUSE)
MORE = (Facet.STAGE, Facet.TESTER, Facet.WALK)
_LONGEST = 34  # characters of a value on a pill

Naming = Callable[[Facet, Any], str]


class StayingMenu(QMenu):
    """A menu in which several things can be ticked before it is closed."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """`changed(Filters)` and `sorted(Order)`, by the user only. `rows` are all there are, to count from."""

    changed = Signal(object)
    sorted = Signal(object)

    def __init__(self, naming: Naming, rows: Callable[[], Iterable[PotholeRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._naming, self._rows = naming, rows
        self.filters, self.order = Filters(), Order.WORST
        whole = QHBoxLayout(self)
        whole.setContentsMargins(24, 0, 12, 12)
        whole.setSpacing(8)
        pills = QWidget()
        self._flow = FlowLayout(pills, gap=6, row_gap=6)
        self.pills = {facet: self._pill(facet) for facet in (*ALWAYS, *MORE)}
        self.more = self._more()
        self.only = button("", size="small", clicked=lambda: self._set(ids=None, ids_label="", states=STILL_OPEN))
        set_look(self.only, "pill", "on")
        self.clear = icon_button("x", _("Clear filters"), size="small", clicked=self.clear_all)
        for each in (self.only, *(self.pills[facet] for facet in ALWAYS), *(self.pills[facet] for facet in MORE)):
            self._flow.addWidget(each)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.clear)
        whole.addWidget(pills, 1)
        self.sort = self._sort()
        whole.addWidget(self.sort, 0, Qt.AlignmentFlag.AlignTop)
        self.show_filters(self.filters, self.order)

    # ---- building

    def _pill(self, facet: Facet) -> QPushButton:
        menu = StayingMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(partial(self._fill, menu, facet))
        return _pill_button(facet_name(facet), menu)

    def _more(self) -> QPushButton:
        menu = QMenu(self)
        for facet in MORE:
            inner = StayingMenu(facet_name(facet), menu)
            inner.aboutToShow.connect(partial(self._fill, inner, facet))
            menu.addMenu(inner)
        made = _pill_button(_("More"), menu)
        made.setAccessibleName(_("More filters"))
        return made

    def _sort(self) -> QPushButton:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._orders = {}
        for order in Order:
            action = menu.addAction(order_name(order), partial(self._choose_order, order))
            action.setCheckable(True)
            group.addAction(action)
            self._orders[order] = action
        made = menu_button("", menu, "quiet", size="small")
        made.setIcon(theme.current().icon("chevron-down", "ink_2", 12))
        set_look(made, "pill", "sort")
        return made

    # ---- showing

    def show_filters(self, filters: Filters, order: Order) -> None:
        """Shows what is asked for."""
        self.filters, self.order = filters, order
        for facet, pill in self.pills.items():
            chosen = filters.of(facet)
            pill.setVisible(facet in ALWAYS or bool(chosen))
            pill.setText(self._words(facet, chosen).replace("&", "&&"))
            name = facet_name(facet)
            pill.setAccessibleName(f"{name}: {self._words(facet, chosen)}" if chosen else name)
            set_look(pill, "pill", "on" if chosen else "off")
        self.only.setVisible(filters.ids is not None)
        self.only.setText(f"{filters.ids_label}  ×".replace("&", "&&"))
        self.only.setAccessibleName(_("Only “{what}”: show all again").format(what=filters.ids_label))
        self.clear.setVisible(filters.narrowed)
        self.sort.setText(order_name(order))
        self.sort.setAccessibleName(_("Sorted: {order}").format(order=order_name(order)))
        self._orders[order].setChecked(True)
        self._flow.invalidate()

    def _words(self, facet: Facet, chosen: frozenset[Any]) -> str:
        if facet is Facet.STATE and chosen == STILL_OPEN:
            return _("Still open")
        if not chosen:
            return facet_name(facet)
        first, *rest = sorted(self._named(facet, value) for value in chosen)
        cut = words.shortened(first, _LONGEST)
        return _("{value} +{n}").format(value=cut, n=len(rest)) if rest else cut

    def _named(self, facet: Facet, value: Any) -> str:
        return self._naming(facet, value) if facet in {Facet.JOURNEY, Facet.WALK} else value_name(facet, value)

    # ---- the menus

    def _fill(self, menu: QMenu, facet: Facet) -> None:
        """What there is to choose, each with how many the other filters let through."""
        menu.clear()
        others = replace(self.filters, **{facet.value: frozenset()})  # type: ignore[arg-type]
        counts, chosen = counted(passing(self._rows(), others), facet), self.filters.of(facet)
        if facet is Facet.STATE:
            self._add_open(menu, counts)
        for value in self._values(facet, counts):
            text = f"{self._named(facet, value)}\t{counts.get(value, 0)}".replace("&", "&&")
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.toggled.connect(lambda on, value=value: self._toggle(facet, value, on))
        if menu.isEmpty():
            menu.addAction(_("Nothing to choose yet")).setEnabled(False)
        if chosen and facet is not Facet.STATE:
            menu.addSeparator()
            menu.addAction(_("Any"), partial(self._set, **{facet.value: frozenset()}))

    def _add_open(self, menu: QMenu, counts: dict[Any, int]) -> None:
        count = sum(counts.get(state, 0) for state in STILL_OPEN)
        menu.addAction(_("Still open") + f"\t{count}", partial(self._set, states=STILL_OPEN))
        menu.addAction(
            _("All, verified ones too") + f"\t{sum(counts.values())}", partial(self._set, states=frozenset())
        )
        menu.addSeparator()

    def _values(self, facet: Facet, counts: dict[Any, int]) -> list[Any]:
        found = set(counts) | set(self.filters.of(facet))
        if facet is Facet.STATE:
            return list(State)
        if facet is Facet.SEVERITY:
            return [4, 3, 2, 1, *([None] if None in found else [])]
        return sorted(found, key=lambda value: (not value, self._named(facet, value).casefold()))

    def _toggle(self, facet: Facet, value: Any, on: bool) -> None:
        own = self.filters.of(facet)
        self._set(**{facet.value: own | {value} if on else own - {value}})

    def _set(self, **named: Any) -> None:
        self.filters = replace(self.filters, **named)
        self.show_filters(self.filters, self.order)
        self.changed.emit(self.filters)

    def clear_all(self) -> None:
        """Back to what is still open, with nothing searched for."""
        self.filters = Filters()
        self.show_filters(self.filters, self.order)
        self.changed.emit(self.filters)

    def _choose_order(self, order: Order) -> None:
        self.order = order
        self.show_filters(self.filters, order)
        self.sorted.emit(order)


def _pill_button(text: str, menu: QMenu) -> QPushButton:
    """A pill whose menu opens under its left end: a button's own menu would hang from the right one."""
    made = button(text, size="small")
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the text
    made.setIcon(theme.current().icon("chevron-down", "ink_2", 14))
    made.setProperty("pill", "off")
    made.clicked.connect(lambda *_checked: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
    return made
