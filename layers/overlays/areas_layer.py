"""Anyone's areas, as a choropleth by numbers or by kinds, for a ``BlocMap`` and any ``folium.Map``."""

from __future__ import annotations

from layers.overlays.frame_layer import FrameLayer


class AreasLayer(FrameLayer):
    """Anyone's areas, coloured alike, by numbers or by kinds; for the options see ``layers.overlays.frame_layer``.

    Examples
    --------
    >>> import geopandas, shapely
    >>> boxes = [shapely.box(60, 40, 62, 42), shapely.box(62, 40, 64, 42)]
    >>> frame = geopandas.GeoDataFrame({"rain_mm": [120, 480]}, geometry=boxes, crs="EPSG:4326")
    >>> AreasLayer(frame, color="rain_mm", legend="Rain in millimetres")
    <AreasLayer of 2 rows>
    """

    kind = "areas"
