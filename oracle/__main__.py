"""`pothole-oracle`: without a subcommand the window opens; a subcommand runs without importing the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

from oracle import console
from oracle.errors import OracleError

_OBJECTS = 100_000  # more than before, until rubbish is looked for among them


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app with these arguments (the process's own by default) and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    console.open_up()
    try:
        # The usual start has nothing to read, and what reads takes a tenth of the time until the window stands.
        return _carry_out(words) if words else int(window().run(None))
    except OracleError as error:
        from oracle import cli

        cli.complain(error)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        console.close_down()


def _carry_out(words: Sequence[str]) -> int:
    from oracle import cli

    wanted = cli.parse(words)
    if wanted.command is None:
        return int(window().run(wanted.workspace, tuple(wanted.files)))
    if wanted.command == "demo":
        from oracle.ui import demo

        return demo.run(wanted.out)
    if wanted.command == "self-test":
        from oracle.ui import self_test

        return self_test.run()
    with _rarely_tidied():
        return cli.run(wanted)


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """A command loads a lot, makes much and ends: looking for rubbish as often as Python does takes a tenth of it."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def window() -> ModuleType:
    """The module that opens the window, loaded without looking for rubbish; it does so again when a screen stands."""
    # Hundreds of modules are loaded until then and none is thrown away: looking through them takes a fifth of the time.
    gc.disable()
    from oracle.ui import application

    return application


if __name__ == "__main__":
    sys.exit(main())
