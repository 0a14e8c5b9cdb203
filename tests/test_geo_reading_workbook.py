"""Workbooks in place of CSV files: the same rows, faults at the sheet and the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from geo.errors import Fault, cell_name
from geo.reading.folder import input_files, read_folder
from geo.reading.workbook import WorkSheet, read_workbook
from geo.template.write import copy_bloc
from tests.damage import with_damage
from tests.folders import BARE, LEAGUE, write_folder

HEAD = ("Country", "status", "since", "until", "sources", None)
ONLY_TOML = {**BARE, "members.csv": None, "sources.csv": None}


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], forms: Mapping[str, str] = {}) -> Path:
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell, form in forms.items():
            sheet[cell].number_format = form
    book.save(path)
    return path


def cells_of(path: Path) -> dict[str, WorkSheet]:
    faults: list = []
    sheets = read_workbook(path, faults)
    assert not faults
    return sheets


def test_a_table_in_a_workbook_is_the_table_of_the_csv_file(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, ONLY_TOML)
    rows = [tuple(line.split(",")) for line in LEAGUE["members.csv"].splitlines()]
    sources = [tuple(line.split(",")) for line in LEAGUE["sources.csv"].splitlines()]
    write_book(folder / "tables.xlsx", {"Members": rows, "sources": sources})
    contents, plain = read_folder(folder), read_folder(write_folder(tmp_path / "plain", BARE))
    assert not contents.faults
    assert [row.model_dump() for row in contents.rows.members] == [row.model_dump() for row in plain.rows.members]
    assert contents.rows.sources.keys() == plain.rows.sources.keys()
    assert [path.name for path in input_files(folder)] == ["bloc.toml", "tables.xlsx"]
    assert (copy_bloc(folder, tmp_path / "copy") / "tables.xlsx").is_file()


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    row = ("KGZ", True, 2001.0, 1.5, date(2001, 6, 15), datetime(2001, 6, 15), date(2001, 6, 1), date(2001, 1, 1))
    forms = {"E2": "dd/mm/yyyy", "F2": "yyyy-mm-dd h:mm", "G2": "mmm\\ yyyy", "H2": "yyyy"}
    sheet = cells_of(write_book(tmp_path / "a.xlsx", {"a": [tuple("abcdefgh"), row]}, forms))["a"]
    assert sheet.rows == {2: ("KGZ", "yes", "2001", "1.5", "2001-06-15", "2001-06-15", "2001-06", "2001")}


def test_what_pandas_writes_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame({"country": ["KGZ", None], "since": pd.to_datetime(["2001-06-15", "2002-01-01"])})
    frame.to_excel(tmp_path / "a.xlsx", sheet_name="a", index=False)
    assert cells_of(tmp_path / "a.xlsx")["a"].rows == {2: ("KGZ", "2001-06-15"), 3: ("", "2002-01-01")}


def test_faults_are_told_by_sheet_and_cell(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {**BARE, "members.csv": None})
    rows = [HEAD, ("XAA", "member", "2001-06-31", None, "charter"), (), ("SUN", "member", 2001, "present", "charter")]
    write_book(folder / "bloc.xlsx", {"members": rows, "Notes": [("whatever",)]})
    told = [str(fault) for fault in read_folder(folder).faults]
    assert told[0].startswith("bloc.xlsx:Notes: warning: found a sheet that is not known")
    assert told[1].startswith("bloc.xlsx:members!C2: [since] found '2001-06-31'")
    assert told[2].startswith("bloc.xlsx:members!D4: [until] found 'present'") and told[2].endswith("leave it empty")
    assert told[3].startswith("bloc.xlsx:members!A4: [Country] found 'SUN'") or "!A4" in told[3]
    assert len(told) == 4


@pytest.mark.parametrize(
    ("cell", "says"),
    [("=1+1", "a formula without its result"), ("a\u202eb", "which turns the direction of the text")],
)
def test_what_cannot_be_read_from_a_cell_is_told(cell: str, says: str, tmp_path: Path) -> None:
    faults: list = []
    read_workbook(write_book(tmp_path / "a.xlsx", {"a": [("x", "y"), (1, cell)]}), faults)
    assert [(fault.line, fault.column) for fault in faults] == [(2, 2)]
    assert says in faults[0].found


def test_a_table_twice_and_a_file_that_is_no_workbook_are_faults(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, BARE)
    write_book(folder / "more.xlsx", {"members": [HEAD]})
    (folder / "torn.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "~$more.xlsx").write_bytes(b"left open")
    told = [str(fault) for fault in read_folder(folder).faults]
    assert told[0].startswith("more.xlsx:members: found the table of members.csv again")
    assert told[1].startswith("torn.xlsx: found what is no workbook")
    assert len(told) == 2


def test_cells_are_named_as_spreadsheets_do() -> None:
    assert [cell_name(12, column) for column in (1, 2, 26, 27, 52, 53, 702, 703)] == [
        "A12", "B12", "Z12", "AA12", "AZ12", "BA12", "ZZ12", "AAA12",
    ]  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_workbook_is_told_and_never_breaks_it(tmp_path: Path, data: st.DataObject) -> None:
    whole = tmp_path / "whole.xlsx"
    if not whole.exists():
        write_book(whole, {"members": [HEAD[:5], *[("KGZ", "member", date(2001, 6, 15), None, "charter")] * 40]})
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(with_damage(data, whole.read_bytes()))
    faults: list[Fault] = []
    sheets = read_workbook(damaged, faults)
    assert sheets or faults
    assert all(len(str(fault).splitlines()) == 1 for fault in faults)
