"""What every test may lean on: no network, one browser, pages built once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

import geo
from geo.bloc import Bloc
from geo.shipped import shipped_blocs
from scripts.find_chromium import NONE_FOUND, find_chromium
from tests.exports import square_bloc
from tests.folders import REAL_LEAGUE
from tests.hostile import make_hostile
from tests.pages import MEMBERSHIP, SHIPPED, NewPage, Open, Pages

BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A page leaves one global, its map, under the name that folium gave it; tests reach the page's state through it.
REACH_APP = """Object.defineProperty(globalThis, "Blocmap", {
    get: () => ({ app: globalThis[document.getElementById("map").dataset.name].app }) })"""
LOCAL_SCHEMES = ("file:", "data:", "blob:", "about:")
BUILD_TIMEOUT_S = 300
# What was prepared once serves all tests, in other processes too; none reaches the user's own.
os.environ.setdefault("BLOCMAP_CACHE", str(Path(__file__).parent.parent / ".cache" / "prepared"))

# The same examples on every run, and no failure because a machine is busy.
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.load_profile("house")

_reached_out: list[str] = []


def _is_local(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit every connection and name look-up of this process; refuse and note those that leave the machine."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_local(host):
        _reached_out.append(f"{event} {host}")
        raise ConnectionRefusedError(f"tests have no network; refused {event} {host}")


sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that tried to reach another machine, even where the code under test swallowed the refusal."""
    yield
    attempts = _reached_out.copy()
    _reached_out.clear()
    assert not attempts, f"reached for the network: {attempts}"


@dataclass
class BrowserLog:
    """What pages did that they should not: requests that would leave, errors and warnings of the console.

    A test that means to cause them checks them, then calls ``clear``.
    """

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Accept what was noted so far."""
        self.requests.clear()
        self.errors.clear()

    def watch(self, page: Page) -> None:
        """Stop and note every request of a page that would leave this machine, and note its errors."""
        page.route("**/*", self._guard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)

    def _guard(self, route: Route) -> None:
        if route.request.url.startswith(LOCAL_SCHEMES):
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a running headless Chromium, one for the whole session."""
    path = find_chromium()
    assert path, NONE_FOUND
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browser_log() -> Iterator[BrowserLog]:
    """Return the log of this test's pages; whatever stands in it at the end fails the test."""
    log = BrowserLog()
    yield log
    assert not log.requests, f"the page asked for {log.requests}"
    assert not log.errors, f"the browser complained: {log.errors}"


@pytest.fixture
def new_page(chromium: Browser, browser_log: BrowserLog) -> Iterator[NewPage]:
    """Return a function that opens a watched page; its keywords are those of Playwright's ``new_context``."""
    contexts = []

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"} | options))
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(REACH_APP)
        browser_log.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def chromium_page(new_page: NewPage) -> Page:
    """Return one watched page of 1280 × 800."""
    return new_page()


@pytest.fixture
def open_map(request: pytest.FixtureRequest, new_page: NewPage) -> Open:
    """Return a function that opens a built map, in a context of its own options, and waits until it is drawn."""

    def open_one(name: str = MEMBERSHIP, fragment: str = "", **options: Any) -> Page:
        pages: Pages = request.getfixturevalue("shipped_pages" if name in SHIPPED else "league_pages")
        page = new_page(**options)
        page.goto(pages[name].as_uri() + (f"#{fragment}" if fragment else ""))
        page.wait_for_selector("html[data-ready]")
        return page

    return open_one


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Return the folder for pictures that a person may look at after a run."""
    folder = Path(__file__).parent / "screenshots"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a temporary folder that all workers of one run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def league() -> Bloc:
    """Return the invented league of real countries at the usual scale."""
    return geo.load_bloc(REAL_LEAGUE)


@pytest.fixture(scope="session")
def coarse_league() -> Bloc:
    """Return the same at the coarsest scale, for what needs no fine borders."""
    return geo.load_bloc(REAL_LEAGUE, scale="110m")


@pytest.fixture(scope="session")
def square_league(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    """Return the invented league of three squares, one of them across 180°."""
    return square_bloc(tmp_path_factory.mktemp("squares"))


@pytest.fixture(scope="session")
def hostile_league(tmp_path_factory: pytest.TempPathFactory) -> Bloc:
    """Return the league of real countries with a hostile string in every free text."""
    return geo.load_bloc(make_hostile(REAL_LEAGUE, tmp_path_factory.mktemp("hostile") / "bloc"))


@pytest.fixture(scope="session")
def league_pages(shared_folder: Path) -> Pages:
    """Return the pages of the invented league by name (``league-members``), built once a run."""
    return _built_once(shared_folder / "league-pages", [str(REAL_LEAGUE)])


@pytest.fixture(scope="session")
def shipped_pages(shared_folder: Path) -> Pages:
    """Return the pages of all shipped blocs by name (``sco-membership``), built once a run."""
    return _built_once(shared_folder / "shipped-pages", shipped_blocs())


def _built_once(folder: Path, blocs: Sequence[str]) -> Pages:
    """Return the pages of some blocs, built by the command itself, by the first worker that comes here."""
    finished = folder.with_suffix(".finished")
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(finished, BUILD_TIMEOUT_S * len(blocs))
    else:
        try:
            for bloc in blocs:
                _build(bloc, folder)
        finally:
            finished.touch()
    pages = {page.stem: page for page in sorted(folder.glob("*.html")) if page.stem != "index"}
    assert pages, f"the build of {', '.join(blocs)} made no page; its worker tells why"
    return pages


def _build(bloc: str, folder: Path) -> None:
    run = "import sys; from layers.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", run, "build", bloc, "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=BUILD_TIMEOUT_S, check=False)
    assert done.returncode == 0, f"blocmap build {bloc} exited {done.returncode}:\n{done.stdout}{done.stderr}"


def _wait_for(path: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < until, "another worker never finished building the pages"
        time.sleep(0.2)
