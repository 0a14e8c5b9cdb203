"""Facts become rows and frames: columns, kinds and order come from the model, even when no row is there."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, Field
from shapely import Point

from geo.facts.flatten import FlatColumn, flat, flat_columns, flat_in_all_languages
from geo.facts.frames import geo_table, table
from geo.model.dates import PartialDate
from geo.model.fields import Ids, Text, When
from geo.model.records import Row


class Ferry(Row):
    """A fact of every kind of column."""

    name: Text = Field(description="its name")
    decks: int
    berths: int | None
    beam_m: float | None
    runs: bool
    licensed: bool | None
    built: When | None
    hull: Literal["steel", "wood"]
    also: str = ""
    harbours: Ids = ()
    lat: float = 0.0
    lon: float = 0.0
    start: str = Field(alias="from")
    id: str


def ferry(**given: object) -> Ferry:
    told = {
        "id": "aurora", "name": {"en": "Dawn", "ru": "Заря"}, "decks": 2, "berths": None, "beam_m": None, "runs": True,
        "licensed": None, "built": "1912-04", "hull": "steel", "harbours": "north south", "from": "north",
        "sources": "charter lloyds", "line": 7,
    }  # fmt: skip
    return Ferry.model_validate(told | given)


COLUMNS = [
    "id", "name", "decks", "berths", "beam_m", "runs", "licensed", "built", "hull", "also", "harbours", "from",
    "note", "confidence", "sources",
]  # fmt: skip


def test_columns_go_in_the_order_of_the_fields_between_the_key_and_what_vouches() -> None:
    assert [column.name for column in flat_columns(Ferry)] == COLUMNS
    assert flat_columns(Ferry)[1] == FlatColumn("name", "name", "words", False, "its name")


def test_dtypes_follow_the_annotations() -> None:
    assert {column.name: column.dtype for column in flat_columns(Ferry) if column.dtype != "str"} == {
        "decks": "int64",
        "berths": "Int64",
        "beam_m": "float64",
        "runs": "bool",
        "licensed": "boolean",
    }


def test_a_row_of_a_frame_has_the_words_of_one_language() -> None:
    row = flat(ferry(), "ru")
    assert list(row) == COLUMNS
    assert row == {
        "id": "aurora", "name": "Заря", "decks": 2, "berths": None, "beam_m": None, "runs": True, "licensed": None,
        "built": "1912-04", "hull": "steel", "also": "", "harbours": "north south", "from": "north", "note": "",
        "confidence": "high", "sources": "charter lloyds",
    }  # fmt: skip
    assert flat(ferry(), "zh")["name"] == "Dawn"


def test_a_row_of_an_export_has_a_column_a_language_and_nothing_where_nothing_is_told() -> None:
    row = flat_in_all_languages(ferry(harbours=(), built=PartialDate(1912)))
    assert list(row) == [heading for column in flat_columns(Ferry) for heading in column.headings]
    assert [row[f"name_{language}"] for language in ("en", "ru", "zh")] == ["Dawn", "Заря", None]
    assert [row[name] for name in ("also", "harbours", "note_en", "berths")] == [None] * 4
    assert (row["built"], row["decks"], row["runs"]) == ("1912", 2, True)


def test_any_model_becomes_a_row_whether_it_vouches_or_not() -> None:
    class Bare(BaseModel):
        count: int

    assert flat(Bare(count=3), "en") == {"count": 3}


def test_rows_become_a_frame_keyed_by_the_first_column() -> None:
    frame = table(Ferry, [ferry(id="b", berths=3), ferry(id="a", beam_m=1.5)], "en")
    assert list(frame.index) == ["b", "a"]
    assert frame.index.name == "id"
    assert list(frame.columns) == COLUMNS[1:]
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        column.name: column.dtype for column in flat_columns(Ferry) if column.name != "id"
    }
    missing = frame[["name", "berths", "beam_m", "runs", "licensed"]].isna()
    assert missing.to_dict("index") == {
        "b": {"name": False, "berths": False, "beam_m": True, "runs": False, "licensed": True},
        "a": {"name": False, "berths": True, "beam_m": False, "runs": False, "licensed": True},
    }


@pytest.mark.parametrize("facts", [[], [ferry()]])
def test_a_geo_frame_is_in_longitude_and_latitude(facts: list[Ferry]) -> None:
    frame = geo_table(Ferry, facts, [Point(1, 2) for _ in facts], "en")
    assert frame.crs.to_epsg() == 4326
    assert list(frame.columns) == [*COLUMNS[1:], "geometry"]
    assert len(frame) == len(facts)
    assert frame.geometry.name == "geometry"
    assert str(frame["beam_m"].dtype) == "float64"
