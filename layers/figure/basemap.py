"""The ground of a figure on cartopy axes: sea, graticule, land, statuses, borders; and its way to the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cartopy.crs as ccrs
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path as Outline

from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0
from geo.topology.build import Topology
from layers.figure.fonts import SMALLEST_PT
from layers.figure.marks import HATCHES, draw_dispute, pattern_ink
from layers.figure.sheet import HAIRLINE_PT, PT_PER_INCH, Box, Points, Sheet
from layers.scene.build import Scene
from layers.scene.entries import Entry
from layers.style import palette

BEYOND = "#eef1f0"
# Room around what the scene opens with, as a share of it.
MARGIN = 0.03
# Lines are drawn with the detail of this many dots per inch.
DETAIL_DPI = 150
# A figure speaks of zoom as the page does when its type is as large: the page's 10 pixels are the smallest type here.
TYPE_PX = 10
OVER_GROUND = 1


@dataclass(frozen=True)
class Plate:
    """A scene's map in a box of the sheet: the box in points, the plane's metres at its corner and per point."""

    scene: Scene
    box: Box
    west: float
    south: float
    metres_per_pt: float
    unit: float

    @cached_property
    def zoom(self) -> int:
        """The level of detail at which lines are drawn."""
        dots = self.metres_per_pt * PT_PER_INCH / DETAIL_DPI
        return max(0, math.ceil(math.log2(METRES_PER_PIXEL_AT_ZOOM_0 / dots)))

    @cached_property
    def page_zoom(self) -> float:
        """The page's zoom that shows the map as large beside its type as this plate does."""
        return math.log2(METRES_PER_PIXEL_AT_ZOOM_0 / (self.metres_per_pt * SMALLEST_PT * self.unit / TYPE_PX))

    @property
    def topology(self) -> Topology:
        """The scene's arcs."""
        return self.scene.topology

    def plane(self, references: Sequence[int]) -> Points:
        """Return a ring's or line's vertices in the plane, metres, shape (n, 2)."""
        return self.scene.projection.forward(self.topology.path(references, self.zoom))

    def to_sheet(self, plane: Points) -> Points:
        """Return points of the plane in points of the sheet, shape (n, 2)."""
        corner, box = np.array([self.west, self.south]), np.array(self.box[:2])
        points: Points = (plane - corner) / self.metres_per_pt + box
        return points

    def line(self, references: Sequence[int]) -> Points:
        """Return a ring's or line's vertices on the sheet, shape (n, 2)."""
        return self.to_sheet(self.plane(references))

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the sheet."""
        x, y = self.to_sheet(self.scene.projection.forward(np.array([[lon, lat]])))[0]
        return float(x), float(y)

    def sees(self, line: Points) -> bool:
        """Tell whether the box of a line on the sheet meets that of the plate."""
        if len(line) < 2:
            return False
        (left, bottom), (right, top) = line.min(axis=0), line.max(axis=0)
        box = self.box
        return bool(left < box.right and right > box.left and bottom < box.top and top > box.bottom)

    @cached_property
    def rings(self) -> Mapping[str, list[list[Points]]]:
        """The polygons in sight by key, each a list of its rings on the sheet, the outer one first."""
        found: dict[str, list[list[Points]]] = {}
        for key, polygons in self.topology.polygons.items():
            for polygon in polygons:
                rings = [ring for ring in map(self.line, polygon) if len(ring) > 3]
                if rings and self.sees(rings[0]):
                    found.setdefault(key, []).append(rings)
        return found

    def outline(self, keys: Iterable[str]) -> Outline | None:
        """Return polygons as one outline on the sheet; holes stay open by the directions of their rings."""
        rings = [ring for key in keys for polygon in self.rings.get(key, ()) for ring in polygon]
        return Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings)) if rings else None


def fit_plate(scene: Scene, box: Box, unit: float) -> Plate:
    """Return the plate that shows all that the scene opens with, in its middle, as large as the box lets it."""
    left, bottom, right, top = scene.data["view"]["extent"]
    per_pt = max((right - left) / box.width, (top - bottom) / box.height) * (1 + 2 * MARGIN)
    west, south = (left + right - box.width * per_pt) / 2, (bottom + top - box.height * per_pt) / 2
    return Plate(scene, box, west, south, per_pt, unit)


def draw_ground(sheet: Sheet, plate: Plate, held: Mapping[str, Entry]) -> None:
    """Draw the ground on cartopy axes in the page's projection; ``held`` is the status of each country that has one."""
    axes = _axes(sheet, plate)
    fill = _Brush(axes, plate)
    fill.graticule()
    fill.area([key for key in plate.rings if ":" not in key and key not in held], facecolor=palette.LAND, zorder=2)
    for status in {status["id"]: status for status in held.values()}.values():
        _fill_status(fill, status, [code for code in held if held[code] is status])
    fill.area(
        [key for key in plate.rings if key.startswith("water:")],
        facecolor=palette.SEA,
        edgecolor=palette.COAST,
        linewidth=HAIRLINE_PT * plate.unit,
        zorder=4,
    )
    fill.borders(held)
    for dispute in plate.scene.data["disputes"]:
        outline = plate.outline([dispute["area"]]) if dispute.get("area") else None
        if outline is not None and is_disputed(dispute):
            draw_dispute(sheet, outline, ground=None, clip=plate.box, z=OVER_GROUND)


def is_disputed(dispute: Entry) -> bool:
    """Tell whether a record of the borders is of something disputed now."""
    return "settled" not in dispute


def _fill_status(fill: _Brush, status: Entry, codes: Sequence[str]) -> None:
    pattern, color = status["pattern"], status["color"]
    fill.area(codes, facecolor=color, zorder=3)
    if HATCHES[pattern]:
        ink = pattern_ink(color, status["ink"], pattern)
        fill.area(codes, facecolor="none", edgecolor=ink, hatch=HATCHES[pattern], zorder=3.1)


def _axes(sheet: Sheet, plate: Plate) -> Any:
    """Return cartopy axes over the plate's box; their data are metres of the plane, as those of any cartopy layer."""
    box, whole, scale = plate.box, sheet.box, plate.metres_per_pt
    crs = ccrs.LambertAzimuthalEqualArea(**plate.scene.projection.cartopy_options)
    rect = (
        box.left / whole.width,
        box.bottom / whole.height,
        box.width / whole.width,
        box.height / whole.height,
    )
    axes: Any = sheet.figure.add_axes(rect, projection=crs)
    axes.set_xlim(plate.west, plate.west + box.width * scale)
    axes.set_ylim(plate.south, plate.south + box.height * scale)
    axes.set_facecolor(BEYOND)
    axes.spines["geo"].set_visible(False)
    axes.add_artist(Circle((0, 0), plate.scene.projection.radius, facecolor=palette.SEA, edgecolor="none", zorder=0.5))
    return axes


class _Brush:
    """Draws arcs on the axes."""

    def __init__(self, axes: Any, plate: Plate) -> None:
        self.axes, self.plate = axes, plate

    def area(self, keys: Iterable[str], **style: Any) -> None:
        outline = self.plate.outline(keys)
        if outline is not None:
            style = {"edgecolor": "none", "linewidth": 0} | style
            # Not add_patch, which measures every vertex to set limits that are already set.
            self.axes.add_artist(PathPatch(self._metres(outline), **style))

    def _metres(self, outline: Outline) -> Outline:
        corner, box = np.array([self.plate.west, self.plate.south]), np.array(self.plate.box[:2])
        return Outline((np.asarray(outline.vertices) - box) * self.plate.metres_per_pt + corner, outline.codes)

    def _lines(self, lines: Iterable[Sequence[int]], color: str, width: float, zorder: float) -> None:
        seen = [line for line in map(self.plate.plane, lines) if self.plate.sees(self.plate.to_sheet(line))]
        if seen:
            drawn = LineCollection(seen, colors=color, capstyle="round", joinstyle="round", zorder=zorder)
            drawn.set_linewidth(max(width, HAIRLINE_PT) * self.plate.unit)
            self.axes.add_collection(drawn, autolim=False)

    def graticule(self) -> None:
        """Draw the meridians and parallels, barely there."""
        lines = (line for key, line in self.plate.topology.lines.items() if key.startswith("graticule:"))
        self._lines(lines, palette.GRATICULE, 0.45, zorder=1)

    def borders(self, held: Mapping[str, Entry]) -> None:
        """Draw every arc once, by who stands on its two sides: coast, white between members, grey on paper."""
        kinds: dict[str, list[list[int]]] = {"coast": [], "members": [], "other": []}
        for arc, codes in self._owners():
            kinds["coast" if len(codes) == 1 else "members" if codes <= held.keys() else "other"].append([arc])
        self._lines(kinds["other"], palette.PAPER_BORDER, 0.5, zorder=5)
        self._lines(kinds["coast"], palette.COAST, 0.45, zorder=5)
        self._lines(kinds["members"], palette.MEMBER_BORDER, 0.65, zorder=5)

    def _owners(self) -> Iterator[tuple[int, set[str]]]:
        owners: dict[int, set[str]] = {}
        for key, polygons in self.plate.topology.polygons.items():
            if ":" not in key:
                for reference in (arc for polygon in polygons for ring in polygon for arc in ring):
                    owners.setdefault(max(reference, ~reference), set()).add(key)
        edge = set(self.plate.topology.horizon)
        yield from ((arc, codes) for arc, codes in sorted(owners.items()) if arc not in edge)
