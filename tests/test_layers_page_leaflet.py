"""The part of Leaflet that a page of ours carries: all that our script asks for, and nothing of another Leaflet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from branca.element import Element
from playwright.sync_api import Page

import layers
from geo.bloc import Bloc
from geo.prepared import VARIABLE, forget
from layers.data_files import STATIC
from layers.page import leaflet
from layers.page.bundle import BundleError, bundle


def test_the_part_has_all_that_our_script_asks_for(chromium_page: Page) -> None:
    asked = set(re.findall(r"\bL\.(\w+)", bundle(STATIC / "core" / "data_page.js")))
    chromium_page.add_script_tag(content=leaflet.leaflet_core())
    assert {"map", "SVG", "latLng", "point"} <= asked <= set(chromium_page.evaluate("Object.keys(L)"))


def test_the_part_is_leaflet_s_own_and_says_whose_it_is(chromium_page: Page) -> None:
    assert "Leaflet 1.9.3" in leaflet.leaflet_core()[:80] and "Vladimir Agafonkin" in leaflet.leaflet_core()[:200]
    chromium_page.add_script_tag(content=leaflet.leaflet_core())
    part = chromium_page.evaluate("L.latLng(51, 71).distanceTo([56, 37])")
    chromium_page.add_script_tag(content=leaflet.leaflet_script())
    assert part == chromium_page.evaluate("L.latLng(51, 71).distanceTo([56, 37])") > 2e6


def test_another_leaflet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    leaflet.leaflet_core.cache_clear()
    source = leaflet._read("leaflet-src.esm.js").replace("var Popup =", "var Balloon =")
    monkeypatch.setattr(leaflet, "_read", lambda name: source)
    try:
        with pytest.raises(BundleError, match=r"no Popup; see layers/page/leaflet\.py"):
            leaflet.leaflet_core()
    finally:
        leaflet.leaflet_core.cache_clear()


def test_a_person_s_own_script_finds_the_whole_of_leaflet(
    coarse_league: Bloc, chromium_page: Page, tmp_path: Path
) -> None:
    bloc_map = layers.build_map(coarse_league, "league-members", scale="110m")
    bloc_map.get_root().script.add_child(Element("window.mine = [typeof L.marker, typeof L.Popup, typeof L.GeoJSON];"))
    path = tmp_path / "page.html"
    bloc_map.save(path)
    chromium_page.goto(path.as_uri())
    chromium_page.wait_for_selector("html[data-ready]")
    assert chromium_page.evaluate("mine") == ["function"] * 3


def test_the_part_that_is_used_is_cut_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = leaflet.leaflet_core()
    forget()  # as another process begins
    leaflet.leaflet_core.cache_clear()
    cut: list[str] = []
    monkeypatch.setattr(leaflet, "_core_of", cut.append)
    assert leaflet.leaflet_core() == made
    assert not cut


def test_other_packers_cut_it_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    forget()
    leaflet.leaflet_core.cache_clear()
    try:
        assert "Leaflet 1.9.3" in leaflet.leaflet_core()  # now it is prepared
        leaflet.leaflet_core.cache_clear()
        monkeypatch.setattr(leaflet, "packers", lambda: b"of another version")
        monkeypatch.setattr(leaflet, "_core_of", lambda source: "cut anew")
        assert leaflet.leaflet_core() == "cut anew"
    finally:
        leaflet.leaflet_core.cache_clear()
