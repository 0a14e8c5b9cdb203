"""Places and events are frames of points, joined by the place's id."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.facts.flatten import flat_columns
from geo.facts.places import EventFact, PlaceFact, events_by_place, events_frame, places_frame
from geo.tables import Tables, read_tables
from tests.folders import BARE, write_folder


@pytest.fixture
def league(tmp_path: Path) -> Tables:
    return read_tables(write_folder(tmp_path))


def names_of(model: type[PlaceFact | EventFact]) -> list[str]:
    return [column.name for column in flat_columns(model)]


def test_places_are_points_with_longitude_first(league: Tables) -> None:
    frame = places_frame(league)
    assert frame.crs.to_epsg() == 4326
    assert frame.index.name == "id"
    assert ["id", *frame.columns] == [*names_of(PlaceFact), "geometry"]
    assert list(frame.index) == ["alpha", "beta", "gate", "delta"]
    assert [(point.x, point.y) for point in frame.geometry] == [(5, 5), (15, 5), (10, 5), (179, 5)]
    assert frame.loc["gate", ["country", "kind", "uncertainty_km", "confidence"]].tolist() == [
        "XAA XBB", "crossing", 8, "medium",
    ]  # fmt: skip


def test_places_list_their_events_in_the_order_of_time(league: Tables) -> None:
    assert [event.id for event in events_by_place(league)["alpha"]] == ["first", "second"]
    assert places_frame(league)["events"].to_dict() == {
        "alpha": "first second", "beta": "signing", "gate": "", "delta": "",
    }  # fmt: skip


def test_events_stand_at_their_place(league: Tables) -> None:
    frame = events_frame(league)
    assert ["id", *frame.columns] == [*names_of(EventFact), "geometry"]
    assert list(frame.index) == ["second", "first", "signing"]
    second = frame.loc["second"]
    assert (second.geometry.x, second.geometry.y) == (5, 5)
    assert (second["start"], second["end"], second["number"], second["format"]) == (
        "2010-07-01", "2010-07-02", 2, "hybrid",
    )  # fmt: skip
    assert (second["place_name"], second["country"]) == ("Alpha", "XAA")
    assert (frame.loc["first", "start"], frame.loc["first", "format"]) == ("2005", "in_person")
    assert frame[["end", "number"]].isna().sum().to_dict() == {"end": 2, "number": 1}


def test_words_are_given_in_a_language_or_in_english(tmp_path: Path) -> None:
    places = "id,name_en,name_ru,country,lat,lon,kind,sources\nalpha,Alpha,Альфа,XAA,5,5,town,charter\n"
    folder = write_folder(tmp_path, {**BARE, "places.csv": places})
    assert places_frame(read_tables(folder), language="ru")["name"].tolist() == ["Альфа"]
    assert places_frame(read_tables(folder), language="zh")["name"].tolist() == ["Alpha"]


def test_no_places_give_empty_frames_with_their_columns(tmp_path: Path) -> None:
    tables = read_tables(write_folder(tmp_path, BARE))
    for frame, model in ((places_frame(tables), PlaceFact), (events_frame(tables), EventFact)):
        assert len(frame) == 0
        assert ["id", *frame.columns] == [*names_of(model), "geometry"]
        assert frame.crs.to_epsg() == 4326
