"""A person's frame in a scene: classes, sizes, names, columns, sources."""

from __future__ import annotations

import geopandas
import pandas
import pytest

import geo
import layers
from geo.errors import MisuseError
from layers.scene.frames.build import MOST_ELEMENTS, FrameSource, cite_sources
from layers.scene.frames.looks import FrameLook
from layers.scene.model import SceneSource
from tests.folders import REAL_LEAGUE
from tests.own_frames import pipes, ports, provinces


def record(frame: geopandas.GeoDataFrame, **look: object):  # type: ignore[no-untyped-def]
    return FrameSource(frame, None, FrameLook(**look)).record("f1", ())  # type: ignore[arg-type]


def test_kinds_stand_by_their_number_then_by_their_name_and_absent_ones_last() -> None:
    made = record(ports(), color="trade")
    assert [(one.label["en"], one.count) for one in made.classes] == [
        ("oil", 2), ("ferry", 1), ("salt", 1), ("no value", 1)
    ]  # fmt: skip
    assert made.of == (0, 0, 1, 2, 3)
    assert made.legend == {"en": "trade"}
    assert len({one.color for one in made.classes}) == 4


def test_a_persons_colours_and_their_order() -> None:
    made = record(ports(), color="trade", colors={"salt": "white", "oil": "#000"})
    assert [(one.label["en"], one.color) for one in made.classes[:2]] == [("salt", "#ffffff"), ("oil", "#000000")]
    assert made.classes[2].label == {"en": "ferry"}


def test_more_kinds_than_colours_share_grey_and_say_so() -> None:
    frame = geopandas.GeoDataFrame(
        {"k": [f"k{n:02d}" for n in range(12)]}, geometry=[ports().geometry[0]] * 12, crs=4326
    )
    made = record(frame, color="k")
    assert len(made.classes) == 8
    assert made.classes[-1].label["en"] == "5 others"
    assert sum(one.count for one in made.classes) == 12


def test_numbers_are_classed_from_light_to_dark() -> None:
    made = record(provinces(), color="rain", k=3)
    assert [one.span for one in made.classes] == [(1, 3), (3, 6), (6, 9)]
    assert made.of == (0, 0, 0, 1, 1, 1, 2, 2, 2)


def test_the_area_of_a_point_is_in_proportion() -> None:
    made = record(ports(), size="tonnes")
    assert made.sizes[:3] == (40, 20, 8)
    assert made.sizes[3] == made.sizes[4] == 3.0
    assert made.size_key[0].value == 100


def test_the_width_of_a_line_is_in_proportion() -> None:
    frame = pipes().assign(flow=[10, 5])
    assert record(frame, size="flow").sizes == (10, 5)


def test_names_and_columns() -> None:
    made = record(ports(), label="port")
    assert made.names[:2] == ("Sirte", "Benghazi")
    assert [column.name for column in made.columns] == ["trade", "tonnes"]
    assert made.columns[1].cells == (100, 25, 4, None, None)
    titled = record(ports(), card={"tonnes": "Million tonnes"})
    assert [column.name for column in titled.columns] == ["Million tonnes"]
    assert record(ports().set_index("port")).names[0] == "Sirte"
    assert record(ports()).names == ()


def test_days_and_truths_are_text() -> None:
    frame = ports().assign(day=pandas.Timestamp("2024-07-04"), free=True)
    columns = {column.name: column.cells[0] for column in record(frame).columns}
    assert columns["day"] == "2024-07-04" and columns["free"] == "True"


def test_many_rows_go_to_canvas() -> None:
    many = pandas.concat([ports()] * (MOST_ELEMENTS // 5 + 1), ignore_index=True)
    assert record(many).drawn == "canvas"
    assert record(ports()).drawn == "svg"


@pytest.mark.parametrize(
    ("look", "words"),
    [
        ({"color": "trad"}, "neither a column of the frame nor a colour; .*did you mean 'trade'"),
        ({"colors": {"oill": "red"}, "color": "trade"}, "did you mean 'oil'"),
        ({"colors": {"oil": "redd"}, "color": "trade"}, "'redd' is no colour"),
        ({"colors": ["red"], "color": "tonnes"}, "colors has 1 for 3 classes"),
        ({"size": 0}, "not between 0.5 and 100 pixels"),
        ({"size": "trade"}, "does not hold numbers"),
        ({"size": "ton"}, "did you mean 'tonnes'"),
        ({"dash": "dash"}, "did you mean 'dashed'"),
        ({"dash": [1]}, "line and gap in turn"),
        ({"label": "prt"}, "did you mean 'port'"),
        ({"card": ["port", "trades"]}, "did you mean 'trade'"),
        ({"sources": 3}, "sources=3"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_one_line(look: dict[str, object], words: str) -> None:
    with pytest.raises(MisuseError, match=words) as told:
        layers.PointsLayer(ports(), **look)  # type: ignore[arg-type]
    assert "\n" not in str(told.value)


def test_negative_sizes_are_refused() -> None:
    with pytest.raises(MisuseError, match="negative numbers"):
        layers.PointsLayer(ports().assign(tonnes=-1.0), size="tonnes")


def test_sources_are_those_of_the_map_or_new_ones() -> None:
    known = {"un": SceneSource(publisher="UN", title="Yearbook")}
    ids, added = cite_sources(("un", "Yearbook", "My notes, https://example.org/a."), known)
    assert ids == ("un", "own:1")
    assert added["own:1"].url == "https://example.org/a"


def test_rows_beyond_the_edge_of_a_map_are_told() -> None:
    plate = layers.build_map(geo.load_bloc(str(REAL_LEAGUE)))
    far = ports().assign(geometry=ports().translate(180, 0))
    frame = pandas.concat([ports(), far.iloc[:2]], ignore_index=True)
    with pytest.warns(layers.RowsBeyondWarning, match="2 of 7 rows lie beyond the edge"):
        layers.PointsLayer(frame).add_to(plate)
