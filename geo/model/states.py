"""States that are no more, made of countries of today: when each is drawn, and its parts are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.model.dates import PartialDate
from geo.model.records import Member
from geo.model.spec import BlocSpec


@dataclass(frozen=True)
class Span:
    """A span of time, [since, until); ``None`` leaves an end open."""

    since: PartialDate | None
    until: PartialDate | None


def spans(spec: BlocSpec, rows: Iterable[Member]) -> dict[str, Span]:
    """Return when each state that a bloc makes of others is drawn, by code: as bloc.toml says, else to its last day."""
    ends: dict[str, list[PartialDate | None]] = defaultdict(list)
    for row in rows:
        ends[row.country].append(row.until)
    drawn = {}
    for code, country in spec.countries.items():
        if country.made_of:
            known = [end for end in ends[code] if end is not None]
            last = max(known) if known and len(known) == len(ends[code]) else None
            drawn[code] = Span(country.since, country.until or last)
    return drawn


def absences(spec: BlocSpec, rows: Iterable[Member]) -> dict[str, tuple[Span, ...]]:
    """Return when countries are not drawn, by code: states before and after their time, their parts in it."""
    away: dict[str, list[Span]] = defaultdict(list)
    for code, span in spans(spec, rows).items():
        away[code] += [Span(None, span.since)] if span.since else []
        away[code] += [Span(span.until, None)] if span.until else []
        for part in spec.countries[code].made_of:
            away[part].append(span)
    return {code: tuple(found) for code, found in away.items()}


def with_parts(spec: BlocSpec, codes: Iterable[str]) -> set[str]:
    """Return codes, and those of the countries that the states among them are made of."""
    named = set(codes)
    return named.union(*(spec.countries[code].made_of for code in named & set(spec.countries)))


def made_of(spec: BlocSpec) -> Mapping[str, tuple[str, ...]]:
    """Return what each state of a bloc's own is made of, by code."""
    return {code: country.made_of for code, country in spec.countries.items() if country.made_of}
