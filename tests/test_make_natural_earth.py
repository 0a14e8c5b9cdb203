"""The bundle's making: TopoJSON to valid polygons that share their borders, codes, hashes, equal bytes."""

from __future__ import annotations

import io
import json
import re
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import MultiPolygon, Polygon, box

from geo.world.natural_earth import BUNDLE, read_layer
from scripts import make_natural_earth as make
from scripts.geo_assets import World, read_world
from scripts.natural_earth_rings import (
    build_geometry,
    decode_units,
    node_rings,
    restore_collapsed,
)
from scripts.natural_earth_water import lakes_of, rivers_of

WIDTH = 360
PLAIN = {"scale": [1.0, 1.0], "translate": [-180.0, -90.0], "width": WIDTH}
"""A grid of whole degrees, so that grid (180, 90) is 0° N 0° E."""


def ring(*points: tuple[int, int]) -> np.ndarray:
    """Return a closed ring on the grid from points in degrees."""
    return np.array([(x + 180, y + 90) for x, y in (*points, points[0])], dtype=np.int64)


def build(*polygons: list[np.ndarray]) -> MultiPolygon:
    (noded,) = node_rings([list(polygons)], width=WIDTH)
    return build_geometry(noded, **PLAIN)


def test_arcs_are_joined_forwards_and_backwards():
    topology = {
        # Differences on the grid: a shared edge upwards, then what closes each square.
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "1", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "id": "2", "properties": {"name": "East"}, "arcs": [[[2, -1]]]},
                ]
            }
        },
    }
    (west, west_polygons), (east, east_polygons) = decode_units(topology, "countries")
    assert (west["properties"]["name"], east["properties"]["name"]) == ("West", "East")
    assert west_polygons[0][0].tolist() == [[1, 0], [1, 1], [0, 1], [0, 0], [1, 0]]
    assert east_polygons[0][0].tolist() == [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]


def test_a_plain_ring_with_a_hole_stays_as_it_is():
    shape = build([ring((0, 0), (10, 0), (10, 10), (0, 10)), ring((4, 4), (4, 6), (6, 6), (6, 4))])
    assert shape.equals(MultiPolygon([Polygon(box(0, 0, 10, 10).exterior, [box(4, 4, 6, 6).exterior])]))


def test_a_bow_tie_becomes_two_parts_that_touch():
    shape = build([ring((0, 0), (10, 10), (10, 0), (0, 10))])
    assert shape.is_valid
    assert shape.area == 50
    assert (5, 5) in set(map(tuple, shapely.get_coordinates(shape).tolist()))


def test_a_spike_is_cut_off_and_keeps_no_vertex():
    shape = build([ring((0, 0), (10, 0), (10, 5), (20, 5), (10, 5), (10, 10), (0, 10))])
    assert shape.equals(MultiPolygon([box(0, 0, 10, 10)]))
    assert shape.bounds[2] == 10


def test_a_ring_without_area_is_dropped():
    shape = build([ring((0, 0), (10, 0), (10, 10), (0, 10))], [ring((20, 0), (22, 0))], [ring((30, 0), (30, 0))])
    assert len(shape.geoms) == 1


def test_islands_that_rounding_pressed_together_become_one():
    shape = build([ring((0, 0), (5, 0), (5, 5), (0, 5))], [ring((5, 0), (9, 0), (9, 5), (5, 5))])
    assert shape.is_valid
    assert shape.area == 45


def test_a_vertex_on_a_neighbours_edge_becomes_that_neighbours_too():
    left = [[ring((0, 0), (10, 0), (10, 10), (0, 10))]]
    right = [[ring((10, 0), (20, 0), (20, 10), (10, 10), (10, 4))]]
    shapes = [build_geometry(unit, **PLAIN) for unit in node_rings([left, right], width=WIDTH)]
    assert (10, 4) in set(map(tuple, shapely.get_coordinates(shapes[0]).tolist()))
    assert shapely.coverage_is_valid(shapes)


def test_borders_that_cross_get_one_vertex_in_both_neighbours():
    # The common border runs from (10, 0) to (10, 10) and crosses itself on the way.
    border = [(10, 0), (12, 6), (12, 3), (9, 6), (10, 10)]
    left = [[ring((0, 0), *border, (0, 10))]]
    right = [[ring(*border, (20, 10), (20, 0))]]
    shapes = [build_geometry(unit, **PLAIN) for unit in node_rings([left, right], width=WIDTH)]
    assert all(shape.is_valid for shape in shapes)
    vertices = [set(map(tuple, shapely.get_coordinates(shape).tolist())) for shape in shapes]
    assert {xy for xy in vertices[0] if 0 < xy[0] < 20} == {xy for xy in vertices[1] if 0 < xy[0] < 20}
    assert shapely.coverage_is_valid(shapes)
    assert sum(shape.area for shape in shapes) == 200


def test_a_ring_across_180_is_cut_whichever_way_it_runs():
    points = [(175, 0), (-175, 0), (-175, 10), (175, 10)]
    for ordered in (points, points[::-1]):
        shape = build([ring(*ordered)])
        assert shape.equals(MultiPolygon([box(175, 0, 180, 10), box(-180, 0, -175, 10)]))


def test_a_ring_with_vertices_on_180_itself_is_cut_there():
    shape = build([ring((175, 0), (180, 0), (-180, 0), (-175, 0), (-175, 10), (-180, 10), (180, 10), (175, 10))])
    assert shape.equals(MultiPolygon([box(175, 0, 180, 10), box(-180, 0, -175, 10)]))


def test_a_hole_is_kept_when_its_ring_is_cut():
    hole = ring((176, 2), (176, 4), (178, 4), (178, 2))
    shape = build([ring((175, 0), (-175, 0), (-175, 10), (175, 10)), hole])
    assert shape.area == 100 - 4


@pytest.mark.parametrize("turn", [1, -1])
def test_a_ring_round_the_pole_is_closed_over_it(turn: int):
    coast = ring(*[(x, -70) for x in (-150, -90, -30, 30, 90, 150)][::turn])
    shape = build([coast])
    assert shape.equals(MultiPolygon([box(-180, -90, 180, -70)]))


def test_the_edge_of_the_sheet_is_no_coast():
    rim = ring(*[(x, -90) for x in (-150, -90, -30, 30, 90, 150)])
    coast = ring(*[(x, -70) for x in (150, 90, 30, -30, -90, -150)])
    assert build([rim, coast]).equals(MultiPolygon([box(-180, -90, 180, -70)]))


def test_a_unit_shrunk_to_nothing_takes_its_coarser_shape_and_its_hole_with_it():
    collapsed = ring((5, 5), (5, 6))
    around = [ring((0, 0), (10, 0), (10, 10), (0, 10)), collapsed]
    finer = ring((4, 4), (6, 4), (6, 6), (4, 6))
    units = restore_collapsed([[around], [[collapsed]]], {1: [[finer]]})
    shapes = [build_geometry(unit, **PLAIN) for unit in node_rings(units, width=WIDTH)]
    assert shapes[1].equals(MultiPolygon([box(4, 4, 6, 6)]))
    assert shapes[0].area == 96
    assert shapely.coverage_is_valid(shapes)


GEOMETRIES: list[dict[str, Any]] = [
    {"id": "417", "properties": {"name": "Kyrgyzstan"}},
    {"properties": {"name": "Kosovo"}},
    {"id": "036", "properties": {"name": "Australia"}},
    {"id": "036", "properties": {"name": "Ashmore and Cartier Is."}},
]
ISO = {"417": ("KG", "KGZ"), "036": ("AU", "AUS")}
DECLARED = BUNDLE / "units.csv"


def test_units_take_their_codes_from_the_declared_table_then_from_iso():
    units = make.key_units(GEOMETRIES, ISO, DECLARED)
    assert [(unit.adm0_a3, unit.iso_a2, unit.iso_a3) for unit in units] == [
        ("KGZ", "KG", "KGZ"),
        ("XKX", "XK", "-99"),
        ("AUS", "AU", "AUS"),
        ("ATC", "-99", "-99"),
    ]


@pytest.mark.parametrize(
    ("geometry", "wrong"),
    [
        ({"id": "999", "properties": {"name": "Atlantis"}}, r"units\.csv: no code for 'Atlantis' \(number 999\)"),
        ({"properties": {"name": "Atlantis"}}, "no code for 'Atlantis'"),
        ({"id": "036", "properties": {"name": "Elsewhere"}}, "AUS used for more than one unit"),
    ],
)
def test_a_unit_without_code_or_with_anothers_stops_the_making(geometry: dict[str, Any], wrong: str):
    with pytest.raises(SystemExit, match=wrong):
        make.key_units([*GEOMETRIES, geometry], ISO, DECLARED)


def test_every_declared_unit_is_in_the_bundle():
    declared = {line.split(",")[1] for line in DECLARED.read_text(encoding="utf-8").splitlines()[1:]}
    frame = read_layer("admin_0_countries", scale="10m")
    assert declared == set(frame.ADM0_A3[frame.ISO_A3 == "-99"])


def test_a_tarball_with_another_hash_is_refused(tmp_path: Path):
    (tmp_path / make.WORLD_ATLAS.tarball).write_bytes(b"something else")
    with pytest.raises(SystemExit, match=r"expected 032e7765f2ce.*nothing was written"):
        make.obtain(make.WORLD_ATLAS, tmp_path)


def _square_world(offset: int) -> dict[str, Any]:
    geometries = [
        {"type": "Polygon", "id": "417", "properties": {"name": "Kyrgyzstan"}, "arcs": [[0]]},
        {"type": "Polygon", "properties": {"name": "Kosovo"}, "arcs": [[1]]},
    ]
    arcs = [[[x + offset, 50], [10, 0], [0, 10], [-10, 0], [0, -10]] for x in (100, 110)]
    transform = {"scale": [0.0036000360003600037, 0.001], "translate": [-180, -90]}
    return {"transform": transform, "arcs": arcs, "objects": {"countries": {"geometries": geometries}}}


def _tarball(folder: Path, package: make.Package, files: dict[str, bytes]) -> make.Package:
    path = folder / package.tarball
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return make.Package(package.name, package.version, make.sha256(path), package.licence)


def _wet_world() -> dict[str, Any]:
    """Return a world with two lakes, one of them twice, and a river of two pieces that meet a third."""
    lakes = [{"type": "Polygon", "arcs": [[i]]} for i in (0, 1, 0)]
    rivers = [{"type": "LineString", "arcs": [2]}, {"type": "MultiLineString", "arcs": [[3], [4]]}]
    arcs = [[[x, 0], [size, 0], [0, size], [-size, 0], [0, -size]] for x, size in ((100, 10), (150, 30))]
    arcs += [[[0, 50], [50, 0]], [[50, 50], [50, 0]], [[200, 50], [0, 20]]]
    transform = {"scale": [0.1, 0.1], "translate": [0.0, 0.0]}
    objects = {"lakes": {"geometries": lakes}, "rivers": {"geometries": rivers}}
    return {"transform": transform, "arcs": arcs, "objects": objects}


def _geo_assets(**worlds: dict[str, Any]) -> bytes:
    """Return a script as the package has it: keys without quotes, numbers without a nought before their point."""
    written = []
    for name, world in worlds.items():
        literal = re.sub(r'"(\w+)":', r"\1:", json.dumps(world)).replace(" 0.1", " .1").replace("200", "2e2")
        head = f'"dist/topojson/{name}.json"(exports, module) {{\n      module.exports = '
        written.append(f"{head}{literal};\n    }}\n  }});")
    return "\n".join(written).encode()


def test_worlds_are_read_from_a_script_that_is_not_run():
    script = _geo_assets(world_50m=_wet_world(), world_110m=_square_world(0)).decode()
    assert read_world(script, "world_50m") == _wet_world()
    with pytest.raises(ValueError, match="no world 'world_10m'"):
        read_world(script, "world_10m")


def test_a_lake_comes_once_the_largest_first_and_a_river_is_ranked_with_all_that_flows_together():
    world = World(_wet_world())
    lakes, rivers = lakes_of(world), rivers_of(world)
    assert [shape.bounds for shape in lakes.geometry] == [(15, 0, 18, 3), (10, 0, 11, 1)]
    # 3° × 3° and 1° × 1° at the equator: some 110,000 and 12,300 km².
    assert list(lakes.scalerank) == [0, 1]
    # Ten degrees of the equator, some 1,100 km, as one line; two degrees, some 220 km.
    assert [shape.bounds for shape in rivers.geometry] == [(0, 5, 10, 5), (20, 5, 20, 7)]
    assert list(rivers.scalerank) == [3, 4]


def test_the_same_packages_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    world = {f"countries-{scale}.json": json.dumps(_square_world(i)).encode() for i, scale in enumerate(make.SCALES)}
    codes = json.dumps([["KG", "KGZ", "417", "ISO 3166-2:KG"]]).encode()
    monkeypatch.setattr(make, "WORLD_ATLAS", _tarball(tmp_path, make.WORLD_ATLAS, {**world, "LICENSE": b"ISC"}))
    monkeypatch.setattr(make, "ISO_CODES", _tarball(tmp_path, make.ISO_CODES, {"codes.json": codes, "LICENSE": b"MIT"}))
    script = _geo_assets(**{f"world_{scale}": _wet_world() for scale in ("110m", "50m")})
    assets = _tarball(tmp_path, make.GEO_ASSETS, {make.SCRIPT: script, "LICENSE": b"MIT"})
    monkeypatch.setattr(make, "GEO_ASSETS", assets)
    for name in ("one", "two"):
        make.main(["--tarballs", str(tmp_path), "--out", str(tmp_path / name)])
    files = [path.relative_to(tmp_path / "one") for path in sorted((tmp_path / "one").rglob("*")) if path.is_file()]
    assert len(files) == 5 * len(make.SCALES) + 5 * 4 + 4
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)
    frame = read_layer("admin_0_countries", scale="50m", repository=tmp_path / "one")
    assert list(frame.ADM0_A3) == ["KGZ", "XKX"]
    assert shapely.coverage_is_valid(np.asarray(frame.geometry.array))
