"""Where all names of a figure go together: none overlaps another, and together they stand as well as they can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from layers.figure.labels.placed import Placed

STARTS, ROUNDS = 3, 8
# Only names that stand this much worse than they could, in points of distance, ask others to move; and only few.
WORTH_MOVING, MOST_MOVED, MOST_TRIED = 2.5, 5, 60
NOWHERE = -1

Boxes = NDArray[np.float64]
"""Left, bottom, right, top in points; shape (n, 4)."""


@dataclass(frozen=True)
class WantedName:
    """A name that is wanted: its possible places, the best first, and what it costs to leave it out."""

    id: str
    loss: float
    places: Sequence[Placed]


def arrange(wanted: Sequence[WantedName]) -> list[Placed | None]:
    """Choose a place for each name so that no two overlap, ``None`` for a name that is left out.

    Names are placed in order, each in the best place that is free. Then a name that stands badly may take a better
    place from others, where these lose less by moving than it gains. All that is done again with the names that came
    off badly first, and the best outcome stays. The same wanted give the same places.
    """
    board, order = _Board(wanted), list(range(len(wanted)))
    outcomes: list[tuple[float, int, list[int]]] = []
    for start in range(STARTS):
        board.clear()
        for number in order:
            board.settle(number)
        _improve(board, order)
        outcomes.append((sum(map(board.cost, range(len(wanted)))), start, board.chosen))
        order.sort(key=lambda number: -board.regret(number))
    chosen = min(outcomes)[2]
    return [wish.places[at] if at != NOWHERE else None for wish, at in zip(wanted, chosen, strict=True)]


def _improve(board: _Board, order: Sequence[int]) -> None:
    for _ in range(ROUNDS):
        waiting = [number for number in order if board.regret(number) > WORTH_MOVING]
        waiting.sort(key=lambda number: -board.regret(number))
        if not [number for number in waiting if board.improve(number)]:
            break


class _Board:
    """The places chosen so far."""

    def __init__(self, wanted: Sequence[WantedName]) -> None:
        self.losses = [wish.loss for wish in wanted]
        self.costs = [np.array([place.cost for place in wish.places]) for wish in wanted]
        self.boxes = [[place.boxes() for place in wish.places] for wish in wanted]
        self.clear()

    def clear(self) -> None:
        """Take every name from its place."""
        self.chosen = [NOWHERE] * len(self.losses)

    def cost(self, number: int) -> float:
        """Return what a name costs where it stands."""
        at = self.chosen[number]
        return self.losses[number] if at == NOWHERE else float(self.costs[number][at])

    def regret(self, number: int) -> float:
        """Return how much better a name could stand if it were alone."""
        costs = self.costs[number]
        return self.cost(number) - float(costs[0]) if len(costs) else 0.0

    def settle(self, number: int) -> None:
        """Give a name the best place that is free and worth it."""
        self.chosen[number] = NOWHERE
        in_the_way = self._in_the_way(number)
        free = np.flatnonzero(~in_the_way.any(axis=1) & (self.costs[number] < self.losses[number]))
        if len(free):
            self.chosen[number] = int(free[0])

    def improve(self, number: int) -> bool:
        """Give a name a better place if those who stand there lose less by moving; tell whether it moved."""
        before = list(self.chosen)
        in_the_way = self._in_the_way(number)
        better = np.flatnonzero(self.costs[number] < self.cost(number) - WORTH_MOVING)[:MOST_TRIED]
        for place in better:
            moved = [int(other) for other in np.flatnonzero(in_the_way[place])]
            if len(moved) > MOST_MOVED:
                continue
            touched = [number, *moved]
            old = sum(self.cost(name) for name in touched)
            for name in moved:
                self.chosen[name] = NOWHERE
            self.chosen[number] = int(place)
            for name in moved:
                self.settle(name)
            if sum(self.cost(name) for name in touched) < old - WORTH_MOVING / 2:
                return True
            self.chosen = list(before)
        return False

    def _in_the_way(self, number: int) -> NDArray[np.bool_]:
        """Tell which other names each place of a name would overlap, shape (places, names)."""
        found = np.zeros((len(self.boxes[number]), len(self.chosen)), bool)
        others = [name for name, at in enumerate(self.chosen) if at != NOWHERE and name != number]
        if not others or not len(found):
            return found
        standing = [self.boxes[name][self.chosen[name]] for name in others]
        meets = _overlaps(np.concatenate(self.boxes[number]), np.concatenate(standing))
        by_place = np.logical_or.reduceat(meets, _starts(self.boxes[number]), axis=0)
        found[:, others] = np.logical_or.reduceat(by_place, _starts(standing), axis=1)
        return found


def _starts(parts: Sequence[Boxes]) -> NDArray[np.int64]:
    return np.cumsum([0, *(len(part) for part in parts[:-1])])


def _overlaps(these: Boxes, those: Boxes) -> NDArray[np.bool_]:
    """Tell which boxes overlap which, shape (these, those)."""
    left, bottom, right, top = these.T[:, :, None]
    other_left, other_bottom, other_right, other_top = those.T[:, None, :]
    return np.asarray((left < other_right) & (right > other_left) & (bottom < other_top) & (top > other_bottom))
