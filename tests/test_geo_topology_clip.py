"""What lies beyond the horizon is cut away, and nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Projection
from tests.topologies import arc_uses, build, dense, disk, shape
from tests.worlds import square

EARTH_M = 6_371_000
POLE = Projection(0, 90, 60)
TILES = {
    f"T{lon:+04d}{lat:+03d}": box(lon, lat, lon + 30, lat + 30)
    for lon in range(-180, 180, 30)
    for lat in range(-90, 90, 30)
}


@pytest.mark.parametrize(
    "projection",
    [POLE, Projection(0, 0, 110), Projection(70, 48, 110), Projection(-179, -30, 150), Projection(10, -90, 45)],
)
def test_the_tiled_globe_fills_the_disk_exactly(projection: Projection) -> None:
    # At a zoom so fine that no line is simplified by more than the grid rounds it.
    world = build(TILES, projection=projection, max_zoom=12, base_zoom=12)
    areas = [shape(world, key, projection).area for key in world.polygons]
    # The polygon of 720 corners that stands for the circle is 1.3 in 100,000 smaller.
    assert sum(areas) == pytest.approx(math.pi * projection.radius**2, rel=1e-4)


def test_land_without_a_coast_is_the_disk() -> None:
    projection = Projection(70, 48)
    world = build({"PAN": box(-180, -90, 180, 90)}, projection=projection)
    assert shape(world, "PAN", projection).area == pytest.approx(math.pi * projection.radius**2, rel=1e-4)
    assert world.horizon == [0]


def test_every_border_within_is_used_once_in_each_direction() -> None:
    world = build(TILES, projection=Projection(70, 48))
    uses = arc_uses(world)
    for arc in range(len(world.start) - 1):
        forward, backward = uses[arc], uses[~arc]
        assert (forward, backward) == ((1, 0) if arc in world.horizon else (1, 1))


@pytest.mark.parametrize(
    "geometry",
    [box(0, 20, 40, 60), box(-100, 25, 100, 45), box(0, 29, 3, 31)],
    ids=["one side", "a belt", "a corner"],
)
def test_a_crossing_area_is_its_part_within(geometry: BaseGeometry) -> None:
    world = build({"AAA": geometry}, projection=POLE, step_deg=0.001)
    expected = dense(geometry, POLE).intersection(disk(POLE))
    drawn = shape(world, "AAA", POLE)
    assert drawn.is_valid
    assert drawn.symmetric_difference(expected).area < 0.001 * expected.area + 1e9
    assert world.horizon


@settings(max_examples=40, deadline=None)
@given(
    west=st.integers(-170, 140),
    south=st.integers(-80, 75),
    width=st.integers(1, 30),
    height=st.integers(1, 10),
    lon=st.integers(-170, 170),
    lat=st.integers(-80, 80),
    horizon=st.integers(30, 120),
)
def test_cutting_at_the_horizon_keeps_the_area_within(
    west: int, south: int, width: int, height: int, lon: int, lat: int, horizon: int
) -> None:
    projection, land = Projection(lon, lat, horizon), box(west, south, west + width, min(south + height, 84))
    plane = shapely.transform(shapely.segmentize(land, 1.0), projection.forward)
    # Near the antipode, which is a circle in the plane, an outline may have no inside.
    assume(np.hypot(*shapely.get_coordinates(plane).T).max() < 1.9 * EARTH_M)
    world = build({"AAA": land}, projection=projection, step_deg=0.001, max_zoom=12, base_zoom=12)
    drawn = shape(world, "AAA", projection).area if "AAA" in world.polygons else 0.0
    # The plane tells areas as the globe does. A line has a vertex a degree, which the grid moves by 80 m at most, and
    # another that a zoom of 12 does not show by less; for the circle stands a polygon of 720 corners.
    kept = plane.intersection(disk(projection)).area
    assert drawn == pytest.approx(kept, abs=120 * plane.length + 2e-5 * math.pi * projection.radius**2)


def test_an_area_may_fall_in_two_with_its_holes() -> None:
    # A bow whose middle lies beyond the horizon; each of its ends has a lake.
    bow = Polygon([(0, 10), (90, 10), (90, 50), (60, 50), (60, 20), (30, 20), (30, 50), (0, 50)])
    lakes = [box(10, 40, 20, 45), box(70, 40, 80, 45)]
    geometry = Polygon(bow.exterior.coords, [lake.exterior.coords for lake in lakes])
    world = build({"AAA": geometry}, projection=POLE)
    assert [len(piece) for piece in world.polygons["AAA"]] == [2, 2]
    drawn = shape(world, "AAA", POLE)
    assert drawn.is_valid
    assert drawn.area == pytest.approx(dense(geometry, POLE).intersection(disk(POLE)).area, rel=1e-3)


def test_a_crossing_lake_opens_the_coast() -> None:
    geometry = Polygon(box(0, 10, 60, 60).exterior.coords, [box(20, 20, 40, 40).exterior.coords])
    world = build({"AAA": geometry}, projection=POLE)
    assert [len(piece) for piece in world.polygons["AAA"]] == [1]
    assert shape(world, "AAA", POLE).area == pytest.approx(
        dense(geometry, POLE).intersection(disk(POLE)).area, rel=1e-3
    )


def test_what_lies_beyond_has_no_key() -> None:
    world = build({"AAA": box(0, 50, 10, 60), "BBB": box(0, -20, 10, -10)}, projection=POLE)
    assert list(world.polygons) == ["AAA"]
    assert world.horizon == []


def test_land_about_the_antipode_is_cut_to_a_rim() -> None:
    cap = box(-180, -90, 180, 40)
    world = build({"ATA": cap}, projection=POLE)
    assert [len(piece) for piece in world.polygons["ATA"]] == [2]
    whole, inner = (
        math.pi * POLE.radius**2,
        shape(build({"A": box(-180, 40, 180, 90)}, projection=POLE), "A", POLE).area,
    )
    assert shape(world, "ATA", POLE).area == pytest.approx(whole - inner, rel=1e-4)


def test_land_all_round_the_disk_with_a_lake_in_it() -> None:
    projection = Projection(20, 20, 10)
    geometry = Polygon(box(-60, -60, 80, 70).exterior.coords, [box(18, 18, 22, 22).exterior.coords])
    world = build({"AAA": geometry}, projection=projection)
    expected = math.pi * projection.radius**2 - dense(box(18, 18, 22, 22), projection).area
    assert shape(world, "AAA", projection).area == pytest.approx(expected, rel=1e-4)


def test_a_country_across_180_meets_the_horizon() -> None:
    projection = Projection(120, 10, 60)
    geometry = square(150, 0, -150, 20)
    world = build({"DDD": geometry}, projection=projection)
    assert len(world.polygons["DDD"]) == 1
    far = max(np.hypot(*projection.forward(world.path(ring)).T).max() for ring in world.polygons["DDD"][0])
    assert far == pytest.approx(projection.radius, rel=1e-3)
