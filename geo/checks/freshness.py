"""Is what a folder says of today still so? Warnings, since old is not wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from geo.errors import Fault
from geo.model.records import Member, Statistic
from geo.reading.folder import FolderContents

# A year, and the weeks by which a yearly report may be late.
STALE = timedelta(days=400)
_NAMED = 8


def check_freshness(contents: FolderContents) -> Iterator[Fault]:
    """Yield warnings of recommended figures, present statuses and sources that somebody should look at again.

    The day by which a source is old is that of the bloc's newest map: the same on every day and machine.
    """
    yield from _older_figures(contents.rows.figures, contents)
    yield from _undated(contents)
    yield from _without_since(contents)
    maps = contents.spec.maps if contents.spec else ()
    if maps:
        yield from _stale_statuses(contents, max(one.as_of for one in maps))


def _older_figures(figures: Iterable[Statistic], contents: FolderContents) -> Iterator[Fault]:
    """Yield a warning for a recommended figure beside which a newer one of the same subject and scope stands."""
    alike: dict[tuple[str, str, str], list[Statistic]] = defaultdict(list)
    for figure in figures:
        if figure.as_of:
            alike[figure.subject, figure.quantity, figure.scope.get("en", "")].append(figure)
    for rows in alike.values():
        newest = max(rows, key=_as_of)
        for row in rows:
            if row.recommended and _as_of(row) < _as_of(newest):
                found = f"a figure of {row.as_of}; line {newest.line} has one of {newest.as_of}"
                todo = "recommend that one, or tell the two apart by scope"
                yield contents.fault("figures", row, "recommended", found, "the newest figure", todo, warning=True)


def _as_of(figure: Statistic) -> date:
    return figure.as_of.last_day if figure.as_of else date.min


def _undated(contents: FolderContents) -> Iterator[Fault]:
    """Yield one warning for all sources that were read and tell neither a day of their own nor that they have none."""
    rows = [row for row in contents.rows.sources.values() if row.accessed and not row.published and not row.undated]
    if rows:
        found = f"{len(rows)} sources without a date: {_few(row.id for row in rows)}"
        expected, todo = "the day of publication", "write it, or yes under 'undated' for a page that bears none"
        yield contents.fault("sources", rows[0], "published", found, expected, todo, warning=True)


def _without_since(contents: FolderContents) -> Iterator[Fault]:
    """Yield one warning for all statuses of which the table does not tell since when they hold."""
    rows = [row for row in contents.rows.members if row.since is None]
    if rows:
        named = _few(dict.fromkeys(row.country for row in rows))
        found = f"{len(rows)} of {len(contents.rows.members)} rows without a date: {named}"
        todo = "write it where it is known; without it they are drawn on every day, as «date unknown»"
        yield contents.fault("members", rows[0], "since", found, "the first day of each status", todo, warning=True)


def _stale_statuses(contents: FolderContents, day: date) -> Iterator[Fault]:
    """Yield one warning for all statuses that last and that no source of the last year before a day confirms."""
    lasting = [row for row in contents.rows.members if row.until is None]
    stale = [row for row in lasting if _confirmed(row, contents) < day - STALE]
    if stale:
        found = f"{len(stale)} statuses of {day} rest on sources over a year older: {_few(r.country for r in stale)}"
        expected, todo = "a source of the last year for each", "add one that still counts them"
        yield contents.fault("members", stale[0], "sources", found, expected, todo, warning=True)


def _confirmed(row: Member, contents: FolderContents) -> date:
    """Return the day of the newest source of a row; a page without a date is as new as its last reading."""
    sources = [contents.rows.sources[key] for key in row.sources if key in contents.rows.sources]
    days = [source.accessed if source.undated else source.published for source in sources]
    return max((when.last_day for when in days if when), default=date.max)


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (f" and {more} more" if more > 0 else "")
