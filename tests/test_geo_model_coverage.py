"""A segment covers the sections that lie wholly between its ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model.coverage import covering
from geo.model.records import Segment


def segment(from_seq: int, to_seq: int) -> Segment:
    return Segment.model_validate(
        {"route": "r", "from_seq": from_seq, "to_seq": to_seq, "status": "planned", "sources": "s"}
    )


@pytest.mark.parametrize(
    ("ends", "covered"),
    [
        ((10, 40), [True, True, True]),
        ((10, 20), [True, False, False]),
        ((20, 40), [False, True, True]),
        ((15, 35), [False, True, False]),  # ends between stops: only whole sections count
        ((11, 19), [False, False, False]),
        ((20, 20), [False, False, False]),
        ((40, 10), [False, False, False]),
        ((1, 99), [True, True, True]),
    ],
)
def test_sections_between_the_ends_are_covered(ends: tuple[int, int], covered: list[bool]) -> None:
    one = segment(*ends)
    assert covering([10, 20, 30, 40], [one]) == [[one] if held else [] for held in covered]


@given(
    st.lists(st.integers(1, 30), max_size=8, unique=True),
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=6),
)
def test_it_says_what_comparing_every_pair_says(seqs: list[int], ends: list[tuple[int, int]]) -> None:
    seqs = sorted(seqs)
    segments = [segment(*pair) for pair in ends]
    assert covering(seqs, segments) == [
        [one for one in segments if one.from_seq <= start and end <= one.to_seq] for start, end in pairwise(seqs)
    ]


def test_no_stops_have_no_sections() -> None:
    assert covering([], [segment(1, 2)]) == covering([1], [segment(1, 2)]) == []
