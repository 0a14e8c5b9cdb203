"""What neighbours share is one arc, used once in each direction."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Projection
from geo.topology.arcs import MAX_ARC_VERTICES, Arcs, References, cut_lines, cut_rings
from geo.topology.grid import Grid
from geo.topology.rings import read_rings

GRID = Grid(1)
HERE = Projection(10, 10)


def cut(*shapes: BaseGeometry) -> tuple[Arcs, References]:
    return cut_rings(read_rings(shapes, GRID), GRID)


def points(arcs: Arcs, reference: int) -> list[tuple[int, int]]:
    number = max(reference, ~reference)
    span = slice(arcs.start[number], arcs.start[number + 1])
    found = list(zip(arcs.x[span].tolist(), arcs.y[span].tolist(), strict=True))
    return found if reference >= 0 else found[::-1]


def path(arcs: Arcs, references: list[int]) -> list[tuple[int, int]]:
    parts = [points(arcs, reference) for reference in references]
    for one, two in zip(parts, parts[1:] + parts[:1], strict=True):
        assert one[-1] == two[0]
    return [point for part in parts for point in part[:-1]]


def test_two_neighbours_share_their_border() -> None:
    arcs, (west, east) = cut(box(0, 0, 5, 5), box(5, 0, 9, 5))
    assert len(arcs.start) - 1 == 3
    (shared,) = {arc for arc in west if ~arc in east}
    assert set(points(arcs, shared)) == {(5, 0), (5, 5)}
    assert sorted(path(arcs, west)) == [(0, 0), (0, 5), (5, 0), (5, 5)]
    assert sorted(path(arcs, east)) == [(5, 0), (5, 5), (9, 0), (9, 5)]


def test_an_island_and_the_hole_about_it_share_one_closed_arc() -> None:
    inner = box(4, 4, 6, 6)
    outer = Polygon(box(0, 0, 10, 10).exterior.coords, [inner.exterior.coords])
    arcs, (own, _, hole) = cut(inner, outer)
    assert len(own) == len(hole) == 1
    assert own == [~hole[0]]
    assert points(arcs, own[0])[0] == points(arcs, own[0])[-1] == (4, 4)


def test_the_same_area_twice_is_the_same_arcs() -> None:
    _, (one, two) = cut(box(0, 0, 5, 5), box(0, 0, 5, 5))
    assert one == two


def test_an_area_at_the_edge_of_a_country_shares_a_part_of_its_coast() -> None:
    country = Polygon([(0, 0), (9, 0), (9, 5), (4, 5), (0, 5)])
    arcs, (whole, part) = cut(country, Polygon([(0, 0), (4, 5), (0, 5)]))
    assert {(0, 5), (4, 5)} <= {point for arc in set(whole) & set(part) for point in points(arcs, arc)}
    assert sorted(path(arcs, whole)) == [(0, 0), (0, 5), (4, 5), (9, 0), (9, 5)]


def test_four_countries_at_a_corner() -> None:
    arcs, rings = cut(*(box(x, y, x + 1, y + 1) for x in (0, 1) for y in (0, 1)))
    assert len(arcs.start) - 1 == 8
    assert all(len(ring) == 3 for ring in rings)


def test_rings_that_only_touch_are_not_cut() -> None:
    arcs, rings = cut(box(0, 0, 1, 1), box(1, 1, 2, 2))
    assert [len(ring) for ring in rings] == [1, 1]
    assert len(arcs.start) - 1 == 2


def test_the_first_vertex_of_a_ring_does_not_matter() -> None:
    corners = [(0, 0), (5, 0), (5, 5), (0, 5)]
    turned = [Polygon(corners[k:] + corners[:k]) for k in range(4)]
    for shape in turned:
        arcs, rings = cut(shape, box(5, 0, 9, 5))
        expected, expected_rings = cut(turned[0], box(5, 0, 9, 5))
        np.testing.assert_array_equal(arcs.x, expected.x)
        np.testing.assert_array_equal(arcs.y, expected.y)
        assert sorted(rings[0]) == sorted(expected_rings[0])


def test_the_horizon_is_an_arc_of_its_own() -> None:
    rings = read_rings([box(0, 0, 5, 5)], GRID)
    arcs, (ring,) = cut_rings(replace(rings, on_horizon=rings.y == 5), GRID)
    rim, coast = sorted((points(arcs, arc) for arc in ring), key=len)
    assert set(rim) == {(0, 5), (5, 5)}
    assert set(coast) == {(0, 0), (5, 0), (0, 5), (5, 5)}
    assert [set(points(arcs, arc)) for arc in arcs.horizon] == [set(rim)]


def test_no_polygons_no_arcs() -> None:
    arcs, rings = cut()
    assert len(arcs.start) == 1
    assert rings == []


def lines(*parts: list[tuple[float, float]], projection: Projection = HERE) -> tuple[Arcs, References]:
    return cut_lines([np.array(part, dtype=float).reshape(-1, 2) for part in parts], GRID, projection)


def test_a_line_keeps_its_vertices_and_gets_one_a_degree() -> None:
    arcs, ((arc,),) = lines([(0, 0), (0.2, 0.1), (3, 0), (3, 1)])
    assert points(arcs, arc) == [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1)]


def test_lines_are_not_joined_to_each_other() -> None:
    arcs, ((one,), (two,)) = lines([(0, 0), (1, 0)], [(5, 0), (6, 0)])
    assert (points(arcs, one), points(arcs, two)) == ([(0, 0), (1, 0)], [(5, 0), (6, 0)])


def test_two_lines_from_one_place_both_keep_it() -> None:
    arcs, ((one,), (two,)) = lines([(0, 0), (1, 0)], [(1, 0), (1, 1)])
    assert (points(arcs, one), points(arcs, two)) == ([(0, 0), (1, 0)], [(1, 0), (1, 1)])


def test_a_line_across_180_takes_the_short_way() -> None:
    arcs, ((arc,),) = lines([(178, 5), (-178, 5)], projection=Projection(180, 0))
    assert points(arcs, arc) == [(178, 5), (179, 5), (180, 5), (-179, 5), (-178, 5)]


def test_a_line_is_cut_at_the_horizon() -> None:
    pole = Projection(0, 90, 30)
    arcs, (whole, crossing, beyond) = lines(
        [(0, 80), (10, 80)], [(50, 40), (50, 70), (90, 70), (90, 40)], [(0, 10), (20, 10)], projection=pole
    )
    assert (len(whole), len(crossing), len(beyond)) == (1, 1, 0)
    way = points(arcs, crossing[0])
    assert way[0] == (50, 60) and way[-1] == (90, 60)
    assert min(y for _, y in way) == 60


def test_a_line_that_comes_back_is_two_arcs() -> None:
    arcs, (twice,) = lines([(0, 80), (0, 50), (60, 50), (60, 80)], projection=Projection(0, 90, 30))
    assert [points(arcs, arc)[0] for arc in twice] == [(0, 80), (60, 60)]
    assert [points(arcs, arc)[-1] for arc in twice] == [(0, 60), (60, 80)]


def test_a_long_line_is_several_arcs_that_meet() -> None:
    count = 2 * MAX_ARC_VERTICES
    zigzag = [(k % 2, k / count) for k in range(count)]
    arcs, (references,) = cut_lines([np.array(zigzag)], Grid(0.0001), HERE)
    assert len(references) == 3
    assert np.diff(arcs.start).max() == MAX_ARC_VERTICES
    for one, two in pairwise(references):
        assert points(arcs, one)[-1] == points(arcs, two)[0]


def test_a_line_that_shrinks_to_a_point_has_no_arcs() -> None:
    _, references = lines([(0, 0), (0.1, 0.1)], [(3, 3)], [])
    assert references == [[], [], []]
