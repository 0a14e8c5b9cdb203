"""What a map opens with."""

from datetime import date

import numpy as np

from geo.geodesy.world_projections import EqualEarth
from geo.view import extent_of, fit_view
from tests.pages import CORRIDOR, MEMBERSHIP


def map_named(bloc, slug):
    return next(spec for spec in bloc.spec.maps if spec.slug == slug)


def test_projection_stays_when_the_day_moves_and_the_extent_follows(coarse_league):
    spec = map_named(coarse_league, MEMBERSHIP)
    early, late = (fit_view(coarse_league, spec, date(year, 12, 31)) for year in (2001, 2011))
    assert early.projection == late.projection
    # Morocco joined in between and reaches farther west than any founder.
    assert late.extent[0] < early.extent[0]


def test_bounds_of_a_map_are_all_in_view(coarse_league):
    spec = map_named(coarse_league, CORRIDOR)
    view = fit_view(coarse_league, spec, spec.as_of)
    west, south, east, north = spec.bounds
    corners = view.projection.forward(np.array([[west, south], [west, north], [east, south], [east, north]]))
    left, bottom, right, top = view.extent
    assert (corners >= (left - 1, bottom - 1)).all() and (corners <= (right + 1, top + 1)).all()
    assert view.bounds[0] <= west and view.bounds[3] >= north


def test_bounds_across_180_are_one_piece(coarse_league):
    spec = map_named(coarse_league, CORRIDOR).model_copy(update={"bounds": (170.0, 50.0, -170.0, 60.0)})
    view = fit_view(coarse_league, spec, spec.as_of)
    # Twenty degrees of longitude at 50° N are 1,430 km; the other way round the globe would be sixteen times that.
    assert 1.3e6 < view.extent[2] - view.extent[0] < 1.6e6


def test_closer_extents_open_at_higher_zooms(coarse_league):
    zooms = {
        slug: fit_view(coarse_league, map_named(coarse_league, slug), date(2020, 6, 1)).opening_zoom
        for slug in (MEMBERSHIP, CORRIDOR)
    }
    # From Mauritania to Egypt, about 5,500 km, in 1,100 pixels: 5 km each; zoom 4 has 9.8. The line's 9.5 degrees at
    # 35° N are 867 km: 0.79 km each, and zoom 7 has 1.2.
    assert zooms == {MEMBERSHIP: 4, CORRIDOR: 7}


def test_bounds_round_the_world_hold_its_equator_wherever_the_map_is_cut():
    for lon in (0, 11, -120):
        earth = EqualEarth(lon)
        left, _, right, _ = extent_of((-180, -60, 180, 80), earth)
        # The equator is 2 × 17,244 km long in this projection; a degree may be left out at the seam.
        assert left < -17_243_959 * 179 / 180 and right > 17_243_959 * 179 / 180, lon
