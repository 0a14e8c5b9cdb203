"""Do single days fit what else is said: the founding and the first member, a source's two dates?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from geo.errors import Fault
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents


def check_days(contents: FolderContents) -> Iterator[Fault]:
    """Yield a fault for a bloc founded after its first member joined, and for sources read before they were published.

    Half-known dates are at fault only where no day that they may mean would do.
    """
    yield from _founded(contents)
    for source in contents.rows.sources.values():
        if source.published and source.undated:
            found, todo = f"yes, beside published {source.published}", "leave one of the two empty"
            yield contents.fault("sources", source, "undated", found, "yes only without a date", todo)
        if source.published and source.accessed and source.published.first_day > source.accessed.last_day:
            found = f"accessed {source.accessed}, before published {source.published}"
            expected, todo = "a day on or after that of publication", "correct one of the two"
            yield contents.fault("sources", source, "accessed", found, expected, todo)


def check_accessed(contents: FolderContents, today: date | None) -> Iterator[Fault]:
    """Yield a warning for every source read after a day; ``None`` yields nothing, so that no build asks the clock."""
    for source in contents.rows.sources.values() if today else ():
        if today and source.accessed and source.accessed.first_day > today:
            found, expected = quote(str(source.accessed)), f"a day that has been; today is {today}"
            yield contents.fault("sources", source, "accessed", found, expected, "correct the date", warning=True)


def _founded(contents: FolderContents) -> Iterator[Fault]:
    spec = contents.spec
    if spec is None or spec.founded is None:
        return
    full = {status.id for status in spec.statuses if status.member}
    joined = [(row.since, row.line, row.country) for row in contents.rows.members if row.since and row.status in full]
    since, line, country = min(joined, default=(None, 0, ""))
    if since and since.last_day < spec.founded.first_day:
        found = f"{spec.founded}, after {country} joined in {since} (members.csv line {line})"
        expected = "a day not after the first member's"
        todo = "correct one of the two, or leave 'founded' out where a forerunner was founded before"
        yield contents.toml.fault(("founded",), found, expected, todo)
