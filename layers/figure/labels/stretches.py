"""The part of a line that a name may follow: its longest stretch in sight, with vertices close enough to stand by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from layers.figure.map_frame import MapFrame
from layers.figure.paper.box import Points


def dense(line: Points) -> Points:
    """Return a line with a vertex about every three points."""
    if len(line) < 2:
        return line
    steps = np.maximum(1, np.ceil(np.hypot(*np.diff(line, axis=0).T) / 3).astype(int))
    parts = [np.linspace(a, b, step, endpoint=False) for a, b, step in zip(line[:-1], line[1:], steps, strict=True)]
    return np.concatenate([*parts, line[-1:]])


def longest(lines: Sequence[Points], map_frame: MapFrame) -> Points:
    """Return the longest stretch within the map frame; lines that meet are one."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for line in lines:
        if stretches[-1] and not np.allclose(stretches[-1][-1], line[0]):
            stretches.append([])
        for x, y in line:
            if map_frame.box.holds(x, y):
                stretches[-1].append((float(x), float(y)))
            elif stretches[-1]:
                stretches.append([])
    return np.array(max(stretches, key=_length)).reshape(-1, 2)


def _length(points: Sequence[tuple[float, float]]) -> float:
    return float(np.hypot(*np.diff(np.array(points), axis=0).T).sum()) if len(points) > 1 else 0.0
