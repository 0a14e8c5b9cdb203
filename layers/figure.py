"""A scene as a print figure: PNG, SVG and PDF by cartopy, in the page's projection, colours and words.

The same scene gives the same bytes: no clock, no random ids, and only fonts that are named.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from geo.errors import MapDataError, MisuseError, list_allowed, near_match
from geo.files import write_whole
from geo.intervals import PartialDate
from geo.names import date_text, pick
from layers import palette
from layers.figure_columns import Legend
from layers.figure_files import FORMATS, figure_bytes
from layers.figure_foot import FEWEST_PUBLISHERS, MAX_PUBLISHERS, foot_text
from layers.figure_ground import Ground
from layers.figure_inset import draw_locator, draw_scale
from layers.figure_legend import DETAILS, Shown, legend_groups
from layers.figure_lines import crosses, draw_journeys, draw_routes, journey_lines, route_runs
from layers.figure_names import Names, lettered_statuses
from layers.figure_plate import Plate, draw_ground, fit_plate, is_disputed
from layers.figure_sheet import OVER_ALL, Box, Sheet, Size
from layers.figure_signs import draw_signs, find_signs
from layers.figure_type import LEADING, settings
from layers.scene import Scene
from layers.still import status_codes

__all__ = ["FORMATS", "SIZES", "draw_figure", "figure_files", "save_figure"]

SIZES = {
    "column": Size(120, 140),
    "page": Size(180, 210),
    "slide": Size(338.667, 190.5, 12, beside=True),
    "square": Size(190.5, 190.5, 9),
}
TITLE, SUBTITLE = 1.75, 1.12
QUIET_INK = "#4a5258"
MARGIN_PT, PAD_PT = 8.0, 8.0
# Which share of its width a sheet gives to the column of title and legend beside the map.
COLUMN_SHARE = 0.27
# A legend below the map takes no more than this share of their common height where it can be said shorter.
LEGEND_SHARE = 0.3
LEAST_PLATE_PT = 60.0
FOOT_LINES = 2


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
        allowed = list_allowed(f".{name}" for name in FORMATS)
        raise MisuseError(f"'{path.name}' has no figure's ending; expected {allowed}")
    language = language or scene.data["language"]
    write_whole(path, figure_bytes(draw_figure(scene, size, language), scene, kind, language))


def figure_files(scene: Scene, sizes: Sequence[str] = ("page",), language: str | None = None) -> dict[str, bytes]:
    """Return a scene's figures by file name (``sco-membership-page.png``), in every format."""
    language = language or scene.data["language"]
    files = {}
    for size in sizes:
        drawn = draw_figure(scene, size, language)
        for kind in FORMATS:
            files[f"{scene.data['id']}-{size}.{kind}"] = figure_bytes(drawn, scene, kind, language)
    return files


def draw_figure(scene: Scene, size: str = "page", language: str | None = None) -> Figure:
    """Return a scene as a matplotlib figure: title, plate and legend inside the neat line, credit at the foot.

    The plate's axes are cartopy's, so that more may be drawn on them. The texts of the map have ids by what they
    name (``country:KGZ``).
    """
    if size not in SIZES:
        hint = near_match(size, list(SIZES))
        raise MisuseError(
            f"unknown figure size '{size}'; expected {list_allowed(SIZES)}" + (f"; {hint}" if hint else "")
        )
    language = language or scene.data["language"]
    with mpl.rc_context(settings(language, SIZES[size].type_pt)):
        sheet = Sheet(SIZES[size], language)
        _Composition(sheet, scene).draw()
    return sheet.figure


class _Composition:
    """Where the parts of a figure go on its sheet."""

    def __init__(self, sheet: Sheet, scene: Scene) -> None:
        self.sheet, self.scene = sheet, scene
        self.day = date.fromisoformat(scene.data["as_of"])
        self.pad, margin = PAD_PT * sheet.unit, MARGIN_PT * sheet.unit
        whole = sheet.box.grown(-margin)
        self.foot_face = sheet.face()
        self.foot = self._foot(whole.width)
        foot_height = len(self.foot) * LEADING * self.foot_face.size
        self.whole, self.neat = whole, whole._replace(bottom=whole.bottom + foot_height + 0.3 * self.pad)
        column = COLUMN_SHARE * self.neat.width if sheet.size.beside else self.neat.width
        self.column = self.neat._replace(right=self.neat.left + column)
        self.column = self.column._replace(left=self.column.left + self.pad, right=self.column.right - self.pad)

    def _foot(self, width: float) -> list[str]:
        """Return the foot's lines, with as many publishers as two lines hold."""
        for publishers in range(MAX_PUBLISHERS, FEWEST_PUBLISHERS - 1, -1):
            text = foot_text(self.scene.data, self.sheet.language, publishers)
            lines = self.sheet.ruler.wrap(text, width, self.foot_face)
            if len(lines) <= FOOT_LINES:
                break
        return lines

    def draw(self) -> None:
        """Draw the whole figure."""
        under_title = self._title()
        if self.sheet.size.beside:
            room = under_title - self.neat.bottom - 1.2 * self.pad
            content = self._content(self.neat._replace(left=self.column.right + self.pad))
            legend = self._legend(content, room)
            self._must_fit(room - legend.height)
        else:
            content, legend = self._above_legend(self.neat._replace(top=under_title - self.pad / 2))
        self._plate(content)
        legend.draw(self.column.left, self.neat.bottom + 0.6 * self.pad + legend.height)
        self._frame()

    def _above_legend(self, box: Box) -> tuple[_Content, Legend]:
        """Return what the plate shows and its legend below it: each depends on the room that the other leaves."""
        height = 0.0
        while True:
            content = self._content(box._replace(bottom=box.bottom + height))
            legend = self._legend(content, LEGEND_SHARE * box.height)
            if legend.height + 1.2 * self.pad <= height:
                return content, legend
            height = legend.height + 1.2 * self.pad
            self._must_fit(box.height - height - LEAST_PLATE_PT * self.sheet.unit)

    def _must_fit(self, room: float) -> None:
        if room < 0:
            raise MapDataError(
                f"the legend of map '{self.scene.data['id']}' does not fit this size of figure; "
                "choose a larger size, or show fewer statuses and routes"
            )

    def _content(self, box: Box) -> _Content:
        return _Content(fit_plate(self.scene, box, self.sheet.unit), self.day)

    def _legend(self, content: _Content, room: float) -> Legend:
        """Return the legend that says most within a height; the shortest where none fits."""
        statuses, language = self.scene.data["statuses"], self.sheet.language
        for detail in DETAILS:
            groups = legend_groups(content.shown, statuses, language, detail)
            legend = Legend(self.sheet, groups, self.column.width)
            if legend.height <= room:
                break
        return legend

    def _title(self) -> float:
        """Write title and subtitle and return how far down they reach."""
        sheet, data = self.sheet, self.scene.data
        subtitle = pick(data.get("subtitle", {}), sheet.language)
        subtitle = subtitle or date_text(PartialDate.parse(data["as_of"]), sheet.language)
        y = self.neat.top - 0.6 * self.pad
        for text, face, color in (
            (pick(data["title"], sheet.language), sheet.face(TITLE, bold=True), palette.INK),
            (subtitle, sheet.face(SUBTITLE), QUIET_INK),
        ):
            for line in sheet.ruler.balance(text, self.column.width, face):
                y -= LEADING * face.size
                sheet.write(line, self.column.left, y + 0.25 * face.size, face, color=color)
        return y

    def _frame(self) -> None:
        """Draw the neat line and write the foot below it."""
        self.sheet.shape(self.sheet.rectangle(self.neat), fill=None, edge=palette.INK, width=0.7, z=OVER_ALL + 1)
        y = self.whole.bottom + len(self.foot) * LEADING * self.foot_face.size
        for line in self.foot:
            y -= LEADING * self.foot_face.size
            self.sheet.write(line, self.whole.left, y + 0.3 * self.foot_face.size, self.foot_face, color=QUIET_INK)

    def _plate(self, content: _Content) -> None:
        plate, sheet = content.plate, self.sheet
        draw_ground(sheet, plate, content.held)
        draw_routes(sheet, plate, content.runs)
        draw_journeys(sheet, plate, content.journeys)
        ground = Ground(plate)
        ground.cross([run.line for run in content.runs] + [line for _, line in content.journeys])
        for covered in [sign.box(sheet.unit) for sign in content.signs] + crosses(content.journeys, sheet.unit):
            ground.take(covered)
        locator = draw_locator(sheet, plate, ground, content.held)
        signs = [sign for sign in content.signs if not (locator and locator.holds(*sign.at))]
        draw_signs(sheet, plate, signs)
        for box in (draw_scale(sheet, plate), locator):
            if box:
                ground.take(box)
        names = Names(sheet, plate, ground, content.held)
        names.write(names.place(signs, content.runs))
        edges = [plate.box.bottom, plate.box.top] if not sheet.size.beside else []
        lines = [np.array([(plate.box.left, y), (plate.box.right, y)]) for y in edges]
        lines += [np.array([(plate.box.left, plate.box.bottom), (plate.box.left, plate.box.top)])] * sheet.size.beside
        sheet.stroke(lines, palette.COAST, 0.5, z=OVER_ALL)


class _Content:
    """What a plate shows on a day."""

    def __init__(self, plate: Plate, day: date) -> None:
        data = plate.scene.data
        by_status = status_codes(data, day)
        self.plate = plate
        self.held = {code: status for status, codes in by_status for code in codes}
        self.runs = route_runs(plate, day)
        self.journeys = journey_lines(plate)
        self.signs = find_signs(plate, day, self.held, self.runs)
        self.shown = Shown(
            held=self.held,
            counts={status["id"]: len(codes) for status, codes in by_status},
            runs=self.runs,
            journeys=[journey for journey, _ in self.journeys],
            signs=self.signs,
            areas=any(
                is_disputed(dispute) and plate.rings.get(dispute.get("area") or "") for dispute in data["disputes"]
            ),
            lettered=lettered_statuses(self.held[code] for code in sorted(self.held) if code in plate.rings),
        )
