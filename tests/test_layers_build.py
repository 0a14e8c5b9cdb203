"""Files: whole or not at all, with a manifest, an index, and the same bytes every time."""

import hashlib
import json
import os
import re
import shutil
from dataclasses import replace
from datetime import date

import pytest

import geo
from geo import MisuseError
from geo.checks.run import check_folder
from layers import build
from layers.build import BuildOptions, build_bloc, build_changes, build_map, differing, plan_steps
from layers.gallery import index_page
from tests.folders import REAL_LEAGUE

WISH = BuildOptions(maps=("league-members",), scale="110m")


@pytest.fixture(scope="module")
def out(coarse_league, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    build_bloc(coarse_league, folder, WISH)
    return folder


def test_page_manifest_and_index_are_written(out):
    assert sorted(path.name for path in out.iterdir()) == [
        "index.html",
        "league-members.html",
        "league-members.manifest.json",
    ]


def test_manifest_tells_inputs_and_outputs_by_their_hashes(coarse_league, out):
    manifest = json.loads((out / "league-members.manifest.json").read_text())
    page = (out / "league-members.html").read_bytes()
    assert manifest["files"]["league-members.html"] == {"bytes": len(page), "sha256": hashlib.sha256(page).hexdigest()}
    members = (coarse_league.tables.folder / "members.csv").read_bytes()
    assert manifest["inputs"]["members.csv"] == hashlib.sha256(members).hexdigest()
    assert manifest["as_of"] == "2020-06-01" and manifest["worldview"] == "un"
    assert {"blocmap", "folium", "geopandas"} <= set(manifest["versions"])


def test_a_file_beside_the_tables_is_told_and_hinders_nothing(tmp_path):
    folder = shutil.copytree(REAL_LEAGUE, tmp_path / "bloc")
    (folder / os.fsdecode(b"notes-\xff.csv")).write_text("a,b\n1,2\n")
    (warning,) = (fault for fault in check_folder(folder) if fault.file.startswith("notes"))
    assert warning.warning and str(warning).startswith(r"notes-\udcff.csv: warning: found a table that is not known")
    build_bloc(geo.load_bloc(folder, scale="110m"), tmp_path / "out", WISH)
    manifest = json.loads((tmp_path / "out" / "league-members.manifest.json").read_text())
    assert set(manifest["inputs"]) == {path.name for path in REAL_LEAGUE.iterdir()}


def test_building_again_gives_the_same_bytes(coarse_league, out, tmp_path):
    fresh = build_bloc(coarse_league, tmp_path, WISH)
    assert differing(fresh, out) == []
    page = tmp_path / "league-members.html"
    whole = page.read_bytes()
    for content in (b"changed", whole[:-1] + bytes([whole[-1] ^ 1])):  # the other one is as long as it was
        page.write_bytes(content)
        assert differing(fresh, out) == ["league-members.html"]
    page.write_bytes(whole)
    assert differing([*fresh, tmp_path / "new.html"], out) == ["new.html"]


def test_a_page_is_that_of_its_folium_map(coarse_league, out):
    page = build_map(coarse_league, "league-members", scale="110m").page()
    assert (out / "league-members.html").read_text(encoding="utf-8") == page


def test_index_shows_every_map_of_the_folder(out):
    page = index_page(out)
    assert 'href="league-members.html' in page and "Six around the desert" in page and "<svg" in page
    assert set(re.findall(r"<button data-copy[^>]*>([^<]*)<", page)) == {"Copy"}


def test_a_second_build_marks_what_it_changed(coarse_league, tmp_path):
    build_bloc(coarse_league, tmp_path, WISH)
    first = (tmp_path / "index.html").read_text()
    build_bloc(coarse_league, tmp_path, WISH)
    assert (tmp_path / "index.html").read_text() == first and "news" not in first.split("<main")[1]
    build_bloc(coarse_league, tmp_path, replace(WISH, language="ru"))
    assert "changed by the last build" in (tmp_path / "index.html").read_text()


def test_an_interrupted_build_leaves_what_was_there(coarse_league, out, tmp_path, monkeypatch):
    page = tmp_path / "league-members.html"
    page.write_bytes(b"before")

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "write_whole", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_bloc(coarse_league, tmp_path, WISH)
    assert page.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["league-members.html"]


def test_maps_in_their_order_or_as_asked(coarse_league):
    assert plan_steps(coarse_league, BuildOptions())[0] == "league-members"
    assert plan_steps(coarse_league, BuildOptions(maps=("league-lines", "league-line"))) == [
        "league-lines",
        "league-line",
    ]
    with pytest.raises(MisuseError, match="expected one of"):
        plan_steps(coarse_league, BuildOptions(maps=("nowhere",)))


def test_first_map_by_default_and_a_day_as_text(coarse_league):
    bloc_map = build_map(coarse_league, as_of="2005", scale="110m")
    assert bloc_map.scene.data.id == "league-members"
    assert bloc_map.scene.data.as_of == date(2005, 12, 31)
    with pytest.raises(MisuseError, match="not a date"):
        build_map(coarse_league, as_of="04.07.2024")


def test_a_map_of_no_bloc_of_no_name_or_in_no_language_is_misuse(coarse_league):
    with pytest.raises(MisuseError, match=r"'sco' is not a bloc; .* geo.load_bloc\('sco'\)"):
        build_map("sco")
    with pytest.raises(MisuseError, match="'sco' is not a bloc"):
        build_map("sco", "membership")
    with pytest.raises(MisuseError, match="'sco' is not a bloc"):
        build_changes("sco", "membership", before="2001", after="2017")
    for slug in ("", 7, ["league-members"]):
        with pytest.raises(MisuseError, match="is not a map of league; expected one of league-members"):
            build_map(coarse_league, slug)
    with pytest.raises(MisuseError, match="'fr' is not a language of league; expected one of en, ru, zh"):
        build_map(coarse_league, lang="fr")
