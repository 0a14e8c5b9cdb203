"""Lengths and whereabouts, against published figures and properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from geo.geodesy.locate import country_of_point
from geo.geodesy.measure import densify, geodesic, length_km
from geo.world.units import country_shapes
from tests.worlds import SQUARES

EQUATOR_DEGREE_KM = 6378.137 * math.pi / 180

longitudes = st.floats(-180, 180)
# Near a pole and near the antipode the shortest line is ill-conditioned, whatever computes it.
latitudes = st.floats(-80, 80)
points = st.tuples(longitudes, latitudes)
inside_square = st.tuples(st.floats(-5, 45), st.floats(-5, 35))


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
    east = {"HHH": box(-179.95, 0, -170, 10)}
    assert country_of_point(179.95, 5, east, tolerance_km=12) == "HHH"
    assert country_of_point(179.95, 5, east, tolerance_km=10) is None


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
    line = np.array([(5.0, 5.0), (15.0, 5.0)])
    before = line.copy()
    densify(line)
    length_km(line)
    assert (line == before).all()


def test_densify_adds_vertices_to_long_edges_alone() -> None:
    line = np.array([(0.0, 0.0), (0.1, 0.0), (2.0, 0.0), (2.1, 0.1)])
    fine = densify(line, 25)
    assert [point for point in line.tolist() if point not in fine.tolist()] == []
    assert fine[:2].tolist() == line[:2].tolist()
    assert max(length_km(fine[i : i + 2]) for i in range(len(fine) - 1)) <= 25.0001
    # 1.9 degrees along the equator are 211.5 km: nine steps, eight new vertices.
    assert len(fine) == len(line) + 8
