"""Every notebook runs from top to bottom, and its maps show themselves without trust and without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from playwright.sync_api import Page

from geo.bloc import load_bloc
from layers.build import build_map
from scripts import notebooks
from scripts.notebooks import NOTEBOOKS, executed

DRAWN = ".leaflet-pane path"


SHOWN = {"image/png", "application/vnd.jupyter.widget-view+json"}


def shown(path: Path) -> list[dict[str, str]]:
    """Return the rich outputs of a notebook that has run, by their media types."""
    outputs = [output for cell in executed(path).cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.get("name") == "stderr"], "a notebook warns of nothing"
    return [output["data"] for output in outputs if "data" in output]


def put_on_page(body: str, path: Path) -> str:
    """Write HTML as the body of a page, as a notebook shows it, and return the page's address."""
    path.write_text(f"<!doctype html><title>A cell</title>{body}")
    return path.as_uri()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_maps_draw(path: Path, tmp_path: Path, new_page: Callable[..., Page]) -> None:
    outputs = shown(path)
    frames = [output["text/html"] for output in outputs if "<iframe" in output.get("text/html", "")]
    assert frames or any(SHOWN & set(output) for output in outputs), "a notebook shows a map, a widget or a figure"
    for number, frame in enumerate(frames):
        assert "<script" not in re.sub(r'srcdoc="[^"]*"', "", frame), "the map runs nothing outside its own frame"
        page = new_page()
        page.goto(put_on_page(frame, tmp_path / f"shown-{number}.html"))
        page.frame_locator("iframe").locator(DRAWN).first.wait_for(state="attached")


def written(path: Path, source: str) -> Path:
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), path)
    return path


def test_a_notebook_runs_again_when_it_or_the_project_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, runs = tmp_path / "log", tmp_path / "runs"
    source = f"print('ran', file=open({str(log)!r}, 'a'))"
    one = written(tmp_path / "one.ipynb", source)
    executed(one, runs)
    executed(one, runs)
    assert log.read_text() == "ran\n"
    executed(written(one, source + "  # and more"), runs)
    assert log.read_text() == "ran\n" * 2
    monkeypatch.setattr(notebooks, "_project_state", lambda: b"another line of code")
    executed(one, runs)
    assert log.read_text() == "ran\n" * 3
    assert len(list(runs.iterdir())) == 1, "what no longer holds is not kept"


def test_a_notebook_that_fails_is_not_kept(tmp_path: Path) -> None:
    one = written(tmp_path / "one.ipynb", "raise ValueError('no such map')")
    for _ in range(2):
        with pytest.raises(CellExecutionError, match="no such map"):
            executed(one, tmp_path / "runs")


def test_the_state_of_the_project_holds_its_code_and_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebooks, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").touch()
    states = set()
    for name in ("geo/bloc.py", "geo/data/members.csv", "layers/static/map/view.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        for text in ("", "one", "another"):
            file.write_text(text)
            notebooks._project_state.cache_clear()
            states.add(notebooks._project_state())
    notebooks._project_state.cache_clear()
    assert len(states) == 9


def test_a_map_in_a_folded_cell_draws_once_it_is_unfolded(tmp_path: Path, chromium_page: Page) -> None:
    frame = build_map(load_bloc("sco"), "membership")._repr_html_()
    chromium_page.goto(put_on_page(f'<div id="cell" hidden>{frame}</div>', tmp_path / "folded.html"))
    drawn = chromium_page.frame_locator("iframe").locator(DRAWN).first
    drawn.wait_for(state="attached")
    chromium_page.evaluate("document.getElementById('cell').hidden = false")
    drawn.wait_for(state="visible")
