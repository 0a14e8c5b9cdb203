"""A bloc's folder → frozen tables of checked records, or one error with every fault of every file."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from geo.checks.run import check_rows
from geo.errors import FaultyDataError
from geo.model.spec import BlocSpec
from geo.reading.folder import Records, read_folder, sort_faults


@dataclass(frozen=True, kw_only=True, eq=False)
class Tables(Records):
    """All a folder says: the rows of its tables and the specification of bloc.toml. Equal only to itself."""

    folder: Path
    spec: BlocSpec


def read_tables(folder: str | PathLike[str]) -> Tables:
    """Read and check a bloc's folder.

    Checks each file, each cell, and what rows say of each other; not whether points lie in their countries, which
    takes Natural Earth and is the business of ``geo.checks.run.check_folder``.

    Parameters
    ----------
    folder
        A folder with ``bloc.toml``, ``members.csv``, ``sources.csv`` and any other table of ``geo.model.records``.

    Returns
    -------
    Tables
        Frozen; rows in the order of their files, each with its line.

    Raises
    ------
    FaultyDataError
        With every fault of every file, in the order of files and lines; warnings do not raise and are left out.
    """
    contents = read_folder(Path(folder))
    faults = [fault for fault in check_rows(contents) if not fault.warning]
    if faults or contents.spec is None:
        raise FaultyDataError(sort_faults(faults))
    return Tables(folder=contents.folder, spec=contents.spec, **vars(contents.rows))
