"""What a caller asks of one map: taken where there is such a thing, refused with the nearest where not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import geo
import layers
from geo.bloc import Bloc
from geo.errors import MisuseError
from tests.aspects import write_aspects
from tests.folders import REAL_LEAGUE


@pytest.fixture(scope="module")
def league() -> Bloc:
    return geo.load_bloc(REAL_LEAGUE, scale="110m")


def scene(league: Bloc, **chosen: Any) -> Any:
    return layers.build_map(league, **chosen).scene


def test_what_is_chosen_is_drawn_and_nothing_else(league: Bloc) -> None:
    data = scene(league, statuses="observer", countries=["EGY", "TUN"], routes=[], places="cairo").data
    assert [status.id for status in data.statuses if status.shown] == ["observer"]
    assert {country.code for country in data.countries if country.spells} == {"EGY", "TUN"}
    assert data.routes == ()
    assert [place.id for place in data.places] == ["cairo"]


def test_a_title_is_that_of_its_day(league: Bloc) -> None:
    data = scene(league, title="Ours", as_of="2010-01-01").data
    assert data.title["en"] == data.title["zh"] == "Ours"
    assert data.subtitle == {}
    assert scene(league, title={"en": "Ours", "ru": "Наш"}).data.title["ru"] == "Наш"


def test_an_extent_moves_the_view_and_not_the_projection(league: Bloc) -> None:
    whole, part = scene(league), scene(league, extent=(25, 22, 35, 32))
    assert whole.projection == part.projection
    (left, _, right, _), (west, south, east, north) = whole.data.view.extent, part.data.view.extent
    assert east - west < (right - left) / 2
    assert 0.9e6 < north - south < 1.3e6  # ten degrees of latitude


@pytest.mark.parametrize(
    ("chosen", "name", "lon", "lat"),
    [
        ({"projection": "equal-area", "centre": (10, 20)}, "laea", 10, 20),
        ({"centre": (-150, -20)}, "laea", -150, -20),
        ({"projection": "orthographic", "centre": (20, 10)}, "orthographic", 20, 10),
        ({"projection": "equal-earth", "centre": (20, 10)}, "equal-earth", 20, 0),
        ({"projection": "web-mercator", "centre": (20, 0)}, "web-mercator", 20, 0),
    ],
)
def test_projections_are_those_asked_for(league: Bloc, chosen: dict[str, Any], name: str, lon: int, lat: int) -> None:
    found = scene(league, **chosen).data.projection
    assert (found.name, found.lon, found.lat) == (name, lon, lat)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"statuses": "observr"}, "did you mean 'observer'"),
        ({"countries": ["EGY", "TUM"]}, "did you mean 'TUN'"),
        ({"countries": []}, "countries is empty"),
        ({"routes": "nort"}, "did you mean 'north'"),
        ({"places": "kairo"}, "did you mean 'cairo'"),
        ({"projection": "mercator"}, "did you mean 'web-mercator'"),
        ({"centre": (200, 0)}, "expected .longitude, latitude. in degrees"),
        ({"centre": "here"}, "not a centre"),
        ({"extent": (0, 10, 20, 5)}, "expected .west, south, east, north. in degrees"),
        ({"extent": (0, 10, float("nan"), 25)}, "not an extent"),
        ({"title": ""}, "not a title"),
        ({"title": {"fr": "Les nôtres"}}, "not a language of the maps"),
        ({"title": 7}, "not a title"),
    ],
)
def test_what_there_is_not_is_refused(league: Bloc, chosen: dict[str, Any], says: str) -> None:
    with pytest.raises(MisuseError, match=says):
        layers.build_map(league, **chosen)


def test_a_layer_takes_statuses_and_countries(league: Bloc) -> None:
    titles = [shape.title["en"] for shape in layers.MembershipLayer(league, countries=["EGY", "TUN"]).shapes()]
    assert titles == ["Egypt", "Tunisia"]
    assert not layers.MembershipLayer(league, statuses=[]).shapes()
    assert not [one.id for one in layers.build_map(league, statuses=[]).scene.data.statuses if one.shown], "as of a map"
    with pytest.raises(MisuseError, match="did you mean"):
        layers.MembershipLayer(league, statuses="observers")


def test_figures_along_a_line_go_with_it() -> None:
    corridor = geo.load_bloc("sco", scale="110m")
    bare = layers.build_map(corridor, "sco-corridor", scale="110m", routes=[]).scene.data.callouts
    assert [callout.subject for callout in bare] == ["torugart-pass"]
    whole = layers.build_map(corridor, "sco-corridor", scale="110m", routes=["cku"]).scene.data.callouts
    assert {"cku", "torugart-pass"} == {callout.subject for callout in whole}


def test_the_countries_that_are_chosen_keep_their_further_memberships_alone(tmp_path: Path) -> None:
    bloc = geo.load_bloc(write_aspects(tmp_path / "bloc"), scale="110m")
    countries = scene(bloc, countries=["DZA"]).data.countries
    assert {country.code for country in countries if country.aspects} == {"DZA"}
