"""Levels of detail: the lowest zoom at which each vertex of a line is needed."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0
from geo.topology.grid import Floats, Whole

NEVER = 255
# How far, in pixels of its own zoom, a drawn line may lie from the full one: less than the width of a border. A view
# between two zooms takes the vertices of the higher one.
TOLERANCE_PX = 0.75


def pixel_m(zoom: int) -> float:
    """Return the metres of one pixel at a zoom."""
    return METRES_PER_PIXEL_AT_ZOOM_0 / float(1 << zoom)


def vertex_levels(xy: Floats, start: Whole, max_zoom: int) -> NDArray[np.uint8]:
    """Return the level of each vertex: the lowest zoom at which its line needs it.

    Parameters
    ----------
    xy
        The vertices of all lines, one line after the other, in metres of the plane; shape (n, 2).
    start
        Where each line starts and, last, n; shape (lines + 1,). Each line has two vertices or more.
    max_zoom
        Vertices needed only beyond it get ``NEVER``.

    Returns
    -------
    ndarray
        Shape (n,). The ends of a line have level 0.

    Notes
    -----
    Douglas and Peucker's rule, in GEOS, over all lines at once and once for each zoom. A coarser tolerance keeps a
    part of what a finer one keeps, the same from it as from the whole line: each vertex that the rule parts a line by
    is farther off than either tolerance. The number of the vertex travels as its z.
    """
    level = np.full(len(xy), NEVER, dtype=np.uint8)
    if not len(xy):
        return level
    line = np.repeat(np.arange(len(start) - 1), np.diff(start))
    lines = shapely.linestrings(np.column_stack([xy, np.arange(len(xy))]), indices=line)
    for zoom in range(max_zoom, -1, -1):
        lines = shapely.simplify(lines, TOLERANCE_PX * pixel_m(zoom), preserve_topology=False)
        level[shapely.get_coordinates(lines, include_z=True)[:, 2].astype(np.int64)] = zoom
    return level
