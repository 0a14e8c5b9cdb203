"""What lies where on a map frame, on a fine grid: whose land, which lines, and what names must not cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from geo.geodesy.bodies import NEAR_M
from layers.figure.map_frame import MapFrame
from layers.figure.paper.box import Box, Points

# The side of a cell, in points of the smallest figure.
CELL_PT = 0.6
# Clear of a line's middle, in points.
LINE_ROOM_PT = 1.6
LINE_WIDE = round(2 * LINE_ROOM_PT / CELL_PT)
SEA = ""
# Whose land it is that the border view gives to no state: no name of a country stands there.
NOBODY = "nobody"
# Names keep this far from the edge of the map frame, in points.
EDGE_PT = 2.5
# Lakes as large as a name are water to the names on them and beside them.
LAKES, LAKE_PT2 = "water:lakes", 400.0
ROOM_STRIDE, MOST_ROOMS = 6, 30

Mask = NDArray[np.bool_]


class Occupancy:
    """A grid over a map frame: whose land each cell is, whether a line crosses it, whether it is taken.

    Boxes and positions are in points of the sheet. Boxes are rounded outwards to whole cells, so that two boxes
    that were both free when they were taken do not overlap.
    """

    def __init__(self, map_frame: MapFrame) -> None:
        self.box, self.cell = map_frame.box, CELL_PT * map_frame.unit
        self.shape = ceil(self.box.height / self.cell), ceil(self.box.width / self.cell)
        disputes = map_frame.scene.data.disputes
        self.nobodys = [one.area for one in disputes if one.nobodys and one.area and one.area in map_frame.rings]
        self.codes = [SEA, *sorted(key for key in map_frame.rings if ":" not in key), NOBODY]
        self.lakes: Mask
        self.far: Mask
        self.land = self._paint_land(map_frame)
        self.counts = np.bincount(self.land.ravel(), minlength=len(self.codes))
        self.crossed: Mask = np.zeros(self.shape, bool)
        self.struck: Mask = np.zeros(self.shape, bool)
        self.inked: Mask = np.zeros(self.shape, bool)
        self.taken: Mask = np.ones(self.shape, bool)
        edge = ceil(EDGE_PT * map_frame.unit / self.cell)
        self.taken[edge:-edge, edge:-edge] = False

    def _flat(self, line: Points) -> list[float]:
        cells: list[float] = ((line - self.box[:2]) / self.cell).ravel().tolist()
        return cells

    def _paint_land(self, map_frame: MapFrame) -> NDArray[np.int64]:
        """Paint the larger rings first, so that an enclave is not lost below what lies around it."""
        rings = []
        far = Image.new("1", (self.shape[1], self.shape[0]))
        for number, code in enumerate(self.codes[1:-1], start=1):
            for ring in _far_ones([polygon[0] for polygon in map_frame.rings[code]], NEAR_M / map_frame.metres_per_pt):
                ImageDraw.Draw(far).polygon(self._flat(ring), fill=1)
            for polygon in map_frame.rings[code]:
                rings += [(_area(ring), place, number if place == 0 else 0, ring) for place, ring in enumerate(polygon)]
        image = Image.new("I", (self.shape[1], self.shape[0]))
        draw = ImageDraw.Draw(image)
        for _, _, number, ring in sorted(rings, key=lambda entry: (-entry[0], -entry[1], entry[2])):
            draw.polygon(self._flat(ring), fill=number)
        for ring in (ring for area in self.nobodys for polygon in map_frame.rings[area] for ring in polygon[:1]):
            draw.polygon(self._flat(ring), fill=len(self.codes) - 1)
        dry = np.array(image, np.int64)
        for ring in (polygon[0] for polygon in map_frame.rings.get(LAKES, ())):
            if _area(ring) > LAKE_PT2 * map_frame.unit**2:
                draw.polygon(self._flat(ring), fill=0)
        land, self.far = np.asarray(image, np.int64), np.asarray(far, bool)
        self.lakes = land != dry
        return land

    def cross(self, lines: Iterable[Points]) -> None:
        """Mark the cells that lines run through: names avoid them where there is other room."""
        self.crossed = self.crossed | self._drawn((line, LINE_WIDE) for line in lines)

    def strike(self, lines: Collection[tuple[Points, float]]) -> None:
        """Mark the cells of lines, each with its width in points, that run over the halos of names: these are struck
        through, which is worse.
        """
        near = self._drawn((line, LINE_WIDE) for line, _ in lines)
        self.crossed, self.struck = self.crossed | near, self.struck | near
        self.inked = self.inked | self._drawn((line, ceil(width / self.cell)) for line, width in lines)

    def _drawn(self, lines: Iterable[tuple[Points, int]]) -> Mask:
        """Return the cells that lines cover, each so many cells wide."""
        image = Image.new("1", (self.shape[1], self.shape[0]))
        draw = ImageDraw.Draw(image)
        for line, width in lines:
            if len(line) > 1:
                draw.line(self._flat(line), fill=1, width=max(1, width))
        return np.asarray(image, bool)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        self.taken[self._cells(box)] = True

    def take_round(self, box: Box) -> None:
        """Mark the circle in a box as taken: its corners have room for a part of a letter."""
        rows, columns = self._cells(box)
        x, y = (np.arange(span.start, span.stop) + 0.5 for span in (columns, rows))
        across = (x * self.cell + self.box.left - (box.left + box.right) / 2) / (box.width / 2 + self.cell / 2)
        up = (y * self.cell + self.box.bottom - (box.bottom + box.top) / 2) / (box.height / 2 + self.cell / 2)
        self.taken[rows, columns] |= across**2 + up[:, None] ** 2 <= 1

    def free(self, box: Box) -> bool:
        """Tell whether a box lies on the map frame and covers nothing that is taken."""
        own = self.box
        inside = own.left <= box.left and own.bottom <= box.bottom and own.right >= box.right and own.top >= box.top
        return inside and not self.taken[self._cells(box)].any()

    def under(self, points: Points, home: str) -> tuple[Mask, Mask]:
        """Tell which points, shape (n, 2), are taken, and which lie on a line or on land other than ``home``."""
        y, x = self._at(points)
        land = self.land[y, x]
        foreign = (land != 0) & (land != self.codes.index(home)) & (home != SEA)
        return self.taken[y, x], self.crossed[y, x] | foreign

    def lands(self, points: Points) -> set[str]:
        """Return whose land some points, shape (n, 2), lie on; the sea is nobody's."""
        return {self.codes[number] for number in set(self.land[self._at(points)].tolist())} - {SEA}

    def land_of(self, codes: Collection[str]) -> Mask:
        """Return which cells are land of some countries."""
        mask: Mask = np.array([code in codes for code in self.codes])[self.land]
        return mask

    def covers(self, mask: Mask, box: Box) -> bool:
        """Tell whether a box lies on any cell of a mask."""
        return bool(mask[self._cells(box)].any())

    def share(self, mask: Mask, box: Box) -> float:
        """Return which share of a box lies on cells of a mask."""
        return float(mask[self._cells(box)].mean())

    def _at(self, points: Points) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the rows and columns of the cells that points, shape (n, 2), lie in."""
        cells = ((points - self.box[:2]) / self.cell).astype(np.int64)
        high, wide = self.shape
        # A hundred thousand times a figure: ndarray.clip would look up the limits of integers each time.
        within = np.minimum(np.maximum(cells, 0), (wide - 1, high - 1))
        return within[:, 1], within[:, 0]

    def crossing(self, box: Box) -> float:
        """Return which share of a box lines run through."""
        return float(self.crossed[self._cells(box)].mean())

    def striking(self, box: Box) -> float:
        """Return which share of a box lines run through that are drawn over the halos of names."""
        return float(self.struck[self._cells(box)].mean())

    def is_struck(self, box: Box) -> bool:
        """Tell whether a line that is drawn over the halos of names runs through the letters in a box."""
        return self.covers(self.inked, box)

    def crowd(self, box: Box) -> float:
        """Return which share of a box is taken, crossed by lines, or a lake."""
        cells = self._cells(box)
        return float((self.taken[cells] | self.crossed[cells] | self.lakes[cells]).mean())

    def shares(self, box: Box) -> dict[str, float]:
        """Return whose land a box covers, by share; the sea is the empty code."""
        counts = np.bincount(self.land[self._cells(box)].ravel())
        seen, whole = np.flatnonzero(counts).tolist(), int(counts.sum())
        return {self.codes[number]: int(counts[number]) / whole for number in seen}

    def owner(self, x: float, y: float) -> str:
        """Return whose land a point is."""
        return max(self.shares(Box(x, y, x, y)).items(), key=lambda item: item[1])[0]

    def area_pt2(self, code: str) -> float:
        """Return how much of a country is in sight, in square points."""
        return float(self.counts[self.codes.index(code)]) * self.cell**2

    def _cells(self, box: Box) -> tuple[slice, slice]:
        x, y = self.box[:2]
        return self._span(box.bottom - y, box.top - y, self.shape[0]), self._span(
            box.left - x, box.right - x, self.shape[1]
        )

    def _span(self, start: float, end: float, count: int) -> slice:
        first = min(max(0, floor(start / self.cell)), count - 1)
        return slice(first, max(first + 1, ceil(end / self.cell)))

    def middle(self, code: str, wanted: tuple[float, float]) -> tuple[float, float] | None:
        """Return the wanted point where it is a country's and in sight, else the middle of what is seen of it."""
        if self.box.holds(*wanted) and self.owner(*wanted) == code:
            return wanted
        rows, columns = np.nonzero(self.land == self.codes.index(code))
        return self._centre(rows.mean(), columns.mean()) if len(rows) else None

    def stands(self, code: str, many: int) -> list[tuple[float, float]]:
        """Return points on a country's main land that nothing covers, far from each other, if there are any."""
        rows, columns = np.nonzero((self.land == self.codes.index(code)) & ~self.taken & ~self.far)
        step = max(1, len(rows) // many)
        return [
            self._centre(row, column)
            for row, column in zip(rows[step // 2 :: step], columns[step // 2 :: step], strict=True)
        ]

    def _centre(self, row: float, column: float) -> tuple[float, float]:
        return self.box.left + (column + 0.5) * self.cell, self.box.bottom + (row + 0.5) * self.cell

    def rooms(
        self,
        code: str,
        width: float,
        height: float,
        wanted: tuple[float, float],
        *,
        own_share: float = 1.0,
        over_borders: bool = False,
    ) -> list[tuple[float, float]]:
        """Return the middles of free boxes on a country's main land, the nearest to a wanted point first.

        With an ``own_share`` below 1 the rest of a box may lie on the sea, or ``over_borders`` on any land that is
        somebody's. One that lines cross counts as farther away.
        """
        own = (self.land == self.codes.index(code)) & ~self.far
        tall, wide = ceil(height / self.cell) + 1, ceil(width / self.cell) + 1
        window = _window(own, tall, wide)
        if window is None:
            return []
        own = own[window]
        barred = self.taken[window].copy()
        if not over_borders:
            barred |= ~own if own_share == 1 else ~own & (self.land[window] != 0)
        possible = _sums(barred, tall, wide) == 0
        if own_share < 1:
            possible &= _sums(own, tall, wide) >= own_share * tall * wide
        rows, columns = np.nonzero(possible)
        y, x = rows + window[0].start + (tall - 1) / 2, columns + window[1].start + (wide - 1) / 2
        middles = np.array([self._centre(0, 0)]) + np.column_stack([x, y]) * self.cell
        crossings = _sums(self.crossed[window], tall, wide)[rows, columns] / (tall * wide)
        order = np.argsort(np.hypot(*(middles - wanted).T) + 4 * width * crossings, kind="stable")
        # The nearest, and from farther off some of all, so that one who must move has where to go.
        apart = (rows % ROOM_STRIDE == 0) & (columns % ROOM_STRIDE == 0)
        kept = np.concatenate([order[:1], order[apart[order]][:MOST_ROOMS]]).astype(np.int64)
        return [(float(x), float(y)) for x, y in middles[kept]]


def _area(ring: Points) -> float:
    x, y = ring.T
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def _far_ones(rings: Sequence[Points], near: float) -> list[Points]:
    """Return those of a country's rings in sight that lie far from its largest: no name of the whole stands there."""
    boxes = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in rings])
    middles, sizes = (boxes[:, :2] + boxes[:, 2:]) / 2, np.hypot(*(boxes[:, 2:] - boxes[:, :2]).T)
    main = max(range(len(rings)), key=lambda number: _area(rings[number]))
    away = np.hypot(*(middles - middles[main]).T)
    return [ring for ring, distance in zip(rings, away, strict=True) if distance > sizes[main] + near]


def _window(mask: Mask, tall: int, wide: int) -> tuple[slice, slice] | None:
    """Return the part of a grid that holds a mask with room for one box around it; ``None`` where no box fits."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    low = max(0, int(rows[0]) - tall), max(0, int(columns[0]) - wide)
    high = min(mask.shape[0], int(rows[-1]) + 1 + tall), min(mask.shape[1], int(columns[-1]) + 1 + wide)
    if high[0] - low[0] < tall or high[1] - low[1] < wide:
        return None
    return slice(low[0], high[0]), slice(low[1], high[1])


def _sums(mask: Mask, tall: int, wide: int) -> NDArray[np.int32]:
    """Return how many cells are marked in each box of a grid, by the box's lower left cell."""
    total = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), np.int32)
    mask.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, out=total[1:, 1:])
    sums: NDArray[np.int32] = total[tall:, wide:] - total[:-tall, wide:] - total[tall:, :-wide] + total[:-tall, :-wide]
    return sums
