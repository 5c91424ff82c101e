"""Speed and memory as ratios within one run: every case stands beside its reference, and the goal beside both.

    python3 packaging/dev.py bench [CASE…] [--quick]

Cases: capture, stall, start, report, export, commit, map, annotate, search, potholes, private; all when none is named.
Pictures are generated, the workspaces lie in a folder of their own on this disk, and nothing of the user's is touched.
What a tool needs that is not installed here (Xvfb, scrot, ksnip, flameshot) is left out with a sentence. The exit code
says only whether all of it could be measured: machines differ, and a goal that is not met here stands in the table.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from measuring import (
    capture,
    commits,
    exporting,
    holes,
    maps,
    marks,
    places,
    private,
    reports,
    searching,
    stalls,
    start,
    table,
    thumbnails,
)
from measuring.scale import FULL, QUICK, Scale

Measure = Callable[[Path, Scale], Iterator[table.Line | table.Skipped]]

CASES: dict[str, Measure] = {
    "capture": capture.measure,
    "stall": stalls.measure,
    "start": start.measure,
    "report": reports.measure,
    "export": exporting.measure,
    "commit": commits.measure,
    "map": maps.measure,
    "thumbnails": thumbnails.measure,
    "annotate": marks.measure,
    "search": searching.measure,
    "potholes": holes.measure,
    "private": private.measure,
}


def main(arguments: Sequence[str]) -> int:
    """Measures what is asked for and prints the table."""
    wanted = _parser().parse_args(arguments)
    run(wanted.cases or list(CASES), QUICK if wanted.quick else FULL)
    return 0


def run(cases: Sequence[str], scale: Scale) -> list[table.Line | table.Skipped]:
    """Measures the cases in their order, printing each line when it is known."""
    compile_all()
    print(table.heading(), flush=True)
    lines: list[table.Line | table.Skipped] = []
    with places.workplace() as folder:
        for case in cases:
            for line in CASES[case](folder, scale):
                lines.append(line)
                print(table.row(line), flush=True)
    print(table.closing(lines))
    return lines


def compile_all() -> None:
    """Compiles the app and its packages: without that every start is measured several times too slow."""
    for place in (places.PROJECT / "oracle", places.PACKAGING, Path(sysconfig.get_path("purelib"))):
        compileall.compile_dir(place, quiet=2, workers=0)


def _parser() -> argparse.ArgumentParser:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__, formatter_class=plain)
    parser.add_argument("cases", nargs="*", metavar="CASE", choices=[*CASES, []], help=", ".join(CASES))
    parser.add_argument("--quick", action="store_true", help="fewer turns and smaller sizes")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
