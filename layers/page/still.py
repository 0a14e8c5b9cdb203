"""A small still map as inline SVG: for readers without scripts, and for the index of the maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0
from geo.model.dates import spell_on
from geo.model.locale import pick
from geo.model.symbology import (
    ASPECT_DASHES,
    ASPECT_GROWTH,
    LIGHT,
    ROUTE_WIDTHS,
    Dashes,
    dashes_of,
    route_colour,
)
from layers.page.assets import templates
from layers.scene.build import Scene
from layers.scene.frames.build import Frame
from layers.scene.ground.plane import PlaneArcs
from layers.scene.lines.route_model import SceneRoute
from layers.scene.model import SceneCountry, SceneData, SceneStatus
from layers.scene.on_day import aspect_holders, holders

WIDTH = 300
HEIGHT = 200
MARGIN = 0.04
# By which share of its frame the still of a page reaches beyond it on each side.
BEYOND = 0.5
# Of the edge of the projection, each vertex by this number.
EDGE_STEP = 4
# Islands smaller than this many units are left out.
MIN_UNITS = 11
# In pixels of the window; a dot is a dash that has a length for those who draw none of 0.
ROUTE_WIDTH, MIN_DASH = 2.5, 0.5
ASPECT_WIDTH = 1.2
# Of the sizes of a person's own frame, in units for a pixel; and the largest dot.
OWN_SIZE, MOST_DOT = 0.4, 6.0


def still_svg(scene: Scene, language: str, *, wide: bool = False) -> str:
    """Return the map of a scene's own day as SVG markup, about ``WIDTH`` × ``HEIGHT`` units, without styles or ids.

    It carries land, statuses and lines; what it shows in words stands in its label. A ``wide`` one is for the page,
    which shows it where the live map will stand: it reaches beyond its frame as far as a window does, and says in
    ``data-frame`` how many metres a unit is, how large the extent is in metres, and where its middle is in units.
    """
    scene = scene.on_its_day
    data, frame = scene.data, _Frame(scene, scene.plane, wide=wide)
    holding = holders(data, data.as_of)
    filled = [(one, holding[one.id]) for one in data.statuses if one.shown]
    held = {one.code for _, ones in filled for one in ones}
    picture = templates().get_template("still.svg")
    return picture.render(
        width=WIDTH,
        height=HEIGHT,
        wide=wide,
        frame=frame.measures(),
        outline=frame.outline(),
        label=pick(data.summary, language),
        sea=LIGHT.sea,
        land=frame.area(code for code in frame.polygons if ":" not in code and code not in held),
        land_fill=LIGHT.land,
        land_edge=LIGHT.border,
        fills=[one for status, held in filled for one in _fills(data, status, held, frame, wide=wide)],
        water=frame.area(key for key in frame.polygons if key.startswith("water:")),
        nobodys=frame.area(one.area or "" for one in data.disputes if one.nobodys),
        lines=[line for line in (*_outlines(scene, frame), *_lines(data, frame)) if line["d"]],
        own=[one for layer in scene.frames if layer.data.shown for one in _own(scene, layer)],
    )


def _fills(
    data: SceneData, status: SceneStatus, held: Iterable[SceneCountry], frame: _Frame, *, wide: bool
) -> Iterator[dict[str, str | bool]]:
    """Yield a status's fills; a page has them in its style sheet, which knows the reader's light or dark."""
    tint = wide and status.base is not None
    color = f"var(--s{data.statuses.index(status)})" if wide else status.color
    alone = {one.code for one in held if tint and one.strength is not None}
    together = [one.code for one in held if one.code not in alone]
    for name, codes in [("", together), *((f" in-{code}", [code]) for code in sorted(alone))]:
        if codes:
            yield {"color": color, "tint": f"tint{name}" if tint else "", "d": frame.area(codes)}


def _outlines(scene: Scene, frame: _Frame) -> Iterator[dict[str, str | float]]:
    """Yield the outlines of further memberships, those drawn over others the thinner."""
    data, holding = scene.data, aspect_holders(scene.data, scene.data.as_of)
    outlined = [aspect for aspect in data.aspects if aspect.shown and aspect.mark == "outline"]
    for later, aspect in zip(reversed(range(len(outlined))), outlined, strict=True):
        for number, status in enumerate(aspect.statuses):
            width = ASPECT_WIDTH * (1 + ASPECT_GROWTH * later)
            dashes = " ".join(f"{dash * ASPECT_WIDTH:g}" for dash in (ASPECT_DASHES if number else ()))
            d = frame.edges(scene.topology.outline([one.code for one in holding[status.id]]))
            yield {"color": status.color, "width": width, "dashes": dashes, "d": d}


def _lines(data: SceneData, frame: _Frame) -> Iterator[dict[str, str | float]]:
    for route in data.routes:
        color, width = route_colour(LIGHT, route.role, route.shade), ROUTE_WIDTH * ROUTE_WIDTHS[route.role]
        for dashes, runs in _runs(route, data.as_of).items():
            dashed = " ".join(f"{max(MIN_DASH, dash * ROUTE_WIDTH):.3g}" for dash in dashes)
            yield {"color": color, "width": width, "dashes": dashed, "d": frame.line(runs)}
    for journey in data.journeys:
        yield {
            "color": LIGHT.routes["main"] if journey.way == "absence" else LIGHT.ink,
            "width": 1,
            "d": frame.line([[journey.arc]]),
        }


def _runs(route: SceneRoute, day: date) -> dict[Dashes, list[list[str]]]:
    """Return the sections that have a state on a day, as lines by their dashes: those that follow each other as one."""
    runs: dict[Dashes, list[list[str]]] = {}
    for branch in route.branches:
        end: tuple[Dashes, int] | None = None
        for section in branch.sections:
            spell = spell_on(section.spells, day)
            if spell is None:
                continue
            dashes = dashes_of(spell.status, section.mode)
            own = runs.setdefault(dashes, [])
            if end != (dashes, section.from_seq):
                own.append([])
            own[-1].append(f"{branch.line}:{section.from_seq}")
            end = dashes, section.to_seq
    return runs


def _own(scene: Scene, layer: Frame) -> Iterator[dict[str, str | float]]:
    """Yield a person's frame class by class: areas filled, lines, points as dots."""
    plane = PlaneArcs(layer.topology, scene.projection) if layer.topology else scene.plane
    data, frame = layer.data, _Frame(scene, plane)
    for number, one in enumerate(data.classes):
        rows = [row for row in range(data.rows) if (data.of[row] if data.of else 0) == number]
        width = data.size * OWN_SIZE
        if data.kind == "areas":
            yield {"fill": one.color, "color": LIGHT.casing, "width": 0.3, "d": frame.area(map(str, rows))}
        elif data.kind == "lines":
            own = {str(row) for row in rows}
            keys = (key for key in frame.lines if key.split(":")[0] in own)
            yield {"fill": "none", "color": one.color, "width": width, "d": frame.line([key] for key in keys)}
        else:
            dots = dict.fromkeys(map(tuple, frame.units(layer.anchors[rows]).tolist()))
            d = "".join(f"M{x} {y}h0" for x, y in dots if 0 <= x <= WIDTH and 0 <= y <= HEIGHT)
            yield {"fill": "none", "color": one.color, "width": min(width, MOST_DOT), "d": d}


class _Frame:
    """From arcs to path data in the picture's units."""

    def __init__(self, scene: Scene, plane: PlaneArcs, *, wide: bool = False) -> None:
        self.beyond = (BEYOND * WIDTH, BEYOND * HEIGHT) if wide else (0.0, 0.0)
        self.extent = scene.data.view.extent
        low_x, low_y, high_x, high_y = scene.data.view.extent
        per_unit = max((high_x - low_x) / WIDTH, (high_y - low_y) / HEIGHT) * (1 + 2 * MARGIN)
        self.per_unit, self.projection = per_unit, scene.projection
        self.left = (low_x + high_x) / 2 - WIDTH * per_unit / 2
        self.top = (low_y + high_y) / 2 + HEIGHT * per_unit / 2
        # All vertices at once: thousands of small rings would each pay for a call.
        points, ends = plane.vertices(int(np.floor(np.log2(METRES_PER_PIXEL_AT_ZOOM_0 / per_unit))))
        units = self._units(points)
        self.arcs = [units[start:end] for start, end in pairwise(ends.tolist())]
        self.boxes = _boxes(units, ends)
        self.polygons, self.lines = plane.topology.polygons, plane.topology.lines

    def units(self, lonlat: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return longitudes and latitudes in degrees, shape (n, 2), in units of the picture."""
        return self._units(self.projection.forward(lonlat))

    def _units(self, plane: NDArray[np.float64]) -> NDArray[np.int64]:
        x, y = plane.T
        return np.rint(np.column_stack([x - self.left, self.top - y]) / self.per_unit).astype(np.int64)

    def measures(self) -> str:
        """Return metres of a unit, of the extent across and down, and the middle in units, as a script reads them."""
        left, bottom, right, top = self.extent
        numbers = (self.per_unit, right - left, top - bottom, WIDTH / 2, HEIGHT / 2)
        return " ".join(f"{number:.6g}" for number in numbers)

    def outline(self) -> str:
        """Return path data of the edge of the projection."""
        return _path(self._units(self.projection.outline()[::EDGE_STEP])) + "z"

    def area(self, keys: Iterable[str]) -> str:
        """Return path data of polygons; those wholly outside the picture are left out."""
        rings = (ring for key in keys for polygon in self.polygons.get(key, ()) for ring in polygon)
        seen = (self._points(ring) for ring in rings if self._is_seen(ring))
        return "".join(_path(points) + "z" for points in seen if len(points) > 3)

    def _is_seen(self, references: Sequence[int]) -> bool:
        """Tell whether a ring is large enough and not wholly outside; most are small, and are not put together."""
        boxes = [self.boxes[max(reference, ~reference)] for reference in references]
        low_x, low_y = min(box[0] for box in boxes), min(box[1] for box in boxes)
        high_x, high_y = max(box[2] for box in boxes), max(box[3] for box in boxes)
        across, down = self.beyond
        inside = high_x >= -across and high_y >= -down and low_x <= WIDTH + across and low_y <= HEIGHT + down
        return inside and max(high_x - low_x, high_y - low_y) >= MIN_UNITS

    def edges(self, arcs: Iterable[int]) -> str:
        """Return path data of single arcs, without those of what is too small to be seen."""
        drawn = (self._points([arc]) for arc in arcs if self._is_seen([arc]))
        return "".join(_path(points) for points in drawn if len(points) > 1)

    def line(self, runs: Iterable[Sequence[str]]) -> str:
        """Return path data of lines, each of parts that follow each other, so that dashes run on."""
        drawn = (self._points([arc for key in run for arc in self.lines.get(key, ())]) for run in runs)
        return "".join(_path(points) for points in drawn if len(points) > 1)

    def _points(self, references: Sequence[int]) -> NDArray[np.int64]:
        arcs = [self.arcs[reference] if reference >= 0 else self.arcs[~reference][::-1] for reference in references]
        points = np.concatenate(arcs) if arcs else np.zeros((0, 2), np.int64)
        moved = np.ones(len(points), bool)
        moved[1:] = (points[1:] != points[:-1]).any(axis=1)
        kept: NDArray[np.int64] = points[moved]
        return kept


def _boxes(points: NDArray[np.int64], ends: NDArray[np.int64]) -> list[tuple[int, int, int, int]]:
    """Return the least and the greatest x and y of each arc; of one without points, what no ring grows by."""
    boxes = np.tile(np.array([2**40, 2**40, -(2**40), -(2**40)]), (len(ends) - 1, 1))
    some = np.flatnonzero(np.diff(ends))
    if len(some):
        starts = ends[:-1][some]
        boxes[some, :2] = np.minimum.reduceat(points, starts)
        boxes[some, 2:] = np.maximum.reduceat(points, starts)
    return [(left, top, right, bottom) for left, top, right, bottom in boxes.tolist()]


def _path(points: NDArray[np.int64]) -> str:
    # A minus parts two numbers as well as a blank does.
    steps = "".join(f" {step}" if step >= 0 else str(step) for step in np.diff(points, axis=0).ravel().tolist())
    return f"M{points[0, 0]} {points[0, 1]}l{steps.lstrip()}"
