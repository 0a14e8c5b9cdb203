"""Anyone's frame, checked and brought to degrees: what is drawn, and what is refused with one line."""

from __future__ import annotations

from collections.abc import Callable

import geopandas
import numpy as np
import pandas
import pytest
import shapely

from geo.errors import MisuseError
from geo.frames.prepare import MAX_ROWS, FrameKind, check_column, prepare_frame
from tests.own_frames import CRS, pipes, ports, provinces


@pytest.mark.parametrize("crs", [3857, 32633, 3035, "ESRI:54009"])
def test_any_crs_comes_to_the_same_degrees(crs: int | str) -> None:
    moved = prepare_frame(ports().to_crs(crs), "points")
    assert moved.crs == CRS
    there = shapely.get_coordinates(moved.geometry.to_numpy())
    assert np.allclose(there, shapely.get_coordinates(ports().geometry.to_numpy()), atol=1e-5)
    assert moved.index.equals(ports().index)


def test_the_frame_itself_stays_as_it_is() -> None:
    given = ports().to_crs(3857)
    before = given.copy()
    prepare_frame(given, "points")
    assert given.equals(before)


def test_heights_fall_away_and_many_points_are_a_row_each() -> None:
    frame = geopandas.GeoDataFrame({"a": ["x"]}, geometry=[shapely.MultiPoint([(1, 2, 3), (4, 5, 6)])], crs=CRS)
    made = prepare_frame(frame)
    assert made.a.tolist() == ["x", "x"]
    assert [point.wkt for point in made.geometry] == ["POINT (1 2)", "POINT (4 5)"]


@pytest.mark.parametrize("crs", [4326, 3832])
def test_an_area_across_180_is_cut_there(crs: int) -> None:
    """From 170° E to 170° W, counted on beyond 180 in degrees, or in one piece in the Pacific's own projection."""
    frame = geopandas.GeoDataFrame(geometry=[shapely.box(170, -10, 190, 10)], crs=4326).to_crs(crs)
    (shape,) = prepare_frame(frame).geometry
    parts = sorted(part.bounds for part in shape.geoms)
    assert np.allclose(parts, [(-180, -10, -170, 10), (170, -10, 180, 10)], atol=1e-6)


def test_a_line_across_180_is_cut_there() -> None:
    frame = geopandas.GeoDataFrame(geometry=[shapely.LineString([(170, 0), (190, 0)])], crs=CRS)
    (shape,) = prepare_frame(frame).geometry
    assert sorted(part.bounds for part in shape.geoms) == [(-180, 0, -170, 0), (170, 0, 180, 0)]


def test_the_whole_globe_in_degrees_stays_the_whole_globe() -> None:
    frame = geopandas.GeoDataFrame(geometry=[shapely.box(-180, -90, 180, 90)], crs=CRS)
    assert prepare_frame(frame).geometry[0].equals(frame.geometry[0])


def _without(frame: geopandas.GeoDataFrame, shape: object) -> geopandas.GeoDataFrame:
    shapes = list(frame.geometry)
    shapes[2] = shape
    return frame.set_geometry(geopandas.GeoSeries(shapes, index=frame.index, crs=frame.crs))


BOWTIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
BAD: dict[str, tuple[Callable[[], object], FrameKind, str]] = {
    "no frame": (lambda: pandas.DataFrame({"a": [1]}), "points", "points_from_xy"),
    "no geometry": (lambda: geopandas.GeoDataFrame({"a": [1]}), "points", "set_geometry"),
    "no CRS": (lambda: ports().set_crs(None, allow_override=True), "points", "set_crs('EPSG:4326')"),
    "no rows": (lambda: ports().iloc[:0], "points", "no rows"),
    "nothing": (lambda: _without(ports(), None), "points", "row 2 has no geometry or an empty one; drop"),
    "empty": (lambda: _without(ports(), shapely.Point()), "points", "row 2 has no geometry or an empty one"),
    "invalid": (lambda: _without(provinces(), BOWTIE), "areas", "row 2 has an invalid geometry: Self-intersection"),
    "other": (lambda: ports(), "areas", "5 rows (the first is 0) have a Point, and a AreasLayer draws"),
    "mixed": (lambda: _without(ports(), BOWTIE.buffer(0)), "points", "put such rows into a AreasLayer"),
    "metres": (lambda: ports().to_crs(3857).set_crs(CRS, allow_override=True), "points", "no place on the globe in"),
    "no number": (
        lambda: _without(ports(), shapely.Point(float("inf"), 5)),
        "points",
        "row 2 has a coordinate that is no number",
    ),
    "local": (
        lambda: ports().set_crs('LOCAL_CS["site",UNIT["metre",1]]', allow_override=True),
        "points",
        "the frame's CRS, site, does not lead to longitude and latitude",
    ),
    "geocentric": (
        lambda: ports().set_crs(4978, allow_override=True),
        "points",
        "EPSG:4978, does not lead to",
    ),
    "far": (lambda: ports().set_geometry(ports().translate(1000)), "points", "set_crs('…', allow_override=True)"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_drawn_is_refused_by_one_line(case: str) -> None:
    make, kind, words = BAD[case]
    with pytest.raises(MisuseError) as told:
        prepare_frame(make(), kind)
    assert words in str(told.value)
    assert "\n" not in str(told.value)


def test_a_million_rows_are_refused_before_anything_is_done_with_them() -> None:
    many = geopandas.GeoSeries(shapely.points(np.zeros((1_000_000, 2))), crs=CRS)
    with pytest.raises(MisuseError, match=f"1,000,000 rows, a page holds {MAX_ROWS:,}; thin"):
        prepare_frame(many)


def test_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(MisuseError, match=r"'tonne' is not a column of the frame \(size\).*did you mean 'tonnes'\?"):
        check_column(ports(), "tonne", "size")
    twice = pandas.concat([ports(), ports()[["trade"]]], axis=1)
    with pytest.raises(MisuseError, match="column 'trade' is there 2 times"):
        check_column(twice, "trade", "color")


def test_lines_and_areas_are_known_by_their_geometry() -> None:
    assert prepare_frame(pipes()).geom_type.tolist() == ["LineString", "MultiLineString"]
    assert len(prepare_frame(provinces())) == 9


def test_names_of_columns_that_are_no_text_become_it() -> None:
    numbered = ports().rename(columns={"port": 0, "trade": ("trade", "kind"), "tonnes": ("tonnes", "")})
    ready = prepare_frame(numbered)
    assert ready.columns.tolist() == ["0", "trade, kind", "tonnes", "geometry"]
    assert check_column(ready, 0, "label") == "0"
    assert numbered.columns[0] == 0
