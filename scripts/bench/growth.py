"""How pages grow with their data: seconds to build, bytes, and what four zooms take, as one figure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure
from playwright.sync_api import Browser

from geo.bloc import load_bloc
from layers.build import build_map
from layers.page.bloc_map import BlocMap
from layers.quick_map import show
from scripts.bench.browser import open_in_turn
from scripts.bench.inputs import AREAS, POINTS, ROUTES, many_areas, scattered_points, wandering_lines, write_bloc

SHARES = (100, 10, 1)
MOST = {"route vertices": 1_000_000, "points": POINTS, "areas": AREAS}
ZOOMS, RUNS, LONG_S = (1, 1, -1, -1), 3, 10.0
LINES = {"route vertices": ("#0a4e66", "o"), "points": ("#c8790f", "s"), "areas": ("#83399b", "^")}
SIZE_IN, DPI = (10.0, 3.6), 144


@dataclass(frozen=True)
class Grown:
    """A page of so many things: processor seconds to build it, its bytes, milliseconds of four zooms."""

    count: int
    build_s: float
    page_bytes: int
    zooms_ms: float


def measure_growth(browser: Browser, folder: Path) -> Mapping[str, Sequence[Grown]]:
    """Measure a hundredth, a tenth and the whole of each kind of much data."""
    show(scattered_points(POINTS // 1000)).save(folder / "warm.html")  # imports are paid for once
    return {
        kind: [_measured(browser, folder / f"{number}-{share}.html", make(folder, most // share), most // share)
               for share in SHARES]
        for number, (kind, most) in enumerate(MOST.items())
        for make in [MAKERS[kind]]
    }  # fmt: skip


def _measured(browser: Browser, page: Path, make: Callable[[], BlocMap], count: int) -> Grown:
    # The least counts: whatever else the machine does only adds, and what lies under the data is made the first time.
    times: list[float] = []
    while not times or (len(times) < RUNS and sum(times) < LONG_S):
        start = time.process_time()
        make().save(page)
        times.append(time.process_time() - start)
    opened = open_in_turn(browser, {"page": page}, runs=RUNS, zooms=ZOOMS)["page"]
    return Grown(count, min(times), page.stat().st_size, min(one.zooms_ms for one in opened))


def _routes(folder: Path, count: int) -> Callable[[], BlocMap]:
    place = folder / f"routes-{count}"
    write_bloc(place, wandering_lines(count // ROUTES))
    return lambda: build_map(load_bloc(place))


def _points(_: Path, count: int) -> Callable[[], BlocMap]:
    frame = scattered_points(count)
    return lambda: show(frame, size="tonnes")


def _areas(_: Path, count: int) -> Callable[[], BlocMap]:
    frame = many_areas(count)
    return lambda: show(frame, color="value")


MAKERS: Mapping[str, Callable[[Path, int], Callable[[], BlocMap]]] = {
    "route vertices": _routes,
    "points": _points,
    "areas": _areas,
}


def growth_lines(found: Mapping[str, Sequence[Grown]]) -> Iterator[str]:
    """Yield what was measured, a line a page."""
    for kind, grown in found.items():
        for one in grown:
            size = one.page_bytes / 1e6
            yield f"{one.count:>9,} {kind:15} built {one.build_s:6.2f} s  {size:6.2f} MB  zooms {one.zooms_ms:6.0f} ms"


def draw_growth(found: Mapping[str, Sequence[Grown]], path: Path, machine: str) -> None:
    """Draw three panels over the number of things by powers of ten; a dotted line has as much for each thing."""
    figure = Figure(SIZE_IN, DPI, layout="constrained")
    panels: list[tuple[str, Callable[[Grown], float]]] = [
        ("Build: seconds of the processor", lambda one: one.build_s),
        ("Page: MB", lambda one: one.page_bytes / 1e6),
        ("Four zooms: ms", lambda one: one.zooms_ms),
    ]
    for number, (axes, (title, pick)) in enumerate(zip(figure.subplots(1, len(panels)), panels, strict=True)):
        axes.set_title(title, loc="left", fontsize=10)
        for kind, grown in found.items():
            colour, sign = LINES[kind]
            counts, values = [one.count for one in grown], [pick(one) for one in grown]
            axes.plot(counts, values, color=colour, marker=sign, label=kind)
            if number < 2:
                axes.plot(counts, [values[-1] * count / counts[-1] for count in counts], color=colour, lw=0.7, ls=":")
        axes.set_xscale("log")
        least = min(pick(one) for grown in found.values() for one in grown)
        if number < 2:
            axes.set_yscale("log")
            axes.yaxis.set_major_formatter("{x:g}")
        axes.set_ylim(bottom=least / 3 if number < 2 else 0)
        axes.set_xlabel("how many", fontsize=9)
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
    figure.axes[0].legend(fontsize=8, frameon=False)
    figure.supxlabel(f"Dotted: as much for each. The least of {RUNS} runs. {machine}", fontsize=7, color="#566067")
    figure.savefig(path)
