"""A scene as a print figure: PNG, SVG and PDF by cartopy, in the page's projection, colours and words.

The same scene gives the same bytes: no clock, no random ids, and only fonts that are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO

import matplotlib as mpl
from matplotlib.figure import Figure

from geo.errors import MisuseError, check_one_of, list_allowed
from geo.files import write_whole
from layers.figure.choices import LabelWishes, chosen, label_choices
from layers.figure.layout import compose
from layers.figure.multiples import compose_multiples, multiples_scene
from layers.figure.paper import fonts
from layers.figure.paper.fonts import settings
from layers.figure.paper.output import FORMATS, figure_bytes, preview_png
from layers.figure.paper.sheet import PNG_DPI, Sheet, Size
from layers.scene.build import Scene

__all__ = ["FORMATS", "SIZES", "draw_figure", "draw_multiples", "draw_preview", "figure_files", "save_figure"]

SIZES = {
    "column": Size(120, 140),
    "page": Size(180, 210),
    "slide": Size(338.667, 190.5, 12, beside=True),
    "square": Size(190.5, 190.5, 9),
}
# Below this there is no room for a title, above it no printer.
LEAST_MM, LARGEST_MM = 50.0, 1500.0
# Below this no letter can be read, above it no printer sees more.
LEAST_DPI, LARGEST_DPI = 48.0, 1200.0


def save_figure(
    scene: Scene,
    outfile: Path | IO[bytes],
    *,
    size: str | Size = "page",
    language: str | None = None,
    form: str | None = None,
    legend: bool = True,
    title: str | None = None,
    font: str | None = None,
    statuses: Sequence[str] | None = None,
    labels: LabelWishes | None = None,
    extent: tuple[float, float, float, float] | None = None,
    dpi: float | None = None,
) -> None:
    """Write a scene as a figure: to a path, whole or not at all, or to an open file of bytes.

    Parameters
    ----------
    outfile
        The ending of a path, ``.png``, ``.svg`` or ``.pdf``, decides the format where ``form`` does not.
    size
        One of ``SIZES`` (report column, full page, slide of 16:9, square), or measures of one's own: ``size_of``.
    language
        By default the scene's own.
    form
        One of ``FORMATS``; needed for an open file.
    legend
        Whether the figure has its legend; without one, say in the report what the colours mean.
    title
        By default the map's own.
    font
        A family that the machine has, or the path of a font's file; by default the one that comes along.
    statuses
        The ids of those that are shown; by default those that the page opens with.
    labels
        ``{"add": …, "omit": …, "move": …}``: names that come first, that are left out, and that stand so many
        millimetres to the right and up of their place, by feature, as in ``{"move": {"country:KGZ": (4, -2)}}``.
    extent
        West, south, east and north in degrees of what is shown, west > east across 180°; by default what the page opens
        with. A sheet of another shape shows more around it.
    dpi
        How many pixels a PNG has to the inch; by default 288, for paper and sharp screens. A notebook does with 96.

    Raises
    ------
    MisuseError
        For an unknown size, ending, format, language, font, status or feature, or an extent or ``dpi`` that is none.
    MapDataError
        When no font has the language's characters, or the legend leaves no room for the map.
    """
    kind, dots = format_of(outfile, form), dots_of(dpi)
    language = check_one_of(language or scene.data.language, scene.data.languages, "a language of the map")
    scene = chosen(scene, language, title=title, statuses=statuses, extent=extent)
    drawn = draw_figure(scene, size, language, legend=legend, font=font, labels=labels)
    content = figure_bytes(drawn, scene, kind, language, dpi=dots)
    if isinstance(outfile, Path):
        write_whole(outfile, content)
    else:
        outfile.write(content)


def format_of(outfile: Path | IO[bytes], form: str | None) -> str:
    """Return the format that a caller names, or that the ending of a path does; raise ``MisuseError`` for neither."""
    if form is not None:
        return check_one_of(form, FORMATS, "a format of figures")
    if not isinstance(outfile, Path):
        raise MisuseError(f"an open file does not tell which figure it is for; give form={list_allowed(FORMATS)}")
    kind = outfile.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        endings = list_allowed(f".{one}" for one in FORMATS)
        raise MisuseError(f"'{outfile.name}' has no figure's ending; expected {endings}")
    return kind


def dots_of(dpi: float | None) -> float:
    """Return the pixels to the inch that a caller asks for; raise ``MisuseError`` for fewer or more than make sense."""
    if dpi is not None and not LEAST_DPI <= dpi <= LARGEST_DPI:
        raise MisuseError(f"{dpi:g} is no dpi of a figure; expected {LEAST_DPI:g} to {LARGEST_DPI:g}")
    return PNG_DPI if dpi is None else dpi


def size_of(size: str | None, width_mm: float | None, height_mm: float | None) -> str | Size:
    """Return the size that a caller asks for: by name, by one or both of its sides in millimetres, or ``page``.

    One side alone takes the other from the named size's shape. The smallest type stays legible: it is the named size's.
    Raises ``MisuseError`` for a side that is no length between ``LEAST_MM`` and ``LARGEST_MM``.
    """
    name = check_one_of(size or "page", SIZES, "a size of figures")
    for side in (width_mm, height_mm):
        if side is not None and not LEAST_MM <= side <= LARGEST_MM:
            raise MisuseError(f"{side:g} mm is no side of a figure; expected {LEAST_MM:g} to {LARGEST_MM:g}")
    if width_mm is None and height_mm is None:
        return name
    known = SIZES[name]
    shape = known.width_mm / known.height_mm
    width = width_mm or (height_mm or 0) * shape
    return Size(width, height_mm or width / shape, known.type_pt, known.beside)


def figure_files(
    scene: Scene, sizes: Sequence[str] = ("page",), language: str | None = None, forms: Sequence[str] = FORMATS
) -> dict[str, bytes]:
    """Return a scene's figures by file name (``sco-membership-page.png``), in every format asked for."""
    language = language or scene.data.language
    files = {}
    for size in sizes:
        drawn = draw_figure(scene, size, language)
        for kind in forms:
            files[f"{scene.data.id}-{size}.{kind}"] = figure_bytes(drawn, scene, kind, language)
    return files


def draw_preview(scene: Scene, language: str) -> bytes:
    """Return a scene's slide as a small PNG, for a notebook's output; raises as ``save_figure`` does.

    A slide is wide, as the frame of the live map is, and is drawn in half the time of a page.
    """
    return preview_png(draw_figure(scene, "slide", language), language)


def draw_figure(
    scene: Scene,
    size: str | Size = "page",
    language: str | None = None,
    *,
    legend: bool = True,
    font: str | None = None,
    labels: LabelWishes | None = None,
) -> Figure:
    """Return a scene as a matplotlib figure: title, map frame and legend inside the neat line, credit at the foot.

    The map frame's axes are cartopy's, so that more may be drawn on them. The texts of the map have ids by what they
    name (``country:KGZ``).
    """
    measures, language = _measures(size), language or scene.data.language
    families, wanted = fonts.font_families(language, font), label_choices(labels, scene.data)
    with mpl.rc_context(settings(families, language, measures.type_pt)):
        sheet = Sheet(measures, language, families)
        compose(sheet, scene, legend=legend, labels=wanted)
    return sheet.figure


def draw_multiples(
    scene: Scene, days: Sequence[date], size: str | Size = "page", language: str | None = None
) -> tuple[Figure, Scene]:
    """Return one map on several days as a sheet of small multiples, and the scene that titles it.

    Raises ``MisuseError`` for too few or too many days, ``MapDataError`` where the sheet is too small for them.
    """
    head, scenes = multiples_scene(scene, days)
    measures = _measures(size)
    language = language or scene.data.language
    families = fonts.font_families(language)
    with mpl.rc_context(settings(families, language, measures.type_pt)):
        sheet = Sheet(measures, language, families)
        compose_multiples(sheet, head, scenes)
    return sheet.figure, head


def _measures(size: str | Size) -> Size:
    return size if isinstance(size, Size) else SIZES[check_one_of(size, SIZES, "a size of figures")]
