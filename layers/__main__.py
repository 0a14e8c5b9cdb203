"""The door of the command: who interrupts it while it still imports is answered as at any other moment."""

from __future__ import annotations

import gc
import os
import sys
import threading

from layers.interrupt import watch


def main() -> None:
    """Run the command ``blocmap``."""
    watch()
    # What is made while importing stays: a tenth of the time of a short command goes into looking there for garbage.
    gc.set_threshold(20_000)
    # Looking for plug-ins of pydantic's, which have no say here, takes a fifth of the time of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from layers.cli import main as run

    try:
        run()
    except SystemExit as ended:
        _leave(ended.code)
        raise


def _leave(status: object) -> None:
    """End the process at once, when all is written; return where somebody still has a say in how it ends.

    Python would take down hundreds of thousands of objects one by one, which the system frees in a moment: an eighth
    of the time of a build, a fifth of that of a short command.
    """
    if not isinstance(status, int | None) or threading.active_count() > 1:
        return
    import atexit

    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):  # full, or closed: Python has its own way of saying so
        return
    os._exit(status or 0)


if __name__ == "__main__":
    main()
