"""All that can be known to be wrong with a bloc's folder, told at once."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from geo.checks.links import check_links
from geo.checks.points import check_members_drawn, check_points
from geo.checks.routes import check_routes
from geo.checks.spells import check_spells
from geo.checks.statistics import check_statistics
from geo.checks.translations import check_words
from geo.errors import Fault
from geo.reading.folder import FolderContents, read_folder, sort_faults

# The finest borders that are bundled, so that a town beside a border is judged by the border and not by its outline.
SCALE = "10m"
DEFAULT_WORLDVIEW = "un"


def check_folder(folder: str | PathLike[str], *, worldview: str = DEFAULT_WORLDVIEW) -> list[Fault]:
    """Return every fault and warning of a bloc's folder.

    Checks all that ``geo.tables.read_tables`` does, and what only a person who checks needs to know: whether points
    lie in the countries they name, which translations are missing, which sources no row cites.

    Parameters
    ----------
    folder
        The bloc's folder; a path that is none gives one fault.
    worldview
        The border view by which a point lies in one country or another; see ``geo.world.countries.worldviews``.

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
    from geo.world.units import country_shapes

    contents = read_folder(Path(folder))
    faults = [*check_rows(contents), *check_words(contents)]
    shapes = country_shapes(SCALE, worldview)
    return sort_faults([*faults, *check_members_drawn(contents, shapes), *check_points(contents, shapes)])


def check_rows(contents: FolderContents) -> list[Fault]:
    """Return all faults and warnings of a folder that show without a look at the map."""
    checks = (check_links, check_spells, check_routes, check_statistics)
    return [*contents.faults, *(fault for check in checks for fault in check(contents))]
