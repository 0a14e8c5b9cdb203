"""Every word of the page in every language, in place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geo import load_bloc
from layers.figure.marginalia.footer import foot_text
from layers.scene.build import build_scene
from tests.folders import REAL_LEAGUE
from tests.pages import CORRIDOR, Open


@pytest.mark.parametrize(
    ("lang", "title", "legend", "date"),
    [
        ("ru", "Шестеро вокруг пустыни", "Статус", "1 июня 2020"),
        ("zh", "沙漠周围六国", "地位", "2020年6月1日"),
    ],
)
def test_everything_changes_language_in_place(open_map: Open, lang: str, title: str, legend: str, date: str) -> None:
    page = open_map(fragment="sel=country:EGY")
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
    page = open_map(CORRIDOR, "sel=route:north")
    for lang in ("en", "ru", "zh"):
        page.select_option("#language", lang)
        for panel in ("table", "sources", "share"):
            page.evaluate(f"Blocmap.app.set({{panel: '{panel}'}})")
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", page.inner_text("#sheet h2, #sheet caption >> nth=0"))
        page.evaluate("Blocmap.app.set({panel: null})")
        assert not re.search(r"\b[a-z]+_[a-z]+\b", page.inner_text("#card h3 >> nth=0"))


def test_the_foot_counts_the_sources_of_the_facts_as_the_figure_does(open_map: Open) -> None:
    page = open_map(CORRIDOR)
    count = re.search(r"([0-9]+) sources", page.inner_text("#credit"))
    figure = re.search(r"([0-9]+) sources", foot_text(build_scene(load_bloc(REAL_LEAGUE), CORRIDOR).data, "en"))
    assert count and figure and count[1] == figure[1]
    assert int(count[1]) <= len((REAL_LEAGUE / "sources.csv").read_text(encoding="utf-8").splitlines()) - 1
