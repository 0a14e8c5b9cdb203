"""Points as few bytes."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from geo.errors import MapDataError
from geo.frames.points import STEP_DEG, decode_points, encode_points

WORLD = np.random.default_rng(3).uniform([-180, -90], [180, 90], (100_000, 2))


def test_points_come_back_within_half_a_step() -> None:
    corners = np.array([[-180.0, -90.0], [180, 90], [0, 0]])
    for points in (WORLD, corners, np.zeros((0, 2))):
        assert np.allclose(decode_points(encode_points(points)), points, atol=STEP_DEG / 2 + 1e-9, rtol=0)


def test_a_point_takes_eight_bytes_at_most() -> None:
    assert len(encode_points(WORLD)) < 8 * len(WORLD)


def test_what_is_no_points_is_refused() -> None:
    with pytest.raises(MapDataError, match="BMP1"):
        decode_points(gzip.compress(b"BMG1"))
