"""The tables of border views: told in every language, with sources, and faulty ones by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import FaultyDataError
from geo.model.fields import DEFAULT_LANGUAGES, LANGUAGES
from geo.world.border_views import (
    BORDERS,
    Move,
    Worldview,
    border_sources,
    read_rows,
    worldviews,
)

BUNDLED_VIEWS = ["un", "natural-earth"]


def test_every_view_is_told_in_every_language_with_sources():
    views = worldviews()
    assert list(views)[:2] == BUNDLED_VIEWS
    for view in views.values():
        assert set(view.label) == set(LANGUAGES)
        assert set(view.note) == set(DEFAULT_LANGUAGES)
        assert set(view.sources) <= set(border_sources())
        assert (view.layer == "") == (view.id in BUNDLED_VIEWS)
        assert view.layer in ("", f"admin_0_countries_{view.id}")


def test_every_move_belongs_to_a_view_and_gives_its_reason():
    moves = read_rows(BORDERS / "worldviews.csv", Move)
    assert moves
    for row in moves:
        assert worldviews()[row.view].layer == ""
        assert set(row.note) == set(DEFAULT_LANGUAGES)
        assert set(row.sources) <= set(border_sources())


def test_a_faulty_table_is_told_by_file_and_line(tmp_path: Path):
    table = tmp_path / "views.csv"
    table.write_text("id,label_en,sources\nun,United Nations,unga-68-262\nUn,,unga-68-262\n", encoding="utf-8")
    with pytest.raises(FaultyDataError, match=r"views\.csv:3"):
        read_rows(table, Worldview)
