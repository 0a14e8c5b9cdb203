"""Which names a figure shows, in which type, how much each is needed, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import hypot

import numpy as np
from matplotlib.path import Path as Outline

from geo.facts.stops import StopFact
from geo.model.locale import pick
from geo.model.symbology import GAUGE_ZOOM, LABEL_NEEDS, LIGHT, ROUTE_LABELS, LabelKind, route_casing, route_colour
from layers.figure.choices import AS_IT_COMES, LabelChoices
from layers.figure.labels.callouts import callout_wishes
from layers.figure.labels.candidates import Finder, distance_to
from layers.figure.labels.countries import CountryNames, lettered_statuses
from layers.figure.labels.keyed import Mark, blank_number, place_marks, with_numbers
from layers.figure.labels.looks import Look, need_of
from layers.figure.labels.occupancy import SEA, Occupancy
from layers.figure.labels.placed import Placed
from layers.figure.labels.placement import WantedName, arrange
from layers.figure.labels.stretches import dense, longest
from layers.figure.labels.towns import town_wishes
from layers.figure.labels.travellers import travellers, untold
from layers.figure.labels.waters import water_wishes
from layers.figure.map_frame import MapFrame
from layers.figure.marks.frames import OwnName
from layers.figure.marks.glyphs import CROSS_PT, along, reach_of, route_width
from layers.figure.marks.lines import Run, journey_color
from layers.figure.marks.symbols import Symbol
from layers.figure.paper.box import MM_PER_INCH, PT_PER_INCH, Points
from layers.figure.paper.line_breaks import rowings, short_rowings
from layers.figure.paper.sheet import OVER_SYMBOLS, Sheet
from layers.i18n.catalog import translate
from layers.scene.model import SceneJourney, ScenePlace, SceneStatus
from layers.style import palette

# The name of a town is best read on its own country's land or on the sea, and not where a neighbour wants to be named.
FOREIGN_COST, LENT_COST = 40.0, 400.0
# What a name is worth that a person asks for, and one that a person has moved.
ADDED_NEED, MOVED_NEED = 1000.0, 100_000.0
# A place from which someone set out is worth less without who it was.
UNTOLD_COST = 60.0
# A place that is told by a number is found by way of the key: a capital, and where a journey begins or ends, which no
# other sign tells of.
NUMBER_COST = (150.0, 90.0)
# A name at the end of a leader is clear of all other signs by so much, in points.
CLEAR_PT = 8.0
# Two signs of one name that are nearer than this, in points, are one place.
SAME_PT = 9.0
# A line's name may reach over a land that the line leaves aside by less than this share.
CORNER_SHARE = 0.1
# Where a leader to a line may start, as shares of its length.
LEADER_SHARES = (0.15, 0.3, 0.5, 0.7, 0.85, 0.95)


class Names:
    """Wishes for the names of a map frame, their places, and their writing."""

    def __init__(
        self,
        sheet: Sheet,
        map_frame: MapFrame,
        occupancy: Occupancy,
        held: Mapping[str, SceneStatus],
        own_fill: Callable[[float, float], str | None] = lambda x, y: None,
        coded: Collection[str] = (),
        labels: LabelChoices = AS_IT_COMES,
    ) -> None:
        self.labels = labels
        self.own_fill = own_fill
        self.sheet, self.map_frame, self.occupancy, self.held = sheet, map_frame, occupancy, held
        neighbours = [country.code for country in map_frame.scene.data.countries if country.neighbour]
        self.finder = Finder(occupancy, sheet.ruler, sheet.unit, held, neighbours)
        lettered = lettered_statuses(held[code] for code in sorted(held) if code in map_frame.rings)
        self.countries = CountryNames(sheet, map_frame, self.finder, held, lettered, coded, labels.add)
        self.looks: dict[str, Look] = {}
        self.placed: list[Placed] = []
        self.marks: list[Mark] = []

    def place(
        self,
        symbols: Sequence[Symbol],
        runs: Sequence[Run],
        own: Sequence[OwnName] = (),
        journeys: Sequence[tuple[SceneJourney, Points]] = (),
    ) -> None:
        """Find the places of the names; what finds no room is left out."""
        wanted = [*self._points(symbols), *self._gauges(symbols), *self._routes(runs), *self._own(own, symbols)]
        wanted += self._absences(journeys)
        drawn = {run.route.id for run in runs}
        wishes = (
            *self.countries.wishes(symbols),
            *town_wishes(self.sheet, self.map_frame, self.finder, symbols),
            *callout_wishes(self.sheet, self.map_frame, self.finder, drawn),
            *water_wishes(self.sheet, self.map_frame, self.finder),
        )
        for wish in wishes:
            wanted += self._wish(*wish)
        wanted.sort(key=lambda wish: (-wish.loss, wish.id))
        placed = self._moved(wanted, [name for name in arrange(wanted) if name is not None])
        self.marks = self._marks(placed)
        self.placed = with_numbers(placed, self.marks, self._blank)

    def _marks(self, placed: Sequence[Placed]) -> list[Mark]:
        """Return what stands for names, numbers first, and the travellers whom the map does not name."""
        data, language, countries = self.map_frame.scene.data, self.sheet.language, self.countries.told(placed)
        places = [*place_marks(data, placed, self._blank, language, sum(mark.text.isdigit() for mark in countries))]
        told = [*countries, *untold(data, placed, places, language)]
        return sorted(told, key=lambda mark: not mark.text.isdigit())

    @property
    def _blank(self) -> str:
        return blank_number(len(self.held))

    def _moved(self, wanted: Sequence[WantedName], placed: list[Placed]) -> list[Placed]:
        """Return the names with those moved that a person moves, and all others where these leave room."""
        fixed = {}
        for name in (name for name in placed if name.id in self.labels.move):
            right, up = (side / MM_PER_INCH * PT_PER_INCH for side in self.labels.move[name.id])
            fixed[name.id] = WantedName(name.id, MOVED_NEED, [name.moved(right, up)])
        if not fixed:
            return placed
        again = [*fixed.values(), *(wish for wish in wanted if wish.id not in fixed)]
        return [name for name in arrange(again) if name is not None]

    def keeps(self, symbol: Symbol) -> bool:
        """Tell whether a symbol is drawn: one that only says where a place is says nothing without its name."""
        return symbol.kind != "place" or symbol.id in self.ends or symbol.id in {name.id for name in self.placed}

    @cached_property
    def ends(self) -> set[str]:
        """The places where journeys begin and end: their signs are drawn in any case."""
        journeys = self.map_frame.scene.data.journeys
        return {f"place:{end}" for one in journeys for end in (one.from_place, one.to_place)}

    def _wish(
        self, id_: str, need: LabelKind, names: Iterable[Placed], look: Look | None = None
    ) -> Iterator[WantedName]:
        places = self.finder.ranked(names) if id_ not in self.labels.omit else []
        if places:
            self.looks[id_] = look or Look()
            loss = ADDED_NEED if id_ in self.labels.add else LABEL_NEEDS[need]
            yield WantedName(id_, loss * self.sheet.unit, places)

    def _points(self, symbols: Sequence[Symbol]) -> Iterator[WantedName]:
        for symbol in symbols:
            if not isinstance(symbol.of, ScenePlace | StopFact):
                continue
            text = pick(symbol.of.name, self.sheet.language)
            home = next((code for code in symbol.of.country if code in self.map_frame.rings), SEA)
            need, plain = need_of(symbol), short_rowings(text)
            led = LABEL_NEEDS[need] >= LABEL_NEEDS["place"]
            names = [*self._point(symbol, home, plain, led=led)]
            # Who set out from here stands below the name where there is room.
            rows = travellers(self.map_frame.scene.data, symbol.id, self.sheet.language)
            if rows:
                names = [name.dearer(UNTOLD_COST) for name in names]
                names += self._point(symbol, home, [(text, *rows)], led=True)
            if symbol.glyph == "capital" or symbol.id in self.ends:
                number = self._point(symbol, home, [(self._blank,)], led=False)
                names += [name.dearer(NUMBER_COST[symbol.id in self.ends]) for name in number]
            yield from self._wish(symbol.id, need, self._nearest(names, symbol, symbols))

    def _point(self, symbol: Symbol, home: str, rowings: Sequence[tuple[str, ...]], *, led: bool) -> Iterator[Placed]:
        """Yield a place's name in its rows by the side of its symbol, and where wanted from aside."""
        face = self.sheet.face()
        names = [*self.finder.beside(symbol.id, rowings, face, symbol.at, self._reach(symbol))]
        if led:
            asides = self.finder.aside(symbol.id, rowings[-1], face, symbol.at, home, near=True)
            # Among other lines nobody sees where its own leads.
            names += [name for name in asides if not self.occupancy.crossing(name.box)]
        for name in (name for name in names if not self.occupancy.is_struck(name.box)):
            worse = FOREIGN_COST * len(name.rows) ** 2 * self.finder.foreign(name, home)
            yield name.dearer(worse + LENT_COST * self.finder.lent_share(name, home))

    def _absences(self, journeys: Sequence[tuple[SceneJourney, Points]]) -> Iterator[WantedName]:
        """Name who did not make a journey, beside its cross."""
        face, color = self.sheet.face(bold=True), journey_color(True)
        for journey, line in journeys:
            if journey.attended is not False:
                continue
            rows = [(pick(journey.who, self.sheet.language),)]
            id_, at = f"journey:{journey.id}", along(line, 0.5)[0]
            names = [*self.finder.beside(id_, rows, face, at, CROSS_PT * self.sheet.unit)]
            names += self.finder.aside(id_, rows[0], face, at)
            yield from self._wish(id_, "main_route", names, Look(color, LIGHT.casing))

    def _nearest(self, names: Iterable[Placed], own: Symbol, symbols: Sequence[Symbol]) -> Iterator[Placed]:
        """Yield the names that no reader takes for another sign's: nearer to their own, or led to it, clear of all."""
        far = (one.at for one in symbols if hypot(one.at[0] - own.at[0], one.at[1] - own.at[1]) > self.sheet.unit)
        others = np.array([*far]).reshape(-1, 2)
        for name in names:
            least = CLEAR_PT * self.sheet.unit if name.leader else distance_to(name.box, np.array([own.at]))
            if distance_to(name.box, others) >= least:
                yield name

    def _own(self, own: Sequence[OwnName], symbols: Sequence[Symbol]) -> Iterator[WantedName]:
        """Name a person's own rows, but not what the map itself names there."""
        face, near = self.sheet.face(), SAME_PT * self.sheet.unit
        known = [(pick(one.of.name, self.sheet.language), one.at) for one in symbols]
        for name in own:
            if any(text == name.text and hypot(at[0] - name.at[0], at[1] - name.at[1]) < near for text, at in known):
                continue
            rows = short_rowings(name.text)
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
                yield from self._wish(
                    id_, "gauge" if main else "stop", names, Look(symbol.color, route_casing(LIGHT, symbol.color))
                )

    def _gauges_across(self, symbol: Symbol) -> tuple[int, ...]:
        """Return the gauges at a break as they lie on the map, from left to right."""
        branches = symbol.route.branches if symbol.route else ()
        stops = next(one.stops for one in branches if symbol.of in one.stops)
        number = next(place for place, stop in enumerate(stops) if stop is symbol.of)
        before, after = stops[max(0, number - 1)], stops[min(len(stops) - 1, number + 1)]
        along = self.map_frame.place(before.lon, before.lat)[0] <= self.map_frame.place(after.lon, after.lat)[0]
        gauges = stops[number].gauges or ()
        return gauges if along else gauges[::-1]

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
            own = self.occupancy.lands(np.concatenate([dense(part) for part in lines[route.id]])) | {SEA}
            names = [name for name in names if self._at_home(name, own)]
            color = route_colour(LIGHT, role, route.shade)
            look = Look() if context else Look(color, route_casing(LIGHT, color))
            yield from self._wish(id_, ROUTE_LABELS[role], names, look)

    def _at_home(self, name: Placed, lands: Collection[str]) -> bool:
        """Tell whether the name of a line stands on lands that the line crosses, but for a corner."""
        shares = self.occupancy.shares(name.box)
        return sum(share for code, share in shares.items() if code not in lands) < CORNER_SHARE

    def write(self) -> None:
        """Write the names, their halos all below them."""
        for name in self.placed:
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
