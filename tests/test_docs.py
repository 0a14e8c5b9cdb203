"""Whatever a person may type is told in the documentation. The tables' columns have a test of their own."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
import typer

import geo
import layers
from geo.bloc import load_bloc, shipped_blocs
from layers.cli import app

ROOT = Path(__file__).parent.parent
DOCS = "\n".join(path.read_text() for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))])
WORDS = set(re.findall(r"[\w-]+", DOCS))
COMMANDS = typer.main.get_group(app).commands


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_told(name: str) -> None:
    assert f"blocmap {name}" in DOCS
    options = {text for param in COMMANDS[name].params for text in param.opts if text.startswith("--")}
    assert options - {"--help"} <= WORDS


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_every_shipped_map_is_told(bloc: str) -> None:
    assert {spec.slug for spec in load_bloc(bloc).spec.maps} <= WORDS


@pytest.mark.parametrize("package", [geo, layers], ids=lambda package: package.__name__)
def test_every_public_name_is_told(package: ModuleType) -> None:
    assert set(package.__all__) <= WORDS
