"""Open a page in a cold browser context and measure it: requests, time until drawn, time of four zooms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Route, sync_playwright
from xstatic.pkg import leaflet

from scripts.find_chromium import NONE_FOUND, find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
VIEWPORT = {"width": 1280, "height": 800}
TIMEOUT_MS = 120_000
QUIET_MS = 600

# A page is drawn at the end of the last frame that changed it: an element, an attribute or a canvas.
# The clock starts with the navigation; the quiet time that tells the end is not counted.
WATCH = """
(() => {
  let last = 0, waiting = false;
  const note = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => setTimeout(() => { waiting = false; last = performance.now(); }));
  };
  new MutationObserver(note).observe(document, {subtree: true, childList: true, attributes: true});
  for (const name of ["stroke", "fill", "fillRect", "drawImage"]) {
    const own = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) { note(); return own.apply(this, given); };
  }
  const quiet = since => new Promise(done => {
    const look = () => !waiting && last > since && performance.now() - last > QUIET ? done(last) : setTimeout(look, 20);
    look();
  });
  let leaflet;
  Object.defineProperty(window, "L", {configurable: true, get: () => leaflet, set: value => {
    leaflet = value;
    if (value && value.Map) value.Map.addInitHook(function () { bench.map = bench.map || this; });
  }});
  window.bench = {
    drawn: () => quiet(0),
    zoom: async steps => {
      let spent = 0;
      for (const step of steps) {
        await new Promise(done => setTimeout(done, 100));
        const start = performance.now();
        bench.map.setZoom(bench.map.getZoom() + step, {animate: false});
        spent += await quiet(start) - start;
      }
      return spent;
    },
  };
})();
""".replace("QUIET", str(QUIET_MS))

# jQuery is only used by the peers to make their legends draggable.
STUBS = {"jquery": "window.$ = window.jQuery = () => ({draggable() {}, 0: document.createElement('div')});"}


@dataclass(frozen=True)
class Measured:
    """What was measured of one page; times in milliseconds, medians of several runs."""

    size_bytes: int
    requests: int
    drawn_ms: float
    zooms_ms: float


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run a headless Chromium."""
    path = find_chromium()
    if not path:
        raise SystemExit(NONE_FOUND)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def measure(browser: Browser, pages: dict[str, Path], *, runs: int, zooms: tuple[int, ...]) -> dict[str, Measured]:
    """Measure pages in turn, ``runs`` times each, so that the machine's moods fall on all of them alike."""
    seen: dict[str, list[Measured]] = {name: [] for name in pages}
    for _ in range(runs):
        for name, path in pages.items():
            seen[name].append(_measure_once(browser, path, zooms))
    return {
        name: Measured(
            size_bytes=found[0].size_bytes,
            requests=max(one.requests for one in found),
            drawn_ms=median(one.drawn_ms for one in found),
            zooms_ms=median(one.zooms_ms for one in found),
        )
        for name, found in seen.items()
    }


def _measure_once(browser: Browser, path: Path, zooms: tuple[int, ...]) -> Measured:
    asked: list[str] = []
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    page.add_init_script(WATCH)
    page.route("**/*", lambda route: _serve(route, asked))
    page.goto(path.as_uri(), timeout=TIMEOUT_MS)
    drawn = _ask(page, "bench.drawn()")
    zoomed = _ask(page, f"bench.zoom({list(zooms)})") if zooms else 0.0
    context.close()
    return Measured(path.stat().st_size, len(asked), drawn, zoomed)


def _ask(page: Page, code: str) -> float:
    return float(page.evaluate(code))


def _serve(route: Route, asked: list[str]) -> None:
    """Answer what a page asks of other hosts at once: Leaflet from its package, anything else with next to nothing."""
    url = route.request.url
    if url.startswith(("file:", "data:", "blob:")):
        route.continue_()
        return
    asked.append(url)
    name = url.partition("?")[0].rsplit("/", 1)[-1]
    own = next(iter(Path(leaflet.BASE_DIR).rglob(name)), None)
    if own:
        route.fulfill(path=own)
    else:
        body = next((code for key, code in STUBS.items() if key in name), "")
        route.fulfill(body=body, content_type="text/css" if name.endswith(".css") else "text/javascript")
