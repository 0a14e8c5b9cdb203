"""Search in every language, as a combobox."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.pages import Open, focused, spoken, state


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kirgisi", "place:none"),
        ("Марокко", "country:MAR"),
        ("摩洛哥", "country:MAR"),
        ("morocco", "country:MAR"),
        ("setif", "stop:north:main:20"),
        ("КАИР", "place:cairo"),
        ("el djazair", "place:algiers"),
        ("LBY", "country:LBY"),
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


def test_of_equal_finds_members_come_first(open_map: Open) -> None:
    page = open_map()
    page.click("#search")
    page.keyboard.type("a")
    members = page.evaluate(
        """() => { const { app } = Blocmap; return app.scene.countries.filter(one => app.status(one)?.status.member)
        .map(one => app.name(`country:${one.code}`)); }"""
    )
    found = page.locator("#found .name").all_text_contents()
    starts = [name for name in sorted(members) if name.startswith("A")]
    assert starts and found[: len(starts)] == starts


def test_no_word_of_a_find_is_broken(open_map: Open) -> None:
    page = open_map("sco-membership")  # beside a station stands the long name of its line
    page.click("#search")
    page.keyboard.type("an")
    rows = """() => [...document.querySelectorAll("#found .name")].map(one => { const range = document.createRange();
        range.selectNodeContents(one); return [one.textContent.split(" ").length, range.getClientRects().length]; })"""
    found = page.evaluate(rows)
    assert len(found) == 8 and all(lines <= words for words, lines in found)


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
    page.keyboard.type("Tunis")
    page.keyboard.press("Enter")
    assert "layer:places" not in state(page)["hidden"]
