"""Single days: the founding and the first member, a source's two dates, days that stand for none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.checks.days import check_accessed, check_days
from geo.reading.folder import read_folder
from tests.folders import BARE, BLOC_TOML, write_folder

SOURCES = "id,publisher,title,published,accessed\ncharter,The League,Charter,"


@pytest.mark.parametrize(
    ("founded", "right"),
    [("2001-06-15", True), ('"2001-06"', True), ("2001", True), ("2001-06-16", False), ("2010", False), ("1999", True)],
)
def test_a_bloc_is_founded_before_its_first_member_joins(founded: str, right: bool, tmp_path: Path) -> None:
    changed = {**BARE, "bloc.toml": BLOC_TOML.replace("\n[[statuses]]", f"founded = {founded}\n[[statuses]]", 1)}
    faults = list(check_days(read_folder(write_folder(tmp_path, changed))))
    assert [(fault.line, fault.warning) for fault in faults] == ([] if right else [(3, False)])
    assert all("after XAA joined in 2001-06-15 (members.csv line 2)" in fault.found for fault in faults)


def test_members_without_a_date_do_not_come_before_the_founding(tmp_path: Path) -> None:
    toml = BLOC_TOML.replace("\n[[statuses]]", "founded = 2005\n[[statuses]]", 1)
    members = "country,status,since,until,sources\nXBB,member,,,charter\nXAA,member,2004,,charter\n"
    contents = read_folder(write_folder(tmp_path, {**BARE, "bloc.toml": toml, "members.csv": members}))
    (fault,) = check_days(contents)
    assert "after XAA joined in 2004 (members.csv line 3)" in fault.found


def test_observers_may_come_before_the_founding(tmp_path: Path) -> None:
    toml = BLOC_TOML.replace("\n[[statuses]]", "founded = 2005\n[[statuses]]", 1)
    members = "country,status,since,until,sources\nXBB,observer,2004,,charter\nXAA,member,2005-07-01,,charter\n"
    contents = read_folder(write_folder(tmp_path, {**BARE, "bloc.toml": toml, "members.csv": members}))
    assert list(check_days(contents)) == []


@pytest.mark.parametrize(
    ("published", "accessed", "right"),
    [
        ("2024-07-04", "2024-07-04", True),
        ("2024-07-05", "2024-07-04", False),
        ("2024", "2024-07-04", True),
        ("2025", "2024-07-04", False),
        ("2024-07-05", "2024", True),
        ("", "2024", True),
        ("2024", "", True),
    ],
)
def test_a_source_is_published_before_it_is_read(published: str, accessed: str, right: bool, tmp_path: Path) -> None:
    content = f"{SOURCES}{published},{accessed}\n"
    faults = list(check_days(read_folder(write_folder(tmp_path, {**BARE, "sources.csv": content}))))
    assert [(fault.field, fault.line, fault.warning) for fault in faults] == ([] if right else [("accessed", 2, False)])


@pytest.mark.parametrize(("accessed", "told"), [("2026-11-26", False), ("2026-11-27", True), ("2026", False)])
def test_a_source_read_in_the_future_is_a_warning_where_a_day_is_given(
    accessed: str, told: bool, tmp_path: Path
) -> None:
    contents = read_folder(write_folder(tmp_path, {**BARE, "sources.csv": f"{SOURCES},{accessed}\n"}))
    assert [fault.warning for fault in check_accessed(contents, date(2026, 11, 26))] == ([True] if told else [])
    assert list(check_accessed(contents, None)) == []


@pytest.mark.parametrize("day", ["0001", "0001-01-01", "9999-12-31", "9999", "2200"])
def test_a_day_that_stands_for_none_is_to_be_left_empty(day: str, tmp_path: Path) -> None:
    members = f"country,status,since,until,sources\nXAA,member,{day},{day},charter\n"
    faults = read_folder(write_folder(tmp_path, {**BARE, "members.csv": members})).faults
    assert [(fault.field, fault.column) for fault in faults] == [("since", 12), ("until", 13 + len(day))]
    assert all(fault.expected == "a year from 0500 to 2199" for fault in faults)
    assert all(fault.todo.startswith("leave it empty") for fault in faults)
