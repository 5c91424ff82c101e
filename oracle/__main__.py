"""`pothole-oracle`: without a subcommand the window opens; a subcommand runs without importing the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from oracle import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app with these arguments (the process's own by default) and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    wanted = cli.parse(given)
    if wanted.command is None:
        return _window(wanted.workspace, wanted.files)
    if wanted.command == "demo":
        from oracle.ui import demo

        return demo.run(wanted.out)
    if wanted.command == "self-test":
        from oracle.ui import self_test

        return self_test.run()
    return cli.run(wanted)


def _window(workspace: Path | None, files: Sequence[Path]) -> int:
    from oracle.ui import application

    return application.run(workspace, tuple(files))


if __name__ == "__main__":
    sys.exit(main())
