"""A bloc's folder from a list of countries, or from the membership of another bloc: nothing else to delete."""

from __future__ import annotations

import codecs
import csv
import io
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from os import PathLike
from pathlib import Path
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.geodesy.bodies import split_bodies
from geo.model.dates import PartialDate
from geo.model.fields import DEFAULT_LANGUAGES, FALLBACK_LANGUAGE
from geo.model.spec import AspectSpec, AspectStatusSpec, BlocSpec, MapSpec, StatusSpec
from geo.reading.country_names import fold, others
from geo.reading.csv_writer import csv_bytes
from geo.reading.suggestions import suggest_id
from geo.reading.toml_file import FILE
from geo.shipped import bloc_folder
from geo.tables import read_tables
from geo.template.list_table import ListColumns, find_columns, read_day, read_list
from geo.template.schema import SCHEMA_FILE, schema_text
from geo.template.write import SCHEMA_LINE, write_files
from geo.world.countries import load_countries
from geo.world.join import join_countries

SCALE = "10m"  # the only one that has every country
SOURCE = "list"
COLUMNS = ("country", "status", "since", "until", "sources", "confidence", "note")
MEMBER_COLORS = ("#17505c", "#5d9fa0", "#d98a1f", "#7a8f3a")
OTHER_LOOKS = (("#a37dd4", "stripe"), ("#d9c27a", "dots"), ("#c9a3b8", "cross"), ("#9db4c0", "stripe"))
_OTHERS = ("observ", "partner", "candidat", "associat", "applica", "dialog", "guest", "suspend", "наблюд", "партн")
_SHORT = 6
# Outlines of further memberships, seen on the fills of members and on other land.
ASPECT_COLORS = ("#e0a51e", "#b0201a", "#222222")
SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "ru", "CJK": "zh"}
# Countries that fill no more than so many degrees are drawn at the finest scale, and so many degrees around them.
SMALL_DEG, DETAIL_ROOM_DEG = 15.0, 2.0
# What of a specification has headings of its own in bloc.toml.
TABLES = {"statuses", "aspects", "maps", "quantities", "countries"}


@dataclass(frozen=True)
class ListReport:
    """The folder that was written, how many rows it has, and what of the list it could not take, a line each."""

    folder: Path
    rows: int
    untaken: tuple[str, ...]


def write_from_list(
    members: str | PathLike[str], folder: str | PathLike[str], *, today: date | None = None
) -> ListReport:
    """Write a bloc's folder from a list of countries, with whatever columns, and tell what could not be placed.

    Countries are codes or names in any language (``geo.world.join``). A column of dates becomes ``since``, one that
    speaks of leaving ``until``, one of statuses the statuses. Rows without a certain date have none here
    either; where nothing ever changes the map has no time.

    Raises ``MisuseError`` for a file that cannot be read or holds no countries, and as ``write_template``.
    """
    path, target, today = Path(members), Path(folder), today or date.today()
    frame = read_list(path)
    columns = find_columns(frame, path)
    world = load_countries(SCALE, apart=[*others("apart")])
    joined = join_countries(frame, on=columns.country, countries=world)
    told = [_untaken(index, row) for index, row in joined.unmatched.iterrows()]
    rows, doubtful = _rows(joined.frame, columns)
    beside = held_beside(rows)
    statuses = _statuses(dict.fromkeys(row[1] for row in rows))
    own = tuple(status for status in statuses if status.id not in beside)
    spec = _spec(target.resolve().name, own, rows, today, _own_names(joined.frame, columns))
    spec = spec.model_copy(
        update={
            "aspects": tuple(_aspects(status for status in statuses if status.id in beside)),
            "languages": languages_of(frame[columns.country]),
            "maps": tuple(_at_its_scale(drawn, world.geometry, rows) for drawn in spec.maps),
        }
    )
    files = {
        FILE: _toml(spec),
        "members.csv": _csv(COLUMNS, rows),
        "sources.csv": _source(path, today),
        SCHEMA_FILE: schema_text().encode(),
    }
    return ListReport(write_files(files, target), len(rows), (*told, *doubtful))


def copy_membership(bloc: str | PathLike[str], folder: str | PathLike[str]) -> Path:
    """Copy who belongs to a bloc, its statuses and the sources of these into a folder with one map, and nothing else.

    Raises as ``geo.template.write.copy_bloc``, and ``FaultyDataError`` for a folder with faults.
    """
    source = bloc_folder(bloc)
    tables = read_tables(source)
    first = tables.spec.maps[0]
    kept = {"slug", "title", "subtitle", "as_of", "statuses", "scale", "projection", "centre", "extent"}
    one = MapSpec.model_validate(first.model_dump(include=kept))
    spec = tables.spec.model_copy(update={"maps": (one,), "quantities": {}})
    cited = {key for row in tables.members for key in row.sources}
    files = {
        FILE: _toml(spec),
        "members.csv": (source / "members.csv").read_bytes(),
        "sources.csv": _only(source / "sources.csv", cited),
        SCHEMA_FILE: schema_text().encode(),
    }
    return write_files(files, Path(folder))


def _untaken(index: object, row: pd.Series) -> str:
    near = f"; {row['near']}" if row["near"] else ""
    said = f"'{row['value']}'" if row["value"] else "an empty cell"
    return f"row {int(str(index)) + 2}: {said}: {row['reason']}{near}"


def _rows(frame: pd.DataFrame, columns: ListColumns) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the rows of members.csv, and a line for each cell that says less than was hoped."""
    code = "code" if "country_code" not in frame.columns else "country_code"
    rows: dict[tuple[str, str, str], tuple[str, ...]] = {}
    told: list[str] = []
    for index, row in frame.iterrows():
        place = f"row {int(str(index)) + 2}"
        said = row[columns.since] if columns.since else ""
        since, until = read_day(said), read_day(row[columns.until]) if columns.until else ""
        if said and not since:
            told.append(f"{place}: '{said}' is no certain date; `since` is left empty")
        if columns.until and row[columns.until] and not until:
            told.append(f"{place}: '{row[columns.until]}' is no certain date; `until` is left empty")
        status = _id(row[columns.status]) if columns.status and row[columns.status] else "member"
        key = (row[code], status, since)
        if key in rows:
            told.append(f"{place}: {row[code]} is there twice; the first row stands")
            continue
        rows[key] = (row[code], status, since, until, SOURCE, "", "")
    return list(rows.values()), told


def held_beside(rows: Iterable[Sequence[str]]) -> set[str]:
    """Return the statuses of membership that some country holds beside an earlier one of the list: a euro, a visa area.

    Rows begin with code, status, since and until. Who observes and joins later is in one status after the other, though
    no row says until when: such words make no further membership.
    """
    order: dict[str, int] = {}
    spells: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
    for code, status, since, until, *_ in rows:
        if not _is_other(status):
            order.setdefault(status, len(order))
            begin, end = (PartialDate.parse(day).first_day if day else None for day in (since, until))
            spells[code].append((status, begin or date.min, end or date.max))
    return {
        max(one[0], two[0], key=order.__getitem__)
        for held in spells.values()
        for one, two in combinations(held, 2)
        if one[0] != two[0] and one[1] < two[2] and two[1] < one[2]
    }


def _aspects(statuses: Iterable[StatusSpec]) -> Iterator[AspectSpec]:
    """Yield a further membership for each status that is held beside others; after three outlines letters go on."""
    for number, status in enumerate(statuses):
        color = ASPECT_COLORS[number % len(ASPECT_COLORS)]
        one = AspectStatusSpec(id=status.id, label=status.label, color=color, letter=status.letter)
        mark: Literal["outline", "letter"] = "outline" if number < len(ASPECT_COLORS) else "letter"
        yield AspectSpec(id=status.id, name=status.label, mark=mark, statuses=(one,))


def languages_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return Arabic, Russian or Chinese before English for a list in their letters; else the usual languages."""
    letters = Counter(
        unicodedata.name(sign, "").partition(" ")[0] for name in names for sign in str(name) if sign.isalpha()
    )
    own = SCRIPTS.get(letters.most_common(1)[0][0]) if letters else None
    return (own, FALLBACK_LANGUAGE) if own else DEFAULT_LANGUAGES


def _at_its_scale(drawn: MapSpec, shapes: gpd.GeoSeries, rows: Iterable[Sequence[str]]) -> MapSpec:
    """Return a map at the finest scale where its countries fill little of the world: else their borders look broken.

    Only about them are they fine: a world of such borders would make a page three times as heavy.
    """
    mains = [split_bodies(shapes[code]).main for code in dict.fromkeys(row[0] for row in rows)]
    west, south, east, north = shapely.total_bounds(mains)
    if max(east - west, north - south) > SMALL_DEG:
        return drawn
    low, high = np.floor([west, south]) - DETAIL_ROOM_DEG, np.ceil([east, north]) + DETAIL_ROOM_DEG
    detail = (*np.maximum(low, (-180, -90)).tolist(), *np.minimum(high, (180, 90)).tolist())
    return drawn.model_copy(update={"scale": SCALE, "detail": detail})


def _is_other(status: str) -> bool:
    return any(word in status for word in _OTHERS)


def _statuses(ids: Iterable[str]) -> tuple[StatusSpec, ...]:
    made: list[StatusSpec] = []
    letters: set[str] = set()
    for status in ids:
        letter = next(sign for sign in (*status.upper(), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789") if sign not in letters)
        letters.add(letter)
        other = _is_other(status)
        number = sum(one.member is not other for one in made)
        color, pattern = OTHER_LOOKS[number % 4] if other else (MEMBER_COLORS[number % 4], "solid")
        label = status.replace("-", " ").capitalize()
        look = {"color": color, "letter": letter, "pattern": pattern, "member": not other}
        made.append(StatusSpec.model_validate({"id": status, "label": {"en": label}, **look}))
    return tuple(made)


def _own_names(frame: pd.DataFrame, columns: ListColumns) -> dict[str, dict[str, dict[str, str]]]:
    """Return the names that the list has for members and that others do not use, as bloc.toml has them."""
    own = {fold(name): codes[0] for name, codes in others("own").items()}
    said = (str(cell) for cell in frame[columns.country])
    return {own[fold(name)]: {"name": {"en": name}} for name in said if fold(name) in own}


def _spec(
    name: str,
    statuses: tuple[StatusSpec, ...],
    rows: Sequence[tuple[str, ...]],
    today: date,
    countries: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> BlocSpec:
    words = " ".join(name.replace("-", " ").replace("_", " ").split()) or "Bloc"
    words = words.upper() if len(words) < _SHORT else words[:1].upper() + words[1:]
    key = _id(name) or "bloc"
    counted = {status.id for status in statuses if status.member}
    members = len({row[0] for row in rows if row[1] in counted and not row[3]})
    title = f"{members} member{'' if members == 1 else 's'} of {words}"
    one = {"slug": f"{key}-members", "title": {"en": title}, "as_of": today.isoformat()}
    spec = {"id": key, "name": {"en": words}, "statuses": statuses, "countries": countries, "maps": [one]}
    return BlocSpec.model_validate(spec)


def _id(text: str) -> str:
    return suggest_id(text).removeprefix("write '").removesuffix("'") or "member"


def _source(path: Path, today: date) -> bytes:
    note = "Name the publisher, the title and the address of the list here."
    row = (SOURCE, "The list's own publisher", path.name, "", "yes", today.isoformat(), note)
    return _csv(("id", "publisher", "title", "url", "undated", "accessed", "note"), [row])


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return csv_bytes(columns, rows).removeprefix(codecs.BOM_UTF8)


def _only(path: Path, ids: set[str]) -> bytes:
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([heading, *(row for row in rows if row and row[heading.index("id")] in ids)])
    return buffer.getvalue().encode("utf-8")


def _toml(spec: BlocSpec) -> bytes:
    """Return a specification as the text of bloc.toml, without what has its default."""
    top = spec.model_dump(exclude_defaults=True, exclude=TABLES, mode="json")
    lines = [SCHEMA_LINE.rstrip("\n"), *_pairs(top)]
    for status in spec.statuses:
        lines += ["", "[[statuses]]", *_pairs(status.model_dump(exclude_defaults=True, mode="json"))]
    for aspect in spec.aspects:
        plain = aspect.model_dump(exclude_defaults=True, exclude={"statuses"}, mode="json")
        lines += ["", "[[aspects]]", *_pairs(plain)]
        for one in aspect.statuses:
            lines += ["", "[[aspects.statuses]]", *_pairs(one.model_dump(exclude_defaults=True, mode="json"))]
    for drawn in spec.maps:
        lines += ["", "[[maps]]", *_pairs(drawn.model_dump(exclude_defaults=True, mode="json"))]
    for code, country in spec.countries.items():
        lines += ["", f"[countries.{code}]", *_pairs(country.model_dump(exclude_defaults=True, mode="json"))]
    return ("\n".join(lines) + "\n").encode()


def _pairs(values: Mapping[str, object]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in values.items()]


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
