"""The units of a bloc's own: parts that it tells apart from their state, states that it makes of countries of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geo.model.fields import Latitude, Longitude
from geo.model.records import Row
from geo.world.border_views import BORDERS, Move, Unit, read_rows

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry


class Part(Row):
    """A unit of ISO 3166-1 that Natural Earth draws within another one: all of its polygons in a box are it."""

    unit: Unit
    of: Unit
    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude


@dataclass(frozen=True)
class OwnUnits:
    """Which units a bloc tells apart, by code, and of what it makes others.

    Codes of countries that are apart anyhow change nothing.
    """

    apart: frozenset[str] = frozenset()
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts that are cut out, by the code of their unit."""
        rows = read_rows(BORDERS / "parts.csv", Part)
        return {code: tuple(row for row in rows if row.unit == code) for code in sorted(self.apart & units_apart())}

    def __contains__(self, code: object) -> bool:
        return code in self.parts or code in self.made_of

    def __iter__(self) -> Iterator[str]:
        yield from (*self.parts, *self.made_of)

    def left(self, moves: Iterable[Move]) -> list[Move]:
        """Return the moves of a border view but those that would join the whole of a unit told apart to its state."""
        return [move for move in moves if not (move.whole and move.from_unit in self.apart)]

    def shape(self, code: str, shapes: Mapping[str, BaseGeometry]) -> BaseGeometry | None:
        """Return the polygons of a unit, of shapes by code; ``None`` where a scale has not all of them."""
        from shapely import MultiPolygon, union_all  # late: a check of what is plain to see needs no geometry

        if code in self.made_of:
            made = [self.shape(part, shapes) if part in self else shapes.get(part) for part in self.made_of[code]]
            whole = [shape for shape in made if shape is not None]
            return union_all(whole) if len(whole) == len(made) else None
        found = [piece for row in self.parts[code] for piece in _pieces(row, shapes)]
        return MultiPolygon(found) if found else None

    def cut(self, shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
        """Return the new shapes of the parts and of what they are cut out of, an empty one where nothing is left."""
        import shapely

        found = {code: self.shape(code, shapes) for code in self.parts}
        parts = {code: shape for code, shape in found.items() if shape is not None}
        gone = {piece.wkb for shape in parts.values() for piece in shapely.get_parts(shape)}
        wholes = {row.of for code in parts for row in self.parts[code]} & set(shapes)
        pieces = {of: [piece for piece in shapely.get_parts(shapes[of]) if piece.wkb not in gone] for of in wholes}
        return parts | {of: shapely.MultiPolygon(left) for of, left in sorted(pieces.items())}


NO_UNITS = OwnUnits()


def units_apart() -> frozenset[str]:
    """Return the codes of the units that can be cut out of the state which they are drawn within."""
    return frozenset(row.unit for row in read_rows(BORDERS / "parts.csv", Part))


def _pieces(row: Part, shapes: Mapping[str, BaseGeometry]) -> list[Polygon]:
    import shapely

    box = shapely.box(row.west, row.south, row.east, row.north)
    return [piece for piece in shapely.get_parts(shapes.get(row.of)) if shapely.covers(box, piece)]
