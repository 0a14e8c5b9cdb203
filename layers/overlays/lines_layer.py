"""Anyone's lines, for a ``BlocMap`` and any ``folium.Map``."""

from __future__ import annotations

from layers.overlays.frame_layer import FrameLayer


class LinesLayer(FrameLayer):
    """Anyone's lines; for the options see ``layers.overlays.frame_layer.FrameLayer``.

    Examples
    --------
    >>> import geopandas, shapely
    >>> pipe = shapely.LineString([(54, 40), (60, 42), (75, 44)])
    >>> frame = geopandas.GeoDataFrame({"gas": ["line A"]}, geometry=[pipe], crs="EPSG:4326")
    >>> LinesLayer(frame, label="gas", dash="dashed", size=3)
    <LinesLayer of 1 rows>
    """

    kind = "lines"
