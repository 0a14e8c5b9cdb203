"""Ctrl-C at many moments of a command: one line and status 130, no traceback, no file half written."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from layers.interrupt import LINE, STATUS
from tests.folders import REAL_LEAGUE

ROOT = Path(__file__).parent.parent
# It says when the interpreter is up and watches, as it does first: no program can answer for what comes before.
START = "import os; from layers.interrupt import watch; watch(); os.write(1, b'.')"
PROGRAM = f"{START}; from layers.__main__ import main; main()"
MOMENTS = [0.0, 0.01, 0.02, 0.04, 0.06, 0.09, 0.13, 0.18, 0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8]


def interrupt(arguments: list[str], after: float, folder: Path) -> subprocess.CompletedProcess[str]:
    """Start the command, interrupt it some seconds after it has begun, and return how it ended."""
    with subprocess.Popen(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {PROGRAM}", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.read(1) == "."
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_interruption_is_one_line_at_any_moment(command: str, tmp_path: Path) -> None:
    build = ["build", str(REAL_LEAGUE), "--scale", "110m", "--out", str(tmp_path / "maps")]
    arguments = build if command == "build" else ["check", str(REAL_LEAGUE)]
    stopped = 0
    for after in MOMENTS:
        done = interrupt(arguments, after, tmp_path)
        # Done before, to the end or but for what the interpreter does last, when it hears no more.
        if done.returncode == 0 or (done.returncode == -signal.SIGINT and not done.stderr):
            continue
        stopped += 1
        assert (done.returncode, done.stderr) == (STATUS, LINE + "\n"), f"{after}: {done.stderr}"
    assert stopped >= 5
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]
    for path in tmp_path.rglob("*.html"):
        assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path


def test_what_is_begun_is_undone_even_where_the_interruption_is_lost(tmp_path: Path) -> None:
    program = """
import os, signal, sys, time
from pathlib import Path
from geo.files import whole_file
from layers.interrupt import undoing, watch
watch()
class Deaf:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.01)
with undoing(), whole_file(Path("maps/page.html")) as temporary:
    temporary.write_text("half")
    deaf = Deaf(); deaf = None
    time.sleep(5)
    print("went on")
"""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (STATUS, "", LINE + "\n")
    assert list((tmp_path / "maps").iterdir()) == []


def test_a_library_that_makes_an_error_of_it_changes_nothing(tmp_path: Path) -> None:
    program = """
import os, signal
from layers.interrupt import undoing, watch
watch()
with undoing():
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        raise ImportError("something failed to import")
"""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (STATUS, LINE + "\n")
