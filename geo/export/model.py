"""What every format of export writes: layers of flat rows with their shapes, and what is said of them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo.model.fields import LANGUAGES
from geo.model.records import Source
from geo.model.spec import BlocSpec

if TYPE_CHECKING:
    import pandas as pd

DECIMALS = 7
"""Of degrees, in every format: a centimetre, and what RFC 7946 holds to be enough."""
CRS = "EPSG:4326"
ExportRow = dict[str, Any]
"""A flat row: text, whole number, number, yes or no, or ``None``, by column."""
GeometryKind = Literal["point", "line", "area"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DTYPES = {
    "Int64": ("from_seq", "to_seq", "seq", "number", "gauge_mm", "gauge_before_mm"),
    "float64": ("uncertainty_km", "straight_km", "chainage_km", "length_km", "value"),
    "boolean": ("member", "approximate", "gauge_break", "crossing", "attended", "recommended"),
}
DTYPES: Mapping[str, str] = {column: dtype for dtype, columns in _DTYPES.items() for column in columns}
"""Columns that hold no text, whichever layer they stand in; all others are text."""


@dataclass(frozen=True)
class ExportLayer:
    """A layer or, without ``shape``, a plain table.

    ``title`` and ``note`` (what a row is) are English. ``key`` names the column that tells rows apart, ``None`` where
    there is none. All rows have the same columns in the same order; ``geometries`` go with the rows, in longitude and
    latitude, and are points, multi-part lines or multi-part polygons throughout.
    """

    name: str
    title: str
    note: str
    key: str | None
    shape: GeometryKind | None
    rows: tuple[ExportRow, ...]
    geometries: tuple[BaseGeometry, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in their order; none for an empty layer."""
        return tuple(self.rows[0]) if self.rows else ()

    @property
    def cited(self) -> frozenset[str]:
        """The ids of all sources that the rows name."""
        return frozenset(source for row in self.rows for source in (row.get("sources") or "").split())

    def frame(self) -> pd.DataFrame:
        """Return the rows with a column ``geometry`` (EPSG:4326) where there are shapes; dtypes as ``DTYPES`` says."""
        import geopandas as gpd
        import pandas as pd

        frame = pd.DataFrame(list(self.rows), columns=pd.Index(self.columns))
        frame = frame.astype({column: DTYPES.get(column, "string") for column in self.columns})
        return frame if self.shape is None else gpd.GeoDataFrame(frame, geometry=list(self.geometries), crs=CRS)


@dataclass(frozen=True)
class Credit:
    """Whom to name: a maker, the licence, the address; empty where there is none."""

    text: str
    licence: str
    url: str


@dataclass(frozen=True)
class About:
    """What is said of an export as a whole: what, which day, whose borders, what one may do with it, whom to name."""

    title: str
    as_of: date
    worldview: str
    worldview_note: str
    scale: str
    licence: str
    shapes: Credit
    sources: Mapping[str, Source]

    def texts(self) -> dict[str, str]:
        """Return all but credits and sources as text by item."""
        return {
            "title": self.title,
            "as_of": self.as_of.isoformat(),
            "borders": f"{self.worldview}: {self.worldview_note}",
            "scale": f"1:{self.scale}",
            "licence": self.licence,
        }

    def credits(self, layers: Iterable[ExportLayer]) -> list[Credit]:
        """Return whom to name for some layers: of shapes, the maker; of the sources, those that state a licence."""
        listed = list(layers)
        cited = sorted(frozenset().union(*(layer.cited for layer in listed)))
        sources = [self.sources[key] for key in cited]
        credits = [self.shapes] if any(layer.shape == "area" for layer in listed) else []
        credits += [Credit(f"{x.publisher}: {x.title}", x.licence, x.url or "") for x in sources if x.licence]
        return list(dict.fromkeys(credits))

    def metadata(self, layer: ExportLayer) -> dict[str, Any]:
        """Return what a file of one layer says of itself, as JSON has it, with the sources that the layer cites."""
        return {
            **self.texts(),
            "layer": layer.title,
            "note": layer.note,
            "credits": [vars(credit) for credit in self.credits([layer])],
            "sources": {key: source_row(key, self.sources[key]) for key in sorted(layer.cited)},
        }


@dataclass(frozen=True)
class ExportContent:
    """All that goes into an export: the layers that have rows, the names of those that have none."""

    spec: BlocSpec
    about: About
    layers: tuple[ExportLayer, ...]
    empty: tuple[str, ...]


def words(column: str, text: Mapping[str, str]) -> ExportRow:
    """Return a text as one column a language; a language it lacks is ``None``."""
    return {f"{column}_{language}": text.get(language) for language in LANGUAGES}


def xml_text(text: str) -> str:
    """Return a text with a replacement character for each one that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def cite(source: Source) -> str:
    """Return a source as a person reads it: publisher, title, day, address."""
    day = f", {source.published}" if source.published else ""
    return f"{source.publisher}: {source.title}{day}" + (f". {source.url}" if source.url else "")


def credit_line(credit: Credit) -> str:
    """Return a credit on one line."""
    return ". ".join(part for part in (f"{credit.text} ({credit.licence})", credit.url) if part)


def backing(
    sources: Mapping[str, Source], *, note: Mapping[str, str], confidence: str | None, cited: Iterable[str]
) -> ExportRow:
    """Return the columns that every row ends with: remark, certainty, sources as ids and to be read."""
    ids = list(cited)
    return {
        **words("note", note),
        "confidence": confidence,
        "sources": " ".join(ids),
        "sources_text": " | ".join(cite(sources[key]) for key in ids),
    }


def source_row(key: str, source: Source) -> ExportRow:
    """Return a source as a row."""
    return {
        "id": key,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": str(source.published) if source.published else None,
        "accessed": str(source.accessed) if source.accessed else None,
        "licence": source.licence or None,
        "note": source.note or None,
    }


def tidy(geometry: BaseGeometry) -> BaseGeometry:
    """Return a shape as exports have it: rounded, multi-part unless a point, outer rings anticlockwise (RFC 7946)."""
    # Adding zero turns -0.0, which some formats write with its sign, into 0.0.
    rounded: BaseGeometry = shapely.transform(geometry, lambda lonlat: np.round(lonlat, DECIMALS) + 0.0)
    parts = list(shapely.get_parts(rounded))
    if isinstance(rounded, shapely.LineString | MultiLineString):
        return MultiLineString(parts)
    if isinstance(rounded, shapely.Polygon | MultiPolygon):
        return MultiPolygon([orient(part) for part in parts])
    return rounded
