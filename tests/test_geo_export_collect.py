"""What an export holds: the columns of the facts, the state of a day, sources and licences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import shapely
from pydantic import BaseModel

from geo.bloc import Bloc, load_bloc
from geo.export.collect import gather
from geo.export.lines import APPROXIMATE, SCHEMATIC
from geo.export.model import EXPORT_ONLY
from geo.facts.flatten import TAIL, FlatColumn, flat_columns
from geo.facts.journeys import JourneyFact
from geo.facts.membership import Membership
from geo.facts.places import EventFact, PlaceFact
from geo.facts.sections import SectionFact, SectionState
from geo.facts.statistics import StatisticFact
from geo.facts.stops import StopFact
from geo.model.records import Claim, Source
from geo.shipped import shipped_blocs
from geo.world.disputes import DisputeFact
from geo.world.truces import TruceFact
from tests.exports import DAY, layers_of

DOCS = (Path(__file__).parent.parent / "docs" / "exports.md").read_text()
FACTS: Mapping[str, type[BaseModel]] = {
    "members": Membership,
    "spells": Membership,
    "places": PlaceFact,
    "events": EventFact,
    "routes": SectionFact,
    "route_states": SectionState,
    "stops": StopFact,
    "journeys": JourneyFact,
    "dispute_areas": DisputeFact,
    "dispute_points": DisputeFact,
    "truce_lines": TruceFact,
    "figures": StatisticFact,
    "claims": Claim,
    "sources": Source,
}


def test_every_layer_has_the_columns_of_its_facts_and_then_those_of_exports_alone(square_league: Bloc) -> None:
    layers = gather(square_league, DAY).layers
    assert {layer.name for layer in layers} == set(FACTS)
    for layer in layers:
        headings = [heading for column in flat_columns(FACTS[layer.name]) for heading in column.headings]
        own = [heading for heading in headings if heading[-3:] not in ("_fr", "_es", "_ar")]
        assert list(layer.columns[: len(own)]) == own
        assert set(layer.columns[len(own) :]) <= set(EXPORT_ONLY)
        assert len({tuple(row) for row in layer.rows}) == 1
        assert len(layer.geometries) == (len(layer.rows) if layer.shape else 0)


@pytest.mark.parametrize("name", FACTS)
def test_every_layer_is_told_in_the_documentation_with_its_columns(name: str) -> None:
    told = next(line for line in DOCS.splitlines() if line.startswith("| `") and f"`{name}`" in line.split("|")[1])
    listed = told.split("|")[3]
    if name == "spells":
        assert listed == " the same, without `as_of` "
        return
    ends = () if name == "sources" else TAIL
    wanted = [in_docs(column) for column in flat_columns(FACTS[name]) if column.name not in ends]
    assert [column for column in re.findall("`([^`]+)`", listed) if column not in EXPORT_ONLY.keys() - wanted] == wanted


def test_every_column_is_told_in_the_documentation_with_what_it_means() -> None:
    meanings = {(in_docs(column), column.description) for model in FACTS.values() for column in flat_columns(model)}
    listed = DOCS.partition("### What the columns mean")[2].partition("###")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.+) \|$", listed, re.MULTILINE)
    assert rows == sorted({*meanings, *EXPORT_ONLY.items()})


def in_docs(column: FlatColumn) -> str:
    return f"{column.name}_*" if column.kind == "words" else column.name


def test_members_are_those_of_the_day_with_their_status_in_words(square_league: Bloc) -> None:
    rows = {row["code"]: row for row in layers_of(square_league)["members"].rows}
    assert {code: row["status_label_en"] for code, row in rows.items()} == {
        "XAA": "Member",
        "XBB": "Member",
        "XCC": "Observer",
    }
    assert rows["XBB"]["since"] == "2010-07-01"
    assert rows["XBB"]["until"] is None
    assert rows["XCC"]["member"] is False
    assert rows["XAA"]["as_of"] == "2016-06-01"
    assert rows["XAA"]["sources_text"] == "The League: Charter. https://example.org/charter"


def test_history_is_whole_whatever_the_day(square_league: Bloc) -> None:
    early, late = (layers_of(square_league, date(year, 1, 1)) for year in (2005, 2024))
    assert [row["code"] for row in early["members"].rows] == ["XAA", "XBB"]
    assert [row["code"] for row in late["members"].rows] == ["XAA", "XBB"]
    for name in ("spells", "route_states"):
        assert early[name].rows == late[name].rows
    assert [row["since"] for row in early["spells"].rows] == ["2001-06-15", "2004", "2010-07-01", "2015-03"]
    spells = [
        (row["since"], row["until"]) for row in early["route_states"].rows if row["section"] == "route:line:main:10"
    ]
    assert spells == [("2008", "2012-05"), ("2012-05", None)]


def test_sections_tell_state_gauge_and_how_sure_their_course_is(square_league: Bloc) -> None:
    rows = {row["id"]: row for row in layers_of(square_league)["routes"].rows}
    first, bent = rows["route:line:main:10"], rows["route:line:main:20"]
    assert (first["status"], first["status_label_en"], first["gauge_mm"]) == ("operating", "operating", 1435)
    # The border post is uncertain by 8 km, a waypoint is of low confidence, the spur has neither.
    assert first["approximate"] and bent["approximate"]
    assert first["alignment"] == APPROXIMATE
    assert rows["route:line:spur:1"]["alignment"] == SCHEMATIC
    # Five degrees along the parallel of 5° N: 5 × 111.32 km × cos 5°, less than a thousandth more or less.
    assert first["straight_km"] == pytest.approx(5 * 111.32 * 0.9962, rel=2e-3)
    before = {row["id"]: row for row in layers_of(square_league, date(2010, 1, 1))["routes"].rows}
    assert before["route:line:main:10"]["status_label_en"] == "under construction"
    none = {row["id"]: row for row in layers_of(square_league, date(2007, 1, 1))["routes"].rows}
    assert none["route:line:main:10"]["status"] is None
    assert none["route:line:main:10"]["sources"] == "charter"


def test_names_stand_in_a_column_a_language_and_are_not_made_up(square_league: Bloc) -> None:
    layers = layers_of(square_league)
    length = layers["figures"].rows[0]
    assert [length[f"quantity_name_{language}"] for language in ("en", "ru", "zh")] == ["Length", "Длина", "长度"]
    place = layers["places"].rows[0]
    assert [place[f"name_{language}"] for language in ("en", "ru", "zh")] == ["Alpha", None, None]


def test_disputes_tell_both_sides_and_every_source_is_listed(square_league: Bloc) -> None:
    layers = layers_of(square_league)
    crimea = next(row for row in layers["dispute_areas"].rows if row["id"] == "crimea")
    assert "Russia" in crimea["administered_by_en"] and "Ukraine" in crimea["claimed_by_en"]
    assert crimea["sources"].split()[0].startswith("border:")
    listed = {row["id"] for row in layers["sources"].rows}
    assert listed == frozenset().union(*(layer.cited for layer in layers.values()))


def test_licence_and_credits_come_from_those_who_gave_them(square_league: Bloc, league: Bloc) -> None:
    about = gather(league, league.as_of).about
    assert about.licence.startswith("Not stated")
    layers = layers_of(league, league.as_of)
    places = {credit.text.split(":")[0]: credit for credit in about.credits([layers["places"]])}
    assert places["The Atlas"].licence == "CC BY 4.0"
    assert places["The Atlas"].url == "https://example.org/atlas"
    assert "Natural Earth 4.1.0 (1" not in places
    assert all(credit.licence for credit in about.credits(layers.values()))
    (shapes, *_) = about.credits([layers["members"]])
    assert (shapes.text, shapes.licence) == ("Natural Earth 4.1.0 (1:50m), shapes of countries", "public domain")


@pytest.mark.parametrize("name", shipped_blocs())
def test_what_is_shipped_may_be_used_as_the_project_may(name: str) -> None:
    bloc = load_bloc(name, scale="110m")
    assert gather(bloc, bloc.as_of).about.licence.startswith("MIT")


def test_shapes_stay_valid(league: Bloc) -> None:
    for layer in gather(league, league.as_of).layers:
        assert shapely.is_valid(list(layer.geometries)).all(), layer.name


def test_an_export_gives_kashmir_to_nobody_and_holds_the_line_of_control() -> None:
    """The League has no land there; the shipped bloc has three states that do."""
    bloc = load_bloc("sco", scale="110m")
    layers = {layer.name: layer for layer in gather(bloc, date(2024, 7, 4)).layers}
    shapes = dict(zip((row["code"] for row in layers["members"].rows), layers["members"].geometries, strict=True))
    assert shapely.contains_xy(shapes["IND"], 77.2, 28.6)  # Delhi
    for place, (lon, lat) in {"Srinagar": (74.8, 34.1), "Gilgit": (74.3, 35.9), "Tawang": (91.9, 27.6)}.items():
        assert not [code for code, shape in shapes.items() if shapely.contains_xy(shape, lon, lat)], place
    (row,), (line,) = layers["truce_lines"].rows, layers["truce_lines"].geometries
    assert (row["id"], row["parties"]) == ("line-of-control", "IND PAK")
    west, south, east, north = line.bounds  # from the plain by Jammu to the glacier north of Leh
    assert 73 < west < 75 and 32 < south < 33.5 and 76 < east < 78 and 34.5 < north < 36


def test_the_view_of_natural_earth_leaves_nothing_open() -> None:
    bloc = load_bloc("sco", scale="110m", worldview="natural-earth")
    content = gather(bloc, date(2024, 7, 4))
    (members,) = (layer for layer in content.layers if layer.name == "members")
    (india,) = (shape for row, shape in zip(members.rows, members.geometries, strict=True) if row["code"] == "IND")
    assert shapely.contains_xy(india, 74.8, 34.1)
    assert "truce_lines" in content.empty
