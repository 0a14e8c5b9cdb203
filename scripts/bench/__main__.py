"""Measure pages and builds side by side with the field's usual tools, in one run, and hold them to their budgets.

Run by ``make bench``; ``python -m scripts.bench --only membership`` runs one topic. Takes some minutes and stops by
itself. The peers' pages ask other hosts for their libraries; here they get Leaflet at once from disk and next to
nothing for the rest, which favours them. No page has tiles.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from scripts.bench.browser import running_browser
from scripts.bench.growth import draw_growth, growth_lines, measure_growth
from scripts.bench.rows import HEADS, Row
from scripts.bench.topics import TOPICS

WIDTH = 150

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    only: Annotated[list[str] | None, typer.Option(help=f"Measure this alone: {', '.join(TOPICS)}.")] = None,
    markdown: Annotated[bool, typer.Option(help="Print the table as Markdown, for a document.")] = False,
    film: Annotated[Path | None, typer.Option(help="Write the film strip of the membership page to this PNG.")] = None,
    growth: Annotated[Path | None, typer.Option(help="Measure only how pages grow, and draw it as this PNG.")] = None,
) -> None:
    """Measure and print one table; a budget that is not met is shown, not an error."""
    if unknown := [name for name in only or () if name not in TOPICS]:
        raise typer.BadParameter(f"no topic {', '.join(unknown)}; there are {', '.join(TOPICS)}", param_hint="--only")
    console = Console(stderr=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name, running_browser() as browser:
        if growth:
            found = measure_growth(browser, Path(name))
            draw_growth(found, growth, f"{date.today().isoformat()}, {machine()}, Chromium {browser.version}")
            print(*growth_lines(found), sep="\n")
            return
        for topic in only or TOPICS:
            folder = Path(name) / topic
            folder.mkdir()
            with console.status(f"Measuring: {topic}"):
                rows += TOPICS[topic](browser, folder)
        if film and (strip := Path(name) / "membership" / "film.png").exists():
            shutil.copyfile(strip, film)
        told = f"{date.today().isoformat()}, {machine()}, Chromium {browser.version}; medians (least–most of the runs)"
    print(_markdown(rows, told)) if markdown else _show(rows, told)


def machine() -> str:
    """Return what the measuring machine is, in a few words."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _show(rows: list[Row], told: str) -> None:
    out = Console()
    if not out.is_terminal:
        out = Console(width=WIDTH)
    table = Table(*HEADS, caption=told)
    for row in rows:
        table.add_row(*row.cells())
    out.print(table)


def _markdown(rows: list[Row], told: str) -> str:
    lines = [HEADS, ["---"] * len(HEADS), *(row.cells() for row in rows)]
    return "\n".join(["| " + " | ".join(line) + " |" for line in lines] + ["", told])


if __name__ == "__main__":
    app()
