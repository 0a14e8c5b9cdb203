"""What is on print figures, and that nothing on them overlaps or is cut."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox

from geo.errors import MisuseError
from layers.figure.draw import SIZES, draw_figure, save_figure
from layers.figure.labels.countries import lettered_statuses
from layers.figure.labels.placed import Placed
from layers.figure.labels.placement import WantedName, arrange
from layers.figure.paper import fonts
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import SMALLEST_PT, Face, Ruler, font_families
from layers.figure.paper.line_breaks import rowings
from tests.drawn_figures import BOXES_FONT, MAPS, drawn_with, page, scene, sized
from tests.figures import ink, named, plain, texts
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES, STORY


@pytest.fixture
def chinese_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let figures in Chinese be laid out on a machine without Chinese fonts too."""
    families = [*font_families("en"), BOXES_FONT]
    monkeypatch.setattr(fonts, "font_families", lambda language, font=None: families)


# The report column is the narrowest sheet, Russian has the longest words, Chinese breaks anywhere; on a slide many
# routes fill the side most.
NARROW = [
    *((slug, "column", "ru") for slug in MAPS),
    ("sco-membership", "column", "zh"),
    ("sco-routes", "column", "zh"),
    ("sco-routes", "slide", "ru"),
]


@pytest.mark.parametrize(("slug", "size", "language"), NARROW)
@pytest.mark.usefixtures("chinese_boxes")
def test_no_text_overlaps_another_or_is_cut(slug: str, size: str, language: str) -> None:
    figure = draw_figure(scene(slug), size, language)
    sheet = Bbox.from_bounds(0, 0, *figure.get_size_inches() * figure.dpi)
    # The boxes are those of matplotlib's own outlines, measured after the fact.
    boxes = [(text.get_text(), ink(text)) for text in texts(figure)]
    assert len(boxes) > 20
    for text, box in boxes:
        assert sheet.x0 <= box.x0 and sheet.y0 <= box.y0 and box.x1 <= sheet.x1 and box.y1 <= sheet.y1, text
    assert [(one[0], other[0]) for one, other in combinations(boxes, 2) if one[1].overlaps(other[1])] == []


@pytest.mark.parametrize(
    ("slug", "codes"),
    [
        (MEMBERSHIP, "DZA EGY LBY MAR MRT TUN"),
        (ROUTES, "DZA EGY LBY MAR TUN"),  # Mauritania is out of sight
        (STORY, "DZA EGY LBY MAR MRT TUN"),
        (CORRIDOR, "DZA TUN"),
    ],
)
def test_who_holds_a_status_in_sight_is_named(slug: str, codes: str) -> None:
    names, countries = named(page(slug)), {country.code: country for country in scene(slug).data.countries}
    for code in codes.split():
        assert plain(names[f"country:{code}"]).startswith(countries[code].name["en"].upper())


def test_lines_signs_and_their_names_are_on_the_map() -> None:
    corridor, routes, summit = (named(page(slug)) for slug in (CORRIDOR, ROUTES, STORY))
    assert corridor["gauge:stop:north:main:60"] == "1435 | 1000 mm"
    ends, between = {"place:algiers", "place:tunis", "stop:north:spur:2"}, {"stop:north:main:50", "stop:north:main:60"}
    assert ends | between <= corridor.keys()
    assert corridor["route:north"] == "North line"
    assert {"route:north", "route:west", "route:east"} <= routes.keys()
    assert {"place:algiers", "place:cairo", "place:rabat"} <= summit.keys()
    assert corridor["scale"] == "100 km"


def test_an_extent_of_ones_own_is_what_is_shown(tmp_path: Path) -> None:
    save_figure(scene(MEMBERSHIP), tmp_path / "egypt.svg", size="column", extent=(24, 22, 36, 32))
    ids = set(re.findall(r'id="(land:\w+)"', (tmp_path / "egypt.svg").read_text(encoding="utf-8")))
    assert "land:EGY" in ids and "land:MAR" not in ids
    for extent, message in (
        ((24, 32, 36, 22), "is no extent; expected west, south, east, north"),
        ((24, 22, 36), "is none; expected west, south, east, north"),
        ((-120, -60, -110, -50), "nothing of the extent .* is on the map"),
    ):
        with pytest.raises(MisuseError, match=message):
            save_figure(scene(MEMBERSHIP), tmp_path / "none.svg", extent=extent)


def test_letters_part_what_is_one_grey() -> None:
    status = scene(STORY).data.statuses[0].model_copy(update={"id": "a", "color": "#5d9fa0", "pattern": "solid"})
    alike = status.model_copy(update={"id": "b", "color": "#d98a1f"})
    dark = status.model_copy(update={"id": "c", "color": "#17505c"})
    striped = alike.model_copy(update={"id": "d", "pattern": "stripe"})
    assert lettered_statuses([status, alike, dark, striped]) == {"a", "b"}
    changed = {"later": {"color": alike.color}, "observer": {"color": "#5d9fa0", "pattern": "solid", "shown": True}}
    statuses = [one.model_copy(update=changed.get(one.id)) for one in scene(MEMBERSHIP).data.statuses]
    names = named(drawn_with(MEMBERSHIP, statuses=tuple(statuses)))
    assert plain(names["country:EGY"]).endswith("(L)") and plain(names["country:TCD"]).endswith("(O)")
    assert plain(names["country:DZA"]) == "ALGERIA"


@pytest.mark.parametrize("size", SIZES)
def test_type_and_lines_are_large_enough_to_print(size: str) -> None:
    figure = sized(size)
    assert min(text.get_fontsize() for text in texts(figure)) >= SMALLEST_PT
    assert SIZES[size].type_pt >= SMALLEST_PT
    lines = [width for lines in figure.findobj(LineCollection) for width in lines.get_linewidth()]
    edges = [patch.get_linewidth() for patch in figure.findobj(Patch) if patch.get_edgecolor()[3]]
    assert min(lines) >= 0.4 and min(width for width in edges if width) >= 0.4


def spot(id_: str, left: float, cost: float) -> Placed:
    """Return a name of 10 by 4 points in a place that costs something."""
    return Placed(id_, (id_,), Face(8), left + 5, 2, Box(left, 0, left + 10, 4), 0.0, cost)


def test_a_name_yields_its_place_to_one_that_gains_more() -> None:
    first = WantedName("first", 100, [spot("first", 0, 0), spot("first", 20, 3)])
    second = WantedName("second", 90, [spot("second", 0, 1), spot("second", 40, 50)])
    third = WantedName("third", 10, [spot("third", 4, 2)])
    placed = arrange([first, second, third])
    assert [place and place.box.left for place in placed] == [20, 0, None]
    assert arrange([]) == []
    assert arrange([WantedName("alone", 5, [spot("alone", 0, 6)])]) == [None]  # worse than to leave it out


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ten members of 2024", ["Ten", "members", "of 2024"]),
        ("up to 4 July", ["up to", "4 July"]),
        ("Минск — Брест", ["Минск —", "Брест"]),
        ("Kazakhstan–Iran", ["Kazakhstan–", "Iran"]),
        ("to Bandar-Abbas", ["to", "Bandar-Abbas"]),
        ("2017–2023", ["2017–2023"]),
        ("十个成员国，从", ["十个成员", "国，从"]),
        ("共长532.5公里整", ["共", "长532.5公里", "整"]),
        ("时速120公里/小时", ["时", "速120公里/小时"]),
        ("延：532", ["延：", "532"]),
        ("from 1 January 2016 to", ["from", "1 January 2016 to"]),
        ("на 4 июля 2024 года", ["на", "4 июля 2024 года"]),
        ("", [""]),
    ],
)
@pytest.mark.usefixtures("chinese_boxes")
def test_lines_break_where_readers_expect_it(text: str, lines: list[str]) -> None:
    ruler, face = Ruler(fonts.font_families("zh")), Face(10)
    width = max(ruler.width(line, face) for line in lines) + 0.1
    assert ruler.wrap(text, width, face) == lines


@pytest.mark.usefixtures("chinese_boxes")
def test_no_name_that_is_to_stay_whole_is_broken() -> None:
    ruler, face = Ruler(fonts.font_families("zh")), Face(10)
    width = ruler.width("吉尔吉斯斯坦", face) + 1
    assert ruler.wrap("经吉尔吉斯斯坦", width, face) == ["经吉尔吉斯斯", "坦"]
    assert ruler.wrap("经吉尔吉斯斯坦", width, face, {"吉尔吉斯斯坦"}) == ["经", "吉尔吉斯斯坦"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Китай — Киргизия — Узбекистан", ("Китай — Киргизия —", "Узбекистан")),
        ("Congo - Kinshasa", ("Congo -", "Kinshasa")),
        ("Saudi Arabia", ("Saudi", "Arabia")),
    ],
)
def test_no_row_of_a_name_begins_with_a_dash(name: str, rows: tuple[str, ...]) -> None:
    assert rowings(name) == [(name,), rows]


def test_a_title_breaks_where_its_parts_end_or_into_lines_of_about_one_length() -> None:
    ruler, face = Ruler(font_families("en")), Face(20, bold=True)
    text = "Ten members, from Minsk to New Delhi"
    width = ruler.width("Ten members, from Minsk to New", face) + 1
    assert ruler.wrap(text, width, face) == ["Ten members, from Minsk to New", "Delhi"]
    assert ruler.balance(text, width, face) == ["Ten members,", "from Minsk to New Delhi"]
    assert ruler.balance(text.replace(",", ""), width, face) == ["Ten members from", "Minsk to New Delhi"]
    assert ruler.balance("an extraordinarily", 1.02 * ruler.width("extraordinarily", face), face) == [
        "an",
        "extraordinarily",
    ]


def test_a_map_of_land_alone_is_a_figure_too() -> None:
    data = scene(STORY).data
    countries = tuple(country.model_copy(update={"spells": ()}) for country in data.countries)
    empty = dict.fromkeys(("routes", "places", "journeys", "disputes", "water", "statuses"), ())
    land = data.model_copy(update={"countries": countries, **empty})
    figure = draw_figure(replace(scene(STORY), data=land), "column")
    assert {text.get_gid() for text in texts(figure)} >= {"scale", "country:NER"}
