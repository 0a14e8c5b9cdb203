"""The maps that tests draw as figures, each drawn once in a process."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from matplotlib.figure import Figure

import geo
from geo.shipped import bloc_folder, read_outline
from layers.figure.draw import draw_figure, figure_files
from layers.scene.build import Scene, build_scene
from tests.folders import REAL_LEAGUE
from tests.pages import STORY

ROOT = Path(__file__).parent.parent
# matplotlib's own font for characters that no other has: a box for each, as wide as a Chinese character and more.
BOXES_FONT = "Last Resort High-Efficiency"
BLOCS = {str(bloc): [spec.slug for spec in read_outline(bloc_folder(bloc))[0].maps]
         for bloc in (REAL_LEAGUE, *geo.shipped_blocs())}  # fmt: skip
MAPS = [slug for slugs in BLOCS.values() for slug in slugs]


@cache
def scene(slug: str) -> Scene:
    """Return the scene of a map of the league or of a shipped bloc, built once."""
    bloc = next(bloc for bloc, slugs in BLOCS.items() if slug in slugs)
    return build_scene(geo.load_bloc(bloc), slug)


@cache
def page(slug: str) -> Figure:
    """Return a map on a full page in English, drawn once."""
    return draw_figure(scene(slug))


@cache
def sized(size: str) -> Figure:
    """Return a map of routes and journeys on a size of sheet, drawn once."""
    return draw_figure(scene(STORY), size)


@cache
def files_of(language: str) -> dict[str, bytes]:
    """Return a map of routes and journeys in a report's column, in every format, written once."""
    return figure_files(scene(STORY), ("column",), language)


def drawn_with(slug: str, **changes: object) -> Figure:
    """Return a map of the league on a full page, some of its scene put otherwise."""
    told = scene(slug)
    return draw_figure(replace(told, data=told.data.model_copy(update=changes)))
