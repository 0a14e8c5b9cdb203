"""Polygons become rings of whole numbers with the interior to the left."""

from __future__ import annotations

import numpy as np
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from geo.topology.grid import Grid
from geo.topology.rings import Rings, read_rings

GRID = Grid(0.1)
HOLED = Polygon(box(0, 0, 10, 10).exterior.coords, [box(4, 4, 6, 6).exterior.coords])


def loops(rings: Rings) -> list[list[tuple[int, int]]]:
    points = list(zip(rings.x.tolist(), rings.y.tolist(), strict=True))
    return [points[begin:end] for begin, end in zip(rings.start[:-1], rings.start[1:], strict=True)]


def doubled_area(loop: list[tuple[int, int]]) -> int:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(loop, loop[1:] + loop[:1], strict=True))


def test_the_interior_lies_to_the_left_however_a_ring_was_wound() -> None:
    outer, hole = HOLED.exterior.coords[:], HOLED.interiors[0].coords[:]
    for shape in (HOLED, Polygon(outer[::-1], [hole]), Polygon(outer, [hole[::-1]])):
        assert [doubled_area(loop) for loop in loops(read_rings([shape], GRID))] == [20000, -800]


def test_rings_know_their_polygon_and_object() -> None:
    rings = read_rings([HOLED, MultiPolygon([box(20, 0, 21, 1), box(30, 0, 31, 1)])], GRID)
    assert rings.polygon.tolist() == [0, 0, 1, 2]
    assert rings.owner.tolist() == [0, 1, 1]


def test_repeated_vertices_go_and_what_collapses_is_left_out() -> None:
    ragged = Polygon([(0, 0), (1, 0), (1.01, 0.01), (1, 1), (1, 1.02), (0, 1), (0, 0)])
    speck = box(5, 5, 5.01, 5.01)
    assert loops(read_rings([MultiPolygon([ragged, speck])], GRID)) == [[(10, 0), (10, 10), (0, 10), (0, 0)]]


def test_what_is_no_area_is_left_out() -> None:
    assert not len(read_rings([LineString([(0, 0), (1, 1)]), Polygon()], GRID).x)
    assert not len(read_rings([], GRID).x)


def test_a_small_object_stays_fine_and_its_neighbour_follows() -> None:
    small = box(5.1, 5.1, 5.4, 5.4)
    around = Polygon(box(0, 0, 50, 50).exterior.coords, [small.exterior.coords])
    rings = read_rings([small, around], Grid(0.1, 10))
    own, _, hole = loops(rings)
    assert sorted(own) == sorted(hole) == [(51, 51), (51, 54), (54, 51), (54, 54)]


def test_long_edges_get_a_vertex_every_degree() -> None:
    rings = read_rings([box(0, 0, 3, 1)], GRID).densify(GRID)
    (loop,) = loops(rings)
    assert set(loop) == {(x, y) for x in (0, 10, 20, 30) for y in (0, 10)}
    assert doubled_area(loop) == 2 * 30 * 10


def test_taking_rings_keeps_their_vertices_and_numbers() -> None:
    rings = read_rings([box(0, 0, 1, 1), box(2, 0, 3, 1), box(4, 0, 5, 1)], GRID)
    taken = rings.take(np.array([False, True, True]))
    assert loops(taken) == loops(rings)[1:]
    assert taken.polygon.tolist() == [1, 2]
