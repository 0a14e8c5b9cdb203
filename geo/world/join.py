"""A person's own table, joined to the countries; what did not match is told."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import geopandas
import pandas

from geo.errors import MisuseError, check_one_of, near_match, show
from geo.reading.country_advice import suggest_code
from geo.reading.country_names import codes_meant, fold, names
from geo.world.countries import CRS, DEFAULT_SCALE, DEFAULT_WORLDVIEW, load_countries

ADDED = ("code", "name")
MAX_TOLD = 5
# Looking for a near match reads hundreds of names: of a long table of other words only the first are worth it.
MAX_NEAR = 200
_Outcome = tuple[str, str, str]
"""The code that a cell means, or empty; then the near match and the reason."""


@dataclass(frozen=True, eq=False, repr=False)
class JoinedCountries:
    """A table joined to the countries: ``frame`` with what matched, ``unmatched`` with what did not.

    ``frame`` and ``unmatched`` keep the index of the table, so that both lead back to its rows.
    """

    frame: geopandas.GeoDataFrame
    unmatched: pandas.DataFrame

    def __repr__(self) -> str:
        missed, rows = len(self.unmatched), len(self.frame) + len(self.unmatched)
        if not missed:
            return f"all of {rows} rows matched"
        told = list(
            dict.fromkeys("no value" if _is_missing(value) else show(value) for value in self.unmatched["value"])
        )
        more = f", … ({len(told)} values in all; see .unmatched)" if len(told) > MAX_TOLD else ""
        return f"{missed} of {rows} rows did not match: {', '.join(told[:MAX_TOLD])}{more}"


def join_countries(
    df: pandas.DataFrame,
    *,
    on: Hashable,
    countries: geopandas.GeoDataFrame | None = None,
    scale: str = DEFAULT_SCALE,
    worldview: str = DEFAULT_WORLDVIEW,
) -> JoinedCountries:
    """Join a table to the countries by code or by name.

    Parameters
    ----------
    df
        Any table; rows of the same country are all kept. One without rows gives a result without rows.
    on
        The column that says the country: ISO 3166-1 alpha-2, alpha-3 or number, or the name in any language of the
        CLDR, mixed at will; see ``geo.reading.country_names.codes_meant``.
    countries
        The countries, as ``load_countries`` returns them; by default those of ``scale`` and ``worldview``.
    scale, worldview
        As for ``load_countries``.

    Returns
    -------
    JoinedCountries
        ``frame``: the rows that matched, in their order, with their index, columns and dtypes, and ``code``, ``name``
        and ``geometry`` (EPSG:4326) after them. Where the table has a ``code`` or a ``name`` of its own, the new column
        is ``country_code`` or ``country_name``. ``unmatched``: the other rows by their index, with ``value``, ``near``
        (what may be meant, or empty) and ``reason``. Every row is in one of the two.

    Raises
    ------
    MisuseError
        For what is no table, a column that is missing or there twice, a table that already has a ``geometry``, and
        countries without codes, names or CRS.
    """
    _check_table(df, on)
    world = load_countries(scale, worldview) if countries is None else _check_countries(countries)
    where = "the countries given" if countries is not None else f"the countries at {scale}, worldview '{worldview}'"
    read = _Reader(world, where)
    outcomes = [read(value) for value in df[on].array]
    codes = pandas.Series([code for code, _, _ in outcomes], index=df.index, dtype=object)
    matched = (codes != "").to_numpy()
    kept = df.loc[matched].copy()
    for column in ADDED:
        values = codes[matched] if column == "code" else [world.at[code, column] for code in codes[matched]]
        kept[_free_name(df, column)] = pandas.Series(list(values), index=kept.index, dtype=object)
    shapes = geopandas.GeoSeries([world.geometry[code] for code in codes[matched]], index=kept.index, crs=CRS)
    missed = [outcome for outcome in outcomes if not outcome[0]]
    unmatched = pandas.DataFrame(
        {
            "value": df[on][~matched].astype(object).to_numpy(),
            "near": pandas.Series([near for _, near, _ in missed], dtype=object).to_numpy(),
            "reason": pandas.Series([reason for _, _, reason in missed], dtype=object).to_numpy(),
        },
        index=df.index[~matched],
    )
    return JoinedCountries(geopandas.GeoDataFrame(pandas.DataFrame(kept), geometry=shapes, crs=CRS), unmatched)


def _is_missing(value: Any) -> bool:
    return value is None or (pandas.api.types.is_scalar(value) and bool(pandas.isna(value)))


def _check_table(df: object, on: Hashable) -> None:
    if not isinstance(df, pandas.DataFrame):
        raise MisuseError(f"{show(df)} is no table; expected a pandas DataFrame")
    if not isinstance(on, Hashable) or on not in df.columns:
        check_one_of(on, [str(column) for column in df.columns], "a column of the table")
        raise MisuseError(f"{show(on)} is not a column of the table; its columns are not text, give it as it is there")
    if sum(column == on for column in df.columns) > 1:
        raise MisuseError(f"column {show(on)} is there twice; rename one of them")
    if "geometry" in df.columns:
        raise MisuseError("the table already has a column 'geometry'; rename or drop it before joining")


def _check_countries(countries: object) -> geopandas.GeoDataFrame:
    if not isinstance(countries, geopandas.GeoDataFrame) or "name" not in countries.columns:
        raise MisuseError(
            "countries: expected a GeoDataFrame with index 'code' and 'name', as geo.load_countries gives"
        )
    if not countries.index.is_unique:
        raise MisuseError("countries: a code of the index is there twice; keep one row of each country")
    if countries.crs is None:
        raise MisuseError("countries: the frame has no CRS; say which with countries.set_crs(…)")
    return countries.to_crs(CRS)


def _free_name(df: pandas.DataFrame, column: str) -> str:
    """Return a name for a new column which the table has not."""
    for name in (column, f"country_{column}"):
        if name not in df.columns:
            return name
    raise MisuseError(f"the table already has columns '{column}' and 'country_{column}'; rename one before joining")


class _Reader:
    """Read cells as codes of the countries at hand; every value once."""

    def __init__(self, world: geopandas.GeoDataFrame, where: str) -> None:
        self._world, self._where = world, where
        self._own = {fold(str(name)): str(code) for code, name in world["name"].items()}
        self._read: dict[tuple[type, str], _Outcome] = {}
        self._looked = 0

    def __call__(self, value: object) -> _Outcome:
        if _is_missing(value):
            return "", "", "no value; if the file says NA, the code of a country, read it with keep_default_na=False"
        key = type(value), repr(value)
        if key not in self._read:
            self._read[key] = self._outcome(value)
        return self._read[key]

    def _outcome(self, value: object) -> _Outcome:
        codes = codes_meant(value) or self._own_code(value)
        if len(codes) > 1:
            return "", " or ".join(map(self._told, codes)), f"may mean {len(codes)} countries; write the code"
        if not codes:
            return "", self._near(value), "no country of this code or name"
        if codes[0] not in self._world.index:
            return "", "", f"{codes[0]} has no row of its own in {self._where}"
        return codes[0], "", ""

    def _own_code(self, value: object) -> tuple[str, ...]:
        """Return the code of a unit that ISO does not know, by its code or name in the frame of countries."""
        if not isinstance(value, str):
            return ()
        if value.strip().upper() in self._world.index:
            return (value.strip().upper(),)
        code = self._own.get(fold(value))
        return (code,) if code else ()

    def _told(self, code: str) -> str:
        return f"{code} ({self._world['name'][code]})" if code in self._world.index else code

    def _near(self, value: object) -> str:
        self._looked += 1
        if not isinstance(value, str) or not value.strip() or self._looked > MAX_NEAR:
            return ""
        return suggest_code(value) or _near_name(fold(value))


def _near_name(word: str) -> str:
    said = near_match(word, list(names()))
    if not said:
        return ""
    name = said.removeprefix("did you mean '").removesuffix("'?")
    return f"did you mean {' or '.join(names()[name])}?"
