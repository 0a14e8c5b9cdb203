"""Half-known dates and the half-open spans of time between them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import total_ordering
from typing import Protocol, TypeAlias, TypeVar

from geo.errors import MisuseError, show

# The day of what has none: a map of a person's own frame that speaks of no day.
UNDATED = date(1, 1, 1)

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
DATE_FORMS = "a date as 2024-07-04, 2024-07 or 2024"
# Years beyond are stand-ins for «not known» and «without end», and would draw thousands of empty years.
FIRST_YEAR, LAST_YEAR = 500, 2199
DATE_SPAN = f"a year from {FIRST_YEAR:04d} to {LAST_YEAR}"
DayLike: TypeAlias = date | str
"""What a day may be given as; ``datetime`` and pandas' ``Timestamp`` are dates as well. See ``parse_day``."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day, as well as it is known; ordered by its first possible day, then the vaguer first.

    A half-known date counts from the first day it may mean, and keeps its own form for the reader:
    ``2009`` is shown as «2009», never as «1 January 2009».
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; raise ``ValueError`` for anything else."""
        match = _FORM.fullmatch(text.strip())
        if not match:
            raise ValueError(DATE_FORMS)
        month, day = (int(part) if part else None for part in match.groups()[1:])
        known = cls(int(match[1]), month, day)
        try:
            date(known.year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:  # 2024-02-30, month 13, month 0, year 0
            raise ValueError(DATE_FORMS) from None
        return known

    @property
    def first_day(self) -> date:
        """The first day this may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day this may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return "day" if self.day else "month" if self.month else "year"

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a day as a date that is wholly known."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first_day, self.month or 0, self.day or 0) < (other.first_day, other.month or 0, other.day or 0)


NO_DAY = PartialDate.of(UNDATED)
"""Stands in order for a spell that began nobody knows when: before all days."""


def as_date(value: object) -> PartialDate:
    """Turn what a table or TOML holds (text, a year, a date) into a ``PartialDate`` of the years that are drawn."""
    return _in_span(_as_date(value))


def _in_span(known: PartialDate) -> PartialDate:
    if not FIRST_YEAR <= known.year <= LAST_YEAR:
        raise ValueError(DATE_SPAN)
    return known


def _as_date(value: object) -> PartialDate:
    if isinstance(value, str):
        return PartialDate.parse(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return PartialDate.parse(f"{value:04d}")
    if isinstance(value, date) and not isinstance(value, datetime):
        return PartialDate.of(value)
    if isinstance(value, PartialDate):
        return value
    raise ValueError(DATE_FORMS)


class Spell(Protocol):
    """Anything that holds from one half-known date to another."""

    @property
    def since(self) -> PartialDate | None:
        """When it begins; ``None``: always."""

    @property
    def until(self) -> PartialDate | None:
        """When it has ended; ``None``: not yet."""


SpellT = TypeVar("SpellT", bound=Spell)


def holds_on(since: PartialDate | None, until: PartialDate | None, day: date) -> bool:
    """Tell whether the half-open span [since, until) contains a day; ``None`` leaves an end open."""
    begun = since is None or since.first_day <= day
    return begun and (until is None or day < until.first_day)


def spell_on(spells: Iterable[SpellT], day: date) -> SpellT | None:
    """Return the one of some spells that holds on a day, the first where several do; ``None`` where none does."""
    return next((spell for spell in spells if holds_on(spell.since, spell.until, day)), None)


def parse_day(day: DayLike) -> date:
    """Return the day that a caller asks for, of whatever time of day.

    Text may be half-known: a year or a month means its last day, so that 2024 shows all of 2024.
    Raises ``MisuseError`` for anything that is no day.
    """
    expected = DATE_FORMS
    try:
        if isinstance(day, str):
            return as_date(day).last_day
        if isinstance(day, date):  # a datetime and a Timestamp too
            return as_date(date(day.year, day.month, day.day)).last_day
    except (ValueError, TypeError) as error:  # another form; pandas' NaT, which passes for a date and has no year
        expected = DATE_SPAN if str(error) == DATE_SPAN else DATE_FORMS
    raise MisuseError(f"{show(day)} is not a date; expected {expected}, or a date, datetime or pandas Timestamp")


def day_before(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1)
