"""Folium's own children on a ``BlocMap``, in a browser: seen above the bloc, clicked, loading what they say."""

from __future__ import annotations

import copy
import io
import pickle
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import folium
import folium.plugins
import pytest
from branca.element import Element
from PIL import Image
from playwright.sync_api import Page, Route

import geo
import layers
from layers.page.bloc_map import BlocMap
from layers.scene.build import Scene
from tests.conftest import BrowserLog
from tests.folium_children import CHILDREN, Child
from tests.pages import NewPage

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "scripts" / "folium_plugins" / "node_modules"
TEMPLATES = Path(folium.__file__).parent / "templates"
PLUGINS_OWN = ("Deprecated include of L.Mixin.Events", "Failed to decode downloaded font", "OTS parsing error")
MAIN_FILES = [("vega", 5), ("vega-lite", 5), ("vega-embed", 6)]  # as a host names a package's main file
# Parents of others, the map itself, and what folium's own ``include`` writes.
DRAWS_NOTHING = {
    "BaseMultiLocation", "Class", "ElementAddToElement", "Evented", "GeoJsonDetail", "IncludeStatement",
    "JSCSSMixin", "Layer", "Map", "MethodCall",
}  # fmt: skip
OpenChild = Callable[[BlocMap], Page]


def plain(name: str) -> str:
    """Return a file's name without what differs between a host and a package: ``.min``, version, case, underscores."""
    return re.sub(r"\.min(?=\.)|-\d[\d.]*\d(?=\.)", "", name.lower()).replace("_", "-")


@pytest.fixture(scope="session")
def plugin_files() -> dict[str, Path]:
    """Return the files that folium's plugins load, by plain name; of several, the built one with the shortest path."""
    found = [*TEMPLATES.glob("*.js"), *PACKAGES.rglob("*.js"), *PACKAGES.rglob("*.css")]
    mains = {f"{name}@{n}": PACKAGES / name / "build" / f"{name}.min.js" for name, n in MAIN_FILES}
    found.sort(key=lambda path: ("dist" not in path.parts, ".min." not in path.name, len(path.parts), path.as_posix()))
    return mains | {plain(path.name): path for path in reversed(found)}


@pytest.fixture(scope="module")
def scene() -> Scene:
    return layers.build_map(geo.load_bloc("sco", scale="110m"), "sco-membership", scale="110m").scene


@pytest.fixture
def open_child(new_page: NewPage, plugin_files: dict[str, Path], tmp_path: Path) -> OpenChild:
    """Return a function that opens a map, with the files that plugins load served from the packages that have them."""

    def serve(route: Route) -> None:
        name = plain(urlsplit(route.request.url).path.rsplit("/", 1)[1])
        if name in plugin_files:
            route.fulfill(path=plugin_files[name])
        elif name.endswith(".css"):
            route.fulfill(body="", content_type="text/css")
        else:
            route.fulfill(body="", content_type="text/javascript")

    def open_one(bloc_map: BlocMap) -> Page:
        path = tmp_path / "page.html"
        bloc_map.save(path)
        page = new_page()
        page.route(re.compile("^https://"), serve)
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    return open_one


def magenta(page: Page) -> int:
    """Count the pixels of the one colour that nothing of ours has."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    counted = picture.getcolors(picture.width * picture.height) or []
    return sum(n for n, (r, g, b) in counted if r > 220 and g < 60 and b > 220)


def forgive(log: BrowserLog) -> None:
    """Accept what plugins themselves do under any map: old habits, and pictures of fonts that no package has."""
    log.errors[:] = [error for error in log.errors if not re.match("|".join(PLUGINS_OWN), error)]


def see(page: Page, child: Child) -> None:
    page.wait_for_function(f"() => Boolean({child.check})", timeout=8000)
    if child.use:
        child.use(page)
    if child.magenta:  # (some come gradually)
        for _ in range(20):
            if magenta(page) >= child.magenta:
                break
            page.wait_for_timeout(200)
        assert magenta(page) >= child.magenta
    if child.click:
        page.locator(child.click).first.click(force=True)
    if child.words:
        page.wait_for_selector(f".leaflet-popup-content:has-text('{child.words}')")


@pytest.mark.parametrize("child", [one for one in CHILDREN if one.kind == "offline"], ids=lambda child: child.name)
def test_a_child_is_seen_and_answers_without_any_request(
    scene: Scene, open_child: OpenChild, child: Child, screenshots: Path
) -> None:
    bloc_map = BlocMap(scene)
    child.put(bloc_map)
    with warnings.catch_warnings():
        warnings.simplefilter("error", layers.NetworkNeededWarning)
        page = open_child(bloc_map)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    see(page, child)
    page.screenshot(path=screenshots / f"child-{child.name}.png")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize("child", [one for one in CHILDREN if one.kind == "network"], ids=lambda child: child.name)
def test_a_child_that_loads_files_says_from_where_and_works(
    scene: Scene, open_child: OpenChild, child: Child, browser_log: BrowserLog, screenshots: Path
) -> None:
    bloc_map = BlocMap(scene)
    child.put(bloc_map)
    with pytest.warns(layers.NetworkNeededWarning) as told:
        page = open_child(bloc_map)
    assert all(host in str(told[0].message) for host in child.needs)
    if PACKAGES.is_dir():
        see(page, child)
        page.screenshot(path=screenshots / f"child-{child.name}.png")
        forgive(browser_log)
    else:  # without the packages: Leaflet and the map are there for scripts that come
        assert page.evaluate(
            "L.version === '1.9.3' && globalThis[document.getElementById('map').dataset.name] instanceof L.Map"
        )


@pytest.mark.parametrize("child", [one for one in CHILDREN if one.kind == "refused"], ids=lambda child: child.name)
def test_what_cannot_be_there_is_refused_in_one_line(scene: Scene, child: Child) -> None:
    bloc_map = BlocMap(scene)
    with pytest.raises(geo.MisuseError, match=re.escape(child.refused)) as raised:
        child.put(bloc_map)
    assert "\n" not in str(raised.value)
    assert not bloc_map._children


def test_every_class_of_folium_is_in_the_table_or_draws_nothing_itself() -> None:
    names = {name for child in CHILDREN for name in child.name.split(", ")}
    elements = set(vars(folium.plugins)) & set(folium.plugins.__all__)
    for module in (folium, folium.elements, folium.features, folium.map, folium.raster_layers, folium.vector_layers):
        elements |= {
            name
            for name, one in vars(module).items()
            if isinstance(one, type) and issubclass(one, Element) and one.__module__.startswith("folium.")
        }
    assert names >= elements - DRAWS_NOTHING
    assert elements >= DRAWS_NOTHING


def test_the_docs_list_every_child_with_how_it_works() -> None:
    rows = re.findall(
        r"^\| (.+?) \| (offline|network|refused) \| (.*?) ?\|$", (ROOT / "docs/folium.md").read_text(), re.M
    )
    assert rows == [(child.name, child.kind, ", ".join(child.needs) or child.refused) for child in CHILDREN]


def test_the_layer_control_lies_beside_the_tools_and_switches(scene: Scene, open_child: OpenChild) -> None:
    bloc_map = BlocMap(scene)
    next(child for child in CHILDREN if child.name == "FeatureGroup, LayerControl").put(bloc_map)
    page = open_child(bloc_map)
    control, tools = (page.locator(name).bounding_box() for name in (".leaflet-control-layers", "#tools"))
    assert control and tools and control["x"] + control["width"] <= tools["x"]
    page.locator(".leaflet-control-layers-selector").click()
    assert magenta(page) == 0


def test_a_radius_in_metres_keeps_its_area(scene: Scene, open_child: OpenChild) -> None:
    bloc_map = BlocMap(scene)
    for place in ([51, 71], [-5, 20], [65, 170]):  # in the middle and far from it
        folium.Circle(place, radius=500_000).add_to(bloc_map)
    page = open_child(bloc_map)
    widths = page.evaluate(
        "[...document.querySelectorAll('.leaflet-overlay-pane path')].map(one => one.getBBox().width)"
    )
    scale = page.evaluate("Blocmap.app.map.options.crs.scale(Blocmap.app.map.getZoom())")
    assert widths == pytest.approx([1_000_000 * scale] * 3, rel=0.03)  # (Leaflet rounds to whole pixels)


def test_fit_bounds_is_the_view_to_open_with(scene: Scene, open_child: OpenChild) -> None:
    bloc_map = BlocMap(scene)
    bloc_map.fit_bounds([[39, 69], [43, 80]])  # Kyrgyzstan
    page = open_child(bloc_map)
    lat, lng, zoom = page.evaluate(
        "(({ lat, lng }) => [lat, lng, Blocmap.app.map.getZoom()])(Blocmap.app.map.getCenter())"
    )
    assert 39 < lat < 43 and 65 < lng < 80 and zoom >= 5
    page.set_viewport_size({"width": 1000, "height": 700})
    page.wait_for_timeout(300)
    assert page.evaluate("Blocmap.app.map.getZoom()") >= 5


def test_a_map_is_copied_pickled_and_saved_to_open_files(scene: Scene, tmp_path: Path) -> None:
    bloc_map = BlocMap(scene)
    folium.Marker([51.2, 71.4], popup="A place").add_to(bloc_map)
    page = bloc_map.get_root().render()
    assert copy.deepcopy(bloc_map).get_root().render() == page
    assert pickle.loads(pickle.dumps(bloc_map)).get_root().render() == page
    text = io.StringIO()
    bloc_map.save(text, close_file=False)
    assert text.getvalue() == page
    with (tmp_path / "binary.html").open("wb") as file:
        bloc_map.save(file)
    assert file.closed and (tmp_path / "binary.html").read_text(encoding="utf-8") == page


def test_equal_maps_with_children_are_equal_bytes(scene: Scene) -> None:
    pages = []
    for _ in range(2):
        bloc_map = BlocMap(scene)
        folium.Marker([51.2, 71.4], popup="A place").add_to(bloc_map)
        folium.LayerControl().add_to(bloc_map)
        pages.append(bloc_map.get_root().render())
    assert pages[0] == pages[1]


def test_a_name_that_a_person_wrote_into_a_script_is_the_map_in_the_page(scene: Scene, open_child: OpenChild) -> None:
    bloc_map = BlocMap(scene)
    bloc_map.get_root().script.add_child(folium.Element(f"window.mine = {bloc_map.get_name()};"))
    assert open_child(bloc_map).evaluate("mine === Blocmap.app.map")


def test_bounds_are_those_of_the_bloc_and_its_children(scene: Scene) -> None:
    bloc_map = BlocMap(scene)
    west, south, east, north = scene.data.view.bounds
    assert bloc_map.get_bounds() == [[south, west], [north, east]]
    folium.Marker([-80, 71]).add_to(bloc_map)
    assert bloc_map.get_bounds() == [[-80, west], [north, east]]


def test_a_figure_says_what_it_leaves_out_and_a_picture_needs_no_browser(scene: Scene, tmp_path: Path) -> None:
    bloc_map = BlocMap(scene)
    assert bloc_map._to_png().startswith(b"\x89PNG")
    folium.Marker([51.2, 71.4]).add_to(bloc_map)
    with pytest.warns(layers.ChildrenNotDrawnWarning, match="added to the map: Marker"):
        bloc_map.save_figure(tmp_path / "figure.svg")


@pytest.mark.parametrize("hidden", ["display:none", "width:0"])
def test_a_frame_that_is_shown_later_opens_on_the_whole_map(scene: Scene, new_page: NewPage, hidden: str) -> None:
    views = []
    for style in (hidden, "width: 950px"):  # later, and at once
        page = new_page()
        page.set_content(f'<div id="tab" style="{style}">{BlocMap(scene)._repr_html_()}</div>')
        frame = page.frames[1]
        frame.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("document.getElementById('tab').style.cssText = 'width: 950px'")
        frame.wait_for_function("() => innerWidth === 950")
        page.wait_for_timeout(600)
        name = frame.evaluate("document.getElementById('map').dataset.name")
        views.append(frame.evaluate(f"(m => [m.getCenter().lat, m.getCenter().lng, m.getZoom()])({name})"))
    assert views[0] == pytest.approx(views[1], abs=0.01)
    assert 40 < views[1][0] < 60 and 20 < views[1][1] < 100, "in the middle of the bloc"


def test_share_in_a_notebook_gives_no_address_that_nobody_can_open(scene: Scene, new_page: NewPage) -> None:
    page = new_page()
    page.set_content(BlocMap(scene)._repr_html_())
    frame = page.frames[1]
    frame.wait_for_selector("html[data-ready]")
    frame.locator("#open-share").click()
    cited = frame.locator("#copy-cite").input_value()
    assert "Ten members" in cited and "about:" not in cited
    assert frame.locator("#copy-link, #copy-embed").count() == 0
