"""A bloc as files in open formats, with dates, sources, licence and credits inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.bloc import Bloc
from geo.errors import MisuseError, check_one_of
from geo.export.collect import gather
from geo.export.csv_tables import csv_files
from geo.export.geojson import geojson_files
from geo.export.gpkg import gpkg_files
from geo.export.kml import kml_files
from geo.export.model import ExportContent
from geo.export.parquet import parquet_files
from geo.files import write_whole
from geo.model.dates import DayLike

WRITERS: Mapping[str, Callable[[ExportContent], dict[str, bytes]]] = {
    "geojson": geojson_files,
    "gpkg": gpkg_files,
    "parquet": parquet_files,
    "csv": csv_files,
    "kml": kml_files,
}
"""The function that makes a format's files, by the format's name."""
FORMATS = tuple(WRITERS)
DRAWN_ONLY = ("kml",)
"""Formats that hold no plain tables."""


@dataclass(frozen=True)
class Exported:
    """The files written, in the order of their layers, and what was left out, each with the reason."""

    paths: tuple[Path, ...]
    left_out: tuple[str, ...]


def export_bloc(bloc: Bloc, form: str, out: Path, *, as_of: DayLike | None = None) -> Exported:
    """Write a bloc's layers and tables in one format.

    Parameters
    ----------
    bloc
        The bloc, with the scale and border view of the shapes.
    form
        One of ``FORMATS``.
    out
        Folder to write into; it is made where it does not exist. Files are called by the bloc's id and the layer:
        ``sco-members.geojson``; ``sco.gpkg`` and ``sco.kml`` hold all layers.
    as_of
        The day that statuses and states are shown of (see ``geo.bloc.Bloc.day_of``). The tables
        ``spells`` and ``route_states`` hold the whole history whatever the day.

    Returns
    -------
    Exported
        A layer without rows is not written, and a file of it that an earlier export left is removed.

    Raises
    ------
    MisuseError
        For an unknown format, or when ``out`` is a file.

    Notes
    -----
    Every file is made before the first is written, and each is written whole or not at all. The same input gives the
    same bytes. Shapes are in EPSG:4326, cut at 180°, rounded to seven decimals; dates are as precise as known.
    """
    check_one_of(form, FORMATS, "a format of exports")
    if out.exists() and not out.is_dir():
        raise MisuseError(f"{out} is a file; expected a folder to write into")
    content = gather(bloc, bloc.day_of(as_of))
    files = WRITERS[form](content)
    for name, data in files.items():
        write_whole(out / name, data)
    for name in content.empty:
        for stale in (f"{bloc.id}-{name}.{form}", f"{bloc.id}-{name}-shapes.{form}"):
            (out / stale).unlink(missing_ok=True)
    return Exported(tuple(out / name for name in files), _left_out(content, form))


def _left_out(content: ExportContent, form: str) -> tuple[str, ...]:
    tables = [layer.name for layer in content.layers if layer.shape is None and form in DRAWN_ONLY]
    return (*(f"{name}: no rows" for name in content.empty), *(f"{name}: {form} holds no tables" for name in tables))
