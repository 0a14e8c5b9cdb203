"""A folder becomes frozen tables, or one error with every fault of every file at its place."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from pydantic import ValidationError

from geo.errors import Fault, FaultyDataError
from geo.model.dates import PartialDate
from geo.model.records import TABLES
from geo.tables import read_tables
from tests.folders import LEAGUE, change, write_folder


def faults_of(folder: Path) -> list[Fault]:
    with pytest.raises(FaultyDataError) as caught:
        read_tables(folder)
    return list(caught.value.faults)


def places(faults: list[Fault]) -> list[tuple[str, int | None, int | None, str]]:
    return [(fault.file, fault.line, fault.column, fault.field) for fault in faults]


def test_every_row_of_every_table_is_read(tmp_path: Path) -> None:
    tables = read_tables(write_folder(tmp_path))
    for table in TABLES:
        rows = getattr(tables, table)
        assert len(rows) == LEAGUE[f"{table}.csv"].count("\n") - 1, table
    assert tables.folder == tmp_path
    assert tables.spec.id == "league"
    assert [row.line for row in tables.members] == [2, 3, 4, 5]
    assert tables.members[1].until == PartialDate(2010, 7, 1)
    assert tables.sources["charter"].publisher == "The League"


def test_only_three_files_are_required(tmp_path: Path) -> None:
    others = {f"{table}.csv": None for table in TABLES if table not in ("members", "sources")}
    tables = read_tables(write_folder(tmp_path, others))
    assert len(tables.members) == 4
    assert tables.places == tables.stops == tables.claims == ()


def test_a_path_may_be_text(tmp_path: Path) -> None:
    assert read_tables(str(write_folder(tmp_path))).spec.id == "league"


def test_tables_and_rows_are_frozen(tmp_path: Path) -> None:
    tables = read_tables(write_folder(tmp_path))
    with pytest.raises(dataclasses.FrozenInstanceError):
        tables.members = ()  # type: ignore[misc]
    with pytest.raises(ValidationError):
        tables.members[0].status = "observer"  # type: ignore[misc]


def test_what_a_spreadsheet_saves_is_read_alike(tmp_path: Path) -> None:
    """A byte order mark, returns at the line ends, quotes round every cell, empty rows at the end."""
    plain = read_tables(write_folder(tmp_path / "plain"))
    lines = LEAGUE["members.csv"].splitlines()
    saved = "\r\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in lines) + "\r\n,,,,,\r\n"
    other = read_tables(write_folder(tmp_path / "saved", {"members.csv": b"\xef\xbb\xbf" + saved.encode()}))
    assert other.members == plain.members


@pytest.mark.parametrize("name", ["bloc.toml", "members.csv", "sources.csv"])
def test_a_required_file_that_is_absent_is_named(name: str, tmp_path: Path) -> None:
    told = faults_of(write_folder(tmp_path, {name: None}))
    assert (name, "no such file") in [(fault.file, fault.found) for fault in told]


@pytest.mark.parametrize("kind", ["absent", "file"])
def test_a_path_that_is_no_folder_gives_one_fault(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bloc"
    if kind == "file":
        path.write_text("x")
    (fault,) = faults_of(path)
    assert fault.found == {"absent": "nothing", "file": "a file"}[kind]
    assert "folder with bloc.toml" in fault.expected


def test_faults_of_all_files_are_gathered_in_order(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path,
        {
            **change("bloc.toml", 'color = "#17505c"', 'color = "teal"'),
            **change("members.csv", "2015-03,", "03/2015,"),
            **change("places.csv", "beta,Beta,XBB,5,15", "beta,Beta,XBB,5,1500"),
            **change("sources.csv", "https://", "ftp://"),
        },
    )
    assert places(faults_of(folder)) == [
        ("bloc.toml", 7, 9, "statuses.color"),
        ("members.csv", 5, 14, "since"),
        ("places.csv", 3, 17, "lon"),
        ("sources.csv", 2, 28, "url"),
    ]


def test_a_row_at_fault_is_checked_for_its_other_links_too(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, change("members.csv", "XAA,member,2001-06-15,,Founding,charter",
                                           "XAA,membre,15.6.2001,,Founding,chater"))  # fmt: skip
    assert places(faults_of(folder)) == [
        ("members.csv", 2, 5, "status"),
        ("members.csv", 2, 12, "since"),
        ("members.csv", 2, 32, "sources"),
    ]


def test_a_row_at_fault_does_not_make_others_look_wrong(tmp_path: Path) -> None:
    told = faults_of(write_folder(tmp_path, change("places.csv", "alpha,Alpha,XAA,5,5", "alpha,Alpha,XAA,95,5")))
    assert places(told) == [("places.csv", 2, 17, "lat")]


def test_a_table_without_a_required_column_says_so_once(tmp_path: Path) -> None:
    told = faults_of(write_folder(tmp_path, {"routes.csv": "id,sources\nline,charter\n"}))
    assert [(fault.line, fault.found, fault.expected) for fault in told] == [
        (1, "no such column", "a column 'name_en'")
    ]


@pytest.mark.parametrize(
    ("table", "row", "column", "found"),
    [
        ("places.csv", "alpha,Alpha,XAA,5,6,capital,,charter,high", 1, "'alpha' again"),
        ("stops.csv", "line,main,30,,Gamma,XBB,6,13,station,,charter,high", 11, "'line main 30' again"),
        ("steps.csv", "tale,1,Again,Again.,,,,,charter", 6, "'tale 1' again"),
        ("sources.csv", "charter,The League,Charter,", 1, "'charter' again"),
    ],
)
def test_names_that_are_given_twice(table: str, row: str, column: int, found: str, tmp_path: Path) -> None:
    content = LEAGUE[table] + row + "\n"
    told = faults_of(write_folder(tmp_path, {table: content}))
    assert (told[0].line, told[0].column, told[0].found) == (content.count("\n"), column, found)
    assert told[0].todo.startswith("the other is in line ")


@pytest.mark.parametrize(("name", "near"), [("stop.csv", "stops.csv"), ("Members.csv", "members.csv")])
def test_a_misnamed_table_is_a_fault(name: str, near: str, tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {near: None, name: LEAGUE[near]})
    told = [fault for fault in faults_of(folder) if fault.file == name]
    assert [fault.todo for fault in told] == [f"did you mean '{near}'?"]


def test_a_file_of_ones_own_does_not_stop_the_reading(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"population.csv": "a,b\n", "notes.txt": "x", ".~lock.members.csv": "x"})
    assert read_tables(folder).spec.id == "league"


def test_a_file_that_must_not_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    folder = write_folder(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", refuse)  # the rights of a file mean nothing to a superuser
    assert faults_of(folder)[0].found == "a file that cannot be read (Permission denied)"
