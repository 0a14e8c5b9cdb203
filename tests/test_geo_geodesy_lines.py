"""Lines are cut where they cross 180°, and bent gently through their points."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.lines import POINTS_PER_BEND, bend, cut_at_180
from geo.geodesy.measure import geodesic, length_km


def array(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(0, 0), (10, 0)], "LINESTRING (0 0, 10 0)"),
        ([(170, 0), (-170, 10)], "MULTILINESTRING ((170 0, 180 5), (-180 5, -170 10))"),
        ([(-170, 0), (170, 10)], "MULTILINESTRING ((-170 0, -180 5), (180 5, 170 10))"),
        ([(170, 0), (175, 4), (-175, 4)], "MULTILINESTRING ((170 0, 175 4, 180 4), (-180 4, -175 4))"),
        ([(170, 0), (-170, 0), (170, 0)], "MULTILINESTRING ((170 0, 180 0), (-180 0, -170 0, -180 0), (180 0, 170 0))"),
        ([(170, 0), (180, 5)], "LINESTRING (170 0, 180 5)"),
        ([(180, 5), (-170, 5)], "LINESTRING (-180 5, -170 5)"),
        ([(170, 5), (-180, 5)], "LINESTRING (170 5, 180 5)"),
        ([(0, 0), (0, 0)], "LINESTRING (0 0, 0 0)"),
    ],
)
def test_lines_end_on_the_meridian_they_cross(points: list[tuple[float, float]], expected: str) -> None:
    assert cut_at_180(array(*points)).wkt == shapely.from_wkt(expected).wkt


LON, LAT = st.integers(-180, 180).map(float), st.integers(-80, 80).map(float)


@given(LON, LAT, LON, LAT)
def test_the_pieces_of_a_geodesic_measure_as_much_as_the_whole(
    lon: float, lat: float, to_lon: float, to_lat: float
) -> None:
    line = geodesic((lon, lat), (to_lon, to_lat))
    cut = cut_at_180(line)
    pieces = sum(length_km(shapely.get_coordinates(part)) for part in shapely.get_parts(cut))
    assert pieces == pytest.approx(length_km(line), rel=1e-4, abs=1e-6)
    west, _, east, _ = cut.bounds
    assert -180 <= west <= east <= 180


def test_a_bend_begins_and_ends_exactly_in_its_points() -> None:
    points = array((70, 40), (72, 41), (74, 40), (77, 42))
    steps = bend(points)
    assert [step.shape for step in steps] == [(POINTS_PER_BEND + 1, 2)] * 3
    for step, start, end in zip(steps, points, points[1:], strict=False):
        assert step[0].tolist() == start.tolist()
        assert step[-1].tolist() == end.tolist()


def test_a_bend_has_no_corner_at_a_point() -> None:
    first, second = bend(array((0, 0), (1, 0), (2, 1)))
    before, after = first[-1] - first[-2], second[1] - second[0]
    angle = np.degrees(np.arccos(before @ after / np.linalg.norm(before) / np.linalg.norm(after)))
    assert angle < 10  # the straight legs meet at 45°


def test_points_in_a_row_give_a_straight_line() -> None:
    (step,) = bend(array((20, 0), (30, 0)))
    assert np.abs(step[:, 1]).max() < 1e-9
    assert (np.diff(step[:, 0]) > 0).all()


def test_a_bend_stays_near_its_straight_legs() -> None:
    """Centripetal curves do not overshoot, even where a short leg meets a long one."""
    points = array((70, 40), (70.1, 40.3), (76, 40), (76.1, 40.5))
    legs = shapely.LineString(points)
    for step in bend(points):
        assert max(shapely.distance(shapely.points(step), legs)) < 0.5


def test_a_bend_crosses_180_by_the_short_way() -> None:
    (step,) = bend(array((178, 0), (-178, 0)))
    assert np.abs(step[:, 0]).min() >= 178 - 1e-9
    assert (np.abs(step[:, 0]) <= 180).all()
