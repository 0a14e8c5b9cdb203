"""The live map as Python has it: traits that check themselves, rows, another worldview, a layer replaced."""

from __future__ import annotations

import inspect
import sys
from datetime import date

import folium
import geopandas
import ipywidgets
import pandas as pd
import pytest
import traitlets

import layers
from geo.bloc import Bloc
from geo.errors import MisuseError
from layers.live.widget import LiveMap
from tests.pages import CORRIDOR, MEMBERSHIP, STORY


@pytest.fixture
def live(league: Bloc) -> LiveMap:
    return layers.explore(league, MEMBERSHIP)


def test_it_opens_as_the_map_does(live: LiveMap) -> None:
    assert (live.date, live.lang, live.worldview, live.selected, live.view, live.step) == (
        "2020-06-01", "en", "un", None, None, None,
    )  # fmt: skip
    assert live.hidden == ("layer:letters", "status:observer", "status:partner"), "what the map does not show at first"


def test_a_day_is_given_in_any_form_and_kept_as_text(live: LiveMap) -> None:
    for given, kept in (
        (date(2015, 3, 2), "2015-03-02"),
        ("2016-02", "2016-02-29"),
        (pd.Timestamp("2017-01-01"), "2017-01-01"),
    ):
        live.date = given
        assert live.date == kept


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("date", "tomorrow", "'tomorrow' is not a date"),
        ("date", "1990-01-01", "1990-01-01 is not a day of this map; expected one from 2001-03-01"),
        ("lang", "de", "'de' is not a language of the maps; expected one of en, ru, zh"),
        ("worldview", "unn", "did you mean 'un'?"),
        ("hidden", ["status:foundr"], "did you mean 'status:founder'?"),
        ("selected", "country:TUNN", "did you mean 'country:TUN'?"),
        ("step", 0, "0 is not a step of this map; it tells no story"),
        ("view", (10, 95, 4), "is not a view; expected longitude, latitude, zoom from 0 to 20"),
    ],
)
def test_what_the_map_does_not_have_is_refused_and_changes_nothing(
    live: LiveMap, name: str, value: object, said: str
) -> None:
    before = getattr(live, name)
    with pytest.raises(MisuseError, match=said.replace("?", r"\?")):
        setattr(live, name, value)
    assert getattr(live, name) == before


def test_it_takes_what_build_map_takes(league: Bloc) -> None:
    chosen = {
        "title": "Two of them", "extent": (0, 20, 20, 40), "projection": "orthographic", "centre": (10, 30),
        "statuses": ["later"], "countries": ["TUN", "MRT"], "routes": [], "places": [],
    }  # fmt: skip
    live = layers.explore(league, MEMBERSHIP, **chosen)
    data = live.bloc_map.scene.data
    assert data == layers.build_map(league, MEMBERSHIP, **chosen).scene.data
    assert live._title == "Two of them" and data.projection.name == "orthographic" and not data.routes
    assert "status:founder" in live.hidden and "status:later" not in live.hidden
    live.selected = "country:DZA"
    assert pd.isna(live.selected_row["status"]), "a country that is left out holds no status"
    live.worldview = "natural-earth"
    assert live.bloc_map.scene.data.title == data.title, "drawn anew, the map keeps what was chosen"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"statuses": "foundr"}, "did you mean 'founder'?"),
        ({"countries": ["TUNN"]}, "did you mean 'TUN'?"),
        ({"extent": (0, 40, 20, 20)}, "is not an extent; expected"),
        ({"projection": "mercator"}, "did you mean 'web-mercator'?"),
        ({"places": "nowhere"}, "'nowhere' is not a place"),
    ],
)
def test_what_is_chosen_is_checked_as_build_map_does(league: Bloc, chosen: dict[str, object], said: str) -> None:
    with pytest.raises(MisuseError, match=said.replace("?", r"\?")):
        layers.explore(league, MEMBERSHIP, **chosen)


def test_keywords_of_the_map_are_the_same() -> None:
    of_map, of_widget = (set(inspect.signature(make).parameters) for make in (layers.build_map, layers.explore))
    assert of_widget == of_map | {"dress"}


def test_selected_gives_the_row_of_its_day(live: LiveMap, league: Bloc) -> None:
    assert live.selected_row is None
    live.selected, live.date = "country:MRT", "2020-05-31"
    assert live.selected_row["status"] == "observer", "Mauritania joined on the next day"
    live.date = "2020-06-01"
    assert live.selected_row["status"] == "later" and live.selected_row.name == "country:MRT"
    line = layers.explore(league, CORRIDOR)
    line.selected = "route:north"
    assert line.selected_row["id"] == "north"
    stop = league.stops[league.stops["kind"] == "station"].index[0]
    line.selected = stop
    assert line.selected_row["name"] == league.stops.loc[stop, "name"]


def test_a_step_brings_its_day_and_another_day_leaves_the_step(league: Bloc) -> None:
    story = layers.explore(league, STORY)
    days = [step.date for step in story.bloc_map.scene.data.steps]
    told = next(number for number, day in enumerate(days) if day and day.day)
    story.step = told
    assert story.date == str(days[told])
    story.date = "2020-01-01"
    assert story.step is None


def test_another_worldview_draws_anew_and_keeps_all_else(live: LiveMap) -> None:
    live.date, live.selected, live.view = "2015-03-02", "country:TUN", (10, 34, 5)
    page = live._page
    live.worldview = "natural-earth"
    assert live._page != page and live.bloc_map.scene.data.worldview.id == "natural-earth"
    assert (live.date, live.selected, live.view) == ("2015-03-02", "country:TUN", (10.0, 34.0, 5.0))


def test_a_layer_of_ones_own_is_replaced(league: Bloc) -> None:
    def marker(place: str) -> object:
        return lambda bloc_map: folium.CircleMarker([30, 10], tooltip=place).add_to(bloc_map)

    live = layers.explore(league, MEMBERSHIP, dress=marker("First well"))
    assert "First well" in live._page
    live.date = "2015-03-02"
    live.redraw(marker("Second well"))
    assert "Second well" in live._page and "First well" not in live._page and live.date == "2015-03-02"
    live.worldview = "natural-earth"
    assert "Second well" in live._page, "it stays on the map of another view"


def test_a_frame_of_ones_own_has_rows_and_switches_too(league: Bloc) -> None:
    wells = geopandas.GeoDataFrame(
        {"well": ["Hassi", "Bir"], "depth": [80, 120]}, geometry=geopandas.points_from_xy([5, 20], [32, 28]), crs=4326
    )
    live = layers.explore(league, MEMBERSHIP, dress=lambda m: layers.PointsLayer(wells, label="well").add_to(m))
    live.selected, live.hidden = "frame:f1:1", ["class:f1:0"]
    assert live.selected_row["depth"] == 120
    live.redraw(lambda m: layers.PointsLayer(wells.head(1), label="well").add_to(m))
    assert live.selected is None and live.hidden == ("class:f1:0",), "the second row is gone, the first is as it was"
    with pytest.raises(MisuseError, match="is not something that this map shows"):
        live.selected = "frame:f1:1"


def test_it_links_with_other_widgets(live: LiveMap) -> None:
    slider = ipywidgets.SelectionSlider(options=["2010-01-01", "2020-06-01"], value="2020-06-01")
    traitlets.link((live, "date"), (slider, "value"))
    slider.value = "2010-01-01"
    assert live.date == "2010-01-01"
    ipywidgets.jslink((live, "lang"), (ipywidgets.Text("en"), "value"))


def test_where_nothing_is_alive_its_picture_is_left(live: LiveMap) -> None:
    live.date = "2015-03-02"
    contents, metadata = live._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in contents
    assert contents["image/png"].startswith("iVBOR") and "Tunisia" in metadata["image/png"]["alt"]
    assert "2015" in contents["text/plain"]


def test_it_says_what_to_install(league: Bloc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.setattr("layers.live.explore.find_spec", lambda name: None)
    with pytest.raises(MisuseError, match=r"pip install 'blocmap\[jupyter\]'"):
        layers.explore(league)


def test_what_is_no_bloc_is_refused() -> None:
    with pytest.raises(MisuseError, match="is not a bloc"):
        layers.explore("league")
