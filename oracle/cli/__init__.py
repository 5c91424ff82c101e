"""The command line: thin, one service call each. Importing it loads nothing heavy.

Exit codes: 0 fine, 1 a known error on stderr, 2 usage, 130 stopped by Ctrl+C.
"""

from __future__ import annotations

from argparse import Namespace

from oracle.cli.output import complain
from oracle.cli.parser import parse
from oracle.errors import OracleError

__all__ = ["complain", "parse", "run"]


def run(wanted: Namespace) -> int:
    """Carry out a parsed subcommand and return the exit code."""
    try:
        code: int = wanted.act(wanted)
    except OracleError as error:
        complain(error)
        return 1
    except BrokenPipeError:
        return 0  # The reader of our output went away (as `| head` does): nothing more to say, and no fault.
    return code
