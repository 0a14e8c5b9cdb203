"""The grid rounds alike on both sides of a border and knows no seam at 180°."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.errors import MisuseError
from geo.topology.grid import Grid, in_bounds

DETAIL = (60.0, 30.0, 80.0, 50.0)


def snapped(grid: Grid, *points: tuple[float, float]) -> list[tuple[int, int]]:
    x, y = grid.snap(np.array(points))
    return list(zip(x.tolist(), y.tolist(), strict=True))


def test_degrees_become_whole_steps() -> None:
    assert snapped(Grid(0.1), (12.34, -5.67), (-179.96, 3)) == [(123, -57), (1800, 30)]


def test_both_sides_of_180_are_one() -> None:
    assert snapped(Grid(0.1), (-180, 10), (180, 10)) == [(1800, 100), (1800, 100)]


def test_a_pole_is_one_vertex() -> None:
    assert snapped(Grid(0.1), (-180, -90), (17, -90), (50, 90)) == [(0, -900), (0, -900), (0, 900)]


def test_only_the_detail_is_fine() -> None:
    grid = Grid(0.1, 10, DETAIL)
    assert snapped(grid, (70.12, 40.18), (10.12, 40.18)) == [(701, 402), (100, 400)]
    x, y = grid.snap(np.array([[10.12, 40.18]]), fine=np.array([True]))
    assert (x[0], y[0]) == (101, 402)


@pytest.mark.parametrize("step", [0.7, 0, -1, 2, 1e-9])
def test_a_step_must_divide_90_degrees(step: float) -> None:
    with pytest.raises(MisuseError, match="does not divide 90 degrees evenly"):
        Grid(step)


def test_bounds_may_cross_180() -> None:
    points = np.array([[175.0, 0], [-175, 0], [0, 0], [175, 20]])
    assert in_bounds(points, (170, -10, -170, 10)).tolist() == [True, True, False, False]
    assert in_bounds(points, (-10, -10, 10, 10)).tolist() == [False, False, True, False]
    assert not in_bounds(points, None).any()


whole = st.tuples(st.integers(-1799, 1800), st.integers(-899, 899))


@given(whole, whole)
def test_an_edge_gets_the_same_vertices_whichever_way_it_runs(one: tuple[int, int], two: tuple[int, int]) -> None:
    grid = Grid(0.1)
    assume(abs(one[0] - two[0]) != grid.half)
    x, y, to_x, to_y = (np.array([value]) for value in (*one, *two))
    there, back = grid.between(x, y, to_x, to_y), grid.between(to_x, to_y, x, y)
    np.testing.assert_array_equal(np.column_stack(there[1:]), np.column_stack(back[1:])[::-1])
    path = np.column_stack([np.concatenate(part) for part in ((x, there[1], to_x), (y, there[2], to_y))])
    # A piece is a degree at most, and rounding adds less than two steps.
    assert np.abs(grid.wrap(np.diff(path[:, 0]))).max() < 12
    assert np.abs(np.diff(path[:, 1])).max() < 12


def test_an_edge_to_a_pole_stays_on_its_meridian() -> None:
    grid = Grid(1)
    edge, x, y = grid.between(np.array([50]), np.array([87]), np.array([0]), np.array([90]))
    assert edge.tolist() == [0, 0]
    assert list(zip(x.tolist(), y.tolist(), strict=True)) == [(50, 88), (50, 89)]


def test_an_edge_across_180_takes_the_short_way() -> None:
    _, x, y = Grid(1).between(np.array([179]), np.array([10]), np.array([-179]), np.array([10]))
    assert list(zip(x.tolist(), y.tolist(), strict=True)) == [(180, 10)]
