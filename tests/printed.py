"""Figures as they are printed: what is on their map beside what matplotlib draws, each drawn once in a process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text
from shapely import LineString, Polygon, box, union_all
from shapely.geometry.base import BaseGeometry

from layers.figure.content import FigureContent
from layers.figure.draw import SIZES
from layers.figure.layout import compose
from layers.figure.paper.fonts import font_families, settings
from layers.figure.paper.sheet import Sheet
from tests.drawn_figures import scene
from tests.figures import ink, texts


class Printed(NamedTuple):
    """A figure with what is on its map; places and boxes in points of its sheet."""

    figure: Figure
    content: FigureContent

    def ink(self, text: Text) -> Polygon:
        """Return the box of a text's letters."""
        return box(*(side * 72 / self.figure.dpi for side in ink(text).extents))

    def named(self) -> Iterator[tuple[str, Text]]:
        """Yield the texts on the map with what they name; each row of a name is a text."""
        yield from ((str(text.get_gid()), text) for text in texts(self.figure) if text.get_gid())

    def lands(self) -> dict[str, BaseGeometry]:
        """Return the countries in sight by code."""
        rings = self.content.map_frame.rings
        return {
            code: union_all([Polygon(rings_[0], rings_[1:]).buffer(0) for rings_ in polygons])
            for code, polygons in rings.items()
            if ":" not in code
        }

    def leaders(self) -> dict[str, LineString]:
        """Return the lines that lead from names to what they name, by that."""
        ends = {name.id: name.leader_ends() for name in self.content.names.placed}
        return {id_: LineString(line) for id_, line in ends.items() if line}


@cache
def printed(slug: str, size: str, language: str) -> Printed:
    """Return a map on a size of sheet in a language."""
    families, told = font_families(language), scene(slug)
    with mpl.rc_context(settings(families, language, SIZES[size].type_pt)):
        sheet = Sheet(SIZES[size], language, families)
        content = compose(sheet, told)
    return Printed(sheet.figure, content)
