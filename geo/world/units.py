"""The units of one layer of the world, corrected by the table of fixes and keyed by ISO alpha-3. Needs no frames."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import Fault, FaultyDataError
from geo.reading.shapefile import PolygonFile
from geo.world.border_views import check_view, moves_of
from geo.world.moves import MovedShapes, Shapes
from geo.world.natural_earth import BUNDLE, find_layer, read_layer, verify_layer

LAYER = "admin_0_countries"
FIXES = BUNDLE / "fixes.csv"
NO_CODE = "-99"
_COLUMNS = {
    "bundle": {"code": "ADM0_A3", "iso_a2": "ISO_A2", "name": "NAME"},
    # As Natural Earth publishes it. The plain ISO_A2 holds no code for some states that have one; this column does.
    "release": {"code": "ADM0_A3", "iso_a2": "ISO_A2_EH", "name": "NAME_LONG"},
}
_Row = dict[str, str | None]


@dataclass(frozen=True)
class Units:
    """What is known of the units, each by code in the order of the codes; ``None`` for what a unit does not have."""

    iso_a2: Mapping[str, str | None]
    name: Mapping[str, str | None]
    shapes: Shapes


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


def country_shapes(scale: str, worldview: str) -> Shapes:
    """Return the shapes of the countries as ``geo.world.countries.load_countries`` does, each read when asked for.

    Raises as that does, but for moves that the shapes asked for have no part in.
    """
    view = check_view(scale, worldview)
    return MovedShapes(read_units(view.layer or LAYER, scale).shapes, moves_of(view, scale), scale)


def read_units(layer: str, scale: str) -> Units:
    """Return the units of a layer.

    Raises
    ------
    MissingLayerError
        When the layer is not at hand or damaged.
    FaultyDataError
        When the data no longer is what the table of fixes expects, or names a unit twice.
    """
    columns, shape = _open(layer, scale)
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
    read = shape if kind == "bundle" else lambda number: shapely.make_valid(shape(number))
    return Units(
        iso_a2={code: rows[number]["iso_a2"] for code, number in order},
        name={code: rows[number]["name"] for code, number in order},
        shapes=_FileShapes(dict(order), read),
    )


def _open(layer: str, scale: str) -> tuple[Mapping[str, Sequence[str]], Callable[[int], BaseGeometry]]:
    """Return the columns of a layer and what reads the shape of a row."""
    found = find_layer(layer, scale=scale)
    if found.path.is_relative_to(BUNDLE):
        verify_layer(found)
        file = PolygonFile(found.path)
        return file.columns, file.shape
    frame = read_layer(layer, scale=scale)
    return {column: list(frame[column]) for column in frame.columns}, frame.geometry.iloc.__getitem__


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
