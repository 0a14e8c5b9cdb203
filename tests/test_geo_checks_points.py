"""Points lie in the countries they name, as Natural Earth draws them; members are drawn at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.checks.points import TOLERANCE_KM, check_members_drawn, check_points
from geo.errors import Fault
from geo.reading.folder import read_folder
from tests.folders import BARE, change, write_folder
from tests.worlds import SQUARES

WORLD = {
    "XAA": SQUARES["AAA"], "XBB": SQUARES["BBB"], "XCC": SQUARES["DDD"], "XDD": SQUARES["FFF"], "XEE": SQUARES["EEE"],
}  # fmt: skip
PLACES = "id,name,country,lat,lon,kind,uncertainty_km,sources\n"
DEGREE_KM = 110.574  # of latitude at the equator, on WGS84


def faults_of(folder: Path, country: str, lat: float, lon: float, km: str = "") -> list[Fault]:
    row = f"p,P,{country},{lat},{lon},town,{km},charter\n"
    return list(check_points(read_folder(write_folder(folder, {**BARE, "places.csv": PLACES + row})), WORLD))


def test_the_league_lies_where_it_should(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path))
    assert list(check_points(contents, WORLD)) == []
    assert list(check_members_drawn(contents, WORLD)) == []


@pytest.mark.parametrize(
    ("country", "lat", "lon", "found", "todo"),
    [
        ("XBB", 25, 5, None, None),  # its second part
        ("XCC", 5, 179, None, None),
        ("XCC", 5, -179, None, None),
        ("XAA XBB", 5, 10, None, None),
        ("XAA", 5, 15, "5.0, 15.0 in XBB", "correct the coordinates or the country"),
        ("XDD", 5, 35, "5.0, 35.0 in XEE", "correct the coordinates or the country"),  # in the hole
        ("XAA", -5, 5, "-5.0, 5.0 at sea", "correct the coordinates or the country"),
        ("XDD", 38, 5, "38.0, 5.0 at sea", "exchange latitude and longitude"),
        ("XZZ", 5, 5, None, None),  # not drawn: there is nothing to compare with
    ],
)
def test_a_place_lies_in_its_country(
    country: str, lat: float, lon: float, found: str | None, todo: str | None, tmp_path: Path
) -> None:
    faults = faults_of(tmp_path, country, lat, lon)
    assert [(fault.found, fault.todo, fault.line, fault.field) for fault in faults] == (
        [] if found is None else [(found, todo, 2, "lat")]
    )


@pytest.mark.parametrize(("km", "right"), [("", False), ("10", False), ("20", True)])
def test_the_coast_and_the_uncertainty_are_forgiven(km: str, right: bool, tmp_path: Path) -> None:
    off_shore_km = TOLERANCE_KM + 12
    faults = faults_of(tmp_path, "XAA", -off_shore_km / DEGREE_KM, 5, km)
    assert (faults == []) is right


def test_a_port_on_the_coast_is_right(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "XAA", -(TOLERANCE_KM - 0.5) / DEGREE_KM, 5) == []
    assert faults_of(tmp_path, "XAA", -(TOLERANCE_KM + 0.5) / DEGREE_KM, 5) != []


def test_stops_with_coordinates_are_looked_at_too(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path, change("stops.csv", "XBB,6,12", "XBB,6,2")))
    assert [(fault.file, fault.line, fault.column, fault.found) for fault in check_points(contents, WORLD)] == [
        ("stops.csv", 4, 20, "6.0, 2.0 in XAA")
    ]


@pytest.mark.parametrize(
    ("code", "todo"),
    [("CPT", "write CLP, as a part of which it is drawn"), ("XQQ", "a code of your own has no borders here")],
)
def test_a_member_that_is_not_drawn_is_a_fault(code: str, todo: str, tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path, change("members.csv", "XAA,member", f"{code},member")))
    (fault,) = check_members_drawn(contents, WORLD)
    assert (fault.line, fault.column, fault.found, fault.todo) == (2, 1, f"'{code}'", todo)
