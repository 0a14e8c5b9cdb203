"""Names on the page say nothing false: each stands on its own land or is led to it, and stays while it fits."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import ViewportSize

from tests.drawn_names import DESK, FRAME, NAMES, PHONE, views_without_falsehood, zoom_by
from tests.pages import MEMBERSHIP, ROUTES, SHIPPED, Open

PLACES = """() => {
  Blocmap.app.settle();
  return Object.fromEntries([...document.querySelectorAll(".drawing .label[data-id]")].map(one => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [`${one.dataset.id}|${one.textContent}|${one.getAttribute("font-size")}`, [x, y, width, height]];
  }));
}"""


# How much of the map beside its panels the box of the members' land takes, by a grid of spots.
BLOC_S_SHARE = """() => {
  const { app } = Blocmap, frame = app.map.getContainer().getBoundingClientRect(), STEP = 6;
  const panels = [...document.querySelectorAll("#head, #panel, #tools")].map(one => one.getBoundingClientRect());
  const held = new Set(app.present().map(({ country }) => `country:${country.code}`)), xs = [], ys = [];
  let free = 0;
  for (let x = frame.left + 3; x < frame.right; x += STEP) for (let y = frame.top + 3; y < frame.bottom; y += STEP) {
    if (panels.some(r => x > r.left && x < r.right && y > r.top && y < r.bottom)) continue;
    free++;
    if (!held.has(document.elementsFromPoint(x, y).find(one => one.matches(".land"))?.dataset.id)) continue;
    xs.push(x);
    ys.push(y);
  }
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys)) / (free * STEP * STEP);
}"""
# The day on which 17 countries became partners.
WITH_PARTNERS = "() => Blocmap.app.set({ date: '2025-09-01', hidden: new Set(['layer:letters']) })"


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_names_say_nothing_false_at_any_size(open_map: Open, name: str) -> None:
    page = open_map(name, viewport=DESK, reduced_motion="reduce")
    views = [("en", 0.0), ("en", 1.25), ("ru", 0.0), ("zh", 0.0)]
    assert len(list(views_without_falsehood(page, views))) == 3 * len(views)


@pytest.mark.parametrize(
    ("lat", "lon"), [(35.5, 75.0), (27.8, 94.5), (22.3, 35.0)], ids=["Kashmir", "Arunachal", "Halaib"]
)
def test_no_name_of_a_state_stands_on_land_that_the_view_gives_to_none(open_map: Open, lat: float, lon: float) -> None:
    page = open_map("sco-membership", viewport=DESK, reduced_motion="reduce")
    for zoom in (5, 6, 7):
        page.evaluate(
            "([lat, lon, zoom]) => Blocmap.app.map.setView([lat, lon], zoom, {animate: false})", [lat, lon, zoom]
        )
        assert page.evaluate(NAMES)["wrong"] == [], zoom


def test_every_member_is_named_on_a_desk_and_a_partner_makes_a_capital_give_way(open_map: Open) -> None:
    page = open_map("sco-membership", viewport=DESK, reduced_motion="reduce")
    named = """test => { Blocmap.app.settle();
        const { app } = Blocmap, told = [...document.querySelectorAll(".drawing .label-country")]
        .map(one => [one.dataset.id, one.textContent]).filter(([, text]) => text.length > 1);
        return app.scene.countries.filter(one => app.status(one)?.status.member === test)
            .filter(one => !told.some(([id]) => id === `country:${one.code}`))
            .map(one => one.code); }"""
    assert page.evaluate(named, True) == []
    page.evaluate(WITH_PARTNERS)
    assert page.evaluate(named, False) == []


def test_kyrgyzstan_has_its_code_at_home_on_a_desk(open_map: Open) -> None:
    """There is room for it between Bishkek's ring and the railway; it once stood in Mongolia, a hundred pixels away."""
    page = open_map("sco-membership", viewport=DESK, reduced_motion="reduce")
    longest = """() => Object.fromEntries([...document.querySelectorAll(".label-country")].map(one =>
        [one.textContent, one.parentNode.querySelector(".leader")?.getTotalLength() || 0]))"""
    named: dict[str, float] = page.evaluate(longest)
    assert named["KGZ"] == 0 and max(named.values()) <= 54 + 4
    assert page.evaluate(NAMES)["wrong"] == []


def test_names_of_partners_say_nothing_false_either(open_map: Open) -> None:
    page = open_map("sco-membership", viewport=DESK, reduced_motion="reduce")
    page.evaluate(WITH_PARTNERS)
    for window in (DESK, PHONE, FRAME):
        page.set_viewport_size(window)
        for language in ("en", "ru", "zh"):
            page.evaluate("lang => { Blocmap.app.set({lang}); Blocmap.app.fit(false); }", language)
            for more in (0, 0.5, 1):
                zoom_by(page, more)
                found: dict[str, Any] = page.evaluate(NAMES)
                assert found == {"wrong": [], "through": [], "bare": []}, (window, language, more)


def test_no_line_to_a_code_runs_across_half_the_map(open_map: Open) -> None:
    page = open_map("sco-routes", viewport=DESK, reduced_motion="reduce")
    for window in (DESK, PHONE, FRAME):
        page.set_viewport_size(window)
        page.evaluate("() => Blocmap.app.fit(false)")
        for more in (0, 0.5, 0.5):
            zoom_by(page, more)
            page.evaluate("() => Blocmap.app.settle()")
            longest = page.evaluate("""() => Math.max(0, ...[...document.querySelectorAll(".label-country")]
                .flatMap(one => one.parentNode.querySelector(".leader")?.getTotalLength() || []))""")
            assert longest < 132 + 4, (window, more)


@pytest.mark.parametrize("window", [DESK, PHONE, FRAME], ids=lambda window: str(window["width"]))
@pytest.mark.parametrize("name", [MEMBERSHIP, ROUTES])
def test_no_name_stands_on_anothers_land_and_no_holder_is_left_out(
    open_map: Open, name: str, window: ViewportSize
) -> None:
    page = open_map(name, viewport=window)
    for language in ("en", "ru", "zh"):
        page.evaluate("lang => Blocmap.app.set({lang})", language)
        for more in (0, 1, 1, -2):
            zoom_by(page, more)
            found: dict[str, Any] = page.evaluate(NAMES)
            assert found == {"wrong": [], "through": [], "bare": []}, (language, more)


def test_names_keep_their_places_as_the_map_is_moved_a_little(open_map: Open) -> None:
    page = open_map()
    before = page.evaluate(PLACES)
    page.evaluate("() => Blocmap.app.map.panBy([24, -16], {animate: false})")
    after = page.evaluate(PLACES)
    width, height = DESK["width"], DESK["height"]
    stayed = 0
    for key, (x, y, wide, tall) in before.items():
        clear = x - 24 > 360 and x - 24 + wide < width - 70 and y + 16 > 8 and y + 16 + tall < height - 90
        if not clear:  # under a panel or cut by the edge: it may have to go
            continue
        assert key in after, key
        assert after[key][:2] == pytest.approx([x - 24, y + 16], abs=1.5), key
        stayed += 1
    assert stayed >= 5


def test_on_a_phone_every_member_has_a_name_a_code_or_a_letter(open_map: Open) -> None:
    """And no line leads farther than a fifth of the map from its country to its name."""
    page = open_map("sco-membership", viewport=PHONE, reduced_motion="reduce")
    missing, longest = (
        page.evaluate("""() => { const { app } = Blocmap, labels = [...document.querySelectorAll(".label-country")];
        const lines = labels.flatMap(one => one.parentNode.querySelector(".leader") || []);
        return [app.present().filter(({ country }) => !labels.some(one => one.dataset.id === `country:${country.code}`))
            .map(({ country }) => country.code), Math.max(0, ...lines.map(one => one.getTotalLength()))]; }""")
    )
    assert missing == [] and longest < 390 / 5 + 12


def test_a_route_is_named_on_a_land_that_it_crosses(open_map: Open) -> None:
    """The northern route via Kazakhstan does not touch Mongolia, where its name once stood."""
    page = open_map("sco-routes", viewport=DESK, reduced_motion="reduce")
    for language in ("en", "ru"):
        page.evaluate("lang => Blocmap.app.set({lang})", language)
        page.evaluate("() => Blocmap.app.settle()")
        lands = page.evaluate("""() => Object.fromEntries([...document.querySelectorAll(".label-route")].map(one => {
            const r = one.getBoundingClientRect();
            return [one.dataset.id, [0.05, 0.5, 0.95].flatMap(t => document.elementsFromPoint(r.left + r.width * t,
                r.top + r.height / 2).find(el => el.matches(".land"))?.dataset.id || [])]; }))""")
        assert lands["route:north_kz"] and "country:MNG" not in lands["route:north_kz"], language


# How far each name of a line is from what is drawn of it.
FROM_ITS_LINE = """() => [...document.querySelectorAll(".label-route")].map(label => {
  const box = label.getBoundingClientRect(), beyond = (at, least, most) => Math.max(least - at, 0, at - most);
  const far = [...document.querySelectorAll(`.drawing path[data-id="${label.dataset.id}"]`)].flatMap(path => {
    const matrix = path.getScreenCTM(), whole = path.getTotalLength(), steps = Math.ceil(whole / 2);
    return Array.from({ length: steps }, (_, i) => {
      const { x, y } = path.getPointAtLength(whole * i / steps).matrixTransform(matrix);
      return Math.hypot(beyond(x, box.left, box.right), beyond(y, box.top, box.bottom));
    });
  });
  return [label.textContent, Math.min(...far)]; })"""


def test_a_route_s_name_touches_its_line_in_any_window(open_map: Open) -> None:
    page = open_map("sco-routes", viewport=DESK, reduced_motion="reduce")
    named = 0
    for window in (DESK, PHONE, FRAME):
        page.set_viewport_size(window)
        for language, more in (("en", 0), ("en", 1), ("ru", 0), ("zh", 0)):
            page.evaluate("lang => { Blocmap.app.set({lang}); Blocmap.app.fit(false); }", language)
            zoom_by(page, more)
            far = dict(page.evaluate(FROM_ITS_LINE))
            assert all(gap < 18 for gap in far.values()), (window, language, more, far)
            named += len(far)
    assert named >= 12


def test_the_bloc_fills_a_tablet_held_upright(open_map: Open) -> None:
    """Its land's box, of the 768 pixels across; the legend lies folded below it."""
    page = open_map("sco-membership", viewport=ViewportSize(width=768, height=1024))
    across = page.evaluate("""() => { const shapes = Blocmap.app.present().map(({ country }) =>
        Blocmap.app.element(`country:${country.code}`).getBoundingClientRect());
        return Math.max(...shapes.map(one => one.right)) - Math.min(...shapes.map(one => one.left)); }""")
    assert across > 0.65 * 768


@pytest.mark.parametrize("name", SHIPPED)
def test_the_bloc_has_a_third_of_what_is_free_in_any_window(open_map: Open, name: str) -> None:
    """Its land's box, of the map beside the panels; 640 × 400 is a desk's window at 200 % as well."""
    if name == "sco-corridor":  # (its view is a part of the bloc)
        return
    page = open_map(name, viewport=ViewportSize(width=768, height=1024), reduced_motion="reduce")
    for width, height in ((768, 1024), (640, 400), (844, 390), (390, 844)):
        page.set_viewport_size(ViewportSize(width=width, height=height))
        page.wait_for_function("width => Blocmap.app.map.getSize().x === width", arg=width)
        assert page.evaluate(BLOC_S_SHARE) >= 0.35, (width, height)
