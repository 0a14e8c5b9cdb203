"""Lengths, areas and whereabouts, against published figures, closed formulas and properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from geo.geodesy.locate import country_of_point
from geo.geodesy.measure import area_km2, densify, geodesic, length_by_country, length_km
from geo.world.countries import load_countries
from geo.world.units import country_shapes
from tests.worlds import SQUARES, square, square_world

EQUATOR_DEGREE_KM = 6378.137 * math.pi / 180
WGS84_E2 = 0.00669437999014132

longitudes = st.floats(-180, 180)
# Near a pole and near the antipode the shortest line is ill-conditioned, whatever computes it.
latitudes = st.floats(-80, 80)
points = st.tuples(longitudes, latitudes)
inside_square = st.tuples(st.floats(-5, 45), st.floats(-5, 35))


def band_area_km2(south: float, north: float, width_deg: float) -> float:
    """Return the area between two parallels, by the closed formula for an ellipsoid of revolution."""
    b2 = 6378.137**2 * (1 - WGS84_E2)
    e = math.sqrt(WGS84_E2)

    def q(latitude: float) -> float:
        s = math.sin(math.radians(latitude))
        return s / (1 - WGS84_E2 * s * s) + math.log((1 + e * s) / (1 - e * s)) / (2 * e)

    return b2 / 2 * math.radians(width_deg) * (q(north) - q(south))


# From the documentation of GeographicLib: Wellington to Salamanca, and New York to London.
@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((174.81, -41.32), (-5.50, 40.96), 19959.679),
        ((-73.8, 40.6), (-0.5, 51.6), 5551.759),
        ((0.0, 0.0), (1.0, 0.0), EQUATOR_DEGREE_KM),
        # The quarter meridian of WGS84.
        ((0.0, 0.0), (0.0, 90.0), 10001.966),
        ((179.5, 0.0), (-179.5, 0.0), EQUATOR_DEGREE_KM),
    ],
)
def test_length_agrees_with_published_distances(start: tuple[float, float], end: tuple[float, float], km: float):
    assert length_km([start, end]) == pytest.approx(km, abs=0.002)


@pytest.mark.parametrize("coords", [[], [(10, 20)], np.empty((0, 2))])
def test_length_of_less_than_a_line_is_nothing(coords):
    assert length_km(coords) == 0
    assert length_by_country(coords, square_world()) == {}


@given(points, points, st.floats(5, 500))
@settings(max_examples=50, deadline=None)
def test_geodesic_keeps_its_ends_its_length_and_its_step(start, end, step_km):
    line = geodesic(start, end, step_km)
    assert tuple(line[0]) == start
    assert tuple(line[-1]) == end
    whole = length_km([start, end])
    assert length_km(line) == pytest.approx(whole, rel=1e-9, abs=1e-6)
    assert np.abs(line[:, 0]).max() <= 180
    steps = [length_km(line[i : i + 2]) for i in range(len(line) - 1)]
    assert max(steps) <= step_km * (1 + 1e-6)


def test_geodesic_bends_towards_the_pole():
    line = geodesic((0, 50), (60, 50))
    assert line[:, 1].max() > 53
    assert len(line) == math.ceil(length_km([(0, 50), (60, 50)]) / 25) + 1


@pytest.mark.parametrize("step", [0, -1])
def test_geodesic_refuses_a_step_that_leads_nowhere(step: float):
    with pytest.raises(ValueError, match="expected a number above 0"):
        geodesic((0, 0), (1, 1), step)


@given(points, points, points)
@settings(max_examples=50, deadline=None)
def test_length_is_symmetric_and_no_detour_is_shorter(a, b, c):
    assert length_km([a, b]) == pytest.approx(length_km([b, a]), rel=1e-9, abs=1e-9)
    assert length_km([a, c]) <= length_km([a, b, c]) + 1e-6


@pytest.mark.parametrize(("south", "north"), [(0, 10), (40, 50), (-60, -55), (80, 90)])
def test_area_of_a_band_is_that_of_the_closed_formula(south: float, north: float):
    assert area_km2(box(20, south, 50, north)) == pytest.approx(band_area_km2(south, north, 30), rel=1e-5)


def test_area_of_the_world_is_that_of_the_ellipsoid():
    assert 2 * area_km2(box(0, -90, 180, 90)) == pytest.approx(510_065_622, rel=1e-5)


def test_area_takes_holes_away_and_ignores_direction_and_lines():
    ring = box(0, 0, 10, 10)
    hole = box(4, 4, 6, 6)
    with_hole = Polygon(ring.exterior.coords, [hole.exterior.coords])
    turned = Polygon(list(ring.exterior.coords)[::-1], [list(hole.exterior.coords)[::-1]])
    assert area_km2(with_hole) == pytest.approx(area_km2(ring) - area_km2(hole), rel=1e-9)
    assert area_km2(turned) == pytest.approx(area_km2(with_hole), rel=1e-12)
    assert area_km2(LineString([(0, 0), (1, 1)])) == 0
    assert area_km2(Polygon()) == 0


def test_area_across_180_is_that_of_the_same_square_elsewhere():
    assert area_km2(square(175, 0, -175, 10)) == pytest.approx(area_km2(box(0, 0, 10, 10)), rel=1e-9)


# Land and inland water in km² as the United Nations' Demographic Yearbook gives them; the outlines are generalised.
@pytest.mark.parametrize(
    ("code", "km2", "within"),
    [
        ("KGZ", 199_949, 0.01),
        ("BLR", 207_600, 0.01),
        ("KAZ", 2_724_902, 0.01),
        ("MNG", 1_564_116, 0.01),
        ("CAN", 9_984_670, 0.01),
        ("LUX", 2_586, 0.03),
        ("UKR", 603_500, 0.02),
    ],
)
def test_area_of_countries_agrees_with_published_figures(code: str, km2: float, within: float):
    assert area_km2(load_countries("50m").geometry[code]) == pytest.approx(km2, rel=within)


def test_length_by_country_divides_a_line_at_the_border():
    found = length_by_country([(5, 5), (15, 5)], square_world())
    assert list(found) == ["AAA", "BBB"]
    assert found["AAA"] == pytest.approx(found["BBB"], rel=1e-6)
    assert sum(found.values()) == pytest.approx(length_km([(5, 5), (15, 5)]), rel=1e-6)


def test_length_by_country_keeps_the_order_of_entry():
    assert list(length_by_country([(15, 5), (5, 5)], square_world())) == ["BBB", "AAA"]


def test_length_by_country_leaves_out_the_sea():
    found = length_by_country([(25, 0.5), (35, 0.5)], square_world())
    assert list(found) == ["FFF"]
    assert found["FFF"] == pytest.approx(length_km([(30, 0.5), (35, 0.5)]), rel=1e-3)
    assert length_by_country([(50, 50), (60, 50)], square_world()) == {}


def test_length_by_country_counts_the_enclave_apart():
    found = length_by_country([(32, 5), (38, 5)], square_world())
    assert found["EEE"] == pytest.approx(length_km([(34, 5), (36, 5)]), rel=1e-3)
    assert list(found) == ["FFF", "EEE"]


def test_length_by_country_goes_across_180():
    there = length_by_country([(170, 5), (-170, 5)], square_world())
    back = length_by_country([(-170, 5), (170, 5)], square_world())
    assert there["DDD"] == pytest.approx(length_km([(175, 5), (-175, 5)]), rel=1e-4)
    assert back["DDD"] == pytest.approx(there["DDD"], rel=1e-9)


def test_length_by_country_takes_vertices_on_180_itself():
    coords = [(179, 5), (180, 5), (-180, 6), (-179, 6)]
    assert length_by_country(coords, square_world())["DDD"] == pytest.approx(length_km(coords), rel=1e-6)


def test_length_by_country_counts_a_way_gone_to_and_fro_twice():
    once, twice = [(5, 5), (15, 5)], [(5, 5), (15, 5), (5, 5)]
    one, two = (length_by_country(coords, square_world()) for coords in (once, twice))
    assert two["AAA"] == pytest.approx(2 * one["AAA"], rel=1e-9)
    assert two["BBB"] == pytest.approx(2 * one["BBB"], rel=1e-9)


def test_length_by_country_counts_a_shared_border_once():
    border = [(10, 2), (10, 8)]
    assert sum(length_by_country(border, square_world()).values()) == pytest.approx(length_km(border), rel=1e-6)


@given(st.lists(inside_square, min_size=2, max_size=5))
@settings(max_examples=40, deadline=None)
def test_length_by_country_never_exceeds_the_line(coords):
    assert sum(length_by_country(coords, square_world()).values()) <= length_km(coords) * (1 + 1e-6) + 1e-6


def test_length_by_country_of_a_line_over_real_borders():
    """From Kashgar to Andijan the way leads through three countries and over no sea."""
    line = [(75.99, 39.47), (72.34, 40.78)]
    found = length_by_country(line, load_countries("50m"))
    assert list(found) == ["CHN", "KGZ", "UZB"]
    assert sum(found.values()) == pytest.approx(length_km(line), rel=1e-6)


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [(5, 5, "AAA"), (35, 5, "EEE"), (31, 1, "FFF"), (179.9, 5, "DDD"), (-180, 5, "DDD"), (60, 60, None)],
)
def test_country_of_a_point(lon: float, lat: float, code: str | None):
    assert country_of_point(lon, lat, SQUARES) == code


def test_a_point_on_a_border_belongs_to_the_first_code():
    assert country_of_point(10, 5, SQUARES) == "AAA"


@pytest.mark.parametrize(
    ("lon", "lat", "km", "code"),
    [
        # 0.1° of longitude on the equator's side of the square's edge is 11.13 km.
        (-0.1, 0.0, 11.0, None),
        (-0.1, 0.0, 11.2, "AAA"),
        (5, -0.1, 11.0, None),
        (5, -0.1, 11.1, "AAA"),
        (-174.9, 5, 11.2, "DDD"),
        (174.9, 5, 11.2, "DDD"),
        # Between CCC and nobody: the nearest wins, not the first.
        (10.2, 10.1, 50, "BBB"),
    ],
)
def test_a_point_off_the_coast_takes_the_nearest_within_the_tolerance(lon, lat, km, code):
    assert country_of_point(lon, lat, SQUARES, tolerance_km=km) == code


def test_the_tolerance_reaches_across_180():
    world = {"GGG": box(170, 0, 179.95, 10)}
    assert country_of_point(-179.95, 5, world, tolerance_km=12) == "GGG"
    assert country_of_point(-179.95, 5, world, tolerance_km=10) is None


@given(inside_square, st.floats(1, 300))
@settings(max_examples=40, deadline=None)
def test_a_wider_tolerance_never_loses_a_country(point, km):
    if country_of_point(*point, SQUARES, tolerance_km=km):
        assert country_of_point(*point, SQUARES, tolerance_km=km * 1.5)


@pytest.mark.parametrize(
    ("name", "lon", "lat", "code"),
    [
        ("Bishkek", 74.59, 42.87, "KGZ"),
        ("Kashgar", 75.99, 39.47, "CHN"),
        ("Andijan", 72.34, 40.78, "UZB"),
        ("Minsk", 27.57, 53.9, "BLR"),
        ("New Delhi", 77.2, 28.6, "IND"),
        ("Simferopol", 34.1, 44.95, "UKR"),
    ],
)
def test_country_of_known_cities(name: str, lon: float, lat: float, code: str):
    assert country_of_point(lon, lat, country_shapes("50m", "un")) == code


def test_the_input_is_left_alone():
    world, coords = square_world(), np.array([(5.0, 5.0), (15.0, 5.0)])
    before = world.copy(), coords.copy()
    length_by_country(coords, world)
    assert world.equals(before[0])
    assert (coords == before[1]).all()
    assert world.geometry.iloc[0].contains(Point(5, 5))


def test_densify_adds_vertices_to_long_edges_alone() -> None:
    line = np.array([(0.0, 0.0), (0.1, 0.0), (2.0, 0.0), (2.1, 0.1)])
    fine = densify(line, 25)
    assert [point for point in line.tolist() if point not in fine.tolist()] == []
    assert fine[:2].tolist() == line[:2].tolist()
    assert max(length_km(fine[i : i + 2]) for i in range(len(fine) - 1)) <= 25.0001
    # 1.9 degrees along the equator are 211.5 km: nine steps, eight new vertices.
    assert len(fine) == len(line) + 8
