"""A folder is read with all its faults; what is right in it stays to be checked."""

from __future__ import annotations

from pathlib import Path

from geo.errors import Fault
from geo.model.records import TABLES
from geo.reading.folder import read_folder, sort_faults
from tests.folders import BARE, LEAGUE, change, write_folder


def test_rows_with_faults_are_set_apart(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path, change("members.csv", "XAA,member,2001-06-15", "XAA,member,then")))
    assert [row.line for row in contents.rows.members] == [3, 4, 5]
    assert [row.line for row in contents.damaged["members"]] == [2]
    assert [row.line for row in contents.every("members")] == [3, 4, 5, 2]
    assert len(contents.faults) == 1


def test_ids_are_those_of_every_row_right_or_wrong(tmp_path: Path) -> None:
    content = LEAGUE["places.csv"] + "wrong,Wrong,XAA,999,5,town,,charter,high\nshort,Short\n"
    contents = read_folder(write_folder(tmp_path, {"places.csv": content}))
    assert contents.ids["places"] == {"alpha", "beta", "gate", "delta", "wrong", "short"}
    assert contents.ids["steps"] == {"tale"}


def test_rows_go_by_the_name_of_their_table(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path))
    assert [len(contents.rows.of(table)) for table in TABLES] == [
        LEAGUE[f"{table}.csv"].count("\n") - 1 for table in TABLES
    ]
    assert [row.id for row in contents.rows.sources.values()] == ["charter"]


def test_a_fault_is_placed_at_a_field_of_a_row(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path))
    journey = contents.rows.journeys[0]
    fault = contents.fault("journeys", journey, "to_place", "x", "y")
    assert (fault.file, fault.line, fault.column, fault.field) == ("journeys.csv", 2, 29, "to")
    absent = contents.fault("journeys", journey, "basis", "x", "y", warning=True)
    assert (absent.line, absent.column, absent.field, absent.warning) == (2, None, "basis_en", True)


def test_a_table_of_another_kind_is_told_by_its_headings_alone(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path, {"claims.csv": "a,b,c\n1,2,3\n4,5,6\n"}))
    assert {fault.line for fault in contents.faults} == {1}
    assert contents.rows.claims == ()


def test_faults_go_by_file_line_and_column_each_once() -> None:
    faults = [
        Fault("b.csv", 1, 1, "x", "y"),
        Fault("a.csv", 10, None, "x", "y"),
        Fault("a.csv", 2, 5, "x", "y"),
        Fault("a.csv", 2, None, "x", "y"),
        Fault("a.csv", None, None, "x", "y"),
        Fault("a.csv", 2, 5, "x", "y"),
    ]
    assert [(fault.file, fault.line, fault.column) for fault in sort_faults(faults)] == [
        ("a.csv", None, None), ("a.csv", 2, None), ("a.csv", 2, 5), ("a.csv", 10, None), ("b.csv", 1, 1),
    ]  # fmt: skip


def test_tables_of_other_spreadsheets_are_read_as_they_come(tmp_path: Path) -> None:
    places = "ID;Name EN;Country;Lat;LON;Kind;;Sources\nalpha;Alpha;XAA;5,25;-0,5;capital;;charter\n"
    members = "Country,STATUS,Since,Until,Sources,,\nXAA,member,2001-06-15 00:00:00,15 Jun 2031,charter,,\n"
    contents = read_folder(write_folder(tmp_path, {**BARE, "places.csv": places, "members.csv": members}))
    assert not contents.faults
    (place,), (member,) = contents.rows.places, contents.rows.members
    assert (place.lat, place.lon, place.name) == (5.25, -0.5, {"en": "Alpha"})
    assert (str(member.since), str(member.until)) == ("2001-06-15", "2031-06-15")


def test_columns_of_ones_own_are_one_warning_and_slips_are_faults(tmp_path: Path) -> None:
    members = "country,status,since,population,gdp,sorces,sources\n"
    members += "XAA,member,2001,5,7,,charter\nXBB,member,2001,5,7,,charter\n"
    faults = read_folder(write_folder(tmp_path, {**BARE, "members.csv": members})).faults
    assert [(fault.column, fault.warning, fault.found) for fault in faults] == [
        (37, False, "column 'sorces'"),
        (22, True, "columns 'population', 'gdp'"),
    ]
    assert faults[0].todo == "did you mean 'sources'?"
