"""Slivers of states beyond areas of another source, whose borders run a little beside Natural Earth's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import shapely
from shapely.geometry.base import BaseGeometry

# A piece is a sliver up to such a share of the area that cuts it off: beyond it is land of the state after all.
MOST_SHARE = 0.05
# Lines that were cut from each other meet but for the last digits.
NEAR_DEG, GRID_DEG, SPECK_DEG2 = 1e-6, 1e-7, 1e-8


def with_slivers(areas: Mapping[str, BaseGeometry], states: Collection[BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return areas with the slivers of states that they cut off from their mainland, else shown as the state's own.

    Polygons in EPSG:4326; a sliver falls to the area that it has most of its border with. Islands, which no area cuts
    off, stay with their states, and so does a piece as large as land of its own.
    """
    land = shapely.union_all(list(areas.values()))
    near = {key: shapely.buffer(area, NEAR_DEG) for key, area in areas.items()}
    found = {key: [area] for key, area in areas.items()}
    for piece in (piece for state in states for piece in _cut_off(state, land)):
        shared = {key: shapely.length(shapely.intersection(piece.boundary, around)) for key, around in near.items()}
        most = max(shared, key=lambda key: shared[key])
        if shared[most] > 0 and piece.area <= MOST_SHARE * areas[most].area:
            found[most].append(piece)
    return {key: shapely.union_all(parts, grid_size=GRID_DEG) for key, parts in found.items()}


def less(shape: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """Return a shape less some land, without the specks that the last digits leave where their borders are one."""
    parts = shapely.get_parts(shapely.difference(shape, land))
    kept = [part for part in parts if part.area > SPECK_DEG2]
    whole: BaseGeometry = kept[0] if len(kept) == 1 else shapely.multipolygons(kept)
    return whole


def _cut_off(state: BaseGeometry, land: BaseGeometry) -> Iterator[BaseGeometry]:
    """Yield the pieces of a state that the land leaves of each of its parts, but for the largest."""
    for part in shapely.get_parts(state):
        if shapely.intersects(land, part):
            pieces = shapely.get_parts(less(part, land))
            yield from sorted(pieces, key=lambda piece: piece.area)[:-1]
