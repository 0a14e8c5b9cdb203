"""The SCO: who belonged when, held against published counts, and where its summits were."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby, pairwise

import pytest

from geo.checks.run import check_folder
from geo.model.dates import day_before
from geo.model.records import Event
from tests.shipped_sco import FOLDER, READ_ON, places, recommended, sco, statuses_on


def test_folder_has_no_fault_and_no_warning() -> None:
    assert [str(fault) for fault in check_folder(FOLDER)] == []


# Founders, later members, the member of 2024, observers, dialogue partners, partners: from each day on, with
# the source of the count. What the tables say is counted here by hand from those sources.
COUNTS = [
    ("2001-06-15", (6, 0, 0, 0, 0, 0), "sco-2022-about"),
    ("2004-06-17", (6, 0, 0, 1, 0, 0), "china-daily-2007-six-years"),  # Mongolia
    ("2005-07-05", (6, 0, 0, 4, 0, 0), "dawn-2005-observer"),  # India, Iran, Pakistan
    ("2009-06-16", (6, 0, 0, 4, 2, 0), "sri-lanka-2009-partnership"),  # Belarus, Sri Lanka
    ("2012-06-07", (6, 0, 0, 5, 3, 0), "pajhwok-2012-observer"),  # Afghanistan, Türkiye
    ("2015-07-10", (6, 0, 0, 6, 6, 0), "massispost-2015-armenia"),  # Belarus moves up; four more
    ("2017-06-09", (6, 2, 0, 4, 6, 0), "tass-2017-india-pakistan"),
    ("2022-09-14", (6, 2, 0, 4, 8, 0), "news-ghana-2022-egypt-qatar"),
    ("2022-09-16", (6, 2, 0, 4, 9, 0), "xinhua-2022-iran-memorandum"),  # Saudi Arabia
    ("2023-05-05", (6, 2, 0, 4, 13, 0), "financial-express-2023-goa"),
    ("2023-07-04", (6, 3, 0, 3, 13, 0), "etv-bharat-2023-sco-summit"),  # Iran
    ("2023-07-15", (6, 3, 0, 3, 14, 0), "bna-2023-bahrain"),
    ("2024-07-04", (6, 3, 1, 2, 14, 0), "astana-times-2024-belarus"),  # Belarus, the tenth
    ("2025-09-01", (6, 3, 1, 0, 0, 17), "tass-2025-laos-partner"),  # the merger, and Laos
]
STATUSES = ("founder", "joined", "tenth", "observer", "dialogue_partner", "partner")


def counted(day: date) -> tuple[int, ...]:
    found = Counter(statuses_on(day).values())
    return tuple(found[status] for status in STATUSES)


@pytest.mark.parametrize(("number", "since", "counts"), [(i, day, row) for i, (day, row, _) in enumerate(COUNTS)])
def test_counts_change_on_the_day_and_not_before(number: int, since: str, counts: tuple[int, ...]) -> None:
    day = date.fromisoformat(since)
    assert counted(day) == counts
    assert counted(date.fromordinal(day.toordinal() + 1)) == counts
    assert counted(day_before(day)) == (COUNTS[number - 1][1] if number else (0,) * len(STATUSES))


def test_no_other_day_changes_the_counts() -> None:
    days = {str(row.since) for row in sco().members} | {str(row.until) for row in sco().members if row.until}
    assert days == {day for day, _, _ in COUNTS}
    assert counted(READ_ON) == COUNTS[-1][1]


@pytest.mark.parametrize(("day", "counts", "source"), COUNTS)
def test_each_change_cites_the_source_of_its_count(day: str, counts: tuple[int, ...], source: str) -> None:
    begun = [row for row in sco().members if str(row.since) == day]
    assert begun and any(source in row.sources for row in begun), (day, counts)


@pytest.mark.parametrize(
    ("day", "members", "states"),
    [("2001-12-31", 6, 6), ("2005-12-31", 6, 10), ("2015-12-31", 6, 18), ("2023-12-31", 9, 26), ("2024-12-31", 10, 26)],
)
def test_members_and_states_by_year(day: str, members: int, states: int) -> None:
    own = {status.id for status in sco().spec.statuses if status.member}
    there = statuses_on(date.fromisoformat(day))
    assert sum(status in own for status in there.values()) == members
    assert len(there) == states


def test_published_count_of_states() -> None:
    assert recommended("sco", "states") == len(statuses_on(READ_ON)) == 27


def test_who_the_members_are() -> None:
    named = {"BLR", "CHN", "IND", "IRN", "KAZ", "KGZ", "PAK", "RUS", "TJK", "UZB"}
    there = statuses_on(date(2024, 7, 4))
    assert {code for code, status in there.items() if status in ("founder", "joined", "tenth")} == named
    assert there["BLR"] == "tenth"
    assert statuses_on(date(2024, 7, 3))["BLR"] == "observer"


def test_guests_have_no_status() -> None:
    assert "TKM" not in {row.country for row in sco().members}


def test_spells_follow_each_other_without_gap_or_overlap() -> None:
    for _, spells in groupby(sco().members, key=lambda row: row.country):
        for one, other in pairwise(spells):
            assert one.until == other.since
    assert [(row.country, str(row.since)) for row in sco().members] == sorted(
        (row.country, str(row.since)) for row in sco().members
    )


def summits() -> list[Event]:
    return [event for event in sco().events if event.kind == "summit"]


def test_every_year_has_its_summit() -> None:
    assert [event.id for event in summits()] == [f"summit-{year}" for year in range(2001, 2027)]
    assert [event.number for event in summits()] == list(range(1, 27))
    for event in summits():
        assert event.id.endswith(str(event.start.year))
        assert event.start.precision == "day"
        assert event.end is None or 0 < event.end.first_day.toordinal() - event.start.first_day.toordinal() <= 1


def test_summits_held_by_video_are_told_from_gatherings() -> None:
    kinds = {event.id: event.format for event in summits() if event.format != "in_person"}
    assert kinds == {"summit-2020": "online", "summit-2021": "hybrid", "summit-2023": "online"}


def test_hosts_of_summits() -> None:
    hosts = Counter(event.place for event in summits())
    assert hosts == Counter(
        {"astana": 4, "bishkek": 4, "dushanbe": 3, "tashkent": 3, "moscow": 2, "shanghai": 2}
        | dict.fromkeys(("beijing", "new-delhi", "qingdao", "saint-petersburg", "samarkand", "tianjin", "ufa"), 1)
        | {"yekaterinburg": 1}
    )
    assert set(hosts) == {place.id for place in sco().places if "summit_host" in place.kind}


def test_a_status_given_by_a_summit_begins_on_one_of_its_days() -> None:
    days = {str(day) for event in summits() for day in (event.start, event.end) if day}
    for row in sco().members:
        named = row.event["en"]
        if "summit" in named and "eve" not in named:
            assert str(row.since) in days, row


def test_members_have_their_capitals() -> None:
    capitals = {code for place in sco().places if "capital" in place.kind for code in place.country}
    assert set(statuses_on(READ_ON)) <= capitals
    assert len(sco().places) == 68


def test_renamed_towns_keep_both_names() -> None:
    manas, astana = places()["jalal-abad"], places()["astana"]
    assert "Jalal-Abad" in manas.name["en"] and "Manas" in manas.name["en"]
    assert "Nur-Sultan" in astana.also
