"""A row's cells become a record; each cell at fault is told with what was expected and what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from geo.errors import Fault
from geo.model.dates import PartialDate
from geo.model.fields import LANGUAGES
from geo.model.records import TABLES, Journey, Member, Place, Row, Source, Statistic
from geo.reading.columns import check_headings, columns_of
from geo.reading.csv_file import Sheet, split_lines
from geo.reading.rows import make_record


def sheet_of(text: str) -> Sheet:
    lines = tuple(split_lines(text))
    rows = {number: tuple(line.rstrip("\n").split(",")) for number, line in enumerate(lines, start=1)}
    return Sheet("t.csv", lines, rows.pop(1), 1, rows)


def faults_of(model: Any, text: str) -> list[Fault]:
    return make_record(sheet_of(text), model, 2)[1]


def test_columns_are_those_of_the_models() -> None:
    for model in TABLES.values():
        assert set(columns_of(model)) == set(model.model_fields) - {"line"}


def test_own_columns_go_before_those_that_every_table_has() -> None:
    assert list(columns_of(Member)) == ["country", "status", "since", "until", "event", "sources", "confidence", "note"]


def test_a_row_becomes_a_record_that_knows_its_line() -> None:
    text = "country,status,since,event_en,event_ru,sources\nXAA,member,2001-06,Founding,Основание,a b\n"
    record, faults = make_record(sheet_of(text), Member, 2)
    assert not faults
    assert isinstance(record, Member)
    assert (record.line, record.country, record.since) == (2, "XAA", PartialDate(2001, 6))
    assert record.event == {"en": "Founding", "ru": "Основание"}
    assert record.sources == ("a", "b")
    assert record.until is None
    assert record.confidence == "high"


@pytest.mark.parametrize("heading", ["event", "event_en"])
def test_a_bare_heading_means_english(heading: str) -> None:
    record, _ = make_record(sheet_of(f"country,status,since,{heading},sources\nXAA,m,2001,Act,a\n"), Member, 2)
    assert isinstance(record, Member)
    assert record.event == {"en": "Act"}


def test_a_heading_may_be_a_word_of_the_language() -> None:
    text = "id,who,from,to,attended,sources\nj,She,alpha,beta,no,a\n"
    record, faults = make_record(sheet_of(text), Journey, 2)
    assert not faults
    assert isinstance(record, Journey)
    assert (record.from_place, record.to_place, record.attended) == ("alpha", "beta", False)


MEMBER = "country,status,since,sources\n"
PLACE = "id,name,country,lat,lon,kind,sources\n"
FIGURE = "subject,quantity,value,unit,recommended,sources\n"


@pytest.mark.parametrize(
    ("model", "text", "column", "field", "found", "expected", "todo"),
    [
        (Member, MEMBER + "KG,member,2001,a\n", 1, "country", "'KG'", "alpha-3", "write KGZ"),
        (Member, MEMBER + "KGX,member,2001,a\n", 1, "country", "'KGX'", "alpha-3", "did you mean 'KGZ'?"),
        (Member, MEMBER + ",member,2001,a\n", 1, "country", "an empty cell", "alpha-3", "fill it"),
        (Member, MEMBER + "KGZ,Member State,2001,a\n", 5, "status", "'Member State'", "an id", "write 'member-state'"),
        (Member, MEMBER + "KGZ,member,15.06.2001,a\n", 12, "since", "'15.06.2001'", "a date as", "write 2001-06-15"),
        (Member, MEMBER + "KGZ,member,2001-02-30,a\n", 12, "since", "'2001-02-30'", "a date", "there is no such day"),
        (Member, MEMBER + "KGZ,member,2001,\n", 17, "sources", "an empty cell", "at least one id", "fill it"),
        (Member, MEMBER + "KGZ,member,2001,a;b\n", 17, "sources", "'a;b'", "an id", "put blanks between"),
        (Place, PLACE + "a,A,KGZ,91,5,x,a\n", 9, "lat", "'91'", "a number not above 90", ""),
        (Place, PLACE + "a,A,KGZ,5,-181,x,a\n", 11, "lon", "'-181'", "a number not below -180", ""),
        (Place, PLACE + "a,A,KGZ,nan,5,x,a\n", 9, "lat", "'nan'", "a number", ""),
        (Place, PLACE + "a,A,KGZ,42°,5,x,a\n", 9, "lat", "'42°'", "a number", "write decimal degrees: 42"),
        (Place, PLACE + "a,,KGZ,5,5,x,a\n", 3, "name", "an empty cell", "words in English", "fill it"),
        (Statistic, FIGURE + "a,b,1e999,km,,a\n", 5, "value", "'1e999'", "a number", ""),
        (Statistic, FIGURE + "a,b,1,km,true,a\n", 10, "recommended", "'true'", "yes or no", ""),
    ],
)
def test_a_cell_at_fault_is_told_at_its_place(
    model: Any, text: str, column: int, field: str, found: str, expected: str, todo: str
) -> None:
    (fault,) = faults_of(model, text)
    assert (fault.file, fault.line, fault.column, fault.field, fault.found) == ("t.csv", 2, column, field, found)
    assert expected in fault.expected
    assert fault.todo.startswith(todo)


def test_words_of_a_list_name_the_one_that_is_wrong() -> None:
    (fault,) = faults_of(Place, PLACE + "a,A,KGZ UZ,5,5,x,a\n")
    assert (fault.found, fault.todo) == ("'UZ'", "write UZB")


def test_misspelt_choices_are_named_with_the_near_one() -> None:
    (fault,) = faults_of(Member, "country,status,since,sources,confidence\nKGZ,m,2001,a,hihg\n")
    assert fault.expected == "one of high, medium, low"
    assert fault.todo == "did you mean 'high'?"


def test_words_without_english_are_at_fault_in_the_english_cell() -> None:
    (fault,) = faults_of(Member, "country,status,since,event_en,event_ru,sources\nKGZ,m,2001,,Основание,a\n")
    assert (fault.column, fault.field) == (12, "event_en")
    assert fault.found == "an empty cell beside words in ru"


def test_a_row_with_faults_keeps_its_right_cells() -> None:
    record, faults = make_record(sheet_of(MEMBER + "KGZ,member,soon,a\n"), Member, 2)
    assert isinstance(record, Row)
    assert len(faults) == 1
    assert (record.line, record.sources) == (2, ("a",))
    assert not hasattr(record, "since")


def headings(model: Any, text: str) -> list[tuple[int | None, str, str]]:
    return [(fault.column, fault.field, fault.found) for fault in check_headings(sheet_of(text + "\n"), model)]


def test_headings_without_fault() -> None:
    assert headings(Member, "country,status,since,sources") == []
    assert headings(Source, "id,publisher,title,note") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("country,status,since,sources,capital", [(30, "capital", "column 'capital'")]),
        ("country,,status,since,sources\nKGZ,?,m,2001,a", [(9, "", "a column without heading")]),
        ("country,status,since,sources,since", [(30, "since", "column 'since' again")]),
        ("country,status,sources", [(None, "since", "no such column")]),
        ("country,status,since,sources,note_xx", [(30, "note_xx", "column 'note_xx'")]),
        ("country,status,since,sources,note_ru", [(None, "note_en", "no such column")]),
        ("country,status,since,sources,note,note_en", [(30, "note", "both 'note' and 'note_en'")]),
        ("country,status,since,sources,line", [(30, "line", "column 'line'")]),
        ("Country,status,since,sources", [(1, "Country", "column 'Country'"), (None, "country", "no such column")]),
    ],
)
def test_headings_at_fault(text: str, expected: list[tuple[int | None, str, str]]) -> None:
    assert headings(Member, text) == expected


def test_unknown_headings_name_the_allowed_ones() -> None:
    (first, second) = check_headings(sheet_of("country,status,sinse,sources\n"), Member)
    assert "since" in first.expected
    assert first.todo == "did you mean 'since'?"
    assert second.expected == "a column 'since'"
    (language,) = check_headings(sheet_of("country,status,since,sources,note_cn\n"), Member)
    assert language.expected == "one of " + ", ".join(f"note_{language}" for language in LANGUAGES)
