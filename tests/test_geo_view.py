"""What a map opens with."""

from datetime import date

import numpy as np
import pytest

from geo import load_bloc
from geo.view import fit_view


@pytest.fixture(scope="module")
def bloc():
    return load_bloc("sco", scale="110m")


def map_named(bloc, slug):
    return next(spec for spec in bloc.spec.maps if spec.slug == slug)


def test_projection_stays_when_the_day_moves_and_the_extent_follows(bloc):
    spec = map_named(bloc, "sco-membership")
    early, late = (fit_view(bloc, spec, date(year, 12, 31)) for year in (2001, 2024))
    assert early.projection == late.projection
    # India joined in between and reaches farther south than any founder.
    assert late.extent[1] < early.extent[1]


def test_bounds_of_a_map_are_all_in_view(bloc):
    spec = map_named(bloc, "sco-corridor")
    view = fit_view(bloc, spec, spec.as_of)
    west, south, east, north = spec.bounds
    corners = view.projection.forward(np.array([[west, south], [west, north], [east, south], [east, north]]))
    left, bottom, right, top = view.extent
    assert (corners >= (left - 1, bottom - 1)).all() and (corners <= (right + 1, top + 1)).all()
    assert view.bounds[0] <= west and view.bounds[3] >= north


def test_bounds_across_180_are_one_piece(bloc):
    spec = map_named(bloc, "sco-corridor").model_copy(update={"bounds": (170.0, 50.0, -170.0, 60.0)})
    view = fit_view(bloc, spec, spec.as_of)
    # Twenty degrees of longitude at 50° N are 1,430 km; the other way round the globe would be sixteen times that.
    assert 1.3e6 < view.extent[2] - view.extent[0] < 1.6e6


def test_closer_extents_open_at_higher_zooms(bloc):
    zooms = {
        slug: fit_view(bloc, map_named(bloc, slug), date(2024, 7, 4)).opening_zoom
        for slug in ("sco-membership", "sco-corridor")
    }
    assert zooms == {"sco-membership": 3, "sco-corridor": 7}
