"""What a figure's map frame shows on the scene's day, and the drawing of it from the basemap up."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import numpy as np

from geo.model.dates import holds_on
from geo.model.symbology import LIGHT
from layers.figure.basemap import draw_basemap
from layers.figure.choices import AS_IT_COMES, LabelChoices
from layers.figure.labels.countries import lettered_statuses
from layers.figure.labels.occupancy import Occupancy
from layers.figure.labels.towns import draw_town_dots
from layers.figure.labels.wanted import Names
from layers.figure.map_frame import MapFrame
from layers.figure.marginalia.insets import Inset, draw_insets, find_insets
from layers.figure.marginalia.legend import Shown
from layers.figure.marginalia.locator import draw_locator, locator_box
from layers.figure.marginalia.scale_bar import ScaleBar, draw_scale, scale_bar
from layers.figure.marks.frames import own_fill, own_layers
from layers.figure.marks.lines import crosses, draw_journeys, draw_routes, journey_lines, route_runs, truce_lines
from layers.figure.marks.symbols import Symbol, draw_symbols, find_symbols
from layers.figure.paper.box import Box
from layers.figure.paper.sheet import OVER_ALL, Sheet
from layers.i18n.catalog import translate
from layers.scene.model import SceneData, ScenePlace
from layers.scene.on_day import aspect_holders, holders
from layers.scene.titles import beyond_text, undated_text


class FigureContent:
    """What a map frame shows: who holds which status, runs of routes, journeys, symbols, names.

    ``coded`` are the countries whose codes the legend explains already, and which have no other name.
    """

    def __init__(
        self, sheet: Sheet, map_frame: MapFrame, coded: Collection[str] = (), labels: LabelChoices = AS_IT_COMES
    ) -> None:
        data = map_frame.scene.data
        day = data.as_of
        held = holders(data, day)
        shown = {status.id: status for status in data.statuses if status.shown}
        self.sheet, self.map_frame, self.coded, self.labels = sheet, map_frame, coded, labels
        self.held = {country.code: status for id_, status in shown.items() for country in held[id_]}
        self.runs = route_runs(map_frame, day)
        self.journeys = journey_lines(map_frame)
        self.symbols = find_symbols(map_frame, day, self.held, self.runs)
        self.own = own_layers(map_frame)
        areas = [dispute.area or "" for dispute in data.disputes if not dispute.settled]
        seen = {status.id for code, status in self.held.items() if code in map_frame.rings}
        further = {id_: len(codes) for id_, codes in aspect_holders(data, day).items()}
        self.shown = Shown(
            counts={id_: len(held[id_]) for id_ in shown if id_ in seen},
            runs=self.runs,
            journeys=[journey for journey, _ in self.journeys],
            symbols=self.symbols,
            frames=[layer.data for layer in self.own],
            truces=bool(truce_lines(map_frame)),
            areas=any(area in map_frame.rings for area in areas),
            lettered=lettered_statuses(self.held[code] for code in sorted(self.held) if code in map_frame.rings),
            aspects=[(aspect, further) for aspect in data.aspects if aspect.shown],
            named={id_: [country.name for country in held[id_]] for id_ in shown} if data.overlap else {},
        )

    @cached_property
    def plate(self) -> SceneData:
        """Of the scene's countries, routes, journeys and places those that are drawn, with what they are on the day."""
        data, day = self.map_frame.scene.data, self.map_frame.scene.data.as_of
        drawn = {run.route.id for run in self.runs}
        further = {country.code for countries in aspect_holders(data, day).values() for country in countries}
        countries = [
            country.model_copy(
                update={
                    key: tuple(one for one in spells if holds_on(one.since, one.until, day))
                    for key, spells in (("spells", country.spells), ("aspects", country.aspects))
                }
            )
            for country in data.countries
            if country.code in (self.held.keys() | further) and country.code in self.map_frame.rings
        ]
        return data.model_copy(
            update={
                "countries": tuple(countries),
                "routes": tuple(route for route in data.routes if route.id in drawn),
                "journeys": tuple(journey for journey, _ in self.journeys),
                "places": tuple(symbol.of for symbol in self.symbols if isinstance(symbol.of, ScenePlace)),
            }
        )

    @cached_property
    def remarks(self) -> list[str]:
        """What the key says besides: at which scales insets are, whose parts are not on the map, who has no date."""
        data, language, box = self.map_frame.scene.data, self.sheet.language, self.map_frame.box
        unseen = {one.code for one in data.aside if not all(box.holds(*self.map_frame.place(*at)) for at in one.points)}
        names = [country.name for country in data.countries if country.code in unseen]
        scales = [translate("figure_insets", language)] if data.insets else []
        told = (beyond_text(names, [language]), undated_text(self.plate))
        return [*scales, *filter(None, (words.get(language) for words in told))]

    @cached_property
    def scale(self) -> ScaleBar:
        """The scale at the lower right, unless it hides there, and not at the left, land that holds a status."""
        sides = (False,) if self.map_frame.scene.data.locator else (False, True)
        bars = [scale_bar(self.sheet, self.map_frame, left=left) for left in sides]
        held, over = self.occupancy.land_of(self.held), [inset.box for inset in self.insets]
        hides = [(any(bar.box.meets(box) for box in over), self.occupancy.covers(held, bar.box)) for bar in bars]
        return bars[hides.index(min(hides))]

    @cached_property
    def insets(self) -> list[Inset]:
        """Where the insets stand."""
        return find_insets(self.sheet, self.map_frame, self.occupancy, self.held)

    @cached_property
    def occupancy(self) -> Occupancy:
        """What lines and symbols cover."""
        occupancy, unit = Occupancy(self.map_frame), self.map_frame.unit
        own = [box for layer in self.own for box in layer.covered()]
        occupancy.cross(line for layer in self.own for _, line in layer.lines)
        occupancy.strike([(run.line, run.style.width * unit) for run in self.runs])
        occupancy.cross(line for _, line in self.journeys)
        for symbol in self.symbols:
            (occupancy.take_round if symbol.round else occupancy.take)(symbol.box(unit))
        for covered in crosses(self.journeys, unit) + own:
            occupancy.take(covered)
        return occupancy

    @cached_property
    def locator(self) -> Box | None:
        """Where the small map goes."""
        return locator_box(self.map_frame, self.occupancy)

    @cached_property
    def seen(self) -> list[Symbol]:
        """The symbols that no small map hides."""
        over = [*filter(None, [self.locator]), *(inset.box for inset in self.insets)]
        return [symbol for symbol in self.symbols if not any(box.holds(*symbol.at) for box in over)]

    @cached_property
    def names(self) -> Names:
        """The names, in their places."""
        symbols = self.seen
        for corner in (self.scale.box, self.locator, *(inset.box for inset in self.insets)):
            if corner:
                self.occupancy.take(corner)
        names = Names(
            self.sheet,
            self.map_frame,
            self.occupancy,
            self.held,
            lambda x, y: own_fill(self.own, x, y),
            self.coded,
            self.labels,
        )
        own = [name for layer in self.own for name in layer.names(self.sheet.language)]
        names.place(symbols, self.runs, own, self.journeys)
        return names


def draw_content(sheet: Sheet, content: FigureContent) -> None:
    """Draw all of a map frame: basemap, lines, symbols, what stands in its corners, names, and its edge."""
    map_frame = content.map_frame
    sheet.part = "countries"
    draw_basemap(sheet, map_frame, content.held)
    sheet.part = "data"
    for layer in content.own:
        layer.draw(sheet)
    sheet.part = "routes"
    draw_routes(sheet, map_frame, content.runs)
    sheet.part = "journeys"
    draw_journeys(sheet, map_frame, content.journeys)
    names = content.names
    sheet.part = "locator"
    if content.locator:
        draw_locator(sheet, map_frame, content.locator, content.held)
    sheet.part = "insets"
    draw_insets(sheet, content.insets, content.held)
    sheet.part = "symbols"
    draw_symbols(sheet, map_frame, [symbol for symbol in content.seen if names.keeps(symbol)])
    sheet.part = "scale"
    draw_scale(sheet, content.scale)
    sheet.part = "labels"
    draw_town_dots(sheet, map_frame, names.placed)
    names.write()
    sheet.part = "frame"
    left, bottom, right, top = map_frame.box
    edge = np.array([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)])
    sheet.stroke([edge], LIGHT.coast, 0.5, z=OVER_ALL)
