"""Many points as few bytes: what docs/scene.md calls the points of a frame."""

from __future__ import annotations

import gzip

import numpy as np

from geo.errors import MapDataError
from geo.geodesy.measure import Coords
from geo.packing import gzipped

# A tenth of a metre.
STEP_DEG = 1e-6
_LOW = np.array([-180.0, -90.0])
_MAGIC = b"BMP1"


def encode_points(lonlat: Coords) -> bytes:
    """Return longitudes and latitudes in degrees, shape (n, 2), as gzipped bytes; the same points the same bytes.

    Each number is counted in steps from -180 or -90, and written as four bytes; all first bytes stand together, then
    all second ones, and so on: the higher ones of neighbours are alike, and pack well.
    """
    steps = np.rint((lonlat - _LOW) / STEP_DEG).astype("<u4")
    planes = np.ascontiguousarray(steps.T).view(np.uint8).reshape(2, -1, 4).transpose(0, 2, 1)
    return gzipped(_MAGIC + planes.tobytes())


def decode_points(packed: bytes) -> Coords:
    """Read what ``encode_points`` wrote; ``MapDataError`` when the bytes are no points."""
    data = gzip.decompress(packed)
    if data[:4] != _MAGIC or (len(data) - 4) % 8:
        raise MapDataError(f"points start with {data[:4]!r}, expected {_MAGIC!r}; were they made by this version?")
    planes = np.frombuffer(data, dtype=np.uint8, offset=4).reshape(2, 4, -1).transpose(0, 2, 1)
    steps = np.ascontiguousarray(planes).view("<u4").reshape(2, -1).T
    points: Coords = steps * STEP_DEG + _LOW
    return points
