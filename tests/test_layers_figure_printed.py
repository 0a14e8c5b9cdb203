"""What a reader sees of the shipped maps, measured on the drawn figure: letters, lands, lines, leaders."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from shapely import LineString, box, union_all

from layers.figure.draw import SIZES
from layers.figure.paper.fonts import SMALLEST_PT
from tests.drawn_figures import scene
from tests.figures import plain, texts
from tests.printed import Printed, printed

MAPS = ("sco-membership", "sco-routes", "sco-corridor", "sco-astana-2024")
FIGURES = [*product(MAPS, SIZES, ["en"]), *product(MAPS, ["column"], ["ru"])]
# How much of a member's name may reach over another's land; how much of a number, on a land that hardly holds it.
CORNER, MOST_OF_NUMBER = 0.05, 0.45
# A number that is led to its land from another member's stands as near to it as this, in points.
NEAR_PT = 32.0
# Lands that a line touches by less than this, in points, it only grazes.
GRAZED_PT = 1.0


@pytest.mark.parametrize(("slug", "size", "language"), FIGURES)
def test_a_printed_map_says_nothing_false(slug: str, size: str, language: str) -> None:
    figure = printed(slug, size, language)
    assert [*_on_others_land(figure)] == []
    assert [*_struck_through(figure)] == []
    assert [*_leaders_astray(figure)] == []
    assert [*_cut_or_covered(figure)] == []
    assert min(text.get_fontsize() for text in texts(figure.figure)) >= SIZES[size].type_pt >= SMALLEST_PT


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_capital_of_a_member_and_every_start_has_a_name_or_a_number_of_the_key(language: str) -> None:
    for slug, size in product(("sco-membership", "sco-astana-2024"), ("column", "slide")):
        figure = printed(slug, size, language)
        names, marks = figure.content.names, {mark.id: mark for mark in figure.content.names.marks}
        told = {id_: plain(text.get_text()) for id_, text in figure.named()}
        signs = [one for one in figure.content.seen if one.kind == "place" and names.keeps(one)]
        assert len(signs) > 8
        unnamed = [one.id for one in signs if one.id not in told]
        assert len(unnamed) < 2 and [id_ for id_ in told if told[id_].isdigit() and id_ not in marks] == []
        words = plain(" ".join(text.get_text() for text in texts(figure.figure) if not text.get_gid()))
        for id_, number in told.items():
            if number.isdigit() and id_.startswith("place:"):
                name = next(one.name[language] for one in scene(slug).data.places if f"place:{one.id}" == id_)
                assert f"{number} {name}" in words


def _on_others_land(figure: Printed) -> Iterator[str]:
    """Yield the names of members that a reader takes for another's: on a neighbour's land, or on another member's."""
    lands, held, leaders = figure.lands(), figure.content.held, figure.leaders()
    neighbours = {one.code for one in figure.content.map_frame.scene.data.countries if one.neighbour}
    near = NEAR_PT * figure.content.sheet.unit
    for id_, text in figure.named():
        code = id_.removeprefix("country:")
        if code == id_ or code not in held:
            continue
        letters, number = figure.ink(text), text.get_text().isdigit()
        led = number and id_ in leaders and leaders[id_].length < near
        for other, land in lands.items():
            share = land.intersection(letters).area / letters.area
            most = MOST_OF_NUMBER if number else CORNER
            if other != code and other in held.keys() | neighbours and share > most and not (led and other in held):
                yield f"«{text.get_text()}» of {code} on {other}: {share:.2f}"


def _struck_through(figure: Printed) -> Iterator[str]:
    """Yield the names of points that a route runs through."""
    unit = figure.content.sheet.unit
    drawn = [
        LineString(run.line).buffer(run.style.width * unit / 2) for run in figure.content.runs if len(run.line) > 1
    ]
    lines = union_all(drawn)
    for id_, text in figure.named():
        if id_.startswith(("place:", "stop:", "town:")) and figure.ink(text).intersection(lines).area > 0.1 * unit**2:
            yield f"«{text.get_text()}»"


def _leaders_astray(figure: Printed) -> Iterator[str]:
    """Yield the leaders that cross another one, a name, or more than two countries."""
    leaders, unit = figure.leaders(), figure.content.sheet.unit
    yield from (f"{one} × {other}" for (one, a), (other, b) in combinations(leaders.items(), 2) if a.crosses(b))
    lands, named = figure.lands(), [(id_, text, figure.ink(text)) for id_, text in figure.named()]
    for id_, line in leaders.items():
        over = [code for code, land in lands.items() if land.intersection(line).length > GRAZED_PT * unit]
        if len(over) > 2:
            yield f"{id_} over {over}"
        yield from (
            f"{id_} through «{text.get_text()}»"
            for other, text, letters in named
            if other != id_ and letters.intersection(line).length > 0.5 * unit
        )


def _cut_or_covered(figure: Printed) -> Iterator[str]:
    """Yield the texts that leave the map frame, or cover another's letters."""
    frame = box(*figure.content.map_frame.box)
    named = [(id_, text.get_text(), figure.ink(text)) for id_, text in figure.named()]
    yield from (f"«{words}» is cut" for _, words, letters in named if not frame.contains(letters))
    for (one, words, letters), (other, more, others) in combinations(named, 2):
        if one != other and letters.intersection(others).area > 0.1 * figure.content.sheet.unit**2:
            yield f"«{words}» covers «{more}»"
