"""The page inside a widget: its state goes in and out as data, without a reload, and nothing else gets through."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import layers
from geo.bloc import Bloc
from tests.live import TRAITS, frame_of, host_page, put, trait, until
from tests.pages import MEMBERSHIP, STORY

FILL = "code => getComputedStyle(document.querySelector(`[data-id='country:${code}']`)).fill"
BOX = "() => { const r = document.querySelector('[data-id=\"country:TUN\"]').getBoundingClientRect(); return r.width; }"


@pytest.fixture
def members(league: Bloc, tmp_path: Path, chromium_page: Page) -> Page:
    """Return the page of two cells with one map each."""
    address = host_page(tmp_path, layers.explore(league, MEMBERSHIP), layers.explore(league, MEMBERSHIP, lang="ru"))
    chromium_page.goto(address)
    return chromium_page


def test_traits_reach_the_frame_without_a_reload(members: Page) -> None:
    frame = frame_of(members)
    frame.evaluate("() => { window.mark = 1; }")
    before = frame.evaluate(FILL, "MRT")
    put(members, "date", "2020-05-31")
    expect(frame.locator("#day")).to_have_text("31 May 2020")
    members.wait_for_timeout(400)  # the fill fades
    assert frame.evaluate(FILL, "MRT") != before, "Mauritania was no member yet"
    put(members, "lang", "zh")
    expect(frame.locator("html")).to_have_attribute("lang", "zh")
    put(members, "selected", "country:TUN")
    expect(frame.locator("#card")).to_be_visible()
    put(members, "hidden", ["layer:letters", "status:founder", "status:observer", "status:partner"])
    expect(frame.locator("#legend input[data-ids='status:founder']")).not_to_be_checked()
    wide = frame.evaluate(BOX)
    put(members, "view", [9.5, 34, 7])
    frame.wait_for_function(f"wide => ({BOX})() > 2 * wide", arg=wide)
    put(members, "view", None)
    frame.wait_for_function(f"wide => Math.abs(({BOX})() - wide) < 2", arg=wide)
    assert frame.evaluate("() => window.mark") == 1, "the frame was not loaded anew"


def test_what_a_reader_does_reaches_the_traits(members: Page) -> None:
    frame = frame_of(members)
    frame.locator("#date").focus()
    frame.locator("#date").press("ArrowLeft")
    members.wait_for_function("() => models[0].values.date < '2020-06-01' && models[0].saved > 0")
    frame.locator("#language").select_option("ru")
    until(members, "lang", "ru")
    frame.locator("#legend input[data-ids='status:later']").uncheck()
    until(members, "hidden", ["layer:letters", "status:later", "status:observer", "status:partner"])
    frame.locator("#map").focus()
    frame.locator("#zoom-in").click()
    members.wait_for_function("() => models[0].values.view?.length === 3")
    frame.locator("#home").click()
    until(members, "view", None)
    assert trait(members, "lang", 1) == "ru" and trait(members, "date", 1) == "2020-06-01", (
        "the other map keeps its own"
    )


def test_a_click_on_a_country_selects_it(members: Page) -> None:
    frame = frame_of(members)
    frame.locator("[data-id='country:DZA']").first.click(position={"x": 60, "y": 60}, force=True)
    members.wait_for_function("() => /^country:/.test(models[0].values.selected)")
    name = frame.locator("#card-name").text_content()
    assert name and frame.locator("#card").is_visible()
    frame.locator("body").press("Escape")
    until(members, "selected", None)


def test_a_step_is_told_as_the_story_tells_it(league: Bloc, tmp_path: Path, chromium_page: Page) -> None:
    story = layers.explore(league, STORY)
    chromium_page.goto(host_page(tmp_path, story))
    frame = frame_of(chromium_page)
    put(chromium_page, "step", 1)
    expect(frame.locator("#story .count")).to_contain_text("2")
    frame.locator("#story button").last.click()
    until(chromium_page, "step", 2)
    put(chromium_page, "step", None)
    expect(frame.locator("html")).not_to_have_class("telling")


def test_state_that_was_there_before_is_what_a_new_or_moved_frame_opens_with(members: Page) -> None:
    frame_of(members)
    put(members, "date", "2015-03-02")
    put(members, "view", [9.5, 34, 6])
    members.evaluate("() => document.body.append(views[0].el)")  # as JupyterLab moves an output; the frame loads anew
    frame = frame_of(members, 1)
    expect(frame.locator("#day")).to_have_text("2 March 2015")
    until(members, "view", [9.5, 34, 6])
    members.evaluate("() => models[0].set('_page', models[1].values._page)")  # as another worldview does
    members.wait_for_timeout(100)
    frame = frame_of(members, 1)
    expect(frame.locator("#day")).to_have_text("2 March 2015")
    until(members, "view", [9.5, 34, 6])


def test_a_frame_shown_late_opens_on_the_whole_map(league: Bloc, tmp_path: Path, chromium_page: Page) -> None:
    address = host_page(tmp_path, layers.explore(league, MEMBERSHIP))
    chromium_page.add_init_script("self === top && addEventListener('load', () => { document.body.hidden = true; })")
    chromium_page.goto(address)
    frame = chromium_page.locator("iframe").element_handle().content_frame()
    frame.wait_for_selector("html[data-ready]", state="attached")
    chromium_page.evaluate("() => { document.body.hidden = false; }")
    frame.wait_for_function(f"() => ({BOX})() > 20")
    assert trait(chromium_page, "view") is None, "a map that had no size yet has no view of its own"


def test_light_and_dark_follow_the_host(members: Page) -> None:
    frame = frame_of(members)
    sheet = "() => getComputedStyle(document.body).backgroundColor"
    light = frame.evaluate(sheet)
    for attribute, dark, bright in (
        ("data-jp-theme-light", "false", "true"),
        ("class", "quarto-dark", "quarto-light"),
        ("data-theme", "dark", "light"),
        ("data-bs-theme", "dark", "light"),
    ):  # fmt: skip
        where = "documentElement" if attribute == "data-theme" else "body"
        members.evaluate("([w, a, v]) => document[w].setAttribute(a, v)", [where, attribute, dark])
        frame.wait_for_function(f"light => ({sheet})() !== light", arg=light)
        members.evaluate("([w, a, v]) => document[w].setAttribute(a, v)", [where, attribute, bright])
        frame.wait_for_function(f"light => ({sheet})() === light", arg=light)
        members.evaluate("([w, a]) => document[w].removeAttribute(a)", [where, attribute])


def test_the_frame_reaches_nothing_and_its_words_are_only_data(
    hostile_league: Bloc, tmp_path: Path, chromium_page: Page
) -> None:
    live = layers.explore(hostile_league, MEMBERSHIP)
    chromium_page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    chromium_page.goto(host_page(tmp_path, live))
    frame = frame_of(chromium_page)
    for selected in live.bloc_map.scene.data.countries[:40]:
        put(chromium_page, "selected", f"country:{selected.code}")
    chromium_page.wait_for_timeout(200)
    assert chromium_page.evaluate("() => window.ran") is None and frame.evaluate("() => window.ran") is None
    assert frame.evaluate("() => origin") == "null"
    assert frame.evaluate("() => { try { return Boolean(parent.document); } catch { return 'closed'; } }") == "closed"
    chromium_page.wait_for_timeout(200)
    before = {name: trait(chromium_page, name) for name in TRAITS}
    frame.evaluate("""() => parent.postMessage({ type: "blocmap", state: {
        _page: "<script>parent.ran = 1</script>", date: { toString: 1 }, hidden: "all", view: ["<b>", 1, 2],
        step: "1", __proto__: { x: 1 },
    } }, "*")""")
    chromium_page.wait_for_timeout(100)
    assert {name: trait(chromium_page, name) for name in TRAITS} == before


def test_only_the_window_around_the_frame_is_listened_to(members: Page) -> None:
    frame = frame_of(members)
    frame.evaluate("() => postMessage({ type: 'blocmap', set: { date: '2010-01-01' } }, '*')")  # from itself
    members.evaluate("() => frames[0].postMessage({ type: 'blocmap', set: null }, '*')")
    junk = {"date": "never", "lang": "xx", "selected": "x", "view": [900, 0, 1]}
    members.evaluate("junk => frames[0].postMessage({ type: 'blocmap', set: junk }, '*')", junk)
    members.wait_for_timeout(200)
    expect(frame.locator("#day")).to_have_text("1 June 2020")
    expect(frame.locator("html")).to_have_attribute("lang", "en")


def test_a_page_in_a_frame_says_nothing_of_its_state_unasked(members: Page) -> None:
    frame = frame_of(members)
    members.evaluate("""() => { window.heard = []; const f = document.createElement("iframe");
        addEventListener("message", ({ data, source }) => source === f.contentWindow && heard.push(data));
        views[0].end(); f.sandbox = "allow-scripts"; f.srcdoc = models[0].values._page; document.body.append(f); }""")
    frame = frame_of(members, 2)
    frame.locator("#language").select_option("ru")
    members.wait_for_timeout(300)
    assert members.evaluate("() => heard.length"), "the frame is heard, or this test would say nothing"
    assert not members.evaluate("() => heard.filter(data => data.state).length")


def test_a_page_of_its_own_takes_its_theme_from_its_address(open_map) -> None:
    sheet = "() => getComputedStyle(document.body).backgroundColor"
    light, dark = open_map(color_scheme="dark", fragment="theme=light"), open_map(fragment="theme=dark")
    usual = open_map().evaluate(sheet)
    assert light.evaluate(sheet) == usual != dark.evaluate(sheet)
    dark.wait_for_timeout(400)
    assert "theme=dark" in dark.evaluate("() => Blocmap.app.links.address()"), "a link given on keeps it"
