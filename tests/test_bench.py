"""The bench: what a budget is held against, when a map counts as seen, and inputs that are what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from typer.testing import CliRunner

from scripts.bench.__main__ import app
from scripts.bench.browser import LIVE, answer
from scripts.bench.film import MAP_LEFT_PX, Film
from scripts.bench.growth import MAKERS, Grown, draw_growth, growth_lines
from scripts.bench.inputs import AREAS, many_areas
from scripts.bench.rows import Row, spread
from tests.pages import NewPage


def test_a_budget_is_a_share_of_the_peer_or_a_number_and_medians_count() -> None:
    shared = Row("drawn", [90, 30, 60], "ms", 0.5, "folium", [100, 120, 800])
    assert shared.measured == 0.5 and shared.met
    assert not Row("drawn", [61], "ms", 0.5, "folium", [120]).met
    alone = Row("size", [301], "kB", 300, "folium", [2500], shared=False)
    assert alone.measured == 301 and not alone.met
    assert Row("marks", [95], "", 95, least=True).met and not Row("marks", [94], "", 95, least=True).met
    assert Row("heap", [5], "MB").met is None


def test_a_row_shows_medians_spread_budget_and_verdict() -> None:
    assert Row("drawn", [90, 30, 60], "ms", 0.5, "folium", [120]).cells() == [
        "drawn", "60 ms (30–90)", "folium", "120 ms", "≤ 0.5 ×", "0.50 ×", "yes",
    ]  # fmt: skip
    assert spread([1.234, 1.234], "s") == "1.23 s"


def picture(share: float) -> np.ndarray:
    """Return a sea with a band of land, of which a share is painted."""
    shown = np.full((10, MAP_LEFT_PX + 100, 3), 230, dtype=np.int16)
    shown[4, MAP_LEFT_PX : MAP_LEFT_PX + round(100 * share)] = 20
    return shown


@pytest.mark.parametrize(("shares", "seen"), [((0, 0.5, 1), 30), ((0, 0.8, 1), 20), ((1, 1, 1), 10)])
def test_a_map_is_seen_once_four_fifths_of_what_it_paints_is_there(shares: tuple[float, ...], seen: float) -> None:
    assert Film([10, 20, 30], [picture(share) for share in shares]).seen_ms == seen


def test_a_page_that_paints_no_map_is_never_seen() -> None:
    seen = Film([10], [picture(0)]).seen_ms
    assert spread([seen], "ms") == "never"
    assert Row("map seen", [200], "ms", 0.4, "plotly", [seen]).met


def test_a_panel_that_comes_later_does_not_count() -> None:
    late = picture(1)
    late[:, :MAP_LEFT_PX] = 0
    assert Film([10, 30], [picture(1), late]).seen_ms == 10
    assert Film([10, 30], [picture(1), late]).at(5) is None


@pytest.mark.parametrize("count", [AREAS // 100, AREAS])
def test_the_areas_are_as_many_as_told_whole_and_share_their_borders(count: int) -> None:
    frame = many_areas(count)
    assert abs(len(frame) - count) < count / 100
    assert frame.geometry.is_valid.all()
    # A net of areas without gaps: their sizes add up to the size of all of them together.
    few = shapely.normalize(frame.geometry.array[:300])
    assert shapely.area(few).sum() == pytest.approx(shapely.area(shapely.union_all(few)), rel=1e-6)


def test_growth_is_told_and_drawn(tmp_path: Path) -> None:
    grown = {kind: [Grown(10**n, n, 10**n, 100.0) for n in (3, 4, 5)] for kind in MAKERS}
    line = list(growth_lines(grown))[1]
    assert " ".join(line.split()) == "10,000 route vertices built 4.00 s 0.01 MB zooms 100 ms"
    draw_growth(grown, tmp_path / "growth.png", "a machine")
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")


def test_leaflet_is_served_from_its_package_and_the_rest_is_nearly_empty() -> None:
    body, kind = answer("https://host.example/leaflet@1.9.3/dist/leaflet.js?x=1")
    assert len(body) > 100_000 and "javascript" in kind
    assert len(answer("https://host.example/bootstrap.min.css")[0]) < 100


def test_an_unknown_topic_is_refused_with_those_that_there_are() -> None:
    done = CliRunner().invoke(app, ["--only", "speed"])
    assert done.exit_code == 2 and "membership" in done.output


def test_a_page_is_live_once_something_answers_the_pointer(new_page: NewPage, tmp_path: Path) -> None:
    """One that is drawn and answers nothing never is."""
    shown = "<div id='map' style='position: fixed; inset: 0'></div>"
    answers = """<script>setTimeout(() => { const map = document.getElementById("map");
        map.addEventListener("mouseover", () => { map.title = "here"; });
        window.since = performance.now(); }, 50);</script>"""
    page = new_page()
    page.add_init_script("window.bench = {};")
    page.add_init_script(LIVE)
    for name, code in (("deaf", ""), ("live", answers)):
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><link rel='icon' href='data:,'>{shown}{code}")
    page.goto((tmp_path / "live.html").as_uri())
    page.wait_for_function("bench.live !== undefined")
    assert page.evaluate("bench.live >= since")
    page.goto((tmp_path / "deaf.html").as_uri())
    page.evaluate("async () => { for (let i = 0; i < 9; i++) await new Promise(requestAnimationFrame); }")
    assert page.evaluate("bench.live === undefined")
