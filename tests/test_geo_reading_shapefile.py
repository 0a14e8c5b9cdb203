"""The package's own reader of polygons says of the bundle what GDAL says, to the last bit."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from shapely.geometry import MultiPolygon, Polygon, box

from geo.reading.shapefile import PolygonFile
from geo.world.natural_earth import SCALES, find_layer, read_layer
from tests.worlds import square_world, write_repository

LAYER = "admin_0_countries"
WITH_HOLE = Polygon(box(0, 0, 9, 9).exterior.coords, [box(1, 1, 2, 2).exterior.coords, box(4, 4, 5, 5).exterior.coords])


@pytest.mark.parametrize("scale", SCALES)
def test_the_bundle_reads_as_it_does_through_gdal(scale: str) -> None:
    frame = read_layer(LAYER, scale=scale)
    file = PolygonFile(find_layer(LAYER, scale=scale).path)
    assert file.columns == {column: list(frame[column]) for column in frame.columns if column != "geometry"}
    assert [shapely.to_wkb(file.shape(i)) for i in range(len(frame))] == list(frame.geometry.to_wkb())


@pytest.mark.parametrize(
    "shape",
    [
        box(0, 0, 1, 1),
        WITH_HOLE,
        MultiPolygon([box(20, 0, 30, 9), WITH_HOLE]),
        MultiPolygon([WITH_HOLE, box(20, 0, 30, 9), Polygon(box(40, 0, 49, 9).exterior, [box(41, 1, 42, 2).exterior])]),
    ],
)
def test_parts_and_holes_come_back_as_they_were(shape: Polygon | MultiPolygon, tmp_path: Path) -> None:
    world = square_world({"AAA": box(60, 0, 61, 1), "BBB": shape})
    path = write_repository(tmp_path, LAYER, world) / "shapefiles/natural_earth/cultural" / f"ne_10m_{LAYER}.shp"
    found = PolygonFile(path).shape(1)
    assert found.geom_type == shape.geom_type
    assert found.normalize().equals_exact(shape.normalize(), 0)


def test_text_keeps_its_letters_and_loses_its_padding(tmp_path: Path) -> None:
    world = square_world().assign(name=["Åland", "中国", "", "D", "Côte d'Ivoire", " F"])
    path = write_repository(tmp_path, LAYER, world) / "shapefiles/natural_earth/cultural" / f"ne_10m_{LAYER}.shp"
    assert PolygonFile(path).columns["name"] == ["Åland", "中国", "", "D", "Côte d'Ivoire", "F"]
