"""Find a Chromium for the browser's tests, or install one; print its path.

Looked for in turn: $CHROMIUM, the PATH, Playwright's own. With ``--install`` a missing one is fetched by Playwright,
and where that fails taken from the system's packages (as root, with apt-get). A headless shell comes before a whole
browser, which starts a second renderer for its own window with every page: the tests cost a third less with a shell,
so ``--install`` asks for one in a continuous integration too, where a browser is there already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
INSTALL_TIMEOUT_S = 600
NONE_FOUND = (
    "no Chromium for the browser's tests: set CHROMIUM to the path of one, "
    "or install one (on Debian: apt-get install chromium)"
)


def find_chromium() -> str | None:
    """Return the path of a Chromium that starts, or ``None``."""
    return next(filter(_starts, _candidates()), None)


def install_chromium() -> str | None:
    """Install a Chromium by Playwright, else by apt-get, and return its path, or ``None`` where neither can."""
    for attempt in (_by_playwright, _by_apt):
        attempt()
        if found := find_chromium():
            return found
    return None


def _candidates() -> Iterator[str]:
    if chosen := os.environ.get("CHROMIUM"):
        yield chosen
        return  # a person's choice is never replaced in silence
    yield from filter(None, map(shutil.which, NAMES))
    yield from (path for path in APPLICATIONS if Path(path).exists())
    if own := _playwrights_own():
        yield own


def _starts(path: str) -> bool:
    # Some systems put a file of this name on the PATH that only tells how to install the browser.
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwrights_own() -> str | None:
    # A process of its own: Playwright's loop would stay behind in the caller's.
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as w: print(w.chromium.executable_path)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=False)
    path = done.stdout.strip()
    return path if path and Path(path).exists() else None


def _by_playwright() -> None:
    _say("No Chromium found; asking Playwright for one")
    _run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"])


def _by_apt() -> None:
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _say("Taking Chromium from the system's packages")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "-qq"], quiet)
        for package in ("chromium-headless-shell", "chromium"):  # older systems have no shell
            _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], quiet)
            if find_chromium():
                return


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Run an installer; whether it helped is seen by looking for the browser again."""
    try:
        subprocess.run(
            command, env=os.environ | (environment or {}), timeout=INSTALL_TIMEOUT_S, check=False, capture_output=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _say(f"{command[0]}: {error}")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def main() -> int:
    """Print the path of a Chromium; exit 1 with one line where there is none."""
    path = find_chromium()
    if "--install" in sys.argv[1:] and not os.environ.get("CHROMIUM"):
        if path is None:
            path = install_chromium()
        elif os.environ.get("CI") and Path(path).name not in SHELLS:
            _by_apt()
            path = find_chromium()
    if path is None:
        chosen = os.environ.get("CHROMIUM")
        _say(f"CHROMIUM is set to {chosen}, which does not start as a browser" if chosen else NONE_FOUND)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
