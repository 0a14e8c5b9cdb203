"""Every notebook runs from top to bottom, and its maps show themselves without trust and without a network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Page

from geo.bloc import load_bloc
from layers.build import build_map

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
TIMEOUT_S = 180
DRAWN = ".leaflet-pane path"


SHOWN = {"image/png", "application/vnd.jupyter.widget-view+json"}


def run(path: Path, folder: Path) -> list[dict[str, str]]:
    """Run a notebook as if it lay in ``folder``/notebooks and return its rich outputs, by their media types."""
    folder = folder / "notebooks"
    folder.mkdir()
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=TIMEOUT_S, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.get("name") == "stderr"], "a notebook warns of nothing"
    return [output["data"] for output in outputs if "data" in output]


def put_on_page(body: str, path: Path) -> str:
    """Write HTML as the body of a page, as a notebook shows it, and return the page's address."""
    path.write_text(f"<!doctype html><title>A cell</title>{body}")
    return path.as_uri()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_maps_draw(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_page: Callable[..., Page]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(path.parent.parent))
    outputs = run(path, tmp_path)
    frames = [output["text/html"] for output in outputs if "<iframe" in output.get("text/html", "")]
    assert frames or any(SHOWN & set(output) for output in outputs), "a notebook shows a map, a widget or a figure"
    for number, frame in enumerate(frames):
        assert "<script" not in re.sub(r'srcdoc="[^"]*"', "", frame), "the map runs nothing outside its own frame"
        page = new_page()
        page.goto(put_on_page(frame, tmp_path / f"shown-{number}.html"))
        page.frame_locator("iframe").locator(DRAWN).first.wait_for(state="attached")


def test_a_map_in_a_folded_cell_draws_once_it_is_unfolded(tmp_path: Path, chromium_page: Page) -> None:
    frame = build_map(load_bloc("sco"), "membership")._repr_html_()
    chromium_page.goto(put_on_page(f'<div id="cell" hidden>{frame}</div>', tmp_path / "folded.html"))
    drawn = chromium_page.frame_locator("iframe").locator(DRAWN).first
    drawn.wait_for(state="attached")
    chromium_page.evaluate("document.getElementById('cell').hidden = false")
    drawn.wait_for(state="visible")
