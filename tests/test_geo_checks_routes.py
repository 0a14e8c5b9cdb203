"""Routes hang together: stops have points and an order, and segments leave nothing out."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.checks.routes import check_routes
from geo.errors import Fault
from geo.reading.folder import read_folder
from tests.folders import LEAGUE, change, write_folder

STOPS = "route,branch,seq,place,name,country,lat,lon,kind,chainage_km,sources\n"
SEGMENTS = "route,branch,from_seq,to_seq,status,since,until,sources\n"


def faults_of(folder: Path, changed: dict[str, str]) -> list[Fault]:
    contents = read_folder(write_folder(folder, dict(changed)))
    assert not contents.faults
    return list(check_routes(contents))


def told(faults: list[Fault]) -> list[tuple[str, int | None, str, str]]:
    return [(fault.file, fault.line, fault.field, fault.found) for fault in faults]


def test_the_league_hangs_together(tmp_path: Path) -> None:
    assert faults_of(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("found", "put", "line", "field", "said"),
    [
        ("20,gate,,,,,border", "20,gate,,,5,10,border", 3, "place", "place 'gate' and coordinates"),
        ("20,gate,,,,,border", "20,,Gate,,,,border", 3, "lat", "no place, and no lat and no lon"),
        ("30,,,XBB,6,12", "30,,,XBB,6,", 4, "lon", "no place, and no lon"),
        ("2,,Bay,XBB", "2,,,XBB", 7, "name", "a stop without name"),
        ("2,,Bay,XBB,9,15", "2,,Bay,XBB,5,15", 7, "lat", "the point of stop 1 in line 6 again"),
        ("20,gate,,,,,border", "20,alpha,,,,,border", 3, "place", "the point of stop 10 in line 2 again"),
    ],
)
def test_stops_without_a_point_of_their_own(
    found: str, put: str, line: int, field: str, said: str, tmp_path: Path
) -> None:
    assert told(faults_of(tmp_path, change("stops.csv", found, put))) == [("stops.csv", line, field, said)]


def test_a_waypoint_needs_no_name(tmp_path: Path) -> None:
    assert "30,,,XBB,6,12,waypoint" in LEAGUE["stops.csv"]
    assert faults_of(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("found", "put", "expected"),
    [
        ("line,spur,1,2,planned", "line,spur,1,3,planned",
         [("segments.csv", 5, "to_seq", "stop 3, which does not exist")]),
        ("line,spur,1,2,planned", "line,spru,1,2,planned",
         [("segments.csv", 5, "branch", "'spru'")]),
        ("line,spur,1,2,planned", "line,spur,2,1,planned",
         [("segments.csv", 5, "to_seq", "from 2 to 1")]),
        ("line,main,20,40,operating,rail,2012-05", "line,main,20,40,operating,rail,2014",
         [("segments.csv", 4, "since", "no state from 2012-05 (line 2) to 2014")]),
    ],
)  # fmt: skip
def test_segments_that_leave_something_out(
    found: str, put: str, expected: list[tuple[str, int, str, str]], tmp_path: Path
) -> None:
    faults = faults_of(tmp_path, change("segments.csv", found, put))
    assert told(faults) == expected


def test_a_section_that_no_segment_covers_is_a_fault(tmp_path: Path) -> None:
    rows = "line,main,10,30,operating,,,charter\nline,spur,1,2,planned,,,charter\n"
    (fault,) = faults_of(tmp_path, {"segments.csv": SEGMENTS + rows})
    assert told([fault]) == [("stops.csv", 4, "seq", "no state between the stops 30 and 40")]
    assert not fault.warning


def test_a_route_without_any_segment_is_only_warned_of(tmp_path: Path) -> None:
    (tmp_path / "segments.csv").unlink(missing_ok=True)
    contents = read_folder(write_folder(tmp_path, {"segments.csv": None}))
    faults = list(check_routes(contents))
    assert {fault.line for fault in faults} == {2, 3, 4, 6}
    assert all(fault.warning for fault in faults)


def test_numbers_that_go_by_ones_and_skip_one_are_warned_of(tmp_path: Path) -> None:
    points = "".join(f"line,main,{seq},,S{seq},XAA,5,{seq},station,,charter\n" for seq in (1, 2, 4, 5))
    segments = SEGMENTS + "line,main,1,5,operating,,,charter\n"
    (fault,) = faults_of(tmp_path, {"stops.csv": STOPS + points, "segments.csv": segments})
    assert (fault.line, fault.found, fault.warning) == (4, "seq 4 after 2", True)


def test_one_stop_makes_no_line(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, {"stops.csv": STOPS + "line,main,1,alpha,,,,,station,,charter\n"})
    assert ("stops.csv", 2, "seq", "one stop only in route 'line', branch 'main'") in told(faults)


def test_distances_grow_along_the_route(tmp_path: Path) -> None:
    points = "".join(
        f"line,main,{seq},,S{seq},XAA,5,{seq},station,{km},charter\n" for seq, km in ((1, 0), (2, ""), (3, 50), (4, 40))
    )
    segments = SEGMENTS + "line,main,1,4,operating,,,charter\n"
    (fault,) = faults_of(tmp_path, {"stops.csv": STOPS + points, "segments.csv": segments})
    assert told([fault]) == [("stops.csv", 5, "chainage_km", "40 km after 50 km in line 4")]


def test_a_journey_leads_somewhere_else(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, change("journeys.csv", "XAA,alpha,beta", "XAA,alpha,alpha"))
    assert told([fault]) == [("journeys.csv", 2, "to", "from and to 'alpha'")]


def test_a_stop_that_could_not_be_read_does_not_make_its_segments_look_wrong(tmp_path: Path) -> None:
    contents = read_folder(write_folder(tmp_path, change("stops.csv", "line,main,40,beta", "line,main,40x,beta")))
    assert len(contents.faults) == 1
    assert list(check_routes(contents)) == []
