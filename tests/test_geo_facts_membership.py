"""Who belonged on which day, and what changed when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.errors import MisuseError
from geo.facts.flatten import flat_columns
from geo.facts.membership import (
    Change,
    Membership,
    by_country,
    changes,
    join_membership,
    member_statuses,
    membership_history,
    membership_on,
    spells_on,
)
from geo.tables import Tables, read_tables
from tests.folders import write_folder
from tests.worlds import SQUARES, square_world

WORLD = square_world({"XAA": SQUARES["AAA"], "XBB": SQUARES["BBB"], "XCC": SQUARES["CCC"]})
HEAD = "country,status,since,until,event_en,event_ru,sources\n"


@pytest.fixture
def league(tmp_path: Path) -> Tables:
    return read_tables(write_folder(tmp_path))


def tables_with(folder: Path, rows: str) -> Tables:
    return read_tables(write_folder(folder, {"members.csv": HEAD + rows}))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2001-06-14", {}),
        ("2001-06-15", {"XAA": "member"}),
        ("2003-12-31", {"XAA": "member"}),
        ("2004-01-01", {"XAA": "member", "XBB": "observer"}),  # since 2004 counts from the first day it may mean
        ("2010-06-30", {"XAA": "member", "XBB": "observer"}),
        ("2010-07-01", {"XAA": "member", "XBB": "member"}),  # the day of the change belongs to the new status
        ("2015-02-28", {"XAA": "member", "XBB": "member"}),
        ("2015-03-01", {"XAA": "member", "XBB": "member", "XCC": "observer"}),
        ("2019-12-31", {"XAA": "member", "XBB": "member", "XCC": "observer"}),
        ("2020-01-01", {"XAA": "member", "XBB": "member"}),  # left
    ],
)
def test_a_status_holds_from_its_first_day_up_to_its_end(day: str, held: dict[str, str], league: Tables) -> None:
    on = date.fromisoformat(day)
    assert {code: row.status for code, row in spells_on(league, on).items()} == held
    assert membership_on(league, WORLD, on)["status"].to_dict() == held


def test_the_frame_tells_status_dates_and_sources(league: Tables) -> None:
    frame = membership_on(league, WORLD, date(2010, 7, 1))
    assert frame.index.name == "code"
    assert ["code", *frame.columns] == [column.name for column in flat_columns(Membership)]
    row = frame.loc["XBB"]
    assert (row["name"], row["status_label"], row["member"]) == ("Land X", "Member", True)
    assert (row["status"], row["since"], row["event"]) == ("member", "2010-07-01", "Accession")
    assert (row["sources"], row["confidence"], row["note"]) == ("charter", "high", "")
    assert frame["until"].isna().all()
    assert membership_on(league, WORLD, date(2005, 12, 31)).loc["XBB", "until"] == "2010-07-01"
    assert membership_on(league, WORLD, date(2005, 12, 31))["member"].to_dict() == {"XAA": True, "XBB": False}


def test_half_known_dates_stay_as_they_are(league: Tables) -> None:
    assert membership_on(league, WORLD, date(2016, 12, 31)).loc["XCC", "since"] == "2015-03"


def test_words_are_given_in_a_language_or_in_english(tmp_path: Path) -> None:
    tables = tables_with(tmp_path, "XAA,member,2001,,Act,Акт,charter\nXBB,member,2001,,Act,,charter\n")
    assert membership_on(tables, WORLD, date(2001, 12, 31), language="ru")["event"].to_dict() == {
        "XAA": "Акт",
        "XBB": "Act",
    }


def test_nobody_gives_an_empty_frame_with_its_columns(league: Tables) -> None:
    frame = membership_on(league, WORLD, date(1999, 12, 31))
    assert ["code", *frame.columns] == [column.name for column in flat_columns(Membership)]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        column.name: column.dtype for column in flat_columns(Membership) if column.name != "code"
    }


def test_the_statuses_that_count_as_membership_are_those_of_the_specification(league: Tables) -> None:
    assert member_statuses(league) == {"member"}


def test_changes_are_entries_upgrades_and_exits_in_order(league: Tables) -> None:
    told = [(str(change.day), change.codes, change.before, change.after) for change in changes(league)]
    assert told == [
        ("2001-06-15", ("XAA",), None, "member"),
        ("2004", ("XBB",), None, "observer"),
        ("2010-07-01", ("XBB",), "observer", "member"),
        ("2015-03", ("XCC",), None, "observer"),
        ("2020-01-01", ("XCC",), "observer", None),
    ]
    assert changes(league)[2].event == {"en": "Accession"}
    assert changes(league)[4].event == {}


def test_those_who_change_alike_stand_together_and_a_day_goes_in_the_order_of_statuses(tmp_path: Path) -> None:
    tables = tables_with(
        tmp_path,
        "XCC,observer,2010,,,,charter\nXBB,member,2010,,Enlargement,,charter\nXAA,member,2010,,Enlargement,,charter\n"
        "XDD,member,2001,2010,,,charter\n",
    )
    told = [(change.codes, change.before, change.after) for change in changes(tables)[1:]]
    assert told == [(("XAA", "XBB"), None, "member"), (("XCC",), None, "observer"), (("XDD",), "member", None)]


def test_a_suspension_is_an_exit_and_a_return(tmp_path: Path) -> None:
    tables = tables_with(tmp_path, "XAA,member,2001,2005,,,charter\nXAA,member,2008,,,,charter\n")
    told = [(str(change.day), change.before, change.after) for change in changes(tables)]
    assert told == [("2001", None, "member"), ("2005", "member", None), ("2008", None, "member")]
    assert list(spells_on(tables, date(2006, 12, 31))) == []


def test_a_renewal_is_no_change(tmp_path: Path) -> None:
    tables = tables_with(tmp_path, "XAA,member,2001,2005,,,charter\nXAA,member,2005,,,,charter\n")
    assert [str(change.day) for change in changes(tables)] == ["2001"]


def test_who_joined_nobody_knows_when_belongs_on_every_day_and_changes_nothing(tmp_path: Path) -> None:
    rows = (
        "XAA,member,,,,,charter\nXBB,observer,,2005,,,charter\nXBB,member,2005,,,,charter\nXCC,member,,2010,,,charter\n"
    )
    tables = tables_with(tmp_path, rows)
    assert {code: row.status for code, row in spells_on(tables, date.min).items()} == {
        "XAA": "member", "XBB": "observer", "XCC": "member",
    }  # fmt: skip
    assert list(spells_on(tables, date.max)) == ["XAA", "XBB"]
    assert [(str(one.day), one.codes, one.before, one.after) for one in changes(tables)] == [
        ("2005", ("XBB",), "observer", "member"),
        ("2010", ("XCC",), "member", None),
    ]
    frame = membership_on(tables, WORLD, date(2007, 1, 1))
    assert frame["since"].isna().to_dict() == {"XAA": True, "XBB": False, "XCC": True}


def test_no_rows_no_changes(tmp_path: Path) -> None:
    tables = replace(tables_with(tmp_path, "XAA,member,2001,,,,charter\n"), members=())
    assert changes(tables) == []
    assert by_country(tables.members) == {}


def test_the_history_has_every_spell_by_country_and_time(league: Tables) -> None:
    told = [(fact.code, fact.status, str(fact.since), fact.member) for fact in membership_history(league, WORLD)]
    assert told == [
        ("XAA", "member", "2001-06-15", True),
        ("XBB", "observer", "2004", False),
        ("XBB", "member", "2010-07-01", True),
        ("XCC", "observer", "2015-03", False),
    ]


def test_a_change_is_a_value(league: Tables) -> None:
    assert changes(league) == changes(league)
    assert isinstance(changes(league)[0], Change)


def test_countries_keep_their_order_and_geometry_when_joined(league: Tables) -> None:
    world = square_world({"XBB": SQUARES["BBB"], "XAA": SQUARES["AAA"], "XCC": SQUARES["CCC"], "EEE": SQUARES["EEE"]})
    joined = join_membership(world, league, date(2005, 12, 31))
    assert list(joined.index) == list(world.index)
    assert joined.geometry.equals(world.geometry)
    assert joined.crs == world.crs
    assert "status" not in world.columns
    assert joined["member"].to_dict() == {"EEE": False, "XAA": True, "XBB": False, "XCC": False}
    assert joined.loc["XBB", "status"] == "observer"
    assert joined.loc[["EEE", "XCC"], "status"].isna().all()


def test_a_member_without_geometry_is_refused(league: Tables) -> None:
    with pytest.raises(MisuseError, match="no geometry for XBB"):
        join_membership(square_world({"XAA": SQUARES["AAA"]}), league, date(2010, 12, 31))
