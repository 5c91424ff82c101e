"""The card of a walk over the walk screen; everything is stored as it is typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.model.change import Change, Subject
from oracle.model.test_customer import CleanUp, TestCustomer, Trace, TraceKind
from oracle.ui.context import Context
from oracle.ui.sheet import Sheet
from oracle.ui.walk.customer.fields import CustomerFields, privacy_note
from oracle.ui.walk.customer.traces import TracesPart
from oracle.ui.widgets import button, label
from oracle.workspace import Workspace, test_customers

WIDTH = 600


def write_card(workspace: Workspace, walk_id: str, values: Mapping[str, str]) -> Change:
    """Writes fields of the card."""
    return test_customers.set_fields(workspace, walk_id, **values)


class CustomerSheet(Sheet):
    """The card of one walk, begun with who the tester last posed as."""

    def __init__(self, context: Context, walk_id: str, window: QWidget) -> None:
        super().__init__(window, _("Your test customer"), _("Who you are to the business on this walk."), width=WIDTH)
        self._context, self._walk_id = context, walk_id
        self.fields = CustomerFields(context.bus)
        self.fields.changed.connect(self._store)
        self.body.addWidget(self.fields)
        self.body.addWidget(privacy_note())
        self.body.addWidget(label(_("What you leave behind"), "label-ink"))
        self.traces = TracesPart()
        self.traces.added.connect(self._add)
        self.traces.removed.connect(self._remove)
        self.traces.planned.connect(self._plan)
        self.body.addWidget(self.traces)
        done = button(_("Done"), "dark", clicked=self.accept)
        self.add_foot(done, cancel=False)
        # Enter adds what was left behind, and closes nothing; Ctrl+Enter does.
        done.setDefault(False)
        done.setAutoDefault(False)
        context.bus.changed.connect(self._hear)
        context.tasks.flushing.connect(self.fields.flush)
        self.finished.connect(lambda _result: self.fields.flush())
        self._read()

    def _hear(self, change: Change) -> None:
        if change.touches(Subject.WALK):
            self._read()

    def _read(self) -> None:
        self._context.tasks.read(
            test_customers.proposed, self._walk_id, then=self._show, failed=lambda _error: self.reject(), owner=self
        )

    def _show(self, card: TestCustomer) -> None:
        self.fields.show_card(card)
        self.traces.show_traces(card.traces)

    def _store(self, name: str, text: str) -> None:
        self._context.tasks.write(write_card, self._walk_id, {name: text})

    def _add(self, kind: TraceKind, what: str, link: str) -> None:
        self._context.tasks.write(test_customers.add_trace, self._walk_id, kind, what, link=link, owner=self)

    def _plan(self, trace_id: str, todo: CleanUp) -> None:
        self._context.tasks.write(test_customers.set_trace, trace_id, todo=todo, owner=self)

    def _remove(self, trace: Trace) -> None:
        tasks, walk_id = self._context.tasks, self._walk_id
        tasks.write(test_customers.remove_trace, trace.id, owner=self)
        put_back = (test_customers.add_trace, walk_id, trace.kind, trace.what)
        self._context.bus.undoable.emit(
            _("Taken off the card."), lambda: tasks.write(*put_back, link=trace.link, todo=trace.todo)
        )
