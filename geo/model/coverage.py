"""Which segments cover which sections of a branch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from geo.model.records import Segment


def covering(seqs: Sequence[int], segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return for each section between two neighbouring numbers the segments that cover the whole of it.

    Parameters
    ----------
    seqs
        The numbers of a branch's stops in rising order.
    segments
        The branch's segments; their ends need not be among ``seqs``.

    Returns
    -------
    list of lists
        One for each section, ``len(seqs) - 1`` in all; segments in the order given.
    """
    over: list[list[Segment]] = [[] for _ in seqs[1:]]
    for segment in segments:
        for number in range(bisect_left(seqs, segment.from_seq), bisect_right(seqs, segment.to_seq) - 1):
            over[number].append(segment)
    return over
