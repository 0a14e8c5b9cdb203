"""The binary form of a topology: what docs/scene.md calls the geometry."""

from __future__ import annotations

import gzip
import json
import struct

import numpy as np
from numpy.typing import NDArray

from geo.errors import MapDataError
from geo.topology import Topology

MAGIC = b"BMG1"
_COMPRESSION = 9
_MAX_VARINT_BYTES = 10


def encode(topology: Topology) -> bytes:
    """Return the gzipped bytes of a topology; the same topology gives the same bytes."""
    header = {
        "step": topology.step,
        "arcs": len(topology.start) - 1,
        "polygons": topology.polygons,
        "lines": topology.lines,
        "horizon": topology.horizon,
    }
    text = json.dumps(header, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    body = (
        MAGIC,
        struct.pack("<I", len(text)),
        text,
        pack_varints(np.diff(topology.start)),
        pack_varints(_zigzag(_differences(topology.x, topology.start))),
        pack_varints(_zigzag(_differences(topology.y, topology.start))),
        topology.level.tobytes(),
    )
    return gzip.compress(b"".join(body), compresslevel=_COMPRESSION, mtime=0)


def decode(packed: bytes) -> Topology:
    """Read what ``encode`` wrote.

    Raises ``MapDataError`` when the bytes are no geometry.
    """
    data = gzip.decompress(packed)
    if data[:4] != MAGIC:
        raise MapDataError(f"geometry starts with {data[:4]!r}, expected {MAGIC!r}; was it made by this version?")
    (size,) = struct.unpack_from("<I", data, 4)
    header = json.loads(data[8 : 8 + size])
    values, rest = np.frombuffer(data, dtype=np.uint8, offset=8 + size), header["arcs"]
    counts, used = unpack_varints(values, rest)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    x, more = unpack_varints(values[used:], int(start[-1]))
    y, last = unpack_varints(values[used + more :], int(start[-1]))
    level = values[used + more + last :].copy()
    return Topology(
        step=header["step"],
        x=_sums(_unzigzag(x), start),
        y=_sums(_unzigzag(y), start),
        level=level,
        start=start,
        polygons=header["polygons"],
        lines=header["lines"],
        horizon=header["horizon"],
    )


def _differences(values: NDArray[np.int64], start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Differences along each arc; an arc's first vertex is told from the first one of the arc before."""
    first = values[start[:-1]]
    steps = np.diff(values, prepend=0)
    steps[start[:-1]] = np.diff(first, prepend=0)
    return steps


def _sums(steps: NDArray[np.int64], start: NDArray[np.int64]) -> NDArray[np.int64]:
    first = np.cumsum(steps[start[:-1]])
    running = np.cumsum(steps)
    return running + np.repeat(first - running[start[:-1]], np.diff(start))


def _zigzag(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return (values << 1) ^ (values >> 63)


def _unzigzag(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return (values >> 1) ^ -(values & 1)


def pack_varints(values: NDArray[np.int64]) -> bytes:
    """Write whole numbers from 0 as unsigned LEB128: seven bits a byte, the low ones first, a high bit for more."""
    size = np.ones(len(values), dtype=np.int64)
    for byte in range(1, _MAX_VARINT_BYTES):
        size += values >> (7 * byte) > 0
    end = np.cumsum(size)
    out = np.zeros(int(end[-1]) if len(end) else 0, dtype=np.uint8)
    for byte in range(int(size.max(initial=0))):
        long_enough = size > byte
        more = np.where(size[long_enough] > byte + 1, 128, 0)
        out[end[long_enough] - size[long_enough] + byte] = (values[long_enough] >> (7 * byte)) & 127 | more
    return out.tobytes()


def unpack_varints(data: NDArray[np.uint8], count: int) -> tuple[NDArray[np.int64], int]:
    """Read ``count`` numbers that ``pack_varints`` wrote; return them and how many bytes they took."""
    if not count:
        return np.zeros(0, dtype=np.int64), 0
    ends = np.flatnonzero(data < 128)[:count]
    begins = np.concatenate([[0], ends[:-1] + 1])
    used = int(ends[-1]) + 1
    place = np.arange(used) - np.repeat(begins, ends - begins + 1)
    return np.add.reduceat((data[:used].astype(np.int64) & 127) << (7 * place), begins), used
