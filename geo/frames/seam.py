"""Shapes that reach across ±180°: brought into [-180, 180], cut there."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity

from geo.geodesy.measure import Coords

_TURN, _HALF = 360.0, 180.0
# Whole turns west to east in which parts of a shape may lie.
_TURNS = (-1, 0, 1)


def wrap_lon(lonlat: Coords) -> Coords:
    """Return points, shape (n, 2), with longitudes in [-180, 180]; those that are there stay as they are."""
    lon = lonlat[:, 0]
    return np.column_stack([np.where(np.abs(lon) > _HALF, (lon + _HALF) % _TURN - _HALF, lon), lonlat[:, 1]])


def cut_shapes(shapes: NDArray[np.object_], *, unwrap: bool) -> NDArray[np.object_]:
    """Return lines or areas cut at ±180°, shape (n,); ``None`` for an area about a pole.

    ``unwrap``: a step of more than half the globe is the shorter way across 180°, as in shapes that were reprojected.
    Without it a step is the straight way in degrees, however long.
    """
    cut = shapes.copy()
    bounds = shapely.bounds(shapes)
    for place in np.flatnonzero((bounds[:, 0] < -_HALF) | (bounds[:, 2] > _HALF) | (unwrap & _jumps(shapes))):
        whole = _unwrapped(shapes[place]) if unwrap else shapes[place]
        cut[place] = None if whole is None else _cut(whole)
    return cut


def _jumps(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which shapes have a step of more than half the globe in longitude."""
    coords, owner = shapely.get_coordinates(shapes, return_index=True)
    far = (np.abs(np.diff(coords[:, 0])) > _HALF) & (np.diff(owner) == 0)
    found = np.zeros(len(shapes), dtype=bool)
    found[owner[:-1][far]] = True
    return found


def _unwrapped(shape: shapely.Geometry) -> shapely.Geometry | None:
    parts = [_unwrapped_part(part) for part in shapely.get_parts(shape)]
    if any(part is None for part in parts):
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _unwrapped_part(part: shapely.Geometry) -> shapely.Geometry | None:
    if not isinstance(part, shapely.Polygon):
        return shapely.LineString(_steady(shapely.get_coordinates(part)))
    outer, *holes = (_steady(shapely.get_coordinates(ring)) for ring in (part.exterior, *part.interiors))
    if abs(outer[-1, 0] - outer[0, 0]) > _HALF:
        return None
    middle = outer[:, 0].mean()
    near = [hole - [_TURN * np.rint((hole[:, 0].mean() - middle) / _TURN), 0] for hole in holes]
    whole = shapely.Polygon(outer, near)
    return whole if whole.is_valid else shapely.buffer(whole, 0)


def _steady(coords: Coords) -> Coords:
    return np.column_stack([np.unwrap(coords[:, 0], period=_TURN), coords[:, 1]])


def _cut(shape: shapely.Geometry) -> shapely.Geometry:
    pieces = []
    for turn in _TURNS:
        window = shapely.box(_TURN * turn - _HALF, -90, _TURN * turn + _HALF, 90)
        piece = shapely.intersection(shape, window)
        moved = affinity.translate(piece, xoff=-_TURN * turn)
        dimension = shapely.get_dimensions(shape)
        pieces += [part for part in shapely.get_parts(moved) if shapely.get_dimensions(part) == dimension]
    pieces = [part for part in pieces if not part.is_empty]
    kind = shapely.multipolygons if shapely.get_dimensions(shape) == 2 else shapely.multilinestrings
    whole: shapely.Geometry = pieces[0] if len(pieces) == 1 else kind(pieces)
    return whole
