"""The binary form of a topology: what docs/scene.md calls the geometry."""

from __future__ import annotations

import gzip
import itertools
import json
import struct
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import MapDataError
from geo.packing import gzipped
from geo.topology.build import Topology
from geo.topology.grid import Marks, Whole, offsets

MAGIC = b"BMG1"
OVERFLOW = 255
_MAX_VARINT_BYTES = 9


def encode(topology: Topology) -> bytes:
    """Return the gzipped bytes of a topology; the same topology gives the same bytes."""
    start, unit = topology.start, _units(topology)
    size = np.diff(start)
    header = {
        "step": topology.step,
        "coarse": topology.coarse,
        "arcs": len(size),
        **_code_references(topology),
        "horizon": topology.horizon,
    }
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    parts = (
        MAGIC + struct.pack("<I", len(text)) + text,
        pack_numbers(2 * size + (unit < topology.coarse)),
        pack_numbers(_zigzag(_differences(topology.x, np.repeat(unit, size)))),
        pack_numbers(_zigzag(_differences(topology.y, np.repeat(unit, size)))),
        _pack_halves(topology.level[_is_inner(start)]),
    )
    return gzipped(b"".join(parts))


def decode(packed: bytes) -> Topology:
    """Read what ``encode`` wrote.

    Raises ``MapDataError`` when the bytes are no geometry.
    """
    data = gzip.decompress(packed)
    if data[:4] != MAGIC:
        raise MapDataError(f"geometry starts with {data[:4]!r}, expected {MAGIC!r}; was it made by this version?")
    (length,) = struct.unpack_from("<I", data, 4)
    header = json.loads(data[8 : 8 + length])
    rest = np.frombuffer(data, dtype=np.uint8, offset=8 + length)
    size, rest = unpack_numbers(rest, header["arcs"])
    unit = np.where(size % 2 == 1, 1, header["coarse"])
    start = offsets(size // 2)
    x, rest = unpack_numbers(rest, int(start[-1]))
    y, rest = unpack_numbers(rest, int(start[-1]))
    level = np.zeros(start[-1], dtype=np.uint8)
    inner = _is_inner(start)
    level[inner] = np.column_stack([rest & 15, rest >> 4]).ravel()[: np.count_nonzero(inner)]
    count = itertools.count()
    return Topology(
        step=header["step"],
        coarse=header["coarse"],
        x=_sums(_unzigzag(x), start, unit),
        y=_sums(_unzigzag(y), start, unit),
        level=level,
        start=start,
        polygons={
            key: [[_read(ring, count) for ring in piece] for piece in pieces] for key, pieces in header["polygons"]
        },
        lines={key: _read(part, count) for key, part in header["lines"]},
        horizon=header["horizon"],
    )


def _code_references(topology: Topology) -> dict[str, list[list[Any]]]:
    """Write references as 0 for the next arc not used so far, otherwise arc i as i + 1, backwards as -(i + 1)."""
    fresh = 0

    def code(ring: list[int]) -> list[int]:
        nonlocal fresh
        coded = []
        for arc in ring:
            coded.append(0 if arc == fresh else arc + (arc >= 0))
            fresh += arc == fresh
        return coded

    polygons = [
        [key, [[code(ring) for ring in piece] for piece in pieces]] for key, pieces in topology.polygons.items()
    ]
    return {"polygons": polygons, "lines": [[key, code(part)] for key, part in topology.lines.items()]}


def _read(ring: list[int], count: Iterator[int]) -> list[int]:
    return [arc - (arc > 0) if arc else next(count) for arc in ring]


def _units(topology: Topology) -> Whole:
    """Return what the coordinates of each arc are divided by."""
    fine = (topology.x % topology.coarse != 0) | (topology.y % topology.coarse != 0)
    return np.where(np.diff(offsets(fine)[topology.start]) > 0, 1, topology.coarse)


def _is_inner(start: Whole) -> Marks:
    """Mark the vertices that are no end of an arc."""
    inner = np.ones(start[-1], dtype=bool)
    inner[start[:-1]] = inner[start[1:] - 1] = False
    return inner


def _pack_halves(values: NDArray[np.uint8]) -> bytes:
    """Write numbers below 16, two in a byte, the first in its low half."""
    even = np.append(values, np.zeros(len(values) % 2, dtype=np.uint8))
    return (even[::2] | even[1::2] << 4).astype(np.uint8).tobytes()


def _differences(values: Whole, unit: Whole) -> Whole:
    """Return the difference of each value from the one before it, both divided by the value's unit."""
    before = np.roll(values, 1)
    before[:1] = 0
    return values // unit - before // unit


def _sums(steps: Whole, start: Whole, unit: Whole) -> Whole:
    running = np.cumsum(steps)
    values = np.zeros_like(steps)
    last = 0
    for begin, end, each in zip(start[:-1].tolist(), start[1:].tolist(), unit.tolist(), strict=True):
        values[begin:end] = (running[begin:end] - running[begin] + steps[begin] + last // each) * each
        last = int(values[end - 1])
    return values


def _zigzag(values: Whole) -> Whole:
    return (values << 1) ^ (values >> 63)


def _unzigzag(values: Whole) -> Whole:
    return (values >> 1) ^ -(values & 1)


def pack_numbers(values: Whole) -> bytes:
    """Write whole numbers from 0: one byte each, 255 where it overflows, then what the overflowing ones exceed 255 by.

    That excess is an unsigned LEB128: seven bits a byte, the low ones first, a high bit where more follow.
    """
    excess = values[values >= OVERFLOW] - OVERFLOW
    size = np.ones(len(excess), dtype=np.int64)
    for byte in range(1, _MAX_VARINT_BYTES):
        size += excess >> (7 * byte) > 0
    end = offsets(size)[1:]
    out = np.zeros(int(size.sum()), dtype=np.uint8)
    for byte in range(int(size.max(initial=0))):
        longer = size > byte
        more = np.where(size[longer] > byte + 1, 128, 0)
        out[end[longer] - size[longer] + byte] = (excess[longer] >> (7 * byte)) & 127 | more
    return np.minimum(values, OVERFLOW).astype(np.uint8).tobytes() + out.tobytes()


def unpack_numbers(data: NDArray[np.uint8], count: int) -> tuple[Whole, NDArray[np.uint8]]:
    """Read ``count`` numbers that ``pack_numbers`` wrote; return them and the bytes behind."""
    values, data = data[:count].astype(np.int64), data[count:]
    over = np.flatnonzero(values == OVERFLOW)
    if not len(over):
        return values, data
    ends = np.flatnonzero(data < 128)[: len(over)]
    begins = np.concatenate([[0], ends[:-1] + 1])
    used = int(ends[-1]) + 1
    place = np.arange(used) - np.repeat(begins, ends - begins + 1)
    values[over] += np.add.reduceat((data[:used].astype(np.int64) & 127) << (7 * place), begins)
    return values, data[used:]
