"""The border views: what each is called, and which parts of which units it gives to another, and why."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar, cast

from pydantic import BeforeValidator, Field

from geo.data_files import DATA
from geo.errors import Fault, FaultyDataError, check_one_of
from geo.model.fields import Id, Latitude, Longitude, Text, YesNo
from geo.model.records import Row, Source
from geo.reading.columns import Model, check_headings
from geo.reading.csv_file import read_sheet
from geo.reading.rows import make_record
from geo.world.natural_earth import SCALES

BORDERS = DATA / "borders"
DEFAULT_WORLDVIEW = "un"
_BORDER = "border:"
DE_FACTO = "natural-earth"
"""The view that is the bundle as it stands."""

Unit = Annotated[str, Field(pattern="^[A-Z]{3}$")]
"""The code of a unit of Natural Earth: ISO alpha-3, or the one declared for it."""
Units = Annotated[tuple[Unit, ...], BeforeValidator(lambda v: tuple(v.split()) if isinstance(v, str) else v)]
Scale = Literal["110m", "50m", "10m"]
Scales = Annotated[tuple[Scale, ...], BeforeValidator(lambda v: tuple(v.split()) if isinstance(v, str) else v)]
Record = TypeVar("Record", bound=Row | Source)


class Worldview(Row):
    """A border view. ``layer`` is the Natural Earth layer that it is; empty: the bundle, changed by its moves."""

    id: Id
    label: Text
    layer: str = ""
    scales: Scales = SCALES  # type: ignore[assignment]  # the same words, declared where Natural Earth is read


class Move(Row):
    """A part that a view gives to another unit; ``note`` is the reason.

    The part is the one that holds the point (``lon``, ``lat``), or with ``whole = yes`` all of the unit that does;
    with ``south_of`` only what of it lies south of that parallel, where a treaty made the parallel a border.
    At each of ``scales`` the point must lie in the unit ``from``; a row that no longer does is at fault.
    """

    view: Id
    from_unit: Unit = Field(alias="from")
    to: Unit
    lon: Longitude
    lat: Latitude
    whole: YesNo = False
    south_of: Latitude | None = None
    scales: Scales = SCALES  # type: ignore[assignment]


@cache
def read_rows(path: Path, model: type[Record]) -> tuple[Record, ...]:
    """Read a table of this package; raise ``FaultyDataError`` with all its faults."""
    faults: list[Fault] = []
    sheet = read_sheet(path, faults)
    kind = cast(Model, model)  # a type variable's bound is no union to a type checker
    faults += check_headings(sheet, kind)
    records = []
    for line in sheet.rows:
        record, wrong = make_record(sheet, kind, line)
        faults += wrong
        if isinstance(record, model):
            records.append(record)
    if faults:
        raise FaultyDataError(faults)
    return tuple(records)


def worldviews() -> dict[str, Worldview]:
    """Return every border view by id: the default first, then in the order of the table."""
    return {view.id: view for view in read_rows(BORDERS / "views.csv", Worldview)}


def find_worldview(name: str) -> Worldview:
    """Return a view; raise ``MisuseError`` with the views there are when there is none of that name."""
    views = worldviews()
    return views[check_one_of(name, views, "a border view")]


def available_scale(scale: str, worldview: str) -> str:
    """Return the scale itself where the view has it, else the finest one that the view has.

    Raises ``MisuseError`` when there is no such view or scale of Natural Earth.
    """
    check_one_of(scale, SCALES, "a scale of Natural Earth")
    scales = find_worldview(worldview).scales
    return scale if scale in scales else max(scales, key=SCALES.index)


def check_view(scale: str, worldview: str) -> Worldview:
    """Return a view that there is at a scale; raise ``MisuseError`` when there is no such view or scale."""
    view = find_worldview(worldview)
    check_one_of(scale, SCALES, "a scale of Natural Earth")
    check_one_of(scale, view.scales, f"a scale of the view '{view.id}'")
    return view


def moves_of(view: Worldview, scale: str) -> list[Move]:
    """Return what a view moves at a scale, in the order of the table."""
    rows = read_rows(BORDERS / "worldviews.csv", Move)
    return [move for move in rows if move.view == view.id and scale in move.scales]


@cache
def borders_digest() -> bytes:
    """Return the hash of all tables about borders, and of the areas that go with them."""
    digest = hashlib.sha256()
    for path in (
        *sorted(BORDERS.glob("*.csv")),
        DATA / "natural_earth" / "fixes.csv",
        DATA / "un_geodata" / "areas.geojson",
    ):
        digest.update(path.read_bytes())
    return digest.digest()


def border_key(source: str) -> str:
    """Return the id under which a source of the border tables stands beside a bloc's own."""
    return f"{_BORDER}{source}"


def is_border_key(key: str) -> bool:
    """Tell whether an id is one that ``border_key`` makes; the others are a bloc's own."""
    return key.startswith(_BORDER)


def border_sources() -> dict[str, Source]:
    """Return the sources that border tables cite, by id."""
    return {source.id: source for source in read_rows(BORDERS / "sources.csv", Source)}
