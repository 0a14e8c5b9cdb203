"""A name of a figure in a place of its own, with its rows and its leader."""

from __future__ import annotations

from math import hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from layers.figure.paper.box import Box
from layers.figure.paper.fonts import MIDDLE, ROW, Face

# Points along a leader are so far from each other.
LEADER_STEP_PT = 4.0


class Placed(NamedTuple):
    """A name in a place: its rows, its middle and box in points, and its cost; a leader leads to its point.

    ``sign`` is what is drawn with the name alone, as the dot of a town; ``widths`` are those of its rows.
    """

    id: str
    rows: tuple[str, ...]
    face: Face
    x: float
    y: float
    box: Box
    room: float
    cost: float = 0.0
    leader: tuple[float, float] | None = None
    sign: Box | None = None
    widths: tuple[float, ...] = ()

    def dearer(self, cost: float) -> Placed:
        """Return the name with a cost added."""
        return self._replace(cost=self.cost + cost)

    def moved(self, dx: float, dy: float) -> Placed:
        """Return the name moved to the right and up; a leader still leads to its point."""
        return self._replace(x=self.x + dx, y=self.y + dy, box=self.box.moved(dx, dy))

    def base_lines(self) -> list[float]:
        """Return the height of each row's base line."""
        step = ROW * self.face.size
        top = self.y + (len(self.rows) - 1) * step / 2 - MIDDLE * self.face.size
        return [top - number * step for number in range(len(self.rows))]

    def leader_ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Return both ends of the leader: its point, and where the line from there meets the nearest row."""
        if self.leader is None:
            return None
        x, y = self.leader
        ends = [(min(max(x, row.left), row.right), min(max(y, row.bottom), row.top)) for row in self._row_boxes()]
        return self.leader, min(ends, key=lambda end: hypot(end[0] - x, end[1] - y))

    def _row_boxes(self) -> list[Box]:
        """Return a box for each row: they are of one height, and centred."""
        high, top = self.box.height / len(self.rows), self.box.top
        halves = [width / 2 for width in self.widths or [self.box.width]]
        return [
            Box(self.x - half, top - (number + 1) * high, self.x + half, top - number * high)
            for number, half in enumerate(halves)
        ]

    def path(self, step: float = LEADER_STEP_PT) -> NDArray[np.float64]:
        """Return points along the leader, so far from each other, shape (n, 2); none without one."""
        ends = self.leader_ends()
        if ends is None:
            return np.zeros((0, 2))
        (x, y), (to_x, to_y) = ends
        steps = max(1, int(hypot(to_x - x, to_y - y) / step))
        shares = np.arange(steps + 1)[:, None] / steps
        return np.array(ends[:1]) + shares * (to_x - x, to_y - y)

    def boxes(self) -> NDArray[np.float64]:
        """Return what the name and its leader take, as boxes, shape (n, 4)."""
        path = self.path()
        half = LEADER_STEP_PT / 2
        signs = [self.sign] if self.sign else []
        return np.concatenate([[self.box.grown(self.room), *signs], np.hstack([path - half, path + half])])
