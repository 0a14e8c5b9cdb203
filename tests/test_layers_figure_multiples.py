"""Small multiples and figures to order: what is on each cell, and what is refused."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

import layers
from geo.bloc import Bloc, load_bloc
from geo.errors import MapDataError, MisuseError
from layers.figure.draw import draw_figure, draw_multiples, save_figure, size_of
from layers.figure.paper.output import figure_bytes
from layers.scene.build import Scene, build_scene
from layers.scene.on_day import holders
from tests.folders import REAL_LEAGUE

DAYS = [date(2001, 3, 1), date(2010, 6, 10), date(2020, 6, 1)]


@pytest.fixture(scope="module")
def league() -> Bloc:
    return load_bloc(REAL_LEAGUE)


@pytest.fixture(scope="module")
def scene(league: Bloc) -> Scene:
    return build_scene(league, "league-members", scale="110m")


def coloured(picture: Image.Image, colour: str) -> np.ndarray:
    """Return which pixels have a colour."""
    wanted = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return np.abs(np.asarray(picture.convert("RGB")).astype(int) - wanted).max(axis=2) < 6


def test_each_day_shows_who_belonged_then(scene: Scene) -> None:
    figure, head = draw_multiples(scene, DAYS, "slide", "en")
    picture = Image.open(io.BytesIO(figure_bytes(figure, head, "png", "en", dpi=72)))
    later = next(status for status in scene.data.statuses if status.id == "later")
    members = [len(holders(scene.data, day)[later.id]) for day in DAYS]
    boxes = [axes.get_position() for axes in figure.axes]
    assert len(boxes) == 3
    width, height = picture.size
    found = coloured(picture, later.color)
    counts = [
        found[int((1 - box.y1) * height) : int((1 - box.y0) * height), int(box.x0 * width) : int(box.x1 * width)].sum()
        for box in boxes
    ]
    assert members[0] == 0 and members[1] < members[2]
    assert counts[0] == 0 and 0 < counts[1] < counts[2]


def test_each_day_tells_who_came_since_the_one_before(scene: Scene) -> None:
    figure, _ = draw_multiples(scene, DAYS, "slide", "en")
    told = [text.get_text().replace("\u00a0", " ") for text in figure.findobj(Text) if text.get_text()[:1] in "+−"]
    ids = {status.id for status in scene.data.statuses if status.member}
    members = [{one.name["en"] for id_ in ids for one in holders(scene.data, day)[id_]} for day in DAYS]
    come = [sorted(after - before) for before, after in pairwise(members)]
    assert all(come) and not [gone for before, after in pairwise(members) for gone in before - after]
    assert [line for line in told if line] == ["  ".join(f"+ {name}" for name in names) for names in come]


def test_days_are_put_in_order_and_said_once(scene: Scene) -> None:
    one, head = draw_multiples(scene, [*reversed(DAYS), DAYS[0]], "column", "en")
    other, _ = draw_multiples(scene, DAYS, "column", "en")
    assert head.data.title["ru"] == "Лига: члены на 3 даты"
    # Each of a few days is told below the title.
    assert [str(day.year) for day in DAYS if str(day.year) not in head.data.subtitle["en"]] == []
    assert figure_bytes(one, head, "svg", "en") == figure_bytes(other, head, "svg", "en")


@pytest.mark.parametrize("days", [[], DAYS[:1], [date(2000 + year, 1, 1) for year in range(13)]])
def test_too_few_and_too_many_days_are_refused(scene: Scene, days: list[date]) -> None:
    with pytest.raises(MisuseError, match="2 to 12"):
        draw_multiples(scene, days)


def test_cells_too_small_to_see_are_refused(scene: Scene) -> None:
    with pytest.raises(MapDataError, match="larger size"):
        draw_multiples(scene, [date(2000 + year, 1, 1) for year in range(1, 13)], size_of("page", 60, 80))


def test_a_png_has_as_many_dots_as_asked(league: Bloc, tmp_path: Path) -> None:
    few, small = tmp_path / "few.png", {"width_mm": 100, "dpi": 72}
    for write in (
        lambda: layers.save_multiples(league, None, few, dates=["2001-03-01", "2020-06-01"], scale="110m", **small),
        lambda: layers.build_map(league, scale="110m").save_figure(few, **small),
    ):
        write()
        with Image.open(few) as picture:
            assert picture.width == pytest.approx(100 / 25.4 * 72, abs=1)
    with pytest.raises(MisuseError, match="20 is no dpi of a figure; expected 48 to 1200"):
        layers.build_map(league, scale="110m").save_figure(few, dpi=20)


def test_the_file_is_written_by_its_ending(league: Bloc, tmp_path: Path) -> None:
    path = tmp_path / "years.png"
    layers.save_multiples(league, None, path, dates=["2001-03-01", "2020-06-01"], width_mm=100, scale="110m")
    with Image.open(path) as picture:
        width, height = picture.size
    assert width == pytest.approx(100 / 25.4 * 288, abs=1) and height == pytest.approx(width * 210 / 180, abs=2)
    with pytest.raises(MisuseError, match=r"years\.gif"):
        layers.save_multiples(league, None, tmp_path / "years.gif", dates=["2001-03-01", "2020-06-01"])


@pytest.mark.parametrize("side", [0, -5, 49, 1501, float("nan"), float("inf")])
def test_a_side_that_is_none_is_refused(side: float) -> None:
    with pytest.raises(MisuseError, match="50 to 1500"):
        size_of(None, side, None)


def test_an_open_file_takes_a_figure_of_the_form_it_names(scene: Scene) -> None:
    for form, start in (("pdf", b"%PDF"), ("svg", b"<?xml")):
        file = io.BytesIO()
        save_figure(scene, file, form=form, size="column")
        assert file.getvalue().startswith(start)
    with pytest.raises(MisuseError, match="form="):
        save_figure(scene, io.BytesIO())
    with pytest.raises(MisuseError, match="'gif'"):
        save_figure(scene, io.BytesIO(), form="gif")
    with pytest.raises(MisuseError, match="'fr'"):
        save_figure(scene, io.BytesIO(), form="png", language="fr")


def test_without_a_legend_its_room_is_the_map_s(scene: Scene) -> None:
    heights = [draw_figure(scene, "column", legend=legend).axes[0].get_position().height for legend in (True, False)]
    assert heights[1] > heights[0] + 0.03
