"""A legend's entries in columns, as low as they go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from layers.figure.paper.box import Box
from layers.figure.paper.fonts import MIDDLE
from layers.figure.paper.sheet import Sheet

# In type sizes: a sample's width and height, what follows it, and what parts columns.
SAMPLE_EM, SAMPLE_HIGH_EM, GAP_EM, COLUMN_GAP_EM = 2.6, 1.0, 0.6, 2.2
# In type sizes: from one entry to the next, from one line of an entry to the next, more between groups.
ROW_EM, WRAPPED_EM, GROUP_LEAD_EM = 1.6, 1.2, 0.45
# In entries that run on: from one line to the next, and what parts two entries.
RUN_EM, RUN_GAP_EM = 1.4, 1.4
MOST_COLUMNS, MOST_BESIDE, NARROWEST_EM, ROOMIER = 4, 2, 12, (1.0, 1.2, 1.4, 1.7)
# What it is worth to keep a group in one column, and an entry in one line, in type sizes.
SPLIT_COST_EM, WRAP_COST_EM = 2.6, 0.7

# What stands between the entries of a note.
NOTE_JOIN = " · "

Draw = Callable[[Sheet, Box], None]


@dataclass(frozen=True)
class Item:
    """One entry: its words, broken where they must be, and what draws its sample into a box; headings have none."""

    text: str
    draw: Draw | None = None


@dataclass(frozen=True)
class _Row:
    """An entry broken into lines: its width and height in points, and whether a group starts with it."""

    item: Item
    lines: list[str]
    width: float
    height: float
    first: bool


def _widest(column: Sequence[_Row]) -> float:
    return max((row.width for row in column), default=0.0)


class Legend:
    """Groups of entries laid out in columns within a width, in points: in order, as low as they go; a note below."""

    def __init__(self, sheet: Sheet, groups: Sequence[Sequence[Item]], width: float, note: str = "") -> None:
        self.sheet, self.em = sheet, sheet.size.type_pt
        self._lead, self.said = GROUP_LEAD_EM * self.em, note
        self.note = self._entries(note, width) if note else []
        self.high = self._arrange(groups, width)
        self.height = self.high + (len(self.note) * WRAPPED_EM + GROUP_LEAD_EM if self.note else 0.0) * self.em

    def _arrange(self, groups: Sequence[Sequence[Item]], width: float) -> float:
        """Put the entries where they go, and return how high they stand together."""
        most = MOST_BESIDE if self.sheet.size.beside else MOST_COLUMNS
        tried = (self._flow(groups, width, count, more) for count in range(1, most + 1) for more in ROOMIER)
        ways = [way for way in tried if len(way) < 2 or self._width(way) <= width]
        self.columns = min(ways, key=lambda way: (self._cost(way), len(way)))
        return max(map(self._height, self.columns), default=0.0)

    def _entries(self, note: str, width: float) -> list[str]:
        """Return a note in lines that break no entry, where these are no wider than a line."""
        ruler, face = self.sheet.ruler, self.sheet.face()
        lines = [""]
        for entry in note.split(NOTE_JOIN):
            longer = NOTE_JOIN.join(filter(None, (lines[-1], entry)))
            if not lines[-1] or ruler.width(longer, face) <= width:
                lines[-1] = longer
            else:
                lines.append(entry)
        return [part for line in lines for part in ruler.wrap(line, width, face)]

    def _flow(self, groups: Sequence[Sequence[Item]], width: float, count: int, more: float) -> list[list[_Row]]:
        """Return so many columns at most, filled one after the other to the least height that holds all.

        A column may be so many times as wide as its even share; others may need less.
        """
        room = min(width, more * (width - (count - 1) * COLUMN_GAP_EM * self.em) / count)
        rows = [self._row(item, room, item is group[0]) for group in groups for item in group]
        if not rows or room < NARROWEST_EM * self.em:
            return [[self._row(row.item, width, row.first) for row in rows]]
        # Where each row ends, were all in one column: the difference of two is what stands between them.
        ends = list(accumulate(row.height + (self._lead if row.first else 0.0) for row in rows))
        tops = [end - row.height for end, row in zip(ends, rows, strict=True)]
        heights = sorted({round(end - top, 3) for start, top in enumerate(tops) for end in ends[start:]})
        ways = {self._fill(rows, tops, ends, height, whole=whole) for height in heights for whole in (False, True)}
        columns = ([rows[start:end] for start, end in pairwise((*way, len(rows)))] for way in sorted(ways))
        return min((way for way in columns if len(way) <= count), key=self._cost)

    def _fill(
        self, rows: Sequence[_Row], tops: Sequence[float], ends: Sequence[float], height: float, *, whole: bool
    ) -> tuple[int, ...]:
        """Return with which rows columns of a height begin; ``whole`` groups go to the next one rather than split."""
        starts, after = [0], [number for number, row in enumerate(rows) if row.first and number]
        for number, row in enumerate(rows):
            # A heading does not stand last in a column.
            more = row.height if row.item.draw is None else 0.0
            if whole and row.first:
                last = next((start for start in after if start > number), len(rows)) - 1
                more = ends[last] - ends[number]
            if number > starts[-1] and ends[number] - tops[starts[-1]] + more > height + 0.01:
                starts.append(number)
        return tuple(starts)

    def _width(self, columns: list[list[_Row]]) -> float:
        return sum(map(_widest, columns)) + (len(columns) - 1) * COLUMN_GAP_EM * self.em

    def _height(self, rows: Sequence[_Row]) -> float:
        return sum(row.height for row in rows) + self._lead * sum(row.first for row in rows[1:])

    def _cost(self, columns: list[list[_Row]]) -> float:
        splits = sum(not column[0].first for column in columns if column)
        wraps = sum(len(row.lines) - 1 for column in columns for row in column)
        worse = splits * SPLIT_COST_EM + wraps * WRAP_COST_EM
        return max(map(self._height, columns), default=0.0) + worse * self.em

    def _row(self, item: Item, room: float, first: bool) -> _Row:
        face = self.sheet.face(bold=item.draw is None)
        indent = (SAMPLE_EM + GAP_EM) * self.em if item.draw else 0.0
        lines = [line for part in item.text.split("\n") for line in self.sheet.ruler.wrap(part, room - indent, face)]
        width = indent + max(self.sheet.ruler.width(line, face) for line in lines)
        return _Row(item, lines, width, (ROW_EM + (len(lines) - 1) * WRAPPED_EM) * self.em, first)

    def draw(self, begin: float, top: float) -> None:
        """Draw the legend from its upper corner where lines begin."""
        base = top - self.high - (GROUP_LEAD_EM + 0.9) * self.em
        for number, line in enumerate(self.note):
            self.sheet.write(line, begin, base - number * WRAPPED_EM * self.em, self.sheet.face())
        self._draw_entries(begin, top)

    def _draw_entries(self, begin: float, top: float) -> None:
        for column in self.columns:
            y = top
            for number, row in enumerate(column):
                y -= GROUP_LEAD_EM * self.em if row.first and number else 0.0
                self._draw_row(row, begin, y)
                y -= row.height
            begin += self._onward(_widest(column) + COLUMN_GAP_EM * self.em)

    def _onward(self, length: float) -> float:
        return -length if self.sheet.turned else length

    def _draw_row(self, row: _Row, x: float, top: float) -> None:
        em, sheet = self.em, self.sheet
        middle = top - ROW_EM * em / 2
        if row.item.draw:
            half = SAMPLE_HIGH_EM * em / 2
            left, right = sorted((x, x + self._onward(SAMPLE_EM * em)))
            row.item.draw(sheet, Box(left, middle - half, right, middle + half))
            x += self._onward((SAMPLE_EM + GAP_EM) * em)
        face = sheet.face(bold=row.item.draw is None)
        for number, line in enumerate(row.lines):
            sheet.write(line, x, middle - MIDDLE * em - number * WRAPPED_EM * em, face)


class RunningLegend(Legend):
    """The entries one after the other, as words in a line, where columns would take the map's room."""

    def _arrange(self, groups: Sequence[Sequence[Item]], width: float) -> float:
        self.rows: list[list[_Row]] = []
        for row in (self._row(item, width, item is group[0]) for group in groups for item in group):
            line = self.rows[-1] if self.rows else []
            if row.first or self._line_width([*line, row]) > width:
                self.rows.append([row])
            else:
                line.append(row)
        return sum(map(self._line_height, self.rows))

    def _line_width(self, line: Sequence[_Row]) -> float:
        return sum(row.width for row in line) + (len(line) - 1) * RUN_GAP_EM * self.em

    def _line_height(self, line: Sequence[_Row]) -> float:
        return max(row.height for row in line) - (ROW_EM - RUN_EM) * self.em

    def _draw_entries(self, begin: float, top: float) -> None:
        for line in self.rows:
            x = begin
            for row in line:
                self._draw_row(row, x, top + (ROW_EM - RUN_EM) / 2 * self.em)
                x += self._onward(row.width + RUN_GAP_EM * self.em)
            top -= self._line_height(line)
