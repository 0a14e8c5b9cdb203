"""Anyone's frame on a figure: by its pixels, its legend, its foot."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import geo
import layers
from layers.figure.draw import draw_figure
from layers.page.bloc_map import BlocMap
from tests.folders import REAL_LEAGUE
from tests.own_frames import pipes, ports, provinces

GREEN, RED, BLUE = (0, 170, 0), (255, 0, 0), (0, 0, 255)


@pytest.fixture
def plate() -> BlocMap:
    return layers.build_map(geo.load_bloc(str(REAL_LEAGUE)))


def shares_of(plate: BlocMap, tmp_path: Path) -> list[int]:
    """Return how many dots of a figure are red, blue, green."""
    plate.save_figure(tmp_path / "figure.png", size="column")
    picture = np.asarray(Image.open(tmp_path / "figure.png").convert("RGB"), dtype=int)
    return [int((np.abs(picture - colour).max(axis=2) < 12).sum()) for colour in (RED, BLUE, GREEN)]


def test_points_lines_and_areas_are_drawn(plate: BlocMap, tmp_path: Path) -> None:
    layers.AreasLayer(provinces(), color="#ff0000").add_to(plate)
    layers.LinesLayer(pipes(), color="#0000ff", size=4).add_to(plate)
    layers.PointsLayer(ports(), color="#00aa00", size=20).add_to(plate)
    counts = shares_of(plate, tmp_path)
    assert counts[0] > counts[1] > 500
    # Four of the five are in sight, and one stands in the legend: each of 20 pixels, which are 16 points, of 4 dots.
    radius = 20 * 0.8 * 4 / 2
    assert counts[2] == pytest.approx(5 * np.pi * radius**2, rel=0.35)


def test_names_legend_and_sources_are_written(plate: BlocMap) -> None:
    layers.PointsLayer(ports(), label="port", color="trade", legend="Trade", sources="Harbour lists").add_to(plate)
    figure = draw_figure(plate.scene)
    texts = [text.get_text().replace("\u00a0", " ") for text in figure.texts]
    assert {"Trade", "oil: 2", "no value: 1", "Benghazi"} <= set(texts)


def test_what_is_switched_off_is_not_drawn(plate: BlocMap, tmp_path: Path) -> None:
    layers.PointsLayer(ports(), color="#00aa00", size=20, show=False).add_to(plate)
    assert shares_of(plate, tmp_path)[2] == 0


def test_the_still_and_the_table_of_a_page_without_script_have_it(plate: BlocMap) -> None:
    before = plate.still
    layers.PointsLayer(ports(), label="port", name="Ports", color="#00aa00", sources="Harbour lists").add_to(plate)
    assert 'stroke="#00aa00"' in plate.still and plate.still != before
    assert plate.scene.data.publishers[0] == "Harbour lists", "the page's foot names what a person adds"
    page = plate.get_root().render()
    without = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "<caption>Ports</caption>" in without and "<td>Benghazi<" in without and "Harbour lists" in without
    assert 'stroke="#00aa00"' in page[page.index('id="still"') : page.index("<noscript>")]


def test_the_same_map_gives_the_same_figure(plate: BlocMap, tmp_path: Path) -> None:
    layers.AreasLayer(provinces(), color="rain").add_to(plate)
    for name in ("a.svg", "b.svg"):
        plate.save_figure(tmp_path / name, size="column")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
