"""Ids that rows and bloc.toml refer to exist, names are given once, and every source is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.checks.links import check_links
from geo.errors import Fault
from geo.reading.folder import read_folder
from tests.folders import LEAGUE, change, write_folder


def faults_of(folder: Path) -> list[Fault]:
    contents = read_folder(folder)
    assert not contents.faults
    return list(check_links(contents))


def test_the_league_has_no_loose_ends(tmp_path: Path) -> None:
    assert faults_of(write_folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "found", "put", "line", "column", "field", "said"),
    [
        ("members.csv", "XAA,member", "XAA,membre", 2, 5, "status", "a status of bloc.toml, one of member, observer"),
        ("members.csv", "Founding,charter", "Founding,chartre", 2, 33, "sources", "an id of sources.csv"),
        ("events.csv", "first,First Summit,alpha", "first,First Summit,alfa", 3, 20, "place", "an id of places.csv"),
        ("stops.csv", "line,main,20,gate", "line,main,20,gat", 3, 14, "place", "an id of places.csv"),
        ("stops.csv", "line,spur,2,", "lime,spur,2,", 7, 1, "route", "an id of routes.csv, one of line"),
        ("segments.csv", "line,spur", "lime,spur", 5, 1, "route", "an id of routes.csv, one of line"),
        ("journeys.csv", "XAA,alpha,beta", "XAA,alpha,betta", 2, 29, "to", "an id of places.csv"),
        ("journeys.csv", "delta,alpha", "delt,alpha", 3, 23, "from", "an id of places.csv"),
        ("steps.csv", "starts.,east", "starts.,est", 2, 25, "journeys", "an id of journeys.csv, one of east, round"),
        ("steps.csv", "east,alpha", "east,alfa", 2, 30, "places", "an id of places.csv"),
        ("steps.csv", "XAA XBB,line", "XAA XBB,lane", 2, 44, "routes", "an id of routes.csv"),
        ("figures.csv", "line,length,1200", "line,lenght,1200", 2, 6, "quantity", "a quantity of bloc.toml"),
        ("figures.csv", "line,length,1200", "lien,length,1200", 2, 1, "subject", "a country's code, or 'league'"),
        ("claims.csv", "longest,line", "longest,Linia", 2, 9, "subject", "the id of a route or a place"),
    ],
)  # fmt: skip
def test_an_id_that_leads_nowhere_is_told_with_the_near_one(
    name: str, found: str, put: str, line: int, column: int, field: str, said: str, tmp_path: Path
) -> None:
    faults = faults_of(write_folder(tmp_path, change(name, found, put)))
    fault = next(fault for fault in faults if not fault.warning)
    assert (fault.file, fault.line, fault.column, fault.field) == (name, line, column, field)
    assert said in fault.expected
    assert fault.todo.startswith("did you mean '")


@pytest.mark.parametrize(
    ("added", "line", "column", "found"),
    [
        ('statuses = ["member", "membre"]', 24, 23, "'membre'"),
        ('places = ["capital", "alpha", "capitol"]', 24, 31, "'capitol'"),
        ('events = "sumit"', 24, 10, "'sumit'"),
        ('story = "tail"', 24, 9, "'tail'"),
        ('focus = ["XAA", "KIR", "KGX"]', 24, 24, "'KGX'"),
        ('routes = [{ id = "line" }, { id = "lane" }]', 24, 35, "'lane'"),
        ('[[maps.routes]]\nid = "lane"', 25, 6, "'lane'"),
        ('[[maps.callouts]]\nsubject = "line"\nquantity = "lenght"\nstop = 10', 26, 12, "'lenght'"),
        ('[[maps.callouts]]\nsubject = "line"\nquantity = "length"\nstop = 7', 27, 1, "'7'"),
        ('[[maps.callouts]]\nsubject = "line"\nquantity = "length"', 25, 11, "'line'"),
    ],
)
def test_maps_refer_to_known_things(added: str, line: int, column: int, found: str, tmp_path: Path) -> None:
    (fault,) = faults_of(write_folder(tmp_path, {"bloc.toml": LEAGUE["bloc.toml"] + added + "\n"}))
    assert (fault.file, fault.line, fault.column, fault.found) == ("bloc.toml", line, column, found)


@pytest.mark.parametrize(
    ("found", "put", "line", "said"),
    [
        ('id = "observer"', 'id = "member"', 11, "'member' again"),
        ('letter = "O"', 'letter = "M"', 14, "'M' again"),
    ],
)
def test_statuses_have_ids_and_letters_of_their_own(found: str, put: str, line: int, said: str, tmp_path: Path) -> None:
    faults = faults_of(write_folder(tmp_path, change("bloc.toml", found, put)))
    assert (line, said) in [(fault.line, fault.found) for fault in faults]


def test_maps_have_slugs_of_their_own(tmp_path: Path) -> None:
    second = '[[maps]]\nslug = "league-map"\ntitle = "Again"\nas_of = 2024\n'
    (fault,) = faults_of(write_folder(tmp_path, {"bloc.toml": LEAGUE["bloc.toml"] + second}))
    assert (fault.line, fault.column, fault.found) == (25, 8, "'league-map' again")


def test_a_subject_may_be_a_country_or_the_bloc(tmp_path: Path) -> None:
    rows = "KGZ,length,1,km,,,no,charter\nleague,length,1,km,,,no,charter\nalpha,length,1,km,,,no,charter\n"
    assert faults_of(write_folder(tmp_path, {"figures.csv": LEAGUE["figures.csv"] + rows})) == []


def test_a_source_that_no_row_cites_is_a_warning(tmp_path: Path) -> None:
    (fault,) = faults_of(write_folder(tmp_path, {"sources.csv": LEAGUE["sources.csv"] + "spare,P,T,\n"}))
    assert fault.warning
    assert (fault.line, fault.column, fault.found) == (3, 1, "source 'spare' that no row cites")


def test_long_lists_of_allowed_ids_are_left_out(tmp_path: Path) -> None:
    more = "".join(f"place-{number},P,XAA,5,{number},town,,charter,high\n" for number in range(30))
    lost = change("events.csv", "signing,Signing,beta", "signing,Signing,zz")
    changed = {"places.csv": LEAGUE["places.csv"] + more, **lost}
    (fault,) = faults_of(write_folder(tmp_path, changed))
    assert fault.expected == "an id of places.csv"
    assert fault.todo == "add it to places.csv, or correct it here"


def test_a_stop_without_a_route_ends_no_check(tmp_path: Path) -> None:
    heading = LEAGUE["stops.csv"].partition("\n")[0]
    row = "," * heading.count(",")
    contents = read_folder(write_folder(tmp_path, {"stops.csv": f"{LEAGUE['stops.csv'].rstrip()}\n{row}high\n"}))
    assert "route" in {fault.field for fault in contents.faults}
    assert not [fault for fault in check_links(contents) if "callouts" in fault.field]
