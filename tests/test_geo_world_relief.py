"""The shaded relief: the mountains where they are, in the plane of a map, and no edge to see."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from geo.geodesy.projection import Projection
from geo.world.relief import FLAT, relief_window
from layers.scene.ground.relief import MAX_BYTES, ROOM, scene_relief


def unrest(lon: float, lat: float, km: float = 30) -> float:
    """Return how uneven the relief is around a place: the deviation of its grey, its faded edge left out."""
    side = km * 1_000
    window = relief_window(Projection(lon, lat), (-side, -side, side, side), 40)
    return float(window[8:-8, 8:-8].std())


@pytest.mark.parametrize(
    ("flat", "steep"),
    [
        ((77.2, 42.42), (77.2, 41.9)),  # Issyk-Kul and the Terskey Alatau south of it
        ((72.0, 40.6), (73.8, 39.6)),  # the Fergana valley and the Alay
        ((82.0, 39.0), (80.0, 42.2)),  # the Taklamakan and the Tian Shan
    ],
)
def test_mountains_stand_where_they_are_and_plains_between_them(flat: tuple[float, float], steep: tuple[float, float]):
    assert unrest(*steep) > 4 * unrest(*flat)


def test_a_window_is_flat_along_its_edges_and_as_wide_as_asked_for():
    window = relief_window(Projection(74, 41), (-400_000.0, -200_000.0, 400_000.0, 200_000.0), 300)
    assert window.shape == (150, 300)
    edges = np.concatenate([window[0], window[-1], window[:, 0], window[:, -1]]).astype(int)
    assert np.abs(edges - FLAT).max() <= 4
    assert window[40:-40, 60:-60].std() > 8


def test_the_seam_of_the_picture_is_not_seen():
    # Chukotka lies on both sides of 180°.
    window = relief_window(Projection(180, 67), (-300_000.0, -100_000.0, 300_000.0, 100_000.0), 300).astype(int)
    steps = np.abs(np.diff(window[15:-15], axis=1)).mean(axis=0)
    assert steps[148:151].max() < 3 * steps[60:240].mean()


def test_a_scene_has_a_small_picture_with_room_about_its_extent():
    relief = scene_relief(Projection(74, 41), (-300_000.0, -200_000.0, 300_000.0, 200_000.0))
    assert (
        relief.extent
        == (-600_000, -400_000, 600_000, 400_000)
        == tuple(round(side * (1 + 2 * ROOM)) for side in (-300_000, -200_000, 300_000, 200_000))
    )
    assert 10_000 < len(relief.webp) <= MAX_BYTES
    picture = Image.open(io.BytesIO(base64.b64decode(relief.webp)))
    assert picture.format == "WEBP"
    assert picture.width / picture.height == pytest.approx(1.5, rel=0.01)
    assert relief == scene_relief(Projection(74, 41), (-300_000.0, -200_000.0, 300_000.0, 200_000.0))
