"""What a map opens with: its projection, and the part of the plane that a reader sees first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.bloc import Bloc
from geo.facts.membership import member_statuses, spells_on
from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0, Projection, fit_projection
from geo.model.spec import Bounds, MapSpec

# The scale at which the extent of a bloc is measured, whatever it is drawn at: so all scales open alike.
COARSE = "110m"
# A desktop window less its panels.
OPENING_PX = (1100, 700)
OUTLINE_VERTICES = 60
PROBES = 9

Extent = tuple[float, float, float, float]
"""Left, bottom, right, top in metres of the plane."""


@dataclass(frozen=True)
class View:
    """A projection and the extent of its plane that a map opens with."""

    projection: Projection
    extent: Extent

    @cached_property
    def bounds(self) -> Bounds:
        """West, south, east, north in degrees that contain the extent, for tools that know no plane."""
        left, bottom, right, top = self.extent
        xs, ys = np.meshgrid(np.linspace(left, right, PROBES), np.linspace(bottom, top, PROBES))
        lonlat = self.projection.inverse(np.column_stack([xs.ravel(), ys.ravel()]))
        low, high = lonlat.min(axis=0).round(2), lonlat.max(axis=0).round(2)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @cached_property
    def opening_zoom(self) -> int:
        """The whole zoom at which the extent fits a desktop window."""
        left, bottom, right, top = self.extent
        resolution = max((right - left) / OPENING_PX[0], (top - bottom) / OPENING_PX[1])
        return int(np.floor(np.log2(METRES_PER_PIXEL_AT_ZOOM_0 / resolution)))


def fit_view(bloc: Bloc, spec: MapSpec, day: date) -> View:
    """Return the view of a map: its bounds; else its focus; else the countries whose statuses it shows on the day.

    The projection is centred on the map's own bounds, else on all who were ever members, so that it stays the same
    whatever day is shown.
    """
    if spec.bounds:
        projection = fit_projection(spec.bounds)
        return View(projection, _extent(_outline(spec.bounds), projection))
    shapes = bloc.at_scale(COARSE).countries.geometry
    counted = member_statuses(bloc.tables)
    members = sorted({row.country for row in bloc.tables.members if row.status in counted})
    projection = fit_projection(shapes[members])
    held = spells_on(bloc.tables, day)
    shown = {code for code, row in held.items() if not spec.statuses or row.status in spec.statuses}
    codes = sorted(set(spec.focus) or shown or set(held)) or members
    return View(projection, _extent(shapely.get_coordinates(shapes[codes]), projection))


def _outline(bounds: Bounds) -> NDArray[np.float64]:
    """Return points all along bounds, longitude and latitude, shape (n, 2); west > east goes across 180°."""
    west, south, east, north = bounds
    lons = np.linspace(west, east + (360 if east < west else 0), OUTLINE_VERTICES)
    lats = np.linspace(south, north, OUTLINE_VERTICES)
    sides = [(lons, np.full_like(lons, lat)) for lat in (south, north)]
    sides += [(np.full_like(lats, lon), lats) for lon in (west, east)]
    return np.concatenate([np.column_stack(side) for side in sides])


def _extent(lonlat: NDArray[np.float64], projection: Projection) -> Extent:
    plane = projection.forward(lonlat)
    low, high = plane.min(axis=0), plane.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
