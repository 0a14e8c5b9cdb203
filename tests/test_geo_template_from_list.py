"""A folder from a list of countries as people have it, or from the membership of another bloc."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.bloc import load_bloc
from geo.checks.run import check_folder
from geo.errors import MisuseError
from geo.tables import read_tables
from geo.template.from_list import ListReport, copy_membership, held_beside, languages_of, write_from_list
from geo.template.list_table import find_columns, read_day, read_list
from layers.scene.changes import scene_time
from tests.folders import REAL_LEAGUE

DAY = date(2026, 11, 26)
UNTIDY = """\
No.;Country name;Joined;Left;Role
1;Brunei Darussalam;07/01/1984;;Full member
2;Kampuchea;30.04.1999;;Full member
3;Indonesien;1967-08-08 00:00:00;;Full member
4;新加坡;1967;1999;Full member
5;Папуа — Новая Гвинея;1976;;Observer
6;indonesia;1967-08-08;;Full member
7;;;;
8;Atlantis;1995;;Observer
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ListReport:
    base = tmp_path_factory.mktemp("list")
    (base / "list.csv").write_text(UNTIDY, encoding="utf-8")
    return write_from_list(base / "list.csv", base / "se-asia", today=DAY)


def test_the_folder_has_what_the_list_says(made: ListReport) -> None:
    tables = read_tables(made.folder)
    rows = [
        (row.country, row.status, row.since and str(row.since), row.until and str(row.until)) for row in tables.members
    ]
    assert rows == [
        ("BRN", "full-member", None, None),
        ("IDN", "full-member", "1967-08-08", None),
        ("SGP", "full-member", "1967", "1999"),
        ("PNG", "observer", "1976", None),
    ]
    assert [(one.id, one.member, one.letter) for one in tables.spec.statuses] == [
        ("full-member", True, "F"),
        ("observer", False, "O"),
    ]
    assert tables.spec.maps[0].title["en"] == "2 members of Se asia"


def test_what_could_not_be_placed_is_told_by_row(made: ListReport) -> None:
    told = "\n".join(made.untaken)
    assert "row 3: 'Kampuchea'" in told and "KHM" in told
    assert "row 9: 'Atlantis'" in told
    assert "row 2: '07/01/1984' is no certain date" in told
    assert "row 7: IDN is there twice" in told
    assert "row 8: an empty cell" in told
    assert len(made.untaken) == 5


def test_the_folder_has_no_fault_and_draws_all(made: ListReport) -> None:
    assert not [fault for fault in check_folder(made.folder) if not fault.warning]
    assert set(load_bloc(made.folder).members(on="2026-11-26").index) == {"BRN", "IDN"}


def test_a_list_without_dates_makes_a_map_without_time(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("iso\nFR\n276\nita\nTUV\n", encoding="utf-8")
    report = write_from_list(tmp_path / "list.csv", tmp_path / "new", today=DAY)
    tables = read_tables(report.folder)
    assert [row.country for row in tables.members] == ["FRA", "DEU", "ITA", "TUV"]
    assert [row.since for row in tables.members] == [None] * 4
    assert "2026" not in (report.folder / "members.csv").read_text(encoding="utf-8")
    assert scene_time(load_bloc(report.folder), tables.spec.maps[0], DAY) is None
    assert report.untaken == ()


def test_a_column_of_numbers_is_not_taken_for_codes(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("n,land\n4,Kenya\n8,Uganda\n9,Rwanda\n", encoding="utf-8")
    assert find_columns(read_list(tmp_path / "list.csv"), tmp_path).country == "land"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is no table"),
        ("country\n", "no row below its headings"),
        ("name,size\nAnna,4711\nBert,4712\n", "no column holds countries"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "list.csv").write_text(content)
    with pytest.raises(MisuseError, match=says):
        write_from_list(tmp_path / "list.csv", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_no_file_and_no_workbook_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="cannot be read"):
        write_from_list(tmp_path / "none.csv", tmp_path / "new")
    (tmp_path / "list.xlsx").write_bytes(b"no workbook")
    with pytest.raises(MisuseError, match=r"is no table|openpyxl"):
        write_from_list(tmp_path / "list.xlsx", tmp_path / "new")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2001-06-15 00:00:00", "2001-06-15"),
        ("2001-06", "2001-06"),
        ("30.04.1999", "1999-04-30"),
        ("13/02/2001", "2001-02-13"),
        ("07/01/1984", ""),
        ("soon", ""),
    ],
)
def test_dates_are_read_where_they_are_certain(cell: str, day: str) -> None:
    assert read_day(cell) == day


def test_only_the_membership_is_copied(tmp_path: Path) -> None:
    made = copy_membership(REAL_LEAGUE, tmp_path / "copy")
    own, copied = read_tables(REAL_LEAGUE), read_tables(made)
    assert copied.members == own.members
    assert copied.spec.statuses == own.spec.statuses
    assert not (copied.places or copied.routes or copied.events or copied.claims or copied.steps)
    assert [one.slug for one in copied.spec.maps] == [own.spec.maps[0].slug]
    assert set(copied.sources) == {key for row in own.members for key in row.sources}
    assert not [fault for fault in check_folder(made) if not fault.warning]


def test_parts_of_states_and_names_that_a_bloc_has_for_members_are_taken(tmp_path: Path) -> None:
    rows = ["Hong Kong, China", "Chinese Taipei", "Réunion", "Svalbard and Jan Mayen", "People's Republic of China"]
    (tmp_path / "list.csv").write_text("country\n" + "".join(f'"{row}"\n' for row in rows), encoding="utf-8")
    report = write_from_list(tmp_path / "list.csv", tmp_path / "ports", today=DAY)
    assert report.untaken == ()
    assert [fault for fault in check_folder(report.folder) if not fault.warning] == []
    bloc = load_bloc(report.folder)
    assert sorted(bloc.members().index) == ["CHN", "HKG", "REU", "SJM", "TWN"]
    assert [bloc.country_name(code)["en"] for code in ("HKG", "TWN")] == ["Hong Kong, China", "Chinese Taipei"]
    assert bloc.country_name("CHN")["en"] == "China"


UNION = """\
Country;Status;Since
France;member;1958
France;euro;1999
France;visa area;1995-03-26
Sweden;member;1995
Sweden;visa area;2001-03-25
Norway;visa area;2001-03-25
Serbia;candidate;2012
"""


def test_what_countries_hold_beside_their_membership_becomes_an_aspect(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(UNION, encoding="utf-8")
    folder = write_from_list(tmp_path / "list.csv", tmp_path / "union", today=DAY).folder
    assert [str(fault) for fault in check_folder(folder) if not fault.warning] == []
    bloc = load_bloc(folder, scale="110m")
    assert [status.id for status in bloc.spec.statuses] == ["member", "candidate"]
    assert [(aspect.id, aspect.mark) for aspect in bloc.spec.aspects] == [("euro", "outline"), ("visa-area", "outline")]
    assert bloc.spec.maps[0].title["en"] == "2 members of UNION"
    assert {row.country for row in bloc.tables.aspect_members} == {"FRA", "SWE", "NOR"}


@pytest.mark.parametrize(
    ("rows", "beside"),
    [
        ([("AAA", "founder", "1990", ""), ("BBB", "member", "1995", "")], set()),
        ([("AAA", "founder", "1990", "1995"), ("AAA", "member", "1995", "")], set()),
        ([("AAA", "founder", "1990", "1996"), ("AAA", "member", "1995", "")], {"member"}),
        ([("AAA", "observer", "1990", ""), ("AAA", "member", "1995", "")], set()),
        ([("AAA", "member", "1990", "1992"), ("AAA", "member", "1995", "")], set()),
        ([("BBB", "b", "1990", ""), ("AAA", "a", "1990", ""), ("AAA", "b", "1990", "")], {"a"}),
    ],
)
def test_held_beside_is_what_overlaps_in_time(rows: list[tuple[str, ...]], beside: set[str]) -> None:
    assert held_beside(rows) == beside


@pytest.mark.parametrize(
    ("names", "languages"),
    [
        (["مصر", "Libya", "تونس"], ("ar", "en")),
        (["Россия", "Китай", "USA"], ("ru", "en")),
        (["中国", "俄罗斯"], ("zh", "en")),
        (["France", "Россия", "Chad"], ("en", "ru", "zh")),
        (["", "12"], ("en", "ru", "zh")),
    ],
)
def test_a_bloc_speaks_the_language_of_its_list(names: list[str], languages: tuple[str, ...]) -> None:
    assert languages_of(names) == languages


@pytest.mark.parametrize(
    ("names", "scale"),
    [
        ("Switzerland", "10m"),
        ("Malta Andorra Monaco", "10m"),
        ("Netherlands Belgium", "10m"),
        ("Spain Poland", "50m"),
        ("Fiji", "50m"),
    ],
)
def test_what_fills_little_of_the_world_is_drawn_at_the_finest_scale(names: str, scale: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Country\n" + names.replace(" ", "\n"), encoding="utf-8")
    folder = write_from_list(tmp_path / "list.csv", tmp_path / "small", today=DAY).folder
    drawn = read_tables(folder).spec.maps[0]
    assert drawn.scale == scale and (drawn.detail is not None) is (scale == "10m")


def test_about_small_states_alone_borders_are_fine(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Country\nSwitzerland", encoding="utf-8")
    folder = write_from_list(tmp_path / "list.csv", tmp_path / "one", today=DAY).folder
    # The Confederation lies between 5°57' and 10°30' E, 45°49' and 47°49' N.
    assert read_tables(folder).spec.maps[0].detail == (3, 43, 13, 50)
