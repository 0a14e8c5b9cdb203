"""The map map frame of a figure: from the scene's plane to points of the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.path import Path as Outline

from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0
from geo.topology.build import Topology
from layers.figure.paper.box import PT_PER_INCH, Box, Points
from layers.figure.paper.fonts import SMALLEST_PT
from layers.scene.build import Scene

# Room around what the scene opens with, as a share of it.
MARGIN = 0.03
# Lines are drawn with the detail of this many dots per inch.
DETAIL_DPI = 150
# A figure speaks of zoom as the page does when its type is as large: the page's 10 pixels are the smallest type here.
TYPE_PX = 10


@dataclass(frozen=True)
class MapFrame:
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
        """The page's zoom that shows the map as large beside its type as this map frame does."""
        return math.log2(METRES_PER_PIXEL_AT_ZOOM_0 / (self.metres_per_pt * SMALLEST_PT * self.unit / TYPE_PX))

    @property
    def topology(self) -> Topology:
        """The scene's arcs."""
        return self.scene.topology

    def plane(self, references: Sequence[int]) -> Points:
        """Return a ring's or line's vertices in the plane, metres, shape (n, 2)."""
        return self.scene.plane.path(references, self.zoom)

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
        """Tell whether the box of a line on the sheet meets that of the map frame."""
        if len(line) < 2:
            return False
        (left, bottom), (right, top) = line.min(axis=0), line.max(axis=0)
        box = self.box
        return bool(left < box.right and right > box.left and bottom < box.top and top > box.bottom)

    @cached_property
    def rings(self) -> Mapping[str, list[list[Points]]]:
        """The polygons in sight by key, each a list of its rings on the sheet, the outer one first."""
        found: dict[str, list[list[Points]]] = {}
        all_, box = self.scene.plane.rings(self.zoom), self.box
        left, bottom, right, top = np.hstack([self.to_sheet(all_.boxes[:, :2]), self.to_sheet(all_.boxes[:, 2:])]).T
        seen = (left < box.right) & (right > box.left) & (bottom < box.top) & (top > box.bottom)
        for number in np.flatnonzero(seen):
            found.setdefault(all_.keys[number], []).append([self.to_sheet(ring) for ring in all_.polygons[number]])
        return found

    def outline(self, keys: Iterable[str]) -> Outline | None:
        """Return polygons as one outline on the sheet; holes stay open by the directions of their rings."""
        rings = [ring for key in keys for polygon in self.rings.get(key, ()) for ring in polygon]
        return Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings)) if rings else None


def fit_map_frame(scene: Scene, box: Box, unit: float) -> MapFrame:
    """Return the map frame that shows all that the scene opens with, in its middle, as large as the box lets it.

    What is not drawn on the scene's day is left out: a figure is of one day.
    """
    left, bottom, right, top = scene.data.view.extent
    per_pt = max((right - left) / box.width, (top - bottom) / box.height) * (1 + 2 * MARGIN)
    west, south = (left + right - box.width * per_pt) / 2, (bottom + top - box.height * per_pt) / 2
    return MapFrame(scene.on_its_day, box, west, south, per_pt, unit)
