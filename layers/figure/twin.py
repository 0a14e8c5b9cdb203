"""A map's projection as one of cartopy's, with the same plane."""

from __future__ import annotations

import math

import cartopy.crs as ccrs

from geo.geodesy.projection import Projection
from geo.geodesy.world_projections import MERCATOR_LAT_DEG, SPHERE_RADIUS_M


def cartopy_twin(projection: Projection) -> ccrs.Projection:
    """Return cartopy's CRS whose metres are those of a map's plane."""
    lon, lat = projection.lon, projection.lat
    sphere = ccrs.Globe(ellipse=None, semimajor_axis=SPHERE_RADIUS_M, semiminor_axis=SPHERE_RADIUS_M)
    match projection.name:
        case "equal-earth":
            return ccrs.EqualEarth(lon)
        case "orthographic":
            return ccrs.Orthographic(lon, lat, globe=sphere)
        case "web-mercator":
            shift = SPHERE_RADIUS_M * math.radians(lon)
            limits = {"min_latitude": -MERCATOR_LAT_DEG, "max_latitude": MERCATOR_LAT_DEG}
            return ccrs.Mercator(lon, **limits, globe=sphere, false_easting=shift)
        case _:
            return ccrs.LambertAzimuthalEqualArea(lon, lat)
