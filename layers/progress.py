"""How long work takes, told on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layers.interrupt import undoing

if TYPE_CHECKING:  # rich's bars take a tenth of a second to import
    from rich.progress import Progress


class Bar:
    """A progress bar on a terminal, and nothing elsewhere."""

    def __init__(self, progress: Progress | None, title: str, total: int) -> None:
        self.progress, self.title = progress, title
        if progress:
            self.task = progress.add_task(title, total=total)

    def step(self, name: str) -> None:
        """Say that one more thing is done."""
        if self.progress:
            self.progress.update(self.task, advance=1, description=f"{self.title}: {name}")

    def amount(self, done: int, total: int | None) -> None:
        """Say how much of a known or unknown whole is done."""
        if self.progress:
            self.progress.update(self.task, completed=done, total=total)


@contextmanager
def progress_bar(total: int, title: str) -> Iterator[Bar]:
    """Yield a bar over so many steps, drawn on the error stream where that is a terminal."""
    with undoing():
        if not (sys.stderr and sys.stderr.isatty()):
            yield Bar(None, title, total)
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as progress:
            yield Bar(progress, title, total)
