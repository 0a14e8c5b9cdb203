"""docs/bloc-folder.md says what the models say, its example builds, and its messages are the checker's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from geo.checks.run import check_folder
from geo.model.records import TABLES, Row
from geo.model.spec import AspectSpec, BlocSpec, CountrySpec, MapSpec, QuantitySpec, RouteUse, StatusSpec
from geo.reading.columns import columns_of
from geo.tables import read_tables
from layers.i18n.catalog import load_catalog

DOC = (Path(__file__).parent.parent / "docs" / "bloc-folder.md").read_text(encoding="utf-8")
SETTINGS: dict[str, type[BaseModel]] = {
    "The bloc": BlocSpec,
    "A status": StatusSpec,
    "An aspect": AspectSpec,
    "A country": CountrySpec,
    "A quantity": QuantitySpec,
    "A map": MapSpec,
    "A route on a map": RouteUse,
}
COMMON = tuple(name for name in Row.model_fields if name != "line")


def section(title: str) -> str:
    """Return the text under a heading, up to the next heading of any depth."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", DOC, re.MULTILINE | re.DOTALL)
    assert found, f"docs/bloc-folder.md has no heading '{title}'"
    return found[1]


def table_rows(title: str) -> list[tuple[list[str], str, str]]:
    """Return the rows of a section's table: the words in code of its first cell, its second, its third."""
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(re.findall(r"`([^`]+)`", first), second, third) for first, second, third in cells]


def expected_columns(model: Any, *, common: bool) -> list[tuple[list[str], str, tuple[str, ...]]]:
    columns = [column for name, column in columns_of(model).items() if (name in COMMON) == common]
    return [
        (
            [f"{column.heading}_*"] if column.kind == "text" else [column.heading],
            "yes" if column.required and not column.unknown else "no",
            column.choices,
        )
        for column in columns
    ]


def assert_columns(title: str, expected: list[tuple[list[str], str, tuple[str, ...]]]) -> None:
    told = table_rows(title)
    assert [(words, needed) for words, needed, _ in told] == [(words, needed) for words, needed, _ in expected]
    for (_, _, choices), (_, _, text) in zip(expected, told, strict=True):
        assert {f"`{choice}`" for choice in choices} <= set(re.findall(r"`[^`]+`", text))


@pytest.mark.parametrize("table", [name for name in TABLES if name != "sources"])
def test_columns_are_those_of_the_model(table: str) -> None:
    assert_columns(f"{table}.csv", expected_columns(TABLES[table], common=False))
    assert_columns("What every table has", expected_columns(TABLES[table], common=True))


def test_columns_of_sources_are_those_of_the_model() -> None:
    own = expected_columns(TABLES["sources"], common=False) + expected_columns(TABLES["sources"], common=True)
    assert_columns("sources.csv", own)


@pytest.mark.parametrize("title", SETTINGS)
def test_keys_are_those_of_the_model(title: str) -> None:
    told = table_rows(title)
    fields = SETTINGS[title].model_fields
    expected = [([name], "yes" if info.is_required() else "no") for name, info in fields.items()]
    assert [(words, needed) for words, needed, _ in told] == expected
    for info, (_, _, text) in zip(fields.values(), told, strict=True):
        if get_origin(info.annotation) is Literal:
            assert {f"`{choice}`" for choice in get_args(info.annotation)} <= set(re.findall(r"`[^`]+`", text))


def test_units_have_words() -> None:
    units = next(text for words, _, text in table_rows("figures.csv") if words == ["unit"])
    words = {key.partition(".")[0] for key in load_catalog("en") if key.startswith("unit_")}
    assert {f"unit_{unit}" for unit in re.findall(r"`([^`]+)`", units)} <= words


def test_every_file_is_listed() -> None:
    listed = re.findall(r"^\| `([a-z.]+)` \|", DOC.partition("- [From nothing")[0], re.MULTILINE)
    assert set(listed) == {"bloc.toml", *(f"{table}.csv" for table in TABLES)}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Write the worked example of the documentation into a folder."""
    folder = tmp_path / "my-bloc"
    folder.mkdir()
    files = re.findall(r"^`my-bloc/([a-z.]+)`\n\n```\w+\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
    assert len(files) == 4
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    """Return what the checker says of a folder, without the warnings that it has no Russian and Chinese."""
    return [str(fault) for fault in check_folder(folder) if not fault.warning]


def test_the_example_is_without_fault(example: Path) -> None:
    assert faults_of(example) == []
    tables = read_tables(example)
    assert {row.country for row in tables.members} == {"BEL", "LUX", "NLD"}


# What is changed in the example for each block of messages: file, the text found, the text put in its place.
SLIPS: list[list[tuple[str, str, str]]] = [
    [
        ("members.csv", "BEL,founder", "GRE,founder"),
        ("members.csv", "LUX,founder", "Luxembourg,founder"),
        ("members.csv", "NLD,founder", "NLD,fonder"),
    ],
    [
        ("members.csv", "BEL,founder,1960", "BEL,founder,01/11/1960"),
        ("members.csv", "LUX,founder,1960,Treaty of 3 February 1958 takes effect,parliament-history lawin",
         "LUX,founder,1960,Treaty of 3 February 1958 takes effect,parliament-history lavin"),
        ("members.csv", "NLD,founder,1960,Treaty of 3 February 1958 takes effect,parliament-history lawin",
         'NLD,founder,1960,Treaty of 3 February 1958 takes effect,"parliament-history, lawin"'),
    ],
    [("members.csv", "country,status,since", "country,status,sinse")],
    [
        ("members.csv", "BEL,founder,1960,Treaty of 3 February 1958 takes", "BEL,founder,1960,Treaty, of 1958, takes"),
        ("places.csv", "50.8505", '"50,8505"'),
        ("places.csv", "city founding,parliament-history", "city founding,"),
    ],
    [("places.csv", "50.8505,4.3488", "4.3488,50.8505")],
    [("bloc.toml", 'places = ["seat"', 'places = ["seats"')],
]  # fmt: skip
BLOCKS = re.findall(r"^```text\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("told", "slips"), list(zip(BLOCKS, SLIPS, strict=True)))
def test_the_checker_says_what_is_told(told: str, slips: list[tuple[str, str, str]], example: Path) -> None:
    for name, found, put in slips:
        text = (example / name).read_text(encoding="utf-8")
        assert text.count(found) == 1
        (example / name).write_text(text.replace(found, put), encoding="utf-8")
    assert faults_of(example) == told.splitlines()
