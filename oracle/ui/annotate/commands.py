"""What can be done to the marks of the capture in view, for keys, menus and the command palette alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu, QWidget

from oracle.errors import InputError
from oracle.language import _
from oracle.model.mark import Mark, MarkKind
from oracle.ui import bus
from oracle.ui.annotate import clipboard, drawing, names, painting
from oracle.ui.annotate.canvas import Canvas
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.hand import Hand
from oracle.ui.annotate.number_sheet import NumberSheet
from oracle.ui.annotate.session import AnnotateSession
from oracle.ui.annotate.view import stepped
from oracle.ui.annotate.words_field import WordsField


class Commands(QObject):
    """Acts on the document in view; without one nothing happens. `copy_picture` is what Copy does with no mark."""

    def __init__(
        self, session: AnnotateSession, canvas: Canvas, hand: Hand, copy_picture: Callable[[], object]
    ) -> None:
        super().__init__(canvas)
        self._session, self._canvas, self._hand = session, canvas, hand
        self._copy_picture = copy_picture
        self.field: WordsField | None = None
        hand.colour_chosen.connect(lambda colour: self.field.restyle(colour=colour) if self.field is not None else None)
        hand.stroke_chosen.connect(lambda stroke: self.field.restyle(stroke=stroke) if self.field is not None else None)

    @property
    def document(self) -> MarksDocument | None:
        """The document in view."""
        return self._canvas.document

    # ---- as actions

    def bind(self, owner: QWidget, more: dict[str, Callable[[], object]]) -> None:
        """Makes them actions of a screen, with `more` beside them."""
        functions: dict[str, Callable[[], object]] = {
            "annotate.undo": self.undo,
            "annotate.redo": self.redo,
            "annotate.cut": self.cut,
            "annotate.copy": self.copy,
            "annotate.paste": self.paste,
            "annotate.duplicate": self.duplicate,
            "annotate.delete": self.delete,
            "annotate.select_all": self.select_all,
            "annotate.zoom_in": partial(self.zoom_by, 1),
            "annotate.zoom_out": partial(self.zoom_by, -1),
            **more,
        }
        for identity, function in functions.items():
            self._session.context.actions.bind(identity, function, owner)

    # ---- one by one

    def undo(self) -> None:
        """Takes the last step back."""
        if self.document is not None and not self._is_writing():
            self.document.undo()

    def redo(self) -> None:
        """Does again what was taken back."""
        if self.document is not None and not self._is_writing():
            self.document.redo()

    def delete(self) -> None:
        """Takes the selected marks away."""
        if self.document is not None and not self._is_writing():
            self.document.delete()

    def select_all(self) -> None:
        """Selects every mark."""
        if self.document is not None and not self._is_writing():
            self._hand.take(names.SELECT)
            self.document.select_all()

    def duplicate(self) -> None:
        """Copies of the selected marks beside them."""
        if self.document is not None and not self._is_writing():
            self.document.duplicate()

    def copy(self) -> None:
        """The selected marks, or the picture with all of them, onto the clipboard."""
        if self.document is None or self._is_writing():
            return
        if self.document.chosen:
            clipboard.put(self.document.chosen, self.document.size, self.document.scale)
            said = _("Marks copied, for another capture. For the picture, press Copy picture.")
            self._session.context.bus.message.emit(bus.INFO, said)
        else:
            self._copy_picture()

    def cut(self) -> None:
        """The selected marks onto the clipboard, and away."""
        if self.document is not None and self.document.chosen and not self._is_writing():
            clipboard.put(self.document.chosen, self.document.size, self.document.scale)
            self.document.cut()

    def paste(self) -> None:
        """The marks on the clipboard, onto this capture; where they came from, a little beside."""
        document = self.document
        if document is None or self._is_writing():
            return
        try:
            made = clipboard.take(document.size, document.scale)
        except InputError as error:
            self._session.context.bus.message.emit(bus.INFO, str(error))
            return
        self._hand.take(names.SELECT)
        document.paste(clipboard.beside(made, document.marks, document.size, document.scale))

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller zoom."""
        self._canvas.zoom_to(stepped(self._canvas.view.zoom, steps))

    def zoom_full(self) -> None:
        """One pixel of the picture for each of the screen."""
        self._canvas.zoom_to(1.0)

    # ---- words and numbers

    def _is_writing(self) -> bool:
        return self.field is not None and self.field.hasFocus()

    def edit(self, identity: str) -> None:
        """Opens a mark: the words of a text, where a number counts from."""
        document = self.document
        mark = document.mark(identity) if document is not None else None
        if document is None or mark is None:
            return
        if mark.kind is MarkKind.TEXT:
            hugging = painting.hugs(mark, document.size)
            self._write(mark, partial(self._rewritten, document, mark), hugging=hugging)
        elif mark.kind is MarkKind.NUMBER:
            NumberSheet(self._canvas.window(), mark, partial(document.start_number, mark.id)).open()

    def write(self, place: QPointF, width: float) -> None:
        """A new text at a place of the picture, that wide, or as wide as its words need."""
        document = self.document
        if document is None:
            return
        size = document.size
        x = max(0.0, min(place.x(), size[0] - 8.0))
        y = max(0.0, min(place.y(), size[1] - 8.0))
        mark = drawing.text(self._hand, (x, y), width, size)
        document.select(())
        self._write(mark, lambda made: document.add(made) if made is not None else None, hugging=not width)
        self._hand.take(names.SELECT)

    def _write(self, mark: Mark, then: Callable[[Mark | None], object], *, hugging: bool) -> None:
        self.leave_field()
        self._canvas.hidden = mark.id
        self._canvas.viewport().update()
        self.field = WordsField(self._canvas, mark, hugging=hugging)
        self.field.left.connect(self._field_left)
        self.field.left.connect(then)

    def _rewritten(self, document: MarksDocument, before: Mark, mark: Mark | None) -> None:
        if mark != before and document.mark(before.id) is not None:
            document.write(before.id, mark)

    def _field_left(self, _mark: object) -> None:
        self.field = None
        self._canvas.hidden = ""
        self._canvas.viewport().update()

    def leave_field(self) -> None:
        """Hands over what is being written."""
        if self.field is not None:
            self.field.leave()

    # ---- the menu

    def menu(self, place: QPoint) -> QMenu:
        """Everything that can be done to what is selected, opened at a place of the desktop."""
        menu = QMenu(self._canvas)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document = self.document
        if document is None:
            return menu
        chosen = document.chosen
        one = chosen[0] if len(chosen) == 1 else None
        if one is not None and one.kind is MarkKind.TEXT:
            menu.addAction(_("Edit the words"), lambda: self.edit(one.id))
        if one is not None and one.kind is MarkKind.NUMBER:
            menu.addAction(_("Where counting begins…"), lambda: self.edit(one.id))
        for text, deed, can in (
            (_("Cut"), self.cut, bool(chosen)),
            (_("Copy") if chosen else _("Copy picture"), self.copy, True),
            (_("Paste marks"), self.paste, clipboard.holds_marks()),
            (_("Duplicate"), self.duplicate, bool(chosen)),
            (_("Delete"), self.delete, bool(chosen)),
        ):
            menu.addAction(text, deed).setEnabled(can)
        menu.addSeparator()
        menu.addAction(_("Select all"), self.select_all).setEnabled(bool(document.marks))
        menu.popup(place)
        return menu
