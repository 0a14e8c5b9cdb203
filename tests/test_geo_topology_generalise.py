"""Small countries stay visible at every zoom; specks of land far from the detail go."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo.geodesy.projection import Projection
from geo.topology.simplify import pixel_m
from tests.topologies import HERE, build, shape

DETAIL = (20.0, 20.0, 30.0, 30.0)


def round_island(lon: float, lat: float, radius_m: float) -> Polygon:
    """Return an island of 64 corners near the equator."""
    return Point(lon, lat).buffer(radius_m / 111_320)


@pytest.mark.parametrize("zoom", range(10))
@pytest.mark.parametrize("radius_m", [300, 5_000, 100_000])
def test_the_smallest_country_is_an_area_at_every_zoom(zoom: int, radius_m: float) -> None:
    world = build({"AAA": round_island(5, 5, radius_m)}, step_deg=0.001)
    assert shape(world, "AAA", HERE, zoom).area > 0
    (ring,) = world.polygons["AAA"][0]
    assert len(world.path(ring, zoom)) >= 4


@pytest.mark.parametrize("zoom", range(10))
def test_so_is_the_smallest_enclave(zoom: int) -> None:
    small = round_island(5, 5, 2000)
    around = Polygon(box(0, 0, 10, 10).exterior.coords, [small.exterior.coords])
    world = build({"AAA": small, "BBB": around}, step_deg=0.001, base_zoom=3)
    # The hole and the enclave are the same arc: neither may grow or shrink without the other.
    assert [[~arc for arc in ring[::-1]] for ring in world.polygons["AAA"][0]] == world.polygons["BBB"][0][1:]
    assert shape(world, "AAA", HERE, zoom).area > 0


def test_so_is_one_wedged_between_two_neighbours() -> None:
    wedge = Polygon([(5, 5), (5.05, 5.1), (5, 5.2)])
    east = box(5, 0, 10, 10).difference(wedge)
    west = Polygon([(0, 0), (5, 0), (5, 5), (5, 5.2), (5, 10), (0, 10)])
    world = build({"AAA": wedge, "BBB": west, "CCC": east}, step_deg=0.001, base_zoom=3)
    for zoom in range(10):
        assert shape(world, "AAA", HERE, zoom).area > 0


def test_a_ring_is_drawn_where_it_is_larger_than_a_pixel() -> None:
    islands = MultiPolygon([box(0, 0, 3, 3), round_island(5, 5, 20_000)])
    world = build({"AAA": islands})
    for zoom in range(10):
        if pixel_m(zoom) < 20_000:
            assert len(shape(world, "AAA", HERE, zoom).geoms) == 2


def test_specks_go_beyond_the_base_zoom_except_in_the_detail() -> None:
    speck_m = 0.9 * pixel_m(5) / math.sqrt(math.pi)
    land = [box(0, 0, 5, 5), round_island(7, 7, speck_m), round_island(25, 25, speck_m)]
    world = build({"AAA": MultiPolygon(land)}, base_zoom=5, detail=DETAIL, step_deg=0.001)
    assert len(world.polygons["AAA"]) == 2
    assert len(build({"AAA": MultiPolygon(land)}, base_zoom=9, step_deg=0.001).polygons["AAA"]) == 3


def test_a_tiny_lake_goes_and_a_large_one_stays() -> None:
    lakes = [round_island(2, 2, 500), round_island(7, 7, 50_000)]
    land = Polygon(box(0, 0, 10, 10).exterior.coords, [lake.exterior.coords for lake in lakes])
    world = build({"AAA": land}, base_zoom=5, step_deg=0.001)
    assert [len(piece) for piece in world.polygons["AAA"]] == [2]


def test_the_largest_polygon_stands_first() -> None:
    land = [box(0, 0, 1, 1), box(2, 0, 5, 3), box(6, 0, 8, 2)]
    world = build({"AAA": MultiPolygon(land)})
    projected = [abs(shape(world, "AAA", HERE).geoms[number].area) for number in range(3)]
    assert projected[0] == max(projected)


def test_fine_vertices_stay_only_in_the_detail() -> None:
    wave = [(x, 0.02 * math.sin(40 * x)) for x in np.arange(0, 50, 0.02)]
    land = Polygon([*[(x, 25 + y) for x, y in wave], (50, 40), (0, 40)])
    world = build({"AAA": land}, projection=Projection(25, 25), base_zoom=4, detail=DETAIL, step_deg=0.001)
    lon = world.x * world.step
    is_fine = world.level > 4
    assert is_fine.any()
    assert lon[is_fine].min() >= 20 and lon[is_fine].max() <= 30
