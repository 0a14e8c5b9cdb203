"""Pages by name, those of the invented league and the shipped ones, and what tests ask of an open one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Page, expect

from layers.data_files import STATIC
from layers.page.bundle import bundle

Pages = dict[str, Path]
NewPage = Callable[..., Page]
Open = Callable[..., Page]

MEMBERSHIP, CORRIDOR, ROUTES, STORY = "sco-membership", "sco-corridor", "sco-routes", "sco-astana-2024"
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
