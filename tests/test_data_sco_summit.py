"""The SCO: the week of the summit of 2024, its journeys, events and story."""

from __future__ import annotations

import pytest

from geo.model.records import Journey
from tests.shipped_sco import event, sco


def test_journeys_of_the_week() -> None:
    journeys = {row.id: row for row in sco().journeys}
    assert len(journeys) == 28
    absent = [row for row in journeys.values() if row.attended is False]
    assert [(row.who["en"], row.to_place, row.date) for row in absent] == [("Narendra Modi", "astana", None)]
    moscow = [row for row in journeys.values() if row.to_place == "moscow"]
    assert [(row.who["en"], str(row.date)) for row in moscow] == [("Narendra Modi", "2024-07-08")]
    to_astana = {row.country for row in journeys.values() if row.to_place == "astana" and row.attended}
    others = {"BLR", "CHN", "IND", "IRN", "KGZ", "PAK", "RUS", "TJK", "UZB"}  # nine came to the host, Kazakhstan
    assert others <= to_astana


def journey(name: str) -> Journey:
    (row,) = (row for row in sco().journeys if row.id == name)
    return row


@pytest.mark.parametrize(
    ("name", "start", "day"),
    [
        ("m19", "dushanbe", "2024-07-03"),  # Sharif was on a visit there
        ("m11", "tashkent", "2024-07-01"),  # Guterres, on Monday evening
        ("m06", "new-delhi", "2024-07-02"),  # Jaishankar, on Tuesday
        ("m23", "tehran", "2024-07-03"),  # Mokhber, on Wednesday night
        ("m03", "dushanbe", "2024-07-06"),  # Xi, home
    ],
)
def test_whence_and_when_they_came(name: str, start: str, day: str) -> None:
    row = journey(name)
    assert (row.from_place, str(row.date), row.confidence) == (start, day, "high")


def test_guterres_met_japarov_at_the_lake() -> None:
    meeting = event("guterres-cholpon-ata-2024")
    assert (meeting.place, str(meeting.start)) == ("cholpon-ata", "2024-07-02")
    (step,) = (step for step in sco().steps if "m11" in step.journeys)
    assert "cholpon-ata" in step.places


def test_members_took_part_in_both_meetings_and_guests_in_the_wider_one() -> None:
    for name in ("m16", "m17", "m18", "m19"):
        assert journey(name).event["en"] == "SCO summit and SCO Plus meeting"
    guests = {row.country for row in sco().journeys if row.event["en"] == "SCO Plus meeting, 4 July"}
    assert guests == {"TUR", "AZE", "MNG", "QAT", "ARE", "TKM"}


def test_first_sco_plus_meeting_is_an_event_with_all_who_came() -> None:
    meeting = event("sco-plus-2024")
    assert (meeting.place, str(meeting.start)) == ("independence-palace", "2024-07-04")
    for name in ("CIS", "CSTO", "ECO", "CICA", "Economic Commission", "Food Security", "Zhang Ming", "Mirzaev"):
        assert name in meeting.note["en"]


def test_story_tells_the_week_in_order() -> None:
    steps = [step for step in sco().steps if step.story == "astana-2024"]
    assert [step.seq for step in steps] == list(range(1, 10))
    days = [step.date for step in steps if step.date]
    assert days == sorted(days)
    journeys = {row.id: row for row in sco().journeys}
    told = [journey for step in steps for journey in step.journeys]
    assert len(told) == len(set(told))
    assert set(journeys) - set(told) == {"m10", "m24", "m25"}  # an origin nobody states, and the two of 2026
    for step in steps:
        towns = {town for name in step.journeys for town in (journeys[name].from_place, journeys[name].to_place)}
        assert set(step.places) & towns or not towns


def test_meeting_of_putin_and_modi_and_the_railway_deal_are_events() -> None:
    events = {event.id: event for event in sco().events}
    meeting, deal, launch = (events[name] for name in ("modi-putin-2024", "cku-agreement-2024", "cku-launch-2024"))
    assert (meeting.place, str(meeting.start), str(meeting.end)) == ("moscow", "2024-07-08", "2024-07-09")
    assert (deal.place, str(deal.start)) == ("beijing", "2024-06-06")
    assert (launch.place, str(launch.start)) == ("tosh-kutchu", "2024-12-27")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("summit-2001", "《打击恐怖主义、分裂主义和极端主义上海公约》"),
        ("summit-2002", "《上海合作组织宪章》"),
        ("summit-2007", "《上海合作组织成员国长期睦邻友好合作条约》"),
        ("summit-2010", "《上海合作组织接收新成员条例》"),
    ],
)
def test_documents_bear_their_official_chinese_titles(name: str, title: str) -> None:
    assert title in event(name).note["zh"]


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("shanghai-five-1996", "1996-04-26", None),
        ("shanghai-five-1997", "1997-04-24", None),
        ("shanghai-five-1999", "1999-08-24", "1999-08-25"),
        ("shanghai-five-2000", "2000-07-05", None),
        ("belarus-law-2023", "2023-11-29", None),
        ("cku-samarkand-2022", "2022-09-14", None),
        ("tianjin-decisions-2025", "2025-09-01", None),
    ],
)
def test_days_of_events(name: str, start: str, end: str | None) -> None:
    row = event(name)
    assert (str(row.start), row.end and str(row.end)) == (start, end)
