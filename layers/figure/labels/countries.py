"""Names of countries on a figure: on their own land, over the sea or unfilled land with a line to it, or as a code.

The name of a country that holds a status never stands on another's land that does, and its line crosses no such land.
Where neither name nor code finds room, a number stands on the country, which the legend explains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from geo.model.locale import pick
from geo.model.symbology import LIGHT, LabelKind
from layers.figure.labels.candidates import Finder
from layers.figure.labels.keyed import Mark, blank_number, country_mark
from layers.figure.labels.looks import Look, Wish
from layers.figure.labels.placed import Placed
from layers.figure.map_frame import MapFrame
from layers.figure.marks.glyphs import reach_of
from layers.figure.marks.symbols import Symbol
from layers.figure.paper.fonts import HAIR, THIN
from layers.figure.paper.line_breaks import rowings, spaced
from layers.figure.paper.sheet import Sheet
from layers.scene.model import SceneCountry, SceneStatus
from layers.scene.on_day import aspect_letters, further_holders
from layers.style.colour import contrast

# From how many square points of land in sight a country's name is large, of middle size, or written at all though
# the country holds no status and does not lie between those that do.
LARGE_PT2, MEDIUM_PT2, LEAST_PT2 = 120.0**2, 55.0**2, 26.0**2
# Sizes of type on the map, as multiples of the smallest, and the blanks between their letters.
SIZES = ((1.4, THIN), (1.15, HAIR), (1.0, ""))
SMALLER_COST, TWO_ROWS_COST, COAST_COST = 7.0, 2.0, 8.0
# Fills whose greys differ by less than this ratio get their letters on the map, for prints without colour.
GREY_CONTRAST = 1.6
# A number that a small land hardly holds keeps less room around it, in points, and reaches a little over a border.
CLOSE_PT, CLOSE_SHARES, CLOSE_COST = 0.0, (0.9, 0.75, 0.6), 10.0
# A name half on the sea still belongs to its coast.
COAST_SHARE = 0.5
# A land with so many places for a name needs no others.
ROOMY = 24
# From how many points of a land a line to its code may start.
STANDS = 3
# A code takes a look into the key, one without its letter another for its status; a number says nothing without it,
# and one aside takes a look along its leader too.
CODE_COST, BARE_COST, NUMBER_COST, LED_COST = 45.0, 12.0, 110.0, 40.0
# A name on the land of a neighbour would be read as its name; a corner of it is not.
LENT_SHARE = 0.02
# A name that is led to its land from that of another is better at home, as a code if need be.
AWAY_COST = 35.0


class CountryNames:
    """The names of the countries of a map frame, and where each may stand."""

    def __init__(
        self,
        sheet: Sheet,
        map_frame: MapFrame,
        finder: Finder,
        held: Mapping[str, SceneStatus],
        lettered: set[str],
        coded: Collection[str] = (),
        added: Collection[str] = (),
    ) -> None:
        self.coded, self.added = coded, added
        self.sheet, self.map_frame, self.finder, self.held, self.lettered = sheet, map_frame, finder, held, lettered
        self.occupancy = finder.occupancy
        # Named as surely as who holds a status: what is drawn on such land says nothing without its name.
        self.asked = {*held, *further_holders(map_frame.scene.data)}

    def wishes(self, symbols: Sequence[Symbol]) -> Iterator[Wish]:
        """Yield the countries in sight with their places."""
        ringed = {symbol.of.code: symbol for symbol in symbols if isinstance(symbol.of, SceneCountry)}
        for country in self.map_frame.scene.data.countries:
            code = country.code
            if code in ringed:
                names = [*self._ringed(country, ringed[code])]
            elif code in self.map_frame.rings and country.label:
                names = [*self._on_land(country)]
            else:
                continue
            status = self.held.get(code)
            alone: LabelKind = "held" if code in self.asked else "neighbour" if country.neighbour else "land"
            need: LabelKind = alone if status is None else "member" if status.member else "held"
            yield f"country:{code}", need, names, Look() if status else Look(LIGHT.far_ink)

    def _ringed(self, country: SceneCountry, symbol: Symbol) -> Iterator[Placed]:
        id_, face, reach = f"country:{country.code}", self.sheet.face(bold=True), reach_of(symbol.glyph)
        marks = (self._text(country), 0.0), (self._code(country), CODE_COST), (self._blank, NUMBER_COST)
        for text, cost in marks:
            names = [*self.finder.beside(id_, [(text,)], face, symbol.at, reach * self.sheet.unit)]
            # Its ring is smaller than its name: on another's land that would name this one. A number does not.
            names = [name for name in names if text == self._blank or not self.finder.alien(name, country.code)]
            names += self.finder.aside(id_, (text,), face, symbol.at, country.code)
            yield from (name.dearer(cost) for name in names)

    def _on_land(self, country: SceneCountry) -> Iterator[Placed]:
        code, held = country.code, country.code in self.asked
        area, scale = self.occupancy.area_pt2(code), self.sheet.unit**2
        wanted = self.occupancy.middle(code, self.map_frame.place(*country.label))
        asked = held or country.neighbour or f"country:{code}" in self.added
        if wanted is None or (not asked and area < LEAST_PT2 * scale):
            return
        if code in self.coded:
            yield from self._coded(country, wanted)
            return
        sizes = SIZES[0 if area > LARGE_PT2 * scale else 1 if area > MEDIUM_PT2 * scale else 2 :]
        choices = [*self._choices(country, wanted, sizes)]
        smallest = [(name, cost) for name, cost in choices if name.face.size == choices[-1][0].face.size]
        inside = [*self.finder.inside(code, choices, wanted)]
        yield from inside
        if len(inside) >= ROOMY:
            return
        coast = [(name, cost + COAST_COST) for name, cost in smallest]
        yield from self.finder.inside(code, coast, wanted, own_share=COAST_SHARE)
        if asked:
            yield from self._coded(country, wanted)
        for name, _ in smallest if held or f"country:{code}" in self.added else ():
            yield from self._off_neighbours(self.finder.aside(name.id, name.rows, name.face, wanted, code), code)

    def _rowings(self, country: SceneCountry) -> Iterator[tuple[str, ...]]:
        """Yield a country's name in its rows, at last with its letters in a row of their own."""
        text = self._text(country)
        yield from rowings(text)
        if "\u00a0" in text:
            yield tuple(text.split("\u00a0", 1))

    def _off_neighbours(self, names: Iterable[Placed], home: str) -> Iterator[Placed]:
        """Yield the names from aside that are not read as the name of a neighbour, those on any land at a cost."""
        for name in names:
            if self.finder.lent_share(name, home) < LENT_SHARE:
                yield name.dearer(AWAY_COST * self.finder.foreign(name, home))

    def _choices(
        self, country: SceneCountry, at: tuple[float, float], sizes: Sequence[tuple[float, str]]
    ) -> Iterator[tuple[Placed, float]]:
        """Yield the name in its sizes and rows at a point, each with its cost."""
        for number, (size, blank) in enumerate(sizes):
            for rows in self._rowings(country):
                face = self.sheet.face(size, bold=country.code in self.held)
                name = self.finder.put(f"country:{country.code}", tuple(spaced(row, blank) for row in rows), face, *at)
                yield name, SMALLER_COST * number + TWO_ROWS_COST * (len(rows) - 1)

    def _coded(self, country: SceneCountry, wanted: tuple[float, float]) -> Iterator[Placed]:
        code, held = country.code, country.code in self.asked
        face, stands = self.sheet.face(bold=code in self.held), (wanted, *self.occupancy.stands(code, STANDS))
        names = [(self.finder.put(f"country:{code}", rows, face, *wanted), cost) for rows, cost in self._codes(country)]
        inside = [*self.finder.inside(code, names, wanted)]
        yield from inside
        coast = [(name, cost + COAST_COST) for name, cost in names]
        yield from self.finder.inside(code, coast, wanted, own_share=COAST_SHARE)
        first, cost = names[0]
        for stand in stands if held and len(inside) < ROOMY else ():
            for led in self._off_neighbours(self.finder.aside(first.id, first.rows, face, stand, code), code):
                yield led.dearer(cost)
        if held and not inside:
            number = self.finder.put(f"country:{code}", (self._blank,), face, *wanted)
            yield from self.finder.inside(code, [(number, NUMBER_COST)], wanted)
            yield from self.finder.inside(code, [(number, NUMBER_COST + COAST_COST)], wanted, own_share=COAST_SHARE)
            close = number._replace(room=CLOSE_PT * self.sheet.unit)
            for worse, share in enumerate(CLOSE_SHARES, start=1):
                choice = (close, NUMBER_COST + CLOSE_COST * worse)
                yield from self.finder.inside(code, [choice], wanted, own_share=share, over_borders=True)
            for stand in stands:
                for led in self.finder.aside(number.id, number.rows, number.face, stand, near=True):
                    lost = self.finder.lost(led, code)
                    if lost is not None:
                        yield led.dearer(NUMBER_COST + LED_COST + lost)

    def _codes(self, country: SceneCountry) -> Iterator[tuple[tuple[str, ...], float]]:
        """Yield a country's code with its letters beside and below it, then without, each with its cost."""
        text = self._code(country)
        yield (text,), CODE_COST
        if text != country.code:
            yield tuple(text.split("\u00a0", 1)), CODE_COST + TWO_ROWS_COST
            yield (country.code,), CODE_COST + BARE_COST

    def _text(self, country: SceneCountry) -> str:
        return self._lettered(country, pick(country.name, self.sheet.language).upper())

    def _code(self, country: SceneCountry) -> str:
        return self._lettered(country, country.code)

    @property
    def _blank(self) -> str:
        return blank_number(len(self.held))

    def _lettered(self, country: SceneCountry, text: str) -> str:
        data, status = self.map_frame.scene.data, self.held.get(country.code)
        letters = []
        if status and status.id in self.lettered:
            letters.append(letter_of(status, data.statuses, self.sheet.language))
        letters += aspect_letters(data, country)
        # The letters stay with the name: no line breaks at this blank.
        return f"{text}\u00a0({' '.join(letters)})" if letters else text

    def told(self, names: Sequence[Placed]) -> list[Mark]:
        """Return what stands for names: numbers in the order of the names, then codes in theirs."""
        countries = {f"country:{one.code}": one for one in self.map_frame.scene.data.countries}
        marked = [(name, countries[name.id]) for name in names if name.id in countries]
        numbers = [country for name, country in marked if name.rows == (self._blank,)]
        counted = enumerate(sorted(numbers, key=self._name), start=1)
        told = [country_mark(one.code, str(number), self._lettered(one, self._name(one))) for number, one in counted]
        coded = [(country, name.rows) for name, country in marked if self._is_code(name.rows, country)]
        for one, rows in sorted(coded, key=lambda pair: self._name(pair[0])):
            name = self._name(one)
            told.append(country_mark(one.code, one.code, self._lettered(one, name) if rows == (one.code,) else name))
        return told

    def _is_code(self, rows: tuple[str, ...], country: SceneCountry) -> bool:
        """Tell whether rows are a country's code, with or without its letters, and not a name that reads as one."""
        return rows[0].split("\u00a0")[0] == country.code and "\u00a0".join(rows) != self._text(country)

    def _name(self, country: SceneCountry) -> str:
        return pick(country.name, self.sheet.language)


def letter_of(status: SceneStatus, statuses: Sequence[SceneStatus], language: str) -> str:
    """Return the letter of a status in a language's own script: the first of its label that no earlier status has."""
    taken: list[str] = []
    for one in statuses:
        others = "".join(pick(other.label, language) for other in statuses if other.id != one.id)
        taken.append(_letter(one, pick(one.label, language), taken, others))
        if one.id == status.id:
            break
    return taken[-1]


def _letter(status: SceneStatus, label: str, taken: Sequence[str], others: str) -> str:
    letters = [letter for letter in label.upper() if letter.isalpha()]
    if not letters or letters[0].isascii():
        return status.letter
    # A Chinese character stands for a word, wherever it is.
    known = others if letters[0] == letters[0].lower() else taken
    return next((letter for letter in letters if letter not in known), status.letter)


def lettered_statuses(statuses: Iterable[SceneStatus]) -> set[str]:
    """Return the ids of the statuses that a print without colour would not tell from another one."""
    shown = {status.id: status for status in statuses}
    alike = (
        (one, other)
        for one, other in combinations(shown.values(), 2)
        if one.pattern == other.pattern and contrast(one.color, other.color) < GREY_CONTRAST
    )
    return {status.id for pair in alike for status in pair}
