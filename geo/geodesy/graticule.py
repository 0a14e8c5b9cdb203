"""The net of meridians and parallels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SPACING_DEG = 15
# Meridians stop short of the poles, where they would crowd into a blot; every 90th goes on to the pole.
POLAR_LIMIT_DEG = 80
VERTEX_SPACING_DEG = 1.0


def graticule_lines(spacing_deg: int = SPACING_DEG) -> dict[str, NDArray[np.float64]]:
    """Return the meridians and parallels by name (``meridian:70``, ``parallel:-20``).

    Each line is an array of shape (n, 2), longitude and latitude in degrees, with a vertex at least every degree,
    so that it curves in any projection. Parallels close on themselves.
    """
    lines: dict[str, NDArray[np.float64]] = {}
    for lon in range(-180, 180, spacing_deg):
        limit = 90 if lon % 90 == 0 else POLAR_LIMIT_DEG
        lats = np.arange(-limit, limit + VERTEX_SPACING_DEG / 2, VERTEX_SPACING_DEG)
        lines[f"meridian:{lon}"] = np.column_stack([np.full_like(lats, lon), lats])
    for lat in range(-90 + spacing_deg, 90, spacing_deg):
        lons = np.arange(-180, 180 + VERTEX_SPACING_DEG / 2, VERTEX_SPACING_DEG)
        lines[f"parallel:{lat}"] = np.column_stack([lons, np.full_like(lons, lat)])
    return lines
