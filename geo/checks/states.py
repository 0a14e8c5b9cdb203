"""Is what bloc.toml says of countries right: their codes, and of what and when states that are no more are made?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from geo.errors import Fault
from geo.model.fields import CODE_FORM
from geo.model.spec import CountrySpec
from geo.model.states import Span, spans
from geo.reading.country_advice import larger_successor, suggest_code
from geo.reading.csv_file import quote
from geo.reading.folder import FolderContents
from geo.reading.suggestions import is_country_code


def check_states(contents: FolderContents) -> Iterator[Fault]:
    """Yield the faults of the countries of bloc.toml, and of rows that give a status to a state and to its parts."""
    if contents.spec is None:
        return
    for code, country in contents.spec.countries.items():
        yield from _state(contents, code, country) if country.made_of else _country(contents, code, country)
    drawn = spans(contents.spec, contents.rows.members)
    yield from _rows(contents, drawn)
    for (one, first), (other, second) in combinations(drawn.items(), 2):
        shared = sorted(set(contents.spec.countries[one].made_of) & set(contents.spec.countries[other].made_of))
        if shared and _meet(first, second):
            found, expected = f"{shared[0]} as a part of {one} and {other} at once", "one of them at a time"
            todo = "let `until` of one be `since` of the other"
            yield contents.toml.fault(("countries", other, "made_of"), found, expected, todo, value=shared[0])


def _country(contents: FolderContents, code: str, country: CountrySpec) -> Iterator[Fault]:
    if not is_country_code(code):
        todo = suggest_code(code)
        yield contents.toml.fault(("countries", code), quote(code), CODE_FORM, todo)
    for key in ("since", "until", "approximate"):
        if getattr(country, key):
            expected = "this only beside made_of, of a state that is no more"
            yield contents.toml.fault(("countries", code, key), f"the key '{key}'", expected, "delete it")


def _state(contents: FolderContents, code: str, country: CountrySpec) -> Iterator[Fault]:
    here = ("countries", code)
    if is_country_code(code):
        expected = "the code of a state that is no more, beside made_of"
        yield contents.toml.fault(here, quote(code), expected, "leave made_of out: it is drawn as it is")
    if not country.name:
        yield contents.toml.fault(here, "no 'name'", "the key 'name' beside made_of", "add it")
    for part in country.made_of:
        if not is_country_code(part):
            yield contents.toml.fault((*here, "made_of"), quote(part), CODE_FORM, suggest_code(part), value=part)
    whole = larger_successor(code)
    if whole and whole in country.made_of and not country.approximate:
        found, expected = f"{code} made of all of {whole}", f"borders of {code}, which Natural Earth does not have"
        todo = f"leave it out, or write approximate = true to draw {whole} in its place and have that told"
        yield contents.toml.fault((*here, "made_of"), found, expected, todo)
    if country.since and country.until and country.until.first_day <= country.since.first_day:
        found = f"until {country.until}, not after since {country.since}"
        yield contents.toml.fault((*here, "until"), found, "until after since", "exchange the two dates")


def _rows(contents: FolderContents, drawn: dict[str, Span]) -> Iterator[Fault]:
    """Yield a fault for each row of a state beyond its time, and for each of its parts in it."""
    if contents.spec is None:
        return
    part_of = {(part, code) for code in drawn for part in contents.spec.countries[code].made_of}
    for row in contents.rows.members:
        span = Span(row.since, row.until)
        if row.country in drawn and not _within(span, drawn[row.country]):
            found = f"{row.country} {_words(span)}, while bloc.toml has it {_words(drawn[row.country])}"
            yield contents.fault("members", row, "until", found, "a status in its time", "correct one of the two")
        for code in sorted(code for part, code in part_of if part == row.country and _meet(span, drawn[code])):
            found = f"{row.country} {_words(span)}, while it is drawn as a part of {code} {_words(drawn[code])}"
            todo = f"let one end where the other begins, or leave it out of made_of of {code}"
            yield contents.fault("members", row, "since", found, "one of the two at a time", todo)


def _first(span: Span) -> date:
    return span.since.first_day if span.since else date.min


def _last(span: Span) -> date:
    return span.until.first_day if span.until else date.max


def _meet(one: Span, other: Span) -> bool:
    return _first(one) < _last(other) and _first(other) < _last(one)


def _within(inner: Span, outer: Span) -> bool:
    return _first(outer) <= _first(inner) and _last(inner) <= _last(outer)


def _words(span: Span) -> str:
    since = f"since {span.since}" if span.since else "from the beginning"
    return f"{since} until {span.until}" if span.until else since
