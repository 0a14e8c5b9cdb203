"""Open a page in a cold browser context and measure it: what it weighs, when it is seen, how it answers."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Route, sync_playwright
from xstatic.pkg import leaflet

from scripts.find_chromium import NONE_FOUND, find_chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
VIEWPORT = {"width": 1280, "height": 800}
TIMEOUT_MS = 120_000
QUIET_MS = 600
DRAG_STEPS, FRAME_MS, AFTER_DRAG_MS = 30, 16, 400

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
  const long = [];
  new PerformanceObserver(list => long.push(...list.getEntries())).observe({type: "longtask", buffered: true});
  window.bench = {
    drawn: () => quiet(0),
    // When the first text or picture was painted, and the longest stretch in which the page answers nothing.
    painted: () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    longest: () => Math.max(0, ...long.splice(0).map(task => task.duration)),
    // The longest time between two frames while something goes on.
    frames: () => {
      let before = performance.now(), most = 0, on = true;
      const tick = now => { most = Math.max(most, now - before); before = now; if (on) requestAnimationFrame(tick); };
      requestAnimationFrame(now => { before = now; requestAnimationFrame(tick); });
      bench.stop = () => { on = false; return most; };
    },
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

# A map is live in the first frame in which it answers a pointer that comes over the middle of the window: whatever it
# changes at once, a highlight or a tooltip, is an answer. Names, panels and the rest may follow; «drawn» tells when.
LIVE = """
(() => {
  const x = innerWidth / 2, y = innerHeight / 2, seen = new MutationObserver(() => {});
  const over = {bubbles: true, cancelable: true, clientX: x, clientY: y, pointerType: "mouse", view: window};
  const come = target => {
    for (const name of ["pointerover", "mouseover", "mousemove"]) {
      target.dispatchEvent(new (name[0] === "p" ? PointerEvent : MouseEvent)(name, over));
    }
  };
  const look = () => {
    const target = document.elementFromPoint(x, y);
    if (target) {
      seen.observe(document, {subtree: true, childList: true, attributes: true});
      come(target);
      // (The time that a frame is given is when it was due: a busy page takes it later.)
      if (seen.takeRecords().length) bench.live = performance.now();
      seen.disconnect();
    }
    if (bench.live === undefined) { requestAnimationFrame(look); return; }
    target.dispatchEvent(new MouseEvent("mouseout", over));
    come(target.closest(".leaflet-container") || document.body);
  };
  requestAnimationFrame(look);
})();
"""

# jQuery is only used by the peers to make their legends draggable.
STUBS = {"jquery": "window.$ = window.jQuery = () => ({draggable() {}, 0: document.createElement('div')});"}


@dataclass(frozen=True)
class Opened:
    """What was measured of opening one page once: bytes, milliseconds, megabytes of the script's memory."""

    size_bytes: int
    gzip_bytes: int
    requests: int
    painted_ms: float
    live_ms: float
    drawn_ms: float
    busy_ms: float
    longest_ms: float
    heap_mb: float
    zooms_ms: float = 0.0
    zoom_stall_ms: float = 0.0
    drag_frame_ms: float = 0.0


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


def open_in_turn(
    browser: Browser,
    pages: Mapping[str, Path],
    *,
    runs: int,
    zooms: Sequence[int] = (),
    drag: bool = False,
    live: bool = False,
) -> dict[str, list[Opened]]:
    """Open pages in turn, ``runs`` times each, so that the machine's moods fall on all of them alike.

    ``zooms`` are steps of Leaflet's maps, taken one after the other; ``drag`` pulls the map about by the mouse;
    ``live`` asks in every frame whether the map answers the pointer: infinite where it never does.
    """
    found: dict[str, list[Opened]] = {name: [] for name in pages}
    for _ in range(runs):
        for name, path in pages.items():
            found[name].append(_open_once(browser, path, zooms, drag, live))
    return found


def _open_once(browser: Browser, path: Path, zooms: Sequence[int], drag: bool, live: bool) -> Opened:
    asked: list[str] = []
    with opened_page(browser, asked) as page:
        counters = page.context.new_cdp_session(page)
        counters.send("Performance.enable")
        if live:
            page.add_init_script(LIVE)
        page.goto(path.as_uri(), timeout=TIMEOUT_MS)
        drawn = _ask(page, "bench.drawn()")
        counted = {one["name"]: one["value"] for one in counters.send("Performance.getMetrics")["metrics"]}
        content = path.read_bytes()
        return Opened(
            size_bytes=len(content),
            gzip_bytes=len(gzip.compress(content, 6)),
            requests=len(asked),
            painted_ms=_ask(page, "bench.painted()"),
            live_ms=_ask(page, "bench.live ?? Infinity"),
            drawn_ms=drawn,
            busy_ms=counted["TaskDuration"] * 1e3,
            heap_mb=counted["JSHeapUsedSize"] / 1e6,
            longest_ms=_ask(page, "bench.longest()"),
            zooms_ms=_ask(page, f"bench.zoom({list(zooms)})") if zooms else 0.0,
            zoom_stall_ms=_ask(page, "bench.longest()") if zooms else 0.0,
            drag_frame_ms=_drag(page) if drag else 0.0,
        )


@contextmanager
def opened_page(browser: Browser, asked: list[str]) -> Iterator[Page]:
    """Give an empty page in a new context, that measures and notes what it asks of others."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    page.add_init_script(WATCH)
    page.route("**/*", lambda route: _serve(route, asked))
    yield page
    context.close()


def _drag(page: Page) -> float:
    """Return the longest time between two frames while the map is pulled about."""
    x, y = VIEWPORT["width"] * 0.65, VIEWPORT["height"] / 2
    page.mouse.move(x, y)
    page.evaluate("bench.frames()")
    page.mouse.down()
    for step in range(1, DRAG_STEPS + 1):
        page.mouse.move(x - 8 * step, y + 4 * step)
        page.wait_for_timeout(FRAME_MS)
    page.mouse.up()
    page.wait_for_timeout(AFTER_DRAG_MS)
    return _ask(page, "bench.stop()")


def _ask(page: Page, code: str) -> float:
    return float(page.evaluate(code))


def _serve(route: Route, asked: list[str]) -> None:
    """Answer what a page asks of other hosts at once: Leaflet from its package, anything else with next to nothing."""
    url = route.request.url
    if url.startswith(("file:", "data:", "blob:")):
        route.continue_()
        return
    asked.append(url)
    body, kind = answer(url)
    route.fulfill(body=body, content_type=kind)


def answer(url: str) -> tuple[bytes, str]:
    """Return what stands in for a file of another host, and its type: Leaflet's own, or next to nothing."""
    name = url.partition("?")[0].rsplit("/", 1)[-1]
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    own = next(iter(Path(leaflet.BASE_DIR).rglob(name)), None)
    body = own.read_bytes() if own else next((code for key, code in STUBS.items() if key in name), "").encode()
    return body, mimetypes.guess_type(name)[0] or kind
