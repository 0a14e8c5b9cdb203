"""The map in the page, in Chromium: what is drawn where and in which colours, and what a pointer meets."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from geo.bloc import Bloc
from geo.geodesy.projection import METRES_PER_PIXEL_AT_ZOOM_0
from tests.areas import area_km2
from tests.drawn_maps import (
    DESK,
    FOUNDER,
    LAND,
    LATER,
    PAPER,
    ROUTE,
    SEA,
    Pixels,
    country,
    feature_at,
    style_of,
    zoom_to,
)
from tests.pages import CORRIDOR, STORY, Open, pixel

# Land


@pytest.mark.parametrize("zoom", [3, 5, 7])
@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [(28.0, 3.0, "DZA"), (67.0, -177.0, "RUS"), (66.5, 179.99, "RUS"), (20.0, -10.0, "MRT"), (15.0, 30.0, "SDN")],
)
def test_a_pointer_meets_the_country_that_is_there(
    open_map: Open, zoom: int, lat: float, lon: float, code: str
) -> None:
    page = open_map()
    zoom_to(page, zoom, lat, lon)
    page.evaluate("document.querySelectorAll('.labels, .symbols, .routes').forEach(one => one.remove())")
    assert feature_at(page, lat, lon) == f"country:{code}"


def test_the_sea_is_no_feature(open_map: Open) -> None:
    page = open_map()
    zoom_to(page, 5, 34.0, 18.0)  # between Sicily and Libya
    assert feature_at(page, 34.0, 18.0) is None


def test_fills_are_those_of_the_day(open_map: Open) -> None:
    page = open_map(reduced_motion="reduce")
    assert style_of(page, country("MRT"), "fill") == f"rgb{LATER}"
    assert style_of(page, country("DZA"), "fill") == f"rgb{FOUNDER}"
    assert style_of(page, country("TCD"), "fill") == PAPER
    page.evaluate("Blocmap.app.set({date: '2020-05-31'})")  # an observer still, and observers are switched off
    assert style_of(page, country("MRT"), "fill") == PAPER
    page.evaluate("Blocmap.app.set({date: '2001-01-01'})")
    assert style_of(page, country("DZA"), "fill") == PAPER


def test_borders_are_white_between_members_only(open_map: Open) -> None:
    page = open_map()
    length = "one => one.getAttribute('d').length"
    kinds = (".border-members", ".border-other", ".coast")
    between, other, coast = (page.eval_on_selector(kind, length) for kind in kinds)
    assert between > 100 and other > 1000 and coast > 1000
    assert style_of(page, ".border-members", "stroke") == "rgb(255, 255, 255)"
    page.evaluate("Blocmap.app.set({date: '2001-01-01'})")
    assert page.eval_on_selector(".border-members", length) < 10
    assert page.eval_on_selector(".border-other", length) > other
    assert page.eval_on_selector(".coast", length) == coast


def test_time_cross_fades_unless_motion_is_unwanted(open_map: Open) -> None:
    assert style_of(open_map(), country("DZA"), "transitionDuration") == "0.3s"
    assert style_of(open_map(reduced_motion="reduce"), country("DZA"), "transitionDuration") == "0s"


def test_a_country_too_small_to_hit_has_a_ring_in_its_colour(open_map: Open) -> None:
    page = open_map(reduced_motion="reduce")
    page.evaluate("Blocmap.app.set({hidden: new Set()})")
    zoom_to(page, 3.5, 35.9, 14.4)
    ring = page.locator('.small-country:has([data-id="country:MLT"])')
    expect(ring).to_be_visible()
    assert ring.evaluate("one => getComputedStyle(one).getPropertyValue('--color')") == "#a37dd4"  # an observer's
    ring.locator(".spot").click()
    assert page.evaluate("Blocmap.app.state.selected") == "country:MLT"


def test_far_coasts_cost_nothing(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    total = """() => [...document.querySelectorAll('.drawing .lands path')]
        .reduce((sum, one) => sum + one.getAttribute('d').length, 0)"""
    zoom_to(page, 4)
    whole = page.evaluate(total)
    zoom_to(page, 9)
    assert page.evaluate(total) < whole / 2


# Lines and signs


def test_a_line_shows_the_state_of_its_sections_on_the_day(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    drawn = """() => Object.fromEntries([...document.querySelectorAll('.role-main .route-line')]
        .filter(one => one.getAttribute('d').length > 9)
        .map(one => [one.classList[1], getComputedStyle(one).strokeDasharray]))"""
    now = page.evaluate(drawn)
    assert now["state-under_construction"] != "none" and now["state-operating"] == "none"
    page.evaluate("Blocmap.app.set({date: '2018-05-03'})")
    assert "state-under_construction" not in page.evaluate(drawn)
    page.evaluate("Blocmap.app.set({hidden: new Set(['route:north'])})")
    assert page.evaluate(drawn) == {}
    expect(page.locator(".symbols .stop:not(.hidden)")).to_have_count(0)


def test_a_break_of_gauge_names_both_gauges(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    expect(page.locator(".label-gauge")).to_have_text("1435 | 1000 mm")
    expect(page.locator(".symbols .gauge_change:not(.hidden) .bar")).to_have_count(1)


def test_tunnels_and_bridges_come_with_the_zoom(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    signs = page.locator(".symbols .tunnel:not(.hidden), .symbols .bridge:not(.hidden)")
    zoom_to(page, 7, 36.3, 6.1)
    expect(signs).to_have_count(0)
    zoom_to(page, 9, 36.3, 6.1)
    expect(signs).to_have_count(2)


def test_a_place_stands_where_it_is(open_map: Open) -> None:
    page = open_map()
    for zoom in (3.5, 6):
        zoom_to(page, zoom, 32.8, 13.18)
        ring = page.locator('.symbols .ring[data-id="place:tripoli"]').bounding_box()
        assert ring
        assert (ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2) == pytest.approx(
            pixel(page, 32.8, 13.18), abs=1
        )


def test_an_absence_is_a_broken_line_with_a_cross_and_a_step_is_told(open_map: Open) -> None:
    page = open_map(STORY)
    assert style_of(page, ".journeys .absent .journey-line", "strokeDasharray") != "none"
    expect(page.locator(".journeys .absent .journey-cross")).to_have_count(1)
    expect(page.locator(".journeys .journey-head").first).to_be_attached()
    told = page.evaluate(
        """() => { const { app } = Blocmap, step = app.scene.steps.findIndex(one => one.journeys?.length);
        app.set({step}); return app.scene.steps[step].journeys; }"""
    )
    assert page.locator(".journeys .in-story").count() == len(told)
    assert page.locator(".journeys .faint").count() == page.locator(".journeys .journey").count() - len(told)


# Pointer, focus, picture


def test_pointing_and_pressing_reach_a_country(open_map: Open) -> None:
    page = open_map()
    x, y = pixel(page, 28.0, 3.0)
    page.mouse.move(x, y)
    expect(page.locator(".highlight.hover.country")).to_have_count(1)
    page.mouse.click(x, y)
    assert page.evaluate("Blocmap.app.state.selected") == "country:DZA"
    expect(page.locator(".highlight.selected")).to_have_count(1)


def test_dragging_selects_nothing(open_map: Open) -> None:
    page = open_map()
    x, y = pixel(page, 28.0, 3.0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 60, steps=4)
    page.mouse.up()
    assert page.evaluate("Blocmap.app.state.selected") is None


def test_features_are_what_is_drawn(open_map: Open) -> None:
    page = open_map()
    listed = page.evaluate("Blocmap.app.features().map(one => one.id)")
    assert len(listed) == len(set(listed))
    assert {"country:MRT", "country:DZA", "place:cairo", "route:north"} <= set(listed)
    assert "country:NER" not in listed
    page.evaluate("Blocmap.app.set({date: '2019-06-01', hidden: new Set(['layer:places'])})")
    later = page.evaluate("Blocmap.app.features().map(one => one.id)")
    assert not [one for one in later if one.startswith("place:")]


def test_a_picture_keeps_its_key_its_scale_and_who_vouches(open_map: Open) -> None:
    page = open_map(CORRIDOR)

    def drawn(change: str) -> Pixels:
        data = page.evaluate(f"() => {{ {change} return Blocmap.app.canvas(1).toDataURL(); }}").split(",")[1]
        return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))

    whole, top = drawn(""), 64 + page.evaluate("Blocmap.app.map.getSize().y")
    red = np.abs(whole[top:].astype(int) - ROUTE).sum(axis=2) < 30
    assert red.sum() > 26, "the key samples the line in its own colour"
    bar = page.locator(".scale").bounding_box()
    assert bar
    without = drawn("document.querySelector('.scale').style.display = 'none';")
    rows, columns = np.nonzero((whole != without).any(axis=2))
    assert top - 40 < rows.min() and rows.max() < top
    assert np.ptp(columns) == pytest.approx(bar["width"], abs=3)
    longer = drawn("document.getElementById('credit').textContent += ' · and somebody else'.repeat(20);")
    assert len(longer) > len(without), "a long foot takes lines; none of it is squeezed or cut"


def test_the_picture_has_the_colours_of_the_plate(open_map: Open, coarse_league: Bloc) -> None:
    page = open_map()
    page.evaluate(
        "document.querySelectorAll('.labels, .symbols, .routes, .borders').forEach(one => one.classList.add('hidden'))"
    )
    data = page.evaluate("Blocmap.app.canvas(1).toDataURL('image/png')").split(",")[1]
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))
    height, zoom = page.evaluate("[Blocmap.app.map.getSize().y, Blocmap.app.map.getZoom()]")
    assert picture.shape[1] == DESK["width"] and picture.shape[0] > height
    km2_per_pixel = (METRES_PER_PIXEL_AT_ZOOM_0 / 2**zoom / 1000) ** 2
    # The plane is equal-area, so counted pixels are square kilometres. A softened edge counts by half.
    plate = picture[64 : 64 + height]
    far = np.linalg.norm(plate[:, :, None] - np.array([FOUNDER, LATER, LAND, SEA]), axis=3)
    founders, later = np.bincount(far.argmin(axis=2).ravel())[:2] * km2_per_pixel
    km2 = coarse_league.countries.geometry.map(area_km2)
    assert founders == pytest.approx(km2["DZA"] + km2["LBY"] + km2["TUN"], rel=0.01)
    # A founder's edge softened towards paper looks like a later member's fill.
    assert later == pytest.approx(km2["EGY"] + km2["MAR"] + km2["MRT"], rel=0.05)
    assert founders + later == pytest.approx(km2[["DZA", "EGY", "LBY", "MAR", "MRT", "TUN"]].sum(), rel=0.01)
