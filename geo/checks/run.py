"""All that can be known to be wrong with a bloc's folder, told at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from os import PathLike
from pathlib import Path

from geo.checks.beside import check_beside
from geo.checks.courses import check_courses
from geo.checks.days import check_accessed, check_days
from geo.checks.freshness import check_freshness
from geo.checks.links import check_links
from geo.checks.points import check_countries_drawn, check_members_drawn, check_points, own_units
from geo.checks.routes import check_routes
from geo.checks.second_sources import check_second_sources
from geo.checks.spells import check_spells
from geo.checks.states import check_states
from geo.checks.statistics import check_statistics
from geo.checks.translations import check_words
from geo.errors import Fault
from geo.reading.folder import FolderContents, read_folder, sort_faults

# The finest borders that are bundled, so that a town beside a border is judged by the border and not by its outline.
SCALE = "10m"
DEFAULT_WORLDVIEW = "un"


def check_folder(
    folder: str | PathLike[str], *, worldview: str = DEFAULT_WORLDVIEW, today: date | None = None
) -> list[Fault]:
    """Return every fault and warning of a bloc's folder.

    Checks all that stops ``geo.load_bloc``, and what only a person who checks needs to know: which translations are
    missing, which sources no row cites, what rests on old ones.

    Parameters
    ----------
    folder
        The bloc's folder; a path that is none gives one fault.
    worldview
        The border view by which a point lies in one country or another; see ``geo.world.countries.worldviews``.
    today
        Warn of sources that were read after this day; ``None``: of none.

    Returns
    -------
    list of Fault
        In the order of files, lines and columns; empty when there is nothing to say. A fault whose ``warning`` is
        true does not stop a build. Whatever the folder holds, nothing is raised.

    Raises
    ------
    MisuseError
        For a border view that does not exist.
    """
    contents = read_folder(Path(folder))
    told = [*check_rows(contents), *check_words(contents), *check_accessed(contents, today)]
    told += [*check_freshness(contents), *check_second_sources(contents)]
    return sort_faults([*told, *check_on_map(contents, worldview)])


def check_on_map(contents: FolderContents, worldview: str = DEFAULT_WORLDVIEW) -> Iterator[Fault]:
    """Yield the faults of a folder that show on the map alone: members without borders, points out of their countries.

    A point that is right in the usual view is right in any other: one folder is drawn in many views.
    """
    from geo.world.units import country_shapes

    own = own_units(contents)
    shapes = country_shapes(SCALE, worldview, own)
    yield from check_members_drawn(contents, shapes)
    yield from check_countries_drawn(contents, shapes)
    strayed = list(check_points(contents, shapes))
    if strayed and worldview != DEFAULT_WORLDVIEW:
        usual = check_points(contents, country_shapes(SCALE, DEFAULT_WORLDVIEW, own))
        wrong = {(fault.file, fault.line) for fault in usual}
        strayed = [fault for fault in strayed if (fault.file, fault.line) in wrong]
    yield from strayed
    yield from check_beside(contents, lambda other: check_members_drawn(other, shapes))


def check_rows(contents: FolderContents) -> list[Fault]:
    """Return all faults and warnings of a folder that show without a look at the map, and those of blocs beside it."""
    return [*_own_rows(contents), *check_beside(contents, _own_rows)]


def _own_rows(contents: FolderContents) -> list[Fault]:
    checks = (check_links, check_spells, check_states, check_days, check_routes, check_courses, check_statistics)
    return [*contents.faults, *(fault for check in checks for fault in check(contents))]
