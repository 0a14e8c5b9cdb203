"""Make the areas that the United Nations keep apart: ``python -m scripts.make_un_areas``.

The npm package ``plotly.js`` carries countries of UN Geodata, among them what belongs to no state there: Jammu and
Kashmir, Aksai Chin, Arunachal Pradesh, Hala'ib, Bir Tawil, Ilemi. Golan is what the Syria of the United Nations shares
with the Israel of the bundled Natural Earth, which follows who holds the land.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiLineString, MultiPoint, MultiPolygon, mapping
from shapely.geometry.base import BaseGeometry

from geo.world.countries import load_countries
from scripts.geo_assets import SCRIPT, World, read_world
from scripts.make_natural_earth import GEO_ASSETS, obtain, read_member

TARGET = Path(__file__).parent.parent / "geo" / "data" / "un_geodata"
WORLD = "world_50m"
AREAS = ("XAC", "XAP", "XBT", "XHT", "XIT", "XJK")
GOLAN = "XGO"
"""The code given here to the Golan Heights, which have none of their own in UN Geodata."""
SYRIA, ISRAEL = "SYR", "ISR"
KASHMIR, SIDES = "XJK", {"XKP": "PAK", "XKI": "IND", "XKS": "KAS"}
"""Kashmir is divided by who holds what, as Natural Earth has it; the codes of the parts (Siachen the last) are ours."""
CONTROL = "LOC"
"""The Line of Control: what the two sides share."""
SEED_DEG = 0.02
PRECISION = 1e-5
FINEST = "10m"


def areas_of(world: World, held: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the areas by code, Golan with them, Kashmir by who holds its parts, and the Line of Control.

    ``held`` are the shapes of Natural Earth by code, as the land is held.
    """
    areas: dict[str, BaseGeometry] = {code: _union(world.polygons("countries", code)) for code in AREAS}
    golan = _union(world.polygons("countries", SYRIA)).intersection(held[ISRAEL])
    sides = divide(areas[KASHMIR], {code: held[unit] for code, unit in SIDES.items()})
    whole = {**areas, GOLAN: golan, **sides}
    rounded = {code: _union([shapely.set_precision(shape, PRECISION)]) for code, shape in whole.items()}
    control = shapely.line_merge(rounded["XKP"].boundary.intersection(rounded["XKI"].boundary))
    lines = [part for part in shapely.get_parts(control) if part.geom_type == "LineString"]
    return {**rounded, CONTROL: MultiLineString(lines).normalize()}


def divide(area: BaseGeometry, sides: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return an area divided among sides; what lies in none of them falls to the one that is nearest."""
    parts = {code: area.intersection(side) for code, side in sides.items()}
    left = area.difference(shapely.union_all(list(parts.values())))
    seeds, owners = [], []
    for code, part in parts.items():
        points = shapely.get_coordinates(part.boundary.segmentize(SEED_DEG))
        seeds += [points]
        owners += [code] * len(points)
    points, kept = np.unique(np.concatenate(seeds), axis=0, return_index=True)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points), extend_to=area))
    tree = shapely.STRtree(cells)
    cell_of = {int(seed): int(cell) for seed, cell in zip(*tree.query(shapely.points(points), "within"), strict=True)}
    for code in parts:
        own = [cells[cell] for seed, cell in cell_of.items() if owners[kept[seed]] == code]
        parts[code] = shapely.union_all([parts[code], left.intersection(shapely.union_all(own))])
    return parts


def _union(shapes: list[Any]) -> MultiPolygon:
    whole = shapely.union_all(shapes).normalize()
    return MultiPolygon([part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"])


def geojson(areas: dict[str, BaseGeometry]) -> str:
    """Return the areas as GeoJSON, a line for each, in the order of their codes."""
    features = [
        json.dumps({"type": "Feature", "properties": {"code": code}, "geometry": mapping(areas[code])})
        for code in sorted(areas)
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def main(arguments: list[str] | None = None) -> None:
    """Write the areas."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tarballs", type=Path, help="a folder that holds the tarball already")
    parser.add_argument("--out", type=Path, default=TARGET, help="the folder to write (default: the package's)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        tarball = obtain(GEO_ASSETS, options.tarballs or Path(temporary))
        world = World(read_world(read_member(tarball, SCRIPT).decode(), WORLD))
        licence = read_member(tarball, "LICENSE")
    held = load_countries(FINEST, "natural-earth").geometry
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "areas.geojson").write_text(geojson(areas_of(world, held)), encoding="utf-8")
    (options.out / "LICENSE.plotly.js").write_bytes(licence)


if __name__ == "__main__":
    main()
