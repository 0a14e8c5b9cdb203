"""Files: whole or not at all, with a manifest, an index, and the same bytes every time."""

import hashlib
import json
from datetime import date

import pytest

import geo
from geo import MisuseError
from layers import build
from layers.build import BuildOptions, build_bloc, build_map, differing, index_page, plan_steps

WISH = BuildOptions(maps=("sco-membership",), scale="110m")


@pytest.fixture(scope="module")
def bloc():
    return geo.load_bloc("sco", scale="110m")


@pytest.fixture(scope="module")
def out(bloc, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    build_bloc(bloc, folder, WISH)
    return folder


def test_page_manifest_and_index_are_written(out):
    assert sorted(path.name for path in out.iterdir()) == [
        "index.html",
        "sco-membership.html",
        "sco-membership.manifest.json",
    ]


def test_manifest_tells_inputs_and_outputs_by_their_hashes(bloc, out):
    manifest = json.loads((out / "sco-membership.manifest.json").read_text())
    page = (out / "sco-membership.html").read_bytes()
    assert manifest["files"]["sco-membership.html"] == {"bytes": len(page), "sha256": hashlib.sha256(page).hexdigest()}
    members = (bloc.tables.folder / "members.csv").read_bytes()
    assert manifest["inputs"]["members.csv"] == hashlib.sha256(members).hexdigest()
    assert manifest["as_of"] == "2024-07-04" and manifest["worldview"] == "un"
    assert {"blocmap", "folium", "geopandas"} <= set(manifest["versions"])


def test_building_again_gives_the_same_bytes(bloc, out, tmp_path):
    fresh = build_bloc(bloc, tmp_path, WISH)
    assert differing(fresh, out) == []
    (tmp_path / "sco-membership.html").write_bytes(b"changed")
    assert differing(fresh, out) == ["sco-membership.html"]


def test_index_shows_every_map_of_the_folder(out):
    page = index_page(out)
    assert 'href="sco-membership.html' in page and "Ten members" in page and "<svg" in page
    assert "<script" not in page


def test_an_interrupted_build_leaves_what_was_there(bloc, out, tmp_path, monkeypatch):
    page = tmp_path / "sco-membership.html"
    page.write_bytes(b"before")

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(build, "write_whole", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build_bloc(bloc, tmp_path, WISH)
    assert page.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["sco-membership.html"]


def test_maps_in_their_order_or_as_asked(bloc):
    assert plan_steps(bloc, BuildOptions())[0] == "sco-membership"
    assert plan_steps(bloc, BuildOptions(maps=("sco-routes", "sco-corridor"))) == ["sco-routes", "sco-corridor"]
    with pytest.raises(MisuseError, match="expected one of"):
        plan_steps(bloc, BuildOptions(maps=("nowhere",)))


def test_first_map_by_default_and_a_day_as_text(bloc):
    bloc_map = build_map(bloc, as_of="2005", scale="110m")
    assert bloc_map.scene.data.id == "sco-membership"
    assert bloc_map.scene.data.as_of == date(2005, 12, 31)
    with pytest.raises(MisuseError, match="not a date"):
        build_map(bloc, as_of="04.07.2024")


def test_a_map_of_no_bloc_of_no_name_or_in_no_language_is_misuse(bloc):
    with pytest.raises(MisuseError, match=r"'sco' is not a bloc; .* geo.load_bloc\('sco'\)"):
        build_map("sco")
    for slug in ("", 7, ["sco-membership"]):
        with pytest.raises(MisuseError, match="is not a map of sco; expected one of sco-membership"):
            build_map(bloc, slug)
    with pytest.raises(MisuseError, match="'fr' is not a language of the maps; expected one of en, ru, zh"):
        build_map(bloc, lang="fr")
