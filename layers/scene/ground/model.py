"""What a map lies on and opens with: projection, view, and what of the world stands beside it."""

from __future__ import annotations

from typing import Literal

from layers.scene.base import Degrees, Extent, LonLat, SceneObject, Words


class SceneProjection(SceneObject):
    """The projection of the map's plane, in metres, and its centre.

    ``laea``: Lambert's azimuthal equal-area on WGS84; ``horizon``: the angular radius that is drawn. ``orthographic``:
    the globe, on a sphere. ``equal-earth`` on WGS84 and ``web-mercator`` show the whole world, cut opposite to ``lon``.
    """

    name: Literal["laea", "equal-earth", "orthographic", "web-mercator"]
    lon: float
    lat: float
    horizon: float


class SceneView(SceneObject):
    """What a map opens with, how far it zooms, and the area that has every vertex of the scale."""

    bounds: Degrees
    extent: Extent
    detail: Degrees | None = None
    min_zoom: int
    max_zoom: int


class SceneInset(SceneObject):
    """A part of the world beyond the opening view that has a small frame of its own; ``extent`` is in the plane."""

    name: Words
    bounds: Degrees
    extent: Extent


class SceneAside(SceneObject):
    """A country of which parts lie beyond the opening view, for they would have ruled it; a point of each."""

    code: str
    points: tuple[LonLat, ...]
