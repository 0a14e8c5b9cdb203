"""Where names go and how large countries are."""

import geopandas
import pytest
import shapely
from shapely.geometry import MultiPolygon, Point

from geo.geodesy.label_points import label_points
from geo.geodesy.projection import Projection
from geo.world.countries import load_countries
from tests.worlds import square

CENTRE = Projection(70, 48)
# Published land and total areas in km² (national statistics); the coarse shapes are within a few per cent.
PUBLISHED = {"KGZ": 199_951, "KAZ": 2_724_900, "BLR": 207_600, "UZB": 448_900}


@pytest.fixture(scope="module")
def countries():
    return load_countries("50m")


def test_names_stand_in_their_own_country(countries):
    points = label_points(countries, CENTRE)
    for code in ("KGZ", "RUS", "CHN", "IND", "UZB", "BLR"):
        assert countries.geometry[code].contains(Point(points.lon[code], points.lat[code])), code


@pytest.mark.parametrize(("code", "published"), PUBLISHED.items())
def test_areas_are_the_published_ones(countries, code, published):
    assert label_points(countries, CENTRE).area_km2[code] == pytest.approx(published, rel=0.04)


def test_name_goes_to_the_largest_part_and_index_is_kept():
    islands = MultiPolygon([square(0, 0, 1, 1), square(10, 0, 14, 4)])
    frame = geopandas.GeoDataFrame(geometry=[islands, square(20, 0, 21, 1)], index=["b", "a"], crs="EPSG:4326")
    points = label_points(frame, Projection(10, 0))
    assert list(points.index) == ["b", "a"]
    assert 11 < points.lon["b"] < 13 and 1 < points.lat["b"] < 3


def test_any_projection_of_the_world_works(countries):
    for centre in (Projection(0, 90), Projection(180, -30), Projection(-75, 10)):
        points = label_points(countries, centre)
        assert len(points) == len(countries) and (points.area_km2 >= 0).all()


def test_tiny_shapes_have_a_point_too():
    frame = geopandas.GeoDataFrame(geometry=[shapely.box(50, 26, 50.001, 26.001)], index=["dot"], crs="EPSG:4326")
    points = label_points(frame, CENTRE)
    assert points.lon["dot"] == pytest.approx(50, abs=0.01) and points.area_km2["dot"] < 1
