"""`report`: the PDF of one or more walks."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import partial

from oracle.cli.opening import opened
from oracle.cli.output import say
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
        progress = pdf.write(told, wanted.out, picture=partial(picture, held), paper=wanted.paper)
        for step in progress:
            if sys.stderr.isatty():
                print(f"\r{step.done} / {step.total}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    say(_("Report written: {path}").format(path=wanted.out))
    return 0
