"""CSV: outlines stand apart from the tables, and no cell is a formula."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pyogrio
import pytest
from shapely.geometry import Point

from geo.bloc import Bloc
from geo.export.write import export_bloc
from geo.reading.csv_writer import FORMULA_STARTS
from tests.exports import DAY, assert_same_shapes, layers_of

CELL_LIMIT = 32_767
"""What a cell of a spreadsheet holds."""


def test_areas_of_a_csv_stand_apart_by_key(league: Bloc, tmp_path: Path) -> None:
    league = dataclasses.replace(league, countries=league.countries.copy())
    league.countries.loc["DZA", "geometry"] = Point(3, 28).buffer(8, quad_segs=500)
    export_bloc(league, "csv", tmp_path)
    layer = layers_of(league, league.as_of)["members"]
    assert max(len(shape.wkt) for shape in layer.geometries) > CELL_LIMIT
    read = pyogrio.read_dataframe(tmp_path / "league-members-shapes.csv", KEEP_GEOM_COLUMNS="NO")
    assert read["code"].tolist() == [row["code"] for row in layer.rows]
    assert_same_shapes(read.geometry, layer)
    with (tmp_path / "league-members.csv").open(encoding="utf-8-sig", newline="") as file:
        assert max(len(cell) for row in csv.reader(file) for cell in row) < CELL_LIMIT


def test_hostile_text_of_a_csv_is_no_formula(
    hostile_league: Bloc, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    # The reader's limit is one for the whole process: other tests need it as it was.
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(sys.maxsize)))
    cells = []
    for path in export_bloc(hostile_league, "csv", tmp_path).paths:
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        cells += [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    numbers = {cell for cell in cells if re.fullmatch(r"-\d+(\.\d+)?", cell)}
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS) and cell not in numbers] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_the_shapes_of_a_layer_that_is_empty_now_do_not_stay_behind(square_league: Bloc, tmp_path: Path) -> None:
    export_bloc(square_league, "csv", tmp_path, as_of=DAY)
    # The table of members and the file of their outlines, which CSV keeps apart.
    assert {"league-members.csv", "league-members-shapes.csv"} <= {path.name for path in tmp_path.iterdir()}
    done = export_bloc(square_league, "csv", tmp_path, as_of=date(1990, 1, 1))
    assert "members: no rows" in done.left_out
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in done.paths}
    assert not list(tmp_path.glob("league-members*"))
