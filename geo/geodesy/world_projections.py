"""Projections for what no azimuthal equal-area view shows well: the whole world, the globe, the squares of web maps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pyproj import CRS, Proj

from geo.geodesy.measure import Coords
from geo.geodesy.projection import Projection

# The radius of the sphere that web maps and the globe are drawn on, in metres.
SPHERE_RADIUS_M = 6378137.0
# Where the world is cut it loses a strip of this width on either side, so that no vertex lies on both edges at once.
SEAM_GAP_DEG = 0.03
# Web maps are squares: they end where the world is as high as it is wide.
MERCATOR_LAT_DEG = 85.05
# A globe is drawn almost to its rim, where places can no longer be told apart.
GLOBE_HORIZON_DEG = 89.0
_EDGE_VERTICES = 361


@dataclass(frozen=True)
class Orthographic(Projection):
    """The globe as seen from far away, above ``lon``, ``lat``; on a sphere. One half of the world is in sight."""

    horizon: float = GLOBE_HORIZON_DEG

    name: ClassVar[str] = "orthographic"

    @property
    def _definition(self) -> dict[str, str | float]:
        return {"proj": "ortho", "lon_0": self.lon, "lat_0": self.lat, "R": SPHERE_RADIUS_M}

    @property
    def radius(self) -> float:
        """Radius in metres of the disk that is drawn."""
        return SPHERE_RADIUS_M * math.sin(math.radians(self.horizon))

    @property
    def equal_area(self) -> Projection:
        """The azimuthal projection about the same centre, which keeps areas."""
        return Projection(self.lon, self.lat)

    def forward(self, lonlat: Coords) -> Coords:
        """Project longitudes and latitudes in degrees, shape (n, 2), to metres; the far side lies around the disk."""
        (lon, lat), (lon_0, lat_0) = np.radians(lonlat).T, np.radians((self.lon, self.lat))
        x = np.cos(lat) * np.sin(lon - lon_0)
        y = np.cos(lat_0) * np.sin(lat) - np.sin(lat_0) * np.cos(lat) * np.cos(lon - lon_0)
        nearness = np.sin(lat_0) * np.sin(lat) + np.cos(lat_0) * np.cos(lat) * np.cos(lon - lon_0)
        rim = np.maximum(np.hypot(x, y), 1e-12)
        away = np.where(nearness < 0, (2 - rim) / rim, 1.0)
        return SPHERE_RADIUS_M * np.column_stack([x * away, y * away])


@dataclass(frozen=True)
class _Cut(Projection):
    """A projection of the whole world that is cut open along the meridian opposite to ``lon``; ``lat`` is 0."""

    lat: float = 0.0
    horizon: float = 180.0

    max_horizon: ClassVar[float] = 180.0
    lat_limit: ClassVar[float] = 90.0

    @property
    def seam(self) -> float:
        """The longitude of the cut, in (-180, 180]."""
        return self.lon + 180 if self.lon <= 0 else self.lon - 180

    def contains(self, lonlat: Coords) -> NDArray[np.bool_]:
        """Tell which points, shape (n, 2) in degrees, are drawn: all but a strip along the cut; shape (n,)."""
        lon, lat = lonlat.T
        away = np.abs((lon - self.lon + 180) % 360 - 180)
        return np.asarray((away <= 180 - SEAM_GAP_DEG) & (np.abs(lat) <= self.lat_limit - SEAM_GAP_DEG))

    def outline(self) -> Coords:
        """Return the edge of the map in metres, shape (n, 2), counter-clockwise."""
        lats = np.linspace(-1, 1, _EDGE_VERTICES) * (self.lat_limit - SEAM_GAP_DEG)
        half = 180 - SEAM_GAP_DEG
        east, west = (np.column_stack([np.full_like(lats, self.lon + side), lats]) for side in (half, -half))
        # (The top and the bottom are parallels, which are straight in the plane.)
        return np.concatenate([self.forward(east), self.forward(west[::-1])])


@dataclass(frozen=True)
class EqualEarth(_Cut):
    """Equal Earth (Šavrič, Patterson and Jenny 2018) on the ellipsoid: the whole world, true in area."""

    name: ClassVar[str] = "equal-earth"

    @property
    def _definition(self) -> dict[str, str | float]:
        return {"proj": "eqearth", "lon_0": self.lon, "datum": "WGS84", "units": "m"}


@dataclass(frozen=True)
class WebMercator(_Cut):
    """The projection of web maps, with the world cut opposite to ``lon``, so that tiles fit on either side of 180°."""

    name: ClassVar[str] = "web-mercator"
    lat_limit: ClassVar[float] = MERCATOR_LAT_DEG

    @property
    def _definition(self) -> dict[str, str | float]:
        return {"proj": "merc", "lon_0": self.lon, "x_0": self._shift, "R": SPHERE_RADIUS_M}

    @property
    def _shift(self) -> float:
        return SPHERE_RADIUS_M * math.radians(self.lon)

    @property
    def crs(self) -> CRS:
        """The coordinate reference system of all web maps; beyond 180° it has no eastings, the plane here goes on."""
        return CRS.from_epsg(3857)

    @property
    def equal_area(self) -> Projection:
        """Equal Earth with the same cut."""
        return EqualEarth(self.lon)

    @cached_property
    def _transform(self) -> Proj:
        return Proj(self._definition)

    def forward(self, lonlat: Coords) -> Coords:
        """Project longitudes and latitudes in degrees, shape (n, 2), to metres; what lies about a pole is held back."""
        lat = np.clip(lonlat[:, 1], -89.0, 89.0)
        return super().forward(np.column_stack([lonlat[:, 0], lat]))


def projection_named(name: str, lon: float, lat: float, horizon: float) -> Projection:
    """Return the projection of a name, such as a scene carries; ``KeyError`` for another name."""
    kinds = {kind.name: kind for kind in (Projection, EqualEarth, Orthographic, WebMercator)}
    return kinds[name](lon, lat, horizon)
