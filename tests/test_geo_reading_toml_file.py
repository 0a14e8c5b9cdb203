"""bloc.toml is read with the place of every key, so that what is wrong can be pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import Fault
from geo.reading.toml_file import FILE, TomlFile, read_spec
from tests.folders import BLOC_TOML


def read(folder: Path, text: str | bytes) -> tuple[list[Fault], TomlFile]:
    (folder / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    faults: list[Fault] = []
    _, toml = read_spec(folder, faults)
    return faults, toml


def only(folder: Path, text: str) -> tuple[int | None, int | None, str, str, str]:
    ((fault,), _) = read(folder, text)
    assert fault.file == FILE
    return fault.line, fault.column, fault.field, fault.found, fault.todo


def test_the_specification_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(BLOC_TOML, encoding="utf-8")
    spec, toml = read_spec(tmp_path, faults := [])
    assert not faults
    assert spec is not None
    assert [status.id for status in spec.statuses] == ["member", "observer"]
    assert toml.place(("statuses", 1, "letter")) == (14, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("id = 'x'\nname = \n", (2, 8)),
        ("id = 'x'\nid = 'y'\n", (2, 9)),
        ("[[maps]\n", (1, 7)),
        ("a = 1\nb = 'x\n", (2, None)),
    ],
)
def test_what_is_not_toml_is_told_where_it_stops(text: str, place: tuple[int, int | None], tmp_path: Path) -> None:
    line, column, _, found, _ = only(tmp_path, text)
    assert (line, column) == place
    assert found.startswith("what is not TOML (")


@pytest.mark.parametrize("text", ["a = " + "[" * 5000 + "]" * 5000, "a = " + "9" * 5000, 'a = """\n'])
def test_what_breaks_a_reader_is_a_fault(text: str, tmp_path: Path) -> None:
    faults, _ = read(tmp_path, text + "\n")
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("found", "put", "expected"),
    [
        ('letter = "M"', 'leter = "M"', [(8, 1, "statuses.leter", "the key 'leter'"),
                                         (4, 1, "statuses.letter", "no 'letter'")]),
        ('color = "#17505c"', 'color = "teal"', [(7, 9, "statuses.color", "'teal'")]),
        ("as_of = 2024-07-04", 'as_of = "soon"', [(23, 9, "maps.as_of", "'soon'")]),
        ("as_of = 2024-07-04", "as_of = 2024-07-04\nscale = '5m'", [(24, 9, "maps.scale", "'5m'")]),
        ("as_of = 2024-07-04", "as_of = 2024-07-04\nbounds = [0, 0, 190, 10]", [(24, 1, "maps.bounds", "190")]),
        ("member = false", "member = 7", [(15, 1, "statuses.member", "7")]),
        ('id = "league"\n', "", [(1, 1, "id", "no 'id'")]),
        ('id = "league"', 'id = "The League"', [(1, 6, "id", "'The League'")]),
        ('name = { en = "Length", ru = "Длина", zh = "长度" }', 'name = { fr = "Longueur" }',
         [(18, 1, "quantities.length.name", "{'fr': 'Longueur'}")]),
    ],
)  # fmt: skip
def test_keys_at_fault_are_told_at_their_place(
    found: str, put: str, expected: list[tuple[int, int, str, str]], tmp_path: Path
) -> None:
    assert BLOC_TOML.count(found) == 1
    faults, _ = read(tmp_path, BLOC_TOML.replace(found, put))
    told = [(fault.line, fault.column, fault.field, fault.found) for fault in faults]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize(
    ("written", "place", "number"),
    [
        ('name = { en = "League" ', (2, 1), None),
        ('name = { en = "Lea\\u202Egue" ', (2, 1), "U+202E"),
        ('name = { en = "Lea\\U00002067gue" ', (2, 1), "U+2067"),
        ('name = { en = "Lea\\u0000gue" ', (2, 1), "NUL"),
        ('name = { en = "Lea\u202egue" ', (2, 19), "U+202E"),
    ],
)
def test_what_no_text_may_hold_is_refused_as_itself_and_as_an_escape(
    written: str, place: tuple[int, int], number: str | None, tmp_path: Path
) -> None:
    assert BLOC_TOML.count('name = { en = "League"') == 1
    faults, _ = read(tmp_path, BLOC_TOML.replace('name = { en = "League"', written.rstrip()))
    assert [(fault.line, fault.column) for fault in faults] == ([place] if number else [])
    assert all(str(number) in fault.found and fault.todo == "delete it" for fault in faults)


def test_unknown_keys_name_the_allowed_ones(tmp_path: Path) -> None:
    faults, _ = read(tmp_path, BLOC_TOML + 'titel = "x"\n')
    assert [fault.todo for fault in faults] == ["did you mean 'title'?"]
    assert faults[0].expected.startswith("one of slug, title, subtitle")


@pytest.mark.parametrize(
    ("written", "day"), [("2024-07-04", "2024-07-04"), ('"2024-02"', "2024-02-29"), ("2024", "2024-12-31")]
)
def test_a_map_may_be_dated_by_a_year_or_month(written: str, day: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(BLOC_TOML.replace("2024-07-04", written), encoding="utf-8")
    spec, _ = read_spec(tmp_path, faults := [])
    assert not faults
    assert spec is not None
    assert spec.maps[0].as_of.isoformat() == day


TEXT = """\
# [[maps]] in a comment
about = '''
[[maps]]
slug = "no"
'''
list = [
  "one", # [
  "two",
]
"quoted key" = 1
a.b . c = 2
[x.y]
k = { d = ["]", '}'] }
[[maps]]
slug = "m"
[[maps.routes]]
id = "r0"
[[maps.routes]]
id = "r1"
[maps.title]
en = "T"
[[maps]]
slug = "n"
[[maps.routes]]
id = "r2"
"""


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("about",), None, (2, 1)),
        (("list",), None, (6, 1)),
        (("list", 1), "two", (8, 3)),
        (("quoted key",), None, (10, 1)),
        (("a", "b", "c"), None, (11, 1)),
        (("x", "y", "k"), None, (13, 1)),
        (("x", "y", "k", "d"), "}", (13, 17)),
        (("maps", 0, "routes", 1, "id"), None, (19, 1)),
        (("maps", 0, "routes", 1, "id"), "r1", (19, 6)),
        (("maps", 0, "title", "en"), None, (21, 1)),
        (("maps", 1, "routes", 0, "id"), None, (25, 1)),
        (("maps", 1, "as_of"), None, (22, 1)),
        (("nowhere",), None, (1, 1)),
    ],
)
def test_places_are_those_of_the_statements(
    path: tuple[str | int, ...], value: str | None, place: tuple[int, int], tmp_path: Path
) -> None:
    _, toml = read(tmp_path, TEXT)
    assert toml.place(path, value) == place


def test_line_ends_of_other_systems_do_not_shift_lines(tmp_path: Path) -> None:
    _, toml = read(tmp_path, TEXT.replace("\n", "\r\n").encode())
    assert toml.place(("maps", 1, "slug")) == (23, 1)


@given(st.text(alphabet="[]{}\"'=#.\n ab1", max_size=60))
def test_whatever_is_written_nothing_breaks(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("toml")
    faults, _ = read(folder, text)
    assert faults  # nothing so short is a specification
