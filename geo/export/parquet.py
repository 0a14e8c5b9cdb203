"""GeoParquet: one file a layer, with what it says of itself in the file's own metadata."""

from __future__ import annotations

import io
import json
from typing import Any

import geopandas as gpd
import pyarrow.parquet as pq

from geo.export.model import ExportContent, ExportLayer

METADATA_KEY = b"blocmap"
"""Key of a Parquet file's own metadata; the value is JSON, as ``metadata`` of a GeoJSON file."""


def parquet_files(content: ExportContent) -> dict[str, bytes]:
    """Return the files by name: GeoParquet for layers, plain Parquet for tables."""
    return {
        f"{content.spec.id}-{layer.name}.parquet": _parquet(layer, content.about.metadata(layer))
        for layer in content.layers
    }


def _parquet(layer: ExportLayer, metadata: dict[str, Any]) -> bytes:
    frame = layer.frame()
    written = io.BytesIO()
    if isinstance(frame, gpd.GeoDataFrame):
        frame.to_parquet(written, index=False)
    else:
        frame.to_parquet(written, index=False, engine="pyarrow")
    # geopandas writes no metadata but its own, so the table is read back and written with ours added.
    table = pq.read_table(io.BytesIO(written.getvalue()))
    said = {METADATA_KEY: json.dumps(metadata, ensure_ascii=False, allow_nan=False)}
    marked = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({**table.schema.metadata, **said}), marked)
    return marked.getvalue()
