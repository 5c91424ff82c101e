"""The menu behind the switcher: whose journeys are seen, and the businesses there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QMenu, QWidget

from oracle import tokens, words
from oracle.language import _, ngettext
from oracle.model.journey import Business
from oracle.ui import theme
from oracle.ui.businesses.adding import AddBusiness
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.stored_pictures import read_picture
from oracle.ui.widgets import button
from oracle.ui.widgets.portrait import paint_portrait

MOST = 9  # in the menu; more are found by typing
COIN = 20
Switch = Callable[[Business], object]


def fill(menu: QMenu, businesses: tuple[Business, ...], context: Context, window: QWidget, switch: Switch) -> None:
    """The businesses with their marks, the current one ticked, then what can be done with them."""
    current = context.current.business
    menu.clear()
    for each in _first(businesses, current):
        action = menu.addAction(coin(each), title(each, businesses).replace("&", "&&"), partial(switch, each))
        action.setCheckable(True)
        if current is not None and each.id == current.id:
            action.setChecked(True)
            action.setFont(theme.current().font(tokens.STRONG))
        if each.logo:
            read_picture(context, each.logo, partial(_show_logo, action, each), action)
    if len(businesses) > MOST:
        said = ngettext("Find among {n} business…", "Find among {n} businesses…", len(businesses))
        menu.addAction(said.format(n=len(businesses)), lambda: FindBusiness(window, businesses, switch).open())
    menu.addSeparator()
    if current is not None:
        edit = _("Edit “{name}”…").format(name=_short(current.name)).replace("&", "&&")
        menu.addAction(edit, lambda: context.navigate("business"))
    menu.addAction(_("Add a business…"), lambda: AddBusiness(context, window).open())


def title(business: Business, businesses: tuple[Business, ...]) -> str:
    """Its name, and whose competitor it is."""
    ours = next((each.name for each in businesses if each.id == business.competitor_of), "")
    if not ours:
        return _short(business.name)
    return _("{name} (competes with {ours})").format(name=_short(business.name), ours=_short(ours))


def _show_logo(action: QAction, business: Business, image: QImage) -> None:
    action.setIcon(coin(business, image))


def coin(business: Business, logo: QImage | None = None) -> QIcon:
    """Its mark: its logo, or the initial on its colour."""
    icon = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(COIN * scale, COIN * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        whole = QRectF(0, 0, COIN * scale, COIN * scale)
        paint_portrait(painter, whole, business.name, logo, round_=False, ground=business.colour)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        icon.addPixmap(pixmap)
    return icon


def _first(businesses: tuple[Business, ...], current: Business | None) -> tuple[Business, ...]:
    """Those that stand in the menu; the current one always does."""
    shown = businesses[:MOST]
    if current is None or any(each.id == current.id for each in shown) or not shown:
        return shown
    return (*shown[:-1], *(each for each in businesses if each.id == current.id))


class FindBusiness(Sheet):
    """Many businesses: typed to find, Up and Down, Enter."""

    def __init__(self, parent: QWidget, businesses: tuple[Business, ...], switch: Switch) -> None:
        super().__init__(parent, _("Whose journeys?"))
        self._businesses = businesses
        self._switch = switch
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Type a name"))
        self.field.setAccessibleName(_("Type a name"))
        self.field.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Businesses"))
        self.list.setIconSize(QSize(COIN, COIN))
        self.list.setMinimumHeight(300)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self.take())
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.action = button(_("Show it"), "dark", clicked=self.take)
        self.add_foot(self.action)
        self._fill("")
        self.field.setFocus()

    def _fill(self, wanted: str) -> None:
        self.list.clear()
        for each in self._businesses:
            name = title(each, self._businesses)
            if wanted.strip().casefold() in name.casefold():
                item = QListWidgetItem(coin(each), name)
                item.setData(Qt.ItemDataRole.UserRole, each)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.action.setEnabled(self.list.count() > 0)

    def take(self) -> None:
        """Shows the chosen one."""
        item = self.list.currentItem()
        if item is not None:
            self._switch(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self.list.currentRow() + step < self.list.count():
            self.list.setCurrentRow(self.list.currentRow() + step)


def _short(name: str) -> str:
    return words.shortened(name, 40)
