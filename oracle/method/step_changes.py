"""What changed in one step, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oracle import words
from oracle.language import _
from oracle.model.journey import Line, Step

LONGEST = 60


def quoted(text: str) -> str:
    """A title or line between quotation marks, cut where it is long."""
    return _("“{text}”").format(text=_short(text))


def step_changes(old: Step, new: Step) -> Iterator[str]:
    """Each difference of a step as a sentence that names it; its number is not told."""
    name = quoted(new.title)
    if old.title != new.title:
        yield _("{old} is now called {new}.").format(old=quoted(old.title), new=name)
    yield from _channel(name, old, new)
    yield from _texts(name, old, new)
    yield from _checklist(name, old.checklist, new.checklist)
    yield from _wait(name, old, new)
    yield from _marks(name, old, new)
    yield from _figure(name, _("expected friction"), old.expected_friction, new.expected_friction)
    yield from _figure(name, _("people a month"), old.people_a_month, new.people_a_month)


def _channel(name: str, old: Step, new: Step) -> Iterator[str]:
    if (old.channel, old.channel_label) == (new.channel, new.channel_label):
        return
    then, now = words.channel(old.channel, old.channel_label), words.channel(new.channel, new.channel_label)
    if then == now:  # a label of its own that reads like another channel
        then, now = words.channel(old.channel), words.channel(new.channel)
    if then == now:
        yield _("{step}: the channel’s own name was changed.").format(step=name)
    else:
        yield _("{step}: channel from {old} to {new}.").format(step=name, old=then, new=now)


def _texts(name: str, old: Step, new: Step) -> Iterator[str]:
    for what, then, now in (
        (_("who handles it"), old.handled_by, new.handled_by),
        (_("link"), old.link, new.link),
    ):
        if then and now and then != now:
            yield _("{step}: {what} from {old} to {new}.").format(
                step=name, what=what, old=_short(then), new=_short(now)
            )
        elif now and then != now:
            yield _("{step}: {what} is now {new}.").format(step=name, what=what, new=_short(now))
        elif then != now:
            yield _("{step}: {what} taken away, it was {old}.").format(step=name, what=what, old=_short(then))
    for what, then, now in (
        (_("what the customer does"), old.does, new.does),
        (_("what they get"), old.gets, new.gets),
        (_("plan B"), old.plan_b, new.plan_b),
    ):
        yield from _written(name, what, then, now)


def _written(name: str, what: str, then: str, now: str) -> Iterator[str]:
    if then == now:
        return
    if not then:
        yield _("{step}: {what} was written.").format(step=name, what=what)
    elif not now:
        yield _("{step}: {what} was emptied.").format(step=name, what=what)
    else:
        yield _("{step}: {what} was reworded.").format(step=name, what=what)


def _checklist(name: str, old: Sequence[Line], new: Sequence[Line]) -> Iterator[str]:
    was, now = {line.id: line for line in old}, {line.id: line for line in new}
    for line in new:
        if line.id not in was:
            yield _("{step}: {list} has a new line, {line}.").format(
                step=name, list=_list(line), line=quoted(line.text)
            )
    for line in old:
        if line.id not in now:
            yield _("{step}: {line} taken out of {list}.").format(step=name, list=_list(line), line=quoted(line.text))
    for line in new:
        then = was.get(line.id, line)
        if then.text != line.text:
            yield _("{step}: {old} now reads {new}.").format(step=name, old=quoted(then.text), new=quoted(line.text))
        if then.must != line.must:
            yield _("{step}: {line} moved to {list}.").format(step=name, list=_list(line), line=quoted(line.text))
    if [line.id for line in old if line.id in now] != [line.id for line in new if line.id in was]:
        yield _("{step}: the checklist has another order.").format(step=name)


def _list(line: Line) -> str:
    return _("what must not be missing") if line.must else _("what should happen")


def _wait(name: str, old: Step, new: Step) -> Iterator[str]:
    if old.wait and new.wait:
        if old.wait.length != new.wait.length:
            yield _("{step}: wait from {old} to {new}.").format(
                step=name, old=words.length(old.wait.length), new=words.length(new.wait.length)
            )
        yield from _written(name, _("the promise"), old.wait.promise, new.wait.promise)
    elif new.wait:
        yield _("{step}: now with a wait of {new}.").format(step=name, new=words.length(new.wait.length))
    elif old.wait:
        yield _("{step}: the wait of {old} is gone.").format(step=name, old=words.length(old.wait.length))


def _marks(name: str, old: Step, new: Step) -> Iterator[str]:
    if old.moment_of_truth != new.moment_of_truth:
        yield (
            _("{step} is now a moment of truth.")
            if new.moment_of_truth
            else _("{step} is no moment of truth any more.")
        ).format(step=name)
    if old.sale != new.sale:
        yield (_("{step} is now the sale.") if new.sale else _("{step} is not the sale any more.")).format(step=name)
    if old.private != new.private:
        yield (
            _("{step} is now marked private.") if new.private else _("{step} is not marked private any more.")
        ).format(step=name)


def _figure(name: str, what: str, then: int | None, now: int | None) -> Iterator[str]:
    if then == now:
        return
    if then is None:
        yield _("{step}: {what} set to {new}.").format(what=what, step=name, new=now)
    elif now is None:
        yield _("{step}: {what} taken away, it was {old}.").format(what=what, step=name, old=then)
    else:
        yield _("{step}: {what} from {old} to {new}.").format(what=what, step=name, old=then, new=now)


def _short(text: str) -> str:
    return words.shortened(text, LONGEST)
