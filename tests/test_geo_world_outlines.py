"""What outlines are sure of is so by the shapes, in both border views; and they are sure of most that is so."""

from __future__ import annotations

import random

import pytest
import shapely

from geo.checks.points import TOLERANCE_KM
from geo.geodesy.locate import country_of_point
from geo.world.units import CountryShapes, country_shapes

SCALE = "50m"


@pytest.fixture(scope="module", params=["un", "natural-earth"])
def shapes(request: pytest.FixtureRequest) -> CountryShapes:
    return country_shapes(SCALE, request.param)


def points_about(shapes: CountryShapes, code: str) -> list[tuple[float, float]]:
    """Return points on a country's edge, and some kilometres to either side."""
    dice = random.Random(code)
    vertices = shapely.get_coordinates(shapes[code]).tolist()
    return [
        (lon + dice.uniform(-0.2, 0.2), min(max(lat + dice.uniform(-0.2, 0.2), -90), 90))
        for lon, lat in dice.choices(vertices, k=25)
    ]


# Units that views cut, join and end, one with holes, one across 180°, one of islands, one at a pole.
@pytest.mark.parametrize(
    "code", ["RUS", "UKR", "CYP", "SOM", "KAZ", "MAR", "ESH", "CHN", "ZAF", "UZB", "FJI", "MDV", "ATA", "IND", "KGZ"]
)
def test_what_is_sure_is_so(shapes: CountryShapes, code: str) -> None:
    sure, so = 0, 0
    for lon, lat in points_about(shapes, code):
        near = country_of_point(lon, lat, {code: shapes[code]}, tolerance_km=TOLERANCE_KM) is not None
        certain = shapes.surely_near(code, lon, lat, TOLERANCE_KM)
        assert near or not certain, (lon, lat)
        sure, so = sure + certain, so + near
    assert sure >= 0.4 * so, "outlines that are seldom sure save nothing"


def test_every_country_is_drawn_that_is_drawn(shapes: CountryShapes) -> None:
    every = {*shapes, "CYN", "SOL", "HKG", "MAC", "XXX", "GRE"}
    assert [code for code in sorted(every) if code in shapes] == sorted(shapes)


@pytest.mark.parametrize(("lon", "lat", "view", "code"), [
    (34.1, 44.95, "un", "UKR"), (34.1, 44.95, "natural-earth", "RUS"),  # Simferopol
    (33.36, 35.19, "un", "CYP"), (44.06, 9.56, "un", "SOM"),  # Nicosia, Hargeisa
    (-13.2, 27.15, "un", "ESH"), (-5.0, 34.03, "un", "MAR"),  # Laayoune, Fez
])  # fmt: skip
def test_views_decide(lon: float, lat: float, view: str, code: str) -> None:
    shapes = country_shapes("10m", view)
    held = [unit for unit in ("UKR", "RUS", "CYP", "SOM", "ESH", "MAR") if shapes.surely_near(unit, lon, lat, 0.0)]
    assert set(held) <= {code}
    if code != "ESH":  # what a parallel cuts is left to the shapes
        assert held == [code]
