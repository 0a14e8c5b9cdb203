"""Which names a figure shows, in which type, how much each is needed, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import hypot

import numpy as np
from matplotlib.path import Path as Outline

from geo.facts.stops import StopFact
from geo.model.locale import pick
from geo.model.symbology import GAUGE_ZOOM, LABEL_NEEDS, LIGHT, ROUTE_LABELS, LabelKind
from layers.figure.fonts import HAIR, THIN
from layers.figure.frames import OwnName
from layers.figure.glyphs import reach_of, route_width
from layers.figure.labels.candidates import Finder, Placed, gap
from layers.figure.labels.occupancy import SEA, Occupancy
from layers.figure.labels.placement import WantedName, arrange
from layers.figure.labels.stretches import dense, longest
from layers.figure.line_breaks import rowings, spaced
from layers.figure.lines import Run
from layers.figure.map_frame import MapFrame
from layers.figure.sheet import OVER_SYMBOLS, Sheet
from layers.figure.symbols import Symbol
from layers.i18n.catalog import translate
from layers.scene.model import SceneCountry, ScenePlace, SceneStatus
from layers.style import palette
from layers.style.colour import contrast

# From how many square points of land in sight a country's name is large, of middle size, or written at all though
# the country holds no status.
LARGE_PT2, MEDIUM_PT2, LEAST_PT2 = 120.0**2, 55.0**2, 26.0**2
# Sizes of type on the map, as multiples of the smallest, and the blanks between their letters.
SIZES = ((1.4, THIN), (1.15, HAIR), (1.0, ""))
SMALLER_COST, TWO_ROWS_COST, COAST_COST = 7.0, 2.0, 8.0
# A name half on the sea still belongs to its coast.
COAST_SHARE = 0.5
# A name at the end of a leader is clear of all other signs by so much, in points.
CLEAR_PT = 8.0
# Fills whose greys differ by less than this ratio get their letters on the map, for prints without colour.
GREY_CONTRAST = 1.6
LONG_NAME = 14
# Two signs of one name that are nearer than this, in points, are one place.
SAME_PT = 9.0
# Where a leader to a line may start, as shares of its length.
LEADER_SHARES = (0.15, 0.3, 0.5, 0.7, 0.85, 0.95)


@dataclass(frozen=True)
class Look:
    """The colour of a name and of its halo; ``None`` where they follow from the background it comes to stand on."""

    color: str | None = None
    halo: str | None = None


class Names:
    """Wishes for the names of a map frame, their places, and their writing."""

    def __init__(
        self,
        sheet: Sheet,
        map_frame: MapFrame,
        occupancy: Occupancy,
        held: Mapping[str, SceneStatus],
        own_fill: Callable[[float, float], str | None] = lambda x, y: None,
    ) -> None:
        self.own_fill = own_fill
        self.sheet, self.map_frame, self.occupancy, self.held = sheet, map_frame, occupancy, held
        self.finder = Finder(occupancy, sheet.ruler, sheet.unit, held)
        self.lettered = lettered_statuses(held[code] for code in sorted(held) if code in map_frame.rings)
        self.looks: dict[str, Look] = {}

    def place(self, symbols: Sequence[Symbol], runs: Sequence[Run], own: Sequence[OwnName] = ()) -> list[Placed]:
        """Return the names that found room in their places."""
        wanted = [*self._points(symbols), *self._gauges(symbols), *self._countries(symbols), *self._routes(runs)]
        wanted += [*self._own(own, symbols), *self._waters()]
        wanted.sort(key=lambda wish: (-wish.loss, wish.id))
        return [name for name in arrange(wanted) if name is not None]

    def _wish(
        self, id_: str, need: LabelKind, names: Iterable[Placed], look: Look | None = None
    ) -> Iterator[WantedName]:
        places = self.finder.ranked(names)
        if places:
            self.looks[id_] = look or Look()
            yield WantedName(id_, LABEL_NEEDS[need] * self.sheet.unit, places)

    def _points(self, symbols: Sequence[Symbol]) -> Iterator[WantedName]:
        face = self.sheet.face()
        for symbol in symbols:
            if not isinstance(symbol.of, ScenePlace | StopFact):
                continue
            text = pick(symbol.of.name, self.sheet.language)
            choices = rowings(text) if len(text) > LONG_NAME else [(text,)]
            need = _need(symbol)
            names = [*self.finder.beside(symbol.id, choices, face, symbol.at, self._reach(symbol))]
            if LABEL_NEEDS[need] >= LABEL_NEEDS["capital"]:
                home = next((code for code in symbol.of.country if code in self.map_frame.rings), SEA)
                names += self.finder.aside(symbol.id, choices[-1], face, symbol.at, home)
            yield from self._wish(symbol.id, need, self._nearest(names, symbol, symbols))

    def _nearest(self, names: Iterable[Placed], own: Symbol, symbols: Sequence[Symbol]) -> Iterator[Placed]:
        """Yield the names that no reader takes for another sign's: nearer to their own, or led to it, clear of all."""
        others = [one.at for one in symbols if hypot(one.at[0] - own.at[0], one.at[1] - own.at[1]) > self.sheet.unit]
        for name in names:
            least = CLEAR_PT * self.sheet.unit if name.leader else gap(name.box, own.at)
            if all(gap(name.box, other) >= least for other in others):
                yield name

    def _own(self, own: Sequence[OwnName], symbols: Sequence[Symbol]) -> Iterator[WantedName]:
        """Name a person's own rows, but not what the map itself names there."""
        face, near = self.sheet.face(), SAME_PT * self.sheet.unit
        known = [(pick(one.of.name, self.sheet.language), one.at) for one in symbols]
        for name in own:
            if any(text == name.text and hypot(at[0] - name.at[0], at[1] - name.at[1]) < near for text, at in known):
                continue
            rows = rowings(name.text) if len(name.text) > LONG_NAME else [(name.text,)]
            if name.fill is None:
                yield from self._wish(name.id, "own", self.finder.beside(name.id, rows, face, name.at, name.reach))
            else:
                look = Look(palette.ink_on(name.fill), name.fill)
                places = [self.finder.put(name.id, row, face, *name.at) for row in rows]
                yield from self._wish(name.id, "own", places, look)

    def _reach(self, symbol: Symbol) -> float:
        return reach_of(symbol.glyph) * self.sheet.unit

    def _gauges(self, symbols: Sequence[Symbol]) -> Iterator[WantedName]:
        for symbol in symbols:
            if not (isinstance(symbol.of, StopFact) and symbol.of.gauge_break):
                continue
            main = bool(symbol.route and symbol.route.role == "main")
            if main or self.map_frame.page_zoom > GAUGE_ZOOM:
                id_ = f"gauge:{symbol.id}"
                text = translate("unit_mm", self.sheet.language, n=" | ".join(map(str, self._gauges_across(symbol))))
                face = self.sheet.face(bold=True)
                names = [*self.finder.beside(id_, [(text,)], face, symbol.at, self._reach(symbol))]
                names += self.finder.aside(id_, (text,), face, symbol.at) if main else ()
                yield from self._wish(id_, "gauge" if main else "stop", names, Look(symbol.color, LIGHT.casing))

    def _gauges_across(self, symbol: Symbol) -> tuple[int, ...]:
        """Return the gauges at a break as they lie on the map, from left to right."""
        branches = symbol.route.branches if symbol.route else ()
        stops = next(one.stops for one in branches if symbol.of in one.stops)
        number = next(place for place, stop in enumerate(stops) if stop is symbol.of)
        before, after = stops[max(0, number - 1)], stops[min(len(stops) - 1, number + 1)]
        along = self.map_frame.place(before.lon, before.lat)[0] <= self.map_frame.place(after.lon, after.lat)[0]
        gauges = stops[number].gauges or ()
        return gauges if along else gauges[::-1]

    def _countries(self, symbols: Sequence[Symbol]) -> Iterator[WantedName]:
        ringed = {symbol.of.code: symbol for symbol in symbols if isinstance(symbol.of, SceneCountry)}
        for country in self.map_frame.scene.data.countries:
            code, id_ = country.code, f"country:{country.code}"
            held = self.held.get(code)
            if code in ringed:
                symbol, rows, face = ringed[code], (self._text(country),), self.sheet.face(bold=True)
                names = [*self.finder.beside(id_, [rows], face, symbol.at, self._reach(symbol))]
                names += self.finder.aside(id_, rows, face, symbol.at, code)
            elif code in self.map_frame.rings and country.label:
                names = [*self._on_land(country, self.occupancy.area_pt2(code))]
            else:
                continue
            alone: LabelKind = "neighbour" if country.neighbour else "land"
            need: LabelKind = alone if held is None else "member" if held.member else "held"
            yield from self._wish(id_, need, names, None if held else Look(LIGHT.far_ink))

    def _on_land(self, country: SceneCountry, area: float) -> Iterator[Placed]:
        code, id_, scale = country.code, f"country:{country.code}", self.sheet.unit**2
        held = code in self.held
        wanted = self.occupancy.middle(code, self.map_frame.place(*country.label))
        if wanted is None or (not held and area < LEAST_PT2 * scale):
            return
        sizes = SIZES[0 if area > LARGE_PT2 * scale else 1 if area > MEDIUM_PT2 * scale else 2 :]
        choices = [
            (self.finder.put(id_, rows, self.sheet.face(size, bold=held), *wanted), cost)
            for size, blank, cost in (
                (size, blank, SMALLER_COST * number) for number, (size, blank) in enumerate(sizes)
            )
            for rows in (tuple(spaced(row, blank) for row in rows) for rows in rowings(self._text(country)))
        ]
        choices = [(name, cost + TWO_ROWS_COST * (len(name.rows) - 1)) for name, cost in choices]
        smallest = [(name, cost) for name, cost in choices if name.face.size == choices[-1][0].face.size]
        yield from self.finder.inside(code, choices, wanted)
        coast = [(name, cost + COAST_COST) for name, cost in smallest]
        yield from self.finder.inside(code, coast, wanted, own_share=COAST_SHARE)
        if held:
            yield from self.finder.aside(id_, smallest[0][0].rows, smallest[0][0].face, wanted, code)

    def _text(self, country: SceneCountry) -> str:
        text = pick(country.name, self.sheet.language).upper()
        status = self.held.get(country.code)
        # The letter stays with the name: no line breaks at these blanks.
        return f"{text}\u00a0·\u00a0{status.letter}" if status and status.id in self.lettered else text

    def _routes(self, runs: Sequence[Run]) -> Iterator[WantedName]:
        """Name the routes beside their longest stretch in sight; one route alone is named by the legend."""
        lines = {run.route.id: [one.line for one in runs if one.route is run.route] for run in runs}
        for route in {run.route.id: run.route for run in runs}.values():
            id_, role = f"route:{route.id}", route.role
            context = role == "context"
            face = self.sheet.face(1.0 if context else 1.15, bold=not context, italic=context)
            text = pick(route.label or route.name, self.sheet.language)
            line = dense(longest(lines[route.id], self.map_frame))
            fits = len(line) > 1 and np.hypot(*np.ptp(line, axis=0)) > 0.6 * self.sheet.ruler.width(text, face)
            others = [dense(part) for other in lines if other != route.id for part in lines[other]]
            away = (route_width(role) / 2 + 2.2) * self.sheet.unit
            foreign = np.concatenate([np.zeros((0, 2)), *others])
            names = [*self.finder.along(id_, rowings(text), face, line, away, foreign)] if fits else []
            if role == "main" and len(lines) > 1 and len(line) > 1:
                for share, rows in product(LEADER_SHARES, rowings(text)):
                    x, y = line[int(share * len(line))]
                    names += self.finder.aside(id_, rows, face, (float(x), float(y)), others=foreign)
            look = Look() if context else Look(LIGHT.routes[role], LIGHT.casing)
            yield from self._wish(id_, ROUTE_LABELS[role], names, look)

    def _waters(self) -> Iterator[WantedName]:
        face = self.sheet.face(italic=True)
        for number, water in enumerate(self.map_frame.scene.data.water):
            x, y = self.map_frame.place(water.lon, water.lat)
            rows = rowings(pick(water.name, self.sheet.language))
            if self.map_frame.page_zoom < 1.5 * water.rank - 0.4:
                continue
            names = [self.finder.put(f"water:{number}", row, face, x, y) for row in rows]
            if not water.lake:
                names = [name for name in names if set(self.occupancy.shares(name.box)) == {SEA}]
            need: LabelKind = "water" if water.rank else "place"
            yield from self._wish(f"water:{number}", need, names, Look(None if water.lake else LIGHT.water_ink))

    def write(self, names: Sequence[Placed]) -> None:
        """Write the names, their halos all below them."""
        for name in names:
            ends = name.leader_ends()
            if ends:
                self.sheet.stroke([np.array(ends)], LIGHT.casing, 1.6, z=OVER_SYMBOLS - 0.5)
                self.sheet.stroke([np.array(ends)], self.looks[name.id].color or LIGHT.ink, 0.5, z=OVER_SYMBOLS - 0.4)
                if name.id.startswith("country:"):
                    dot = Outline.circle(ends[0], 1.1 * self.sheet.unit)
                    self.sheet.shape(dot, fill=LIGHT.ink, edge=LIGHT.casing, width=0.5, z=OVER_SYMBOLS - 0.3)
            color, halo = self._colors(name)
            for row, y in zip(name.rows, name.base_lines(), strict=True):
                self.sheet.write(row, name.x, y, name.face, color=color, halo=halo, align="center", name=name.id)

    def _colors(self, name: Placed) -> tuple[str, str]:
        shares = self.occupancy.shares(name.box)
        code = max(sorted(shares), key=lambda code: shares[code])
        fill = LIGHT.sea if code == SEA else self.held[code].color if code in self.held else LIGHT.land
        look, own = self.looks[name.id], self.own_fill(name.x, (name.box.bottom + name.box.top) / 2)
        if own:
            quiet = look.color is None or look.color == LIGHT.far_ink
            return palette.ink_on(own) if quiet else str(look.color), look.halo or own
        return look.color or palette.ink_on(fill), look.halo or fill


def _need(symbol: Symbol) -> LabelKind:
    """Return what kind of name a place or stop has, which says how much it is needed."""
    if symbol.route and symbol.route.role == "main":
        return "terminus" if symbol.end else "main_stop"
    if isinstance(symbol.of, ScenePlace):
        return "capital" if symbol.of.capital else "place"
    return "stop"


def lettered_statuses(statuses: Iterable[SceneStatus]) -> set[str]:
    """Return the ids of the statuses that a print without colour would not tell from another one."""
    shown = {status.id: status for status in statuses}
    alike = (
        (one, other)
        for one, other in combinations(shown.values(), 2)
        if one.pattern == other.pattern and contrast(one.color, other.color) < GREY_CONTRAST
    )
    return {status.id for pair in alike for status in pair}
