"""Ways of OpenStreetMap become sections: each tag means one way to travel, one state, one gauge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pytest

from geo.bloc import load_bloc
from geo.checks.run import check_folder
from geo.errors import FaultyDataError
from geo.facts.routes import route_frame, route_lines
from geo.model.dates import PartialDate
from geo.reading.openstreetmap import Way, way_of
from geo.tables import read_tables
from layers.build import build_map
from layers.figure.marginalia.footer import foot_text
from tests.folders import REAL_LEAGUE

PLACES = [(3.0, 36.5), (4.0, 36.4), (5.0, 36.3), (6.0, 36.2), (7.0, 36.1), (10.3, 36.9), (12.4, 37.8)]


@pytest.mark.parametrize(
    ("tags", "way"),
    [
        ({"railway": "rail", "gauge": "1435"}, Way("rail", "operating", 1435)),
        ({"railway": "rail", "gauge": "1435;1000"}, Way("rail", "operating", 1435)),
        ({"railway": "narrow_gauge"}, Way("rail", "operating")),
        ({"railway": "construction", "construction": "rail", "gauge": "1520"}, Way("rail", "under_construction", 1520)),
        ({"railway": "proposed"}, Way("rail", "proposed")),
        ({"proposed:railway": "rail"}, Way("rail", "proposed")),
        ({"railway": "disused"}, Way("rail", "suspended")),
        ({"railway": "abandoned"}, None),
        ({"railway": "platform"}, None),
        ({"highway": "motorway"}, Way("road", "operating")),
        ({"highway": "construction", "construction": "trunk"}, Way("road", "under_construction")),
        ({"highway": "footway"}, Way("walking", "operating")),
        ({"route": "ferry"}, Way("ferry", "operating")),
        ({"man_made": "pipeline"}, Way("pipeline", "operating")),
        ({"power": "cable"}, Way("cable", "operating")),
        ({"building": "yes"}, None),
        ({"railway": "rail", "start_date": "1886-06"}, Way("rail", "operating", since=PartialDate(1886, 6))),
        ({"man_made": "pipeline", "start_date": "2009-12-14"},
         Way("pipeline", "operating", since=PartialDate(2009, 12, 14))),
        *(({"railway": "rail", "start_date": guess}, Way("rail", "operating"))
          for guess in ("~1900", "C19", "1890s", "1854..1855", "before 1910", "1886-13", "0001")),
        ({"railway": "construction", "construction": "rail", "start_date": "2023"}, Way("rail", "under_construction")),
        ({"railway": "disused", "start_date": "1900"}, Way("rail", "suspended")),
        ({"railway": "rail", "opening_date": "2030"}, Way("rail", "operating")),
    ],
)  # fmt: skip
def test_tags_tell_how_one_travels_and_in_which_state(tags: Mapping[str, str], way: Way | None) -> None:
    assert way_of(tags) == way


def league(tmp_path: Path, *, inner: bool = False, stops: bool = False, opened: str = "") -> Path:
    """Return the league with one route by ways of OpenStreetMap; ``inner``: their tags stand in one property.

    ``opened`` is the day of the first two.
    """
    dated = {"start_date": opened} if opened else {}
    told: list[tuple[int, int, dict[str, str]]] = [
        (0, 1, {"railway": "rail", "gauge": "1435", **dated}),
        (2, 1, {"railway": "rail", "gauge": "1435", **dated}),  # drawn the other way round
        (2, 3, {"railway": "construction", "construction": "rail", "gauge": "1435"}),
        (3, 4, {"railway": "rail", "gauge": "1000"}),
        (5, 6, {"route": "ferry"}),
        (4, 5, {"building": "yes"}),
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"@id": f"way/{number}", **({"tags": tags} if inner else tags)},
            "geometry": {"type": "LineString", "coordinates": [PLACES[start], PLACES[end]]},
        }
        for number, (start, end, tags) in enumerate(told)
    ]
    folder = Path(copytree(REAL_LEAGUE, tmp_path / "league"))
    (folder / "courses").mkdir()
    (folder / "courses" / "ways.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (folder / "routes.csv").write_text("id,name,osm,sources\nnorth,North line,ways.geojson,gazette\n")
    for table in ("claims", "figures", "journeys", "steps", *(() if stops else ("stops", "segments"))):
        (folder / f"{table}.csv").unlink()
    spec = (folder / "bloc.toml").read_text(encoding="utf-8")
    (folder / "bloc.toml").write_text(spec[: spec.index('[[maps]]\nslug = "league-lines"')], encoding="utf-8")
    return folder


@pytest.mark.parametrize("inner", [False, True])
def test_a_route_needs_no_stops_where_a_file_of_openstreetmap_tells_all(inner: bool, tmp_path: Path) -> None:
    folder = league(tmp_path, inner=inner)
    assert [str(fault) for fault in check_folder(folder) if not fault.warning] == []
    told = [fault for fault in check_folder(folder) if fault.field == "osm"]
    assert [fault.found for fault in told] == ["lines without a tag that is known, 1 in 'ways.geojson': not drawn"]
    tables = read_tables(folder)
    frame = route_frame(tables, tables.spec.maps[0].as_of)
    assert list(zip(frame["branch"], frame["status"], frame["mode"], frame["gauge_mm"].fillna(0), strict=True)) == [
        ("main", "operating", "rail", 1435),
        ("main", "under_construction", "rail", 1435),
        ("main", "operating", "rail", 1000),
        ("part-2", "operating", "ferry", 0),
    ]
    assert route_lines(tables)["route:north:main:1"].tolist() == [list(place) for place in PLACES[:3]]


@pytest.mark.parametrize("inner", [False, True])
def test_a_section_is_there_from_the_day_on_which_it_opened(inner: bool, tmp_path: Path) -> None:
    bloc = load_bloc(league(tmp_path, opened="2010-05-01", inner=inner), scale="110m")
    assert [row.since for row in bloc.tables.segments] == [PartialDate(2010, 5, 1), None, None, None]
    unopened = [bloc.routes_on(day)["status"].isna().tolist() for day in ("2010-04-30", "2010-05-01")]
    assert unopened == [[True, False, False, False], [False] * 4]
    time = build_map(bloc, "league-line").scene.data.time
    assert time is not None
    assert "North line, a part: operating" in {one.text["en"] for one in time.changes if str(one.date) == "2010-05-01"}


def test_its_licence_goes_wherever_the_line_goes(tmp_path: Path) -> None:
    bloc = load_bloc(league(tmp_path), scale="110m")
    data = build_map(bloc, "league-line").scene.data
    assert data.sources["openstreetmap"].licence == "ODbL 1.0"
    assert "© OpenStreetMap contributors (ODbL 1.0)" in foot_text(data, "en")
    assert set(bloc.routes["sources"]) == {"openstreetmap gazette"}


def test_a_file_beside_stops_is_refused_and_so_is_one_without_ways(tmp_path: Path) -> None:
    folder = league(tmp_path, stops=True)
    told = [str(fault) for fault in check_folder(folder) if fault.field == "osm" and not fault.warning]
    assert len(told) == 1 and "beside stops in stops.csv" in told[0]
    bare = league(tmp_path / "bare")
    text = (bare / "courses" / "ways.geojson").read_text()
    for tag in ("railway", "route"):
        text = text.replace(f'"{tag}"', '"x"')
    (bare / "courses" / "ways.geojson").write_text(text)
    with pytest.raises(FaultyDataError, match="no line with a tag of OpenStreetMap"):
        read_tables(bare)
    (bare / "courses" / "ways.geojson").unlink()
    with pytest.raises(FaultyDataError, match="expected a file of courses/; put it there"):
        read_tables(bare)
