"""GeoParquet says what it is beside what geopandas says."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import pyarrow.parquet as pq

from geo.bloc import Bloc
from geo.export.parquet import METADATA_KEY
from geo.export.write import export_bloc


def test_parquet_says_what_it_is_beside_what_geopandas_says(league: Bloc, tmp_path: Path) -> None:
    export_bloc(league, "parquet", tmp_path)
    for name, is_spatial in (("members", True), ("spells", False)):
        metadata = pq.read_schema(tmp_path / f"league-{name}.parquet").metadata
        said = json.loads(metadata[METADATA_KEY])
        assert said["licence"].startswith("Not stated")
        assert said["sources"]
        assert (b"geo" in metadata) == is_spatial
    members = geopandas.read_parquet(tmp_path / "league-members.parquet")
    assert members.crs == "EPSG:4326"
    assert members["member"].dtype == "boolean"
