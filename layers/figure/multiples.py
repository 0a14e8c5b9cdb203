"""Small multiples: one map on several days side by side, with one title, one legend and one foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil

import numpy as np

from geo.errors import MisuseError
from geo.model.dates import PartialDate
from geo.model.locale import date_text, list_text, pick
from geo.model.symbology import LIGHT
from layers.figure.basemap import draw_basemap
from layers.figure.content import FigureContent
from layers.figure.labels.countries import letter_of, lettered_statuses
from layers.figure.layout import Layout, height_of
from layers.figure.map_frame import fit_map_frame
from layers.figure.marginalia.legend import status_sample
from layers.figure.marginalia.legend_columns import Item, RunningLegend
from layers.figure.marks.lines import draw_routes
from layers.figure.marks.symbols import draw_symbols
from layers.figure.paper.box import Box
from layers.figure.paper.sheet import OVER_ALL, Sheet
from layers.i18n.sentences import translate_plural
from layers.scene.build import Scene
from layers.scene.on_day import holders
from layers.scene.titles import retitled

# More maps than this on a sheet are stamps; a smaller cell than this shows nobody anything.
MOST_DAYS = 12
LEAST_CELL_PT = 70.0
# So many days are told one by one below the title.
MOST_TOLD = 4
GAP_PT = 8.0


def multiples_scene(scene: Scene, days: Sequence[date]) -> tuple[Scene, list[Scene]]:
    """Return the scene that titles a sheet of several days, and the map's scene on each day in order of time.

    Raises ``MisuseError`` for fewer than two or more than ``MOST_DAYS`` days.
    """
    order = sorted(set(days))
    if not 2 <= len(order) <= MOST_DAYS:
        raise MisuseError(f"small multiples take 2 to {MOST_DAYS} different days; {len(order)} were given")
    data = scene.data
    told = {code: _days_text(order, code) for code in data.languages}
    name = data.bloc.short or data.bloc.name
    title = {
        code: translate_plural("multiples_title", len(order), code, bloc=pick(name, code)) for code in data.languages
    }
    head = data.model_copy(update={"id": f"{data.id}-multiples", "title": title, "subtitle": told})
    return replace(scene, data=head), [replace(scene, data=retitled(data, day)) for day in order]


def _days_text(days: Sequence[date], language: str) -> str:
    """Return days in words: each of a few, else the first and the last."""
    texts = [date_text(PartialDate.of(day), language) for day in days]
    return list_text(texts, language) if len(texts) <= MOST_TOLD else f"{texts[0]} – {texts[-1]}"


def compose_multiples(sheet: Sheet, head: Scene, scenes: Sequence[Scene]) -> None:
    """Draw the scenes of several days on one sheet; raise ``MapDataError`` where they find no room."""
    _Multiples(sheet, head, scenes).draw()


class _Multiples(Layout):
    """A sheet of cells, each with its day above its map."""

    def __init__(self, sheet: Sheet, head: Scene, scenes: Sequence[Scene]) -> None:
        super().__init__(sheet, head)
        self.scenes, self.gap = scenes, GAP_PT * sheet.unit
        self.row = 1.5 * sheet.size.type_pt
        self.come = [self._come(before, after) for before, after in pairwise([None, *scenes])]
        # Above each map its day, and below it who came, where that is known for any.
        self.line = self.row * (2 if any(self.come) else 1)

    def draw(self) -> None:
        """Draw the whole sheet."""
        width = self.neat.width - 2 * self.pad
        title = self.title(width)
        legend = RunningLegend(self.sheet, [self._statuses()], width)
        left, top = self.neat.left + self.pad, self.neat.top - 0.6 * self.pad
        room = Box(
            left,
            self.neat.bottom + legend.height + 1.2 * self.pad,
            left + width,
            self.neat.top - height_of(title) - 1.1 * self.pad,
        )
        self.sheet.part = "title"
        self.write(title, self.begin(), top)
        cells = self._cells(room)
        for scene, come, cell in zip(self.scenes, self.come, cells, strict=True):
            self.sheet.part = f"day-{scene.data.as_of}"
            self._draw_cell(scene, come, cell)
        self.sheet.part = "legend"
        legend.draw(self.begin(), self.neat.bottom + 0.6 * self.pad + legend.height)
        self.sheet.shape(self.sheet.rectangle(self.neat), fill=None, edge=LIGHT.ink, width=0.7, z=OVER_ALL + 1)
        self.sheet.part = "foot"
        self.write_foot()

    def _statuses(self) -> list[Item]:
        """Return the legend: every status that anybody holds on one of the days."""
        statuses = [status for status in self.scene.data.statuses if status.shown]
        held = [holders(scene.data, scene.data.as_of) for scene in self.scenes]
        seen = [status for status in statuses if any(day[status.id] for day in held)]
        lettered = lettered_statuses(seen)
        language = self.sheet.language
        return [
            Item(pick(status.label, language), status_sample(status, letter))
            for status in seen
            for letter in [letter_of(status, statuses, language) if status.id in lettered else ""]
        ]

    def _cells(self, room: Box) -> list[Box]:
        """Return a box for each day, in rows, with as many columns as let the maps be largest."""
        left, bottom, right, top = self.scene.data.view.extent
        shape = (right - left) / (top - bottom)
        count = len(self.scenes)

        def size(columns: int) -> tuple[float, float]:
            rows = ceil(count / columns)
            return (room.width - (columns - 1) * self.gap) / columns, (room.height - (rows - 1) * self.gap) / rows

        def scale(columns: int) -> float:
            width, height = size(columns)
            return min(width / shape, height - self.line)

        columns = max(range(1, count + 1), key=scale)
        width, height = size(columns)
        if min(width, height - self.line) < LEAST_CELL_PT * self.sheet.unit:
            if not any(self.come):
                raise self.too_much()
            # The maps before the names of who came.
            self.come, self.line = [[] for _ in self.scenes], self.row
            return self._cells(room)
        corners = (
            (room.left + (number % columns) * (width + self.gap), room.top - (number // columns) * (height + self.gap))
            for number in range(count)
        )
        cells = [Box(x, y - height, x + width, y) for x, y in corners]
        if not self.sheet.turned:
            return cells
        across = room.left + room.right
        return [cell._replace(left=across - cell.right, right=across - cell.left) for cell in cells]

    def _come(self, before: Scene | None, after: Scene | None) -> list[str]:
        """Return the names of who became a member since the day before, in the sheet's language, then of who left."""
        if before is None or after is None:
            return []
        then, now = self._members(before), self._members(after)
        names = {country.code: pick(country.name, self.sheet.language) for country in after.data.countries}
        return [
            f"{sign}\u00a0{names[code]}"
            for sign, codes in (("+", now - then), ("−", then - now))
            for code in sorted(codes, key=lambda code: names[code])
        ]

    def _members(self, scene: Scene) -> set[str]:
        held = holders(scene.data, scene.data.as_of)
        return {country.code for id_, them in held.items() if self._is_member(id_) for country in them}

    def _draw_cell(self, scene: Scene, come: Sequence[str], cell: Box) -> None:
        data, sheet, face = scene.data, self.sheet, self.sheet.face(1.1, bold=True)
        members = len(self._members(scene))
        day = date_text(PartialDate.of(data.as_of), sheet.language)
        count = translate_plural("members", members, sheet.language)
        base = cell.top - 0.75 * self.row
        wide = sheet.ruler.width(count, sheet.face())
        sheet.write(day, sheet.begin(cell.left, cell.right), base, face)
        sheet.write(count, sheet.begin(cell.right - wide, cell.left + wide), base, sheet.face())
        # What does not fit says less than the count.
        told = "  ".join(come)
        if sheet.ruler.width(told, sheet.face()) <= cell.width:
            sheet.write(told, sheet.begin(cell.left, cell.right), base - self.row, sheet.face())
        map_frame = fit_map_frame(scene, cell._replace(top=cell.top - self.line), sheet.unit)
        content = FigureContent(sheet, map_frame)
        draw_basemap(sheet, map_frame, content.held)
        draw_routes(sheet, map_frame, [run for run in content.runs if run.route.role == "main"])
        draw_symbols(sheet, map_frame, [symbol for symbol in content.symbols if symbol.kind == "country"])
        box = map_frame.box
        corners = [(box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top)]
        sheet.stroke([np.array([*corners, corners[0]])], LIGHT.coast, 0.5, z=OVER_ALL)

    def _is_member(self, status: str) -> bool:
        return any(one.id == status and one.member for one in self.scene.data.statuses)
