"""Names of seas and lakes, and the shapes of lakes and rivers."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from shapely.geometry import Point, box

from geo.geodesy.projection import Projection
from geo.model.fields import LANGUAGES
from geo.topology.simplify import pixel_m
from geo.world.border_views import border_sources
from geo.world.countries import load_countries
from geo.world.natural_earth import REPOSITORY_VARIABLE
from geo.world.waters import RIVER_ZOOMS, load_lakes, load_rivers, named_waters, waters_in_view
from tests.areas import area_km2
from tests.worlds import square, write_repository

# Published areas of the ten largest lakes (the Caspian, a sea here, aside), km², each with a point in it.
LARGEST = {
    "Superior": (82_100, -87.7, 47.7),
    "Victoria": (68_800, 32.9, -1.3),
    "Huron": (59_600, -82.3, 44.8),
    "Michigan": (58_000, -87.1, 43.9),
    "Tanganyika": (32_900, 29.5, -6.1),
    "Baikal": (31_700, 108.2, 53.6),
    "Great Bear": (31_200, -120.3, 65.9),
    "Malawi": (29_600, 34.5, -11.9),
    "Great Slave": (27_200, -113.5, 61.9),
    "Erie": (25_700, -81.0, 42.2),
}


def test_every_water_is_named_in_every_language_with_its_source():
    waters = named_waters()
    assert len({water.id for water in waters}) == len(waters) > 30
    assert all(set(water.name) == set(LANGUAGES) for water in waters)
    assert {source for water in waters for source in water.sources} <= set(border_sources())


def test_names_of_seas_stand_in_the_sea_and_those_of_lakes_in_a_lake():
    land, lakes = load_countries("50m").union_all(), load_lakes("50m").union_all()
    for water in named_waters():
        at = Point(water.lon, water.lat)
        assert land.contains(at) == lakes.contains(at) == (water.kind == "lake" and water.id != "caspian-sea"), water.id


def test_no_disputed_name_is_written():
    written = {water.name["en"] for water in named_waters()}
    assert not written & {"Persian Gulf", "Arabian Gulf", "Sea of Japan", "East Sea", "Sea of Azov"}


def test_the_ten_largest_lakes_have_their_published_areas():
    lakes = load_lakes("50m")
    for name, (km2, lon, lat) in LARGEST.items():
        (lake,) = lakes.geometry[lakes.contains(Point(lon, lat))]
        assert area_km2(lake) == pytest.approx(km2, rel=0.05), name
    areas = sorted(map(area_km2, lakes.geometry), reverse=True)
    assert areas[:10] == pytest.approx(sorted((km2 for km2, *_ in LARGEST.values()), reverse=True), rel=0.05)


@pytest.mark.parametrize("lonlat", [(60.5, 46.4), (75, 46.5), (77.2, 42.4), (108, 53.5), (31.5, 60.8), (43, 38.6)])
def test_the_lakes_of_the_blocs_are_there(lonlat: tuple[float, float]):
    assert load_lakes("50m").contains(Point(*lonlat)).sum() == 1


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_waters_are_valid_and_ranked(scale: str):
    for frame in (load_lakes(scale), load_rivers(scale)):
        assert frame.crs == "EPSG:4326"
        assert frame.geometry.is_valid.all()
        assert set(frame["rank"]) <= set(range(len(RIVER_ZOOMS)))
        assert frame["rank"].is_monotonic_increasing


def test_a_scale_without_waters_of_its_own_takes_those_of_the_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(REPOSITORY_VARIABLE, str(tmp_path))
    assert len(load_lakes("10m")) == len(load_lakes("50m"))
    shapes = [square(0, 0, 1, 1), square(2, 0, 3, 1), square(4, 0, 5, 1)]
    lakes = geopandas.GeoDataFrame({"ScaleRank": [0, 4, 6]}, geometry=shapes, crs="EPSG:4326")
    write_repository(tmp_path, "lakes", lakes, scale="10m", category="physical")
    assert load_lakes("10m")["rank"].to_list() == [0, 4]


def test_a_view_has_what_meets_its_extent_and_zoom():
    projection = Projection(77, 43)
    waters = waters_in_view("50m", projection, (-300_000.0, -300_000.0, 300_000.0, 300_000.0), 5)
    assert waters.lakes.contains(Point(77.2, 42.4))
    assert not waters.lakes.intersects(box(100, 50, 112, 57))
    assert set(waters.rivers) == {zoom for zoom in RIVER_ZOOMS if zoom < 5}
    plane = [projection.forward(line) for lines in waters.rivers.values() for line in lines]
    assert plane
    assert np.abs(np.concatenate(plane)).max() <= 300_000 + 0.15 * 600_000 + 1
    assert all(shapely.LineString(line).length > 24 * pixel_m(5) for line in plane)
