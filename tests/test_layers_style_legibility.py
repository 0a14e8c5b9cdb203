"""Contrast as WCAG 2.2 defines it; differences for every vision; the shipped palettes."""

import re
from colorsys import rgb_to_hls
from itertools import combinations

import pytest

from geo.bloc import Bloc, load_bloc
from geo.facts.membership import spells_on
from geo.model.spec import StatusSpec
from geo.model.symbology import CHANGE_COLOURS, DARK, LIGHT, route_casing, route_colour
from geo.shipped import bloc_folder, shipped_blocs
from geo.tables import read_tables
from layers.scene.build import find_map
from layers.scene.lines.routes import scene_routes
from layers.scene.membership import IN_FOCUS, OUT_OF_FOCUS, full_fills
from layers.style import legibility, palette
from layers.style.colour import contrast, luminance, to_rgb


@pytest.fixture(scope="module")
def sco() -> Bloc:
    return load_bloc("sco")


def status(name, color, pattern="solid", *, letter=None, member=True):
    return StatusSpec(
        id=name, label={"en": name}, color=color, letter=letter or name[0], pattern=pattern, member=member
    )


def test_contrast_of_the_published_examples():
    # WCAG: black on white is 21:1; #767676 on white is the well-known last grey above 4.5:1.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert 4.5 <= contrast("#767676", "#ffffff") < 4.6
    assert contrast("#ffffff", "#777777") < 4.5


def test_luminance_bends_where_the_standard_of_screens_does():
    # IEC 61966-2-1: linear up to 0.04045, that is up to 10 of 255; then ((c + 0.055) / 1.055) ** 2.4.
    assert luminance("#0a0a0a") == pytest.approx(10 / 255 / 12.92)
    assert luminance("#0b0b0b") == pytest.approx(((11 / 255 + 0.055) / 1.055) ** 2.4)
    assert luminance("#404040") == pytest.approx(0.0513, abs=1e-4)
    assert luminance("#00ff00") == pytest.approx(0.7152)


def test_ink_is_the_better_of_two():
    assert palette.ink_on("#17505c") == "#ffffff"
    assert palette.ink_on("#f6f3ea") == LIGHT.ink


def test_red_and_green_collapse_for_the_colour_blind():
    # Simulated deuteranomaly must bring a confusable red and green much closer than normal sight has them.
    assert legibility.difference("#b0201a", "#4e7d1e", "deutan") < 0.6 * legibility.difference("#b0201a", "#4e7d1e")
    assert legibility.difference("#17505c", "#17505c", "tritan") == pytest.approx(0)


def test_close_member_fills_are_named_with_the_vision():
    faults = legibility.palette_faults([status("a", "#b0201a"), status("b", "#4e7d1e")])
    assert len(faults) == 1
    assert "'a'" in faults[0] and "'b'" in faults[0] and "vision" in faults[0]


def test_members_must_differ_more_than_others():
    # Between the two thresholds: too near for two members, far enough for two others.
    one, other = "#3b5ba5", "#5d9fa0"
    nearest = min(legibility.difference(one, other, vision) for vision in legibility.VISIONS)
    assert legibility.STATUS_DIFFERENCE < nearest < legibility.MEMBER_DIFFERENCE
    assert any("differ by" in line for line in legibility.palette_faults([status("a", one), status("b", other)]))
    assert not legibility.palette_faults([status("a", one), status("b", other, member=False)])


def test_a_member_must_stand_out_from_other_land():
    assert "other land by 1." in legibility.palette_faults([status("a", "#e8d9b0")])[0]
    assert not legibility.palette_faults([status("a", "#e8d9b0", "stripe")])
    assert not legibility.palette_faults([status("a", "#e8d9b0", member=False)])


def test_a_pattern_tells_equal_fills_apart_but_a_letter_serves_once():
    assert not legibility.palette_faults([status("a", "#3b5ba5"), status("b", "#3b5ba5", "dots")])
    assert "letter" in legibility.palette_faults([status("a", "#17505c"), status("b", "#c8790f", letter="a")])[0]


@pytest.mark.parametrize("colour", LIGHT.routes.values())
def test_routes_read_on_their_white_casing(colour):
    assert contrast(colour, "#ffffff") >= legibility.GRAPHIC_CONTRAST


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("bloc", shipped_blocs())
def test_on_a_wash_each_line_reads_by_its_own_colour(bloc, dark):
    """What a map of lines asks for by fill = "wash", at its strongest; on full fills a line reads by its casing."""
    colours = DARK if dark else LIGHT
    lines = [*colours.routes.values(), *(shade for shades in colours.shades.values() for shade in shades)]
    own = (colours.routes["main"], *colours.shades["main"])
    needed = {line: legibility.GRAPHIC_CONTRAST if line in own else 2.0 for line in lines}
    for status in read_tables(bloc_folder(bloc)).spec.statuses:
        for strength in {palette.WASH, *IN_FOCUS, OUT_OF_FOCUS}:
            ground = palette.wash(status.color, strength, dark=dark)
            table = {line: contrast(line, ground) for line in lines}
            assert [line for line in lines if table[line] < needed[line]] == [], (status.id, strength, table)
    assert all(contrast(line, colours.casing) >= legibility.GRAPHIC_CONTRAST for line in lines)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_the_fills_of_founders_the_maps_own_route_reads_by_its_own_colour(sco, dark):
    colours = DARK if dark else LIGHT
    spec = find_map(sco, "sco-membership")
    fills = full_fills(sco, spec, spec.as_of)
    [route] = scene_routes(sco.tables, spec.routes, fills)
    line = route_colour(colours, route.role, route.shade)
    assert route.countries
    for code in route.countries:
        ground = palette.in_the_dark(fills[code]) if dark else fills[code]
        assert contrast(line, ground) >= legibility.GRAPHIC_CONTRAST > contrast(colours.routes["main"], ground), code
    assert contrast(line, route_casing(colours, line)) >= legibility.GRAPHIC_CONTRAST


def test_a_route_is_raised_only_from_fills_that_swallow_it():
    assert palette.is_raised_from(["#0a4e66"])
    assert not palette.is_raised_from([LIGHT.land, "#ffffff"])  # reads as it is
    assert not palette.is_raised_from(["#0a4e66", "#ff8a78"])  # raised, it would be swallowed elsewhere
    assert not palette.is_raised_from([])


def test_founders_are_dark_but_not_black(sco):
    """CIE 1976 L* of a fill over 30: the first was 26, near enough to black to swallow lines."""
    [founder] = (status for status in sco.spec.statuses if status.id == "founder")
    assert 116 * luminance(founder.color) ** (1 / 3) - 16 >= 30
    assert all(luminance(founder.color) < luminance(one.color) for one in sco.spec.statuses if one is not founder)


def stations(route):
    return {(stop.lat, stop.lon) for branch in route.branches for stop in branch.stops}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_routes_that_share_a_station_differ_in_every_vision(sco, colours):
    met = 0
    for spec in sco.spec.maps:
        told = [route for route in scene_routes(sco.tables, spec.routes, {}) if route.role != "context"]
        for one, other in combinations(told, 2):
            stops = [
                {(stop.lat, stop.lon) for branch in route.branches for stop in branch.stops} for route in (one, other)
            ]
            if stops[0] & stops[1]:
                met += 1
                pair = [route_colour(colours, route.role, route.shade) for route in (one, other)]
                assert min(legibility.difference(*pair, vision) for vision in legibility.VISIONS) >= 12, (
                    one.id,
                    other.id,
                )
    assert met >= 3


def test_statuses_near_in_colour_are_never_held_on_one_day(sco):
    """What only a pattern tells apart is told apart by the day as well: partner came after both others."""
    near = [
        {one.id, other.id}
        for one, other in combinations(sco.spec.statuses, 2)
        if min(legibility.difference(one.color, other.color, vision) for vision in legibility.VISIONS) < 15
    ]
    assert near
    for day in {row.since for row in sco.tables.members if row.since}:
        held = {spell.status for spell in spells_on(sco.tables, day.first_day).values()}
        assert not [pair for pair in near if pair <= held], day


def test_members_in_the_dark_are_told_apart_in_every_vision(sco):
    """20, not 30: at 30 the founders' continent would be as light as the ink (over half of white's light)."""
    fills = [palette.in_the_dark(status.color) for status in sco.spec.statuses if status.member]
    for one, other in combinations(fills, 2):
        assert min(legibility.difference(one, other, vision) for vision in legibility.VISIONS) >= 20
    assert max(map(luminance, fills)) < 0.5


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_fills_weigh_in_the_dark_as_they_do_on_paper(bloc):
    statuses = read_tables(bloc_folder(bloc)).spec.statuses
    light = {one.id: contrast(one.color, LIGHT.land) for one in statuses}
    dark = {one.id: contrast(palette.in_the_dark(one.color), DARK.land) for one in statuses}
    for one, other in combinations(light, 2):
        if light[one] > light[other] + 0.1:  # (a step of a shade is less)
            assert dark[one] > dark[other], (one, other, light, dark)
    for status in statuses:
        fill = palette.in_the_dark(status.color)
        assert dark[status.id] <= light[status.id] + 0.1
        assert contrast(palette.ink_on(fill), fill) >= legibility.GRAPHIC_CONTRAST, status.id
        if status.member and status.pattern == "solid":
            assert dark[status.id] >= legibility.GRAPHIC_CONTRAST


@pytest.mark.parametrize("colour", CHANGE_COLOURS.values())
def test_a_fill_in_the_dark_keeps_its_hue_and_is_no_glare(colour):
    fill = palette.in_the_dark(colour)
    hue, other = (rgb_to_hls(*to_rgb(one))[0] for one in (colour, fill))
    assert abs(hue - other) < 0.02
    assert luminance(fill) < 0.45


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_names_of_water_read_on_the_sea(colours):
    assert contrast(colours.water_ink, colours.sea) >= 4.5


@pytest.mark.parametrize("bloc", shipped_blocs())
def test_letters_and_names_read_on_every_shipped_fill(bloc):
    for status in read_tables(bloc_folder(bloc)).spec.statuses:
        assert contrast(palette.ink_on(status.color), status.color) >= legibility.GRAPHIC_CONTRAST, status.id


def test_a_difference_that_falls_short_never_reads_like_the_bound() -> None:
    greys = [f"#{n:02x}{n:02x}{n:02x}" for n in range(60, 140, 3)]
    pairs = ([status("a", greys[0], member=False), status("b", other, member=False)] for other in greys[1:])
    lines = [line for pair in pairs for line in legibility.palette_faults(pair)]
    told = [re.search(r"by ([\d.]+)(?::1)? of at least (\d+)", line) for line in lines]
    assert len(told) > 2
    assert all(match and float(match[1]) < float(match[2]) for match in told)
