"""The page: one file, no request, a strict policy, equal bytes; a folium.Map all the same."""

import base64
import gzip
import hashlib
import json
import re

import folium
import pytest
from folium.plugins import Fullscreen

import geo
import layers
from layers.json_script import json_island
from layers.page.children import NetworkNeededWarning
from layers.page.extras import Extras
from layers.page.island import pack, read_page
from layers.page.letters import from_letters
from layers.page.policy import children_policy, content_security_policy


@pytest.fixture(scope="module")
def plate(coarse_league):
    return layers.build_map(coarse_league, "league-members", scale="110m")


@pytest.fixture(scope="module")
def html(plate):
    return plate.get_root().render()


def test_it_is_a_folium_map(plate):
    assert isinstance(plate, folium.Map)


def test_document_has_what_every_reader_needs(html):
    assert html.startswith("<!doctype html>")
    assert re.search(r'<html lang="en">', html)
    assert len(re.findall(r"<h1\b", html)) == 1
    assert "<title>Six around the desert</title>" in html
    for part in ('name="viewport"', 'name="description"', "<main", "<noscript>", "Content-Security-Policy"):
        assert part in html


def test_policy_names_the_very_scripts_and_styles(html):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy
    code = [text for kind, text in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL) if "type=" not in kind]
    sheets = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (packed,) = re.findall(r'<script type="text/plain" id="code">([^<]*)</script>', html)
    look, loaded = json.loads(gzip.decompress(from_letters(packed)))
    assert len(code) == 3 and len(sheets) == 1
    for text in [*code, loaded, *sheets, look]:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(r'\sstyle="', html), "a style attribute is refused by the policy"
    assert not re.search(r"<[a-z][^<>]*\son[a-z]+=", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))


def test_no_address_is_loaded(html):
    outside = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=\"https?:", outside)


def test_what_is_packed_carries_no_clock():
    header = from_letters(pack("the same"))[:8]
    assert header[4:8] == bytes(4)  # gzip's field for the time, RFC 1952


def test_same_map_same_bytes(coarse_league, html):
    assert layers.build_map(coarse_league, "league-members", scale="110m").get_root().render() == html


def test_rendering_twice_is_the_same(plate, html):
    assert plate.get_root().render() == html


def test_scene_reads_back(plate, html):
    assert json.loads(read_page(html).json_text()) == json.loads(plate.scene.data.json_text())
    assert read_page("<p>no page of ours</p>") is None


def test_still_map_and_table_for_readers_without_scripts(html):
    head, still = re.search(r'<main id="main">(.*?)<noscript>(.*?)</noscript>', html, re.DOTALL).groups()
    assert "<svg" in head and 'role="img"' in head
    rows = re.findall(r"<tr><td>(.*?)<td>", still)
    assert {"Algeria", "Egypt", "Mauritania", "Morocco"} <= set(rows)
    assert "<script" not in still


def test_frame_for_notebooks_carries_the_page_and_is_boxed(plate):
    frame = plate._repr_html_()
    assert frame.startswith("<iframe srcdoc=")
    assert 'sandbox="allow-scripts' in frame and "allow-same-origin" not in frame
    assert "Six around the desert" in re.search(r'title="([^"]*)"', frame)[1]


def test_save_writes_whole_and_replaces(plate, html, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old")
    plate.save(path)
    assert path.read_text(encoding="utf-8") == html
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_a_reader_s_own_plugins_come_along(coarse_league):
    plate = layers.build_map(coarse_league, "league-members", scale="110m")
    folium.Marker([36.8, 10.18], tooltip="Tunis").add_to(plate)
    Fullscreen().add_to(plate)
    with pytest.warns(NetworkNeededWarning, match="Fullscreen"):
        html = plate.get_root().render()
    assert "L.marker" in html and "fullscreen" in html.lower()
    name = re.search('data-name="([^"]+)"', html)[1]
    assert f".addTo({name})" in html.split("L.marker")[1]
    assert 'type="application/json" id="scene"' in html, "scripts that follow need the map at once"
    assert read_page(html).json_text() == plate.scene.data.json_text()


def test_language_of_the_page(coarse_league):
    html = layers.build_map(coarse_league, "league-members", lang="ru", scale="110m").get_root().render()
    assert '<html lang="ru">' in html and "Шестеро вокруг пустыни" in html


def test_json_in_a_script_can_neither_end_nor_comment_it():
    island = json_island({"a": "</script><!-- & \u2028"})
    assert not re.search("[<>&\u2028]", island)


def test_policy_opens_only_for_children_that_load_something():
    assert "https:" not in content_security_policy(["1"], ["2"])
    inline, loading = (children_policy(Extras("", "<script>", hosts)) for hosts in ({}, {"cdn.example": []}))
    assert "https:" not in inline and "'unsafe-inline'" in inline and "unsafe-eval" not in inline
    assert "https:" in loading


def test_what_a_person_adds_to_the_root_stays_however_often_it_renders(coarse_league):
    plate = layers.build_map(coarse_league, "league-members", scale="110m")
    plate.get_root().html.add_child(folium.Element("<p>a line of mine</p>"))
    folium.Marker([36.8, 10.18]).add_to(plate)
    first = plate.get_root().render()
    assert first.count("a line of mine") == 1 and first.count("L.marker(") == 1
    folium.Marker([32.8, 13.18]).add_to(plate)
    again = plate.get_root().render()
    assert again.count("a line of mine") == 1 and again.count("L.marker(") == 2


def test_unknown_language_is_refused_with_the_allowed_ones(coarse_league):
    with pytest.raises(geo.MisuseError, match="'fr' is not a language of league; expected one of en, ru, zh"):
        layers.build_map(coarse_league, "league-members", lang="fr")
