"""Insets: parts of the world beyond the frame, in small frames on figures; and what is left aside, in words."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely
from matplotlib import colors
from matplotlib.figure import Figure
from PIL import Image
from shapely.geometry import Polygon

from geo.bloc import Bloc
from geo.errors import MapDataError
from geo.view import LonLat, View, left_aside
from layers.build import build_map
from layers.figure.content import FigureContent
from layers.figure.draw import SIZES, draw_figure
from layers.figure.map_frame import fit_map_frame
from layers.figure.paper.box import Box
from layers.figure.paper.sheet import Sheet, Size
from tests.americas import HAWAII, PUERTO_RICO, americas
from tests.figures import plain, texts


@pytest.fixture(scope="module")
def with_hawaii(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return americas(tmp_path_factory.mktemp("americas") / "bloc", HAWAII)


def words_of(figure: Figure) -> str:
    return " ".join(plain(text.get_text()) for text in texts(figure))


def content_of(bloc: Bloc, size: Size) -> FigureContent:
    scene = build_map(bloc).scene
    sheet = Sheet(size, "en", ["Source Sans 3"])
    return FigureContent(sheet, fit_map_frame(scene, sheet.box.grown(-20), sheet.unit))


def test_what_the_frame_leaves_aside_is_told_in_every_language(tmp_path: Path) -> None:
    data = build_map(americas(tmp_path / "bloc")).scene.data
    assert [one.code for one in data.aside] == ["USA"]
    assert data.beyond == {
        "en": "Parts beyond the frame: United States",
        "ru": "Части за рамкой карты: Соединенные Штаты",
        "zh": "图幅之外的部分领土：美国",
    }
    assert data.summary["en"].endswith(data.beyond["en"])


def test_what_an_inset_shows_is_not_left_aside(with_hawaii: Bloc) -> None:
    data = build_map(with_hawaii).scene.data
    west, south, east, north = data.insets[0].bounds
    assert not any(west <= lon <= east and south <= lat <= north for one in data.aside for lon, lat in one.points)


def test_what_is_just_beyond_the_frame_or_framed_by_hand_is_not_told(with_hawaii: Bloc) -> None:
    scene = build_map(with_hawaii).scene
    view = View(scene.projection, (-1e6, -1e6, 1e6, 1e6), ("AAA",))
    places = scene.projection.inverse(np.array([[0.0, 1.1e6], [0.0, 1.4e6]]))
    near, far = ({"AAA": square((float(lon), float(lat)))} for lon, lat in places)
    assert left_aside(near, view, ()) == {} and set(left_aside(far, view, ())) == {"AAA"}
    assert left_aside(far, View(scene.projection, view.extent), ()) == {}


def test_a_rock_in_the_sea_is_not_told(with_hawaii: Bloc) -> None:
    scene = build_map(with_hawaii).scene
    view = View(scene.projection, (-1e6, -1e6, 1e6, 1e6), ("AAA",))
    (home, away) = scene.projection.inverse(np.array([[0.0, 0.0], [0.0, 3e6]]))
    land = shapely.Point(home).buffer(3)
    for size, told in ((0.05, False), (0.2, True)):  # 0.0003 and 0.004 of it
        parts = shapely.MultiPolygon([land, shapely.Point(away).buffer(size)])
        assert bool(left_aside({"AAA": parts}, view, ())) is told


def test_a_name_stands_on_the_main_land_and_not_on_what_lies_oceans_away(tmp_path: Path) -> None:
    europe = "FRA DEU ITA ESP GBR NLD BEL CHE AUT POL CZE DNK"
    codes = f"{europe} BRA AUS RUS ZAF CAN".split()
    members = "country,status,since,sources\n" + "".join(f"{code},founder,2000,charter\n" for code in codes)
    content = content_of(americas(tmp_path / "bloc", members=members), SIZES["page"])
    name = next(name for name in content.names.placed if name.id == "country:FRA")
    away = [
        np.hypot(name.x - x, name.y - y) for x, y in (content.map_frame.place(2, 47), content.map_frame.place(-53, 4))
    ]
    assert away[0] < away[1]


def square(at: LonLat) -> Polygon:
    lon, lat = at
    return shapely.box(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)


@pytest.mark.parametrize("size", ["column", "page", "slide", "square"])
def test_a_figure_draws_names_and_fills_an_inset_and_says_its_scale(with_hawaii: Bloc, size: str) -> None:
    figure = draw_figure(build_map(with_hawaii).scene, SIZES[size])
    told = words_of(figure)
    assert "Hawaii" in told and "Insets are at scales of their own" in told
    figure.canvas.draw()
    picture = np.asarray(Image.frombuffer("RGBA", figure.canvas.get_width_height(), figure.canvas.buffer_rgba()))
    name = next(text for text in texts(figure) if text.get_text() == "Hawaii").get_window_extent()
    x, y, high = round((name.x0 + name.x1) / 2), round(picture.shape[0] - name.y0), round(2.5 * name.height)
    below = picture[y : y + high, x - high : x + high, :3].astype(int)
    fill = np.array(colors.to_rgb("#17505c")) * 255
    assert (np.abs(below - fill).max(axis=2) < 12).sum() > 20, "the islands have their status's colour"


def test_insets_hide_neither_each_other_nor_the_land_of_who_is_shown(tmp_path: Path) -> None:
    bloc = americas(tmp_path / "bloc", HAWAII + PUERTO_RICO)
    for size in SIZES.values():
        content = content_of(bloc, size)
        boxes = [inset.box for inset in content.insets]
        land = content.occupancy.land_of(content.held)
        assert len(boxes) == 2 and not any(one.meets(other) for one, other in combinations(boxes, 2))
        assert not any(content.occupancy.share(land, box) > 0.02 for box in boxes)
        assert not any(content.scale.box.meets(box) for box in boxes)
        assert all(content.map_frame.box.holds(*corner) for box in boxes for corner in (box[:2], box[2:]))


def test_an_inset_shows_all_of_its_bounds_in_a_projection_about_it(with_hawaii: Bloc) -> None:
    (inset,) = content_of(with_hawaii, SIZES["page"]).insets
    west, south, east, north = -161, 18.5, -154, 22.6
    for lon, lat in ((west, south), (west, north), (east, south), (east, north)):
        assert inset.map_frame.box.holds(*inset.map_frame.place(lon, lat))
    # North is up there, as it is not on the edge of the large map.
    (x, low), (same, high) = (inset.map_frame.place(-157.5, lat) for lat in (19, 22))
    assert abs(x - same) < 0.05 * (high - low)


def test_more_insets_than_there_is_room_for_are_refused_in_one_line(tmp_path: Path) -> None:
    bloc = americas(tmp_path / "bloc", HAWAII * 40)
    with pytest.raises(MapDataError, match="the insets of map 'three' find no room on this size of figure; choose"):
        draw_figure(build_map(bloc).scene, SIZES["column"])


def test_a_name_in_an_inset_breaks_at_blanks_alone(tmp_path: Path) -> None:
    long = HAWAII.replace("Hawaii", "Extraordinarily-long-and-unbroken and short")
    (inset,) = content_of(americas(tmp_path / "bloc", long), SIZES["page"]).insets
    assert "".join(inset.name).startswith("Extraordinarily-long-and-unbroken")
    assert inset.name[0].startswith("Extraordinarily-long-and-unbroken")


def test_boxes_meet_where_they_share_room() -> None:
    one = Box(0, 0, 2, 2)
    assert one.meets(Box(1, 1, 3, 3)) and not one.meets(Box(2, 0, 3, 2)) and not one.meets(Box(0, 3, 2, 4))
