"""Layers as one GeoPackage, with styles that QGIS takes up and a table that says whom to name."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.errors import MapDataError
from geo.export.collect import about_layer
from geo.export.model import About, ExportContent, ExportLayer, credit_line, xml_text
from geo.export.qgis_style import qml_styles

# Programs of 2019 and later read it without a warning.
VERSION = "1.2"
GEOMETRY_COLUMN = "geom"
STYLE_TABLE = "layer_styles"
# GDAL writes the time of every change into the file; the first option sets its clock.
CLOCK, SYNCHRONOUS = "OGR_CURRENT_DATE", "OGR_SQLITE_SYNCHRONOUS"


def gpkg_files(content: ExportContent) -> dict[str, bytes]:
    """Return the one file by its name."""
    layers = [*content.layers, about_layer(content)]
    said = {item: xml_text(text) for item, text in content.about.texts().items()}
    said["credits"] = xml_text("\n".join(map(credit_line, content.about.credits(content.layers))))
    with tempfile.TemporaryDirectory() as folder, _settings(content.about):
        path = Path(folder) / "export.gpkg"
        try:
            for layer in layers:
                _write(path, layer, said)
            styles = _style_table(content)
            pyogrio.write_dataframe(
                styles, path, layer=STYLE_TABLE, driver="GPKG", append=True, layer_options={"FID": "id"}
            )
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise MapDataError(f"a GeoPackage cannot be made in {folder}, where it is put together: {error}") from error
        return {f"{content.spec.id}.gpkg": path.read_bytes()}


def _write(path: Path, layer: ExportLayer, said: dict[str, str]) -> None:
    frame = layer.frame()
    options = {"IDENTIFIER": layer.title, "DESCRIPTION": layer.note}
    first = {"dataset_metadata": said, "dataset_options": {"VERSION": VERSION}}
    more: dict[str, Any] = {"append": True} if path.exists() else first
    if isinstance(frame, gpd.GeoDataFrame):
        options["GEOMETRY_NAME"] = GEOMETRY_COLUMN
    pyogrio.write_dataframe(frame, path, layer=layer.name, driver="GPKG", layer_options=options, **more)


def _style_table(content: ExportContent) -> pd.DataFrame:
    """Return the table as QGIS makes it; it finds a style by the three texts that are empty here."""
    rows = [
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": name,
            "f_geometry_column": GEOMETRY_COLUMN,
            "styleName": name,
            "styleQML": qml,
            "styleSLD": "",
            "useAsDefault": True,
            "description": content.about.title,
            "owner": "",
            "ui": None,
            "update_time": pd.Timestamp(content.about.as_of, tz="UTC"),
        }
        for name, qml in qml_styles(content).items()
    ]
    return pd.DataFrame(rows)


@contextmanager
def _settings(about: About) -> Iterator[None]:
    """Set GDAL's clock to the day shown, and put its options back afterwards.

    The file is read back at once, so GDAL need not wait for the disk after each layer.
    """
    wanted = {CLOCK: f"{about.as_of.isoformat()}T00:00:00.000Z", SYNCHRONOUS: "OFF"}
    before = {name: pyogrio.get_gdal_config_option(name) for name in wanted}
    pyogrio.set_gdal_config_options(wanted)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
