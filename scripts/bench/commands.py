"""Run commands in processes of their own and measure them: seconds and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TIMEOUT_S = 600
IMPORTS = "import geopandas, folium, cartopy.io.shapereader"
BLOCMAP = "import sys; from layers.__main__ import main; sys.exit(main())"


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    seconds: float
    peak_mb: float


def run_code(code: str, *arguments: str, cache: Path | None = None) -> Run:
    """Run Python code in a new process; ``cache`` is the folder of what is prepared, else the user's own."""
    around = os.environ | ({"BLOCMAP_CACHE": str(cache)} if cache else {})
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, env=around)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: a measured command ended with {process.returncode}: {arguments or code}")
    # Linux counts in kibibytes, macOS in bytes.
    return Run(seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def in_turn(runs: int, commands: Sequence[tuple[str, Sequence[str], Path | None]]) -> list[list[Run]]:
    """Run pieces of code in turn, so that the machine's moods fall on all of them alike."""
    found: list[list[Run]] = [[] for _ in commands]
    for _ in range(runs):
        for place, (code, arguments, cache) in enumerate(commands):
            found[place].append(run_code(code, *arguments, cache=cache))
    return found
