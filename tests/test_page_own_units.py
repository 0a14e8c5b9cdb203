"""Parts told apart from their states, in frames, exports, pages and figures: one colour each, the bloc's own names."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import shapely
from PIL import Image
from playwright.sync_api import Page

from geo.bloc import Bloc, load_bloc
from geo.checks.run import check_folder
from layers.build import build_map
from layers.figure.draw import SIZES, draw_figure
from layers.page.bloc_map import BlocMap
from layers.page.fallback_table import table_of
from tests.drawn_maps import feature_at, zoom_to
from tests.exports import layers_of
from tests.figures import named, plain, texts
from tests.own_units import MEMBERS, TOML, write_ports
from tests.pages import NewPage, pixel

MEMBER, OBSERVER = (23, 80, 92), (163, 125, 212)
# A place in each, and whose it is there.
PLACES = {
    "country:HKG": (22.4, 114.12), "country:CHN": (23.4, 114.2), "country:REU": (-21.1, 55.5),
    "country:FRA": (47.0, 2.5), "country:GUF": (4.0, -53.0), "country:SJM": (78.9, 17.5), "country:NOR": (61.5, 9.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    return load_bloc(write_ports(tmp_path_factory.mktemp("ports") / "bloc"))


@pytest.fixture(scope="module")
def drawn(ports: Bloc) -> BlocMap:
    return build_map(ports, scale="50m")


@pytest.fixture
def page(drawn: BlocMap, new_page: NewPage, tmp_path: Path) -> Page:
    drawn.save(tmp_path / "ports.html")
    found = new_page(reduced_motion="reduce")
    found.goto((tmp_path / "ports.html").as_uri())
    found.wait_for_selector("html[data-ready]")
    return found


def test_the_folder_is_without_fault(tmp_path: Path) -> None:
    assert check_folder(write_ports(tmp_path / "bloc")) == []


def test_frames_and_exports_have_them_with_their_names(ports: Bloc) -> None:
    assert sorted(ports.members().index) == ["GUF", "HKG", "REU", "SJM"]
    assert ports.country_name("HKG") == {"en": "Hong Kong, China", "fr": "Hong Kong (Chine)"}
    assert ports.country_name("REU") == {"en": "Réunion", "fr": "La Réunion"}
    rows = layers_of(ports, ports.as_of)["members"].frame()
    assert rows[rows["code"] == "HKG"]["name_fr"].item() == "Hong Kong (Chine)"
    shapes = dict(zip(rows["code"], rows.geometry, strict=True))
    assert shapely.covers(shapes["SJM"], shapely.Point(15.65, 78.22))
    assert not shapely.intersects(shapes["NOR"], shapes["SJM"])


@pytest.mark.parametrize("scale", ["110m", "10m"])
def test_no_scale_gives_their_land_twice(ports: Bloc, scale: str) -> None:
    shapes = ports.at_scale(scale).countries.geometry
    for part, whole in (("HKG", "CHN"), ("REU", "FRA"), ("GUF", "FRA"), ("SJM", "NOR")):
        assert shapes[part].area > 0
        assert shapes[part].intersection(shapes[whole]).area == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("place", PLACES)
def test_each_is_filled_and_met_by_itself(page: Page, place: str) -> None:
    lat, lon = PLACES[place]
    zoom_to(page, 7 if place in ("country:HKG", "country:REU") else 4, lat, lon)
    assert feature_at(page, lat, lon) == place
    # Away from names and signs: the most of some pixels around.
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    x, y = (round(at) for at in pixel(page, lat, lon))
    colours = picture.crop((x - 6, y - 6, x + 7, y + 7)).getcolors() or []
    _, colour = max(colours)
    assert colour == (OBSERVER if place[-3:] in ("CHN", "FRA", "NOR") else MEMBER)


def test_the_page_names_it_as_the_bloc_does(page: Page) -> None:
    zoom_to(page, 6, 22.4, 114.12)
    label = page.locator(".label-country[data-id='country:HKG']")
    assert str(label.text_content()).upper() == "HONG KONG, CHINA"
    page.evaluate("Blocmap.app.set({ selected: 'country:HKG', lang: 'fr' })")
    assert page.locator("#card h2").inner_text() == "Hong Kong (Chine)"
    page.evaluate("Blocmap.app.set({ panel: 'table' })")
    assert "Hong Kong (Chine)" in page.locator("#table-countries").inner_text()


def test_the_figure_and_the_table_without_scripts_have_it_too(drawn: BlocMap) -> None:
    figure = draw_figure(drawn.scene, SIZES["page"])
    assert "country:HKG" in named(figure), "by its code, which the key explains"
    assert any("HKG Hong Kong, China" in plain(text.get_text()) for text in texts(figure))
    assert ["Hong Kong, China", "Member"] in [row[:2] for row in table_of(drawn.scene, "en").rows]


@pytest.mark.parametrize(
    ("key", "found", "todo"),
    [
        ("UKK", "'UKK'", "did you mean"),
        ("SUN", "'SUN'", "the Soviet Union until 1991"),
        ("CPT", "'CPT'", "write CLP, as a part of which it is drawn"),
    ],
)
def test_a_country_of_bloc_toml_that_is_none_is_told_at_its_place(
    key: str, found: str, todo: str, tmp_path: Path
) -> None:
    toml = TOML.replace("[countries.HKG]", f"[countries.{key}]")
    (fault,) = (
        fault for fault in check_folder(write_ports(tmp_path / "bloc", {"bloc.toml": toml})) if not fault.warning
    )
    assert (fault.file, fault.line, fault.found) == ("bloc.toml", 18, found)
    assert fault.todo.startswith(todo)


def test_a_unit_listed_without_a_status_is_told_apart_as_well(tmp_path: Path) -> None:
    members = MEMBERS.replace("HKG,member,2001,charter\n", "")
    bloc = load_bloc(write_ports(tmp_path / "bloc", {"members.csv": members}), scale="110m")
    assert "HKG" in bloc.countries.index and "HKG" not in bloc.statuses_on().index
