"""The shaded relief of the bundle: a window of it in the plane of a map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.data_files import DATA
from geo.geodesy.projection import Projection

FILE = DATA / "relief" / "relief.jpg"
FLAT = 128
"""The grey of flat ground; darker is shade, lighter is light."""
# How far from its edge a window fades to flat ground, as a share of its sides.
FADE = 0.12


def relief_window(projection: Projection, extent: tuple[float, float, float, float], width: int) -> NDArray[np.uint8]:
    """Return the relief within an extent (left, bottom, right, top in metres), so many pixels wide, north up.

    Shape (rows, width); ``FLAT`` along its edges, so that it ends without a line.
    """
    from PIL import Image  # late: most maps have no relief

    left, bottom, right, top = extent
    height = max(1, round(width * (top - bottom) / (right - left)))
    across, down = ((np.arange(many) + 0.5) / many for many in (width, height))
    xs, ys = np.meshgrid(left + across * (right - left), top - down * (top - bottom))
    lonlat = projection.inverse(np.column_stack([xs.ravel(), ys.ravel()]))
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(FILE) as picture:
        grey = _sample(np.asarray(picture), np.nan_to_num(lonlat, posinf=0.0, neginf=0.0)).reshape(height, width)
    shares = [np.clip(np.minimum(at, 1 - at) / FADE, 0, 1) for at in (across, down)]
    faded = FLAT + (grey - FLAT) * np.outer(shares[1], shares[0])
    return np.asarray(np.rint(faded), dtype=np.uint8)


def _sample(world: NDArray[np.uint8], lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the grey at places, between the four nearest pixels of a picture of the whole world."""
    rows, columns = world.shape
    x = (lonlat[:, 0] + 180) / 360 * columns - 0.5
    y = np.clip((90 - lonlat[:, 1]) / 180 * rows - 0.5, 0, rows - 1.001)
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    right, down = x - column, y - row
    upper, lower = (
        world[row + below, column % columns] * (1 - right) + world[row + below, (column + 1) % columns] * right
        for below in (0, 1)
    )
    return np.asarray(upper * (1 - down) + lower * down)
