"""`insights`: all that the method reads from a walk, or from the last walk of a journey and all of them together."""

from __future__ import annotations

from argparse import Namespace

from oracle.cli.insights_json import as_json
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.errors import NotFound
from oracle.language import _
from oracle.method import agreement as agreeing
from oracle.method import insights as method
from oracle.method import unseen as seeing
from oracle.model.ratings import ENDED, Run
from oracle.model.record import JourneyRecord, WalkRecord
from oracle.report.content.readings import readings
from oracle.report.map.record import read as record_of_map
from oracle.workspace import Workspace, journeys, reads, walks


def show(wanted: Namespace) -> int:
    """Print the readings of a walk or journey."""
    with opened(wanted) as held:
        journey, record = _read(held, wanted.what)
        channels = record_of_map(held, journey.journey.id).coverage
    found = None if record is None else method.insights(record)
    together = method.together(journey)
    if wanted.json:
        say_json(as_json(journey, channels, record, found, together))
        return 0
    say_table([(journey.journey.title,)])
    if record is None or found is None:
        say(_("This road has not been walked yet."))
    else:
        told = _("Walk {n} by {tester}").format(n=record.open.walk.number, tester=record.open.tester.name)
        say_table([(told,)])
        for each in readings(record, found):
            say("", each.title)
            say_table((f"  {line}",) for line in each.lines)
    say("", _("What several people met"))
    say(f"  {seeing.sentence(together.unseen)}", f"  {agreeing.sentence(together.agreement)}")
    details = agreeing.details(together.agreement)
    if details:
        say(f"  {details}")
    return 0


def _read(held: Workspace, named: str) -> tuple[JourneyRecord, WalkRecord | None]:
    """The journey, and the walk that is read: the one that was named, else the journey's last."""
    try:
        walk_id = walks.resolve(held, named)
    except NotFound as no_walk:
        try:
            journey = reads.journey_record(held, journeys.resolve(held, named))
        except NotFound:
            raise no_walk from None
        last = _last(journey)
        return journey, reads.report_walks(held, (last,))[0] if last else None
    record = reads.report_walks(held, (walk_id,))[0]
    return reads.journey_record(held, record.open.journey.id), record


def _last(journey: JourneyRecord) -> str | None:
    """Id of the last walk that came to its end on the whole road, else of the last one."""
    whole = [each for each in journey.walks if each.walk.state in ENDED and each.walk.run is not Run.TEN_MINUTE]
    chosen = (whole or list(journey.walks))[-1:]
    return chosen[0].walk.id if chosen else None
