"""The one projection of a map: Lambert azimuthal equal-area about the bloc, and how far from it the map reaches."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Proj
from shapely.geometry.base import BaseGeometry

from geo.errors import MisuseError
from geo.geodesy.measure import Coords
from geo.model.spec import Bounds

DEFAULT_HORIZON_DEG = 110.0
# Nearer to the antipode shapes are stretched beyond use.
MAX_HORIZON_DEG = 170.0
# The radius of the sphere with the surface of the WGS84 ellipsoid, in metres.
AUTHALIC_RADIUS_M = 6371007.180918474
# At zoom 0 one pixel is this many metres, as in the common web maps at the equator.
METRES_PER_PIXEL_AT_ZOOM_0 = 156543.03392804097
_CENTRING_ROUNDS = 20
_CENTRED_M = 1000
_MARGIN_DEG = 5


@dataclass(frozen=True)
class Projection:
    """Lambert azimuthal equal-area on the WGS84 ellipsoid, centred on ``lon``, ``lat`` (degrees).

    ``horizon`` is the angular distance from the centre, in degrees, up to which the map is drawn. In the plane
    that is a disk of ``radius`` metres about the origin. There is no seam at ±180°.

    Raises ``MisuseError`` for a centre off the globe, or a horizon that is not between 1 and 170 degrees.

    Examples
    --------
    >>> Projection(70, 45).forward(np.array([[70.0, 45.0]])).round(6).tolist()
    [[0.0, 0.0]]
    """

    lon: float
    lat: float
    horizon: float = DEFAULT_HORIZON_DEG

    name: ClassVar[str] = "laea"
    max_horizon: ClassVar[float] = MAX_HORIZON_DEG
    lat_limit: ClassVar[float] = 90.0

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise MisuseError(f"projection centre {self.lon}, {self.lat} is not a longitude and latitude in degrees")
        if not 1 <= self.horizon <= self.max_horizon:
            raise MisuseError(f"horizon {self.horizon} is not between 1 and {self.max_horizon:g} degrees")

    @property
    def _definition(self) -> dict[str, str | float]:
        return {"proj": "laea", "lon_0": self.lon, "lat_0": self.lat, "datum": "WGS84", "units": "m"}

    @property
    def crs(self) -> CRS:
        """The coordinate reference system, for geopandas and pyproj."""
        return CRS.from_dict(self._definition)

    @property
    def seam(self) -> float | None:
        """The longitude at which the map is cut open; ``None``: it has no cut."""
        return None

    @property
    def equal_area(self) -> Projection:
        """A projection of the same part of the world that keeps areas: this one, where it does."""
        return self

    @cached_property
    def _transform(self) -> Proj:
        return Proj(self._definition)

    @property
    def radius(self) -> float:
        """Radius in metres of the disk that is drawn."""
        return 2 * AUTHALIC_RADIUS_M * math.sin(math.radians(self.horizon) / 2)

    def forward(self, lonlat: Coords) -> Coords:
        """Project longitudes and latitudes in degrees, shape (n, 2), to metres.

        The antipode is a whole circle in the plane; one point of it, the southernmost, stands for it.
        """
        xy = np.column_stack(self._transform(lonlat[:, 0], lonlat[:, 1]))
        return np.where(np.isfinite(xy), xy, (0.0, -2 * AUTHALIC_RADIUS_M))

    def inverse(self, xy: Coords) -> Coords:
        """Return longitudes in [-180, 180] and latitudes, shape (n, 2), of points in metres; no place: infinity."""
        return np.column_stack(self._transform(xy[:, 0], xy[:, 1], inverse=True))

    def contains(self, lonlat: Coords) -> NDArray[np.bool_]:
        """Tell which points, shape (n, 2) in degrees, lie within the horizon; shape (n,)."""
        x, y = self.forward(lonlat).T
        return np.asarray(np.hypot(x, y) <= self.radius)

    def circle(self, vertices: int = 720) -> Coords:
        """Return the horizon as longitudes and latitudes, shape (n, 2), counter-clockwise from the plane's x axis."""
        angle = np.arange(vertices) * (2 * np.pi / vertices)
        return self.inverse(self.radius * np.column_stack([np.cos(angle), np.sin(angle)]))

    def outline(self) -> Coords:
        """Return the edge of the map in metres, shape (n, 2), counter-clockwise."""
        angle = np.arange(720) * (2 * np.pi / 720)
        return self.radius * np.column_stack([np.cos(angle), np.sin(angle)])


def fit_projection(extent: Bounds | Iterable[BaseGeometry], *, horizon: float = DEFAULT_HORIZON_DEG) -> Projection:
    """Choose the projection for a bloc: its centre is that of the smallest circle about its members' centroids.

    So every member counts alike, be it large or small, and a far island does not pull the map out to sea.

    Parameters
    ----------
    extent
        One geometry for each member, in EPSG:4326, cut at 180° or not; or bounds (west, south, east, north) in
        degrees, where west > east means across 180°.
    horizon
        Angular distance from the centre that is to be drawn at least, in degrees.

    Returns
    -------
    Projection
        Its centre is in whole degrees, so that small changes of the data do not move the map. Its horizon is
        wider than asked for where a member reaches beyond it.

    Raises
    ------
    MisuseError
        When the extent is empty.

    Notes
    -----
    An azimuthal projection maps circles about its centre to circles. So the smallest circle in the plane is sought
    again and again, each time in the projection about the middle of the last one, until it stays where it is.
    """
    shapes = _shapes(extent)
    points = shapely.get_coordinates(shapes)
    if not len(points):
        raise MisuseError("there is nothing to centre the map on: the extent is empty")
    lon, lat = _mean_direction(shapely.get_coordinates(shapely.point_on_surface(shapes)))
    for _ in range(_CENTRING_ROUNDS):
        here = Projection(lon, lat)
        centroids = shapely.centroid(shapely.transform(shapes, here.forward))
        middle = shapely.centroid(shapely.minimum_bounding_circle(shapely.union_all(centroids)))
        lon, lat = here.inverse(shapely.get_coordinates(middle))[0]
        if math.hypot(middle.x, middle.y) < _CENTRED_M:
            break
    centred = Projection(float(round(lon)), float(round(lat)))
    reach = reach_deg(centred, shapes)
    return replace(centred, horizon=max(horizon, min(math.ceil(reach) + _MARGIN_DEG, MAX_HORIZON_DEG)))


def reach_deg(projection: Projection, extent: Bounds | Iterable[BaseGeometry]) -> float:
    """Return how far from an azimuthal projection's centre the farthest point of an extent lies, in degrees."""
    points = shapely.get_coordinates(_shapes(extent))
    farthest = np.hypot(*projection.forward(points).T).max()
    return 2 * math.degrees(math.asin(min(1.0, farthest / (2 * AUTHALIC_RADIUS_M))))


def _shapes(extent: Bounds | Iterable[BaseGeometry]) -> NDArray[np.object_]:
    values = list(extent)
    if len(values) != 4 or not all(isinstance(value, int | float) for value in values):
        return np.array([shape for shape in values if isinstance(shape, BaseGeometry)], dtype=object)
    west, south, east, north = (float(value) for value in values if isinstance(value, int | float))
    lons = west + (east - west) % 360 * np.linspace(0, 1, 37)
    lats = south + (north - south) * np.linspace(0, 1, 19)
    grid = np.stack(np.meshgrid((lons + 180) % 360 - 180, lats), axis=-1)
    return np.array([shapely.multipoints(grid.reshape(-1, 2))], dtype=object)


def _mean_direction(points: Coords) -> tuple[float, float]:
    lon, lat = np.radians(points).T
    x, y, z = (np.cos(lat) * np.cos(lon)).mean(), (np.cos(lat) * np.sin(lon)).mean(), np.sin(lat).mean()
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
