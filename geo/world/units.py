"""The units of one layer of the world, corrected by the table of fixes and keyed by ISO alpha-3. Needs no frames."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import Fault, FaultyDataError
from geo.reading.shapefile import PolygonFile, Ring
from geo.world.border_views import Move, check_view, moves_of
from geo.world.natural_earth import BUNDLE, find_layer, layer_stamp, read_layer, verify_layer
from geo.world.outlines import Outlines
from geo.world.own_units import NO_UNITS, OwnUnits

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LAYER = "admin_0_countries"
FIXES = BUNDLE / "fixes.csv"
NO_CODE = "-99"
_COLUMNS = {
    "bundle": {"code": "ADM0_A3", "iso_a2": "ISO_A2", "name": "NAME"},
    # As Natural Earth publishes it. The plain ISO_A2 holds no code for some states that have one; this column does.
    "release": {"code": "ADM0_A3", "iso_a2": "ISO_A2_EH", "name": "NAME_LONG"},
}
_Row = dict[str, str | None]
Shapes = Mapping[str, "BaseGeometry"]
"""Polygons in EPSG:4326 by the code of their unit."""


@dataclass(frozen=True)
class Units:
    """What is known of the units, each by code in the order of the codes; ``None`` for what a unit does not have.

    ``rings`` gives the rings of a unit of the bundle, which needs no library of geometry; ``None`` for other layers.
    """

    iso_a2: Mapping[str, str | None]
    name: Mapping[str, str | None]
    shapes: Shapes
    rings: Callable[[str], list[Ring]] | None


class _FileShapes(Shapes):
    """Shapes that are read each time they are asked for."""

    def __init__(self, numbers: Mapping[str, int], read: Callable[[int], BaseGeometry]) -> None:
        self._numbers, self._shape = numbers, read

    def __getitem__(self, code: str) -> BaseGeometry:
        return self._shape(self._numbers[code])

    def __contains__(self, code: object) -> bool:
        return code in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class CountryShapes(Shapes):
    """The shapes of a view's countries by code, each read when it is asked for; a bloc's own units after them.

    What a unit of a bloc's own is cut out of keeps it: what lies in the part lies in the whole.
    """

    def __init__(self, units: Units, moves: Sequence[Move], scale: str, own: OwnUnits = NO_UNITS) -> None:
        self._units, self._moves, self._scale, self._own = units, moves, scale, own
        self._outlines = None if units.rings is None else Outlines(units.rings, units.name, moves)

    @cached_property
    def _shapes(self) -> Shapes:
        from geo.world.moves import MovedShapes  # late: what outlines tell needs no geometry

        return MovedShapes(self._units.shapes, self._moves, self._scale)

    def surely_near(self, code: str, lon: float, lat: float, tolerance_km: float) -> bool:
        """Tell whether a point is in a country or within a tolerance beyond doubt; where it is not, shapes decide."""
        return self._outlines is not None and self._outlines.hold(code, lon, lat, tolerance_km)

    def __getitem__(self, code: str) -> BaseGeometry:
        if code not in self._own:
            return self._shapes[code]
        shape = self._own.shape(code, self._shapes)
        if shape is None:
            raise KeyError(code)
        return shape

    def __contains__(self, code: object) -> bool:
        if code in self._own:
            return super().__contains__(code)
        if code not in self._units.name:
            return False
        return (self._outlines is not None and self._outlines.drawn(str(code))) or code in self._shapes

    def __iter__(self) -> Iterator[str]:
        yield from self._shapes
        yield from (code for code in self._own if code in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def country_shapes(scale: str, worldview: str, own: OwnUnits = NO_UNITS) -> CountryShapes:
    """Return the shapes of the countries as ``geo.world.countries.load_countries`` does, each read when asked for.

    ``own`` are the units that a bloc tells apart.

    Raises as that does, but for moves that the shapes asked for have no part in.
    """
    view = check_view(scale, worldview)
    return CountryShapes(read_units(view.layer or LAYER, scale), own.left(moves_of(view, scale)), scale, own)


def read_units(layer: str, scale: str) -> Units:
    """Return the units of a layer.

    Raises
    ------
    MissingLayerError
        When the layer is not at hand or damaged.
    FaultyDataError
        When the data no longer is what the table of fixes expects, or names a unit twice.
    """
    columns, shape, rings = _open(layer, scale)
    # A repository of the reader's own may hold a release in the bundle's place.
    kind = "bundle" if layer == LAYER and "ISO_A2_EH" not in columns else "release"
    wanted = _COLUMNS[kind]
    missing = sorted(set(wanted.values()) - set(columns))
    if missing:
        raise FaultyDataError([Fault(layer, None, None, f"no column {', '.join(missing)}", "Natural Earth's columns")])
    cells = zip(*(columns[heading] for heading in wanted.values()), strict=True)
    rows: list[_Row] = [dict(zip(wanted, row, strict=True)) for row in cells]
    _refuse_doubles(rows, layer)
    rows = _fix(rows, kind)
    _refuse_doubles(rows, layer)
    order = sorted((str(row["code"]), number) for number, row in enumerate(rows))
    numbers = dict(order)
    return Units(
        iso_a2={code: rows[number]["iso_a2"] for code, number in order},
        name={code: rows[number]["name"] for code, number in order},
        shapes=_FileShapes(numbers, shape if kind == "bundle" else lambda number: _valid(shape(number))),
        rings=None if rings is None else lambda code: rings(numbers[code]),
    )


def _valid(shape: BaseGeometry) -> BaseGeometry:
    import shapely

    return shapely.make_valid(shape)


class _Opened(NamedTuple):
    columns: Mapping[str, Sequence[str]]
    shape: Callable[[int], BaseGeometry]
    rings: Callable[[int], list[Ring]] | None


def _open(layer: str, scale: str) -> _Opened:
    """Return the columns of a layer and what reads the shape, and of the bundle the rings, of a row."""
    found = find_layer(layer, scale=scale)
    if found.path.is_relative_to(BUNDLE):
        file = _bundled(layer, scale, found.path, layer_stamp(found.path))
        return _Opened(file.columns, file.shape, file.rings)
    frame = read_layer(layer, scale=scale)
    return _Opened({column: list(frame[column]) for column in frame.columns}, frame.geometry.iloc.__getitem__, None)


@cache
def _bundled(layer: str, scale: str, path: Path, stamp: tuple[tuple[int, int], ...]) -> PolygonFile:
    """Return a layer of the bundle, its hashes checked; once in a process, as long as nobody touches the files."""
    verify_layer(find_layer(layer, scale=scale))
    return PolygonFile(path)


def _refuse_doubles(rows: Sequence[_Row], layer: str) -> None:
    twice = sorted(str(code) for code, count in Counter(row["code"] for row in rows).items() if count > 1)
    if twice:
        raise FaultyDataError([Fault(layer, None, None, f"code {', '.join(twice)} twice", "each code once")])


def _fix(rows: Sequence[_Row], kind: str) -> list[_Row]:
    """Return the rows with the declared corrections, and ``None`` for no code; each must find the value it expects."""
    fixed = {row["code"]: {key: None if value == NO_CODE else value for key, value in row.items()} for row in rows}
    before = {row["code"]: row for row in rows}
    faults = []
    for line, fix in _fixes():
        code, column = fix["code"], fix["column"]
        if fix["data"] != kind or code not in before:
            continue
        if before[code][column] != fix["expected"]:
            expected = f"'{fix['expected']}' as {column} of {code}"
            found = f"'{before[code][column]}'"
            faults.append(Fault(FIXES.name, line, None, found, expected, "Natural Earth has changed"))
        fixed[code][column] = fix["value"]
    if faults:
        raise FaultyDataError(faults)
    return list(fixed.values())


@cache
def _fixes() -> list[tuple[int, Mapping[str, str]]]:
    with FIXES.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=2))
