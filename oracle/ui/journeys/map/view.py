"""The map of a journey as a widget: columns and cards in a scrolled canvas, rows under them, the zoom in the corner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from oracle import tokens
from oracle.language import _
from oracle.method import edits
from oracle.method.channels import coverage
from oracle.ui.context import Context
from oracle.ui.journeys.map import clipboard
from oracle.ui.journeys.map.area import MapArea
from oracle.ui.journeys.map.canvas import Canvas
from oracle.ui.journeys.map.card_picture import TITLE
from oracle.ui.journeys.map.cards import MapItem, StageHead, StepCard
from oracle.ui.journeys.map.channels_row import ChannelsRow
from oracle.ui.journeys.map.commands import Commands
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.facts import MapFacts
from oracle.ui.journeys.map.feeling_row import FeelingRow
from oracle.ui.journeys.map.keyboard import Keyboard
from oracle.ui.journeys.map.overlays import TitleEditor
from oracle.ui.journeys.map.pointer import Pointer
from oracle.ui.journeys.map.zoom import ZoomBar, stepped, within

_FROM_EDGE = 10  # the zoom's buttons


class MapView(QWidget):
    """The middle of the journey screen. It acts on the document, and follows whatever else changes it."""

    def __init__(self, document: JourneyDocument, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.context = context
        self._editor: TitleEditor | None = None
        self.commands = Commands(context, document, self)
        self.area = MapArea(self)
        self.canvas = Canvas(document, self)
        self.area.setWidget(self.canvas)
        self.pointer = Pointer(self.canvas, self.area, self.commands)
        self.channels = ChannelsRow(self.canvas)
        self.facts = MapFacts(context, document, self)
        self.feeling = FeelingRow(self.facts.choose_walk, self._go_to_step, self.canvas)
        self.canvas.rows = [self.channels, self.feeling]
        self._keyboard = Keyboard(self.canvas, self.commands, self.pointer, self.rename)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.zoom_bar = ZoomBar(self.set_zoom, self.zoom_to_fit, self)
        self.zoom_bar.show_zoom(1.0)
        self._listen()
        self._bind()
        if document.is_open:
            self._changed()
            self.facts.follow()

    def _listen(self) -> None:
        document = self.document
        document.changed.connect(self._changed)
        document.selection_changed.connect(self._selected)
        self.commands.step_added.connect(lambda step_id: self.rename(self.canvas.cards[step_id], ""))
        self.commands.stage_added.connect(lambda index: self.rename(self.canvas.heads[index], ""))
        self.facts.changed.connect(self._show_facts)
        self.context.theme.changed.connect(self.canvas.arrange)
        self.context.tasks.flushing.connect(self.flush)
        self.area.resized.connect(self.canvas.set_room)
        self.area.horizontalScrollBar().valueChanged.connect(self._pin)
        self.area.zoomed.connect(lambda by, at: self.set_zoom(stepped(self.canvas.zoom, by), at))

    def _bind(self) -> None:
        commands = self.commands
        functions = {
            "journey.add_step": lambda: self._after_typing(commands.add_step),
            "journey.rename_step": self._rename_focused,
            "journey.duplicate": lambda: self._after_typing(commands.duplicate),
            "journey.cut": commands.cut,
            "journey.copy": commands.copy,
            "journey.paste": commands.paste,
            "journey.delete": self._delete_focused,
            "journey.select_all": self.select_all,
            "journey.step_up": lambda: commands.shift(-1),
            "journey.step_down": lambda: commands.shift(1),
            "journey.step_left": lambda: self._carry_across(-1),
            "journey.step_right": lambda: self._carry_across(1),
            "journey.add_stage": lambda: commands.add_stage(len(self.document.stages)),
            "journey.zoom_in": lambda: self.set_zoom(stepped(self.canvas.zoom, 1)),
            "journey.zoom_out": lambda: self.set_zoom(stepped(self.canvas.zoom, -1)),
            "journey.zoom_full": lambda: self.set_zoom(1.0),
            "journey.zoom_fit": self.zoom_to_fit,
        }
        self._actions: dict[str, QAction] = {
            identity: self.context.actions.bind(identity, function, self) for identity, function in functions.items()
        }

    # ---- following the document

    def _changed(self) -> None:
        had_focus = self._has_focus()
        self.feeling.show_stages(self.document.stages)
        self._cover()
        self.canvas.sync()
        self._selected(had_focus)

    def _show_facts(self) -> None:
        facts = self.facts.now
        if facts is not None:
            self.feeling.show_walks(facts.walks, facts.walk_id, facts.road)
            self._cover()
            self.canvas.fit()

    def _cover(self) -> None:
        facts = self.facts.now
        if facts is not None:
            found = coverage(self.document.stages, facts.persona, facts.others)
            self.channels.show_coverage(found, facts.persona.name, bool(facts.persona.looks))

    def _pin(self, offset: int) -> None:
        for row in self.canvas.rows:
            row.pin(offset)

    def _go_to_step(self, step_id: str) -> None:
        if self.document.has(step_id):
            self.document.select([step_id])
            self.focus_current()

    def _selected(self, had_focus: bool | None = None) -> None:
        self.canvas.show_selection()
        card = self.canvas.cards.get(self.document.current)
        if card is None:
            return
        stands = self.focusWidget() if self.isAncestorOf(self.focusWidget() or self) else None
        follow = self._has_focus() if had_focus is None else had_focus
        if follow and stands is not card and not isinstance(stands, StageHead | TitleEditor):
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        if had_focus is None or not isinstance(stands, StageHead | TitleEditor):
            self.show_card(card)  # who works on a stage's name stays there when it is stored

    def _has_focus(self) -> bool:
        """Whether the keyboard stands on the map."""
        focused = self.window().focusWidget()
        return focused is not None and self.canvas.isAncestorOf(focused)

    def show_card(self, card: QWidget) -> None:
        """Scrolls as far as it takes to see a card."""
        if self.pointer.doing.name in ("NOTHING", "PRESSED"):
            self.area.ensureWidgetVisible(card, self.canvas.places.px(24), self.canvas.places.px(24))

    def focus_current(self) -> None:
        """Puts the keyboard on the current card."""
        card = self.canvas.cards.get(self.document.current)
        (card or self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- the hands of the cards

    def press(self, item: MapItem, event: QMouseEvent) -> None:
        """A button goes down on an item."""
        self.pointer.press(item, event)

    def drag(self, item: MapItem, event: QMouseEvent) -> None:
        """The pointer moves with a button down."""
        self.pointer.drag(item, event)

    def release(self, item: MapItem, event: QMouseEvent) -> None:
        """The button goes up."""
        self.pointer.release(item, event)

    def double_click(self, item: MapItem, event: QMouseEvent) -> None:
        """Two clicks on a card or a stage: its title is typed."""
        if event.button() == Qt.MouseButton.LeftButton and isinstance(item, StepCard | StageHead):
            self.pointer.cancel()
            self.rename(item, "")

    def key(self, item: MapItem, event: QKeyEvent) -> bool:
        """A key on an item."""
        return self._keyboard.key(item, event)

    def focus(self, item: MapItem | None) -> None:
        """The ring shows where the keyboard stands; a click needs none."""
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self.canvas.set_ring(None if by_mouse else item)

    def menu(self, item: MapItem, place: QPoint) -> None:
        """The menu of an item."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(item, StepCard):
            if item.step.id not in self.document.selected:
                self.document.select([item.step.id])
            self._step_menu(menu, item)
        elif isinstance(item, StageHead):
            self._stage_menu(menu, item)
        else:
            self._put(menu, "journey.paste")
        menu.popup(place)

    def _step_menu(self, menu: QMenu, card: StepCard) -> None:
        for identity in ("journey.rename_step", "journey.add_step", "journey.duplicate"):
            self._put(menu, identity)
        menu.addSeparator()
        for identity in ("journey.cut", "journey.copy", "journey.paste"):
            self._put(menu, identity)
        menu.addSeparator()
        truth = menu.addAction(_("Moment of truth"), self.commands.toggle_truth)
        truth.setCheckable(True)
        truth.setChecked(card.step.moment_of_truth)
        menu.addSeparator()
        self._put(menu, "journey.delete")

    def _stage_menu(self, menu: QMenu, head: StageHead) -> None:
        commands, at = self.commands, head.index
        menu.addAction(_("Change the name"), lambda: self.rename(head, ""))
        menu.addAction(_("Add a stage before"), lambda: commands.add_stage(at))
        menu.addAction(_("Add a stage after"), lambda: commands.add_stage(at + 1))
        menu.addSeparator()
        left = menu.addAction(_("Move left"), lambda: commands.move_stage(at, at - 1))
        left.setEnabled(at > 0)
        right = menu.addAction(_("Move right"), lambda: commands.move_stage(at, at + 1))
        right.setEnabled(at + 1 < len(self.document.stages))
        menu.addSeparator()
        menu.addAction(_("Delete the stage and its steps"), lambda: commands.remove_stage(at))

    def _put(self, menu: QMenu, identity: str) -> None:
        if identity == "journey.paste":
            self._actions[identity].setEnabled(True)
            if not clipboard.holds_steps():
                return
        menu.addAction(self._actions[identity])

    # ---- titles typed in their place

    def rename(self, item: MapItem, typed: str) -> None:
        """Opens the field for a card's or a stage's title; `typed` replaces what stands there."""
        self.flush()
        if isinstance(item, StepCard):
            self.document.select([item.step.id])
            self.show_card(item)
            step_id = item.step.id
            editor = self._edit(self._title_area(item), _("Title of the step"), item.step.title, TITLE)
            editor.done.connect(lambda text: self.commands.name_step(step_id, text))
        elif isinstance(item, StageHead):
            self.area.ensureWidgetVisible(item)
            at = item.index
            editor = self._edit(item.geometry(), _("Name of the stage"), item.name, tokens.STRONG)
            editor.done.connect(lambda text: self.commands.name_stage(at, text))
        else:
            return
        for signal in (editor.done, editor.cancelled):
            signal.connect(lambda *_text: self._typed(item))
        if typed:
            editor.type_over(typed)

    def _edit(self, area: QRect, name: str, text: str, kind: tokens.Type) -> TitleEditor:
        editor = self._editor = TitleEditor(self.canvas, area, name, text, kind, self.canvas.places.factor)
        return editor

    def _title_area(self, card: StepCard) -> QRect:
        px = self.canvas.places.px
        return card.geometry().adjusted(px(4), px(23), -px(4), -px(24))

    def _typed(self, item: MapItem) -> None:
        """Back to the card that the title was typed for, unless the keyboard went elsewhere."""
        by_keys = self._editor is not None and self._editor.hasFocus()
        self._editor = None
        if by_keys:
            card = self.canvas.cards.get(item.step.id) if isinstance(item, StepCard) else item
            if card is not None:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Stores the title that is being typed."""
        if self._editor is not None:
            self._editor.end()

    def _after_typing(self, command: Callable[[], object]) -> None:
        self.flush()
        command()

    def _rename_focused(self) -> None:
        item = self.window().focusWidget()
        if isinstance(item, StageHead):
            self.rename(item, "")
        elif self.document.current in self.canvas.cards:
            self.rename(self.canvas.cards[self.document.current], "")

    def _delete_focused(self) -> None:
        item = self.window().focusWidget()
        if isinstance(item, StageHead):
            self.commands.remove_stage(item.index)
        else:
            self.commands.delete()

    def _carry_across(self, by: int) -> None:
        """The stage whose name has the keyboard, else the selected steps, one stage further."""
        item = self.window().focusWidget()
        if not isinstance(item, StageHead):
            self.commands.shift_across(by)
        elif self.commands.move_stage(item.index, item.index + by):
            self.canvas.heads[item.index + by].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def select_all(self) -> None:
        """Selects every step."""
        ids = [step.id for step in edits.steps_of(self.document.stages)]
        self.document.select(ids, self.document.current)

    # ---- zoom

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Another zoom; what stands at `anchor` of the viewport, by default in its middle, stays there."""
        zoom, before = within(zoom), self.canvas.zoom
        if zoom == before:
            return
        self.flush()
        held = anchor if anchor is not None else QPointF(self.area.viewport().rect().center())
        bars = self.area.horizontalScrollBar(), self.area.verticalScrollBar()
        at = [(bar.value() + place) / before for bar, place in zip(bars, (held.x(), held.y()), strict=True)]
        self.canvas.set_zoom(zoom)
        for bar, point, place in zip(bars, at, (held.x(), held.y()), strict=True):
            bar.setValue(round(point * zoom - place))
        self.zoom_bar.show_zoom(zoom)
        self._place_bar()

    def zoom_to_fit(self) -> None:
        """As large as the whole map can be seen, within the limits."""
        room = self.area.maximumViewportSize()
        zoom = 1.0
        for _turn in range(3):  # columns widen and rows wrap with the zoom
            self.canvas.set_zoom(zoom)
            needed = self.canvas.needed()
            zoom = within(zoom * min(1.0, room.width() / needed.width(), room.height() / needed.height()))
        self.canvas.set_zoom(zoom)
        self.zoom_bar.show_zoom(zoom)
        self._place_bar()

    # ---- places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.facts.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        self.pointer.cancel()
        super().hideEvent(event)

    def _place_bar(self) -> None:
        size = self.zoom_bar.sizeHint()
        view = self.area.geometry()
        bars = self.area.verticalScrollBar(), self.area.horizontalScrollBar()
        right = bars[0].width() if bars[0].isVisible() else 0
        below = bars[1].height() if bars[1].isVisible() else 0
        corner = view.bottomRight() - QPoint(size.width() + right + _FROM_EDGE, size.height() + below + _FROM_EDGE)
        self.zoom_bar.setGeometry(QRect(corner, size))
        self.zoom_bar.raise_()
