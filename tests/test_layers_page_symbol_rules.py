"""The page's colours, widths and dashes are those of the symbology, and its style sheets tell none of them again."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from geo.model.symbology import ABSENT_DASHES, DARK, DISPUTE_DASHES, LIGHT, ROUTE_WIDTHS, Colours
from layers.data_files import STATIC
from layers.page.assets import first_style, style
from layers.page.symbol_rules import ROUTE_PX, colour_rules, symbol_rules, variables
from layers.style.colour import contrast
from layers.style.vision import VISIONS, difference

SHEETS = sorted(STATIC.rglob("*.css"))
SOURCES = [*SHEETS, *sorted(STATIC.rglob("*.js"))]


def rule(selector: str) -> str:
    """Return what the symbols' rules say of a selector."""
    found = re.search(rf"(?m)^{re.escape(selector)} {{ (.*) }}$", symbol_rules())
    assert found, selector
    return found[1]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_colour_of_the_map_is_told_a_second_time(path: Path) -> None:
    told = set(re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8")))
    assert not told & {*variables(LIGHT).values(), *variables(DARK).values()}


def test_every_variable_that_the_style_uses_is_set() -> None:
    sheet = first_style() + style()
    given = set(re.findall(r"(--[\w-]+):", sheet)) | {"--color"}  # that of a status is set by script
    assert set(re.findall(r"var\((--[\w-]+)", sheet)) - given == set()


@pytest.mark.parametrize(("colours", "root"), [(LIGHT, ":root"), (DARK, ":root:not(.printing)")])
def test_the_page_has_both_sets_of_colours(colours: Colours, root: str) -> None:
    block = re.search(rf"{re.escape(root)} {{ (.*?) }}", colour_rules())
    assert block
    unlike = {name: value for name, value in variables(colours).items() if variables(LIGHT)[name] != value}
    for name, value in (unlike or variables(colours)).items():
        assert f"{name}: {value};" in block[1]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_and_routes_read_on_the_ground_in_both_sets(colours: Colours) -> None:
    # WCAG 2.2: 4.5:1 for text, 3:1 for a graphic.
    assert contrast(colours.ink, colours.land) >= 4.5
    assert contrast(colours.far_ink, colours.land) >= 4.5
    shades = [colour for more in colours.shades.values() for colour in more]
    assert min(contrast(colour, colours.land) for colour in [*colours.routes.values(), *shades]) >= 3


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_routes_of_one_part_are_told_apart_by_normal_eyes(colours: Colours) -> None:
    for role, more in colours.shades.items():
        for one, other in combinations((colours.routes[role], *more), 2):
            assert difference(one, other, VISIONS[0]) >= 15, (role, one, other)
    assert {role: len(more) for role, more in LIGHT.shades.items()} == {
        role: len(more) for role, more in DARK.shades.items()
    }


def test_the_thinner_routes_keep_their_share_and_a_told_one_looks_like_the_maps_own() -> None:
    assert rule(".role-other").endswith(f"--width: {3 * ROUTE_WIDTHS['other']:g}px;")
    assert rule(".role-main, .route.in-story") == f"--line-color: var(--route-main); --width: {ROUTE_PX:g}px;"


def test_dashes_are_multiples_of_their_own_lines() -> None:
    made, gap = ABSENT_DASHES  # in widths of a journey, 0.45 of the 3 px of a route
    assert rule(".absent .journey-line") == f"stroke-dasharray: {1.35 * made:.2f} {1.35 * gap:.2f};"
    line, gap = DISPUTE_DASHES  # in widths of the outline, 0.8 px
    assert rule(".drawing .dispute").startswith(f"stroke-dasharray: {0.8 * line:g} {0.8 * gap:g};")
