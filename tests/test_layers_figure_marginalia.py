"""What stands around the map of a print figure: its legend, its foot, its scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from pyproj import Geod

from geo.errors import MapDataError
from geo.model.dates import PartialDate
from geo.model.records import Member
from layers.figure.content import FigureContent
from layers.figure.draw import SIZES, draw_figure
from layers.figure.layout import MARGIN_PT
from layers.figure.map_frame import fit_map_frame
from layers.figure.marginalia.footer import FOOTS, cited_publishers, foot_text
from layers.figure.marginalia.legend import legend_groups
from layers.figure.marginalia.scale_bar import scale_length
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import Face, Ruler, font_families
from layers.figure.paper.sheet import Sheet
from layers.scene.model import SceneCredit, SceneSource, SceneWorldview
from tests.drawn_figures import drawn_with, page, scene
from tests.figures import plain, texts
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES, STORY


def test_the_legend_tells_what_is_shown_and_nothing_else() -> None:
    def words(figure: Figure) -> set[str]:
        return {plain(text.get_text()) for text in texts(figure) if not text.get_gid()}

    assert {"Founder: 3", "Later member: 3"} <= words(page(MEMBERSHIP))
    assert not {"Observer: 2", "Journey", "Break of gauge"} & words(page(MEMBERSHIP))
    assert {"Journey", "Journey not made"} <= words(page(STORY))
    line = {"Under construction", "Break of gauge", "Border crossing", "Approximate course"}
    assert line <= words(page(CORRIDOR))
    shown = [status.model_copy(update={"shown": True}) for status in scene(MEMBERSHIP).data.statuses]
    assert {"Observer: 2", "Founder: 3"} <= words(drawn_with(MEMBERSHIP, statuses=tuple(shown)))
    for settled in (False, True):
        dispute = scene(CORRIDOR).data.disputes[0]
        here = dispute.model_copy(update={"lat": 36.5, "lon": 8.0, "drawn": "point", "settled": settled})
        assert ("Disputed" in words(drawn_with(CORRIDOR, disputes=(here,)))) is not settled


def test_each_route_has_a_colour_of_its_own_on_the_map_and_in_the_legend() -> None:
    # North and west are both the map's own; east is context.
    figure, data = page(ROUTES), scene(ROUTES).data
    colours = {text.get_gid(): text.get_color() for text in texts(figure) if str(text.get_gid()).startswith("route:")}
    told = [route.id for route in data.routes if route.role != "context" and f"route:{route.id}" in colours]
    assert len(told) > 1 and len({colours[f"route:{id_}"] for id_ in told}) == len(told)
    samples = {to_hex(color) for lines in figure.findobj(LineCollection) if lines.get_label() == "legend"
               for color in lines.get_color()}  # fmt: skip
    assert set(colours[f"route:{id_}"] for id_ in told) <= samples


def test_lines_of_truce_and_rings_of_small_countries_are_in_the_legend() -> None:
    def words(told: Figure) -> set[str]:
        return {plain(text.get_text()) for text in texts(told) if not text.get_gid()}

    content = FigureContent(
        Sheet(SIZES["page"], "en", font_families("en")), fit_map_frame(scene(MEMBERSHIP), Box(0, 0, 400, 400), 1.0)
    )
    items = [
        item.text
        for group in legend_groups(replace(content.shown, truces=True), scene(MEMBERSHIP).data.statuses, "en")
        for item in group
    ]
    assert "Line of truce" in items and "Line of truce" not in words(page(MEMBERSHIP))
    small = replace(content.shown, symbols=[replace(content.symbols[0], glyph="small")])
    assert "Small country, ringed" in [item.text for group in legend_groups(small, [], "en") for item in group]


def test_the_foot_names_who_vouches_for_what_is_on_the_plate() -> None:
    data = scene(MEMBERSHIP).data
    one = data.countries[0].model_copy(
        update={
            "code": "EGY",
            "spells": (Member(country="EGY", status="founder", since=PartialDate(2015), sources=("x",)),),
        }
    )
    sources = {"x": SceneSource(publisher="X Press", title="t"), "y": SceneSource(publisher="Y News", title="t")}
    far = one.model_copy(
        update={
            "code": "ATA",
            "spells": (Member(country="ATA", status="founder", since=PartialDate(2015), sources=("y",)),),
        }
    )
    others = tuple(country.model_copy(update={"spells": ()}) for country in data.countries if country.code != "EGY")
    figure = drawn_with(MEMBERSHIP, sources=sources, countries=(one, far, *others), routes=(), journeys=())
    foot = " ".join(text.get_text() for text in texts(figure))
    assert "X Press" in foot and "Y News" not in foot
    assert "facts: 1 source, named on the map's page" in foot
    # Where two lines do not hold all of it, it says less: no publisher at last.
    told = [foot_text(data, "en", many, short=short) for many, short in FOOTS]
    assert sorted(map(len, told), reverse=True) == [*map(len, told)] and told[-1].endswith(" sources")


def test_the_key_of_a_map_about_a_line_has_no_membership_and_its_railways_are_ticked() -> None:
    told = scene("sco-corridor")
    content = FigureContent(
        Sheet(SIZES["column"], "en", font_families("en")), fit_map_frame(told, Box(0, 0, 330, 240), 1.0)
    )
    items = [item.text for group in legend_groups(content.shown, told.data.statuses, "en") for item in group]
    assert "Railways in use" in items and not [item for item in items if "member" in item.lower()]
    ticked = {run.route.id for run in content.runs if run.ticked}
    assert ticked == {"railways_around"} and not {run.route.id for run in content.runs if not run.ticked} & ticked


def test_what_a_route_s_own_sample_shows_is_not_said_again() -> None:
    told = scene("sco-corridor")
    content = FigureContent(
        Sheet(SIZES["page"], "en", font_families("en")), fit_map_frame(told, Box(0, 0, 500, 400), 1.0)
    )
    assert {run.mode for run in content.runs} == {"rail", "road"}
    items = [item.text for group in legend_groups(content.shown, told.data.statuses, "en") for item in group]
    assert "Road to the Torugart Pass" in items and not {"Rail", "Road"} & {*items}
    mixed = scene("sco-routes")
    content = FigureContent(
        Sheet(SIZES["page"], "en", font_families("en")), fit_map_frame(mixed, Box(0, 0, 500, 400), 1.0)
    )
    items = [item.text for group in legend_groups(content.shown, mixed.data.statuses, "en") for item in group]
    assert "Ferry" in items


def test_between_map_and_legend_there_is_no_idle_room() -> None:
    figure = draw_figure(scene("sco-routes"), "square")
    boxes = [text.get_window_extent() for text in texts(figure) if text.get_label() == "legend"]
    idle = figure.axes[0].bbox.y0 - max(box.y1 for box in boxes)
    assert 0 < idle < 2.5 * 9 / 72 * figure.dpi


def test_a_foot_in_chinese_takes_two_lines_in_a_column() -> None:
    data, ruler = scene("sco-corridor").data, Ruler(font_families("en"))
    text = foot_text(data, "zh", 0, short=True)
    # Characters and the point that parts names are as wide as high; Latin letters are those of Source Sans.
    wide = [letter for letter in text if letter == "·" or ord(letter) > 0x2E7F]
    latin = "".join(letter for letter in text if letter not in wide)
    column = SIZES["column"].box.width - 2 * MARGIN_PT
    assert len(wide) * 8 + ruler.width(latin, Face(8)) < 2 * column


def test_a_legend_too_tall_for_its_sheet_is_an_error_with_advice() -> None:
    data = scene(STORY).data
    since = PartialDate(2015)
    statuses, countries = list(data.statuses), list(data.countries)
    for number in [number for number, country in enumerate(countries) if not country.spells]:
        spell = Member(country=countries[number].code, status=f"s{number}", since=since, sources=("x",))
        statuses.append(statuses[0].model_copy(update={"id": spell.status}))
        countries[number] = countries[number].model_copy(update={"spells": (spell,)})
    data = data.model_copy(update={"statuses": tuple(statuses), "countries": tuple(countries)})
    with pytest.raises(MapDataError, match="does not fit this size of figure; choose a larger size"):
        draw_figure(replace(scene(STORY), data=data), "column")


def test_the_scale_is_true_at_the_middle() -> None:
    for slug in (MEMBERSHIP, CORRIDOR):
        map_frame = fit_map_frame(scene(slug), Box(10, 20, 410, 320), 1.0)
        length, km = scale_length(map_frame, 74.0)
        middle = np.array([map_frame.west, map_frame.south]) + np.array([200, 150]) * map_frame.metres_per_pt
        half = np.array([length / 2 * map_frame.metres_per_pt, 0])
        west, east = map_frame.scene.projection.inverse(np.array([middle - half, middle + half]))
        assert Geod(ellps="WGS84").line_length([west[0], east[0]], [west[1], east[1]]) / 1000 == pytest.approx(km, 2e-3)
        assert 74 / 2.5 <= length <= 74
        tried = [str(scale_length(map_frame, room)[1]).replace(".0", "").strip("0.") for room in range(20, 220, 10)]
        assert set(tried) == {"1", "2", "5"}


def test_the_foot_tells_borders_ground_and_who_vouches() -> None:
    data = scene(MEMBERSHIP).data
    foot = foot_text(data, "en")
    assert foot.startswith("Border view: After UN resolutions, not a UN map · Natural Earth ")
    assert cited_publishers(data)[0] in foot
    publishers = {"x": "X Press", "y": "Y News", "border:z": "Z Court"}
    since = PartialDate(2015)
    spells = [Member(country="AAA", status="s", since=since, sources=cited) for cited in (("y", "x"), ("y",), ("x",))]
    small = data.model_copy(
        update={
            "sources": {key: SceneSource(publisher=name, title="t") for key, name in publishers.items()},
            "worldview": SceneWorldview(id="o", label={"en": "ours"}, sources=("border:z",)),
            "credits": (SceneCredit(text={"en": "Ground 1.0"}),),
            "disputes": (data.disputes[0].model_copy(update={"sources": ("border:z",)}),),
            "countries": (data.countries[0].model_copy(update={"spells": tuple(spells), "figures": (), "claims": ()}),),
            **dict.fromkeys(("places", "routes", "journeys", "steps", "claims", "figures"), ()),
        }
    )
    assert cited_publishers(small) == ["Y News", "X Press"]
    expected = "facts: 2 sources, listed on the map's page; most cited: Y News; X Press"
    assert foot_text(small, "en") == f"Border view: ours · Ground 1.0 · {expected}"
