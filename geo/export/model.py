"""What every format of export writes: layers of flat rows with their shapes, and what is said of them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely
from pydantic import BaseModel
from shapely.geometry import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo.facts.flatten import flat_columns, flat_in_all_languages
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

EXPORT_ONLY: Mapping[str, str] = {
    "as_of": "the day that is shown, or of which the number is",
    "alignment": "what the line is, in English",
    "sources_text": "the sources to be read: publisher, title, day, address",
}
"""What columns mean that no fact has; all of them are text."""
_DTYPES: Mapping[str, str] = {"int": "Int64", "float": "float64", "bool": "boolean"}


@dataclass(frozen=True)
class ExportLayer:
    """A layer or, without ``shape``, a plain table.

    ``title`` and ``note`` (what a row is) are English. ``key`` names the column that tells rows apart, ``None`` where
    there is none. All rows have the same columns in the same order; ``geometries`` go with the rows, in longitude and
    latitude, and are points, multi-part lines or multi-part polygons throughout. ``dtypes`` are those of the columns
    that hold no text.
    """

    name: str
    title: str
    note: str
    key: str | None
    shape: GeometryKind | None
    rows: tuple[ExportRow, ...]
    geometries: tuple[BaseGeometry, ...] = ()
    dtypes: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in their order; none for an empty layer."""
        return tuple(self.rows[0]) if self.rows else ()

    @property
    def cited(self) -> frozenset[str]:
        """The ids of all sources that the rows name."""
        return frozenset(cited(self.rows))

    def frame(self) -> pd.DataFrame:
        """Return the rows with a column ``geometry`` (EPSG:4326) where there are shapes, and ``dtypes``."""
        import geopandas as gpd
        import pandas as pd

        frame = pd.DataFrame(list(self.rows), columns=pd.Index(self.columns))
        frame = frame.astype({column: self.dtypes.get(column, "string") for column in self.columns})
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
            "sources": {key: flat_in_all_languages(self.sources[key]) for key in sorted(layer.cited)},
        }


@dataclass(frozen=True)
class ExportContent:
    """All that goes into an export: the layers that have rows, the names of those that have none."""

    spec: BlocSpec
    about: About
    layers: tuple[ExportLayer, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What a layer says of itself: its name, and in English its title and what a row is; the column that is its key."""

    name: str
    title: str
    note: str
    key: str | None = None


def fact_layer(
    told: Told,
    model: type[BaseModel],
    facts: Sequence[BaseModel],
    sources: Mapping[str, Source],
    *,
    shape: GeometryKind | None = None,
    geometries: Iterable[BaseGeometry] = (),
    more: Iterable[ExportRow] = (),
) -> ExportLayer:
    """Return the layer of facts of one kind: their flat rows, what exports add to them, and their sources to be read.

    ``more`` has a row of further columns for each fact, or none at all.
    """
    flat = [flat_in_all_languages(fact) for fact in facts]
    rows = tuple({**row, **extra} for row, extra in zip(flat, list(more) or [{}] * len(flat), strict=True))
    if "sources" in model.model_fields:
        rows = tuple({**row, "sources_text": " | ".join(cite(sources[key]) for key in cited([row]))} for row in rows)
    kinds = {column.name: column.kind for column in flat_columns(model)}
    dtypes = {name: _DTYPES[kind] for name, kind in kinds.items() if kind in _DTYPES}
    return ExportLayer(told.name, told.title, told.note, told.key, shape, rows, tuple(map(tidy, geometries)), dtypes)


def cited(rows: Iterable[ExportRow]) -> list[str]:
    """Return the ids of the sources that rows name, each once, in the order of their first mention."""
    return list(dict.fromkeys(key for row in rows for key in (row.get("sources") or "").split()))


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
