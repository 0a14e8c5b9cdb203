"""The second shipped bloc: what its tables say of the Eurasian Economic Union, day by day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel
from pyproj import Geod
from shapely.geometry import Point

from geo.model.dates import PartialDate, holds_on
from geo.model.fields import DEFAULT_LANGUAGES
from geo.model.records import TABLES, Place, Statistic, Stop
from geo.model.symbology import LIGHT
from geo.tables import Tables, read_tables
from geo.world.countries import load_countries
from layers.style.colour import contrast
from layers.style.legibility import GRAPHIC_CONTRAST, palette_faults

FOLDER = Path(__file__).parent.parent / "geo" / "data" / "blocs" / "eaeu"
UNION_BODIES = ("Court of the Eurasian Economic Union", "Eurasian Economic Commission")
KM_PER_DEGREE = 111.2
# Borders at 1:50m are generalised by a few kilometres, and a border station stands at the border.
BORDER_TOLERANCE_KM = 15
EARTH = Geod(ellps="WGS84")


@cache
def eaeu() -> Tables:
    return read_tables(FOLDER)


def statuses_on(day: str) -> dict[str, str]:
    asked = date.fromisoformat(day)
    return {row.country: row.status for row in eaeu().members if holds_on(row.since, row.until, asked)}


@pytest.mark.parametrize(
    ("day", "founders", "members", "observers", "partners"),
    [
        ("2014-12-31", 0, 0, 0, 0),  # signed on 29 May 2014, not yet in force
        ("2015-01-01", 3, 0, 0, 0),
        ("2015-01-02", 3, 1, 0, 0),  # Armenia
        ("2015-08-11", 3, 1, 0, 0),  # the press notice said 6 August; the Court says 12
        ("2015-08-12", 3, 2, 0, 0),  # Kyrgyzstan
        ("2016-10-05", 3, 2, 0, 1),  # Viet Nam
        ("2018-05-14", 3, 2, 1, 1),  # Moldova
        ("2019-10-27", 3, 2, 1, 2),  # Iran, interim
        ("2020-12-11", 3, 2, 3, 2),  # Uzbekistan, Cuba
        ("2021-07-10", 3, 2, 3, 3),  # Serbia
        ("2024-12-25", 3, 2, 3, 3),
        ("2024-12-26", 3, 2, 4, 2),  # Iran moves up
        ("2025-05-14", 3, 2, 4, 2),
        ("2025-05-15", 3, 2, 3, 2),  # Iran is both from this day on
        ("2026-11-23", 3, 2, 3, 2),
    ],
)
def test_counts_by_date(day: str, founders: int, members: int, observers: int, partners: int) -> None:
    expected = {"founder": founders, "member": members, "observer": observers, "trade_partner": partners}
    both = {"observer_partner": int(day >= "2025-05-15")}
    assert Counter(statuses_on(day).values()) == Counter(expected | both)


def test_who_is_what_today() -> None:
    by_status: dict[str, set[str]] = {}
    for country, status in statuses_on("2026-11-23").items():
        by_status.setdefault(status, set()).add(country)
    assert by_status == {
        "founder": {"BLR", "KAZ", "RUS"},
        "member": {"ARM", "KGZ"},
        "observer": {"CUB", "MDA", "UZB"},
        "observer_partner": {"IRN"},
        "trade_partner": {"SRB", "VNM"},
    }


def test_nobody_has_two_statuses_at_once() -> None:
    for one, other in combinations(eaeu().members, 2):
        if one.country == other.country:
            first, second = sorted((one, other), key=lambda row: row.since)
            assert first.until is not None and first.until.last_day <= second.since.first_day


def test_a_status_rests_on_the_union_itself_or_on_two_sources() -> None:
    own = {source.id for source in eaeu().sources.values() if source.publisher in UNION_BODIES}
    for row in eaeu().members:
        assert own & set(row.sources) or len(row.sources) >= 2, row


def test_words_are_in_three_languages() -> None:
    for table in TABLES:
        for row in eaeu().of(table):
            for name, text in row:
                if isinstance(text, dict) and text:
                    assert set(text) == set(DEFAULT_LANGUAGES), (table, row.line, name)
    assert not list(_halves(eaeu().spec))


def _halves(model: BaseModel) -> list[object]:
    """Return the words of a specification that lack a language."""
    found: list[object] = []
    for name, value in model:
        if isinstance(value, dict) and set(value) & set(DEFAULT_LANGUAGES):
            found += [(name, value)] if set(value) != set(DEFAULT_LANGUAGES) else []
        parts = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
        for part in parts:
            if isinstance(part, BaseModel):
                found += _halves(part)
    return found


def test_words_are_written_in_their_own_script() -> None:
    for table in TABLES:
        for row in eaeu().of(table):
            for name, text in row:
                if isinstance(text, dict) and text:
                    assert any("а" <= letter.lower() <= "я" for letter in text["ru"]), (table, row.line, name)
                    assert any("一" <= letter <= "鿿" for letter in text["zh"]), (table, row.line, name)


def test_ids_are_used_and_addresses_are_given_once() -> None:
    cited = {source for table in TABLES for row in eaeu().of(table) for source in getattr(row, "sources", ())}
    assert cited == set(eaeu().sources)
    addresses = Counter(source.url for source in eaeu().sources.values())
    assert addresses.most_common(1)[0][1] == 1
    assert None not in addresses


def test_dates_are_in_order() -> None:
    accessed = PartialDate.parse("2026-11-23")
    for source in eaeu().sources.values():
        assert source.published is None or source.published <= accessed
    for event in eaeu().events:
        assert event.end is None or event.start <= event.end
    assert [event.start for event in eaeu().events] == sorted(event.start for event in eaeu().events)
    spells = [(row.since, row.until) for row in eaeu().members] + [(row.since, row.until) for row in eaeu().segments]
    assert all(since is None or until is None or since < until for since, until in spells)


def test_agreement_with_the_emirates_is_signed_and_that_with_mongolia_half_ratified() -> None:
    meeting = next(event for event in eaeu().events if event.id == "minsk-2025")
    assert "United Arab Emirates signed" in meeting.note["en"]
    claim = next(claim for claim in eaeu().claims if claim.id == "more-free-trade")
    assert "Mongolia, Russia, Belarus and Kazakhstan have ratified" in claim.finding["en"]
    assert not {"ARE", "MNG", "IDN"} & set(statuses_on("2026-11-23"))


def test_treaty_bears_its_official_title() -> None:
    founders = [row.event["zh"] for row in eaeu().members if row.status == "founder"]
    assert founders == ["2014年5月29日在阿斯塔纳签署的《欧亚经济联盟条约》生效"] * 3


def test_half_known_dates_stay_half_known() -> None:
    event = next(event for event in eaeu().events if event.id == "moscow-2015-12")
    assert str(event.start) == "2015-12"


def test_working_meeting_of_april_2020_is_among_the_meetings() -> None:
    meeting = next(event for event in eaeu().events if event.id == "online-2020-04")
    assert (str(meeting.start), meeting.format, meeting.kind) == ("2020-04-14", "online", "summit")


def test_train_of_2025_is_not_said_to_come_from_the_urals() -> None:
    claim = next(claim for claim in eaeu().claims if claim.id == "first-train-2025")
    assert "Arkhangelsk" in claim.finding["en"] and "not from the Urals" in claim.finding["en"]


@pytest.mark.parametrize(
    ("place", "kind", "lat", "lon"),
    [("moscow", "seat", 55.75, 37.62), ("minsk", "seat", 53.9, 27.57), ("astana", "founding", 51.17, 71.45)],
)
def test_seats_are_where_they_are(place: str, kind: str, lat: float, lon: float) -> None:
    row = next(row for row in eaeu().places if row.id == place)
    assert kind in row.kind
    assert EARTH.inv(row.lon, row.lat, lon, lat)[2] < 5_000


def test_almaty_is_no_seat_yet() -> None:
    assert "seat" not in next(row for row in eaeu().places if row.id == "almaty").kind


def points() -> list[Place | Stop]:
    """Return every row that has a point of its own."""
    return [*eaeu().places, *(stop for stop in eaeu().stops if stop.place is None)]


def lonlat(point: Place | Stop) -> tuple[float, float]:
    place = point.place if isinstance(point, Stop) else None
    row: Place | Stop = next((row for row in eaeu().places if row.id == place), point)
    assert row.lon is not None and row.lat is not None
    return row.lon, row.lat


def test_every_point_lies_in_its_country() -> None:
    shapes = load_countries("50m").geometry
    for row in points():
        for code in row.country:
            apart = shapes[code].distance(Point(lonlat(row))) * KM_PER_DEGREE
            assert apart <= BORDER_TOLERANCE_KM + (row.uncertainty_km or 0), (row, code)


def branch(name: str) -> list[Stop]:
    return sorted((stop for stop in eaeu().stops if stop.branch == name), key=lambda stop: stop.seq)


def test_the_gauge_breaks_at_irans_border_and_nowhere_else() -> None:
    places = {row.id: row for row in eaeu().places}
    for name in ("main", "serakhs"):
        gauges = [(stop.gauge_mm, stop) for stop in branch(name) if stop.gauge_mm]
        assert [gauge for gauge, _ in gauges] == [1520, 1435]
        assert places[str(gauges[1][1].place)].country == ("TKM", "IRN")


def test_straight_legs_are_shorter_than_the_published_line() -> None:
    new_line = [lonlat(stop) for stop in branch("main") if 11 <= stop.seq <= 17]
    legs_km = sum(EARTH.inv(*one, *other)[2] / 1000 for one, other in pairwise(new_line))
    assert 0.8 * 928 < legs_km < 908


def test_figures_disagree_and_one_is_recommended() -> None:
    groups: dict[tuple[str, str], list[Statistic]] = {}
    for figure in eaeu().figures:
        groups.setdefault((figure.subject, figure.quantity), []).append(figure)
    for figures in groups.values():
        assert sum(figure.recommended for figure in figures) == 1
        (first,) = (figure for figure in figures if figure.recommended)
        rivals = [figure.as_of for figure in figures if figure.scope == first.scope and figure.as_of]
        assert first.as_of is None or max(rivals) <= first.as_of, first.line
    assert {figure.value for figure in groups["ns_east", "new_line"]} == {677, 908, 925, 926, 928}
    shown = {name: next(f.value for f in figures if f.recommended) for (_, name), figures in groups.items()}
    assert shown["line_kazakhstan"] + shown["line_turkmenistan"] + shown["line_iran"] == shown["new_line"]


def test_the_union_has_the_people_of_its_members() -> None:
    people = {f.subject: f.value for f in eaeu().figures if f.quantity == "population" and f.recommended}
    members = sum(people[code] for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS"))
    assert people["eaeu"] == 185.8707  # the Commission's own total, for 2024
    assert members == pytest.approx(people["eaeu"], abs=0.25)  # five numbers of 2025, rounded to 100,000 each


def test_population_of_russia_tells_that_it_counts_crimea() -> None:
    (russia,) = (f for f in eaeu().figures if (f.subject, f.quantity) == ("RUS", "population"))
    assert "Crimea" in russia.note["en"] and "pressit-2025-rosstat" in russia.sources


def sections(day: str) -> dict[tuple[str, int], list[str]]:
    asked = date.fromisoformat(day)
    found: dict[tuple[str, int], list[str]] = {}
    for row in eaeu().segments:
        for seq in range(row.from_seq, row.to_seq):
            found.setdefault((row.branch, seq), [])
            if holds_on(row.since, row.until, asked):
                found[row.branch, seq].append(row.status)
    return found


def test_every_section_has_spells_and_never_two_at_once() -> None:
    wanted = {(stop.branch, stop.seq) for name in ("main", "serakhs") for stop in branch(name)[:-1]}
    assert set(sections("2025-01-01")) == wanted
    for day in ("1970-01-01", "2010-01-01", "2013-05-11", "2014-12-03", "2026-02-27", "2026-02-28"):
        assert max(len(states) for states in sections(day).values()) <= 1


def states(day: str, first: int, last: int) -> set[str]:
    """Return the states of the main branch's sections from one stop to another."""
    found = sections(day)
    return {state for seq in range(first, last) for state in found["main", seq]}


def test_the_line_opened_in_2014_and_was_cut_in_2026() -> None:
    places = {row.id: row for row in eaeu().places}
    border = next(stop.seq for stop in branch("main") if stop.place and places[stop.place].country == ("TKM", "IRN"))
    assert states("2014-12-02", 14, 17) == {"under_construction"}
    assert states("2014-12-03", 1, 28) == {"operating"}
    assert states("2026-02-27", 1, 28) == {"operating"}
    assert states("2026-02-28", 1, border) == {"operating"}
    assert states("2026-02-28", border, 28) == {"suspended"}


def test_what_is_guessed_says_so() -> None:
    for row in points():
        if row.uncertainty_km and row.uncertainty_km >= 10:
            assert row.confidence != "high"
    assert {row.confidence for row in eaeu().segments if row.status == "suspended"} == {"medium"}


def test_colours_can_be_told_apart_and_stand_out() -> None:
    statuses = eaeu().spec.statuses
    assert palette_faults(statuses) == []
    for status in statuses:
        if status.member:
            assert contrast(status.color, LIGHT.land) >= GRAPHIC_CONTRAST
            assert contrast(status.color, LIGHT.sea) >= GRAPHIC_CONTRAST


def test_maps_are_declared() -> None:
    slugs = ["eaeu-membership", "eaeu-corridor", "eaeu-meetings", "eaeu-and-sco"]
    assert [spec.slug for spec in eaeu().spec.maps] == slugs


def test_title_does_not_put_cuba_around_the_members() -> None:
    assert eaeu().spec.maps[0].title["en"] == "Five members since 2015, and four observers"
