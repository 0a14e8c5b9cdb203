"""Exports: the same facts and shapes in every format, read back by GDAL; safe text; the same bytes; whole files."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas
import pandas
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from pydantic import BaseModel
from shapely.geometry import MultiPolygon, Point, box

import geo.export.write
from geo.bloc import Bloc, load_bloc
from geo.errors import MisuseError
from geo.export.collect import gather
from geo.export.geojson import bounds_of
from geo.export.lines import APPROXIMATE, SCHEMATIC
from geo.export.model import EXPORT_ONLY, ExportContent, ExportLayer, tidy, xml_text
from geo.export.parquet import METADATA_KEY
from geo.export.write import FORMATS, Exported, export_bloc
from geo.facts.flatten import TAIL, FlatColumn, flat_columns
from geo.facts.journeys import JourneyFact
from geo.facts.membership import Membership
from geo.facts.places import EventFact, PlaceFact
from geo.facts.sections import SectionFact, SectionState
from geo.facts.statistics import StatisticFact
from geo.facts.stops import StopFact
from geo.model.records import Claim, Source
from geo.model.symbology import STATES
from geo.reading.csv_writer import FORMULA_STARTS
from geo.shipped import BLOCS
from geo.tables import read_tables
from geo.world.disputes import DisputeFact
from layers.cli import main
from tests.folders import change, write_folder
from tests.hostile import LONG_CELL, STRINGS, make_hostile
from tests.worlds import square, square_world

DAY = date(2016, 6, 1)
WORLD = square_world(
    {"XAA": box(0, 0, 10, 10), "XBB": MultiPolygon([box(10, 0, 20, 10)]), "XCC": square(175, 0, -175, 10)}
)
# Geography has no columns of its own in these layers, or the reader adds some.
READER_OPTIONS = {"geojson": {"DATE_AS_STRING": "YES"}, "csv": {"KEEP_GEOM_COLUMNS": "NO"}}
KML_COLUMNS = {"id": "id2", "end": "end2"}
"""GDAL's KML reader has columns of its own with these names and calls ours otherwise."""


def league(folder: Path, changed: Mapping[str, str | bytes | None] | None = None) -> Bloc:
    return Bloc(read_tables(write_folder(folder, changed)), WORLD, "110m", "un")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return league(tmp_path_factory.mktemp("league"))


@pytest.fixture(scope="module")
def sco() -> Bloc:
    return load_bloc("sco")


def layers_of(bloc: Bloc, day: date = DAY) -> dict[str, ExportLayer]:
    return {layer.name: layer for layer in gather(bloc, day).layers}


DOCS = (Path(__file__).parent.parent / "docs" / "exports.md").read_text()
FACTS: Mapping[str, type[BaseModel]] = {
    "members": Membership,
    "spells": Membership,
    "places": PlaceFact,
    "events": EventFact,
    "routes": SectionFact,
    "route_states": SectionState,
    "stops": StopFact,
    "journeys": JourneyFact,
    "dispute_areas": DisputeFact,
    "dispute_points": DisputeFact,
    "figures": StatisticFact,
    "claims": Claim,
    "sources": Source,
}


def test_every_layer_has_the_columns_of_its_facts_and_then_those_of_exports_alone(small: Bloc) -> None:
    layers = gather(small, DAY).layers
    assert {layer.name for layer in layers} == set(FACTS)
    for layer in layers:
        own = [heading for column in flat_columns(FACTS[layer.name]) for heading in column.headings]
        assert list(layer.columns[: len(own)]) == own
        assert set(layer.columns[len(own) :]) <= set(EXPORT_ONLY)
        assert len({tuple(row) for row in layer.rows}) == 1
        assert len(layer.geometries) == (len(layer.rows) if layer.shape else 0)


@pytest.mark.parametrize("name", FACTS)
def test_every_layer_is_told_in_the_documentation_with_its_columns(name: str) -> None:
    told = next(line for line in DOCS.splitlines() if line.startswith("| `") and f"`{name}`" in line.split("|")[1])
    listed = told.split("|")[3]
    if name == "spells":
        assert listed == " the same, without `as_of` "
        return
    ends = () if name == "sources" else TAIL
    wanted = [in_docs(column) for column in flat_columns(FACTS[name]) if column.name not in ends]
    assert [column for column in re.findall("`([^`]+)`", listed) if column not in EXPORT_ONLY.keys() - wanted] == wanted


def test_every_column_is_told_in_the_documentation_with_what_it_means() -> None:
    meanings = {(in_docs(column), column.description) for model in FACTS.values() for column in flat_columns(model)}
    listed = DOCS.partition("### What the columns mean")[2].partition("###")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.+) \|$", listed, re.MULTILINE)
    assert rows == sorted({*meanings, *EXPORT_ONLY.items()})


def in_docs(column: FlatColumn) -> str:
    return f"{column.name}_*" if column.kind == "words" else column.name


def test_members_are_those_of_the_day_with_their_status_in_words(small: Bloc) -> None:
    rows = {row["code"]: row for row in layers_of(small)["members"].rows}
    assert {code: row["status_label_en"] for code, row in rows.items()} == {
        "XAA": "Member",
        "XBB": "Member",
        "XCC": "Observer",
    }
    assert rows["XBB"]["since"] == "2010-07-01"
    assert rows["XBB"]["until"] is None
    assert rows["XCC"]["member"] is False
    assert rows["XAA"]["as_of"] == "2016-06-01"
    assert rows["XAA"]["sources_text"] == "The League: Charter. https://example.org/charter"


def test_history_is_whole_whatever_the_day(small: Bloc) -> None:
    early, late = (layers_of(small, date(year, 1, 1)) for year in (2005, 2024))
    assert [row["code"] for row in early["members"].rows] == ["XAA", "XBB"]
    assert [row["code"] for row in late["members"].rows] == ["XAA", "XBB"]
    for name in ("spells", "route_states"):
        assert early[name].rows == late[name].rows
    assert [row["since"] for row in early["spells"].rows] == ["2001-06-15", "2004", "2010-07-01", "2015-03"]
    spells = [
        (row["since"], row["until"]) for row in early["route_states"].rows if row["section"] == "route:line:main:10"
    ]
    assert spells == [("2008", "2012-05"), ("2012-05", None)]


def test_sections_tell_state_gauge_and_how_sure_their_course_is(small: Bloc) -> None:
    rows = {row["id"]: row for row in layers_of(small)["routes"].rows}
    first, bent = rows["route:line:main:10"], rows["route:line:main:20"]
    assert (first["status"], first["status_label_en"], first["gauge_mm"]) == ("operating", "operating", 1435)
    # The border post is uncertain by 8 km, a waypoint is of low confidence, the spur has neither.
    assert first["approximate"] and bent["approximate"]
    assert first["alignment"] == APPROXIMATE
    assert rows["route:line:spur:1"]["alignment"] == SCHEMATIC
    # Five degrees along the parallel of 5° N: 5 × 111.32 km × cos 5°, less than a thousandth more or less.
    assert first["straight_km"] == pytest.approx(5 * 111.32 * 0.9962, rel=2e-3)
    before = {row["id"]: row for row in layers_of(small, date(2010, 1, 1))["routes"].rows}
    assert before["route:line:main:10"]["status_label_en"] == "under construction"
    none = {row["id"]: row for row in layers_of(small, date(2007, 1, 1))["routes"].rows}
    assert none["route:line:main:10"]["status"] is None
    assert none["route:line:main:10"]["sources"] == "charter"


def test_names_stand_in_a_column_a_language_and_are_not_made_up(small: Bloc) -> None:
    layers = layers_of(small)
    length = layers["figures"].rows[0]
    assert [length[f"quantity_name_{language}"] for language in ("en", "ru", "zh")] == ["Length", "Длина", "长度"]
    place = layers["places"].rows[0]
    assert [place[f"name_{language}"] for language in ("en", "ru", "zh")] == ["Alpha", None, None]


def test_disputes_tell_both_sides_and_every_source_is_listed(small: Bloc) -> None:
    layers = layers_of(small)
    crimea = next(row for row in layers["dispute_areas"].rows if row["id"] == "crimea")
    assert "Russia" in crimea["administered_by_en"] and "Ukraine" in crimea["claimed_by_en"]
    assert crimea["sources"].split()[0].startswith("border:")
    listed = {row["id"] for row in layers["sources"].rows}
    assert listed == frozenset().union(*(layer.cited for layer in layers.values()))


def test_licence_and_credits_come_from_those_who_gave_them(small: Bloc, sco: Bloc) -> None:
    about = gather(sco, sco.as_of).about
    assert about.licence.startswith("MIT")
    assert gather(small, DAY).about.licence.startswith("Not stated")
    layers = layers_of(sco, sco.as_of)
    places = {credit.text.split(":")[0]: credit for credit in about.credits([layers["places"]])}
    assert places["GeoNames"].licence == "CC BY 4.0"
    assert places["GeoNames"].url == "https://www.geonames.org/"
    assert "Natural Earth 4.1.0 (1" not in places
    assert all(credit.licence for credit in about.credits(layers.values()))
    (shapes, *_) = about.credits([layers["members"]])
    assert (shapes.text, shapes.licence) == ("Natural Earth 4.1.0 (1:50m), shapes of countries", "public domain")


# Read back by GDAL


def opened(done: Exported, form: str, layer: ExportLayer) -> pandas.DataFrame:
    paths = {path.name: path for path in done.paths}
    options: dict[str, Any] = READER_OPTIONS.get(form, {})
    if form in ("gpkg", "kml"):
        return pyogrio.read_dataframe(next(iter(paths.values())), layer=layer.name, **options)
    if form == "parquet":
        path = next(path for name, path in paths.items() if name.endswith(f"-{layer.name}.parquet"))
        return geopandas.read_parquet(path) if layer.shape else pandas.read_parquet(path)
    path = next(path for name, path in paths.items() if name.endswith(f"-{layer.name}.{form}"))
    if form == "csv" and layer.shape == "point":
        options = options | {"X_POSSIBLE_NAMES": "lon", "Y_POSSIBLE_NAMES": "lat"}
    return pyogrio.read_dataframe(path, **options)


def comparable(value: object, form: str) -> object:
    """Return a value as far as a format tells it: CSV knows text alone, and no empty text beside a missing one."""
    if value is None or (not isinstance(value, str) and pandas.isna(value)):
        return None
    if form != "csv":
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text or None


def assert_same_rows(read: pandas.DataFrame, layer: ExportLayer, form: str) -> None:
    assert len(read) == len(layer.rows)
    for column in layer.columns:
        named = KML_COLUMNS.get(column, column) if form == "kml" else column
        found = [comparable(value, form) for value in read[named].tolist()]
        found = [float(value) if isinstance(value, int) and not isinstance(value, bool) else value for value in found]
        expected = [comparable(row[column], form) for row in layer.rows]
        assert found == expected, (form, layer.name, column)


def assert_same_shapes(found: Any, layer: ExportLayer) -> None:
    for shape, expected in zip(found, layer.geometries, strict=True):
        assert shapely.equals_exact(shape, expected, tolerance=1e-9), layer.name


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_and_shape_reads_back(form: str, sco: Bloc, tmp_path: Path) -> None:
    done = export_bloc(sco, form, tmp_path)
    for layer in gather(sco, sco.as_of).layers:
        if form == "kml" and layer.shape is None:
            assert f"{layer.name}: kml holds no tables" in done.left_out
            continue
        read = opened(done, form, layer)
        assert_same_rows(read, layer, form)
        if layer.shape and not (form == "csv" and layer.shape == "area"):
            assert_same_shapes(read.geometry, layer)
            assert form in ("csv", "parquet") or read.crs == "EPSG:4326"


def test_areas_of_a_csv_stand_apart_by_key(sco: Bloc, tmp_path: Path) -> None:
    export_bloc(sco, "csv", tmp_path)
    layer = layers_of(sco, sco.as_of)["members"]
    read = pyogrio.read_dataframe(tmp_path / "sco-members-shapes.csv", KEEP_GEOM_COLUMNS="NO")
    assert read["code"].tolist() == [row["code"] for row in layer.rows]
    assert_same_shapes(read.geometry, layer)
    with (tmp_path / "sco-members.csv").open(encoding="utf-8-sig", newline="") as file:
        assert max(len(cell) for row in csv.reader(file) for cell in row) < 32_767  # what a cell of a spreadsheet holds


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(form: str, small: Bloc, tmp_path: Path) -> None:
    first, second = (export_bloc(small, form, tmp_path / name, as_of=DAY) for name in ("one", "two"))
    assert [path.name for path in first.paths] == [path.name for path in second.paths]
    for one, two in zip(first.paths, second.paths, strict=True):
        assert one.read_bytes() == two.read_bytes()


# Each format's own rules


def collection(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_geojson_keeps_to_the_rfc(sco: Bloc, tmp_path: Path) -> None:
    for path in export_bloc(sco, "geojson", tmp_path).paths:
        data = collection(path)
        assert data["type"] == "FeatureCollection"
        assert "crs" not in data
        assert not re.search(r"\d\.\d{8}", json.dumps([feature["geometry"] for feature in data["features"]]))
        assert ("bbox" in data) == (data["features"][0]["geometry"] is not None)
        for feature in data["features"]:
            assert set(feature) <= {"type", "id", "properties", "geometry"}
            assert_whole_rings(feature["geometry"])


def assert_whole_rings(geometry: dict[str, Any] | None) -> None:
    """Check the right-hand rule, closed rings, and that no segment runs round the globe instead of across 180°."""
    if geometry is None or geometry["type"] == "Point":
        return
    for part in geometry["coordinates"]:
        rings = part if geometry["type"] == "MultiPolygon" else [part]
        for number, ring in enumerate(rings):
            assert all(abs(one[0] - other[0]) < 180 for one, other in pairwise(ring))
            if geometry["type"] == "MultiPolygon":
                assert ring[0] == ring[-1]
                assert shapely.LinearRing(ring).is_ccw == (number == 0)


def test_geojson_says_what_it_is_and_whom_to_name(sco: Bloc, tmp_path: Path) -> None:
    export_bloc(sco, "geojson", tmp_path, as_of=date(2020, 1, 1))
    said = collection(tmp_path / "sco-members.geojson")["metadata"]
    assert said["title"] == "Shanghai Cooperation Organisation on 1 January 2020"
    assert said["as_of"] == "2020-01-01"
    assert said["borders"].startswith("After UN resolutions, not a UN map: ")
    assert all(source["publisher"] and source["title"] for source in said["sources"].values())
    assert any((source["url"] or "").startswith("https://") for source in said["sources"].values())
    # Eight members in 2020; Iran and Belarus, which joined later, were observers.
    features = {
        feature["id"]: feature["properties"] for feature in collection(tmp_path / "sco-members.geojson")["features"]
    }
    assert sum(row["member"] for row in features.values()) == 8
    assert features["BLR"]["status"] == features["IRN"]["status"] == "observer"


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ([Point(3, 4)], (3, 4, 3, 4)),
        ([box(0, 0, 10, 10), box(20, -5, 30, 0)], (0, -5, 30, 10)),
        ([square(175, 0, -175, 10)], (175, 0, -175, 10)),
        ([square(175, 0, -175, 10), box(20, 0, 30, 10)], (20, 0, -175, 10)),
        ([box(-180, -90, 180, -60)], (-180, -90, 180, -60)),
        ([box(0, 0, 50, 1), box(10, 0, 20, 1), box(60, 0, 61, 1)], (0, 0, 61, 1)),
        ([Point(177, -20), Point(-178, -16)], (177, -20, -178, -16)),  # the example of RFC 7946, 5.2
    ],
)
def test_the_box_of_shapes_is_the_narrowest(shapes: list[Any], expected: tuple[float, ...]) -> None:
    assert bounds_of(shapes) == expected


def test_shapes_are_turned_rounded_and_made_multiple() -> None:
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)], [[(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)]])
    turned = tidy(clockwise)
    assert turned.geom_type == "MultiPolygon"
    assert turned.geoms[0].exterior.is_ccw
    assert not turned.geoms[0].interiors[0].is_ccw
    line = tidy(shapely.LineString([(0.123456789, -0.00000001), (1, 2)]))
    assert line.wkt == "MULTILINESTRING ((0.1234568 0, 1 2))"


def test_shapes_stay_valid(sco: Bloc) -> None:
    for layer in gather(sco, sco.as_of).layers:
        assert shapely.is_valid(list(layer.geometries)).all(), layer.name


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(sql).fetchall()


def test_a_geopackage_has_no_clock_and_says_whom_to_name(sco: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(sco, "gpkg", tmp_path, as_of=date(2024, 7, 4)).paths
    assert set(query(path, "SELECT last_change FROM gpkg_contents")) == {("2024-07-04T00:00:00.000Z",)}
    assert set(query(path, "SELECT timestamp FROM gpkg_metadata_reference")) == {("2024-07-04T00:00:00.000Z",)}
    assert set(query(path, "SELECT update_time FROM layer_styles")) == {("2024-07-04T00:00:00.000Z",)}
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    said = pyogrio.read_info(path, layer="members")["dataset_metadata"]
    assert said["as_of"] == "2024-07-04"
    assert "GeoNames geographical database (CC BY 4.0). https://www.geonames.org/" in said["credits"]
    assert ("GeoNames: GeoNames geographical database", "CC BY 4.0") in query(path, "SELECT text, licence FROM about")
    assert query(path, "SELECT identifier FROM gpkg_contents WHERE table_name = 'routes'") == [("Sections of routes",)]


def test_the_clock_of_gdal_is_put_back(small: Bloc, tmp_path: Path) -> None:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2001-02-03T00:00:00.000Z"})
    try:
        export_bloc(small, "gpkg", tmp_path)
        assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "2001-02-03T00:00:00.000Z"
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def styles(path: Path) -> dict[str, ElementTree.Element]:
    # QGIS looks for a style by these very columns: empty text where there is no schema, not a missing value.
    sql = """SELECT f_table_name, styleQML FROM layer_styles
             WHERE f_table_schema = '' AND f_geometry_column = 'geom' AND useAsDefault = 1"""
    return {name: ElementTree.fromstring(qml) for name, qml in query(path, sql)}


def test_qgis_finds_a_style_for_each_layer_in_the_colours_of_the_bloc(sco: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(sco, "gpkg", tmp_path).paths
    found = styles(path)
    assert set(found) == {layer.name for layer in gather(sco, sco.as_of).layers if layer.shape}
    assert found["members"].find("renderer-v2").get("attr") == "status"
    fills = {
        category.get("label"): option(found["members"], category, "color")
        for category in found["members"].iter("category")
    }
    assert fills == {
        status.label["en"]: ",".join(str(int(status.color[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
        for status in sco.spec.statuses
    }


def option(style: ElementTree.Element, category: ElementTree.Element, name: str) -> str | None:
    """Return an option of the last line or first fill of a category's symbol."""
    symbol = style.find(f"renderer-v2/symbols/symbol[@name='{category.get('symbol')}']")
    assert symbol is not None
    layer = symbol.findall("layer")[-1 if symbol.get("type") == "line" else 0]
    found = layer.find(f"Option/Option[@name='{name}']")
    return None if found is None else found.get("value")


def test_qgis_draws_each_state_of_a_route_with_a_dash_of_its_own(sco: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(sco, "gpkg", tmp_path).paths
    routes = styles(path)["routes"]
    categories = {category.get("value"): category for category in routes.iter("category")}
    assert set(categories) == {*STATES, ""}
    dashed = {state: option(routes, category, "use_custom_dash") for state, category in categories.items()}
    assert [state for state, used in dashed.items() if used == "0"] == ["operating", ""]
    dashes = [option(routes, categories[state], "customdash") for state in STATES if dashed[state] == "1"]
    assert len(set(dashes)) == len(dashes)
    # A route is 0.8 mm wide: three and a half widths of line, then 1.3 of gap.
    assert option(routes, categories["under_construction"], "customdash") == "2.8;1.04"
    ends = {state for state in STATES if option(routes, categories[state], "capstyle") == "round"}
    assert ends == {"proposed"}  # dots, which a flat end would not show


def test_parquet_says_what_it_is_beside_what_geopandas_says(sco: Bloc, tmp_path: Path) -> None:
    export_bloc(sco, "parquet", tmp_path)
    for name, is_spatial in (("members", True), ("spells", False)):
        metadata = pq.read_schema(tmp_path / f"sco-{name}.parquet").metadata
        said = json.loads(metadata[METADATA_KEY])
        assert said["licence"].startswith("MIT")
        assert said["sources"]
        assert (b"geo" in metadata) == is_spatial
    members = geopandas.read_parquet(tmp_path / "sco-members.parquet")
    assert members.crs == "EPSG:4326"
    assert members["member"].dtype == "boolean"


KML = {"k": "http://www.opengis.net/kml/2.2"}


def test_kml_has_plain_words_and_a_style_for_every_status(sco: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(sco, "kml", tmp_path).paths
    root = ElementTree.parse(path).getroot()
    drawn = {
        style.get("id"): style.findtext("k:PolyStyle/k:color", "", KML) for style in root.iterfind(".//k:Style", KML)
    }
    for status in sco.spec.statuses:
        # KML writes blue, green, red, after how dense the fill is.
        assert drawn[f"members-{status.id}"][2:] == status.color[5:7] + status.color[3:5] + status.color[1:3]
    used = {element.text for element in root.iterfind(".//k:styleUrl", KML)}
    assert used <= {f"#{name}" for name in drawn}
    belarus = next(
        mark for mark in root.iterfind(".//k:Placemark", KML) if mark.findtext("k:name", "", KML) == "Belarus"
    )
    lines = belarus.findtext("k:description", "", KML).split("\n")
    assert "Status: New member of 2024" in lines
    assert "Since: 2024-07-04" in lines
    assert any(re.fullmatch(r"Source: .+: .+\. https?://\S+", line) for line in lines)
    assert "Licence: MIT" in root.findtext("k:Document/k:description", "", KML)


# Text that wants to be more


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return load_bloc(make_hostile(BLOCS / "sco", tmp_path_factory.mktemp("hostile") / "bloc"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_hostile_text_travels_as_it_is(form: str, hostile: Bloc, tmp_path: Path) -> None:
    done = export_bloc(hostile, form, tmp_path)
    layer = layers_of(hostile, hostile.as_of)["places"]
    names = {row["name_en"] for row in layer.rows}
    assert LONG_CELL in names
    assert len(names & set(STRINGS)) > 5
    assert_same_rows(opened(done, form, layer), layer, form)


def test_hostile_text_of_a_csv_is_no_formula(hostile: Bloc, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    # The reader's limit is one for the whole process: other tests need it as it was.
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(sys.maxsize)))
    cells = []
    for path in export_bloc(hostile, "csv", tmp_path).paths:
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        cells += [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    numbers = {cell for cell in cells if re.fullmatch(r"-\d+(\.\d+)?", cell)}
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS) and cell not in numbers] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_hostile_text_opens_no_tag_in_kml(hostile: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(hostile, "kml", tmp_path).paths
    assert b"<![CDATA[" not in path.read_bytes()
    words = [
        element.text or ""
        for tag in ("name", "description")
        for element in ElementTree.parse(path).getroot().iterfind(f".//k:{tag}", KML)
    ]
    assert any("script" in text for text in words)
    assert not [text for text in words if "<" in text or ">" in text]


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    assert xml_text("a\x00b\x1bc\ufffed]]>\t\n\U0001f682") == "a\ufffdb\ufffdc\ufffdd]]>\t\n\U0001f682"


# What is left out, and what may go wrong


def test_a_layer_without_rows_is_left_out_and_said(tmp_path: Path) -> None:
    bare = league(tmp_path / "bloc", {"journeys.csv": None, "steps.csv": None})
    out = tmp_path / "out"
    out.mkdir()
    (out / "league-journeys.geojson").write_text("of an earlier day")
    done = export_bloc(bare, "geojson", out)
    assert done.left_out == ("journeys: no rows",)
    assert not (out / "league-journeys.geojson").exists()
    assert {path.name for path in out.iterdir()} == {path.name for path in done.paths}
    export_bloc(bare, "csv", out)
    assert "left out,journeys: no rows,," in (out / "league-about.csv").read_text(encoding="utf-8-sig").splitlines()
    (path,) = export_bloc(bare, "gpkg", out).paths
    assert "journeys" not in {name for name, _ in pyogrio.list_layers(path)}


def test_the_shapes_of_a_layer_that_is_empty_now_do_not_stay_behind(small: Bloc, tmp_path: Path) -> None:
    export_bloc(small, "csv", tmp_path, as_of=DAY)
    # The table of members and the file of their outlines, which CSV keeps apart.
    assert {"league-members.csv", "league-members-shapes.csv"} <= {path.name for path in tmp_path.iterdir()}
    done = export_bloc(small, "csv", tmp_path, as_of=date(1990, 1, 1))
    assert "members: no rows" in done.left_out
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in done.paths}
    assert not list(tmp_path.glob("league-members*"))


def test_a_bloc_of_three_files_exports_in_every_format(tmp_path: Path) -> None:
    files = ("places", "events", "routes", "stops", "segments", "journeys", "steps", "figures", "claims")
    bare = league(tmp_path / "bloc", {f"{name}.csv": None for name in files})
    for form in FORMATS:
        done = export_bloc(bare, form, tmp_path / form, as_of=date(1990, 1, 1))
        assert done.paths
        assert {"members: no rows", "places: no rows", "routes: no rows"} <= set(done.left_out)


def test_nothing_is_written_when_a_file_cannot_be_made(
    small: Bloc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(content: ExportContent) -> dict[str, bytes]:
        raise RuntimeError(content.spec.id)

    monkeypatch.setitem(geo.export.write.WRITERS, "csv", fail)
    with pytest.raises(RuntimeError, match="league"):
        export_bloc(small, "csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_misuse_is_told(small: Bloc, tmp_path: Path) -> None:
    with pytest.raises(
        MisuseError, match=r"'geojsn' is not a format of exports; expected one of geojson, .*; did you mean 'geojson'"
    ):
        export_bloc(small, "geojsn", tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(MisuseError, match="is a file; expected a folder"):
        export_bloc(small, "csv", tmp_path / "file")


def test_the_command_lists_what_it_wrote_and_what_it_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["blocmap", "export", "eaeu", "--format", "kml", "--as-of", "2020", "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / "eaeu.kml")]
    assert "left out: journeys: no rows" in said.err.splitlines()


def test_gauge_and_uncertainty_travel_as_numbers(tmp_path: Path) -> None:
    changed = league(
        tmp_path / "bloc", change("places.csv", "capital,,charter,high\ngate", "capital,2.5,charter,high\ngate")
    )
    export_bloc(changed, "geojson", tmp_path)
    stops = {f["id"]: f["properties"] for f in collection(tmp_path / "league-stops.geojson")["features"]}
    assert stops["stop:line:main:40"]["gauge_mm"] == 1520
    assert stops["stop:line:main:40"]["gauge_before_mm"] == 1435
    assert stops["stop:line:main:40"]["gauge_break"] is True
    assert stops["stop:line:main:40"]["uncertainty_km"] == 2.5
