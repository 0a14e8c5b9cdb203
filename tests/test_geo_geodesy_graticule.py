"""The net of meridians and parallels."""

import numpy as np

from geo.geodesy.graticule import graticule_lines


def test_every_tenth_meridian_and_parallel_once():
    lines = graticule_lines(10)
    assert sum(key.startswith("meridian") for key in lines) == 36
    assert sum(key.startswith("parallel") for key in lines) == 17  # 80° S to 80° N


def test_lines_are_dense_and_stay_on_the_globe():
    for line in graticule_lines(30).values():
        assert np.abs(line[:, 0]).max() <= 180
        assert np.abs(line[:, 1]).max() <= 90
        assert np.hypot(*np.diff(line, axis=0).T).max() <= 1.000001


def test_only_the_quarter_meridians_reach_the_poles():
    lines = graticule_lines(10)
    assert lines["meridian:90"][:, 1].max() == 90
    assert lines["meridian:70"][:, 1].max() == 80
