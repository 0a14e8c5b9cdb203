"""Views of the whole world: the same planes as cartopy's, cut where nothing is lost."""

from __future__ import annotations

import math

import cartopy.crs
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry import box

from geo.geodesy.graticule import graticule_lines
from geo.geodesy.projection import AUTHALIC_RADIUS_M, Projection
from geo.geodesy.seam import seam_of
from geo.geodesy.world_projections import SEAM_GAP_DEG, SPHERE_RADIUS_M, EqualEarth, Orthographic, WebMercator
from geo.topology.build import build_topology
from geo.topology.levels import Levels
from layers.figure.twin import cartopy_twin
from tests.topologies import arc_uses, build, shape
from tests.worlds import square

WORLDS = [EqualEarth(0), EqualEarth(59), EqualEarth(-121), EqualEarth(180)]
TILES = {
    f"T{lon:+04d}{lat:+03d}": box(lon, lat, lon + 30, lat + 30)
    for lon in range(-180, 180, 30)
    for lat in range(-90, 90, 30)
}


def grid_points(within: Projection) -> NDArray[np.float64]:
    lon, lat = np.meshgrid(np.arange(-172.5, 180, 15.0), np.arange(-75, 76, 15.0))
    points = np.column_stack([lon.ravel(), lat.ravel()])
    return points[within.contains(points)]


@pytest.mark.parametrize("projection", [*WORLDS, Orthographic(70, 48), WebMercator(0), WebMercator(130)])
def test_cartopy_draws_the_same_plane(projection: Projection) -> None:
    points = grid_points(projection)
    assert len(points) > 60
    drawn = cartopy_twin(projection).transform_points(cartopy.crs.PlateCarree(), *points.T)[:, :2]
    # The globe of cartopy's geodetic coordinates is the ellipsoid's, which moves latitudes on a sphere.
    if projection.name == "equal-earth":
        np.testing.assert_allclose(projection.forward(points), drawn, atol=1)
    same = projection.forward(projection.inverse(projection.forward(points)))
    np.testing.assert_allclose(same, projection.forward(points), atol=1)


@pytest.mark.parametrize("projection", WORLDS)
def test_the_tiled_globe_fills_the_world_exactly(projection: Projection) -> None:
    world = build(TILES, projection=projection, max_zoom=12, base_zoom=12)
    drawn = sum(shape(world, key, projection).area for key in world.polygons)
    # What is missing is the strip along the cut, of 0.06 in 360 degrees.
    assert drawn == pytest.approx(4 * math.pi * AUTHALIC_RADIUS_M**2, rel=3e-4)
    assert drawn < 4 * math.pi * AUTHALIC_RADIUS_M**2
    assert max(arc_uses(world).values()) == 1


def test_web_maps_are_square() -> None:
    low, high = WebMercator(70).outline().min(axis=0), WebMercator(70).outline().max(axis=0)
    assert (high - low)[0] == pytest.approx(2 * math.pi * SPHERE_RADIUS_M, rel=1e-3)
    assert (high - low)[1] == pytest.approx(2 * math.pi * SPHERE_RADIUS_M, rel=2e-3)


def test_a_country_on_the_cut_is_drawn_on_both_sides_and_nowhere_between() -> None:
    projection = EqualEarth(0)
    both = shape(build({"DDD": square(175, 0, -175, 10)}, projection=projection), "DDD", projection)
    assert len(both.geoms) == 2
    left, right = sorted(both.geoms, key=lambda part: part.centroid.x)
    edge = abs(projection.forward(np.array([[-180.0, 5.0]]))[0, 0])
    assert left.bounds[2] < -0.95 * edge and right.bounds[0] > 0.95 * edge
    assert both.area == pytest.approx(both.buffer(0).area)


def test_the_same_country_is_whole_where_the_cut_is_elsewhere() -> None:
    projection = EqualEarth(150)
    assert len(shape(build({"DDD": square(175, 0, -175, 10)}, projection=projection), "DDD", projection).geoms) == 1


def test_land_about_a_pole_reaches_the_edge_along_its_parallel() -> None:
    for projection in (EqualEarth(0), EqualEarth(40)):
        world = build({"ATA": box(-180, -90, 180, -80)}, projection=projection)
        drawn = shape(world, "ATA", projection)
        cap = 2 * math.pi * AUTHALIC_RADIUS_M**2 * (1 - math.sin(math.radians(80)))
        assert drawn.area == pytest.approx(cap, rel=0.01)
        assert len(world.horizon) >= 1


@pytest.mark.parametrize("projection", [EqualEarth(0), EqualEarth(59), WebMercator(-100)])
def test_no_line_runs_across_the_map_where_it_is_cut(projection: Projection) -> None:
    world = build_topology({}, graticule_lines(), projection, Levels(step_deg=0.01, max_zoom=5, base_zoom=5))
    width = np.ptp(projection.outline()[:, 0])
    for key, line in world.lines.items():
        for arc in line:
            x = projection.forward(world.arc(arc))[:, 0]
            if key.startswith("meridian"):
                assert np.abs(np.diff(x)).max() < width / 20, key
            else:  # a parallel goes one way
                assert (np.diff(x) > 0).all() or (np.diff(x) < 0).all(), key


def test_the_far_side_of_the_globe_is_not_drawn() -> None:
    globe = Orthographic(0, 0)
    world = build({"NEAR": box(-10, -10, 10, 10), "FAR": box(170, -10, 179, 10)}, projection=globe)
    assert list(world.polygons) == ["NEAR"]
    assert not globe.contains(np.array([[120.0, 0.0], [-91.0, 10.0]])).any()
    assert globe.contains(np.array([[80.0, 0.0], [0.0, 60.0]])).all()


def test_half_of_a_country_over_the_rim_is_cut_there() -> None:
    globe = Orthographic(0, 0)
    drawn = shape(build({"RIM": box(60, -5, 120, 5)}, projection=globe), "RIM", globe)
    assert shapely.bounds(drawn)[2] == pytest.approx(globe.radius, rel=1e-3)


@settings(max_examples=60, deadline=None)
@given(
    lon=st.floats(-180, 180),
    west=st.floats(-180, 140),
    south=st.floats(-80, 60),
    width=st.floats(0.5, 40),
    height=st.floats(0.5, 20),
)
def test_cutting_a_world_open_loses_no_more_than_the_gap(
    lon: float, west: float, south: float, width: float, height: float
) -> None:
    seam, land = seam_of(EqualEarth(lon), 0.001), box(west, south, west + width, south + height)
    assert seam is not None
    (cut,) = seam.cut([land])
    lost = land.area - cut.area
    # A gap is SEAM_GAP_DEG, rounded up to the grid, on either side of the one meridian.
    assert -1e-9 <= lost <= 2 * (SEAM_GAP_DEG + 0.001) * height + 1e-9
    assert not cut.crosses(shapely.LineString([(seam.lon, -90), (seam.lon, 90)]))
    assert cut.is_valid and cut.within(land.buffer(1e-9))
