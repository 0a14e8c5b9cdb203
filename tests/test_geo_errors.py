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
