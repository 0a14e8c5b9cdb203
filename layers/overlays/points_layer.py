"""Anyone's points as circles, for a ``BlocMap`` and any ``folium.Map``."""

from __future__ import annotations

from layers.overlays.frame_layer import FrameLayer


class PointsLayer(FrameLayer):
    """Anyone's points as circles; for the options see ``layers.overlays.frame_layer.FrameLayer``.

    Examples
    --------
    >>> import geopandas
    >>> frame = geopandas.GeoDataFrame(
    ...     {"port": ["Aktau", "Baku"], "tonnes": [4.1, 9.6]},
    ...     geometry=geopandas.points_from_xy([51.2, 49.9], [43.6, 40.4]), crs="EPSG:4326",
    ... )
    >>> PointsLayer(frame, label="port", size="tonnes", color="teal", name="Ports")
    <PointsLayer of 2 rows>
    """

    kind = "points"
