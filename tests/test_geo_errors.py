"""Errors are one clear line each, and all of them descend from one root."""

from __future__ import annotations

import pytest

from geo.errors import (
    MAX_FAULTS_IN_MESSAGE,
    Fault,
    FaultyDataError,
    MapDataError,
    MissingLayerError,
    MisuseError,
    check_each_of,
    check_one_of,
    list_allowed,
    near_match,
)


def test_a_fault_says_where_what_was_found_what_was_expected_and_what_to_do() -> None:
    fault = Fault("members.csv", 12, 5, "'GRE'", "an ISO code", "did you mean 'GRC'?", "country")
    assert str(fault) == "members.csv:12:5: [country] found 'GRE', expected an ISO code; did you mean 'GRC'?"


def test_a_fault_leaves_out_what_it_does_not_know() -> None:
    assert str(Fault("a.csv", None, None, "x", "y")) == "a.csv: found x, expected y"
    assert str(Fault("a.csv", 3, None, "x", "y", warning=True)) == "a.csv:3: warning: found x, expected y"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x0b"])
def test_a_fault_is_one_line_whatever_was_found(end: str) -> None:
    assert len(str(Fault("a.csv", 1, 1, f"one{end}two", "y")).splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "builtin"), [(MisuseError, ValueError), (MissingLayerError, LookupError), (FaultyDataError, ValueError)]
)
def test_errors_descend_from_the_root_and_the_matching_builtin(error: type[Exception], builtin: type) -> None:
    assert issubclass(error, MapDataError)
    assert issubclass(error, builtin)


def test_faulty_data_holds_every_fault_and_shows_the_first_ones() -> None:
    faults = [Fault("a.csv", line, None, "x", "y") for line in range(1, MAX_FAULTS_IN_MESSAGE + 4)]
    error = FaultyDataError(iter(faults))
    assert error.faults == tuple(faults)
    assert str(error).splitlines()[0] == str(faults[0])
    assert str(error).splitlines()[-1] == "… and 3 more"
    assert len(str(error).splitlines()) == MAX_FAULTS_IN_MESSAGE + 1


@pytest.mark.parametrize(
    ("word", "said"),
    [("membr", "did you mean 'member'?"), ("OBSERVER", "did you mean 'observer'?"), ("xyz", ""), ("", "")],
)
def test_near_match_is_silent_where_nothing_is_near(word: str, said: str) -> None:
    assert near_match(word, ["member", "observer"]) == said


def test_list_allowed() -> None:
    assert list_allowed(["a", "b"]) == "one of a, b"


def test_a_word_that_is_allowed_is_returned() -> None:
    assert check_one_of("b", iter("abc"), "a letter") == "b"


@pytest.mark.parametrize(
    ("value", "allowed", "told"),
    [
        ("observr", ["member", "observer"], "expected one of member, observer; did you mean 'observer'?"),
        ("zz", ["member"], "expected one of member"),
        ("member", [], "there is none"),
        (7, ["member"], "expected one of member"),
        (["member"], ["member"], "expected one of member"),
    ],
)
def test_a_word_that_is_not_allowed_is_misuse(value: object, allowed: list[str], told: str) -> None:
    with pytest.raises(MisuseError) as caught:
        check_one_of(value, allowed, "a status")
    assert str(caught.value) == f"{value!r} is not a status; {told}"


def test_misuse_is_one_short_line_whatever_was_given_and_however_much_there_is() -> None:
    words = [f"word-{number}" for number in range(1000)]
    with pytest.raises(MisuseError) as caught:
        check_one_of("one\ntwo" * 100, words, "a word", otherwise="or a number")
    (line,) = str(caught.value).splitlines()
    assert len(line) < 400
    assert "word-19, … (1000 in all), or a number" in line


def test_one_word_and_several() -> None:
    assert check_each_of("cku", ["cku", "other"], "a route") == ("cku",)
    assert check_each_of(["other", "cku"], ["cku", "other"], "a route") == ("other", "cku")
    assert check_each_of([], ["cku"], "a route") == ()


@pytest.mark.parametrize("given", ["ck", ["cku", "ck"], 7, [7]])
def test_of_several_words_the_first_that_is_not_allowed_is_told(given: object) -> None:
    wrong = given[-1] if isinstance(given, list) else given
    with pytest.raises(MisuseError, match=f"^{wrong!r} is not a route; expected one of cku"):
        check_each_of(given, ["cku"], "a route")
