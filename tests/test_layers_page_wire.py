"""A scene travels thin and arrives whole, in Python and in the page."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

import layers
from geo.bloc import Bloc
from geo.packing import gzipped
from layers.page.columns import Json, to_columns, to_records
from layers.page.letters import from_letters, to_letters
from layers.page.wire import ENCODINGS, read_scene, write_scene
from layers.scene.model import SceneData
from tests.pages import front_end_part

HOSTILE = {"en": "~12 </script> \u2028 «✓» 10 km²", "ru": "~ № ² \u202f ё", "zh": "~〇 𠀀 € ·—"}


@pytest.fixture(scope="module")
def data(coarse_league: Bloc) -> SceneData:
    """Return a scene with hostile texts, one of them in one language only, and an id that begins like a mark."""
    whole = layers.build_map(coarse_league, "league-lines", scale="110m").scene.data
    odd = whole.countries[0].model_copy(update={"name": HOSTILE})
    single = whole.countries[1].model_copy(update={"name": {"en": "~"}})
    return whole.model_copy(
        update={"countries": (odd, single, *whole.countries[2:]), "title": HOSTILE, "id": "~1", "summary": {"en": "~~"}}
    )


@pytest.fixture
def page(chromium_page: Page, tmp_path: Path) -> Page:
    modules = {"core/wire": "readWire", "opening/unpack": "unpack"}
    chromium_page.add_script_tag(content=front_end_part(tmp_path, modules))
    return chromium_page


def as_json(data: SceneData) -> object:
    return json.loads(data.json_text())


def test_a_scene_comes_back_whole(data: SceneData) -> None:
    assert as_json(read_scene(write_scene(data))) == as_json(data)


def test_a_page_reads_what_python_writes(page: Page, data: SceneData) -> None:
    read = "async text => part.readWire(await part.unpack({ textContent: text }))"
    found = page.evaluate(read, to_letters(write_scene(data)))
    assert found == as_json(data)


def rows_of(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return lists of records of a few fields, each of which may be missing from some."""
    return st.lists(st.dictionaries(st.sampled_from("abcd"), value, max_size=4), max_size=4)


SCALARS = st.integers(-9, 9) | st.booleans() | st.text("ab~", max_size=2)
TEXTS = st.dictionaries(st.sampled_from(["en", "ru"]), st.text("ab", max_size=2), min_size=1)
VALUES = st.recursive(SCALARS | TEXTS, lambda one: st.lists(one, max_size=4) | rows_of(one), max_leaves=20)


@given(rows_of(VALUES))
def test_records_come_back_from_their_columns(records: Json) -> None:
    assert to_records(json.loads(json.dumps(to_columns(records)))) == records


def test_a_page_puts_records_together_again(page: Page) -> None:
    records = """[{"a": 1, "b": [{"c": 0}, {"c": false, "d": {"en": "x"}}]}, {"a": 1},
        {"b": [{"d": "x", "c": [[]]}]}, {"e": []}]"""
    cited = '{"ids": ["x", "y"], "rows": [{"a": 1}, {"b": 2}]}'
    scene = f'{{"languages": ["en"], "words": {{}}, "cited": {cited}, "rows": {records}}}'
    tables = json.dumps(to_columns(json.loads(scene)))
    packed = to_letters(gzipped(b"".join(len(part).to_bytes(4, "little") + part for part in (tables.encode(), b"[]"))))
    found = page.evaluate("async text => part.readWire(await part.unpack({ textContent: text }))", packed)
    assert '"b": {"~": [2, 0, 1, 0]' in tables and found["rows"] == json.loads(records)
    assert found["sources"] == {"x": {"a": 1}, "y": {"b": 2}}


def test_a_text_travels_once(data: SceneData) -> None:
    text = {"en": "Seen once", "ru": "Видно раз", "zh": "只见一次"}
    packed = gzip.decompress(write_scene(data.model_copy(update={"title": text, "subtitle": text})))
    for language, encoding in (("en", "cp1252"), ("ru", "cp1251"), ("zh", "gbk")):
        assert packed.count(text[language].encode(encoding)) == 1


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "cp1256", "gbk"])
def test_browsers_read_every_letter_of_an_encoding_as_python_writes_it(page: Page, encoding: str) -> None:
    assert encoding in ENCODINGS.values()
    letters = "".join(filter(lambda one: one.encode(encoding, "ignore"), map(chr, range(0x10000))))
    assert len(letters) > 200
    read = "([name, bytes]) => new TextDecoder(name).decode(new Uint8Array(bytes))"
    assert page.evaluate(read, [encoding, list(letters.encode(encoding))]) == letters


@given(st.binary(max_size=40))
def test_letters_are_bytes_and_stand_anywhere(content: bytes) -> None:
    text = to_letters(content)
    assert from_letters(text) == content
    assert text == base64.b85encode(content).decode().translate(str.maketrans("$&<>`{", ",./:[]"))
    assert not re.search(r"""[<>&"'`\\${\s]""", text)


def test_a_page_reads_letters_of_any_length(page: Page) -> None:
    read = "texts => Promise.all(texts.map(async text => [...await part.unpack({ textContent: text })]))"
    contents = [bytes([255 - k] * k) + bytes(k % 3) for k in range(12)]
    assert page.evaluate(read, [to_letters(gzipped(one)) for one in contents]) == [list(one) for one in contents]
