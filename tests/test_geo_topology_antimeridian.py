"""What one object has on both sides of an edge is one piece."""

from __future__ import annotations

from shapely.geometry import LinearRing, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.topology.antimeridian import join_across_180
from geo.topology.grid import Grid
from geo.topology.rings import Rings, read_rings
from tests.test_geo_topology_rings import doubled_area, loops
from tests.worlds import square

GRID = Grid(1)


def joined(*shapes: BaseGeometry) -> Rings:
    return join_across_180(read_rings(shapes, GRID), GRID)


def test_the_cut_along_180_goes() -> None:
    rings = joined(square(175, 0, -175, 10))
    (loop,) = loops(rings)
    assert set(loop) == {(175, 0), (180, 0), (-175, 0), (-175, 10), (180, 10), (175, 10)}
    assert len(set(rings.polygon.tolist())) == 1


def test_the_cut_goes_even_where_its_banks_have_other_vertices() -> None:
    east = Polygon([(175, 0), (180, 0), (180, 4), (180, 10), (175, 10)])
    (loop,) = loops(joined(MultiPolygon([east, box(-180, 0, -175, 10)])))
    assert (180, 4) not in loop


def test_a_cut_at_which_one_bank_is_longer_goes_where_they_meet() -> None:
    (loop,) = loops(joined(MultiPolygon([box(175, 0, 180, 10), box(-180, 2, -175, 8)])))
    assert {(180, 2), (180, 8)} <= set(loop)
    unrolled = [(x % 360, y) for x, y in loop]
    assert doubled_area(unrolled) == 2 * (5 * 10 + 5 * 6)


def test_neighbours_across_180_keep_their_border() -> None:
    assert len(loops(joined(box(175, 0, 180, 10), box(-180, 0, -175, 10)))) == 2


def test_land_about_a_pole_is_one_ring_along_its_coast() -> None:
    rings = joined(box(-180, -90, 180, -70))
    (loop,) = loops(rings)
    assert {y for _, y in loop} == {-70}


def test_a_lake_across_180_is_one_hole() -> None:
    west = Polygon([(170, 0), (180, 0), (180, 4), (178, 4), (178, 6), (180, 6), (180, 10), (170, 10)])
    east = Polygon([(-180, 0), (-170, 0), (-170, 10), (-180, 10), (-180, 6), (-178, 6), (-178, 4), (-180, 4)])
    rings = joined(MultiPolygon([west, east]))
    areas = sorted(doubled_area([(x % 360, y) for x, y in loop]) for loop in loops(rings))
    assert areas == [-2 * 4 * 2, 2 * 20 * 10]
    assert len(set(rings.polygon.tolist())) == 1


def test_touching_parts_of_one_country_become_one() -> None:
    rings = joined(MultiPolygon([box(0, 0, 5, 10), box(5, 2, 9, 10)]).buffer(0), MultiPolygon())
    assert len(loops(rings)) == 1
    parts = Polygon([(0, 0), (5, 0), (5, 2), (5, 10), (0, 10)]), box(5, 2, 9, 10)
    (loop,) = loops(joined(MultiPolygon(parts)))
    assert doubled_area(loop) == 2 * (50 + 32)


def test_a_part_that_fills_a_hole_leaves_no_trace() -> None:
    hole = box(4, 4, 6, 6)
    around = Polygon(box(0, 0, 10, 10).exterior.coords, [hole.exterior.coords])
    (loop,) = loops(joined(MultiPolygon([around, hole])))
    assert doubled_area(loop) == 200


def test_a_spike_goes() -> None:
    # Finer than the grid: on it, the way there and back are one.
    ring = LinearRing([(0, 0), (5, 0), (5, 2), (9, 2), (9, 2.2), (5, 2.2), (5, 5), (0, 5)])
    (loop,) = loops(joined(Polygon(ring)))
    assert (9, 2) not in loop
    assert doubled_area(loop) == 50


def test_what_has_no_cut_stays_as_it_is() -> None:
    rings = read_rings([box(0, 0, 5, 5), box(5, 0, 9, 5)], GRID)
    assert loops(join_across_180(rings, GRID)) == loops(rings)
