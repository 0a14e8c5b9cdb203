"""The SCO: what its rows rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from geo.model.dates import PartialDate
from geo.model.records import TABLES, Place, Row, Stop
from tests.shipped_sco import FOLDER, READ_ON, sco


def test_nothing_is_younger_than_its_sources() -> None:
    for table in TABLES:
        for row in sco().of(table):
            for name, value in row:
                if isinstance(value, PartialDate) and name != "accessed":
                    assert value.first_day <= READ_ON, (table, row.line, name)
    for source in sco().sources.values():
        assert source.accessed is not None
        assert source.published is None or source.published <= source.accessed


def test_sources_have_an_address_or_say_why_not() -> None:
    for source in sco().sources.values():
        assert source.url or "No address" in source.note, source.id
        assert (
            source.published or not source.url or any(word in source.note for word in ("ndated", "archived", "running"))
        )
    addresses = Counter(source.url for source in sco().sources.values() if source.url)
    assert set(addresses.values()) == {1}


def test_geonames_and_encyclopaedias_are_credited_with_their_licence() -> None:
    licences = {source.id: source.licence for source in sco().sources.values()}
    assert licences["geonames"] == "CC BY 4.0"
    assert licences["natural-earth"] == "public domain"
    assert {licence for name, licence in licences.items() if name.startswith("wikipedia")} == {"CC BY-SA 4.0"}


def test_unsourced_points_are_not_passed_off_as_sure() -> None:
    points: list[Place | Stop] = [*sco().places, *sco().stops]
    for row in points:
        if "general-knowledge" in row.sources:
            assert row.confidence != "high", row
            assert row.uncertainty_km is not None


def test_hosts_of_summits_have_two_gazetteers() -> None:
    for row in sco().places:
        if "summit_host" in row.kind:
            assert {"geonames", "natural-earth"} <= set(row.sources), row.id


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("members, status and day", sco().members),
        ("journeys", sco().journeys),
        ("figures in kilometres", [row for row in sco().figures if row.unit == "km"]),
        ("of these, shown first", [row for row in sco().figures if row.unit == "km" and row.recommended]),
    ],
)
def test_the_notes_tell_how_many_facts_rest_on_one_source(what: str, rows: Sequence[Row]) -> None:
    assert told(what) == (len(rows), sum(len(publishers(row)) < 2 for row in rows))


def test_the_notes_tell_how_many_points_rest_on_one_source() -> None:
    stops = [stop for stop in sco().stops if stop.lat is not None]
    assert told("places, point") == (len(sco().places), sum(place.single for place in sco().places))
    assert told("stops with a point of their own") == (len(stops), sum(stop.single for stop in stops))


def told(what: str) -> tuple[int, int]:
    """Return the two numbers of a line of the table in the notes."""
    (line,) = (line for line in (FOLDER / "README.md").read_text().splitlines() if line.startswith(f"| {what} |"))
    rows, single = (int(cell) for cell in line.strip("| ").split(" | ")[1:])
    return rows, single


def publishers(row: Row) -> set[str]:
    """Return who vouches for a row, each once: not who passed a page on, nor our own knowledge."""
    return {sco().sources[key].publisher.split(" (")[0].casefold() for key in row.sources if key != "general-knowledge"}
