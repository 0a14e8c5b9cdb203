"""A bloc: its tables and countries, and its frames on any day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING

from geo.checks.points import check_members_drawn
from geo.checks.run import check_on_map, check_rows
from geo.errors import FaultyDataError, MisuseError, show
from geo.facts import journeys, membership, places, routes, stops
from geo.facts.names import country_names
from geo.model.dates import DayLike, parse_day, spell_on
from geo.model.fields import FALLBACK_LANGUAGE
from geo.model.locale import pick
from geo.model.spec import BlocSpec
from geo.model.states import made_of, with_parts
from geo.reading.country_advice import drawn_with
from geo.reading.folder import read_folder, sort_faults
from geo.shipped import bloc_folder, shipped_blocs
from geo.tables import Tables, tables_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

DEFAULT_SCALE = "50m"
DEFAULT_WORLDVIEW = "un"
FINER_SCALES = ("50m", "10m")


@dataclass(frozen=True, eq=False)
class Bloc:
    """A bloc with the countries of one scale and one border view. Its frames are made when first asked for.

    ``countries`` is the whole world: index ``code``, columns ``iso_a2``, ``name``, ``geometry`` (EPSG:4326). States
    that the bloc makes of countries of today are there beside these; ``countries_on`` has what there is on a day.
    """

    tables: Tables
    countries: gpd.GeoDataFrame
    scale: str
    worldview: str
    _scales: dict[str, Bloc] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        """Return the card of its tables, with the scale and the border view of its countries."""
        return f"{self.tables!r}\ncountries: {len(self.countries)}, scale {self.scale}, border view {self.worldview}"

    def __post_init__(self) -> None:
        self._scales[self.scale] = self

    @property
    def id(self) -> str:
        """The bloc's id in bloc.toml."""
        return self.spec.id

    def at_scale(self, scale: str) -> Bloc:
        """Return the same bloc with the countries of another scale."""
        if scale not in self._scales:
            self._scales[scale] = _at_scale(self.tables, scale, self.worldview, self._scales)
        return self._scales[scale]

    def in_view(self, worldview: str) -> Bloc:
        """Return the same bloc with the borders of another view; see ``load_bloc``."""
        return self if worldview == self.worldview else _at_scale(self.tables, self.scale, worldview, {})

    @property
    def spec(self) -> BlocSpec:
        """What bloc.toml says."""
        return self.tables.spec

    @property
    def as_of(self) -> date:
        """The day of its first map, which its frames show when no day is asked for."""
        return self.spec.maps[0].as_of

    def day_of(self, day: DayLike | None) -> date:
        """Return the day that a caller asks for (see ``geo.model.dates.parse_day``), by default ``as_of``."""
        return self.as_of if day is None else parse_day(day)

    def country_name(self, code: str) -> dict[str, str]:
        """Return the names of a country by language; ``KeyError`` for a code that is not drawn."""
        return country_names(self.spec, code, *self._names[code])

    @cached_property
    def _names(self) -> dict[str, tuple[str | None, str]]:
        columns = (self.countries.index, self.countries["iso_a2"], self.countries["name"])
        return {code: (iso_a2, name) for code, iso_a2, name in zip(*columns, strict=True)}

    @cached_property
    def disputes(self) -> gpd.GeoDataFrame:
        """Disputed areas and points at this scale and in this view; see ``geo.world.disputes.load_disputes``."""
        from geo.world.disputes import load_disputes

        return load_disputes(self.scale, self.worldview)

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """Places as points; see ``geo.facts.places.places_frame``."""
        return places.places_frame(self.tables)

    @cached_property
    def events(self) -> gpd.GeoDataFrame:
        """Events at the points of their places; see ``geo.facts.places.events_frame``."""
        return places.events_frame(self.tables)

    @cached_property
    def routes(self) -> gpd.GeoDataFrame:
        """Sections of the routes on the day of the first map; see ``geo.facts.routes.route_frame``."""
        return self.routes_on()

    @cached_property
    def stops(self) -> gpd.GeoDataFrame:
        """Stops of the routes as points; see ``geo.facts.stops.stops_frame``."""
        return stops.stops_frame(self.tables)

    @cached_property
    def journeys(self) -> gpd.GeoDataFrame:
        """Journeys as arcs; see ``geo.facts.journeys.journeys_frame``."""
        return journeys.journeys_frame(self.tables)

    def routes_on(self, day: DayLike | None = None, *, smooth: bool = False) -> gpd.GeoDataFrame:
        """Return the sections of the routes in the state of a day; see ``geo.facts.routes.route_frame``.

        Here as in the methods below, the day may be text, a date, a datetime or a pandas Timestamp, and is that of
        the first map when none is given; ``MisuseError`` for anything else.
        """
        return routes.route_frame(self.tables, self.day_of(day), smooth=smooth)

    def statuses_on(self, day: DayLike | None = None) -> pd.DataFrame:
        """Return who had which status on a day; see ``geo.facts.membership.membership_on``."""
        return membership.membership_on(self.tables, self.countries, self.day_of(day))

    def members(self, *, on: DayLike | None = None) -> pd.DataFrame:
        """Return those whose status on a day counts as membership; columns as ``statuses_on``.

        Those of whom it is not known since when belong on every day; their ``since`` is a missing value.
        """
        held = self.statuses_on(on)
        return held[held["member"]]

    def countries_on(self, day: DayLike | None = None) -> gpd.GeoDataFrame:
        """Return all countries of a day with the columns of ``statuses_on`` added; see ``geo.facts.membership``."""
        asked, absences = self.day_of(day), self.tables.absences
        absent = [code for code in absences if spell_on(absences[code], asked)]
        there = self.countries[~self.countries.index.isin(absent)]
        return membership.join_membership(there, self.tables, asked)


def load_bloc(
    bloc: str | PathLike[str] | None = None, *, scale: str = DEFAULT_SCALE, worldview: str = DEFAULT_WORLDVIEW
) -> Bloc:
    """Read a bloc's tables and join them with the countries of Natural Earth.

    Parameters
    ----------
    bloc
        A shipped name (see ``shipped_blocs``) or the path of a folder; by default the first shipped bloc.
    scale
        Of Natural Earth: ``110m``, ``50m`` or ``10m``. A country with a status that is missing at a coarse scale is
        taken from the next finer one, so that no member is a gap. A view that has no such scale is read at its finest.
    worldview
        The border view; see ``geo.world.countries.worldviews``.

    Raises
    ------
    MisuseError
        For a bloc, scale or view that does not exist.
    FaultyDataError
        With every fault of the folder, as ``blocmap check`` tells them; warnings are left out.
    """
    from geo.world.border_views import available_scale

    contents = read_folder(bloc_folder(shipped_blocs()[0] if bloc is None else bloc))
    available_scale(scale, worldview)
    tables = tables_of(contents, [*check_rows(contents), *check_on_map(contents, worldview)])
    return _at_scale(tables, scale, worldview, {})


def check_bloc(bloc: object) -> Bloc:
    """Return what a caller gave as a bloc when it is one; raise ``MisuseError`` that tells how to get one."""
    if isinstance(bloc, Bloc):
        return bloc
    advice = f"; load it first: geo.load_bloc({show(bloc)})" if isinstance(bloc, (str, PathLike)) else ""
    raise MisuseError(f"{show(bloc)} is not a bloc; expected what geo.load_bloc returns{advice}")


def _at_scale(tables: Tables, scale: str, worldview: str, scales: dict[str, Bloc]) -> Bloc:
    from geo.world.countries import available_scale, load_countries

    found = available_scale(scale, worldview)
    codes = _own_codes(tables)
    countries = _with_small_ones(load_countries(found, worldview, apart=codes), codes, found, worldview)
    countries = _with_states(countries, tables.spec)
    _check_geometry(tables, countries)
    return Bloc(tables, countries, found, worldview, scales)


def _own_codes(tables: Tables) -> list[str]:
    """Return the codes of all that a bloc speaks of as countries: these are drawn, and told apart from others."""
    named = with_parts(tables.spec, [*_countries_of(tables), *tables.spec.countries])
    return sorted(named - set(made_of(tables.spec)))


def _with_states(countries: gpd.GeoDataFrame, spec: BlocSpec) -> gpd.GeoDataFrame:
    """Return the countries with the states that a bloc makes of them."""
    import geopandas as gpd
    import pandas as pd

    from geo.world.own_units import OwnUnits

    own = OwnUnits(frozenset(), made_of(spec))
    found = {code: own.shape(code, dict(countries.geometry)) for code in own}
    shapes = {code: shape for code, shape in found.items() if shape is not None}
    if not shapes:
        return countries
    columns = {"iso_a2": None, "name": [pick(spec.countries[code].name, FALLBACK_LANGUAGE) for code in shapes]}
    table = pd.DataFrame(columns, index=pd.Index(list(shapes), dtype=object, name="code"), dtype=object)
    rows = gpd.GeoDataFrame(table, geometry=list(shapes.values()), crs=countries.crs)
    return pd.concat([countries, rows]).sort_index()


def _with_small_ones(countries: gpd.GeoDataFrame, codes: list[str], scale: str, worldview: str) -> gpd.GeoDataFrame:
    """Return the countries with those that the scale lacks from the next finer one, cut out of what they lie in."""
    import pandas as pd

    from geo.world.countries import load_countries

    for finer in FINER_SCALES:
        absent = sorted(set(codes).difference(countries.index))
        if absent and finer != scale:
            more = load_countries(finer, worldview, apart=codes, only=absent)
            countries = pd.concat([countries, more]).sort_index()
            for code, whole in ((code, drawn_with(code)) for code in more.index):
                if whole in countries.index:
                    left = countries.geometry[whole].difference(more.geometry[code])
                    countries.loc[[whole], "geometry"] = [left]
    return countries


def _check_geometry(tables: Tables, countries: gpd.GeoDataFrame) -> None:
    if _countries_of(tables) <= set(countries.index):
        return
    contents = read_folder(tables.folder)  # read again, this time for the places of the cells
    raise FaultyDataError(sort_faults(check_members_drawn(contents, countries.index)))


def _countries_of(tables: Tables) -> set[str]:
    """Return who ever held a status of a bloc, of its aspects, of a bloc that one of its maps shows beside it."""
    rows = (row for one in (tables, *tables.beside.values()) for row in (*one.members, *one.aspect_members))
    return {row.country for row in rows}
