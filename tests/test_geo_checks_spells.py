"""Spans of time: none ends before it begins, and no country or section is in two states at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.checks.spells import check_spells
from geo.errors import Fault
from geo.reading.folder import read_folder
from tests.folders import LEAGUE, write_folder

HEAD = "country,status,since,until,sources\n"


def faults_of(folder: Path, name: str, content: str) -> list[Fault]:
    contents = read_folder(write_folder(folder, {name: content}))
    assert not contents.faults
    return list(check_spells(contents))


def test_the_league_has_no_overlaps(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "members.csv", LEAGUE["members.csv"]) == []


@pytest.mark.parametrize(
    ("rows", "place", "field", "found"),
    [
        ("XAA,member,2010,2005,c\n", (2, 17), "until", "until 2005, before since 2010"),
        ("XAA,member,2010,2010-01-01,c\n", (2, 17), "until", "until 2010-01-01, the same day as since 2010"),
        ("XAA,observer,2004,2011,c\nXAA,member,2010,,c\n", (3, 12), "since",
         "'member' since 2010 beside 'observer' of line 2, until 2011"),
        ("XAA,member,2010,,c\nXAA,observer,2004,,c\n", (3, 14), "since",
         "'observer' since 2004 beside 'member' of line 2, without end"),
        ("XAA,member,2010,,c\nXAA,observer,,2010-02,c\n", (3, 14), "since",
         "'observer' from the beginning beside 'member' of line 2, without end"),
        ("XAA,member,,,c\nXAA,observer,,2010,c\n", (3, 14), "since",
         "'observer' from the beginning beside 'member' of line 2, without end"),
        ("XAA,member,2010,,c\nXAA,member,2010,,c\n", (3, 5), "status", "the spell of line 2 again"),
        ("XAA,observer,2004,2010-07,c\nXAA,member,2010-06-30,,c\n", (3, 12), "since",
         "'member' since 2010-06-30 beside 'observer' of line 2, until 2010-07"),
    ],
)  # fmt: skip
def test_spells_of_a_country_that_do_not_fit(
    rows: str, place: tuple[int, int], field: str, found: str, tmp_path: Path
) -> None:
    (fault,) = faults_of(tmp_path, "members.csv", HEAD + rows.replace(",c\n", ",charter\n"))
    assert ((fault.line, fault.column), fault.field, fault.found) == (place, field, found)
    assert not fault.warning


def test_a_short_spell_within_a_long_one_does_not_hide_the_next_overlap(tmp_path: Path) -> None:
    rows = "XAA,member,2001,,charter\nXAA,observer,2003,2004,charter\nXAA,observer,2008,2009,charter\n"
    faults = faults_of(tmp_path, "members.csv", HEAD + rows)
    assert [(fault.line, fault.found.partition(" beside ")[2]) for fault in faults] == [
        (3, "'member' of line 2, without end"),
        (4, "'member' of line 2, without end"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "XAA,observer,2004,2010-07-01,c\nXAA,member,2010-07-01,,c\n",
        "XAA,observer,2004,2010,c\nXAA,member,2010,,c\n",
        "XAA,member,2001,2005,c\nXAA,member,2008,,c\n",  # left and came back
        "XAA,member,2001,,c\nXBB,member,2001,,c\n",
    ],
)
def test_spells_that_meet_or_leave_a_gap_are_right(rows: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, "members.csv", HEAD + rows.replace(",c\n", ",charter\n")) == []


SEGMENTS = "route,branch,from_seq,to_seq,status,since,until,sources\n"


def test_states_of_stretches_that_share_a_section_must_not_overlap(tmp_path: Path) -> None:
    rows = "line,main,10,30,operating,2001,,charter\nline,main,20,40,planned,1999,,charter\n"
    (fault,) = faults_of(tmp_path, "segments.csv", SEGMENTS + rows)
    assert (fault.line, fault.column, fault.field) == (3, 25, "since")


@pytest.mark.parametrize(
    "rows",
    [
        "line,main,10,20,operating,2001,,charter\nline,main,20,40,planned,1999,,charter\n",
        "line,main,10,20,operating,2001,,charter\nline,spur,1,2,planned,1999,,charter\n",
        "line,main,10,40,planned,,2001,charter\nline,main,10,20,operating,2001,,charter\n",
    ],
)
def test_states_side_by_side_are_right(rows: str, tmp_path: Path) -> None:
    assert faults_of(tmp_path, "segments.csv", SEGMENTS + rows) == []


def test_an_open_beginning_overlaps_what_was_before(tmp_path: Path) -> None:
    rows = "line,main,10,40,planned,,,charter\nline,main,10,20,operating,2001,,charter\n"
    (fault,) = faults_of(tmp_path, "segments.csv", SEGMENTS + rows)
    assert fault.found == "'operating' since 2001 beside 'planned' of line 2, without end"


@pytest.mark.parametrize(
    ("end", "right"), [("2005-03-01", False), ("2005-03-02", True), ("2005", True), ("2004", False)]
)
def test_an_event_ends_on_or_after_its_first_day(end: str, right: bool, tmp_path: Path) -> None:
    content = f"id,name,place,kind,start,end,sources\na,A,alpha,summit,2005-03-02,{end},charter\n"
    faults = faults_of(tmp_path, "events.csv", content)
    assert [(fault.line, fault.column) for fault in faults] == ([] if right else [(2, 29)])
