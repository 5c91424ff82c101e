"""`report`: the PDF of one or more walks."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from functools import partial

from oracle.cli.opening import opened
from oracle.cli.output import remark, say
from oracle.cli.preparing import prepare
from oracle.language import _, ngettext
from oracle.report import content, pdf
from oracle.report.pictures import picture
from oracle.workspace import comparisons, reads, walks

MOST_LINES = 50


def write(wanted: Namespace) -> int:
    """Write the report and print where it is."""
    with opened(wanted) as held:
        walk_ids = tuple(walks.resolve(held, walk) for walk in wanted.walks)
        records = reads.report_walks(held, walk_ids)
        told = content.build(records, content.Options(title=wanted.title), comparisons.since(held, records))
        prepare(held, _shown(told))
        progress = pdf.write(told, wanted.out, picture=partial(picture, held), paper=wanted.paper)
        for step in progress:
            if sys.stderr.isatty():
                print(f"\r{step.done} / {step.total}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    say(_("Report written: {path}").format(path=wanted.out))
    _warn(content.notices(records))
    return 0


def _warn(notices: Sequence[content.Notice]) -> None:
    """What was left open, on stderr: what may be private line by line, the rest counted."""
    private = [each for each in notices if each.kind in {content.NoticeKind.PRIVATE, content.NoticeKind.FOUND}]
    for notice in private[:MOST_LINES]:
        remark(_("Warning: {what} (capture {id})").format(what=notice.text, id=notice.capture_id))
    more = len(notices) - len(private[:MOST_LINES])
    if more:
        left = ngettext(
            "{n} more point of the check was left open.", "{n} more points of the check were left open.", more
        )
        remark(left.format(n=more))


def _shown(told: content.Content) -> Iterator[str]:
    """Ids of the captures in the report, some more than once."""
    yield from (picture.capture_id for card in (*told.cards, *told.unrated) for picture in card.pictures)
    yield from (picture.capture_id for card in told.brights for picture in card.pictures)
    yield from (picture.capture_id for walk in told.walks for step in walk.steps for picture in step.pictures)
