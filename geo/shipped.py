"""The blocs that come with this package, and where a bloc's folder lies."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from geo.data_files import DATA
from geo.errors import Fault, FaultyDataError, check_one_of
from geo.model.dates import as_date
from geo.reading.csv_file import read_sheet

if TYPE_CHECKING:  # making the records of a bloc.toml takes a sixth of the time of a short command
    from geo.model.spec import BlocSpec

BLOCS = DATA / "blocs"
SHIPPED = BLOCS / "shipped.toml"


def shipped_blocs() -> list[str]:
    """Return the names of the blocs that come with this package, in the order they are listed."""
    names: list[str] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["shipped"]
    return names


@dataclass(frozen=True)
class Outline:
    """What there is to say of a shipped bloc in a line, and of each of its maps: slug, day, title. All in English."""

    id: str
    name: str
    sources: int
    maps: list[tuple[str, date, str]]


def shipped_outline(name: str) -> Outline:
    """Return the outline of a shipped bloc, whose tables this package's tests check; see ``read_outline``."""
    spec = tomllib.loads((BLOCS / name / "bloc.toml").read_text(encoding="utf-8"))
    sources = read_sheet(BLOCS / name / "sources.csv", [])
    maps = [(drawn["slug"], as_date(drawn["as_of"]).last_day, drawn["title"]["en"]) for drawn in spec["maps"]]
    return Outline(spec["id"], spec["name"]["en"], len(sources.rows), maps)


def read_outline(folder: Path) -> tuple[BlocSpec, int]:
    """Return what a folder's bloc.toml says and how many sources it lists; the other tables are not read.

    Raises ``FaultyDataError`` with the faults of these two files.
    """
    from geo.reading.toml_file import read_spec

    faults: list[Fault] = []
    spec, _ = read_spec(folder, faults)
    sources = read_sheet(folder / "sources.csv", faults)
    if faults or spec is None:
        raise FaultyDataError(faults)
    return spec, len(sources.rows)


def bloc_folder(bloc: str | PathLike[str]) -> Path:
    """Return the folder of a bloc: a shipped name, or the path of a folder. A shipped name goes before a path.

    Raises ``MisuseError``, with the allowed names, when it is neither.
    """
    shipped = shipped_blocs()
    if isinstance(bloc, str) and bloc in shipped:
        return BLOCS / bloc
    path = fspath(bloc) if isinstance(bloc, PathLike) else bloc
    if isinstance(path, str) and Path(path).is_dir():
        return Path(path)
    return BLOCS / check_one_of(path, shipped, "a bloc or a folder", otherwise="or the path of a folder")
