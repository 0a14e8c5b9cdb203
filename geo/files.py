"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TRIES = 100
"""How often two processes may get in each other's way at one file before another way is taken."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside ``path`` that takes its place when the block ends well and vanishes otherwise.

    Parents are made. An interruption at any moment leaves what was there before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
    try:
        # The name is known before the file is there: whatever interrupts, it is cleared away.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file's bytes whole or not at all; an ``OSError`` names the file that was wanted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not _write_unnamed(path, content):
            with whole_file(path) as temporary:
                temporary.write_bytes(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_unnamed(path: Path, content: bytes) -> bool:
    """Write a file that gets a name when it is whole, so that a killed process leaves nothing behind.

    Linux can on most of its file systems. Return ``False`` where it cannot, with nothing done.
    """
    try:
        handle = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
    except (AttributeError, OSError):
        return False
    with open(handle, "wb") as file:
        file.write(content)
        file.flush()
        return _give_name(file.fileno(), path)


def _give_name(handle: int, path: Path) -> bool:
    """Let an open file take a name, through one that a process killed just then leaves for the next to clear away."""
    between = path.with_name(f".{path.name}.whole")
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        for _ in range(TRIES):
            try:
                os.link(f"/proc/self/fd/{handle}", between.name, dst_dir_fd=folder)
                between.replace(path)
            except FileExistsError:  # of a process that was killed, or that is about to give the file its name
                between.unlink(missing_ok=True)
            except FileNotFoundError:  # another process took what stood between for that of a killed one
                continue
            else:
                return True
        return False
    except OSError:
        between.unlink(missing_ok=True)
        return False
    finally:
        os.close(folder)
