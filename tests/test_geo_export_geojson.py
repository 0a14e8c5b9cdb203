"""GeoJSON keeps to RFC 7946, and says what it is and whom to name."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import Point, box

from geo.bloc import Bloc
from geo.export.geojson import bounds_of
from geo.export.write import export_bloc
from tests.exports import square_bloc
from tests.folders import change
from tests.worlds import square


def collection(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_geojson_keeps_to_the_rfc(league: Bloc, tmp_path: Path) -> None:
    for path in export_bloc(league, "geojson", tmp_path).paths:
        data = collection(path)
        assert data["type"] == "FeatureCollection"
        assert "crs" not in data
        assert not re.search(r"\d\.\d{8}", json.dumps([feature["geometry"] for feature in data["features"]]))
        assert ("bbox" in data) == (data["features"][0]["geometry"] is not None)
        for feature in data["features"]:
            assert set(feature) <= {"type", "id", "properties", "geometry"}
            assert_whole_rings(feature["geometry"])


def assert_whole_rings(geometry: dict[str, Any] | None) -> None:
    """Check the right-hand rule, closed rings, and that no segment runs round the globe instead of across 180°."""
    if geometry is None or geometry["type"] == "Point":
        return
    for part in geometry["coordinates"]:
        rings = part if geometry["type"] == "MultiPolygon" else [part]
        for number, ring in enumerate(rings):
            assert all(abs(one[0] - other[0]) < 180 for one, other in pairwise(ring))
            if geometry["type"] == "MultiPolygon":
                assert ring[0] == ring[-1]
                assert shapely.LinearRing(ring).is_ccw == (number == 0)


def test_geojson_says_what_it_is_and_whom_to_name(league: Bloc, tmp_path: Path) -> None:
    export_bloc(league, "geojson", tmp_path, as_of=date(2020, 1, 1))
    said = collection(tmp_path / "league-members.geojson")["metadata"]
    assert said["title"] == "League of the Date Palm on 1 January 2020"
    assert said["as_of"] == "2020-01-01"
    assert said["borders"].startswith("After UN resolutions, not a UN map: ")
    assert all(source["publisher"] and source["title"] for source in said["sources"].values())
    assert any((source["url"] or "").startswith("https://") for source in said["sources"].values())
    # Five members before Mauritania joined in June; it was an observer, and Chad is one still.
    features = {
        feature["id"]: feature["properties"] for feature in collection(tmp_path / "league-members.geojson")["features"]
    }
    assert sum(row["member"] for row in features.values()) == 5
    assert features["MRT"]["status"] == features["TCD"]["status"] == "observer"


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ([Point(3, 4)], (3, 4, 3, 4)),
        ([box(0, 0, 10, 10), box(20, -5, 30, 0)], (0, -5, 30, 10)),
        ([square(175, 0, -175, 10)], (175, 0, -175, 10)),
        ([square(175, 0, -175, 10), box(20, 0, 30, 10)], (20, 0, -175, 10)),
        ([box(-180, -90, 180, -60)], (-180, -90, 180, -60)),
        ([box(0, 0, 50, 1), box(10, 0, 20, 1), box(60, 0, 61, 1)], (0, 0, 61, 1)),
        ([Point(177, -20), Point(-178, -16)], (177, -20, -178, -16)),  # the example of RFC 7946, 5.2
    ],
)
def test_the_box_of_shapes_is_the_narrowest(shapes: list[Any], expected: tuple[float, ...]) -> None:
    assert bounds_of(shapes) == expected


def test_gauge_and_uncertainty_travel_as_numbers(tmp_path: Path) -> None:
    changed = square_bloc(
        tmp_path / "bloc", change("places.csv", "capital,,charter,high\ngate", "capital,2.5,charter,high\ngate")
    )
    export_bloc(changed, "geojson", tmp_path)
    stops = {f["id"]: f["properties"] for f in collection(tmp_path / "league-stops.geojson")["features"]}
    assert stops["stop:line:main:40"]["gauge_mm"] == 1520
    assert stops["stop:line:main:40"]["gauge_before_mm"] == 1435
    assert stops["stop:line:main:40"]["gauge_break"] is True
    assert stops["stop:line:main:40"]["uncertainty_km"] == 2.5
