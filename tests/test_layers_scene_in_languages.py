"""A bloc's languages: its maps open in the first, and carry no words of any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import geo
from geo.bloc import Bloc
from geo.errors import MapDataError
from geo.export.collect import gather
from geo.model.fields import DEFAULT_LANGUAGES, LANGUAGES
from layers.build import build_map
from layers.gallery import MANIFEST_SUFFIX, index_page
from layers.page.bloc_map import BlocMap
from layers.page.wire import read_scene, write_scene
from layers.scene.build import build_scene
from layers.scene.in_languages import in_languages
from tests.folders import write_league_in


def league_in(folder: Path, languages: str) -> Bloc:
    """Return the invented league with a list of languages, at the coarsest scale."""
    return geo.load_bloc(write_league_in(folder, languages), scale="110m")


@pytest.fixture(scope="module")
def russian(tmp_path_factory: pytest.TempPathFactory) -> BlocMap:
    """Return a map of the league that speaks Russian first, and English."""
    return build_map(league_in(tmp_path_factory.mktemp("languages") / "league", '["ru", "en"]'), "league-members")


def languages_of(value: object) -> set[str]:
    """Return the languages of all words in records that were written as JSON."""
    if isinstance(value, dict):
        own = set(value) & set(LANGUAGES)
        return own.union(*map(languages_of, value.values()))
    return set().union(*map(languages_of, value)) if isinstance(value, list | tuple) else set()


def test_a_map_opens_in_the_first_language_and_carries_no_other_words(russian: BlocMap) -> None:
    data = russian.scene.data
    assert (data.language, data.languages) == ("ru", ("ru", "en"))
    assert languages_of(data.model_dump(mode="json")) == {"ru", "en"}
    assert data.title["ru"] == "Шестеро вокруг пустыни"
    assert data.words["ru"]["autonym"] == "Русский"


def test_the_wire_holds_as_many_columns_as_the_map_has_languages(russian: BlocMap, coarse_league: Bloc) -> None:
    data = russian.scene.data
    assert json.loads(read_scene(write_scene(data)).json_text()) == json.loads(data.json_text())
    whole = write_scene(build_scene(coarse_league, "league-members", scale="110m").data)
    assert len(write_scene(data)) < 0.85 * len(whole)


def test_words_of_a_bloc_without_english_are_those_that_stand_in_for_it() -> None:
    (text,) = in_languages(({"en": "Gate", "zh": "门"},), ("ru", "zh"))
    assert text == {"ru": "Gate", "zh": "门"}


def test_exports_have_columns_of_the_blocs_languages(tmp_path: Path) -> None:
    bloc = league_in(tmp_path / "league", '["zh"]')
    content = gather(bloc, bloc.spec.maps[0].as_of)
    names = {name for layer in content.layers for row in layer.rows for name in row}
    assert {"name_en", "name_zh"} <= names
    assert not any(name.endswith("_ru") for name in names)


@pytest.mark.parametrize("wrong", ['["en", "xx"]', "[]", '["en", "en"]', '"en"'])
def test_a_list_of_languages_is_checked(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(MapDataError, match=r"bloc\.toml:4:\d+: \[languages.*expected a list of some of en, "):
        league_in(tmp_path / "league", wrong)


def test_a_bloc_that_lists_none_has_the_usual_three(coarse_league: Bloc) -> None:
    assert coarse_league.spec.languages == DEFAULT_LANGUAGES == ("en", "ru", "zh")


def test_the_index_of_maps_names_each_in_its_own_languages(tmp_path: Path) -> None:
    for name, title in (("one", {"en": "One", "ar": "واحد"}), ("two", {"en": "Two", "zh": "二"})):
        told = {"map": name, "bloc": name, "order": 0, "title": title, "subtitle": {}, "as_of": "2020", "still": ""}
        text = json.dumps(told | {"files": {f"{name}.html": {"bytes": 1000}}})
        (tmp_path / f"{name}{MANIFEST_SUFFIX}").write_text(text, encoding="utf-8")
    page = index_page(tmp_path)
    assert '<p lang="ar" dir="rtl"><a href="one.html#lang=ar">واحد</a></p>' in page
    assert '<p lang="zh"><a href="two.html#lang=zh">二</a></p>' in page
    assert "two.html#lang=ar" not in page and "one.html#lang=zh" not in page and "lang=ru" not in page
