"""Exports: the same facts and shapes in every format, read back by GDAL; the same bytes; whole files."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pyogrio
import pytest

import geo.export.write
from geo.bloc import Bloc
from geo.errors import MisuseError
from geo.export.collect import gather
from geo.export.model import ExportContent
from geo.export.write import FORMATS, export_bloc
from layers.cli import main
from tests.exports import DAY, assert_same_rows, assert_same_shapes, layers_of, opened, square_bloc
from tests.folders import write_folder
from tests.hostile import LONG_CELL, STRINGS


@pytest.mark.parametrize("form", FORMATS)
def test_every_field_and_shape_reads_back(form: str, league: Bloc, tmp_path: Path) -> None:
    done = export_bloc(league, form, tmp_path)
    for layer in gather(league, league.as_of).layers:
        if form == "kml" and layer.shape is None:
            assert f"{layer.name}: kml holds no tables" in done.left_out
            continue
        read = opened(done, form, layer)
        assert_same_rows(read, layer, form)
        if layer.shape and not (form == "csv" and layer.shape == "area"):
            assert_same_shapes(read.geometry, layer)
            assert form in ("csv", "parquet") or read.crs == "EPSG:4326"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(form: str, square_league: Bloc, tmp_path: Path) -> None:
    first, second = (export_bloc(square_league, form, tmp_path / name, as_of=DAY) for name in ("one", "two"))
    assert [path.name for path in first.paths] == [path.name for path in second.paths]
    for one, two in zip(first.paths, second.paths, strict=True):
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_hostile_text_travels_as_it_is(form: str, hostile_league: Bloc, tmp_path: Path) -> None:
    done = export_bloc(hostile_league, form, tmp_path)
    layer = layers_of(hostile_league, hostile_league.as_of)["places"]
    names = {row["name_en"] for row in layer.rows}
    assert LONG_CELL in names
    assert len(names & set(STRINGS)) > 5
    assert_same_rows(opened(done, form, layer), layer, form)


def test_a_layer_without_rows_is_left_out_and_said(tmp_path: Path) -> None:
    bare = square_bloc(tmp_path / "bloc", {"journeys.csv": None, "steps.csv": None})
    out = tmp_path / "out"
    out.mkdir()
    (out / "league-journeys.geojson").write_text("of an earlier day")
    done = export_bloc(bare, "geojson", out)
    assert done.left_out == ("aspects: no rows", "overlaps: no rows", "journeys: no rows")
    assert not (out / "league-journeys.geojson").exists()
    assert {path.name for path in out.iterdir()} == {path.name for path in done.paths}
    export_bloc(bare, "csv", out)
    about = (out / "league-about.csv").read_text(encoding="utf-8-sig").splitlines()
    assert {"left out,aspects: no rows,,", "left out,journeys: no rows,,"} <= set(about)
    (path,) = export_bloc(bare, "gpkg", out).paths
    assert "journeys" not in {name for name, _ in pyogrio.list_layers(path)}


def test_a_bloc_of_three_files_exports_in_every_format(tmp_path: Path) -> None:
    files = ("places", "events", "routes", "stops", "segments", "journeys", "steps", "figures", "claims")
    bare = square_bloc(tmp_path / "bloc", {f"{name}.csv": None for name in files})
    for form in FORMATS:
        done = export_bloc(bare, form, tmp_path / form, as_of=date(1990, 1, 1))
        assert done.paths
        assert {"members: no rows", "places: no rows", "routes: no rows"} <= set(done.left_out)


def test_nothing_is_written_when_a_file_cannot_be_made(
    square_league: Bloc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(content: ExportContent) -> dict[str, bytes]:
        raise RuntimeError(content.spec.id)

    monkeypatch.setitem(geo.export.write.WRITERS, "csv", fail)
    with pytest.raises(RuntimeError, match="league"):
        export_bloc(square_league, "csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_misuse_is_told(square_league: Bloc, tmp_path: Path) -> None:
    with pytest.raises(
        MisuseError, match=r"'geojsn' is not a format of exports; expected one of geojson, .*; did you mean 'geojson'"
    ):
        export_bloc(square_league, "geojsn", tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(MisuseError, match="is a file; expected a folder"):
        export_bloc(square_league, "csv", tmp_path / "file")


def test_the_command_lists_what_it_wrote_and_what_it_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    members = "country,status,since,sources\nDZA,member,2001,charter\n"
    folder = write_folder(tmp_path / "bloc", {"members.csv": members, "journeys.csv": None, "steps.csv": None})
    arguments = ["blocmap", "export", str(folder), "--format", "kml", "--as-of", "2020", "--out", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [str(tmp_path / "league.kml")]
    assert "left out: journeys: no rows" in said.err.splitlines()
