"""Every line of a map once; neighbours meet at every zoom."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import union_all
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.errors import MisuseError
from geo.geodesy.graticule import graticule_lines
from geo.geodesy.projection import Projection
from geo.topology.build import Topology, build_topology
from geo.topology.levels import Levels
from geo.world.countries import load_countries
from tests.topologies import HERE, arc_uses, area_deg2, build, dense, shape, signed_area
from tests.worlds import SQUARES, square

EURASIA = Projection(70, 48)
FERGANA = (66.0, 36.0, 84.0, 44.0)


@pytest.fixture(scope="module")
def world() -> Topology:
    countries = load_countries("50m")
    return build_topology(
        dict(countries.geometry),
        graticule_lines(),
        EURASIA,
        Levels(step_deg=0.001, max_zoom=8, base_zoom=6, detail=None),
    )


@pytest.fixture(scope="module")
def fergana() -> Topology:
    countries = load_countries("10m").loc[["KGZ", "TJK", "UZB"]]
    return build_topology(
        dict(countries.geometry), {}, EURASIA, Levels(step_deg=0.0005, max_zoom=9, base_zoom=4, detail=FERGANA)
    )


def holds(topology: Topology, key: str, lon: float, lat: float, zoom: int = 255) -> bool:
    return shape(topology, key, EURASIA, zoom).contains(Point(EURASIA.forward(np.array([[lon, lat]]))[0]))


@st.composite
def square_grids(draw: st.DrawFn) -> dict[str, BaseGeometry]:
    """Give each cell of a small grid to one of four countries or to the sea."""
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    owners = draw(
        st.lists(st.sampled_from(["AAA", "BBB", "CCC", "DDD", ""]), min_size=width * height, max_size=width * height)
    )
    cells = {(k % width, k // width): owner for k, owner in enumerate(owners)}
    return {
        name: union_all([box(10 + x, 10 + y, 11 + x, 11 + y) for (x, y), owner in cells.items() if owner == name])
        for name in sorted(set(owners) - {""})
    }


@settings(max_examples=60, deadline=None)
@given(square_grids())
def test_neighbours_share_their_borders(grid: dict[str, BaseGeometry]) -> None:
    topology = build(grid)
    uses = arc_uses(topology)
    inner = outer = 0.0
    for arc in range(len(topology.start) - 1):
        length = np.abs(np.diff(topology.arc(arc), axis=0)).sum()
        assert (uses[arc], uses[~arc]) in ((1, 0), (0, 1), (1, 1))
        inner, outer = (inner + length, outer) if uses[arc] == uses[~arc] else (inner, outer + length)
    land = union_all(list(grid.values()))
    assert outer == pytest.approx(land.length)
    assert 2 * inner + outer == pytest.approx(sum(part.length for part in grid.values()))


@settings(max_examples=60, deadline=None)
@given(square_grids())
def test_areas_are_kept(grid: dict[str, BaseGeometry]) -> None:
    topology = build(grid)
    assert list(topology.polygons) == sorted(grid)
    for name, geometry in grid.items():
        assert area_deg2(topology, name) == pytest.approx(geometry.area)


@settings(max_examples=40, deadline=None)
@given(square_grids(), st.integers(0, 9))
def test_no_gap_opens_at_any_zoom(grid: dict[str, BaseGeometry], zoom: int) -> None:
    topology = build(grid)
    uses = arc_uses(topology)
    rings = [ring for pieces in topology.polygons.values() for piece in pieces for ring in piece]
    parts = sum(signed_area(HERE.forward(topology.path(ring, zoom))) for ring in rings)
    coast = [reference for reference, count in uses.items() if count == 1 and uses[~reference] == 0]
    around = 0.0
    for reference in coast:
        x, y = HERE.forward(topology.arc(reference, zoom)).T
        around += float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)
    assert parts == pytest.approx(around, abs=1)


@settings(max_examples=20, deadline=None)
@given(square_grids())
def test_the_order_of_the_input_does_not_matter(grid: dict[str, BaseGeometry]) -> None:
    one, two = build(grid), build(dict(reversed(grid.items())))
    for field in fields(Topology):
        np.testing.assert_equal(getattr(one, field.name), getattr(two, field.name))


def test_the_small_world() -> None:
    topology = build(SQUARES, projection=Projection(90, 5))
    assert list(topology.polygons) == ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"]
    # A border with BBB, one with CCC, and the coast.
    assert len(topology.polygons["AAA"][0][0]) == 3
    assert [len(piece) for piece in topology.polygons["FFF"]] == [2]
    assert len(topology.polygons["DDD"]) == 1


def test_a_square_across_180_is_whole() -> None:
    here = Projection(180, 0)
    topology = build({"DDD": square(175, 0, -175, 10)}, projection=here)
    ((ring,),) = topology.polygons["DDD"]
    path = topology.path(ring)
    np.testing.assert_array_equal(path[0], path[-1])
    # Along the meridian of 180° there is no edge.
    on_180 = np.abs(path[:, 0]) == 180
    assert not (on_180[:-1] & on_180[1:]).any()
    assert shape(topology, "DDD", here).area == pytest.approx(dense(box(-5, 0, 5, 10), Projection(0, 0)).area, rel=1e-3)


def test_long_edges_curve() -> None:
    here = Projection(0, 60)
    geometry = box(-40, 40, 40, 50)
    topology = build({"AAA": geometry}, projection=here)
    expected = dense(geometry, here)
    assert shape(topology, "AAA", here).symmetric_difference(expected).area < 5e-4 * expected.area


def test_a_disputed_part_shares_the_arcs_of_its_country() -> None:
    whole, part = box(0, 0, 10, 10), box(0, 4, 4, 10)
    topology = build({"AAA": whole.segmentize(1), "dispute:corner": part.segmentize(1)})
    own, claimed = ({max(arc, ~arc) for arc in topology.polygons[key][0][0]} for key in ("AAA", "dispute:corner"))
    assert own & claimed
    assert area_deg2(topology, "dispute:corner") == pytest.approx(24)


def test_lines_are_arcs_too() -> None:
    lines = {"route:b": np.array([[0.0, 0], [1, 0]]), "route:a": np.array([[0.0, 1], [0.3, 1.2], [1, 1]])}
    topology = build_topology({"AAA": box(0, 0, 1, 1)}, lines, HERE, Levels(step_deg=0.01, max_zoom=9, base_zoom=2))
    assert list(topology.lines) == ["route:a", "route:b"]
    np.testing.assert_allclose(topology.path(topology.lines["route:a"]), lines["route:a"])
    assert not set(topology.lines["route:b"]) & set(topology.polygons["AAA"][0][0])


def test_a_line_keeps_its_detail_everywhere() -> None:
    wave = np.column_stack([np.arange(0, 20, 0.05), 0.02 * np.sin(np.arange(400))])
    topology = build_topology({}, {"route:a": wave}, HERE, Levels(step_deg=0.001, max_zoom=9, base_zoom=2))
    assert topology.level.max() > 6
    assert len(topology.path(topology.lines["route:a"], 2)) < 10 < len(topology.path(topology.lines["route:a"], 9))


def test_beyond_what_is_near_borders_keep_one_zoom_less() -> None:
    wave = np.column_stack([np.arange(0, 20, 0.02), 0.1 * np.sin(np.arange(1000) / 3)])
    land = {"AAA": Polygon([*wave, (20, 5), (0, 5)])}
    half = (-1e9, -1e9, float(HERE.forward(np.array([[10.0, 0.0]]))[0, 0]), 1e9)
    options = {"step_deg": 0.001, "base_zoom": 6}
    whole, thinned, none = (
        build(land, **options),
        build(land, **options, near=half),
        build(land, **options, near=(0, 0, 0, 0)),
    )
    west = [np.count_nonzero(x * 0.001 < 9.9) for x in (thinned.x, whole.x)]
    east = [np.count_nonzero(x * 0.001 > 10.1) for x in (thinned.x, whole.x)]
    assert west[0] == west[1] > 100 and east[0] < 0.8 * east[1]
    assert whole.level.max() == 6 and none.level.max() == 5


def test_nothing_gives_nothing() -> None:
    topology = build_topology({}, {}, HERE, Levels(step_deg=0.01, max_zoom=9, base_zoom=9))
    assert (len(topology.x), topology.polygons, topology.lines, topology.horizon) == (0, {}, {}, [])


def test_an_empty_shape_has_no_key() -> None:
    assert list(build({"AAA": box(0, 0, 1, 1), "BBB": MultiPolygon()}).polygons) == ["AAA"]


@pytest.mark.parametrize(("base", "most"), [(7, 6), (-1, 5), (3, 16)])
def test_impossible_zooms_are_refused(base: int, most: int) -> None:
    with pytest.raises(MisuseError, match="not in order between 0 and 15"):
        build(SQUARES, base_zoom=base, max_zoom=most)


def test_russia_is_one_piece_across_180(world: Topology) -> None:
    outer = world.path(world.polygons["RUS"][0][0])
    assert (outer[:, 0] > 178).any() and (outer[:, 0] < -175).any()
    for number in range(len(world.start) - 1):
        if number not in {arc for key, arcs in world.lines.items() for arc in arcs if key.startswith("meridian")}:
            on_180 = np.abs(world.arc(number)[:, 0]) == 180
            assert not (on_180[:-1] & on_180[1:]).any()


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("RUS", 21.4, 54.7),
        ("AZE", 45.4, 39.3),
        ("USA", -155, 66),
        ("AGO", 12.48, -5.0),
        ("OMN", 56.3, 26.0),
        ("RUS", -175, 66.5),
    ],
    ids=["Kaliningrad", "Nakhchivan", "Alaska", "Cabinda", "Musandam", "Chukotka beyond 180°"],
)
@pytest.mark.parametrize("zoom", [3, 6])
def test_exclaves_are_there(world: Topology, code: str, lon: float, lat: float, zoom: int) -> None:
    assert holds(world, code, lon, lat, zoom)


def test_every_country_within_the_horizon_is_there(world: Topology) -> None:
    countries = load_countries("50m").geometry
    for code, geometry in countries.items():
        points = np.array(geometry.representative_point().coords)
        assert (code in world.polygons) or not EURASIA.contains(points).any()
    for code in world.polygons:
        assert shape(world, code, EURASIA, 0).area > 0


def test_areas_of_countries_hold_at_the_base_zoom(world: Topology) -> None:
    countries = load_countries("50m").geometry
    for code in ("RUS", "CHN", "IND", "KAZ", "KGZ", "TJK", "UZB", "BLR", "PAK", "IRN"):
        true = dense(countries[code], EURASIA).area
        assert shape(world, code, EURASIA, 6).area == pytest.approx(true, rel=3e-3)


@pytest.mark.parametrize(
    ("inner", "outer", "lon", "lat"),
    [
        ("UZB", "KGZ", 71.10, 40.00),
        ("UZB", "KGZ", 71.73, 39.95),
        ("TJK", "KGZ", 70.61, 39.83),
        ("TJK", "UZB", 70.61, 40.98),
    ],
    ids=["Sokh", "Shohimardon", "Vorukh", "Sarvak"],
)
def test_the_exclaves_of_the_fergana_valley(fergana: Topology, inner: str, outer: str, lon: float, lat: float) -> None:
    for zoom in (6, 9):
        assert holds(fergana, inner, lon, lat, zoom)
        assert not holds(fergana, outer, lon, lat, zoom)


def test_the_world_is_light(world: Topology) -> None:
    # At the zoom of a first view, a few thousand vertices must do.
    assert np.count_nonzero(world.level <= 3) < 20_000
    assert len(world.x) < 60_000
