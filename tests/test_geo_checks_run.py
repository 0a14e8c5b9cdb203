"""Every fault of a folder is told at once and at its place; whatever a folder holds, nothing breaks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.bloc import load_bloc
from geo.checks.run import check_folder, check_rows
from geo.errors import Fault, FaultyDataError, MisuseError
from geo.model.records import REQUIRED_TABLES, TABLES
from geo.reading.csv_file import split_lines
from geo.reading.folder import read_folder
from geo.shipped import BLOCS, shipped_blocs
from geo.tables import read_tables
from geo.template.write import write_template
from tests.folders import LEAGUE, REAL_LEAGUE, write_folder

DATA = Path(__file__).parent / "data"
FAULTY = DATA / "faulty_bloc"


@dataclass(frozen=True)
class Planted:
    """A slip in the faulty folder: its place, the text that stands there, and part of what must be said."""

    file: str
    line: str
    column: str
    field: str
    at: str
    says: str


def planted() -> list[Planted]:
    with (DATA / "faulty_bloc.csv").open(encoding="utf-8", newline="") as file:
        return [Planted(**row) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def found() -> list[Fault]:
    return check_folder(FAULTY)


def test_every_planted_fault_is_told_at_its_place_and_no_other(found: list[Fault]) -> None:
    assert len(planted()) >= 50
    assert [(fault.file, str(fault.line or ""), str(fault.column or ""), fault.field) for fault in found] == [
        (slip.file, slip.line, slip.column, slip.field) for slip in planted()
    ]


@pytest.mark.parametrize("number", range(len(planted())))
def test_the_place_is_where_an_editor_finds_it(number: int, found: list[Fault]) -> None:
    slip, fault = planted()[number], found[number]
    assert slip.says in str(fault)
    if slip.at:
        line = split_lines((FAULTY / slip.file).read_bytes().decode(errors="replace"))[int(slip.line) - 1]
        assert line[int(slip.column) - 1 :].startswith(slip.at)


def test_reading_the_folder_raises_what_needs_no_map(found: list[Fault]) -> None:
    with pytest.raises(FaultyDataError) as caught:
        read_tables(FAULTY)
    told = set(caught.value.faults)
    on_the_map = {fault for fault in found if fault.file == "places.csv" and fault.line in (3, 4)}
    on_the_map |= {fault for fault in found if fault.found == "'CPT'"}
    assert told == {fault for fault in found if not fault.warning} - on_the_map


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_shipped_blocs_are_without_fault_and_warning(bloc: str) -> None:
    assert check_folder(BLOCS / bloc) == []


def test_a_path_that_is_no_folder_is_a_fault(tmp_path: Path) -> None:
    assert [fault.found for fault in check_folder(tmp_path / "nowhere")] == ["nothing"]


def test_an_empty_folder_lacks_the_three_required_files(tmp_path: Path) -> None:
    assert [fault.file for fault in check_folder(tmp_path)] == ["bloc.toml", "members.csv", "sources.csv"]


def test_an_unknown_border_view_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="atlantis"):
        check_folder(write_folder(tmp_path), worldview="atlantis")


def exchange(folder: Path, name: str, found: str, put: str) -> Path:
    """Copy the league of real countries with one text of one file put otherwise."""
    made = Path(copytree(REAL_LEAGUE, folder / "bloc"))
    text = (made / name).read_text(encoding="utf-8")
    assert found in text, found
    (made / name).write_text(text.replace(found, put, 1), encoding="utf-8")
    return made


HEADING = (REAL_LEAGUE / "members.csv").read_text(encoding="utf-8").splitlines()[0]
MEMBERS = (REAL_LEAGUE / "members.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "found", "put", "says"),
    [
        ("places.csv", "DZA,36.7525,3.042", "DZA,0,0", "0.0, 0.0 at sea, expected latitude, longitude in DZA"),
        ("places.csv", "DZA,36.7525,3.042", "RUS,44.6,33.53", "44.6, 33.53 in UKR, expected latitude"),
        ("members.csv", MEMBERS, HEADING + "\n", "found headings without a row, expected one member at least"),
        ("bloc.toml", 'slug = "league-members"', 'slug = "index"', "[maps.slug] found 'index'"),
        ("bloc.toml", 'slug = "league-members"', f'slug = "{"a" * 300}"', "of at most 100 characters"),
        ("bloc.toml", "as_of = 2020-06-01", "as_of = 0001-01-01", "[maps.as_of] found 0001-01-01"),
        ("bloc.toml", "as_of = 2020-06-01", "as_of = 9999", "expected a year from 0500 to 2199"),
        ("bloc.toml", "founded = 2001-03-01", "founded = 2031", "[founded] found 2031, after"),
        ("bloc.toml", "bounds = [2.0, 35.0, 11.5, 38.0]", "bounds = [2.0, 38.0, 11.5, 35.0]", "with south below north"),
        ("bloc.toml", "detail = [0.0, 33.0, 13.0, 39.0]", "detail = [9, 33, 9, 39]", "an area between them"),
        ("bloc.toml", "member = false", 'member = "no"', "found 'no', expected true or false, without quotes"),
    ],
)  # fmt: skip
def test_what_check_calls_a_fault_stops_a_build_with_the_same_lines(
    name: str, found: str, put: str, says: str, tmp_path: Path
) -> None:
    folder = exchange(tmp_path, name, found, put)
    told = [str(fault) for fault in check_folder(folder) if not fault.warning]
    assert any(says in line for line in told)
    with pytest.raises(FaultyDataError) as caught:
        load_bloc(folder, scale="110m")
    assert str(caught.value).splitlines() == told


def test_a_point_that_is_right_in_the_usual_view_is_right_in_all(tmp_path: Path) -> None:
    folder = exchange(tmp_path, "places.csv", "DZA,36.7525,3.042", "UKR,44.6,33.53")
    for worldview in ("un", "natural-earth"):
        assert [fault for fault in check_folder(folder, worldview=worldview) if not fault.warning] == []
    other = exchange(tmp_path / "other", "places.csv", "DZA,36.7525,3.042", "RUS,44.6,33.53")
    assert [fault for fault in check_folder(other, worldview="natural-earth") if not fault.warning] == []
    assert load_bloc(other, scale="110m", worldview="natural-earth").worldview == "natural-earth"


def test_a_folder_without_its_optional_tables_is_told_all_at_once(tmp_path: Path) -> None:
    folder = write_template(tmp_path / "new")
    for table in TABLES:
        if table not in REQUIRED_TABLES:
            (folder / f"{table}.csv").unlink()
    told = [fault for fault in check_folder(folder) if not fault.warning]
    assert all(fault.file == "bloc.toml" and "delete this" in fault.todo for fault in told)
    lines = (folder / "bloc.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for number, line in enumerate(lines, start=1) if number not in {fault.line for fault in told}]
    (folder / "bloc.toml").write_text("\n".join(kept), encoding="utf-8")
    assert [fault for fault in check_folder(folder) if not fault.warning] == []


def assert_sound(folder: Path) -> None:
    """Check a folder in every way: faults are single lines inside their file, and only the one error is raised."""
    contents = read_folder(folder)
    for fault in check_rows(contents):
        assert len(str(fault).splitlines()) == 1
        if fault.line is not None:
            lines = split_lines((folder / fault.file).read_bytes().decode(errors="replace")) or [""]
            assert 1 <= fault.line <= len(lines) + 1
            here = lines[fault.line - 1] if fault.line <= len(lines) else ""
            assert fault.column is None or 1 <= fault.column <= len(here) + 1
    try:
        read_tables(folder)
    except FaultyDataError as error:
        assert error.faults


FUZZ = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = st.sampled_from(sorted(LEAGUE))


@FUZZ
@given(name=NAMES, content=st.binary(max_size=300))
def test_random_bytes_never_break_it(tmp_path: Path, name: str, content: bytes) -> None:
    assert_sound(write_folder(tmp_path, {name: content}))


CELL = st.one_of(
    st.sampled_from(["", "alpha", "line", "XAA", "XAA XBB", "charter", "main", "1", "10", "-1", "1e400", "nan", "2024",
                     "2024-02-30", "9" * 40, "yes", '"', '""', "\n", "٣", "=1+1", "{{x}}", "../..", "member"]),
    st.text(max_size=8),
)  # fmt: skip


@FUZZ
@given(name=st.sampled_from([name for name in sorted(LEAGUE) if name != "bloc.toml"]), data=st.data())
def test_random_cells_never_break_it(tmp_path: Path, name: str, data: st.DataObject) -> None:
    headings = LEAGUE[name].splitlines()[0].split(",")
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(headings), max_size=len(headings)), max_size=4))
    with (write_folder(tmp_path) / name).open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    assert_sound(tmp_path)


@FUZZ
@given(name=NAMES, data=st.data())
def test_slips_in_right_files_never_break_it(tmp_path: Path, name: str, data: st.DataObject) -> None:
    text = LEAGUE[name]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(CELL) + text[start + gone :]
    assert_sound(write_folder(tmp_path, {name: text.encode(errors="replace")}))
