"""The frame that most screens stand in: a header of 72 px with title and actions, and a body that scrolls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from oracle.ui.context import Context
from oracle.ui.widgets import Elided, Saved, Scrolled, button, icon_label, label

HEAD = 72
HEAD_WITH_PATH = 92
MARGIN = 24


class Page(QWidget):
    """Header and body. Put content into `body`, actions at the right of the header with `add_action`."""

    def __init__(
        self, context: Context, title: str, parent: QWidget | None = None, *, scrolls: bool = True, saved: bool = True
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = QWidget()
        self.head.setFixedHeight(HEAD)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(16 if saved else 8)
        self._titles = QVBoxLayout()
        self._titles.setSpacing(2)
        self._titles.addStretch(1)
        self._path: QWidget | None = None
        self.heading = Elided(title, "page")
        self._titles.addWidget(self.heading)
        self.heading.installEventFilter(self)
        self.under = Elided("", "small")
        self.under.hide()
        self.below = label("", "small", wrap=True)
        self.below.setContentsMargins(MARGIN, 0, MARGIN, 12)
        self.below.hide()
        self._titles.addWidget(self.under)
        self._titles.addStretch(1)
        row.addLayout(self._titles, 1)
        if saved:
            row.addWidget(Saved(context))
        self._actions = QHBoxLayout()  # takes no place while all that is in it is hidden
        self._actions.setSpacing(8)
        row.addLayout(self._actions)
        column.addWidget(self.head)
        column.addWidget(self.below)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        self.body.setSpacing(0)
        if scrolls:
            self.area = scrolling(self.body)
            column.addWidget(self.area, 1)
        else:
            column.addLayout(self.body, 1)
        self._column = column

    def set_title(self, title: str, under: str = "") -> None:
        """The title, and a small line below it: below the whole header where the actions leave too little room."""
        self.heading.setText(title)
        self.under.setText(under)
        self.below.setText(under)
        self._place_under()

    def _place_under(self) -> None:
        fits = self.under.sizeHint().width() <= self.heading.width()
        self.under.setVisible(bool(self.under.text()) and fits)
        self.below.setVisible(bool(self.under.text()) and not fits)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.under.text():
            QTimer.singleShot(0, self, self._place_under)  # a layout that is at work overlooks what appears in it
        return False

    def put_title(self, editor: QWidget) -> None:
        """Shows an editor in the title's place."""
        self.heading.hide()
        self._titles.insertWidget(self._titles.indexOf(self.heading), editor)

    def put_under(self, widget: QWidget) -> None:
        """Shows a widget in the place of the small line."""
        self._titles.insertWidget(self._titles.indexOf(self.under), widget)

    def set_path(self, parts: list[tuple[str, Callable[[], object] | None]]) -> None:
        """The way here above the title: words, those with a function lead back."""
        if self._path is not None:
            self._path.deleteLater()
        self._path = QWidget()
        row = QHBoxLayout(self._path)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for at, (word, go) in enumerate(parts):
            if at:
                row.addWidget(icon_label("chevron-right", "ink_2", 12))
            if go is None:
                row.addWidget(label(word, "small"))
            else:
                back = button(word, "quiet", size="row", clicked=go)
                back.setStyleSheet("padding: 0; font-weight: 400;")
                row.addWidget(back)
        row.addStretch(1)
        self._titles.insertWidget(1, self._path)
        self.head.setFixedHeight(HEAD_WITH_PATH)

    def add_action(self, widget: QWidget) -> None:
        """One more control at the right end of the header."""
        self._actions.addWidget(widget)

    def insert_action(self, widget: QWidget, before: QWidget) -> None:
        """A control in the header before another one."""
        self._actions.insertWidget(self._actions.indexOf(before), widget)


def scrolling(content: QLayout) -> Scrolled:
    """A scroll area around a layout, as wide as there is room."""
    inner = QWidget()
    inner.setProperty("ground", "none")
    inner.setLayout(content)
    return Scrolled(inner)
