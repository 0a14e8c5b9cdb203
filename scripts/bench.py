"""Measure pages and builds side by side with the field's usual tools, in one run, and hold them to their budgets.

Run by ``make bench``; takes a few minutes and stops by itself. The peers' pages ask other hosts for their libraries;
here they get Leaflet at once from disk and next to nothing for the rest, which favours them. No page has tiles.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser
from rich.console import Console
from rich.table import Table

from geo.bloc import load_bloc
from layers.build import build_map
from scripts.bench_browser import measure, running_browser
from scripts.bench_peers import membership_by_explore, membership_by_folium, routes_by_folium, status_frame
from scripts.bench_routes import wandering_lines, write_bloc

BLOC, MAP = "sco", "sco-membership"
PAGE_RUNS, BUILD_RUNS, ROUTE_RUNS = 5, 3, 3
FOUR_ZOOMS = (1, 1, -1, -1)
IMPORTS = "import geopandas, folium, cartopy.io.shapereader"
BUILD = "import sys; from layers.cli import main; sys.exit(main())"
COMMAND_TIMEOUT_S = 600
WIDTH = 132


@dataclass(frozen=True)
class Result:
    """One line of the table: ours against a limit, the limit being a number of its own or a share of a peer's."""

    what: str
    ours: float
    unit: str
    limit: float
    peer: str = ""
    theirs: float | None = None

    @property
    def share(self) -> float | None:
        """Ours as a share of the peer's."""
        return None if self.theirs is None else self.ours / self.theirs

    @property
    def met(self) -> bool:
        """Whether ours keeps within the budget."""
        return (self.ours if self.share is None else self.share) <= self.limit


def bench_build(folder: Path) -> Iterator[Result]:
    """Time a build in a new process beside the import of the libraries under it."""
    build, imports = [], []
    for _ in range(BUILD_RUNS):
        imports.append(_seconds([sys.executable, "-c", IMPORTS]))
        build.append(_seconds([sys.executable, "-c", BUILD, "build", BLOC, "--out", str(folder)]))
    yield Result(f"blocmap build {BLOC}, cold", median(build), "s", 2.0, "import of its libraries", median(imports))


def bench_membership(browser: Browser, folder: Path) -> Iterator[Result]:
    """Measure the membership page beside folium's and geopandas' pages of the same frame."""
    bloc = load_bloc(BLOC)
    spec = next(spec for spec in bloc.spec.maps if spec.slug == MAP)
    colours = {status.id: status.color for status in bloc.spec.statuses}
    frame = status_frame(bloc, spec.as_of)
    pages = {name: folder / f"{name}.html" for name in ("blocmap", "folium", "explore")}
    build_map(bloc, MAP).save(pages["blocmap"])
    membership_by_folium(frame, colours, pages["folium"])
    membership_by_explore(frame, colours, pages["explore"])
    found = measure(browser, pages, runs=PAGE_RUNS, zooms=())
    ours, folium, explore = (found[name] for name in pages)
    yield Result(f"{MAP}: size", ours.size_bytes / 1e3, "kB", 450)
    yield Result(f"{MAP}: size", ours.size_bytes / 1e3, "kB", 1.0, "explore()", explore.size_bytes / 1e3)
    yield Result(f"{MAP}: requests", ours.requests, "", 0)
    yield Result(f"{MAP}: drawn", ours.drawn_ms, "ms", 0.6, "folium GeoJson", folium.drawn_ms)
    yield Result(f"{MAP}: drawn", ours.drawn_ms, "ms", 0.6, "explore()", explore.drawn_ms)


def bench_routes(browser: Browser, folder: Path) -> Iterator[Result]:
    """Measure a page of a million route vertices beside folium's."""
    lines = wandering_lines()
    write_bloc(folder / "bloc", lines)
    pages = {name: folder / f"routes-{name}.html" for name in ("blocmap", "folium")}
    build_map(load_bloc(folder / "bloc")).save(pages["blocmap"])
    routes_by_folium(lines, pages["folium"])
    found = measure(browser, pages, runs=ROUTE_RUNS, zooms=FOUR_ZOOMS)
    ours, folium = found["blocmap"], found["folium"]
    what = f"{sum(map(len, lines)):,} route vertices"
    yield Result(f"{what}: size", ours.size_bytes / 1e6, "MB", 5.0)
    yield Result(f"{what}: drawn", ours.drawn_ms, "ms", 0.5, "folium PolyLine", folium.drawn_ms)
    yield Result(f"{what}: four zooms", ours.zooms_ms, "ms", 0.2, "folium PolyLine", folium.zooms_ms)


def show(results: list[Result], console: Console) -> None:
    """Print what was measured, the budget, and whether it is met."""
    table = Table("what", "blocmap", "beside it", "", "budget", "measured", "met")
    for one in results:
        share = one.share
        table.add_row(
            one.what,
            _number(one.ours, one.unit),
            one.peer,
            "" if one.theirs is None else _number(one.theirs, one.unit),
            f"≤ {_number(one.limit, one.unit)}" if share is None else f"≤ {one.limit:g} ×",
            _number(one.ours, one.unit) if share is None else f"{share:.2f} ×",
            "yes" if one.met else "NO",
        )
    console.print(table)


def _number(value: float, unit: str) -> str:
    digits = 2 if unit in ("s", "MB") else 0
    return f"{value:,.{digits}f} {unit}".strip()


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=COMMAND_TIMEOUT_S)
    return time.perf_counter() - start


def main() -> None:
    """Measure everything and print one table; a budget that is not met is shown, not an error."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name, running_browser() as browser:
        folder = Path(name)
        for title, steps in (
            ("build", bench_build(folder / "built")),
            ("membership page", bench_membership(browser, folder)),
            ("routes", bench_routes(browser, folder)),
        ):
            with console.status(f"Measuring: {title}"):
                results += steps
    console.print(f"[dim]medians of {PAGE_RUNS} runs (build and routes {BUILD_RUNS}), {date.today().isoformat()}[/dim]")
    show(results, console)


if __name__ == "__main__":
    main()
