"""The geometry store of a map: its topology and the bytes that travel, prepared once for the same ingredients."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Projection
from geo.prepared import Arrays, array_text, prepared, text_array
from geo.topology.build import Topology, build_topology
from geo.topology.codec import encode
from geo.topology.grid import Floats
from geo.topology.levels import Levels


@dataclass(frozen=True)
class Store:
    """All lines of a map, as shared arcs and encoded."""

    topology: Topology
    encoded: bytes


def make_store(
    polygons: Mapping[str, BaseGeometry],
    lines: Mapping[str, Floats],
    projection: Projection,
    levels: Levels,
    *,
    groups: Mapping[str, str] | None = None,
) -> Store:
    """Return the store of a map; ``groups`` names for some lines the line that they become a part of."""
    together = dict(groups or {})

    def make() -> Store:
        topology = _group_lines(build_topology(polygons, lines, projection, levels), together)
        return Store(topology, encode(topology))

    ingredients = [
        repr((projection, levels)).encode(),
        json.dumps([sorted(polygons), list(lines), together]).encode(),
        *shapely.to_wkb(np.array([polygons[key] for key in sorted(polygons)], dtype=object)).tolist(),
        *(line.astype(np.float64).tobytes() for line in lines.values()),
    ]
    return prepared("topology", ingredients, make, to_arrays=_to_arrays, from_arrays=_from_arrays)


def _group_lines(topology: Topology, groups: Mapping[str, str]) -> Topology:
    lines: dict[str, list[int]] = {}
    for key, arcs in topology.lines.items():
        lines.setdefault(groups.get(key, key), []).extend(arcs)
    return replace(topology, lines=lines)


def _to_arrays(store: Store) -> Arrays:
    topology = store.topology
    objects = {
        "step": topology.step,
        "coarse": topology.coarse,
        "polygons": topology.polygons,
        "lines": topology.lines,
        "horizon": topology.horizon,
    }
    # Longitudes and latitudes on any grid fit in four bytes.
    x, y, start = (array.astype(np.int32) for array in (topology.x, topology.y, topology.start))
    encoded = np.frombuffer(store.encoded, dtype=np.uint8)
    return [text_array(json.dumps(objects)), x, y, topology.level, start, encoded]


def _from_arrays(arrays: Arrays) -> Store:
    told, x, y, level, start, encoded = arrays
    whole: list[NDArray[np.int64]] = [array.astype(np.int64) for array in (x, y, start)]
    topology = Topology(
        **json.loads(array_text(told)), x=whole[0], y=whole[1], start=whole[2], level=level.astype(np.uint8)
    )
    return Store(topology, encoded.tobytes())
