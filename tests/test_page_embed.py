"""The map as a guest in an article: it brings what it is asked for, asks for its height, and never holds the scroll."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.pages import MEMBERSHIP, ROUTES, STORY, NewPage, Open, Pages, axe_faults

HOST = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<body style="margin: 0; font: 16px/1.5 serif"><p style="height: 120px">Before</p>
<style>iframe {{ width: 100%; border: 0; display: block }}</style>
<iframe src="{address}" height="{height}" sandbox="allow-scripts"></iframe>
<p style="height: 3000px">After</p>
<script>
var heard = [];
addEventListener("message", event => heard.push(event.data));
</script>"""


@pytest.fixture
def article(league_pages: Pages, new_page: NewPage, tmp_path: Path) -> Any:
    """Return a function that opens an article with a map in a frame, and gives the article and the frame."""

    def write(name: str = MEMBERSHIP, fragment: str = "embed", height: int = 400, **options: Any) -> tuple[Page, Frame]:
        host = tmp_path / "article.html"
        host.write_text(HOST.format(address=f"{league_pages[name].as_uri()}#{fragment}", height=height))
        page = new_page(**options)
        page.goto(host.as_uri())
        frame = page.frames[1]
        frame.wait_for_selector("html[data-ready]", state="attached")
        return page, frame

    return write


def zoom(frame: Frame) -> float:
    return float(frame.evaluate("Blocmap.app.map.getZoom()"))


def middle(page: Page) -> tuple[float, float]:
    box = page.locator("iframe").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page: Page) -> None:
    page.wait_for_function("() => scrollY > 100")


def asked_height(page: Page) -> int:
    page.wait_for_function("() => heard.some(one => one.type === 'blocmap' && one.height)")
    return int(page.evaluate("heard.filter(one => one.type === 'blocmap' && one.height).at(-1).height"))


@pytest.mark.parametrize("fragment", ["embed", ""])
def test_a_wheel_scrolls_the_article_and_says_how_to_zoom(article: Any, fragment: str) -> None:
    page, frame = article(fragment=fragment)
    before = zoom(frame)
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, 300)
    scrolled(page)
    assert zoom(frame) == before
    expect(frame.locator(".hint")).to_contain_text("Ctrl")


def test_a_wheel_zooms_with_control_or_after_a_click_until_the_reader_goes_elsewhere(article: Any) -> None:
    page, frame = article()
    page.mouse.move(*middle(page))
    for key in ("Control", "Meta"):  # ⌘ on a Mac
        before = zoom(frame)
        page.keyboard.down(key)
        page.mouse.wheel(0, -300)
        frame.wait_for_function("before => Blocmap.app.map.getZoom() > before", arg=before)
        page.keyboard.up(key)
        page.wait_for_timeout(300)
    page.mouse.click(*middle(page))
    nearer = zoom(frame)
    page.mouse.wheel(0, 300)
    frame.wait_for_function("before => Blocmap.app.map.getZoom() < before", arg=nearer)
    assert page.evaluate("scrollY") == 0
    page.mouse.click(10, 10)
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, 300)
    scrolled(page)


def fingers(page: Page, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Move fingers over the page, each from a point to another."""
    client, steps = page.context.new_cdp_session(page), 12
    for at in range(steps + 1):
        points = [
            {"x": x + (to_x - x) * at / steps, "y": y + (to_y - y) * at / steps, "id": number}
            for number, ((x, y), (to_x, to_y)) in enumerate(ways)
        ]
        client.send("Input.dispatchTouchEvent", {"type": "touchMove" if at else "touchStart", "touchPoints": points})
        page.wait_for_timeout(16)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_one_finger_scrolls_and_two_move_the_map(article: Any) -> None:
    page, frame = article(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    centre = "(({lat, lng}) => [lat, lng])(Blocmap.app.map.getCenter())"
    (x, y), before, near = middle(page), frame.evaluate(centre), zoom(frame)
    fingers(page, ((x, y), (x, y - 200)))
    scrolled(page)
    assert frame.evaluate(centre) == before
    expect(frame.locator(".hint")).to_contain_text("Two fingers")
    for _ in range(20):  # a browser that still scrolls takes two fingers for its own
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(500)
        if page.evaluate("scrollY") == 0:
            break
    (x, y) = middle(page)
    fingers(page, ((x, y - 30), (x, y - 90)), ((x, y + 30), (x, y + 90)))
    frame.wait_for_function("before => Blocmap.app.map.getZoom() > before + 0.4", arg=near)
    assert page.evaluate("visualViewport.scale") == 1 and page.evaluate("scrollY") < 40


def test_on_a_full_page_fingers_move_the_map_and_never_the_window(open_map: Open) -> None:
    page = open_map(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    before, near = page.evaluate("Blocmap.app.map.getCenter().lng"), page.evaluate("Blocmap.app.map.getZoom()")
    fingers(page, ((200, 350), (120, 350)))
    page.wait_for_function("before => Blocmap.app.map.getCenter().lng > before + 3", arg=before)
    fingers(page, ((200, 320), (200, 260)), ((200, 380), (200, 440)))
    page.wait_for_function("before => Blocmap.app.map.getZoom() > before + 0.4", arg=near)
    assert page.evaluate("visualViewport.scale") == 1


def test_a_mouse_still_drags_and_the_full_page_keeps_its_ease(article: Any, open_map: Open) -> None:
    page, frame = article()
    before = frame.evaluate("Blocmap.app.map.getCenter().lng")
    x, y = middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 90, y, steps=4)
    page.mouse.up()
    assert frame.evaluate("Blocmap.app.map.getCenter().lng") > before + 3
    full = open_map()
    near = full.evaluate("Blocmap.app.map.getZoom()")
    full.mouse.move(800, 400)
    full.mouse.wheel(0, -300)
    full.wait_for_function("before => Blocmap.app.map.getZoom() > before", arg=near)


@pytest.mark.parametrize("name", [MEMBERSHIP, ROUTES, STORY])
@pytest.mark.parametrize("width", [280, 390, 640, 1280, 1600])
def test_given_the_height_it_asks_for_the_map_shows_title_day_legend_and_credit(
    article: Any, name: str, width: int
) -> None:
    page, frame = article(name, viewport={"width": width, "height": 1200})
    height = asked_height(page)
    page.evaluate("height => { document.querySelector('iframe').height = height; }", height)
    frame.wait_for_function("height => innerHeight === height", arg=height)
    assert frame.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("iframe").evaluate("frame => frame.offsetHeight") == height
    boxes = {part: frame.locator(part).bounding_box() for part in ("#head", "#main", "#panel", "#foot")}
    assert all(boxes.values()) and frame.inner_text("#title") and "20" in frame.inner_text("#subtitle")
    head, main, panel, foot = boxes.values()
    # One below the other, whole, and the map the largest of them.
    assert head["y"] + head["height"] <= main["y"] + 1 and main["y"] + main["height"] <= panel["y"] + 1
    assert panel["y"] + panel["height"] <= foot["y"] + 1
    assert main["height"] >= 200 and main["height"] > head["height"] + panel["height"]
    frame.wait_for_function("() => Blocmap.app.map.getSize().y === document.getElementById('map').clientHeight")
    assert asked_height(page) == height, "it asks for the same when it has what it asked for"
    expect(frame.locator("#legend-body .name").first).to_be_visible()
    expect(frame.locator("#tools")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(280, 300), (300, 419), (419, 300), (640, 360)])
@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_in_a_low_frame_the_legend_folds_and_no_panel_takes_more_than_a_third(
    article: Any, width: int, height: int, lang: str
) -> None:
    _, frame = article(ROUTES, f"embed&lang={lang}", height, viewport={"width": width, "height": 900})
    for part in ("#head", "#panel", "#foot"):
        box = frame.locator(part).bounding_box()
        assert box and box["height"] <= height / 3 + 1, part
    main = frame.locator("#main").bounding_box()
    assert main and main["height"] >= 0.4 * height
    assert frame.evaluate("document.documentElement.scrollHeight") <= height, "nothing hidden makes the frame scroll"
    bar = frame.locator("#legend-open")
    if bar.is_visible():
        bar.click()
        expect(frame.locator("#legend-body .name").first).to_be_visible()


@pytest.mark.parametrize(
    ("fragment", "shown", "hidden"),
    [
        ("embed", ["#head", "#legend", "#foot"], ["#time", "#tools", "#compare"]),
        ("embed&compare=1", ["#legend", "#compare"], ["#time", "#tools"]),
        ("embed&legend=0&time=1", ["#head", "#time"], ["#legend"]),
        ("embed&title=0&credit=0", ["#legend"], ["#head", "#foot"]),
    ],
)
def test_the_address_switches_each_part(article: Any, fragment: str, shown: list[str], hidden: list[str]) -> None:
    _, frame = article(fragment=fragment, height=600)
    for part in shown:
        expect(frame.locator(part)).to_be_visible()
    for part in hidden:
        expect(frame.locator(part)).to_be_hidden()


@pytest.mark.parametrize("width", [390, 720, 1100])
def test_the_card_that_an_address_opens_lies_on_the_map(open_map: Open, width: int) -> None:
    page = open_map(fragment="embed&sel=country:EGY", viewport={"width": width, "height": 640})
    card = page.locator("#card")
    expect(card).to_contain_text("Egypt")
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= 640


def test_the_address_names_the_layers_and_keeps_what_it_was_given(open_map: Open) -> None:
    page = open_map(fragment="embed&layers=founder,layer:places&time=1&ratio=1.5")
    hidden = page.evaluate("[...Blocmap.app.state.hidden]")
    assert "status:later" in hidden and "route:north" in hidden
    assert "status:founder" not in hidden and "layer:places" not in hidden
    address = page.evaluate("Blocmap.app.links.address()")
    assert "#embed&time=1&ratio=1.5&" in address and "status%3Alater" not in address and "status:later" in address


def test_a_story_in_an_article_has_its_steps_where_asked_for(article: Any) -> None:
    _, frame = article(STORY, "embed&story=1&step=2", 640)
    expect(frame.locator("#story h2")).to_be_visible()
    frame.locator("#story [data-label=next]").click()
    assert frame.evaluate("Blocmap.app.state.step") == 2


def test_other_systems_hear_the_height_in_their_own_words(article: Any) -> None:
    page, _ = article()
    height = asked_height(page)
    assert {"sentinel": "amp", "type": "embed-size", "height": height} in page.evaluate("heard")


def test_axe_finds_nothing_in_an_embedded_map(open_map: Open) -> None:
    page = open_map(ROUTES, "embed&time=1", viewport={"width": 640, "height": 800})
    assert axe_faults(page) == []
