"""Names on a figure that say nothing false, and those that a person asks for; the parts of an SVG."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from fontTools.ttLib import TTFont

import geo
from geo.errors import MisuseError
from geo.template.from_list import write_from_list
from layers.figure.content import FigureContent
from layers.figure.draw import SIZES, draw_figure, save_figure
from layers.figure.labels.countries import letter_of
from layers.figure.labels.occupancy import NOBODY, SEA
from layers.figure.labels.wanted import Names
from layers.figure.layout import Layout
from layers.figure.map_frame import fit_map_frame
from layers.figure.marginalia.scale_bar import scale_bar
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import FONT_FILES, font_families
from layers.figure.paper.sheet import Sheet, Size
from layers.scene.build import Scene, build_scene
from tests.figures import named, plain, texts
from tests.folders import REAL_LEAGUE
from tests.pages import MEMBERSHIP, STORY
from tests.printed import printed

SVG = "{http://www.w3.org/2000/svg}"
# So small that hardly a name of a member fits on its land.
TINY = Size(70, 60)


@cache
def scene(bloc: str, slug: str) -> Scene:
    """Return the scene of a map, built once."""
    return build_scene(geo.load_bloc(bloc), slug)


@cache
def placed(bloc: str, slug: str, size: Size) -> tuple[FigureContent, Names]:
    """Return what is on a map as large as a sheet, with its names in their places."""
    sheet = Sheet(size, "en", font_families("en"))
    content = FigureContent(sheet, fit_map_frame(scene(bloc, slug), sheet.box.grown(-10), sheet.unit))
    return content, content.names


@pytest.mark.parametrize(
    ("bloc", "slug", "size"),
    [
        (str(REAL_LEAGUE), MEMBERSHIP, TINY),
        ("sco", "sco-membership", Size(110, 75)),
        ("sco", "sco-membership", SIZES["page"]),
    ],
)
def test_every_member_is_named_on_its_own_land_or_led_to_it(bloc: str, slug: str, size: Size) -> None:
    content, names = placed(bloc, slug, size)
    found = {name.id: name for name in names.placed}
    members = [code for code, status in content.held.items() if status.member and code in content.map_frame.rings]
    assert len(members) > 4 and [code for code in members if f"country:{code}" not in found] == []
    marks = {mark.of: mark.text for mark in names.marks if ":" not in mark.of}
    for code in members:
        name = found[f"country:{code}"]
        strangers = content.occupancy.shares(name.box).keys() - {SEA, code}
        if name.leader is None:
            # A number on a land that hardly holds it reaches over the border, with less than half of it.
            assert not strangers or (marks[code].isdigit() and content.occupancy.shares(name.box)[code] > 0.5), code
        elif not marks.get(code, "").isdigit():
            # A number names nothing false wherever its leader starts; a name or code does.
            assert not (strangers | content.occupancy.lands(name.path()) - {code}) & content.held.keys(), code
        if name.leader and strangers:
            x, y = np.subtract(*name.leader_ends())
            assert hypot(x, y) <= 32 * content.sheet.unit, "a name on another's land is led to from close by"
    short = {id_[8:]: name.rows[0].split("\u00a0")[0] for id_, name in found.items() if id_[:8] == "country:"}
    assert marks == {code: text for code, text in short.items() if text == code or text.isdigit()}
    assert sorted(text for text in marks.values() if text.isdigit()) == [
        str(number + 1) for number in range(sum(text.isdigit() for text in marks.values()))
    ]


@pytest.mark.parametrize("size", ["column", "slide", "square"])
def test_the_land_between_the_members_bears_no_name_but_its_own(size: str) -> None:
    content, names = placed("sco", "sco-membership", SIZES[size])
    neighbours = {one.code for one in content.map_frame.scene.data.countries if one.neighbour}
    assert {"AFG", "MNG", "TKM"} <= neighbours
    for name in names.placed:
        shares = content.occupancy.shares(name.box)
        lent = sum(share for code, share in shares.items() if code in neighbours and name.id != f"country:{code}")
        # A place by a border reaches over it with a part of its name.
        assert lent < 0.5, name.id
        assert NOBODY not in shares or not name.id.startswith("country:"), name.id


def test_a_leader_meets_the_row_that_is_nearest() -> None:
    _, names = placed("sco", "sco-membership", SIZES["page"])
    face = names.sheet.face()
    wide = names.finder.put("place:x", ("Bonn", "Head of Government"), face, 100, 100)._replace(leader=(82.0, 140.0))
    half = names.sheet.ruler.width("Bonn", face) / 2
    assert wide.leader_ends() == ((82.0, 140.0), (100 - half, wide.box.top))
    below = wide._replace(leader=(82.0, 60.0))
    assert below.leader_ends() == ((82.0, 60.0), (82.0, wide.box.bottom))


def test_a_small_map_has_fewer_published_figures() -> None:
    told = [
        [name.id for name in placed("sco", "sco-corridor", SIZES[size])[1].placed if name.id.startswith("callout:")]
        for size in ("column", "page")
    ]
    assert 1 < len(told[0]) < len(told[1])


def test_a_small_member_is_neither_named_on_another_nor_below_the_scale(tmp_path: Path) -> None:
    members = "country AUT BEL BGR CYP DEU ESP FIN FRA GRC ITA LUX MLT NLD POL PRT ROU SWE"
    (tmp_path / "list.csv").write_text(members.replace(" ", "\n"), encoding="utf-8")
    write_from_list(tmp_path / "list.csv", tmp_path / "union")
    told = build_scene(geo.load_bloc(tmp_path / "union"), "union-members")
    sheet = Sheet(Size(75, 70), "en", font_families("en"))
    content = FigureContent(sheet, fit_map_frame(told, sheet.box.grown(-10), sheet.unit))
    names = {name.id: name for name in content.names.placed}
    ringed = [symbol.id for symbol in content.symbols if symbol.glyph == "small" and symbol.id in names]
    assert "country:LUX" in ringed
    for id_ in ringed:
        name = names[id_]
        strangers = content.occupancy.shares(name.box).keys() & content.held.keys() - {id_[8:]}
        assert not strangers or name.rows[0].isdigit()
    wider = Sheet(Size(120, 110), "en", font_families("en"))
    content = FigureContent(wider, fit_map_frame(told, wider.box.grown(-10), wider.unit))
    right = scale_bar(wider, content.map_frame)
    cyprus = content.occupancy.land_of(["CYP"])
    assert content.occupancy.covers(cyprus, right.box) and not content.occupancy.covers(cyprus, content.scale.box)


def test_codes_and_numbers_on_the_map_are_explained_below_it() -> None:
    told = scene("sco", "sco-membership")
    figure = draw_figure(told, "column")
    names, words = named(figure), plain(" ".join(text.get_text() for text in texts(figure) if not text.get_gid()))
    countries = {f"country:{country.code}": country for country in told.data.countries}
    first = {id_: plain(name).split()[0] for id_, name in names.items() if id_ in countries}
    coded = [id_ for id_, word in first.items() if word == countries[id_].code]
    numbered = [id_ for id_, word in first.items() if word.isdigit()]
    assert coded and numbered
    for id_ in (*coded, *numbered):
        assert f"{first[id_]} {countries[id_].name['en']}" in words


def test_who_came_when_stands_where_they_set_out_and_who_did_not_at_the_cross() -> None:
    data = scene(str(REAL_LEAGUE), STORY).data
    names = named(draw_figure(scene(str(REAL_LEAGUE), STORY)))
    absent = [journey for journey in data.journeys if journey.attended is False]
    assert absent
    for journey in absent:
        assert names[f"journey:{journey.id}"] == journey.who["en"]
    told = " ".join(names.values())
    assert any(f"{one.who['en']}, {one.date.first_day.day} " in told for one in data.journeys if one.date)


@pytest.mark.parametrize("size", ["column", "page", "slide", "square"])
def test_every_traveller_is_told_on_the_map_or_below_it(size: str) -> None:
    summit = scene("sco", "sco-astana-2024")
    words = " ".join(plain(text.get_text()) for text in texts(printed("sco-astana-2024", size, "en").figure))
    came = {one.who["en"] for one in summit.data.journeys if one.to_place == "astana" and one.attended is not False}
    assert len(came) > 10 and {who for who in came if who not in words} == set()


def test_published_figures_stand_on_the_map_led_to_their_points_and_off_the_lines() -> None:
    content, names = placed("sco", "sco-corridor", SIZES["page"])
    told = {" ".join(name.rows): name for name in names.placed if name.id.startswith("callout:")}
    assert {"Height 3,752 m", "Length in Kyrgyzstan 304.94 km"} <= told.keys() and len(told) > 5
    callouts = content.map_frame.scene.data.callouts
    for name in told.values():
        callout = callouts[int(name.id.removeprefix("callout:"))]
        assert name.leader == content.map_frame.place(callout.lon, callout.lat)
        assert not content.occupancy.crossing(name.box)


def test_no_name_stands_on_the_dot_of_a_town() -> None:
    _, names = placed("sco", "sco-corridor", SIZES["page"])
    dots = [name.sign for name in names.placed if name.sign]
    assert len(dots) > 5
    over = [(name.id, dot) for name in names.placed for dot in dots if name.sign != dot and _meet(name.box, dot)]
    assert over == []


def _meet(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top


def test_the_small_map_hides_no_lake() -> None:
    for size in (SIZES["column"], SIZES["slide"]):
        content, _ = placed("sco", "sco-corridor", size)
        assert content.locator and content.occupancy.lakes.any()
        x, y = content.map_frame.place(77.2, 42.4)  # the middle of Issyk-Kul
        assert not content.locator.holds(x, y)
        assert not content.occupancy.covers(content.occupancy.lakes, content.locator)


def test_a_key_that_would_take_the_map_s_room_runs_on() -> None:
    sheet = Sheet(SIZES["column"], "en", font_families("en"))
    _, legend, content = Layout(sheet, scene("sco", "sco-routes"))._stacked()
    assert legend.height < 0.75 * content.map_frame.box.height


def test_letters_of_statuses_are_of_the_language() -> None:
    statuses = scene("sco", "sco-membership").data.statuses
    letters = {language: [letter_of(one, statuses, language) for one in statuses] for language in ("en", "ru", "zh")}
    assert letters["en"] == [status.letter for status in statuses]
    for language in ("ru", "zh"):
        assert not [letter for letter in letters[language] if letter.isascii()]
    # «Новые члены» and «Новый член» begin alike.
    assert all(len(set(some)) == len(statuses) for some in letters.values())


def test_names_are_added_left_out_and_moved() -> None:
    told = scene(str(REAL_LEAGUE), MEMBERSHIP)
    first = draw_figure(told, "square")
    plain_names = named(first)
    assert "country:DZA" in plain_names
    figure = draw_figure(told, "square", labels={"omit": "country:DZA", "move": {"country:EGY": (5, -3)}})
    before = {text.get_gid(): text.get_position() for text in texts(first)}
    after = {text.get_gid(): text.get_position() for text in texts(figure)}
    assert "country:DZA" not in after
    way = [there - here for here, there in zip(before["country:EGY"], after["country:EGY"], strict=True)]
    assert way == pytest.approx([5 * 72 / 25.4, -3 * 72 / 25.4])
    unnamed = {f"country:{country.code}" for country in told.data.countries} - plain_names.keys()
    assert unnamed & named(draw_figure(told, "square", labels={"add": sorted(unnamed)})).keys()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"labels": {"drop": ["country:DZA"]}}, "'drop' is not a key of labels; expected one of add, omit, move"),
        (
            {"labels": {"omit": ["country:DZ"]}},
            "'country:DZ' is not a feature of the map; .*did you mean 'country:DZA'",
        ),
        ({"labels": {"move": {"country:DZA": 4}}}, r"labels\['move'\]\['country:DZA'\] is 4; expected millimetres"),
        ({"labels": {"add": "country:DZA", "omit": "country:DZA"}}, "is left out by labels, and added or moved too"),
        ({"statuses": ["founders"]}, "'founders' is not a status of the map; .*did you mean 'founder'"),
        ({"font": "Sours Sans"}, "'Sours Sans' is not a font of this machine"),
        ({"font": "README.md.ttf"}, "is no file of a font"),
    ],
)
def test_what_is_no_choice_is_refused_by_one_line(choice: dict[str, object], message: str) -> None:
    with pytest.raises(MisuseError, match=message) as caught:
        save_figure(scene(str(REAL_LEAGUE), MEMBERSHIP), io.BytesIO(), form="png", **choice)
    assert "\n" not in str(caught.value)


def test_an_svg_has_parts_live_text_and_each_id_once() -> None:
    buffer = io.BytesIO()
    save_figure(scene(str(REAL_LEAGUE), STORY), buffer, size="column", form="svg", title="Mine", statuses=["founder"])
    root = ElementTree.fromstring(buffer.getvalue())
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert [id_ for id_, count in ids.items() if count > 1] == []
    parts = {
        "title",
        "countries",
        "land:DZA",
        "routes",
        "journeys",
        "labels",
        "symbols",
        "legend",
        "foot",
        "country:DZA",
    }
    assert parts <= ids.keys()
    groups = {id_: element for element in root.iter(f"{SVG}g") if (id_ := element.get("id")) in parts}
    assert "".join(groups["title"].itertext()).split()[0] == "Mine"
    assert "Founder" in "".join(groups["legend"].itertext()) and "Later" not in "".join(groups["legend"].itertext())
    style = root.findtext(f"{SVG}style")
    assert len(re.findall("@font-face", style)) == 3 and not re.search(r"https?:", style)
    for used in (text.get("style", "") for text in root.iter(f"{SVG}text")):
        assert "Source Sans 3" in used


def test_the_font_that_comes_along_writes_the_languages_of_the_maps() -> None:
    for path in sorted(FONT_FILES.glob("*.ttf")):
        letters = TTFont(path).getBestCmap()
        assert [letter for letter in "AzÉğışşŁžʻ–«»·№АяЁёІўҚқҒғҢңӨөҮүҺһ" if ord(letter) not in letters] == []
    assert "SIL OPEN FONT LICENSE" in (FONT_FILES / "OFL.txt").read_text()


def test_a_font_of_ones_own_is_taken(tmp_path: Path) -> None:
    own = tmp_path / "own.ttf"
    own.write_bytes((FONT_FILES / "SourceSans3-Bold.ttf").read_bytes())
    assert font_families("en", str(own))[0] == "Source Sans 3"
    assert font_families("en", "DejaVu Serif")[0] == "DejaVu Serif"
