"""A shapefile of polygons whose bytes are known: its table at once, a shape when it is asked for.

Only for the files of this package, whose hashes are checked. All others are pyogrio's business; its import alone takes
longer than a check of a folder does.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

_HEADER, _FIELD = 100, 32
_END_OF_FIELDS = 0x0D
_BOUNDS_END = 36
"""Bytes of a shape before the number of its parts: the kind of shape and four bounds."""


class PolygonFile:
    """The features of a shapefile in the order of the file: text of every column, a polygon or its parts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The text of every cell, by column."""
        raw = self.path.with_suffix(".dbf").read_bytes()
        count, start, width = struct.unpack_from("<IHH", raw, 4)
        records = [raw[start + i * width : start + (i + 1) * width] for i in range(count)]
        return {name: [record[first:last].decode().strip() for record in records] for name, first, last in _fields(raw)}

    def shape(self, number: int) -> BaseGeometry:
        """Return the polygon or polygons of a feature; a hole follows the ring it lies in."""
        start = int(self._offsets[number])
        part_count, point_count = struct.unpack_from("<ii", self._bytes, start + _BOUNDS_END)
        firsts = np.frombuffer(self._bytes, "<i4", part_count, start + _BOUNDS_END + 8)
        points = np.frombuffer(self._bytes, "<f8", 2 * point_count, start + _BOUNDS_END + 8 + 4 * part_count)
        lengths = np.diff(firsts, append=point_count)
        owners = np.repeat(np.arange(part_count), lengths)
        rings = np.asarray(shapely.linearrings(points.reshape(-1, 2), indices=owners))
        # The format turns outer rings clockwise and holes the other way.
        polygons = np.asarray(shapely.polygons(rings, indices=np.cumsum(~shapely.is_ccw(rings)) - 1))
        return polygons[0] if len(polygons) == 1 else MultiPolygon(list(polygons))

    @cached_property
    def _bytes(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def _offsets(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Where the shape of each feature begins, behind the head of its record."""
        index = np.frombuffer(self.path.with_suffix(".shx").read_bytes(), ">i4", offset=_HEADER)
        return index[::2].astype(np.int64) * 2 + 8


def _fields(raw: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the name of every column of a table and where it lies in a record; the first byte marks deleted ones."""
    first, at = 1, _FIELD
    while raw[at] != _END_OF_FIELDS:
        last = first + raw[at + 16]
        yield raw[at : at + 11].split(b"\0")[0].decode("ascii"), first, last
        first, at = last, at + _FIELD
