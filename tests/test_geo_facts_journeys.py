"""Journeys are arcs, the shortest ways on the ellipsoid."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from geo.facts.flatten import flat_columns
from geo.facts.journeys import JourneyFact, journey_lines, journeys_frame
from geo.geodesy.measure import length_km
from geo.tables import Tables, read_tables
from tests.folders import BARE, write_folder


@pytest.fixture
def league(tmp_path: Path) -> Tables:
    return read_tables(write_folder(tmp_path))


def test_a_row_is_a_journey(league: Tables) -> None:
    frame = journeys_frame(league)
    assert frame.index.name == "id"
    assert ["id", *frame.columns] == [*(column.name for column in flat_columns(JourneyFact)), "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert frame.loc["east", ["who", "country", "from", "to", "date"]].tolist() == [
        "The Minister", "XAA", "alpha", "beta", "2010-07-01",
    ]  # fmt: skip
    assert frame.loc["east", ["from_name", "to_name"]].tolist() == ["Alpha", "Beta"]
    assert frame["attended"].tolist() == [True, False]
    assert frame["date"].isna().tolist() == [False, True]


def test_an_arc_bows_towards_the_pole_and_is_the_shortest_way(league: Tables) -> None:
    line = journey_lines(league)["east"]
    assert line[[0, -1]].tolist() == [[5, 5], [15, 5]]
    assert line[len(line) // 2, 1] > 5.01
    along_the_parallel = length_km([(5 + step / 10, 5) for step in range(101)])
    assert journeys_frame(league).loc["east", "length_km"] < along_the_parallel


def test_an_arc_goes_the_short_way_round(tmp_path: Path) -> None:
    places = "id,name,country,lat,lon,kind,sources\nfar,Far,XCC,0,179,town,charter\nnear,Near,XCC,0,-175,town,charter\n"
    journeys = "id,who,from,to,sources\nhop,She,far,near,charter\n"
    folder = write_folder(tmp_path, {**BARE, "places.csv": places, "journeys.csv": journeys})
    frame = journeys_frame(read_tables(folder))
    row = frame.loc["hop"]
    # Six degrees of the equator of WGS84, 111.3195 km each.
    assert row["length_km"] == pytest.approx(6 * 111.3195, rel=1e-5)
    assert row.geometry.geom_type == "MultiLineString"
    assert [part.bounds[::2] for part in shapely.get_parts(row.geometry)] == [(179, 180), (-180, -175)]
    assert frame["attended"].isna().all()


def test_no_journeys_give_an_empty_frame_with_its_columns(tmp_path: Path) -> None:
    tables = read_tables(write_folder(tmp_path, BARE))
    frame = journeys_frame(tables)
    assert ["id", *frame.columns] == [*(column.name for column in flat_columns(JourneyFact)), "geometry"]
    assert {name: str(frame[name].dtype) for name in frame.columns if name != "geometry"} == {
        column.name: column.dtype for column in flat_columns(JourneyFact) if column.name != "id"
    }
