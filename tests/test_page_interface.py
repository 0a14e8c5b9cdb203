"""The page around the map, by mouse and by keyboard, in Chromium."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Page, expect
from shapely.geometry import shape

Pages = dict[str, Path]
NewPage = Callable[..., Page]
Open = Callable[..., Page]

MEMBERSHIP, CORRIDOR, ROUTES, STORY = "sco-membership", "sco-corridor", "sco-routes", "sco-astana-2024"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def open_map(built_pages: Pages, new_page: NewPage) -> Open:
    """Return a function that opens a built map and waits until it is drawn."""

    def open_one(name: str = MEMBERSHIP, fragment: str = "", **options: Any) -> Page:
        page = new_page(**options)
        page.goto(built_pages[name].as_uri() + (f"#{fragment}" if fragment else ""))
        page.wait_for_selector("html[data-ready]")
        return page

    return open_one


def state(page: Page) -> dict[str, Any]:
    """Return the page's state; sets become sorted lists."""
    found: dict[str, Any] = page.evaluate("({...Blocmap.app.state, hidden: [...Blocmap.app.state.hidden].sort()})")
    return found


def focused(page: Page) -> str:
    """Return the id of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def spoken(page: Page, words: str) -> None:
    """Expect the live region to say something."""
    expect(page.locator("#live")).to_contain_text(words)


def axe_faults(page: Page) -> list[str]:
    """Return the rules of axe-core that the page breaks."""
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in Axe().run(page).response["violations"]]


# Time


def test_title_is_the_finding_on_its_day_and_a_count_on_others(open_map: Open) -> None:
    page = open_map()
    expect(page.locator("#title")).to_have_text("Ten members, from Minsk to New Delhi")
    expect(page.locator("#change")).to_have_text("4 July 2024: Belarus becomes the tenth member")
    page.evaluate("location.hash = 'date=2023-07-15'")
    expect(page.locator("#title")).to_have_text("SCO: 9 members")
    page.focus("#date")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#subtitle")).to_have_text("As of 4 July 2023")
    expect(page.locator("#change")).to_have_text("4 July 2023: Iran becomes the ninth member")
    assert "4 July 2023" in str(page.get_attribute("#date", "aria-valuetext"))


def test_slider_goes_by_changes_by_years_and_to_its_ends(open_map: Open) -> None:
    page = open_map()
    page.focus("#date")
    page.keyboard.press("Home")
    assert state(page)["date"] == "2001-06-15"
    page.keyboard.press("PageUp")
    assert state(page)["date"] == "2002-06-15"
    page.keyboard.press("ArrowRight")
    assert state(page)["date"] == "2004-06-17"
    page.keyboard.press("End")
    assert page.input_value("#date") == page.get_attribute("#date", "max")


def test_slider_follows_the_mouse_and_takes_the_change_nearby(open_map: Open) -> None:
    page = open_map()
    box = page.locator("#date").bounding_box()
    assert box
    page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
    assert state(page)["date"] == "2001-06-15"
    expect(page.locator("#title")).to_have_text("SCO: 6 members")


def test_slider_has_a_mark_for_every_change(open_map: Open) -> None:
    page = open_map()
    changes = page.evaluate("Blocmap.app.scene.time.changes.length")
    assert page.locator(".ticks line").count() == changes > 5


def test_play_moves_change_by_change_until_paused(open_map: Open) -> None:
    page = open_map(fragment="date=2017-06-09")
    page.click("#play")
    expect(page.locator("#play")).to_have_attribute("data-tip", "Pause")
    assert state(page)["date"] > "2017-06-09"
    page.click("#play")
    expect(page.locator("#play")).to_have_attribute("data-tip", "Play the changes")
    stopped = state(page)["date"]
    page.wait_for_timeout(2000)
    assert state(page)["date"] == stopped


def test_nothing_plays_on_its_own_for_readers_of_less_motion(open_map: Open) -> None:
    page = open_map(fragment="date=2023-07-04", reduced_motion="reduce")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Next change")
    page.focus("#play")
    page.keyboard.press("Enter")
    after = state(page)["date"]
    assert after > "2023-07-04"
    page.wait_for_timeout(2000)
    assert state(page)["date"] == after


# Legend


def test_counts_follow_the_date(open_map: Open) -> None:
    page = open_map(fragment="date=2005-07-05")
    counts = page.locator("#legend label:has([data-ids^='status:']) .count").all_inner_texts()
    assert counts == ["6", "0", "0", "4", "0", "0"]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_legend_hides_and_shows_a_status(open_map: Open, by: str) -> None:
    page = open_map()
    box = page.locator("[data-ids='status:founder']")
    for hidden in (True, False):
        if by == "mouse":
            page.click("#legend label:has([data-ids='status:founder'])")
        else:
            box.focus()
            page.keyboard.press("Space")
        assert ("status:founder" in state(page)["hidden"]) is hidden
        expect(page.locator(".land.filled[data-id='country:CHN']")).to_have_count(0 if hidden else 1)
        if by == "keyboard":
            expect(box).to_be_focused()


def test_routes_have_a_switch_of_three_states(open_map: Open) -> None:
    page = open_map(ROUTES)
    page.click("#legend summary")
    both = page.locator("#legend input[data-ids*=' ']")
    assert not both.evaluate("box => box.indeterminate")
    page.locator("[data-ids='route:cku']").uncheck()
    assert both.evaluate("box => box.indeterminate")
    both.uncheck()
    assert not both.evaluate("box => box.indeterminate")
    routes = page.evaluate("Blocmap.app.scene.routes.map(route => `route:${route.id}`)")
    assert len(routes) > 2 and set(routes) <= set(state(page)["hidden"])


def test_legend_explains_lines_symbols_and_letters(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    page.click("#legend summary")
    words = page.inner_text("#legend")
    for word in (
        "under construction",
        "approximate course",
        "Break of gauge",
        "tunnel",
        "Disputed areas",
        "Other countries",
    ):
        assert word in words
    assert page.locator("#legend .swatch text").all_text_contents()[:3] == ["F", "L", "N"]


# Cards


def test_card_opens_by_mouse_and_gives_the_focus_back(open_map: Open) -> None:
    page = open_map()
    page.mouse.click(800, 300)
    expect(page.locator("#card h2")).to_have_text("Russia")
    assert "Founding member, 2001, since 15 June 2001" in page.inner_text("#card .status")
    assert page.locator("#card .sources a").count() > 0
    page.click("#card .shut")
    expect(page.locator("#card")).to_be_hidden()
    assert focused(page) == "map"


def test_pointing_at_a_country_shows_its_first_lines_only(open_map: Open) -> None:
    page = open_map()
    page.mouse.move(800, 300)
    expect(page.locator("#card.peek h2")).to_have_text("Russia")
    assert page.locator("#card h3").count() == 0
    page.mouse.move(640, 790)
    expect(page.locator("#card")).to_be_hidden()


def test_country_card_tells_status_then_history_then_sources(open_map: Open) -> None:
    page = open_map(fragment="sel=country:BLR")
    assert page.locator("#card h3").all_inner_texts()[0] == "History"
    assert page.locator("#card h3").all_inner_texts()[-1] == "Sources"
    history = page.locator("#card .history li b").all_inner_texts()
    assert history == ["Dialogue partner", "Observer", "New member of 2024"]


def test_route_card_gives_published_lengths_before_the_lower_bound(open_map: Open) -> None:
    page = open_map(CORRIDOR, "sel=route:cku")
    heads = page.locator("#card h3").all_inner_texts()
    assert heads.index("Published length") < heads.index("Straight-line lower bound")
    card = page.inner_text("#card")
    assert "532.53 km" in card and "schematic alignment" in card and "the line itself is longer" in card
    spread = page.locator("#card summary").first
    assert re.search(r"454 to 580 km in \d+ sources", spread.inner_text())
    spread.focus()
    page.keyboard.press("Enter")
    assert page.locator("#card details[open] li a").count() > 3


def test_at_most_one_card_is_open(open_map: Open) -> None:
    page = open_map(fragment="sel=country:IND")
    page.evaluate("Blocmap.app.select('place:astana')")
    assert page.locator("#card h2").all_inner_texts() == ["Astana"]
    page.mouse.move(800, 300)
    assert page.locator("#card h2").all_inner_texts() == ["Astana"]


def test_card_is_a_sheet_at_the_bottom_of_a_phone(open_map: Open) -> None:
    page = open_map(**PHONE)
    page.tap("[data-id='place:moscow'] >> nth=0", force=True)
    box = page.locator("#card").bounding_box()
    assert box and box["x"] == 0 and box["width"] == 390
    assert round(box["y"] + box["height"]) == 844 and box["height"] <= 0.4 * 844 + 1


# Search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kirgisi", "place:none"),
        ("Киргизия", "country:KGZ"),
        ("吉尔吉斯斯坦", "country:KGZ"),
        ("kyrgyzstan", "country:KGZ"),
        ("turkiye", "country:TUR"),
        ("САМАРКАНД", "place:samarkand"),
        ("nur-sultan", "place:astana"),
        ("CHN", "country:CHN"),
    ],
)
def test_search_finds_in_every_language_without_marks(open_map: Open, words: str, found: str) -> None:
    page = open_map()
    page.click("#search")
    page.keyboard.type(words)
    if found == "place:none":
        spoken(page, "Nothing found")
        return
    page.keyboard.press("Enter")
    assert state(page)["selected"] == found
    assert focused(page) == "card"


def test_search_is_a_combobox(open_map: Open) -> None:
    page = open_map()
    page.focus("#search")
    page.keyboard.press("Enter")
    query = page.locator("#query")
    expect(query).to_be_focused()
    page.keyboard.type("ta")
    expect(query).to_have_attribute("aria-expanded", "true")
    expect(query).to_have_attribute("aria-activedescendant", "found-0")
    page.keyboard.press("ArrowDown")
    expect(query).to_have_attribute("aria-activedescendant", "found-1")
    second = page.inner_text("#found-1 .name")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_id(f"found-{page.locator('#found li').count() - 1}")
    page.keyboard.press("Escape")
    expect(page.locator("#finder")).to_be_hidden()
    assert focused(page) == "search"
    page.click("#search")
    page.keyboard.type("ta")
    page.click("#found-1")
    expect(page.locator("#card h2")).to_have_text(second)


def test_search_shows_what_was_hidden(open_map: Open) -> None:
    page = open_map(fragment="off=layer:places")
    page.click("#search")
    page.keyboard.type("Tashkent")
    page.keyboard.press("Enter")
    assert "layer:places" not in state(page)["hidden"]


# Languages


@pytest.mark.parametrize(
    ("lang", "title", "legend", "date"),
    [
        ("ru", "Десять членов — от Минска до Нью-Дели", "Статус", "4 июля 2024"),
        ("zh", "十个成员国：从明斯克到新德里", "身份", "2024年7月4日"),
    ],
)
def test_everything_changes_language_in_place(open_map: Open, lang: str, title: str, legend: str, date: str) -> None:
    page = open_map(fragment="sel=country:IND")
    english = {name: page.inner_text(name) for name in ("#head", "#panel", "#card", "#foot")}
    page.select_option("#language", lang)
    assert page.evaluate("document.documentElement.lang") == lang
    expect(page.locator("#title")).to_have_text(title)
    assert page.title() == title
    assert page.inner_text("#legend h2 >> nth=0") == legend
    assert date in page.inner_text("#day")
    assert all(page.inner_text(name) != words for name, words in english.items())
    labels = page.locator("[data-label]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert not any(re.search("[A-Za-z]{4,}", label or "Enter") for label in labels)
    assert date[:4] in str(page.get_attribute("meta[name=description]", "content")) or lang in ("ru", "zh")
    page.click("#open-table")
    assert not re.search(r"Status|Since|Countries", page.inner_text("#sheet"))


def test_every_word_the_page_asks_for_exists(open_map: Open) -> None:
    page = open_map(CORRIDOR, "sel=route:cku")
    for lang in ("en", "ru", "zh"):
        page.select_option("#language", lang)
        for panel in ("table", "sources", "share"):
            page.evaluate(f"Blocmap.app.set({{panel: '{panel}'}})")
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", page.inner_text("#sheet h2, #sheet caption >> nth=0"))
        page.evaluate("Blocmap.app.set({panel: null})")
        assert not re.search(r"\b[a-z]+_[a-z]+\b", page.inner_text("#card h3 >> nth=0"))


# Tables and files


def test_table_sorts_by_mouse_and_keyboard(open_map: Open) -> None:
    page = open_map()
    page.focus("#open-table")
    page.keyboard.press("Enter")
    since = page.locator("#table-countries thead th", has_text="Since")
    first = page.locator("#table-countries tbody tr >> nth=0")
    since.locator("button").click()
    expect(since).to_have_attribute("aria-sort", "ascending")
    expect(first).to_contain_text("15 June 2001")
    page.keyboard.press("Enter")
    expect(since).to_have_attribute("aria-sort", "descending")
    expect(first).to_contain_text("Belarus")
    page.keyboard.press("Escape")
    assert focused(page) == "open-table"


def test_table_shows_what_the_map_shows(open_map: Open) -> None:
    page = open_map(fragment="date=2017-06-09&off=status:founder,layer:letters")
    page.click("#open-table")
    names = page.locator("#table-countries tbody th").all_inner_texts()
    assert {"India", "Pakistan"} <= set(names) and "China" not in names and "Iran" in names


@pytest.fixture
def saved(open_map: Open) -> Iterator[Callable[[str, str], str]]:
    """Return a function that saves a file from the share sheet and returns its text."""
    page = open_map()

    def save(ending: str, fragment: str = "") -> str:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_timeout(100)
        page.click("#open-share")
        with page.expect_download() as waiting:
            page.click(f"[data-save={ending}]")
        spoken(page, waiting.value.suggested_filename)
        page.keyboard.press("Escape")
        return Path(waiting.value.path()).read_text(encoding="utf-8-sig", errors="replace")

    yield save


def test_csv_holds_the_members_of_the_day(saved: Callable[..., str]) -> None:
    rows = list(csv.DictReader(io.StringIO(saved("csv", "date=2017-06-09"))))
    members = {row["Code"] for row in rows if row["Status"] in ("Founding member, 2001", "Later member, 2017–2023")}
    assert members == {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB", "IND", "PAK"}
    assert {row["Since"] for row in rows if row["Code"] == "IND"} == {"2017-06-09"}


def test_csv_cells_are_no_formulas(open_map: Open) -> None:
    page = open_map()
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", 'say "no"', "a,b", None, -5]
    expected = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", '"\'\r=1"', '"say ""no"""', '"a,b"', "", "-5"]
    assert page.evaluate("cells => cells.map(Blocmap.csvCell)", cells) == expected


def test_geojson_is_valid_and_cut_at_180_degrees(saved: Callable[..., str]) -> None:
    collection = json.loads(saved("geojson"))
    shapes = {feature["properties"].get("code"): shape(feature["geometry"]) for feature in collection["features"]}
    assert {"RUS", "BLR", "CHN"} <= shapes.keys()
    russia = shapes["RUS"]
    assert russia.is_valid
    assert russia.bounds[0] == -180 and russia.bounds[2] == 180
    assert russia.contains(shapely.Point(-172, 66)) and russia.contains(shapely.Point(60, 60))
    assert not russia.contains(shapely.Point(0, 66))


def test_rings_are_cut_where_they_cross_180_degrees(open_map: Open) -> None:
    page = open_map()
    square = [[170, 0], [-170, 0], [-170, 10], [170, 10], [170, 0]]
    parts = sorted(shapely.Polygon(ring).bounds for ring in page.evaluate("ring => Blocmap.cutRing(ring)", square))
    assert parts == [(-180, 0, -170, 10), (170, 0, 180, 10)]


def test_picture_is_a_png_of_the_view(open_map: Open) -> None:
    page = open_map()
    page.click("#open-share")
    with page.expect_download() as waiting:
        page.click("[data-save=png]")
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG") and len(content) > 50_000
    assert int.from_bytes(content[16:20], "big") == 2 * 1280


def test_share_gives_link_frame_and_citation(open_map: Open) -> None:
    page = open_map(fragment="date=2017-06-09")
    page.click("#open-share")
    assert page.input_value("#copy-link").endswith("sco-membership.html#date=2017-06-09")
    frame = page.input_value("#copy-embed")
    assert frame.startswith("<iframe ") and "#embed" in frame and "sandbox=" in frame
    cite = page.input_value("#copy-cite")
    assert "Shanghai Cooperation Organisation" in cite and "9 June 2017" in cite and "Natural Earth" in cite
    page.click(".field button >> nth=0")
    spoken(page, "Copied")


# Links


def test_address_keeps_what_is_seen(open_map: Open) -> None:
    page = open_map(fragment="date=2017-06-09&lang=ru&sel=country:IND&off=layer:places,layer:letters&view=75,40,4")
    found = state(page)
    assert (found["date"], found["lang"], found["selected"]) == ("2017-06-09", "ru", "country:IND")
    assert found["hidden"] == ["layer:letters", "layer:places"]
    centre = page.evaluate("(({lat, lng}) => [lng, lat])(Blocmap.app.map.getCenter())")
    assert centre == pytest.approx([75, 40], abs=0.01)
    page.select_option("#language", "zh")
    page.wait_for_url("**lang=zh**")
    assert "date=2017-06-09" in page.url and "sel=country:IND" in page.url and "view=75,40,4" in page.url
    page.evaluate("location.hash = 'date=2005-07-05'")
    expect(page.locator("#title")).to_have_text("SCO: 6 members")


def test_hostile_fragments_change_nothing(open_map: Open) -> None:
    page = open_map(fragment="date=%3Cscript%3E&lang=xx&sel=country:<b>&view=a,b,c&step=99&off=%00")
    found = state(page)
    assert (found["date"], found["lang"], found["selected"], found["step"]) == ("2024-07-04", "en", None, None)


def test_embedded_map_is_bare(open_map: Open) -> None:
    page = open_map(fragment="embed&lang=ru")
    for part in ("#head", "#tools", "#panel"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("#credit")).to_be_visible()


def test_page_works_in_a_sandboxed_frame(built_pages: Pages, chromium_page: Page) -> None:
    chromium_page.set_content('<iframe sandbox="allow-scripts" width="900" height="600"></iframe>')
    chromium_page.evaluate(
        "page => { document.querySelector('iframe').srcdoc = page; }",
        built_pages[MEMBERSHIP].read_text(encoding="utf-8"),
    )
    frame = chromium_page.frame_locator("iframe")
    expect(frame.locator("html[data-ready]")).to_have_count(1)
    frame.locator("#language").select_option("ru")
    expect(frame.locator("#title")).to_have_text("Десять членов — от Минска до Нью-Дели")
    frame.locator("#open-share").click()
    frame.locator(".field button").first.click()
    expect(frame.locator("#live")).not_to_be_empty()


# Keyboard


def test_map_is_one_tab_stop_and_arrows_walk_it(open_map: Open) -> None:
    page = open_map()
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    page.keyboard.press("Tab")
    assert focused(page) == "map"
    page.keyboard.press("Home")
    spoken(page, "since")
    first = page.inner_text("#card h2")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#card h2")).not_to_have_text(first)
    page.keyboard.press("End")
    page.keyboard.press("Home")
    expect(page.locator("#card h2")).to_have_text(first)
    expect(page.locator(".mark.focus")).to_have_count(1)
    page.keyboard.press("Enter")
    assert focused(page) == "card"
    page.keyboard.press("Escape")
    assert focused(page) == "map" and state(page)["selected"] is None
    page.keyboard.press("Tab")
    assert focused(page) == "search"


def test_arrow_goes_to_a_neighbour_in_its_direction(open_map: Open) -> None:
    page = open_map(fragment="off=layer:places,layer:routes,layer:disputes,layer:letters")
    page.evaluate("Blocmap.app.select('country:IRN')")
    page.keyboard.press("Escape")
    page.focus("#map")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#card h2") in ("Pakistan", "Afghanistan", "Tajikistan", "India")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#card h2")).to_have_text("Iran")


def test_keys_zoom_pan_and_speak(open_map: Open) -> None:
    page = open_map()
    zoom = page.evaluate("Blocmap.app.map.getZoom()")
    page.focus("#map")
    page.keyboard.press("+")
    page.wait_for_function("zoom => Blocmap.app.map.getZoom() > zoom", arg=zoom)
    page.keyboard.press("0")
    page.wait_for_function("zoom => Blocmap.app.map.getZoom() === zoom", arg=zoom)
    centre = page.evaluate("Blocmap.app.map.getCenter().lng")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("lng => Blocmap.app.map.getCenter().lng !== lng", arg=centre)
    page.keyboard.press("l")
    spoken(page, "10 members")
    page.keyboard.press("/")
    expect(page.locator("#query")).to_be_focused()


@pytest.mark.parametrize(("button", "way"), [("zoom-in", 1), ("zoom-out", -1)])
def test_zoom_tools(open_map: Open, button: str, way: int) -> None:
    page = open_map(fragment="view=75,45,4")
    page.click(f"#{button}")
    page.wait_for_function("way => Math.sign(Blocmap.app.map.getZoom() - 4) === way", arg=way)
    page.click("#home")
    page.wait_for_function("() => Blocmap.app.map.getZoom() < 4")


def test_skip_link_opens_the_table(open_map: Open) -> None:
    page = open_map()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#table-countries")).to_be_visible()


def test_tools_say_what_they_are(open_map: Open) -> None:
    page = open_map()
    for tool in page.locator("#tools button.tool").all():
        tool.focus()
        words = tool.evaluate("tool => getComputedStyle(tool, '::after').content")
        assert words.strip('"') == tool.get_attribute("aria-label")
        box = tool.bounding_box()
        assert box and box["width"] >= 32 and box["height"] >= 32


# Story


def test_story_goes_step_by_step(open_map: Open) -> None:
    page = open_map(STORY)
    title = page.inner_text("#title")
    next_step = page.locator("#story [data-label=next]")
    next_step.click()
    assert state(page)["step"] == 0
    assert re.match(r"1 of \d+", page.inner_text("#story .count"))
    assert page.locator("#story .told a").count() > 0
    expect(page.locator("#title")).to_have_text(title)
    next_step.focus()
    page.keyboard.press("ArrowRight")
    assert state(page)["step"] == 1
    expect(page.locator(".journey.told")).not_to_have_count(0)
    page.wait_for_url("**step=2**")
    page.locator("#story [data-label=back]").click()
    assert state(page)["step"] == 0
    expect(page.locator("#story [data-label=back]")).to_be_disabled()


# Every size, mode and circumstance


@pytest.mark.parametrize("size", [(320, 568), (360, 640), (390, 844)])
@pytest.mark.parametrize("name", [MEMBERSHIP, CORRIDOR, ROUTES, STORY])
def test_nothing_overflows_a_phone_and_the_map_keeps_its_share(
    open_map: Open, name: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_map(name, viewport={"width": width, "height": height}, has_touch=True)
    for lang in ("en", "ru", "zh"):
        page.select_option("#language", lang)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("#main").bounding_box()
        assert box and box["height"] >= 0.6 * height, (lang, box)


def test_legend_opens_from_its_bar_on_a_phone(open_map: Open) -> None:
    page = open_map(**PHONE)
    expect(page.locator("#legend-body")).to_be_hidden()
    page.tap("#legend-open")
    expect(page.locator("#legend-body")).to_be_visible()
    expect(page.locator("#legend-open")).to_have_attribute("aria-expanded", "true")
    page.tap("#legend-open")
    expect(page.locator("#legend-body")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "lang", "size"),
    [
        (MEMBERSHIP, "en", (1600, 900)),
        (ROUTES, "ru", (320, 568)),
        (CORRIDOR, "zh", (1280, 800)),
        (STORY, "en", (390, 844)),
    ],
)
def test_axe_finds_nothing(open_map: Open, name: str, lang: str, size: tuple[int, int], scheme: str) -> None:
    viewport = {"width": size[0], "height": size[1]}
    page = open_map(name, f"lang={lang}", viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    assert axe_faults(page) == []
    page.evaluate("Blocmap.app.select('country:KGZ'); document.querySelector('#legend details').open = true")
    page.evaluate("Blocmap.app.set({panel: 'legend'})")
    assert axe_faults(page) == []
    for panel in ("table", "sources", "share"):
        page.evaluate("panel => Blocmap.app.set({panel})", panel)
        assert axe_faults(page) == []


def test_sources_open_from_the_foot(open_map: Open) -> None:
    page = open_map()
    assert "Border view: United Nations" in page.inner_text("#credit")
    page.click("#credit")
    assert page.locator("#sheet .sources li").count() == page.evaluate("Object.keys(Blocmap.app.scene.sources).length")
    for link in page.locator("#sheet a").all()[:20]:
        assert link.get_attribute("rel") == "noopener noreferrer" and link.get_attribute("target") == "_blank"
        assert str(link.get_attribute("href")).startswith(("http://", "https://"))


def test_addresses_that_are_no_web_addresses_stay_text(open_map: Open) -> None:
    page = open_map()
    addresses = ["javascript:alert(1)", "data:text/html,x", "https://a.example/", None]
    tags = page.evaluate("urls => urls.map(url => Blocmap.link(url, 'x').tagName)", addresses)
    assert tags == ["SPAN", "SPAN", "A", "SPAN"]


def test_page_without_scripts_has_map_table_and_sources(built_pages: Pages, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(built_pages[MEMBERSHIP].as_uri())
    expect(page.locator("h1")).to_have_text("Ten members, from Minsk to New Delhi")
    expect(page.locator("svg[role=img]").first).to_be_visible()
    expect(page.locator("table")).to_contain_text("Belarus")
    expect(page.locator("#tools")).to_be_hidden()


def test_print_is_one_page(open_map: Open) -> None:
    page = open_map()
    document = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 1


def test_forced_colours_and_contrast_keep_the_words(open_map: Open) -> None:
    page = open_map(forced_colors="active", contrast="more")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.querySelector('#subtitle')).color")
    assert {colour, ink} == {"rgb(255, 255, 255)", "rgb(0, 0, 0)"}


def test_index_lists_every_map_in_three_languages(built_pages: Pages, new_page: NewPage) -> None:
    page = new_page()
    page.goto(built_pages[MEMBERSHIP].with_name("index.html").as_uri())
    for name in (MEMBERSHIP, CORRIDOR, ROUTES, STORY):
        assert page.locator(f"a[href='{name}.html']").count() > 0
        assert page.locator(f"[lang=ru] a[href='{name}.html#lang=ru']").count() == 1
    assert axe_faults(page) == []
