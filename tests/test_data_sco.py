"""The shipped bloc: what its tables say, held against published counts, dates and lengths."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations, groupby, pairwise
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from geo.checks.run import check_folder
from geo.geodesy.measure import length_km
from geo.model.dates import PartialDate, day_before, holds_on
from geo.model.fields import DEFAULT_LANGUAGES
from geo.model.records import TABLES, Claim, Event, Journey, Place, Segment, Statistic, Stop
from geo.tables import Tables, read_tables
from layers.style.legibility import MEMBER_DIFFERENCE, STATUS_DIFFERENCE, VISIONS, difference, palette_faults

FOLDER = Path(__file__).parent.parent / "geo" / "data" / "blocs" / "sco"
READ_ON = date(2026, 11, 23)  # the day the sources were read: nothing here may be younger
TITLE_LENGTH = 48  # letters that a phone shows in two lines


@cache
def sco() -> Tables:
    return read_tables(FOLDER)


def places() -> dict[str, Place]:
    return {place.id: place for place in sco().places}


def statuses_on(day: date) -> dict[str, str]:
    return {row.country: row.status for row in sco().members if holds_on(row.since, row.until, day)}


def stops(route: str, branch: str = "main") -> list[Stop]:
    return [stop for stop in sco().stops if (stop.route, stop.branch) == (route, branch)]


def figures(subject: str, quantity: str) -> list[Statistic]:
    return [figure for figure in sco().figures if (figure.subject, figure.quantity) == (subject, quantity)]


def recommended(subject: str, quantity: str) -> float:
    (figure,) = (figure for figure in figures(subject, quantity) if figure.recommended)
    return figure.value


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


# The new line.


def test_stops_of_the_new_line_in_their_published_order() -> None:
    assert [stop.place or stop.name["en"] for stop in stops("cku")] == [
        "kashgar",
        "Baykurut",
        "Toyun",
        "torugart-pass",
        "Torugart border station",
        "Arpa",
        "Naryn No. 1 tunnel",
        "kosh-dobo",
        "Koshtoba tunnel",
        "makmal",
        "Fergana Mountain tunnel",
        "Kok-Art bridge",
        "tosh-kutchu",
        "jalal-abad",
        "Border near Xonobod",
        "xonobod",
        "andijan",
    ]


def test_gauge_breaks_once_on_the_new_line() -> None:
    broken = [one.seq + 1 for one, other in pairwise(stops("cku")) if one.gauge_mm != other.gauge_mm]
    assert [stop.place for stop in stops("cku") if stop.seq in broken] == ["makmal"]
    assert {stop.kind for stop in stops("cku") if stop.place == "makmal"} == {"gauge_change"}


def test_lengths_published_for_the_new_line() -> None:
    total, kyrgyz, china = (recommended("cku", f"length_{part}") for part in ("total", "kyrgyzstan", "china"))
    assert (total, kyrgyz, china) == (532.53, 304.94, 213)
    chainages = {stop.seq: stop.chainage_km for stop in stops("cku") if stop.chainage_km is not None}
    assert list(chainages.values()) == sorted(chainages.values())
    assert chainages[1] == 0
    assert chainages[4] == china
    assert chainages[10] == china + recommended("cku", "gauge_1435")
    assert chainages[15] == pytest.approx(china + kyrgyz)
    assert chainages[17] == total
    both_gauges = recommended("cku", "gauge_1435") + recommended("cku", "gauge_1520")
    assert both_gauges == pytest.approx(kyrgyz, abs=0.1)  # both are rounded to whole kilometres


def test_published_lengths_disagree_as_the_note_says() -> None:
    values = [figure.value for figure in figures("cku", "length_total")]
    assert (min(values), max(values), len(values)) == (454, 580, 8)
    (shown,) = (figure for figure in figures("cku", "length_total") if figure.recommended)
    for words in shown.note.values():
        assert "454" in words and "580" in words


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        ("tunnels", 29),
        ("bridges", 50),
        ("stations", 20),
        ("cost", 4.7),
        ("share_china", 51),
        ("share_kyrgyzstan", 24.5),
        ("share_uzbekistan", 24.5),
        ("capacity", 15),
        ("distance_saved", 900),
        ("time_saved", 7),
        ("opening_year", 2030),
        ("longest_tunnel", 13.2),
    ],
)
def test_figures_to_show_first(quantity: str, value: float) -> None:
    assert recommended("cku", quantity) == value


def test_tunnels_on_the_line_have_their_published_lengths() -> None:
    on_line = {stop.name["en"]: stop.length_km for stop in stops("cku") if stop.kind == "tunnel"}
    assert on_line == {
        "Naryn No. 1 tunnel": recommended("cku", "tunnel_naryn"),
        "Koshtoba tunnel": recommended("cku", "longest_tunnel"),
        "Fergana Mountain tunnel": recommended("cku", "tunnel_fergana"),
    }


def test_one_figure_of_each_kind_is_shown_first() -> None:
    shown = Counter((figure.subject, figure.quantity) for figure in sco().figures if figure.recommended)
    assert set(shown.values()) == {1}
    every = {(figure.subject, figure.quantity) for figure in sco().figures}
    assert every - set(shown) == {("cku", "length_uzbekistan")}  # 50, 60 and 100 km, none of them sure
    assert {figure.quantity for figure in sco().figures} == set(sco().spec.quantities)


def spell(route: str, seq: int, day: str, branch: str = "main") -> list[Segment]:
    asked = date.fromisoformat(day)
    return [
        row
        for row in sco().segments
        if (row.route, row.branch) == (route, branch)
        and row.from_seq <= seq < row.to_seq
        and holds_on(row.since, row.until, asked)
    ]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2024-06-05", "proposed"),
        ("2024-06-06", "planned"),  # the agreement
        ("2024-06-07", "planned"),
        ("2024-12-26", "planned"),
        ("2024-12-27", "under_construction"),  # the ceremony
        ("2026-11-23", "under_construction"),
    ],
)
def test_state_of_the_new_line_by_day(day: str, status: str) -> None:
    for seq in range(1, 16):
        assert [row.status for row in spell("cku", seq, day)] == [status], seq
    assert [row.status for row in spell("cku", 16, day)] == ["operating"]  # the old line into Andijan


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-09-11", "operating"),
        ("2025-09-12", "suspended"),
        ("2025-09-24", "suspended"),
        ("2025-09-25", "operating"),
    ],
)
def test_polish_border_was_shut_for_thirteen_days(day: str, status: str) -> None:
    for route, seq in (("north_kz", 21), ("north_tsr", 19)):
        assert [row.status for row in spell(route, seq, day)] == [status]


def test_baku_to_kars_opened_in_2017() -> None:
    for seq in (17, 18):
        assert [row.status for row in spell("middle", seq, "2017-10-29")] == ["under_construction"]
        assert [row.status for row in spell("middle", seq, "2017-10-30")] == ["operating"]


@pytest.mark.parametrize("day", ["2023-06-01", "2024-05-19"])
def test_baku_to_kars_was_shut_for_a_year(day: str) -> None:
    for seq in (17, 18):
        assert [row.status for row in spell("middle", seq, day)] == ["suspended"]
        assert [row.status for row in spell("middle", seq, "2024-05-20")] == ["operating"]


def test_lines_being_built_to_shorten_the_ways() -> None:
    built = {(row.route, row.branch) for row in sco().segments if row.status == "under_construction" and not row.until}
    assert {("north_kz", "bakhty"), ("middle", "kyzylzhar"), ("south_caucasus", "main")} <= built
    for seq, status in ((4, "under_construction"), (6, "planned"), (7, "planned"), (12, "under_construction")):
        assert [row.status for row in spell("south_caucasus", seq, "2026-11-23")] == [status]
    assert [stop.country for stop in stops("south_caucasus") if stop.name.get("en") == "Meghri"] == [("ARM",)]
    broken = [stop.seq for stop in stops("north_mongolia") if stop.kind == "gauge_change"]
    assert [stop.name["en"] for stop in stops("north_mongolia") if stop.seq in broken] == ["Erenhot"]


def test_ferries_cross_the_caspian_and_lake_van() -> None:
    ferries = {(row.route, row.from_seq, row.to_seq) for row in sco().segments if row.mode == "ferry"}
    assert ferries == {("middle", 11, 12), ("south_iran", 31, 32)}
    for route, start, end in ferries:
        ends = [stop for stop in stops(route) if stop.seq in (start, end)]
        assert [stop.kind for stop in ends] == ["port", "port"]


def test_every_pair_of_stops_has_one_state_today() -> None:
    for route, branch in {(stop.route, stop.branch) for stop in sco().stops}:
        seqs = [stop.seq for stop in stops(route, branch)]
        assert seqs == list(range(1, len(seqs) + 1))
        for seq in seqs[:-1]:
            assert len(spell(route, seq, str(READ_ON), branch)) == 1, (route, branch, seq)


def straight_km(route: str, first: int, last: int) -> float:
    """Return the length of the straight legs between stops, which no railway can undercut."""
    known = places()
    points = [known[stop.place] if stop.place else stop for stop in stops(route) if first <= stop.seq <= last]
    return float(length_km(np.array([(point.lon, point.lat) for point in points], dtype=float)))


@pytest.mark.parametrize(
    ("route", "first", "last", "quantity", "value"),
    [
        ("cku", 1, 17, "length_total", 532.53),
        ("cku", 1, 4, "length_china", 213),
        ("cku", 4, 15, "length_kyrgyzstan", 304.94),
        ("north_kz", 4, 21, "length_total", 5750),  # Ürümqi – Brest
        ("trans_afghan_kabul", 1, 7, "length_total", 647),  # Termez – Kharlachi
        ("trans_afghan_kabul", 1, 9, "length_total", 774),  # Termez – Peshawar
        ("trans_afghan_west", 2, 3, "length_section", 115),  # Torghundi – Herat
        ("trans_afghan_west", 3, 6, "length_section", 737.5),  # Herat – Kandahar
        ("trans_afghan_west", 6, 7, "length_section", 96),  # Kandahar – Spin Boldak
        ("middle", 13, 19, "length_section", 826),  # Baku – Kars
        ("north_mongolia", 3, 12, "length_section", 2215),  # Jining – Ulan-Ude
        ("south_caucasus", 4, 6, "length_section", 110.4),  # Horadiz – Aghband
        ("south_caucasus", 12, 15, "length_section", 224),  # Dilucu – Kars
        ("instc_west", 8, 9, "length_missing", 162),  # Astara – Rasht
        ("south_iran", 1, 33, "length_total", 4500),
    ],
)
def test_no_published_length_undercuts_the_straight_legs(
    route: str, first: int, last: int, quantity: str, value: float
) -> None:
    assert value in [figure.value for figure in figures(route, quantity)]
    assert 0.6 * value < straight_km(route, first, last) < value


# The week of the summit.


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


def test_tunnels_were_begun_in_suzak_and_the_fergana_tunnel_stays_in_one_region() -> None:
    begun = event("cku-tunnels-2025")
    assert begun.place == "tosh-kutchu"
    (tunnel,) = (stop for stop in stops("cku") if stop.name.get("en") == "Fergana Mountain tunnel")
    assert "both in Jalal-Abad region" in tunnel.note["en"]
    assert "Naryn" not in tunnel.note["en"]


def test_claims_and_their_verdicts() -> None:
    verdicts = Counter(row.verdict for row in sco().claims)
    assert verdicts == Counter({"confirmed": 16, "partly": 5, "not_confirmed": 2, "context": 3})
    wrong = {row.id: row.subject for row in sco().claims if row.verdict == "not_confirmed"}
    assert wrong == {"c15": "TJK", "c23": "cku"}


def claim(name: str) -> Claim:
    (row,) = (row for row in sco().claims if row.id == name)
    return row


def test_words_said_of_russia_and_china_are_not_taken_for_words_on_the_organisation() -> None:
    row = claim("c22")
    assert row.verdict == "partly"
    assert "Russia and China" in row.finding["en"] and "key pillars" in row.finding["en"]


@pytest.mark.parametrize(("name", "words"), [("c25", "key pillars"), ("c26", "original aspiration")])
def test_quotations_of_the_report_have_rows(name: str, words: str) -> None:
    row = claim(name)
    assert words in row.claim["en"]
    assert row.verdict == "confirmed"


def test_children_sang_in_chinese_by_the_account_of_both_governments() -> None:
    row = claim("c09")
    assert row.verdict == "confirmed"
    assert {"china-mfa-2024-xi-arrives", "akorda-2024-xi-arrives"} <= set(row.sources)


def test_joint_company_builds_the_kyrgyz_section_only() -> None:
    texts = [claim("c16").finding["en"]]
    for country in ("china", "kyrgyzstan", "uzbekistan"):
        (row,) = figures("cku", f"share_{country}")
        texts.append(row.scope["en"])
    assert all("Kyrgyz section only" in text for text in texts)
    (upgraded,) = (row for row in figures("cku", "length_uzbekistan") if row.value == 50)
    assert "upgraded" in upgraded.note["en"]


@pytest.mark.parametrize(
    ("subject", "quantity", "value", "year"),
    [
        ("north_kz", "trains", 20022, "2025"),
        ("middle", "capacity", 4.5, "2024"),
        ("TJK", "china_investment", 4.8, "2023"),  # 130.1 of about 2,700 million dollars
    ],
)
def test_newest_official_figure_is_shown_first(subject: str, quantity: str, value: float, year: str) -> None:
    (shown,) = (figure for figure in figures(subject, quantity) if figure.recommended)
    assert (shown.value, str(shown.as_of)) == (value, year)


def test_no_figure_shown_first_is_older_than_another_of_its_scope() -> None:
    for shown in (figure for figure in sco().figures if figure.recommended and figure.as_of):
        for other in figures(shown.subject, shown.quantity):
            if other.scope == shown.scope and other.as_of:
                assert other.as_of <= shown.as_of, (shown.line, other.line)


def test_newer_evidence_on_investment_and_on_cars() -> None:
    investment, cars = claim("c15"), claim("c21")
    assert investment.verdict == "not_confirmed"
    assert all(number in investment.finding["en"] for number in ("220.4", "130.1", "3.845", "1.851", "1.209"))
    assert cars.verdict == "partly"
    assert "luxury cars" in cars.claim["en"] and "components" in cars.claim["en"]
    assert "5,500 per cent" in cars.finding["en"] and "5 per cent of the lost trade" in cars.finding["en"]


# Words, sources, colours.


def test_words_are_in_three_languages_and_their_own_script() -> None:
    for table in TABLES:
        for row in sco().of(table):
            for name, text in row:
                if isinstance(text, dict) and text:
                    assert set(text) == set(DEFAULT_LANGUAGES), (table, row.line, name)
                    assert any("а" <= letter.lower() <= "я" for letter in text["ru"]), (table, row.line, name)
                    assert any("一" <= letter <= "鿿" for letter in text["zh"]), (table, row.line, name)


def texts_of(model: BaseModel) -> list[dict[str, str]]:
    """Return every word by language of a specification, however deep."""
    found: list[dict[str, str]] = []
    for _, value in model:
        if isinstance(value, dict) and set(value) & set(DEFAULT_LANGUAGES):
            found.append(value)
        parts = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
        found += [text for part in parts if isinstance(part, BaseModel) for text in texts_of(part)]
    return found


def test_specification_speaks_three_languages() -> None:
    texts = texts_of(sco().spec)
    assert len(texts) > len(sco().spec.quantities)
    for text in texts:
        assert set(text) == set(DEFAULT_LANGUAGES), text


def test_titles_fit_a_phone() -> None:
    for drawn in sco().spec.maps:
        for title in drawn.title.values():
            assert len(title) <= TITLE_LENGTH, title


def event(name: str) -> Event:
    (row,) = (row for row in sco().events if row.id == name)
    return row


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


def test_words_of_notes_that_a_reader_would_miss() -> None:
    (azerbaijan,) = (row for row in sco().members if (row.country, row.status) == ("AZE", "dialogue_partner"))
    assert "14 March 2016" in azerbaijan.note["en"]
    assert "2027" in event("summit-2026").note["en"]
    assert "Yntymak Ordo" in event("cku-investment-2024").note["en"]
    for words in ("centre against security threats", "anti-drug centre", "development bank", "observer at the CIS"):
        assert words in event("tianjin-decisions-2025").note["en"]
    notes = {route.id: route.note["en"] for route in sco().routes if route.note}
    for route, words in (
        ("north_tsr", "Suifenhe"),
        ("middle", "bypass of Almaty"),
    ):
        assert words in notes[route].partition("Not drawn: ")[2]


def test_founding_is_told_by_the_official_title() -> None:
    founders = [row.event["zh"] for row in sco().members if row.status == "founder"]
    assert founders == ["在上海签署《上海合作组织成立宣言》"] * 6
    merged = {row.event["ru"] for row in sco().members if row.status == "partner" and row.country != "LAO"}
    assert merged == {
        "Объединение статусов «наблюдатель» и «партнёр по диалогу» в единый статус «партнёр ШОС» на саммите в Тяньцзине"
    }


def test_names_of_one_thing_are_one() -> None:
    (tunnel,) = (stop for stop in stops("cku") if stop.name.get("en") == "Koshtoba tunnel")
    assert tunnel.name["zh"].startswith(places()["kosh-dobo"].name["zh"])
    assert tunnel.name["ru"] == "Тоннель Коштоба (Казарманский)"
    (west,) = (route for route in sco().routes if route.id == "instc_west")
    assert west.name["zh"] == "南北运输走廊西线"
    assert event("dostyk-moiynty-2025").name["zh"] == "多斯特克—莫因特复线开通"
    assert {status.id: status.label["ru"] for status in sco().spec.statuses if status.member} == {
        "founder": "Государство-основатель, 2001",
        "joined": "Новые члены, 2017–2023",
        "tenth": "Новый член, 2024",
    }


def test_russian_uses_the_name_of_kyrgyzstan_that_the_pages_do() -> None:
    for table in TABLES:
        for row in sco().of(table):
            for name, text in row:
                if isinstance(text, dict):
                    assert "Кыргызстан" not in text.get("ru", ""), (table, row.line, name)


def test_nothing_is_younger_than_its_sources() -> None:
    for table in TABLES:
        for row in sco().of(table):
            for name, value in row:
                if isinstance(value, PartialDate):
                    assert value.first_day <= READ_ON, (table, row.line, name)
    for source in sco().sources.values():
        assert source.accessed is not None
        assert source.published is None or source.published <= source.accessed


def test_sources_have_an_address_or_say_why_not() -> None:
    for source in sco().sources.values():
        assert source.url or "No address" in source.note, source.id
        assert (
            source.published or not source.url or any(word in source.note for word in ("ndated", "archived", "running"))
        )
    addresses = Counter(source.url for source in sco().sources.values() if source.url)
    assert set(addresses.values()) == {1}


def test_geonames_and_encyclopaedias_are_credited_with_their_licence() -> None:
    licences = {source.id: source.licence for source in sco().sources.values()}
    assert licences["geonames"] == "CC BY 4.0"
    assert licences["natural-earth"] == "public domain"
    assert {licence for name, licence in licences.items() if name.startswith("wikipedia")} == {"CC BY-SA 4.0"}


def test_unsourced_points_are_not_passed_off_as_sure() -> None:
    points: list[Place | Stop] = [*sco().places, *sco().stops]
    for row in points:
        if "general-knowledge" in row.sources:
            assert row.confidence != "high", row
            assert row.uncertainty_km is not None


def test_hosts_of_summits_have_two_gazetteers() -> None:
    for row in sco().places:
        if "summit_host" in row.kind:
            assert {"geonames", "natural-earth"} <= set(row.sources), row.id


def test_colours_can_be_told_apart() -> None:
    statuses = sco().spec.statuses
    assert palette_faults(statuses) == []
    for one, other in combinations(statuses, 2):
        apart = min(difference(one.color, other.color, vision) for vision in VISIONS)
        if one.member and other.member:
            assert apart >= MEMBER_DIFFERENCE, (one.id, other.id)
        elif "partner" not in (one.id, other.id) or one.member or other.member:  # partners came when the others went
            assert apart >= STATUS_DIFFERENCE, (one.id, other.id)
    assert len({status.pattern for status in statuses if not status.member}) == 3
    assert len({status.letter for status in statuses}) == len(statuses)


def test_the_railways_around_the_new_line_start_at_its_ends_and_keep_the_gauge_of_their_side() -> None:
    branches = {
        stop.branch: stops("railways_around", stop.branch) for stop in sco().stops if stop.route == "railways_around"
    }
    assert {name: len(own) for name, own in branches.items()} == {"tashkent": 5, "osh": 3, "balykchy": 4, "aksu": 4}
    ends = [stops("cku")[-1].place, stops("cku")[0].place]
    assert (
        [branches[name][0].place for name in ("osh", "tashkent", "aksu")]
        == [ends[0], ends[0], ends[1]]
        == ["andijan", "andijan", "kashgar"]
    )
    assert {name: {stop.gauge_mm for stop in own} for name, own in branches.items()} == {
        "tashkent": {1520}, "osh": {1520}, "balykchy": {1520}, "aksu": {1435},
    }  # fmt: skip
    for name in branches:
        assert [row.status for row in sco().segments if (row.route, row.branch) == ("railways_around", name)] == [
            "operating"
        ]
