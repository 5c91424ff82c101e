"""Repair slips and the plan, handed over: copied, mailed, or written to a file."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from oracle.language import _, ngettext
from oracle.ui import bus, settings
from oracle.ui.context import Context
from oracle.ui.file_writing import FileWriting
from oracle.workspace import Workspace, clock, repairs

if TYPE_CHECKING:
    from oracle.model.repair import RepairRecord
    from oracle.report.pdf import Progress
    from oracle.report.plan import Plan

Ids = Sequence[str]


@dataclass(frozen=True, slots=True)
class Order:
    """What is written, of which potholes. `slips_only`: a page a pothole, without the table."""

    ids: tuple[str, ...]
    title: str
    suffix: str
    slips_only: bool


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What should be known of the pictures in a file; `first` is the first capture concerned; both "" for nothing."""

    said: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A plan in words, and what should be known of its pictures. `written`: it is in its file already."""

    told: Plan
    uncovered: Uncovered = Uncovered()
    written: bool = False


class Slips(FileWriting):
    """Copies and mails at once; a file is asked for, and how its writing goes is shown over the foot of the window."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._wanted: Order | None = None

    # ---- to copy and to mail

    def copy(self, ids: Ids) -> None:
        """Puts the slips on the clipboard as plain text."""
        self._read(slip_texts, ids, self._copied)

    def _copied(self, texts: tuple[str, ...]) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        said = ngettext("Copied the slip.", "Copied {n} slips.", len(texts)).format(n=len(texts))
        self._context.bus.message.emit(bus.INFO, said)

    def mail(self, pothole_id: str) -> None:
        """Opens a mail with the slip in the mail program."""
        self._read(slip_mail, [pothole_id], self._mailed)

    def _mailed(self, address: str) -> None:
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        if url.scheme() != "mailto" or not QDesktopServices.openUrl(url):
            self._context.bus.message.emit(
                bus.WARNING, _("No mail program answered. Copy the slip as text and paste it into a mail.")
            )

    def _read(self, function: Callable[..., Any], ids: Ids, then: Callable[[Any], object]) -> None:
        business = self._context.current.business
        if business is not None and ids:
            self._context.tasks.flushing.emit()  # what is being typed belongs to it
            self._context.tasks.read(function, business.id, tuple(ids), then=then, owner=self)

    # ---- to files

    def ask(self, order: Order) -> QFileDialog:
        """Asks where to, with a name proposed."""
        return self._ask(order.title, order.title, order.suffix, partial(self.write, order))

    def write(self, order: Order, out: Path) -> None:
        """Writes the file, in the form of its ending."""
        business = self._context.current.business
        if business is None:
            return
        self._wanted = order
        self._begin(out)
        self._job = self._context.tasks.bulk(
            read_plan, business.id, order.ids, progress=self._advance,
            then=lambda record: self._build(order, out, record), failed=self._failed, owner=self,
        )  # fmt: skip

    def _build(self, order: Order, out: Path, record: RepairRecord) -> None:
        """Beside the lane, and all of it for a file without pictures."""
        self._job = self._context.tasks.compute(
            build_plan, record, order, out, progress=self._advance,
            then=lambda told: self._lay_out(order, out, told), failed=self._failed, owner=self,
        )  # fmt: skip

    def _lay_out(self, order: Order, out: Path, told: Built) -> None:
        if told.written:
            self._done(told.uncovered)
            return
        self._job = self._context.tasks.bulk(
            write_plan, told, order, out, self._paper, self._language,
            progress=self._advance, then=self._done, failed=self._failed, owner=self,
        )  # fmt: skip

    @property
    def _paper(self) -> str:
        return str(self._context.settings.get(settings.PAPER))

    @property
    def _language(self) -> str:
        return self._context.settings.get(settings.LANGUAGE) or QLocale().name().split("_")[0]

    def _done(self, looks_private: object) -> None:
        """`looks_private` is what is to be known of the pictures in the file, and the capture to begin with."""
        assert isinstance(looks_private, Uncovered)  # noqa: S101 - what `write_plan` returns
        self._job = None
        written, said = _("Written: {file}.").format(file=self._out.name), looks_private.said
        look = partial(self._context.navigate, "annotate", capture_id=looks_private.first, back=("potholes", {}))
        self._shown_strip().show_written(f"{written} {said}".rstrip(), (_("Redact…"), look) if said else None)

    def try_again(self) -> None:
        """Writes to the same place once more."""
        if self._wanted is not None:
            self.write(self._wanted, self._out)

    def _elsewhere(self) -> None:
        if self._wanted is not None:
            self.ask(self._wanted)


# ---- on the lane


def slip_texts(workspace: Workspace, business_id: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The slips as plain text, by priority. NotFound."""
    from oracle.report import plan  # takes a while to load: here, off the window thread

    told = plan.build(repairs.record(workspace, business_id, ids), now=clock.now().astimezone())
    return tuple(plan.slip_text(slip) for slip in told.slips)


def slip_mail(workspace: Workspace, business_id: str, ids: tuple[str, ...]) -> str:
    """The address that opens a mail with the slip of the first. NotFound."""
    from oracle.report import plan

    return plan.slip_mail(plan.slip(repairs.record(workspace, business_id, ids), ids[0]))


def read_plan(workspace: Workspace, business_id: str, ids: tuple[str, ...]) -> Generator[Progress, None, RepairRecord]:
    """What the plan of these potholes says, read in slices. NotFound."""
    from oracle.report import pdf

    steps = repairs.in_slices(workspace, business_id, ids)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("RepairRecord", end.value)
        yield pdf.Progress(0, 0, "")


def build_plan(record: RepairRecord, order: Order, out: Path) -> Generator[Progress, None, Built]:
    """The plan in words, without a workspace; a file that shows no pictures is written at once."""
    from oracle.method import handing_out
    from oracle.report import pdf, plan

    yield pdf.Progress(0, 0, "")
    told = plan.build(record, now=clock.now().astimezone())
    if plan.form_of(out) is not plan.Form.PDF:
        made = clock.now().astimezone()
        yield from plan.write(told, out, _no_picture, made=made, slips_only=order.slips_only)
        return Built(told, written=True)
    shown = plan.pictured(record, told)
    open_ones = [capture.id for capture, _step in shown if handing_out.open_places(capture)]
    return Built(told, Uncovered(handing_out.said(shown), open_ones[0]) if open_ones else Uncovered())


def write_plan(
    workspace: Workspace, built: Built, order: Order, out: Path, paper: str, language: str
) -> Generator[Progress, None, Uncovered]:
    """Writes the plan as PDF, in slices; the file takes the place of an older one at the end.

    Returns what should be known of its pictures.
    """
    from oracle.report import plan
    from oracle.report.pictures import picture

    yield from plan.write(
        built.told, out, partial(picture, workspace), made=clock.now().astimezone(), slips_only=order.slips_only,
        paper="Letter" if paper == "Letter" else "A4", language=language,
    )  # fmt: skip
    return built.uncovered


def _no_picture(key: str) -> tuple[bytes, int, int]:
    raise AssertionError(f"no picture belongs in here: {key}")
