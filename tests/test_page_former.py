"""States that are no more: one land, one name and one count in their time, on page, figure, frames and exports."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image
from playwright.sync_api import Page, expect

from geo.bloc import Bloc, load_bloc
from geo.checks.run import check_folder
from layers.build import build_changes, build_map
from layers.figure.draw import SIZES, draw_figure
from layers.page.bloc_map import BlocMap
from layers.page.fallback_table import table_of
from tests.drawn_maps import feature_at, zoom_to
from tests.exports import layers_of
from tests.figures import named, plain, texts
from tests.former import MEMBERS, TOML, write_pact
from tests.pages import NewPage, pixel

THEN, NOW = date(1980, 1, 1), date(2005, 1, 1)
MEMBER = (23, 80, 92)
ALMATY, MINSK, PRAGUE, BERLIN = (44.0, 76.9), (53.4, 27.0), (49.8, 14.4), (52.3, 13.4)
# On the border of Kazakhstan and Russia, which lay within one state, and of Poland and Belarus, which did not.
WITHIN, BETWEEN = (50.9, 54.5), (52.55, 23.6)


@pytest.fixture(scope="module")
def pact(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return load_bloc(write_pact(tmp_path_factory.mktemp("pact") / "bloc"))


@pytest.fixture(scope="module")
def drawn(pact: Bloc) -> BlocMap:
    return build_map(pact)


@pytest.fixture
def page(drawn: BlocMap, new_page: NewPage, tmp_path: Path) -> Page:
    drawn.save(tmp_path / "pact.html")
    found = new_page(reduced_motion="reduce")
    found.goto((tmp_path / "pact.html").as_uri())
    found.wait_for_selector("html[data-ready]")
    return found


def other_pixels(page: Page, lat: float, lon: float, reach: int = 20) -> int:
    """Count the pixels around a place that have not the colour of members."""
    zoom_to(page, 6, lat, lon)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    x, y = (round(at) for at in pixel(page, lat, lon))
    part = np.asarray(picture.crop((x - reach, y - reach, x + reach, y + reach)), dtype=int)
    return int((np.abs(part - MEMBER).max(axis=2) > 8).sum())


def test_the_folder_is_without_fault(tmp_path: Path) -> None:
    assert check_folder(write_pact(tmp_path / "bloc")) == []


def test_frames_have_each_in_its_time_alone(pact: Bloc) -> None:
    assert sorted(pact.members(on=THEN).index) == ["CSK", "DDR", "HUN", "POL", "SUN"]
    assert sorted(pact.members(on=NOW).index) == ["RUS"]
    then, now = pact.countries_on(THEN), pact.countries_on(NOW)
    assert {"SUN", "CSK", "DDR"} <= set(then.index) and not {"RUS", "KAZ", "CZE", "DEU"} & set(then.index)
    assert {"RUS", "KAZ", "CZE", "DEU"} <= set(now.index) and not {"SUN", "CSK", "DDR"} & set(now.index)
    # No land is lost or given twice: the world is as large on both days.
    areas = [shapely.area(frame.geometry.array).sum() for frame in (then, now)]
    assert areas[0] == pytest.approx(areas[1], rel=1e-9)
    assert [shapely.area(shapely.union_all(frame.geometry.array)) for frame in (then, now)] == pytest.approx(
        areas, rel=1e-6
    )


def test_exports_have_one_row_with_the_whole_land(pact: Bloc) -> None:
    rows = layers_of(pact, THEN)["members"].frame()
    assert sorted(rows["code"]) == ["CSK", "DDR", "HUN", "MNG", "POL", "SUN"]
    (union,) = rows[rows["code"] == "SUN"].geometry
    assert all(shapely.covers(union, shapely.Point(lon, lat)) for lat, lon in (ALMATY, MINSK))
    assert rows[rows["code"] == "DDR"]["name_en"].item() == "≈ East Germany"


def test_in_its_time_it_is_one_land(page: Page) -> None:
    for place, code in ((ALMATY, "SUN"), (MINSK, "SUN"), (PRAGUE, "CSK"), (BERLIN, "DDR")):
        zoom_to(page, 5, *place)
        assert feature_at(page, *place) == f"country:{code}"
    assert other_pixels(page, *WITHIN) == 0
    assert other_pixels(page, *BETWEEN) > 20, "a border runs between two members"


def test_it_is_named_counted_listed_and_found_as_one(page: Page) -> None:
    names = page.locator(".label-country").evaluate_all("all => all.map(one => one.dataset.id)")
    assert "country:SUN" in names and not {"country:RUS", "country:KAZ", "country:UKR", "country:DEU"} & set(names)
    assert page.locator("#legend label:has([data-ids='status:member']) .count").inner_text() == "5"
    page.evaluate("Blocmap.app.set({ panel: 'table' })")
    assert page.locator("#table-countries tbody tr").count() == 6
    page.evaluate("Blocmap.app.set({ panel: null })")
    page.click("#search")
    page.fill("#query", "soviet")
    assert page.locator("#found li").first.inner_text().startswith("Soviet Union")
    page.keyboard.press("Enter")
    card = page.locator("#card").inner_text()
    assert "Soviet Union" in card and "Drawn as the land of today: Armenia" in card


def test_after_its_end_it_is_gone_and_its_parts_are_there(page: Page) -> None:
    page.evaluate("Blocmap.app.set({ date: '2005-01-01' })")
    for place, code in ((ALMATY, "KAZ"), (MINSK, "BLR"), (PRAGUE, "CZE"), (BERLIN, "DEU")):
        zoom_to(page, 5, *place)
        assert feature_at(page, *place) == f"country:{code}"
    assert other_pixels(page, *WITHIN) > 400, "half of it is an observer's now"
    assert page.locator(".land[data-id='country:SUN']").get_attribute("d") == "M0 0"
    zoom_to(page, 4, *ALMATY)
    names = page.locator(".label-country").evaluate_all("all => all.map(one => one.dataset.id)")
    assert "country:KAZ" in names and "country:SUN" not in names
    page.evaluate("Blocmap.app.select('country:SUN', { fly: true })")
    assert "No status in Pact on this date" in page.locator("#card").inner_text()
    page.evaluate("Blocmap.app.select('country:RUS', { fly: true })")
    assert "In its time a part of: Soviet Union" in page.locator("#card").inner_text()


def test_a_figure_shows_the_same(pact: Bloc, drawn: BlocMap) -> None:
    figure = draw_figure(drawn.scene, SIZES["page"])
    lands = {str(patch.get_gid()) for patch in figure.findobj(lambda one: str(one.get_gid()).startswith("land:"))}
    assert lands == {f"land:{code}" for code in ("CSK", "DDR", "HUN", "MNG", "POL", "SUN")}
    assert "country:SUN" in named(figure) and not {"country:RUS", "country:KAZ"} & set(named(figure))
    words = [plain(text.get_text()) for text in texts(figure)]
    assert "Member: 5" in words and any("≈ East Germany" in text for text in words)
    later = draw_figure(build_map(pact, as_of=NOW).scene, SIZES["page"])
    assert "country:SUN" not in named(later) and "country:RUS" in named(later)


def test_the_still_and_the_table_without_scripts_have_it_once(pact: Bloc, drawn: BlocMap) -> None:
    assert [row[0] for row in table_of(drawn.scene, "en").rows] == [
        "Czechoslovakia", "Hungary", "Poland", "Soviet Union", "≈ East Germany", "Mongolia",
    ]  # fmt: skip
    there = drawn.scene.on_its_day
    assert {"SUN", "CSK"} <= set(there.topology.polygons) and not {"RUS", "DEU"} & set(there.topology.polygons)
    assert drawn.scene.on_its_day is there


def test_a_map_of_changes_counts_those_that_ended_between_its_days(
    pact: Bloc, new_page: NewPage, tmp_path: Path
) -> None:
    """The league of 1980 had five members and an observer, who all left; two of today joined later."""
    changes = build_changes(pact, before="1980-01-01", after="2005-01-01")
    told = "2 joined; 6 left; no longer on the map: Czechoslovakia, ≈ East Germany and Soviet Union"
    assert changes.scene.data.subtitle["en"] == told
    changes.save(tmp_path / "changes.html")
    page = new_page(reduced_motion="reduce")
    page.goto((tmp_path / "changes.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#legend label:has([data-ids='status:left']) .count")).to_have_text("6")
    for place, code in ((ALMATY, "KAZ"), (MINSK, "BLR"), (PRAGUE, "CZE"), (BERLIN, "DEU")):
        zoom_to(page, 5, *place)
        assert feature_at(page, *place) == f"country:{code}"
    page.evaluate("Blocmap.app.select('country:SUN', { fly: true })")
    expect(page.locator("#card")).to_contain_text("Soviet Union")
    expect(page.locator("#card .status")).to_contain_text("Left")
    figure = draw_figure(changes.scene, SIZES["page"])
    words = [plain(text.get_text()) for text in texts(figure)]
    assert "Left: 6" in words and "Joined: 2" in words and any("no longer on the map: Czecho" in one for one in words)
    assert not {"country:SUN", "country:CSK", "country:DDR"} & set(named(figure))
    assert not {"SUN", "CSK", "DDR"} & set(changes.scene.topology.polygons)


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("approximate = true\n", "", "made_of", "borders of DDR, which Natural Earth does not have"),
        ('["CZE", "SVK"]', '["CZE", "SVX"]', '"SVX"', "did you mean 'SVK'"),
        ("[countries.CSK]", "[countries.FIN]", "[countries.FIN]", "a state that is no more"),
        ('name = { en = "Czechoslovakia", fr = "Tchécoslovaquie" }\n', "", "[countries.CSK]", "the key 'name'"),
        ('made_of = ["CZE", "SVK"]', "", "[countries.CSK]", "Czechoslovakia until 1992"),
        ('"CZE", "SVK"', '"CZE", "RUS"', '"RUS"', "RUS as a part of SUN and CSK at once"),
        ("until = 1991-12-26", "since = 1999\nuntil = 1991-12-26", "until", "until after since"),
        ("until = 1991-12-26", "until = 1985", "1991-07-01", "SUN since 1955-05-14 until 1991-07-01, while"),
        ("until = 1991-12-26", "until = 2003", "2002", "RUS since 2002, while it is drawn as a part of SUN"),
        ("[countries.SUN]", "[countries.SUX]", "SUN", "say in bloc.toml under [countries.SUN] what it is made_of"),
    ],
)
def test_what_cannot_be_drawn_is_told_at_its_place(old: str, new: str, at: str, says: str, tmp_path: Path) -> None:
    assert old in TOML
    folder = write_pact(tmp_path / "bloc", {"bloc.toml": TOML.replace(old, new, 1)})
    told = [fault for fault in check_folder(folder) if not fault.warning and says in str(fault)]
    assert told
    line = (folder / told[0].file).read_text(encoding="utf-8").splitlines()[(told[0].line or 0) - 1]
    assert line[(told[0].column or 0) - 1 :].startswith(at)


def test_it_ends_with_its_last_status_where_nothing_is_said(tmp_path: Path) -> None:
    toml = TOML.replace("until = 1993-01-01\n", "")
    bloc = load_bloc(write_pact(tmp_path / "bloc", {"bloc.toml": toml}), scale="110m")
    assert "CSK" in bloc.countries_on("1991-06-30").index and "CZE" in bloc.countries_on("1991-07-01").index
    lasting = MEMBERS.replace("CSK,member,1955-05-14,1991-07-01", "CSK,member,1955-05-14,")
    bloc = load_bloc(write_pact(tmp_path / "lasting", {"bloc.toml": toml, "members.csv": lasting}), scale="110m")
    assert "CSK" in bloc.countries_on("2020").index and "SVK" not in bloc.countries_on("2020").index
