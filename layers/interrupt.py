"""Ctrl-C at any moment: one line and its exit status, no traceback, and what is half done is undone first.

Imports nothing large, since it has to be there before all else is.
"""

from __future__ import annotations

import os
import signal
import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

STATUS = 130
STDERR = 2
LINE = "blocmap: interrupted; what was there before is still there"


def watch() -> None:
    """Let an interruption end this process at once; within ``undoing`` it unwinds first.

    A process that was started deaf to interruptions, as a shell does in the background, stays so.
    """
    try:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, _leave)
    except KeyboardInterrupt:  # just before
        _leave()


@contextmanager
def undoing() -> Iterator[None]:
    """Within the block an interruption unwinds what has been begun, and only then ends the process.

    Libraries turn ``KeyboardInterrupt`` into errors of their own, or lose it in places that cannot raise; either way
    the process ends interrupted. Without ``watch``, as in a test or another's program, nothing is changed.
    """
    if signal.getsignal(signal.SIGINT) is not _leave:
        yield
        return
    came: list[int] = []

    def unwind(number: int, frame: FrameType | None) -> None:
        came.append(number)
        raise KeyboardInterrupt

    told = sys.unraisablehook
    sys.unraisablehook = lambda lost: _again() if lost.exc_type is KeyboardInterrupt else told(lost)
    signal.signal(signal.SIGINT, unwind)
    try:
        yield
    except BaseException:
        if came:
            _leave()
        raise
    finally:
        signal.signal(signal.SIGINT, _leave)
        sys.unraisablehook = told
    if came:
        _leave()


@contextmanager
def raising() -> Iterator[None]:
    """Within the block an interruption is Python's ``KeyboardInterrupt``, for a command that is ended by it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _again() -> None:
    """Interrupt once more in a moment, when what cannot raise is over."""
    from threading import Timer

    timer = Timer(0.01, interrupt_main)
    timer.daemon = True
    timer.start()


def _leave(number: int = signal.SIGINT, frame: FrameType | None = None) -> NoReturn:
    with suppress(OSError):  # nobody may be listening
        os.write(STDERR, f"{LINE}\n".encode())
    os._exit(STATUS)
