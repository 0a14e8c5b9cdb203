"""Whatever a person may type is told in the documentation. The tables' columns have a test of their own."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from types import ModuleType

import pytest
import typer

import geo
import layers
from geo.bloc import load_bloc
from geo.facts.route_bound import straight_line_bound
from geo.shipped import shipped_blocs
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


def test_the_lengths_that_are_told_are_those_of_the_tables() -> None:
    """The table of published lengths and lower bounds says what the figures and the geometry say."""
    tables = load_bloc("sco", scale="110m").tables
    told = (ROOT / "docs" / "sources-and-claims.md").read_text().splitlines()
    rows = {line.split("|")[1].strip(): line for line in told if "|" in line}
    bound = straight_line_bound(tables, "cku")
    parts = {
        "Kashgar – Andijan": ("length_total", bound.total_km),
        "in China": ("length_china", bound.by_country["CHN"]),
        "in Kyrgyzstan": ("length_kyrgyzstan", bound.by_country["KGZ"]),
        "in Uzbekistan": ("length_uzbekistan", bound.by_country["UZB"]),
    }
    for name, (quantity, bound_km) in parts.items():
        published = [row for row in tables.figures if (row.subject, row.quantity) == ("cku", quantity)]
        for row in published:
            assert re.search(rf"(?<![\d.]){row.value:g}(?![\d.])", rows[name]), f"{name}: {row.value:g} is not told"
        assert rows[name].rstrip(" |").endswith(f"{bound_km:.1f} km")
        assert bound_km <= min(row.value for row in published)


@pytest.mark.parametrize("package", [geo, layers], ids=lambda package: package.__name__)
def test_no_property_s_line_is_taken_for_a_type(package: ModuleType) -> None:
    """What stands before a colon in the first line of a property's docstring, the reference shows as its type."""
    classes = [one for name in package.__all__ if isinstance(one := getattr(package, name), type)]
    properties = [
        (name, found.__doc__ or "")
        for one in classes
        for name, found in vars(one).items()
        if isinstance(found, property | cached_property) and not name.startswith("_")
    ]
    assert properties and [name for name, told in properties if re.match(r"[^\n]+: ", told.split("\n")[0])] == []
