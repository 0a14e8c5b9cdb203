"""A GeoPackage has no clock and says whom to name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyogrio

from geo.bloc import Bloc
from geo.export.write import export_bloc
from tests.exports import query


def test_a_geopackage_has_no_clock_and_says_whom_to_name(league: Bloc, tmp_path: Path) -> None:
    (path,) = export_bloc(league, "gpkg", tmp_path, as_of=date(2024, 7, 4)).paths
    assert set(query(path, "SELECT last_change FROM gpkg_contents")) == {("2024-07-04T00:00:00.000Z",)}
    assert set(query(path, "SELECT timestamp FROM gpkg_metadata_reference")) == {("2024-07-04T00:00:00.000Z",)}
    assert set(query(path, "SELECT update_time FROM layer_styles")) == {("2024-07-04T00:00:00.000Z",)}
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    said = pyogrio.read_info(path, layer="members")["dataset_metadata"]
    assert said["as_of"] == "2024-07-04"
    assert "The Atlas: Places and lines (CC BY 4.0). https://example.org/atlas" in said["credits"]
    assert ("The Atlas: Places and lines", "CC BY 4.0") in query(path, "SELECT text, licence FROM about")
    assert query(path, "SELECT identifier FROM gpkg_contents WHERE table_name = 'routes'") == [("Sections of routes",)]


def test_the_clock_of_gdal_is_put_back(square_league: Bloc, tmp_path: Path) -> None:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2001-02-03T00:00:00.000Z"})
    try:
        export_bloc(square_league, "gpkg", tmp_path)
        assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "2001-02-03T00:00:00.000Z"
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
