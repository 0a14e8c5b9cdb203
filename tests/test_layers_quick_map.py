"""A map of any frame in one line."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas
import pytest
import shapely
from playwright.sync_api import Page, expect

import layers
from geo.errors import MisuseError
from layers.quick_map import bounds_of
from tests.own_frames import CRS, pipes, ports, provinces


def points(*lonlats: tuple[float, float]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(geometry=[shapely.Point(at) for at in lonlats], crs=CRS)


def test_the_bounds_leave_out_the_widest_gap() -> None:
    west, south, east, north = bounds_of(points((178, -20), (-178, -18)))
    assert 177 < west < 178 and -178 < east < -177
    assert -20.4 < south < -20 and -18 < north < -17.6
    assert bounds_of(points((-170, 0), (-60, 10), (50, 0), (150, 0)))[::2] != (-180, 180)
    everywhere = points(*((lon, lat) for lon in range(-180, 180, 10) for lat in (-50, 60)))
    assert bounds_of(everywhere) == (-180, -55, 180, 65)


@pytest.mark.parametrize(("make", "kind"), [(ports, "points"), (pipes, "lines"), (provinces, "areas")])
def test_every_kind_is_seen_whole_in_an_equal_area_projection(make: object, kind: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # no row lies beyond the edge
        scene = layers.show(make()).scene  # type: ignore[operator]
    assert scene.data.frames[0].kind == kind
    assert scene.projection.equal_area is not None
    left, bottom, right, top = scene.data.view.extent
    x, y = scene.projection.forward(scene.frames[0].anchors).T
    assert left < x.min() and x.max() < right and bottom < y.min() and y.max() < top
    assert not scene.data.statuses and scene.data.time is None


def test_its_page_names_no_day_and_asks_for_nothing(chromium_page: Page, tmp_path: Path) -> None:
    layers.show(ports(), label="port", title="Five ports").save(tmp_path / "map.html")
    chromium_page.goto((tmp_path / "map.html").as_uri())
    chromium_page.wait_for_selector("html[data-ready=yes]")
    expect(chromium_page.locator("h1")).to_have_text("Five ports")
    expect(chromium_page.locator("#subtitle")).to_have_text("5 rows")
    expect(chromium_page.locator("#map circle.own")).to_have_count(5)
    expect(chromium_page.locator("#legend")).not_to_contain_text("Status")
    chromium_page.click("#open-table")
    assert "0001" not in chromium_page.locator("body").inner_text()
    expect(chromium_page.locator("#sheet .note").last).to_have_text("Five ports")


def test_a_day_is_told_where_it_is_given(tmp_path: Path) -> None:
    shown = layers.show(ports(), as_of="2024-07-04")
    assert shown.scene.data.as_of.isoformat() == "2024-07-04"
    assert "2024" not in layers.show(ports())._repr_mimebundle_()[0]["text/plain"]


def test_its_figure_is_drawn(tmp_path: Path) -> None:
    layers.show(provinces(), color="rain").save_figure(tmp_path / "map.pdf", size="column")
    assert (tmp_path / "map.pdf").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lang": "xx"}, "a language of the maps"),
        ({"scale": "1m"}, "scale"),
        ({"worldview": "mars"}, "mars"),
        ({"label": "prt"}, "did you mean 'port'"),
        ({"title": 5}, "title=5: expected a text"),
    ],
)
def test_what_there_is_not_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(MisuseError, match=words):
        layers.show(ports(), **options)  # type: ignore[arg-type]


def test_rows_at_the_poles_are_told_with_what_helps() -> None:
    with pytest.warns(layers.RowsBeyondWarning, match="2 of 2 rows .* at a pole .* a tenth of a degree away"):
        layers.show(points((0, 90), (0, -90)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        layers.show(points((0, 89.9), (0, -89.9)))
