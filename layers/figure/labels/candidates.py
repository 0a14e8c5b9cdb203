"""Where one name of a figure may stand, and how well: beside its symbol, on its land, along its line, or from aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, hypot, inf, pi, sin

import numpy as np

from layers.figure.labels.occupancy import NOBODY, SEA, Mask, Occupancy
from layers.figure.labels.placed import Placed
from layers.figure.paper.box import Box, Points
from layers.figure.paper.fonts import Face, Ruler

# Around a point, in order of liking: right, left, the corners, above, below; as shares of half the name's width and
# height.
SIDES = ((1, 0), (-1, 0), (0.85, 1), (0.85, -1), (-0.85, 1), (-0.85, -1), (0, 1), (0, -1))
ROOM_PT = 0.8
# What makes a place worse, in points of distance: the next side, a line through the name by its share and at all, a
# second country below it, two rows, a leader at all, each part of it that lies on the land or a line of others.
TOUCHING_COST = 10.0
SIDE_COST, CROSSING_COST, STRADDLE_COST, ROWS_COST, LEADER_COST, PATH_COST = 1.5, 60.0, 20.0, 3.0, 14.0, 40.0
# A line drawn over a name strikes it through.
STRUCK_COST, STRIKING_COST = 40.0, 240.0
# A number on others' land: each of them, and each land that its leader passes before.
BEYOND_COST = 150.0
FARTHER_PT = (0.0, 2.5, 5.0)
# A neighbour's land is wanted for its own name.
NEIGHBOUR_COST = 30.0
# How far the symbol at a leader's own point reaches; up to which length a leader costs less, in points.
OWN_SIGN_PT, SHORT_LEADER_PT = 4.5, 20.0
LEADER_PT, LEADER_ANGLES = (9, 13, 18, 24, 31, 39, 48, 60), 24
# A leader that runs over a land by less than this, in points, only grazes it.
GRAZED_PT = 1.0
# Farther from its land than this, in points, a name on another land is not read as led there.
NEAR_PT = 24
# A route's name that touches the line of another could be taken for its name.
MISTAKEN_COST = 90.0
MOST_PLACES = 40


class Finder:
    """Finds the places for a name on the map; those that cover symbols or leave the map frame are none."""

    def __init__(
        self, occupancy: Occupancy, ruler: Ruler, unit: float, held: Iterable[str], neighbours: Iterable[str] = ()
    ) -> None:
        self.occupancy, self.ruler, self.unit = occupancy, ruler, unit
        self.held, self.neighbours = {*held, NOBODY}, set(neighbours)
        self._strangers: dict[str, Mask] = {}

    def put(self, id_: str, rows: tuple[str, ...], face: Face, x: float, y: float) -> Placed:
        """Return a name with its middle at a point, whatever is there."""
        widths = tuple(self.ruler.width(row, face) for row in rows)
        half = max(widths) / 2
        name = Placed(id_, rows, face, x, y, Box(x - half, y, x + half, y), ROOM_PT * self.unit, widths=widths)
        base = name.base_lines()
        top = base[0] + self.ruler.rise(rows[0], face)[0]
        bottom = base[-1] - self.ruler.rise(rows[-1], face)[1]
        return name._replace(box=Box(x - half, bottom, x + half, top))

    def ranked(self, names: Iterable[Placed]) -> list[Placed]:
        """Return the names that cover nothing taken, the cheapest first, with the cost of what lies below added."""
        priced = [
            name._replace(cost=name.cost * self.unit + self._ground_cost(name)) for name in names if self.free(name)
        ]
        priced.sort(key=lambda name: name.cost)
        # The best, and some of the rest, so that one who must move has where to go.
        rest = priced[MOST_PLACES:]
        return priced[:MOST_PLACES] + rest[:: max(1, len(rest) // MOST_PLACES)]

    def free(self, name: Placed) -> bool:
        """Tell whether a name and the room around it cover nothing that is taken."""
        return self.occupancy.free(name.box.grown(name.room))

    def _ground_cost(self, name: Placed) -> float:
        straddling, crossing = 1 - max(self.occupancy.shares(name.box).values()), self.occupancy.crossing(name.box)
        struck = self.occupancy.striking(name.box) if crossing else 0.0
        crossed = TOUCHING_COST + CROSSING_COST * crossing if crossing else 0.0
        crossed += STRUCK_COST + STRIKING_COST * struck if struck else 0.0
        return (crossed + STRADDLE_COST * straddling) * self.unit

    def foreign(self, name: Placed, home: str) -> float:
        """Return which share of a name lies on land other than that of a place."""
        return sum(share for code, share in self.occupancy.shares(name.box).items() if code not in (SEA, home))

    def lent_share(self, name: Placed, home: str) -> float:
        """Return which share of a name lies on the land of neighbours other than that of a place."""
        lent = self.neighbours - {home}
        return sum(share for code, share in self.occupancy.shares(name.box).items() if code in lent)

    def beside(
        self, id_: str, rowings: Sequence[tuple[str, ...]], face: Face, at: tuple[float, float], reach: float
    ) -> Iterator[Placed]:
        """Yield a name by the side of a symbol that reaches so far, or somewhat farther off."""
        for lines, rows in enumerate(rowings):
            here = self.put(id_, rows, face, *at)
            for more in FARTHER_PT:
                away = reach + (1.2 + more) * self.unit
                for number, (across, up) in enumerate(SIDES):
                    dx = across * here.box.width / 2 + _signum(across) * (away if up == 0 else away / 2)
                    dy = up * (here.box.height / 2 + 0.55 * away)
                    yield _moved(here, dx, dy, SIDE_COST * number + 2 * more + ROWS_COST * lines)

    def aside(
        self,
        id_: str,
        rows: tuple[str, ...],
        face: Face,
        at: tuple[float, float],
        home: str = SEA,
        others: Points | None = None,
        *,
        near: bool = False,
    ) -> Iterator[Placed]:
        """Yield a name from aside with a leader to its point.

        ``home`` is the land it names, if any: only close by its name may stand on another, which holds no status.
        ``others`` are points of lines for which it could be mistaken; ``near`` tries fewer places, none far off.
        """
        here = self.put(id_, rows, face, *at)
        angles, reaches = (LEADER_ANGLES // 2, LEADER_PT[:5]) if near else (LEADER_ANGLES, LEADER_PT)
        for far in reaches:
            for number in range(angles):
                angle = 2 * pi * number / angles
                dx = cos(angle) * (far * self.unit + here.box.width / 2)
                dy = sin(angle) * (far * self.unit + here.box.height / 2)
                if not self.occupancy.free(here.box.moved(dx, dy).grown(here.room)):
                    continue
                name = _moved(here, dx, dy, 0.0)._replace(leader=at)
                if self._alien(name, home, far):
                    continue
                path = None if self._crosses(name, home) else self._path_cost(name.path(), home)
                if path is not None:
                    unlike = self._mistaken(name, others) if others is not None else 0.0
                    lent_by = self.occupancy.lands(np.array([(name.x, name.y)])) & self.neighbours
                    yield name._replace(cost=LEADER_COST + far + path + unlike + (NEIGHBOUR_COST if lent_by else 0.0))

    def _alien(self, name: Placed, home: str, far: float) -> bool:
        """Tell whether the name of a country, or of a place in it, stands on land it would be read as naming."""
        if home == SEA:
            return False
        return self.alien(name, home) or (far > NEAR_PT and bool(set(self.occupancy.shares(name.box)) - {SEA, home}))

    def alien(self, name: Placed, home: str) -> bool:
        """Tell whether a name stands on land that holds a status and is not its own."""
        if home not in self._strangers:
            self._strangers[home] = self.occupancy.land_of(self.held - {home})
        return self.occupancy.covers(self._strangers[home], name.box)

    def lost(self, name: Placed, home: str) -> float | None:
        """Return what it costs that a number stands on others' land; ``None`` where it cannot: on nobody's and on
        a neighbour's.

        Read beside the sign that its leader starts from, it may stand next to its land, but not beyond another.
        """
        lands = set(self.occupancy.shares(name.box)) - {SEA, home}
        if NOBODY in lands or lands & self.neighbours:
            return None
        passed = self.occupancy.lands(name.path()) - lands - {home}
        return BEYOND_COST * (len(passed) + len(lands))

    def _crosses(self, name: Placed, home: str) -> bool:
        """Tell whether a leader from a land runs over another's that holds a status, or over more than one without;
        one from a line or a point of nobody's over more than two.
        """
        lands = self.occupancy.lands(name.path(GRAZED_PT * self.unit))
        if home == SEA:
            return len(lands) > 2
        return bool((lands - {home}) & self.held) or len(lands - {home}) > 1

    def _path_cost(self, path: Points, home: str) -> float | None:
        """Return what a leader costs by what it runs over; ``None`` where it meets a symbol other than its own."""
        far = np.hypot(*(path - path[0]).T)
        taken, foreign = self.occupancy.under(path, home)
        if taken[far > OWN_SIGN_PT * self.unit].any():
            return None
        return float(PATH_COST * foreign.mean() * min(1.0, far[-1] / (SHORT_LEADER_PT * self.unit)))

    def inside(
        self,
        code: str,
        choices: Sequence[tuple[Placed, float]],
        wanted: tuple[float, float],
        *,
        own_share: float = 1.0,
        over_borders: bool = False,
    ) -> Iterator[Placed]:
        """Yield names on a country's land, from names put at the wanted point, each with its own cost."""
        size = max(1.0, self.occupancy.area_pt2(code)) ** 0.5
        for here, cost in choices:
            box = here.box.grown(here.room)
            centre = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            rooms = self.occupancy.rooms(
                code, box.width, box.height, wanted, own_share=own_share, over_borders=over_borders
            )
            for x, y in rooms:
                far = hypot(x - wanted[0], y - wanted[1])
                yield _moved(here, x - centre[0], y - centre[1], cost + 30 * far / size)

    def along(
        self,
        id_: str,
        rowings: Sequence[tuple[str, ...]],
        face: Face,
        line: Points,
        away: float,
        others: Points,
    ) -> Iterator[Placed]:
        """Yield a level name over, under or beside a line of close vertices; best where it keeps near to its middle.

        ``others`` are points of other lines, for which the name could be mistaken.
        """
        for lines, rows in enumerate(rowings):
            here = self.put(id_, rows, face, 0.0, 0.0)
            wide, tall = here.box.width / 2, here.box.height / 2
            for part in range(1, 20):
                x, y = line[round(part / 20 * (len(line) - 1))]
                over, level = line[np.abs(line[:, 0] - x) <= wide], line[np.abs(line[:, 1] - y) <= tall]
                for number, (dx, dy) in enumerate(
                    (
                        (x, over[:, 1].max() + away + tall),
                        (x, over[:, 1].min() - away - tall),
                        (level[:, 0].max() + away + wide, y),
                        (level[:, 0].min() - away - wide, y),
                    )
                ):
                    name = _moved(here, dx, dy, 0.0)
                    spread = np.mean([_distance(line, px, dy) for px in np.linspace(name.box.left, name.box.right, 5)])
                    cost = 1.2 * abs(part - 10) + number + ROWS_COST * lines + spread / self.unit
                    yield name._replace(cost=float(cost) + self._mistaken(name, others))

    def _mistaken(self, name: Placed, others: Points) -> float:
        far = distance_to(name.box, others) / self.unit
        return max(0.0, MISTAKEN_COST - far) + (0.0 if far else CROSSING_COST)


def _distance(points: Points, x: float, y: float) -> float:
    return float(np.hypot(*(points - (x, y)).T).min())


def _moved(name: Placed, dx: float, dy: float, cost: float) -> Placed:
    return name._replace(x=name.x + dx, y=name.y + dy, box=name.box.moved(dx, dy), cost=cost)


def distance_to(box: Box, points: Points) -> float:
    """Return how far the nearest of some points, shape (n, 2), is from a box; infinite for none."""
    if not len(points):
        return inf
    x, y = points.T
    beside = np.maximum(np.maximum(box.left - x, x - box.right), 0)
    above = np.maximum(np.maximum(box.bottom - y, y - box.top), 0)
    return float(np.sqrt((beside * beside + above * above).min()))


def _signum(value: float) -> int:
    return (value > 0) - (value < 0)
