"""Surveyed lines of sections: files of a folder's ``courses``, in any of the usual formats and any CRS."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import near_match

if TYPE_CHECKING:  # geopandas takes a second to import, and few folders have surveyed lines
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

FOLDER = "courses"
SUFFIXES = (".geojson", ".json", ".gpx", ".kml", ".gpkg", ".shp")
DECIMALS = 6


class CourseError(ValueError):
    """What a file of a course holds, what it should, and what to do."""

    def __init__(self, found: str, expected: str, todo: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.todo = found, expected, todo


def course_files(folder: Path) -> list[Path]:
    """Return all files of a bloc's folder of courses, the companions of a Shapefile too, in the order of names."""
    return sorted(path for path in (folder / FOLDER).glob("*") if path.is_file() and not path.name.startswith("."))


def read_courses(folder: Path, names: Iterable[str]) -> tuple[dict[str, NDArray[np.float64]], dict[str, CourseError]]:
    """Return the courses of a bloc's folder by the names of their files, and why others cannot be had."""
    courses, failed = {}, {}
    for name in dict.fromkeys(names):
        try:
            courses[name] = read_course(folder / FOLDER / name)
        except CourseError as error:
            failed[name] = error
    return courses, failed


def read_course(path: Path) -> NDArray[np.float64]:
    """Read a file's lines as one.

    Returns
    -------
    array
        Longitudes in [-180, 180] and latitudes in degrees (EPSG:4326), shape (n, 2), n ≥ 2, to about 10 cm.

    Raises
    ------
    CourseError
        For a file that is not there or cannot be read, without a CRS, without lines, or with lines that do not meet.
    """
    import numpy as np
    import shapely

    if not path.is_file():
        there = [one.name for one in path.parent.glob("*") if one.suffix.lower() in SUFFIXES]
        raise CourseError(f"'{path.name}'", f"a file of {FOLDER}/", near_match(path.name, there) or "put it there")
    lines = [line for frame in line_frames(path) for line in line_parts(frame, path.name)]
    if not lines:
        raise CourseError(f"no line in {FOLDER}/{path.name}", "a line, as one piece or as pieces that meet")
    whole = shapely.line_merge(shapely.union_all(lines, grid_size=10.0**-DECIMALS))
    if whole.geom_type != "LineString":
        pieces = len(shapely.get_parts(whole))
        raise CourseError(f"{pieces} lines that do not meet in {FOLDER}/{path.name}", "lines that join to one")
    return np.round(shapely.get_coordinates(whole), DECIMALS)


def line_frames(path: Path) -> Iterable[gpd.GeoDataFrame]:
    """Yield the layers of a file that may hold lines."""
    import geopandas
    import pyogrio

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL warns of fields that it cannot type; only the lines are of use
            for name, kind in pyogrio.list_layers(path):
                if kind is None or ("Point" not in kind and "Polygon" not in kind):
                    yield geopandas.read_file(path, layer=name)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        kinds = ", ".join(SUFFIXES)
        raise CourseError(f"{FOLDER}/{path.name}, which cannot be read", f"a file of lines: {kinds}") from error


def line_parts(frame: gpd.GeoDataFrame, name: str) -> list[BaseGeometry]:
    """Return the single lines of a layer, longitude and latitude (EPSG:4326); ``CourseError`` where it has no CRS."""
    import numpy as np
    import shapely

    if "geometry" not in frame or frame.geometry.isna().all():
        return []
    if frame.crs is None:
        raise CourseError(
            f"no coordinate reference system in {FOLDER}/{name}", "one, in the file or in a .prj beside it"
        )
    told = frame[frame.geometry.notna()].to_crs("EPSG:4326")
    parts = shapely.get_parts(shapely.force_2d(np.asarray(told.geometry.array)))
    return [part for part in parts if part.geom_type == "LineString" and not part.is_empty]
