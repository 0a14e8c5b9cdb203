"""The resolved picture: what it holds, that it is complete, and that it is the same every time."""

import json
from datetime import date

import jsonschema
import numpy as np
import pytest

from geo import MisuseError, load_bloc
from geo.view import fit_view
from geo.world.disputes import load_disputes
from layers.scene.build import build_scene, find_map
from layers.scene.disputes import in_sight
from layers.scene.model import SceneData
from scripts.make_scene_schema import (
    PROSE,
    SCHEMA,
    TYPES,
    prose_with_records,
    scene_schema,
    schema_text,
    types_text,
)
from tests.folders import REAL_LEAGUE
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES, STORY


@pytest.fixture(scope="module")
def scene(league):
    return build_scene(league, MEMBERSHIP)


def test_the_scene_is_json_that_reads_back_as_itself(scene):
    text = scene.data.json_text()
    again = SceneData.model_validate_json(text)
    assert again.json_text() == text
    assert again.model_dump() == scene.data.model_dump()


def test_the_json_leaves_out_what_is_absent_and_keeps_what_must_be_there(scene):
    data = json.loads(scene.data.json_text())
    required = {name for name, field in SceneData.model_fields.items() if field.is_required()}
    assert data.keys() >= required
    assert all(data[name] for name in data.keys() - required)
    assert data["locator"] is None
    spells = [spell for country in data["countries"] for spell in country["spells"]]
    assert all("until" not in spell or spell["until"] for spell in spells)
    assert {spell.get("confidence") for spell in spells} <= {None, "medium", "low"}  # high goes without saying
    assert "line" not in spells[0]  # where a row stands in its file is nobody's business


def test_schema_prose_and_types_are_made_from_the_records(scene):
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()
    assert TYPES.read_text(encoding="utf-8") == types_text()
    prose = PROSE.read_text(encoding="utf-8")
    assert prose == prose_with_records(prose)
    jsonschema.validate(json.loads(scene.data.json_text()), scene_schema())


def test_the_schema_refuses_what_no_scene_holds(scene):
    for change in ({"format": "two"}, {"countries": [{}]}, {"unheard": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(json.loads(scene.data.json_text()) | change, scene_schema())


def test_same_input_same_scene(league, scene):
    again = build_scene(load_bloc(REAL_LEAGUE), MEMBERSHIP)
    assert again.data == scene.data
    assert again.geometry == scene.geometry


@pytest.mark.parametrize("slug", [MEMBERSHIP, CORRIDOR, ROUTES, STORY])
def test_what_is_cited_is_listed_and_what_is_listed_is_cited(league, slug):
    data = build_scene(league, slug, scale="110m").data
    cited = set()

    def collect(value):
        if isinstance(value, dict):
            listed = value.get("sources", ())
            cited.update(listed if isinstance(listed, list) else ())  # the words have a key of that name too
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect({key: value for key, value in json.loads(data.json_text()).items() if key != "sources"})
    assert cited == set(data.sources)
    assert all(source.publisher and source.title for source in data.sources.values())


def test_every_line_and_area_named_in_the_scene_is_in_the_geometry(league):
    for slug in (ROUTES, STORY):
        scene = build_scene(league, slug, scale="110m")
        named = {journey.arc for journey in scene.data.journeys}
        for route in scene.data.routes:
            for branch in route.branches:
                named |= {f"{branch.line}:{section.from_seq}" for section in branch.sections}
        assert named <= set(scene.topology.lines)
        areas = {dispute.area for dispute in scene.data.disputes if dispute.area}
        assert areas <= set(scene.topology.polygons)
        assert {country.code for country in scene.data.countries} <= set(scene.topology.polygons)


def test_six_members_on_the_day_and_fewer_before(league, scene):
    members = {status.id for status in scene.data.statuses if status.member}

    def count(day):
        spells = [spell for country in scene.data.countries for spell in country.spells]
        return sum(
            spell.status in members and str(spell.since) <= day and (spell.until is None or day < str(spell.until))
            for spell in spells
        )

    days = ("2001-02-28", "2001-03-01", "2010-06-09", "2010-06-10", "2020-05-31", "2020-06-01")
    # Three found it, two join together, one on the map's own day; observers and partners do not count.
    assert [count(day) for day in days] == [0, 3, 3, 5, 5, 6]


def test_changes_are_told_in_every_language(scene):
    told = {str(change.date): change.text for change in scene.data.time.changes}
    assert told["2020-06-01"]["en"] == "Mauritania becomes the sixth member"
    assert told["2010-06-10"]["en"] == "Egypt and Morocco become the fourth and fifth members"
    assert told["2020-06-01"]["ru"] == "Мавритания становится шестым членом"
    assert told["2020-06-01"]["zh"] == "毛里塔尼亚成为第六个成员国"
    assert all(set(text) == {"en", "ru", "zh"} for text in told.values())


def test_summary_says_who_and_when(scene):
    assert "1 June 2020" in scene.data.summary["en"]
    assert "Mauritania" in scene.data.summary["en"] and "Algeria" in scene.data.summary["en"]


def test_opening_view_holds_every_member(scene):
    low_x, low_y, high_x, high_y = scene.data.view.extent
    members = {status.id for status in scene.data.statuses if status.shown}
    for country in scene.data.countries:
        if any(spell.status in members and spell.until is None for spell in country.spells):
            x, y = scene.projection.forward(np.array([country.label]))[0]
            assert low_x < x < high_x and low_y < y < high_y, country.code


def test_as_of_moves_the_day_and_nothing_else(league, scene):
    moved = build_scene(league, MEMBERSHIP, as_of=date(2015, 7, 5)).data
    assert moved.as_of == date(2015, 7, 5)
    assert moved.countries == scene.data.countries


def test_on_another_day_the_title_claims_nothing_of_the_map_s_own(league):
    early = build_scene(league, MEMBERSHIP, as_of=date(2015, 7, 5), scale="110m").data
    assert early.title["en"] == "Five members: League in July 2015" and early.subtitle["en"] == "As of 5 July 2015"
    line = build_scene(league, CORRIDOR, as_of=date(2018, 7, 4), scale="110m").data
    assert line.title["en"] == "Algiers–Tunis railway: how it stood in July 2018"


def test_summary_counts_only_what_is_disputed(scene):
    settled = [dispute for dispute in scene.data.disputes if dispute.type in ("settled", "exclave", "lease")]
    assert settled
    assert f"{len(scene.data.disputes) - len(settled)} disputed areas are marked" in scene.data.summary["en"]


def test_crimea_is_ukraine_in_the_un_view_and_hatched_in_both():
    for view, owner in (("un", "UKR"), ("natural-earth", "RUS")):
        scene = build_scene(load_bloc(REAL_LEAGUE, worldview=view), MEMBERSHIP)
        crimea = [dispute for dispute in scene.data.disputes if dispute.id == "crimea"]
        assert crimea and crimea[0].drawn == "area"
        arcs = {
            max(arc, ~arc) for polygon in scene.topology.polygons["dispute:crimea"] for ring in polygon for arc in ring
        }
        owned = {max(arc, ~arc) for polygon in scene.topology.polygons[owner] for ring in polygon for arc in ring}
        assert arcs & owned, f"Crimea's coast is not {owner}'s in the view {view}"
        other = {"UKR": "RUS", "RUS": "UKR"}[owner]
        foreign = {max(arc, ~arc) for polygon in scene.topology.polygons[other] for ring in polygon for arc in ring}
        coast = arcs - foreign
        assert coast, "all of Crimea's outline is shared with the other side"


def test_published_length_leads_and_the_bound_is_below_it(league):
    route = build_scene(league, CORRIDOR, scale="50m").data.routes[0]
    lengths = [figure for figure in route.figures if figure.quantity == "length"]
    assert lengths[0].recommended and lengths[0].value == 820.5
    # Every published total, 790 (an earlier plan) to 850 (rounded): a lower bound may exceed none of them.
    assert len(lengths) == 3
    assert route.lower_bound.total_km <= min(figure.value for figure in lengths)
    assert route.schematic


def test_unknown_map_names_the_allowed_ones(league):
    with pytest.raises(MisuseError, match=r"league-members.*did you mean 'league-members'"):
        build_scene(league, "league-membres")


def test_signs_of_disputes_far_from_the_view_are_left_out_and_areas_stay(league):
    disputes = {
        slug: {one.id: one for one in build_scene(league, slug, scale="110m").data.disputes}
        for slug in (MEMBERSHIP, CORRIDOR)
    }
    # Gibraltar lies in the membership map's view, the others neither in it nor are they the league's.
    assert {"gibraltar", "preah-vihear"} & disputes[MEMBERSHIP].keys() == {"gibraltar"}
    assert not {"dokdo", "scarborough", "falklands"} & (disputes[MEMBERSHIP].keys() | disputes[CORRIDOR].keys())
    assert len(disputes[CORRIDOR]) < len(disputes[MEMBERSHIP])
    areas = [{key for key, one in found.items() if one.area} for found in disputes.values()]
    assert areas[0] == areas[1] >= {"taiwan", "crimea", "jammu-kashmir"}


def test_beside_the_view_only_what_concerns_the_bloc_has_a_sign(league):
    spec = find_map(league, MEMBERSHIP)
    view = fit_view(league, spec, spec.as_of)
    left, bottom, right, top = view.extent
    beside = view.projection.inverse(np.array([[right + (right - left) / 4, (bottom + top) / 2]]))[0]
    frame = load_disputes("110m").loc[["dokdo", "scarborough"]].assign(lon=beside[0], lat=beside[1])
    frame["parties"] = [("JPN", "KOR"), ("CHN", "EGY")]
    assert list(in_sight(frame, view, league).index) == ["scarborough"]


def test_a_glacier_that_is_nobodys_is_no_neighbour_with_a_code() -> None:
    scene = build_scene(load_bloc("sco"), "sco-membership")
    told = {country.code: country.neighbour for country in scene.data.countries}
    assert told["AFG"] and not told["KAS"]


def test_a_callout_is_the_recommended_figure_at_its_stop_or_place(league):
    """820.5 km is the recommended one of three lengths; stop 22 lies at 36.28 north."""
    own = {"subject": "north", "quantity": "length", "stop": 22, "label": {"en": "In all"}}
    spec = find_map(league, CORRIDOR)
    wider = type(spec).model_validate({**spec.model_dump(), "callouts": [own], "scale": "110m"})
    (callout,) = build_scene(league, wider).data.callouts
    assert (callout.value, callout.lat, callout.quantity_name["en"]) == (820.5, 36.28, "In all")
    assert callout.sources == ("gazette",)
