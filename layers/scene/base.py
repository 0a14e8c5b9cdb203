"""What all records of a scene are made from."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = dict[str, str]
"""A text by language; a missing language falls back to English."""
Degrees = Annotated[tuple[float, float, float, float], Field(description="west, south, east, north in degrees")]
Extent = Annotated[tuple[int, int, int, int], Field(description="left, bottom, right, top in metres of the projection")]
LonLat = Annotated[tuple[float, float], Field(description="longitude, latitude in degrees")]


class SceneObject(BaseModel):
    """Base of the scene's own records."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, populate_by_name=True)
