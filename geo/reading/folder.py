"""A bloc's folder as it was found, faults and all: records, cells with their places, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, near_match
from geo.model.records import (
    REQUIRED_TABLES,
    TABLES,
    Claim,
    Event,
    Journey,
    Member,
    Place,
    Route,
    Segment,
    Source,
    Statistic,
    Step,
    Stop,
)
from geo.model.spec import BlocSpec
from geo.reading.columns import (
    Record,
    check_headings,
    columns_of,
    english_heading,
    missing_columns,
    with_known_headings,
)
from geo.reading.courses import FOLDER, CourseError, course_files, read_courses
from geo.reading.csv_file import Sheet, quote, read_sheet
from geo.reading.openstreetmap import TaggedRoute, read_tagged
from geo.reading.rows import make_records
from geo.reading.suggestions import made_id
from geo.reading.toml_file import FILE, TomlFile, read_spec
from geo.reading.workbook import read_workbook, workbooks

if TYPE_CHECKING:  # a folder without surveyed lines is read without numpy
    import numpy as np
    from numpy.typing import NDArray

# So like a table's name that it is a slip of the pen; a sheet «Notes» is not like «routes».
_SLIP = 0.8
KEYS: Mapping[str, tuple[str, ...]] = {
    "places": ("id",),
    "events": ("id",),
    "routes": ("id",),
    "stops": ("route", "branch", "seq"),
    "journeys": ("id",),
    "steps": ("story", "seq"),
    "claims": ("id",),
    "sources": ("id",),
}
"""The columns that together name a row of a table; tables without are lists of spells or figures."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Records:
    """The rows of every table, in the order of their files; ``sources`` by id. Tables that are absent are empty.

    ``aspect_members`` are rows of members.csv in a status of an aspect; only checked tables have them apart.
    ``courses`` are the surveyed lines that segments name, by their files: see ``geo.reading.courses``.
    """

    members: tuple[Member, ...] = ()
    aspect_members: tuple[Member, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    routes: tuple[Route, ...] = ()
    stops: tuple[Stop, ...] = ()
    segments: tuple[Segment, ...] = ()
    journeys: tuple[Journey, ...] = ()
    steps: tuple[Step, ...] = ()
    figures: tuple[Statistic, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    courses: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)

    def of(self, table: str) -> tuple[Record, ...]:
        """Return the rows of a table by its name."""
        return tuple(self.sources.values()) if table == "sources" else getattr(self, table)


@dataclass(frozen=True)
class FolderContents:
    """What a folder holds: ``rows`` are those without fault, ``damaged`` what is left of the others.

    ``faults`` are those of files, headings and cells, each file and row seen on its own. ``tagged`` are routes by
    files of OpenStreetMap; only checked tables have their stops and sections among the others.
    """

    folder: Path
    spec: BlocSpec | None
    toml: TomlFile
    sheets: Mapping[str, Sheet]
    rows: Records
    damaged: Mapping[str, tuple[Record, ...]]
    faults: tuple[Fault, ...]
    failed_courses: Mapping[str, CourseError] = field(default_factory=dict)
    tagged: Mapping[str, TaggedRoute] = field(default_factory=dict)

    def every(self, table: str) -> tuple[Record, ...]:
        """Return all rows of a table; those with faults lack the fields at fault."""
        return (*self.rows.of(table), *self.damaged.get(table, ()))

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """Every id a table declares, by table, those of faulty rows too; one in another form as it is to be written.

        A row that is already reported must not make every row that refers to it look wrong.
        """
        return {table: frozenset(_ids_of(self.sheets.get(table), columns[0])) for table, columns in KEYS.items()}

    def fault(
        self, table: str, row: Record, name: str, found: str, expected: str, todo: str = "", *, warning: bool = False
    ) -> Fault:
        """Return a fault placed at a field of a row."""
        sheet = self.sheets[table]
        heading = english_heading(sheet, columns_of(TABLES[table])[name])
        return sheet.fault(row.line, heading, found, expected, todo, warning=warning)


def _ids_of(sheet: Sheet | None, heading: str) -> Iterator[str]:
    if sheet is not None:
        for line in (*sheet.rows, *sheet.ragged):
            if word := sheet.cell(line, heading):
                yield made_id(word) or word


def read_folder(folder: Path) -> FolderContents:
    """Read every table of a folder, each on its own; a path that is no folder gives one fault."""
    faults: list[Fault] = []
    if not folder.is_dir():
        found = "a file" if folder.exists() else "nothing"
        todo = "give the path of the folder itself; 'blocmap new' makes one to copy"
        fault = Fault(str(folder), None, None, found, f"a folder with {FILE} and its tables", todo)
        return FolderContents(folder, None, TomlFile(), {}, Records(), {}, (fault,))
    spec, toml = read_spec(folder, faults)
    own_codes = _own_codes(toml)
    sheets: dict[str, Sheet] = {}
    rows: dict[str, Any] = {}
    damaged: dict[str, tuple[Record, ...]] = {}
    tables = _worksheets(folder, faults)
    for table in TABLES:
        if table not in tables and (table in REQUIRED_TABLES or (folder / f"{table}.csv").exists()):
            tables[table] = read_sheet(folder / f"{table}.csv", faults)
        if table in tables:
            sheets[table] = with_known_headings(tables[table], TABLES[table])
            rows[table], damaged[table] = _read_records(sheets[table], table, own_codes, faults)
    rows["sources"] = {source.id: source for source in rows["sources"]}
    faults += _stray_files(folder)
    rows["courses"], failed = read_courses(folder, [row.course for row in rows.get("segments", ()) if row.course])
    tagged = _read_tagged(folder, rows.get("routes", ()), failed)
    return FolderContents(folder, spec, toml, sheets, Records(**rows), damaged, tuple(faults), failed, tagged)


def _read_tagged(folder: Path, routes: Iterable[Route], failed: dict[str, CourseError]) -> dict[str, TaggedRoute]:
    """Return what files of OpenStreetMap tell of the routes that name one; add why others cannot be had."""
    tagged = {}
    for route in routes:
        if route.osm:
            try:
                tagged[route.id] = read_tagged(folder / FOLDER / route.osm, route)
            except CourseError as error:
                failed[route.osm] = error
    return tagged


def _worksheets(folder: Path, faults: list[Fault]) -> dict[str, Sheet]:
    """Return the tables that stand in workbooks: sheets named after them. A table that is there twice is a fault."""
    tables: dict[str, Sheet] = {}
    for path in workbooks(folder):
        for name, sheet in read_workbook(path, faults).items():
            table = name.strip().casefold()
            other = tables[table].file if table in tables else f"{table}.csv"
            if table not in TABLES:
                near = next(iter(get_close_matches(table, TABLES, n=1, cutoff=_SLIP)), "")
                todo = f"did you mean '{near}'?" if near else "it is not read"
                expected = "only sheets named after tables: " + ", ".join(TABLES)
                faults.append(
                    Fault(sheet.file, None, None, "a sheet that is not known", expected, todo, warning=not near)
                )
            elif table in tables or (folder / other).exists():
                faults.append(Fault(sheet.file, None, None, f"the table of {other} again", "each table once"))
            else:
                tables[table] = sheet
    return tables


def input_files(folder: Path) -> list[Path]:
    """Return the files of a folder that a bloc is read from, in the order of their names; surveyed lines last."""
    names = sorted([FILE, *(f"{table}.csv" for table in TABLES)])
    tables = sorted([*(folder / name for name in names if (folder / name).is_file()), *workbooks(folder)])
    return [*tables, *course_files(folder)]


def sort_faults(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults in the order of files, lines and columns, each once."""
    return sorted(set(faults), key=lambda f: (f.file, f.line or 0, f.column or 0, f.warning, str(f)))


def _own_codes(toml: TomlFile) -> list[str]:
    """Return the codes of the states that bloc.toml makes of others, right or wrong."""
    told = toml.data.get("countries")
    made = told.items() if isinstance(told, dict) else ()
    return [code for code, country in made if isinstance(country, dict) and "made_of" in country]


def _read_records(
    sheet: Sheet, table: str, own_codes: list[str], faults: list[Fault]
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Return the rows of a sheet without fault, and those with."""
    model = TABLES[table]
    if not sheet.headings:
        return (), ()
    faults += check_headings(sheet, model)
    known = {heading for column in columns_of(model).values() for heading in column.headings}
    if not known & set(sheet.headings):
        return (), ()  # not the table it is named after; its cells would only repeat that
    if table == "members" and not sheet.rows and not sheet.ragged:
        found, todo = "headings without a row", "add a row for each country"
        faults.append(Fault(sheet.file, sheet.heading_line, None, found, "one member at least", todo))
    lacking = missing_columns(sheet, model)  # told once, at the headings; yet no row without them is whole
    whole: list[Record] = []
    damaged: list[Record] = []
    for record, wrong in make_records(sheet, model, own_codes):
        (damaged if wrong or lacking else whole).append(record)
        faults += wrong
    faults += _doubled(sheet, [*whole, *damaged], KEYS.get(table, ()))
    return tuple(whole), tuple(damaged)


def _doubled(sheet: Sheet, records: list[Record], key: tuple[str, ...]) -> Iterator[Fault]:
    first: dict[tuple[object, ...], int] = {}
    for record in sorted(records, key=lambda record: record.line):
        name = tuple(getattr(record, column, None) for column in key)
        if not name or None in name:
            continue
        earlier = first.setdefault(name, record.line)
        if earlier != record.line:
            found = f"{quote(' '.join(str(part) for part in name))} again"
            expected = f"each {' '.join(key)} once"
            yield sheet.fault(record.line, key[-1], found, expected, f"the other is in line {earlier}")


def _stray_files(folder: Path) -> Iterator[Fault]:
    """Yield CSV files that no table is named after: a slip of the pen is a fault, a file of one's own a warning."""
    names = [f"{table}.csv" for table in TABLES]
    for path in sorted(folder.glob("*.csv")):
        if path.name in names or path.name.startswith((".", "~")):
            continue
        near = near_match(path.name, [name for name in names if not (folder / name).exists()])
        todo = near or "it is not read"
        expected = "only tables that are known: " + ", ".join(names)
        name = path.name.encode(errors="backslashreplace").decode()  # a name need not be text at all
        yield Fault(name, None, None, "a table that is not known", expected, todo, warning=not near)
