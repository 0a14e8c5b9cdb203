"""Invented inputs, large ones: a bloc whose routes have very many vertices, and frames of points and areas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

SEED = 20240704
POINTS, AREAS = 100_000, 50_000
ROUTES = 100
VERTICES_PER_ROUTE = 10_000
WEST, EAST = 30.0, 120.0
SOUTH, NORTH = 25.0, 60.0
WANDER_DEG = 0.004

BLOC = """
id = "bench"
name = "A bench for long routes"

[[statuses]]
id = "member"
label = "Member"
color = "#17505c"
letter = "M"

[[maps]]
slug = "bench-routes"
title = "{count} routes"
as_of = 2024-01-01
time = false
detail = [25, 20, 125, 70]
routes = [{uses}]
"""


def wandering_lines(vertices: int = VERTICES_PER_ROUTE) -> list[np.ndarray]:
    """Return ``ROUTES`` lines of (n, 2) longitude and latitude that cross Asia from west to east; always the same."""
    chance = np.random.default_rng(seed=SEED)
    lon = np.linspace(WEST, EAST, vertices)
    lines = []
    for start in np.linspace(SOUTH, NORTH, ROUTES):
        drift = np.cumsum(chance.normal(0, WANDER_DEG, vertices))
        lines.append(np.round(np.column_stack([lon, np.clip(start + drift, 5, 75)]), 5))
    return lines


def scattered_points(count: int = POINTS) -> gpd.GeoDataFrame:
    """Return so many points with a number, ``tonnes``; one row a point, EPSG:4326."""
    chance = np.random.default_rng(seed=SEED)
    lon, lat = chance.uniform(WEST, EAST, count), chance.uniform(SOUTH, NORTH, count)
    tonnes = np.round(chance.lognormal(3, 1, count), 1)
    return gpd.GeoDataFrame({"tonnes": tonnes}, geometry=shapely.points(np.round(lon, 5), np.round(lat, 5)), crs=4326)


def many_areas(count: int = AREAS) -> gpd.GeoDataFrame:
    """Return some ``count`` areas that share borders, each with a ``value`` from 0 to 1; one row an area, EPSG:4326.

    A net whose knots are moved by chance, as municipalities have it: four corners and points between them.
    """
    chance = np.random.default_rng(seed=SEED)
    rows = round((count / 2) ** 0.5)
    columns = count // rows
    lon, lat = np.meshgrid(np.linspace(WEST, EAST, columns * 2 + 1), np.linspace(SOUTH, NORTH, rows * 2 + 1))
    step = (EAST - WEST) / columns / 2
    knots = np.dstack([lon, lat]) + chance.uniform(-step / 3, step / 3, (*lon.shape, 2))
    around = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]
    rings = np.stack(
        [
            knots[down : down + rows * 2 : 2][:rows, right : right + columns * 2 : 2][:, :columns]
            for down, right in around
        ],
        axis=2,
    )
    areas = shapely.polygons(np.round(rings.reshape(-1, len(around), 2), 5))
    return gpd.GeoDataFrame({"value": np.round(chance.random(len(areas)), 3)}, geometry=areas, crs=4326)


def write_bloc(folder: Path, lines: Sequence[np.ndarray]) -> None:
    """Write a bloc's folder with one route for each line; every vertex is a waypoint but the two ends."""
    names = [f"r{number:03}" for number in range(len(lines))]
    uses = ", ".join(f'{{ id = "{name}" }}' for name in names)
    folder.mkdir()
    (folder / "bloc.toml").write_text(BLOC.format(count=len(lines), uses=uses))
    _write(folder, "sources", ["id", "publisher", "title"], [["made", "blocmap", "Made by chance for measuring"]])
    _write(folder, "members", ["country", "status", "since", "sources"], [["KAZ", "member", "2001", "made"]])
    _write(folder, "routes", ["id", "name", "sources"], ([name, f"Route {name}", "made"] for name in names))
    _write(
        folder,
        "segments",
        ["route", "from_seq", "to_seq", "status", "sources"],
        ([name, 1, len(line), "operating", "made"] for name, line in zip(names, lines, strict=True)),
    )
    _write(folder, "stops", ["route", "seq", "name", "lat", "lon", "kind", "sources"], _stops(names, lines))


def _stops(names: Sequence[str], lines: Sequence[np.ndarray]) -> Iterable[list[object]]:
    for name, line in zip(names, lines, strict=True):
        for seq, (lon, lat) in enumerate(line.tolist(), start=1):
            end = "start" if seq == 1 else "end" if seq == len(line) else ""
            label, kind = (f"{name} {end}", "station") if end else ("", "waypoint")
            yield [name, seq, label, lat, lon, kind, "made"]


def _write(folder: Path, table: str, head: list[str], rows: Iterable[Sequence[object]]) -> None:
    with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
