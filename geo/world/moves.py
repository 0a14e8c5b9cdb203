"""Parts of units given to other units, as a border view has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import Fault, FaultyDataError
from geo.world.border_views import Move

Shapes = Mapping[str, BaseGeometry]
"""Polygons in EPSG:4326 by the code of their unit."""


class MovedShapes(Shapes):
    """The shapes of a view by code, without the units that have lost all.

    A shape is read, and the moves that concern it are made, when it is asked for: who looks up ten countries does not
    wait for the world. Raises ``FaultyDataError`` when a move's point does not lie where the table says.
    """

    def __init__(self, shapes: Shapes, moves: Sequence[Move], scale: str) -> None:
        self._read, self._moves, self._scale = shapes, moves, scale
        self._moved: dict[str, BaseGeometry] = {}

    def __getitem__(self, code: str) -> BaseGeometry:
        if code not in self._moved:
            tied = _tied(code, self._moves)
            moves = [move for move in self._moves if move.from_unit in tied]
            self._moved |= {code: self._read[code]} | move_parts(self._read, moves, self._scale)
        shape = self._moved[code]
        if shape.is_empty:
            raise KeyError(code)
        return shape

    def __contains__(self, code: object) -> bool:
        loses = any(move.from_unit == code for move in self._moves)
        return super().__contains__(code) if loses else code in self._read

    def __iter__(self) -> Iterator[str]:
        return (code for code in self._read if code in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _tied(code: str, moves: Iterable[Move]) -> set[str]:
    """Return a unit and all that give to it or get from it, directly or by way of others."""
    pairs, tied = [{move.from_unit, move.to} for move in moves], {code}
    while more := {unit for pair in pairs if pair & tied for unit in pair} - tied:
        tied |= more
    return tied


def move_parts(shapes: Shapes, moves: Iterable[Move], scale: str) -> dict[str, BaseGeometry]:
    """Return the new shapes of the units that moves change; the shape of one that has lost all is empty.

    A part joins its new unit without a border between them; no vertex appears or goes but those of that border.

    Parameters
    ----------
    shapes : of units that share their borders' vertices.
    scale : named in the faults.

    Raises
    ------
    FaultyDataError
        With every move whose point does not lie where the table says.
    """
    changed: dict[str, BaseGeometry] = {}
    faults = [fault for move in moves for fault in _apply(shapes, changed, move, scale)]
    if faults:
        raise FaultyDataError(faults)
    return changed


def part_at(shape: BaseGeometry, lon: float, lat: float) -> BaseGeometry | None:
    """Return the one polygon of a shape that holds a point, ``None`` where none does."""
    parts = shapely.get_parts(shape)
    held = parts[shapely.contains_xy(parts, lon, lat)]
    return held[0] if len(held) else None


def _apply(shapes: Shapes, changed: dict[str, BaseGeometry], move: Move, scale: str) -> list[Fault]:
    source, target = (changed[code] if code in changed else shapes.get(code) for code in (move.from_unit, move.to))
    part = part_at(source, move.lon, move.lat) if source is not None else None
    if source is None or target is None or part is None:
        return [_misplaced(shapes, changed, move, scale)]
    parts = shapely.get_parts(source)
    given = shapely.contains_xy(parts, move.lon, move.lat) | move.whole
    kept, moved = [*parts[~given]], [*parts[given]]
    if move.south_of is not None:
        parallel = _shared_parallel(move.south_of, source, target)
        kept += [piece for part in moved for piece in _half(part, parallel, 90.0)]
        moved = [piece for part in moved for piece in _half(part, -90.0, parallel)]
    changed[move.from_unit] = MultiPolygon(kept)
    changed[move.to] = shapely.coverage_union_all([*shapely.get_parts(target), *moved])
    return []


def _misplaced(shapes: Shapes, changed: Shapes, move: Move, scale: str) -> Fault:
    now = {**shapes, **changed}
    holders = [code for code, shape in now.items() if shapely.contains_xy(shape, move.lon, move.lat)]
    found = f"{move.lon}, {move.lat} in {', '.join(holders) or 'no unit'} at {scale}"
    expected = f"a part of {move.from_unit}, to be given to {move.to}"
    return Fault("worldviews.csv", move.line, None, found, expected, "Natural Earth has changed: correct the row")


def _shared_parallel(latitude: float, one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the latitude of the vertex common to two units that is nearest to a parallel.

    So the cut ends in a vertex that all neighbours have, and the parallel of a generalised border is kept.
    """
    vertices = [set(map(tuple, shapely.get_coordinates(shape).tolist())) for shape in (one, other)]
    return float(min((y for _, y in vertices[0] & vertices[1]), key=lambda y: abs(y - latitude), default=latitude))


def _half(polygon: BaseGeometry, south: float, north: float) -> list[Polygon]:
    pieces = shapely.get_parts(shapely.intersection(polygon, shapely.box(-180, south, 180, north)))
    return [piece for piece in pieces if piece.geom_type == "Polygon"]
