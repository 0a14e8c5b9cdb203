"""The blocs that come with this package, and where a bloc's folder lies."""

from __future__ import annotations

import tomllib
from os import PathLike, fspath
from pathlib import Path

from geo.data_files import DATA
from geo.errors import Fault, FaultyDataError, check_one_of
from geo.model.spec import BlocSpec
from geo.reading.csv_file import read_sheet
from geo.reading.toml_file import read_spec

BLOCS = DATA / "blocs"
SHIPPED = BLOCS / "shipped.toml"


def shipped_blocs() -> list[str]:
    """Return the names of the blocs that come with this package, in the order they are listed."""
    names: list[str] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["shipped"]
    return names


def read_outline(folder: Path) -> tuple[BlocSpec, int]:
    """Return what a folder's bloc.toml says and how many sources it lists; the other tables are not read.

    Raises ``FaultyDataError`` with the faults of these two files.
    """
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
