"""`report`: the PDF of one or more walks."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from functools import partial

from oracle.cli.opening import opened
from oracle.cli.output import say
from oracle.cli.preparing import prepare
from oracle.language import _
from oracle.report import content, pdf
from oracle.report.pictures import picture
from oracle.workspace import reads, walks


def write(wanted: Namespace) -> int:
    """Write the report and print where it is."""
    with opened(wanted) as held:
        walk_ids = tuple(walks.resolve(held, walk) for walk in wanted.walks)
        records = reads.report_walks(held, walk_ids)
        told = content.build(records, content.Options(title=wanted.title))
        prepare(held, _shown(told))
        progress = pdf.write(told, wanted.out, picture=partial(picture, held), paper=wanted.paper)
        for step in progress:
            if sys.stderr.isatty():
                print(f"\r{step.done} / {step.total}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    say(_("Report written: {path}").format(path=wanted.out))
    return 0


def _shown(told: content.Content) -> Iterator[str]:
    """Ids of the captures in the report, some more than once."""
    yield from (picture.capture_id for card in (*told.cards, *told.unrated) for picture in card.pictures)
    yield from (picture.capture_id for card in told.brights for picture in card.pictures)
    yield from (picture.capture_id for walk in told.walks for step in walk.steps for picture in step.pictures)
