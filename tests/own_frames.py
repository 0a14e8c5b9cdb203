"""A person's own frames on the invented league: ports, pipes and provinces, each value had by reasoning."""

from __future__ import annotations

import geopandas
import pandas
import shapely

CRS = "EPSG:4326"


def ports() -> geopandas.GeoDataFrame:
    """Five ports of three kinds; one has no kind, two no tonnes."""
    rows = [
        ("Sirte", 16.6, 31.2, "oil", 100.0),
        ("Benghazi", 20.1, 32.1, "oil", 25.0),
        ("Oran", -0.6, 35.7, "ferry", 4.0),
        ("Zarzis", 11.1, 33.5, "salt", None),
        ("Ghat", 10.2, 25.0, None, None),
    ]
    table = pandas.DataFrame(rows, columns=["port", "lon", "lat", "trade", "tonnes"])
    shapes = geopandas.points_from_xy(table.lon, table.lat)
    return geopandas.GeoDataFrame(table.drop(columns=["lon", "lat"]), geometry=shapes, crs=CRS)


def pipes() -> geopandas.GeoDataFrame:
    """Two pipes, one of two parts."""
    whole = shapely.LineString([(0, 20), (10, 28), (20, 28)])
    torn = shapely.MultiLineString([[(5, 15), (8, 18)], [(12, 18), (16, 15)]])
    return geopandas.GeoDataFrame({"pipe": ["north", "south"]}, geometry=[whole, torn], crs=CRS)


def provinces() -> geopandas.GeoDataFrame:
    """Nine squares of four degrees side by side, with the numbers 1 to 9 from the south-west."""
    boxes = [shapely.box(4 * i, 18 + 4 * j, 4 * i + 4, 22 + 4 * j) for j in range(3) for i in range(3)]
    return geopandas.GeoDataFrame({"rain": range(1, 10)}, geometry=boxes, crs=CRS)
