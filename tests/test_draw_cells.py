"""Cells to be checked are drawn by a seed, and only such as state a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.draw_cells import BLOCS, Cell, cells, draw
from tests.folders import write_folder

TABLES = {
    "members.csv": "country,status,since,until,note_en,sources\n"
    'FRA,member,2001,,"two\nlines",a b\nESP,member,2002,2004,,a\n',
    "sources.csv": "id,publisher,title\na,P,T\nb,P,T\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "bloc", TABLES)


def test_notes_sources_and_empty_cells_are_not_drawn(folder: Path) -> None:
    assert [cell for cell in cells(folder) if cell.file == "members.csv"] == [
        Cell("members.csv", 3, "status", "member", "a b"),
        Cell("members.csv", 3, "since", "2001", "a b"),
        Cell("members.csv", 4, "status", "member", "a"),
        Cell("members.csv", 4, "since", "2002", "a"),
        Cell("members.csv", 4, "until", "2004", "a"),
    ]


def test_a_seed_draws_the_same_cells_again_each_once(folder: Path) -> None:
    drawn = draw(folder, 7, 4)
    assert drawn == draw(folder, 7, 4) and len(set(drawn)) == 4
    assert {tuple(draw(folder, seed, 2)) for seed in range(9)} != {tuple(draw(folder, 0, 2))}


def test_what_is_shipped_can_be_drawn_from() -> None:
    assert {cell.file for cell in cells(BLOCS / "sco")} >= {"members.csv", "events.csv", "stops.csv", "figures.csv"}
