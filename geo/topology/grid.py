"""The grid of whole numbers that coordinates are laid on: fine where detail is wanted, coarse elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.errors import MisuseError
from geo.model.spec import Bounds

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]

# An edge that is straight in longitude and latitude bends in the plane; a piece this short bends by a few metres.
MAX_EDGE_DEG = 1.0


def in_bounds(lonlat: Floats, bounds: Bounds | None) -> Marks:
    """Tell which points, shape (n, 2) in degrees, lie within bounds; ``None`` holds none of them."""
    if bounds is None:
        return np.zeros(len(lonlat), dtype=bool)
    west, south, east, north = bounds
    lon, lat = lonlat.T
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return np.asarray(across & (lat >= south) & (lat <= north))


def offsets(sizes: Whole) -> Whole:
    """Return where each of many runs starts and, last, where all end; shape (runs + 1,)."""
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


@dataclass(frozen=True)
class Grid:
    """Degrees divided by ``step`` and rounded. Longitudes lie in (-180°, 180°].

    Outside the bounds ``detail`` only each ``coarse``-th number is used; ``None`` means there is no detail.
    Raises ``MisuseError`` when the steps do not divide 90 degrees evenly.
    """

    step: float
    coarse: int = 1
    detail: Bounds | None = None

    def __post_init__(self) -> None:
        if not 1e-7 <= self.step <= 1 or abs(self.half * self.step - 180) > 1e-9 or self.half % (2 * self.coarse):
            raise MisuseError(f"step {self.step} does not divide 90 degrees evenly; expected one such as 0.001")

    @property
    def half(self) -> int:
        """How many steps are 180 degrees."""
        return round(180 / self.step)

    @property
    def fine(self) -> Grid:
        """The same grid without its coarse part."""
        return Grid(self.step)

    def snap(self, lonlat: Floats, *, fine: Marks | None = None) -> tuple[Whole, Whole]:
        """Round degrees to the grid.

        ``lonlat`` has shape (n, 2); ``fine`` marks points, shape (n,), that are not rounded coarsely anywhere.
        Returns x and y. -180° becomes 180°, and a pole has one longitude, 0.
        """
        exact = in_bounds(lonlat, self.detail) | (False if fine is None else fine)
        unit = np.where(exact, 1, self.coarse)
        x = self.wrap(unit * np.rint(lonlat[:, 0] / (self.step * unit)).astype(np.int64))
        y = unit * np.rint(lonlat[:, 1] / (self.step * unit)).astype(np.int64)
        return np.where(np.abs(y) == self.half // 2, 0, x), y

    def wrap(self, x: Whole) -> Whole:
        """Bring longitudes, or differences of longitude, into (-180°, 180°]."""
        return np.asarray(self.half - (self.half - x) % (2 * self.half))

    def degrees(self, x: Whole, y: Whole) -> Floats:
        """Return longitude and latitude in degrees, shape (n, 2)."""
        return np.column_stack([x, y]).astype(np.float64) * self.step

    def number(self, x: Whole, y: Whole) -> Whole:
        """Number the distinct vertices by latitude, then longitude; shape (n,)."""
        return np.asarray(np.unique(y * (2 * self.half) + x, return_inverse=True)[1])

    def between(self, x: Whole, y: Whole, to_x: Whole, to_y: Whole) -> tuple[Whole, Whole, Whole]:
        """Return the vertices that edges longer than a degree need: the number of the edge, x and y.

        They stand in the order of the edges, and are the same ones whichever way an edge runs.
        """
        pole = self.half // 2
        # A pole has every longitude: what leads to it stays on its meridian.
        x, to_x = np.where(np.abs(y) == pole, to_x, x), np.where(np.abs(to_y) == pole, x, to_x)
        across, up = self.wrap(to_x - x), to_y - y
        flip = (up < 0) | ((up == 0) & (across < 0))
        x, y, across, up = np.where(flip, (to_x, to_y, -across, -up), (x, y, across, up))
        pieces = np.ceil(np.maximum(np.abs(across), up) * self.step / MAX_EDGE_DEG).astype(np.int64)
        more = np.maximum(pieces - 1, 0)
        edge = np.repeat(np.arange(len(x)), more)
        rank = np.arange(len(edge)) - np.repeat(offsets(more)[:-1], more) + 1
        part = np.where(flip[edge], pieces[edge] - rank, rank) / pieces[edge]
        lonlat = np.column_stack([x[edge] + across[edge] * part, y[edge] + up[edge] * part]) * self.step
        return edge, *self.snap(lonlat)
