"""From a table to stages and steps, with a sentence for everything that was left out or tamed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from msgspec.structs import replace

from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.method.edits import LIMIT_STAGES, LIMIT_STEPS, numbered
from oracle.model.journey import Line, Stage, Step, Wait
from oracle.sheets import cells
from oracle.sheets.fields import Columns, Field, title
from oracle.sheets.table import Row, Table

LONGEST_TITLE = 200  # characters of a step's name
LONGEST_NAME = 120  # of a stage, a channel, a person
LONGEST_TEXT = 10_000  # of what the customer does, what they get, a line, a promise, a plan B
MOST_LINES = 60  # of one checklist
_MOST_TOLD = 8  # rows named one by one before a remark says how many


@dataclass(frozen=True, slots=True)
class Reading:
    """The stages as they will be made, ids empty, and what the user has to know about them."""

    stages: tuple[Stage, ...]
    remarks: tuple[str, ...] = ()

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return sum(len(stage.steps) for stage in self.stages)


def stages_of(table: Table, columns: Columns) -> Reading:
    """Make stages of the rows, each row a step, in their order.

    An empty stage means the one above; a row with a stage and nothing else begins that stage. InputError when no
    column holds the steps, or there are none, or more than a journey can have.
    """
    if columns.get(Field.STEP) is None:
        raise InputError(_("No column holds the steps yet."), advice=_("Say which column holds the name of each step."))
    return _Journey(columns, table.remarks).read(table)


def finished(stages: list[Stage], remarks: list[str]) -> Reading:
    """Stages counted and held to the limits. InputError when there is no step, or there are too many."""
    count = sum(len(stage.steps) for stage in stages)
    if not count:
        raise InputError(_("No step was found."), advice=_("Each step needs a name in a row or line of its own."))
    if count > LIMIT_STEPS:
        raise InputError(
            _("There are {count:,} steps; a journey holds at most {n:,}.").format(count=count, n=LIMIT_STEPS),
            advice=_("Keep only the steps of one journey, and try again."),
        )
    if len(stages) > LIMIT_STAGES:
        raise InputError(
            _("There are {count:,} stages; a journey holds at most {n}.").format(count=len(stages), n=LIMIT_STAGES),
            advice=_("Check which column holds the stage: it should be the same for steps that belong together."),
        )
    return Reading(numbered(tuple(stages)), tuple(remarks))


class Remarks:
    """Collects what was tamed, row by row, and says it in few sentences."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}
        self._cut: Counter[tuple[str, int]] = Counter()

    def add(self, sentence: str, row: int) -> None:
        """A sentence with `{row}` for a row."""
        self._rows.setdefault(sentence, []).append(row)

    def short(self, text: str, longest: int, what: str) -> str:
        """`text` cut at `longest` characters, and remembered if it was."""
        if len(text) <= longest:
            return text
        self._cut[what, longest] += 1
        return text[: longest - 1].rstrip() + "…"

    def said(self) -> list[str]:
        """All sentences."""
        said = []
        for sentence, rows in self._rows.items():
            said += [sentence.format(row=row) for row in rows[:_MOST_TOLD]]
            more = len(rows) - _MOST_TOLD
            if more > 0:
                said.append(
                    ngettext("… and {n} more row like this.", "… and {n} more rows like this.", more).format(n=more)
                )
        for (what, longest), count in self._cut.items():
            cut = ngettext(
                "“{what}” was cut at {longest:,} characters in {n} place.",
                "“{what}” was cut at {longest:,} characters in {n} places.",
                count,
            )
            said.append(cut.format(what=what, longest=longest, n=count))
        return said


class _Journey:
    """One journey on its way out of a table."""

    def __init__(self, columns: Columns, remarks: tuple[str, ...]) -> None:
        self._columns = columns
        self._before = list(remarks)
        self._remarks = Remarks()
        self._stages: list[tuple[str, list[Step]]] = []
        self._sold = False

    def read(self, table: Table) -> Reading:
        for row in table.rows:
            self._row(row)
        stages = [Stage(name=name, steps=tuple(steps)) for name, steps in self._stages]
        return finished(stages, self._before + self._remarks.said())

    def _row(self, row: Row) -> None:
        stage, step = self._short(row, Field.STAGE, LONGEST_NAME), self._short(row, Field.STEP, LONGEST_TITLE)
        if not step:
            others = [self._cell(row, field) for field in self._columns if field is not Field.STAGE]
            if any(others):
                self._remarks.add(_("Row {row} has no step: left out."), row.number)
            elif stage:
                self._stages.append((stage, []))
            return
        if not self._stages or (stage and stage != self._stages[-1][0]):
            self._stages.append((stage or _("Steps"), []))
        self._stages[-1][1].append(self._step(row, step))

    def _step(self, row: Row, name: str) -> Step:
        kind, label = cells.channel_of(self._short(row, Field.CHANNEL, LONGEST_NAME))
        should, must = (self._lines(row, field) for field in (Field.SHOULD, Field.MUST))
        return Step(
            id="",
            number=0,
            title=name,
            does=self._text(row, Field.DOES),
            channel=kind,
            channel_label=label,
            link=" ".join(self._text(row, Field.LINK).split()),
            handled_by=self._short(row, Field.WHO, LONGEST_NAME),
            gets=self._text(row, Field.GETS),
            checklist=(*should, *must),
            wait=self._wait(row),
            expected_friction=self._friction(row),
            moment_of_truth=self._yes(row, Field.TRUTH),
            sale=self._sale(row),
            private=self._yes(row, Field.PRIVATE),
            people_a_month=self._people(row),
            plan_b=self._text(row, Field.PLAN_B),
        )

    def _cell(self, row: Row, field: Field) -> str:
        return row.cell(self._columns.get(field))

    def _short(self, row: Row, field: Field, longest: int) -> str:
        return self._remarks.short(" ".join(self._cell(row, field).split()), longest, title(field))

    def _text(self, row: Row, field: Field) -> str:
        return self._remarks.short(self._cell(row, field), LONGEST_TEXT, title(field))

    def _lines(self, row: Row, field: Field) -> tuple[Line, ...]:
        lines = cells.lines_of(self._cell(row, field), must=field is Field.MUST)
        if len(lines) > MOST_LINES:
            self._remarks.add(_("Row {row} has a list of more than 60 lines: the rest was left out."), row.number)
        short = self._remarks.short
        return tuple(replace(line, text=short(line.text, LONGEST_TEXT, title(field))) for line in lines[:MOST_LINES])

    def _wait(self, row: Row) -> Wait | None:
        text, promise = self._cell(row, Field.WAIT), self._text(row, Field.PROMISE)
        if not text and not promise:
            return None
        length = cells.length_of(text) if text else cells.length_of(promise)
        if length is not None:
            return Wait(length=length, promise=promise)
        if text.strip("-–— ") or promise:
            self._remarks.add(_("Row {row}: the wait is no length of time such as “3 days”: left out."), row.number)
        return None

    def _friction(self, row: Row) -> int | None:
        text = self._cell(row, Field.FRICTION)
        value = cells.friction_of(text)
        if value is None and text.strip("-–— "):
            self._remarks.add(_("Row {row}: the expected friction is no number from 0 to 4: left out."), row.number)
        return value

    def _people(self, row: Row) -> int | None:
        text = self._cell(row, Field.PEOPLE)
        value = cells.count_of(text)
        if value is None and text.strip("-–— "):
            self._remarks.add(_("Row {row}: the people a month are no whole number: left out."), row.number)
        return value

    def _yes(self, row: Row, field: Field) -> bool:
        value = cells.is_yes(self._cell(row, field))
        if value is None:
            sentence = _("Row {row}: “{field}” is neither yes nor no: read as no.").replace("{field}", title(field))
            self._remarks.add(sentence, row.number)
        return bool(value)

    def _sale(self, row: Row) -> bool:
        if not self._yes(row, Field.SALE):
            return False
        if self._sold:
            self._remarks.add(_("Row {row} is a second sale; a journey has one: left out."), row.number)
            return False
        self._sold = True
        return True
