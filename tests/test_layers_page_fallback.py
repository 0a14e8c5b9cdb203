"""What a page tells without its script: what it is about stands first, lines as they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from geo.bloc import Bloc
from geo.model.symbology import LIGHT, RAISED, route_colour
from layers.page.fallback_table import table_of
from layers.page.still import still_svg
from layers.scene.build import Scene, build_scene
from layers.scene.titles import retitled
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES


@pytest.fixture(scope="module")
def line(coarse_league: Bloc) -> Scene:
    return build_scene(coarse_league, CORRIDOR, scale="110m")


def test_a_map_about_a_line_tells_its_stations_first(line: Scene) -> None:
    first, *others = table_of(line, "en").rows
    stops = [stop.name["en"] for branch in line.data.routes[0].branches for stop in branch.stops if stop.name]
    assert first[0] == line.data.routes[0].name["en"] and stops
    assert all(stop in first[3] for stop in stops)
    shown = {status.label["en"] for status in line.data.statuses if status.shown}
    assert {row[1] for row in others} <= shown, "a status that the map does not show is not told"


def test_a_map_about_members_tells_them_first(coarse_league: Bloc) -> None:
    scene = build_scene(coarse_league, MEMBERSHIP, scale="110m")
    names = [row[0] for row in table_of(scene, "en").rows]
    assert names[0] in {country.name["en"] for country in scene.data.countries}


@pytest.mark.parametrize(("day", "dashes"), [(date(2021, 9, 1), "8.75 3.25"), (date(2015, 1, 1), "4 2.75")])
def test_the_still_dashes_what_is_not_built(line: Scene, day: date, dashes: str) -> None:
    # Two sections under construction since 2018, planned before, in 2.5 pixels times the key's own rhythm; as one line.
    scene = replace(line, data=retitled(line.data, day))
    assert re.findall(r'stroke-dasharray="([^"]*)"[^>]*d="M[^M]*"', still_svg(scene, "en")) == [dashes]


def test_the_still_draws_each_route_in_the_colour_of_the_live_map(league: Bloc) -> None:
    told = build_scene(league, ROUTES)
    main = [route.shade for route in told.data.routes if route.role == "main"]
    assert main == [RAISED, 1]  # the first crosses dark fills
    drawn = set(re.findall(r'stroke="(#[0-9a-f]{6})"', still_svg(told, "en")))
    assert {route_colour(LIGHT, "main", shade) for shade in main} <= drawn
