"""What changed between two days, as a map: every kind of change, its words, its page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

import layers
from geo.bloc import Bloc, load_bloc
from geo.errors import MisuseError
from geo.model.dates import PartialDate, spell_on
from layers.scene.build import build_scene
from layers.scene.change_map import change_scene
from tests.folders import REAL_LEAGUE
from tests.pages import NewPage


@pytest.fixture(scope="module")
def league() -> Bloc:
    return load_bloc(REAL_LEAGUE)


def kinds(league: Bloc, before: date, after: date) -> dict[str, set[str]]:
    data = change_scene(build_scene(league, "league-members", scale="110m"), before, after).data
    found = defaultdict(set)
    for country in data.countries:
        for spell in country.spells:
            found[spell.status].add(country.code)
    return dict(found)


def test_a_bloc_without_a_name_in_a_language_is_named_in_the_common_one(league: Bloc) -> None:
    told = build_scene(league, "league-members", scale="110m")
    only = told.data.bloc.model_copy(update={"name": {"en": "The League"}, "short": {}})
    named = replace(told, data=told.data.model_copy(update={"bloc": only}))
    title = change_scene(named, date(2002, 1, 1), date(2020, 6, 1)).data.title
    assert title["ru"].startswith("The League: ") and title["zh"].startswith("The League")


def test_every_country_is_told_by_what_became_of_it(league: Bloc) -> None:
    before, after = date(2002, 1, 1), date(2020, 6, 1)
    rows = defaultdict(list)
    for row in league.tables.members:
        rows[row.country].append(row)
    shown = {"founder", "later"}
    expected = defaultdict(set)
    for code, spells in rows.items():  # by the table itself: what held on each of the two days
        was, now = (row.status if (row := spell_on(spells, day)) else None for day in (before, after))
        if was in shown and now in shown:
            expected["stayed" if was == now else "changed"].add(code)
        elif now in shown:
            expected["risen" if was else "joined"].add(code)
        elif was in shown:
            expected["lowered" if now else "left"].add(code)
    assert kinds(league, before, after) == dict(expected)
    assert {"stayed", "joined"} <= set(expected)


def test_leaving_and_stepping_back_are_told_apart(league: Bloc) -> None:
    scene = build_scene(league, "league-members", scale="110m")
    data = scene.data
    first = next(country for country in data.countries if country.code == "EGY")
    row = first.spells[-1]
    day = PartialDate.parse("2021-01-01")
    for after, kind in (((), "left"), ((row.model_copy(update={"since": day, "status": "observer"}),), "lowered")):
        ended = first.model_copy(update={"spells": (row.model_copy(update={"until": day}), *after)})
        countries = tuple(ended if country is first else country for country in data.countries)
        changed = change_scene(
            replace(scene, data=data.model_copy(update={"countries": countries})), date(2020, 6, 1), date(2022, 1, 1)
        )
        (spell,) = next(country for country in changed.data.countries if country.code == "EGY").spells
        assert spell.status == kind and spell.since == day
        assert kind in {status.id for status in changed.data.statuses}
        assert changed.data.subtitle["en"].startswith("1 ")


def test_days_the_wrong_way_round_and_days_of_nobody_are_refused(league: Bloc) -> None:
    scene = build_scene(league, "league-members", scale="110m")
    with pytest.raises(MisuseError, match="earlier day first"):
        change_scene(scene, date(2020, 1, 1), date(2020, 1, 1))
    with pytest.raises(MisuseError, match="shows no status"):
        change_scene(scene, date(1950, 1, 1), date(1960, 1, 1))


def test_the_page_tells_the_change_and_has_no_time_line(league: Bloc, new_page: NewPage, tmp_path: Path) -> None:
    map_ = layers.build_changes(league, before="2002-01-01", after="2020-06-01", scale="110m")
    map_.save(str(tmp_path / "changes.html"))
    page = new_page()
    page.goto((tmp_path / "changes.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#title")).to_have_text("League: what changed from 1 January 2002 to 1 June 2020")
    expect(page.locator("#time")).to_have_count(0)
    names = page.locator("#legend-body .name").all_inner_texts()
    assert "As before" in names and "Left" not in names
    page.evaluate("Blocmap.app.select('country:MRT')")
    expect(page.locator("#card")).to_contain_text("1 June 2020")
