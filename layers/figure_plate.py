"""The map itself of a figure: sea, graticule, land, statuses, disputes, borders, lines, places and their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import cartopy.crs as ccrs
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from geo.names import pick
from layers import palette
from layers.entries import Entry, spell_on
from layers.figure_labels import Label, place_labels
from layers.figure_legend import DASHES, DISPUTE_HATCH, HATCHES
from layers.scene import METRES_PER_PX_AT_0, Scene
from layers.still import status_codes

MARGIN = 0.03
# Figures are printed at about this many dots for each of the page's pixels, which decides the level of detail.
DOTS_PER_INCH = 150
ROUTE_WIDTHS = {"main": (2.0, 3.4), "other": (1.4, 2.4), "context": (0.9, 1.6)}
APPROXIMATE = 0.55
RING_PT, CAPITAL_PT = 3.6, 4.6
MIN_COUNTRY_SHARE = 0.0016


def draw_plate(
    figure: Figure, scene: Scene, language: str, box: tuple[float, float, float, float], type_pt: float
) -> None:
    """Draw a scene's map into ``(left, bottom, width, height)`` in inches, on cartopy axes in the page's projection."""
    width, height = (float(side) for side in figure.get_size_inches())
    plate = _Plate(figure, scene, (box[0] / width, box[1] / height, box[2] / width, box[3] / height), box[2] / box[3])
    day = date.fromisoformat(scene.data["as_of"])
    plate.draw_graticule()
    plate.draw_land(day)
    plate.draw_disputes()
    plate.draw_borders(day)
    plate.draw_routes(day)
    plate.draw_journeys()
    rings = plate.draw_places()
    plate.write_names(language, day, type_pt, rings)


class _Plate:
    """The axes and the way from arcs to their plane."""

    def __init__(self, figure: Figure, scene: Scene, rect: tuple[float, float, float, float], aspect: float) -> None:
        projection = scene.projection
        crs = ccrs.LambertAzimuthalEqualArea(central_longitude=projection.lon, central_latitude=projection.lat)
        self.scene, self.figure = scene, figure
        self.ax: Any = figure.add_axes(rect, projection=crs)
        self.ax.set_facecolor(palette.SEA)
        self.ax.spines["geo"].set_visible(False)
        low_x, low_y, high_x, high_y = scene.data["view"]["extent"]
        wide, tall = (high_x - low_x) * (1 + 2 * MARGIN), (high_y - low_y) * (1 + 2 * MARGIN)
        wide, tall = max(wide, tall * aspect), max(tall, wide / aspect)
        middle = (low_x + high_x) / 2, (low_y + high_y) / 2
        self.frame = middle[0] - wide / 2, middle[1] - tall / 2, middle[0] + wide / 2, middle[1] + tall / 2
        self.ax.set_xlim(self.frame[0], self.frame[2])
        self.ax.set_ylim(self.frame[1], self.frame[3])
        dots = rect[2] * float(figure.get_size_inches()[0]) * DOTS_PER_INCH
        self.zoom = int(np.ceil(np.log2(METRES_PER_PX_AT_0 * dots / wide)))
        self.size_m2 = wide * tall

    def plane(self, references: Sequence[int]) -> NDArray[np.float64]:
        """Return a ring's or line's vertices in the plane, metres, shape (n, 2)."""
        return self.scene.projection.forward(self.scene.topology.path(references, self.zoom))

    def _sees(self, points: NDArray[np.float64]) -> bool:
        if len(points) < 2:
            return False
        low, high = points.min(axis=0), points.max(axis=0)
        west, south, east, north = self.frame
        return bool(low[0] < east and high[0] > west and low[1] < north and high[1] > south)

    def _outline(self, keys: Iterable[str]) -> Outline | None:
        """Return one compound path of polygons; holes stay open by the rings' directions."""
        polygons = self.scene.topology.polygons
        rings = (self.plane(ring) for key in keys for polygon in polygons.get(key, ()) for ring in polygon)
        paths = [Outline(ring, closed=True) for ring in rings if len(ring) > 3 and self._sees(ring)]
        return Outline.make_compound_path(*paths) if paths else None

    def _fill(self, keys: Iterable[str], **style: Any) -> None:
        outline = self._outline(keys)
        if outline is not None:
            self.ax.add_patch(PathPatch(outline, **style))

    def _strokes(self, lines: Iterable[Sequence[int]], **style: Any) -> None:
        seen = [points for points in map(self.plane, lines) if self._sees(points)]
        if seen:
            self.ax.add_collection(LineCollection(seen, **style), autolim=False)

    def draw_graticule(self) -> None:
        """Draw the meridians and parallels, barely there."""
        lines = [line for key, line in self.scene.topology.lines.items() if key.startswith("graticule:")]
        self._strokes(lines, colors=palette.GRATICULE, linewidths=0.4, zorder=1)

    def draw_land(self, day: date) -> None:
        """Fill all land as paper, then each status with its colour and pattern."""
        countries = [key for key in self.scene.topology.polygons if ":" not in key]
        self._fill(countries, facecolor=palette.LAND, edgecolor="none", zorder=2)
        for status, codes in status_codes(self.scene.data, day):
            hatch = HATCHES[status["pattern"]]
            self._fill(
                codes,
                facecolor=status["color"],
                edgecolor="#ffffffaa" if hatch else "none",
                hatch=hatch,
                linewidth=0,
                zorder=3,
            )

    def draw_disputes(self) -> None:
        """Hatch the disputed parts whose shape is known, each with its own dashed outline."""
        for dispute in self.scene.data["disputes"]:
            if dispute.get("area"):
                style = {
                    "edgecolor": palette.DISPUTE,
                    "hatch": DISPUTE_HATCH,
                    "linestyle": (0, (2, 1.5)),
                    "linewidth": 0.5,
                }
                self._fill([dispute["area"]], facecolor=palette.LAND, zorder=4, **style)

    def draw_borders(self, day: date) -> None:
        """Draw every arc once, by who stands on its two sides: coast, white between members, grey on paper."""
        held = {code for _, codes in status_codes(self.scene.data, day) for code in codes}
        kinds: dict[str, list[list[int]]] = {"coast": [], "members": [], "other": []}
        for arc, codes in self._owners():
            kinds["coast" if len(codes) == 1 else "members" if codes <= held else "other"].append([arc])
        self._strokes(kinds["other"], colors=palette.PAPER_BORDER, linewidths=0.4, zorder=5)
        self._strokes(kinds["coast"], colors=palette.COAST, linewidths=0.4, zorder=5)
        self._strokes(kinds["members"], colors=palette.MEMBER_BORDER, linewidths=0.6, zorder=5)

    def _owners(self) -> Iterator[tuple[int, set[str]]]:
        owners: dict[int, set[str]] = {}
        horizon = set(self.scene.topology.horizon)
        for key, polygons in self.scene.topology.polygons.items():
            if ":" not in key:
                for reference in (arc for polygon in polygons for ring in polygon for arc in ring):
                    owners.setdefault(max(reference, ~reference), set()).add(key)
        yield from ((arc, codes) for arc, codes in sorted(owners.items()) if arc not in horizon)

    def draw_routes(self, day: date) -> None:
        """Draw the sections of the routes by their state on the day, on a white casing, the page's own route last."""
        lines = self.scene.topology.lines
        for role in reversed(palette.ROUTE_COLOURS):
            width, casing = ROUTE_WIDTHS[role]
            for route in (route for route in self.scene.data["routes"] if route["role"] == role):
                for key, section in _sections(route):
                    spell = spell_on(section, day)
                    if spell is None or key not in lines:
                        continue
                    thin = APPROXIMATE if section["approximate"] else 1.0
                    style = {"colors": palette.ROUTE_COLOURS[role], "alpha": 0.5 + thin / 2, "zorder": 8}
                    self._strokes(
                        [lines[key]], colors="#ffffff", linewidths=casing, alpha=0.9, capstyle="butt", zorder=7
                    )
                    self._strokes(
                        [lines[key]],
                        linewidths=width * (0.5 + thin / 2),
                        linestyles=[DASHES[spell["status"]]],
                        capstyle="butt",
                        **style,
                    )

    def draw_journeys(self) -> None:
        """Draw the journeys as thin arcs with a head at the end; an absence is broken and has no head."""
        for journey in self.scene.data["journeys"]:
            references = self.scene.topology.lines.get(journey["line"])
            points = self.plane(references) if references else np.zeros((0, 2))
            if not self._sees(points):
                continue
            absent = journey.get("attended") is False
            self.ax.add_patch(
                FancyArrowPatch(
                    path=Outline(points),
                    arrowstyle="-" if absent else "-|>,head_length=3,head_width=1.4",
                    color=palette.INK,
                    linewidth=0.9,
                    linestyle=(0, (1, 3)) if absent else "solid",
                    zorder=9,
                )
            )

    def draw_places(self) -> list[Bbox]:
        """Draw the places as rings and return their boxes in pixels."""
        pixels = self.figure.dpi / 72
        boxes = []
        for place in self.scene.data["places"]:
            x, y = self.point(place["lon"], place["lat"])
            size = CAPITAL_PT if place.get("capital") else RING_PT
            self.ax.plot(x, y, "o", ms=size, mfc="white", mec=palette.INK, mew=0.8, zorder=12)
            at = self.ax.transData.transform((x, y))
            half = (size / 2 + 0.5) * pixels
            boxes.append(Bbox.from_extents(at[0] - half, at[1] - half, at[0] + half, at[1] + half))
        return boxes

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a place in the plane, metres."""
        plane = self.scene.projection.forward(np.array([[lon, lat]]))[0]
        return float(plane[0]), float(plane[1])

    def write_names(self, language: str, day: date, type_pt: float, rings: list[Bbox]) -> None:
        """Write the names by rank: places, countries that hold a status, other countries."""
        place_labels(
            self.ax, [*self._place_labels(language, day, type_pt), *self._country_labels(language, day, type_pt)], rings
        )

    def _place_labels(self, language: str, day: date, type_pt: float) -> Iterator[Label]:
        held = self._colours(day)
        for place in self.scene.data["places"]:
            ground = held.get(place["country"][0], palette.LAND) if place.get("country") else palette.LAND
            x, y = self.point(place["lon"], place["lat"])
            ink = palette.ink_on(ground)
            yield Label(pick(place["name"], language), x, y, type_pt, ink, ground, distance_pt=4)

    def _country_labels(self, language: str, day: date, type_pt: float) -> Iterator[Label]:
        held = self._colours(day)
        ranked = sorted(
            self.scene.data["countries"], key=lambda country: (country["code"] not in held, country["rank"])
        )
        for country in ranked:
            ground = held.get(country["code"], palette.LAND)
            x, y = self.point(*country["label"])
            name = pick(country["name"], language).upper()
            color = palette.ink_on(ground) if country["code"] in held else "#7d776a"
            yield Label(name, x, y, type_pt, color, ground)

    def _colours(self, day: date) -> dict[str, str]:
        return {code: status["color"] for status, codes in status_codes(self.scene.data, day) for code in codes}


def _sections(route: Entry) -> Iterator[tuple[str, Entry]]:
    for branch in route["branches"]:
        for section in branch["sections"]:
            yield f"{branch['line']}:{section['from']}", section
