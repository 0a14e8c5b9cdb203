"""The railways around the line that a map is about: thin, black and ticked, in the key, quieter than the line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.pages import Open

LOOKS = """() => {
    const look = selector => {
        const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(document.querySelector(selector));
        return [stroke, parseFloat(strokeWidth), strokeDasharray];
    };
    return ["#map .role-context .route-line.state-operating", "#map .role-context .route-casing.state-operating",
        "#map .role-main .route-line.state-operating", "#legend .role-context .route-casing"].map(look);
}"""


def test_other_railways_are_ticked_and_in_the_key(open_map: Open):
    page = open_map("sco-corridor")
    rail, ticks, own, sample = page.evaluate(LOOKS)
    assert rail[0] == ticks[0] != own[0]
    assert rail[1] <= 1 < own[1] and rail[2] == "none"
    # Ticks stand across the line: short along it and wider than it.
    along, gap = (float(part.strip("px")) for part in ticks[2].split(","))
    assert along < gap and ticks[1] > 3 * rail[1]
    assert sample == ticks
    assert "Railways in use" in page.inner_text("#legend")
    page.evaluate("() => Blocmap.app.toggle(['route:railways_around'], false)")
    assert "Railways in use" not in page.inner_text("#legend")
    box = "() => document.querySelector('#map .role-context .route-line').getBBox().width"
    assert page.evaluate(box) == 0


def test_figures_stand_on_the_corridor_led_to_what_they_are_about(open_map: Open):
    """The pass with its height, the length in each country, and the change of gauge with 1435 on China's side."""
    page = open_map("sco-corridor", reduced_motion="reduce")
    told = page.evaluate("""() => [...document.querySelectorAll(".label-callout")].map(one =>
        [one.textContent, one.parentNode.querySelectorAll(".leader").length])""")
    for words in ("3,752 m", "304.94 km", "213 km", "plan of 2024", "tunnel"):
        assert any(words in text and led == 1 for text, led in told), words
    assert page.text_content(".label-gauge") == "1520 | 1435 mm"
    assert "break of gauge" in page.inner_text("#legend-body").lower()
    names = """() => { const boxes = [...document.querySelectorAll(".drawing .label")].map(one => one.getBBox());
        return boxes.filter((a, i) => boxes.some((b, j) => j < i && a.x < b.x + b.width && b.x < a.x + a.width
            && a.y < b.y + b.height && b.y < a.y + a.height)).length; }"""
    assert page.evaluate(names) == 0


def test_the_missing_link_is_marked_where_it_is_missing(open_map: Open):
    page = open_map("sco-routes", reduced_motion="reduce")
    told = page.text_content(".label-callout") or ""
    assert "missing link" in told and "532.53" in told


def test_a_line_that_is_switched_off_takes_its_figures_along(open_map: Open) -> None:
    page = open_map("sco-corridor")
    figures = page.locator(".label-callout")
    assert figures.count() > 2
    page.evaluate("Blocmap.app.set({ hidden: new Set(['route:cku']) })")
    expect(figures).to_have_count(1)  # the height of the pass, which is no part of the line


def test_a_road_has_no_ticks_and_its_own_row(open_map: Open) -> None:
    page = open_map("sco-corridor")
    look = "one => getComputedStyle(one).strokeDasharray"
    assert page.eval_on_selector("#map .route-casing.mode-road", look) == "none"
    assert page.eval_on_selector("#map .role-context .route-casing:not([class*=mode])", look) != "none"
    row = page.locator("#legend-body li", has_text="Road to the Torugart Pass")
    assert row.locator(".route-casing").evaluate(look) == "none"


def test_three_lands_of_the_corridor_differ_and_others_are_paler(open_map: Open) -> None:
    page = open_map("sco-corridor")
    fills = {
        code: page.eval_on_selector(f'#map [data-id="country:{code}"].land', "one => getComputedStyle(one).fill")
        for code in ("CHN", "KGZ", "UZB", "TJK", "KAZ")
    }
    assert len({fills[code] for code in ("CHN", "KGZ", "UZB", "TJK")}) == 4 and fills["TJK"] == fills["KAZ"]
    light = {code: float(fill.split("srgb ")[1].split()[0]) for code, fill in fills.items()}
    assert light["TJK"] > light["UZB"] > light["CHN"] > light["KGZ"]


KEY_OF_ROUTES = (
    "China–Kyrgyzstan–Uzbekistan", "Southern route", "via Kazakhstan", "via the Trans-Siberian", "via Mongolia",
    "Other lines",
)  # fmt: skip


def test_every_colour_of_line_is_in_the_open_key_by_name(open_map: Open) -> None:
    page = open_map("sco-routes")
    stroke = "all => all.map(one => getComputedStyle(one).stroke)"
    drawn = set(page.eval_on_selector_all("#map .route-line", stroke))
    named = {
        name: page.locator("#legend-body > div:first-child li", has_text=name)
        .locator(".route-line")
        .evaluate_all(stroke)
        for name in KEY_OF_ROUTES
    }
    assert {colour for (colour,) in named.values()} == drawn and len(drawn) == len(named)
