"""Shapes and words as every format takes them."""

from __future__ import annotations

import shapely

from geo.export.model import tidy, xml_text


def test_shapes_are_turned_rounded_and_made_multiple() -> None:
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)], [[(0.2, 0.2), (0.4, 0.2), (0.4, 0.4), (0.2, 0.4)]])
    turned = tidy(clockwise)
    assert turned.geom_type == "MultiPolygon"
    assert turned.geoms[0].exterior.is_ccw
    assert not turned.geoms[0].interiors[0].is_ccw
    line = tidy(shapely.LineString([(0.123456789, -0.00000001), (1, 2)]))
    assert line.wkt == "MULTILINESTRING ((0.1234568 0, 1 2))"


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    assert xml_text("a\x00b\x1bc\ufffed]]>\t\n\U0001f682") == "a\ufffdb\ufffdc\ufffdd]]>\t\n\U0001f682"
