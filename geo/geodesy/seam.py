"""Shapes cut open along the meridian where a projection of the whole world has its two sides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import Coords
from geo.geodesy.projection import Projection
from geo.geodesy.world_projections import SEAM_GAP_DEG

_NEAR_DEG = 1e-6


@dataclass(frozen=True)
class Seam:
    """Where a world is cut open: along the meridian ``lon``, less ``gap`` on either side, and at ±``limit``."""

    lon: float
    gap: float
    limit: float

    def cut(self, shapes: Sequence[BaseGeometry] | NDArray[np.object_]) -> NDArray[np.object_]:
        """Return shapes in EPSG:4326, cut at ±180°, without what lies in the gap or beyond the limit."""
        found = np.array(shapes, dtype=object)
        west, south, east, north = shapely.bounds(found).T
        on_cut = [(west < at + self.gap) & (east > at - self.gap) for at in (self.lon - 360, self.lon, self.lon + 360)]
        crossing = np.logical_or.reduce(on_cut) | (south < -self.limit) | (north > self.limit)
        found[crossing] = shapely.intersection(found[crossing], self._domain())
        return found

    def _domain(self) -> BaseGeometry:
        halves = [(-180.0, self.lon - self.gap), (self.lon + self.gap, 180.0)]
        if self.lon + self.gap >= 180:
            halves = [(self.lon + self.gap - 360, self.lon - self.gap)]
        return shapely.union_all([shapely.box(low, -self.limit, high, self.limit) for low, high in halves])

    def is_edge(self, lonlat: Coords) -> NDArray[np.bool_]:
        """Tell which points, shape (n, 2), lie on the edge that a cut leaves; shape (n,)."""
        lon, lat = lonlat.T
        away = np.abs((lon - self.lon + 180) % 360 - 180)
        return np.asarray((away < self.gap + _NEAR_DEG) | (np.abs(lat) > self.limit - _NEAR_DEG))


def seam_of(projection: Projection, unit_deg: float) -> Seam | None:
    """Return where a projection cuts the world, on multiples of ``unit_deg``; ``None`` where it does not."""
    if projection.seam is None:
        return None
    gap = math.ceil(SEAM_GAP_DEG / unit_deg) * unit_deg
    limit = math.floor((projection.lat_limit - SEAM_GAP_DEG) / unit_deg) * unit_deg
    return Seam(round(projection.seam / unit_deg) * unit_deg, gap, limit)
