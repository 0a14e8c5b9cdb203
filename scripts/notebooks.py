"""Run a notebook once for the documentation and the tests: what it gave lies in .cache/notebooks.

A run is known by the bytes of the notebook, of all that ``geo/`` and ``layers/`` hold, of the lock, and by Python's
version: where none of these has changed, a second run could tell nothing new.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent
NOTEBOOKS = tuple(sorted((ROOT / "notebooks").glob("*.ipynb")))
TIMEOUT_S = 300


def executed(path: Path, runs: Path = ROOT / ".cache" / "notebooks") -> nbformat.NotebookNode:
    """Return a notebook with what its cells give, run as if it lay in a project of its own where no run is kept.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        Where a cell fails; nothing is kept then.
    """
    kept = runs / f"{path.stem}-{_state(path.read_bytes())}.ipynb"
    if kept.is_file():
        return nbformat.read(kept, as_version=4)
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as project:
        folder = Path(project) / "notebooks"
        folder.mkdir()
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT_S,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--log-level=ERROR"],  # each kernel would warn that it speaks to us unencrypted
        )
        client.execute(env=os.environ | {"PYTHONPATH": str(ROOT)})
    runs.mkdir(parents=True, exist_ok=True)
    for old in runs.glob(f"{path.stem}-*.ipynb"):
        old.unlink(missing_ok=True)
    written = kept.with_suffix(f".{os.getpid()}")
    nbformat.write(notebook, written)
    written.replace(kept)
    return notebook


def _state(notebook: bytes) -> str:
    return hashlib.sha256(notebook + _project_state()).hexdigest()[:16]


@cache
def _project_state() -> bytes:
    state = hashlib.sha256(sys.version.encode())
    state.update((ROOT / "requirements.txt").read_bytes())
    for package in ("geo", "layers"):
        for file in sorted((ROOT / package).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                state.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return state.digest()
