"""Towns: the table itself, and which of it a map names."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from geo.geodesy.projection import Projection
from geo.topology.simplify import pixel_m
from geo.world.towns import APART_PX, MOST, Wanted, known_towns, towns_in_view

HERE = Projection(71, 41)
EXTENT = (-900_000.0, -600_000.0, 900_000.0, 600_000.0)
MINE = Wanted(members={"UZB", "TJK"}, neighbours={"AFG"}, holders={"KAZ"})


def test_the_table_knows_towns_where_they_are_in_each_language():
    towns = {town.name["en"]: town for town in known_towns()}
    samarkand = towns["Samarkand"]
    assert samarkand.name == {
        "en": "Samarkand", "ru": "Самарканд", "zh": "撒马尔罕", "ar": "سمرقند", "fr": "Samarcande", "es": "Samarkanda",
    }  # fmt: skip
    assert (samarkand.country, samarkand.capital) == ("UZB", False)
    assert (samarkand.lat, samarkand.lon) == (pytest.approx(39.65, abs=0.1), pytest.approx(66.96, abs=0.1))
    capitals = ["Astana", "Tashkent", "Dushanbe", "Bishkek", "Kabul", "Minsk", "Islamabad", "Tehran", "New Delhi"]
    assert all(towns[name].capital for name in capitals)
    assert [towns["Khartoum"].name[code] for code in ("ar", "es")] == ["الخرطوم", "Jartum"]
    assert [towns["Singapore"].name[code] for code in ("ar", "fr", "es")] == ["سنغافورة", "Singapour", "Singapur"]
    assert "fr" not in towns["Paris"].name, "what is called as in English needs no name of its own"
    assert [towns[name].name["ru"] for name in ("Astana", "Kyiv", "Gomel")] == ["Астана", "Киев", "Гомель"]


def test_names_are_in_the_letters_of_their_language():
    for town in known_towns():
        assert re.fullmatch(r"[А-ЯЁа-яё ()-]+", town.name.get("ru", "Ош")), town
        assert re.fullmatch(r"[\u4e00-\u9fff·（）-]+", town.name.get("zh", "喀什")), town
        assert re.fullmatch(r"[\u0621-\u0652 -]+", town.name.get("ar", "لندن")), town
        for latin in (town.name.get(code, "Londres") for code in ("fr", "es")):
            assert re.fullmatch(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ '’-]+", latin) and latin != town.name["en"], town
        assert -180 <= town.lon <= 180 and -60 <= town.lat <= 85


def test_members_have_the_most_towns_then_neighbours_and_strangers_their_capitals():
    found = towns_in_view(HERE, EXTENT, 8, MINE)
    had = Counter(one.town.country for one in found)
    assert had["UZB"] >= 10 and had["TJK"] >= 10
    assert had["AFG"] == 5 and had["KAZ"] == 3
    strangers = [one.town for one in found if one.town.country not in {"UZB", "TJK", "AFG", "KAZ"}]
    assert {"Bishkek", "Islamabad"} <= {town.name["en"] for town in strangers}
    assert all(town.capital for town in strangers)


@pytest.mark.parametrize("zoom", [5, 6, 7])
def test_towns_of_one_zoom_have_room_for_their_names(zoom: int):
    shown = [(one.town.lon, one.town.lat) for one in towns_in_view(HERE, EXTENT, 8, MINE) if one.zoom <= zoom]
    plane = HERE.forward(np.array(shown))
    apart = np.hypot(*(plane[:, None] - plane[None]).transpose(2, 0, 1)) + np.eye(len(shown)) * 1e9
    assert len(shown) > 5
    assert apart.min() >= APART_PX * pixel_m(zoom)


def test_what_the_map_names_itself_is_not_named_twice():
    names = {one.town.name["en"] for one in towns_in_view(HERE, EXTENT, 8, MINE, known=[(66.97, 39.65)])}
    assert "Samarkand" not in names and "Bukhara" in names


def test_a_large_bloc_has_fewer_towns_of_each_member():
    many = Wanted(members={town.country for town in known_towns()}, neighbours=set(), holders=set())
    world = towns_in_view(Projection(40, 40), (-9e6, -9e6, 9e6, 9e6), 6, many)
    had = Counter(one.town.country for one in world)
    assert MOST >= len(world) >= 0.9 * MOST and had["FRA"] == had["UZB"] == had["COD"] == 3
    assert not towns_in_view(HERE, (0.0, 0.0, 1.0, 1.0), 8, MINE)
