"""Stops stand at their points and know gauges and borders; sections know their states."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.facts.flatten import flat_columns
from geo.facts.sections import sections
from geo.facts.stops import StopFact, branches, stops_frame
from geo.tables import Tables, read_tables
from tests.folders import BARE, LEAGUE, change, write_folder


@pytest.fixture
def league(tmp_path: Path) -> Tables:
    return read_tables(write_folder(tmp_path))


def test_branches_hold_their_stops_in_order(tmp_path: Path) -> None:
    lines = LEAGUE["stops.csv"].splitlines(keepends=True)
    shuffled = lines[0] + "".join(reversed(lines[1:]))
    tables = read_tables(write_folder(tmp_path, {"stops.csv": shuffled}))
    assert {name: [stop.seq for stop in stops] for name, stops in branches(tables).items()} == {
        ("line", "spur"): [1, 2],
        ("line", "main"): [10, 20, 30, 40],
    }


def test_a_stop_takes_from_its_place_what_it_does_not_say_itself(league: Tables) -> None:
    alpha, gate, waypoint, beta = branches(league)["line", "main"]
    assert (gate.lon, gate.lat, gate.name, gate.country) == (10, 5, {"en": "Gate"}, ("XAA", "XBB"))
    assert (gate.uncertainty_km, gate.confidence) == (8, "medium")
    assert (waypoint.lon, waypoint.lat, waypoint.name, waypoint.confidence) == (12, 6, {}, "low")
    assert (alpha.uncertainty_km, alpha.confidence) == (None, "high")
    assert beta.name == {"en": "Beta"}


def test_the_lower_confidence_of_stop_and_place_counts(tmp_path: Path) -> None:
    changed = change("stops.csv", "line,main,10,alpha,,,,,station,1435,charter,high",
                     "line,main,10,alpha,,,,,station,1435,charter,low")  # fmt: skip
    tables = read_tables(write_folder(tmp_path, changed))
    assert branches(tables)["line", "main"][0].confidence == "low"


def test_a_stop_may_name_its_place_otherwise(tmp_path: Path) -> None:
    changed = change("stops.csv", "10,alpha,,", "10,alpha,Alpha Central,")
    tables = read_tables(write_folder(tmp_path, changed))
    assert branches(tables)["line", "main"][0].name == {"en": "Alpha Central"}


def test_a_gauge_goes_on_until_another_one_is_told(league: Tables) -> None:
    stops = branches(league)["line", "main"]
    assert [(stop.gauge_before_mm, stop.gauge_mm) for stop in stops] == [
        (None, 1435), (1435, 1435), (1435, 1435), (1435, 1520),
    ]  # fmt: skip
    assert [stop.gauges for stop in stops] == [None, None, None, (1435, 1520)]


def test_borders_are_crossings_by_kind_or_by_country(league: Tables) -> None:
    assert [stop.crossing for stop in branches(league)["line", "main"]] == [False, True, False, False]


def test_a_point_is_uncertain_above_five_kilometres_or_by_low_confidence(league: Tables) -> None:
    assert [stop.uncertain for stop in branches(league)["line", "main"]] == [False, True, True, False]


@pytest.mark.parametrize(("km", "uncertain"), [("5", False), ("5.1", True)])
def test_five_kilometres_are_the_limit(km: str, uncertain: bool, tmp_path: Path) -> None:
    changed = change("places.csv", "alpha,Alpha,XAA,5,5,capital seat,,", f"alpha,Alpha,XAA,5,5,capital seat,{km},")
    tables = read_tables(write_folder(tmp_path, changed))
    assert branches(tables)["line", "main"][0].uncertain is uncertain


def test_sections_join_neighbouring_named_stops(league: Tables) -> None:
    found = sections(league)
    assert [section.id for section in found] == ["route:line:main:10", "route:line:main:20", "route:line:spur:1"]
    assert [[stop.seq for stop in section.stops] for section in found] == [[10, 20], [20, 30, 40], [1, 2]]
    assert [section.mode for section in found] == ["rail", "rail", "ferry"]
    assert [section.approximate for section in found] == [True, True, False]


def test_an_uncertain_waypoint_makes_its_section_approximate(tmp_path: Path) -> None:
    sure = {"places.csv": change("places.csv", "crossing,8,", "crossing,,")["places.csv"]}
    guessed = read_tables(write_folder(tmp_path / "guessed", sure))
    assert [section.approximate for section in sections(guessed)] == [False, True, False]
    stops = change("stops.csv", "waypoint,,charter,low", "waypoint,,charter,high")
    known = read_tables(write_folder(tmp_path / "known", sure | stops))
    assert [section.approximate for section in sections(known)] == [False, False, False]


def test_a_state_that_changes_at_a_waypoint_cuts_there(tmp_path: Path) -> None:
    changed = change("segments.csv", "line,main,20,40,operating,rail,2012-05,,charter",
                     "line,main,20,30,operating,rail,2012-05,,charter")  # fmt: skip
    tables = read_tables(write_folder(tmp_path, changed))
    found = [(section.start.seq, section.end.seq) for section in sections(tables)]
    assert found == [(10, 20), (20, 30), (30, 40), (1, 2)]
    states = [section.spell_on(date(2013, 1, 1)) for section in sections(tables)]
    assert [spell.status if spell else None for spell in states] == ["operating", "operating", None, "planned"]


@pytest.mark.parametrize("kind", ["start", "end"])
def test_a_branch_may_begin_or_end_at_a_waypoint(kind: str, tmp_path: Path) -> None:
    stops = "route,branch,seq,name,country,lat,lon,kind,sources\n" + "".join(
        f"line,main,{seq},{name},XAA,0,{seq},{'station' if name else 'waypoint'},charter\n"
        for seq, name in enumerate(["", "B", ""] if kind == "start" else ["A", ""], start=1)
    )
    tables = read_tables(write_folder(tmp_path, {**BARE, "routes.csv": LEAGUE["routes.csv"], "stops.csv": stops}))
    joined = [[stop.seq for stop in section.stops] for section in sections(tables)]
    assert joined == ([[1, 2], [2, 3]] if kind == "start" else [[1, 2]])


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (date(2007, 12, 31), [None, None, "planned"]),
        (date(2008, 1, 1), ["under_construction"] * 2 + ["planned"]),
        (date(2012, 4, 30), ["under_construction"] * 2 + ["planned"]),
        (date(2012, 5, 1), ["operating"] * 2 + ["planned"]),
    ],
)
def test_sections_are_in_the_state_of_the_day(day: date, states: list[str | None], league: Tables) -> None:
    spells = [section.spell_on(day) for section in sections(league)]
    assert [spell.status if spell else None for spell in spells] == states


def test_states_go_in_the_order_of_time(tmp_path: Path) -> None:
    lines = LEAGUE["segments.csv"].splitlines(keepends=True)
    tables = read_tables(write_folder(tmp_path, {"segments.csv": lines[0] + "".join(reversed(lines[1:]))}))
    assert [spell.status for spell in sections(tables)[0].spells] == ["under_construction", "operating"]


def test_the_frame_of_stops(league: Tables) -> None:
    frame = stops_frame(league)
    assert frame.index.name == "id"
    assert ["id", *frame.columns] == [*(column.name for column in flat_columns(StopFact)), "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert frame["gauge_break"].to_dict() == {
        "stop:line:main:10": False, "stop:line:main:20": False, "stop:line:main:30": False, "stop:line:main:40": True,
        "stop:line:spur:1": False, "stop:line:spur:2": False,
    }  # fmt: skip
    row = frame.loc["stop:line:main:20"]
    assert (row["name"], row["country"], row["place"], row["uncertainty_km"]) == ("Gate", "XAA XBB", "gate", 8)
    assert (row.geometry.x, row.geometry.y) == (10, 5)
    assert frame.loc["stop:line:spur:2", "gauge_mm"] == 1520


def test_no_stops_give_an_empty_frame_with_its_columns(tmp_path: Path) -> None:
    tables = read_tables(write_folder(tmp_path, BARE))
    assert branches(tables) == {}
    assert sections(tables) == ()
    assert ["id", *stops_frame(tables).columns] == [*(column.name for column in flat_columns(StopFact)), "geometry"]
