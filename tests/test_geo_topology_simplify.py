"""A vertex has the lowest zoom at which leaving it out would show."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.topology.grid import offsets
from geo.topology.simplify import NEVER, TOLERANCE_PX, pixel_m, vertex_levels

MAX_ZOOM = 12


def levels(*lines: list[tuple[float, float]]) -> list[list[int]]:
    start = offsets(np.array([len(line) for line in lines]))
    found = vertex_levels(np.concatenate([np.array(line, dtype=float) for line in lines]), start, MAX_ZOOM)
    return [part.tolist() for part in np.split(found, start[1:-1])]


def test_a_pixel_halves_from_zoom_to_zoom() -> None:
    assert pixel_m(0) == pytest.approx(2 * np.pi * 6378137 / 256)
    assert pixel_m(3) == pixel_m(0) / 8


@pytest.mark.parametrize("zoom", range(MAX_ZOOM + 1))
def test_a_corner_shows_from_the_zoom_at_which_it_sticks_out(zoom: int) -> None:
    just_enough = 1.01 * TOLERANCE_PX * pixel_m(zoom)
    assert levels([(0, 0), (1e8, just_enough), (2e8, 0)]) == [[0, zoom, 0]]


def test_what_lies_on_a_straight_line_is_never_needed() -> None:
    assert levels([(0, 0), (1000, 500), (2000, 1000)]) == [[0, NEVER, 0]]


def test_each_line_is_looked_at_alone() -> None:
    corner = [(0.0, 0.0), (1e8, 1e8), (2e8, 0.0)]
    straight = [(0.0, 0.0), (1.0, 0.0)]
    assert levels(corner, straight, corner) == [[0, 0, 0], [0, 0], [0, 0, 0]]


def test_a_closed_line_opens_when_it_is_large_enough() -> None:
    side = 3 * pixel_m(5)
    ((first, *corners, last),) = levels([(0, 0), (side, 0), (side, side), (0, side), (0, 0)])
    assert first == last == 0
    assert max(corners) <= 5
    assert min(corners) > 1


def test_no_lines_no_levels() -> None:
    assert len(vertex_levels(np.zeros((0, 2)), np.array([0]), MAX_ZOOM)) == 0


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=40, unique=True))
def test_a_drawn_line_is_never_farther_off_than_the_tolerance(steps: list[tuple[int, int]]) -> None:
    xy: NDArray[np.float64] = np.cumsum(np.array(steps, dtype=float) * 5000, axis=0)
    level = vertex_levels(xy, np.array([0, len(xy)]), MAX_ZOOM)
    for zoom in range(MAX_ZOOM + 1):
        drawn = shapely.LineString(xy[level <= zoom])
        distance = shapely.distance(shapely.points(xy), drawn).max()
        assert distance <= TOLERANCE_PX * pixel_m(zoom) * (1 + 1e-9)
