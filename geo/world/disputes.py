"""Disputed places as records with both sides' positions, drawn as areas where their shape is known."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import geopandas
import numpy as np
import shapely
from pydantic import BeforeValidator, Field
from shapely.geometry.base import BaseGeometry

from geo.errors import Fault, FaultyDataError, MissingLayerError
from geo.model.fields import Codes, Id, Ids, Latitude, Longitude, Text, YesNo
from geo.model.records import Row
from geo.prepared import Arrays, arrays_to_shapes, prepared, shapes_to_arrays
from geo.world.border_views import BORDERS, DE_FACTO, DEFAULT_WORLDVIEW, Scales, Units, borders_digest, read_rows
from geo.world.countries import DEFAULT_SCALE, check_view
from geo.world.natural_earth import SCALES, layer_key, read_layer
from geo.world.slivers import less, with_slivers
from geo.world.un_areas import un_areas
from geo.world.units import LAYER, Shapes, country_shapes

TABLE = "disputes.csv"
DISPUTED_LAYERS = {"50m": "admin_0_breakaway_disputed_areas", "10m": "admin_0_disputed_areas"}
"""Natural Earth's layers of disputed areas, none of which is bundled; there is none at 110m."""

DisputeType = Literal[
    "territory", "status", "maritime", "boundary", "island", "exclave", "lease", "settled", "law", "policy"
]
Within = Annotated[
    tuple[Longitude, Latitude, Longitude, Latitude],
    BeforeValidator(lambda value: tuple(value.split()) if isinstance(value, str) else value),
]


class DisputeRecord(Row):
    """What is known of one dispute, settled matter, lease, exclave or law about maps.

    ``parties`` are country codes. ``draw`` is how it goes on a map: ``area``, a shape from the bundled countries;
    ``un``, the shapes ``units`` of ``geo.world.un_areas``; ``layer``, a shape where Natural Earth's layer of disputed
    areas is at hand; ``point``; ``none``.
    An ``area`` is made of ``units`` as ``view`` has them: all of them where ``whole``, else their parts within the
    bounds ``within``, else the part that holds the point; at ``scales``, and a point at the others.
    ``laws`` are ids of records of type ``law`` whose text goes with this one; ``law`` is such a text.
    """

    id: Id
    name: Text
    type: DisputeType
    parties: Codes = ()
    administered_by: Text = Field(default_factory=dict)
    claimed_by: Text = Field(default_factory=dict)
    lat: Latitude
    lon: Longitude
    draw: Literal["area", "un", "layer", "point", "none"]
    units: Units = ()
    view: Id = DE_FACTO
    whole: YesNo = False
    within: Within | None = None
    scales: Scales = SCALES  # type: ignore[assignment]  # the same words, declared where Natural Earth is read
    laws: Ids = ()
    law: Text = Field(default_factory=dict)


class DisputeFact(Row):
    """What is told of one dispute: who administers, who claims, what laws say."""

    id: Id = Field(description="what tells the row from the others")
    name: Text = Field(description="its name")
    type: DisputeType = Field(
        description="`territory`, `status`, `maritime`, `boundary`, `island`, `exclave`, `lease`, …"
    )
    parties: Codes = Field(default=(), description="the countries that disagree or agreed: ISO 3166-1 alpha-3")
    administered_by: Text = Field(default_factory=dict, description="who administers it")
    claimed_by: Text = Field(default_factory=dict, description="who claims it")
    law: Text = Field(default_factory=dict, description="laws about how maps show it")
    lat: Latitude = Field(description="latitude in degrees")
    lon: Longitude = Field(description="longitude in degrees")


COLUMNS = tuple(field for field in DisputeFact.model_fields if field not in ("line", "id"))


def dispute_records() -> tuple[DisputeRecord, ...]:
    """Return all records in the order of the table, those too that are not drawn: settled matters and laws."""
    return read_rows(BORDERS / TABLE, DisputeRecord)


def resolve_disputes(scale: str, worldview: str) -> list[tuple[DisputeFact, BaseGeometry]]:
    """Return what a map of a scale draws as disputed, each with its polygons or its point; see ``load_disputes``."""
    check_view(scale, worldview)
    records = dispute_records()
    drawn = [record for record in records if record.draw != "none"]
    laws = {record.id: record.law for record in records if record.type == "law"}
    shapes = prepared(
        "disputes",
        [repr((layer_key(LAYER, scale), _key_of_areas(scale), scale)).encode(), borders_digest()],
        lambda: _bundled_areas(drawn, scale) | _layer_areas(drawn, scale) | _un_areas(scale),
        to_arrays=_to_arrays,
        from_arrays=_from_arrays,
    )
    return [(_fact(record, laws), shapes.get(record.id, shapely.Point(record.lon, record.lat))) for record in drawn]


def _key_of_areas(scale: str) -> str | None:
    """Return the key of Natural Earth's own layer of disputed areas; ``None`` where it is not at hand."""
    try:
        return layer_key(DISPUTED_LAYERS[scale], scale)
    except (LookupError, MissingLayerError):
        return None


def _to_arrays(shapes: Shapes) -> Arrays:
    return shapes_to_arrays(list(shapes), shapes.values())


def _from_arrays(arrays: Arrays) -> dict[str, BaseGeometry]:
    return dict(zip(*arrays_to_shapes(arrays), strict=True))


def load_disputes(scale: str = DEFAULT_SCALE, worldview: str = DEFAULT_WORLDVIEW) -> geopandas.GeoDataFrame:
    """Return what a map of a scale draws as disputed, or marks as settled only lately.

    A border view changes whose land a part is, not that it is disputed: every view has the same rows.

    Parameters
    ----------
    scale : ``110m``, ``50m`` or ``10m``.
    worldview : a view of ``worldviews()``.

    Returns
    -------
    GeoDataFrame
        One row per record, index ``id``, in the order of the table, EPSG:4326; columns: the fields of ``DisputeFact``
        as they are, texts as dictionaries by language, ``drawn`` (``area`` or ``point``) and ``geometry``: polygons
        with the very vertices of the countries of the bundle or those of the United Nations (with the slivers of
        states beyond these), or a point.

    Raises
    ------
    MisuseError
        For a scale or view that does not exist.
    FaultyDataError
        When an area is not where its record says.
    """
    found = resolve_disputes(scale, worldview)
    frame = geopandas.GeoDataFrame(
        [{key: getattr(fact, key) for key in COLUMNS} for fact, _ in found],
        index=[fact.id for fact, _ in found],
        columns=list(COLUMNS),
        geometry=[shape for _, shape in found],
        crs="EPSG:4326",
    )
    frame.insert(len(COLUMNS), "drawn", ["point" if shape.geom_type == "Point" else "area" for _, shape in found])
    return frame.rename_axis("id")


def left_open(worldview: str) -> frozenset[str]:
    """Return the ids of the areas that a view gives to nobody: no status of a country fills them."""
    return frozenset(
        record.id for record in dispute_records() if record.draw == "un" and worldview == DEFAULT_WORLDVIEW
    )


def without_what_is_left_open(shapes: list[BaseGeometry], scale: str, worldview: str) -> list[BaseGeometry]:
    """Return polygons of a scale less the areas that a view gives to nobody."""
    if not left_open(worldview):
        return shapes
    open_land = shapely.union_all(list(_un_areas(scale).values()))
    return [less(shape, open_land) for shape in shapes]


def _un_areas(scale: str) -> dict[str, BaseGeometry]:
    areas, states = un_areas(), country_shapes(scale, DEFAULT_WORLDVIEW)
    records = [record for record in dispute_records() if record.draw == "un"]
    parties = {code for record in records for code in record.parties if code in states}
    kept_apart = {record.id: shapely.union_all([areas[code] for code in record.units]) for record in records}
    return with_slivers(kept_apart, [states[code] for code in sorted(parties)])


def _fact(record: DisputeRecord, laws: dict[str, dict[str, str]]) -> DisputeFact:
    told = {key: getattr(record, key) for key in DisputeFact.model_fields}
    return DisputeFact.model_validate(told | {"law": _law(record, laws)})


def _law(record: DisputeRecord, laws: dict[str, dict[str, str]]) -> dict[str, str]:
    """Join the record's own law and those it names, by language."""
    texts = [text for text in (record.law, *(laws[key] for key in record.laws)) if text]
    return {language: " ".join(text[language] for text in texts) for text in texts[:1] for language in text}


def _bundled_areas(records: list[DisputeRecord], scale: str) -> dict[str, BaseGeometry]:
    wanted = [record for record in records if record.draw == "area" and scale in record.scales]
    views = {view: country_shapes(scale, view) for view in sorted({record.view for record in wanted})}
    areas, faults = {}, []
    for record in wanted:
        parts = _parts(record, views[record.view])
        if len(parts):
            areas[record.id] = shapely.coverage_union_all(parts)
        else:
            found = f"no such part at {scale} by {record.lon}, {record.lat}"
            expected = f"a part of {' or '.join(record.units)} as the view '{record.view}' has it"
            faults.append(
                Fault(TABLE, record.line, None, found, expected, "Natural Earth has changed: correct the row")
            )
    if faults:
        raise FaultyDataError(faults)
    return areas


def _parts(record: DisputeRecord, shapes: Shapes) -> Any:
    """Return the polygons of a record's area; none where its point or bounds hold none."""
    parts = shapely.get_parts(np.array([shapes[code] for code in record.units if code in shapes], dtype=object))
    if record.within:
        return parts[shapely.within(parts, shapely.box(*record.within))]
    held = shapely.contains_xy(parts, record.lon, record.lat)
    return parts if record.whole and held.any() else parts[held]


def _layer_areas(records: list[DisputeRecord], scale: str) -> dict[str, BaseGeometry]:
    """Return the areas that Natural Earth's own layer of disputed areas holds, where that layer is at hand.

    One that is there and cannot be read is told: who has fetched it wants it.
    """
    if _key_of_areas(scale) is None:
        return {}
    layer = read_layer(DISPUTED_LAYERS[scale], scale=scale)
    shapes = np.asarray(layer.geometry.array)
    areas = {}
    for record in records:
        held = shapes[shapely.contains_xy(shapes, record.lon, record.lat)]
        if record.draw == "layer" and len(held):
            areas[record.id] = shapely.make_valid(shapely.union_all(held))
    return areas
