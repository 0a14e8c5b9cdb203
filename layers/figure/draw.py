"""A scene as a print figure: PNG, SVG and PDF by cartopy, in the page's projection, colours and words.

The same scene gives the same bytes: no clock, no random ids, and only fonts that are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from geo.errors import MisuseError, check_one_of, list_allowed
from geo.files import write_whole
from layers.figure.fonts import settings
from layers.figure.layout import compose
from layers.figure.output import FORMATS, figure_bytes, preview_png
from layers.figure.sheet import Sheet, Size
from layers.scene.build import Scene

__all__ = ["FORMATS", "SIZES", "draw_figure", "draw_preview", "figure_files", "save_figure"]

SIZES = {
    "column": Size(120, 140),
    "page": Size(180, 210),
    "slide": Size(338.667, 190.5, 12, beside=True),
    "square": Size(190.5, 190.5, 9),
}


def save_figure(scene: Scene, path: Path, *, size: str = "page", language: str | None = None) -> None:
    """Write a scene as a figure, whole or not at all.

    Parameters
    ----------
    path
        Its ending, ``.png``, ``.svg`` or ``.pdf``, decides the format.
    size
        One of ``SIZES``: report column, full page, slide (16:9), square.
    language
        By default the scene's own.

    Raises
    ------
    MisuseError
        For an unknown size or ending.
    MapDataError
        When no font has the language's characters.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise MisuseError(f"'{path.name}' has no figure's ending; expected {list_allowed(f'.{x}' for x in FORMATS)}")
    language = language or scene.data.language
    write_whole(path, figure_bytes(draw_figure(scene, size, language), scene, kind, language))


def figure_files(scene: Scene, sizes: Sequence[str] = ("page",), language: str | None = None) -> dict[str, bytes]:
    """Return a scene's figures by file name (``sco-membership-page.png``), in every format."""
    language = language or scene.data.language
    files = {}
    for size in sizes:
        drawn = draw_figure(scene, size, language)
        for kind in FORMATS:
            files[f"{scene.data.id}-{size}.{kind}"] = figure_bytes(drawn, scene, kind, language)
    return files


def draw_preview(scene: Scene, language: str) -> bytes:
    """Return a scene's page as a small PNG, for a notebook's output; raises as ``save_figure`` does."""
    return preview_png(draw_figure(scene, "page", language), language)


def draw_figure(scene: Scene, size: str | Size = "page", language: str | None = None) -> Figure:
    """Return a scene as a matplotlib figure: title, map frame and legend inside the neat line, credit at the foot.

    The map frame's axes are cartopy's, so that more may be drawn on them. The texts of the map have ids by what they
    name (``country:KGZ``).
    """
    measures = size if isinstance(size, Size) else SIZES[check_one_of(size, SIZES, "a size of figures")]
    language = language or scene.data.language
    with mpl.rc_context(settings(language, measures.type_pt)):
        sheet = Sheet(measures, language)
        compose(sheet, scene)
    return sheet.figure
