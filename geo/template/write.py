"""A folder to copy and edit: a small invented bloc, or a copy of another one, that builds as it stands."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from geo.data_files import DATA
from geo.errors import MisuseError
from geo.model.records import TABLES
from geo.reading.courses import FOLDER, course_files
from geo.reading.toml_file import FILE
from geo.reading.workbook import workbooks
from geo.shipped import bloc_folder
from geo.template.guide import guide_text
from geo.template.schema import SCHEMA_FILE, schema_text

TEMPLATE = DATA / "template"
GUIDE_FILE = "README.md"
SCHEMA_LINE = f"#:schema ./{SCHEMA_FILE}\n"


def write_template(folder: str | PathLike[str]) -> Path:
    """Write a small invented bloc, with comments and a guide to its columns, into a new or empty folder.

    Returns the folder. Parents are made. The folder is written whole or not at all.

    Raises ``MisuseError`` when the folder is not empty, is a file, or cannot be written.
    """
    return write_files(_files_of(TEMPLATE), Path(folder))


def copy_bloc(bloc: str | PathLike[str], folder: str | PathLike[str]) -> Path:
    """Copy a bloc, by its shipped name or the path of its folder, into a new or empty folder.

    Only what belongs to a bloc is copied: bloc.toml and its tables; the guide and the schema are added.
    Returns the folder, and raises as ``write_template``; also when there is no such bloc.
    """
    return write_files(_files_of(bloc_folder(bloc)), Path(folder))


def _files_of(source: Path) -> dict[str, bytes]:
    names = [FILE, *(f"{table}.csv" for table in TABLES), *(path.name for path in workbooks(source))]
    files = {name: (source / name).read_bytes() for name in names if (source / name).is_file()}
    if FILE not in files:
        raise MisuseError(f"no {FILE} in '{source}'; expected the folder of a bloc")
    spec = re.sub(rb"\A#:schema .*\n", b"", files[FILE])
    files |= {f"{FOLDER}/{path.name}": path.read_bytes() for path in course_files(source)}
    return {**files, FILE: SCHEMA_LINE.encode() + spec, SCHEMA_FILE: schema_text().encode()}


def write_files(files: Mapping[str, bytes], folder: Path) -> Path:
    if folder.is_dir() and any(folder.iterdir()):
        raise MisuseError(f"'{folder}' is not empty; expected a new or an empty folder")
    if folder.exists() and not folder.is_dir():
        raise MisuseError(f"'{folder}' is a file; expected a new or an empty folder")
    there = folder.is_dir()
    files = {**files, GUIDE_FILE: guide_text(folder.resolve().name).encode()}
    # Beside a new folder, to take its place at once; inside one that is there, which may be somebody's working folder.
    part = (folder if there else folder.resolve().parent) / f".blocmap-{os.getpid()}"
    try:
        part.mkdir(parents=True)
        for name, content in files.items():
            (part / name).parent.mkdir(exist_ok=True)
            (part / name).write_bytes(content)
        if there:
            _move_in(part, folder, files)
        else:
            part.rename(folder)
    except OSError as error:
        raise MisuseError(f"'{folder}' cannot be written ({error.strerror}); expected a folder of your own") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _move_in(part: Path, folder: Path, names: Mapping[str, bytes]) -> None:
    try:
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            (part / name).rename(folder / name)
    except BaseException:
        for name in names:
            (folder / name).unlink(missing_ok=True)
        raise
