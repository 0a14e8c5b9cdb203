"""Pages by name, those of the invented league and the shipped ones, and what tests ask of an open one."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Page, expect

from geo.shipped import BLOCS, shipped_blocs
from layers.data_files import STATIC
from layers.page.bundle import bundle

Pages = dict[str, Path]
NewPage = Callable[..., Page]
Open = Callable[..., Page]

MEMBERSHIP, CORRIDOR, ROUTES, STORY = "league-members", "league-line", "league-lines", "league-summit"
SHIPPED = tuple(
    one["slug"]
    for bloc in shipped_blocs()
    for one in tomllib.loads((BLOCS / bloc / "bloc.toml").read_text(encoding="utf-8"))["maps"]
)
"""The pages of the shipped blocs: for what must be true of them whatever they say."""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def front_end_part(folder: Path, modules: dict[str, str]) -> str:
    """Return a script that puts names of front-end modules, ``{"map/crs": "makeCrs"}``, into a global ``part``."""
    lines = [
        f'import {{ {names} }} from "{os.path.relpath(STATIC / f"{module}.js", folder)}";'
        for module, names in modules.items()
    ]
    entry = folder / "entry.js"
    entry.write_text("\n".join([*lines, f"globalThis.part = {{ {', '.join(modules.values())} }};"]))
    return bundle(entry)


def pixel(page: Page, lat: float, lon: float) -> tuple[float, float]:
    """Return where in the window a place is."""
    x, y = page.evaluate(
        """at => { const { map } = Blocmap.app, r = map.getContainer().getBoundingClientRect();
        const p = map.latLngToContainerPoint(at);
        return [p.x + r.left, p.y + r.top]; }""",
        [lat, lon],
    )
    return x, y


def state(page: Page) -> dict[str, Any]:
    """Return the page's state; sets become sorted lists."""
    found: dict[str, Any] = page.evaluate("({...Blocmap.app.state, hidden: [...Blocmap.app.state.hidden].sort()})")
    return found


def focused(page: Page) -> str:
    """Return the id of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def spoken(page: Page, words: str) -> None:
    """Expect the live region to say something."""
    expect(page.locator("#live")).to_contain_text(words)


def axe_faults(page: Page) -> list[str]:
    """Return the rules of axe-core that the page breaks."""
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in Axe().run(page).response["violations"]]
