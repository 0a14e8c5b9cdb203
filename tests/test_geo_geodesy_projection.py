"""The projection keeps areas, reaches as far as its horizon, and stands in the middle of a bloc."""

from __future__ import annotations

import math

import cartopy.crs
import geopandas
import numpy as np
import pytest
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from shapely.geometry import MultiPoint, MultiPolygon, Point, box

from geo.errors import MisuseError
from geo.geodesy.projection import MAX_HORIZON_DEG, Projection, fit_projection
from layers.figure.twin import cartopy_twin
from tests.worlds import square

CENTRES = [(70, 48), (0, 0), (180, -17), (-100, 45), (10, 90), (10, -90)]


def grid_points(within: Projection) -> NDArray[np.float64]:
    lon, lat = np.meshgrid(np.arange(-180, 181, 15.0), np.arange(-90, 91, 15.0))
    points = np.column_stack([lon.ravel(), lat.ravel()])
    return points[within.contains(points)]


@pytest.mark.parametrize(("lon", "lat"), CENTRES)
def test_there_and_back(lon: float, lat: float) -> None:
    here = Projection(lon, lat)
    points = grid_points(here)
    xy = here.forward(points)
    assert len(points) > 150
    np.testing.assert_allclose(here.forward(here.inverse(xy)), xy, atol=0.5)


@pytest.mark.parametrize(("lon", "lat"), CENTRES)
def test_the_crs_is_the_same_projection(lon: float, lat: float) -> None:
    here = Projection(lon, lat)
    points = grid_points(here)
    transformer = Transformer.from_crs(4326, here.crs, always_xy=True)
    np.testing.assert_allclose(here.forward(points), np.column_stack(transformer.transform(*points.T)), atol=0.001)


def test_cartopy_draws_the_same_projection() -> None:
    here = Projection(70, 48)
    points = grid_points(here)
    drawn = cartopy_twin(here)
    xy = drawn.transform_points(cartopy.crs.PlateCarree(), *points.T)[:, :2]
    np.testing.assert_allclose(here.forward(points), xy, atol=1)


@pytest.mark.parametrize("west", [60, 140, -150])
@pytest.mark.parametrize("south", [-40, 10, 70])
def test_areas_are_true_everywhere(west: float, south: float) -> None:
    cell = box(west, south, west + 5, south + 5).segmentize(0.05)
    drawn = geopandas.GeoSeries([cell], crs=4326).to_crs(Projection(70, 48, 150).crs).area[0]
    true = abs(Geod(ellps="WGS84").geometry_area_perimeter(cell)[0])
    assert drawn == pytest.approx(true, rel=1e-4)


@pytest.mark.parametrize("horizon", [10, 60, 110, 160])
def test_the_horizon_lies_at_its_angle_from_the_centre(horizon: float) -> None:
    # From the pole an angle is a difference of latitude; the ellipsoid moves latitudes by 0.13° at most.
    lats = Projection(0, 90, horizon).circle(36)[:, 1]
    np.testing.assert_allclose(lats, 90 - horizon, atol=0.13)
    above, below = np.array([[33.0, 90.2 - horizon]]), np.array([[33.0, 89.8 - horizon]])
    assert Projection(0, 90, horizon).contains(above).all()
    assert not Projection(0, 90, horizon).contains(below).any()


def test_the_antipode_is_beyond_the_horizon() -> None:
    assert not Projection(70, 48, MAX_HORIZON_DEG).contains(np.array([[-110.0, -48.0]])).any()


@pytest.mark.parametrize(("lon", "lat", "horizon"), [(181, 0, 90), (0, 91, 90), (0, 0, 0), (0, 0, 180)])
def test_an_impossible_projection_is_refused(lon: float, lat: float, horizon: float) -> None:
    with pytest.raises(MisuseError, match=r"not"):
        Projection(lon, lat, horizon)


def test_the_centre_is_amid_the_members() -> None:
    fitted = fit_projection([box(9, 9, 11, 11), box(29, 9, 31, 11)])
    # The great circle between the two runs a little north of their parallel.
    assert (fitted.lon, fitted.lat) == (20, 10)
    assert fitted.horizon == 110


def test_the_centre_may_lie_on_180() -> None:
    assert abs(fit_projection([square(170, -5, -170, 5)]).lon) == 180
    assert fit_projection([box(168, -5, 170, -3), box(-174, -5, -172, -3)]).lon == 178


def test_the_order_of_the_members_does_not_matter() -> None:
    members = [box(9, 9, 11, 11), square(170, -5, -170, 5), box(29, 49, 31, 51)]
    assert fit_projection(members) == fit_projection(reversed(members))


def test_a_far_island_does_not_pull_the_centre() -> None:
    mainland = box(0, 40, 10, 50)
    with_island = MultiPolygon([mainland, box(-60, -30, -59.9, -29.9)])
    assert fit_projection([with_island]) == fit_projection([mainland])


def test_a_member_in_the_middle_does_not_move_the_centre() -> None:
    two = [box(9, 9, 11, 11), box(29, 9, 31, 11)]
    assert fit_projection(two) == fit_projection([*two, box(18, 2, 24, 12)])


def test_the_horizon_holds_every_member() -> None:
    wide = box(-120, -10, 120, 10)
    fitted = fit_projection([wide])
    assert (fitted.lon, fitted.lat) == (0, 0)
    assert 120 < fitted.horizon < 130
    assert fitted.contains(np.array(wide.exterior.coords)).all()


def test_points_will_do() -> None:
    fitted = fit_projection([Point(10, 10), MultiPoint([(20, 10), (20, 12)])])
    assert (fitted.lon, fitted.lat) == (15, 11)


def test_bounds_will_do() -> None:
    assert fit_projection((10, -10, 30, 10)).lon == 20
    assert abs(fit_projection((170, -10, -170, 10)).lon) == 180
    assert math.isclose(fit_projection((10, -10, 30, 10)).lat, 0)


def test_nothing_has_no_middle() -> None:
    with pytest.raises(MisuseError, match="empty"):
        fit_projection([])
