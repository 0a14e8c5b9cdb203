"""What a map shows as data: countries on its day, sections, places, sources; as CSV, GeoJSON and a Dataset."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from geo.geodesy.lines import cut_at_180
from geo.model.dates import spell_on
from geo.model.locale import pick
from geo.reading.csv_writer import csv_bytes
from geo.topology.build import Topology
from layers.scene.build import Scene
from layers.scene.model import SceneData

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | dict[str, Json] | None"
SOURCE_COLUMNS = ("id", "publisher", "title", "url", "published", "accessed", "licence")
DECIMALS = 5


def countries_csv(data: SceneData) -> bytes:
    """Return who held which status on the scene's day, in legend order."""
    names = [f"name_{code}" for code in data.languages]
    columns = ("code", *names, "status", "since", "until", "sources", "note_en")
    return csv_bytes(columns, ([row[name] for name in columns] for row in _countries(data)))


def sources_csv(data: SceneData) -> bytes:
    """Return every source of the map."""
    return csv_bytes(
        SOURCE_COLUMNS,
        ([key, *(str(getattr(one, name) or "") for name in SOURCE_COLUMNS[1:])] for key, one in data.sources.items()),
    )


def _countries(data: SceneData) -> list[dict[str, str]]:
    order = [status.id for status in data.statuses if status.shown]
    held = [(one, spell) for one in data.countries if (spell := spell_on(one.spells, data.as_of))]
    return [
        {
            "code": one.code,
            **{f"name_{code}": one.name.get(code, "") for code in data.languages},
            "status": spell.status,
            "since": str(spell.since or ""),
            "until": str(spell.until or ""),
            "sources": " ".join(spell.sources),
            "note_en": pick(spell.note, "en"),
        }
        for one, spell in sorted(held, key=lambda pair: pair[0].code)
        if spell.status in order
    ]


def geojson(scene: Scene) -> bytes:
    """Return what the map draws on its day as GeoJSON: shapes as fine as the page has them, cut at 180°."""
    data, topology = scene.data, scene.topology
    rows = {row["code"]: row for row in _countries(data)}
    features = [_feature(dict(row), area(topology, code)) for code, row in rows.items() if code in topology.polygons]
    features += list(_left_open(scene))
    features += [
        _feature(
            {"id": one.id, "name": one.name.get("en", ""), "kind": " ".join(one.kind)}, shapely.Point(one.lon, one.lat)
        )
        for one in data.places
    ]
    features += list(_sections(scene))
    about: Json = {"map": data.id, "title": dict(data.title), "date": data.as_of.isoformat()}
    content: Json = {"type": "FeatureCollection", "name": data.id, "metadata": about, "features": features}
    return f"{json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(',', ':'))}\n".encode()


def _left_open(scene: Scene) -> Iterator[Json]:
    """Yield what the border view leaves to nobody, which lies over the countries, and the lines of truce."""
    topology = scene.topology
    for one in scene.data.disputes:
        if one.nobodys and one.area in topology.polygons:
            told: dict[str, Json] = {"id": one.id, "name": one.name.get("en", ""), "parties": " ".join(one.parties)}
            yield _feature(told, area(topology, one.area))
    for key in topology.lines:
        if key.startswith("truce:"):
            yield _feature({"id": key}, cut_at_180(topology.path(topology.lines[key])))


def _sections(scene: Scene) -> Iterator[Json]:
    for route in scene.data.routes:
        for branch in route.branches:
            for section in branch.sections:
                key = f"{branch.line}:{section.from_seq}"
                state = spell_on(section.spells, scene.data.as_of)
                if state is not None and key in scene.topology.lines:
                    line = cut_at_180(scene.topology.path(scene.topology.lines[key]))
                    yield _feature({"id": key, "route": route.id, "status": state.status, "mode": section.mode}, line)


def _feature(properties: dict[str, Json], shape: BaseGeometry) -> Json:
    rounded = shapely.transform(shape, lambda lonlat: np.round(lonlat, DECIMALS))
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(rounded))}


def area(topology: Topology, key: str) -> MultiPolygon:
    """Return an object of a topology as valid polygons in EPSG:4326 that are cut at 180°."""
    whole = [Polygon(*_rings([topology.path(ring) for ring in piece])) for piece in topology.polygons[key]]
    valid = shapely.make_valid(np.array(whole, dtype=object))
    parts: list[Polygon] = []
    for turn in (-360, 0, 360):
        inside = shapely.intersection(valid, shapely.box(-180 + turn, -90, 180 + turn, 90))
        moved = affinity.translate(shapely.GeometryCollection(list(inside)), -turn)
        parts += [part for part in _polygons(moved) if not part.is_empty]
    return MultiPolygon(parts)


def _polygons(shape: BaseGeometry) -> Iterator[Polygon]:
    for part in shapely.get_parts(shape):
        if isinstance(part, Polygon):
            yield part
        elif isinstance(part, BaseMultipartGeometry):
            yield from _polygons(part)


def _rings(rings: list[NDArray[np.float64]]) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Return rings without jumps of 360°, and holes beside their outer ring."""
    whole = [np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]]) for ring in rings]
    outer, *holes = whole
    middle = outer[:, 0].mean()
    return outer, [hole - [360 * round((hole[:, 0].mean() - middle) / 360), 0] for hole in holes]


def dataset(data: SceneData, address: str, files: Sequence[str]) -> bytes:
    """Return the map as a schema.org Dataset, as search engines for data read it."""
    content: Json = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": data.title.get("en", ""),
        "description": data.summary.get("en", ""),
        "temporalCoverage": data.as_of.isoformat(),
        "inLanguage": list(data.languages),
        "url": address,
        "citation": [one.url or f"{one.publisher}: {one.title}" for one in data.sources.values()],
        "distribution": [{"@type": "DataDownload", "contentUrl": name} for name in files],
    }
    return f"{json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)}\n".encode()
