"""The sheet a figure is drawn on, measured in points from its lower left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import bidirectional

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import AbstractPathEffect, Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from geo.model.locale import is_right_to_left
from geo.model.symbology import LIGHT
from layers.figure.paper.box import MM_PER_INCH, PT_PER_INCH, Box, Points
from layers.figure.paper.fonts import SMALLEST_PT, Face, Ruler

# Twice the dots of a sharp screen: a slide is 3840 × 2160.
PNG_DPI = 288
HAIRLINE_PT, HALO_PT = 0.4, 2.4
# Before a line that runs from right to left: with it such a line may begin in Latin letters.
RIGHT_TO_LEFT_MARK = "\u200f"
# From the basemap up; the map's own axes lie below all.
# A person's own areas, lines and points.
OVER_BASEMAP_OWN, OVER_LINES_OWN, OVER_SYMBOLS_OWN = 1, 11.5, 11.9
# Halos lie below the routes, where a gap says something, and above the journeys, which run through names.
OVER_JOURNEYS, OVER_HALOS, OVER_LINES, OVER_SYMBOLS, OVER_NAMES, OVER_ALL = 8, 9, 10, 12, 15, 20


@dataclass(frozen=True)
class Size:
    """A figure's size: width and height in millimetres, its smallest type in points, and where title and legend go.

    They stand above and below the map, or, ``beside``, in a column where lines begin.
    """

    width_mm: float
    height_mm: float
    type_pt: float = SMALLEST_PT
    beside: bool = False

    @property
    def box(self) -> Box:
        """The whole sheet in points."""
        return Box(0, 0, *(side / MM_PER_INCH * PT_PER_INCH for side in (self.width_mm, self.height_mm)))


def _has_right_to_left(text: str) -> bool:
    """Tell whether some of a text runs from right to left; a line in another script keeps its own order."""
    return any(bidirectional(letter) in ("R", "AL") for letter in text)


class Sheet:
    """A matplotlib figure with pens that are measured in points.

    ``part`` says what the artists that follow show: the group that they are in, in an SVG. ``unit`` is how many times
    larger than on a page of the smallest type everything is drawn.
    """

    def __init__(self, size: Size, language: str, families: Sequence[str]) -> None:
        self.size, self.language, self.box = size, language, size.box
        self.ruler, self.part = Ruler(families), ""
        self.turned = is_right_to_left(language)
        self.unit = size.type_pt / SMALLEST_PT
        self.figure = Figure(
            figsize=(self.box.width / PT_PER_INCH, self.box.height / PT_PER_INCH), dpi=PNG_DPI, facecolor="white"
        )
        FigureCanvasAgg(self.figure)
        self.points = Affine2D().scale(1 / PT_PER_INCH) + self.figure.dpi_scale_trans

    def face(self, times: float = 1.0, *, bold: bool = False, italic: bool = False) -> Face:
        """Return a type so many times as large as the smallest; Arabic letters have no slant."""
        return Face(round(self.size.type_pt * times, 2), bold, italic and not self.turned)

    def begin(self, left: float, right: float) -> float:
        """Return where lines begin between two edges: at the left, or the right where words run from there."""
        return right if self.turned else left

    def write(
        self,
        text: str,
        x: float,
        y: float,
        face: Face,
        *,
        color: str = LIGHT.ink,
        halo: str | None = None,
        align: Literal["start", "center"] = "start",
        name: str | None = None,
    ) -> None:
        """Write one line that begins at ``x`` or is centred on it; ``name`` is the id it has in an SVG."""
        if align == "start" and self.turned and _has_right_to_left(text):
            text = RIGHT_TO_LEFT_MARK + text
        if halo:
            under = self._text(text, x, y, face, halo, align, OVER_HALOS)
            outline: AbstractPathEffect = Stroke(linewidth=HALO_PT * self.unit, foreground=halo, joinstyle="round")
            under.set_path_effects([outline])
            under.set_gid(f"halo:{name}")
        self._text(text, x, y, face, color, align, OVER_NAMES if halo else OVER_ALL).set_gid(name)

    def _text(
        self, text: str, x: float, y: float, face: Face, color: str, align: Literal["start", "center"], z: int
    ) -> Text:
        return self.figure.text(
            x,
            y,
            text,
            transform=self.points,
            ha="center" if align == "center" else "right" if self.turned else "left",
            va="baseline",
            fontsize=face.size,
            fontweight="bold" if face.bold else "normal",
            fontstyle="italic" if face.italic else "normal",
            color=color,
            zorder=z,
            label="halos" if z == OVER_HALOS else self.part,
        )

    def stroke(
        self,
        lines: Sequence[Points],
        color: str,
        width: float,
        *,
        dashes: Sequence[float] = (),
        cap: Literal["butt", "round", "projecting"] = "butt",
        clip: Box | None = None,
        z: float = OVER_LINES,
    ) -> None:
        """Draw lines; width and dashes are multiplied by the unit."""
        if not lines:
            return
        drawn = LineCollection(
            list(lines),
            colors=color,
            linewidths=max(width, HAIRLINE_PT) * self.unit,
            linestyles=[(0, [dash * self.unit for dash in dashes])] if dashes else "solid",
            capstyle=cap,
            joinstyle="round",
            transform=self.points,
            zorder=z,
        )
        self.add(drawn, clip)

    def shape(
        self,
        outline: Outline,
        *,
        fill: str | None,
        edge: str | None = None,
        width: float = 0.0,
        clip: Box | None = None,
        z: float = OVER_SYMBOLS,
        hatch: str | None = None,
        dashes: Sequence[float] = (),
    ) -> None:
        """Draw a filled outline; its edge's width is multiplied by the unit."""
        drawn = PathPatch(
            outline,
            facecolor=fill or "none",
            edgecolor=edge or "none",
            linewidth=max(width, HAIRLINE_PT) * self.unit if width else 0,
            joinstyle="round",
            transform=self.points,
            zorder=z,
            hatch=hatch,
            linestyle=(0, tuple(length * self.unit for length in dashes)) if dashes else "solid",
        )
        self.add(drawn, clip)

    def add(self, artist: Artist, clip: Box | None, *, picture: bool = False) -> None:
        """Add what matplotlib draws, cut off at a box; as a ``picture`` it is drawn by dots in SVG and PDF too."""
        artist.set_label(self.part)
        self.figure.add_artist(artist)
        artist.set_rasterized(picture)
        if clip:
            artist.set_clip_box(TransformedBbox(Bbox.from_extents(*clip), self.points))

    def rectangle(self, box: Box) -> Outline:
        """Return a box as an outline."""
        corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
        return Outline([*corners, corners[0]], closed=True)
