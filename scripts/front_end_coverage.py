"""Print how much of each front-end module runs while pages are used as readers use them, by Chromium's own count.

Built pages carry one script without comments and blanks; here they carry the same modules as they are written, so that
what the browser counts can be told module by module. Run as ``python -m scripts.front_end_coverage``; it builds what it
opens and asks for no network.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize
from rich.console import Console
from rich.table import Table

from geo.bloc import load_bloc
from layers.build import build_map
from layers.data_files import STATIC
from layers.page.bundle import bundle, module_bodies
from layers.page.island import pack, packed_code
from layers.page.leaflet import leaflet_core
from scripts.bench.browser import running_browser
from scripts.front_end_tour import tour_desk, tour_phone

BLOC, MAPS = "sco", ("sco-membership", "sco-corridor", "sco-astana-2024")
TOURS = (
    (ViewportSize(width=1280, height=800), tour_desk),
    (ViewportSize(width=390, height=844), tour_phone),
)
ENTRY = STATIC / "core" / "page.js"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@dataclass
class Counted:
    """What ran of a script: a flag for each of its characters, and for each of its functions by where it begins."""

    characters: bytearray
    functions: dict[int, bool] = field(default_factory=dict)

    def add(self, functions: list[dict[str, Any]]) -> None:
        """Add Chromium's count of one page, functions with their blocks, to what ran in others."""
        painted = bytearray(len(self.characters))
        ranges = [one for function in functions for one in function["ranges"]]
        # An inner block says more of its characters than the block around it.
        for one in sorted(ranges, key=lambda one: (one["startOffset"], -one["endOffset"])):
            size = one["endOffset"] - one["startOffset"]
            painted[one["startOffset"] : one["endOffset"]] = bytes([one["count"] > 0]) * size
        self.characters = bytearray(map(max, self.characters, painted))
        for function in functions:
            whole = function["ranges"][0]
            start = whole["startOffset"]
            self.functions[start] = self.functions.get(start, False) or whole["count"] > 0


def main() -> None:
    """Build the maps, tour them, and print a line for each module."""
    script = bundle(ENTRY)
    counted = Counted(bytearray(len(script)))
    with tempfile.TemporaryDirectory() as folder, running_browser() as browser:
        for name in MAPS:
            path = Path(folder) / f"{name}.html"
            html = build_map(load_bloc(BLOC), name).get_root().render()
            path.write_text(with_script(html, script), encoding="utf-8")
            for viewport, tour in TOURS:
                counted.add(functions_counted(browser, path, script, viewport, tour))
    Console().print(table_of(script, counted))


def with_script(html: str, script: str) -> str:
    """Return a page with another script of ours behind Leaflet's; the policy, which knows the old one, is left out."""
    look, _, packed = packed_code(own_data=False)
    assert packed in html, "the page does not carry our packed script"
    return _POLICY.sub("", html.replace(packed, pack(json.dumps([look, f"{leaflet_core()}\n{script}"]))))


def functions_counted(
    browser: Browser, path: Path, script: str, viewport: ViewportSize, tour: Callable[[Page], None]
) -> list[dict[str, Any]]:
    """Return Chromium's count of our script in one page: functions, each with its blocks and how often they ran."""
    context = browser.new_context(viewport=viewport, locale="en-GB")
    page = context.new_page()
    profiler = context.new_cdp_session(page)
    profiler.send("Debugger.enable")
    profiler.send("Profiler.enable")
    profiler.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    tour(page)
    found: list[dict[str, Any]] = []
    for entry in profiler.send("Profiler.takePreciseCoverage")["result"]:
        source = profiler.send("Debugger.getScriptSource", {"scriptId": entry["scriptId"]})["scriptSource"]
        if source.endswith(script):
            found += _moved(entry["functions"], len(source) - len(script))
    context.close()
    assert found, "Chromium counted nothing of our script"
    return found


def _moved(functions: list[dict[str, Any]], by: int) -> list[dict[str, Any]]:
    """Return the functions that begin behind so many characters, counted from there."""
    for one in (part for function in functions for part in function["ranges"]):
        one["startOffset"], one["endOffset"] = one["startOffset"] - by, one["endOffset"] - by
    return [function for function in functions if function["ranges"][0]["startOffset"] >= 0]


def table_of(script: str, counted: Counted) -> Table:
    """Return the share of characters, blanks aside, and of functions that ran, module by module."""
    table = Table("module", "characters", "functions", title="What of the front end ran")
    rows = [(path.relative_to(STATIC).as_posix(), body) for path, body in module_bodies(ENTRY).items()]
    for name, body in [*sorted(rows), ("all", script)]:
        start = script.index(body)
        end = start + len(body)
        ran = [counted.characters[i] for i in range(start, end) if not script[i].isspace()]
        called = [did for at, did in counted.functions.items() if start <= at < end]
        table.add_row(name, f"{share(ran)} of {len(ran)}", f"{share(called)} of {len(called)}")
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def share(flags: list[int] | list[bool]) -> str:
    """Return how many of some flags are set, in per cent; a module of constants has no functions."""
    return f"{100 * sum(flags) / len(flags):.0f} %" if flags else "–"


if __name__ == "__main__":
    main()
