"""The embed kit: what it holds, that its code works in somebody's page, that its data is true."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from pyproj import Geod
from shapely.geometry import Point, shape

from geo.bloc import Bloc
from geo.errors import MisuseError
from layers.build import build_map
from layers.figure.draw import draw_figure, figure_files
from layers.figure.paper.output import figure_bytes
from layers.kit.data import geojson
from layers.kit.options import KitOptions, parse_ratio, read_scene
from layers.kit.write import CHECKSUMS, kit_files, write_kit
from layers.overlays.areas_layer import AreasLayer
from layers.overlays.lines_layer import LinesLayer
from layers.overlays.points_layer import PointsLayer
from tests.own_frames import pipes, ports, provinces
from tests.pages import MEMBERSHIP, ROUTES, NewPage, Pages

ADDRESS = f"https://news.example/maps/{MEMBERSHIP}.html"


@pytest.fixture(scope="module")
def kit(league_pages: Pages) -> dict[str, bytes]:
    return kit_files(league_pages[MEMBERSHIP], KitOptions(ADDRESS, theme="light", time=True))


def test_checksums_cover_every_file_and_are_right(kit: dict[str, bytes]) -> None:
    sums = dict(line.split("  ")[::-1] for line in kit[CHECKSUMS].decode().splitlines())
    assert sums == {name: hashlib.sha256(text).hexdigest() for name, text in kit.items() if name != CHECKSUMS}


def test_the_readme_names_every_file(kit: dict[str, bytes]) -> None:
    readme = kit["README.txt"].decode()
    for name in kit:
        assert re.sub(r"-(en|ru|zh)\.txt$", "-*.txt", name) in readme or name == "README.txt", name


def test_pictures_have_the_sizes_they_are_for(kit: dict[str, bytes]) -> None:
    sizes = {name: Image.open(io.BytesIO(kit[name])).size for name in kit if name.endswith(".png")}
    assert sizes == {
        f"{MEMBERSHIP}.png": (960, 540),
        f"{MEMBERSHIP}@2x.png": (1920, 1080),
        "social-card.png": (1200, 630),
    }
    assert kit[f"{MEMBERSHIP}.pdf"].startswith(b"%PDF") and b"<svg" in kit[f"{MEMBERSHIP}.svg"]


def test_the_smaller_picture_is_the_sharp_one_with_its_words(kit: dict[str, bytes]) -> None:
    small, sharp = (Image.open(io.BytesIO(kit[f"{MEMBERSHIP}{size}.png"])) for size in ("", "@2x"))
    assert small.info["Title"] == sharp.info["Title"] and small.info["Description"] == sharp.info["Description"]
    again = sharp.convert("RGB").resize(small.size, Image.Resampling.BOX)
    assert np.abs(np.asarray(again, int) - np.asarray(small.convert("RGB"), int)).max() <= 2


def test_the_card_is_the_sharp_picture_whole_and_in_the_middle(kit: dict[str, bytes]) -> None:
    card, sharp = (Image.open(io.BytesIO(kit[name])) for name in ("social-card.png", f"{MEMBERSHIP}@2x.png"))
    assert card.info["Title"] == sharp.info["Title"]
    wide = round(630 * sharp.width / sharp.height)
    left = (1200 - wide) // 2
    pixels = np.asarray(card.convert("RGB"), int)
    assert (pixels[:, : left - 1] == 255).all() and (pixels[:, left + wide + 1 :] == 255).all()
    again = np.asarray(sharp.convert("RGB").resize((wide, 630), Image.Resampling.LANCZOS), int)
    assert np.abs(again - pixels[:, left : left + wide]).mean() < 1


def test_social_media_get_a_line_and_not_the_whole_map_in_words(kit: dict[str, bytes]) -> None:
    meta = kit["meta.html"].decode()
    (about,) = re.findall(r'og:description" content="([^"]*)"', meta)
    (words,) = re.findall(r'og:image:alt" content="([^"]*)"', meta)
    assert 10 < len(about) <= 200 < len(words)


def test_code_asks_for_a_light_map_unless_the_article_follows_the_reader() -> None:
    assert KitOptions().fragment == "embed&theme=light" and KitOptions(theme="auto").fragment == "embed"


def test_the_relief_in_an_svg_is_no_larger_than_its_source_is_fine(shipped_pages: Pages) -> None:
    scene = read_scene(shipped_pages["sco-corridor"], KitOptions())
    svg = figure_bytes(draw_figure(scene, "slide", "en"), scene, "svg", "en")
    assert scene.data.relief and b"data:image/png" in svg and len(svg) < 2_500_000


def test_addresses_lead_to_where_the_page_will_lie(kit: dict[str, bytes]) -> None:
    frame = kit["iframe.html"].decode()
    assert f'src="{ADDRESS}#embed&amp;theme=light&amp;time=1"' in frame
    assert json.loads(kit["oembed.json"])["thumbnail_url"] == f"https://news.example/maps/{MEMBERSHIP}.png"
    assert 'content="https://news.example/maps/social-card.png"' in kit["meta.html"].decode()


def test_words_tell_the_key_the_day_and_the_borders(kit: dict[str, bytes]) -> None:
    caption = kit["caption.txt"].decode()
    assert "Six around the desert · 1 June 2020" in caption and "Border view: " in caption
    assert "\nFounder: Algeria, Libya and Tunisia\nLater member: Egypt, Morocco and Mauritania\n" in caption
    assert all(kit[f"alternative-{code}.txt"] for code in ("en", "ru", "zh"))


@pytest.fixture
def without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes nearly all the time of a kit, for tests of the rest."""
    monkeypatch.setattr("layers.kit.write.pictures", lambda scene, language: {})


@pytest.mark.usefixtures("without_pictures")
def test_another_day_is_told_throughout(league_pages: Pages) -> None:
    files = kit_files(league_pages[MEMBERSHIP], KitOptions(day=date(2005, 7, 5), language="ru"))
    caption = files["caption.txt"].decode()
    assert caption.startswith("Три члена: Лига") and "5 июля 2005" in caption
    rows = list(csv.DictReader(io.StringIO(files[f"{MEMBERSHIP}.csv"].decode("utf-8-sig"))))
    assert len(rows) == 3 and "#embed&amp;lang=ru&amp;date=2005-07-05" in files["iframe.html"].decode()


def test_shapes_are_whole_valid_and_as_large_as_they_are(kit: dict[str, bytes]) -> None:
    content = json.loads(kit[f"{MEMBERSHIP}.geojson"])
    shapes = {
        one["properties"]["code"]: shape(one["geometry"]) for one in content["features"] if "code" in one["properties"]
    }
    # The countries' own areas in km², by the UN's Demographic Yearbook; shapes at 1:110m are a little off.
    for code, known in {"EGY": 1_002_000, "DZA": 2_381_741, "TUN": 163_610}.items():
        assert shapes[code].is_valid
        assert abs(Geod(ellps="WGS84").geometry_area_perimeter(shapes[code])[0]) / 1e6 == pytest.approx(known, rel=0.06)


def test_russia_is_cut_at_180_and_stays_whole(shipped_pages: Pages) -> None:
    content = json.loads(geojson(read_scene(shipped_pages["sco-membership"], KitOptions())))
    (kashmir,) = [one for one in content["features"] if one["properties"].get("id") == "jammu-kashmir"]
    assert shape(kashmir["geometry"]).contains(Point(74.8, 34.1))
    assert any(one["properties"].get("id") == "truce:0" for one in content["features"])
    (russia,) = [shape(one["geometry"]) for one in content["features"] if one["properties"].get("code") == "RUS"]
    west, _, east, _ = russia.bounds
    assert russia.is_valid and (west, east) == (-180, 180)
    area = abs(Geod(ellps="WGS84").geometry_area_perimeter(russia)[0]) / 1e6
    assert area == pytest.approx(17_098_246 - 27_000, rel=0.02)  # without Crimea, as the border view has it


def test_the_same_page_gives_the_same_kit(league_pages: Pages, kit: dict[str, bytes]) -> None:
    assert kit_files(league_pages[MEMBERSHIP], KitOptions(ADDRESS, theme="light", time=True)) == kit


@pytest.mark.usefixtures("without_pictures")
def test_its_code_works_in_an_article_three_times_on_one_page(
    league_pages: Pages, new_page: NewPage, tmp_path: Path
) -> None:
    frames = []
    for name in (MEMBERSHIP, ROUTES):
        page = tmp_path / f"{name}.html"
        page.write_bytes(league_pages[name].read_bytes())
        frames.append((write_kit(page, KitOptions()) / "responsive.html").read_text(encoding="utf-8"))
    article = tmp_path / "article.html"
    body = "<p>Text</p>".join([frames[0], frames[1], frames[0]]).replace('loading="lazy"', "")
    article.write_text(f'<!doctype html><meta charset="utf-8"><body>{body}')
    page = new_page(viewport={"width": 640, "height": 900})
    page.goto(article.as_uri())
    page.wait_for_function("() => [...document.querySelectorAll('iframe')].every(one => one.height !== '560')")
    heights = page.evaluate("[...document.querySelectorAll('iframe')].map(one => Number(one.height))")
    assert heights[0] == heights[2] and all(250 < height < 900 for height in heights)
    for frame in page.frames[1:]:
        expect(frame.locator("#title")).to_be_visible()
        expect(frame.locator("#legend-body .name").first).to_be_visible()
    # The keyboard goes in and comes out again.
    page.locator("p").first.evaluate("one => { one.tabIndex = 0; one.focus(); }")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "IFRAME":
            break
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.tagName") == "P":
            break
    assert page.evaluate("document.activeElement.tagName") == "P"


@pytest.mark.parametrize("text", ["", "wide", "0:9", "16:0", "-1", "0.1", "9:1", "16:9:4"])
def test_a_ratio_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(MisuseError, match="16:9"):
        parse_ratio(text)


@pytest.mark.parametrize(("text", "ratio"), [("16:9", 16 / 9), ("4/3", 4 / 3), ("1.5", 1.5), (" 1 ", 1.0)])
def test_a_ratio_may_be_written_in_three_ways(text: str, ratio: float) -> None:
    assert parse_ratio(text) == pytest.approx(ratio)


def test_what_a_page_has_not_is_refused(league_pages: Pages, tmp_path: Path) -> None:
    page = league_pages[MEMBERSHIP]
    other = tmp_path / "other.html"
    other.write_text("<p>not ours</p>")
    with pytest.raises(MisuseError, match="carries no scene"):
        write_kit(other)
    with pytest.raises(MisuseError, match="not a file"):
        write_kit(tmp_path / "none.html")
    with pytest.raises(MisuseError, match="time line"):
        write_kit(page, KitOptions(day=date(1950, 1, 1)))
    with pytest.raises(MisuseError, match="'fr'"):
        write_kit(page, KitOptions(language="fr"))
    with pytest.raises(MisuseError, match="dusk"):
        KitOptions(theme="dusk")
    with pytest.raises(MisuseError, match="https://"):
        KitOptions("javascript:alert(1)")


@pytest.mark.parametrize("projection", ["equal-earth", "orthographic", "web-mercator"])
def test_a_page_is_read_back_in_its_own_projection(coarse_league: Bloc, tmp_path: Path, projection: str) -> None:
    plate = build_map(coarse_league, projection=projection)
    plate.save(tmp_path / "page.html")
    assert read_scene(tmp_path / "page.html", KitOptions()).projection == plate.scene.projection


def test_a_page_is_read_back_with_a_persons_own_frames(coarse_league: Bloc, tmp_path: Path) -> None:
    plate = build_map(coarse_league)
    for layer in (PointsLayer(ports(), color="trade"), LinesLayer(pipes()), AreasLayer(provinces())):
        layer.add_to(plate)
    plate.save(tmp_path / "page.html")
    read = read_scene(tmp_path / "page.html", KitOptions())
    assert [one.data.kind for one in read.frames] == ["points", "lines", "areas"]
    assert read.frames[0].anchors[0] == pytest.approx([16.6, 31.2], abs=1e-6)
    whole, again = (figure_files(scene, ("square",)) for scene in (plate.scene, read))
    assert whole == again
