"""The page's script reads the geometry as Python does, and projects as PROJ does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from geo.geodesy.graticule import graticule_lines
from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0, Projection
from geo.geodesy.world_projections import EqualEarth, Orthographic, WebMercator
from geo.topology.build import Topology, build_topology
from geo.topology.codec import decode, encode
from geo.topology.levels import Levels
from geo.world.countries import load_countries
from layers.page.leaflet import leaflet_script
from layers.page.letters import to_letters
from tests.pages import front_end_part
from tests.topologies import build
from tests.worlds import SQUARES

CENTRES = [(70, 48), (0, 0), (-179, -17), (180, 66), (-100, 45), (13, 90), (13, -90)]
READ = """async (text) => {
  const read = await part.decode(await part.unpack({ textContent: text }));
  const all = (key) => read.arcs.flatMap((arc) => Array.from(arc[key]));
  return {
    step: read.step, polygons: read.polygons, lines: read.lines, horizon: read.horizon,
    sizes: read.arcs.map((arc) => arc.lon.length), lon: all("lon"), lat: all("lat"), level: all("level"),
  };
}"""
PROJECT = """([centre, points]) => {
  const crs = part.makeCrs(centre);
  return points.map(([lon, lat]) => {
    const {x, y} = crs.projection.project(L.latLng(lat, lon)), back = crs.projection.unproject(L.point(x, y));
    return [x, y, back.lng, back.lat, Math.hypot(x, y) <= crs.radius];
  });
}"""


@pytest.fixture
def page(chromium_page: Page, tmp_path: Path) -> Page:
    """Return a page with Leaflet and the two modules under test."""
    chromium_page.add_script_tag(content=leaflet_script())
    chromium_page.add_script_tag(
        content=front_end_part(tmp_path, {"map/crs": "makeCrs", "drawing/decode": "decode", "opening/unpack": "unpack"})
    )
    return chromium_page


def read_by_script(page: Page, packed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(READ, to_letters(packed))
    return found


def assert_read_alike(page: Page, made: Topology) -> None:
    found, expected = read_by_script(page, encode(made)), decode(encode(made))
    assert found["sizes"] == np.diff(expected.start).tolist()
    np.testing.assert_allclose(found["lon"], expected.x * expected.step, rtol=0, atol=1e-9)
    np.testing.assert_allclose(found["lat"], expected.y * expected.step, rtol=0, atol=1e-9)
    assert found["level"] == expected.level.tolist()
    assert found["step"] == expected.step
    assert found["horizon"] == expected.horizon
    assert found["polygons"] == expected.polygons
    assert found["lines"] == expected.lines


def test_the_small_world_is_read(page: Page) -> None:
    assert_read_alike(page, build(SQUARES, projection=Projection(90, 5, 60)))


def test_the_real_world_is_read(page: Page) -> None:
    countries = load_countries("50m").geometry
    made = build_topology(
        dict(countries), graticule_lines(), Projection(70, 48), Levels(step_deg=0.0005, max_zoom=10, base_zoom=5,
        detail=(66, 36, 84, 44)))  # fmt: skip
    assert_read_alike(page, made)


def test_a_map_without_borders_is_read(page: Page) -> None:
    # Keys that look like whole numbers would lose their place in a JavaScript object.
    lines = {"10": np.array([[0.0, 0], [1, 2]]), "9": np.array([[5.0, 5], [6, 7]]), "a": np.array([[9.0, 9], [9, 8]])}
    assert_read_alike(page, build_topology({}, lines, Projection(0, 0), Levels(step_deg=0.01, max_zoom=9, base_zoom=9)))


def test_what_is_no_geometry_is_refused(page: Page) -> None:
    message = page.evaluate(
        "() => { try { part.decode(new Uint8Array(20)); } catch (error) { return error.message; } }"
    )
    assert message == "This page is damaged."


def projected(page: Page, projection: Projection, points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    centre = {"lon": projection.lon, "lat": projection.lat, "horizon": projection.horizon}
    return np.array(page.evaluate(PROJECT, [centre, points.tolist()]), dtype=float)


@pytest.mark.parametrize(("lon", "lat"), CENTRES)
def test_points_fall_where_proj_puts_them(page: Page, lon: float, lat: float) -> None:
    projection = Projection(lon, lat)
    random = np.random.default_rng(int(lon + lat) + 400)
    points = np.column_stack([random.uniform(-180, 180, 3000), np.degrees(np.arcsin(random.uniform(-1, 1, 3000)))])
    found = projected(page, projection, points)
    xy = projection.forward(points)
    within = projection.contains(points)
    assert within.sum() > 1500
    distance = np.hypot(*(found[:, :2] - xy).T)
    assert distance[within].max() < 1
    np.testing.assert_array_equal(found[:, 4].astype(bool), within)
    # Back in degrees: a hundred-thousandth is about a metre.
    there = Projection(0, 90).forward(points[within])
    back = Projection(0, 90).forward(found[within][:, 2:4])
    near = np.abs(points[within][:, 1] + 90) > 30
    assert np.hypot(*(back - there)[near].T).max() < 1


def test_no_place_is_without_a_point(page: Page) -> None:
    points = np.array([[-110, -48], [70, 48], [0, 90], [0, -90], [180, 0], [-180, 0], [430, 48], [-110.0000001, -48]])
    found = projected(page, Projection(70, 48), points)
    assert np.isfinite(found).all()
    assert np.hypot(*found[0, :2]) == pytest.approx(2 * 6371007.2, rel=2e-3)
    np.testing.assert_allclose(found[1, :4], [0, 0, 70, 48], atol=1e-6)
    np.testing.assert_allclose(found[6, :2], [0, 0], atol=1e-6)
    assert found[:, 4].tolist() == [0, 1, 1, 0, 1, 1, 1, 0]


@pytest.mark.parametrize(
    "projection", [EqualEarth(0), EqualEarth(-121), EqualEarth(180), Orthographic(70, 48), WebMercator(130)]
)
def test_the_page_projects_the_world_as_the_figure_does(page: Page, projection: Projection) -> None:
    lon, lat = np.meshgrid(np.arange(-172.5, 180, 15.0), np.arange(-84, 85, 12.0))
    points = np.column_stack([lon.ravel(), lat.ravel()])
    points = points[projection.contains(points)]
    centre = {"name": projection.name, "lon": projection.lon, "lat": projection.lat, "horizon": projection.horizon}
    found = np.array(page.evaluate(PROJECT, [centre, points.tolist()]), dtype=float)
    np.testing.assert_allclose(found[:, :2], projection.forward(points), atol=1)
    np.testing.assert_allclose((found[:, 2] - points[:, 0] + 180) % 360 - 180, 0, atol=1e-5)
    np.testing.assert_allclose(found[:, 3], points[:, 1], atol=1e-5)


def test_beyond_the_plane_lies_the_antipode(page: Page) -> None:
    lon, lat = page.evaluate(
        """() => {
            const {lng, lat} = part.makeCrs({lon: 10, lat: 20, horizon: 110}).projection.unproject(L.point(9e9, 0));
            return [lng, lat];
        }"""
    )
    assert (lon, lat) == (pytest.approx(-170, abs=0.01), pytest.approx(-20, abs=0.2))


def test_leaflet_gets_what_it_needs(page: Page) -> None:
    found = page.evaluate(
        """() => {
            const crs = part.makeCrs({lon: 70, lat: 48, horizon: 110}), map = document.createElement("div");
            map.style.width = map.style.height = "512px";
            document.body.append(map);
            const leaflet = L.map(map, {crs, center: [48, 70], zoom: 3.5, zoomSnap: 0, fadeAnimation: false});
            const place = L.latLng(55.75, -37.6), point = leaflet.latLngToLayerPoint(place);
            const back = leaflet.layerPointToLatLng(point), north = leaflet.latLngToLayerPoint([50, 70]);
            return {
                metres: 1 / crs.scale(3), zoom: crs.zoom(crs.scale(3.5)), wraps: crs.wrapLng ?? null,
                infinite: crs.infinite, radius: crs.radius, back: [back.lat, back.lng], north: [north.x, north.y],
                distance: Math.round(crs.distance(L.latLng(0, 0), L.latLng(0, 1)) / 1000),
                bounds: leaflet.getPixelWorldBounds(),
            };
        }"""
    )
    assert found["metres"] == pytest.approx(METRES_PER_PIXEL_AT_ZOOM_0 / 8)
    assert found["zoom"] == pytest.approx(3.5)
    assert found["wraps"] is None
    assert found["infinite"] is True
    assert found["bounds"] is None
    assert found["radius"] == pytest.approx(Projection(70, 48, 110).radius, abs=1)
    assert found["back"] == [pytest.approx(55.75, abs=0.1), pytest.approx(-37.6, abs=0.1)]
    assert found["north"][0] == pytest.approx(256, abs=1) and found["north"][1] < 256
    assert found["distance"] == 111
