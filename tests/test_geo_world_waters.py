"""Names of seas, and lakes where their layer is at hand."""

import geopandas
import pytest
from shapely.geometry import Point

from geo.model.fields import LANGUAGES
from geo.world.border_views import border_sources
from geo.world.countries import load_countries
from geo.world.natural_earth import REPOSITORY_VARIABLE
from geo.world.waters import load_lakes, named_waters
from tests.worlds import square, write_repository


def test_every_sea_is_named_in_every_language_with_its_source():
    seas = named_waters()
    assert len({sea.id for sea in seas}) == len(seas) > 15
    assert all(set(sea.name) == set(LANGUAGES) for sea in seas)
    assert {source for sea in seas for source in sea.sources} <= set(border_sources())


def test_names_stand_in_the_water():
    land = load_countries("50m").union_all()
    for sea in named_waters():
        assert not land.contains(Point(sea.lon, sea.lat)), sea.id


def test_no_disputed_name_is_written():
    written = {sea.name["en"] for sea in named_waters()}
    assert not written & {"Persian Gulf", "Arabian Gulf", "Sea of Japan", "East Sea", "Sea of Azov"}


def test_absent_lakes_are_none_and_fetched_ones_are_large(tmp_path, monkeypatch):
    monkeypatch.setenv(REPOSITORY_VARIABLE, str(tmp_path))
    assert load_lakes("110m") is None
    shapes = [square(0, 0, 1, 1), square(2, 0, 3, 1)]
    lakes = geopandas.GeoDataFrame({"scalerank": [0, 6]}, geometry=shapes, crs="EPSG:4326")
    write_repository(tmp_path, "lakes", lakes, scale="110m", category="physical")
    assert len(load_lakes("110m")) == 1


@pytest.mark.parametrize("scale", ["50m", "10m"])
def test_other_scales_are_looked_for_alone(scale, tmp_path, monkeypatch):
    monkeypatch.setenv(REPOSITORY_VARIABLE, str(tmp_path))
    assert load_lakes(scale) is None
