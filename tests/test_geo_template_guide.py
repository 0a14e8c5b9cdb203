"""The schema and the guide say what the models say."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from geo.model.records import TABLES
from geo.model.spec import BlocSpec
from geo.reading.columns import columns_of
from geo.shipped import BLOCS, shipped_blocs
from geo.template.guide import DATA, column_note, column_notes, guide_text
from geo.template.schema import SCHEMA_FILE, schema_text


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((DATA / SCHEMA_FILE).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_editor(value: Any) -> Any:
    """Return TOML as an editor checks it against a schema: dates are texts there."""
    return json.loads(json.dumps(value, default=str))


def test_the_shipped_schema_is_the_one_that_the_models_make() -> None:
    """Where it differs: write ``geo.template.schema.schema_text()`` into the file."""
    assert (DATA / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", [*(BLOCS / bloc for bloc in shipped_blocs()), DATA / "template"], ids=lambda p: p.name)
def test_what_the_reader_takes_the_schema_takes(path: Any, validator: Draft202012Validator) -> None:
    data = tomllib.loads((path / "bloc.toml").read_text(encoding="utf-8"))
    BlocSpec.model_validate(data)
    assert [error.message for error in validator.iter_errors(as_editor(data))] == []


SPEC: dict[str, Any] = {
    "id": "x",
    "name": "X",
    "statuses": [{"id": "m", "label": {"en": "M"}, "color": "#000000", "letter": "M"}],
    "maps": [{"slug": "s", "title": "T", "as_of": 2024}],
}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "Not An Id"},
        {"nmae": "x"},
        {"founded": "04.07.2024"},
        {"name": {"ru": "Без английского"}},
        {"name": {"en": "X", "xx": "X"}},
        {"statuses": []},
        {"statuses": [{**SPEC["statuses"][0], "color": "teal"}]},
        {"statuses": [{**SPEC["statuses"][0], "letter": "MM"}]},
        {"statuses": [{**SPEC["statuses"][0], "pattern": "zigzag"}]},
        {"maps": [{**SPEC["maps"][0], "bounds": [0, 0, 200, 10]}]},
        {"maps": [{**SPEC["maps"][0], "focus": ["Kyrgyzstan"]}]},
        {"maps": [{**SPEC["maps"][0], "routes": [{"id": "r", "role": "chief"}]}]},
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(change: dict[str, Any], validator: Draft202012Validator) -> None:
    assert validator.is_valid(SPEC)
    BlocSpec.model_validate(SPEC)
    assert not validator.is_valid({**SPEC, **change})
    with pytest.raises(ValidationError):
        BlocSpec.model_validate({**SPEC, **change})


def test_every_column_is_explained_and_nothing_else() -> None:
    every = set(column_notes()["every"])
    for table, model in TABLES.items():
        headings = {column.heading for column in columns_of(model).values()}
        assert set(column_notes()[table]) == headings - (every - set(column_notes()[table])), table
        assert all(column_note(table, column) for column in columns_of(model).values())
    assert set(column_notes()) == {*TABLES, "every"}


def test_the_guide_tells_every_column_of_every_table() -> None:
    text = guide_text("my bloc")
    assert text.startswith("# 'my bloc'\n")
    assert "blocmap check 'my bloc'" in text
    for table, model in TABLES.items():
        part = text.partition(f"\n## {table}.csv")[2].partition("\n## ")[0]
        for column in columns_of(model).values():
            heading = f"{column.heading}_en` …" if column.kind == "text" else f"{column.heading}`"
            needed = "needed" if column.required else ""
            assert f"| `{heading} | {needed} | {column_note(table, column)} |" in part
            assert all(choice in part for choice in column.choices)
