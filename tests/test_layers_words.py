"""The interface's words: the same in every language, and all that the page and the figures ask for."""

from __future__ import annotations

import re

import pytest

from geo.model.fields import LANGUAGES
from geo.model.locale import ordinal_form, plural_form
from layers.data_files import STATIC, WORDS
from layers.i18n.catalog import load_catalog
from layers.i18n.sentences import quantity_text
from layers.page.bundle import modules_from

SCRIPTS = {"ar": "[ء-ي]", "ru": "[А-яЁё]", "zh": "[\u4e00-\u9fff]"} | dict.fromkeys(("en", "fr", "es"), "[A-Za-zº]")
PLURALS = re.compile(r"\.(zero|one|two|few|many|other)$")
MODULES = modules_from(STATIC / "core" / "data_page.js")
CODE = {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in MODULES}
TEMPLATES = {name: (STATIC / name).read_text(encoding="utf-8") for name in ("page.html", "index.html")}


def keys(language: str) -> set[str]:
    """Return a language's keys, without plural endings."""
    return {PLURALS.sub("", key) for key in load_catalog(language)}


def blanks(language: str, key: str) -> set[str]:
    """Return the names that a key's words leave to be filled in; a plural form may do without its number."""
    forms = [words for name, words in load_catalog(language).items() if PLURALS.sub("", name) == key]
    found = {blank for words in forms for blank in re.findall(r"\{(\w+)\}", words)}
    return {"n" if blank in ("n10", "n100") else blank for blank in found}


def test_there_is_a_catalogue_for_each_language_and_no_other() -> None:
    assert {path.stem for path in WORDS.glob("*.toml")} == set(LANGUAGES) == set(SCRIPTS)


def test_french_has_blanks_that_do_not_break_before_its_double_signs() -> None:
    for key, words in load_catalog("fr").items():
        text = re.sub(r"--\w+|\{\w+\}", "x", words)
        assert not re.search(r"[^\u00a0\s]:|[^\u202f];|«[^\u00a0]|[^\u00a0]»", text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_keys(language: str) -> None:
    assert keys(language) == keys("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_fill_in_the_same_things(language: str) -> None:
    assert {key: blanks(language, key) for key in keys(language)} == {key: blanks("en", key) for key in keys("en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_that_the_language_needs(language: str) -> None:
    needed = {plural_form(number, language) for number in range(200)} | {"other"}
    words = load_catalog(language)
    for key in {PLURALS.sub("", key) for key in words if PLURALS.search(key)}:
        assert {form for form in needed if f"{key}.{form}" not in words} == set(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinals_reach_thirty(language: str) -> None:
    words = load_catalog(language)
    assert len({words[f"ordinal.{number}"] for number in range(1, 31)}) == 30
    assert {f"ordinal.beyond_{ordinal_form(number, language)}" for number in range(31, 200)} <= set(words)


@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_words_are_in_their_own_language(language: str, script: str) -> None:
    for key, words in load_catalog(language).items():
        assert words.strip(), key
        said = re.sub(r"\{\w+\}", "", words)
        assert re.search(script, said) or not any(sign.isalpha() for sign in said), key


@pytest.mark.parametrize("part", sorted(CODE))
def test_every_word_a_script_asks_for_exists(part: str) -> None:
    asked = set(re.findall(r"\bt\(\"(\w+)\"", CODE[part])) | set(re.findall(r'"data-(?:t|label)": "(\w+)"', CODE[part]))
    assert asked <= keys("en")


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_word_a_template_asks_for_exists(name: str) -> None:
    text = TEMPLATES[name]
    asked = set(re.findall(r"words(?:\[\w+\])?\.(\w+)", text)) | set(re.findall(r'data-(?:t|label)="(\w+)"', text))
    assert asked - {"keys"} <= keys("en")


def test_every_column_and_table_has_a_heading() -> None:
    tables = re.findall(r"table\(\"(\w+)\", \"([a-z_ ]+)\"", CODE["panels/table.js"])
    alike = re.findall(r"memberships\(\"(\w+)\"", CODE["panels/table.js"])
    assert len(tables) == 8 and alike == ["countries", "aspects"]
    assert {f"table_{name}" for name in [*alike, *(name for name, _ in tables)]} <= keys("en")
    assert {f"col_{column}" for _, columns in tables for column in columns.split()} <= keys("en")


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (3752, "m", "en", "3,752 m"),
        (304.94, "km", "ru", "304,94 км"),
        (1520, "mm", "en", "1520 mm"),
        (29, "count", "zh", "29"),
        (2, "tracks", "ru", "2 пути"),
        (5, "tracks", "ru", "5 путей"),
        (4.7, "usd_bn", "zh", "47亿美元"),
        (1.5, "tracks", "en", "1.5 tracks"),
        (12, "blue_moons", "en", "12 blue moons"),
    ],
)
def test_a_number_has_its_unit_in_words(value: float, unit: str, language: str, text: str) -> None:
    assert quantity_text(value, unit, language) == text
