"""Waters: names of seas and lakes, and what of lakes and rivers goes into the geometry store."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geo.world.waters import WatersInView, named_waters
from layers.scene.model import SceneWater

LAKES = "water:lakes"
RIVER = "river:"


def scene_waters() -> tuple[SceneWater, ...]:
    """Return the seas and lakes to name."""
    return tuple(
        SceneWater(name=row.name, lake=row.kind == "lake", lat=row.lat, lon=row.lon, rank=row.rank)
        for row in named_waters()
    )


def river_lines(waters: WatersInView) -> Mapping[str, NDArray[np.float64]]:
    """Return every stretch of river by its name, which begins with that of its group: the zoom it shows from."""
    return {
        f"{RIVER}{zoom}:{number}": line for zoom, lines in waters.rivers.items() for number, line in enumerate(lines)
    }


def river_groups(waters: WatersInView) -> dict[str, str]:
    """Return for each stretch of river the object that holds all rivers that show from the same zoom."""
    return {key: key.rpartition(":")[0] for key in river_lines(waters)}
