"""The SCO: which stretches of its corridors were open on which day, and their lengths."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from shapely.geometry import LineString

from geo.geodesy.measure import length_km
from geo.model.dates import holds_on
from geo.model.records import Segment
from geo.world.countries import load_countries
from tests.shipped_sco import READ_ON, figures, places, sco, stops


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
    for route, seq in (("north_kz", 29), ("north_tsr", 25)):
        assert [row.status for row in spell(route, seq, day)] == [status]


def test_baku_to_kars_opened_in_2017() -> None:
    for seq in (29, 30):
        assert [row.status for row in spell("middle", seq, "2017-10-29")] == ["under_construction"]
        assert [row.status for row in spell("middle", seq, "2017-10-30")] == ["operating"]


@pytest.mark.parametrize("day", ["2023-06-01", "2024-05-19"])
def test_baku_to_kars_was_shut_for_a_year(day: str) -> None:
    for seq in (29, 30):
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
    ferries = {(row.route, row.branch, row.from_seq, row.to_seq) for row in sco().segments if row.mode == "ferry"}
    assert ferries == {
        ("middle", "main", 22, 24), ("middle", "kuryk", 2, 4), ("middle", "turkmenbashi", 5, 6),
        ("south_iran", "main", 31, 32),
    }  # fmt: skip
    for route, branch, start, end in ferries:
        ends = [stop for stop in stops(route, branch) if stop.seq in (start, end)]
        assert [stop.kind for stop in ends] == ["port", "port"]


def test_ships_do_not_cross_the_peninsula_of_absheron() -> None:
    known, land = places(), load_countries("50m").geometry["AZE"]
    for branch, start in (("main", 22), ("kuryk", 2), ("turkmenbashi", 5)):
        way = [known[stop.place] if stop.place else stop for stop in stops("middle", branch) if stop.seq >= start]
        sea = LineString([(point.lon, point.lat) for point in way[: 2 if branch == "turkmenbashi" else 3]])
        assert sea.intersection(land).length < 0.1  # of a degree: the port itself


def test_no_crossing_or_port_of_the_list_is_left_out() -> None:
    names = {(stop.route, stop.name.get("en")) for stop in sco().stops}
    assert {
        ("north_kz", "Zhetygen"), ("north_tsr", "Suifenhe"), ("north_tsr", "Tongjiang"),
        ("middle", "Kuryk"), ("middle", "Turkmenbashi"),
    } <= names  # fmt: skip
    assert [row.status for row in spell("north_kz", 1, str(READ_ON), "almaty_bypass")] == ["under_construction"]
    assert not any("Not drawn" in route.note["en"] for route in sco().routes if route.note)


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


def test_known_stations_make_the_lines() -> None:
    """No leg of a thousand kilometres is drawn with a ruler; the two longest lead to and from Kazan, 721 km."""
    for route, branch in {(stop.route, stop.branch) for stop in sco().stops}:
        way = [places()[stop.place] if stop.place else stop for stop in stops(route, branch)]
        for one, other in pairwise(way):
            ends = np.array([(one.lon, one.lat), (other.lon, other.lat)], dtype=float)
            assert length_km(ends) < 750, (route, branch, one.name, other.name)
    through_china = [stop.name.get("en") for stop in stops("north_kz") if stop.country == ("CHN",)]
    assert through_china[:9] == [
        "Xi'an", "Baoji", "Tianshui", "Lanzhou", "Wuwei", "Zhangye", "Jiayuguan", "Hami", "Ürümqi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("route", "first", "last", "quantity", "value"),
    [
        ("cku", 1, 17, "length_total", 532.53),
        ("cku", 1, 4, "length_china", 213),
        ("cku", 4, 15, "length_kyrgyzstan", 304.94),
        ("north_kz", 9, 29, "length_total", 5750),  # Ürümqi – Brest
        ("trans_afghan_kabul", 1, 7, "length_total", 647),  # Termez – Kharlachi
        ("trans_afghan_kabul", 1, 9, "length_total", 774),  # Termez – Peshawar
        ("trans_afghan_west", 2, 3, "length_section", 115),  # Torghundi – Herat
        ("trans_afghan_west", 3, 6, "length_section", 737.5),  # Herat – Kandahar
        ("trans_afghan_west", 6, 7, "length_section", 96),  # Kandahar – Spin Boldak
        ("middle", 25, 31, "length_section", 826),  # Baku – Kars
        ("north_mongolia", 3, 12, "length_section", 2215),  # Jining – Ulan-Ude
        ("south_caucasus", 4, 6, "length_section", 110.4),  # Horadiz – Aghband
        ("south_caucasus", 12, 15, "length_section", 224),  # Dilucu – Kars
        ("instc_west", 8, 9, "length_missing", 162),  # Astara – Rasht
        ("south_iran", 1, 39, "length_total", 4500),
    ],
)
def test_no_published_length_undercuts_the_straight_legs(
    route: str, first: int, last: int, quantity: str, value: float
) -> None:
    assert value in [figure.value for figure in figures(route, quantity)]
    assert 0.6 * value < straight_km(route, first, last) < value
