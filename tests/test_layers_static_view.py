"""The view of a map in the page, in Chromium: what it opens with, and where moving leads."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect
from pyproj import Geod

from tests.drawn_maps import DESK, PHONE, SMALL_PHONE, zoom_to
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES, STORY, Open


@pytest.mark.parametrize("name", [MEMBERSHIP, CORRIDOR, ROUTES, STORY])
@pytest.mark.parametrize("window", [DESK, PHONE, SMALL_PHONE])
def test_the_map_opens_with_all_it_is_about(open_map: Open, name: str, window: ViewportSize) -> None:
    page = open_map(name, viewport=window)
    left, top, right, bottom = page.evaluate(
        """() => { const { map, scene } = Blocmap.app, { crs } = map.options, [w, s, e, n] = scene.view.extent;
        const at = (x, y) => map.latLngToContainerPoint(crs.projection.unproject(L.point(x, y)));
        const a = at(w, n), b = at(e, s);
        return [a.x, a.y, b.x, b.y]; }"""
    )
    size = page.evaluate("Object.values(Blocmap.app.map.getSize())")
    assert left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]
    # It fills the window: one step of zoom more, doubled sides, would not fit.
    assert 2.2 * (right - left) > size[0] - 400 or 2.2 * (bottom - top) > size[1] - 250


def test_the_view_stays_whole_when_the_window_changes(open_map: Open) -> None:
    page = open_map()
    page.set_viewport_size(PHONE)
    page.wait_for_function("() => Blocmap.app.map.getSize().x === 390")
    # 5,540 km on 390 pixels at most, which zoom 3.46 has; half a step less would waste a quarter of them.
    assert 2.96 < page.evaluate("Blocmap.app.map.getZoom()") < 3.46


def test_nobody_gets_lost_beyond_the_horizon(open_map: Open) -> None:
    page = open_map(reduced_motion="reduce")
    for _ in range(12):
        page.evaluate("Blocmap.app.map.panBy([600, 400], {animate: false})")
    centre = "(({ options: { crs } }, at) => Math.hypot(...Object.values(crs.project(at))) / crs.radius)"
    assert page.evaluate(f"{centre}(Blocmap.app.map, Blocmap.app.map.getCenter())") <= 1


def test_a_fling_never_empties_the_map(open_map: Open) -> None:
    page = open_map()
    most, brake, ease = page.evaluate("""() => { const { inertiaMaxSpeed, inertiaDeceleration, easeLinearity }
        = Blocmap.app.map.options; return [inertiaMaxSpeed, inertiaDeceleration, easeLinearity]; }""")
    # Leaflet's way from its speed: it brakes for speed / (brake × ease), at half the speed on average.
    assert 100 < most * most / (brake * ease) / 2 <= DESK["height"] / 2 + 1


def test_the_scale_is_true_at_the_middle(open_map: Open) -> None:
    page = open_map()
    for lat, lon in ((35.0, 5.0), (19.0, -11.0), (27.0, 30.0)):
        zoom_to(page, 5, lat, lon)
        found = page.evaluate(
            """() => { const { map } = Blocmap.app, bar = document.querySelector('.scale');
            const { width } = bar.getBoundingClientRect();
            const middle = map.getSize().divideBy(2), at = x => map.containerPointToLatLng([middle.x + x, middle.y]);
            const a = at(-width / 2), b = at(width / 2);
            return [bar.textContent, a.lng, a.lat, b.lng, b.lat]; }"""
        )
        km = float("".join(filter(str.isdigit, found[0])))
        assert Geod(ellps="WGS84").inv(*found[1:])[2] / 1000 == pytest.approx(km, rel=0.02)


def test_the_locator_frames_the_view(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    locator, frame = (page.locator(one).bounding_box() for one in (".locator", ".locator-frame"))
    assert locator and frame
    assert locator["x"] < frame["x"] and frame["x"] + frame["width"] < locator["x"] + locator["width"]
    assert locator["y"] < frame["y"] and frame["y"] + frame["height"] < locator["y"] + locator["height"]
    expect(open_map(MEMBERSHIP).locator(".locator")).to_have_count(0)


def test_flying_is_short_and_none_without_motion(open_map: Open) -> None:
    # What the map is asked for, not what a busy machine makes of it.
    fly = """() => new Promise(done => { const { map } = Blocmap.app, { flyTo } = map, zoom = map.getZoom(); let asked;
        map.flyTo = (...given) => { asked = given[2].duration; return flyTo.apply(map, given); };
        map.once('moveend', () => done([asked, zoom])); Blocmap.app.flyTo('country:TUN'); })"""
    page = open_map()
    seconds, before = page.evaluate(fly)
    assert 0.1 < seconds <= 0.6
    assert page.evaluate("Blocmap.app.map.getZoom()") > 5.5 > before
    still = open_map(reduced_motion="reduce")
    assert still.evaluate("() => { Blocmap.app.flyTo('country:TUN'); return Blocmap.app.map.getZoom(); }") > 5.5
