"""Routes are sections in the state of a day; the least they measure is a bound and nothing more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.bloc import load_bloc
from geo.errors import MisuseError
from geo.facts import routes
from geo.facts.flatten import flat_columns
from geo.facts.route_bound import straight_line_bound
from geo.facts.routes import (
    countries_crossed,
    main_branch,
    route_frame,
    route_lines,
)
from geo.facts.sections import SectionFact
from geo.geodesy.measure import length_km
from geo.tables import Tables, read_tables
from layers.build import BuildOptions, build_bloc
from tests.folders import BARE, LEAGUE, REAL_LEAGUE, change, write_folder

STOPS = "route,branch,seq,name,country,lat,lon,kind,uncertainty_km,sources,confidence\n"


@pytest.fixture
def league(tmp_path: Path) -> Tables:
    return read_tables(write_folder(tmp_path))


def tables_of(folder: Path, stops: list[str]) -> Tables:
    """Return a route along the equator; each stop is ``country,lat,lon,kind,uncertainty,confidence``."""
    rows = ""
    for seq, stop in enumerate(stops, start=1):
        country, lat, lon, kind, km, confidence = stop.split(",")
        rows += f"line,main,{seq},S{seq},{country},{lat},{lon},{kind},{km},charter,{confidence}\n"
    segments = f"route,from_seq,to_seq,status,sources\nline,1,{len(stops)},operating,charter\n"
    files = {**BARE, "routes.csv": LEAGUE["routes.csv"], "stops.csv": STOPS + rows, "segments.csv": segments}
    return read_tables(write_folder(folder, files))


def test_a_row_is_a_section_in_the_state_of_the_day(league: Tables) -> None:
    frame = route_frame(league, date(2012, 5, 1))
    assert frame.index.name == "id"
    assert ["id", *frame.columns] == [*(column.name for column in flat_columns(SectionFact)), "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert frame["status"].tolist() == ["operating"] * 2 + ["planned"]
    assert frame["since"].tolist()[:2] == ["2012-05"] * 2
    assert frame["from_seq"].tolist() == [10, 20, 1]
    assert frame["to_seq"].tolist() == [20, 40, 2]
    assert frame["gauge_mm"].tolist() == [1435, 1435, 1520]
    assert frame.loc["route:line:main:10", ["from_name", "to_name"]].tolist() == ["Alpha", "Gate"]


def test_a_section_without_state_has_none(league: Tables) -> None:
    frame = route_frame(league, date(2000, 12, 31))
    assert frame["status"].isna().tolist() == [True, True, False]
    assert frame["status_label"].tolist() == ["", "", "planned"]
    # Somebody says that the route exists, whatever its state: the section cites those.
    assert frame["sources"].tolist() == ["charter"] * 3


def test_lines_are_geodesics_in_short_steps(league: Tables) -> None:
    line = route_lines(league, smooth=False)["route:line:main:10"]
    assert line[0].tolist() == [5, 5]
    assert line[-1].tolist() == [10, 5]
    steps = [length_km(line[number : number + 2]) for number in range(len(line) - 1)]
    assert max(steps) <= 25.0001
    # A degree of longitude at 5° N is 110.90 km (tables of the WGS84 ellipsoid); the geodesic is hardly shorter.
    assert sum(steps) == pytest.approx(5 * 110.90, rel=1e-4)
    assert line[len(line) // 2, 1] > 5  # it bows towards the pole


def test_only_approximate_sections_are_bent(league: Tables) -> None:
    ruled, bent = route_lines(league, smooth=False), route_lines(league)
    assert {name: np.array_equal(ruled[name], bent[name]) for name in ruled} == {
        "route:line:main:10": False,
        "route:line:main:20": False,
        "route:line:spur:1": True,
    }
    for name, line in bent.items():
        assert line[[0, -1]].tolist() == ruled[name][[0, -1]].tolist()


@pytest.mark.parametrize("smooth", [True, False])
def test_a_line_passes_its_waypoints_once(smooth: bool, league: Tables) -> None:
    line = route_lines(league, smooth=smooth)["route:line:main:20"].tolist()
    assert [line[0], line[-1]] == [[10, 5], [15, 5]]
    assert line.count([12, 6]) == 1
    assert len({tuple(point) for point in line}) == len(line)


def test_the_bend_never_enters_a_length(league: Tables) -> None:
    assert route_frame(league, date(2012, 12, 31), smooth=True)["straight_km"].tolist() == (
        route_frame(league, date(2012, 12, 31))["straight_km"].tolist()
    )


def test_a_section_across_180_is_cut(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, ["XAA,0,179,station,,high", "XAA,0,-179,station,,high"])
    (line,) = route_frame(tables, date(2024, 12, 31)).geometry
    assert line.geom_type == "MultiLineString"
    assert line.bounds == (-180, 0, 180, 0)


def test_countries_go_in_the_order_they_are_entered(league: Tables, tmp_path: Path) -> None:
    assert countries_crossed(league, "line") == ["XAA", "XBB"]
    back = tables_of(
        tmp_path / "back",
        [f"{codes},0,{lon},station,,high" for lon, codes in enumerate(["XBB", "XBB XAA", "XAA", "XBB", "XCC"])],
    )
    assert countries_crossed(back, "line") == ["XBB", "XAA", "XCC"]


def test_a_route_without_a_main_branch_goes_by_its_first(tmp_path: Path) -> None:
    stops = LEAGUE["stops.csv"].replace("line,main", "line,north")
    segments = LEAGUE["segments.csv"].replace("line,main", "line,north")
    tables = read_tables(write_folder(tmp_path, {"stops.csv": stops, "segments.csv": segments}))
    assert [stop.seq for stop in main_branch(tables, "line")] == [10, 20, 30, 40]


def test_a_route_without_stops_measures_nothing(tmp_path: Path) -> None:
    tables = read_tables(write_folder(tmp_path, {**BARE, "routes.csv": LEAGUE["routes.csv"]}))
    assert main_branch(tables, "line") == ()
    bound = straight_line_bound(tables, "line")
    assert (bound.total_km, bound.by_country) == (0, {})
    names = [column.name for column in flat_columns(SectionFact)]
    assert ["id", *route_frame(tables, date(2024, 12, 31)).columns] == [*names, "geometry"]


def test_a_route_that_does_not_exist_is_misuse(league: Tables) -> None:
    with pytest.raises(MisuseError, match="'lane' is not a route of league; expected one of line"):
        straight_line_bound(league, "lane")


# One degree along the equator of WGS84, whose radius is 6378.137 km.
DEGREE_KM = 2 * np.pi * 6378.137 / 360


def test_the_bound_is_the_straight_line_where_points_are_sure(tmp_path: Path) -> None:
    tables = tables_of(
        tmp_path,
        ["XAA,0,0,station,,high", "XAA XBB,0,2,border,,high", "XBB,0,5,station,,high"],
    )
    bound = straight_line_bound(tables, "line")
    assert bound.total_km == pytest.approx(5 * DEGREE_KM, rel=1e-9)
    assert bound.by_country == pytest.approx({"XAA": 2 * DEGREE_KM, "XBB": 3 * DEGREE_KM}, rel=1e-9)
    assert list(bound.by_country) == ["XAA", "XBB"]


def test_uncertain_ends_shorten_the_bound(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, ["XAA,0,0,station,10,high", "XAA,0,5,station,3,high"])
    assert straight_line_bound(tables, "line").total_km == pytest.approx(5 * DEGREE_KM - 13, rel=1e-9)


def test_an_uncertain_stop_is_used_only_where_it_adds(tmp_path: Path) -> None:
    straight = ["XAA,0,0,station,,high", "XAA,0,2,station,20,high", "XAA,0,5,station,,high"]
    detour = ["XAA,0,0,station,,high", "XAA,3,2,station,20,high", "XAA,0,5,station,,high"]
    assert straight_line_bound(tables_of(tmp_path / "a", straight), "line").total_km == pytest.approx(5 * DEGREE_KM)
    round_about = length_km([(0, 0), (2, 3), (5, 0)]) - 40
    assert straight_line_bound(tables_of(tmp_path / "b", detour), "line").total_km == pytest.approx(round_about)


@pytest.mark.parametrize("stop", ["XAA,3,2,waypoint,,high", "XAA,3,2,station,,low"])
def test_waypoints_and_guesses_do_not_lengthen_the_bound(stop: str, tmp_path: Path) -> None:
    tables = tables_of(tmp_path, ["XAA,0,0,station,,high", stop, "XAA,0,5,station,,high"])
    assert straight_line_bound(tables, "line").total_km == pytest.approx(5 * DEGREE_KM, rel=1e-9)


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(-30, 30), st.integers(0, 60), st.sampled_from(["XAA", "XBB"])),
        min_size=2,
        max_size=6,
        unique_by=lambda stop: stop[:2],
    ),
    st.data(),
)
def test_no_line_within_the_uncertainty_is_shorter(
    tmp_path_factory: pytest.TempPathFactory, stops: list[tuple[int, int, int, str]], data: st.DataObject
) -> None:
    """Move every stop by as much as it may be wrong: the line through the moved stops keeps the bound."""
    folder = tmp_path_factory.mktemp("route")
    tables = tables_of(folder, [f"{code},{lat},{lon},station,{km},high" for lat, lon, km, code in stops])
    moved = []
    for lat, lon, km, _ in stops:
        north = data.draw(st.floats(-1, 1)) * km / 111.7  # no degree of latitude is longer
        moved.append((lon, lat + north))
    bound = straight_line_bound(tables, "line")
    assert bound.total_km <= length_km(moved) + 1e-6
    assert sum(bound.by_country.values()) <= bound.total_km + 1e-6


def test_the_state_of_a_stretch_may_change_by_itself(tmp_path: Path) -> None:
    changed = change("segments.csv", "line,main,20,40,operating,rail,2012-05", "line,main,20,40,suspended,rail,2012-05")
    tables = read_tables(write_folder(tmp_path, changed))
    assert route_frame(tables, date(2013, 12, 31))["status"].tolist() == ["operating", "suspended", "planned"]


def test_lines_are_shared_and_cannot_be_written() -> None:
    lines = route_lines(read_tables(REAL_LEAGUE))
    assert lines
    with pytest.raises(ValueError, match="read-only"):
        np.copyto(next(iter(lines.values())), 0.0)


def test_all_maps_of_a_build_take_the_same_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bloc = load_bloc(REAL_LEAGUE, scale="110m")
    asked: list[Tables] = []
    found = routes.sections
    monkeypatch.setattr(routes, "sections", lambda tables: (asked.append(tables), found(tables))[1])
    written = build_bloc(bloc, tmp_path, BuildOptions(maps=("league-line", "league-lines"), scale="110m"))
    assert len([path for path in written if path.suffix == ".html"]) == 3
    assert asked == [bloc.tables]


def test_nobody_changes_the_lines_of_others(league: Tables) -> None:
    lines = route_lines(league)
    with pytest.raises(TypeError):
        lines["route:mine:main:1"] = np.zeros((2, 2))  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        lines["route:line:main:10"][0] = 0
    with pytest.raises(TypeError):
        straight_line_bound(league, "line").by_country["XX"] = 1.0  # type: ignore[index]
