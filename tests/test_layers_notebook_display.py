"""What a notebook gets of a map: a live frame over a still, a picture, text; all of it small."""

from __future__ import annotations

import base64
import dataclasses
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import folium
import geopandas
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from PIL import Image
from playwright.sync_api import Page

from geo.bloc import Bloc, load_bloc
from geo.model.symbology import LIGHT
from layers.build import build_map
from layers.i18n.catalog import translate
from layers.notebook.display import layered_html, picture_of
from layers.overlays.membership import MembershipLayer
from layers.overlays.points_layer import PointsLayer
from layers.page.bloc_map import BlocMap

MAX_HTML_BYTES = 280_000
MAX_BUNDLE_BYTES = 328_000


@pytest.fixture(scope="module")
def sco() -> Bloc:
    return load_bloc("sco")


@pytest.fixture(scope="module")
def bloc_map(sco: Bloc) -> BlocMap:
    return build_map(sco, "sco-membership")


@pytest.fixture(scope="module")
def bundle(bloc_map: BlocMap) -> dict[str, str]:
    return bloc_map._repr_mimebundle_()[0]


def untrusted(html: str) -> str:
    """Return HTML as JupyterLab shows it without trust: no frame, no SVG, no style sheet, no ``aria-`` attribute."""
    kept = re.sub(r"<(iframe|svg|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r' aria-[a-z]+="[^"]*"', "", kept)


def test_one_bundle_has_frame_picture_and_text(bloc_map: BlocMap, bundle: dict[str, str]) -> None:
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    shown, metadata = DisplayFormatter().format(bloc_map)
    assert shown == bundle, "the same map gives the same bytes, and IPython takes them as they are"
    assert metadata["image/png"]["alt"] == bloc_map.scene.data.summary["en"]


def test_output_of_a_map_is_small(bundle: dict[str, str]) -> None:
    sizes = {kind: len(content.encode()) for kind, content in bundle.items()}
    assert sizes["text/html"] <= MAX_HTML_BYTES
    assert sum(sizes.values()) <= MAX_BUNDLE_BYTES, sizes


def test_picture_has_land_and_statuses(bloc_map: BlocMap, bundle: dict[str, str]) -> None:
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    pixels = np.asarray(picture.convert("RGB")).astype(int)
    fills = [one.color for one in bloc_map.scene.data.statuses if one.shown]
    for wanted in [LIGHT.land, *fills]:
        away = np.abs(pixels - [int(wanted[at : at + 2], 16) for at in (1, 3, 5)]).max(axis=2)
        assert (away <= 10).sum() > 150, f"{wanted} is on less than Belarus, the smallest, should have"
    assert pixels[:, -5:].min() > 230, "no line of the foot runs out of the picture"


def test_text_says_title_day_border_view_and_what_is_shown(bloc_map: BlocMap, bundle: dict[str, str]) -> None:
    data = bloc_map.scene.data
    title, when, *summary = bundle["text/plain"].splitlines()
    assert title == data.title["en"]
    assert str(data.as_of.year) in when and data.worldview.label["en"] in when
    assert "\n".join(summary) == data.summary["en"]
    assert len(bundle["text/plain"]) < 1500


def test_without_trust_the_still_is_left_and_says_how_to_get_the_map(bloc_map: BlocMap, bundle: dict[str, str]) -> None:
    left = untrusted(bundle["text/html"])
    assert "iframe" not in left and "aria-hidden" not in left
    still = re.search(r'<img src="data:image/svg\+xml,([^"]+)" alt="([^"]+)"', left)
    assert still and unquote(still[1]) == bloc_map.still and "Kyrgyzstan" in still[2]
    assert translate("notebook_still", "en") in left


def test_the_frame_covers_the_still_and_without_it_the_still_is_seen(
    bundle: dict[str, str], tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    for name, html, top in (("live", bundle["text/html"], "IFRAME"), ("still", untrusted(bundle["text/html"]), "IMG")):
        path = tmp_path / f"{name}.html"
        path.write_text(f'<!doctype html><meta charset="utf-8"><body>{html}', encoding="utf-8")
        page = new_page()
        page.goto(path.as_uri())
        # The still's own box is asked what lies on top in its middle: the frame, or the still itself.
        middle = "() => { const b = document.querySelector('img').getBoundingClientRect();"
        middle += " return document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2).tagName }"
        assert page.evaluate(middle) == top
        assert page.evaluate("document.querySelector('img').decode().then(() => true)")


def test_frame_and_still_follow_the_light_or_dark_of_the_host(
    bundle: dict[str, str], tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    path = tmp_path / "host.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><body>{bundle["text/html"]}', encoding="utf-8")
    page = new_page(color_scheme="null")  # Playwright's own choice would reach into the frame
    page.goto(path.as_uri())
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_selector("html[data-ready]")
    sheet = "() => getComputedStyle(document.body).backgroundColor"
    light = frame.evaluate(sheet)
    for where, attribute, dark, bright in (
        ("body", "data-jp-theme-light", "false", "true"),
        ("body", "class", "vscode-dark", "vscode-light"),
        ("documentElement", "data-bs-theme", "dark", "light"),
    ):
        for value, same in ((dark, False), (bright, True)):
            page.evaluate("([w, a, v]) => document[w].setAttribute(a, v)", [where, attribute, value])
            frame.wait_for_function(f"([light, same]) => (({sheet})() === light) === same", arg=[light, same])
            assert page.evaluate("() => getComputedStyle(document.querySelector('img')).colorScheme") == (
                "light" if same else "dark"
            )
        page.evaluate("([w, a]) => document[w].removeAttribute(a)", [where, attribute])


def test_a_printed_frame_holds_the_whole_map_with_legend_and_foot(
    bundle: dict[str, str], tmp_path: Path, chromium_page: Page
) -> None:
    path = tmp_path / "printed.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><body>{bundle["text/html"]}', encoding="utf-8")
    chromium_page.goto(path.as_uri())
    frame = chromium_page.locator("iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_selector("html[data-ready]")
    frame.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    chromium_page.emulate_media(media="print")
    for width in (1280, 640):  # paper is narrower than the window in which all was measured
        chromium_page.set_viewport_size({"width": width, "height": 800})
        boxes = "ids => ids.map(id => document.querySelector(id).getBoundingClientRect()).map(r => [r.right, r.bottom])"
        room = frame.evaluate("() => [innerWidth, innerHeight]")
        parts = ["#title", "#main", "#legend", "#foot", "[data-id='country:RUS']", "[data-id='country:CHN']"]
        for part, (right, bottom) in zip(parts, frame.evaluate(boxes, parts), strict=True):
            assert 0 < right <= room[0] + 1 and 0 < bottom <= room[1] + 1, (width, part, right, bottom, room)


def test_all_is_measured_before_it_is_printed(bundle: dict[str, str], tmp_path: Path, chromium_page: Page) -> None:
    """In a page of nbconvert Chromium printed the map as an empty box, unless its layout was asked for once drawn."""
    path = tmp_path / "measured.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><body>{bundle["text/html"]}', encoding="utf-8")
    chromium_page.goto(path.as_uri())
    frame = chromium_page.locator("iframe").element_handle().content_frame()
    assert frame
    frame.wait_for_selector("html[data-ready]")
    done = frame.evaluate("""() => {
        const done = [], { setAttribute, getBoundingClientRect } = Element.prototype;
        Element.prototype.setAttribute = function (...given) { done.push("drawn"); setAttribute.apply(this, given); };
        Element.prototype.getBoundingClientRect = function () {
            done.push(this === document.documentElement ? "measured" : "asked");
            return getBoundingClientRect.call(this);
        };
        dispatchEvent(new Event("beforeprint"));
        return done;
    }""")
    assert "drawn" in done and done[-1] == "measured"


def test_a_sign_that_no_font_has_is_no_warning_over_the_map(bloc_map: BlocMap) -> None:
    data = bloc_map.scene.data.model_copy(update={"title": {"en": "A sign of nobody: \ue000"}})
    assert picture_of(dataclasses.replace(bloc_map.scene, data=data), "en")


def test_text_of_a_folder_is_never_markup(bloc_map: BlocMap) -> None:
    hostile = {"en": '"><img src=x onerror=alert(1)><script>alert(2)</script>'}
    data = bloc_map.scene.data.model_copy(update={"title": hostile, "summary": hostile})
    html = layered_html(dataclasses.replace(bloc_map.scene, data=data), "en", "", bloc_map.still, 560, "")
    assert "<script" not in html and html.count("<img") == 1 and "onerror=alert(1)&gt;" in html


def test_children_are_on_the_live_map_alone_and_still_and_text_say_so(sco: Bloc) -> None:
    with_marker = build_map(sco, "sco-membership", lang="ru")
    folium.CircleMarker([51.18, 71.45]).add_to(with_marker)
    contents, _ = with_marker._repr_mimebundle_()
    assert set(contents) == {"text/html", "text/plain"}
    said = "1 добавленный на карту объект виден только на живой карте."
    assert said in contents["text/plain"] and said in untrusted(contents["text/html"])


def test_a_layer_says_what_it_is(sco: Bloc) -> None:
    layer = MembershipLayer(sco, as_of="2005-07-05", lang="ru")
    assert repr(layer) == "<MembershipLayer of sco on 2005-07-05, in ru>"


def test_a_map_shown_again_is_not_drawn_again(sco: Bloc, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = build_map(sco, "sco-membership", statuses=["founder"])
    first = shown._repr_mimebundle_()[0]["image/png"]
    drawn: list[str] = []
    monkeypatch.setattr("layers.page.bloc_map.picture_of", lambda scene, language: drawn.append(language))
    assert shown._repr_mimebundle_()[0]["image/png"] == first and not drawn
    places = geopandas.GeoDataFrame({"well": ["Hassi"]}, geometry=geopandas.points_from_xy([51], [71]), crs=4326)
    PointsLayer(places, label="well").add_to(shown)
    shown._repr_mimebundle_()
    assert drawn, "what is put on it later is in its picture"
