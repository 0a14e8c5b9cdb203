"""The timeline's sentences: memberships and lines, by day, in every language."""

import pytest

from geo import load_bloc
from layers.changes import time_entry
from layers.scene import find_map


@pytest.fixture(scope="module")
def bloc():
    return load_bloc("sco", scale="110m")


def told(bloc, slug, language="en"):
    spec = find_map(bloc, slug)
    return {change["date"]: change["text"][language] for change in time_entry(bloc, spec, spec.as_of)["changes"]}


def test_lines_change_beside_members_and_stretches_are_joined(bloc):
    text = told(bloc, "sco-corridor")["2024-12-27"]  # the launch ceremony; from Xonobod on the track exists
    assert text == "China–Kyrgyzstan–Uzbekistan railway, Kashgar – Xonobod: under construction"
    assert told(bloc, "sco-corridor")["2024-07-04"] == "Belarus becomes the tenth member"


def test_several_statuses_on_one_day_are_all_told(bloc):
    assert told(bloc, "sco-membership")["2012-06-07"] == (
        "Afghanistan becomes an observer; Türkiye becomes a dialogue partner"
    )
    assert told(bloc, "sco-membership")["2025-09-01"].startswith("17 countries")


def test_founding_is_told_as_such(bloc):
    assert told(bloc, "sco-membership")["2001-06-15"].startswith("SCO is founded by China, Kazakhstan")


def test_span_reaches_from_the_first_change_to_the_map_s_day(bloc):
    spec = find_map(bloc, "sco-corridor")
    entry = time_entry(bloc, spec, spec.as_of)
    assert (entry["first"], entry["last"]) == ("2001-06-15", "2026-11-23")
    days = [change["date"] for change in entry["changes"]]
    assert days == sorted(days) and len(set(days)) == len(days)
