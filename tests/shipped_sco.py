"""The tables of the shipped bloc SCO, and what tests of its facts ask them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from geo.model.dates import holds_on
from geo.model.records import Claim, Event, Place, Statistic, Stop
from geo.tables import Tables, read_tables

FOLDER = Path(__file__).parent.parent / "geo" / "data" / "blocs" / "sco"
READ_ON = date(2026, 11, 23)  # the day of the maps: nothing here may be younger, the reading of sources aside


@cache
def sco() -> Tables:
    return read_tables(FOLDER)


def places() -> dict[str, Place]:
    return {place.id: place for place in sco().places}


def statuses_on(day: date) -> dict[str, str]:
    return {row.country: row.status for row in sco().members if holds_on(row.since, row.until, day)}


def stops(route: str, branch: str = "main") -> list[Stop]:
    return [stop for stop in sco().stops if (stop.route, stop.branch) == (route, branch)]


def figures(subject: str, quantity: str) -> list[Statistic]:
    return [figure for figure in sco().figures if (figure.subject, figure.quantity) == (subject, quantity)]


def recommended(subject: str, quantity: str) -> float:
    (figure,) = (figure for figure in figures(subject, quantity) if figure.recommended)
    return figure.value


def claim(name: str) -> Claim:
    (row,) = (row for row in sco().claims if row.id == name)
    return row


def event(name: str) -> Event:
    (row,) = (row for row in sco().events if row.id == name)
    return row
