"""Whatever a person may type or write is told in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from geo.bloc import load_bloc, shipped_blocs
from geo.records import TABLES
from geo.spec import BlocSpec, MapSpec, QuantitySpec, RouteUse, StatusSpec
from layers.cli import app

ROOT = Path(__file__).parent.parent
DOCS = "\n".join(path.read_text() for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))])
WORDS = set(re.findall(r"[\w.-]+", DOCS))

COMMANDS = typer.main.get_group(app).commands


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_told(name: str) -> None:
    assert f"blocmap {name}" in DOCS
    options = {text for param in COMMANDS[name].params for text in param.opts if text.startswith("--")}
    assert options - {"--help"} <= WORDS


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_every_shipped_map_is_told(bloc: str) -> None:
    assert {spec.slug for spec in load_bloc(bloc).spec.maps} <= WORDS


@pytest.mark.parametrize("model", [BlocSpec, StatusSpec, QuantitySpec, RouteUse, MapSpec])
def test_every_key_of_a_specification_is_told(model: type) -> None:
    assert set(model.model_fields) <= WORDS


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_column_is_told(table: str) -> None:
    assert f"{table}.csv" in WORDS
    columns = {field.alias or name for name, field in TABLES[table].model_fields.items() if not field.exclude}
    assert columns <= WORDS
