"""How one travels along a section: a sign of its own in the page, its key, figures and exports, and words."""

from __future__ import annotations

import io
from pathlib import Path
from shutil import copytree
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from geo.bloc import Bloc, load_bloc
from geo.export.write import export_bloc
from geo.model.symbology import MODES
from layers.build import build_map
from layers.figure.draw import SIZES, draw_figure
from layers.figure.marks.glyphs import route_style
from layers.page.bloc_map import BlocMap
from tests.exports import query
from tests.figures import plain, texts
from tests.folders import REAL_LEAGUE
from tests.pages import NewPage, pixel

WORDS = ["Rail", "Road", "Ferry", "Shipping route", "Air", "Pipeline", "Cable", "On foot"]
FIRST_LON, STEP, LAT = -1.0, 1.1, 35.0


@pytest.fixture(scope="module")
def travelled(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    """Return the league with a route of one section for each way to travel, all along one parallel."""
    folder = Path(copytree(REAL_LEAGUE, tmp_path_factory.mktemp("modes") / "bloc"))
    stops = ["route,seq,country,lat,lon,kind,sources"]
    stops += [f"north,{n + 1},DZA,{LAT},{FIRST_LON + STEP * n:.2f},waypoint,atlas" for n in range(len(MODES) + 1)]
    segments = ["route,from_seq,to_seq,status,mode,sources"]
    segments += [f"north,{n},{n + 1},operating,{mode},atlas" for n, mode in enumerate(MODES, start=1)]
    (folder / "stops.csv").write_text("\n".join(stops))
    (folder / "segments.csv").write_text("\n".join(segments))
    (folder / "routes.csv").write_text("id,name,sources\nnorth,North line,atlas\n")
    for file in ("steps", "claims", "figures", "journeys"):
        (folder / f"{file}.csv").unlink()
    spec = (folder / "bloc.toml").read_text()
    one = spec.replace("bounds = [2.0, 35.0, 11.5, 38.0]", "bounds = [-2.0, 32.0, 11.0, 38.0]")
    (folder / "bloc.toml").write_text(one[: one.index('[[maps]]\nslug = "league-lines"')])
    return load_bloc(folder, scale="110m")


@pytest.fixture(scope="module")
def drawn(travelled: Bloc) -> BlocMap:
    return build_map(travelled, "league-line", scale="110m")


@pytest.fixture
def page(drawn: BlocMap, new_page: NewPage, tmp_path: Path) -> Page:
    drawn.save(tmp_path / "modes.html")
    found = new_page(reduced_motion="reduce")
    found.goto((tmp_path / "modes.html").as_uri())
    found.wait_for_selector("html[data-ready]")
    return found


def test_each_way_is_told_in_the_key_and_no_two_look_alike(page: Page) -> None:
    rows = page.locator("#legend li", has=page.locator("[class*=mode-]"))
    assert rows.all_inner_texts() == WORDS
    pictures = []
    for number in range(rows.count()):
        shot = rows.nth(number).locator("svg").screenshot()
        pictures.append(np.asarray(Image.open(io.BytesIO(shot)).convert("L"), dtype=int))
    for number, one in enumerate(pictures):
        for other in pictures[:number]:
            high, wide = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
            assert np.abs(one[:high, :wide] - other[:high, :wide]).max() > 60


def test_each_way_looks_on_the_map_as_no_other(page: Page) -> None:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    red = []
    for number in range(len(MODES)):
        ends = [pixel(page, LAT, FIRST_LON + STEP * (number + share)) for share in (0.15, 0.85)]
        (left, top), (right, bottom) = ends
        box = (round(left), round(min(top, bottom)) - 4, round(right), round(max(top, bottom)) + 5)
        part = np.asarray(picture.crop(box), dtype=int)
        red.append(int(((part[:, :, 0] - part[:, :, 1]) > 60).sum()) / (box[2] - box[0]))
    assert min(red) > 0.2, "all are seen"
    assert red[0] > max(red[1:]), "a railway is the fullest"


def test_a_figure_tells_each_way_as_well(drawn: BlocMap) -> None:
    figure = draw_figure(drawn.scene, SIZES["page"], "en")
    said = {plain(text.get_text()) for text in texts(figure)}
    assert set(WORDS) <= said
    assert len({route_style("#b0201a", 2.0, "planned", mode=mode) for mode in MODES}) == len(MODES)


def test_exports_draw_each_way_otherwise(travelled: Bloc, tmp_path: Path) -> None:
    (kml,) = export_bloc(travelled, "kml", tmp_path).paths
    names = {"k": "http://www.opengis.net/kml/2.2"}
    root = ElementTree.parse(kml).getroot()
    used = {element.text for element in root.iterfind(".//k:styleUrl", names)}
    assert {f"#routes-{mode}-operating" for mode in MODES[1:]} <= used
    assert used <= {f"#{style.get('id')}" for style in root.iterfind(".//k:Style", names)}
    (gpkg,) = export_bloc(travelled, "gpkg", tmp_path).paths
    ((qml,),) = query(gpkg, "SELECT styleQML FROM layer_styles WHERE f_table_name = 'routes'")
    values = {category.get("value") for category in ElementTree.fromstring(qml).iter("category")}
    assert {f"{mode} operating" for mode in MODES[1:]} <= values


def test_a_page_of_railways_alone_has_no_words_for_other_ways(shipped_pages: dict[str, Path]) -> None:
    assert not any("mode_" in key for key in build_map(load_bloc("eaeu")).scene.data.words["en"])
