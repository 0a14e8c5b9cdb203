"""Anyone's frame made ready for a map: checked once, and reprojected in this one place."""

from __future__ import annotations

from typing import Literal, TypeAlias

import geopandas
import numpy as np
import pandas
import pyproj
import shapely
from numpy.typing import NDArray

from geo.errors import MisuseError, check_one_of, show
from geo.frames.seam import cut_shapes, wrap_lon

FrameKind: TypeAlias = Literal["points", "lines", "areas"]
CRS = "EPSG:4326"
# More than a page can hold and a browser go through; a picture of more says no more.
MAX_ROWS = 250_000
# An edge of a projected frame that is longer than this, in metres, gets vertices: it may be curved on the map.
LONGEST_EDGE_M = 100_000
# A CRS with a longer text is told by its name.
MOST_NAME = 20
FORMS: dict[FrameKind, tuple[str, ...]] = {
    "points": ("Point", "MultiPoint"),
    "lines": ("LineString", "MultiLineString", "LinearRing"),
    "areas": ("Polygon", "MultiPolygon"),
}
LAYERS: dict[FrameKind, str] = {"points": "PointsLayer", "lines": "LinesLayer", "areas": "AreasLayer"}
_TYPES = (
    "Point", "LineString", "LinearRing", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip


def prepare_frame(frame: object, kind: FrameKind | None = None) -> geopandas.GeoDataFrame:
    """Return a frame as a map can draw it.

    Parameters
    ----------
    frame
        A GeoDataFrame in any CRS, or a GeoSeries; one kind of geometry: points, lines or areas.
    kind
        Which of them; ``None`` takes the frame's own.

    Returns
    -------
    GeoDataFrame
        In EPSG:4326 without heights; longitudes in [-180, 180], lines and areas cut there. A row with several points
        is a row for each. Index and columns are kept; names of columns that are no text become it.

    Raises
    ------
    MisuseError
        One line that says what to do, for what is no frame, has no CRS, no rows or too many, rows without a geometry or
        with an invalid one, another kind of geometry, coordinates that are no degrees.
    """
    whole = _with_text_names(_check_frame(frame))
    shapes = shapely.force_2d(whole.geometry.to_numpy())
    _check_shapes(shapes, whole.index)
    kind = kind or kind_of(whole)
    _check_kind(shapes, kind, whole.index)
    moved = _to_degrees(geopandas.GeoSeries(shapes, index=whole.index, crs=whole.crs), kind)
    ready: geopandas.GeoDataFrame = whole.set_geometry(moved)
    if kind == "points" and (moved.geom_type == "MultiPoint").any():
        ready = ready.explode()
    return ready


def kind_of(frame: geopandas.GeoDataFrame) -> FrameKind:
    """Return whether a frame is of points, lines or areas, by its first geometry."""
    first = str(frame.geometry.iloc[0].geom_type)
    for kind, forms in FORMS.items():
        if first in forms:
            return kind
    raise MisuseError(
        f"row {show(frame.index[0])} is a {first}; draw its parts as layers of their own, from gdf.explode()"
    )


def check_column(frame: pandas.DataFrame, column: object, what: str) -> str:
    """Return the name of a column other than the geometry; ``MisuseError`` names those there are, and near ones."""
    names = column_names(frame)
    found = check_one_of(column_text(column), names, f"a column of the frame ({what})")
    if names.count(found) > 1:
        raise MisuseError(f"column {show(found)} is there {names.count(found)} times; rename all but one")
    return found


def column_names(frame: pandas.DataFrame) -> list[str]:
    """Return the names of all columns, without the active geometry."""
    own = frame.geometry.name if isinstance(frame, geopandas.GeoDataFrame) else None
    return [name for name in frame.columns if name != own]


def column_text(name: object) -> str:
    """Return the name of a column as text: a number's digits; of several levels those that say something."""
    if isinstance(name, tuple):
        return ", ".join(str(part) for part in name if part != "")
    return name if isinstance(name, str) else str(name)


def _with_text_names(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """Return a frame whose columns have texts for names."""
    names = [column_text(name) for name in frame.columns]
    if names == list(frame.columns):
        return frame
    own = column_text(frame.geometry.name)
    return geopandas.GeoDataFrame(pandas.DataFrame(frame).set_axis(names, axis=1), geometry=own, crs=frame.crs)


def _check_frame(frame: object) -> geopandas.GeoDataFrame:
    if isinstance(frame, geopandas.GeoSeries):
        frame = frame.to_frame("geometry")
    if not isinstance(frame, geopandas.GeoDataFrame):
        raise MisuseError(
            f"{type(frame).__name__} is no GeoDataFrame; make one with geopandas.GeoDataFrame(df, "
            "geometry=geopandas.points_from_xy(df.lon, df.lat), crs='EPSG:4326')"
        )
    if frame.active_geometry_name is None or frame.active_geometry_name not in frame.columns:
        raise MisuseError("the frame has no geometry; say which column holds it with gdf.set_geometry('…')")
    if not len(frame):
        raise MisuseError("the frame has no rows: there is nothing to draw; look at the filter before it")
    if frame.crs is None:
        raise MisuseError(
            "the frame has no CRS; where its coordinates are longitude and latitude, say so with "
            "gdf.set_crs('EPSG:4326')"
        )
    if len(frame) > MAX_ROWS:
        raise MisuseError(
            f"the frame has {len(frame):,} rows, a page holds {MAX_ROWS:,}; thin or sum it first, "
            f"as with gdf.sample({MAX_ROWS // 2})"
        )
    return frame


def _check_shapes(shapes: NDArray[np.object_], index: pandas.Index) -> None:
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if empty.any():
        raise MisuseError(
            f"{_rows(empty, index)} no geometry or an empty one; drop such rows with "
            "gdf[~(gdf.geometry.isna() | gdf.geometry.is_empty)]"
        )
    lost = ~np.isfinite(np.asarray(shapely.bounds(shapes)).sum(axis=1))
    if lost.any():
        raise MisuseError(
            f"{_rows(lost, index)} a coordinate that is no number; drop such rows with "
            "gdf[numpy.isfinite(gdf.bounds).all(axis=1)], and look for a division by zero before it"
        )
    broken = ~shapely.is_valid(shapes)
    if broken.any():
        why = shapely.is_valid_reason(shapes[broken][0])
        raise MisuseError(
            f"{_rows(broken, index)} an invalid geometry: {why}; mend it with "
            "gdf.set_geometry(gdf.geometry.make_valid())"
        )


def _check_kind(shapes: NDArray[np.object_], kind: FrameKind, index: pandas.Index) -> None:
    forms = np.array(_TYPES, dtype=object)[shapely.get_type_id(shapes)]
    other = ~np.isin(forms.astype(str), FORMS[kind])
    if not other.any():
        return
    found = str(forms[other][0])
    better = next((LAYERS[one] for one, names in FORMS.items() if found in names), "")
    advice = f"put such rows into a {better}" if better else "draw its parts as layers of their own, from gdf.explode()"
    raise MisuseError(
        f"{_rows(other, index)} a {found}, and a {LAYERS[kind]} draws {' and '.join(FORMS[kind][:2])}; {advice}"
    )


def _rows(marked: NDArray[np.bool_], index: pandas.Index) -> str:
    count, first = int(marked.sum()), show(index[int(marked.argmax())])
    return f"row {first} has" if count == 1 else f"{count:,} rows (the first is {first}) have"


def _to_degrees(shapes: geopandas.GeoSeries, kind: FrameKind) -> geopandas.GeoSeries:
    crs = pyproj.CRS.from_user_input(shapes.crs)
    projected = crs.is_projected
    if crs.is_geocentric:
        raise MisuseError(_no_way_from(crs))
    if projected and kind != "points":
        shapes = shapes.segmentize(LONGEST_EDGE_M / crs.axis_info[0].unit_conversion_factor)
    try:
        degrees = shapes.to_crs(CRS)
    except pyproj.exceptions.ProjError:
        raise MisuseError(_no_way_from(crs)) from None
    values: NDArray[np.object_] = degrees.to_numpy()
    _check_range(values, shapes.index, crs)
    if kind == "points":
        values = shapely.transform(values, wrap_lon)
    else:
        values = cut_shapes(values, unwrap=projected)
        gone: NDArray[np.bool_] = shapely.is_missing(values)
        if gone.any():
            raise MisuseError(f"{_rows(gone, shapes.index)} an area about a pole; give it in longitude and latitude")
    return geopandas.GeoSeries(values, index=shapes.index, crs=CRS)


def _no_way_from(crs: pyproj.CRS) -> str:
    return (
        f"the frame's CRS, {_name_of(crs)}, does not lead to longitude and latitude; say the true one with "
        "gdf.set_crs('…', allow_override=True)"
    )


def _name_of(crs: pyproj.CRS) -> str:
    return crs.to_string() if len(crs.to_string()) < MOST_NAME else crs.name


def _check_range(values: NDArray[np.object_], index: pandas.Index, crs: pyproj.CRS) -> None:
    west, south, east, north = shapely.bounds(values).T
    beyond = ~(np.isfinite(west + south + east + north) & (west >= -360) & (east <= 360))
    beyond |= (south < -90 - 1e-6) | (north > 90 + 1e-6)
    if beyond.any():
        raise MisuseError(
            f"{_rows(beyond, index)} coordinates that are no place on the globe in {_name_of(crs)}, the frame's CRS; "
            "say the true one with gdf.set_crs('…', allow_override=True)"
        )
