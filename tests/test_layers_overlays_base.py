"""The layers on a plain folium map, in Mercator and in a browser: Leaflet is served to it from the package."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import folium
import pytest
import shapely
import xstatic.pkg.leaflet as leaflet
import xyzservices.providers

import geo
import layers
from tests.folders import REAL_LEAGUE

LEAFLET = Path(leaflet.BASE_DIR)


EVERY = (
    layers.DisputesLayer, layers.JourneysLayer, layers.MembershipLayer, layers.PlacesLayer, layers.RoutesLayer
)  # fmt: skip


@pytest.fixture(scope="module")
def bloc():
    return geo.load_bloc(REAL_LEAGUE, scale="110m")


@pytest.fixture
def open_map(chromium_page, browser_log, tmp_path):
    """Return a function that opens a folium map with Leaflet from the disk and folium's other downloads empty."""

    def serve(route):
        name = route.request.url.rsplit("/", 1)[1]
        if (LEAFLET / name).is_file():
            route.fulfill(path=LEAFLET / name)
        else:
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            route.fulfill(body="", content_type=kind)

    def show(plate):
        path = tmp_path / "plain.html"
        plate.save(str(path))
        chromium_page.route(re.compile("^https://"), serve)
        chromium_page.goto(path.as_uri())
        chromium_page.wait_for_function(
            "typeof L === 'object' && document.querySelectorAll('.leaflet-overlay-pane path').length > 0"
        )
        return chromium_page

    return show


def test_members_are_filled_and_tell_their_status_as_text(bloc, open_map):
    plate = folium.Map(location=[25, 10], zoom_start=3, tiles=None)
    layer = layers.MembershipLayer(bloc, as_of="2020-06-01").add_to(plate)
    page = open_map(plate)
    fills = page.evaluate(
        "[...document.querySelectorAll('.leaflet-overlay-pane path')].map(path => path.getAttribute('fill'))"
    )
    colours = {status.id: status.color for status in bloc.spec.statuses}
    # Three founders, three that joined later, Chad and Malta as observers, Fiji as partner; its halves are one path.
    assert {status: fills.count(colour) for status, colour in colours.items()} == {
        "founder": 3, "later": 3, "observer": 2, "partner": 1,
    }  # fmt: skip
    assert len(fills) == 9
    # Only an opaque fill shows the colour of the legend.
    opacity = "paths => paths.map(path => getComputedStyle(path).fillOpacity)"
    assert set(page.eval_on_selector_all(".leaflet-overlay-pane path", opacity)) == {"1"}
    opened = page.evaluate(
        f"""() => {{ let text = "";
            {layer.get_name()}.eachLayer(one => one.eachLayer(shape => {{
              one.openPopup(shape.getBounds().getCenter());
              const box = [...document.querySelectorAll(".leaflet-popup-content")].pop();
              if (box && box.textContent.includes("Mauritania")) text = box.textContent; }}));
            return text; }}"""
    )
    assert "Mauritania" in opened and "1 June 2020" in opened


def test_what_crosses_180_is_cut_there_for_mercator(bloc):
    shape = next(shape for shape in layers.MembershipLayer(bloc).shapes() if shape.title["en"] == "Fiji")
    west, _, east, _ = shape.geometry.bounds
    assert (west, east) == (-180, 180)
    assert shape.geometry.is_valid


def test_every_layer_draws_together(bloc, open_map):
    plate = folium.Map(location=[30, 10], zoom_start=3, tiles=None)
    for layer in (layers.MembershipLayer, layers.DisputesLayer, layers.JourneysLayer):
        layer(bloc).add_to(plate)
    layers.RoutesLayer(bloc, routes=["north"]).add_to(plate)
    layers.PlacesLayer(bloc, places=["capital"], lang="ru").add_to(plate)
    page = open_map(plate)
    # Statuses, disputes, journeys, sections between eight named stops and on the spur, capitals of the six members.
    expected = 9 + len(bloc.disputes) + 4 + (7 + 1) + 6
    assert page.locator(".leaflet-overlay-pane path").count() == expected


def test_layers_lie_on_tiles_that_are_credited(bloc, open_map):
    tiles = xyzservices.providers.OpenStreetMap.Mapnik
    plate = folium.Map([30, 10], zoom_start=3, tiles=tiles)
    layers.MembershipLayer(bloc).add_to(plate)
    page = open_map(plate)
    assert page.locator(".leaflet-tile").count() > 0
    assert "OpenStreetMap contributors" in page.inner_text(".leaflet-control-attribution")


def test_routes_are_dashed_by_their_state(bloc):
    def dashes(day):
        shapes = layers.RoutesLayer(bloc, as_of=day, routes=["north"]).shapes()
        return {shape.style.get("dashArray") for shape in shapes}

    # Three pixels a width of line.
    assert dashes("2018-05-03") == {"4.8 3.3", None}
    assert dashes("2018-05-04") == {"10.5 3.9", None}
    assert dashes("2000") == {None}, "what is not yet planned is not drawn"


def test_an_absence_is_a_broken_line(bloc):
    dashed = [shape for shape in layers.JourneysLayer(bloc).shapes() if "dashArray" in shape.style]
    assert [shape.title["en"] for shape in dashed] == ["Omar Zed"]


def test_layers_take_a_place_in_folium_s_own_control(bloc):
    plate = folium.Map(tiles=None)
    layers.MembershipLayer(bloc, name="Who belongs").add_to(plate)
    folium.LayerControl().add_to(plate)
    assert "Who belongs" in plate.get_root().render()


def test_sources_reach_the_reader(bloc):
    payload = json.loads(layers.MembershipLayer(bloc, as_of="2020-06-01").payload())
    morocco = next(feature for feature in payload if feature["title"] == "Morocco")
    assert morocco["sources"] == [
        {"text": "The League: Charter", "url": "https://example.org/charter"},
        {"text": "The Gazette: News of the League", "url": "https://example.org/gazette"},
    ]


@pytest.mark.parametrize("layer", EVERY)
def test_without_a_day_a_layer_shows_the_day_of_the_bloc_s_first_map(bloc, layer):
    assert layer(bloc).as_of == bloc.as_of == date(2020, 6, 1)
    assert layer(bloc, as_of="2012").as_of == date(2012, 12, 31)


def test_a_membership_that_is_over_on_the_bloc_s_day_is_not_drawn_and_one_to_come_neither(bloc, tmp_path):
    drawn = {shape.title["en"] for shape in layers.MembershipLayer(bloc).shapes()}
    assert "Niger" not in drawn and "Mauritania" in drawn
    later = change_day(tmp_path, "2020-05-31")
    labels = {shape.title["en"]: shape.lines[0]["en"] for shape in layers.MembershipLayer(later).shapes()}
    assert labels["Mauritania"] == "Observer, since 15 January 2012"


def change_day(folder, day):
    """Return the league with another day for its first map."""
    copied = folder / "league"
    shutil.copytree(REAL_LEAGUE, copied)
    text = (copied / "bloc.toml").read_text(encoding="utf-8")
    (copied / "bloc.toml").write_text(text.replace("as_of = 2020-06-01", f"as_of = {day}", 1), encoding="utf-8")
    return geo.load_bloc(copied, scale="110m")


def test_every_dispute_has_its_sources(bloc):
    features = json.loads(layers.DisputesLayer(bloc).payload())
    assert len(features) == len(bloc.disputes)
    assert all(feature["sources"] for feature in features)
    crimea = next(feature for feature in features if feature["title"] == "Crimea")
    assert "68/262" in crimea["sources"][0]["text"] and crimea["sources"][0]["url"].startswith("https://")


def test_what_is_not_disputed_bears_no_sign_of_a_dispute(bloc):
    shapes = layers.DisputesLayer(bloc).shapes()
    quiet = {kind for kind, shape in zip(bloc.disputes["type"], shapes, strict=True) if not shape.style["fillOpacity"]}
    loud = {kind for kind, shape in zip(bloc.disputes["type"], shapes, strict=True) if shape.style["fillOpacity"]}
    assert quiet == {"settled", "exclave", "lease"}
    assert loud == set(bloc.disputes["type"]) - quiet
    assert all(("dashArray" in shape.style) == bool(shape.style["fillOpacity"]) for shape in shapes)


@pytest.mark.parametrize("layer", EVERY)
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"lang": "fr"}, "'fr' is not a language of league; expected one of en, ru, zh"),
        ({"lang": None}, "None is not a language of league; expected one of en, ru, zh"),
        ({"as_of": "01.06.2020"}, "'01.06.2020' is not a date; expected a date as 2024-07-04"),
        ({"as_of": 2020}, "2020 is not a date; expected a date as 2024-07-04"),
    ],
)
def test_a_language_or_a_day_that_is_none_is_misuse(bloc, layer, options, told):
    with pytest.raises(geo.MisuseError, match=f"^{re.escape(told)}"):
        layer(bloc, **options)


@pytest.mark.parametrize("layer", EVERY)
def test_what_is_no_bloc_is_misuse(layer):
    with pytest.raises(geo.MisuseError, match=r"^'sco' is not a bloc; .* load it first: geo\.load_bloc\('sco'\)$"):
        layer("sco")


@pytest.mark.parametrize("layer", EVERY)
def test_options_are_named_and_nothing_is_swallowed(bloc, layer):
    with pytest.raises(TypeError, match="positional"):
        layer(bloc, "2020")
    with pytest.raises(TypeError, match="colour"):
        layer(bloc, colour="red")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"routes": ["north", "nort"]}, "'nort' is not a route of league; expected one of north, west, east; did you"),
        ({"routes": "cku"}, "'cku' is not a route of league; expected one of north, west, east"),
        ({"routes": 7}, "7 is not a route of league"),
    ],
)
def test_a_route_that_there_is_not_is_misuse(bloc, options, told):
    with pytest.raises(geo.MisuseError, match=f"^{re.escape(told)}"):
        layers.RoutesLayer(bloc, **options)


def test_routes_by_one_id_by_several_by_none_and_all(bloc):
    def drawn(**options):
        return {shape.title["en"] for shape in layers.RoutesLayer(bloc, **options).shapes()}

    assert drawn(routes="west") == {"Algiers–Rabat railway"}
    assert drawn(routes=["west", "east"]) == {"Algiers–Rabat railway", "Tunis–Cairo railway"}
    assert drawn(routes=iter(["west"])) == {"Algiers–Rabat railway"}
    assert drawn(routes=[]) == set()
    assert len(drawn()) == 3


def test_a_place_that_there_is_not_is_misuse(bloc):
    with pytest.raises(geo.MisuseError, match=r"^'xx' is not a place of league or a kind of them; expected one of"):
        layers.PlacesLayer(bloc, places=["tunis", "xx"])
    with pytest.raises(geo.MisuseError, match="did you mean 'capital'"):
        layers.PlacesLayer(bloc, places="capitals")


def test_places_by_one_name_by_several_by_none_and_all(bloc):
    def drawn(**options):
        return [shape.title["en"] for shape in layers.PlacesLayer(bloc, **options).shapes()]

    assert drawn(places="seat") == ["Tunis"]
    assert drawn(places=["oran", "summit_host"]) == ["Oran", "Algiers", "Tunis", "Tripoli"]
    assert drawn(places=()) == []
    assert len(drawn()) == 12


def test_members_leave_bare_what_the_border_view_gives_to_nobody() -> None:
    for view, holders in (("un", []), ("natural-earth", ["India"])):
        shapes = layers.MembershipLayer(geo.load_bloc("sco", scale="110m", worldview=view)).shapes()
        held = [shape.title["en"] for shape in shapes if shapely.contains_xy(shape.geometry, 74.8, 34.1)]
        assert held == holders, view  # Srinagar
