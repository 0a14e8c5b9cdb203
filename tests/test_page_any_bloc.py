"""Any set of countries: built, whole, finite; and in a browser live, every member drawn or marked, in the frame."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NoReturn

import numpy as np
import pytest
import shapely

from geo.bloc import load_bloc
from geo.geodesy.bodies import split_bodies
from geo.reading.suggestions import iso_codes
from geo.view import AZIMUTHAL_REACH_DEG
from geo.world.countries import load_countries
from layers.build import build_map
from layers.page.bloc_map import BlocMap
from tests.folders import BARE, write_folder
from tests.pages import NewPage

HARD = {
    "both-sides": "ZAF USA",
    "brics": "BRA RUS IND CHN ZAF EGY ETH IRN ARE IDN",
    "aukus": "AUS GBR USA",
    "treaty": "ARG AUS CHL FRA GBR NOR NZL RUS ZAF ATA",
    "date-line": "KIR FJI TON WSM",
    "pole": "RUS CAN NOR",
    "town": "VAT",
    "small": "AND LIE MCO SMR VAT MLT",
}
SEEDS = range(5)
SHOWN = ("both-sides", "date-line", "seed-3")


@cache
def codes_of(name: str) -> list[str]:
    """Return a named set, or as many countries as chance says, the same on every run."""
    if name in HARD:
        return sorted(HARD[name].split())
    chance = Random(name)
    known = sorted(code for code in load_countries("50m").index if code in iso_codes())
    return sorted(chance.sample(known, chance.randint(1, 60)))


def build(name: str, folder: Path) -> BlocMap:
    codes = codes_of(name)
    rows = "".join(f"{code},member,{1995 + place % 25},charter\n" for place, code in enumerate(codes))
    toml = f"""\
id = "any"
name = "Any"
[[statuses]]
id = "member"
label = "Member"
color = "#17505c"
letter = "M"
[[maps]]
slug = "any"
title = "{len(codes)} members"
as_of = 2024-07-04
scale = "110m"
"""
    table = {"members.csv": f"country,status,since,sources\n{rows}", "bloc.toml": toml}
    return build_map(load_bloc(write_folder(folder, {**BARE, **table}), scale="110m"))


def refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} stands in the scene")


@pytest.mark.parametrize("name", [*HARD, *(f"seed-{seed}" for seed in SEEDS)])
def test_any_countries_make_a_whole_scene(name: str, tmp_path: Path) -> None:
    made = build(name, tmp_path / "any").scene
    json.loads(made.data.json_text(), parse_constant=refuse)
    codes = codes_of(name)
    assert set(codes) <= made.topology.polygons.keys()
    assert [country.code for country in made.data.countries if country.spells] == codes
    left, bottom, right, top = made.data.view.extent
    for code in codes:
        shape = load_countries("110m").geometry.get(code) or load_countries("50m").geometry[code]
        plane = made.projection.forward(shapely.get_coordinates(split_bodies(shape).main))
        inside = (plane >= (left - 2, bottom - 2)).all(axis=1) & (plane <= (right + 2, top + 2)).all(axis=1)
        # (What is cut out along the seam of a world is no part of its frame.)
        assert inside.mean() > 0.98, code


def test_a_bloc_that_fits_is_azimuthal_and_one_that_does_not_is_the_world(tmp_path: Path) -> None:
    names = {name: build(name, tmp_path / name).scene.projection.name for name in ("pole", "small", "brics", "aukus")}
    assert names == {"pole": "laea", "small": "laea", "brics": "equal-earth", "aukus": "equal-earth"}
    assert 60 < AZIMUTHAL_REACH_DEG < 90


FOUND = """() => {
    const { app } = Blocmap, frame = app.map.getContainer().getBoundingClientRect();
    return app.scene.countries.filter(country => country.spells?.length).map(({ code }) => {
        const id = `country:${code}`, box = app.element(id)?.getBoundingClientRect();
        const seen = box && box.width * box.height > 0 && box.left < frame.right && box.right > frame.left
            && box.top < frame.bottom && box.bottom > frame.top;
        return [code, Boolean(seen), Boolean(app.name(id)), Math.max(box?.width || 0, box?.height || 0)];
    }); }"""


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_every_member_is_drawn_or_marked_in_the_frame(
    name: str, size: tuple[int, int], tmp_path: Path, new_page: NewPage
) -> None:
    made = build(name, tmp_path / "any")
    made.save(tmp_path / "any.html")
    page = new_page(viewport={"width": size[0], "height": size[1]})
    page.goto((tmp_path / "any.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    found: list[list[Any]] = page.evaluate(FOUND)
    assert sorted(code for code, *_ in found) == codes_of(name)
    assert not [code for code, seen, _, _ in found if not seen]
    assert not [code for code, _, named, _ in found if not named]
    # As small as it may be, there is something to see and to hit.
    assert not [(code, width) for code, _, _, width in found if width < 8]
    assert np.isfinite([width for *_, width in found]).all()
