"""The recipes for Streamlit, Panel and marimo: each runs, and hands its program a map that the program can show.

Where a program is installed it runs the recipe itself, and a browser looks. None of them is among what the tests
install; elsewhere stand-ins take from the recipe what the program takes.
"""

from __future__ import annotations

import re
import runpy
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from layers.live.widget import LiveMap
from layers.page.bloc_map import BlocMap

RECIPES = Path(__file__).parent.parent / "docs" / "reports"
SERVE = {
    "streamlit": ["run", "app.py", "--server.headless", "true", "--server.address", "127.0.0.1", "--server.port"],
    "panel": ["serve", "app.py", "--address", "127.0.0.1", "--port"],
    "marimo": ["run", "app.py", "--headless", "--host", "127.0.0.1", "--port"],
}
PAGE = {"streamlit": "", "panel": "app", "marimo": ""}
START_S = 120.0
LOCAL = re.compile(r"(http|ws)://127\.0\.0\.1[:/]|(data|blob|about):")


class StandIn(ModuleType):
    """A program in a recipe: keeps the maps that it is given, and gives back what the recipe goes on with."""

    def __init__(self, name: str, shown: list[object]) -> None:
        super().__init__(name)
        self.pane = self.ui = self.widgets = self
        self.value = {"selected": None, "date": "2024-07-04"}
        self.cells: list[object] = []
        for taker in ("st_folium", "HTML", "anywidget"):
            setattr(self, taker, lambda given, **options: shown.append(given) or self)
        for way in ("select_slider", "DiscreteSlider"):
            setattr(self, way, lambda *given, value, **options: value)
        self.bind = lambda function, *values: function(*values)
        self.cache_resource = lambda function: function
        self.extension = self.servable = self.md = self.run = lambda *given: None
        self.Column = self.App = lambda *given: self

    def cell(self, function: object) -> object:
        """As marimo's decorator does: keep the cell."""
        self.cells.append(function)
        return function


def given_to(program: str, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Run a recipe with a stand-in for its program and return the maps that this was given."""
    shown: list[object] = []
    stand_in = StandIn(program, shown)
    for name in (program, "streamlit_folium"):
        monkeypatch.setitem(sys.modules, name, stand_in)
    runpy.run_path(str(RECIPES / program / "app.py"))
    known: dict[str, object] = {"sco": None}
    for cell in stand_in.cells:
        names = cell.__code__.co_varnames[: cell.__code__.co_argcount]  # type: ignore[attr-defined]
        given = cell(*(known[name] for name in names))  # type: ignore[operator]
        if isinstance(given, tuple):
            known |= dict(zip(("layers", "marimo", "sco") if len(given) == 3 else ("live",), given, strict=True))
    return shown


@pytest.mark.parametrize(("program", "kind"), [("streamlit", BlocMap), ("panel", BlocMap), ("marimo", LiveMap)])
def test_a_recipe_gives_its_program_a_map(program: str, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = given_to(program, monkeypatch)
    assert isinstance(shown, kind)


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    """Return a page that reaches the programs of this machine and nothing else, whatever they ask for."""
    context = chromium.new_context()
    context.route("**/*", lambda route: route.continue_() if LOCAL.match(route.request.url) else route.abort())
    yield context.new_page()
    context.close()


def test_installed_programs_show_the_map(visitor: Page) -> None:
    for program in filter(find_spec, SERVE):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", program, *SERVE[program], str(port)]
        with subprocess.Popen(command, cwd=RECIPES / program, stdout=subprocess.DEVNULL) as server:
            try:
                look_at(visitor, f"http://127.0.0.1:{port}/{PAGE[program]}")
            finally:
                server.terminate()


def look_at(page: Page, address: str) -> None:
    """Open an app as soon as it answers and wait for its map."""
    end = time.monotonic() + START_S
    while True:
        try:
            page.goto(address, wait_until="commit")
            break
        except Error:
            assert time.monotonic() < end, f"{address} does not answer"
            time.sleep(0.5)
    shown = SimpleNamespace(found=False)
    while not shown.found:
        shown.found = any(frame.query_selector("html[data-ready] [data-id='country:KGZ']") for frame in page.frames)
        assert time.monotonic() < end, f"{address} shows no map"
        page.wait_for_timeout(500)
    expect(page.locator("iframe").first).to_be_visible()
