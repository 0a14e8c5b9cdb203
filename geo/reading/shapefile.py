"""A shapefile of polygons whose bytes are known: its table at once, a shape when it is asked for.

Only for the files of this package, whose hashes are checked. All others are pyogrio's business; its import alone takes
longer than a check of a folder does.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring: TypeAlias = "tuple[array[float], array[float]]"
"""The x and the y of a closed ring's vertices, in the order of the file."""

_HEADER, _FIELD = 100, 32
_END_OF_FIELDS = 0x0D
_BOUNDS_END = 36
"""Bytes of a shape before the number of its parts: the kind of shape and four bounds."""


class PolygonFile:
    """The features of a shapefile in the order of the file: text of every column, a polygon or its parts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shapes: dict[int, BaseGeometry] = {}

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """The text of every cell, by column."""
        raw = self.path.with_suffix(".dbf").read_bytes()
        count, start, width = struct.unpack_from("<IHH", raw, 4)
        records = [raw[start + i * width : start + (i + 1) * width] for i in range(count)]
        return {name: [record[first:last].decode().strip() for record in records] for name, first, last in _fields(raw)}

    def rings(self, number: int) -> list[Ring]:
        """Return the rings of a feature: outer ones clockwise, holes the other way behind the ring they lie in."""
        firsts, points = self._parts(number)
        return [
            (points[2 * start : 2 * end : 2], points[2 * start + 1 : 2 * end : 2])
            for start, end in zip(firsts, [*firsts[1:], len(points) // 2], strict=True)
        ]

    def shape(self, number: int) -> BaseGeometry:
        """Return the polygon or polygons of a feature, made once; a hole follows the ring it lies in."""
        if number not in self._shapes:
            self._shapes[number] = self._make(number)
        return self._shapes[number]

    def _make(self, number: int) -> BaseGeometry:
        import numpy as np  # late: whether a point lies within is told without
        import shapely

        firsts, points = self._parts(number)
        vertices = np.frombuffer(points).reshape(-1, 2)
        owners = np.repeat(np.arange(len(firsts)), np.diff(firsts, append=len(vertices)))
        rings = np.asarray(shapely.linearrings(vertices, indices=owners))
        # The format turns outer rings clockwise and holes the other way.
        polygons = np.asarray(shapely.polygons(rings, indices=np.cumsum(~shapely.is_ccw(rings)) - 1))
        shape: BaseGeometry = polygons[0] if len(polygons) == 1 else np.asarray(shapely.multipolygons(polygons)).item()
        return shape

    def _parts(self, number: int) -> tuple[array[int], array[float]]:
        """Return where the rings of a feature begin, in vertices, and its coordinates, x and y in turn."""
        start = self._offsets[number]
        part_count, point_count = struct.unpack_from("<ii", self._bytes, start + _BOUNDS_END)
        first = start + _BOUNDS_END + 8
        points = first + 4 * part_count
        return _array("i", self._bytes[first:points], "little"), _array(
            "d", self._bytes[points : points + 16 * point_count], "little"
        )

    @cached_property
    def _bytes(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def _offsets(self) -> list[int]:
        """Where the shape of each feature begins, behind the head of its record."""
        index = _array("i", self.path.with_suffix(".shx").read_bytes()[_HEADER:], "big")
        return [2 * words + 8 for words in index[::2]]


def _array(kind: str, raw: bytes, order: str) -> array[Any]:
    numbers = array(kind, raw)
    if order != sys.byteorder:
        numbers.byteswap()
    return numbers


def _fields(raw: bytes) -> Iterator[tuple[str, int, int]]:
    """Yield the name of every column of a table and where it lies in a record; the first byte marks deleted ones."""
    first, at = 1, _FIELD
    while raw[at] != _END_OF_FIELDS:
        last = first + raw[at + 16]
        yield raw[at : at + 11].split(b"\0")[0].decode("ascii"), first, last
        first, at = last, at + _FIELD
