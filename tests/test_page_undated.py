"""Members of whom nobody knows since when: drawn on every day, told as such, and no change of any day."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.bloc import Bloc, load_bloc
from geo.checks.run import check_folder
from geo.export.write import export_bloc
from layers.build import build_map
from layers.figure.draw import draw_figure
from layers.kit.data import countries_csv
from layers.overlays.membership import MembershipLayer
from layers.page.bloc_map import BlocMap
from layers.page.fallback_table import table_of
from layers.scene.build import Scene, build_scene
from layers.scene.change_map import change_scene
from layers.scene.titles import retitled
from tests.exports import layers_of, opened
from tests.figures import plain, texts
from tests.pages import PHONE, NewPage
from tests.undated import MEMBERS, write_lakes

WORDS = {
    "en": "date unknown", "ru": "дата неизвестна", "zh": "日期不详",
    "ar": "التاريخ غير معروف", "fr": "date inconnue", "es": "fecha desconocida",
}  # fmt: skip


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return load_bloc(write_lakes(tmp_path_factory.mktemp("lakes") / "bloc"), scale="110m")


@pytest.fixture(scope="module")
def drawn(lakes: Bloc) -> BlocMap:
    return build_map(lakes, scale="110m")


@pytest.fixture(scope="module")
def scene(lakes: Bloc) -> Scene:
    return build_scene(lakes, "lakes-map", scale="110m")


@pytest.fixture(params=[{"viewport": {"width": 1280, "height": 800}}, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, drawn: BlocMap, new_page: NewPage, tmp_path: Path) -> Page:
    drawn.save(tmp_path / "lakes.html")
    found = new_page(reduced_motion="reduce", **request.param)
    found.goto((tmp_path / "lakes.html").as_uri())
    found.wait_for_selector("html[data-ready]")
    return found


def test_card_says_so_in_every_language(page: Page) -> None:
    page.evaluate("Blocmap.app.select('country:KEN')")
    expect(page.locator("#card .status")).to_contain_text("Member (date unknown) · Pact (date unknown)")
    expect(page.locator("#card .history li").first).to_contain_text("Member date unknown")
    for language, words in WORDS.items():
        page.evaluate("lang => Blocmap.app.set({ lang })", language)
        expect(page.locator("#card .status")).to_contain_text(f"({words})")
    page.evaluate("Blocmap.app.set({ lang: 'en' }); Blocmap.app.select('country:UGA')")
    expect(page.locator("#card .history li")).to_contain_text("Member date unknown – 2015")
    page.evaluate("Blocmap.app.select('country:TZA')")
    expect(page.locator("#card .status")).to_contain_text("Member, since 15 June 2001 · Pact, since 2010")


def test_table_says_so_and_its_file_has_an_empty_cell(page: Page) -> None:
    page.click("#open-table")
    expect(page.locator("#table-countries tbody tr", has_text="Kenya")).to_contain_text("date unknown")
    expect(page.locator("#table-aspects tbody tr", has_text="Kenya")).to_contain_text("date unknown")
    page.locator("#table-countries thead th", has_text="Since").locator("button").click()
    expect(page.locator("#table-countries tbody th")).to_have_text(["Kenya", "Tanzania", "Rwanda"])
    with page.expect_download() as waiting:
        page.click("[data-save=countries]")
    rows = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [row for row in rows if "KEN" in row] == ["Kenya,KEN,Member,,charter"]


def test_they_are_drawn_on_the_first_day_and_make_no_tick(page: Page) -> None:
    assert page.evaluate("Blocmap.app.scene.time.changes.map(one => one.date)") == [
        "2001-06-15",
        "2007",
        "2010",
        "2015",
    ]
    expect(page.locator("#time .ticks line")).to_have_count(4)
    page.evaluate("Blocmap.app.set({ date: '2001-06-15' })")
    counts = page.locator("#legend label:has([data-ids='status:member']) .count")
    expect(counts).to_have_text("3")
    expect(page.locator("#change")).to_have_text("15 June 2001: Tanzania becomes a member")
    note = page.locator("#legend-body > div > .note")
    expect(note).to_have_text("Date unknown: Kenya and Uganda", ignore_case=True)
    # Uganda left in 2015, and Kenya is all there is of the pact.
    page.evaluate("Blocmap.app.set({ date: '2020-01-01' })")
    expect(note).to_have_text("Date unknown: Kenya", ignore_case=True)
    page.evaluate("Blocmap.app.set({ lang: 'fr' })")
    expect(note).to_have_text(re.compile("^date inconnue.: Kenya$"), ignore_case=True)
    page.evaluate("Blocmap.app.set({ lang: 'en', hidden: new Set(['status:member']) })")
    expect(note).to_have_text("Date unknown: Kenya", ignore_case=True)
    page.evaluate("Blocmap.app.set({ hidden: new Set(['status:member', 'aspect:pact']) })")
    expect(note).to_have_count(0)


def test_they_do_not_come_between_two_days(scene: Scene) -> None:
    changed = change_scene(scene, date(2000, 1, 1), date(2024, 7, 4)).data
    told = {one.code: one.spells[0].status for one in changed.countries if one.spells}
    assert told == {"KEN": "stayed", "UGA": "left", "TZA": "joined", "RWA": "joined"}


def test_sentences_call_nobody_founder_or_the_third_member(scene: Scene) -> None:
    time = scene.data.time
    assert time
    assert [one.text["en"] for one in time.changes] == [
        "Tanzania becomes a member", "Rwanda becomes a member", "Tanzania: Pact", "Uganda leaves",
    ]  # fmt: skip


def test_title_and_summary_count_them(scene: Scene) -> None:
    told = retitled(scene.data, date(2003, 1, 1))
    assert told.title["en"] == "Three members: Lake League in January 2003"
    assert "Date unknown: Kenya and Uganda" in scene.data.summary["en"]


def test_the_page_without_scripts_says_so(scene: Scene) -> None:
    for language, words in WORDS.items():
        (kenya,) = (one.name[language] for one in scene.data.countries if one.code == "KEN")
        rows = table_of(scene, language).rows
        assert len(rows) == 5
        assert [row[0] for row in rows if row[2] == words] == [kenya, kenya]


def test_a_figure_says_so_of_those_on_it(scene: Scene) -> None:
    told = " ".join(plain(text.get_text()) for text in texts(draw_figure(scene)))
    assert "Date unknown: Kenya" in told and "Kenya and Uganda" not in told
    earlier = replace(scene, data=retitled(scene.data, date(2003, 1, 1)))
    assert "Date unknown: Kenya and Uganda" in " ".join(plain(one.get_text()) for one in texts(draw_figure(earlier)))


def test_a_folium_layer_and_the_kit_say_so(lakes: Bloc, scene: Scene) -> None:
    lines = {shape.title["en"]: shape.lines[0]["fr"] for shape in MembershipLayer(lakes).shapes()}
    assert lines["Kenya"] == "Membre (date inconnue)" and lines["Rwanda"] == "Membre (depuis\u00a0: 2007)"
    (row,) = (line for line in countries_csv(scene.data).decode("utf-8-sig").splitlines() if line.startswith("KEN"))
    assert ",member,,,charter," in row


def test_only_pages_that_need_the_words_carry_them(scene: Scene, tmp_path: Path) -> None:
    dated = "".join(line for line in MEMBERS.splitlines(keepends=True) if ",,," not in line and ",,2015" not in line)
    bloc = load_bloc(write_lakes(tmp_path / "bloc", {"members.csv": dated}), scale="110m")
    other = build_scene(bloc, "lakes-map", scale="110m").data
    assert not other.undated and not any("date_unknown" in words for words in other.words.values())
    assert {code: words["date_unknown"] for code, words in scene.data.words.items()} == WORDS


def test_more_than_anybody_reads_are_counted(tmp_path: Path) -> None:
    codes = ("KEN", "UGA", "TZA", "RWA", "BDI", "SOM", "SSD")
    members = "country,status,since,sources\n" + "".join(f"{code},member,,charter\n" for code in codes)
    folder = write_lakes(tmp_path / "bloc", {"members.csv": members})
    assert [one.found.partition(":")[0] for one in check_folder(folder) if one.field == "since"] == [
        "7 of 7 rows without a date"
    ]
    data = build_scene(load_bloc(folder, scale="110m"), "lakes-map", scale="110m").data
    assert data.time is None and data.undated["en"] == "Date unknown: 7 countries"


@pytest.mark.parametrize("form", ["csv", "geojson", "gpkg", "parquet", "kml"])
def test_exports_leave_the_cell_empty(lakes: Bloc, form: str, tmp_path: Path) -> None:
    done = export_bloc(lakes, form, tmp_path)
    frame = opened(done, form, layers_of(lakes, lakes.as_of)["members"]).set_index("code")
    empty = frame["since"].isna() | (frame["since"] == "")
    assert empty.to_dict() == {"KEN": True, "RWA": False, "TZA": False}
    if form == "geojson":
        (path,) = (path for path in done.paths if path.name.endswith("-members.geojson"))
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        assert {one["properties"]["code"]: one["properties"]["since"] for one in features}["KEN"] is None
    if form == "kml":
        assert "TimeSpan" not in next(iter(done.paths)).read_text(encoding="utf-8")
