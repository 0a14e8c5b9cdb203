"""Surveyed lines: read from any of the usual files, drawn as they are, refused where they are another line's."""

from __future__ import annotations

import shutil
from pathlib import Path

import geopandas
import numpy as np
import pandas
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.checks.run import check_folder
from geo.errors import FaultyDataError
from geo.facts.routes import route_frame, route_lines
from geo.geodesy.lines import stretch
from geo.model.dates import parse_day
from geo.reading.courses import CourseError, read_course
from geo.tables import read_tables
from geo.template.write import copy_bloc
from tests.damage import with_damage
from tests.folders import REAL_LEAGUE

# From Tunis along the coast to Tripoli, by hand: the stops are at its ends.
COAST = [(10.18, 36.8), (10.6, 35.8), (10.1, 34.7), (10.7, 33.9), (11.2, 33.2), (12.5, 32.8), (13.19, 32.89)]


def line(crs: str = "EPSG:4326") -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"name": ["coast"]}, geometry=[shapely.LineString(COAST)], crs="EPSG:4326").to_crs(
        crs
    )


def league(tmp_path: Path, name: str = "coast.geojson") -> Path:
    """Return a copy of the league whose eastern line has a course between Tunis and Tripoli."""
    folder = tmp_path / "league"
    shutil.copytree(REAL_LEAGUE, folder)
    (folder / "courses").mkdir()
    table = (folder / "segments.csv").read_text(encoding="utf-8").splitlines()
    table = [f"{table[0]},course", *(row + "," for row in table[1:])]
    number = next(n for n, row in enumerate(table) if row.startswith("east,main,10,20"))
    table[number] += name
    (folder / "segments.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "driver", "crs"),
    [
        ("coast.geojson", "GeoJSON", "EPSG:4326"),
        ("coast.gpkg", "GPKG", "EPSG:32632"),
        ("coast.shp", "ESRI Shapefile", "EPSG:3857"),
        ("coast.kml", "KML", "EPSG:4326"),
        ("coast.gpx", "GPX", "EPSG:4326"),
    ],
)
def test_a_line_is_the_same_from_every_format_and_system(tmp_path: Path, name: str, driver: str, crs: str) -> None:
    more = {"layer": "tracks"} if driver == "GPX" else {}
    shape = line(crs)[["geometry"] if driver == "GPX" else ["name", "geometry"]]
    if driver == "GPX":
        shape = shape.set_geometry([shapely.MultiLineString([shapely.LineString(COAST)])])
    shape.to_file(tmp_path / name, driver=driver, **more)
    np.testing.assert_allclose(read_course(tmp_path / name), COAST, atol=2e-6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from([("geojson", "GeoJSON"), ("kml", "KML"), ("gpkg", "GPKG")]), data=st.data())
def test_a_damaged_course_is_refused_or_still_a_line(
    tmp_path: Path, kind: tuple[str, str], data: st.DataObject
) -> None:
    suffix, driver = kind
    whole, damaged = (tmp_path / f"{name}.{suffix}" for name in ("whole", "damaged"))
    if not whole.exists():
        line().to_file(whole, driver=driver)
    damaged.write_bytes(with_damage(data, whole.read_bytes()))
    try:
        course = read_course(damaged)
    except CourseError as error:
        assert error.found and error.expected
    else:
        assert course.shape[1] == 2 and len(course) >= 2
        assert np.isfinite(course).all()


def test_pieces_that_meet_are_one_line(tmp_path: Path) -> None:
    pieces = [shapely.LineString(COAST[3:]), shapely.LineString(COAST[:4])]
    geopandas.GeoDataFrame(geometry=pieces, crs="EPSG:4326").to_file(tmp_path / "two.geojson")
    found = read_course(tmp_path / "two.geojson").tolist()
    assert found in ([list(point) for point in COAST], [list(point) for point in reversed(COAST)])


def test_a_section_is_drawn_by_its_course_from_stop_to_stop(tmp_path: Path) -> None:
    folder = league(tmp_path)
    # Longer than the section at both ends, and the other way round.
    longer = shapely.LineString([(9.0, 37.2), *COAST, (15.0, 32.4)]).reverse()
    geopandas.GeoDataFrame(geometry=[longer], crs="EPSG:4326").to_file(folder / "courses" / "coast.geojson")
    tables = read_tables(folder)
    drawn = route_lines(tables)["route:east:main:10"]
    assert np.abs(drawn[0] - COAST[0]).max() < 0.1 and np.abs(drawn[-1] - COAST[-1]).max() < 0.1
    assert {tuple(point) for point in drawn.round(6)} >= set(COAST[1:-1])
    frame = route_frame(tables, parse_day("2020-06-01"))
    assert frame.loc["route:east:main:10", "course"] == "coast.geojson"
    assert not frame.loc["route:east:main:10", "approximate"]
    assert pandas.isna(frame.loc["route:east:main:20", "course"])


def test_a_course_may_cross_180() -> None:
    line = np.array([(170.0, 0.0), (178.0, 1.0), (-178.0, 2.0), (-170.0, 3.0)])
    found = stretch(line, np.array([-175.0, 2.4]), np.array([175.0, 0.6]))
    np.testing.assert_allclose(found[1:-1], line[2:0:-1])
    assert found[:, 0].min() >= -180 and found[:, 0].max() <= 180


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "found 'coast.geojson', expected a file of courses/; put it there"),
        (lambda path: path.write_text("no line at all"), "courses/coast.geojson, which cannot be read"),
        (
            lambda path: geopandas.GeoDataFrame(geometry=[shapely.Point(10, 36)], crs="EPSG:4326").to_file(path),
            "found no line in courses/coast.geojson",
        ),
        (
            lambda path: geopandas.GeoDataFrame(
                geometry=[shapely.LineString(COAST[:3]), shapely.LineString(COAST[4:])], crs="EPSG:4326"
            ).to_file(path),
            "found 2 lines that do not meet",
        ),
        (
            lambda path: geopandas.GeoDataFrame(
                geometry=[shapely.LineString([(30, 10), (31, 11)])], crs="EPSG:4326"
            ).to_file(path),
            "found a line that passes stop 10 at",
        ),
    ],
)
def test_what_is_no_course_of_the_section_is_a_fault_at_its_cell(tmp_path: Path, make: object, says: str) -> None:
    folder = league(tmp_path)
    make(folder / "courses" / "coast.geojson")  # type: ignore[operator]
    with pytest.raises(FaultyDataError) as caught:
        read_tables(folder)
    assert f"[course] {says}" in str(caught.value) or says in str(caught.value)
    assert str(caught.value).startswith("segments.csv:")


def test_a_shapefile_without_its_system_is_refused(tmp_path: Path) -> None:
    line().to_file(tmp_path / "coast.shp")
    (tmp_path / "coast.prj").unlink()
    with pytest.raises(CourseError, match="no coordinate reference system"):
        read_course(tmp_path / "coast.shp")


def test_a_course_lies_in_its_folder_and_nowhere_else(tmp_path: Path) -> None:
    folder = league(tmp_path, "../members.csv")
    with pytest.raises(FaultyDataError, match="the name of a file, without a folder before it"):
        read_tables(folder)


def test_a_copy_has_the_courses_too(tmp_path: Path) -> None:
    folder = league(tmp_path)
    line().to_file(folder / "courses" / "coast.geojson")
    copy = copy_bloc(folder, tmp_path / "copy")
    assert (copy / "courses" / "coast.geojson").read_bytes() == (folder / "courses" / "coast.geojson").read_bytes()
    assert "route:east:main:10" in geo.load_bloc(copy, scale="110m").routes.index


def test_a_line_that_no_section_names_is_told(tmp_path: Path) -> None:
    folder = league(tmp_path)
    for name in ("coast", "spare"):
        line().to_file(folder / "courses" / f"{name}.geojson")
    told = [fault for fault in check_folder(folder) if fault.file.startswith("courses")]
    assert [(fault.file, fault.warning) for fault in told] == [("courses/spare.geojson", True)]
