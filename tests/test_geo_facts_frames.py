"""Frames have their columns and dtypes even when no row is there."""

from __future__ import annotations

import pytest
from shapely import Point

from geo.facts.frames import geo_table, table

COLUMNS = {"id": "str", "name": "str", "count": "Int64", "km": "float64", "sure": "bool"}


def test_rows_become_a_frame_keyed_by_the_first_column() -> None:
    frame = table([("b", "B", None, 1.5, True), ("a", None, 3, None, False)], COLUMNS)
    assert list(frame.index) == ["b", "a"]
    assert frame.index.name == "id"
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        name: dtype for name, dtype in COLUMNS.items() if name != "id"
    }
    assert frame.isna().to_dict("index") == {
        "b": {"name": False, "count": True, "km": False, "sure": False},
        "a": {"name": True, "count": False, "km": True, "sure": False},
    }


@pytest.mark.parametrize("rows", [[], [("a", "A", 1, 1.0, True, Point(1, 2))]])
def test_a_geo_frame_is_in_longitude_and_latitude(rows: list[tuple[object, ...]]) -> None:
    frame = geo_table(rows, COLUMNS)
    assert frame.crs.to_epsg() == 4326
    assert list(frame.columns) == ["name", "count", "km", "sure", "geometry"]
    assert len(frame) == len(rows)
    assert frame.geometry.name == "geometry"
    assert str(frame["km"].dtype) == "float64"


def test_rows_may_be_a_generator() -> None:
    assert len(geo_table(((str(n), "", n, 0.0, True, Point(n, n)) for n in range(3)), COLUMNS)) == 3
