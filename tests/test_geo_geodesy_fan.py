"""Lines that meet have ends of their own."""

from __future__ import annotations

import numpy as np
import pytest

from geo.geodesy.fan import APART_DEG, fan, spread
from geo.geodesy.measure import ellipsoid


def test_directions_too_close_are_pushed_apart_evenly_and_others_stay() -> None:
    assert spread(np.array([10.0, 10.0, 200.0])) == pytest.approx(
        [10 - APART_DEG / 2, 10 + APART_DEG / 2, 200], abs=0.2
    )
    many = np.sort(spread(np.linspace(0, 30, 20)))
    assert np.diff(many).min() > 0.9 * APART_DEG


def test_every_line_keeps_its_ends_and_arrives_from_its_own_side() -> None:
    hub, places = (70.0, 50.0), [(60.0, 30.0), (61.0, 30.0), (62.0, 30.0)]
    curves = fan({str(i): (place, hub) for i, place in enumerate(places)} | {"back": (hub, (63.0, 30.0))})
    for i, place in enumerate(places):
        assert curves[str(i)][0] == pytest.approx(place)
        assert curves[str(i)][-1] == pytest.approx(hub)
    assert curves["back"][0] == pytest.approx(hub)
    assert curves["back"][-1] == pytest.approx((63.0, 30.0))
    near = [curves["back"][1], *(curves[str(i)][-2] for i in range(3))]
    azimuths = np.sort([ellipsoid().inv(*hub, *point)[0] % 360 for point in near])
    assert np.diff(azimuths).min() > 0.8 * APART_DEG


def test_a_line_across_180_stays_whole() -> None:
    curve = fan({"a": ((170.0, 10.0), (-170.0, 10.0))})["a"]
    assert np.all(np.abs(curve[:, 0]) >= 169)
