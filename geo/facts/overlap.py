"""Two memberships side by side: who was in the one alone, in both, in the other alone, and from which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import Field

from geo.facts.membership import by_country, member_statuses
from geo.facts.names import country_names
from geo.model.dates import NO_DAY, PartialDate, spell_on
from geo.model.fields import Act, Code, Id, RequiredText, Since, Text, Until
from geo.model.locale import pick
from geo.model.records import Member, Row, Source
from geo.model.spec import MapSpec
from geo.tables import Tables

if TYPE_CHECKING:  # imported late: see geo.facts.membership
    import geopandas as gpd

Part = Literal["first", "both", "second"]
PARTS: tuple[Part, ...] = get_args(Part)
CONFIDENCES = ("low", "medium", "high")


class OverlapSpell(Row):
    """A spell of one country in the bloc alone, in both that a map shows side by side, or in the other alone."""

    map: Id = Field(description="the map that shows the two side by side")
    code: Code = Field(description="the country: ISO 3166-1 alpha-3")
    name: RequiredText = Field(description="its name")
    other_name: RequiredText = Field(description="what the bloc is shown beside")
    part: Part = Field(description="`first`: in the bloc alone; `both`; `second`: in the other alone")
    since: Since
    until: Until
    event: Act


@dataclass(frozen=True)
class Overlap:
    """Two memberships side by side: what the other is called, who is in what when, the sources of both.

    ``spells`` have the ids of ``PARTS`` for statuses. Sources of another bloc are told apart by its id before theirs.
    """

    name: Text
    short: Text
    spells: tuple[Member, ...]
    sources: Mapping[str, Source]


def overlap_of(tables: Tables, drawn: MapSpec) -> Overlap:
    """Return the two memberships that a map with ``overlap`` shows side by side.

    Of the bloc those count who hold one of the map's ``statuses``, by default of members; of another bloc its members;
    of an aspect all who hold one of its statuses.
    """
    name = drawn.overlap or ""
    counted = member_statuses(tables) if drawn.statuses is None else drawn.statuses
    own = [row for row in tables.members if row.status in counted]
    aspect = next((aspect for aspect in tables.spec.aspects if aspect.id == name), None)
    if aspect:
        held = {status.id for status in aspect.statuses}
        rows = [row for row in tables.aspect_members if row.status in held]
        return Overlap(aspect.name, aspect.name, tuple(_spells(own, rows)), tables.sources)
    other = tables.beside[name]
    theirs = member_statuses(other)
    rows = [_with_prefix(row, name) for row in other.members if row.status in theirs]
    keys = {key: f"{name}:{key}" for key in other.sources}
    sources = {keys[key]: source.model_copy(update={"id": keys[key]}) for key, source in other.sources.items()}
    short = other.spec.short or other.spec.name
    return Overlap(other.spec.name, short, tuple(_spells(own, rows)), {**tables.sources, **sources})


def overlap_history(tables: Tables, countries: gpd.GeoDataFrame) -> list[OverlapSpell]:
    """Return every spell of every map of two: maps in their order, countries in that of the alphabet, then by time.

    ``countries`` is keyed by ``code`` and has ``iso_a2`` and ``name``.
    """
    iso_a2, names = countries["iso_a2"].to_dict(), countries["name"].to_dict()
    return [
        # (Rows are checked already, and ids of sources of another bloc have a form that no table may have.)
        OverlapSpell.model_construct(
            **{"part" if key == "status" else key: value for key, value in row if key != "country"},
            map=drawn.slug,
            code=row.country,
            name=country_names(tables.spec, row.country, iso_a2[row.country], names[row.country]),
            other_name=overlap.name,
        )
        for drawn in tables.spec.maps
        if drawn.overlap and (overlap := overlap_of(tables, drawn))
        for row in overlap.spells
    ]


def overlap_sources(tables: Tables) -> dict[str, Source]:
    """Return the sources that maps of two cite, those of the bloc itself among them."""
    known = dict(tables.sources)
    for drawn in tables.spec.maps:
        if drawn.overlap:
            known |= overlap_of(tables, drawn).sources
    return known


def _with_prefix(row: Member, name: str) -> Member:
    return row.model_copy(update={"sources": tuple(f"{name}:{key}" for key in row.sources)})


def _spells(first: Sequence[Member], second: Sequence[Member]) -> Iterator[Member]:
    """Yield who was in what, countries in alphabetical order, each by time; what goes on unchanged is one spell."""
    ours, theirs = by_country(first), by_country(second)
    for country in sorted(ours.keys() | theirs.keys()):
        yield from _joined(_pieces(ours.get(country, []), theirs.get(country, [])))


def _pieces(ours: Sequence[Member], theirs: Sequence[Member]) -> Iterator[Member]:
    """Yield a spell for each time between two days on which a row of one of both begins or ends."""
    rows = [*ours, *theirs]
    # Of two dates that begin on one day the vaguer stands: no day is told that only the other knows.
    days: dict[object, PartialDate] = {}
    for day in sorted(day for row in rows for day in (row.since, row.until) if day):
        days.setdefault(day.first_day, day)
    begun = [None] if any(row.since is None for row in rows) else []
    for since, until in pairwise([*begun, *days.values(), None]):
        held = [spell_on(side, _first_day(since)) for side in (ours, theirs)]
        told = [row for row in held if row]
        if told:
            part: Part = "both" if len(told) > 1 else "first" if held[0] else "second"
            yield _piece(told, part, since, until)


def _piece(told: Sequence[Member], part: Part, since: PartialDate | None, until: PartialDate | None) -> Member:
    begun = (row.event for row in told if _first_day(row.since) == _first_day(since))
    return told[0].model_copy(
        update={
            "status": part,
            "since": since,
            "until": until,
            "event": next(begun, {}),
            "sources": tuple(dict.fromkeys(key for row in told for key in row.sources)),
            "confidence": min((row.confidence for row in told), key=CONFIDENCES.index),
            "note": _notes(row.note for row in told),
        }
    )


def _first_day(since: PartialDate | None) -> date:
    return (since or NO_DAY).first_day


def _joined(pieces: Iterable[Member]) -> Iterator[Member]:
    last: Member | None = None
    for piece in pieces:
        if last and last.status == piece.status and last.until == piece.since:
            sources = tuple(dict.fromkeys((*last.sources, *piece.sources)))
            last = last.model_copy(update={"until": piece.until, "sources": sources})
        else:
            if last:
                yield last
            last = piece
    if last:
        yield last


def _notes(notes: Iterable[Text]) -> Text:
    told = [note for note in notes if note]
    languages = dict.fromkeys(language for note in told for language in note)
    return {language: " ".join(pick(note, language) for note in told) for language in languages}
