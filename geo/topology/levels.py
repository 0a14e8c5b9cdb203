"""How finely the lines of a map are kept, and where."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import MisuseError
from geo.model.spec import Bounds

Plane = tuple[float, float, float, float]
# Levels take four bits of the page.
MAX_LEVEL = 15


@dataclass(frozen=True, kw_only=True)
class Levels:
    """The grid and the zooms of a map's lines.

    Attributes
    ----------
    step_deg
        The grid's step in degrees; 90 must be a multiple.
    max_zoom
        Vertices that are needed only beyond it are left out.
    base_zoom
        The same for borders and coasts outside the area of detail. There, coordinates are rounded to multiples of
        the step that suit it, except for objects so small that they would suffer.
    detail
        Bounds of the area of detail; ``None``: there is none.
    near
        Left, bottom, right, top in metres of the plane: beyond them borders and coasts keep one zoom less of detail
        than ``base_zoom``. ``None``: it is all near.

    Raises
    ------
    MisuseError
        When a zoom is not between 0 and 15, or ``base_zoom`` is beyond ``max_zoom``.
    """

    step_deg: float
    max_zoom: int
    base_zoom: int
    detail: Bounds | None = None
    near: Plane | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.base_zoom <= self.max_zoom <= MAX_LEVEL:
            raise MisuseError(f"zooms {self.base_zoom} and {self.max_zoom} are not in order between 0 and {MAX_LEVEL}")
