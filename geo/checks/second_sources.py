"""Have points two sources that do not depend on each other, or does their row say that one alone vouches for them?"""

from __future__ import annotations

from collections.abc import Iterator

from geo.errors import Fault
from geo.model.records import Place, Stop
from geo.reading.folder import FolderContents

TABLES = ("places", "stops")
_NAMED = 8


def check_second_sources(contents: FolderContents) -> Iterator[Fault]:
    """Yield a warning for all points of a table with one source that do not say so, and for all with two that do.

    Only where ``points`` of sources.csv tells which sources say where places lie: others vouch for what a row tells,
    not for its point. Two pages of one publisher are one source; who passed a page on, in brackets, is no publisher.
    """
    gazetteers = {key: source.publisher for key, source in contents.rows.sources.items() if source.points}
    for table in TABLES if gazetteers else ():
        rows = [row for row in contents.every(table) if isinstance(row, Place | Stop) and row.lat is not None]
        few = [row for row in rows if len(independent(row, gazetteers)) < 2]
        yield from _told(contents, table, [row for row in few if not row.single], "with fewer than two sources")
        wrong = [row for row in rows if row.single and row not in few]
        yield from _told(contents, table, wrong, "said to be single, with two sources")


def independent(row: Place | Stop, publishers: dict[str, str]) -> set[str]:
    """Return those who say where a row's point lies, each once: ``publishers`` by the ids of their sources."""
    return {publishers[key].split(" (")[0].casefold() for key in row.sources if key in publishers}


def _told(contents: FolderContents, table: str, rows: list[Place | Stop], what: str) -> Iterator[Fault]:
    if rows:
        lines = ", ".join(str(row.line) for row in rows[:_NAMED])
        more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
        found = f"{len(rows)} points {what}: lines {lines}{more}"
        expected = "two sources with yes under 'points', or yes under 'single'"
        todo = "cite a second gazetteer, or write in 'single' whether there is only one"
        yield contents.fault(table, rows[0], "sources", found, expected, todo, warning=True)
