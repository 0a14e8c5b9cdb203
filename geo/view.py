"""What a map opens with: its projection, and the part of the plane that a reader sees first.

The rule is in words in docs/projections.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.bloc import Bloc
from geo.errors import MisuseError
from geo.facts.aspects import aspect_holders
from geo.facts.membership import member_statuses, spells_on
from geo.geodesy.bodies import Bodies, split_bodies, widest_gap
from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0, Projection, fit_projection, reach_deg
from geo.geodesy.world_projections import EqualEarth, Orthographic, WebMercator
from geo.model.spec import Bounds, MapSpec

# The scale at which the extent of a bloc is measured, whatever it is drawn at: so all scales open alike.
COARSE = "110m"
# A desktop window less its panels.
OPENING_PX = (1100, 700)
OUTLINE_VERTICES = 60
PROBES = 9
# Farther than this from the centre an azimuthal map draws shapes more than 1.6 times as wide as deep.
AZIMUTHAL_REACH_DEG = 75.0
# A frame grows by no more than this share for the sake of a part that is none of its country's main body.
GROWTH = 0.1
# What lies within this share of a frame's width or height around it is not told to be beyond it, nor is so small a
# share of a country's land.
EDGE, LEAST_SHARE = 0.1, 0.001
# No frame is smaller than this: a state of one town is shown where it lies.
LEAST_WIDTH_M = 150_000

Extent = tuple[float, float, float, float]
"""Left, bottom, right, top in metres of the plane."""
LonLat = tuple[float, float]


@dataclass(frozen=True)
class View:
    """A projection and the extent of its plane that a map opens with.

    ``framed`` are the countries whose main bodies it is the frame of; none where the map itself says what it shows.
    """

    projection: Projection
    extent: Extent
    framed: tuple[str, ...] = ()

    @cached_property
    def bounds(self) -> Bounds:
        """West, south, east, north in degrees that contain what of the extent is on the map."""
        left, bottom, right, top = self.extent
        xs, ys = np.meshgrid(np.linspace(left, right, PROBES), np.linspace(bottom, top, PROBES))
        lonlat = self.projection.inverse(np.column_stack([xs.ravel(), ys.ravel()]))
        lonlat = lonlat[np.isfinite(lonlat).all(axis=1)]
        if not len(lonlat):
            return -180.0, -90.0, 180.0, 90.0
        low, high = lonlat.min(axis=0).round(2), lonlat.max(axis=0).round(2)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    @cached_property
    def opening_zoom(self) -> int:
        """The whole zoom at which the extent fits a desktop window, from 0."""
        return opening_zoom(self.extent)

    def shows(self, lon: float, lat: float) -> bool:
        """Tell whether a place in degrees is in the extent."""
        here = np.array([[lon, lat]])
        (x, y), *_ = self.projection.forward(here)
        left, bottom, right, top = self.extent
        return bool(self.projection.contains(here)[0] and left <= x <= right and bottom <= y <= top)


def opening_zoom(extent: tuple[float, float, float, float]) -> int:
    """Return the whole zoom, from 0, at which an extent in metres of the plane fits a desktop window."""
    left, bottom, right, top = extent
    resolution = max((right - left) / OPENING_PX[0], (top - bottom) / OPENING_PX[1])
    return max(0, int(np.floor(np.log2(METRES_PER_PIXEL_AT_ZOOM_0 / resolution))))


def fit_view(bloc: Bloc, spec: MapSpec, day: date) -> View:
    """Return the view of a map: its extent or bounds; else its focus; else the countries that it shows on the day.

    The projection is the one that the map asks for; else one about the map's own bounds, or about all who were ever
    members, so that it stays the same whatever day is shown.
    """
    shapes = bloc.at_scale(COARSE).countries.geometry
    members = _members(bloc)
    held = spells_on(bloc.tables, day)
    shown = {code for code, row in held.items() if spec.statuses is None or row.status in spec.statuses}
    shown |= aspect_holders(bloc.tables, spec.aspects, day)
    framed = sorted(set(spec.focus) or shown or set(held)) or members
    projection = choose_projection(spec, spec.bounds or _mains(shapes[members or framed]))
    area = spec.extent or spec.bounds
    if area:
        return View(projection, _with_room(_plane_box(_outline(area), projection)))
    if isinstance(projection, Orthographic) and not spec.focus:
        return View(projection, _around(projection.outline()))
    frame = _frame([split_bodies(shape) for shape in shapes[framed]], projection)
    return View(projection, frame, () if spec.focus else tuple(framed))


def left_aside(shapes: Mapping[str, BaseGeometry], view: View, insets: Sequence[Bounds]) -> dict[str, list[LonLat]]:
    """Return a point of each part of the framed countries that lies well beyond the frame and in none of some insets.

    By code in alphabetical order; ``shapes`` are in EPSG:4326. What is but just beyond is seen around the frame, for no
    window has its shape; islands of a chain that the coarse shapes lack lie there. Who loses less than ``LEAST_SHARE``
    of its land is left out: a rock in the sea.
    """
    aside, wide = {}, replace(view, extent=_grown(view.extent, EDGE))
    for code in (code for code in view.framed if code in shapes):
        parts = shapely.get_parts(shapes[code])
        points = shapely.get_coordinates(shapely.point_on_surface(parts))
        areas = shapely.area(parts) * np.cos(np.radians(points[:, 1]))
        beyond = [not wide.shows(lon, lat) for lon, lat in points]
        lost = [
            there and not any(_holds(inset, *at) for inset in insets) for there, at in zip(beyond, points, strict=True)
        ]
        if areas[lost].sum() >= LEAST_SHARE * areas.sum():
            aside[code] = sorted({(float(lon), float(lat)) for lon, lat in points[lost].round(1)})
    return aside


def _grown(extent: Extent, share: float) -> Extent:
    left, bottom, right, top = extent
    across, up = share * (right - left), share * (top - bottom)
    return left - across, bottom - up, right + across, top + up


def _holds(bounds: Bounds, lon: float, lat: float) -> bool:
    west, south, east, north = bounds
    across = west <= lon <= east if west < east else lon >= west or lon <= east
    return across and south <= lat <= north


def choose_projection(spec: MapSpec, about: Bounds | Sequence[BaseGeometry]) -> Projection:
    """Return the projection that a map asks for, or that suits what it is about: bounds, or shapes in EPSG:4326."""
    name, fitted = spec.projection, fit_projection(about)
    lon, lat = spec.centre or (fitted.lon, fitted.lat)
    if name == "orthographic":
        return Orthographic(lon, lat)
    if name == "equal-area" or (name is None and (spec.centre or reach_deg(fitted, about) <= AZIMUTHAL_REACH_DEG)):
        return Projection(lon, lat, fitted.horizon)
    if not spec.centre and not spec.bounds:
        lon = (widest_gap([shape for shape in about if isinstance(shape, BaseGeometry)]) + 360) % 360 - 180
    return WebMercator(lon) if name == "web-mercator" else EqualEarth(lon)


def extent_of(bounds: Bounds, projection: Projection) -> Extent:
    """Return the extent, in metres of the plane, that holds bounds in degrees; west > east goes across 180°.

    Raises ``MisuseError`` for bounds that are none, or of which nothing is on the map.
    """
    west, south, east, north = bounds
    if not (-90 <= south < north <= 90 and west != east and max(abs(west), abs(east)) <= 180):
        raise MisuseError(
            f"{tuple(bounds)} is no extent; expected west, south, east, north in degrees, south below north"
        )
    if not projection.contains(_outline(bounds)).any():
        raise MisuseError(f"nothing of the extent {tuple(bounds)} is on the map")
    return _with_room(_plane_box(_outline(bounds), projection))


def _members(bloc: Bloc) -> list[str]:
    counted = member_statuses(bloc.tables)
    return sorted({row.country for row in bloc.tables.members if row.status in counted})


def _mains(shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    return [split_bodies(shape).main for shape in shapes]


def _frame(bodies: Sequence[Bodies], projection: Projection) -> Extent:
    """Return the extent of all main bodies, and of other parts for which it need not grow by more than a little."""
    frame = _extent([body.main for body in bodies], projection)
    others = [part for body in bodies for part in body.others]
    for part in sorted(others, key=shapely.area, reverse=True):
        left, bottom, right, top = _extent([part], projection)
        wider = min(frame[0], left), min(frame[1], bottom), max(frame[2], right), max(frame[3], top)
        if _size(wider) <= (1 + GROWTH) * _size(frame):
            frame = wider
    return _with_room(frame)


def _extent(shapes: Sequence[BaseGeometry], projection: Projection) -> Extent:
    return _plane_box(shapely.get_coordinates(shapes), projection)


def _outline(bounds: Bounds) -> NDArray[np.float64]:
    """Return points all along bounds, longitude and latitude, shape (n, 2); west > east goes across 180°.

    Of bounds all round the world the widest parallel is one more: there no meridian is the edge of a map.
    """
    west, south, east, north = bounds
    lons = np.linspace(west, east + (360 if east < west else 0), OUTLINE_VERTICES)
    lats = np.linspace(south, north, OUTLINE_VERTICES)
    sides = [(lons, np.full_like(lons, lat)) for lat in (south, north)]
    if (east - west) % 360 == 0:
        degrees = np.linspace(west, east, 361)
        sides.append((degrees, np.full_like(degrees, min(max(0.0, south), north))))
    sides += [(np.full_like(lats, lon), lats) for lon in (west, east)]
    return np.concatenate([np.column_stack(side) for side in sides])


def _plane_box(lonlat: NDArray[np.float64], projection: Projection) -> Extent:
    """Return the extent of those of the points, in degrees, that are on the map; of the whole map where none is."""
    drawn = lonlat[projection.contains(lonlat)]
    return _around(projection.forward(drawn) if len(drawn) else projection.outline())


def _around(plane: NDArray[np.float64]) -> Extent:
    low, high = plane.min(axis=0), plane.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _size(extent: Extent) -> float:
    return (extent[2] - extent[0]) * (extent[3] - extent[1])


def _with_room(extent: Extent) -> Extent:
    """Return an extent made no narrower and no lower than ``LEAST_WIDTH_M``."""
    left, bottom, right, top = extent
    across, up = (max(0.0, LEAST_WIDTH_M - size) / 2 for size in (right - left, top - bottom))
    return left - across, bottom - up, right + across, top + up
