"""What is measured, a topic a function: each yields rows, with DESIGN's budgets."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser

from geo.bloc import load_bloc
from layers.build import build_map
from layers.page.bloc_map import BlocMap
from layers.quick_map import show
from scripts.bench.browser import Opened, open_in_turn
from scripts.bench.commands import BLOCMAP, IMPORTS, Run, in_turn
from scripts.bench.film import film, strip
from scripts.bench.inputs import AREAS, POINTS, ROUTES, many_areas, scattered_points, wandering_lines, write_bloc
from scripts.bench.lighthouse import audit
from scripts.bench.peers import (
    MORE_PEERS,
    areas_by_folium,
    membership_by_explore,
    membership_by_folium,
    points_by_folium,
    routes_by_folium,
    status_frame,
)
from scripts.bench.rows import Row, beside

BLOC, MAP = "sco", "sco-membership"
MAPS = (MAP, "sco-corridor", "sco-routes", "sco-astana-2024")
PAGE_RUNS, BUILD_RUNS, LARGE_RUNS = 5, 3, 2
FOUR_ZOOMS = (1, 1, -1, -1)
FLOOR = "import of its libraries"
FOLIUM, EXPLORE, PLOTLY = "folium GeoJson", "explore()", "plotly"
T = TypeVar("T")


def bench_commands(_: Browser, folder: Path) -> Iterator[Row]:
    """Time commands in new processes beside the import of the libraries under them."""
    small = folder / "small"
    in_turn(1, [(BLOCMAP, ("new", str(small)), None), (BLOCMAP, ("build", BLOC, "--out", str(folder / "built")), None)])
    build = ("build", BLOC, "--out", str(folder / "built"))
    found = in_turn(
        BUILD_RUNS,
        [
            (IMPORTS, (), None),
            (BLOCMAP, build, None),
            (BLOCMAP, ("--help",), None),
            (BLOCMAP, ("list",), None),
            (BLOCMAP, ("check", str(small)), None),
            (BLOCMAP, ("check", BLOC), None),
        ],
    )
    cold = [in_turn(1, [(BLOCMAP, build, folder / f"cache-{run}")])[0][0] for run in range(BUILD_RUNS)]
    floor, built, *short = found
    yield from _seconds(f"blocmap build {BLOC}, nothing prepared", cold, floor)
    yield from _seconds(f"blocmap build {BLOC}, again", built, floor, 1.5)
    for what, runs in zip(("--help", "list", "check of a small folder", f"check {BLOC}"), short, strict=True):
        yield from _seconds(f"blocmap {what}", runs, floor, 0.3)
    yield Row(f"blocmap build {BLOC}: peak memory", [run.peak_mb for run in cold], "MB")


def bench_again(_: Browser, folder: Path) -> Iterator[Row]:
    """Time pages in a process that has built them before."""
    bloc = load_bloc(BLOC)
    for name in MAPS:
        build_map(bloc, name).save(folder / f"{name}.html")
    for name in MAPS:
        seconds = _timed(lambda name=name: build_map(bloc, name).save(folder / f"{name}.html"))[0]
        yield Row(f"{name}: built again in one process", [seconds], "s", 0.4)


def bench_pages(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure how the shipped pages weigh, open and move."""
    bloc = load_bloc(BLOC)
    pages = {name: folder / f"{name}.html" for name in MAPS}
    for name, path in pages.items():
        build_map(bloc, name).save(path)
    for name, found in open_in_turn(browser, pages, runs=PAGE_RUNS, zooms=FOUR_ZOOMS, drag=True, live=True).items():
        yield Row(f"{name}: size", [one.size_bytes / 1e3 for one in found], "kB", 300 if name == MAP else 380)
        yield Row(f"{name}: gzipped", [one.gzip_bytes / 1e3 for one in found], "kB", 210)
        yield Row(f"{name}: live", [one.live_ms for one in found], "ms")
        yield Row(f"{name}: drawn to the last name", [one.drawn_ms for one in found], "ms")
        yield Row(f"{name}: longest task while it opens", [one.longest_ms for one in found], "ms")
        yield Row(f"{name}: longest stall in four zooms", [one.zoom_stall_ms for one in found], "ms", 50)
        yield Row(f"{name}: longest frame while dragged", [one.drag_frame_ms for one in found], "ms", 50)


def bench_membership(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure the membership page beside the same map of other tools."""
    pages = {"blocmap": folder / "blocmap.html"} | membership_pages(folder)
    build_map(load_bloc(BLOC), MAP).save(pages["blocmap"])
    found = open_in_turn(browser, pages, runs=PAGE_RUNS, live=True)
    films = {name: [film(browser, path) for _ in range(PAGE_RUNS)] for name, path in pages.items()}
    strip({name: films[name][0] for name in ("blocmap", FOLIUM)}, folder / "film.png")
    ours = found.pop("blocmap")
    yield from beside(f"{MAP}: size", "kB", lambda one: one.size_bytes / 1e3, ours, found, limit=1.0)
    yield from beside(f"{MAP}: requests", "", lambda one: one.requests, ours, found, limit=0, shared=False)
    only = {FOLIUM: found[FOLIUM]}
    yield from beside(f"{MAP}: first paint", "ms", lambda one: one.painted_ms, ours, found)
    seen = {name: [one.seen_ms for one in shown] for name, shown in films.items()}
    mine = seen.pop("blocmap")
    yield from (
        Row(f"{MAP}: map seen", mine, "ms", 0.4 if name == FOLIUM else None, name, of) for name, of in seen.items()
    )
    yield from beside(f"{MAP}: live", "ms", lambda one: one.live_ms, ours, only, limit=0.6)
    yield from beside(f"{MAP}: drawn to the last name", "ms", lambda one: one.drawn_ms, ours, only)
    yield from beside(f"{MAP}: main thread", "ms", lambda one: one.busy_ms, ours, found)
    yield from beside(f"{MAP}: longest task", "ms", lambda one: one.longest_ms, ours, found)
    yield from beside(f"{MAP}: heap", "MB", lambda one: one.heap_mb, ours, found)


def membership_pages(folder: Path) -> dict[str, Path]:
    """Write the membership map with every peer that is here, and return where."""
    bloc = load_bloc(BLOC)
    spec = next(spec for spec in bloc.spec.maps if spec.slug == MAP)
    colours, frame = {status.id: status.color for status in bloc.spec.statuses}, status_frame(bloc, spec.as_of)
    makers = {FOLIUM: membership_by_folium, EXPLORE: membership_by_explore}
    makers |= {name: make for name, make in MORE_PEERS.items() if find_spec(name)}
    pages = {}
    for name, make in makers.items():
        pages[name] = folder / f"{make.__name__}.html"
        make(frame, colours, pages[name])
    return pages


def bench_routes(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure a page of a million route vertices beside folium's, and a tenth and a hundredth of it, for growth."""
    for vertices in (100, 1000, 10_000):
        lines, place = wandering_lines(vertices), folder / f"routes-{vertices}"
        write_bloc(place, lines)
        ours, theirs = folder / f"routes-{vertices}.html", folder / f"routes-{vertices}-folium.html"
        seconds = _timed(lambda place=place, ours=ours: build_map(load_bloc(place)).save(ours))[0]
        routes_by_folium(lines, theirs)
        what = f"{ROUTES * vertices:,} route vertices"
        yield Row(f"{what}: built", [seconds], "s")
        yield from _large(
            browser, what, ours, theirs, "folium PolyLine", (1.4, 0.35, 0.12) if vertices == 10_000 else None
        )


def bench_points(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure a page of very many points beside folium's."""
    frame = scattered_points()
    ours, theirs = folder / "points.html", folder / "points-folium.html"
    seconds, page = _timed(lambda: _saved(show(frame, size="tonnes"), ours))
    points_by_folium(frame, theirs)
    what = f"{POINTS:,} points"
    yield Row(f"{what}: built", [seconds], "s")
    yield Row(f"{what}: bytes a point", [page.stat().st_size / POINTS], "", 40)
    yield from _large(browser, what, ours, theirs, "folium CircleMarker", (None, 0.2, 0.2))


def bench_areas(browser: Browser, folder: Path) -> Iterator[Row]:
    """Measure a choropleth of very many areas beside folium's."""
    frame = many_areas()
    ours, theirs = folder / "areas.html", folder / "areas-folium.html"
    seconds, _ = _timed(lambda: _saved(show(frame, color="value"), ours))
    areas_by_folium(frame, theirs)
    what = f"{AREAS:,} areas"
    yield Row(f"{what}: built", [seconds], "s")
    yield from _large(browser, what, ours, theirs, "folium GeoJson", (None, None, None))


def bench_lighthouse(_: Browser, folder: Path) -> Iterator[Row]:
    """Ask Lighthouse for its marks on a simulated slow phone; nothing where it is not installed."""
    pages = {"blocmap": folder / f"{MAP}.html"} | membership_pages(folder)
    build_map(load_bloc(BLOC), MAP).save(pages["blocmap"])
    marks = audit({name: pages[name] for name in ("blocmap", FOLIUM, EXPLORE)})
    if not marks:
        return
    ours = marks.pop("blocmap")
    for subject, limit in (("performance", 95), ("accessibility", 100)):
        for peer, theirs in marks.items():
            given = {"limit": limit, "shared": False, "least": True}
            yield Row(f"Lighthouse: {subject}", [ours[subject]], "", peer=peer, theirs=[theirs[subject]], **given)


TOPICS: dict[str, Callable[[Browser, Path], Iterator[Row]]] = {
    "commands": bench_commands,
    "again": bench_again,
    "pages": bench_pages,
    "membership": bench_membership,
    "routes": bench_routes,
    "points": bench_points,
    "areas": bench_areas,
    "lighthouse": bench_lighthouse,
}


def _large(
    browser: Browser, what: str, ours: Path, theirs: Path, peer: str, limits: tuple[float | None, ...] | None
) -> Iterator[Row]:
    """Measure two pages of much data: size in MB, drawn and four zooms as shares, and the longest stall of a zoom."""
    size, drawn, zooms = limits or (None, None, None)
    found = open_in_turn(browser, {"blocmap": ours, peer: theirs}, runs=LARGE_RUNS, zooms=FOUR_ZOOMS)
    mine, its = found["blocmap"], found[peer]

    def row(of: str, unit: str, pick: Callable[[Opened], float], **more: object) -> Row:
        return Row(f"{what}: {of}", list(map(pick, mine)), unit, peer=peer, theirs=list(map(pick, its)), **more)

    yield row("size", "MB", lambda one: one.size_bytes / 1e6, limit=size, shared=False)
    yield row("drawn", "ms", lambda one: one.drawn_ms, limit=drawn)
    yield row("four zooms", "ms", lambda one: one.zooms_ms, limit=zooms)
    yield row("longest stall in four zooms", "ms", lambda one: one.zoom_stall_ms, limit=100, shared=False)


def _seconds(what: str, runs: list[Run], floor: list[Run], limit: float | None = None) -> Iterator[Row]:
    yield Row(what, [run.seconds for run in runs], "s", limit, FLOOR, [run.seconds for run in floor])


def _timed(do: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = do()
    return time.perf_counter() - start, result


def _saved(page: BlocMap, path: Path) -> Path:
    page.save(path)
    return path
