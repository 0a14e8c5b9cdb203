"""Lighthouse's marks of pages, on its simulated slow phone, from a plain server on this machine.

The files that a peer's page asks for elsewhere lie beside it on the same server, as far as the bench has them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from scripts.bench.browser import answer
from scripts.find_chromium import find_chromium

TOOL = Path(__file__).resolve().parents[1] / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
SUBJECTS = ("performance", "accessibility")
FLAGS = "--headless --no-sandbox --disable-gpu"
RUNS, TIMEOUT_S = 3, 180
_ASKED = re.compile(r'\b(src|href)="(https?://[^"]+\.(?:js|css)[^"]*)"')


def audit(pages: Mapping[str, Path]) -> dict[str, dict[str, float]]:
    """Return the marks of pages in one folder, 0 to 100, by page and subject; nothing without Lighthouse.

    Medians of some runs, for Lighthouse times what it marks.
    """
    if not TOOL.exists():
        return {}
    with TemporaryDirectory() as folder, _served(Path(folder)) as address:
        for path in pages.values():
            _settle(path, Path(folder))
        marks = {name: [_marks(f"{address}/{path.name}") for _ in range(RUNS)] for name, path in pages.items()}
    return {name: {one: median(run[one] for run in runs) for one in SUBJECTS} for name, runs in marks.items()}


def _settle(page: Path, folder: Path) -> None:
    """Copy a page into a folder with what it asks other hosts for, under names of the folder's own."""

    def at_home(match: re.Match[str]) -> str:
        body, _ = answer(match[2])
        name = match[2].partition("?")[0].rsplit("/", 1)[-1]
        (folder / name).write_bytes(body)
        return f'{match[1]}="{name}"'

    (folder / page.name).write_text(_ASKED.sub(at_home, page.read_text(encoding="utf-8")), encoding="utf-8")


def _marks(address: str) -> dict[str, float]:
    command = [str(TOOL), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}", "--max-wait-for-load=60000"]
    only = [f"--only-categories={','.join(SUBJECTS)}"]
    around = os.environ | {"CHROME_PATH": find_chromium() or ""}
    done = subprocess.run([*command, *only], capture_output=True, text=True, timeout=TIMEOUT_S, env=around, check=True)
    categories = json.loads(done.stdout)["categories"]
    return {name: 100 * (categories[name]["score"] or 0) for name in SUBJECTS}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
